# SPDX-License-Identifier: Apache-2.0
"""Stories: what belongs together does, what does not stays apart, whatever the order."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from ontherecord.group import group
from ontherecord.model import Article, Published, Tracing
from ontherecord.trace import trace

FLOOD = [
    "Ansel Korvath opened the gates at Harrowgate Mill on Monday and the river Eskwater flooded Lower Tamsin. "
    "Mirela Dostan of the valley board said the dyke had slipped in nine places.",
    "Families in Lower Tamsin waited for boats after the Eskwater broke its banks. Mirela Dostan walked the dyke "
    "and blamed Korvath, the keeper at Harrowgate Mill, for opening the gates too early.",
    "The keeper of Harrowgate Mill, Ansel Korvath, defended his decision to open the gates. Lower Tamsin is under "
    "water, and Dostan wants an inquiry into the flood on the Eskwater.",
]
HARBOUR = [
    "The harbour trust in Brindale cut its fees for fishermen. Its treasurer, Oren Castellane, blamed the price of rope "
    "and three mild winters in the ice trade for the losses of Norrland Pumps.",
    "Oren Castellane promised cheaper berths in Brindale as the harbour trust presented its accounts. Norrland Pumps, "
    "which leases the quay, said the ice trade was finished.",
]


def _made(texts: list[str], dates: list[str | None] | None = None) -> tuple[list[Article], dict[str, str]]:
    days = dates or [None] * len(texts)
    copies = {f"d{n}": text for n, text in enumerate(texts)}
    return [
        Article(
            id=f"a{n}", document=f"d{n}", start=0, end=len(text), outlet=f"Outlet {n}",
            published=Published(date=days[n], basis="metadata" if days[n] else "unknown"),
        )
        for n, text in enumerate(texts)
    ], copies  # fmt: skip


def _stories(texts: list[str], dates: list[str | None] | None = None):
    articles, copies = _made(texts, dates)
    return group(articles, copies, {}, Tracing())


def test_two_stories_without_dates_are_told_apart():
    found = _stories(FLOOD + HARBOUR)
    assert [set(story.articles) for story in found] == [{"a0", "a1", "a2"}, {"a3", "a4"}]


def test_reasons_name_what_is_shared():
    story = _stories(FLOOD)[0]
    assert any("Tamsin" in one.because or "Harrowgate" in one.because for one in story.joined)


def test_two_groups_of_reports_half_a_year_apart_are_two_stories():
    days = ["2031-03-01", "2031-03-01", "2031-03-02", "2031-09-01", "2031-09-01", "2031-09-02"]
    later = [text.replace("Monday", "Friday") + " It was the second flood of the year." for text in FLOOD]
    rest = [f"Report {n} from Pell on onions, beets and market {n}." for n in range(3)]
    found = _stories(FLOOD + later + rest, [*days, "2031-05-01", "2031-06-01", "2031-07-01"])
    first = next(story for story in found if "a0" in story.articles)
    assert "a3" not in first.articles


def test_copies_of_one_text_share_a_story_whatever_their_dates():
    whole = "\n".join(
        [*FLOOD, *HARBOUR, "The bells rang for the rescued and the lamps along the quay were lit."] * 2
    )
    articles, copies = _made([whole, whole, HARBOUR[0]], ["2031-03-01", "2032-11-01", "2031-03-01"])
    tracing = trace(articles, copies, {})
    story = next(s for s in group(articles, copies, {}, tracing) if "a0" in s.articles)
    assert "a1" in story.articles


def test_ids_and_titles():
    story = _stories(FLOOD)[0]
    assert story.title
    assert story.id.rsplit("-", 1)[1].isalnum()
    assert story.warnings == ("3 of 3 articles without a date",)
    dated = _stories(FLOOD, ["2031-03-02", "2031-03-01", "2031-03-04"])[0]
    assert (dated.first, dated.last) == ("2031-03-01", "2031-03-04")


def test_empty_articles_are_stories_of_their_own():
    found = _stories(["", "\n", FLOOD[0], "…"])
    assert len(found) == 4
    assert all(story.title for story in found)


def test_nothing_gives_nothing():
    assert group([], {}, {}, Tracing()) == ()


@settings(max_examples=20, deadline=None)
@given(st.permutations(range(6)), st.text(max_size=40))
def test_order_does_not_matter_and_every_article_is_in_one_story(order, noise):
    articles, copies = _made(
        [*FLOOD, *HARBOUR, noise], ["2031-03-02", None, "2031-03-01", None, "2031-04-01", None]
    )
    found = group(articles, copies, {}, Tracing())
    assert group([articles[n] for n in order], copies, {}, Tracing()) == found
    assert sorted(a for story in found for a in story.articles) == sorted(a.id for a in articles)
