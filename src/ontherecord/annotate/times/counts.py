# SPDX-License-Identifier: Apache-2.0
"""Readings of counts: lengths, distances and sets ("three months", "two days ago", "every Thursday").

Comes in: `TimeWords` and a range of them that a rule matched. Goes out: a `Reading`, or None.
Refuses: a number too long to be a count of time.
Score: with `times.py`.
"""

from __future__ import annotations

import re

from ontherecord.annotate.times.words import Reading, TimeWords


def _number(w: TimeWords, a: int, b: int) -> float | None:
    """The number that words a to b say: 5, twenty-four, "two hundred", "2 1/2"; None if too big."""
    total, part, seen = 0.0, 0.0, False
    several = re.search(r"(?<=[DnN])[0G](?=[DnN])", w.classes[a:b])  # "two to three weeks": at least two
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
    """The number that digits say, thousands separators left out; None for what is too long."""
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
    finer = {
        "Y": ("M", 12),
        "H": ("M", 60),
        "M": ("S", 60) if clock else ("D", 30),
        "D": ("TH", 24),
        "E": ("Y", 10),
        "C": ("Y", 100),
    }
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
    if w.classes[b - 1] == "5" and not re.search(r"[DNn]", letters):
        return 1.0, w.classes[at] == "V", unit  # "week-long", "weeks-long"
    if re.search(r"Q", w.classes[a:b]) and "-" in letters:
        return None  # "three-quarters"
    vague = "f" in letters or not re.search(r"[DNnaYcr]", letters)
    if letters.endswith("1a"):
        return 0.5, False, unit  # "half an hour"
    if re.search(r"a\+?$", letters) or letters.endswith("9"):
        return 1.0, "f" in letters, unit
    return (None if vague else _number(w, a, at)), vague, unit


def read_duration(w: TimeWords, a: int, b: int) -> Reading | None:
    """A length: "three months", "a few days", "3-year-old"."""
    found = _quantity(w, a, b)
    if found is None:
        return None
    count, vague, unit = found
    if not vague and count is None:
        return None
    if not vague and w.classes[b - 2 : b] in ("&1",):
        count = (count or 0) + 0.5
    if re.search(r"[UVqQ]&a1$", w.classes[a:b]):
        count = (count or 0) + 0.5
    return Reading("DURATION", _length(count, unit, vague))


def read_ago(w: TimeWords, a: int, b: int) -> Reading | None:
    """ "three years ago", "two days later", "a year earlier"."""
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
    return Reading("TIME" if unit[0] == "T" else "DATE", None, f"{base} {sign}{int(count)}{unit}")


def read_recent(w: TimeWords, a: int, b: int) -> Reading | None:
    """ "recent years"."""
    return Reading("DURATION", _length(None, str(w.values[b - 1]), True))


def read_every(w: TimeWords, a: int, b: int) -> Reading | None:
    """ "every Thursday", "each year", "Mondays", "per month"."""
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


def read_often(w: TimeWords, a: int, b: int) -> Reading | None:
    """ "daily", "weekly"."""
    return Reading("SET", str(w.values[a]))
