# SPDX-License-Identifier: Apache-2.0
"""Fit the weights of `reconcile/claims/alignment.py` on our own invented stories, and say what they reach.

`python -m bench.fit_alignment` writes `src/ontherecord/reconcile/data/alignment.toml` and prints precision and recall of
pairs at a few thresholds, each story told by weights that were fitted without it (ten folds by story).

A pair is two figures of two articles that exclude each other. It is wanted if the truth has both as sides of one claim in
conflict or superseded: whatever else differs in these stories was written not to be of one slot.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from bench.claims import Told, collection, written
from bench.corpora import ROOT
from ontherecord.model import Span
from ontherecord.reconcile.claims.alignment import FEATURES, features
from ontherecord.reconcile.claims.counts import fillers_of
from ontherecord.reconcile.claims.fillers import Filler, contexts
from ontherecord.reconcile.values.figures import agree

TARGET = ROOT / "src" / "ontherecord" / "reconcile" / "data" / "alignment.toml"
_KINDS = frozenset({"number", "demanded", "proposed"})  # of claims whose sides may be figures
_PENALTY = 3.0  # ridge: some 30 columns on some 80 wanted rows
_STEPS, _FOLDS, _SEED = 40, 10, 1
_SHOWN = (0.1, 0.2, 0.3, 0.4, 0.5)

Floats = NDArray[np.float64]


class Pair(NamedTuple):
    """Two figures of one story, their measures, and whether they fill one slot."""

    story: int
    row: list[float]
    wanted: bool


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
    return frozenset(
        n
        for n, side in enumerate(sides)
        if any(s.document == at.document and at.start < s.end and s.start < at.end for s in side)
    )


def fitted(rows: Floats, wanted: Floats) -> Floats:
    """The weights of a logistic regression, by Newton's method; the first column is the constant and not held down."""
    mean, spread = rows.mean(0), rows.std(0)
    mean[0], spread[0] = 0.0, 1.0
    spread[spread == 0] = 1.0
    scaled = (rows - mean) / spread
    penalty = _PENALTY * np.eye(rows.shape[1])
    penalty[0, 0] = 1e-6
    weights = np.zeros(rows.shape[1])
    for _ in range(_STEPS):
        told = 1 / (1 + np.exp(-scaled @ weights))
        slope = scaled.T @ (wanted - told) - penalty @ weights
        weights = weights + np.linalg.solve((scaled.T * (told * (1 - told))) @ scaled + penalty, slope)
    weights = weights / spread
    weights[0] -= float((weights * mean)[1:].sum())
    return weights


def main() -> None:
    """Fit, cross-validate, write."""
    found = [pair for n, (told, truth) in enumerate(collection()) for pair in pairs(n, told, truth)]
    rows = np.array([p.row for p in found])
    wanted = np.array([p.wanted for p in found], dtype=np.float64)
    story = np.array([p.story for p in found])
    fold = np.random.default_rng(_SEED).permutation(int(story.max()) + 1)[story] % _FOLDS
    told = np.zeros(len(found))
    for k in range(_FOLDS):
        weights = fitted(rows[fold != k], wanted[fold != k])
        told[fold == k] = 1 / (1 + np.exp(-rows[fold == k] @ weights))
    for least in _SHOWN:
        taken = told >= least
        right = float(wanted[taken].sum())
        print(
            f"from {least:.1f}: precision {right / max(1.0, float(taken.sum())):.2f}, recall {right / float(wanted.sum()):.2f}"
        )
    weights = fitted(rows, wanted)
    lines = "\n".join(f'"{name}" = {weight:.4f}' for name, weight in zip(FEATURES, weights, strict=True))
    TARGET.write_text(
        "# SPDX-License-Identifier: Apache-2.0\n# Weights of the measures of `alignment.FEATURES`, made by"
        f" `python -m bench.fit_alignment`\n# from {len(found)} pairs of figures ({int(wanted.sum())} of one slot) of our own"
        f" invented stories.\n\n[weights]\n{lines}\n",
        "utf-8",
    )


if __name__ == "__main__":
    main()
