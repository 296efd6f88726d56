# SPDX-License-Identifier: Apache-2.0
"""Who is said to have been at a meeting, and to have stayed away.

Comes in: statements, accounts, events. Goes out: a `Matter` for each member of the cast of whom reports say
both. Refuses: attendance of what is no meeting ("missed nine games"), and of two meetings.
Score: `python -m bench claims`.
"""

from __future__ import annotations

import datetime
import functools
import itertools
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import msgspec

from ontherecord.model import Account, Event, When
from ontherecord.reconcile.events.events import ATTENDANCE
from ontherecord.reconcile.matters.told import GENERAL, PLAIN, WORD, Told, acts_of, family, lists
from ontherecord.reconcile.values.grains import days, places_agree
from ontherecord.reconcile.words.stems import without_ending

_COMPARED = 8  # words about one member's seat that are compared


class Matter(NamedTuple):
    """What is told: an event, with the accounts and statements that tell it."""

    event: Event
    accounts: tuple[Account, ...]


def seats(told: Sequence[Told], accounts: Sequence[Account], known: Mapping[str, Event]) -> list[Matter]:
    """Who is said to have been at a meeting, and to have stayed away, where no event holds both."""
    said: dict[str, dict[tuple[str, int], Account]] = defaultdict(dict)
    for account in accounts:
        event = known.get(account.event or "")
        if account.by == ATTENDANCE and event is not None and _is_of_meeting(account):
            placed = msgspec.structs.replace(account, date=event.date, place=event.place)
            for member in account.actor:
                said[member][account.span.document, account.span.start] = placed
    for one in told:
        seat = _seat(one)
        for member in one.named if seat is not None else ():
            said[member].setdefault((one.account.span.document, one.account.span.start), seat or one.account)
    found = []
    for member, places in sorted(said.items()):
        seated = [places[at] for at in sorted(places) if _names_meeting(places[at])]
        if (
            len({a.negated for a in seated}) > 1
            and len({a.article for a in seated}) > 1
            and _one_meeting(seated)
        ):
            event = Event(
                id="", type=ATTENDANCE, mode=None, context=(), actor=(member,), recipient=(), place=None, date=None,
                modality="happened", accounts=tuple(a.id for a in seated), origins=(),
                title=_meeting([known[a.event] for a in seated if a.event and a.event in known]),
            )  # fmt: skip
            found.append(Matter(event, tuple(msgspec.structs.replace(a, actor=(member,)) for a in seated)))
    return found


def _meeting(events: Sequence[Event]) -> str:
    """The title of the meeting: of the event most accounts tell, if any is more than one's attendance."""
    best = max(events, key=lambda e: (len(e.accounts), e.id), default=None)
    return (
        best.title if best is not None and not best.negated and best.modality != "denied" else "the meeting"
    )


def _is_of_meeting(account: Account) -> bool:
    """Whether an account of attendance says of what, or of whom, in the words behind it: no "missed nine games"."""
    at = account.trigger.start - account.span.start
    words = {without_ending(w) for w in WORD.findall(account.span.text[at : at + _BEHIND].lower())}
    return bool(words & (lists()["meetings"] | {"them", "away"}))


_BEHIND = 60  # characters behind an act of attending in which its meeting is named


def _names_meeting(account: Account) -> bool:
    """Whether the sentence has a word of meeting, or of those met: no "missed nine games"."""
    words = {without_ending(w) for w in WORD.findall(account.span.text.lower())}
    return bool(words & (lists()["meetings"] | {"them", "away", "invit"}))


def _seat(one: Told) -> Account | None:
    """A statement of being there or not, as such an account."""
    account = one.account
    if one.act == family("lead") and account.by == PLAIN and not account.negated and one.patients & _BODIES:
        return msgspec.structs.replace(account, by=ATTENDANCE)  # who leads a delegation is there
    away = one.act in acts_of("absent")
    if account.by != PLAIN or account.modality != "happened" or not (away or one.act in acts_of("attending")):
        return None
    return msgspec.structs.replace(account, by=ATTENDANCE, negated=account.negated != away)


_BODIES = frozenset({without_ending("delegation")})


@functools.cache
def _pronouns() -> frozenset[str]:
    return frozenset(
        {"him", "her", "them", "it", f"{GENERAL}them", f"{GENERAL}him", f"{GENERAL}her", f"{GENERAL}it"}
    )


def _one_meeting(seated: Sequence[Account]) -> bool:
    """Whether nothing says that the words are of two meetings: neither day nor, of two days, the place."""
    return all(
        _near(a.date, b.date)
        and (places_agree(a.place, b.place) or (a.date is not None and b.date is not None))
        for a, b in itertools.combinations(seated[:_COMPARED], 2)
    )


def _near(one: When | None, other: When | None) -> bool:
    first, second = days(one.date if one else None), days(other.date if other else None)
    return first is None or second is None or abs(first[0] - second[0]) <= datetime.timedelta(days=1)
