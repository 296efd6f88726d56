# SPDX-License-Identifier: Apache-2.0
"""The stream: articles in the order of their dates, each put into a story as it arrives.

Comes in: vectors and days of articles in canonical order. Goes out: a label an article.
Refuses: to compare with all there is: what is older than `WINDOW` days has lost its weight, so
the cost of an article does not grow with the stream.
Score: BCubed F1 of grouping, `python -m bench stories`.

Single pass clustering on the mean similarity to a story's recent members, decayed with the days
between (mean linkage keeps a story from growing along a chain; the decay keeps next month's
event of the same kind apart). An article without a date is neither near nor far: no decay.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from ontherecord.group.weights import PRIOR, Ids, Vector, Weights

SMALL = 0.04  # ... and what a build far smaller than the prior adds: there topic words look rare
THRESHOLD = 0.12  # mean decayed similarity from which an article joins a story
DECAY = 5.0  # days in which likeness loses two thirds of its force
WINDOW = 11.0  # days; beyond, full likeness falls below the threshold: exp(-11 / 5) = 0.11


class Postings:
    """Which articles have a term, with what weight: an inverted index that grows."""

    def __init__(self) -> None:
        self.articles: dict[int, list[int]] = defaultdict(list)
        self.weights: dict[int, list[float]] = defaultdict(list)

    def add(self, article: int, vector: Vector) -> None:
        """Add one article; its number must be higher than all before."""
        for term, weight in zip(vector.ids.tolist(), vector.weights.tolist(), strict=True):
            self.articles[term].append(article)
            self.weights[term].append(weight)

    def drop(self, article: int, vector: Vector) -> None:
        """Forget an article; the oldest one first."""
        for term in vector.ids.tolist():
            held = self.articles[term]
            if held and held[0] == article:
                del held[0], self.weights[term][0]

    def similar(self, vector: Vector, count: int) -> Weights:
        """The dot product with each of the first `count` articles; shape (count,)."""
        articles: list[int] = []
        products: list[float] = []
        for term, weight in zip(vector.ids.tolist(), vector.weights.tolist(), strict=True):
            held = self.articles.get(term)
            if held:
                articles += held
                products += [weight * other for other in self.weights[term]]
        if not articles:
            return np.zeros(count)
        sums = np.bincount(np.array(articles), weights=np.array(products), minlength=count)
        return sums.astype(np.float64)


def stream(vectors: Sequence[Vector], days: Sequence[float | None], blocks: Sequence[int]) -> Ids:
    """A story label for each article, given in canonical order (dated ones ascending).

    `blocks[i]` is the first article of which article i is a copy or version (i itself if none):
    copies share a story whatever their date. A label is the number of the story's first article.
    """
    count = len(vectors)
    labels = np.arange(count, dtype=np.int64)
    when = np.array([np.nan if day is None else day for day in days])
    postings = Postings()
    oldest = 0
    dated = not np.isnan(when).any()  # an undated article may belong to any story, however old
    least = THRESHOLD + SMALL * PRIOR / (count + PRIOR)
    for i in range(count):
        while dated and oldest < i and when[i] - when[oldest] > WINDOW:
            postings.drop(oldest, vectors[oldest])
            oldest += 1
        if blocks[i] < i:
            labels[i] = labels[blocks[i]]
        else:
            labels[i] = _place(postings.similar(vectors[i], i)[:i], when[i] - when[:i], labels[:i], least)
        postings.add(i, vectors[i])
    return labels


def _place(likeness: Weights, ages: Weights, labels: Ids, least: float) -> int:
    """The story an arriving article joins, or its own number.

    `likeness` to each article before it, their `ages` in days (nan: unknown) and `labels`.
    """
    count = len(labels)
    recent = np.isnan(ages) | (ages <= WINDOW)
    decay = np.where(recent, np.exp(-np.nan_to_num(ages) / DECAY), 0.0)
    sums = np.bincount(labels, weights=likeness * decay, minlength=count + 1)
    sizes = np.bincount(labels[recent], minlength=count + 1)
    means = sums / np.maximum(sizes, 1)
    best = int(np.argmax(means))
    return best if means[best] > least else count
