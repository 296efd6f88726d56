# SPDX-License-Identifier: Apache-2.0
"""The calendar: what a time expression means once the day it is counted from is known.

Comes in: a `TimeMention` and an anchor, the day of writing or of speaking (ISO or EDTF). Goes out:
its TIMEX3 value, and with `edtf` the same as EDTF. Refuses, with None: an expression that counts
from a day nobody knows, and a date that does not exist.
Score: `python -m bench times` (value F1).

The language of `TimeMention.relative` is a base and steps, parted by spaces:

    base       anchor                    the day of writing or speaking
               reference                 the date last told
               day                       the day last told in the same paragraph, else the anchor
               comparison                the quarter last told, else the anchor ("a year earlier")
    step       -3D  +1W  -2M  +0Y        count so many units; the value has the grain of the unit
               ~XXXX-WXX-4               the Thursday that the tense points at
               <XXXX-03  >XXXX-03-15     the March before, the 15 March after
               =XXXX-SU                  the summer of the period reached so far
               T10:30  TMO               the time or part of the day

Units: D day, W week, M month, Q quarter, Y year, E decade, C century, TH hour, TM minute.
Templates are TIMEX3 values with X for what is open; `easter+1` and `4-4-11` (the fourth Thursday of
November) stand for movable feasts. TIMEX3: ISO-TimeML (ISO 24617-1); EDTF: ISO 8601-2:2019.
"""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from ontherecord.model import TimeMention

Tense = Literal["past", "present", "future"]
Grain = Literal["day", "week", "weekend", "month", "quarter", "half", "season", "year", "decade", "century"]

_STEP = re.compile(r"([+-])(\d{1,6})(2W|T?[A-Z])")
_SEASON_STARTS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_EDTF_SEASON = {"SP": 21, "SU": 22, "FA": 23, "WI": 24}  # ISO 8601-2, table of sub-year groupings
_EDTF_QUARTERS = 32  # 33 is the first quarter
_ABSOLUTE = re.compile(
    r"(?P<year>\d{4})(?:-(?:W(?P<week>\d\d)(?P<end>-WE)?|Q(?P<quarter>[1-4])|H(?P<half>[12])"
    r"|(?P<season>SP|SU|FA|WI)|(?P<month>\d\d)(?:-(?P<day>\d\d))?))?(?:T.*)?"
)
_FAR_DAYS = 270  # three quarters of a year: nobody leaves the year out so long after
_AT_HAND_DAYS = 60  # and names the other occurrence, so near, in the same words
_AHEAD_WEIGHT = 2  # without a verb news looks back rather than ahead


class Period(NamedTuple):
    """A stretch of the calendar that a value names: its first and last day."""

    first: datetime.date
    last: datetime.date
    grain: Grain
    value: str


# --- values ------------------------------------------------------------------------------------


def period(value: str | None) -> Period | None:
    """The days that a TIMEX3 or EDTF value names; None for a duration, a set, an interval, or a
    date that does not exist."""
    if value is None:
        return None
    value = value.rstrip("~?%")
    try:
        return _period(value)
    except (ValueError, OverflowError):
        return None


def _period(value: str) -> Period | None:
    if re.fullmatch(r"\d{3}X?", value):
        year = int(value[:3]) * 10
        return Period(datetime.date(year, 1, 1), datetime.date(year + 9, 12, 31), "decade", value[:3])
    if re.fullmatch(r"\d\d(XX)?", value):
        year = int(value[:2]) * 100
        return Period(datetime.date(year, 1, 1), datetime.date(year + 99, 12, 31), "century", value[:2])
    found = _ABSOLUTE.fullmatch(value)
    if found is None:
        return None
    year = int(found["year"])
    if found["day"]:
        return day_period(datetime.date(year, int(found["month"]), int(found["day"])))
    if found["month"]:
        return _month_or_part(year, int(found["month"]))
    if found["week"]:
        monday = datetime.date.fromisocalendar(year, int(found["week"]), 1)
        return weekend_period(monday) if found["end"] else week_period(monday)
    if found["quarter"]:
        return quarter_period(year, int(found["quarter"]))
    if found["half"]:
        half = int(found["half"])
        return _months(year, 6 * half - 5, 6, "half", f"{year:04}-H{half}")
    if found["season"]:
        return season_period(year, found["season"])
    return year_period(year)


