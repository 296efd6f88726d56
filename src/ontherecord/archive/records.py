# SPDX-License-Identifier: Apache-2.0
"""The records as they are kept: JSON Lines by kind, under a key of all that they depend on.

Comes in: a story's articles, annotations' keys and share of the tracing; a `Record`. Goes out: the key; the
rows; the `Record` again. Refuses: a row that is no line of its kind (`ArchiveError`). Score: none.

A record that was made is never wrong, only unused: what changes changes its key.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

import msgspec
from sqlalchemy import Connection, delete, insert, select

from ontherecord.archive.faults import ArchiveError
from ontherecord.archive.properties import Choices
from ontherecord.archive.queries import among
from ontherecord.archive.tables import cast, records, stories
from ontherecord.code import code_of
from ontherecord.decide.rulings import Rulings
from ontherecord.export import KINDS, STORY_KINDS
from ontherecord.model import Datum, Record, Story

if TYPE_CHECKING:
    from ontherecord.reconcile.shares import Share

_ENCODER = msgspec.json.Encoder()
_HALF = 16  # bytes of each half of a key
_STAGES = ("model", "decide", "annotate", "trace", "group", "reconcile", "read")
"""The rooms whose code a record depends on."""


def key(share: Share, notes: Mapping[str, str], choices: Choices, ruled: Rulings) -> str:
    """The key of a story's record. Its first half is of all that the record is made of: our code, the settings, its
    articles, their annotations, as much of the tracing as reconciling looks at, and what people decided about it;
    its second half is of the whole tracing, which is laid in the record."""
    from ontherecord.reconcile.shares import looked_at  # here: who reads a record makes none

    digest = hashlib.blake2b(digest_size=_HALF)
    digest.update(code().encode())
    own = ruled.within({article.document for article in share.articles})
    decided = [(one.decision.id, own.overruled.get(one.decision.id)) for one in own.given]
    digest.update(_ENCODER.encode((choices, decided)))
    for article in share.articles:
        digest.update(_ENCODER.encode((article, notes.get(article.id))))
    digest.update(_ENCODER.encode(looked_at(share.articles, share.tracing)))
    laid = hashlib.blake2b(_ENCODER.encode(share.tracing), digest_size=_HALF)
    return digest.hexdigest() + laid.hexdigest()


def made_alike(one: str, other: str) -> bool:
    """Whether the records of two keys are made of the same, and differ by the tracing that is laid in them at most."""
    return one[: 2 * _HALF] == other[: 2 * _HALF]


def code() -> str:
    """A hash of the code that records depend on."""
    return code_of(*_STAGES)


def of_today(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    """The keys of the records of stories, by the ids of those that are told today."""
    rows = among(connection, select(stories.c.id, stories.c.record), stories.c.id, ids)
    return dict(rows)


def present(connection: Connection, wanted: Iterable[str]) -> set[str]:
    """Those of the keys whose records are there."""
    query = select(records.c.key).where(records.c.kind == "stories")
    return {key for (key,) in among(connection, query, records.c.key, wanted)}


def keep(connection: Connection, name: str, record: Record) -> None:
    """Keep a record under its key."""
    if present(connection, [name]):
        return  # another update was quicker
    lines = {"stories": [record.story], **{kind: getattr(record, kind) for kind in STORY_KINDS}}
    rows = [{"key": name, "kind": kind, "lines": _lines(data)} for kind, data in lines.items() if data]
    connection.execute(insert(records), rows)
    quoted = Counter(one.speaker.cast for one in record.quotations if one.speaker)
    members = [
        {"record": name, "id": one.id, "name": one.name, "kind": one.kind, "country": one.country,
         "mentions": len(one.mentions), "quotations": quoted[one.id]}
        for one in record.cast
    ]  # fmt: skip
    if members:
        connection.execute(insert(cast), members)


def _lines(data: Sequence[Datum]) -> str:
    return "".join(_ENCODER.encode(datum).decode() + "\n" for datum in data)


def fetch(
    connection: Connection, name: str, story: Story | None = None, kinds: Sequence[str] = STORY_KINDS
) -> Record:
    """The record under a key; `kinds` are those to read, `story` its story as it is told today."""
    wanted = ("stories", *kinds)
    rows = connection.execute(
        select(records.c.kind, records.c.lines).where(records.c.key == name, records.c.kind.in_(wanted))
    )
    found = {kind: _read(kind, lines) for kind, lines in rows}
    if "stories" not in found:
        raise ArchiveError(f"the record {name} is not there; run ontherecord update, then ontherecord check")
    told = found.pop("stories")[0]
    assert isinstance(told, Story)
    return Record(story=_told(story, told) if story else told, **found)  # type: ignore[arg-type]


def _read(kind: str, lines: str) -> tuple[Datum, ...]:
    decoder = msgspec.json.Decoder(KINDS[kind])
    try:
        return tuple(decoder.decode(line) for line in lines.split("\n") if line)
    except msgspec.MsgspecError as fault:
        raise ArchiveError(f"a record's {kind} cannot be read ({fault}); run ontherecord check") from fault


def _told(today: Story, reconciled: Story) -> Story:
    """A story as grouping tells it today, with what reconciling its articles found out."""
    return msgspec.structs.replace(
        today,
        origins=reconciled.origins,
        first=reconciled.first,
        last=reconciled.last,
        warnings=reconciled.warnings,
    )


def story_of(connection: Connection, name: str, today: Story) -> Story:
    """A story with the dates, origins and warnings that its record found."""
    return fetch(connection, name, today, ()).story


def digest(connection: Connection, name: str) -> str:
    """The SHA-256 of what a record says, its story apart: the same whatever the key it is kept under."""
    found = hashlib.sha256()
    query = select(records.c.kind, records.c.lines).where(records.c.key == name, records.c.kind != "stories")
    for kind, lines in connection.execute(query.order_by(records.c.kind)):
        found.update(f"{kind} {len(lines)}\n{lines}".encode())
    return found.hexdigest()


def prune(connection: Connection) -> None:
    """Drop records that no story of today has. Frozen copies and decisions are never dropped."""
    used = select(stories.c.record)
    connection.execute(delete(records).where(records.c.key.not_in(used)))
    connection.execute(delete(cast).where(cast.c.record.not_in(used)))
