# SPDX-License-Identifier: Apache-2.0
"""GeoJSON (RFC 7946): the events whose place is known to coordinates, a point each.

Comes in: a `Build`. Goes out: one FeatureCollection. Refuses: events without coordinates.
Score: none; `tests/export/test_places_and_days.py` reads it with the geojson library.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from ontherecord.export.evidence import Witnesses
from ontherecord.model import Build, Event, Record


def geojson(build: Build) -> Iterator[bytes]:
    """One FeatureCollection of the events of every story."""
    features = [one for record in build.records for one in _features(record)]
    made = msgspec.json.encode({"type": "FeatureCollection", "features": features})
    yield msgspec.json.format(made, indent=1) + b"\n"


def _features(record: Record) -> Iterator[dict[str, Any]]:
    witnesses = Witnesses(record)
    accounts = {a.id: a for a in record.accounts}
    for event in record.events:
        place = event.place
        if place is not None and place.longitude is not None and place.latitude is not None:
            told = [accounts[a].span for a in event.accounts if a in accounts]
            yield {
                "type": "Feature",
                "id": f"{record.story.id}-{event.id}",
                "geometry": {"type": "Point", "coordinates": [place.longitude, place.latitude]},
                "properties": {
                    **_properties(event, record),
                    "origins": [witnesses.origins.get(o, o) for o in event.origins],
                    "evidence": [e._asdict() for e in witnesses.all(told)],
                },
            }


def _properties(event: Event, record: Record) -> dict[str, Any]:
    place = event.place
    return {
        "story": record.story.id,
        "title": event.title,
        "type": event.type,
        "mode": event.mode,
        "modality": event.modality,
        "negated": event.negated,
        "date": event.date.date if event.date else None,
        "place": place.name if place else None,
        "country": place.country if place else None,
        "grain": place.grain if place else None,
        "geonameid": place.geonameid if place else None,
    }
