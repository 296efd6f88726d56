# SPDX-License-Identifier: Apache-2.0
"""The lists of a record as they are kept, a line of JSON a datum: a stretch of ten thousand is given out as it lies,
and of a list only the wanted data are made into values.

Comes in: a story, a kind; words that a line must have. Goes out: lines; typed data; counts.
Refuses: a story or a kind that does not exist (`UnknownStory`, `Missing`). Score: `python -m bench serve`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import Any

import msgspec
from sqlalchemy import Connection, func, select

from ontherecord.archive import stories
from ontherecord.archive.queries import pairs
from ontherecord.archive.records import of_today
from ontherecord.archive.tables import records
from ontherecord.export import KINDS, STORY_KINDS
from ontherecord.serve.answers import Missing
from ontherecord.serve.house import Desk
from ontherecord.serve.remembered import remembered

_ID = re.compile(r'\{"id":"([^"]*)"')


def lines(desk: Desk, name: str, kind: str) -> list[str]:
    """One list of a story's record, a line of JSON a datum. Raises UnknownStory, Missing."""
    if kind not in STORY_KINDS:
        raise Missing(f"a record has no list {kind}; it has {', '.join(STORY_KINDS)}")
    with desk.archive.place.reading() as connection:
        return of_record(connection, _key(connection, name), kind)


def _key(connection: Connection, name: str) -> str:
    """The key of the record of a story of today. Raises UnknownStory."""
    today = stories.resolved(connection, name)
    return of_today(connection, [today])[today]


def of_record(connection: Connection, key: str, kind: str) -> list[str]:
    """One list of the record that is kept under a key. To be read, not changed: it is remembered."""

    def read() -> list[str]:
        query = select(records.c.lines).where(records.c.key == key, records.c.kind == kind)
        return (connection.execute(query).scalar() or "").split("\n")[:-1]

    return remembered(key, kind, read, lambda kept: sum(map(len, kept)))


def counts(desk: Desk, name: str) -> dict[str, int]:
    """How many data each list of a story's record has. Raises UnknownStory."""
    ends = func.length(records.c.lines) - func.length(func.replace(records.c.lines, "\n", ""))
    with desk.archive.place.reading() as connection:
        key = _key(connection, name)
        query = select(records.c.kind, ends).where(records.c.key == key)
        found = remembered(key, "counts", lambda: pairs(connection, query), len)
    return {kind: int(found.get(kind, 0)) for kind in STORY_KINDS}


def data(kind: str, kept: Iterable[str]) -> tuple[Any, ...]:
    """Lines as the data they hold."""
    decoder = msgspec.json.Decoder(KINDS[kind])
    return tuple(decoder.decode(line) for line in kept)


def with_ids(kept: Iterable[str], ids: Collection[str]) -> list[str]:
    """The lines of the data that have these ids."""
    return [line for line in kept if (found := _ID.match(line)) and found[1] in ids]


def having(kept: Iterable[str], field: str, values: Collection[str]) -> list[str]:
    """The lines in which a field, at whatever depth, has one of the values. To be looked at again as data."""
    if not values:
        return []
    needles = [f'"{field}":{msgspec.json.encode(value).decode()}' for value in values]
    if len(needles) == 1:
        return [line for line in kept if needles[0] in line]
    pattern = re.compile("|".join(map(re.escape, needles)))
    return [line for line in kept if pattern.search(line)]
