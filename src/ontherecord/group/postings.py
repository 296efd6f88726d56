# SPDX-License-Identifier: Apache-2.0
"""Which articles have a term, with what weight: an inverted index that grows with the stream.

Comes in: vectors, one an article, in the order of the articles. Goes out: the likeness of a vector
to the articles of a range. Refuses: to compare with all there is: of each term only the last `MOST`
articles count, so the cost of a comparison does not grow with the stream.
Score: none of its own; `python -m bench stories` measures its time.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict

import numpy as np

from ontherecord.group.weights import Vector, Weights

MOST = 1_000  # articles; a term that more of them share tells no story apart


class Postings:
    """For each term the articles that have it, ascending, and its weight in each."""

    def __init__(self) -> None:
        self._articles: dict[int, list[int]] = defaultdict(list)
        self._weights: dict[int, list[float]] = defaultdict(list)

    def add(self, article: int, vector: Vector) -> None:
        """Add one article; its number must be higher than all before."""
        for term, weight in zip(vector.ids.tolist(), vector.weights.tolist(), strict=True):
            self._articles[term].append(article)
            self._weights[term].append(weight)

    def drop(self, vector: Vector) -> None:
        """Forget the article that was added last, given its vector."""
        for term in vector.ids.tolist():
            self._articles[term].pop()
            self._weights[term].pop()

    def similar(self, vector: Vector, start: int, end: int) -> Weights:
        """The dot product with each article from number `start` to before `end`; shape (end - start,)."""
        articles: list[int] = []
        products: list[float] = []
        for term, weight in zip(vector.ids.tolist(), vector.weights.tolist(), strict=True):
            held = self._articles.get(term)
            if not held or held[-1] < start:
                continue
            first = bisect_left(held, start) if held[0] < start else 0
            first = max(first, len(held) - MOST)
            articles += held[first:]
            products += [weight * other for other in self._weights[term][first:]]
        if not articles:
            return np.zeros(end - start)
        found: Weights = np.zeros(end - start)
        found += np.bincount(np.array(articles) - start, weights=products, minlength=end - start)
        return found
