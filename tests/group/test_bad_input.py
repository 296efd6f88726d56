# SPDX-License-Identifier: Apache-2.0
"""Hostile builds: one article many times, one footer below thousands, dates that cannot be."""

from __future__ import annotations

import time
from random import Random

import pytest

from bench.stories import invented
from ontherecord.group import group
from ontherecord.model import Article, Tracing
from ontherecord.trace import trace
from tests.group.dated import dated
from tests.group.test_stories import FLOOD, HARBOUR

FOOTER = "\nThe Brindale Lantern is printed in Ruse on paper of the Norrland mill. Letters reach us at the old quay."


def test_one_article_five_hundred_times_is_one_story() -> None:
    text = " ".join([*FLOOD, *HARBOUR])
    articles, copies = dated([text] * 500, [f"2031-{1 + n % 12:02}-01" for n in range(500)], 4)
    started = time.process_time()
    (story,) = group(articles, copies, {}, trace(articles, copies, {}))
    assert len(story.articles) == 500
    assert time.process_time() - started < 30


def test_a_footer_that_all_share_joins_nothing() -> None:
    articles, copies = invented(400, Random(7))
    alone = [one for n, one in enumerate(articles) if n % 2 == 0]
    plain = {one.document: copies[one.document] for one in alone}
    with_footer = {name: text + FOOTER for name, text in plain.items()}
    longer = [
        Article(
            **{name: getattr(one, name) for name in one.__struct_fields__} | {"end": one.end + len(FOOTER)}
        )
        for one in alone
    ]
    without = {frozenset(story.articles) for story in group(alone, plain, {}, Tracing())}
    assert {frozenset(story.articles) for story in group(longer, with_footer, {}, Tracing())} == without


def test_dates_in_the_future_and_dates_that_are_none_are_taken_as_they_are() -> None:
    texts = [*FLOOD, *HARBOUR, FLOOD[0] + " Boats came."]
    days = ["2031-03-01", "9999-12-31", "2031-03-02", "2031-02-31", "2031-03", "0001-01-01"]
    articles, copies = dated(texts, days, 4)
    found = group(articles, copies, {}, Tracing())
    assert sorted(one for story in found for one in story.articles) == sorted(one.id for one in articles)


def test_an_article_and_its_translation_break_nothing() -> None:
    german = (
        "Ansel Korvath öffnete am Montag die Tore der Mühle Harrowgate, und der Fluss Eskwater überflutete Lower Tamsin. "
        "Mirela Dostan vom Talrat sagte, der Deich sei an neun Stellen abgerutscht."
    )
    articles, copies = dated([FLOOD[0], german], ["2031-03-01", "2031-03-01"], 4)
    found = group(articles, copies, {}, Tracing())
    assert sorted(one for story in found for one in story.articles) == ["a0000", "a0001"]
    assert {code for story in found for code in story.languages} == {"en", "de"}


def test_an_empty_headline_gives_the_first_sentence() -> None:
    text = FLOOD[0]
    one = Article(id="a0", document="d0", start=0, end=len(text), headline="  \n ")
    (story,) = group([one], {"d0": text}, {}, Tracing())
    assert story.title.startswith("Ansel Korvath opened the gates")


@pytest.mark.parametrize("per_day", [40, 2, 1])
def test_a_chain_of_partial_copies_is_no_giant_story(per_day: int) -> None:
    """Every article lifts two fifths from the one before it."""
    random = Random(7)
    words = ["".join(random.choices("abcdefghijklmnop", k=6)) for _ in range(9000)]
    parts = [" ".join(random.choices(words, k=60)) + "." for _ in range(125)]
    days = [f"2031-{3 + n // per_day // 28:02}-{1 + n // per_day % 28:02}" for n in range(40)]
    articles, copies = dated(["\n".join(parts[3 * n : 3 * n + 5]) for n in range(40)], days, 4)
    found = group(articles, copies, {}, trace(articles, copies, {}))
    assert max(len(story.articles) for story in found) <= 5


def test_two_articles_that_claim_each_other_stand_in_one_story() -> None:
    text = " ".join(FLOOD)
    copies = {
        "d0": text + "\nThis story originally appeared in Brindale Mail",
        "d1": text + "\nThis story originally appeared in Pell Post",
    }
    articles = [
        Article(id=f"a{n}", document=f"d{n}", start=0, end=len(copies[f"d{n}"]), outlet=outlet)
        for n, outlet in enumerate(("Pell Post", "Brindale Mail"))
    ]
    (story,) = group(articles, copies, {}, trace(articles, copies, {}))
    assert story.articles == ("a0", "a1")
