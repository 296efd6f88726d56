# SPDX-License-Identifier: Apache-2.0
"""Tracing and grouping as the articles grow tenfold.

    python -m bench scaling

Comes in: nothing; the articles are synthetic (`bench/synth.py`). Goes out: milliseconds of processor time an
article and how they grow from one decade to the next (1.0 is linear), and the memory it takes. Refuses: to time
reading. Run by hand: the figures depend on the machine, their ratios much less.

SCALING_SIZES=1000,10000,100000 takes other sizes, on a quiet machine.
"""

from __future__ import annotations

import os
import resource
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from bench.joins import corpus
from bench.score import Score
from bench.synth import coverage
from ontherecord.group import group
from ontherecord.trace import trace

SIZES = tuple(map(int, os.environ.get("SCALING_SIZES", "1000,10000").split(",")))


def scores(data: Path) -> Iterator[Score]:
    """The growth of both stages."""
    took: dict[str, list[float]] = {"trace": [], "group": []}
    for size in SIZES:
        articles, copies = corpus(coverage(size))
        tracing, spent = _timed(lambda a=articles, c=copies: trace(a, c, {}))
        took["trace"].append(1000 * spent / size)
        _, spent = _timed(
            lambda a=articles, c=copies, t=tracing: group(a, c, {}, t, languages=dict.fromkeys(c, "en"))
        )
        took["group"].append(1000 * spent / size)
    for stage, each in took.items():
        for size, spent in zip(SIZES, each, strict=True):
            yield _score(f"{stage}, {size:,} articles", spent, "ms an article")
        yield _score(f"{stage}, growth over the last decade against linear", each[-1] / each[-2], "times")
    yield _score("memory at the largest", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "MB")


def _score(measure: str, value: float, unit: str) -> Score:
    return Score(stage="scaling", corpus="synthetic", measure=measure, value=value, better="lower", unit=unit,
                 gated=False)  # fmt: skip


Result = TypeVar("Result")


def _timed(job: Callable[[], Result]) -> tuple[Result, float]:
    started = time.process_time()
    result = job()
    return result, time.process_time() - started
