# SPDX-License-Identifier: Apache-2.0
"""Which meetings a story tells of: the accounts of each, brought together.

Comes in: the events and accounts of a story with a `Register` of its cast. Goes out: `Gathering`s.
Refuses: an exchange of words that is no meeting; a meeting of one party; a denial told by a bare noun.
Score: `tests/reconcile/test_meetings.py`.

The accounts of an event tell of one meeting, and events of the same states on one day or in one place
are one meeting, unless a person keeps them apart.
"""

from __future__ import annotations

import dataclasses
import functools
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import files
from typing import Any, NamedTuple

from ontherecord.annotate.accounts.actors import sector
from ontherecord.annotate.accounts.polities import country
from ontherecord.decide.bonds import Bonds
from ontherecord.decide.places import places
from ontherecord.decide.rulings import NO_RULINGS
from ontherecord.model import (
    Account,
    Article,
    CastMember,
    Event,
    MeetingState,
    Modality,
    Quotation,
    Span,
    When,
    Where,
)
from ontherecord.reconcile.events.events import ATTENDANCE
from ontherecord.reconcile.events.parties import Party, Register
from ontherecord.reconcile.values.grains import dates_agree, days, places_agree

_TWO = 2
_CANDIDATES = 300  # meetings of the same states that a further one is compared with, the latest
_GRAINS = ("country", "division", "city", "site")
_STATE: dict[Modality, MeetingState] = {
    "happened": "held", "ongoing": "under way", "planned": "planned", "proposed": "proposed",
    "demanded": "proposed", "hypothetical": "possible", "denied": "denied", "threatened": "possible",
}  # fmt: skip
OFF: frozenset[MeetingState] = frozenset({"declined", "not held", "denied"})
_ARTICLE = re.compile(r"^(?:the|both|all|two)\s+", re.IGNORECASE)
_BEHIND = re.compile(r",|\b(?:of|from|in|at|for|to)\b")


class Source(NamedTuple):
    """What a story's accounts are read with."""

    register: Register
    accounts: Mapping[str, Account]
    published: Mapping[str, str]
    """Day of publication by article; empty where it is not known."""
    origins: Mapping[str, str]
    """Origin by article."""
    speakers: Mapping[str, str]
    """Cast id of the speaker by quotation in the speaker's own words."""
    sentences: Mapping[tuple[str, int], tuple[Account, ...]]
    """The accounts of each sentence, by its document and start."""
    bonds: Bonds
    """What people decided on events."""


class Told(NamedTuple):
    """One account of a meeting, with its parties, its day and place."""

    account: Account
    parties: tuple[tuple[Span, Party], ...]
    state: MeetingState
    date: When | None
    place: Where | None


@dataclasses.dataclass(frozen=True, eq=False)
class Gathering:
    """One meeting of which so much has been told: what more tells of it makes another."""

    told: Sequence[Told]
    events: Sequence[Event]

    @functools.cached_property
    def date(self) -> When | None:
        """The finest date that an account gives, or else an event."""
        told = [t.date for t in self.told if t.date] or [e.date for e in self.events if e.date]
        fine = [(known[1] - known[0], d.date, n) for n, d in enumerate(told) if (known := days(d.date))]
        return told[min(fine)[2]] if fine else None

    @functools.cached_property
    def place(self) -> Where | None:
        """The finest place that an account gives, or else an event."""
        told = [t.place for t in self.told if t.place] or [e.place for e in self.events if e.place]
        return max(told, key=lambda p: (_GRAINS.index(p.grain), p.span is not None, p.name), default=None)

    @functools.cached_property
    def main(self) -> Event:
        """The event that most accounts tell."""
        return min(self.events, key=lambda e: (-len(e.accounts), e.id))

    @functools.cached_property
    def countries(self) -> frozenset[str]:
        """The states whose people meet."""
        return frozenset(p.country for t in self.told for _, p in t.parties if p.country)

    @functools.cached_property
    def cast(self) -> frozenset[str]:
        """The cast members who meet."""
        return frozenset(p.cast for t in self.told for _, p in t.parties if p.cast)

    @functools.cached_property
    def persons(self) -> frozenset[str]:
        """Those of the cast who are persons."""
        return frozenset(p.cast for t in self.told for _, p in t.parties if p.cast and p.person)

    @functools.cached_property
    def articles(self) -> frozenset[str]:
        """The articles that tell of it."""
        return frozenset(t.account.article for t in self.told)

    @functools.cached_property
    def historical(self) -> bool:
        """Whether all accounts recall it from before the story."""
        return all(t.account.historical for t in self.told)

    @functools.cached_property
    def off(self) -> bool:
        """Whether nobody says that it took or will take place."""
        return all(t.state in OFF for t in self.told)


