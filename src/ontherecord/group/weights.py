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
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from ontherecord.group.terms import Ids, Terms

PRIOR = 200  # articles; below this many, rarity is mostly what is normal for names and words
SHARE_NAME, SHARE_WORD = 0.01, 0.03  # share of all articles in which a name, another word, stands
NAME = 1.5  # a name weighs as one and a half words
FAR = 60  # articles; a term that more of them have says nothing about events weeks apart
LONGEST = 300  # heaviest terms of an article that are compared; keeps the cost constant
LIGHT = 0.2  # of the length of a vector; the lightest terms that make it are six in seven of what an index is asked
FIRST = 1024  # articles that are counted together, at most; rarity hardly moves beyond
_SLOTS = 1 << 21  # counters of a row
_ROWS = 2

Weights = npt.NDArray[np.float64]


class Vector(NamedTuple):
    """A sparse vector: term numbers, ascending, and their weights."""

    ids: Ids
    weights: Weights


class Pair(NamedTuple):
    """The two unit vectors of one article, over the same terms: the heaviest of `near`."""

    ids: Ids
    near: Weights
    far: Weights


class Held(NamedTuple):
    """How many articles had each term of an article when it was weighed, and how many were counted. `by` are the bytes
    of 32-bit integers."""

    by: bytes
    of: int


def first_articles(count: int) -> int:
    """How many of `count` articles are counted together: the largest power of two of them. It changes
    seldom, and an arriving article changes the weights of the others only when it does."""
    return min(FIRST, 1 << (count.bit_length() - 1)) if count else 0


class Rarity:
    """How many of the articles that count have each term. Counters are shared by terms, two a term, and the lower
    one is right but for a few terms in a thousand (count-min sketch, Cormode & Muthukrishnan 2005)."""

    def __init__(self) -> None:
        self._rows = np.zeros((_ROWS, _SLOTS), dtype=np.int32)
        self.articles = 0

    def count(self, one: Terms) -> None:
        """Count one more article."""
        for row, slots in zip(self._rows, _slots(one), strict=True):
            row[slots] += 1
        self.articles += 1

    def forget(self, one: Terms) -> None:
        """Count an article no more."""
        for row, slots in zip(self._rows, _slots(one), strict=True):
            row[slots] -= 1
        self.articles -= 1

    def of(self, one: Terms) -> Held:
        """How many articles have each term of an article that is counted."""
        first, second = _slots(one)
        by = np.minimum(self._rows[0][first], self._rows[1][second])
        return Held(by.tobytes(), self.articles)


def _slots(one: Terms) -> tuple[Ids, Ids]:
    """The counters of the terms of an article, one in each row."""
    ids = one.ids
    return ids % _SLOTS, (ids >> 32) % _SLOTS


def weigh(one: Terms, held: Held) -> Pair:
    """The vectors of an article."""
    by = np.minimum(np.frombuffer(held.by, dtype=np.int32), _TABLE - 1)
    counts = np.minimum(one.times, _TABLE - 1)
    names = np.array(one.are_names, dtype=np.bool_)
    # sublinear: ten times as often is not ten times as much about it
    factor = (_logs(0.0)[counts] + 1.0) * np.where(names, NAME, 1.0)
    share = np.where(names, _logs(SHARE_NAME * PRIOR)[by], _logs(SHARE_WORD * PRIOR)[by])
    near = _unit(np.maximum(0.0, factor * (math.log(held.of + PRIOR) - share)))
    far = _unit(np.where(by < FAR, factor * (math.log(FAR) - _logs(0.5)[by]), 0.0))
    kept = _heaviest(near)
    return Pair(one.ids[kept], near[kept], far[kept])


def _unit(weights: Weights) -> Weights:
    """Weights scaled to length one."""
    return weights / (math.sqrt(math.fsum((weights * weights).tolist())) or 1.0)


def _heaviest(weights: Weights) -> Ids:
    """The places of the `LONGEST` heaviest weights, ascending; of equals the first."""
    if len(weights) <= LONGEST:
        return np.arange(len(weights))
    return np.sort(np.argsort(-weights, kind="stable")[:LONGEST])


def heaviest(vector: Vector) -> Vector:
    """The `LONGEST` heaviest terms of a vector; of equals the first."""
    if len(vector.ids) <= LONGEST:
        return vector
    kept = _heaviest(vector.weights)
    return Vector(vector.ids[kept], vector.weights[kept])


def telling(vector: Vector) -> Vector:
    """A unit vector without its lightest terms, those that together are `LIGHT` of its length; of equals the last go."""
    order = np.argsort(-vector.weights, kind="stable")
    left = np.cumsum(np.square(vector.weights[order])[::-1])[::-1]
    kept = np.sort(order[left > LIGHT * LIGHT])
    return Vector(vector.ids[kept], vector.weights[kept])


_NIL = 1e-9  # a weight below is what rounding left
_TABLE = 1 << 17  # numbers whose logarithm is kept; no stream counts as many articles


@functools.cache
def _logs(more: float) -> Weights:
    """The logarithms of 0, 1, 2 ... each with `more` added; of 0 itself, which is never asked for, 0."""
    return np.array([math.log(n + more) if n + more else 0.0 for n in range(_TABLE)])


def mean(vectors: Sequence[Vector]) -> Vector:
    """The mean of some vectors; its dot product with another mean is the mean likeness."""
    if not vectors:
        return Vector(np.zeros(0, dtype=np.int64), np.zeros(0))
    if len(vectors) == 1:
        return vectors[0]
    ids, where = np.unique(np.concatenate([one.ids for one in vectors]), return_inverse=True)
    weights = np.concatenate([one.weights for one in vectors])
    return Vector(ids, np.bincount(where, weights=weights, minlength=len(ids)) / len(vectors))


def mean_on(one: Vector, vectors: Sequence[Vector]) -> Vector:
    """The mean of some vectors on the terms of one, as `mean` has it there."""
    if not vectors or not len(one.ids):
        return Vector(one.ids, np.zeros(len(one.ids)))
    ids = np.concatenate([other.ids for other in vectors])
    weights = np.concatenate([other.weights for other in vectors])
    place = np.minimum(np.searchsorted(one.ids, ids), len(one.ids) - 1)
    same = one.ids[place] == ids
    sums = np.bincount(place[same], weights=weights[same], minlength=len(one.ids))
    return Vector(one.ids, sums / len(vectors))


def without(middle: Vector, one: Vector, count: int) -> Vector:
    """What the other vectors add to the terms of one, given the mean of all `count` of them."""
    left, right = common(one, middle)
    rest = middle.weights[right] - one.weights[left] / count
    return Vector(one.ids[left], np.where(rest > _NIL, rest, 0.0))


def common(one: Vector, other: Vector) -> tuple[Ids, Ids]:
    """Where the terms of both vectors stand in each of them, in the order of the terms."""
    if not len(one.ids) or not len(other.ids):
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    place = np.minimum(np.searchsorted(other.ids, one.ids), len(other.ids) - 1)
    left = np.flatnonzero(other.ids[place] == one.ids)
    return left, place[left]


def dot(one: Vector, other: Vector) -> float:
    """The dot product of two vectors."""
    left, right = common(one, other)
    return float(one.weights[left] @ other.weights[right])
