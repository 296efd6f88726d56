# SPDX-License-Identifier: Apache-2.0
"""The dates of a story: when its articles were published, and what each time expression means.

Comes in: the articles of one story, their copies and annotations, the tracing. Goes out: the
articles with `published` inferred where nobody states it, and a `TimeReference` a time expression.
Refuses to date: an attached article (it belongs to another story), an article whose story spreads
over more than a week without a link to a dated one, and any date that rests on a page's age.
Score: with the examples and `python -m bench times`.

How an undated article is dated: a day is taken from the words of the article (a caption, a full
date with its weekday) or from the story (its dated articles); then the weekday words of the article
choose the day near it on which they would have been written: "said on Wednesday" lies behind,
"will meet on Thursday" ahead, and news is told on its day or the day after.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec

from ontherecord.annotate.calendar import edtf, period
from ontherecord.annotate.narrative import Resolution, resolutions
from ontherecord.annotate.times import times_of_text
from ontherecord.model import (
    Annotations,
    Article,
    Published,
    Span,
    TimeMention,
    TimeReference,
    Tracing,
)
from ontherecord.reconcile.speaking import speaking_days, times_inside

WIDEST_STORY = 6  # days between its dated articles; in a longer story a weekday is ambiguous
NEAR = 3  # days around an anchor: within them every weekday occurs once
SURE_MARGIN = 3  # days of delay by which the best day must beat the next to be stated without "~"
LEAST_REUSE = 0.3  # share of an article found in a dated one that makes them one report
_UNSEEN_ROLES = frozenset({"credit", "byline", "dateline"})  # segments that have no parse
_ARCHIVE = re.compile(r"\b(?:file|archive|archival)\b", re.IGNORECASE)
_WEEKDAY = re.compile(r"anchor ~XXXX-WXX-([1-7])")
_ROUGHLY = re.compile(r"(?:about|around|nearly|almost|roughly|approximately|more than|less than)\b", re.I)
_LONG_COUNT = re.compile(r"^anchor [-+](?:[2-9]|\d\d+)[MYEC]")  # "four years ago" is no exact year
_YEARS = re.compile(r"(?:copyright|©|\(c\))[^\n]{0,40}?\b((?:19|20)\d\d)(?:\s*[-–]\s*((?:19|20)\d\d))?", re.I)


class Evidence(NamedTuple):
    """A day that words name, near which an article was published. `rank` 0 is the best."""

    day: datetime.date
    rank: int
    span: Span
    by: str


# --- publication dates -------------------------------------------------------------------------


def publication_dates(
    articles: Sequence[Article],
    copies: Mapping[str, str],
    annotations: Mapping[str, Annotations],
    tracing: Tracing,
) -> tuple[Article, ...]:
    """The articles, in the order given, with `published` inferred from the story where the words
    allow it (basis "inferred-from-story", the span it rests on, the rule in `by`)."""
    voters = sorted((a for a in articles if a.attached_to is None), key=lambda a: a.id)
    own = {a.id: _evidence(a, copies[a.document], annotations.get(a.id)) for a in voters}
    stated = {a.id: day for a in voters if (day := _stated_day(a)) is not None}
    story = _story_day(voters, own, stated)
    dated = []
    for article in articles:
        if article.id not in own or article.published.date is not None:
            dated.append(article)
            continue
        anchor = _anchor(article, own[article.id], stated, voters, tracing) or story
        published = _published(article, anchor, annotations.get(article.id), copies[article.document])
        dated.append(_with_published(article, published) if published else article)
    return tuple(dated)


def _with_published(article: Article, published: Published) -> Article:
    return msgspec.structs.replace(article, published=published)


def _stated_day(article: Article) -> datetime.date | None:
    found = period((article.published.date or "")[:10])
    return found.first if found and found.grain == "day" and article.published.basis != "unknown" else None


def _evidence(article: Article, copy: str, annotations: Annotations | None) -> list[Evidence]:
    """The days that an article's own words offer for its publication, the best first."""
    found = []
    mentions = annotations.times if annotations else ()
    for mention in (*mentions, *_unseen_times(article, copy)):
        day = period(mention.value)
        if day is None or day.grain != "day" or mention.type not in ("DATE", "TIME"):
            continue
        role = next((s.role for s in article.segments if s.start <= mention.start < s.end), "body")
        span = Span(document=article.document, start=mention.start, end=mention.end, text=mention.text)
        line = copy[copy.rfind("\n", 0, mention.start) + 1 : mention.start]
        if role in _UNSEEN_ROLES or role == "caption":
            archive = _ARCHIVE.search(line) is not None
            found.append(Evidence(day.first, 1 if archive else 0, span, f"date in a {role}"))
        elif mention.tense in ("past", "present") and re.search(r"[A-Za-z]+day\b", mention.text):
            found.append(Evidence(day.first, 1, span, "full date with its weekday"))
        elif mention.tense == "past":
            found.append(Evidence(day.first, 2, span, "full date"))
    return sorted(found, key=lambda e: (e.rank, -e.day.toordinal(), e.span.start))