@functools.cache
def words() -> Mapping[str, Any]:
    """The words of meetings (`data/meetings.toml`)."""
    return tomllib.loads(
        files("ontherecord.reconcile").joinpath("data/meetings.toml").read_text(encoding="utf-8")
    )


@functools.cache
def pattern(kind: str) -> re.Pattern[str]:
    """Any of the words of a kind, whole."""
    held = "|".join(re.escape(w) for w in sorted(words()[kind], key=lambda w: (-len(w), w)))
    return re.compile(rf"\b(?:{held})\b", re.IGNORECASE)


def source(
    accounts: Sequence[Account],
    quotations: Sequence[Quotation],
    cast: Sequence[CastMember],
    articles: Sequence[Article],
    bonds: Bonds = NO_RULINGS.events,
) -> Source:
    """What the accounts of a story are read with; `bonds` are what people decided on events."""
    index = {(s.document, s.start, s.end): m.id for m in cast for s in m.mentions}
    sentences: dict[tuple[str, int], list[Account]] = {}
    for account in sorted(accounts, key=lambda a: (a.article, a.trigger.start, a.id)):
        sentences.setdefault((account.span.document, account.span.start), []).append(account)
    return Source(
        Register(cast, index),
        {a.id: a for a in accounts},
        {a.id: (a.published.date or "")[:10] for a in articles},
        {a.id: a.origin or a.id for a in articles},
        {q.id: q.speaker.cast for q in quotations if q.kind != "indirect" and q.speaker and q.speaker.cast},
        {key: tuple(held) for key, held in sentences.items()},
        bonds,
    )


def named(account: Account) -> str:
    """The words that name what is done: the trigger, and its object where that stands apart."""
    apart = account.object is not None and account.object.text not in account.trigger.text
    return (
        f"{account.trigger.text} {account.object.text}" if apart and account.object else account.trigger.text
    )


def parties(account: Account, register: Register) -> list[tuple[Span, Party]]:
    """Who the account names on either side, with the words. A capital stands for its state."""
    found = []
    for span in (*account.actor_mentions, *account.recipient_mentions):
        behind = account.span.text[max(0, span.end - account.span.start) :]
        party = register.party(span, behind)
        member = register.members.get(party.cast or "")
        if member is not None and member.kind == "place" and country(member.name) == party.country:
            party = party._replace(cast=register.states.get(party.country or "", party.cast))
        found.append((span, party))
    return found


def gatherings(events: Iterable[Event], story: Source) -> list[Gathering]:
    """The meetings that are told of, by date."""
    found: list[Gathering] = []
    near: dict[frozenset[str], list[Gathering]] = {}
    for event in sorted(events, key=lambda e: (e.date.date if e.date else "9999", e.id)):
        accounts = [story.accounts[a] for a in event.accounts if a in story.accounts]
        told = [t for a in accounts if (t := _told(a, story)) is not None]
        if not told:
            continue
        made = Gathering(told, [event])
        alike = near.setdefault(made.countries, [])
        home = _home(made, _not_apart(made, alike[-_CANDIDATES:], story))
        if home is None:
            found.append(made)
            alike.append(made)
        else:
            joined = Gathering([*home.told, *told], [*home.events, event])
            found[found.index(home)] = alike[alike.index(home)] = joined
    return found


def _not_apart(made: Gathering, near: Sequence[Gathering], story: Source) -> Sequence[Gathering]:
    """The meetings without those that a person keeps apart from another."""
    if not story.bonds.apart:
        return near
    return [one for one in near if not kept_apart(of_events(one, story), of_events(made, story), story)]


