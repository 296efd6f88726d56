# SPDX-License-Identifier: Apache-2.0
"""Logistic regressions over a few measures, fitted on our own invented stories: how they are fitted, tried and written.

Comes in: rows of measures, of which story each is, and whether it is wanted. Goes out: weights, and what weights reach on
stories that they were not fitted on.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

_PENALTY = 3.0  # ridge: some 30 columns on few wanted rows
_STEPS, _FOLDS, _SEED = 40, 10, 1
_SHOWN = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7)

Floats = NDArray[np.float64]


class Pair(NamedTuple):
    """Two things of one story, their measures, and whether they are what is looked for."""

    story: int
    row: list[float]
    wanted: bool


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


def held_out(pairs: Sequence[Pair]) -> Floats:
    """The likelihood of each pair by weights that were fitted without its story: ten folds by story."""
    rows, wanted = _columns(pairs)
    story = np.array([p.story for p in pairs])
    fold = np.random.default_rng(_SEED).permutation(int(story.max()) + 1)[story] % _FOLDS
    told = np.zeros(len(pairs))
    for k in range(_FOLDS):
        weights = fitted(rows[fold != k], wanted[fold != k])
        told[fold == k] = 1 / (1 + np.exp(-rows[fold == k] @ weights))
    return told


def _columns(pairs: Sequence[Pair]) -> tuple[Floats, Floats]:
    return np.array([p.row for p in pairs]), np.array([p.wanted for p in pairs], dtype=np.float64)


def shown(pairs: Sequence[Pair], told: Floats) -> str:
    """Precision and recall of pairs from a few likelihoods on, one line each."""
    wanted = np.array([p.wanted for p in pairs], dtype=np.float64)
    lines = []
    for least in _SHOWN:
        taken = told >= least
        right = float(wanted[taken].sum())
        precision, recall = right / max(1.0, float(taken.sum())), right / float(wanted.sum())
        lines.append(f"from {least:.1f}: precision {precision:.2f}, recall {recall:.2f}")
    return "\n".join(lines)


def fit(pairs: Sequence[Pair], names: Sequence[str], target: Path, head: str) -> None:
    """Say what weights reach on stories that they were not fitted on; then fit them on all pairs and write them as TOML,
    under a line that says what they are."""
    print(shown(pairs, held_out(pairs)))
    weights = fitted(*_columns(pairs))
    lines = "\n".join(f'"{name}" = {weight:.4f}' for name, weight in zip(names, weights, strict=True))
    wanted = sum(p.wanted for p in pairs)
    target.write_text(
        f"# SPDX-License-Identifier: Apache-2.0\n# {head}\n# from {len(pairs)} pairs ({wanted} wanted) of our own invented"
        f" stories.\n\n[weights]\n{lines}\n",
        "utf-8",
    )
