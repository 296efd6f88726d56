# SPDX-License-Identifier: Apache-2.0
"""The matters of a story with those of one meeting as one.

Comes in: matters, and the meetings of the story (`Held`). Goes out: matters, each of whose events is of one
meeting, or of none. Refuses: nothing. Score: `python -m bench claims`.

One report may say that two sides will meet, another that their first talks were held: two events by
their words, one meeting by its day, place and sides, and what became of it is one claim.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ontherecord.model import Account
from ontherecord.reconcile.matters.seats import Matter
from ontherecord.reconcile.meetings.meetings import Held


def tabled(matters: Sequence[Matter], meetings: Sequence[Held]) -> tuple[Matter, ...]:
    """The matters, those of one meeting under the event that most of its accounts tell, named as the meeting is."""
    of = {event.id: n for n, held in enumerate(meetings) for event in held.group.events}
    told: list[list[Account]] = [[] for _ in meetings]
    for event, accounts in matters:
        if event.id in of:
            told[of[event.id]] += accounts
    joined = [
        Matter(replace(held.group.main, title=held.title), tuple(accounts))
        for held, accounts in zip(meetings, told, strict=True)
        if accounts
    ]
    return (*joined, *(matter for matter in matters if matter.event.id not in of))
