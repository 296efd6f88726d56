# SPDX-License-Identifier: Apache-2.0
"""The memory of an archive: what tracing and grouping took from one article or one pair, kept for the next update.

Comes in: keys and values as bytes (`ontherecord.memory`). Goes out: the values that are there. Refuses: nothing; what a
telling of all stories did not ask for is forgotten, and found again if it is needed.
Score: `python -m bench archive` times an update after 100 articles more.
"""

from __future__ import annotations

import zlib
from collections.abc import Collection, Mapping

from sqlalchemy import Connection, delete, insert, select

from ontherecord.archive.places import Place
from ontherecord.archive.queries import among, parts
from ontherecord.archive.tables import findings
from ontherecord.batches import batches, each

_TOGETHER = 1_000  # findings of one transaction


class Remembering:
    """What an archive remembers, for one telling of its stories; `keys` are those of annotations, by article id."""

    def __init__(self, place: Place, keys: Mapping[str, str]) -> None:
        self._place, self._keys = place, keys
        self._asked: set[bytes] = set()

    def noted(self, article: str) -> str:
        """By what the annotations of an article are known."""
        return self._keys.get(article, "")

    def recall(self, keys: Collection[bytes]) -> Mapping[bytes, bytes]:
        """The findings of those of the keys that are there."""
        self._asked.update(keys)
        with self._place.reading() as connection:
            rows = among(connection, select(findings.c.key, findings.c.value), findings.c.key, keys)
            return {bytes(key): zlib.decompress(value) for key, value in rows}

    def keep(self, made: Mapping[bytes, bytes]) -> None:
        """Keep findings, some at a time."""
        for some in batches(sorted(made), each, _TOGETHER):
            with self._place.writing() as connection:
                there = _present(connection, some)  # another update may have been quicker
                rows = [
                    {"key": key, "value": zlib.compress(made[key], 1)} for key in some if key not in there
                ]
                if rows:
                    connection.execute(insert(findings), rows)

    def forget_the_rest(self) -> None:
        """Drop the findings that nothing asked for in this telling."""
        with self._place.writing() as connection:
            there = {bytes(key) for key in connection.execute(select(findings.c.key)).scalars()}
            for some in parts(sorted(there - self._asked)):
                connection.execute(delete(findings).where(findings.c.key.in_(some)))


def _present(connection: Connection, keys: Collection[bytes]) -> set[bytes]:
    return {bytes(key) for (key,) in among(connection, select(findings.c.key), findings.c.key, keys)}
