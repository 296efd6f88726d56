# SPDX-License-Identifier: Apache-2.0
"""Rewrites: reports that tell a wire's story in their own words, under their own byline.

Comes in: two articles as sides of a verified pair, and the passages they share. Goes out: how far
the one tells the other's facts and quotations, in the other's order; or none.
Refuses: an article with a quotation the other has not (somebody told it that), with facts the other
has not, or with too few sentences to have an order; to be sure: two reporters at one press
conference come near to it. Only agency copy is taken for a source (`origins`).
Score: rewrites told and independent reports kept apart, `python -m bench rewrites`.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np

from ontherecord.model import Span
from ontherecord.trace.passages import Passage
from ontherecord.trace.retold import KNOWN, TOLD, Stems, told
from ontherecord.trace.reuse import Side
from ontherecord.trace.words import Mask

SELECTION = 0.75  # share of the reporting that the source tells too: a rewrite adds little
ORDER = 0.75  # share of pairs of its sentences that stand in the source's order; chance is a half
FEWEST = 6  # sentences found again in the source; fewer have an order by chance
QUOTED = 0.9  # share of its quoted words that the source quotes too: nobody spoke to its reporter
LEAST = 7  # quoted words shared, one run of them: the thread by which a pair is found at all


class Rewrite(NamedTuple):
    """How far an article is a rewrite of another: shares between 0 and 1, and its words that show it."""

    selection: float
    order: float
    span: Span

    @property
    def closeness(self) -> float:
        """How near it comes to its source: of several the nearest is taken."""
        return self.selection * self.order


def rewrite(one: Side, other: Side, shared: Sequence[Passage]) -> Rewrite | None:
    """The first article as a rewrite of the second, or none; `shared` has the first on side `a`."""
    mask = np.zeros(len(one.words), dtype=np.bool_)
    for passage in shared:
        mask[passage.a0 : passage.a1] = True
    if int((mask & one.quoted).sum()) < LEAST or not _same_quotations(one, mask):
        return None
    of_one, of_other = one.sentences, other.sentences
    selection = told(of_one, of_other, mask)
    places = _places(of_one.all, of_other.all) if selection >= SELECTION else []
    order = _in_order(places)
    if len(places) < FEWEST or order < ORDER:
        return None
    longest = max(shared, key=lambda passage: (passage.a1 - passage.a0, -passage.a0))
    return Rewrite(selection, order, one.words.span(longest.a0, longest.a1))


def _same_quotations(one: Side, shared: Mask) -> bool:
    """Whether next to all quoted words of an article stand in what it shares."""
    return float((shared & one.quoted).sum()) >= QUOTED * float(one.quoted.sum())


def _places(of_one: Sequence[Stems], of_other: Sequence[Stems]) -> list[int]:
    """For each sentence that the other article tells too, where there: the number of its sentence."""
    found = []
    for stems in of_one:
        common = [len(stems & place) for place in of_other]
        most = max(common, default=0)
        if most >= KNOWN and most >= TOLD * len(stems):
            found.append(common.index(most))
    return found


def _in_order(places: Sequence[int]) -> float:
    """The share of pairs that rise (Kendall's concordance); 0.0 where there are none."""
    pairs = [a <= b for a, b in combinations(places[:200], 2)]
    return sum(pairs) / len(pairs) if pairs else 0.0
