# SPDX-License-Identifier: Apache-2.0
"""What a person hid from a record, left out where it is made.

Comes in: data of one list, the rulings. Goes out: the data without those that a decision hides.
Refuses: to hide a datum most of whose words nobody decided on; to leave an id that names nothing.
Score: none; `tests/decisions/test_other_decisions.py`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

from msgspec import structs

from ontherecord.decide.identity import KnownBy, about, mostly
from ontherecord.decide.places import Place
from ontherecord.decide.rulings import Rulings
from ontherecord.model import Account, Datum, Quotation, Record, Story

Kept = TypeVar("Kept", bound=Datum)
_LAST = ("timeline", "brief", "times", "places", "meetings", "positions", "days", "contradictions")
"""The lists on which nothing else of a record rests but positions that answer each other."""


NO_RECORD = Record(story=Story(id="", title="", articles=()))
"""For data that are known by their own words alone."""


def hidden(rulings: Rulings) -> Mapping[str, frozenset[Place]]:
    """What is hidden: the words by list and label (`identity.about`)."""
    found: dict[str, frozenset[Place]] = {}
    for ruling in rulings.of("hide"):
        key = ruling.decision.about
        found[key] = found.get(key, frozenset()) | ruling.places
    return found


def shown(kind: str, data: Sequence[Kept], rulings: Rulings, record: Record = NO_RECORD) -> tuple[Kept, ...]:
    """The data of a list that are not hidden; the `record` is needed of those that rest on others. Quotations
    that stood in a hidden one stand by themselves."""
    gone = hidden(rulings)
    if not any(key.partition(":")[0] == kind for key in gone):
        return tuple(data)
    known_by = KnownBy(record)
    kept = [d for d in data if not mostly(known_by.of(kind, d), gone.get(about(kind, d, ()), ()))]
    left = {getattr(d, "id", "") for d in kept}
    return tuple(
        structs.replace(d, nested_in=None)
        if isinstance(d, Quotation) and d.nested_in and d.nested_in not in left
        else d
        for d in kept
    )


def unattributed(accounts: Sequence[Account], quotations: Sequence[Quotation]) -> tuple[Account, ...]:
    """The accounts, without attribution to a quotation that is not there."""
    known = {q.id for q in quotations}
    return tuple(
        structs.replace(a, attributed_to=None) if a.attributed_to and a.attributed_to not in known else a
        for a in accounts
    )


def without_hidden(record: Record, rulings: Rulings) -> Record:
    """A whole record without what is hidden of the lists that are made last."""
    if not rulings.of("hide"):
        return record
    lists = {kind: shown(kind, getattr(record, kind), rulings, record) for kind in _LAST}
    known = {p.id for p in lists["positions"]}
    positions = [p if p.answers in known else structs.replace(p, answers=None) for p in lists["positions"]]
    return structs.replace(record, **{**lists, "positions": tuple(positions)})
