# SPDX-License-Identifier: Apache-2.0
"""The runs of an archive: what was done when, and with which versions.

Comes in: a verb. Goes out: a number, under which its end is written; the list of runs.
Refuses: nothing; a run that was killed stays "under way" until the next one of its verb says it stopped.
Score: none.
"""

from __future__ import annotations

from importlib import metadata
from typing import NamedTuple

from sqlalchemy import Connection, insert, select, update

from ontherecord.archive.clock import now
from ontherecord.archive.tables import runs


class Run(NamedTuple):
    """One run: its number, verb, when it started and ended, its state, versions, and what it did."""

    number: int
    verb: str
    started: str
    ended: str | None
    state: str
    program: str
    pipeline: str
    documents: int
    stories: int
    changed: int
    note: str


def begin(connection: Connection, verb: str, pipeline: str = "") -> int:
    """Write down that a run begins; gives its number."""
    row = {
        "verb": verb, "started": now(), "state": "under way", "program": metadata.version("ontherecord"),
        "pipeline": pipeline, "documents": 0, "stories": 0, "changed": 0, "note": "",
    }  # fmt: skip
    return int(connection.execute(insert(runs).values(**row).returning(runs.c.number)).scalar_one())


def end(
    connection: Connection, number: int, *, state: str = "done", documents: int = 0, stories: int = 0,
    changed: int = 0, note: str = "",
) -> None:  # fmt: skip
    """Write down how a run ended."""
    values = {
        "ended": now(),
        "state": state,
        "documents": documents,
        "stories": stories,
        "changed": changed,
        "note": note,
    }
    connection.execute(update(runs).where(runs.c.number == number).values(**values))


def listed(connection: Connection, limit: int = 50) -> tuple[Run, ...]:
    """The last runs, the newest first."""
    return tuple(
        Run(*row) for row in connection.execute(select(runs).order_by(runs.c.number.desc()).limit(limit))
    )
