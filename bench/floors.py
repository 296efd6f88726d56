# SPDX-License-Identifier: Apache-2.0
"""The floors: for each gated figure the value below which CI fails. They only rise.

The idea of a pinned gate per figure is trafilatura's (its `tests/eval_gate.py`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from bench.score import Score

FLOORS = Path(__file__).with_name("floors.json")
SLACK = 0.002  # floating point and library patch releases move a figure by less than this


def floors() -> dict[str, float]:
    """The pinned values by key; for figures where lower is better they are ceilings."""
    return dict(json.loads(FLOORS.read_text("utf-8"))) if FLOORS.exists() else {}


def below(scores: Iterable[Score], stages: Sequence[str]) -> list[str]:
    """One line for each figure that is worse than its floor, or was not measured though pinned."""
    pinned = {k: v for k, v in floors().items() if k.split("/")[0] in stages}
    measured = {s.key: s for s in scores if s.gated}
    faults = [f"BELOW FLOOR {k}: {s.value:.4f}, floor {pinned[k]:.4f}" for k, s in measured.items()
              if k in pinned and worse(s, pinned[k])]  # fmt: skip
    missing = [f"NOT MEASURED {k} (floor {v:.4f})" for k, v in pinned.items() if k not in measured]
    unpinned = [f"NO FLOOR {k}: {s.value:.4f}; run `python -m bench raise`" for k, s in measured.items()
                if k not in pinned]  # fmt: skip
    return faults + missing + unpinned


def worse(score: Score, floor: float) -> bool:
    """Whether a figure is on the wrong side of its floor by more than the slack."""
    if score.better == "higher":
        return score.value < floor - SLACK * max(1.0, abs(floor))
    return score.value > floor + SLACK * max(1.0, abs(floor))


def raised(scores: Iterable[Score]) -> None:
    """Pin today's figures where they are better than the floors, and new ones."""
    pinned = floors()
    for score in scores:
        old = pinned.get(score.key)
        better = max if score.better == "higher" else min
        if score.gated:
            pinned[score.key] = round(score.value if old is None else better(old, score.value), 4)
    FLOORS.write_text(json.dumps(dict(sorted(pinned.items())), indent=1) + "\n", "utf-8")
