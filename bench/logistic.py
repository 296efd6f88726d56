# SPDX-License-Identifier: Apache-2.0
"""Logistic regressions over a few measures, fitted on our own invented stories: how they are fitted, tried and written.

Comes in: rows of measures, of which story each is, and whether it is wanted; which measures can only speak for it, and which
only against. Goes out: weights, and what weights reach on stories that they were not fitted on.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

_PENALTY = 3.0  # ridge: some 30 columns on few wanted rows
_FOLDS, _SEED = 10, 1
_SHOWN = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7)

Floats = NDArray[np.float64]


class Pair(NamedTuple):
    """Two things of one story, their measures, and whether they are what is looked for."""

    story: int
    row: list[float]
    wanted: bool


class Signs(NamedTuple):
    """Measures whose weight may not be below nothing, and those whose weight may not be above it: with few wanted rows, of
    two that go together one is else given the wrong sign."""

    towards: frozenset[str] = frozenset()
    against: frozenset[str] = frozenset()

    def bounds(self, names: Sequence[str]) -> list[tuple[float | None, float | None]]:
        """The least and the most that the weight of each measure may be, None where it is free."""
        return [(0.0 if n in self.towards else None, 0.0 if n in self.against else None) for n in names]


FREE = Signs()


def fitted(rows: Floats, wanted: Floats, bounds: Sequence[tuple[float | None, float | None]]) -> Floats:
    """The weights of a logistic regression within bounds (L-BFGS-B); the first column is the constant and not held down."""
    mean, spread = rows.mean(0), rows.std(0)
    mean[0], spread[0] = 0.0, 1.0
    spread[spread == 0] = 1.0
    scaled = (rows - mean) / spread
    held = np.full(rows.shape[1], _PENALTY)
    held[0] = 1e-6

    def loss(weights: Floats) -> tuple[float, Floats]:
        total = scaled @ weights
        told = 1 / (1 + np.exp(-total))
        lost = np.logaddexp(0, total).sum() - wanted @ total + 0.5 * held @ weights**2
        return float(lost), scaled.T @ (told - wanted) + held * weights

    found = minimize(
        loss, np.zeros(rows.shape[1]), jac=True, bounds=bounds, method="L-BFGS-B", options=_STEPS
    )
    weights: Floats = found.x / spread
    weights[0] -= float((weights * mean)[1:].sum())
    return weights


_STEPS = {"maxiter": 2000, "ftol": 1e-12}


def held_out(pairs: Sequence[Pair], bounds: Sequence[tuple[float | None, float | None]]) -> Floats:
    """The likelihood of each pair by weights that were fitted without its story: ten folds by story."""
    rows, wanted = _columns(pairs)
    story = np.array([p.story for p in pairs])
    fold = np.random.default_rng(_SEED).permutation(int(story.max()) + 1)[story] % _FOLDS
    told = np.zeros(len(pairs))
    for k in range(_FOLDS):
        weights = fitted(rows[fold != k], wanted[fold != k], bounds)
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


def fit(pairs: Sequence[Pair], names: Sequence[str], target: Path, head: str, signs: Signs = FREE) -> None:
    """Say what weights reach on stories that they were not fitted on; then fit them on all pairs and write them as TOML,
    under a line that says what they are."""
    bounds = signs.bounds(names)
    print(shown(pairs, held_out(pairs, bounds)))
    weights = fitted(*_columns(pairs), bounds)
    lines = "\n".join(f'"{name}" = {weight:.4f}' for name, weight in zip(names, weights, strict=True))
    wanted = sum(p.wanted for p in pairs)
    target.write_text(
        f"# SPDX-License-Identifier: Apache-2.0\n# {head}\n# from {len(pairs)} pairs ({wanted} wanted) of our own invented"
        f" stories.\n\n[weights]\n{lines}\n",
        "utf-8",
    )
