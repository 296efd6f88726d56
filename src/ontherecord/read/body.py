# SPDX-License-Identifier: Apache-2.0
"""Which lines are the body of an article: evidence smoothed over its neighbours.

Comes in: the log-odds of each line. Goes out: for each whether it is body. Refuses: nothing.
Score: `python -m bench segments`. Method: the best path through two states (Viterbi 1967).
"""

from __future__ import annotations

from collections.abc import Sequence


def smoothed(scores: Sequence[float], cost: float) -> list[bool]:
    """Body or not for each line: the choice of most evidence when every change costs `cost`."""
    inside, outside = -cost, 0.0
    came_in: list[bool] = []
    came_out: list[bool] = []
    for score in scores:
        came_in.append(inside >= outside - cost)
        came_out.append(outside >= inside - cost)
        inside, outside = max(inside, outside - cost) + score, max(outside, inside - cost)
    state, path = inside - cost > outside, []
    for stay_in, stay_out in zip(reversed(came_in), reversed(came_out), strict=True):
        path.append(state)
        state = stay_in if state else not stay_out
    return path[::-1]
