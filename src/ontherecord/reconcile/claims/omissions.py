# SPDX-License-Identifier: Apache-2.0
"""What each origin leaves out of what all others have, and what one origin alone has.

Comes in: the claims of a story and its origins. Goes out: `Omissions`: for each origin the claims that
every other origin carries and it does not, and the claims that it alone carries.
Refuses: to call anything left out where fewer than three origins report: one other is no measure.
Score: `tests/reconcile/test_omissions.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ontherecord.model import Claim

_LEAST_ORIGINS = 3


class Omissions(NamedTuple):
    """Of one origin: ids of claims, in the order of the claims."""

    origin: str
    left_out: tuple[str, ...]
    alone: tuple[str, ...]


def omissions(claims: Sequence[Claim], origins: Sequence[str]) -> tuple[Omissions, ...]:
    """For each origin what it leaves out and what it has alone. Values that were replaced later count as carried:
    who told the plan did not leave out the event."""
    everyone = frozenset(origins)
    left_out: dict[str, list[str]] = {origin: [] for origin in origins}
    alone: dict[str, list[str]] = {origin: [] for origin in origins}
    for claim in claims:
        carried = everyone.intersection(o for v in claim.values for o in v.origins)
        missing = everyone - carried
        if len(missing) == 1 and len(everyone) >= _LEAST_ORIGINS:
            left_out[min(missing)].append(claim.id)
        if len(carried) == 1 and missing:
            alone[min(carried)].append(claim.id)
    return tuple(Omissions(one, tuple(left_out[one]), tuple(alone[one])) for one in origins)
