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

import functools
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from rapidfuzz.distance import LCSseq

from ontherecord.trace.words import Mask, Numbers, ranges, runs

SEED = 7  # words; shorter runs are shared by chance and by idiom
LINK = 3  # words; beside a passage already found, a run this long shows that it goes on
REACH = 12  # words on either side that one edit may replace: about half a sentence
REPEATS = 4  # a window that one text repeats more often says nothing about where it came from
_WIDE = 8  # bytes of a number
_KEPT = 40  # bits of a hash by which the windows of two texts are compared: the rest of 63 are the number of the pair,
_DROPPED = 64 - _KEPT  # and a run whose words are not equal is dropped
_BASE = 1_000_003
_NONE: Numbers = np.empty(0, dtype=np.int64)


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
    powers, inverse = _powers(1 << len(numbers).bit_length())
    sums = np.zeros(len(numbers) + 1, dtype=np.int64)
    np.cumsum(numbers * powers[: len(numbers)], out=sums[1:])  # wraps around, as it should
    hashed = (sums[size:] - sums[:count]) * inverse[:count]
    return np.asarray(hashed ^ (hashed >> 29), dtype=np.int64)


@functools.lru_cache(maxsize=8)
def _powers(count: int) -> tuple[Numbers, Numbers]:
    """The powers of the base, modulo 2 ** 64, and their inverses: with them a sum over a window is two sums apart."""
    both = np.array([_BASE, pow(_BASE, -1, 1 << 64)], dtype=np.uint64)
    bases = np.repeat(both[:, np.newaxis], count, axis=1)
    bases[:, 0] = 1
    powers, inverse = np.cumprod(bases, axis=1, dtype=np.uint64).view(np.int64)
    return powers, inverse


def windows(hashes: Numbers) -> Windows:
    """The windows of a text by hash, without those it repeats more than `REPEATS` times."""
    starts = np.argsort(hashes, kind="stable")
    ordered = hashes[starts]
    again = ordered[REPEATS:] == ordered[:-REPEATS]  # the first of more than `REPEATS` alike, and on
    if again.any():
        kept = np.isin(ordered, ordered[REPEATS:][again], invert=True)
        ordered, starts = ordered[kept], starts[kept]
    return Windows(ordered, starts)


def passages(a: Numbers, b: Numbers, in_a: Windows, in_b: Windows) -> list[Passage]:
    """The passages two texts share, in the order of `a`; `in_*` are their `windows`."""
    return next(iter(shared_passages([(0, 1)], {0: a, 1: b}, {0: in_a, 1: in_b})))


class _Laid(NamedTuple):
    """One text as its passages are grown: its words as bytes, eight each, as numbers, and the hashes of each `LINK` words
    in a row. Looked up a few at a time, for which a list is far faster than an array."""

    written: bytes
    numbers: list[int]
    links: list[int]


def shared_passages(
    pairs: Sequence[tuple[int, int]], numbers: Mapping[int, Numbers], seeds: Mapping[int, Windows]
) -> Iterator[list[Passage]]:
    """The passages of each pair of texts, in the order of its first text; `numbers` and `seeds` give the
    texts and their `windows` by place. Seeds are found for all pairs at once."""

    @functools.cache
    def laid(place: int) -> _Laid:
        text = numbers[place]
        return _Laid(text.tobytes(), text.tolist(), window_hashes(text, LINK).tolist())

    found = _exact_runs(pairs, seeds)
    for (a, b), exact in zip(pairs, found, strict=True):
        yield _from_runs(laid(a), laid(b), exact) if exact else []


def _from_runs(a: _Laid, b: _Laid, exact: list[Passage]) -> list[Passage]:
    """Passages from the exact runs of two texts, longest first: each word once, grown, joined."""
    found = [run for run in exact if _are_equal(a, b, run)]
    if not found:
        return []
    taken_a, taken_b = bytearray(len(a.numbers)), bytearray(len(b.numbers))
    kept = _without_overlap(found, taken_a, taken_b)
    grown = [_grown(passage, a, b, taken_a, taken_b) for passage in kept]
    return _joined(sorted(grown), a.numbers, b.numbers)


def _are_equal(a: _Laid, b: _Laid, run: Passage) -> bool:
    """Whether the words of a run are equal: a hash may lie."""
    a0, a1, b0, b1, _ = run
    return a.written[_WIDE * a0 : _WIDE * a1] == b.written[_WIDE * b0 : _WIDE * b1]


def _exact_runs(pairs: Sequence[tuple[int, int]], seeds: Mapping[int, Windows]) -> list[list[Passage]]:
    """For each pair the longest runs of equal windows, longest first."""
    found: list[list[Passage]] = [[] for _ in pairs]
    for pair, at_a, at_b in zip(*_ends(*_seeds(pairs, seeds)), strict=True):
        (a0, last), (b0, _) = at_a, at_b
        length = last + SEED - a0
        found[pair].append(Passage(a0, a0 + length, b0, b0 + length, length))
    for runs_of_one in found:
        runs_of_one.sort(key=lambda run: (-run.same, run.a0, run.b0))
    return found


