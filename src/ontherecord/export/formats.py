# SPDX-License-Identifier: Apache-2.0
"""The formats a record is exported to, by name.

Comes in: a `Build` and the name of a format. Goes out: the bytes of the file, in pieces.
Refuses: a format or a story that does not exist (`UnknownExport`). The same record gives the same bytes.
Score: none; `tests/export/` validates each format by its own library, schema or field list.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from ontherecord.export.annotations import web_annotations
from ontherecord.export.calendar import calendar
from ontherecord.export.excerpts import excerpts
from ontherecord.export.folder import FolderError
from ontherecord.export.ftm import follow_the_money
from ontherecord.export.geojson import geojson
from ontherecord.export.graph import graph
from ontherecord.export.markdown import markdown
from ontherecord.export.ninjs import ninjs
from ontherecord.export.parquet import PARQUET_KINDS, parquet_file, parquet_files
from ontherecord.export.plover import plover
from ontherecord.export.polecat import polecat
from ontherecord.export.references import bibtex, csl, ris
from ontherecord.export.schemaorg import schemaorg
from ontherecord.export.stream import stream
from ontherecord.export.tables import TABLES, table, tables
from ontherecord.export.timelinejs import timelinejs
from ontherecord.model import Build


class Format(NamedTuple):
    """One format: what it is, what its file is called, and how it is written."""

    about: str
    suffix: str
    media_type: str
    write: Callable[[Build], Iterable[bytes]]


def _zipped(build: Build) -> Iterator[bytes]:
    yield tables(build)


FORMATS: dict[str, Format] = {
    "plover": Format("events, PLOVER JSON Lines", ".jsonl", "application/x-ndjson", plover),
    "polecat": Format("events, POLECAT's 40-column table", ".tsv", "text/tab-separated-values", polecat),
    "csv": Format("every table of the record, as CSV in a zip", ".zip", "application/zip", _zipped),
    **{
        f"csv:{name}": Format(f"the table of {name}", ".csv", "text/csv", partial(table, name=name))
        for name in TABLES
    },
    "parquet": Format(
        "every kind of the record, as Parquet in a zip", ".zip", "application/zip", parquet_files
    ),
    **{
        f"parquet:{name}": Format(
            f"the {name} of the record",
            ".parquet",
            "application/vnd.apache.parquet",
            partial(parquet_file, kind=name),
        )
        for name in PARQUET_KINDS
    },
    "jsonl": Format("the whole record, one stream of JSON Lines", ".jsonl", "application/x-ndjson", stream),
    "markdown": Format("the dossier as text with footnotes, Markdown", ".md", "text/markdown", markdown),
    "geojson": Format("events with coordinates, GeoJSON", ".geojson", "application/geo+json", geojson),
    "timelinejs": Format("the calendar, for TimelineJS", ".json", "application/json", timelinejs),
    "ics": Format("what is planned, iCalendar", ".ics", "text/calendar", calendar),
    "annotations": Format(
        "quotations, events and names, W3C Web Annotation", ".jsonl", "application/ld+json", web_annotations
    ),
    "schemaorg": Format(
        "articles, quotations, cast, events and claims, schema.org JSON-LD",
        ".jsonld",
        "application/ld+json",
        schemaorg,
    ),
    "ninjs": Format("stories and articles, IPTC ninjs 3.0", ".jsonl", "application/x-ndjson", ninjs),
    "ftm": Format(
        "articles, cast and events, FollowTheMoney", ".ftm.json", "application/x-ndjson", follow_the_money
    ),
    "csl": Format("the articles, CSL-JSON", ".json", "application/vnd.citationstyles.csl+json", csl),
    "bibtex": Format("the articles, BibTeX", ".bib", "application/x-bibtex", bibtex),
    "ris": Format("the articles, RIS", ".ris", "application/x-research-info-systems", ris),
    "graphml": Format("the cast as a network, GraphML", ".graphml", "application/graphml+xml", graph),
}
"""Every format by its name."""


class UnknownExport(Exception):
    """A format or a story that does not exist; one line that names it and those that do."""


def export(
    build: Build, name: str, *, story: str | None = None, quotes_only: bool = False
) -> Iterator[bytes]:
    """The bytes of a build in a format, in pieces: all its stories, or the one whose id is `story`.

    With `quotes_only` the full texts of the articles are left out (`excerpts`): only the words that a datum rests
    on are kept. Raises UnknownExport for a format or story that does not exist.
    """
    if name not in FORMATS:
        raise UnknownExport(f"{name}: is no format; choose one of {', '.join(FORMATS)}")
    chosen = _of_story(build, story) if story else build
    if quotes_only:
        chosen = excerpts(chosen)
    return iter(FORMATS[name].write(chosen))


def _of_story(build: Build, story: str) -> Build:
    """The build with this story only, and the documents that its articles stand in."""
    record = next((r for r in build.records if r.story.id == story), None)
    if record is None:
        known = ", ".join(r.story.id for r in build.records[:10])
        raise UnknownExport(f"{story}: is no story of this record; it has {known}")
    held = {a.document for a in record.articles}
    return replace(
        build,
        documents=tuple(d for d in build.documents if d.id in held),
        copies={key: copy for key, copy in build.copies.items() if key in held},
        records=(record,),
    )


def write_file(pieces: Iterable[bytes], path: Path) -> None:
    """Write a file whole or not at all. Raises FolderError if it cannot be written; then what stood at
    `path` still stands there."""
    place = Path(os.path.realpath(path))
    part = place.with_name(f".ontherecord-{secrets.token_hex(6)}.part")
    try:
        if place.is_dir():
            raise IsADirectoryError(None, "is a folder")
        with part.open("xb") as file:
            file.writelines(pieces)
        part.replace(place)
    except OSError as fault:
        raise FolderError(
            f"{path}: could not be written ({fault.strerror or fault}); choose another -o"
        ) from fault
    finally:
        part.unlink(missing_ok=True)
