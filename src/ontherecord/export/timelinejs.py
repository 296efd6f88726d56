# SPDX-License-Identifier: Apache-2.0
"""TimelineJS: the story's calendar as the JSON that Knight Lab's TimelineJS 3 loads.

Comes in: a `Build`. Goes out: one JSON object. Refuses: entries whose date names no year.
Score: none; `tests/export/test_places_and_days.py` holds it to the documented keys.

TimelineJS shows `text` as HTML: every text of an article is escaped.
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from ontherecord.export.evidence import Evidence, Witnesses
from ontherecord.model import Build, Record, TimelineEntry
from ontherecord.reconcile.values.grains import days

GROUPS = {"news": "In the news", "background": "Background", "expected": "Expected"}
_FINE = {"day": 3, "time": 3, "week": 3, "interval": 3, "month": 2}  # parts of a date that are told


def timelinejs(build: Build) -> Iterator[bytes]:
    """The calendars of all stories in one timeline."""
    title = " / ".join(html.escape(r.story.title) for r in build.records if len(r.articles) > 1)
    slides = [slide for record in build.records for slide in _slides(record)]
    made: dict[str, Any] = {"title": {"text": {"headline": title}}, "events": slides}
    yield msgspec.json.format(msgspec.json.encode(made), indent=1) + b"\n"


def _slides(record: Record) -> Iterator[dict[str, Any]]:
    witnesses = Witnesses(record)
    modality = {e.id: ("not " if e.negated else "") + e.modality for e in record.events}
    for entry in record.timeline:
        known = days(entry.date)
        if known is None or known[0].year < 1 or known[1].year > 9998:
            continue
        slide: dict[str, Any] = {
            "unique_id": f"{record.story.id}-{entry.id}",
            "start_date": _date(known[0].timetuple()[:3], entry),
            "text": {"headline": html.escape(entry.title), "text": _told(entry, modality, witnesses)},
            "group": GROUPS[entry.lane],
        }
        if known[0] != known[1] and entry.precision in {"week", "interval"}:
            slide["end_date"] = _date(known[1].timetuple()[:3], entry)
        yield slide


def _date(parts: tuple[int, ...], entry: TimelineEntry) -> dict[str, int]:
    """A date as fine as it is told."""
    return dict(zip(("year", "month", "day")[: _FINE.get(entry.precision, 1)], parts, strict=False))


def _told(entry: TimelineEntry, modality: Mapping[str, str], witnesses: Witnesses) -> str:
    how = modality.get(entry.event or "", "said")
    passages = "".join(_passage(e) for e in witnesses.all(entry.support) if e.text)
    return f"<p>{html.escape(how)}</p>{passages}"


def _passage(told: Evidence) -> str:
    outlet = html.escape(told.outlet or "outlet not named")
    source = f'<a href="{html.escape(told.url)}">{outlet}</a>' if told.url else outlet
    return f"<p>“{html.escape(told.text)}” {source}</p>"
