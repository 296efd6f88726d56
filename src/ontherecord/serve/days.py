# SPDX-License-Identifier: Apache-2.0
"""Days: when the articles were published, and what is told of one day.

Comes in: a month, a day. Goes out: the days with their counts; one day's articles and events.
Refuses: what is no day (`Wrong`). Score: none; `tests/serve/test_browsing.py`.
"""

from __future__ import annotations

import datetime
from calendar import monthrange
from typing import Annotated, Any

import msgspec
from sqlalchemy import Select, func, select

from ontherecord.archive.queries import pairs
from ontherecord.archive.tables import articles, story_articles
from ontherecord.archive.tables import stories as stories_table
from ontherecord.dossier.wording import date_in_words, days_in_words
from ontherecord.serve.answers import View, Wrong
from ontherecord.serve.house import Desk

_MOST_ARTICLES = 500
_MOST_STORIES = 60  # stories whose calendars a day looks into
_DAY = len("2031-03-20")
_SHADES = 5


def span_in_words(first: str | None, last: str | None) -> str:
    """From a first to a last day in words."""
    told = [one[:_DAY] for one in (first, last) if one]
    return days_in_words(told[0], told[-1]) if told else "date not told"


class Looking(View, frozen=True, kw_only=True):
    """Which days: all, or those of a year or month ("2031-03")."""

    within: Annotated[str, msgspec.Meta(max_length=10)] = ""


class DayLine(View, frozen=True, kw_only=True):
    """A day of publication and how much came out."""

    day: str
    number: int
    """Of the day in its month."""
    words: str
    weekday: str
    address: str
    articles: int
    stories: int
    shade: int
    """How many articles, against the day with most: 1 to 5."""


class Month(View, frozen=True, kw_only=True):
    """A month and its days that brought articles."""

    month: str
    words: str
    begins: int
    """The weekday of its first day, Monday is 0."""
    length: int
    days: tuple[DayLine, ...]


class Calendar(View, frozen=True, kw_only=True):
    """Days of publication, the newest first."""

    months: tuple[Month, ...]
    undated: int
    asked: Looking


