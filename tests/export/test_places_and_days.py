# SPDX-License-Identifier: Apache-2.0
"""GeoJSON, TimelineJS and iCalendar, each read back by its own library or documented keys."""

from __future__ import annotations

import datetime
import json

import geojson
import icalendar
import pytest
from msgspec.structs import replace

from ontherecord.export import export
from ontherecord.export.calendar import _lines
from ontherecord.model import Build, TimelineEntry, When
from tests.export.example import COPY, span, talks

DATE_KEYS = {"year", "month", "day", "hour", "minute", "second", "display_date"}
SLIDE_KEYS = {
    "start_date", "end_date", "text", "media", "group", "display_date", "background", "autolink", "unique_id"
}  # fmt: skip


def calendar_of(build: Build) -> icalendar.Calendar:
    return icalendar.Calendar.from_ical(b"".join(export(build, "ics")))  # type: ignore[return-value]


def with_entries(*entries: tuple[str, str, str]) -> Build:
    base = talks()
    made = tuple(
        TimelineEntry(
            id=f"t-{n}", date=date, precision=precision, title=title, event="e-1", support=(span("Oslo"),)
        )  # type: ignore[arg-type]
        for n, (date, precision, title) in enumerate(entries)
    )
    return replace(base, records=(replace(base.records[0], timeline=made),))


def test_geojson_is_geojson_with_its_evidence() -> None:
    found = geojson.loads(b"".join(export(talks(), "geojson")).decode())
    assert found.is_valid
    (feature,) = found["features"]
    assert feature["geometry"]["coordinates"] == [-10.7, 59.9]  # longitude first
    assert feature["properties"]["modality"] == "happened"
    (told,) = feature["properties"]["evidence"]
    assert COPY[told["start"] : told["end"]] == told["text"]


def test_the_calendar_holds_what_is_planned_to_the_day() -> None:
    base = talks()
    events = tuple(
        replace(
            e,
            date=When(date="2031-05-09", basis="stated"),
            title="Lund; Salo, \\ and a very long title " + "ø" * 90,
        )
        if e.id == "e-2"
        else e
        for e in base.records[0].events
    )
    made = replace(base, records=(replace(base.records[0], events=events),))
    (event,) = calendar_of(made).walk("VEVENT")
    assert event["SUMMARY"] == events[1].title
    assert event["DTSTART"].dt == datetime.date(2031, 5, 9)
    assert event["DTEND"].dt == datetime.date(2031, 5, 10)
    assert event["DTSTAMP"].dt.date() == datetime.date(2031, 5, 4)  # the report's day: there is no clock
    assert "Kari Lund will meet" in event["DESCRIPTION"]
    assert max(len(line) for line in b"".join(export(made, "ics")).split(b"\r\n")) <= 75


def test_what_will_not_take_place_is_no_appointment() -> None:
    base = talks()
    day = When(date="2031-05-09", basis="stated")
    events = tuple(replace(e, date=day, modality="planned", negated=True) for e in base.records[0].events)
    made = replace(base, records=(replace(base.records[0], events=events),))
    assert calendar_of(made).walk("VEVENT") == []


def test_a_month_is_no_appointment() -> None:
    assert calendar_of(talks()).walk("VEVENT") == []


@pytest.mark.parametrize("text", ["x" * 500, "é" * 200, "🛶" * 120])
def test_folded_lines_unfold_to_the_same_text(text: str) -> None:
    folded = b"".join(_lines(text))
    assert all(len(line) <= 75 for line in folded.split(b"\r\n"))
    assert folded.replace(b"\r\n ", b"").decode() == text + "\r\n"


def test_timelinejs_has_its_documented_keys_and_dates_as_fine_as_told() -> None:
    made = with_entries(
        ("2031-05-03", "day", "A <b>bold</b> title"), ("2031-05", "month", "May"), ("2031", "year", "A year"),
        ("2031-05-01/2031-05-04", "interval", "Days"), ("sometime", "day", "Never"),
    )  # fmt: skip
    found = json.loads(b"".join(export(made, "timelinejs")))
    assert set(found) <= {"events", "title", "eras", "scale"}
    assert all(set(s) <= SLIDE_KEYS and set(s["start_date"]) <= DATE_KEYS for s in found["events"])
    assert [s["start_date"] for s in found["events"]] == [
        {"year": 2031, "month": 5, "day": 3}, {"year": 2031, "month": 5}, {"year": 2031},
        {"year": 2031, "month": 5, "day": 1},
    ]  # fmt: skip
    assert found["events"][3]["end_date"] == {"year": 2031, "month": 5, "day": 4}
    assert "<b>" not in found["events"][0]["text"]["headline"]
    assert "happened" in found["events"][0]["text"]["text"]
