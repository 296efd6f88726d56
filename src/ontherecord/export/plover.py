# SPDX-License-Identifier: Apache-2.0
"""PLOVER JSON Lines: one event a line, with the manual's fields and ours beside them (`x_...`).

Comes in: a `Build`. Goes out: lines of JSON.
Refuses: what `coded` refuses. Score: none; `tests/export/test_plover.py` checks names, types and
allowed values against the manual's lists.

Source: PLOVER manual 2.0 draft, chapter "Data Fields". The auxiliary modes (historical, future,
hypothetical, negation) stand in `context`, as it asks; our modality stands in `x_modality` apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from ontherecord.annotate.places.gazetteer import country_place
from ontherecord.export.coded import Coded, Entity, coded
from ontherecord.export.evidence import Witnesses
from ontherecord.model import Account, Build, Document, Quotation, Record, Where

CODEBOOK = "PLOVER 2.0 draft"
RESOLUTIONS = {"country": 1, "division": 2, "city": 4, "site": 5}
"""How fine a place is: 5 within a city, 4 city, 3 district, 2 province, 1 country."""


def plover(build: Build) -> Iterator[bytes]:
    """The events of every story, a line each."""
    coder = " ".join(build.manifest.program.get(k, "") for k in ("name", "version"))
    documents = {d.id: d for d in build.documents}
    for record in build.records:
        quotations = {q.id: q for q in record.quotations}
        witnesses = Witnesses(record)
        for made in coded(record):
            yield msgspec.json.encode(_line(made, record, witnesses, documents, quotations, coder)) + b"\n"


def _line(
    made: Coded, record: Record, witnesses: Witnesses, documents: dict[str, Document],
    quotations: dict[str, Quotation], coder: str,
) -> dict[str, Any]:  # fmt: skip
    event, told = made.event, made.told
    line: dict[str, Any] = {
        "id": f"{record.story.id}-{event.id}",
        "date": made.date,
        "enddate": made.enddate,
        "actor": [_entity(e) for e in made.actors],
        "recipient": [_entity(e) for e in made.recipients],
        "event": [made.listing.type],
        "mode": [made.listing.mode] if made.listing.mode else [],
        "context": list(made.contexts),
        "quad_code": made.quad,
        "event_scale": made.intensity,
        "event_text": list(dict.fromkeys(a.trigger.text for a in made.accounts)),
    }
    if event.place is not None:
        line["event_loc"] = _location(event.place)
    line["text_info"] = {"start": told.span.start, "end": told.span.end, "text_story": told.span.document}
    line["cite_info"] = _citation(told, record, witnesses, documents, coder)
    line |= {
        "has_event": True,
        "x_story": record.story.id,
        "x_event": event.id,
        "x_title": event.title,
        "x_core": event.type,
        "x_modality": event.modality,
        "x_negated": event.negated,
        "x_historical": all(a.historical for a in made.accounts),
        "x_attributed_to": _speaker(told, quotations),
        "x_date": event.date.date if event.date else None,
        "x_date_basis": made.date_basis,
        "x_origins": [witnesses.origins.get(o, o) for o in event.origins],
        "x_evidence": [_told(a, witnesses, quotations) for a in made.accounts],
    }
    return line


def _entity(entity: Entity) -> dict[str, Any]:
    """An entity under the names of the manual's table, then under those of its example."""
    return {
        "code": entity.code or None,
        "sector": entity.sector or None,
        "entity_text": entity.text,
        "identifier_text": entity.name,
        "office": entity.office,
        "raw_text": entity.text,
        "entity_name": entity.name,
        "sector_code": entity.sector or None,
        "x_cast": entity.cast,
    }


def _location(place: Where) -> dict[str, Any]:
    """A place; keys of what is not told are left out."""
    whole = country_place(place.country) if place.country else None
    found = {
        "extracted_place": place.span.text if place.span else place.name,
        "resolved_place": place.name,
        "geonameid": place.geonameid,
        "lat": place.latitude,
        "lon": place.longitude,
        "city": place.name if place.grain == "city" else None,
        "province": place.name if place.grain == "division" else None,
        "country": whole.name if whole else None,
        "country_code": place.country,
        "resolution": RESOLUTIONS[place.grain],
    }
    return {key: value for key, value in found.items() if value is not None}


def _citation(
    told: Account, record: Record, witnesses: Witnesses, documents: dict[str, Document], coder: str
) -> dict[str, Any]:
    article = witnesses.articles.get(told.article)
    document = documents.get(told.span.document)
    return {
        "corpus": record.story.id,
        "citation": told.article,
        "url": article.url if article else None,
        "title": article.headline if article else None,
        "language": document.language if document else None,
        "publication": article.outlet if article else None,
        "coder": coder,
        "codebook": CODEBOOK,
    }


def _told(account: Account, witnesses: Witnesses, quotations: dict[str, Quotation]) -> dict[str, Any]:
    return {
        **witnesses.evidence(account.span)._asdict(),
        "account": account.id,
        "trigger": account.trigger.text,
        "modality": account.modality,
        "negated": account.negated,
        "attributed_to": _speaker(account, quotations),
    }


def _speaker(account: Account, quotations: dict[str, Quotation]) -> str | None:
    """Whom the article names for it."""
    quotation = quotations.get(account.attributed_to or "")
    return quotation.speaker.name if quotation and quotation.speaker else None
