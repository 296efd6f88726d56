# SPDX-License-Identifier: Apache-2.0
"""What two articles share, how much of each it is, and what kind of sharing it is.

Comes in: the words of two articles, the passages they share, which words are quoted and which
are boilerplate. Goes out: `Overlap`, shares and kind of a pair before it has a direction.
Refuses: furniture; where only boilerplate or captions are shared there is no overlap. A quotation
two reporters heard is not reuse of reporting.
Score: same-text F1, dependent F1 and three-class macro-F1, `python -m bench stories`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from ontherecord.model import Extent, ReuseKind
from ontherecord.trace.passages import SEED, Passage
from ontherecord.trace.retold import sentences, told
from ontherecord.trace.words import Mask, Words, runs

# Shares are of the smaller side's reporting: its words outside quotations and captions.
COPIED = 0.55  # "most of whose body": a reprint has more than half of its words from the other ...
TOLD = 0.8  # ... and nearly all of its sentences, if only in other words
WHOLE = 0.85  # ... or nearly all of its words; where a credit says that a wire only contributed, it must
PARTIAL = 0.25  # below, the runs two reporters share are the phrases around the same quotations
PARAGRAPH = 35  # words in one passage; reporters who heard one statement share a sentence at most
HALF = 0.5  # share that is reuse even if no passage is a paragraph long: a text edited throughout
LIFTED = 120  # words; a long article that lifts this many has lifted paragraphs, whatever the share
RUN = 7  # words of reporting in a row; shorter runs between quotations are "he said on Monday"


NEARLY_ALL = 0.85  # share of a text that stands in another which has "all" of it; a lead may be new


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


class Side(NamedTuple):
    """One article of a pair: its words and the masks over them."""

    words: Words
    quoted: Mask
    common: Mask
    aside: Mask
    """Captions and headlines: agencies' pictures and short headlines travel without the text."""
    reporting: Mask
    """The words that are this article's reporting: in none of the three."""
    mixed: bool = False
    """Whether a credit says that another newsroom contributed to it."""


def side(words: Words, quoted: Mask, common: Mask, mixed: bool = False) -> Side:
    """One article as a side of pairs."""
    aside = np.array([role in ("caption", "headline") for role in words.roles], dtype=np.bool_)
    return Side(words, quoted, common, aside, ~(quoted | common | aside), mixed)


def overlap(a: Side, b: Side, found: Sequence[Passage]) -> Overlap | None:
    """What two articles share, or none where nothing that counts is shared."""
    kept = [p for p in found if _counts(a, b, p)]
    if not kept:
        return None
    shared_a = sum(p.a1 - p.a0 for p in kept) / len(a.words)
    shared_b = sum(p.b1 - p.b0 for p in kept) / len(b.words)
    shared = [_reporting_shared(a, b, p) for p in kept]
    lifted, longest = sum(shared), max(shared)
    own = max(1, min(int(a.reporting.sum()), int(b.reporting.sum())))
    share = min(1.0, lifted / own)
    whole = share >= WHOLE or (share >= COPIED and not (a.mixed or b.mixed) and _all_told(a, b, kept))
    kind = _kind(lifted, longest, share, whole)
    return Overlap(tuple(kept), shared_a, shared_b, share, lifted, longest, kind)


def _counts(a: Side, b: Side, passage: Passage) -> bool:
    """Whether enough of a passage is neither boilerplate nor beside the text on both sides."""
    free_a = ~(a.common | a.aside)[passage.a0 : passage.a1]
    free_b = ~(b.common | b.aside)[passage.b0 : passage.b1]
    return min(int(free_a.sum()), int(free_b.sum())) >= SEED


def _reporting_shared(a: Side, b: Side, passage: Passage) -> float:
    """How many words of reporting, in runs of `RUN` and more, a passage copies.

    Runs count by the share of the passage's words that are equal, so that a loose passage counts
    less than an exact one; of the two sides the smaller number holds.
    """
    counts = []
    for one, start, end in ((a, passage.a0, passage.a1), (b, passage.b0, passage.b1)):
        first, stop = runs(one.reporting[start:end])
        lengths = stop - first
        counts.append(int(lengths[lengths >= RUN].sum()) * passage.same / (end - start))
    return min(counts)


def _all_told(a: Side, b: Side, kept: Sequence[Passage]) -> bool:
    """Whether one of two articles has next to nothing that the other does not tell."""
    in_a, in_b = np.zeros(len(a.words), dtype=np.bool_), np.zeros(len(b.words), dtype=np.bool_)
    for passage in kept:
        in_a[passage.a0 : passage.a1] = in_b[passage.b0 : passage.b1] = True
    of_a, of_b = sentences(a.words, a.reporting), sentences(b.words, b.reporting)
    return max(told(of_a, of_b, in_a), told(of_b, of_a, in_b)) >= TOLD


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
