# SPDX-License-Identifier: Apache-2.0
"""The schema of an archive: made, told, brought up to date.

Comes in: a `Place`. Goes out: nothing; the archive there has today's tables. Refuses: an archive that a later
version of this program wrote; a database with other things in it; to drop anything, or to go back.
Score: none; `tests/archive/test_schema.py` upgrades from every schema there ever was.
"""

from __future__ import annotations

import secrets
from importlib import resources
from typing import TYPE_CHECKING

from sqlalchemy import Column, Connection, MetaData, String, Table, inspect, select

from ontherecord.archive import properties
from ontherecord.archive.faults import ArchiveError, NewerArchive, OlderArchive
from ontherecord.archive.places import Place

if TYPE_CHECKING:
    from alembic.config import Config

SCHEMAS = ("0001", "0002", "0003")
"""Every schema there ever was, the oldest first; they stand in `migrations/versions`."""
_VERSION = Table("alembic_version", MetaData(), Column("version_num", String))


def newest() -> str:
    """The schema that this program writes."""
    return SCHEMAS[-1]


def present(connection: Connection) -> str | None:
    """The schema of an archive; none where nothing stands yet."""
    if not inspect(connection).has_table(_VERSION.name):
        return None
    return connection.execute(select(_VERSION.c.version_num)).scalar()


def create(place: Place) -> bool:
    """Make the tables of a new archive; gives False, and does nothing, if there is one. Raises ArchiveError."""
    if place.path is not None and not place.path.parent.is_dir():
        raise ArchiveError(f"{place.where}: its folder does not exist; make it first")
    with place.writing() as connection:
        found = present(connection)
        if found is not None:
            _known(found, place)
            return False
        if others := inspect(connection).get_table_names():
            raise ArchiveError(
                f"{place.where}: holds {others[0]!r} and no archive; name another file or database"
            )
        _run(connection)
        properties.put(connection, "id", secrets.token_hex(8))
    return True


def present_at(place: Place) -> str:
    """The schema of the archive at a place. Raises ArchiveError if there is none, or a later one."""
    if place.path is not None and not place.path.exists():
        raise ArchiveError(f"{place.where}: there is no archive; make one with ontherecord init")
    with place.reading() as connection:
        found = present(connection)
    if found is None:
        raise ArchiveError(f"{place.where}: is no archive; make one with ontherecord init")
    _known(found, place)
    return found


def check(place: Place) -> None:
    """Raise ArchiveError unless the archive has today's schema."""
    found = present_at(place)
    if found != newest():
        raise OlderArchive(
            f"{place.where}: was made by an earlier version ({found}); bring it up to date with ontherecord upgrade"
        )


def upgrade(place: Place) -> str:
    """Bring an archive up to date; gives the schema it has now. All of it or nothing: a step that fails leaves
    the archive as it was. Raises ArchiveError."""
    with place.writing() as connection:
        _run(connection)
    return newest()


def _known(found: str, place: Place) -> None:
    if found not in SCHEMAS:
        raise NewerArchive(
            f"{place.where}: was written by a later version of this program (schema {found}, "
            f"this one knows up to {newest()}); install that version, or work on a backup made before"
        )


def _run(connection: Connection) -> None:
    from alembic import command

    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _config() -> Config:
    from alembic.config import (
        Config,  # here: it is slow to load, and most verbs only look which schema there is
    )

    config = Config()
    config.set_main_option("script_location", str(resources.files("ontherecord.archive") / "migrations"))
    config.set_main_option("path_separator", "os")
    return config
