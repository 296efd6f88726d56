# SPDX-License-Identifier: Apache-2.0
"""Events: the meetings first, then everything else that was done, each with who says so.

Comes in: a `Lookup`. Goes out: `Events`.
Refuses: nothing. Score: none; `tests/dossier/test_views.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ontherecord.dossier.lookup import Dated, Lookup, Passage
from ontherecord.dossier.wording import EVENT_TYPES, MODALITIES, counted, date_key, place_in_words
from ontherecord.model import Account, Event

MEETING_TYPE = "CONSULT"
ATTENDED = "attended: "  # slots of claims: the rest of the name is the cast member
WORDS_SHOWN = 40
MEETING_MODE = "meet"
MEETINGS_SHOWN = 25
MOST_SHOWN = 300  # events on the page; events.jsonl holds all
EVENTS_SHOWN = 12  # of other events; the rest are folded, a reader looks for meetings first


@dataclass(frozen=True, slots=True)
class AccountLine:
    """One article's report of the event."""

    passage: Passage
    modality: str
    words: str
    attributed: str
    differs: bool


@dataclass(frozen=True, slots=True)
class Attendance:
    """Who took part, or stayed away, and according to whom."""

    how: str
    people: tuple[tuple[str, str, str], ...]
    """Cast id, name, the origins that say so."""


@dataclass(frozen=True, slots=True)
class EventLine:
    """One event of a table."""

    id: str
    title: str
    type: str
    modality: str
    modality_words: str
    actors: tuple[tuple[str, str], ...]
    recipients: tuple[tuple[str, str], ...]
    place: str
    date: Dated | None
    origins: str
    first: Passage | None
    """The words in which the first article tells it."""
    accounts: tuple[AccountLine, ...]
    attendance: tuple[Attendance, ...]


@dataclass(frozen=True, slots=True)
class Events:
    """The events of the story."""

    meetings: tuple[EventLine, ...]
    vague: tuple[EventLine, ...]
    """Meetings with less support: of one origin without a date, or beyond `MEETINGS_SHOWN`."""
    others: tuple[EventLine, ...]
    more: tuple[EventLine, ...]
    left_out: int


def events(lookup: Lookup) -> Events:
    """Meetings (held, planned, refused) apart from the other events, each by date."""
    ordered = sorted(
        shown(lookup.record.events), key=lambda e: (date_key(e.date.date if e.date else None), e.id)
    )
    present = _attendance(lookup)
    told_whole = {event for meeting in lookup.record.meetings for event in meeting.events}
    ordered = [e for e in ordered if e.id not in told_whole]
    meetings = [e for e in ordered if _is_meeting(e)]
    told = [e for e in meetings if e.date or len(e.origins) > 1 or len(meetings) <= EVENTS_SHOWN]
    clear = {e.id for e in sorted(told, key=_support)[:MEETINGS_SHOWN]} if not told_whole else set()
    others = [e for e in ordered if not _is_meeting(e)]
    first = {e.id for e in sorted(others, key=_support)[:EVENTS_SHOWN]}
    return Events(
        tuple(_line(lookup, e, present.get(e.id, ())) for e in meetings if e.id in clear),
        tuple(_line(lookup, e, present.get(e.id, ())) for e in meetings if e.id not in clear),
        tuple(_line(lookup, e, present.get(e.id, ())) for e in others if e.id in first),
        tuple(_line(lookup, e, present.get(e.id, ())) for e in others if e.id not in first),
        max(0, len(lookup.record.events) - MOST_SHOWN),
    )


def shown(events: Sequence[Event]) -> tuple[Event, ...]:
    """The events that the page shows, those of most origins first where there are too many."""
    return tuple(sorted(events, key=_support)[:MOST_SHOWN])


def _support(event: Event) -> tuple[int, int, bool, str]:
    """A key by which the events of most origins come first."""
    return -len(event.origins), -len(event.accounts), event.date is None, event.id


def _is_meeting(event: Event) -> bool:
    return event.type == MEETING_TYPE or event.mode == MEETING_MODE


def _attendance(lookup: Lookup) -> dict[str, tuple[Attendance, ...]]:
    """By event: who was there and who was not, from the claims about attendance."""
    held: dict[str, dict[str, list[tuple[str, str, str]]]] = {}
    for claim in lookup.record.claims:
        member = claim.slot.name.removeprefix(ATTENDED)
        if claim.slot.event and member != claim.slot.name:
            for value in claim.values:
                origins = ", ".join(lookup.origin_name(o) for o in value.origins)
                by_value = held.setdefault(claim.slot.event, {}).setdefault(value.value, [])
                by_value.append((member, lookup.cast_name(member), origins))
    return {
        event: tuple(
            Attendance(how, tuple(sorted(people, key=lambda p: p[1]))) for how, people in by_value.items()
        )
        for event, by_value in held.items()
    }


def _line(lookup: Lookup, event: Event, attendance: tuple[Attendance, ...]) -> EventLine:
    told = [lookup.accounts[a] for a in event.accounts if a in lookup.accounts]
    return EventLine(
        id=event.id,
        title=lookup.plain(event.title),
        type=EVENT_TYPES.get(event.type, event.type.lower()),
        modality=event.modality,
        modality_words=("not " if event.negated and event.modality != "denied" else "")
        + MODALITIES[event.modality],
        actors=tuple((a, lookup.cast_name(a)) for a in event.actor),
        recipients=tuple((a, lookup.cast_name(a)) for a in event.recipient),
        place=place_in_words(event.place),
        date=lookup.dated(event.date),
        origins=_origins(lookup, event),
        first=lookup.passage(told[0].span, WORDS_SHOWN) if told else None,
        attendance=attendance,
        accounts=tuple(_account(lookup, account, event) for account in told),
    )


def _origins(lookup: Lookup, event: Event) -> str:
    if len(event.origins) == 1:
        return f"single source: {lookup.origin_name(event.origins[0])}"
    return counted(len(event.origins), "origin")


def _account(lookup: Lookup, account: Account, event: Event) -> AccountLine:
    return AccountLine(
        passage=lookup.passage(account.span),
        modality=account.modality,
        words=("not " if account.negated else "") + MODALITIES[account.modality],
        attributed=_attributed(lookup, account.attributed_to),
        differs=account.modality != event.modality or account.negated,
    )


def _attributed(lookup: Lookup, source: str | None) -> str:
    """Whom the article names for it: a cast member, or the speaker of a quotation."""
    if source is None:
        return ""
    quotation = lookup.quotations.get(source)
    if quotation:
        return quotation.speaker.name if quotation.speaker else ""
    return lookup.cast_name(source)
