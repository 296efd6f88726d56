# SPDX-License-Identifier: Apache-2.0
"""The grammar of time expressions: rules over the class letters of `timewords`.

Comes in: `TimeWords`. Goes out: `Found` (a range of words, TIMEX3 type, value or reckoning, the
rule's name), longest first, none overlapping. Refuses: numbers that are no date (31 February,
99:99); a word that is only sometimes a time ("may", "second") stands here and is judged by `times`.
Score: with `times.py`.

Each rule is a regular expression over class letters, without nested repetition, and a reading of
the words it matched. Types and values follow ISO-TimeML as TempEval-3 used it.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

from ontherecord.annotate import calendar
from ontherecord.annotate.timewords import TimeWords

Type = Literal["DATE", "TIME", "DURATION", "SET"]


class Found(NamedTuple):
    """One reading: words `first` to `last` (exclusive) of the range."""

    first: int
    last: int
    type: Type
    value: str | None
    relative: str | None
    by: str


class Reading(NamedTuple):
    """What a rule makes of the words it matched."""

    type: Type
    value: str | None = None
    relative: str | None = None


Rule = tuple[str, re.Pattern[str], Callable[[TimeWords, int, int], Reading | None]]

_NUMBER = r"(?:(?:[DnN][0G])?(?:[Dn]|N(?:-?N)*)(?:&?ar|&?r|&a1|r)?)"
_QUANTITY = rf"(?:{_NUMBER}|acF?|a?f|a)"
_APPROX = r"(?:~|\+>|@<|\^0)"
_UNIT = r"[UVqQ]"
_PART = r"[pJ]"
_CLOCK = r"(?:~?(?:Km?|Dm|J)#?3?z?)"
_WEEKDAY = r"W\.?,?"
_MONTH_DAY = r"(?:M\.?,?t?[Do](?:,?Y)?|t?[Do]F?M\.?(?:,?Y)?)"
_DAY = rf"(?:(?:{_WEEKDAY}|[TLX])?{_MONTH_DAY}|C|_|h(?:,?Y|[TLX]U)?|d|[TLXRtg]?XW\.?|[TLXRH]?R?S?W\.?|t[RXgS]W)"
_EDGE = r"(?:[el]-?|j|t?e-?|t?bF)?"


# --- readings ----------------------------------------------------------------------------------


def _number(w: TimeWords, a: int, b: int) -> float | None:
    """The number that words a to b say: 5, twenty-four, "two hundred", "2 1/2"; None if too big."""
    total, part, seen = 0.0, 0.0, False
    several = re.search(r"[0G]", w.classes[a:b])  # "two to three weeks": at least two
    b = a + several.start() if several else b
    for n in range(a, b):
        letter, value = w.classes[n], w.values[n]
        if letter in "DYn":
            number = _float(w, n)
            if number is None:
                return None
            part, seen = part + number, True
        elif letter == "N" and isinstance(value, int):
            seen = True
            if value >= 12 and value in (12, 100, 1000) and part:
                part *= value
            else:
                part += value
            if value == 1000:
                total, part = total + part, 0.0
        elif letter == "a" and not seen:
            part, seen = 1.0, True
        elif letter == "c":
            part, seen = 2.0, True
        elif letter == "r" or letter == "1":
            part += 0.5 if letter == "1" else {"6M": 0.5, "3M": 0.25, "9M": 0.75}.get(str(value), 0.5)
    return total + part if seen else None


def _float(w: TimeWords, n: int) -> float | None:
    value = w.values[n]
    if isinstance(value, int):
        return float(value)
    word = w.word(n).replace(",", "")
    return float(word) if len(word) <= 8 and re.fullmatch(r"\d+(?:\.\d+)?", word) else None


def _length(count: float | None, unit: str, vague: bool) -> str | None:
    """A TIMEX3 duration."""
    if unit == "2W":
        unit, count = "W", count * 2 if count else count
    clock = "T" if unit[0] == "T" else ""
    letter = unit[-1]
    if vague or count is None:
        return f"P{clock}X{letter}"
    whole = int(count)
    if letter in "EC" and count == whole:
        return f"P{whole * (10 if letter == 'E' else 100)}Y" if whole > 1 or letter == "C" else "P1E"
    if count == whole:
        return f"P{clock}{whole}{letter}"
    finer = {"Y": ("M", 12), "H": ("M", 60), "M": ("S", 60) if clock else ("D", 30), "D": ("TH", 24)}
    if letter in finer:
        low, times = finer[letter]
        rest = round((count - whole) * times)
        low = ("T" if low[0] == "T" else "") + f"{rest}{low[-1]}"
        return f"P{clock}{f'{whole}{letter}' if whole else ''}{low}"
    return f"P{clock}{count:g}{letter}"


def _quantity(w: TimeWords, a: int, b: int) -> tuple[float | None, bool, str] | None:
    """Number, vagueness and unit of "a few years", "3-year", "couple of days", "weeks"."""
    at = next((n for n in range(a, b) if w.classes[n] in "UVqQ"), None)
    if at is None:
        return None
    unit = str(w.values[at])
    letters = w.classes[a:at]
    if w.classes[b - 1] == "5" and w.classes[at] == "U" and not re.search(r"[DNn]", letters):
        return 1.0, False, unit  # "week-long"
    if re.search(r"Q", w.classes[a:b]) and "-" in letters:
        return None  # "three-quarters"
    vague = "f" in letters or not re.search(r"[DNnaYcr]", letters)
    if re.search(r"a\+?$", letters) or letters.endswith("9"):
        return 1.0, "f" in letters, unit
    return (None if vague else _number(w, a, at)), vague, unit


def _duration(w: TimeWords, a: int, b: int) -> Reading | None:
    found = _quantity(w, a, b)
    if found is None:
        return None
    count, vague, unit = found
    if not vague and count is None:
        return None
    if not vague and w.classes[b - 2 : b] in ("&1",):
        count = (count or 0) + 0.5
    if re.search(rf"{_UNIT}&a1$", w.classes[a:b]):
        count = (count or 0) + 0.5
    return Reading("DURATION", _length(count, unit, vague))


def _last_lengths(w: TimeWords, a: int, b: int) -> Reading | None:
    """"the past three months", "the next few days": a length."""
    return _duration(w, a, b)


def _ago(w: TimeWords, a: int, b: int) -> Reading | None:
    """"three years ago", "two days later", "a year earlier"."""
    found = _quantity(w, a, b)
    if found is None:
        return None
    count, vague, unit = found
    word = w.classes[b - 1]
    if vague or count is None:
        return Reading("DATE", "FUTURE_REF" if word in "jX" else "PAST_REF")
    base = "anchor" if word == "A" else "reference"
    if unit == "Y" and count == 1 and word in "Al":
        base = "comparison"
    sign = "+" if word in "jX" else "-"
    if count != int(count):
        months = round(count * 12)
        return Reading("DATE", None, f"{base} {sign}{months}M") if unit == "Y" else None
    if len(str(int(count))) > 6:
        return None
    return Reading("DATE", None, f"{base} {sign}{int(count)}{unit}")


def _shifted(w: TimeWords, a: int, b: int) -> Reading | None:
    """"last week", "next year", "this month", "the following day", "that year"."""
    letters = w.classes[a:b]
    unit = str(w.values[max(n for n in range(a, b) if w.classes[n] in "Uqv")])
    definite = "t" in letters
    if unit[0] == "T" or unit in ("2W", "L"):
        return None
    if unit == "WE":
        return _weekend(letters)
    if "g" in letters or (definite and "X" in letters):
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


def _weekend(letters: str) -> Reading:
    if "H" in letters or "S" in letters:
        return Reading("DATE", None, "reference ~XXXX-WXX-WE")
    for letter, step in (("L", "-1W =XXXX-WXX-WE"), ("X", "+1W =XXXX-WXX-WE"), ("T", "+0W =XXXX-WXX-WE")):
        if letter in letters:
            return Reading("DATE", None, f"anchor {step}")
    return Reading("DATE", None, "anchor ~XXXX-WXX-WE")


def _year_of(w: TimeWords, n: int, b: int) -> int | None:
    return next((v for v in (w.values[i] for i in range(n, b) if w.classes[i] == "Y") if isinstance(v, int)), None)


def _when(w: TimeWords, a: int, b: int) -> Reading | None:
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
    for n in range(a, b):
        letter, value = w.classes[n], w.values[n]
        if letter == "p":
            return f"T{value}"
        if letter == "J":
            return f"T{value}"
        after = n + 1 < b and w.classes[n + 1] == "m"
        if letter == "K" or (letter in "DN" and after):
            return _time(str(value), str(w.values[n + 1]) if after else "", w, n, b)
        if letter == "d" and w.word(n).lower() == "tonight":
            return "TNI"
    return None


def _time(clock: str, half: str, w: TimeWords, n: int, b: int) -> str | Literal[False]:
    hour, *rest = (int(part) for part in clock.split(":"))
    if half:
        if not 1 <= hour <= 12:
            return False
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 24 or any(part > 59 for part in rest):
        return False
    zone = next((str(w.values[i]) for i in range(n, b) if w.classes[i] == "z"), "")
    return "T" + ":".join(f"{part:02}" for part in (hour, *(rest or [0]))) + (zone if zone == "Z" else "")


def _day(w: TimeWords, a: int, b: int, letters: str) -> Reading | None:
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
    value = calendar.feast(template, year)
    return Reading("DATE", value) if value else None


def _weekday(number: int, letters: str) -> Reading:
    template = f"XXXX-WXX-{number}"
    if re.match(r"t?[RgS]|tX|H", letters):
        base, step = "reference", {"R": "<", "S": "~", "H": "~"}.get(letters.lstrip("t")[0], ">")
        return Reading("DATE", None, f"{base} {step}{template}")
    if letters.startswith("L"):
        return Reading("DATE", None, f"anchor <{template}")
    if re.match(r"T?X", letters):
        return Reading("DATE", None, f"anchor >{template}")
    return Reading("DATE", None, f"anchor ~{template}")


def _month(w: TimeWords, a: int, b: int) -> Reading | None:
    return _month_day(w, a, b, w.classes[a:b].replace("D", ""), _year_of(w, a, b))


def _year(w: TimeWords, a: int, b: int) -> Reading | None:
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


def _this_year(w: TimeWords, a: int, b: int) -> Reading | None:
    """"the year", "the fiscal year": a length if it says when it ended, else the year one is in."""
    if w.values[b - 1] != "Y":
        return None
    if b < len(w.classes) and w.word(b).lower() in ("ended", "ending", "to", "through"):
        return Reading("DURATION", "P1Y")
    return Reading("DATE", None, "anchor +0Y")


def _spelled_year(w: TimeWords, a: int, b: int) -> Reading | None:
    """"nineteen ninety-six"."""
    words = [int(w.values[n] or 0) for n in range(a, b) if w.classes[n] == "N"]
    if not 10 < words[0] < 21 or len(words) < 2 or not 10 <= words[1] < 100:
        return None
    low = sum(words[1:3])
    return Reading("DATE", f"{words[0]:02}{low:02}") if low < 100 else None


def _season(w: TimeWords, a: int, b: int) -> Reading | None:
    letters = w.classes[a:b]
    season = str(w.values[a + letters.index("s")])
    template = f"XXXX-{season}"
    return _in_year(template, _year_of(w, a, b), letters)


def _quarter(w: TimeWords, a: int, b: int) -> Reading | None:
    """"the third quarter of 1989", "next year's first half", "the latest quarter"."""
    letters = w.classes[a:b]
    ordinal = letters.find("o")
    if ordinal < 0:
        if "H" in letters or "S" in letters:
            return Reading("DATE", None, "reference +0Q")
        return Reading("DATE", None, "anchor -1Q")
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


def _year_ago_period(w: TimeWords, a: int, b: int) -> Reading | None:
    quarter = w.classes[b - 1] in "qk"  # told after a quarter of this year
    return Reading("DATE", None, "anchor -1Q -1Y" if quarter else "comparison -1Y")


def _recent(w: TimeWords, a: int, b: int) -> Reading | None:
    """"recent years"."""
    return Reading("DURATION", _length(None, str(w.values[b - 1]), True))


def _year_end(w: TimeWords, a: int, b: int) -> Reading | None:
    """"year-end", "the month's end"."""
    unit = next(str(w.values[n]) for n in range(a, b) if w.classes[n] in "Uq")
    return Reading("DATE", None, f"anchor +0{unit}") if unit in "MQY" else None


def _week_of(w: TimeWords, a: int, b: int) -> Reading | None:
    """"the week of March 6": the week that holds the day."""
    day = _when(w, a + 2, b)
    if w.values[a + 1] != "W" or day is None or day.type != "DATE":
        return None
    found = calendar.period(day.value)
    if found is not None:
        return Reading("DATE", calendar.week_period(found.first).value)
    return Reading("DATE", None, f"{day.relative} +0W")


def _beside(w: TimeWords, a: int, b: int) -> Reading | None:
    """"the year before", "the day after", said of the date last told."""
    unit = str(w.values[b - 2])
    sign = "-" if w.classes[b - 1] == "6" else "+"
    return Reading("DATE", None, f"reference {sign}1{unit}") if unit in "DWMY" else None


def _day_beside(w: TimeWords, a: int, b: int) -> Reading | None:
    """"the day before yesterday", "the day after tomorrow"."""
    at = b - 1
    step = -1 if w.classes[at - 1] == "6" else 1
    if w.values[at - 2] != "D" or w.values[at] == 0:
        return None
    return Reading("DATE", None, f"anchor {int(w.values[at] or 0) + step:+d}D")


def _decade(w: TimeWords, a: int, b: int) -> Reading | None:
    at = a + w.classes[a:b].index("Z")
    value = w.values[at]
    if isinstance(value, int):
        return Reading("DATE", f"19{value}")
    return Reading("DATE", str(value)) if value else None


def _century(w: TimeWords, a: int, b: int) -> Reading | None:
    letters = w.classes[a:b]
    at = a + letters.index("U")
    if w.values[at] != "C":
        return None
    number = int(w.values[a + letters.index("o")] or 0)
    if "B" in letters or not 1 <= number <= 30:
        return None
    return Reading("DATE", f"{number - 1:02}")


def _every(w: TimeWords, a: int, b: int) -> Reading | None:
    letters = w.classes[a:b]
    for n in range(a, b):
        letter, value = w.classes[n], w.values[n]
        if letter in "Ww":
            part = next((str(w.values[i]) for i in range(a, b) if w.classes[i] in "p4"), "")
            return Reading("SET", f"XXXX-WXX-{value}" + (f"T{part}" if part else ""))
        if letter == "M":
            return Reading("SET", f"XXXX-{int(value or 0):02}")
        if letter == "s":
            return Reading("SET", f"XXXX-{value}")
        if letter in "p4":
            return Reading("SET", f"XXXX-XX-XXT{value}")
        if letter == "v":
            return Reading("SET", "XXXX-WXX-WE")
        if letter in "UVq":
            count = _number(w, a, n) if re.search("[DN]", letters) else 1.0
            return Reading("SET", _length(count, str(value), False))
    return None


def _often(w: TimeWords, a: int, b: int) -> Reading | None:
    return Reading("SET", str(w.values[a]))


def _reference(w: TimeWords, a: int, b: int) -> Reading | None:
    return Reading("DATE", next(str(w.values[n]) for n in range(a, b) if w.classes[n] in "Pu"))


def _the_past(w: TimeWords, a: int, b: int) -> Reading | None:
    return Reading("DATE", "PAST_REF") if w.word(b - 1).lower() == "past" else None


def _last_night(w: TimeWords, a: int, b: int) -> Reading | None:
    part = next(w.values[n] for n in range(a, b) if w.classes[n] == "p")
    letters = w.classes[a:b]
    base = "reference" if re.search(r"[HSRg]|tX", letters) else "anchor"
    count = "-1" if re.search("[LR]", letters) else "+1" if re.search("[gX]", letters) else "+0"
    return Reading("TIME", None, f"{base} {count}D T{part}")


def _bare_clock(w: TimeWords, a: int, b: int) -> Reading | None:
    clock = _clock(w, a, b)
    return Reading("TIME", None, f"day +0D {clock}") if clock else None


# --- the rules ---------------------------------------------------------------------------------


@functools.cache
def rules() -> tuple[Rule, ...]:
    """The grammar, in the order in which equal lengths are decided."""
    table: tuple[tuple[str, str, Callable[[TimeWords, int, int], Reading | None]], ...] = (
        ("day", rf"(?:~(?!W))?{_EDGE}{_DAY}(?:{_EDGE}{_PART})?", _when),
        ("time of day", rf"{_CLOCK},?(?:i|F)?{_EDGE}{_DAY}", _when),
        ("time of day", rf"{_DAY},?@?{_CLOCK}", _when),
        ("part of day", rf"t?{_EDGE}p[F,]?{_DAY}", _when),
        ("part of day", r"e-?p", _bare_clock),
        ("part of day", r"[el]?-?(?:L|T|H|HS|tS|t[RgX])p", _last_night),
        ("clock", rf"~?(?:Km?|Dm|Nm)(?:#3)?z?|~?J", _bare_clock),
        ("month", rf"~?{_EDGE}(?:[TLX]|TL|t[RgX])?M\.?(?:,?Y|FY|F?[TLX]U|FHS?U|FtSU)?", _month),
        ("year", r"~?(?:[el]-?|t?e-?|t?bF)?(?:ty?U?)?y?Y(?:B|k)?", _year),
        ("era", r"(?:[Dn]|Y)B|B[DnY]", _year),
        ("year", r"N(?:-?N)+", _spelled_year),
        ("shift", r"(?:[elj](?:It)?|t?bF)?(?:[LXT]|HS?|tS|t[RgX]|R|g|TL|TX|tL)y?[Uqv]", _shifted),
        ("weekend", r"t?v", lambda w, a, b: _weekend("")),
        ("season", r"(?:t?e-?|t?bF)?(?:[TLXt]|TL|TX|t[RgX])?s(?:F?Y|F[TLX]U|F?HU)?", _season),
        ("quarter", r"(?:t|[TLX]U'|tY|Y|tU-[lA])?y?-?o-?[q1](?:FY|F[TLX]y?U|Y)?", _quarter),
        ("quarter", r"t[uLS]?q|tuk|tHq|Hq", _quarter),
        ("year", r"t\*?y?U", _this_year),
        ("year-ago", r"t?U-[lA](?:q|k)?", _year_ago_period),
        ("ago", rf"{_APPROX}?{_QUANTITY}{_UNIT}(?:Gs?=?)?A", _ago),
        ("later", rf"{_APPROX}?{_QUANTITY}{_UNIT}[lj]", _ago),
        ("beside", r"tU[67](?=[.,)&]|$)", _beside),
        ("length", rf"{_APPROX}?(?:t|EFt)?(?:L|X|g|R|o|Lo|u)?\*?{_NUMBER}[-+]?\*?[UVqQ](?:&a1|-O|-5)?", _duration),
        ("length", rf"{_APPROX}?t?(?:L|X|g|R|o|u)?(?:a?f|acF?|cF)[VQ]", _duration),
        ("length", rf"{_APPROX}?(?:a\+?|9|a\*)(?:-?)U(?:&a1)?", _duration),
        ("length", r"(?:~?[UV]-5|V|f-U)", _duration),
        ("week of", rf"tUF(?:{_WEEKDAY})?{_MONTH_DAY}", _week_of),
        ("day beside", r"t?U[67]d", _day_beside),
        ("decade", r"(?:t?e-?|t?bF)?t?e?-?Z", _decade),
        ("century", r"(?:t?e-?|t?bF)?t?o-?UB?", _century),
        ("set", r"[E%](?:[DN])?[UVqWMspv4]|[wW]4|E\+?[DN]?[UV]|w", _every),
        ("set", r"8", _often),
        ("length", r"uV", _recent),
        ("end", r"t?Uy?['-]?-?b(?!F)", _year_end),
        ("end", r"t?bFtU", _year_end),
        ("reference", r"P", _reference),
        ("reference", r"t?\??u", _reference),
        ("reference", r"t\?k", lambda w, a, b: Reading("DATE", "FUTURE_REF")),
        ("reference", r"tL(?![*DnNfacUVqQspvMWwZyo1])", _the_past),
    )
    return tuple((name, re.compile(pattern.replace(" ", "")), read) for name, pattern, read in table)


def found(words: TimeWords) -> Iterator[Found]:
    """The readings of a text: at each place the longest rule that makes sense of its words."""
    candidates: list[tuple[int, int, int]] = []
    for order, (_, pattern, _) in enumerate(rules()):
        for match in pattern.finditer(words.classes):
            candidates.append((match.start(), -match.end(), order))
    candidates.sort()
    reached = 0
    for first, negative, order in candidates:
        if first < reached:
            continue
        name, _, read = rules()[order]
        reading = read(words, first, -negative)
        if reading is not None and (reading.value or reading.relative):
            reached = -negative
            yield Found(first, reached, reading.type, reading.value, reading.relative, name)