def of_events(one: Gathering, story: Source) -> list[Account]:
    """All accounts of the events of a meeting."""
    return [story.accounts[id] for event in one.events for id in event.accounts if id in story.accounts]


def kept_apart(some: Iterable[Account], others: Iterable[Account], story: Source) -> bool:
    """Whether a person keeps any of some accounts apart from any of the others."""
    home = story.bonds.home
    sides = (places(account.trigger for account in side) & home.keys() for side in (some, others))
    return story.bonds.are_apart(*({home[at] for at in side} for side in sides))


def _home(made: Gathering, near: Sequence[Gathering]) -> Gathering | None:
    """The meeting that an event tells of: the first that is the same; where one of two is told with neither day nor
    place, the only one of the same persons."""
    found = made.off or not _is_bare(made)  # no other can be the same as one without day and place
    same = next((g for g in near if _same(g, made)), None) if found else None
    if same is not None or len(made.persons) < _TWO:
        return same
    alike = [g for g in near if g.persons == made.persons and _state(g) == _state(made)]
    return alike[0] if len(alike) == 1 and (_is_bare(made) or _is_bare(alike[0])) else None


def _state(one: Gathering) -> tuple[bool, bool]:
    return one.historical, one.off


def _is_bare(one: Gathering) -> bool:
    return one.date is None and one.place is None


def _told(account: Account, story: Source) -> Told | None:
    """The account as one of a meeting of two parties or of many people, if it is one."""
    if account.type != "CONSULT" or account.mode == "visit" or account.by == ATTENDANCE:
        return None
    kind = "calls" if account.mode == "phone" else "meetings"
    if not pattern(kind).search(named(account)) or pattern("hosts").search(account.trigger.text):
        return None
    above = story.accounts.get(account.under or "")
    if account.negated and (account.by == "noun" or (above is not None and above.type == "CONSULT")):
        return None  # "did not discuss holding a meeting" declines none
    who = parties(account, story.register)
    if len({p.cast or p.country for _, p in who if p.cast or p.country}) < _TWO and not _many(who):
        return None
    date, place, modality = account.date, account.place, account.modality
    journey = _journey(account, story) if is_purpose(account) else None
    if journey is not None:
        date, place, modality = journey.date, journey.place, "planned"
    state = _STATE[modality]
    if account.negated:
        state = "not held" if modality in {"happened", "ongoing"} else "declined"
    return Told(account, tuple(who), state, date, place)


def is_purpose(account: Account) -> bool:
    """Whether a meeting is only told as what somebody does something for ("flew in to meet him")."""
    before = account.span.text[: account.trigger.start - account.span.start].rstrip()
    return account.modality == "hypothetical" and before.endswith(" to")


def _journey(account: Account, story: Source) -> Account | None:
    """The journey whose purpose the meeting is ("arrived in Ankara on Thursday to meet him")."""
    for other in story.sentences[account.span.document, account.span.start]:
        gone = other.mode == "visit" and other.trigger.end < account.trigger.start
        if gone and not other.negated and set(other.actor) & set(account.actor):
            return other
    return None


def _many(who: Sequence[tuple[Span, Party]]) -> bool:
    """Whether one mention stands for people of both sides ("the ministers", "experts from both")."""
    if len(who) != 1 or who[0][1].cast or who[0][1].country:
        return False
    head = _BEHIND.split(_ARTICLE.sub("", who[0][0].text))[0].split()
    return len(head) == 1 and head[0].endswith("s") and sector(head[0]) is not None


def _same(one: Gathering, other: Gathering) -> bool:
    """Whether two of the same states tell of one meeting: on one day, or in one place on days that agree."""
    if _state(one) != _state(other):
        return False
    day, place = (one.date, other.date), (one.place, other.place)
    if not places_agree(*place):
        return False
    if not dates_agree(day[0].date if day[0] else None, day[1].date if day[1] else None):
        return False
    if len(one.countries) < _TWO:  # people of one country: one of them must be the same, on one day
        return None not in day and bool(one.cast & other.cast)
    return one.off or None not in day or None not in place
