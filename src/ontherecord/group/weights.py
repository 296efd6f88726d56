# SPDX-License-Identifier: Apache-2.0
"""How much each term of an article weighs: names and rare words more than topic words.

Comes in: the terms of all articles of a build. Goes out: `Vectors`, two unit vectors an article:
`near` for articles of the same days, `far` for articles weeks apart, where only words that few
articles have can tell one event from the next of its kind.
Refuses: to trust the rarity of a word in a handful of articles: a prior stands for a normal week.
Score: none of its own; grouping rests on it (`python -m bench stories`).

TF-IDF with sublinear counts (Manning, Raghavan & Schuetze 2008, ch. 6) and a prior of `PRIOR`
articles, in which a name or another word has the share below.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from ontherecord.group.terms import Terms

PRIOR = 200  # articles; below this many, rarity is mostly what is normal for names and words
SHARE_NAME, SHARE_WORD = 0.01, 0.03  # share of all articles in which a name, another word, stands
NAME = 1.5  # a name weighs as one and a half words
FAR_NAME = 1.5
FAR = 60  # articles; a term that more of them have says nothing about events weeks apart
LONGEST = 300  # heaviest terms of an article that are compared; keeps the cost constant

_LOGS = [0.0, *(1.0 + math.log(count) for count in range(1, 64))]  # sublinear counts

Ids = npt.NDArray[np.int64]
Weights = npt.NDArray[np.float64]


class Vector(NamedTuple):
    """A sparse unit vector: term numbers, ascending, and their weights."""

    ids: Ids
    weights: Weights


class Vectors(NamedTuple):
    """The vectors of all articles, and the terms by number."""

    near: list[Vector]
    far: list[Vector]
    terms: list[str]


def vectors(found: Sequence[Terms]) -> Vectors:
    """Both vectors of each article."""
    held: Counter[str] = Counter()
    for one in found:
        held.update(one.counts.keys())
    ordered = sorted(held)
    numbers = {term: number for number, term in enumerate(ordered)}
    total = len(found) + PRIOR
    word = {term: max(0.0, math.log(total / (n + SHARE_WORD * PRIOR))) for term, n in held.items()}
    name = {term: NAME * max(0.0, math.log(total / (n + SHARE_NAME * PRIOR))) for term, n in held.items()}
    far_word = {term: math.log(FAR / (n + 0.5)) for term, n in held.items() if n < FAR}
    far_name = {term: FAR_NAME * weight for term, weight in far_word.items()}
    near = [_vector(one, word, name, numbers) for one in found]
    far = [_vector(one, far_word, far_name, numbers) for one in found]
    return Vectors(near, far, ordered)


def _vector(one: Terms, word: dict[str, float], name: dict[str, float], numbers: dict[str, int]) -> Vector:
    """The unit vector of one article from the weight of each term as a word and as a name."""
    weighted = {}
    for term, count in one.counts.items():
        weight = (name if term in one.names else word).get(term, 0.0)
        if weight > 0.0:
            weighted[numbers[term]] = (_LOGS[count] if count < len(_LOGS) else 1.0 + math.log(count)) * weight
    return _unit(weighted)


def _unit(weighted: dict[int, float]) -> Vector:
    """The heaviest terms, scaled to length one over all of them."""
    norm = math.sqrt(sum(w * w for w in weighted.values())) or 1.0
    kept = sorted(weighted)
    if len(kept) > LONGEST:
        kept = sorted(sorted(kept, key=lambda n: (-weighted[n], n))[:LONGEST])
    ids = np.array(kept, dtype=np.int64)
    return Vector(ids, np.array([weighted[n] for n in kept], dtype=np.float64) / norm)


def mean(vectors: Sequence[Vector], members: Sequence[int]) -> Vector:
    """The mean of some of the vectors; its dot product with another mean is the mean likeness."""
    if len(members) == 1:
        return vectors[members[0]]
    ids, where = np.unique(np.concatenate([vectors[m].ids for m in members]), return_inverse=True)
    weights = np.concatenate([vectors[m].weights for m in members])
    return Vector(ids, np.bincount(where, weights=weights, minlength=len(ids)) / len(members))


def dot(one: Vector, other: Vector) -> float:
    """The dot product of two vectors."""
    _, left, right = np.intersect1d(one.ids, other.ids, assume_unique=True, return_indices=True)
    return float(one.weights[left] @ other.weights[right])
