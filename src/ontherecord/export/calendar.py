# SPDX-License-Identifier: Apache-2.0
"""iCalendar (RFC 5545): what is planned, for the calendar of a news desk.

Comes in: a `Build`. Goes out: one calendar. Refuses: what is not told to the day; what has already been held.
Score: none; `tests/export/test_places_and_days.py` reads it with the icalendar library.

There is no clock in the output: DTSTAMP is the day on which a report last told of it.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from ontherecord.export.evidence import Evidence, Witnesses
from ontherecord.model import Build, Event, Record
from ontherecord.reconcile.values.grains import days

_LINE = 73  # octets of a line before it is folded, its line end and the space that follows included
_OPEN = frozenset({"planned", "proposed"})
_LONGEST = datetime.timedelta(days=7)  # a span of time longer than this is no appointment
_STATUS = {"planned": "CONFIRMED", "proposed": "TENTATIVE"}


def calendar(build: Build) -> Iterator[bytes]:
    """One VCALENDAR with a VEVENT for each planned or proposed event whose day is told."""
    yield from _lines("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//On the Record//ontherecord//EN")
    for record in build.records:
        witnesses = Witnesses(record)
        for event in record.events:
            yield from _event(event, record, witnesses)
    yield from _lines("END:VCALENDAR")


def _event(event: Event, record: Record, witnesses: Witnesses) -> Iterator[bytes]:
    known = days(event.date.date) if event.date else None
    if event.negated or event.modality not in _OPEN or known is None or known[1] - known[0] > _LONGEST:
        return
    accounts = {a.id: a for a in record.accounts}
    told = witnesses.all(accounts[a].span for a in event.accounts if a in accounts)
    reported = max((known_day for e in told if (known_day := _day(e.published))), default=known[0])
    yield from _lines(
        "BEGIN:VEVENT",
        f"UID:{record.story.id}-{event.id}@ontherecord.invalid",
        f"DTSTAMP:{reported:%Y%m%d}T000000Z",
        f"DTSTART;VALUE=DATE:{known[0]:%Y%m%d}",
        f"DTEND;VALUE=DATE:{known[1] + datetime.timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_text(event.title)}",
        *([f"LOCATION:{_text(event.place.name)}"] if event.place else []),
        f"DESCRIPTION:{_text(event.modality + chr(10) + chr(10).join(_said(e) for e in told))}",
        f"STATUS:{_STATUS[event.modality]}",
        "TRANSP:TRANSPARENT",
        *[f"URL:{_address(e.url)}" for e in told[:1] if e.url],
        "END:VEVENT",
    )


def _day(date: str | None) -> datetime.date | None:
    known = days((date or "")[:10])
    return known[1] if known else None


def _said(told: Evidence) -> str:
    words = " ".join(told.text.split())
    return f"“{words}” {told.outlet or 'outlet not named'}" + (
        f", {told.published[:10]}" if told.published else ""
    )


def _text(text: str) -> str:
    """A TEXT value: the four characters with a meaning are escaped, other control characters are dropped."""
    escaped = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")
    return "".join(c for c in escaped if c.isprintable())


def _address(url: str) -> str:
    return "".join(c for c in url if c.isprintable() and c not in ' "\\')


def _lines(*lines: str) -> Iterator[bytes]:
    """Content lines, folded at 75 octets without cutting a character."""
    for line in lines:
        piece = b""
        for character in line:
            octets = character.encode("utf-8", "replace")
            if len(piece) + len(octets) > _LINE:
                yield piece + b"\r\n "
                piece = b""
            piece += octets
        yield piece + b"\r\n"
