# SPDX-License-Identifier: Apache-2.0
"""The date that a text itself gives for its publication.

Comes in: a date line ("Published 15 May 2025, 10:03 BST") or the date of a dateline. Goes out: ISO
8601, with time and zone as far as the words give them; None where they leave the day open ("05/06/25",
"an hour ago"). Refuses: nothing. Score: `tests/read/test_published.py`.
"""

from __future__ import annotations

import re
from datetime import date as calendar_date
from typing import NamedTuple

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_DATES = (
    re.compile(r"\b(?P<year>\d{4})-(?P<number>\d\d)-(?P<day>\d\d)"),
    re.compile(
        rf"\b{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?(?: at)? (?P<year>\d{{4}})\b", re.IGNORECASE
    ),
    re.compile(
        rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {_MONTH},? (?P<year>\d{{4}})\b", re.IGNORECASE
    ),
    re.compile(r"\b(?P<first>\d{1,2})[/.](?P<second>\d{1,2})[/.](?P<year>20\d\d)\b"),
)
_TIME = re.compile(
    r"[T\s,|•·(\-]{1,4}(?:at )?(?P<hour>\d{1,2})[:.](?P<minute>\d\d)(?::(?P<second>\d\d))?"
    r"(?: ?(?P<half>[ap])\.?m\.?)?(?: ?\(?(?P<zone>Z\b|[A-Z]{2,4}\b|[+-]\d\d:?\d\d\b))?",
    re.IGNORECASE,
)
_CHANGED = re.compile(r"^\W*(?:last\s+)?(?:updated|modified|last\s+update)", re.IGNORECASE)
_LABELLED = re.compile(
    r"^\W*(?:first\s+|originally\s+)?(?:published|posted|date|created|filed|issued)", re.IGNORECASE
)
_ANY_LABEL = re.compile(
    r"\b(?:last |first |originally )?"
    r"(?:updated|modified|published|posted|date|created|filed|issued|last update)\b",
    re.IGNORECASE,
)
# Minutes from UTC of the zone names that mean one zone in news (IST, CST, AST and the like do not).
_ZONES = {
    "Z": 0, "UTC": 0, "GMT": 0, "BST": 60, "CET": 60, "CEST": 120, "EET": 120, "EEST": 180, "MSK": 180,
    "EDT": -240, "EST": -300, "CDT": -300, "MDT": -360, "MST": -420, "PDT": -420, "PST": -480,
    "JST": 540, "KST": 540, "SGT": 480, "HKT": 480, "AEST": 600, "AEDT": 660, "NZST": 720, "TRT": 180,
}  # fmt: skip


_CHANGED_AT = re.compile(
    r"\bupdated(?: at)?:? (?P<hour>\d{1,2})[:.](?P<minute>\d\d)(?P<second>\b)(?: ?(?P<half>[ap])\.?m\.?)?"
    r"(?: ?\(?(?P<zone>Z\b|[A-Z]{2,4}\b|[+-]\d\d:?\d\d\b))?",
    re.IGNORECASE,
)


class Stated(NamedTuple):
    """A date as stated: ISO 8601, its range in the line, and whether it is that of a change."""

    date: str
    start: int
    end: int
    changed: bool
    labelled: bool


def stated(text: str) -> list[Stated]:
    """The full dates of a date line, in order. A date without its year is left out."""
    found: list[Stated] = []
    for form in _DATES:
        for match in form.finditer(text):
            day = _day(match)
            if day is None or any(match.start() < one.end and one.start < match.end() for one in found):
                continue
            time = _TIME.match(text, match.end())
            end = time.end() if time else match.end()
            label = _label(text, match.start())
            clock = _clock(time) if time else ""
            stop = end if clock else match.end()
            changed, labelled = bool(_CHANGED.match(label)), bool(_LABELLED.match(label))
            found.append(Stated(day + clock, match.start(), stop, changed, labelled))
    found.sort(key=lambda one: one.start)
    change = _CHANGED_AT.search(text)
    if change and len(found) == 1 and not found[0].changed and (clock := _clock(change)):
        found.append(Stated(found[0].date[:10] + clock, change.start(), change.end(), True, False))
    return found


def _label(text: str, start: int) -> str:
    """The words of the line before a date, from the last separator on."""
    before = text[max(0, start - 60) : start]
    labels = list(_ANY_LABEL.finditer(before))
    return before[labels[-1].start() :] if labels else ""


def _day(match: re.Match[str]) -> str | None:
    parts = match.groupdict()
    if parts.get("month"):
        month, day = _MONTHS.index(parts["month"].lower()) + 1, int(parts["day"])
    elif parts.get("number"):
        month, day = int(parts["number"]), int(parts["day"])
    else:
        first, second = int(parts["first"]), int(parts["second"])
        if first <= 12 and second <= 12 and first != second:
            return None  # day and month could be either
        month, day = (second, first) if first > 12 else (first, second)
    try:
        return calendar_date(int(parts["year"]), month, day).isoformat()
    except ValueError:
        return None


def _clock(time: re.Match[str]) -> str:
    hour, minute = int(time["hour"]), int(time["minute"])
    if time["half"]:
        hour = hour % 12 + (12 if time["half"].lower() == "p" else 0)
    if hour > 23 or minute > 59:
        return ""
    return f"T{hour:02}:{minute:02}:{time['second'] or '00'}{_zone(time['zone'])}"


def _zone(name: str | None) -> str:
    if not name:
        return ""
    if name[0] in "+-":
        return f"{name[:3]}:{name[-2:]}"
    minutes = _ZONES.get(name.upper())
    if minutes is None:
        return ""
    if minutes == 0:
        return "Z"
    sign = "+" if minutes > 0 else "-"
    return f"{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