def _unseen_times(article: Article, copy: str) -> Iterator[TimeMention]:
    for segment in article.segments:
        if segment.role in _UNSEEN_ROLES:
            yield from times_of_text(copy, segment.start, segment.end)


def _story_day(
    articles: Sequence[Article], own: Mapping[str, Sequence[Evidence]], stated: Mapping[str, datetime.date]
) -> Evidence | None:
    """The day around which the story was told: the middle one of its dated articles, else of the
    captions and full dates on which two documents agree or which one caption gives."""
    days = [
        Evidence(stated[a.id], 0, a.published.span or _whole(a), "dated articles of the story")
        for a in articles
        if a.id in stated
    ]
    captions = [e for a in articles for e in own[a.id][:1] if e.rank == 0]
    return _middle(days) or _middle(captions) or _agreed([e for a in articles for e in own[a.id][:1]])


def _whole(article: Article) -> Span:
    """A span of no length at the head of an article whose date stands in no words of the copy."""
    return Span(document=article.document, start=article.start, end=article.start, text="")


def _middle(found: Sequence[Evidence]) -> Evidence | None:
    """The middle day, if all lie within the widest story."""
    ordered = sorted(found, key=lambda e: (e.day, e.span))
    if not ordered or (ordered[-1].day - ordered[0].day).days > WIDEST_STORY:
        return None
    return ordered[(len(ordered) - 1) // 2]


def _agreed(found: Sequence[Evidence]) -> Evidence | None:
    """The latest day, if another document names one near it."""
    latest = max(found, key=lambda e: (e.day, e.span), default=None)
    if latest is None:
        return None
    near = {e.span.document for e in found if (latest.day - e.day).days <= NEAR}
    return latest if len(near) > 1 else None


def _anchor(
    article: Article,
    own: Sequence[Evidence],
    stated: Mapping[str, datetime.date],
    articles: Sequence[Article],
    tracing: Tracing,
) -> Evidence | None:
    """The day that this article has of its own: in its words, or from a dated article it shares."""
    if own and own[0].rank == 0:
        return own[0]
    by_id = {a.id: a for a in articles}
    shared = sorted(
        (-max(r.share_of_from, r.share_of_to), other)
        for r in tracing.reuse
        for this, other in ((r.from_, r.to), (r.to, r.from_))
        if this == article.id and other in stated and max(r.share_of_from, r.share_of_to) >= LEAST_REUSE
    )
    if not shared:
        return None
    twin = by_id[shared[0][1]]
    return Evidence(
        stated[twin.id], 0, twin.published.span or _whole(twin), "dated article with the same words"
    )


def _published(
    article: Article, anchor: Evidence | None, annotations: Annotations | None, copy: str
) -> Published | None:
    """The publication date near an anchor that agrees with the article's weekday words."""
    if anchor is None:
        return None
    weekdays = list(_weekdays(annotations.times if annotations else ()))
    own_words = anchor.span.document == article.document and article.start <= anchor.span.start < article.end
    first = 0 if own_words else -NEAR
    days = [anchor.day + datetime.timedelta(n) for n in range(first, first + 7)]
    costs = sorted((*_delay(day, weekdays), abs((day - anchor.day).days), day) for day in days)
    day, sure = costs[0][-1], False
    if weekdays and len(costs) > 1:
        sure = costs[1][0] - costs[0][0] >= SURE_MARGIN
    elif not weekdays:
        day = anchor.day
    if not _year_agrees(day, article, copy):
        return None
    by = f"dates: {anchor.by}" + (", weekday words" if weekdays else "")
    return Published(
        date=day.isoformat() + ("" if sure else "~"),
        basis="inferred-from-story",
        span=anchor.span if anchor.span.text else None,
        by=by,
    )


def _weekdays(mentions: Sequence[TimeMention]) -> Iterator[tuple[int, bool]]:
    """The weekdays an article names bare: number, and whether it lies ahead."""
    for mention in mentions:
        found = _WEEKDAY.match(mention.relative or "")
        if found and mention.tense is not None:
            yield int(found[1]), mention.tense == "future"


def _delay(day: datetime.date, weekdays: Sequence[tuple[int, bool]]) -> tuple[int, int]:
    """How late the article would be if written on a day: the days back to each weekday it tells of and
    on to each it looks forward to, all together; then the days back to the nearest."""
    today = day.isoweekday()
    behind = {(today - number) % 7 for number, ahead in weekdays if not ahead}
    ahead = {(number - today) % 7 for number, is_ahead in weekdays if is_ahead}
    return sum(behind) + sum(ahead), min(behind, default=0)


def _year_agrees(day: datetime.date, article: Article, copy: str) -> bool:
    """Whether the copyright lines, if there are any, name the year of the day or the one before."""
    years = [int(m[2] or m[1]) for m in _YEARS.finditer(copy, article.start, article.end)]
    return not years or any(day.year - 1 <= year <= day.year + 1 for year in years)


# --- time references ---------------------------------------------------------------------------


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
        yield TimeReference(
            id=f"{article.id}.t{number}",
            article=article.id,
            span=Span(document=article.document, start=mention.start, end=mention.end, text=mention.text),
            type=mention.type,
            value=_value(mention, one.value),
            basis=basis or (_ANCHOR_NAMES[article.published.basis] if one.base == "anchor" else _basis(one)),
            anchor=one.start,
            by=mention.by,
        )


def _basis(one: Resolution) -> str:
    if one.value and one.value.endswith("_REF"):
        return "no date of its own"
    return "stated" if one.base == "stated" else "date told before"


def _value(mention: TimeMention, value: str | None) -> str | None:
    """A date as EDTF, approximate ("~") where the words are: "about 1990", "four years ago"."""
    if mention.type not in ("DATE", "TIME"):
        return value
    date = edtf(value)
    if date is None or "/" in date or date.endswith("~"):
        return date
    rough = _ROUGHLY.match(mention.text) or (mention.relative and _LONG_COUNT.search(mention.relative))
    return f"{date}~" if rough else date


def _days_of_speaking(
    annotations: Annotations, published: str | None, copy: str
) -> list[tuple[TimeMention, tuple[str, Resolution]]]:
    """Each mention with its resolution; inside a quotation counted from the day of speaking, where
    the sentence of the cue names one."""
    outer = resolutions(annotations.times, published, copy)
    starts = [m.start for m in annotations.times]
    by_start = dict(zip(starts, outer, strict=True))
    values = {start: one.value for start, one in by_start.items()}
    days = speaking_days(annotations, values, published)
    inner: dict[int, Resolution] = {}
    for quotation in annotations.quotations:
        day = _day_of(values[days[quotation.id].start]) if quotation.id in days else None
        if day is None:
            continue
        inside = times_inside(quotation, annotations.times, starts)
        for mention, one in zip(inside, resolutions(inside, day, copy), strict=True):
            if one.base == "anchor":
                inner[mention.start] = one
    return [
        (m, ("day of speaking", inner[m.start]) if m.start in inner else ("", by_start[m.start]))
        for m in annotations.times
    ]


def _day_of(value: str | None) -> str | None:
    """The day of a value, still approximate if the value is."""
    found = period(value)
    return found.value + ("~" if value and value.endswith("~") else "") if found else None
