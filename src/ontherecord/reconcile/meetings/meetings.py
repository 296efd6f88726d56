# SPDX-License-Identifier: Apache-2.0
"""Meetings: held, planned, declined or called off; who was there, who was not, according to whom.

Comes in: the events and accounts of a story, and what they are read with (`source`). Goes out: what is said of
each meeting (`Held`), of which claims are made, and `Meeting` records.
Refuses: a meeting with neither day nor place that only one origin tells, unless one side declines it; a
presence that may be at another meeting. A row nobody can defend is worse than none.
Score: `tests/reconcile/test_meetings.py`; docs/methods.md has what was read by hand.

Who "will not attend", with no day or place told, does so at the meeting that the story is about: the one
that more articles tell of than any other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ontherecord.mark import mark
from ontherecord.model import Account, Event, Meeting, MeetingState
from ontherecord.reconcile.events.events import ATTENDANCE
from ontherecord.reconcile.meetings.attendance import Said, attendance, being_there, shared_level, taking_part
from ontherecord.reconcile.meetings.delegations import heading, leads
from ontherecord.reconcile.meetings.gatherings import (
    Gathering,
    Source,
    Told,
    gatherings,
    kept_apart,
    named,
    of_events,
    parties,
    pattern,
)
from ontherecord.reconcile.values.grains import dates_agree, places_agree

_FIRMNESS: tuple[MeetingState, ...] = (
    "possible", "proposed", "planned", "declined", "denied", "not held", "called off", "under way", "held"
)  # fmt: skip
_STATE_WORDS = re.compile(r"\s*\((?:not certain|planned|proposed|demanded|denied|(?:did|will) not happen)\)$")
_TO_COME: frozenset[MeetingState] = frozenset({"planned", "proposed", "possible"})


class Held(NamedTuple):
    """A meeting with all that is said of it: who comes, who hosts, who calls it off."""

    group: Gathering
    said: list[Said]
    hosts: list[str]
    off: list[Account]
    title: str
    latest: Told


def seated(events: Sequence[Event], accounts: Sequence[Account], story: Source) -> tuple[Held, ...]:
    """The meetings of one story with every account of presence at its meeting."""
    held = tuple(_held(g, story) for g in gatherings(events, story) if _stands(g, story))
    seats = [_Seats(one.group) for one in held]
    for account in sorted(accounts, key=lambda a: (a.article, a.trigger.start, a.id)):
        if leads(account):
            head = heading(account, [one.group for one in held], story)
            if head is not None:
                held[head[0]].said.extend(head[1])
        elif (
            _speaks_of_meeting(account)
            and (at := _seat(account, seats)) is not None
            and not _is_elsewhere(account, held[at], story)
        ):
            _add(account, held[at], story)
    return held


def _held(group: Gathering, story: Source) -> Held:
    told = sorted(group.told, key=lambda t: (t.account.article, t.account.trigger.start))
    group = Gathering(told, group.events)
    latest = max(
        group.told, key=lambda t: (story.published.get(t.account.article, ""), _FIRMNESS.index(t.state))
    )
    said = [s for one in group.told for s in taking_part(one, story)]
    return Held(group, said, [], [], _title(group, latest), latest)


def _is_elsewhere(account: Account, held: Held, story: Source) -> bool:
    """Whether a person keeps an account apart from what is told of a meeting."""
    if not story.bonds.apart:
        return False
    there = (*of_events(held.group, story), *(one.account for one in held.said), *held.off)
    return kept_apart([account], there, story)


def _add(account: Account, held: Held, story: Source) -> None:
    """What an account of somebody's part in a meeting tells of it."""
    if pattern("hosts").search(account.trigger.text):
        held.hosts.extend(p.cast for _, p in parties(account, story.register) if p.cast)
    elif account.type != "CONSULT":
        held.off.append(account)
    else:
        held.said.extend(being_there(account, story))


def meetings(held: Sequence[Held], story: Source) -> tuple[Meeting, ...]:
    """The records of the meetings of one story, by date; those without one last."""
    made = [_meeting(one, story) for one in held]
    return tuple(sorted(made, key=lambda m: (m.date.date if m.date else "9999", m.id)))


def _stands(group: Gathering, story: Source) -> bool:
    """Whether a row can be defended: by a day, a place or two origins; or that a named party declines."""
    if group.date is not None or group.place is not None:
        return True
    return group.off or len({story.origins.get(a, a) for a in group.articles}) > 1


