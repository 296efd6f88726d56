# SPDX-License-Identifier: Apache-2.0
"""Where an archive is kept: a file of SQLite, or a database on a PostgreSQL server.

Comes in: WHERE, a path or an address `postgresql://user@host/name`. Goes out: a `Place`: an engine, with
transactions that read one state of it and transactions that write one at a time.
Refuses: an address of another database; PostgreSQL where its driver is not installed. With `ArchiveError`.
Score: none; `tests/archive/test_faults.py`.

Readers never wait and never stop a writer (WAL; snapshots). Writers wait for one another: on SQLite by the
lock of the file, on PostgreSQL by an advisory lock, so that both behave alike.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import NullPool

from ontherecord.archive.faults import ArchiveError, in_one_line

PATIENCE = 30  # seconds a writer waits for another one
_LOCK = 0x6F6E7265636F7264  # "onrecord": the advisory lock that writers of one database share
_SERVERS = ("postgresql://", "postgres://", "postgresql+psycopg://")


class Place:
    """One archive's database. `where` is shown in messages; a password is not."""

    def __init__(self, engine: Engine, where: str, path: Path | None) -> None:
        self.engine = engine
        self.where = where
        self.path = path

    @property
    def is_file(self) -> bool:
        """Whether it is a file of SQLite."""
        return self.path is not None

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state of the archive, whatever others write meanwhile."""
        with in_one_line(self.where), self.engine.connect() as connection:
            if not self.is_file:
                connection = connection.execution_options(
                    isolation_level="REPEATABLE READ", postgresql_readonly=True
                )
            with connection.begin():
                yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that writes; the only one at a time. All of it is kept, or nothing."""
        with in_one_line(self.where), self.engine.connect() as connection:
            connection = connection.execution_options(writing=True)
            with connection.begin():
                if not self.is_file:
                    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
                yield connection

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()


def place(where: str | os.PathLike[str]) -> Place:
    """The place that WHERE names; nothing is opened yet. Raises ArchiveError."""
    named = os.fspath(where)
    if named.startswith(_SERVERS):
        return _server(named)
    if "://" in named:
        raise ArchiveError(
            f"{named.split('://')[0]}://: an archive is a file, or postgresql://user@host/name"
        )
    return _file(Path(named))


def _file(path: Path) -> Place:
    if path.is_dir():
        raise ArchiveError(f"{path}: is a folder; an archive is a file, or postgresql://user@host/name")
    readonly = path.exists() and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))
    engine = create_engine("sqlite://", creator=lambda: _opened(path, readonly), poolclass=NullPool)
    event.listen(engine, "begin", _begun)
    return Place(engine, str(path), path)


def _opened(path: Path, readonly: bool) -> sqlite3.Connection:
    """A connection to the file. One that cannot be written is read as it stands: its readers need no lock."""
    if readonly:
        still = "" if os.access(path.parent, os.W_OK) or Path(f"{path}-wal").exists() else "&immutable=1"
        address = f"{path.resolve().as_uri()}?mode=ro{still}"
    else:
        address = path.resolve().as_uri()
    opened = sqlite3.connect(
        address, timeout=PATIENCE, isolation_level=None, uri=True, check_same_thread=False
    )
    opened.execute("PRAGMA foreign_keys = ON")
    if not readonly:
        opened.execute("PRAGMA journal_mode = WAL")
        opened.execute("PRAGMA synchronous = FULL")
    return opened


def _begun(connection: Connection) -> None:
    """The driver's own transactions begin too late; ours begin where they are said to."""
    how = "BEGIN IMMEDIATE" if connection.get_execution_options().get("writing") else "BEGIN"
    connection.exec_driver_sql(how)


def _server(address: str) -> Place:
    try:
        import psycopg  # noqa: F401
    except ImportError as fault:
        raise ArchiveError(
            "PostgreSQL needs its driver; install it with: pip install 'ontherecord[postgresql]'"
        ) from fault
    given = "postgresql+psycopg://" + address.split("://", 1)[1]
    connecting: dict[str, Any] = {"connect_timeout": PATIENCE}
    engine = create_engine(given, pool_pre_ping=True, connect_args=connecting)
    return Place(engine, engine.url.render_as_string(hide_password=True).replace("+psycopg", ""), None)
