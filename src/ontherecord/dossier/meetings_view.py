# SPDX-License-Identifier: Apache-2.0
"""Meetings: who was there, who was not, who was undecided, and which origins say so.

Comes in: a `Lookup`. Goes out: `MeetingCard`s, by date.
Refuses: nothing. Score: none; `tests/dossier/test_meetings_view.py`.

A party stands under what was said of it last; what was said before stands small beside it. Where origins
differ on whether it was there, it stands under both.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ontherecord.dossier.lookup import Dated, Lookup, OriginEvidence
from ontherecord.dossier.wording import counted, date_key
from ontherecord.dossier.wording import place_in_words as placed
from ontherecord.model import Attendance, Meeting, MeetingState, Modality, Presence

PRESENCES: dict[Presence, tuple[str, Modality]] = {
    "attended": ("Attended", "happened"),
    "expected": ("Expected", "planned"),
    "undecided": ("Undecided", "hypothetical"),
    "invited": ("Asked to come", "proposed"),
    "not coming": ("Not coming", "denied"),
    "stayed away": ("Stayed away", "denied"),
}
"""What a presence is called, and the modality whose shape stands for it."""
STATES: dict[MeetingState, tuple[str, Modality]] = {
    "held": ("held", "happened"),
    "under way": ("under way", "ongoing"),
    "planned": ("planned", "planned"),
    "proposed": ("proposed", "proposed"),
    "possible": ("only a possibility", "hypothetical"),
    "declined": ("declined", "denied"),
    "called off": ("called off", "denied"),
    "not held": ("did not take place", "denied"),
    "denied": ("denied", "denied"),
}
_FIRMEST: tuple[Presence, ...] = (
    "attended", "stayed away", "not coming", "expected", "undecided", "invited"
)  # fmt: skip
_AWAY = frozenset({"stayed away", "not coming"})
CARDS_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Attendee:
    """One party under one heading."""

    cast: str
    name: str
    country: str
    evidence: tuple[OriginEvidence, ...]
    earlier: tuple[str, ...]
    differs: bool


@dataclass(frozen=True, slots=True)
class MeetingCard:
    """One meeting."""

    id: str
    anchors: tuple[str, ...]
    title: str
    state: str
    shape: str
    date: Dated | None
    place: str
    host: tuple[str, str] | None
    level: str
    parties: tuple[tuple[str, str], ...]
    attendance: tuple[tuple[str, str, tuple[Attendee, ...]], ...]
    """Heading, shape, who."""
    evidence: tuple[OriginEvidence, ...]
    origins: str


@dataclass(frozen=True, slots=True)
class Meetings:
    """The meetings of a story: those of the news, those of less support, those only recalled from before."""

    main: tuple[MeetingCard, ...]
    more: tuple[MeetingCard, ...]
    recalled: tuple[MeetingCard, ...]


def meetings(lookup: Lookup) -> Meetings:
    """The meetings of the story, by date; where there are many, those of least support are folded."""
    ordered = sorted(lookup.record.meetings, key=lambda m: (date_key(m.date.date if m.date else None), m.id))
    recalled = {m.id for m in ordered if _is_recalled(m, lookup)}
    news = [m for m in ordered if m.id not in recalled]
    first = {m.id for m in sorted(news, key=_support)[:CARDS_SHOWN]}
    return Meetings(
        tuple(_card(lookup, m) for m in news if m.id in first),
        tuple(_card(lookup, m) for m in news if m.id not in first),
        tuple(_card(lookup, m) for m in ordered if m.id in recalled),
    )


def _is_recalled(meeting: Meeting, lookup: Lookup) -> bool:
    told = [lookup.accounts[a] for a in meeting.accounts if a in lookup.accounts]
    return bool(told) and all(a.historical for a in told)


def _support(meeting: Meeting) -> tuple[int, int, str]:
    """A key by which the meetings of most origins come first."""
    return -len(meeting.origins), -len(meeting.accounts), meeting.id


def _card(lookup: Lookup, meeting: Meeting) -> MeetingCard:
    words, shape = STATES[meeting.state]
    own = [lookup.accounts[a].span for a in meeting.accounts if a in lookup.accounts]
    return MeetingCard(
        id=meeting.id,
        anchors=meeting.events,
        title=lookup.plain(meeting.title),
        state=words,
        shape=shape,
        date=lookup.dated(meeting.date),
        place=placed(meeting.place),
        host=(meeting.host, lookup.cast_name(meeting.host)) if meeting.host else None,
        level=meeting.level or "",
        parties=tuple((p, lookup.cast_name(p)) for p in meeting.parties),
        attendance=_attendance(lookup, meeting.attendance),
        evidence=lookup.by_origin(own or meeting.support),
        origins=counted(len(meeting.origins), "origin")
        if len(meeting.origins) != 1
        else f"single source: {lookup.origin_name(meeting.origins[0])}",
    )


def _attendance(
    lookup: Lookup, lines: Sequence[Attendance]
) -> tuple[tuple[str, str, tuple[Attendee, ...]], ...]:
    """The headings that anybody stands under, each with who does."""
    by_party: dict[str, list[Attendance]] = {}
    for line in lines:
        by_party.setdefault(line.cast or line.name, []).append(line)
    under: dict[Presence, list[Attendee]] = {}
    for held in by_party.values():
        now = _now(held)
        earlier = tuple(PRESENCES[a.presence][0].lower() for a in held if a not in now)
        for line in now:
            who = _attendee(lookup, line, earlier, len(now) > 1)
            under.setdefault(line.presence, []).append(who)
    return tuple((*PRESENCES[p], tuple(under[p])) for p in PRESENCES if p in under)


def _now(lines: Sequence[Attendance]) -> list[Attendance]:
    """What is said of a party last; both, if origins differ on whether it was there."""
    there = [a for a in lines if a.presence == "attended"]
    away = [a for a in lines if a.presence in _AWAY]
    if there and away and not set(there[0].origins) & {o for a in away for o in a.origins}:
        return [there[0], min(away, key=lambda a: _FIRMEST.index(a.presence))]
    return [max(lines, key=lambda a: (a.asserted or "", -_FIRMEST.index(a.presence)))]


def _attendee(lookup: Lookup, line: Attendance, earlier: tuple[str, ...], differs: bool) -> Attendee:
    return Attendee(
        cast=line.cast or "",
        name=line.name,
        country=line.country or "",
        evidence=lookup.by_origin(line.support),
        earlier=earlier,
        differs=differs,
    )
