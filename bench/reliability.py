# SPDX-License-Identifier: Apache-2.0
"""How far a confidence is from the share of right answers: the largest gap of any bin.

Comes in: pairs of a confidence and whether the answer was right. Goes out: a figure in [0, 1]; 0 is perfectly
calibrated. Bins are tenths; one with fewer than `LEAST` answers says nothing and is left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from bench.score import Bin, Score

LEAST = 20
ALLOWED = 0.1


def scores(stage: str, corpus: str, what: str, answers: Iterable[tuple[float, bool]]) -> Iterator[Score]:
    """The gap of some answers, and, gated, whether it is within `ALLOWED`."""
    held = bins(answers)
    off = widest(held)
    yield Score(
        stage=stage, corpus=corpus, measure=f"{what}, reliability gap", value=off, better="lower", gated=False,
        bins=held,
    )  # fmt: skip
    yield Score(
        stage=stage,
        corpus=corpus,
        measure=f"{what}, calibrated within {ALLOWED}",
        value=float(off <= ALLOWED),
    )


def bins(answers: Iterable[tuple[float, bool]], least: int = LEAST) -> tuple[Bin, ...]:
    """The tenths of confidence that hold enough answers, from the lowest."""
    held: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for confidence, right in answers:
        held[min(int(confidence * 10 + 1e-9), 9)].append((confidence, right))
    return tuple(
        Bin(sum(c for c, _ in one) / len(one), sum(r for _, r in one) / len(one), len(one))
        for _, one in sorted(held.items())
        if len(one) >= least
    )


def widest(held: Iterable[Bin]) -> float:
    """The largest distance of a bin's mean confidence from its share of right answers; 1 without a bin."""
    return max((abs(one.said - one.right) for one in held), default=1.0)


def gap(answers: Iterable[tuple[float, bool]]) -> float:
    """The largest gap of any bin of some answers."""
    return widest(bins(answers))
