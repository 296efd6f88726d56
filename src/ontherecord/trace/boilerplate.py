# SPDX-License-Identifier: Apache-2.0
"""Words that many unrelated articles carry: footers, appeals, standing phrases.

Comes in: the index of shared windows and the words of each article. Goes out: for each article a
mask of the words that count as nobody's text.
Refuses: to call the copies of one wire boilerplate; carriers that are about one matter are copies.
Score: none of its own; the reuse scores of `python -m bench stories` rest on it.
"""

from __future__ import annotations

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
    """A mask a text, shape (its words,): true for boilerplate; and the windows it was told by, sorted."""

    masks: list[Mask]
    windows: Numbers


def boilerplate(
    texts: Sequence[Called], hashes: Sequence[Numbers], lengths: Sequence[int], carried: Index
) -> Boilerplate:
    """What many unrelated articles carry. `texts` are the names that stand in them, `hashes` their windows, `lengths` how
    many words they have, `carried` the index of the windows."""
    windows, holders = carried
    firsts = np.flatnonzero(np.r_[True, windows[1:] != windows[:-1]]) if len(windows) else windows
    sizes = np.diff(np.r_[firsts, len(windows)])
    crowds = firsts[sizes >= MANY]
    both = list(zip(hashes, lengths, strict=True))
    crowding = windows[crowds]
    crowded = [_covered(hashed, crowding, length) for hashed, length in both]
    common = _common(windows, holders, crowds, sizes[sizes >= MANY], texts, crowded)
    return Boilerplate([_covered(hashed, common, length) for hashed, length in both], common)


def _common(
    windows: Numbers, holders: Numbers, firsts: Numbers, sizes: Numbers,
    texts: Sequence[Called], crowded: Sequence[Mask],
) -> Numbers:  # fmt: skip
    """The windows, sorted, whose carriers are unrelated; one test a set of carriers."""
    known: dict[bytes, bool] = {}
    seen: dict[int, Names] = {}
    found = []
    for first, size in zip(firsts.tolist(), sizes.tolist(), strict=True):
        carriers = holders[first : first + size]
        key = carriers.tobytes()
        if key not in known:
            sample = carriers[:: max(1, size // _SAMPLE)].tolist()
            for place in sample:
                if place not in seen:
                    seen[place] = names(texts[place], crowded[place])
            known[key] = unrelated([seen[place] for place in sample])
        if known[key]:
            found.append(int(windows[first]))
    return np.array(sorted(found), dtype=np.int64)


def _covered(hashed: Numbers, windows: Numbers, length: int) -> Mask:
    """Which words of a text stand in one of the windows (sorted)."""
    mask = np.zeros(length, dtype=np.bool_)
    if len(windows) and len(hashed):
        at = np.searchsorted(windows, hashed)
        hits = np.flatnonzero(windows[np.minimum(at, len(windows) - 1)] == hashed)
        for step in range(SEED):
            mask[hits + step] = True
    return mask
