# SPDX-License-Identifier: Apache-2.0
"""Where the story takes place: the places its articles name, on a map and in a list.

Comes in: a `Lookup`. Goes out: `Places`.
Refuses: a position for a place that the gazetteer could not tell; it stands in the list only. A place that only
stands in the name of a body ("Harrow" in "Harrow Post") is none where anything takes place.
Score: none; `tests/dossier/test_atlas.py`.
"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from ontherecord.annotate.places.places import INSIDE
from ontherecord.dossier.atlas import Spot, story_map
from ontherecord.dossier.lookup import Lookup, Passage
from ontherecord.model import PlaceReference

GRAINS = {"country": "country", "division": "region", "city": "town", "site": "site"}
MOST_LISTED = 60
MOST_NAMINGS = 6  # articles in which a place of the list is shown


@dataclass(frozen=True, slots=True)
class Naming:
    """Words of an article that name a place; what is decided of them is decided of `id`."""

    id: str
    passage: Passage


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """One place of the list."""

    name: str
    grain: str
    country: str
    articles: int
    namings: tuple[Naming, ...]
    """The first of each of some articles."""


@dataclass(frozen=True, slots=True)
class Places:
    """The map, if it says anything, and the places most articles name."""

    map: Markup
    lines: tuple[PlaceLine, ...]
    more: int


def places(lookup: Lookup) -> Places:
    """The places of the story, those in most articles first."""
    held: dict[tuple[str, str | None, str], list[PlaceReference]] = {}
    for reference in lookup.record.places:
        place = reference.place
        if reference.by == INSIDE:
            continue
        held.setdefault((place.name, place.country, place.grain), []).append(reference)
    counted = [(len({r.article for r in references}), references) for references in held.values()]
    counted.sort(key=lambda item: (-item[0], -len(item[1]), item[1][0].place.name, item[1][0].id))
    return Places(
        map=story_map([spot for count, references in counted for spot in _spot(references[0], count)]),
        lines=tuple(_line(lookup, references, count) for count, references in counted[:MOST_LISTED]),
        more=max(0, len(counted) - MOST_LISTED),
    )


def _spot(reference: PlaceReference, articles: int) -> list[Spot]:
    place = reference.place
    if place.latitude is None or place.longitude is None:
        return []
    return [Spot(place.name, place.longitude, place.latitude, place.grain, articles)]


def _line(lookup: Lookup, references: list[PlaceReference], articles: int) -> PlaceLine:
    place = references[0].place
    firsts = list({r.article: r for r in reversed(references)}.values())[::-1]
    namings = tuple(Naming(r.id, lookup.passage(r.span)) for r in firsts[:MOST_NAMINGS])
    return PlaceLine(place.name, GRAINS[place.grain], place.country or "", articles, namings)