def _month_or_part(year: int, number: int) -> Period:
    """A month, or the season or quarter that EDTF gives a number beyond the months."""
    season = next((name for name, one in _EDTF_SEASON.items() if one == number), None)
    if season:
        return season_period(year, season)
    first = _EDTF_QUARTERS + 1
    return quarter_period(year, number - _EDTF_QUARTERS) if number >= first else month_period(year, number)


def _months(year: int, month: int, count: int, grain: Grain, value: str) -> Period:
    after = month - 1 + count
    last = datetime.date(year + (after - 1) // 12, (after - 1) % 12 + 1, 1)
    days = calendar.monthrange(last.year, last.month)[1]
    return Period(datetime.date(year, month, 1), last.replace(day=days), grain, value)


def day_period(day: datetime.date) -> Period:
    """One day."""
    return Period(day, day, "day", day.isoformat())


def week_period(day: datetime.date) -> Period:
    """The ISO week of a day."""
    year, week, weekday = day.isocalendar()
    monday = day - datetime.timedelta(weekday - 1)
    return Period(monday, monday + datetime.timedelta(6), "week", f"{year:04}-W{week:02}")


def weekend_period(day: datetime.date) -> Period:
    """Saturday and Sunday of the ISO week of a day."""
    week = week_period(day)
    return Period(week.first + datetime.timedelta(5), week.last, "weekend", week.value + "-WE")


def month_period(year: int, month: int) -> Period:
    """A month of a year."""
    return _months(year, month, 1, "month", f"{year:04}-{month:02}")


def quarter_period(year: int, quarter: int) -> Period:
    """A quarter of a year."""
    return _months(year, 3 * quarter - 2, 3, "quarter", f"{year:04}-Q{quarter}")


def season_period(year: int, season: str) -> Period:
    """A season of a year; the winter of a year begins in its December."""
    return _months(year, _SEASON_STARTS[season], 3, "season", f"{year:04}-{season}")


def year_period(year: int) -> Period:
    """A year."""
    return _months(year, 1, 12, "year", f"{year:04}")


def edtf(value: str | None) -> str | None:
    """A TIMEX3 date as EDTF: seasons and quarters by their numbers, weeks as intervals, decades as
    "199X", times of day cut off unless they are hours and minutes. None for what is no date."""
    span = period(value)
    if span is None or value is None:
        return None
    doubt = value[-1] if value[-1] in "~?%" else ""
    match span.grain:
        case "week" | "weekend":
            return f"{span.first}{doubt}/{span.last}{doubt}"
        case "half":
            return f"{span.first:%Y-%m}{doubt}/{span.last:%Y-%m}{doubt}".replace(" ", "0")
        case "season":
            return f"{span.value[:4]}-{_EDTF_SEASON[span.value[5:]]}{doubt}"
        case "quarter":
            return f"{span.value[:4]}-{_EDTF_QUARTERS + int(span.value[6])}{doubt}"
        case "decade":
            return f"{span.value}X{doubt}"
        case "century":
            return f"{span.value}XX{doubt}"
        case "day":
            clock = re.search(r"T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?(Z|[+-]\d\d:\d\d)?$", value.rstrip("~?%"))
            return span.value + (_with_seconds(clock.group()) if clock and not doubt else doubt)
    return span.value + doubt


def _with_seconds(clock: str) -> str:
    """ISO 8601-2 times have seconds."""
    return clock if re.match(r"T\d\d:\d\d:\d\d", clock) else clock[:6] + ":00" + clock[6:]


# --- resolution --------------------------------------------------------------------------------


def resolve(mention: TimeMention, anchor: str | None, reference: str | None = None) -> str | None:
    """The TIMEX3 value of a mention. `anchor` is the day it was written or spoken, `reference` the
    date last told before it (the anchor, if none was told). An approximate anchor ("~") gives an
    approximate value, unless a day more or less would not change it."""
    if mention.relative is None:
        return mention.value
    base, *steps = mention.relative.split()
    start = _base(base, anchor, reference)
    return reckon(start, steps, mention.tense) if start else None


def _base(base: str, anchor: str | None, reference: str | None) -> str | None:
    """The value that a base stands for."""
    if base == "reference":
        return reference or anchor
    told = period(reference)
    if (base, told.grain if told else None) in (("comparison", "quarter"), ("day", "day")):
        return reference
    return anchor


def reckon(start: str, steps: Sequence[str], tense: Tense | None) -> str | None:
    """The value that steps lead to from a start; None where they lead nowhere."""
    here = period(start)
    if here is None:
        return None
    try:
        if not start.endswith("~"):
            return _walk(here, steps, tense)
        if here.grain != "day":
            value = _walk(here, steps, tense)
            return f"{value}~" if value else None
        return _about(here, steps, tense)
    except (ValueError, OverflowError):
        return None


def _about(here: Period, steps: Sequence[str], tense: Tense | None) -> str | None:
    """The value from a day that may be one off, marked so unless it would not change it. A weekday told
    or foretold dates the text itself, so that only one direction is open: a text that tells of Thursday
    is of Thursday or later."""
    weekday = any(step.startswith("~XXXX-WXX-") for step in steps)
    shifts = ((-1,) if tense == "future" else (1,)) if weekday else (-1, 1)
    value = _walk(here, steps, tense)
    others = [_walk(day_period(here.first + datetime.timedelta(n)), steps, tense) for n in shifts]
    return value if value is None or all(one == value for one in others) else f"{value}~"


def _walk(here: Period, steps: Sequence[str], tense: Tense | None) -> str | None:
    clock = ""
    for step in steps:
        following: Period | None = here
        if step[0] == "T":
            clock = step
        elif step[0] in "~<>=":
            following = _occurrence(here, step[0], step[1:], tense)
        else:
            following = _counted(here, step)
        if following is None:
            return None
        here = following
    return here.value + clock if here.grain == "day" or not clock else here.value


_FINE: dict[str, tuple[str, ...]] = {
    "D": ("day",), "W": ("day", "week", "weekend"), "M": ("day", "week", "weekend", "month"),
    "Q": ("day", "week", "weekend", "month", "quarter"),
}  # fmt: skip
"""The grains from which one can count days, weeks, months, quarters; years from any."""


def _counted(here: Period, step: str) -> Period | None:
    """So many units on from a period, with the grain of the unit."""
    found = _STEP.fullmatch(step)
    if found is None:
        raise ValueError(step)
    count = int(found[2]) * (-1 if found[1] == "-" else 1)
    unit = found[3]
    if unit[0] == "T":
        hours = {"TH": 1.0, "TM": 1 / 60, "TS": 1 / 3600}[unit] * count
        return here if here.grain == "day" and abs(hours) < 12 else None
    if unit in _FINE and here.grain not in _FINE[unit] and count:
        return None
    first = here.first
    match unit:
        case "D":
            return day_period(first + datetime.timedelta(count)) if here.grain == "day" else None
        case "W" | "2W":
            days = 7 * count * (2 if unit == "2W" else 1)
            return week_period(first + datetime.timedelta(days))
        case "M":
            months = first.year * 12 + first.month - 1 + count
            return month_period(months // 12, months % 12 + 1)
        case "Q":
            quarters = first.year * 4 + (first.month - 1) // 3 + count
            return quarter_period(quarters // 4, quarters % 4 + 1)
        case "Y":
            if here.grain == "quarter":  # "a year earlier" said of a quarter is a quarter
                return quarter_period(first.year + count, (first.month - 1) // 3 + 1)
            return year_period(first.year + count)
        case "E":
            return _period(f"{first.year // 10 + count:03}")
        case "C":
            return _period(f"{first.year // 100 + count:02}")
    raise ValueError(step)


def _occurrence(here: Period, direction: str, template: str, tense: Tense | None) -> Period | None:
    """The period of a template before, after, near or inside a period."""
    around = list(occurrences(template, here))
    if direction == "=":
        inside = [one for one in around if here.first <= one.first <= here.last]
        same_year = [one for one in around if one.first.year == here.first.year]
        return next(iter(inside or same_year), None)
    if direction == "<":
        return next((one for one in reversed(around) if one.last < here.first), None)
    if direction == ">":
        return next((one for one in around if one.first > here.last), None)
    behind = next((one for one in reversed(around) if one.first <= here.first), None)
    ahead = next((one for one in around if one.last >= here.last), None)
    if behind is None or ahead is None or behind == ahead:
        return behind or ahead
    if template.startswith("XXXX-WXX"):
        return ahead if tense == "future" else behind
    return _by_tense(here, behind, ahead, tense)


def _by_tense(here: Period, behind: Period, ahead: Period, tense: Tense | None) -> Period:
    """Which of two occurrences of a month, day or season is meant: the one on the side of the tense,
    unless it is most of a year away and the other one at hand ("declared a dividend payable 15
    December"); without a tense the nearer, rather the one behind."""
    back, on = (here.first - behind.first).days, (ahead.first - here.last).days
    if behind.grain == "quarter":
        return behind if back <= on else ahead
    if tense == "past":
        return ahead if back > _FAR_DAYS and on < _AT_HAND_DAYS else behind
    if tense == "future":
        return behind if on > _FAR_DAYS and back < _AT_HAND_DAYS and behind.grain == "day" else ahead
    weight = 1 if tense else _AHEAD_WEIGHT
    return behind if back <= on * weight else ahead


def occurrences(template: str, here: Period) -> Iterator[Period]:
    """The periods of a template around a period, in the order of time."""
    day = here.first
    if template.startswith("XXXX-WXX-"):
        monday = week_period(day).first
        for week in range(-2, 3):
            start = monday + datetime.timedelta(7 * week)
            if template.endswith("WE"):
                yield weekend_period(start)
            else:
                yield day_period(start + datetime.timedelta(int(template[-1]) - 1))
    elif template.startswith("XXXX-XX-"):
        for month in range(-3, 4):
            index = day.year * 12 + day.month - 1 + month
            found = period(f"{index // 12:04}-{index % 12 + 1:02}-{template[-2:]}")
            if found:
                yield found
    else:
        reach = range(-8, 9) if template == "XXXX-02-29" else range(-2, 3)
        for year in reach:
            found = _in_year(template, day.year + year)
            if found:
                yield found


def _in_year(template: str, year: int) -> Period | None:
    """The one period of a yearly template in a year."""
    if not 1 <= year <= datetime.MAXYEAR:
        return None
    if template.startswith("easter"):
        return day_period(easter(year) + datetime.timedelta(int(template[6:])))
    feast = re.fullmatch(r"(-1|[1-5])-([1-7])-(\d\d)", template)
    if feast:
        return day_period(_nth_weekday(year, int(feast[3]), int(feast[2]), int(feast[1])))
    return period(f"{year:04}{template[4:]}")


def _nth_weekday(year: int, month: int, weekday: int, nth: int) -> datetime.date:
    """The nth (or last, -1) weekday of a month."""
    days = [
        datetime.date(year, month, day)
        for day in range(1, calendar.monthrange(year, month)[1] + 1)
        if datetime.date(year, month, day).isoweekday() == weekday
    ]
    return days[nth if nth < 0 else nth - 1]


def easter(year: int) -> datetime.date:
    """Western Easter Sunday (the anonymous Gregorian computus, Nature 13, 1876)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    return datetime.date(year, (h + k - 7 * m + 114) // 31, (h + k - 7 * m + 114) % 31 + 1)


def feast(template: str, year: int) -> str | None:
    """The date of a movable feast in a year."""
    try:
        found = _in_year(template, year)
    except (ValueError, OverflowError, IndexError):
        return None
    return found.value if found else None
