# SPDX-License-Identifier: Apache-2.0
"""The decisions of people as they are kept: in the order in which they came, none ever deleted.

Comes in: a `Decision`. Goes out: the decisions that hold. Refuses: to keep one twice. What a decision means and
where it applies: docs/decisions.md. Score: none.
"""

from __future__ import annotations

import msgspec
from sqlalchemy import Connection, insert, select, update

from ontherecord.archive import properties
from ontherecord.archive.tables import decisions
from ontherecord.model import Decision, Undoing


def decide(connection: Connection, decision: Decision) -> bool:
    """Keep a decision; gives False if nothing changes by it. One that holds is undone if it comes as undone;
    one that was undone stays so: to decide the same again is another decision, of another moment."""
    found = connection.execute(select(decisions.c.value).where(decisions.c.id == decision.id)).scalar()
    if found is None:
        connection.execute(insert(decisions).values(**_row(decision)))
    elif _read(found).undone is None and decision.undone is not None:
        _replace(connection, decision)
    else:
        return False
    properties.rise(connection, properties.DECIDED)
    return True


def undo(connection: Connection, id: str, undoing: Undoing) -> Decision | None:
    """Take a decision back; gives it as it is now, or none if none of this id holds."""
    found = connection.execute(select(decisions.c.value).where(decisions.c.id == id)).scalar()
    decision = _read(found) if found is not None else None
    if decision is None or decision.undone is not None:
        return None
    decision = msgspec.structs.replace(decision, undone=undoing)
    _replace(connection, decision)
    properties.rise(connection, properties.DECIDED)
    return decision


def listed(connection: Connection, *, undone: bool = False) -> tuple[Decision, ...]:
    """The decisions that hold, in the order in which they came; with `undone` also those taken back."""
    query = select(decisions.c.value).order_by(decisions.c.number)
    if not undone:
        query = query.where(decisions.c.undone.is_(None))
    return tuple(_read(value) for (value,) in connection.execute(query))


def _replace(connection: Connection, decision: Decision) -> None:
    connection.execute(update(decisions).where(decisions.c.id == decision.id).values(**_row(decision)))


def _row(decision: Decision) -> dict[str, str | None]:
    undoing = decision.undone
    return {
        "id": decision.id,
        "kind": decision.kind,
        "text": decision.text,
        "who": decision.who,
        "at": decision.when,
        "why": decision.why,
        "undone": undoing.when if undoing else None,
        "undone_by": undoing.who if undoing else None,
        "value": msgspec.json.encode(decision).decode(),
    }


def _read(value: str) -> Decision:
    return msgspec.json.decode(value, type=Decision)
