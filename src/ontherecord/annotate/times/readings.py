# SPDX-License-Identifier: Apache-2.0
"""Readings of dates: days, months, seasons, quarters, years, decades, and the parts of a day.

Comes in: `TimeWords` and a range of them that a rule matched. Goes out: a `Reading`, or None.
Refuses: a date or time that does not exist (31 February, 99:99).
Score: with `times.py`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from ontherecord.annotate.times import calendar
from ontherecord.annotate.times.words import Reading, TimeWords
from ontherecord.annotate.times.zones import zone


def read_shifted(w: TimeWords, a: int, b: int) -> Reading | None:
    """ "last week", "next year", "this month", "the following day", "that year"."""
    letters = w.classes[a:b]
    unit = str(w.values[max(n for n in range(a, b) if w.classes[n] in "Uqv")])
    if unit[0] == "T" or unit in ("2W", "L"):
        return None
    if unit == "WE":
        return read_weekend(letters)
    if "g" in letters or "tX" in letters:
        return Reading("DATE", None, f"reference +1{unit}")
    if "R" in letters:
        return Reading("DATE", None, f"reference -1{unit}")
    if "H" in letters or "S" in letters:
        return Reading("DATE", None, f"reference +0{unit}")
    if "X" in letters:
        return Reading("DATE", None, f"anchor +1{unit}")
    if "L" in letters:
        return Reading("DATE", None, f"anchor -1{unit}")
    return Reading("DATE", None, f"anchor +0{unit}")


def read_weekend(letters: str) -> Reading:
    """A weekend, by the words before it."""
    if "H" in letters or "S" in letters:
        return Reading("DATE", None, "reference ~XXXX-WXX-WE")
    for letter, step in (("L", "-1W =XXXX-WXX-WE"), ("X", "+1W =XXXX-WXX-WE"), ("T", "+0W =XXXX-WXX-WE")):
        if letter in letters:
            return Reading("DATE", None, f"anchor {step}")
    return Reading("DATE", None, "anchor ~XXXX-WXX-WE")


def _year_of(w: TimeWords, n: int, b: int) -> int | None:
    """The year named from word n on."""
    return next(
        (v for v in (w.values[i] for i in range(n, b) if w.classes[i] == "Y") if isinstance(v, int)), None
    )


def read_when(w: TimeWords, a: int, b: int) -> Reading | None:
    """A date of any make, with or without a part or time of the day."""
    letters = w.classes[a:b]
    clock = _clock(w, a, b)
    if clock is False:
        return None
    day = _day(w, a, b, letters)
    if day is None:
        return None
    if not clock:
        return day
    suffix = str(clock)
    if day.value is not None:
        return Reading("TIME", day.value + suffix)
    return Reading("TIME", None, f"{day.relative} {suffix}")


def _clock(w: TimeWords, a: int, b: int) -> str | Literal[False] | None:
    """The time or part of the day as a TIMEX3 suffix; None if there is none, False if none such exists."""
    if "3" in w.classes[a:b] and zone(w, a, b) is None:
        return False
    for n in range(a, b):
        letter, value = w.classes[n], w.values[n]
        if letter in "pJ":
            return f"T{value}"
        if letter in "Yn" and re.match(r"\(?[z#]", w.classes[n + 1 : b]):
            return _hours(w, n, b)
        after = n + 1 < b and w.classes[n + 1] == "m"
        if letter == "K" or (letter in "DN" and after):
            return _time(str(value), str(w.values[n + 1]) if after else "", w, n, b)
        if letter == "d" and w.word(n).lower() == "tonight":
            return "TNI"
    return None


def _time(clock: str, half: str, w: TimeWords, n: int, b: int) -> str | Literal[False]:
    """A clock time as a TIMEX3 suffix, in 24 hours; False if there is no such time."""
    hour, *rest = (int(part) for part in clock.split(":"))
    if half:
        if not 1 <= hour <= 12:
            return False
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 24 or any(part > 59 for part in rest):
        return False
    return "T" + ":".join(f"{part:02}" for part in (hour, *(rest or [0]))) + _zulu(w, n, b)


def _hours(w: TimeWords, n: int, b: int) -> str | Literal[False]:
    """ "1600 local time", "0735 GMT": four digits with a zone, as a TIMEX3 suffix."""
    digits = w.word(n)
    return _time(f"{digits[:2]}:{digits[2:]}", "", w, n, b) if re.fullmatch("[0-9]{4}", digits) else False


def _zulu(w: TimeWords, n: int, b: int) -> str:
    """The mark of Greenwich time, the one zone that TIMEX3 values have here."""
    return "Z" if zone(w, n, b) == "Z" else ""


def _day(w: TimeWords, a: int, b: int, letters: str) -> Reading | None:
    """The day part of an expression, however it is told."""
    if "C" in letters:
        return _iso(str(w.values[a + letters.index("C")]))
    if "_" in letters:
        return _slashed(str(w.values[a + letters.index("_")]))
    year = _year_of(w, a, b)
    if "h" in letters:
        return _in_year(str(w.values[a + letters.index("h")]), year, letters)
    if "M" in letters:
        return _month_day(w, a, b, letters, year)
    if "d" in letters:
        return Reading("DATE", None, f"anchor {int(w.values[a + letters.index('d')] or 0):+d}D")
    if "W" in letters:
        return _weekday(int(w.values[a + letters.index("W")] or 0), letters)
    if re.search(r"S|H", letters):
        return Reading("DATE", None, "reference +0D")
    return Reading("DATE", None, "anchor +0D")


def _iso(text: str) -> Reading | None:
    """2031-03-15, with or without a time."""
    found = calendar.period(text[:10])
    if found is None:
        return None
    clock = text[10:].replace(" ", "T")
    return Reading("TIME" if clock else "DATE", found.value + clock)


def _slashed(text: str) -> Reading | None:
    """12/31/1999; day first where the first number is no month or the parts are dotted."""
    one, two, year = (int(part) for part in re.split(r"[/.]", text))
    if year < 100:
        year += 2000 if year < 50 else 1900  # POSIX's pivot would be 69; news archives begin before 2050
    month, day = (two, one) if one > 12 or "." in text else (one, two)
    found = calendar.period(f"{year:04}-{month:02}-{day:02}")
    return Reading("DATE", found.value) if found else None


def _month_day(w: TimeWords, a: int, b: int, letters: str, year: int | None) -> Reading | None:
    """A month, with or without day and year."""
    at = a + letters.index("M")
    month = int(w.values[at] or 0)
    day = None
    for n in range(a, b):
        clocked = n + 1 < b and w.classes[n + 1] == "m"
        if w.classes[n] in "Do" and not clocked:
            day = int(w.values[n] or 0)
            break
    template = f"XXXX-{month:02}" if day is None else f"XXXX-{month:02}-{day:02}"
    if day is not None and calendar.period("2000" + template[4:]) is None:
        return None
    return _in_year(template, year, letters)


def _in_year(template: str, year: int | None, letters: str) -> Reading | None:
    """A yearly template in a year, if one is told, else as the words before it say."""
    if year is not None:
        if not template.startswith("XXXX"):
            return _movable(template, year)
        found = calendar.period(f"{year:04}{template[4:]}")
        return Reading("DATE", found.value) if found else None
    shifted = re.search(r"([TLXRHSg])[US]?U$", letters)
    if shifted:
        base = "reference" if shifted[1] in "HSRg" else "anchor"
        count = {"L": "-1", "R": "-1", "X": "+1", "g": "+1"}.get(shifted[1], "+0")
        return Reading("DATE", None, f"{base} {count}Y ={template}")
    if re.match(r"[tT]?L", letters):
        return Reading("DATE", None, f"anchor <{template}")
    if re.match(r"[T]?X", letters):
        return Reading("DATE", None, f"anchor >{template}")
    if re.match(r"t?[RgX]", letters):
        return Reading("DATE", None, f"reference {'<' if 'R' in letters[:2] else '>'}{template}")
    if letters.startswith("T"):
        return Reading("DATE", None, f"anchor ={template}")
    return Reading("DATE", None, f"anchor ~{template}")


def _movable(template: str, year: int) -> Reading | None:
    """A feast without a fixed day, in a year."""
    value = calendar.feast(template, year)
    return Reading("DATE", value) if value else None


def _weekday(number: int, letters: str) -> Reading:
    """A weekday, by the words before it."""
    template = f"XXXX-WXX-{number}"
    if re.match(r"t?[RgS]|tX|H", letters):
        base, step = "reference", {"R": "<", "S": "~", "H": "~"}.get(letters.lstrip("t")[0], ">")
        return Reading("DATE", None, f"{base} {step}{template}")
    if letters.startswith("L"):
        return Reading("DATE", None, f"anchor <{template}")
    if re.match(r"T?X", letters):
        return Reading("DATE", None, f"anchor >{template}")
    return Reading("DATE", None, f"anchor ~{template}")


def read_month(w: TimeWords, a: int, b: int) -> Reading | None:
    """A month, with or without its year."""
    return _month_day(w, a, b, w.classes[a:b].replace("D", ""), _year_of(w, a, b))


def read_year(w: TimeWords, a: int, b: int) -> Reading | None:
    """A year, with or without an era."""
    year = _year_of(w, a, b)
    era = "B" in w.classes[a:b]
    if era:
        at = next(n for n in range(a, b) if w.classes[n] in "DnY")
        number = w.values[at]
        bc = any(w.values[n] == "BC" for n in range(a, b) if w.classes[n] == "B")
        if not isinstance(number, int) or not 0 < number < 10_000:
            return None
        return Reading("DATE", f"BC{number:04}" if bc else f"{number:04}")
    return Reading("DATE", f"{year:04}") if year else None


def read_this_year(w: TimeWords, a: int, b: int) -> Reading | None:
    """ "the year", "the fiscal year": a length if it says when it ended, else the year one is in."""
    if w.values[b - 1] != "Y":
        return None
    if b < len(w.classes) and w.word(b).lower() in ("ended", "ending", "to", "through"):
        return Reading("DURATION", "P1Y")
    return Reading("DATE", None, "anchor +0Y")


def read_spelled_year(w: TimeWords, a: int, b: int) -> Reading | None:
    """ "nineteen ninety-six"."""
    words = [int(w.values[n] or 0) for n in range(a, b) if w.classes[n] == "N"]
    if not 10 < words[0] < 21 or len(words) < 2 or not 10 <= words[1] < 100:
        return None
    low = sum(words[1:3])
    return Reading("DATE", f"{words[0]:02}{low:02}") if low < 100 else None


def read_season(w: TimeWords, a: int, b: int) -> Reading | None:
    """A season, with or without its year."""
    letters = w.classes[a:b]
    season = str(w.values[a + letters.index("s")])
    template = f"XXXX-{season}"
    return _in_year(template, _year_of(w, a, b), letters)


def read_quarter(w: TimeWords, a: int, b: int) -> Reading | None:
    """ "the third quarter of 1989", "next year's first half", "the latest quarter"."""
    letters = w.classes[a:b]
    ordinal = letters.find("o")
    if ordinal < 0:
        if "H" in letters or "S" in letters:
            return Reading("DATE", None, "reference +0Q")
        current = any(w.word(n).lower() == "current" for n in range(a, b) if w.classes[n] == "u")
        return Reading("DATE", None, "anchor +0Q" if current or "T" in letters else "anchor -1Q")
    half = "1" in letters
    number = int(w.values[a + ordinal] or 0)
    if not 1 <= number <= (2 if half else 4):
        return None
    template = f"XXXX-{'H' if half else 'Q'}{number}"
    if letters.startswith(("TU", "LU", "XU")):
        count = {"T": "+0", "L": "-1", "X": "+1"}[letters[0]]
        return Reading("DATE", None, f"anchor {count}Y ={template}")
    if "U-" in letters:  # the year-ago third quarter
        return Reading("DATE", None, f"anchor ~{template} -1Y")
    return _in_year(template, _year_of(w, a, b), letters)


def read_year_ago_period(w: TimeWords, a: int, b: int) -> Reading | None:
    """ "the year-ago quarter", "year-earlier"."""
    quarter = w.classes[b - 1] in "qk"  # told after a quarter of this year
    return Reading("DATE", None, "anchor -1Q -1Y" if quarter else "comparison -1Y")


def read_year_end(w: TimeWords, a: int, b: int) -> Reading | None:
    """ "year-end", "the month's end"."""
    unit = next(str(w.values[n]) for n in range(a, b) if w.classes[n] in "Uq")
    return Reading("DATE", None, f"anchor +0{unit}") if unit in "MQY" else None


def read_week_of(w: TimeWords, a: int, b: int) -> Reading | None:
    """ "the week of March 6": the week that holds the day."""
    day = read_when(w, a + 2, b)
    if w.values[a + 1] != "W" or day is None or day.type != "DATE":
        return None
    found = calendar.period(day.value)
    if found is not None:
        return Reading("DATE", calendar.week_period(found.first).value)
    return Reading("DATE", None, f"{day.relative} +0W")


def read_beside(w: TimeWords, a: int, b: int) -> Reading | None:
    """ "the year before", "the day after", said of the date last told."""
    unit = str(w.values[b - 2])
    sign = "-" if w.classes[b - 1] == "6" else "+"
    return Reading("DATE", None, f"reference {sign}1{unit}") if unit in "DWMY" else None


def read_day_beside(w: TimeWords, a: int, b: int) -> Reading | None:
    """ "the day before yesterday", "the day after tomorrow"."""
    at = b - 1
    step = -1 if w.classes[at - 1] == "6" else 1
    if w.values[at - 2] != "D" or w.values[at] == 0:
        return None
    return Reading("DATE", None, f"anchor {int(w.values[at] or 0) + step:+d}D")


def read_decade(w: TimeWords, a: int, b: int) -> Reading | None:
    """ "the 1980s", "the nineties"."""
    at = a + w.classes[a:b].index("Z")
    value = w.values[at]
    if isinstance(value, int):
        return Reading("DATE", f"19{value}")
    return Reading("DATE", str(value)) if value else None


def read_century(w: TimeWords, a: int, b: int) -> Reading | None:
    """ "the 19th century"."""
    letters = w.classes[a:b]
    at = a + letters.index("U")
    if w.values[at] != "C":
        return None
    number = int(w.values[a + letters.index("o")] or 0)
    if "B" in letters or not 1 <= number <= 30:
        return None
    return Reading("DATE", f"{number - 1:02}")


def read_reference(w: TimeWords, a: int, b: int) -> Reading | None:
    """ "now", "currently", "recent", "the future"."""
    return Reading("DATE", next(str(w.values[n]) for n in range(a, b) if w.classes[n] in "Pu"))


def read_the_past(w: TimeWords, a: int, b: int) -> Reading | None:
    """ "the past", where nothing follows that it would describe."""
    return Reading("DATE", "PAST_REF") if w.word(b - 1).lower() == "past" else None


def read_last_night(w: TimeWords, a: int, b: int) -> Reading | None:
    """ "last night", "this morning", "the next evening"."""
    part = next(w.values[n] for n in range(a, b) if w.classes[n] == "p")
    letters = w.classes[a:b]
    base = "reference" if re.search(r"[HSRg]|tX", letters) else "anchor"
    count = "-1" if re.search("[LR]", letters) else "+1" if re.search("[gX]", letters) else "+0"
    return Reading("TIME", None, f"{base} {count}D T{part}")


def read_bare_clock(w: TimeWords, a: int, b: int) -> Reading | None:
    """A time or part of the day without its day."""
    clock = _clock(w, a, b)
    return Reading("TIME", None, f"day +0D {clock}") if clock else None


def read_range_start(w: TimeWords, a: int, b: int) -> Reading | None:
    """The beginning of "June 10-12, 2021", "10-12 June", "May to July 2021", with what follows."""
    return _day_of_range(w, a, b, range(a, min(b + 6, len(w.classes))))


def read_range_end(w: TimeWords, a: int, b: int) -> Reading | None:
    """The last day of "June 10-12", with the month before it."""
    return _day_of_range(w, a, b, [*range(max(a - 4, 0), a), *range(a, b)])


def _day_of_range(w: TimeWords, a: int, b: int, around: Sequence[int]) -> Reading | None:
    day = next((w.values[n] for n in range(a, b) if w.classes[n] in "Do"), None)
    month = next((w.values[n] for n in around if w.classes[n] == "M"), None)
    year = next((w.values[n] for n in around if w.classes[n] == "Y"), None)
    if not isinstance(month, int):
        return None
    template = f"XXXX-{month:02}-{day:02}" if isinstance(day, int) else f"XXXX-{month:02}"
    if calendar.period("2000" + template[4:]) is None:
        return None
    return _in_year(template, year if isinstance(year, int) else None, "")


def read_short_quarter(w: TimeWords, a: int, b: int) -> Reading | None:
    """ "Q3 2025", "H1"."""
    part = next(str(w.values[n]) for n in range(a, b) if w.classes[n] == "{")
    if part in ("H3", "H4"):
        return None
    return _in_year(f"XXXX-{part}", _year_of(w, a, b), w.classes[a:b])


def read_weekday_of_week(w: TimeWords, a: int, b: int) -> Reading | None:
    """ "Monday last week", "Friday of next week"."""
    if w.values[b - 1] != "W":
        return None
    step = {"T": "+0W", "L": "-1W", "X": "+1W"}[w.classes[b - 2]]
    return Reading("DATE", None, f"anchor {step} =XXXX-WXX-{w.values[a]}")
