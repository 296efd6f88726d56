# SPDX-License-Identifier: Apache-2.0
"""Verified pairs: which articles share text, how much, what kind, and which is the source.

Comes in: articles in canonical order, what each gives alone (`plain`). Goes out: `Texts`, what
is compared of each article, and `Pair`s, candidate pairs whose alignment holds.
Refuses: a pair on the strength of a shared window alone; exact copies are compared once.
Score: reuse on real pairs, `python -m bench stories`; time of 10,000 articles there too.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

import numpy as np

from ontherecord.annotate.workers import Spread
from ontherecord.batches import batches, each
from ontherecord.model import Article
from ontherecord.trace.boilerplate import boilerplate
from ontherecord.trace.candidates import CROWD, Candidates, candidates, hashes_of, index, without
from ontherecord.trace.matter import Names, names
from ontherecord.trace.passages import Passage, shared_passages, window_hashes, windows
from ontherecord.trace.plain import Plain
from ontherecord.trace.precedence import UNDATED, day
from ontherecord.trace.reuse import Overlap, Side, overlap
from ontherecord.trace.words import Numbers

AT_ONCE = 1_000  # pairs whose seeds are found together; some tens of megabytes
WORTH_WORKERS = 10_000  # pairs; fewer are verified in less time than workers take to start


class Texts(NamedTuple):
    """The articles as they are compared; all run parallel, in canonical order.

    `same_as[i]` is the place of the first article with exactly the words of article i.
    """

    sides: list[Side]
    numbers: list[Numbers]
    same_as: list[int]
    named: list[Names]


class Pair(NamedTuple):
    """Two places in the canonical order, a < b, and what the articles there share."""

    a: int
    b: int
    overlap: Overlap


def canonical(articles: Sequence[Article]) -> list[Article]:
    """The articles by date, then id; undated ones last. No order of input changes it."""
    return sorted(articles, key=lambda a: (a.published.date or "~", a.id))


class Ask(NamedTuple):
    """Two places, `one` before `other`, to be verified by the alignment of the texts at `a` and `b`: the first that have
    exactly their words. The text at `a` is that of `other` where `is_turned`; exact copies have one."""

    one: int
    other: int
    a: int
    b: int
    is_turned: bool


def texts(
    articles: Sequence[Article], read: Sequence[Plain], mixed: Collection[str] = ()
) -> tuple[Texts, Candidates]:
    """What is compared of articles given in canonical order, and their candidate pairs.

    `read` is what each gives alone; `mixed` are the ids of articles that credit another newsroom with a part of their text.
    """
    numbers = [one.numbers for one in read]
    firsts: dict[bytes, int] = {}
    same_as = [firsts.setdefault(one.tobytes(), place) for place, one in enumerate(numbers)]
    hashes = [h if same_as[i] == i else h[:0] for i, h in enumerate(hashes_of(numbers))]
    carried = index(hashes)
    common = boilerplate([one.called for one in read], hashes, [len(one) for one in numbers], carried)
    masks = [common.masks[first] for first in same_as]
    sides = [
        Side(one.words, one.quoted, mask, article.id in mixed)
        for article, one, mask in zip(articles, read, masks, strict=True)
    ]
    named = [names(one.called, mask) for one, mask in zip(read, masks, strict=True)]
    days = np.array([day(article) for article in articles])
    days[days == UNDATED] = np.nan
    proposed = candidates(without(carried, common.windows), named, days)
    return Texts(sides, numbers, same_as, named), proposed


def asked(compared: Texts, proposed: Candidates) -> list[Ask]:
    """The pairs to be verified, those of one alignment one after the other.

    Exact copies are aligned once: what holds for the first of them holds for the others, up to
    `CROWD` of them; every exact copy is paired with the first in any case.
    """
    copies = _copies(compared.same_as)
    found = [
        Ask(min(one, other), max(one, other), a, b, one > other)
        for a, b in proposed.pairs
        for one in copies[a]
        for other in copies[b]
    ]
    exact = [(a, b) for b, a in enumerate(compared.same_as) if a != b and len(compared.numbers[b])]
    return [*found, *(Ask(a, b, a, a, False) for a, b in exact)]


def pairs(compared: Texts, asked: Sequence[Ask], across: Spread = map) -> dict[tuple[int, int], Pair]:
    """Those of the pairs that share something that counts, by their places; `across` what their verification is
    spread over."""
    found: list[Pair] = []
    across = across if len(asked) > WORTH_WORKERS else map
    for verified in across(_verified, _tasks(compared, [one for one in asked if one.a != one.b])):
        found += verified
    for one in asked:
        if one.a == one.b:
            length = len(compared.numbers[one.b])
            found += _pair(compared.sides, one.one, one.other, [Passage(0, length, 0, length, length)])
    return {(pair.a, pair.b): pair for pair in found}


class Task(NamedTuple):
    """Pairs to verify, and what is compared of their articles, by place; for each pair also the pairs of
    exact copies for which the same holds."""

    pairs: list[tuple[int, int]]
    alike: list[list[tuple[int, int]]]
    numbers: dict[int, Numbers]
    sides: dict[int, Side]


def _tasks(compared: Texts, asked: Sequence[Ask]) -> Iterator[Task]:
    """What is asked in tasks of `AT_ONCE` alignments that can be done anywhere."""
    aligned = [
        (places, [(x.other, x.one) if x.is_turned else (x.one, x.other) for x in some])
        for places, some in groupby(asked, key=lambda x: (x.a, x.b))
    ]
    for several in batches(aligned, each, AT_ONCE):
        some, alike = [pair for pair, _ in several], [own for _, own in several]
        places = sorted({place for pair in some for place in pair})
        every = sorted({place for pairs_of_one in alike for pair in pairs_of_one for place in pair})
        numbers = {place: compared.numbers[place] for place in places}
        yield Task(some, alike, numbers, {place: compared.sides[place] for place in every})


def _verified(task: Task) -> list[Pair]:
    """The pairs of a task that share something that counts."""
    seeds = {place: windows(window_hashes(text)) for place, text in task.numbers.items()}
    found: list[Pair] = []
    for shared, alike in zip(shared_passages(task.pairs, task.numbers, seeds), task.alike, strict=True):
        for one, other in alike if shared else ():
            found += _pair(task.sides, one, other, shared)
    return found


def _copies(same_as: Sequence[int]) -> list[list[int]]:
    """For each first article its exact copies with itself; alone where there are too many."""
    copies: list[list[int]] = [[] for _ in same_as]
    for place, first in enumerate(same_as):
        copies[first].append(place)
    return [alike if len(alike) <= CROWD else alike[:1] for alike in copies]


def _pair(
    sides: Mapping[int, Side] | Sequence[Side], one: int, other: int, shared: Sequence[Passage]
) -> Iterator[Pair]:
    """The pair in canonical order, if what it shares counts."""
    if one > other:
        one, other = other, one
        shared = sorted(Passage(p.b0, p.b1, p.a0, p.a1, p.same) for p in shared)
    if what := overlap(sides[one], sides[other], shared):
        yield Pair(one, other, what)
