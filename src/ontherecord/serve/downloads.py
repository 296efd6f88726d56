# SPDX-License-Identifier: Apache-2.0
"""Files: a story or all of them in every format of the field, and the lists of a record as JSON Lines.

Comes in: a story, a format. Goes out: the bytes, piece by piece, made in a thread while they are sent.
Refuses: a format that does not exist (`Missing`). Score: none; `tests/serve/test_downloads.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated

import msgspec

from ontherecord.batches import batches
from ontherecord.export import FORMATS, export
from ontherecord.model import Build
from ontherecord.serve import lists
from ontherecord.serve.answers import File, Missing, View
from ontherecord.serve.house import Desk

PURPOSES: dict[str, tuple[str, ...]] = {
    "To read and to cite": ("markdown", "csl", "bibtex", "ris"),
    "For a spreadsheet or a database": ("csv", "parquet", "jsonl"),
    "As event data": ("plover", "polecat"),
    "On a map, on a time line, in a calendar": ("geojson", "timelinejs", "ics"),
    "For other programs": ("annotations", "schemaorg", "ninjs", "ftm", "graphml"),
}
"""Every format that holds more than one table, by what it is for."""
_PURPOSE = {name: purpose for purpose, names in PURPOSES.items() for name in names}
_A_PIECE = 64 * 1024  # bytes
Name = Annotated[str, msgspec.Meta(max_length=300)]


class Nothing(View, frozen=True, kw_only=True):
    """Nothing is asked."""


class Wanted(View, frozen=True, kw_only=True):
    """A story in a format; with `quotes_only` without the full texts."""

    story: Name
    format: str
    quotes_only: bool = False


class AllWanted(View, frozen=True, kw_only=True):
    """All stories in a format; with `quotes_only` without the full texts."""

    format: str
    quotes_only: bool = False


class Lines(View, frozen=True, kw_only=True):
    """One list of a record."""

    story: Name
    kind: str


class FormatTold(View, frozen=True, kw_only=True):
    """One format."""

    name: str
    about: str
    suffix: str
    address: str
    purpose: str
    """What it is for; "" of a single table."""


class Formats(View, frozen=True, kw_only=True):
    """Every format, with the address that gives all stories in it."""

    formats: tuple[FormatTold, ...]
    tables: tuple[FormatTold, ...]
    purposes: tuple[str, ...]
    stories: int


def formats(desk: Desk, asked: Nothing) -> Formats:
    """Every format there is."""
    told = [
        FormatTold(
            name=name,
            about=one.about,
            suffix=one.suffix,
            address=f"/export/{name}",
            purpose=_PURPOSE.get(name, ""),
        )
        for name, one in FORMATS.items()
    ]
    return Formats(
        formats=tuple(one for one in told if ":" not in one.name),
        tables=tuple(one for one in told if one.name.startswith("csv:")),
        purposes=tuple(PURPOSES),
        stories=len(desk.archive.stories(limit=10**6)),
    )


def exported(desk: Desk, asked: Wanted) -> File:
    """One story in a format."""
    _known(asked.format)
    story = desk.archive.resolve(asked.story)
    return _file(asked.format, story, lambda: desk.archive.build([story]), asked.quotes_only)


def all_exported(desk: Desk, asked: AllWanted) -> File:
    """All stories in a format."""
    _known(asked.format)
    return _file(asked.format, "ontherecord", desk.archive.build, asked.quotes_only)


def _known(format: str) -> None:
    if format not in FORMATS:
        raise Missing(f"{format}: is no format; choose one of {', '.join(FORMATS)}")


def _file(format: str, name: str, made, quotes_only: bool) -> File:  # type: ignore[no-untyped-def]
    """The file; nothing of it is made before it is sent."""
    told = FORMATS[format]
    table = format.partition(":")[2]
    title = f"{name}-{table or format.replace(':', '-')}{told.suffix}"

    def pieces() -> Iterator[bytes]:
        build: Build = made()
        yield from gathered(export(build, format, quotes_only=quotes_only))

    return File(title, told.media_type, pieces())


def gathered(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in pieces of some size: each piece is made by a thread, and sent, by itself."""
    return (b"".join(some) for some in batches(pieces, len, _A_PIECE))


def lines(desk: Desk, asked: Lines) -> File:
    """One list of a record, as JSON Lines."""
    kept = lists.lines(desk, asked.story, asked.kind)
    data = (f"{line}\n".encode() for line in kept)
    return File(f"{asked.kind}.jsonl", "application/x-ndjson", gathered(data))
