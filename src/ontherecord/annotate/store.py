# SPDX-License-Identifier: Apache-2.0
"""The store of work done once: parses of paragraphs and annotations of articles, by key.

Comes in: a path, keys, bytes. Goes out: the bytes, if the key is there.
Refuses: a file that is not such a store (`sqlite3.DatabaseError`); the mend is to delete it.

A key is the hash of everything the value depends on (text, pipeline, version of our code), so an
entry is never wrong, only unused. The values are MessagePack, never code. The store may be deleted at
any time.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path

_BATCH = 500  # keys a query; SQLite's oldest limit on variables is 999


def open_store(path: Path | str) -> sqlite3.Connection:
    """Open the store at `path` (":memory:" for one that is not kept), making it if need be."""
    store = sqlite3.connect(path, timeout=60, isolation_level=None)
    store.execute("PRAGMA journal_mode = WAL")
    store.execute("PRAGMA synchronous = NORMAL")
    store.execute("CREATE TABLE IF NOT EXISTS done (key BLOB PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID")
    return store


def key(*parts: str) -> bytes:
    """The key of what depends on just these parts."""
    digest = hashlib.blake2b(digest_size=16)
    for part in parts:
        raw = part.encode("utf-8", "surrogatepass")
        digest.update(len(raw).to_bytes(8, "big"))
        digest.update(raw)
    return digest.digest()


def fetch(store: sqlite3.Connection, keys: Sequence[bytes]) -> dict[bytes, bytes]:
    """The values of those of the keys that are there."""
    found: dict[bytes, bytes] = {}
    wanted = sorted(set(keys))
    for first in range(0, len(wanted), _BATCH):
        some = wanted[first : first + _BATCH]
        marks = ",".join("?" * len(some))
        found.update(store.execute(f"SELECT key, value FROM done WHERE key IN ({marks})", some))
    return found


def present(store: sqlite3.Connection, keys: Sequence[bytes]) -> set[bytes]:
    """Those of the keys that are there."""
    found: set[bytes] = set()
    wanted = sorted(set(keys))
    for first in range(0, len(wanted), _BATCH):
        some = wanted[first : first + _BATCH]
        marks = ",".join("?" * len(some))
        found.update(k for (k,) in store.execute(f"SELECT key FROM done WHERE key IN ({marks})", some))
    return found


def keep(store: sqlite3.Connection, items: Iterable[tuple[bytes, bytes]]) -> None:
    """Write values under their keys, all or none."""
    with store:
        store.execute("BEGIN")
        store.executemany("INSERT OR REPLACE INTO done VALUES (?, ?)", items)
