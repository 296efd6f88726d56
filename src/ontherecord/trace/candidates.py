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

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from ontherecord.trace.matter import SAME_MATTER, Names, common_share
from ontherecord.trace.passages import window_hashes
from ontherecord.trace.words import Mask, Numbers

CROWD = 12  # carriers of one window; from here on its pairs are thinned to a star and a chain
MOST = 8  # candidates an article proposes, those with the most windows first; standing phrases
# that every report of an affair carries would otherwise pair all with all
PHRASE = 8  # windows; fewer, of 14 words at most, may be a turn of phrase that reports of any matter have

NEAR = 14  # days; a phrase that comes back later comes from the language, or from the first who had it

Days = npt.NDArray[np.float64]


class Candidates(NamedTuple):
    """Pairs (i, j), i < j, sorted; `windows[k]` how many windows pair k shares at least;
    `thinned` how many windows had too many carriers for all their pairs."""

    pairs: list[tuple[int, int]]
    windows: list[int]
    thinned: int


class Index(NamedTuple):
    """Which articles carry which window: rows sorted by window, then article."""

    windows: Numbers
    articles: Numbers


def index(hashes: Sequence[Numbers]) -> Index:
    """The windows that at least two articles carry, each article once a window."""
    if not hashes:
        return Index(np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64))
    unique = [np.unique(one) for one in hashes]
    windows = np.concatenate(unique)
    articles = np.repeat(np.arange(len(unique)), [len(one) for one in unique])
    order = np.argsort(windows, kind="stable")
    windows, articles = windows[order], articles[order]
    alike = windows[1:] == windows[:-1]
    shared = np.r_[alike, False] | np.r_[False, alike]
    shared = shared[: len(windows)]
    return Index(windows[shared], articles[shared])


def without(carried: Index, windows: Numbers) -> Index:
    """The index without some windows (sorted)."""
    if not len(windows) or not len(carried.windows):
        return carried
    at = np.minimum(np.searchsorted(windows, carried.windows), len(windows) - 1)
    kept = windows[at] != carried.windows
    return Index(carried.windows[kept], carried.articles[kept])


def candidates(carried: Index, named: Sequence[Names], days: Days) -> Candidates:
    """The pairs of texts that share a window; `carried` is their `index`, `named` the names in each, `days` when
    each was published (not a number where that is unknown)."""
    articles = len(named)
    windows, holders = carried
    if not len(windows):
        return Candidates([], [], 0)
    firsts = np.flatnonzero(np.r_[True, windows[1:] != windows[:-1]])
    sizes = np.diff(np.r_[firsts, len(windows)])
    first_of = np.repeat(firsts, sizes)
    crowded = np.repeat(sizes > CROWD, sizes)
    keys = [_keys(holders, np.flatnonzero(crowded), first_of, articles)]
    for step in range(1, CROWD):
        later = np.arange(step, len(windows))
        later = later[windows[later] == windows[later - step]]
        if step > 1:
            later = later[~crowded[later]]
        if not len(later):
            break
        keys.append(holders[later - step] * articles + holders[later])
    pairs, counts = np.unique(np.concatenate(keys), return_counts=True)
    left, right = pairs // articles, pairs % articles
    related = _related(left, right, counts, named, days)
    left, right, counts = left[related], right[related], counts[related]
    kept = _most_shared(left, right, counts, articles)
    found = list(zip(left[kept].tolist(), right[kept].tolist(), strict=True))
    return Candidates(found, counts[kept].tolist(), int((sizes > CROWD).sum()))


def _related(left: Numbers, right: Numbers, counts: Numbers, named: Sequence[Names], days: Days) -> Mask:
    """The rows of pairs that share more than a turn of phrase, or the matter they are about and the time."""
    found: Mask = counts >= PHRASE
    few = np.flatnonzero(~found & ~(np.abs(days[left] - days[right]) > NEAR))
    pairs = zip(left[few].tolist(), right[few].tolist(), strict=True)
    found[few] = [common_share(named[one], named[other]) >= SAME_MATTER for one, other in pairs]
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


def _keys(holders: Numbers, rows: Numbers, first_of: Numbers, articles: int) -> Numbers:
    """Each crowded row paired with the first article of its window."""
    rows = rows[first_of[rows] != rows]
    return holders[first_of[rows]] * articles + holders[rows]


def hashes_of(texts: Sequence[Numbers]) -> list[Numbers]:
    """The window hashes of each text."""
    return [window_hashes(text) for text in texts]
