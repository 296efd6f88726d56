# SPDX-License-Identifier: Apache-2.0
"""Attached articles: found in every layout, kept apart from the first, and not seen where none are."""

from __future__ import annotations

import pytest

from bench.aggregators import HEADS, UNSEEN, AggregatorPage, pages
from bench.segments import body, matches
from ontherecord.model import Article
from ontherecord.read.articles import articles
from ontherecord.read.declared import Declared

PAGES = list(pages(3 * len(HEADS), seed=11))
LEAD = "The ferry Kestrel ran aground on Tuesday below the old bridge, and all 40 on board were taken off."
MORE = (
    "The harbour office said that the river was two metres lower than in any March since records began. " * 3
)
OTHER = "Crane drivers at the northern port stopped work on Thursday over night shifts, and nine ships wait. "


def _articles(copy: str) -> tuple[Article, ...]:
    return articles(copy, "d0", None, Declared())


@pytest.mark.parametrize("layout", HEADS)
def test_every_layout(layout: str) -> None:
    mine = [page for page in PAGES if page.name == layout]
    assert mine
    found = wanted = 0
    for page in mine:
        got = _articles(page.text)
        found += len(matches(page, got))
        wanted += len(page.attached)
        assert len(got) - 1 <= len(page.attached)
        assert _kept(page, got) > 0.9
    assert found >= 0.8 * wanted


def _kept(page: AggregatorPage, got: tuple[Article, ...]) -> float:
    """The share of the main body's words that the first article keeps."""
    kept = set(body(page.text, got[0]).split())
    words = page.body.split()
    return sum(word in kept for word in words) / len(words)


def _page(head: str, text: str) -> str:
    return f"Ferry runs aground at Ruse\n{LEAD}\n{MORE}\nRelated Articles\n{head}{text}\n"


def test_an_attached_article_has_an_outlet_a_headline_and_a_body_of_its_own() -> None:
    copy = _page("Harbour Gazette\nan hour ago\n- Harbour Gazette\nCrane drivers walk out\n", OTHER * 4)
    first, second = _articles(copy)
    assert second.attached_to == first.id
    assert (second.id, second.outlet, second.headline) == (
        "a0-2",
        "Harbour Gazette",
        "Crane drivers walk out",
    )
    assert second.published.date is None
    assert [s.role for s in second.segments] == ["byline", "byline", "byline", "headline", "body"]
    assert first.end == second.start
    assert OTHER not in body(copy, first)


@pytest.mark.parametrize("end", ["...", "…", "[…]"])
def test_a_teaser_is_promo_of_the_article_before(end: str) -> None:
    copy = _page(
        "Harbour Gazette\nan hour ago\nCrane drivers walk out at the northern port\n", OTHER.strip(". ") + end
    )
    (only,) = _articles(copy)
    assert only.segments[-1].role == "promo"
    assert "Crane" not in body(copy, only)


def test_what_stands_below_the_attached_article_is_its_own() -> None:
    copy = (
        _page("Kite\n2 hours ago\n- Kite\nCrane drivers walk out at the northern port\n", OTHER * 4)
        + "Load more\n"
    )
    second = _articles(copy)[1]
    assert second.end == len(copy)


@pytest.mark.parametrize(
    "rows",
    [
        ["Who was on board when the ferry ran aground?", MORE],
        ["A Long Night Below The Old Bridge", MORE],
        ["RELATED: Why the river is low this year", MORE],
        ["Photo: Ana Brook/Harbour Gazette", MORE],
        ["* * *", MORE],
        ["“Nobody told us”", MORE, "What the harbour office says", MORE],
    ],
)
def test_sections_of_one_article_are_not_attached(rows: list[str]) -> None:
    assert len(_articles("\n".join(["Ferry runs aground at Ruse", LEAD, MORE, *rows, LEAD]))) == 1


def test_the_posts_of_a_live_blog_are_not_attached() -> None:
    posts = [
        f"1{n}:05\nHarbour office speaks for the {n} time today\nBy Ana Brook\n{OTHER * 2}" for n in range(5)
    ]
    copy = "Live updates: ferry aground at Ruse\n" + LEAD + "\n" + MORE + "\n" + "\n".join(posts)
    assert len(_articles(copy)) == 1


