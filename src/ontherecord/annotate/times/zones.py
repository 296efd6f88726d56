# SPDX-License-Identifier: Apache-2.0
"""Time zones: the one a clock time is told in, and what two clocks told side by side say of each other.

Comes in: `TimeWords` and the range of a reading; or two values with their zones. Goes out: an offset from
UTC ("Z", "+03:00") or "local"; the offset and the day that a pair of clocks implies.
Refuses: an offset for a zone that several bear the name of, or that changes with the season: "local".
Score: with `times.py`; the corpora's gold values have no zone, so the record alone carries it.
"""

from __future__ import annotations

import datetime
import re
from typing import NamedTuple

from ontherecord.annotate.times.words import TimeWords, vocabulary

LOCAL = "local"
MOST_WORDS = 3  # of a zone's name: "Central European Standard"
_DAY = 24 * 60
_WEST, _EAST = -11 * 60, 13 * 60  # minutes; a day wide, so that each difference of clocks is one offset
_STEP = 15  # minutes; every offset in use is a multiple
_CLOCK = re.compile(r"(\d{4}-\d\d-\d\d)T([01]\d|2[0-3]):([0-5]\d)(?::\d\d)?Z?")


class Pair(NamedTuple):
    """What two clocks of one moment say: the first one's offset, and the value of the second."""

    zone: str
    value: str


def zone(w: TimeWords, a: int, b: int) -> str | None:
    """The zone named in words `a` to `b`: its offset, or "local" where only that of some place is said;
    None if none is named."""
    letters = w.classes[a:b]
    if "z" in letters:
        return str(w.values[a + letters.index("z")]) or LOCAL
    if "3" not in letters:
        return None
    at = a + letters.index("3")
    if w.classes[at - 1] == "#":
        return LOCAL
    if "x" not in letters:
        return None
    names = w.text[w.starts[a + letters.index("x")] : w.starts[at]].split()
    if len(names) > MOST_WORDS or not all(name[0].isupper() for name in names):
        return None
    return vocabulary().zones.get(" ".join(names).lower(), LOCAL)


def pair(
    first: str | None, first_zone: str | None, second: str | None, second_zone: str | None
) -> Pair | None:
    """Two clocks of one moment, "1 a.m. on Tuesday (2200 GMT)": the first's offset (+03:00) and the second
    on its own day (Monday). None unless the second's offset is known and they can be one moment."""
    one, two, known = _clock(first), _clock(second), _minutes(second_zone)
    if one is None or two is None or known is None or second is None:
        return None
    day, here = one
    told = here - two[1] + known  # minutes; the offset, but for whole days
    offset = _minutes(first_zone)
    if offset is None:
        offset = _EAST - (_EAST - told) % _DAY
    if offset % _STEP or (told - offset) % _DAY:
        return None
    try:
        moved = datetime.date.fromisoformat(day) + datetime.timedelta((told - offset) // _DAY)
    except (ValueError, OverflowError):
        return None
    return Pair(_offset(offset), moved.isoformat() + second[10:])


def _clock(value: str | None) -> tuple[str, int] | None:
    """Day and minute of a value told to the minute."""
    found = _CLOCK.fullmatch(value or "")
    return (found[1], int(found[2]) * 60 + int(found[3])) if found else None


def _minutes(offset: str | None) -> int | None:
    """An offset in minutes east of Greenwich."""
    if offset is None or offset == LOCAL:
        return None
    if offset == "Z":
        return 0
    minutes = int(offset[1:3]) * 60 + int(offset[4:6])
    return -minutes if offset[0] == "-" else minutes


def _offset(minutes: int) -> str:
    sign = "-" if minutes < 0 else "+"
    return f"{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}" if minutes else "Z"
