# SPDX-License-Identifier: Apache-2.0
"""Fit the weights of `reconcile/claims/alignment.py` on our own invented stories, and say what they reach.

`python -m bench.fit_alignment` writes `src/ontherecord/reconcile/data/alignment.toml` and prints precision and recall of
pairs at a few thresholds, each story told by weights that were fitted without it (ten folds by story).

A pair is two figures of two articles that exclude each other. It is wanted if the truth has both as sides of one claim in
conflict or superseded: whatever else differs in these stories was written not to be of one slot.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from bench.claims import Told, fitted_on, written
from bench.corpora import ROOT
from bench.logistic import Pair, Signs, fit
from ontherecord.model import Span
from ontherecord.reconcile.claims.alignment import FEATURES, features
from ontherecord.reconcile.claims.counts import fillers_of
from ontherecord.reconcile.claims.fillers import Filler, contexts
from ontherecord.reconcile.claims.grounds import meets
from ontherecord.reconcile.values.figures import agree

TARGET = ROOT / "src" / "ontherecord" / "reconcile" / "data" / "alignment.toml"
SIGNS = Signs(
    towards=frozenset(
        {"shared", "share", "near", "near share", "around", "same unit", "fate", "digits", "names", "both alone", "same day",
         "money", "close shares"}
    ),
    against=frozenset(
        {"other unit", "distance", "other names", "part", "elsewhen", "said elsewhere", "values", "money apart"}
    ),
)  # fmt: skip
_KINDS = frozenset({"number", "demanded", "proposed"})  # of claims whose sides may be figures


def pairs(number: int, told: Told, truth: dict[str, Any]) -> Iterator[Pair]:
    """The pairs of one story."""
    fillers, weights = fillers_of(contexts(told.record.articles, told.copies))
    sides = [one.sides for one in written(truth, told) if one.kind in _KINDS and len(one.sides) > 1]
    for n, one in enumerate(fillers):
        for other in fillers[n + 1 :]:
            apart = one.article != other.article and one.context.text != other.context.text
            if apart and one.kind == other.kind and not agree(one.figure, other.figure):
                wanted = any(
                    _sides(one, s) and _sides(other, s) and _sides(one, s).isdisjoint(_sides(other, s))
                    for s in sides
                )
                yield Pair(number, features(one, other, weights), wanted)


def _sides(one: Filler, sides: Sequence[Sequence[Span]]) -> frozenset[int]:
    """On which sides of a claim a figure stands."""
    at = one.span
    return frozenset(n for n, side in enumerate(sides) if any(meets(at, s) for s in side))


def main() -> None:
    """Fit, cross-validate, write."""
    fit(
        [pair for n, told, truth in fitted_on() for pair in pairs(n, told, truth)], FEATURES, TARGET,
        "Weights of the measures of `alignment.FEATURES`, made by `python -m bench.fit_alignment`", SIGNS,
    )  # fmt: skip


if __name__ == "__main__":
    main()
