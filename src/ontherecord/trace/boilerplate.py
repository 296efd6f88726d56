# SPDX-License-Identifier: Apache-2.0
"""Words that many unrelated articles carry: footers, appeals, standing phrases.

Comes in: the index of shared windows and the names of each article. Goes out: the words that count as
nobody's text, and the windows they were told by.
Refuses: to call the copies of one wire boilerplate; carriers that are about one matter are copies.
Score: none of its own; the reuse scores of `python -m bench stories` rest on it.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from ontherecord.trace.candidates import Index
from ontherecord.trace.matter import Called, Names, names, unrelated
from ontherecord.trace.passages import SEED
from ontherecord.trace.words import Mask, Numbers

MANY = 4  # carriers; two or three articles may share a paragraph of background
_SAMPLE = 9  # carriers looked at; more do not change the answer


class Boilerplate(NamedTuple):
    """Which words, of all texts laid end to end, are boilerplate; and which windows of the index."""

    words: Mask
    windows: Mask


def boilerplate(texts: Sequence[Called], carried: Index, bounds: Numbers) -> Boilerplate:
    """What many unrelated articles carry. `texts` are the names that stand in them, `carried` the index of their
    windows, `bounds` where each begins and the last ends, laid end to end."""
    crowded = carried.carriers >= MANY
    covered = _covered(carried, crowded, int(bounds[-1]))

    @functools.cache
    def own(place: int) -> Names:
        return names(texts[place], covered[bounds[place] : bounds[place + 1]])

    sets, examples, which = np.unique(_sets(carried)[crowded], return_index=True, return_inverse=True)
    common = np.zeros(len(sets), dtype=np.bool_)
    for number, window in enumerate(np.flatnonzero(crowded)[examples].tolist()):
        carriers = carried.of(window)
        common[number] = unrelated([own(place) for place in carriers[:: max(1, len(carriers) // _SAMPLE)]])
    windows = np.zeros(len(crowded), dtype=np.bool_)
    windows[crowded] = common[which]
    return Boilerplate(_covered(carried, windows, int(bounds[-1])), windows)


def _sets(carried: Index) -> Numbers:
    """A number for the set of carriers of each window, the same for the same set."""
    mixed = np.random.default_rng(0).integers(1 << 62, size=1 + int(np.max(carried.articles, initial=0)))
    own = np.where(carried.once, mixed[carried.articles], 0)
    return np.add.reduceat(own, carried.firsts) if len(own) else own


def _covered(carried: Index, windows: Mask, length: int) -> Mask:
    """Which words of all texts stand in one of some windows."""
    mask = np.zeros(length, dtype=np.bool_)
    places = carried.places[np.repeat(windows, carried.sizes)]
    for step in range(SEED):
        mask[places + step] = True
    return mask
