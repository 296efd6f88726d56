# SPDX-License-Identifier: Apache-2.0
"""The thread of dates through a text: each time expression with what it counts from.

Comes in: the time mentions of one article in order, its day of writing, the text. Goes out:
`Resolution`s (value, and whether it was stated, counted from the anchor or from the date last told).
Refuses: nothing; a value that cannot be told is None.
Score: with `times.py` (WikiWars is all narrative).

News counts from its own day; history counts on from the date last told ("In 1940 ... In April ...
two days later"). Which of the two a text is, its dates tell: full dates of long ago and no
weekdays. The distinction is HeidelTime's (Strötgen and Gertz 2013), its detection ours.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from ontherecord.annotate.times.calendar import Period, occurrences, period, reckon, resolve
from ontherecord.annotate.times.zones import pair
from ontherecord.model import TimeMention

Base = Literal["stated", "anchor", "reference"]

LONG_AGO = 2  # years before the anchor from which a full date is history, not news
FEWEST_OLD_DATES = 4  # fewer dates of long ago do not make a narrative; told to the month they do
FEWEST_YEARLESS = 3  # told to the year they do with so many months that leave theirs out
YEAR_DIGITS = 4
MOST_DEICTIC = 4  # full dates of long ago for each word that counts from today
PARAGRAPH_REACH = 2000  # code points from a day to a clock time that may be of that day
_DEICTIC = re.compile(r"anchor (?:[-+]\d+D|[~<>]XXXX-WXX)")
_BY_DAYS = re.compile(r"reference [-+]\d+(?:D|T[HMS])")
_DATED = re.compile(r"\d{4}(?:$|-\d)")
_YEARLESS = re.compile(r"anchor ~XXXX-\d")
_NEXT = re.compile(r" ?[(/]?|\)?,? (?:on )?")  # what may stand between a clock, another, and their day
_BRACKET = re.compile(r" ?[(/] ?")
_BACK_WEIGHT = 1.6  # a narrative moves on: a step back counts this much of a step forward
_COUNTS_ON = re.compile(r"anchor (?:[~=<>]XXXX|\+0[MYWQ])")


class Resolution(NamedTuple):
    """A value with what it was counted from: `start` is the date itself. `zone` is the mention's own, or
    what a clock beside it implies."""

    value: str | None
    base: Base
    start: str | None
    zone: str | None = None


def is_narrative(mentions: Sequence[TimeMention], anchor: str | None) -> bool:
    """Whether a text tells history: most of its dates lie years back, it hardly counts from today, and
    its months go without their year."""
    now = period(anchor)
    dated = [m.value for m in mentions if m.value and _DATED.match(m.value)]
    old = [value for value in dated if now is None or int(value[:4]) <= now.first.year - LONG_AGO]
    full = sum(1 for value in old if len(value) > YEAR_DIGITS)
    relative = [m.relative for m in mentions if m.relative]
    deictic = sum(1 for one in relative if _DEICTIC.match(one))
    bare = sum(1 for one in relative if _YEARLESS.match(one))
    return (
        len(old) >= FEWEST_OLD_DATES
        and len(old) > MOST_DEICTIC * deictic
        and 2 * len(old) > len(dated)
        and (full >= FEWEST_OLD_DATES or (full > 0 and bare >= FEWEST_YEARLESS))
    )


def resolutions(mentions: Sequence[TimeMention], anchor: str | None, text: str) -> tuple[Resolution, ...]:
    """Every mention resolved, in order."""
    narrative = is_narrative(mentions, anchor)
    found: list[Resolution] = []
    thread = _Thread()
    for n, mention in enumerate(mentions):
        reference = thread.reference(mention, text, narrative)
        one = _counted_on(mention, reference, anchor) if narrative and reference else None
        one = one or _day_beside(mentions, n, anchor, text) or _resolved(mention, anchor, reference)
        one = one._replace(zone=mention.zone)
        same = _same_moment(mentions[n - 1], found[-1], mention, one, text) if n else None
        if same:
            found[-1:] = same
            continue
        found.append(one)
        if not narrative or one.base != "anchor":  # history does not go on from the day it is written
            thread.follow(mention, one.value)
    return tuple(found)


class _Thread:
    """The date last told, and the day last told, with where each was told."""

    def __init__(self) -> None:
        self.told: str | None = None
        self.told_at = 0
        self.day: str | None = None
        self.day_at = 0

    def follow(self, mention: TimeMention, value: str | None) -> None:
        """Take note of what a mention means, if the text goes on from there."""
        here = period(value)
        if here is None or _compares(mention) or mention.type not in ("DATE", "TIME"):
            return
        if here.grain not in ("decade", "century"):
            self.told, self.told_at = here.value, mention.end
        if here.grain == "day":
            self.day, self.day_at = here.value, mention.end

    def reference(self, mention: TimeMention, text: str, narrative: bool) -> str | None:
        """What a mention would count from: a clock from the day told in its paragraph; "a day later", in
        news, from the day told not far before; all else from the date last told."""
        relative = mention.relative or ""
        if relative.startswith("day "):
            return self.told if _same_paragraph(text, self.told_at, mention.start) else None
        if not narrative and _BY_DAYS.match(relative):
            return self.day if mention.start - self.day_at < PARAGRAPH_REACH else None
        return self.told


def _same_paragraph(text: str, start: int, end: int) -> bool:
    return end - start < PARAGRAPH_REACH and text.find("\n", start, end) < 0


def _compares(mention: TimeMention) -> bool:
    """ "a year earlier": a look aside, after which the text goes on where it was."""
    return (mention.relative or "").startswith("comparison") or (mention.relative or "").endswith("-1Q -1Y")


def _day_beside(mentions: Sequence[TimeMention], n: int, anchor: str | None, text: str) -> Resolution | None:
    """A clock of the day told right after it, another clock between or not: "10 a.m. (0700 GMT) on Friday"."""
    if not (mentions[n].relative or "").startswith("day "):
        return None
    for before, after in pairwise(mentions[n : n + 3]):
        if not _NEXT.fullmatch(text, before.end, after.start):
            return None
        if not (after.relative or "").startswith("day "):
            day = period(resolve(after, anchor))
            return _resolved(mentions[n], anchor, day.value) if day and day.grain == "day" else None
    return None


def _same_moment(
    before: TimeMention, first: Resolution, mention: TimeMention, second: Resolution, text: str
) -> tuple[Resolution, Resolution] | None:
    """Two clocks of one moment, the second in brackets or behind a stroke; None if they are not that."""
    if not (mention.relative or "").startswith("day ") or not _BRACKET.fullmatch(
        text, before.end, mention.start
    ):
        return None
    found = pair(first.value, before.zone, second.value, mention.zone)
    if found is None:
        return None
    return first._replace(zone=found.zone), second._replace(value=found.value)


def _resolved(mention: TimeMention, anchor: str | None, reference: str | None) -> Resolution:
    value = resolve(mention, anchor, reference)
    if mention.relative is None:
        return Resolution(value, "stated", None)
    counts_on = mention.relative.startswith(("reference", "day")) and reference is not None
    return Resolution(value, "reference" if counts_on else "anchor", reference if counts_on else anchor)


def _counted_on(mention: TimeMention, reference: str, anchor: str | None) -> Resolution | None:
    """A month, day or season without a year, counted on from the date last told, if that does not
    lead beyond the day of writing."""
    if mention.relative is None or not _COUNTS_ON.match(mention.relative):
        return None
    here = period(reference)
    _, *steps = mention.relative.split()
    if here is None:
        return None
    first = steps[0]
    if first[0] in "~=":
        nearest = _nearest(here, first[1:])
        if nearest is None:
            return None
        value = reckon(nearest.value, steps[1:], mention.tense) if steps[1:] else nearest.value
    else:
        value = reckon(reference, steps, mention.tense)
    then, now = period(value), period(anchor)
    if then and now and then.first > now.last:
        return None
    return Resolution(value, "reference", reference)


def _nearest(here: Period, template: str) -> Period | None:
    """The occurrence nearest to a period, rather on than back."""
    best: tuple[float, Period] | None = None
    for one in occurrences(template, here):
        if here.first <= one.first <= here.last:
            return one
        days = (one.first - here.first).days
        distance = days if days > 0 else -days * _BACK_WEIGHT
        if best is None or distance < best[0]:
            best = distance, one
    return best[1] if best else None
