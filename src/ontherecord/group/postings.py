# SPDX-License-Identifier: Apache-2.0
"""Which articles have a term, with what weight: an inverted index that grows with the stream.

Comes in: the vectors of articles, in the order of the articles. Goes out: the likeness of a vector to the
articles from some number on, by their near or their far vectors. Refuses: to compare with all there is: of
each term only the last `MOST` articles count, so the cost of a comparison does not grow with the stream.
Score: none of its own; `python -m bench stories` measures its time.

The articles of a term lie side by side in one array of all terms, in a block that is doubled when it is full; blocks
that were outgrown serve other terms. So what is asked of an article's terms is asked of all of them at once.
"""

from __future__ import annotations

from array import array
from typing import Any, Literal, NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt

from ontherecord.group.terms import Ids
from ontherecord.group.weights import Pair, Vector, Weights
from ontherecord.trace.words import ranges

MOST = 1_000  # articles; a term that more of them share tells no story apart
_LEAST = 2  # articles for which a new term has room
_ROOM = 1024  # places an array has at first

Side = Literal["near", "far"]
_SIDES: tuple[Side, ...] = ("near", "far")
Array = TypeVar("Array", bound=npt.NDArray[Any])


class _Since(NamedTuple):
    """The article from which on a side was last compared, and how many articles before it have each term."""

    start: int
    before: npt.NDArray[np.int32]


