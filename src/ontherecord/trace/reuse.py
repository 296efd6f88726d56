# SPDX-License-Identifier: Apache-2.0
"""What two articles share, how much of each it is, and what kind of sharing it is.

Comes in: the words of two articles, the passages they share, which words are quoted and which
are boilerplate. Goes out: `Overlap`, shares and kind of a pair before it has a direction.
Refuses: furniture; where only boilerplate or captions are shared there is no overlap. A quotation
two reporters heard is not reuse of reporting.
Score: same-text F1, dependent F1 and three-class macro-F1, `python -m bench stories`.
"""

from __future__ import annotations

import functools
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from ontherecord.model import Extent, ReuseKind
from ontherecord.trace.passages import SEED, Passage
from ontherecord.trace.retold import Sentences, sentences, told
from ontherecord.trace.words import Mask, Words, runs

# Shares are of the smaller side's reporting: its words outside quotations and captions.
COPIED = 0.55  # "most of whose body": a reprint has more than half of its words from the other ...
TOLD = 0.8  # ... and nearly all of its sentences, if only in other words ...
TELLS = 0.4  # ... by an article that is not mostly something else; a short report is soon told in a long one
WHOLE = 0.85  # ... or nearly all of its words; where a credit says that a wire only contributed, it must
PARTIAL = 0.25  # below, the runs two reporters share are the phrases around the same quotations
PARAGRAPH = 35  # words in one passage; reporters who heard one statement share a sentence at most
HALF = 0.5  # share that is reuse even if no passage is a paragraph long: a text edited throughout
LIFTED = 120  # words; a long article that lifts this many has lifted paragraphs, whatever the share
RUN = 7  # words of reporting in a row; shorter runs between quotations are "he said on Monday"

NEARLY_ALL = 0.85  # share of a text that stands in another which has "all" of it; a lead may be new

CONFIDENCE: dict[ReuseKind, float] = {"version": 0.9, "reprint": 0.9, "quotation-only": 0.99}
"""How often reuse is rightly called so, on the labelled pairs; of partial copies too few are labelled to say."""


class Overlap(NamedTuple):
    """The passages of a pair (`a`, `b`) that count, its shares and its kind.

    `share_of_a` and `share_of_b` are shares of all comparable words; `reporting` is the share of
    the smaller side's own reporting words that the other side has too; `lifted` is how many words
    of reporting that is, `longest` how many in one passage.
    """

    passages: tuple[Passage, ...]
    share_of_a: float
    share_of_b: float
    reporting: float
    lifted: float
    longest: float
    kind: ReuseKind


class Side:
    """One article of a pair: its words and the masks over them; what is counted of it is counted once."""

    def __init__(self, words: Words, quoted: Mask, common: Mask, mixed: bool = False) -> None:
        """`quoted` and `common` mark the words in quotation marks and the boilerplate; `mixed` says
        that a credit names another newsroom that contributed."""
        self.words = words
        self.quoted = quoted
        self.mixed = mixed
        aside = np.zeros(len(words), dtype=np.bool_)
        for first, end, role in words.parts:
            aside[first:end] = role in ("caption", "headline")  # agencies' pictures travel without the text
        self.free = ~(common | aside)
        """The words that are neither boilerplate nor beside the text."""
        self.reporting = self.free & ~quoted
        """The words that are this article's reporting."""

    @functools.cached_property
    def frees(self) -> bytes:
        """The same as bytes: a few of them are counted far faster."""
        return self.free.tobytes()

    @functools.cached_property
    def own(self) -> int:
        """How many words of reporting it has."""
        return int(self.reporting.sum())

    @functools.cached_property
    def stretches(self) -> tuple[list[int], list[int]]:
        """Where the runs of reporting start and end."""
        first, end = runs(self.reporting)
        return first.tolist(), end.tolist()

    @functools.cached_property
    def sentences(self) -> Sentences:
        """Its sentences as they are compared where they were reworded."""
        return sentences(self.words, self.reporting)

    def in_runs(self, start: int, end: int) -> int:
        """How many words of reporting stand in runs of `RUN` and more between two places."""
        firsts, ends = self.stretches
        total = 0
        for place in range(bisect_right(ends, start), bisect_left(firsts, end)):
            length = min(ends[place], end) - max(firsts[place], start)
            total += length if length >= RUN else 0
        return total


def overlap(a: Side, b: Side, found: Sequence[Passage]) -> Overlap | None:
    """What two articles share, or none where nothing that counts is shared."""
    kept = [p for p in found if _counts(a, b, p)]
    if not kept:
        return None
    shared_a = sum(p.a1 - p.a0 for p in kept) / len(a.words)
    shared_b = sum(p.b1 - p.b0 for p in kept) / len(b.words)
    shared = [_reporting_shared(a, b, p) for p in kept]
    lifted, longest = sum(shared), max(shared)
    share = min(1.0, lifted / max(1, min(a.own, b.own)))
    whole = share >= WHOLE or (share >= COPIED and not (a.mixed or b.mixed) and _all_told(a, b, kept))
    kind = _kind(lifted, longest, share, whole)
    return Overlap(tuple(kept), shared_a, shared_b, share, lifted, longest, kind)


def _counts(a: Side, b: Side, passage: Passage) -> bool:
    """Whether enough of a passage is neither boilerplate nor beside the text on both sides."""
    a0, a1, b0, b1, _ = passage
    return min(a.frees.count(1, a0, a1), b.frees.count(1, b0, b1)) >= SEED


def _reporting_shared(a: Side, b: Side, passage: Passage) -> float:
    """How many words of reporting, in runs of `RUN` and more, a passage copies.

    Runs count by the share of the passage's words that are equal, so that a loose passage counts
    less than an exact one; of the two sides the smaller number holds.
    """
    a0, a1, b0, b1, same = passage
    return min(a.in_runs(a0, a1) * same / (a1 - a0), b.in_runs(b0, b1) * same / (b1 - b0))


def _all_told(a: Side, b: Side, kept: Sequence[Passage]) -> bool:
    """Whether one of two articles has next to nothing that the other does not tell, and the other is not mostly
    something else."""
    in_a, in_b = np.zeros(len(a.words), dtype=np.bool_), np.zeros(len(b.words), dtype=np.bool_)
    for passage in kept:
        in_a[passage.a0 : passage.a1] = in_b[passage.b0 : passage.b1] = True
    less, most = sorted((told(a.sentences, b.sentences, in_a), told(b.sentences, a.sentences, in_b)))
    return most >= TOLD and less >= TELLS


def _kind(lifted: float, longest: float, share: float, whole: bool) -> ReuseKind:
    """The kind of reuse by the words of reporting copied, in one passage and in all, and their
    share of the smaller side; `whole` where nearly all of one side is in the other."""
    if lifted >= SEED and whole:
        return "reprint"
    if lifted >= LIFTED or (share >= PARTIAL and (longest >= PARAGRAPH or share >= HALF)):
        return "partial"
    return "quotation-only"


def extent(share_of_source: float, share_of_copy: float) -> Extent:
    """How much of its source a reprint is, by the shares of both that stand in the other."""
    if share_of_copy >= NEARLY_ALL:
        return "full" if share_of_source >= NEARLY_ALL else "cut"
    return "padded" if share_of_source >= NEARLY_ALL else "edited"
