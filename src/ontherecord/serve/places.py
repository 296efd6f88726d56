# SPDX-License-Identifier: Apache-2.0
"""Places over all stories: which are named, and what is told of one.

Comes in: letters; a name. Goes out: the gazette; the events, articles and stories of one place.
Refuses: a place that no story names (`Missing`). Score: none; `tests/serve/test_browsing.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any
from urllib.parse import urlencode

import msgspec
from sqlalchemy import func, select

from ontherecord.archive.tables import cast as cast_table
from ontherecord.archive.tables import stories as stories_table
from ontherecord.dossier.wording import date_in_words, date_key
from ontherecord.model import Where
from ontherecord.serve import lists
from ontherecord.serve.answers import Missing, View
from ontherecord.serve.days import span_in_words
from ontherecord.serve.house import Desk

_MOST = 400
_MOST_STORIES = 60
Name = Annotated[str, msgspec.Meta(max_length=300)]


class Looking(View, frozen=True, kw_only=True):
    """Letters of the name of a place."""

    name: Name = ""


class PlaceLine(View, frozen=True, kw_only=True):
    """A place of the gazette."""

    name: str
    address: str
    stories: int
    mentions: int


class CountryPlaces(View, frozen=True, kw_only=True):
    """The places of one country; "" where it is not told."""

    country: str
    places: tuple[PlaceLine, ...]


class Gazette(View, frozen=True, kw_only=True):
    """Places by country, the most named first."""

    countries: tuple[CountryPlaces, ...]
    asked: Looking


def gazette(desk: Desk, asked: Looking) -> Gazette:
    """The places that stories name."""
    letters = asked.name.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    mentions = func.sum(cast_table.c.mentions)
    query = (
        select(
            cast_table.c.name,
            func.max(cast_table.c.country),
            func.count(stories_table.c.id.distinct()),
            mentions,
        )
        .join(stories_table, stories_table.c.record == cast_table.c.record)
        .where(cast_table.c.kind == "place", cast_table.c.name.ilike(f"%{letters}%", escape="\\"))
        .group_by(cast_table.c.name)
        .order_by(mentions.desc(), cast_table.c.name)
        .limit(_MOST)
    )
    with desk.archive.place.reading() as connection:
        rows = connection.execute(query).all()
    held: dict[str, list[PlaceLine]] = {}
    for name, country, stories, number in rows:
        line = PlaceLine(
            name=name, address="/place?" + urlencode({"name": name}), stories=stories, mentions=int(number)
        )
        held.setdefault(country or "", []).append(line)
    ordered = sorted(held.items(), key=lambda one: (not one[0], -sum(p.mentions for p in one[1]), one[0]))
    return Gazette(
        countries=tuple(CountryPlaces(country=c, places=tuple(p)) for c, p in ordered), asked=asked
    )


class Which(View, frozen=True, kw_only=True):
    """One place by name."""

    name: Name


class PlaceEvent(View, frozen=True, kw_only=True):
    """An event that is told to be there, or in a place within that country."""

    title: str
    place: str
    date: str
    modality: str
    origins: int
    address: str
    story: str
    story_title: str


class PlaceStory(View, frozen=True, kw_only=True):
    """A story that names the place."""

    id: str
    title: str
    address: str
    days: str
    mentions: int


class PlaceTold(View, frozen=True, kw_only=True):
    """One place over all stories."""

    name: str
    country: str | None
    latitude: float | None
    longitude: float | None
    grain: str
    events: tuple[PlaceEvent, ...]
    stories: tuple[PlaceStory, ...]


def _where(desk: Desk, story: str, name: str) -> Where | None:
    """The place that a story means by a name: the gazetteer may know it by another ("U.S.")."""
    members = lists.data("cast", lists.having(lists.lines(desk, story, "cast"), "name", {name}))
    spans = {span for one in members if one.name == name and one.kind == "place" for span in one.mentions}
    told = lists.having(lists.lines(desk, story, "places"), "text", {span.text for span in spans})
    return next((one.place for one in lists.data("places", told) if one.span in spans), None)


def _events(desk: Desk, story: Any, name: str, where: Where | None) -> Iterator[tuple[str, PlaceEvent]]:
    """The events that a story tells to be at a place, or in a place within a country, each with a key by which it sorts."""
    within = where.country if where and where.grain == "country" else None
    names = {name, *([where.name] if where else [])}
    told = lists.lines(desk, story.id, "events")
    there = lists.having(told, "country", {within}) if within else lists.having(told, "name", names)
    for event in lists.data("events", there):
        at = event.place
        if at is None or not (at.name in names or (within and at.country == within)):
            continue
        day = event.date.date if event.date else None
        yield (
            date_key(day) if day else "",
            PlaceEvent(
                title=event.title, place=at.name, date=date_in_words(day) if day else "", modality=event.modality,
                origins=len(event.origins), address=f"/stories/{story.id}/#{event.id}", story=story.id,
                story_title=story.title,
            ),
        )  # fmt: skip


def place(desk: Desk, asked: Which) -> PlaceTold:
    """What is told of one place. Raises Missing."""
    query = (
        select(stories_table, cast_table.c.mentions, cast_table.c.country)
        .join(cast_table, stories_table.c.record == cast_table.c.record)
        .where(cast_table.c.name == asked.name, cast_table.c.kind == "place")
        .order_by(stories_table.c.last.desc().nulls_last(), stories_table.c.id)
        .limit(_MOST_STORIES)
    )
    with desk.archive.place.reading() as connection:
        rows = connection.execute(query).all()
    if not rows:
        raise Missing(f"no story names a place “{asked.name}”")
    where = next(filter(None, (_where(desk, row.id, asked.name) for row in rows)), None)
    events = [one for row in rows for one in _events(desk, row, asked.name, where)]
    return PlaceTold(
        name=asked.name, country=next((row.country for row in rows if row.country), None),
        latitude=where.latitude if where else None, longitude=where.longitude if where else None,
        grain=where.grain if where else "",
        events=tuple(one for _, one in sorted(events, key=lambda pair: pair[0], reverse=True)[:_MOST]),
        stories=tuple(
            PlaceStory(id=row.id, title=row.title, address=f"/stories/{row.id}/", mentions=row.mentions,
                       days=span_in_words(row.first, row.last))
            for row in rows
        ),
    )  # fmt: skip
