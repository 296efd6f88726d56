# SPDX-License-Identifier: Apache-2.0
"""How much each term of an article weighs: names and rare words more than topic words.

Comes in: the terms of articles, one article at a time. Goes out: two unit vectors an article, `near`
for articles of the same days, `far` for articles weeks apart, where only words that few articles have
can tell one event from the next of its kind.
Refuses: to trust the rarity of a word in a handful of articles: a prior stands for a normal week.
Score: none of its own; grouping rests on it (`python -m bench stories`).

TF-IDF with sublinear counts (Manning, Raghavan & Schuetze 2008, ch. 6) and a prior of `PRIOR`
articles, in which a name or another word has the share below. The first articles of a stream are
counted together, the others as they come, so that a vector never changes once it is made.
"""

from __future__ import annotations

import functools
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from ontherecord.group.terms import Terms

PRIOR = 200  # articles; below this many, rarity is mostly what is normal for names and words
SHARE_NAME, SHARE_WORD = 0.01, 0.03  # share of all articles in which a name, another word, stands
NAME = 1.5  # a name weighs as one and a half words
FAR = 60  # articles; a term that more of them have says nothing about events weeks apart
LONGEST = 300  # heaviest terms of an article that are compared; keeps the cost constant
FIRST = 1024  # articles that are counted together, at most; rarity hardly moves beyond

Ids = npt.NDArray[np.int64]
Weights = npt.NDArray[np.float64]


class Vector(NamedTuple):
    """A sparse unit vector: term numbers, ascending, and their weights."""

    ids: Ids
    weights: Weights


class Pair(NamedTuple):
    """The two vectors of one article."""

    near: Vector
    far: Vector


def first_articles(count: int) -> int:
    """How many of `count` articles are counted together: the largest power of two of them. It changes
    seldom, and an arriving article changes the weights of the others only when it does."""
    return min(FIRST, 1 << (count.bit_length() - 1)) if count else 0


class Rarity:
    """How many articles have each term."""

    def __init__(self, first: Sequence[Terms] = ()) -> None:
        self.held: Counter[str] = Counter()
        self.numbers: dict[str, int] = {}
        self.terms: list[str] = []
        self.first = len(first)
        self._known: list[int] = []
        for one in first:
            self.held.update(one.counts.keys())

    def take(self, one: Terms) -> Pair:
        """Count the next article, unless it is one of the first, and weigh its terms."""
        if len(self._known) >= self.first:
            self.held.update(one.counts.keys())
        self._known.append(len(self.terms))
        for term in one.counts:
            if term not in self.numbers:
                self.numbers[term] = len(self.terms)
                self.terms.append(term)
        return self._pair(one)

    def give_back(self, one: Terms) -> None:
        """Forget the article that was taken last; it must not be one of the first."""
        self.held.subtract(one.counts.keys())
        known = self._known.pop()
        for term in self.terms[known:]:
            del self.numbers[term]
        del self.terms[known:]

    def _pair(self, one: Terms) -> Pair:
        total = math.log(max(len(self._known), self.first) + PRIOR)
        near: dict[int, float] = {}
        far: dict[int, float] = {}
        for term, count in one.counts.items():
            held, number, is_name = self.held[term], self.numbers[term], term in one.names
            factor = _log(count) + 1.0  # sublinear: ten times as often is not ten times as much about it
            factor *= NAME if is_name else 1.0
            near[number] = factor * (total - _log(held + (SHARE_NAME if is_name else SHARE_WORD) * PRIOR))
            if held < FAR:
                far[number] = factor * (_log(FAR) - _log(held + 0.5))
        return Pair(_unit(near), _unit(far))


@functools.lru_cache(maxsize=1 << 16)
def _log(number: float) -> float:
    return math.log(number)


def _unit(weighted: Mapping[int, float]) -> Vector:
    """The heaviest terms, scaled to length one over all of them; what weighs nothing is left out."""
    ids = np.array(sorted(number for number, weight in weighted.items() if weight > 0.0), dtype=np.int64)
    weights = np.array([weighted[number] for number in ids.tolist()], dtype=np.float64)
    norm = math.sqrt(math.fsum((weights * weights).tolist())) or 1.0
    return heaviest(Vector(ids, weights / norm))


def heaviest(vector: Vector) -> Vector:
    """The `LONGEST` heaviest terms of a vector; of equals the first."""
    if len(vector.ids) <= LONGEST:
        return vector
    kept = np.sort(np.argsort(-vector.weights, kind="stable")[:LONGEST])
    return Vector(vector.ids[kept], vector.weights[kept])


def mean(vectors: Sequence[Vector]) -> Vector:
    """The mean of some vectors; its dot product with another mean is the mean likeness."""
    if len(vectors) == 1:
        return vectors[0]
    ids, where = np.unique(np.concatenate([one.ids for one in vectors]), return_inverse=True)
    weights = np.concatenate([one.weights for one in vectors])
    return Vector(ids, np.bincount(where, weights=weights, minlength=len(ids)) / len(vectors))


def dot(one: Vector, other: Vector) -> float:
    """The dot product of two vectors."""
    _, left, right = np.intersect1d(one.ids, other.ids, assume_unique=True, return_indices=True)
    return float(one.weights[left] @ other.weights[right])
