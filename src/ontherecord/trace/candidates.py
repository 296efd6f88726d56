# SPDX-License-Identifier: Apache-2.0
"""Candidate pairs: which articles share a window of seven words at all.

Comes in: the word numbers of each article, in canonical order. Goes out: `Candidates`, pairs of
places in that order, to be verified by alignment; a pair is never more than a candidate.
Refuses: all pairs of a window that many articles carry (a footer, a wire with fifty reprints):
there each article is paired with the first that carries it and with the one before it only; a
turn of phrase in articles about different matters or of different weeks; and more than `MOST` pairs an article, unless
the other side proposes them.
Score: none of its own; `python -m bench stories` times 10,000 articles.

An inverted index made by sorting: the cost grows with the words, not with the pairs of articles.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from ontherecord.trace.matter import SAME_MATTER, Names, common_share
from ontherecord.trace.passages import SEED, window_hashes
from ontherecord.trace.words import Mask, Numbers, ranges

CROWD = 12  # carriers of one window; from here on its pairs are thinned to a star and a chain
MOST = 8  # candidates an article proposes, those with the most windows first; standing phrases
# that every report of an affair carries would otherwise pair all with all
PHRASE = 8  # windows; fewer, of 14 words at most, may be a turn of phrase that reports of any matter have

NEAR = 14  # days; a phrase that comes back later comes from the language, or from the first who had it

_PART = 1 << 20  # rows handled at once; some hundred megabytes

Days = npt.NDArray[np.float64]
Owners = npt.NDArray[np.int32]


class Candidates(NamedTuple):
    """Pairs (i, j), i < j, sorted; `windows[k]` how many windows pair k shares at least;
    `thinned` how many windows had too many carriers for all their pairs."""

    pairs: list[tuple[int, int]]
    windows: list[int]
    thinned: int


class Index:
    """Which articles carry which window. Its rows are the places where a window stands, those of one window together, in
    each by article, then place; `firsts` are the rows at which windows begin, `sizes` how many rows each has. `places` are
    those of words, all texts laid end to end."""

    def __init__(self, sizes: Numbers, articles: Owners, places: Numbers) -> None:
        self.sizes, self.articles, self.places = sizes, articles, places
        self.firsts = np.cumsum(sizes) - sizes

    @functools.cached_property
    def once(self) -> Mask:
        """The rows at which an article has a window for the first time."""
        new = np.ones(len(self.articles), dtype=np.bool_)
        np.not_equal(self.articles[1:], self.articles[:-1], out=new[1:])
        new[self.firsts] = True
        return new

    @functools.cached_property
    def carriers(self) -> Numbers:
        """How many articles carry each window."""
        return np.add.reduceat(self.once, self.firsts, dtype=np.int64) if len(self.once) else self.sizes

    def of(self, window: int) -> list[int]:
        """The articles that carry a window."""
        rows = slice(self.firsts[window], self.firsts[window] + self.sizes[window])
        return self.articles[rows][self.once[rows]].tolist()  # type: ignore[no-any-return]


def index(texts: Sequence[Numbers]) -> Index:
    """The windows that at least two of some texts carry. It is sorted in parts: all at once would take five times the memory."""
    counts = np.array([max(0, len(text) - SEED + 1) for text in texts], dtype=np.int64)
    ends = np.cumsum(counts)
    hashes = np.empty(int(counts.sum()), dtype=np.int64)
    for text, count, end in zip(texts, counts.tolist(), ends.tolist(), strict=True):
        hashes[end - count : end] = window_hashes(text)
    owners = np.repeat(np.arange(len(texts), dtype=np.int32), counts)
    parts = min(256, 1 << (len(hashes) // _PART).bit_length())
    part_of = hashes.view(np.uint8)[:: hashes.itemsize] & (parts - 1)  # a byte of each hash
    found = [_shared(hashes, owners, np.flatnonzero(part_of == part)) for part in range(parts)]
    sizes, rows = (np.concatenate([one[side] for one in found]) for side in (0, 1))
    own = owners[rows]
    before = np.cumsum(np.array([len(text) for text in texts], dtype=np.int64) - counts)
    rows += np.append(0, before)[own]  # the last words of a text begin no window
    return Index(sizes, own, rows)


def _shared(hashes: Numbers, owners: Owners, rows: Numbers) -> tuple[Numbers, Numbers]:
    """Of some windows those of more than one owner: how many rows each has, and the rows, in order."""
    rows = rows[np.argsort(hashes[rows], kind="stable")]
    firsts = _begins(hashes[rows])
    sizes = np.diff(firsts, append=len(rows))
    shared = owners[rows[firsts]] != owners[rows[firsts + sizes - 1]]
    return sizes[shared], rows[np.repeat(shared, sizes)]


def _begins(ordered: Numbers) -> Numbers:
    """The places in a sorted array where another value begins."""
    return np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]]) if len(ordered) else ordered


def candidates(carried: Index, left_out: Mask, named: Callable[[int], Names], days: Days) -> Candidates:
    """The pairs of texts that share a window; `carried` is their index, of which some windows are left out, `named` gives
    the names in each, `days` when each was published (not a number where that is unknown)."""
    windows = np.flatnonzero(~left_out)
    found = [_pairs(carried, windows[rows], len(days)) for rows in _slices(carried.sizes[windows])]
    if not found:
        return Candidates([], [], 0)
    pairs, which = np.unique(np.concatenate([keys for keys, _ in found]), return_inverse=True)
    counts = np.bincount(which, np.concatenate([counts for _, counts in found])).astype(np.int64)
    left, right = pairs // len(days), pairs % len(days)
    related = _related(left, right, counts, named, days)
    left, right, counts = left[related], right[related], counts[related]
    kept = _most_shared(left, right, counts, len(days))
    both = list(zip(left[kept].tolist(), right[kept].tolist(), strict=True))
    return Candidates(both, counts[kept].tolist(), int((carried.carriers[windows] > CROWD).sum()))


def _slices(sizes: Numbers) -> Iterator[slice]:
    """Ranges of windows with some `_PART` rows together."""
    ends = np.cumsum(sizes)
    cuts = np.searchsorted(ends, np.arange(_PART, int(sizes.sum()), _PART)).tolist()
    yield from itertools.starmap(slice, itertools.pairwise([0, *cuts, len(sizes)]))


def _pairs(carried: Index, windows: Numbers, articles: int) -> tuple[Numbers, Numbers]:
    """The pairs of carriers of some windows, each as one number, and how many windows they share."""
    rows = ranges(carried.firsts[windows], carried.sizes[windows])
    holders = carried.articles[rows[carried.once[rows]]].astype(np.int64)
    sizes = carried.carriers[windows]
    first_of = np.repeat(np.cumsum(sizes) - sizes, sizes)
    at = np.arange(len(holders)) - first_of
    crowded = np.repeat(sizes > CROWD, sizes)
    star, later = np.flatnonzero(crowded & (at > 0)), np.flatnonzero(at > 0)
    keys = [
        holders[first_of[star]] * articles + holders[star],
        holders[later - 1] * articles + holders[later],
    ]
    later = later[~crowded[later]]
    for step in range(2, CROWD):
        later = later[at[later] >= step]
        keys.append(holders[later - step] * articles + holders[later])
    return np.unique(np.concatenate(keys), return_counts=True)


def _related(
    left: Numbers, right: Numbers, counts: Numbers, named: Callable[[int], Names], days: Days
) -> Mask:
    """The rows of pairs that share more than a turn of phrase, or the matter they are about and the time."""
    found: Mask = counts >= PHRASE
    few = np.flatnonzero(~found & ~(np.abs(days[left] - days[right]) > NEAR))
    pairs = zip(left[few].tolist(), right[few].tolist(), strict=True)
    found[few] = [common_share(named(one), named(other)) >= SAME_MATTER for one, other in pairs]
    return found


def _most_shared(left: Numbers, right: Numbers, counts: Numbers, articles: int) -> Numbers:
    """The rows of pairs that are among the `MOST` with the most windows on either side, in order."""
    kept = np.zeros(len(left), dtype=np.bool_)
    rows = np.arange(len(left))
    for side in (left, right):
        order = np.lexsort((rows, -counts, side))
        firsts = np.searchsorted(side[order], np.arange(articles))
        rank = rows - firsts[side[order]]
        kept[order[rank < MOST]] = True
    return np.flatnonzero(kept)
