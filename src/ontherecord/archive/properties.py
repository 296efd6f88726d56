# SPDX-License-Identifier: Apache-2.0
"""What holds for an archive as a whole: its settings, and counters that only rise.

Comes in: a connection. Goes out: values by name. Refuses: nothing. Score: none.
"""

from __future__ import annotations

import msgspec
from sqlalchemy import Connection, delete, insert, select

from ontherecord.annotate.settings import Settings
from ontherecord.annotate.settings import named as settings_named
from ontherecord.archive.tables import properties
from ontherecord.group.group_settings import GroupSettings
from ontherecord.group.group_settings import named as group_named
from ontherecord.model import Datum
from ontherecord.reconcile.brief.brief_settings import BriefSettings
from ontherecord.reconcile.brief.brief_settings import named as brief_named

REVISION = "revision"
"""Rises whenever what stands in the archive changes other than by new documents or decisions: ids of twins, choices."""
DECIDED = "decided"
"""Rises with every decision that is kept or taken back."""
COVERED = "covered"
"""The number of the newest document that is in the stories of today."""


class Choices(Datum, frozen=True, kw_only=True):
    """What an archive was asked to do: the annotation, the brief, the grouping."""

    settings: Settings = Settings()
    wanted: BriefSettings = BriefSettings()
    grouping: GroupSettings = GroupSettings()


def get(connection: Connection, name: str, otherwise: str = "") -> str:
    """The value of a property."""
    found = connection.execute(select(properties.c.value).where(properties.c.name == name)).scalar()
    return otherwise if found is None else str(found)


def put(connection: Connection, name: str, value: str) -> None:
    """Set a property."""
    connection.execute(delete(properties).where(properties.c.name == name))
    connection.execute(insert(properties).values(name=name, value=value))


def number(connection: Connection, name: str) -> int:
    """The value of a counter."""
    return int(get(connection, name, "0"))


def rise(connection: Connection, name: str) -> None:
    """Let a counter rise by one."""
    put(connection, name, str(number(connection, name) + 1))


def choices(connection: Connection) -> Choices:
    """What the archive was asked to do."""
    kept = get(connection, "choices")
    return msgspec.json.decode(kept, type=Choices) if kept else Choices()


def named(chosen: Choices) -> dict[str, str]:
    """The choices as a manifest names them."""
    return settings_named(chosen.settings) | brief_named(chosen.wanted) | group_named(chosen.grouping)


def choose(connection: Connection, chosen: Choices) -> None:
    """Keep what the archive is asked to do from now on."""
    put(connection, "choices", msgspec.json.encode(chosen).decode())
    rise(connection, REVISION)