def test_heads_that_the_rules_were_not_written_for() -> None:
    found = hits = wanted = 0
    for page in pages(2 * len(UNSEEN), seed=11, heads=UNSEEN):
        got = _articles(page.text)
        hits, found, wanted = (
            hits + len(matches(page, got)),
            found + len(got) - 1,
            wanted + len(page.attached),
        )
    assert hits >= 0.95 * found
    assert hits >= 0.95 * wanted


@pytest.mark.parametrize(
    ("line", "title", "outlet"),
    [
        ("Crane drivers stop work at the port | Harbour Gazette | 5 June 2031", "Crane drivers stop work at the port",
         "Harbour Gazette"),
        ("Harbour Gazette: Crane drivers stop work at the port", "Crane drivers stop work at the port",
         "Harbour Gazette"),
        ("Crane drivers stop work at the port (Harbour Gazette)", "Crane drivers stop work at the port",
         "Harbour Gazette"),
        ("Title: Crane drivers stop work at the port", "Crane drivers stop work at the port", None),
        ("Kite: Crane drivers stop work at the port", "Crane drivers stop work at the port", "Kite"),
        ("Crane drivers stop work at the port (Kite)", "Crane drivers stop work at the port", "Kite"),
        ("Explained: why crane drivers stop work", "Explained: why crane drivers stop work", None),
        ("Brannock: Crane drivers are right to stop work", "Brannock: Crane drivers are right to stop work", None),
        ("Moss: 'Crane drivers will go on'", "Moss: 'Crane drivers will go on'", None),
    ],
)  # fmt: skip
def test_what_else_stands_in_the_line_of_a_headline(line: str, title: str, outlet: str | None) -> None:
    first = "\n".join(["Ferry runs aground at Ruse", LEAD, MORE, "© 2031 Ruse Post"])
    one = _articles(f"{first}\n\nRelated stories\n{line}\n{OTHER * 9}Odile Brannock agrees.")[1]
    assert (one.headline, one.outlet) == (title, outlet)


def test_below_one_attached_report_a_full_headline_is_enough() -> None:
    """... for a report, and is none for the entry of a list."""
    first = "\n".join(
        [
            "Ferry runs aground at Ruse",
            LEAD,
            MORE,
            "© 2031 Ruse Post",
            "2 hours ago",
            "Crane drivers walk out",
            OTHER * 5,
        ]
    )
    second = "Tug crews join the strike of the crane drivers"
    assert [one.headline for one in _articles(f"{first}\n{second}\n{OTHER * 6}")[1:]] == [
        "Crane drivers walk out", second,
    ]  # fmt: skip
    entries = "\n".join(
        f"Berth {n}: what stood here in the week before the strike\n{OTHER * 3}" for n in range(5)
    )
    assert len(_articles(f"{first}\n{entries}")) == 2


def test_what_breaks_off_is_over() -> None:
    teaser = (
        "Kite\n2 hours ago\nNight ferries may stop for a month\nThe harbour office said on Monday that ..."
    )
    copy = f"Ferry runs aground at Ruse\n{LEAD}\n{MORE}\n{teaser}\nCrane drivers walk out at the northern port\n{OTHER * 5}"
    assert [one.headline for one in _articles(copy)[1:]] == ["Crane drivers walk out at the northern port"]


def test_a_whole_report_in_one_line_below_short_paragraphs_needs_only_its_headline() -> None:
    first = "\n".join(
        ["Ferry runs aground at Ruse", *[LEAD.replace("Tuesday", day) for day in ("Monday", "Friday")] * 4]
    )
    found = _articles(f"{first}\nCrane drivers stop work at the northern port\n{OTHER * 14}")
    assert [one.headline for one in found] == [
        "Ferry runs aground at Ruse",
        "Crane drivers stop work at the northern port",
    ]


def test_the_deck_of_an_attached_report_is_not_its_body() -> None:
    first = "\n".join(["Ferry runs aground at Ruse", LEAD, MORE])
    deck = "Nine ships wait in the bay, and neither side expects the dispute to end soon."
    head = f"Crane drivers stop work at the northern port\n{deck}\nBy Ida Quell\n5 June 2031"
    assert len(_articles(f"{first}\n{head}\n{OTHER * 6}")) == 2
