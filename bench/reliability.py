# SPDX-License-Identifier: Apache-2.0
"""How far a confidence is from the share of right answers: the largest gap of any bin.

Comes in: pairs of a confidence and whether the answer was right. Goes out: a figure in [0, 1]; 0 is perfectly
calibrated. Bins are tenths; one with fewer than `LEAST` answers says nothing and is left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from bench.score import Score

LEAST = 20
ALLOWED = 0.1


def scores(stage: str, corpus: str, what: str, answers: Iterable[tuple[float, bool]]) -> Iterator[Score]:
    """The gap of some answers, and, gated, whether it is within `ALLOWED`."""
    off = gap(answers)
    yield Score(
        stage=stage, corpus=corpus, measure=f"{what}, reliability gap", value=off, better="lower", gated=False
    )
    yield Score(
        stage=stage,
        corpus=corpus,
        measure=f"{what}, calibrated within {ALLOWED}",
        value=float(off <= ALLOWED),
    )


def gap(answers: Iterable[tuple[float, bool]]) -> float:
    """The largest distance of a bin's mean confidence from its share of right answers."""
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for confidence, right in answers:
        bins[min(int(confidence * 10), 9)].append((confidence, right))
    gaps = [
        abs(sum(c for c, _ in held) - sum(r for _, r in held)) / len(held)
        for held in bins.values()
        if len(held) >= LEAST
    ]
    return max(gaps, default=1.0)
