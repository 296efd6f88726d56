# SPDX-License-Identifier: Apache-2.0
"""Reasons: in words, why an article is in its story and what makes two stories neighbours.

Comes in: vectors of articles and stories, the terms by number and as articles write them. Goes out: short
texts for a reader. Refuses: to give a number as a reason. Score: none; `tests/group/test_stories.py`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from ontherecord.group.stream import UNDATED, WINDOW
from ontherecord.group.weights import Vector

_NAMED = 4  # names and words given as the reason


def shared(one: Vector, other: Vector, terms: Sequence[str], shown: Mapping[str, str]) -> list[str]:
    """The terms that tie two vectors most, heaviest first, each as `shown` writes it. Of a name and a
    part of it only the whole is given."""
    _, left, right = np.intersect1d(one.ids, other.ids, assume_unique=True, return_indices=True)
    tie = one.weights[left] * other.weights[right]
    ranked = [terms[int(one.ids[left[row]])] for row in np.argsort(-tie, kind="stable").tolist()]
    full = {part: term for term in reversed(ranked) if " " in term for part in term.split()}
    chosen: list[str] = []
    for term in (full.get(term, term) for term in ranked):
        if not any(set(term.split()) & set(known.split()) for known in chosen):
            chosen.append(term)
        if len(chosen) == _NAMED:
            break
    return [shown.get(term, term) for term in chosen]


def joined_because(words: Sequence[str], gap: float | None) -> str:
    """Why an article is in a story: the words it shares with it. `gap` is the number of days between it
    and the nearest other article, None where that is not known."""
    because = "joined because of " + (", ".join(words) or "all its words together")
    if gap is None:
        return because
    return f"{because}, though dated {gap:.0f} days from the rest" if WINDOW < gap < UNDATED else because
