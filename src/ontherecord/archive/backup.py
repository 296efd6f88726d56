# SPDX-License-Identifier: Apache-2.0
"""Backups: a whole archive as one file of SQLite, made while others go on working.

Comes in: an archive, the name of a new file. Goes out: the file, an archive itself, whole or not there.
Refuses: a file that exists; a disk that does not take it. With `ArchiveError`.
Score: none; `tests/archive/test_backup.py` compares the two.

From SQLite page by page (its online backup), from PostgreSQL table by table in one snapshot: so the file also
moves an archive from a server to one's own machine.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import sqlite3
from pathlib import Path

from sqlalchemy import Connection, delete, insert, select

from ontherecord.archive import schema, search
from ontherecord.archive.faults import ArchiveError, in_one_line, in_words
from ontherecord.archive.places import Place, place
from ontherecord.archive.tables import articles, copies, documents, metadata, properties

_PAGES = 2_000  # pages copied at a time; between them writers get their turn
_ROWS = 500


def backup(source: Place, file: Path) -> None:
    """Write the archive to a new file. Raises ArchiveError; then there is no file."""
    if os.path.lexists(file):
        raise ArchiveError(f"{file}: is there already; name a new file")
    if not file.parent.is_dir():
        raise ArchiveError(f"{file}: its folder does not exist; make it first")
    part = file.with_name(f".{file.name}-{secrets.token_hex(4)}.part")
    try:
        if source.path is not None:
            _pages(source, source.path, part, file)
        else:
            _tables(source, part)
        os.replace(part, file)
    except OSError as fault:
        raise ArchiveError(f"{file}: could not be written ({fault.strerror or fault})") from fault
    finally:
        for left in (part, Path(f"{part}-wal"), Path(f"{part}-shm"), Path(f"{part}-journal")):
            with contextlib.suppress(OSError):
                left.unlink()


def _pages(source: Place, path: Path, part: Path, file: Path) -> None:
    try:
        with (
            contextlib.closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as old,
            contextlib.closing(sqlite3.connect(part)) as new,
        ):
            old.backup(new, pages=_PAGES)
    except sqlite3.Error as fault:
        raise in_words(fault, f"{source.where} to {file}") from fault


def _tables(source: Place, part: Path) -> None:
    target = place(part)
    schema.create(target)
    with in_one_line(source.where), source.reading() as old, target.writing() as new:
        new.execute(delete(properties))
        for table in metadata.sorted_tables:
            rows = old.execution_options(yield_per=_ROWS).execute(select(table))
            for some in rows.mappings().partitions(_ROWS):
                new.execute(insert(table), [dict(row) for row in some])
        _learn(new, target)
    with target.engine.connect() as last:
        last.exec_driver_sql("COMMIT")
        last.exec_driver_sql("PRAGMA journal_mode = DELETE")  # one file, without its log
    target.close()


def _learn(connection: Connection, target: Place) -> None:
    """Make the index of words anew."""
    query = (
        select(articles.c.number, articles.c.headline, articles.c.start, articles.c.end, copies.c.text)
        .join(documents, documents.c.number == articles.c.document)
        .join(copies, copies.c.sha256 == documents.c.sha256)
    )
    for row in connection.execute(query).all():
        search.learn(connection, target, [(row.number, row.headline or "", row.text[row.start : row.end])])
