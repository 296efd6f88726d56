# SPDX-License-Identifier: Apache-2.0
"""When two dates, or two places, are answers that agree: one at a finer grain than the other.

Comes in: EDTF dates, `Where` records. Goes out: yes or no.
Refuses: to call anything incompatible that it does not understand.
Score: `tests/reconcile/test_claims.py`.
"""

from __future__ import annotations

import datetime
import functools
import math
import re

from ontherecord.annotate.places.gazetteer import inhabitants, key
from ontherecord.annotate.times.calendar import period
from ontherecord.model import Where

_APPROXIMATE_DAYS = 5  # "~" of EDTF: how far an approximate date may be off on either side
_SAME_PLACE_KM = 30.0  # a site and its city, or two points of one city in two gazetteers
_EARTH_KM = 6371.0
_MOMENT = re.compile(r"(?<=T\d\d:\d\d:\d\d)(?:Z|[+-]\d\d:\d\d)$")
_ZONES = (-11, 13)  # hours from Greenwich, but for a few islands

Days = tuple[datetime.date, datetime.date]


@functools.lru_cache(maxsize=8_192)
def days(date: str | None) -> Days | None:
    """First and last day that an EDTF date names; None where it names none."""
    if not date:
        return None
    if "/" in date:
        first, _, last = date.partition("/")
        start, end = days(first.strip(".")), days(last.strip("."))
        if start is None and end is None:
            return None
        return (start[0] if start else datetime.date.min, end[1] if end else datetime.date.max)
    found = period(date)
    if found is None:
        return None
    if date[-1] in "~?%":
        spare = datetime.timedelta(days=_APPROXIMATE_DAYS)
        return max(found.first, datetime.date.min + spare) - spare, min(
            found.last, datetime.date.max - spare
        ) + spare
    return found.first, found.last


@functools.lru_cache(maxsize=8_192)
def _days_anywhere(date: str | None) -> Days | None:
    """The days of a date; of a moment told with its zone, the day there and at Greenwich, and told in
    Greenwich time, which is seldom the clock of the place, the day wherever it was."""
    told = days(date)
    found = _MOMENT.search(date or "")
    if told is None or date is None or found is None:
        return told
    try:
        moment = datetime.datetime.fromisoformat(date).astimezone(datetime.UTC)
        around = [moment + datetime.timedelta(hours=h) for h in (_ZONES if found[0] == "Z" else (0,))]
    except (ValueError, OverflowError):
        return told
    return min(told[0], around[0].date()), max(told[1], around[-1].date())


def dates_agree(one: str | None, other: str | None) -> bool:
    """Whether two dates may be one: their days overlap, or one of them is not known."""
    first, second = _days_anywhere(one), _days_anywhere(other)
    return first is None or second is None or (first[0] <= second[1] and second[0] <= first[1])


def clocks_apart(one: str, other: str) -> bool:
    """Whether the clocks of two moments, whatever their days, are too far apart to be one, rounded."""
    found = [_CLOCKED.match(moment) for moment in (one, other)]
    if None in found or "/" in one + other:
        return False
    first, second = (60 * int(m["hour"]) + int(m["minute"]) for m in found if m is not None)
    return abs(first - second) >= _MINUTES


_CLOCKED = re.compile(r"\d{4}-\d\d-\d\dT(?P<hour>\d\d):(?P<minute>\d\d)")
_MINUTES = 20
CLOCK = len("2029-01-16T05:40")


def is_day(date: str | None) -> bool:
    """Whether a date is told to the day."""
    found = days(date)
    return found is not None and found[0] == found[1]


def places_agree(one: Where | None, other: Where | None) -> bool:
    """Whether two places may be one: the same name, one inside the other, or near each other."""
    if one is None or other is None or one.name.casefold() == other.name.casefold():
        return True
    if one.country and other.country and one.country != other.country:
        return False
    if {one.grain, other.grain} & {"country", "division"}:
        return True
    if one.latitude is None or other.latitude is None or one.longitude is None or other.longitude is None:
        return True
    return _kilometres(one, other) <= _SAME_PLACE_KM


def one_place(one: Where | None, other: Where | None) -> bool:
    """Whether two places are one answer to "where": they may be one, and are not two towns, however near."""
    return places_agree(one, other) and not _two_towns(one, other)


def _two_towns(one: Where | None, other: Where | None) -> bool:
    """Whether two places are towns of two names, neither so large that the other may be a part of it."""
    if one is None or other is None:
        return False
    if {one.grain, other.grain} != {"city"} or None in (one.geonameid, other.geonameid):
        return False
    if one.geonameid == other.geonameid or key(one.name) == key(other.name):
        return False
    small, large = sorted(inhabitants(p.name, p.geonameid) for p in (one, other))
    return small > 0 and large < min(_METROPOLIS, _SUBURBS * small)


_SUBURBS = 5  # times the inhabitants: what is near a town so much larger may be called by its name
_METROPOLIS = 1_000_000  # inhabitants from which anything near may be


def _kilometres(one: Where, other: Where) -> float:
    """Great-circle distance (haversine)."""
    phi, psi = math.radians(one.latitude or 0.0), math.radians(other.latitude or 0.0)
    half = math.sin((psi - phi) / 2) ** 2
    width = math.sin(math.radians((other.longitude or 0.0) - (one.longitude or 0.0)) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(half + math.cos(phi) * math.cos(psi) * width)))
