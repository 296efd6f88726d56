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
from rapidfuzz.distance import LCSseq

from ontherecord.trace.words import Mask, Numbers, runs

SEED = 7  # words; shorter runs are shared by chance and by idiom
LINK = 3  # words; beside a passage already found, a run this long shows that it goes on
REACH = 12  # words on either side that one edit may replace: about half a sentence
REPEATS = 4  # a window that one text repeats more often says nothing about where it came from
_BASE = 1_000_003


class Windows(NamedTuple):
    """The windows of one text that can seed a passage: their hashes in rising order, where each starts."""

    hashes: Numbers
    starts: Numbers


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


def windows(hashes: Numbers) -> Windows:
    """The windows of a text by hash, without those it repeats more than `REPEATS` times."""
    starts = np.argsort(hashes, kind="stable")
    ordered = hashes[starts]
    count = np.searchsorted(ordered, ordered, "right") - np.searchsorted(ordered, ordered)
    kept = count <= REPEATS
    return Windows(ordered[kept], starts[kept])


def passages(a: Numbers, b: Numbers, in_a: Windows, in_b: Windows) -> list[Passage]:
    """The passages two texts share, in the order of `a`; `in_*` are their `windows`."""
    found = _exact_runs(a, b, *_seeds(in_a, in_b))
    if not found:
        return []
    taken_a, taken_b = bytearray(len(a)), bytearray(len(b))
    kept = _without_overlap(found, taken_a, taken_b)
    left, right = a.tolist(), b.tolist()
    grown = [_grown(passage, left, right, taken_a, taken_b) for passage in kept]
    return _joined(sorted(grown), left, right)


def _seeds(a: Windows, b: Windows) -> tuple[Numbers, Numbers]:
    """Places in both texts where the same window starts, each with each."""
    low, high = np.searchsorted(b.hashes, a.hashes), np.searchsorted(b.hashes, a.hashes, "right")
    counts = high - low
    firsts = np.repeat(np.cumsum(counts) - counts, counts)
    places = np.arange(len(firsts)) - firsts + np.repeat(low, counts)
    return np.repeat(a.starts, counts), b.starts[places]


def _exact_runs(a: Numbers, b: Numbers, at_a: Numbers, at_b: Numbers) -> list[Passage]:
    """The longest runs of equal words that contain a seed, longest first."""
    if not len(at_a):
        return []
    order = np.lexsort((at_a, at_a - at_b))
    at_a, at_b = at_a[order], at_b[order]
    breaks = np.flatnonzero((np.diff(at_a - at_b) != 0) | (np.diff(at_a) > SEED))
    firsts, lasts = [0, *(breaks + 1).tolist()], [*breaks.tolist(), len(at_a) - 1]
    found = []
    for first, last in zip(firsts, lasts, strict=True):
        a0, b0 = int(at_a[first]), int(at_b[first])
        length = int(at_a[last]) + SEED - a0
        if np.array_equal(a[a0 : a0 + length], b[b0 : b0 + length]):  # a hash may lie
            found.append(Passage(a0, a0 + length, b0, b0 + length, length))
    return sorted(found, key=lambda run: (-run.same, run.a0, run.b0))


def _without_overlap(found: list[Passage], in_a: bytearray, in_b: bytearray) -> list[Passage]:
    """The runs, longest first, each cut to the words no longer one has taken; marks what is taken."""
    kept = []
    for run in found:
        first, length = 0, run.same
        if any(in_a[run.a0 : run.a1]) or any(in_b[run.b0 : run.b1]):
            taken = np.frombuffer(in_a[run.a0 : run.a1], np.bool_) | np.frombuffer(
                in_b[run.b0 : run.b1], np.bool_
            )
            first, length = _longest_true(~taken)
        if length >= SEED:
            a0, b0 = run.a0 + first, run.b0 + first
            in_a[a0 : a0 + length] = in_b[b0 : b0 + length] = b"\1" * length
            kept.append(Passage(a0, a0 + length, b0, b0 + length, length))
    return kept


def _longest_true(mask: Mask) -> tuple[int, int]:
    """Start and length of the longest run of true values."""
    starts, ends = runs(mask)
    if not len(starts):
        return 0, 0
    best = int(np.argmax(ends - starts))
    return int(starts[best]), int(ends[best] - starts[best])


def _grown(passage: Passage, a: list[int], b: list[int], in_a: bytearray, in_b: bytearray) -> Passage:
    """The passage with both ends moved outward as long as both texts go on alike."""
    a0, a1, b0, b1, same = passage
    while step := _next_link(_after(a, in_a, a1), _after(b, in_b, b1)):
        a1, b1, same = a1 + step[0], b1 + step[1], same + step[2]
    while step := _next_link(_before(a, in_a, a0), _before(b, in_b, b0)):
        a0, b0, same = a0 - step[0], b0 - step[1], same + step[2]
    in_a[a0:a1] = b"\1" * (a1 - a0)
    in_b[b0:b1] = b"\1" * (b1 - b0)
    return Passage(a0, a1, b0, b1, same)


def _after(numbers: list[int], taken: bytearray, place: int) -> list[int]:
    """The next words from `place` on that no passage has taken yet, within reach."""
    end = min(len(numbers), place + REACH + LINK)
    stop = taken.find(1, place, end)
    return numbers[place : end if stop < 0 else stop]


def _before(numbers: list[int], taken: bytearray, place: int) -> list[int]:
    """The words before `place` that no passage has taken yet, nearest first, within reach."""
    first = max(0, place - REACH - LINK)
    stop = taken.rfind(1, first, place)
    return numbers[first if stop < 0 else stop + 1 : place][::-1]


def _next_link(left: list[int], right: list[int]) -> tuple[int, int, int] | None:
    """The nearest further run of equal words: words to move by on both sides, equal words.

    Directly adjoining equal words count from one word on; across an edit it takes `LINK`.
    """
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


def _joined(found: list[Passage], a: list[int], b: list[int]) -> list[Passage]:
    """Passages that follow one another on both sides, few words apart, as one."""
    joined: list[Passage] = []
    for passage in found:
        before = joined[-1] if joined else None
        if before and 0 <= passage.a0 - before.a1 <= REACH and 0 <= passage.b0 - before.b1 <= REACH:
            between = LCSseq.similarity(a[before.a1 : passage.a0], b[before.b1 : passage.b0])
            same = before.same + passage.same + between
            joined[-1] = Passage(before.a0, passage.a1, before.b0, passage.b1, same)
        else:
            joined.append(passage)
    return joined
