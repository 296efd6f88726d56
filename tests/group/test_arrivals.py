# SPDX-License-Identifier: Apache-2.0
"""Articles that arrive one by one, in any order, make the stories that they make all at once."""

from __future__ import annotations

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from ontherecord.group.arrivals import Arrivals
from ontherecord.group.stories import stories
from ontherecord.model import Reuse, Tracing
from tests.group.dated import dated
from tests.group.test_stories import FLOOD, HARBOUR

DAYS = [
    "2031-03-01",
    "2031-03-02",
    "2031-03-02",
    "2031-03-01",
    "2031-03-03",
    "2031-03-20",
    None,
    "2031-09-01",
]
TEXTS = [*FLOOD, *HARBOUR, FLOOD[0] + " An inquiry was promised.", HARBOUR[1], FLOOD[1] + " Again."]
TWINS = Reuse(id="r0", from_="a0", to="a7", basis="earlier", passages=(), share_of_from=1.0, share_of_to=1.0,
              kind="reprint")  # fmt: skip


def _articles(texts=TEXTS, days=DAYS):
    return dated(texts, days)


def _one_by_one(articles, copies, order):
    arrived, seen = Arrivals(), set()
    for number in order:
        one = articles[number]
        twin = {"a0": "a7", "a7": "a0"}.get(one.id)
        arrived.arrive(one, copies[one.document], [twin] if twin in seen else [])
        seen.add(one.id)
    return arrived


@settings(max_examples=40, deadline=None)
@given(st.permutations(range(len(TEXTS))))
def test_any_order_of_arrival_gives_the_stories_of_the_batch(order):
    articles, copies = _articles()
    tracing = Tracing(reuse=(TWINS,))
    whole = stories(Arrivals(articles, copies, tracing.reuse), copies, tracing)
    assert stories(_one_by_one(articles, copies, order), copies, tracing) == whole


@settings(max_examples=15, deadline=None, phases=[Phase.generate])
@given(st.randoms(use_true_random=False), st.integers(33, 70))
def test_many_articles_of_many_days_too(random, count):
    places = ["Harrowgate Mill", "Brindale Quay", "Lower Tamsin", "Pell Market", "Oster Ridge"]
    texts = [
        f"{random.choice(places)} and {random.choice(places)} saw report {random.randint(1, 9)} of the {word} trust."
        for word in random.choices(["ferry", "onion", "dyke", "lantern"], k=count)
    ]
    days = [f"2031-{random.randint(3, 5):02}-{random.randint(1, 28):02}" for _ in range(count)]
    articles, copies = _articles(texts, days)
    order = random.sample(range(count), count)
    whole = Arrivals(articles, copies, (TWINS,)).stream.labels()
    assert _one_by_one(articles, copies, order).stream.labels() == whole


def test_each_arrival_says_what_it_does_and_why():
    articles, copies = _articles(
        FLOOD + HARBOUR, ["2031-03-01", "2031-03-02", "2031-03-02", "2031-03-02", "2031-03-02"]
    )
    arrived = Arrivals()
    told = [arrived.arrive(one, copies[one.document]) for one in articles]
    assert [one.what for one in told] == [
        "starts a story", "joins a story", "joins a story", "starts a story", "joins a story",
    ]  # fmt: skip
    assert told[2].story == ("a0", "a1", "a2")
    assert "Tamsin" in told[1].because


def test_an_article_may_show_that_two_stories_are_one():
    apart = [
        "Ansel Korvath opened the gates at Harrowgate Mill. Ansel Korvath, the keeper at Harrowgate Mill, said the Eskwater "
        "had to go somewhere.",
        "Mirela Dostan counted nine slips in the dyke at Lower Tamsin. Mirela Dostan wants boats in Lower Tamsin, for the "
        "Eskwater is rising.",
    ]
    articles, copies = _articles([*apart, " ".join(apart)], ["2031-03-01", "2031-03-01", "2031-03-02"])
    arrived = Arrivals()
    told = [arrived.arrive(one, copies[one.document]) for one in articles]
    assert [one.what for one in told] == ["starts a story", "starts a story", "joins two stories"]
    assert told[2].story == ("a0", "a1", "a2")


def test_an_article_arrives_once():
    articles, copies = _articles()
    arrived = Arrivals(articles, copies)
    with pytest.raises(ValueError, match="a3 has arrived already"):
        arrived.arrive(articles[3], copies["d3"])


def test_a_far_date_says_so_in_the_reason():
    articles, copies = _articles([*FLOOD, HARBOUR[0], FLOOD[0] + " Boats came."],
                                 ["2031-03-01", "2031-03-01", "2031-03-02", "2031-03-01", "2031-06-09"])  # fmt: skip
    whole = stories(Arrivals(articles, copies), copies, Tracing())
    late = next(one for story in whole for one in story.joined if one.article == "a4")
    assert late.because.endswith("though dated 99 days from the rest")