class Postings:
    """The vectors of articles 0, 1, 2 ... one after the other, and for each term the articles that have it. Terms are
    numbered 0, 1, 2 ... as they come."""

    def __init__(self) -> None:
        self._place: dict[int, int] = {}
        self._names = np.zeros(_ROOM, dtype=np.int64)
        self._first, self._count, self._room = (np.zeros(_ROOM, dtype=np.int64) for _ in range(3))
        """Of each term where its block begins, how many articles have it, and for how many there is room."""
        self._since = {side: _Since(0, np.zeros(_ROOM, dtype=np.int32)) for side in _SIDES}
        self._begins = array("q", [0])
        self._terms = np.zeros(_ROOM, dtype=np.int32)
        self._weights = [np.zeros(_ROOM, dtype=np.float32) for _ in _SIDES]
        self._articles = np.zeros(_ROOM, dtype=np.int32)
        self._theirs = [np.zeros(_ROOM, dtype=np.float32) for _ in _SIDES]
        """Of each article of a block its number, and the weights of the term in it."""
        self._asked = np.zeros(_ROOM)
        """Of each term its weight in a vector that is compared at this moment."""
        self._used = 0
        self._left: dict[int, list[int]] = {}
        """Blocks that were outgrown, by their room."""

    def __len__(self) -> int:
        return len(self._begins) - 1

    def add(self, pair: Pair) -> None:
        """Add the next article."""
        number, begin, end = len(self), self._begins[-1], self._begins[-1] + len(pair.ids)
        terms = self._numbered(pair.ids)
        self._make_room(terms[self._count[terms] == self._room[terms]])
        self._terms = _enlarged(self._terms, end)
        self._terms[begin:end] = terms
        at = self._first[terms] + self._count[terms]
        self._count[terms] += 1
        self._articles[at] = number
        self._weights = [_enlarged(one, end) for one in self._weights]
        for own, theirs, weights in zip(self._weights, self._theirs, (pair.near, pair.far), strict=True):
            own[begin:end] = theirs[at] = weights
        self._begins.append(end)

    def drop(self) -> None:
        """Forget the article that was added last."""
        number = len(self) - 1
        for side in _SIDES:
            self._move(side, min(number, self._since[side].start))
        self._count[self._of(number)] -= 1
        self._begins.pop()

    def vector(self, article: int, side: Side) -> Vector:
        """A vector of an article."""
        own = slice(self._begins[article], self._begins[article + 1])
        weights = self._weights[_SIDES.index(side)][own]
        return Vector(self._names[self._terms[own]], weights.astype(np.float64))

    def similar(self, vector: Vector, start: int, side: Side) -> tuple[Ids, Weights]:
        """The articles from number `start` on that share a term with the vector, each with its dot product
        with it; the other articles have none."""
        self._move(side, start)
        terms, factors = self._known(vector)
        counts = self._count[terms]
        skipped = np.maximum(self._since[side].before[terms], counts - MOST)
        counts -= skipped
        rows = ranges(self._first[terms] + skipped, counts)
        if not len(rows):
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float64)
        products = self._theirs[_SIDES.index(side)].take(rows) * np.repeat(factors, counts)
        offsets = np.subtract(self._articles.take(rows), start, dtype=np.int64)
        sums = np.bincount(offsets, products).astype(np.float64, copy=False)
        alike: Ids = np.flatnonzero(sums)
        return alike + start, sums[alike]

    def products(self, vector: Vector, articles: Ids, side: Side) -> Weights:
        """The dot product of a vector with that of each of some articles, all terms counted."""
        terms, factors = self._known(vector)
        begins = np.frombuffer(self._begins, dtype=np.int64)
        counts = begins[articles + 1] - begins[articles]
        rows = ranges(begins[articles], counts)
        self._asked[terms] = factors
        products = self._weights[_SIDES.index(side)].take(rows) * self._asked.take(self._terms.take(rows))
        self._asked[terms] = 0.0
        sums = np.bincount(np.repeat(np.arange(len(articles)), counts), products, len(articles))
        return sums.astype(np.float64, copy=False)

    def _known(self, vector: Vector) -> tuple[Ids, Weights]:
        """The terms of a vector that any article has, and their weights."""
        held = vector.weights > 0.0
        known = self._place.get
        terms: Ids = np.array([known(term, -1) for term in vector.ids[held].tolist()], dtype=np.int64)
        return terms[terms >= 0], vector.weights[held][terms >= 0]

    def _of(self, article: int) -> npt.NDArray[np.int32]:
        """The terms of an article."""
        return self._terms[self._begins[article] : self._begins[article + 1]]

    def _move(self, side: Side, start: int) -> None:
        """Let a side be compared from an article on. It costs what lies between, and most often that is little: the
        articles are compared in the order of their days."""
        since, before = self._since[side]
        for number in range(since, start):
            before[self._of(number)] += 1
        if start == 0 != since:
            before[:] = 0
        else:
            for number in range(start, since):
                before[self._of(number)] -= 1
        self._since[side] = _Since(start, before)

    def _numbered(self, ids: Ids) -> Ids:
        """The numbers of some terms, new ones numbered."""
        place, known = self._place, len(self._place)
        found: Ids = np.array([place.setdefault(term, len(place)) for term in ids.tolist()], dtype=np.int64)
        if len(place) > known:
            size = len(place)
            self._names, self._first, self._count, self._room = (
                _enlarged(one, size) for one in (self._names, self._first, self._count, self._room)
            )
            for side, (start, before) in self._since.items():
                self._since[side] = _Since(start, _enlarged(before, size))
            self._asked = _enlarged(self._asked, size)
            self._names[found] = ids
        return found

    def _make_room(self, full: Ids) -> None:
        """Give terms whose blocks are full others twice as large."""
        rooms = self._room[full]
        for room in sorted(set(rooms.tolist())):
            terms = full[rooms == room]
            before, size = self._first[terms], max(_LEAST, 2 * room)
            first = self._blocks(size, len(terms))
            if room:
                old, new = (ranges(side, np.full(len(terms), room)) for side in (before, first))
                for held in (self._articles, *self._theirs):
                    held[new] = held[old]
                self._left.setdefault(room, []).extend(before.tolist())
            self._first[terms], self._room[terms] = first, size

    def _blocks(self, size: int, count: int) -> Ids:
        """Where so many blocks of one size begin: outgrown ones, then new ones."""
        left = self._left.get(size, [])
        again = [left.pop() for _ in range(min(count, len(left)))]
        new = self._used + size * np.arange(count - len(again))
        self._used += size * len(new)
        self._articles = _enlarged(self._articles, self._used)
        self._theirs = [_enlarged(one, self._used) for one in self._theirs]
        return np.concatenate([np.array(again, dtype=np.int64), new])


def _enlarged(held: Array, size: int) -> Array:
    """An array with room for so many, half as much again where it has to grow; pages beyond stay untouched until used."""
    if size <= len(held):
        return held
    larger: Array = np.zeros(size + size // 2, dtype=held.dtype)  # type: ignore[assignment]
    larger[: len(held)] = held
    return larger
