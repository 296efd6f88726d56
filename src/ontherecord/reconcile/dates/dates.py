# SPDX-License-Identifier: Apache-2.0
"""The dates of a story: what each time expression means, and what that rests on.

Comes in: the articles of one story with their publication dates, their copies and annotations.
Goes out: a `TimeReference` a time expression: EDTF for dates, TIMEX3 for lengths and sets.
Refuses: a value where the day to count from is not known.
Score: with the examples and `python -m bench times`.

Words count from the day of publication; inside a quotation from the day of speaking, where that is
named; in passages of history from the date last told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from ontherecord.annotate.times.calendar import edtf, period
from ontherecord.annotate.times.confidence import confidence
from ontherecord.annotate.times.narrative import Resolution, resolutions
from ontherecord.annotate.times.zones import LOCAL
from ontherecord.model import Annotations, Article, Span, TimeMention, TimeReference
from ontherecord.reconcile.dates.publication import publication_dates
from ontherecord.reconcile.dates.speaking import quoted_times, speaking_days, times_inside

__all__ = ["publication_dates", "time_references"]

INFERRED = 0.9  # share of inferred publication days that are right, to the day or marked "~" (the examples)
_ROUGHLY = re.compile(r"(?:about|around|nearly|almost|roughly|approximately|more than|less than)\b", re.I)
_CLOCK_END = re.compile(r"T\d\d:\d\d:\d\d$")
_LONG_COUNT = re.compile(r"^anchor [-+](?:[2-9]|\d\d+)[MYEC]")  # "four years ago" is no exact year
_ANCHOR_NAMES = {
    "stated": "publication date, stated",
    "metadata": "publication date, from metadata",
    "inferred-from-story": "publication date, inferred from the story",
    "unknown": "publication date unknown",
}


def time_references(
    articles: Sequence[Article], copies: Mapping[str, str], annotations: Mapping[str, Annotations]
) -> tuple[TimeReference, ...]:
    """Every time expression of the articles with the date it means and what that rests on."""
    found: list[TimeReference] = []
    for article in sorted(articles, key=lambda a: a.id):
        one = annotations.get(article.id)
        if one is not None:
            found += _references(article, copies[article.document], one)
    return tuple(found)


def _references(article: Article, copy: str, annotations: Annotations) -> Iterator[TimeReference]:
    published = article.published.date
    spoken = _days_of_speaking(annotations, published, copy)
    for number, (mention, resolution) in enumerate(spoken, start=1):
        basis, one = resolution
        value = _value(mention, one)
        yield TimeReference(
            id=f"{article.id}.t{number}",
            article=article.id,
            span=Span(document=article.document, start=mention.start, end=mention.end, text=mention.text),
            type=mention.type,
            value=value,
            basis=basis or (_ANCHOR_NAMES[article.published.basis] if one.base == "anchor" else _basis(one)),
            anchor=one.start,
            by=f"{mention.by}, local time" if one.zone == LOCAL else mention.by,
            confidence=_sure(mention, one, article) if value else None,
        )


def _sure(mention: TimeMention, one: Resolution, article: Article) -> float:
    """How sure a value is; what counts from a day that is itself inferred is less sure."""
    found = confidence(mention.by, mention.type, one.base)
    inferred = one.base == "anchor" and article.published.basis == "inferred-from-story"
    return round(found * INFERRED, 3) if inferred else found


def _basis(one: Resolution) -> str:
    if one.value and one.value.endswith("_REF"):
        return "no date of its own"
    return "stated" if one.base == "stated" else "date told before"


def _value(mention: TimeMention, one: Resolution) -> str | None:
    """A date as EDTF, approximate ("~") where the words are: "about 1990", "four years ago"; a clock time
    with the offset of its zone, if that is known."""
    if mention.type not in ("DATE", "TIME"):
        return one.value
    date = edtf(one.value)
    if date is None or "/" in date or date.endswith("~"):
        return date
    if mention.type == "TIME" and _CLOCK_END.search(date):
        return date if one.zone in (None, LOCAL) else f"{date}{one.zone}"
    rough = _ROUGHLY.match(mention.text) or (mention.relative and _LONG_COUNT.search(mention.relative))
    return f"{date}~" if rough else date


def _days_of_speaking(
    annotations: Annotations, published: str | None, copy: str
) -> list[tuple[TimeMention, tuple[str, Resolution]]]:
    """Each mention with its resolution; inside a quotation counted from the day of speaking, where
    the sentence of the cue names one."""
    quoted = quoted_times(annotations)
    times = [_as_spoken(m) if m.start in quoted else m for m in annotations.times]
    outer = resolutions(times, published, copy)
    starts = [m.start for m in annotations.times]
    by_start = dict(zip(starts, outer, strict=True))
    values = {start: one.value for start, one in by_start.items()}
    days = speaking_days(annotations, values, published)
    inner: dict[int, Resolution] = {}
    for quotation in annotations.quotations:
        day = _day_of(values[days[quotation.id].start]) if quotation.id in days else None
        if day is None:
            continue
        inside = times_inside(quotation, times, starts)
        for mention, one in zip(inside, resolutions(inside, day, copy), strict=True):
            if one.base == "anchor":
                inner[mention.start] = one
    return [
        (m, ("day of speaking", inner[m.start]) if m.start in inner else ("", by_start[m.start]))
        for m in annotations.times
    ]


def _as_spoken(mention: TimeMention) -> TimeMention:
    """In speech the present looks ahead: "maybe tomorrow and maybe Friday"."""
    return msgspec.structs.replace(mention, tense="future") if mention.tense == "present" else mention


def _day_of(value: str | None) -> str | None:
    """The day of a value, still approximate if the value is."""
    found = period(value)
    return found.value + ("~" if value and value.endswith("~") else "") if found else None
