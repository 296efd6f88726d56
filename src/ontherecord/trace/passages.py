# SPDX-License-Identifier: Apache-2.0
"""The passages two texts share: the same words in the same order, small edits allowed.

Comes in: two texts as arrays of word numbers (`trace.words.numbered`). Goes out: `Passage`s,
ranges of words on both sides, in the order of the first text.
Refuses: anything without one exact run of `SEED` words; a word is part of one passage only; a
run that either text repeats more than `REPEATS` times.
Score: plagdet on derived reprints, `python -m bench reprints`.

Seed and extend, as in BLAST (Altschul et al. 1990) and passim (Smith et al. 2013): exact runs
of `SEED` words are found through a hash of every window and grown to the longest exact run; the
ends grow on through shorter runs; passages that follow one another on both sides with few words
between them are one. The cost is linear in the words, but for the sorting.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import LCSseq

from ontherecord.trace.words import Numbers

SEED = 7  # words; shorter runs are shared by chance and by idiom
LINK = 3  # words; beside a passage already found, a run this long shows that it goes on
REACH = 12  # words on either side that one edit may replace: about half a sentence
REPEATS = 4  # a window that one text repeats more often says nothing about where it came from
_BASE = 1_000_003

Mask = npt.NDArray[np.bool_]


class Passage(NamedTuple):
    """Words `a0` to before `a1` of one text are, up to small edits, words `b0` to `b1` of the
    other; `same` of them are equal on both sides."""

    a0: int
    a1: int
    b0: int
    b1: int
    same: int


def window_hashes(numbers: Numbers, size: int = SEED) -> Numbers:
    """A hash of each window of `size` words; shape (max(0, len(numbers) - size + 1),)."""
    count = len(numbers) - size + 1
    if count <= 0:
        return np.empty(0, dtype=np.int64)
    hashed = np.zeros(count, dtype=np.int64)
    for place in range(size):
        hashed = hashed * _BASE + (numbers[place : place + count] + 1)  # wraps around, as it should
    return hashed ^ (hashed >> 29)


def passages(a: Numbers, b: Numbers, a_hashes: Numbers, b_hashes: Numbers) -> list[Passage]:
    """The passages two texts share, in the order of `a`; `*_hashes` are their `window_hashes`."""
    runs = _exact_runs(a, b, a_hashes, b_hashes)
    if not runs:
        return []
    in_a, in_b = np.zeros(len(a), dtype=np.bool_), np.zeros(len(b), dtype=np.bool_)
    kept = _without_overlap(runs, in_a, in_b)
    grown = [_grown(passage, a, b, in_a, in_b) for passage in kept]
    return _joined(sorted(grown), a, b)


def _exact_runs(a: Numbers, b: Numbers, a_hashes: Numbers, b_hashes: Numbers) -> list[Passage]:
    """The longest runs of equal words that contain a seed, longest first."""
    at_a, at_b = _seeds(a_hashes, b_hashes)
    if not len(at_a):
        return []
    order = np.lexsort((at_a, at_a - at_b))
    at_a, at_b = at_a[order], at_b[order]
    diagonal = at_a - at_b
    breaks = np.flatnonzero((np.diff(diagonal) != 0) | (np.diff(at_a) > SEED)) + 1
    firsts, lasts = np.r_[0, breaks], np.r_[breaks, len(at_a)] - 1
    found = []
    for first, last in zip(firsts.tolist(), lasts.tolist(), strict=True):
        a0, b0 = int(at_a[first]), int(at_b[first])
        length = int(at_a[last]) + SEED - a0
        if np.array_equal(a[a0 : a0 + length], b[b0 : b0 + length]):  # a hash may lie
            found.append(Passage(a0, a0 + length, b0, b0 + length, length))
    return sorted(found, key=lambda run: (-run.same, run.a0, run.b0))


def _seeds(a_hashes: Numbers, b_hashes: Numbers) -> tuple[Numbers, Numbers]:
    """Places in both texts where the same window starts."""
    order_a, order_b = np.argsort(a_hashes, kind="stable"), np.argsort(b_hashes, kind="stable")
    sorted_a, sorted_b = a_hashes[order_a], b_hashes[order_b]
    common = np.intersect1d(sorted_a, sorted_b)
    low_a, high_a = np.searchsorted(sorted_a, common), np.searchsorted(sorted_a, common, "right")
    low_b, high_b = np.searchsorted(sorted_b, common), np.searchsorted(sorted_b, common, "right")
    found_a, found_b = [np.empty(0, dtype=np.int64)], [np.empty(0, dtype=np.int64)]
    for i in range(REPEATS):
        for j in range(REPEATS):
            here = (low_a + i < high_a) & (low_b + j < high_b)
            here &= (high_a - low_a <= REPEATS) & (high_b - low_b <= REPEATS)
            if not here.any():
                break
            found_a.append(order_a[low_a[here] + i])
            found_b.append(order_b[low_b[here] + j])
    return np.concatenate(found_a), np.concatenate(found_b)


def _without_overlap(runs: list[Passage], in_a: Mask, in_b: Mask) -> list[Passage]:
    """The runs, longest first, each cut to the words no longer one has taken; marks the masks."""
    kept = []
    for run in runs:
        free = ~(in_a[run.a0 : run.a1] | in_b[run.b0 : run.b1])
        first, length = _longest_true(free)
        if length >= SEED:
            a0, b0 = run.a0 + first, run.b0 + first
            in_a[a0 : a0 + length] = True
            in_b[b0 : b0 + length] = True
            kept.append(Passage(a0, a0 + length, b0, b0 + length, length))
    return kept


def _longest_true(mask: Mask) -> tuple[int, int]:
    """Start and length of the longest run of true values."""
    edges = np.flatnonzero(np.diff(np.r_[False, mask, False].astype(np.int8)))
    if not len(edges):
        return 0, 0
    lengths = edges[1::2] - edges[::2]
    best = int(np.argmax(lengths))
    return int(edges[2 * best]), int(lengths[best])


def _grown(passage: Passage, a: Numbers, b: Numbers, in_a: Mask, in_b: Mask) -> Passage:
    """The passage with both ends moved outward as long as both texts go on alike."""
    a0, a1, b0, b1, same = passage
    while (step := _next_link(a, b, in_a, in_b, a1, b1, 1)) is not None:
        a1, b1, same = a1 + step[0], b1 + step[1], same + step[2]
    while (step := _next_link(a, b, in_a, in_b, a0 - 1, b0 - 1, -1)) is not None:
        a0, b0, same = a0 - step[0], b0 - step[1], same + step[2]
    in_a[a0:a1] = True
    in_b[b0:b1] = True
    return Passage(a0, a1, b0, b1, same)


def _free(numbers: Numbers, taken: Mask, place: int, direction: int) -> list[int]:
    """The next words from `place` in one direction that no passage has taken yet."""
    end = place + direction * (REACH + LINK)
    view = slice(place, max(end, -1) if end >= 0 else None, direction)
    if place < 0:
        return []
    blocked = np.flatnonzero(taken[view])
    stop = int(blocked[0]) if len(blocked) else REACH + LINK
    return list(map(int, numbers[view][:stop]))


def _next_link(
    a: Numbers, b: Numbers, in_a: Mask, in_b: Mask, at_a: int, at_b: int, direction: int
) -> tuple[int, int, int] | None:
    """The nearest further run of equal words: words to move by on both sides, equal words.

    Directly adjoining equal words count from one word on; across an edit it takes `LINK`.
    """
    left, right = _free(a, in_a, at_a, direction), _free(b, in_b, at_b, direction)
    run = _common_start(left, right)
    if run:
        return run, run, run
    places: dict[tuple[int, ...], int] = {}
    for j in range(len(right) - LINK, -1, -1):
        places[tuple(right[j : j + LINK])] = j
    best = None
    for i in range(len(left) - LINK + 1):
        at = places.get(tuple(left[i : i + LINK]))
        if at is not None and (best is None or max(i, at) < max(best)):
            best = (i, at)
    if best is None:
        return None
    i, j = best
    run = _common_start(left[i:], right[j:])
    return i + run, j + run, run


def _common_start(left: list[int], right: list[int]) -> int:
    count = 0
    for one, other in zip(left, right, strict=False):
        if one != other:
            break
        count += 1
    return count


def _joined(found: list[Passage], a: Numbers, b: Numbers) -> list[Passage]:
    """Passages that follow one another on both sides, few words apart, as one."""
    joined: list[Passage] = []
    for passage in found:
        before = joined[-1] if joined else None
        if before and 0 <= passage.a0 - before.a1 <= REACH and 0 <= passage.b0 - before.b1 <= REACH:
            between = LCSseq.similarity(
                a[before.a1 : passage.a0].tolist(), b[before.b1 : passage.b0].tolist()
            )
            same = before.same + passage.same + between
            joined[-1] = Passage(before.a0, passage.a1, before.b0, passage.b1, same)
        else:
            joined.append(passage)
    return joined
