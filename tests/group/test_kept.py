# SPDX-License-Identifier: Apache-2.0
"""A later run goes on from what was kept, without the texts, and ends where one run would have ended."""

from __future__ import annotations

from random import Random

import pytest

from ontherecord.group import Arrivals, group, members, packed, stories, stream, unpacked, weights
from ontherecord.group import arrivals as arrivals_module
from ontherecord.group.arrivals import order
from ontherecord.group.blocks import merging
from ontherecord.model import Article, Reuse, Tracing
from ontherecord.trace.precedence import day
from tests.group.dated import dated

HORIZON = 60


def _coverage(random: Random, count: int) -> tuple[list[Article], dict[str, str], list[Reuse]]:
    """Articles of half a year about a few affairs that come back; some are copies, some have no date."""
    places = ["Harrowgate Mill", "Brindale Quay", "Lower Tamsin", "Pell Market", "Oster Ridge", "Vane Sound"]
    texts, days = [], []
    for number in range(count):
        place, matter = random.choice(places), random.choice(["ferry", "onion", "dyke", "lantern", "organ"])
        words = " ".join(random.choices(["weir", "clerk", "oats", "bell", "tar", "loom", "moss"], k=5))
        texts.append(f"{place} board told {random.choice(places)} folk of the {matter} row: {words}.")
        days.append(f"2031-{1 + number * 6 // count:02}-{random.randint(1, 28):02}")
    for number in random.sample(range(count), 4):
        days[number] = None
    articles, copies = dated(texts, days, 4)
    twins = [
        Reuse(id=f"r{n}", from_=a.id, to=b.id, basis="earlier", passages=(), share_of_from=1.0, share_of_to=1.0,
              kind="reprint")
        for n, (a, b) in enumerate((random.sample(articles, 2)) for _ in range(count // 12))
    ]  # fmt: skip
    return articles, copies, twins


class Table:
    """What an archive would hold: the articles, what was kept of each, its group and block, and what they share."""

    def __init__(self) -> None:
        self.articles: dict[str, Article] = {}
        self.kept: dict[str, bytes] = {}
        self.group: dict[str, str] = {}
        self.block: dict[str, str] = {}

    def take(self, new: list[Article], copies: dict[str, str], reuse: list[Reuse]) -> Arrivals:
        """One run: load what is needed, go on, keep what changed."""
        loaded = self._needed(new, reuse)
        behind = len(self.articles) - len(loaded)
        kept = {one.id: unpacked(self.kept[one.id]) for one in loaded}
        arrived = Arrivals.resumed(loaded, kept, reuse, behind)
        arrived.take(new, copies, reuse)
        self.articles |= {one.id: one for one in new}
        self.kept |= {name: packed(one) for name, one in arrived.kept(arrived.laid).items()}
        self.group |= arrived.groups()
        self.block |= arrived.copied()
        return arrived

    def _needed(self, new: list[Article], reuse: list[Reuse]) -> list[Article]:
        """The articles without which the run cannot go on: docs/stories.md."""
        ordered = sorted(self.articles.values(), key=order)
        shared = self._shared(new, reuse)
        keys = {one.id: order(one) for one in ordered}
        first = min([*map(order, new), *(keys[one] for one in merging(shared, self.block, keys))])
        before = [one for one in ordered if order(one) < first]
        if len(before) < HORIZON:
            return ordered
        newest = max((day(one) for one in before if day(one) != stream.UNDATED), default=0.0)
        in_view = before[-HORIZON:] + [one for one in before if day(one) >= newest - stream.WINDOW]
        names = {one.id for one in in_view} | {one.id for one in ordered if order(one) > first}
        names |= {name for _, name in shared if name in self.group}
        groups = {self.group[name] for name in names}
        return [one for one in ordered if self.group[one.id] in groups]

    def _shared(self, new: list[Article], reuse: list[Reuse]) -> list[tuple[str, str]]:
        """Each new article with one whose text it carries."""
        fresh = {one.id for one in new}
        pairs = [(edge.from_, edge.to) for edge in reuse] + [(edge.to, edge.from_) for edge in reuse]
        return [(a, b) for a, b in pairs if a in fresh and (b in fresh or b in self.articles)]


@pytest.fixture
def short_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """Horizon and first articles few enough for a test to go beyond them."""
    monkeypatch.setattr(stream, "HORIZON", HORIZON)
    monkeypatch.setattr(weights, "FIRST", 16)
    assert arrivals_module.first_articles(HORIZON) == 16


@pytest.mark.parametrize("seed", range(6))
def test_runs_that_go_on_from_what_was_kept_end_where_one_run_ends(seed: int, short_memory: None) -> None:
    random = Random(seed)
    articles, copies, reuse = _coverage(random, 260)
    late = sorted(articles, key=lambda one: (day(one) + random.choice((0, 0, 0, 9)), random.random()))
    table, left_out = Table(), 0
    for begin in range(0, len(late), 20):
        arrived = table.take(late[begin : begin + 20], copies, reuse)
        left_out += arrived.articles != sorted(table.articles.values(), key=order)
    whole = Arrivals(articles, copies, reuse)
    assert left_out, "no run went on from a part of the archive"
    assert {table.group[a.id] == table.group[b.id] for a in articles[:1] for b in articles} >= {True, False}
    assert table.group == whole.groups()
    present = {one.id for one in arrived.articles}
    assert set(members(arrived)) == {own for own in members(whole) if set(own) <= present}


def test_all_at_once_and_resumed_give_the_same_stories() -> None:
    articles, copies, reuse = _coverage(Random(9), 120)
    table = Table()
    table.take(articles[:70], copies, reuse)
    arrived = table.take(articles[70:], copies, reuse)
    tracing = Tracing(reuse=tuple(reuse))
    assert stories(arrived, copies, tracing) == group(articles, copies, {}, tracing)


def test_only_the_stories_that_are_asked_for_are_made() -> None:
    articles, copies, reuse = _coverage(Random(3), 80)
    tracing = Tracing(reuse=tuple(reuse))
    arrived = Arrivals(articles, copies, reuse)
    every = stories(arrived, copies, tracing)
    asked = every[-1].articles[0]
    assert stories(arrived, copies, tracing, only=[asked]) == (every[-1],)
    assert len(every) > 1


def test_what_was_kept_by_another_hand_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot be read"):
        unpacked(b"something else")
