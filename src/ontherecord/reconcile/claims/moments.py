# SPDX-License-Identifier: Apache-2.0
"""Two days, or two clocks of one day, that two statements of one act give.

Comes in: two `Account`s with their dates. Goes out: "date", "clock", or nothing.
Refuses: moments of another zone; words that name no day ("midnight"); the first or last of several days; a plan that moved;
days so far apart that they are those of two acts.
Score: with the conflicts made of them, `python -m bench claims`; `tests/reconcile/test_clashes.py`.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence

from ontherecord.model import Account, When
from ontherecord.reconcile.claims.moved import MOVES
from ontherecord.reconcile.values.grains import CLOCK, Days, clocks_apart, days

_ZONED = re.compile(r"T.*(?:Z|[+-]\d\d:\d\d)$")  # a moment of another zone may be another day there
_NEAR = datetime.timedelta(days=10)  # two days of one act are no further apart


def apart(one: Account, other: Account) -> str | None:
    """Whether two accounts have two days ("date") or two clocks of one day ("clock")."""
    a, b = one.date, other.date
    if not (a and b and a.span and b.span) or any(_ZONED.search(d.date) for d in (a, b)):
        return None
    moved = any(MOVES.search(x.span.text) for x in (one, other))  # its two days are those of a plan: `moved`
    return None if moved or any(map(_is_of_several, (one, other))) else _moments(a, b)


def _moments(one: When, other: When) -> str | None:
    """Whether two dates are two days ("date") or two clocks of one ("clock"); a clock without its day ("at 6.25") has only
    that."""
    bare = any(
        len(d.date) >= CLOCK and d.span is not None and not _DAY.search(_HALVES.sub("", d.span.text))
        for d in (one, other)
    )
    if not bare and one.date[:10] != other.date[:10]:
        named = all(d.span is not None and _NAMED_DAY.search(d.span.text) for d in (one, other))
        named = named and not may_be_one_day((one, other))
        return "date" if named and _are_apart(days(one.date), days(other.date)) else None
    return "clock" if clocks_apart(one.date, other.date) else None


def may_be_one_day(dates: Sequence[When]) -> bool:
    """Whether the dates given of one act lie within two days, some told by the day of printing ("this evening", "a day
    earlier"), those of the other day by name: a report is often dated a day after it was written."""
    told: dict[str, list[bool]] = {}
    for one in dates:
        counted = one.span is not None and _COUNTED.search(one.span.text) is not None
        told.setdefault(one.date[:_DAY_LONG], []).append(counted)
    known = [found[0] for day in told if (found := days(day)) is not None and found[0] == found[1]]
    near = len(known) == len(told) and max(known) - min(known) <= datetime.timedelta(days=1)
    return near and any(all(counted) for counted in told.values())


_DAY_LONG = 10  # characters of an ISO date that give the day
_COUNTED = re.compile(
    r"\b(?:today|tonight|yesterday|this (?:morning|afternoon|evening)|last night|overnight|(?:a|the) day (?:earlier|before|ago))\b",
    re.IGNORECASE,
)


def _is_of_several(account: Account) -> bool:
    """Whether its day is the first or last of several: "Feb. 15-18", "from Monday to Friday"."""
    day = account.date.span if account.date else None
    if day is None or day.document != account.span.document:
        return False
    text, at = account.span.text, day.start - account.span.start
    before, behind = text[: max(at, 0)], text[max(at, 0) + len(day.text) :]
    return _ON_TO.match(behind) is not None or _UP_TO.search(before) is not None


_ON_TO = re.compile(r"\s*(?:[-–—]|to|through|until)\s*(?:\d|[A-Z][a-z]+(?:day|\.? \d))")
_UP_TO = re.compile(r"(?:\d|day)\s*(?:[-–—]|to|through|until)\s*$")
_NAMED_DAY = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun|yester|to|holi)day|\d|\bday\b|\btomorrow|\btonight"
    r"|\b(?:last|this|that|next|the same|previous) \w+",
    re.IGNORECASE,
)  # words that name a day, as "midnight" and "late-night" do not
_DAY = re.compile(r"[^\W\d_]{3,}|-")  # a word, which may name a day
_HALVES = re.compile(r"\b(?:o['’]clock|noon|midnight)\b", re.IGNORECASE)


def _are_apart(a: Days | None, b: Days | None) -> bool:
    """Whether two dates exclude each other and are still near enough to be two dates of one act."""
    if a is None or b is None or (a[0] <= b[1] and b[0] <= a[1]):
        return False
    near = min(abs(a[0] - b[0]), abs(a[1] - b[1])) <= max(_NEAR, 3 * max(a[1] - a[0], b[1] - b[0]))
    return near and max(a[1] - a[0], b[1] - b[0]) <= datetime.timedelta(days=31)
