# SPDX-License-Identifier: Apache-2.0
"""POLECAT's flat table: one event a row, 40 tab-separated columns, and our evidence beside them.

Comes in: a `Build`. Goes out: lines of text, the first of them the names of the columns.
Refuses: what `coded` refuses. Score: none; `tests/export/test_polecat.py`.

As in the published files, several values stand in one cell with "; " between them and "None" stands
where nothing is known. The first 40 columns are POLECAT's in its order; those that it lacks (speaker,
modality, evidence) follow, so that programs that read the 40 read on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ontherecord.annotate.places.gazetteer import country_place
from ontherecord.export.cells import cell
from ontherecord.export.coded import Coded, Entity, coded, codes
from ontherecord.export.evidence import Witnesses
from ontherecord.model import Build, Document, Record, Where

COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    "Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title",
    "Actor Name Raw", "Wikipedia Actor ID",
    "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector", "Recipient Sectors",
    "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID",
    "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID",
    "Raw Placename", "Feature Type", "Source", "Publication Date", "Story People", "Story Organizations",
    "Story Locations", "Language", "Version",
)  # fmt: skip
"""POLECAT's columns, in its order."""
OURS = (
    "Modality", "Date Told", "Date Basis", "Origins", "Article", "Outlet", "Origin", "Document", "Start", "End", "Text", "URL",
)  # fmt: skip
"""The columns that follow: how sure, and the words the row rests on."""
QUADS = {
    1: "VERBAL COOPERATION", 2: "MATERIAL COOPERATION", 3: "VERBAL CONFLICT", 4: "MATERIAL CONFLICT"
}  # fmt: skip
NONE = "None"
_KINDS = ("person", "organisation", "place")
_FEATURES = {"country": "country", "division": "province", "city": "city", "site": "site"}


def polecat(build: Build) -> Iterator[bytes]:
    """The header and the events of every story, a row each."""
    yield _row((*COLUMNS, *OURS))
    version = " ".join(build.manifest.program.get(k, "") for k in ("name", "version"))
    documents = {d.id: d for d in build.documents}
    for record in build.records:
        witnesses = Witnesses(record)
        named = _named(record)
        for made in coded(record):
            yield _row(_values(made, record, named, witnesses, documents, version))


def _row(values: Iterable[object]) -> bytes:
    return "\t".join(cell(v) or NONE for v in values).encode() + b"\n"


def _values(
    made: Coded, record: Record, named: Sequence[str], witnesses: Witnesses,
    documents: dict[str, Document], version: str,
) -> list[object]:  # fmt: skip
    event, told = made.event, made.told
    evidence = witnesses.evidence(told.span)
    document = documents.get(told.span.document)
    published = (evidence.published or "")[:10]
    return [
        f"{record.story.id}-{event.id}", made.date, made.listing.type, made.listing.mode, made.intensity,
        QUADS[made.quad], _several(made.contexts), *_side(made.actors), *_side(made.recipients),
        *_place(event.place), evidence.outlet, published, *named, document.language if document else None, version,
        event.modality, event.date.date if event.date else None, made.date_basis, len(event.origins),
        evidence.article, evidence.outlet, evidence.origin, evidence.document, evidence.start, evidence.end,
        evidence.text, evidence.url,
    ]  # fmt: skip


def _several(values: Iterable[object]) -> str:
    return "; ".join(str(v) if v not in ("", None) else NONE for v in values)


def _side(entities: Sequence[Entity]) -> list[object]:
    """The eight columns of one side; the n-th values of its cells belong to the n-th party."""
    cow = codes()["cow"]
    sectors = [e.sector for e in entities]
    return [
        _several(e.name or e.text for e in entities), _several(e.code for e in entities),
        _several(cow.get(e.code) for e in entities), next((s for s in sectors if s), None), _several(sectors),
        _several(e.office for e in entities), _several(e.text for e in entities), _several(None for _ in entities),
    ]  # fmt: skip


def _place(place: Where | None) -> list[object]:
    """The ten columns of the place."""
    if place is None:
        return [None] * 10
    whole = country_place(place.country) if place.country else None
    return [
        place.name, place.name if place.grain == "city" else None, None,
        place.name if place.grain == "division" else None, whole.name if whole else place.country,
        place.latitude, place.longitude, place.geonameid, place.span.text if place.span else place.name,
        _FEATURES[place.grain],
    ]  # fmt: skip


def _named(record: Record) -> list[str]:
    """People, organisations and places of the story."""
    return [_several(m.name for m in record.cast if m.kind == kind) for kind in _KINDS]
