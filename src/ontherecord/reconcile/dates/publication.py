# SPDX-License-Identifier: Apache-2.0
"""When the articles of a story were published, where nobody states it.

Comes in: the articles of one story, their copies and annotations, the tracing. Goes out: the
articles, `published` inferred where the words allow it. Refuses to date: an attached article (it
belongs to another story), an article whose story spreads over more than a week without a link to a
dated one, and anything by a page's age.
Score: with the examples.

A day is taken from the words of the article (a caption, a dateline) or from its story (dated
articles, captions); then the weekday words of the article choose the day near it on which they
would have been written: "said on Wednesday" lies behind, "will meet on Thursday" ahead, and news is
told as soon as it can be.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec

from ontherecord.annotate.times.calendar import period, resolve
from ontherecord.annotate.times.times import times_of_text
from ontherecord.model import Annotations, Article, Published, Span, TimeMention, Tracing

WIDEST_STORY = 6  # days between its dated articles; in a longer story a weekday is ambiguous
NEAR = 3  # days around an anchor: within them every weekday occurs once
SURE_MARGIN = 3  # days of delay by which the best day must beat the next to be stated without "~"
LEAST_REUSE = 0.3  # share of an article found in a dated one that makes them one report
_UNSEEN_ROLES = frozenset({"credit", "byline", "dateline"})  # segments that have no parse
_ARCHIVE = re.compile(r"\b(?:file|archive|archival)\b", re.IGNORECASE)
_WEEKDAY = re.compile(r"anchor ~XXXX-WXX-([1-7])")
_YEARS = re.compile(r"(?:copyright|©|\(c\))[^\n]{0,40}?\b((?:19|20)\d\d)(?:\s*[-–]\s*((?:19|20)\d\d))?", re.I)
_NAMED_DAY = re.compile(r"[A-Za-z]{3,6}day\b")
_MONTH_DAY = re.compile(r"anchor ~XXXX-\d\d-\d\d$")


class Evidence(NamedTuple):
    """A day that words name, near which an article was published. `rank` 0 is the best."""

    day: datetime.date
    rank: int
    span: Span
    by: str
    firm: bool = True
    """Whether more than one picture says so."""


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
        anchor = _own_day(article, own[article.id], stated, story, voters, tracing)
        anchor = anchor or _day_without_year(article, copies[article.document], story) or story
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
    mentions = (*(annotations.times if annotations else ()), *_unseen_times(article, copy))
    found = [one for mention in mentions if (one := _evidence_of(mention, article, copy)) is not None]
    return sorted(found, key=lambda e: (e.rank, -e.day.toordinal(), e.span.start))


def _evidence_of(mention: TimeMention, article: Article, copy: str) -> Evidence | None:
    day = period(mention.value)
    if day is None or day.grain != "day" or mention.type not in ("DATE", "TIME"):
        return None
    role, span = _role(mention, article), _span(mention, article)
    if role in _UNSEEN_ROLES or role == "caption":
        line = copy[copy.rfind("\n", 0, mention.start) + 1 : mention.start]
        return Evidence(day.first, 1 if _ARCHIVE.search(line) else 0, span, f"date in a {role}")
    if mention.tense in ("past", "present") and _NAMED_DAY.search(mention.text):
        return Evidence(day.first, 1, span, "full date with its weekday")
    return Evidence(day.first, 2, span, "full date") if mention.tense == "past" else None


def _role(mention: TimeMention, article: Article) -> str:
    return next((s.role for s in article.segments if s.start <= mention.start < s.end), "body")


def _span(mention: TimeMention, article: Article) -> Span:
    return Span(document=article.document, start=mention.start, end=mention.end, text=mention.text)


def _unseen_times(article: Article, copy: str) -> Iterator[TimeMention]:
    """The time expressions of the segments that have no parse."""
    for segment in article.segments:
        if segment.role in _UNSEEN_ROLES:
            yield from times_of_text(copy, segment.start, segment.end)


def _day_without_year(article: Article, copy: str, story: Evidence | None) -> Evidence | None:
    """The day of a dateline that leaves the year out ("VARN, May 15 -"), in the year of the story or,
    without one, of the article's copyright line."""
    years = _copyright_years(article, copy)
    base = story.day.isoformat() if story else f"{years[-1]:04}-07-01" if years else None
    for mention in _unseen_times(article, copy) if base else ():
        if mention.relative and _MONTH_DAY.match(mention.relative):
            day = period(resolve(mention, base))
            same_year = day is not None and (story is not None or day.first.year == years[-1])
            if day is not None and same_year:
                return Evidence(day.first, 0, _span(mention, article), "day in a dateline")
    return None