# --- who is at which meeting -----------------------------------------------------------------------


def _speaks_of_meeting(account: Account) -> bool:
    """Whether an account tells of somebody's part in a meeting, or of its end before it began."""
    if account.historical:
        return False
    words = named(account)
    if account.type in {"REJECT", "CONCEDE"}:
        verb = pattern("called_off").match(account.trigger.text)
        return verb is not None and _definite(words[verb.end() :]) and account.modality == "happened"
    if account.type != "CONSULT" or account.mode is not None:
        return False
    one = len(account.actor_mentions) == 1 and account.by == "phrase"
    if account.by != ATTENDANCE and not one:
        return False
    return account.object is None or _definite(words)


def _definite(words: str) -> bool:
    """Whether words stand for the meeting that is spoken of: "the talks", not "an earlier session"."""
    return pattern("nouns").search(words) is not None and pattern("another").search(words) is None


class _Seats:
    """What of a meeting decides who sits at it."""

    def __init__(self, group: Gathering) -> None:
        self.date = group.date.date if group.date else None
        self.place = group.place
        self.articles = group.articles
        self.closed = group.historical or group.off
        self.to_come = all(t.state in _TO_COME for t in group.told)

    def fits(self, account: Account) -> bool:
        """Whether nothing that is told excludes it."""
        over = account.type == "CONSULT" and account.modality in {"happened", "ongoing"}
        if self.closed or (over and self.to_come):
            return False
        day = account.date.date if account.date else None
        return dates_agree(day, self.date) and places_agree(account.place, self.place)

    def tells_more(self, account: Account) -> bool:
        """Whether day or place of an account are told of the meeting too."""
        day = account.date is not None and self.date is not None
        return day or (account.place is not None and self.place is not None)


def _seat(account: Account, seats: Sequence[_Seats]) -> int | None:
    """The meeting an account of presence speaks of: of those on its day and in its place the one that the
    story is about. None if that is not sure."""
    fits = [n for n, one in enumerate(seats) if one.fits(account)]
    if account.date is not None or account.place is not None:
        fits = [n for n in fits if seats[n].tells_more(account)]
    weight = {n: (account.article in seats[n].articles, len(seats[n].articles)) for n in fits}
    most = max(weight.values(), default=None)
    best = [n for n in fits if weight[n] == most]
    return best[0] if len(best) == 1 else None


# --- the record ------------------------------------------------------------------------------------


def _meeting(held: Held, story: Source) -> Meeting:
    group, said = held.group, held.said
    told = group.told
    who = attendance(said, story)
    accounts = tuple(dict.fromkeys(t.account.id for t in told))
    ids = tuple(e.id for e in sorted(group.events, key=lambda e: (-len(e.accounts), e.id)))
    spans = {t.account.span for t in told} | {a.span for a in held.off}
    articles = {t.account.article for t in told} | {s.account.article for s in said}
    return Meeting(
        id=f"m-{mark(*accounts)}",
        title=held.title,
        state=_state(held.latest, held.off, story),
        date=group.date,
        place=group.place,
        parties=tuple(dict.fromkeys(p.cast for t in told for _, p in t.parties if p.cast)),
        host=max(held.hosts, key=lambda h: (held.hosts.count(h), h), default=None),
        level=shared_level(who),
        attendance=who,
        events=ids,
        accounts=accounts,
        origins=tuple(sorted({story.origins.get(a, a) for a in articles})),
        support=tuple(sorted(spans)),
        by="accounts of a meeting",
    )


def _state(latest: Told, off: Sequence[Account], story: Source) -> MeetingState:
    """What the latest report says; called off, if a report as late says so and none that it was held."""
    if latest.state in _TO_COME and any(
        story.published.get(a.article, "") >= story.published.get(latest.account.article, "") for a in off
    ):
        return "called off"
    return latest.state


def _title(group: Gathering, latest: Told) -> str:
    """The title of the event that the latest account is of; its own clause where the event also has other
    accounts, whose words the title may be."""
    home = next((e for e in group.events if latest.account.id in e.accounts), group.events[0])
    own, account = {t.account.id for t in group.told}, latest.account
    if set(home.accounts) <= own or account.subject is None or account.predicate is None:
        return _STATE_WORDS.sub("", home.title)
    clause = f"{account.subject.text} {account.predicate.text}"
    return " ".join(clause.split())
