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
from typing import Literal

import numpy as np
import numpy.typing as npt

from ontherecord.group.terms import Ids
from ontherecord.group.weights import Pair, Vector, Weights

MOST = 1_000  # articles; a term that more of them share tells no story apart

_NONE = array("i")

Side = Literal["near", "far"]


class Postings:
    """The vectors of articles 0, 1, 2 ... one after the other, and for each term where it stands in them."""

    def __init__(self) -> None:
        self._places: dict[int, array[int]] = defaultdict(_NONE.__copy__)
        self._begins = [0]
        self._ids = np.zeros(1024, dtype=np.int64)
        self._article = np.zeros(1024, dtype=np.int32)
        self._weights: dict[Side, npt.NDArray[np.float32]] = {
            "near": np.zeros(1024, dtype=np.float32),
            "far": np.zeros(1024, dtype=np.float32),
        }

    def __len__(self) -> int:
        return len(self._begins) - 1

    def add(self, pair: Pair) -> None:
        """Add the next article."""
        begin, end = self._begins[-1], self._begins[-1] + len(pair.ids)
        if end > len(self._ids):
            self._grow(2 * end)
        self._ids[begin:end] = pair.ids
        self._article[begin:end] = len(self)
        self._weights["near"][begin:end] = pair.near
        self._weights["far"][begin:end] = pair.far
        self._begins.append(end)
        places = self._places
        for place, term in enumerate(pair.ids.tolist(), begin):
            places[term].append(place)

    def drop(self) -> None:
        """Forget the article that was added last."""
        end, begin = self._begins.pop(), self._begins[-1]
        for term in self._ids[begin:end].tolist():
            self._places[term].pop()

    def vector(self, article: int, side: Side) -> Vector:
        """A vector of an article."""
        own = slice(self._begins[article], self._begins[article + 1])
        return Vector(self._ids[own], self._weights[side][own].astype(np.float64))

    def _grow(self, size: int) -> None:
        """Make room for so many terms."""
        self._ids = np.resize(self._ids, size)
        self._article = np.resize(self._article, size)
        self._weights = {side: np.resize(kept, size) for side, kept in self._weights.items()}

    def similar(self, vector: Vector, start: int, side: Side) -> tuple[Ids, Weights]:
        """The articles from number `start` on that share a term with the vector, each with its dot product
        with it; the other articles have none."""
        begin = self._begins[start]
        found: list[array[int]] = []
        factors: list[float] = []
        held, known = vector.weights > 0.0, self._places.get
        for term, factor in zip(vector.ids[held].tolist(), vector.weights[held].tolist(), strict=True):
            places = known(term)
            if places and places[-1] >= begin:
                first = max(0, len(places) - MOST)
                found.append(places[first if places[first] >= begin else bisect_left(places, begin, first) :])
                factors.append(factor)
        every = np.frombuffer(b"".join(found), dtype=np.int32)
        repeated = np.repeat(np.asarray(factors, dtype=np.float64), [len(part) for part in found])
        products = self._weights[side][every].astype(np.float64) * repeated
        articles = self._article[every] - start
        sums = np.zeros(0, dtype=np.float64)
        if len(every):
            sums = np.bincount(articles, weights=products).astype(np.float64)
        alike: npt.NDArray[np.int64] = np.flatnonzero(sums).astype(np.int64)
        return alike + start, sums[alike]