# --- the story's day ---------------------------------------------------------------------------


def _story_day(
    articles: Sequence[Article], own: Mapping[str, Sequence[Evidence]], stated: Mapping[str, datetime.date]
) -> Evidence | None:
    """The day around which the story was told: the middle one of its dated articles, else of its
    captions, else a full date on which two documents agree."""
    days = [
        Evidence(stated[a.id], 0, a.published.span or _whole(a), "dated articles of the story")
        for a in articles
        if a.id in stated
    ]
    if days:
        return _middle(days)
    best = [e for a in articles for e in own[a.id][:1]]
    captions = _latest_together([e for e in best if e.rank == 0])
    found = _middle(captions) or _agreed(best)
    return found._replace(firm=len(_documents(best, found.day)) > 1) if found else None


def _whole(article: Article) -> Span:
    """A span of no length at the head of an article whose date stands in no words of the copy."""
    return Span(document=article.document, start=article.start, end=article.start, text="")


def _documents(found: Sequence[Evidence], day: datetime.date) -> set[str]:
    """The documents that name a day near this one."""
    return {e.span.document for e in found if abs((day - e.day).days) <= NEAR}


def _latest_together(found: Sequence[Evidence]) -> list[Evidence]:
    """The latest day and those of the same week; older ones are pictures from an archive."""
    latest = max((e.day for e in found), default=None)
    return [e for e in found if latest and (latest - e.day).days <= WIDEST_STORY]


def _middle(found: Sequence[Evidence]) -> Evidence | None:
    """The middle day, if all lie within the widest story."""
    ordered = sorted(found, key=lambda e: (e.day, e.span))
    if not ordered or (ordered[-1].day - ordered[0].day).days > WIDEST_STORY:
        return None
    return ordered[(len(ordered) - 1) // 2]


def _agreed(found: Sequence[Evidence]) -> Evidence | None:
    """The latest day, if another document names one near it."""
    latest = max(found, key=lambda e: (e.day, e.span), default=None)
    return latest if latest and len(_documents(found, latest.day)) > 1 else None


# --- one article -------------------------------------------------------------------------------


def _own_day(
    article: Article,
    own: Sequence[Evidence],
    stated: Mapping[str, datetime.date],
    story: Evidence | None,
    articles: Sequence[Article],
    tracing: Tracing,
) -> Evidence | None:
    """The day that this article has of its own: in its words, unless those are far from its story (a
    picture from an archive), or that of a dated article with the same words."""
    twin = _twin(article, stated, articles, tracing)
    near = twin or story
    if own and own[0].rank == 0 and (near is None or abs((near.day - own[0].day).days) <= WIDEST_STORY):
        return own[0]
    return twin


def _twin(
    article: Article, stated: Mapping[str, datetime.date], articles: Sequence[Article], tracing: Tracing
) -> Evidence | None:
    """The dated article that shares most words with this one, if they are enough."""
    shared = sorted(
        (-max(r.share_of_from, r.share_of_to), other)
        for r in tracing.reuse
        for this, other in ((r.from_, r.to), (r.to, r.from_))
        if this == article.id and other in stated and max(r.share_of_from, r.share_of_to) >= LEAST_REUSE
    )
    if not shared:
        return None
    twin = next(a for a in articles if a.id == shared[0][1])
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
    days = list(_days_around(anchor.day, range(first, first + 7)))
    costs = sorted((*_delay(day, weekdays), abs((day - anchor.day).days), day) for day in days)
    day = costs[0][-1] if weekdays else anchor.day
    sure = anchor.firm and bool(weekdays) and len(costs) > 1 and costs[1][0] - costs[0][0] >= SURE_MARGIN
    years = _copyright_years(article, copy)
    if years and not any(abs(day.year - year) <= 1 for year in years):
        return None
    return Published(
        date=day.isoformat() + ("" if sure else "~"),
        basis="inferred-from-story",
        span=anchor.span if anchor.span.text else None,
        by=f"dates: {anchor.by}" + (", weekday words" if weekdays else ""),
    )


def _days_around(day: datetime.date, shifts: Iterable[int]) -> Iterator[datetime.date]:
    """The days so many days from a day, as far as the calendar goes."""
    for shift in shifts:
        if datetime.date.min.toordinal() <= day.toordinal() + shift <= datetime.date.max.toordinal():
            yield day + datetime.timedelta(shift)


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


def _copyright_years(article: Article, copy: str) -> list[int]:
    """The years that the copyright lines of an article name; of a span of years the last."""
    return [int(m[2] or m[1]) for m in _YEARS.finditer(copy, article.start, article.end)]
