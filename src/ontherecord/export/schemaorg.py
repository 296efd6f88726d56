# SPDX-License-Identifier: Apache-2.0
"""schema.org as JSON-LD: articles, quotations, the cast, events and claims of every story.

Comes in: a `Build`. Goes out: one JSON-LD document, a graph whose nodes point at each other by id.
Refuses: to rate: there is no ClaimReview, since that is a checker's verdict, and we report reporting.
Score: none; `tests/export/test_schemaorg.py` expands it with a JSON-LD processor and follows every id.

The context names the vocabulary and loads nothing. A claim has its standing in `creativeWorkStatus` and the
words that carry it as `appearance`; an event that is planned or called off has its `eventStatus`, and one
that is denied or hypothetical is left out, since schema.org has no word for what may not be so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from ontherecord.export.evidence import Witnesses
from ontherecord.model import Article, Build, CastMember, Claim, Event, Quotation, Record, Span, Where

Node = dict[str, Any]

CONTEXT = {"@vocab": "https://schema.org/"}
_TYPES = {"person": "Person", "organisation": "Organization", "place": "Place", "group": "Organization"}
_STATUS = {"happened": None, "ongoing": None, "planned": "https://schema.org/EventScheduled"}
"""Modalities that an Event of schema.org can have; the others are told by claims and quotations."""


def schemaorg(build: Build) -> Iterator[bytes]:
    """The graph of all stories."""
    graph = [node for record in build.records for node in _nodes(record, build)]
    yield msgspec.json.format(msgspec.json.encode({"@context": CONTEXT, "@graph": graph}), indent=1) + b"\n"


def _nodes(record: Record, build: Build) -> Iterator[Node]:
    languages = {d.id: d.language for d in build.documents}
    witnesses = Witnesses(record)
    for article in record.articles:
        text = build.copies.get(article.document, "")[article.start : article.end]
        yield _article(record, article, languages.get(article.document), text)
    for member in record.cast:
        yield _member(record, member)
    for quotation in record.quotations:
        yield _quotation(record, quotation)
    for event in record.events:
        if event.modality in _STATUS and not event.negated:
            yield _event(record, event)
    for claim in record.claims:
        yield _claim(record, claim, witnesses)


def _article(record: Record, article: Article, language: str | None, text: str) -> Node:
    sources = [one for one in (article.reprint_of, article.version_of) if one]
    return _told(
        {
            "@type": "NewsArticle",
            "@id": _id(record, article.id),
            "headline": article.headline,
            "author": [{"@type": "Person", "name": name} for name in article.authors],
            "publisher": {"@type": "NewsMediaOrganization", "name": article.outlet}
            if article.outlet
            else None,
            "sourceOrganization": {"@type": "Organization", "name": article.agency}
            if article.agency
            else None,
            "datePublished": article.published.date,
            "dateModified": article.modified,
            "url": article.url,
            "inLanguage": language,
            "isBasedOn": [_ref(record, one) for one in sources],
            "articleBody": text,
        }
    )


def _member(record: Record, member: CastMember) -> Node:
    roles = list(dict.fromkeys(" ".join(role.text.split()) for role in member.roles))
    return _told(
        {
            "@type": _TYPES[member.kind],
            "@id": _id(record, member.id),
            "name": member.name,
            "alternateName": [v for v in dict.fromkeys(member.variants) if v != member.name],
            "jobTitle" if member.kind == "person" else "description": roles,
        }
    )


def _quotation(record: Record, quotation: Quotation) -> Node:
    speaker = quotation.speaker
    who: Node | None = None
    if speaker:
        who = _ref(record, speaker.cast) if speaker.cast else {"@type": "Person", "name": speaker.name}
    return _told(
        {
            "@type": "Quotation",
            "@id": _id(record, quotation.id),
            "text": " … ".join(span.text for span in quotation.content),
            "spokenByCharacter": who,
            "isPartOf": _ref(record, quotation.article),
            "dateCreated": quotation.date.date if quotation.date else None,
        }
    )


def _event(record: Record, event: Event) -> Node:
    return _told(
        {
            "@type": "Event",
            "@id": _id(record, event.id),
            "name": event.title,
            "startDate": event.date.date if event.date else None,
            "location": _place(event.place) if event.place else None,
            "eventStatus": _STATUS[event.modality],
            "about": [_ref(record, one) for one in dict.fromkeys((*event.actor, *event.recipient))],
        }
    )


def _claim(record: Record, claim: Claim, witnesses: Witnesses) -> Node:
    spans = [span for value in claim.values for span in value.support]
    return _told(
        {
            "@type": "Claim",
            "@id": _id(record, claim.id),
            "text": claim.text,
            "creativeWorkStatus": claim.standing,
            "about": _ref(record, claim.slot.event) if claim.slot.event and _has(record, claim) else None,
            "appearance": list(_appearances(record, spans, witnesses)),
        }
    )


def _has(record: Record, claim: Claim) -> bool:
    """Whether the event of a claim is a node of the graph."""
    return any(e.id == claim.slot.event and e.modality in _STATUS and not e.negated for e in record.events)


def _appearances(record: Record, spans: Iterable[Span], witnesses: Witnesses) -> Iterator[Node]:
    for found in witnesses.all(spans):
        part = _ref(record, found.article) if found.article else None
        yield _told({"@type": "CreativeWork", "text": found.text, "isPartOf": part, "url": found.url})


def _place(place: Where) -> Node:
    known = place.latitude is not None and place.longitude is not None
    geo = {"@type": "GeoCoordinates", "latitude": place.latitude, "longitude": place.longitude}
    country = {"@type": "Country", "identifier": place.country} if place.country else None
    return _told(
        {"@type": "Place", "name": place.name, "geo": geo if known else None, "containedInPlace": country}
    )


def _id(record: Record, datum: str) -> str:
    return f"urn:ontherecord:{record.story.id}:{datum}"


def _ref(record: Record, datum: str) -> Node:
    return {"@id": _id(record, datum)}


def _told(node: Node) -> Node:
    """The node without what is not known."""
    return {name: value for name, value in node.items() if value not in (None, "", [])}
