# SPDX-License-Identifier: Apache-2.0
"""Queries that every table knows: many keys a few at a time, the rows that have them, two columns as a mapping.

Comes in: keys, queries. Goes out: parts of the keys; rows; mappings. Refuses: nothing. Score: none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar, TypeVarTuple

from sqlalchemy import ColumnElement, Connection, Row, Select

Key = TypeVar("Key", str, int, bytes)
Value = TypeVar("Value")
Columns = TypeVarTuple("Columns")
_ASKED = 500  # keys a query; the oldest limit on them is 999


def parts(wanted: Sequence[Key]) -> Iterator[Sequence[Key]]:
    """Keys in as many as one query may name."""
    for first in range(0, len(wanted), _ASKED):
        yield wanted[first : first + _ASKED]


def among(
    connection: Connection, query: Select[*Columns], column: ColumnElement[Key], wanted: Iterable[Key]
) -> Iterator[Row[*Columns]]:
    """The rows of a query whose column has one of the wanted keys; each key is asked for once."""
    for some in parts(sorted(set(wanted))):
        yield from connection.execute(query.where(column.in_(some)))


def pairs(connection: Connection, query: Select[Key, Value]) -> dict[Key, Value]:
    """The two columns of a query as a mapping from the first to the second."""
    return {row[0]: row[1] for row in connection.execute(query)}
