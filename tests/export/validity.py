# SPDX-License-Identifier: Apache-2.0
"""Whether a file of an export is valid: by the library its users read it with, or by a JSON Schema.

No package brings the schemas of CSL-JSON, TimelineJS 3, ninjs 3.0, the Web Annotation Data Model and PLOVER. Those here
are ours, written from the public standards, and narrower: they name only what the standard has and we write, so that a
misspelt or invented name fails. CSL-JSON is also set as a bibliography by citeproc.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable
from typing import Any

import bibtexparser
import geojson
import icalendar
import jsonschema
import networkx
import pytest
import rispy
from markdown_it import MarkdownIt

Schema = dict[str, Any]
TEXT: Schema = {"type": "string", "minLength": 1}
WHOLE: Schema = {"type": "integer", "minimum": 0}
MOMENT = r"^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$"


def some(**properties: Schema) -> Schema:
    """An object with these properties and no other."""
    return {"type": "object", "properties": properties, "additionalProperties": False}


def must(*names: str, of: Schema) -> Schema:
    """An object of that form which has these properties."""
    return of | {"required": list(names)}


def each(item: Schema, **more: Any) -> Schema:
    """A list of such items."""
    return {"type": "array", "items": item, **more}


DATE_PARTS = each(each({"type": "integer"}, minItems=1, maxItems=3), minItems=1, maxItems=2)
CSL = each(
    must(
        "id", "type",
        of=some(
            id=TEXT, type={"enum": ["article-newspaper"]}, title=TEXT, language=TEXT, source=TEXT, URL=TEXT,
            author=each(must("literal", of=some(literal=TEXT)), minItems=1),
            issued=must("date-parts", of=some(**{"date-parts": DATE_PARTS})), **{"container-title": TEXT},
        ),
    )
)  # fmt: skip

DAY = must(
    "year",
    of=some(
        year={"type": "integer"}, month={"type": "integer", "minimum": 1, "maximum": 12},
        day={"type": "integer", "minimum": 1, "maximum": 31},
    ),
)  # fmt: skip
WORDS = some(headline={"type": "string"}, text={"type": "string"})
TIMELINEJS = must(
    "events",
    of=some(
        title=must("text", of=some(text=WORDS)),
        events=each(
            must(
                "start_date", "unique_id",
                of=some(start_date=DAY, end_date=DAY, text=WORDS, group=TEXT, unique_id=TEXT),
            )
        ),
    ),
)  # fmt: skip

NAMED = each(must("name", of=some(name=TEXT, rel=TEXT)), minItems=1)
ROLED = each(must("value", of=some(role=TEXT, value=TEXT)), minItems=1)
BODY = must(
    "value",
    of=some(role=TEXT, contentType={"const": "text/plain"}, charCount=WHOLE, wordCount=WHOLE, value=TEXT),
)
NINJS = must(
    "uri", "standard",
    of=some(
        uri=TEXT, standard=must("name", "version", of=some(name={"const": "ninjs"}, version={"const": "3.0"}, schema=TEXT)),
        type={"enum": ["text", "composite"]}, representationType={"enum": ["full", "partial"]},
        versionCreated={"type": "string", "pattern": MOMENT}, language=TEXT, title=TEXT, edNote=TEXT, by=TEXT,
        located=TEXT, descriptions=ROLED, headlines=ROLED, altIds=ROLED, bodies=each(BODY, minItems=1), people=NAMED,
        organisations=NAMED, places=NAMED, infoSources=NAMED,
        associations=each(must("name", "uri", "type", of=some(name=TEXT, uri=TEXT, type=TEXT))),
    ),
)  # fmt: skip

POSITION = must(
    "type", "start", "end", of=some(type={"const": "TextPositionSelector"}, start=WHOLE, end=WHOLE)
)
QUOTE = must(
    "type", "exact",
    of=some(type={"const": "TextQuoteSelector"}, exact=TEXT, prefix={"type": "string"}, suffix={"type": "string"}),
)  # fmt: skip
ANNOTATION = must(
    "@context", "id", "type", "target",
    of=some(
        id=TEXT, type={"const": "Annotation"}, motivation={"enum": ["describing", "classifying", "identifying"]},
        body=must(
            "type", "value",
            of=some(type={"const": "TextualBody"}, value=TEXT, format={"const": "text/plain"}, language=TEXT),
        ),
        target=must("source", of=some(source=TEXT, selector=each({"anyOf": [POSITION, QUOTE]}, minItems=2, maxItems=2))),
        **{"@context": {"const": "http://www.w3.org/ns/anno.jsonld"}},
    ),
)  # fmt: skip

OURS: Schema = {"patternProperties": {"^x_": {}}}
"""PLOVER lets users add fields of their own; ours begin with x_."""
SAID: Schema = {"type": ["string", "null"]}
ENTITY = (
    "code", "sector", "entity_text", "identifier_id", "identifier_text", "religion", "ethnicity", "office", "gender", "age",
    "raw_text", "entity_name", "wikidata_id", "wiki_description", "country_name", "sector_code",
)  # fmt: skip
ENTITIES = each(some(**dict.fromkeys(ENTITY, SAID), other_sector_codes=each(TEXT)) | OURS)
PLOVER = must(
    "id", "date", "actor", "event",
    of=some(
        id=TEXT, date={"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"}, enddate=TEXT, actor=ENTITIES, recipient=ENTITIES,
        event=each(TEXT, minItems=1), mode=each(TEXT), context=each(TEXT), quad_code={"enum": [0, 1, 2, 3, 4]},
        event_scale={"type": "number"}, event_loc={"type": "object"}, event_text=each(TEXT), text=TEXT, link=TEXT,
        text_info={"type": "object"}, cite_info={"type": "object"}, has_event={"type": "boolean"}, coder=TEXT, comment=TEXT,
    ) | OURS,
)  # fmt: skip


def lines_of(schema: Schema) -> Callable[[bytes], int]:
    """A reader of JSON Lines that each have the form of a schema."""
    form = jsonschema.Draft202012Validator(schema)

    def read(data: bytes) -> int:
        found = data.splitlines()
        for line in found:
            form.validate(json.loads(line))
        return len(found)

    return read


def json_of(schema: Schema) -> Callable[[bytes], int]:
    """A reader of one JSON value that has the form of a schema."""

    def read(data: bytes) -> int:
        found = json.loads(data)
        jsonschema.validate(found, schema)
        return len(found["events"])

    return read


def csl(data: bytes) -> int:
    """By the schema, and set as a bibliography."""
    items = json.loads(data)
    jsonschema.validate(items, CSL)
    citeproc = pytest.importorskip("citeproc")
    from citeproc.source.json import CiteProcJSON

    style = citeproc.CitationStylesStyle("harvard-cite-them-right", validate=False)
    listed = citeproc.CitationStylesBibliography(style, CiteProcJSON(items), citeproc.formatter.plain)
    for item in items:
        listed.register(citeproc.Citation([citeproc.CitationItem(item["id"])]))
    assert len([str(one) for one in listed.bibliography()]) == len(items)
    return len(items)


def bibtex(data: bytes) -> int:
    library = bibtexparser.parse_string(data.decode())
    assert library.failed_blocks == []
    return len(library.entries)


def ris(data: bytes) -> int:
    return len(rispy.loads(data.decode()))


def calendar(data: bytes) -> int:
    events = icalendar.Calendar.from_ical(data).walk("VEVENT")
    assert all({"UID", "DTSTAMP", "DTSTART", "SUMMARY"} <= set(event) for event in events)
    assert all(event.errors == [] for event in events)
    return len(events)


def map_features(data: bytes) -> int:
    found = geojson.loads(data.decode())
    assert found.is_valid, found.errors()
    return len(found["features"])


def network(data: bytes) -> int:
    return networkx.read_graphml(io.BytesIO(data), force_multigraph=True).number_of_nodes()


def money(data: bytes) -> int:
    library = pytest.importorskip("followthemoney")
    entities = [json.loads(line) for line in data.splitlines()]
    for entity in entities:
        proxy = library.model.get_proxy(entity, cleaned=False)
        proxy.schema.validate(entity)
        assert set(proxy.properties) == set(entity["properties"])
    return len(entities)


def linked_data(data: bytes) -> int:
    jsonld = pytest.importorskip("pyld.jsonld")
    vocabulary = "https://schema.org/"
    told = json.loads(data)
    expanded = jsonld.expand(told | {"@context": {"@vocab": vocabulary}})
    names = {name for node in expanded for name in node if not name.startswith("@")}
    assert all(name.startswith(vocabulary) or name == "@graph" for name in names), names
    return len(told["@graph"])


def table(delimiter: str) -> Callable[[bytes], int]:
    def read(data: bytes) -> int:
        rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=delimiter))
        assert len({len(row) for row in rows}) == 1
        return len(rows) - 1

    return read


def zipped(read: Callable[[bytes], int]) -> Callable[[bytes], int]:
    def unpacked(data: bytes) -> int:
        with zipfile.ZipFile(io.BytesIO(data)) as held:
            assert held.testzip() is None
            return sum(read(held.read(name)) for name in held.namelist() if not name.endswith(".json"))

    return unpacked


def parquet(data: bytes) -> int:
    return int(pytest.importorskip("pyarrow.parquet").read_table(io.BytesIO(data)).num_rows)


def prose(data: bytes) -> int:
    return sum(token.type == "heading_open" for token in MarkdownIt().parse(data.decode()))


VALID: dict[str, Callable[[bytes], int]] = {
    "plover": lines_of(PLOVER), "polecat": table("\t"), "csv": zipped(table(",")), "parquet": zipped(parquet),
    "jsonl": lines_of({"type": "object"}), "markdown": prose, "geojson": map_features, "timelinejs": json_of(TIMELINEJS),
    "ics": calendar, "annotations": lines_of(ANNOTATION), "schemaorg": linked_data, "ninjs": lines_of(NINJS), "ftm": money,
    "csl": csl, "bibtex": bibtex, "ris": ris, "graphml": network,
}  # fmt: skip
"""How each format is read; gives how many data it holds. Raises where the file is not valid."""


def valid(name: str, data: bytes) -> int:
    """How many data a valid file of a format holds. Raises where it is not valid."""
    shape, _, kind = name.partition(":")
    return {"csv": table(","), "parquet": parquet}[shape](data) if kind else VALID[name](data)
