# SPDX-License-Identifier: Apache-2.0
"""The calendar of the story in three lanes: background, news, what is expected.

Comes in: a `Lookup`. Goes out: `Timeline`, days in order, the precision of each date kept.
Refuses: nothing. Score: none; `tests/dossier/test_views.py`.
"""

from __future__ import annotations

from dataclasses import dataclass

from ontherecord.dossier.events_view import shown
from ontherecord.dossier.lookup import Dated, Lookup, OriginEvidence, Passage
from ontherecord.dossier.wording import MODALITIES, counted, date_in_words, date_key
from ontherecord.model import Lane, Span, TimelineEntry

LANES: tuple[tuple[Lane, str, str], ...] = (
    ("background", "Background", "what the reports recall from before"),
    ("news", "In the news", "what the reports tell as new"),
    ("expected", "Expected", "what the reports say is still to come"),
)
MOST_SHOWN = 200  # entries of a lane on the page, those of most origins; timeline.jsonl holds all
TELLING_SHARE = 4  # a passage so many times shorter than the longest names a date or a place only
PRECISIONS = {
    "time": "to the hour",
    "day": "",
    "week": "known to the week only",
    "month": "known to the month only",
    "season": "known to the season only",
    "year": "known to the year only",
    "interval": "a span of time",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the calendar."""

    id: str
    title: str
    modality: str
    modality_words: str
    precision: str
    evidence: tuple[OriginEvidence, ...]
    origins: str
    link: str | None
    dated: Dated | None


@dataclass(frozen=True, slots=True)
class Day:
    """All entries of one date."""

    date: str
    machine: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class KeyDay:
    """A day that matters in a long story, told by one sentence."""

    id: str
    date: str
    machine: str
    sentence: Passage
    told: str


@dataclass(frozen=True, slots=True)
class LaneView:
    """One lane of the calendar."""

    lane: Lane
    label: str
    means: str
    days: tuple[Day, ...]
    count: int
    left_out: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """The days that matter, if the story is long; the lanes that hold anything; how many events have no date."""

    key_days: tuple[KeyDay, ...]
    lanes: tuple[LaneView, ...]
    undated: int
    modalities: tuple[tuple[str, str], ...]


def timeline(lookup: Lookup) -> Timeline:
    """The calendar of the story."""
    linked = {e.id for e in shown(lookup.record.events)} | lookup.utterances.keys()
    lanes = tuple(lane for lane in (_lane(lookup, linked, *names) for names in LANES) if lane.count)
    used = {e.modality for lane in lanes for day in lane.days for e in day.entries}
    return Timeline(
        key_days=tuple(_key_day(lookup, day) for day in lookup.record.days),
        lanes=lanes,
        undated=sum(1 for e in lookup.record.events if e.date is None),
        modalities=tuple((code, words) for code, words in MODALITIES.items() if code in used),
    )


def _key_day(lookup: Lookup, day: TimelineEntry) -> KeyDay:
    own = next((s for s in day.support if " ".join(s.text.split()) == day.title), day.support[0])
    articles = {a.id for s in day.support if (a := lookup.article_at(s.document, s.start))}
    origins = len(lookup.by_origin(day.support))
    return KeyDay(
        id=day.id,
        date=date_in_words(day.date),
        machine=day.date,
        sentence=lookup.passage(own, longest=len(own.text)),
        told=f"named in {counted(len(articles), 'article')} of {counted(origins, 'origin')}",
    )


def _lane(lookup: Lookup, linked: set[str], lane: Lane, label: str, means: str) -> LaneView:
    days: dict[str, list[Entry]] = {}
    held = [e for e in lookup.record.timeline if e.lane == lane]
    told = sorted(held, key=lambda e: (-_origins(lookup, e), e.id))[:MOST_SHOWN]
    for entry in sorted(told, key=lambda e: (date_key(e.date), e.id)):
        days.setdefault(entry.date, []).append(_entry(lookup, entry, linked))
    calendar = tuple(Day(date_in_words(date), date, tuple(of_day)) for date, of_day in days.items())
    return LaneView(lane, label, means, calendar, len(told), len(held) - len(told))


def _origins(lookup: Lookup, entry: TimelineEntry) -> int:
    """How many origins tell of it."""
    homes = (lookup.article_at(s.document, s.start) for s in entry.support)
    return len({lookup.origin_of(a.id) or a.id for a in homes if a})


def _entry(lookup: Lookup, entry: TimelineEntry, linked: set[str]) -> Entry:
    event = lookup.events.get(entry.event or "")
    said = lookup.utterances.get(entry.utterance or "")
    modality = event.modality if event else ("said" if entry.utterance else "happened")
    evidence = lookup.by_origin(_telling(entry))
    return Entry(
        id=entry.id,
        title=lookup.plain(entry.title),
        modality=modality,
        modality_words=("not " if event and event.negated and modality != "denied" else "")
        + MODALITIES.get(modality, "said"),
        precision=PRECISIONS[entry.precision],
        evidence=evidence,
        origins=counted(len(evidence), "origin")
        if len(evidence) != 1
        else f"single source: {evidence[0].name}",
        link=next((f"#{x}" for x in (entry.event, entry.utterance) if x in linked), None),
        dated=lookup.dated(event.date if event else said.date if said else None),
    )


def _telling(entry: TimelineEntry) -> tuple[Span, ...]:
    """The passages that tell of it; the words of the date alone are shown with the date."""
    longest = max((len(span.text) for span in entry.support), default=0)
    return tuple(s for s in entry.support if len(s.text) > longest / TELLING_SHARE)
