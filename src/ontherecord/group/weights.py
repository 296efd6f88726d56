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

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from ontherecord.group.terms import Terms

PRIOR = 200  # articles; below this many, rarity is mostly what is normal for names and words
SHARE_NAME, SHARE_WORD = 0.01, 0.03  # share of all articles in which a name, another word, stands
NAME = 2.0  # a name weighs as two words
FAR_NAME = 1.5
FAR = 60  # articles; a term that more of them have says nothing about events weeks apart
LONGEST = 150  # heaviest terms of an article that are compared; keeps the cost constant

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
    numbers = {term: number for number, term in enumerate(sorted(held))}
    total = len(found) + PRIOR
    near = [_near(one, held, numbers, total) for one in found]
    far = [_far(one, held, numbers) for one in found]
    return Vectors(near, far, sorted(held))


def _near(one: Terms, held: Counter[str], numbers: dict[str, int], total: int) -> Vector:
    weighted = {}
    for term, count in one.counts.items():
        share, factor = (SHARE_NAME, NAME) if term in one.names else (SHARE_WORD, 1.0)
        rarity = np.log(total / (held[term] + share * PRIOR))
        weighted[numbers[term]] = (1.0 + np.log(count)) * max(0.0, rarity) * factor
    return _unit(weighted)


def _far(one: Terms, held: Counter[str], numbers: dict[str, int]) -> Vector:
    weighted = {}
    for term, count in one.counts.items():
        if held[term] < FAR:
            factor = FAR_NAME if term in one.names else 1.0
            weighted[numbers[term]] = (1.0 + np.log(count)) * np.log(FAR / (held[term] + 0.5)) * factor
    return _unit(weighted)


def _unit(weighted: dict[int, float]) -> Vector:
    """The heaviest terms, scaled to length one over all of them."""
    norm = float(np.sqrt(sum(w * w for w in weighted.values()))) or 1.0
    kept = sorted(weighted, key=lambda n: (-weighted[n], n))[:LONGEST]
    ids = np.array(sorted(n for n in kept if weighted[n] > 0), dtype=np.int64)
    return Vector(ids, np.array([weighted[int(n)] / norm for n in ids], dtype=np.float64))