def calendar(desk: Desk, asked: Looking) -> Calendar:
    """The days on which articles were published."""
    day = func.substr(articles.c.published, 1, _DAY)
    query = (
        select(day, func.count(), func.count(story_articles.c.story.distinct()))
        .select_from(articles)
        .outerjoin(story_articles, story_articles.c.article == articles.c.id)
        .where(func.length(articles.c.published) >= _DAY)
        .group_by(day)
        .order_by(day.desc())
        .limit(3660)
    )
    if asked.within:
        query = query.where(articles.c.published.startswith(asked.within, autoescape=True))
    with desk.archive.place.reading() as connection:
        rows = [(str(d), int(n), int(s)) for d, n, s in connection.execute(query)]
        undated = connection.execute(
            select(func.count()).select_from(articles).where(articles.c.published.is_(None))
        ).scalar_one()
    most = max((n for _, n, _ in rows), default=1)
    months: dict[str, list[DayLine]] = {}
    for name, number, stories in rows:
        line = DayLine(
            day=name, number=int(name[8:]), words=date_in_words(name), weekday=_weekday(name), address=f"/day?day={name}",
            articles=number, stories=stories, shade=-(-_SHADES * number // most),
        )  # fmt: skip
        months.setdefault(name[:7], []).append(line)
    return Calendar(
        months=tuple(_month(name, tuple(held)) for name, held in months.items()),
        undated=undated, asked=asked,
    )  # fmt: skip


def _month(name: str, days: tuple[DayLine, ...]) -> Month:
    begins, length = monthrange(int(name[:4]), int(name[5:]))
    return Month(month=name, words=date_in_words(name), begins=begins, length=length, days=days)


def _weekday(day: str) -> str:
    try:
        return datetime.date.fromisoformat(day).strftime("%A")
    except ValueError:
        return ""


class Which(View, frozen=True, kw_only=True):
    """One day."""

    day: Annotated[str, msgspec.Meta(max_length=10)]


class DayArticle(View, frozen=True, kw_only=True):
    """An article of the day."""

    id: str
    headline: str
    outlet: str | None
    address: str


class DayStory(View, frozen=True, kw_only=True):
    """A story with articles of the day, or of which something is told on that day."""

    id: str
    title: str
    address: str
    articles: tuple[DayArticle, ...]
    told: tuple[DayEvent, ...]


class DayEvent(View, frozen=True, kw_only=True):
    """A line of a story's calendar on that day."""

    title: str
    address: str
    lane: str


class DayTold(View, frozen=True, kw_only=True):
    """One day: what was published, story by story, and what is told of it."""

    day: str
    words: str
    weekday: str
    earlier: str | None
    later: str | None
    stories: tuple[DayStory, ...]
    loose: tuple[DayArticle, ...]
    """Articles that no story has yet."""


def day(desk: Desk, asked: Which) -> DayTold:
    """What was published on a day, and what is told of it."""
    try:
        date = datetime.date.fromisoformat(asked.day)
    except ValueError as fault:
        raise Wrong(f"{asked.day!r} is no day; write it as 2031-03-20") from fault
    with desk.archive.place.reading() as connection:
        rows = connection.execute(_published(asked.day)).all()
        titles: dict[str, str] = pairs(connection, _around(asked.day))
        published = articles.c.published
        before = connection.scalar(select(func.max(published)).where(published < asked.day))
        after = connection.scalar(select(func.min(published)).where(published > asked.day + "~"))
    held: dict[str | None, list[DayArticle]] = {}
    for row in rows:
        line = DayArticle(
            id=row.id, headline=row.headline or "No headline", outlet=row.outlet, address=f"/articles/{row.id}"
        )  # fmt: skip
        held.setdefault(row.story, []).append(line)
        if row.story is not None:
            titles.setdefault(row.story, row.title)
    told = {story: _told(desk, story, asked.day) for story in titles}
    return DayTold(
        day=asked.day, words=date_in_words(asked.day), weekday=date.strftime("%A"),
        earlier=before[:_DAY] if before else None, later=after[:_DAY] if after else None,
        loose=tuple(held.get(None, ())),
        stories=tuple(
            DayStory(id=story, title=title, address=f"/stories/{story}/", articles=tuple(held.get(story, ())),
                     told=told[story])
            for story, title in titles.items() if story in held or told[story]
        ),
    )  # fmt: skip


def _published(day: str) -> Select[Any]:
    """The articles of a day with their stories, those of large stories first."""
    return (
        select(articles, story_articles.c.story, stories_table.c.title)
        .select_from(articles)
        .outerjoin(story_articles, story_articles.c.article == articles.c.id)
        .outerjoin(stories_table, stories_table.c.id == story_articles.c.story)
        .where(articles.c.published.startswith(day))
        .order_by(stories_table.c.articles.desc(), articles.c.published, articles.c.id)
        .limit(_MOST_ARTICLES)
    )


def _around(day: str) -> Select[Any]:
    """The stories whose reports begin before the end of a day and end after its beginning."""
    return (
        select(stories_table.c.id, stories_table.c.title)
        .where(stories_table.c.first <= day + "~", stories_table.c.last >= day)
        .order_by(stories_table.c.articles.desc())
        .limit(_MOST_STORIES)
    )


def _told(desk: Desk, story: str, day: str) -> tuple[DayEvent, ...]:
    """The lines of a story's calendar on a day."""
    timeline = desk.archive.record(story, ["timeline"]).timeline
    return tuple(
        DayEvent(title=one.title, address=_passage(story, one), lane=one.lane)
        for one in timeline
        if one.date[:_DAY] == day
    )


def _passage(story: str, entry: object) -> str:
    """Where a line of a calendar stands: at the words it rests on."""
    support = getattr(entry, "support", ())
    if not support:
        return f"/stories/{story}/#timeline"
    first = support[0]
    return f"/stories/{story}/#{first.document}:{first.start}-{first.end}"
