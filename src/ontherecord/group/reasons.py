# SPDX-License-Identifier: Apache-2.0
"""Reasons: in words, why an article is in its story and what makes two stories neighbours.

Comes in: vectors of articles and stories, and the terms as articles write them. Goes out: short
texts for a reader. Refuses: to give a number as a reason. Score: none; `tests/group/test_stories.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from ontherecord.group.stream import WINDOW
from ontherecord.group.terms import Ids, Terms
from ontherecord.group.weights import Vector, common
from ontherecord.trace.precedence import UNDATED

_NAMED = 4  # names and words given as the reason
_RANKED = 24  # heaviest common terms among which they are chosen


def shared(one: Vector, other: Vector, carriers: Sequence[Terms]) -> list[str]:
    """The terms that tie two vectors most, heaviest first, as the first of some articles that has each
    writes it; all terms of the first vector are among theirs. Of a name and a part of it only the whole is given."""
    left, right = common(one, other)
    tie = one.weights[left] * other.weights[right]
    best = [row for row in np.argsort(-tie, kind="stable")[:_RANKED].tolist() if tie[row] > 0.0]
    ranked = _written(one.ids[left[best]], carriers)
    full = {part: (term, shown) for term, shown in reversed(ranked) if " " in term for part in term.split()}
    chosen: list[tuple[str, str]] = []
    for term, shown in (full.get(term, (term, shown)) for term, shown in ranked):
        if not any(set(term.split()) & set(known.split()) for known, _ in chosen):
            chosen.append((term, shown))
        if len(chosen) == _NAMED:
            break
    return [shown for _, shown in chosen]


def _written(ids: Ids, carriers: Iterable[Terms]) -> list[tuple[str, str]]:
    """Terms by their numbers: each, and as it is written."""
    found: dict[int, tuple[str, str]] = {}
    wanted = ids.tolist()
    for one in carriers:
        own, written = one.ids, one.written()
        for term, place in zip(wanted, np.searchsorted(own, ids).tolist(), strict=True):
            if term not in found and place < len(own) and own[place] == term:
                word, shown = written[place]
                found[term] = word, shown or word
        if len(found) == len(wanted):
            break
    return [found[term] for term in wanted if term in found]


def joined_because(words: Sequence[str], gap: float | None) -> str:
    """Why an article is in a story: the words it shares with it. `gap` is the number of days between it
    and the nearest other article, None where that is not known."""
    because = "joined because of " + (", ".join(words) or "all its words together")
    if gap is None:
        return because
    return f"{because}, though dated {gap:.0f} days from the rest" if WINDOW < gap < UNDATED else because