def _seeds(
    pairs: Sequence[tuple[int, int]], seeds: Mapping[int, Windows]
) -> tuple[Numbers, Numbers, Numbers]:
    """Places in both texts of a pair where the same window starts, each with each: number of the pair,
    place in its first text, place in its second."""
    used = {place for pair in pairs for place in pair}
    short = {
        place: (seeds[place].hashes >> _DROPPED) + (1 << (_KEPT - 1)) for place in used
    }  # rising, as hashes are

    def laid(side: int) -> tuple[Numbers, Numbers]:
        keys = [short[pair[side]] + (number << _KEPT) for number, pair in enumerate(pairs)]
        starts = [seeds[pair[side]].starts for pair in pairs]
        return np.concatenate([_NONE, *keys]), np.concatenate([_NONE, *starts])

    (in_a, from_a), (in_b, from_b) = laid(0), laid(1)
    low = np.searchsorted(in_b, in_a)
    shared = np.flatnonzero(np.append(in_b, -1)[low] == in_a)
    in_a, from_a, low = in_a[shared], from_a[shared], low[shared]
    counts = np.searchsorted(in_b, in_a, "right") - low
    return np.repeat(in_a >> _KEPT, counts), np.repeat(from_a, counts), from_b[ranges(low, counts)]


def _ends(
    pair: Numbers, at_a: Numbers, at_b: Numbers
) -> tuple[list[int], list[tuple[int, int]], list[tuple[int, int]]]:
    """Seeds that follow one another at one distance as runs: number of the pair, and on both sides the
    places of the first and of the last seed."""
    if not len(pair):
        return [], [], []
    wide = 1 + int(max(np.max(at_a), np.max(at_b)))  # one number a seed sorts three times faster than three
    ordered = np.sort((pair * (2 * wide) + (at_a - at_b + wide)) * wide + at_a)
    line, at_a = np.divmod(ordered, wide)
    pair, at_b = line // (2 * wide), at_a - (line % (2 * wide) - wide)
    apart = (np.diff(line) != 0) | (np.diff(at_a) > SEED)
    first = np.flatnonzero(np.r_[True, apart])
    last = np.r_[first[1:] - 1, len(pair) - 1]

    def both(at: Numbers) -> list[tuple[int, int]]:
        return list(zip(at[first].tolist(), at[last].tolist(), strict=True))

    return pair[first].tolist(), both(at_a), both(at_b)


def _without_overlap(found: list[Passage], in_a: bytearray, in_b: bytearray) -> list[Passage]:
    """The runs, longest first, each cut to the words no longer one has taken; marks what is taken."""
    kept = []
    for run in found:
        first, length = 0, run.same
        if in_a.find(1, run.a0, run.a1) >= 0 or in_b.find(1, run.b0, run.b1) >= 0:
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


def _grown(passage: Passage, a: _Laid, b: _Laid, in_a: bytearray, in_b: bytearray) -> Passage:
    """The passage with both ends moved outward as long as both texts go on alike."""
    a0, a1, b0, b1, same = passage
    while step := _next_link(_after(a, in_a, a1), _after(b, in_b, b1)):
        a1, b1, same = a1 + step[0], b1 + step[1], same + step[2]
    while step := _next_link(_before(a, in_a, a0), _before(b, in_b, b0)):
        a0, b0, same = a0 - step[0], b0 - step[1], same + step[2]
    in_a[a0:a1] = b"\1" * (a1 - a0)
    in_b[b0:b1] = b"\1" * (b1 - b0)
    return Passage(a0, a1, b0, b1, same)


class _Near(NamedTuple):
    """The words within reach of the end of a passage, nearest first, and the hashes of each `LINK` of them in a row."""

    words: list[int]
    links: list[int]


def _after(text: _Laid, taken: bytearray, place: int) -> _Near:
    """The next words from `place` on that no passage has taken yet, within reach."""
    end = min(len(taken), place + REACH + LINK)
    stop = taken.find(1, place, end)
    end = end if stop < 0 else stop
    return _Near(text.numbers[place:end], text.links[place : max(place, end - LINK + 1)])


def _before(text: _Laid, taken: bytearray, place: int) -> _Near:
    """The words before `place` that no passage has taken yet, nearest first, within reach."""
    first = max(0, place - REACH - LINK)
    stop = taken.rfind(1, first, place)
    first = first if stop < 0 else stop + 1
    return _Near(text.numbers[first:place][::-1], text.links[first : max(first, place - LINK + 1)][::-1])


def _next_link(left: _Near, right: _Near) -> tuple[int, int, int] | None:
    """The nearest further run of equal words: words to move by on both sides, equal words.

    Directly adjoining equal words count from one word on; across an edit it takes `LINK`.
    """
    if left.words[:1] == right.words[:1] != []:
        run = _common_start(left.words, right.words)
        return run, run, run
    if set(left.links).isdisjoint(right.links):
        return None
    places = {link: j for j, link in reversed(list(enumerate(right.links)))}
    found = [(max(i, places[link]), i, places[link]) for i, link in enumerate(left.links) if link in places]
    _, i, j = min(found)
    run = _common_start(left.words[i:], right.words[j:])
    return (i + run, j + run, run) if run >= LINK else None


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
