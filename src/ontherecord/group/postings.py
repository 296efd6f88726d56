# SPDX-License-Identifier: Apache-2.0
"""Which articles have a term, with what weight: an inverted index that grows with the stream.

Comes in: the vectors of articles, in the order of the articles. Goes out: the likeness of a vector to the
articles from some number on, by their near or their far vectors. Refuses: to compare with all there is: of
each term only the last `MOST` articles count, so the cost of a comparison does not grow with the stream.
Score: none of its own; `python -m bench stories` measures its time.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import defaultdict
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from ontherecord.group.terms import Ids
from ontherecord.group.weights import Pair, Vector, Weights

MOST = 1_000  # articles; a term that more of them share tells no story apart

Side = Literal["near", "far"]
_SIDES: tuple[Side, ...] = ("near", "far")


class _Holders(NamedTuple):
    """The articles that have one term, ascending, and its near and far weight in each, in turn. They lie side by
    side, term by term, because looking for each weight in the vectors of the articles costs more than all the rest."""

    articles: array[int]
    weights: array[float]


def _nobody() -> _Holders:
    return _Holders(array("i"), array("f"))


_NOBODY = _nobody()


class Postings:
    """The vectors of articles 0, 1, 2 ... one after the other, and for each term the articles that have it."""

    def __init__(self) -> None:
        self._holders: dict[int, _Holders] = defaultdict(_nobody)
        self._begins = [0]
        self._ids = np.zeros(1024, dtype=np.int64)
        self._weights = np.zeros((1024, len(_SIDES)), dtype=np.float32)

    def __len__(self) -> int:
        return len(self._begins) - 1

    def add(self, pair: Pair) -> None:
        """Add the next article."""
        begin, end = self._begins[-1], self._begins[-1] + len(pair.ids)
        if end > len(self._ids):
            self._grow(2 * end)
        self._ids[begin:end] = pair.ids
        self._weights[begin:end, 0] = pair.near
        self._weights[begin:end, 1] = pair.far
        number, holders = len(self), self._holders
        self._begins.append(end)
        near, far = self._weights[begin:end].T.tolist()
        for term, one, other in zip(pair.ids.tolist(), near, far, strict=True):
            articles, weights = holders[term]
            articles.append(number)
            weights.append(one)
            weights.append(other)

    def drop(self) -> None:
        """Forget the article that was added last."""
        end, begin = self._begins.pop(), self._begins[-1]
        for term in self._ids[begin:end].tolist():
            held = self._holders[term]
            held.articles.pop()
            del held.weights[-len(_SIDES) :]

    def vector(self, article: int, side: Side) -> Vector:
        """A vector of an article."""
        own = slice(self._begins[article], self._begins[article + 1])
        return Vector(self._ids[own], self._weights[own, _SIDES.index(side)].astype(np.float64))

    def _grow(self, size: int) -> None:
        """Make room for so many terms."""
        self._ids = np.resize(self._ids, size)
        self._weights = np.resize(self._weights, (size, len(_SIDES)))

    def similar(self, vector: Vector, start: int, side: Side) -> tuple[Ids, Weights]:
        """The articles from number `start` on that share a term with the vector, each with its dot product
        with it; the other articles have none."""
        held, known = vector.weights > 0.0, self._holders.get
        found: list[array[int]] = []
        theirs: list[array[float]] = []
        factors: list[float] = []
        for term, factor in zip(vector.ids[held].tolist(), vector.weights[held].tolist(), strict=True):
            articles, weights = known(term, _NOBODY)
            if articles and articles[-1] >= start:
                first = max(bisect_left(articles, start), len(articles) - MOST)
                found.append(articles[first:])
                theirs.append(weights[len(_SIDES) * first :])
                factors.append(factor)
        if not found:
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float64)
        every = np.frombuffer(b"".join(theirs), dtype=np.float32)[_SIDES.index(side) :: len(_SIDES)]
        products = every * np.repeat(np.asarray(factors), list(map(len, found)))
        sums = np.bincount(np.frombuffer(b"".join(found), dtype=np.int32) - start, products).astype(
            np.float64
        )
        alike: npt.NDArray[np.int64] = np.flatnonzero(sums).astype(np.int64)
        return alike + start, sums[alike]
