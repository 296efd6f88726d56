# SPDX-License-Identifier: Apache-2.0
"""Verified pairs: which articles share text, how much, what kind, and which is the source.

Comes in: articles in canonical order with their copies and annotations. Goes out: `Texts`, what
is compared of each article, and `Pair`s, candidate pairs whose alignment holds.
Refuses: a pair on the strength of a shared window alone; exact copies are compared once.
Score: reuse on real pairs, `python -m bench stories`; time of 10,000 articles there too.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from ontherecord.annotate.workers import Spread
from ontherecord.model import Annotations, Article
from ontherecord.trace.boilerplate import boilerplate
from ontherecord.trace.candidates import CROWD, Candidates, candidates, hashes_of, index, without
from ontherecord.trace.matter import Names, names
from ontherecord.trace.passages import Passage, shared_passages, window_hashes, windows
from ontherecord.trace.precedence import UNDATED, day
from ontherecord.trace.quoted import quoted
from ontherecord.trace.reuse import Overlap, Side, overlap
from ontherecord.trace.words import Numbers, all_words, numbered

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


def texts(
    articles: Sequence[Article],
    copies: Mapping[str, str],
    annotations: Mapping[str, Annotations],
    mixed: Collection[str] = (),
) -> tuple[Texts, Candidates]:
    """What is compared of articles given in canonical order, and their candidate pairs.

    `mixed` are the ids of articles that credit another newsroom with a part of their text.
    """
    words = list(all_words(articles, copies))
    numbers = [numbered(one) for one in words]
    firsts: dict[bytes, int] = {}
    same_as = [firsts.setdefault(one.tobytes(), place) for place, one in enumerate(numbers)]
    hashes = [h if same_as[i] == i else h[:0] for i, h in enumerate(hashes_of(numbers))]
    carried = index(hashes)
    common = boilerplate(words, hashes, carried)
    sides = []
    for place, article in enumerate(articles):
        notes = annotations.get(article.id)
        marked = quoted(words[place], notes.quotations if notes else ())
        sides.append(Side(words[place], marked, common.masks[same_as[place]], article.id in mixed))
    named = [names(one, common.masks[same_as[place]]) for place, one in enumerate(words)]
    days = np.array([day(article) for article in articles])
    days[days == UNDATED] = np.nan
    proposed = candidates(without(carried, common.windows), named, days)
    return Texts(sides, numbers, same_as, named), proposed


def pairs(compared: Texts, proposed: Candidates, across: Spread = map) -> list[Pair]:
    """The pairs that share something that counts, sorted; `across` what their verification is spread over.

    Exact copies are aligned once: what holds for the first of them holds for the others, up to
    `CROWD` of them; every exact copy is paired with the first in any case.
    """
    found: list[Pair] = []
    across = across if len(proposed.pairs) > WORTH_WORKERS else map
    for verified in across(_verified, _tasks(compared, proposed.pairs)):
        found += verified
    for b, a in enumerate(compared.same_as):
        length = len(compared.numbers[b])
        if a != b and length:
            found += _pair(compared.sides, a, b, [Passage(0, length, 0, length, length)])
    return sorted(found, key=lambda pair: (pair.a, pair.b))


class Task(NamedTuple):
    """Pairs to verify, and what is compared of their articles, by place; for each pair also the pairs of
    exact copies for which the same holds."""

    pairs: list[tuple[int, int]]
    alike: list[list[tuple[int, int]]]
    numbers: dict[int, Numbers]
    sides: dict[int, Side]


def _tasks(compared: Texts, proposed: Sequence[tuple[int, int]]) -> Iterator[Task]:
    """Candidates in tasks of `AT_ONCE` that can be done anywhere."""
    copies = _copies(compared.same_as)
    for first in range(0, len(proposed), AT_ONCE):
        some = list(proposed[first : first + AT_ONCE])
        alike = [[(one, other) for one in copies[a] for other in copies[b]] for a, b in some]
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
