# SPDX-License-Identifier: Apache-2.0
"""Stories: the list, one story's dossier, and the lists of its record.

Comes in: words, an outlet, a day, a moment; the id of a story. Goes out: typed values; pages off the shelf.
Refuses: a story that does not exist. Score: none; `tests/serve/test_stories.py`.
"""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from sqlalchemy import Connection, Select, func, or_, select

from ontherecord.archive.clock import moment
from ontherecord.archive.looking import stories_with
from ontherecord.archive.queries import pairs
from ontherecord.archive.tables import articles, records, story_articles
from ontherecord.archive.tables import stories as stories_table
from ontherecord.dossier.wording import counted, listed
from ontherecord.export import STORY_KINDS
from ontherecord.model import Datum, Story
from ontherecord.serve import lists
from ontherecord.serve.answers import Elsewhere, Encoded, Laid, View
from ontherecord.serve.days import span_in_words
from ontherecord.serve.house import Desk
from ontherecord.serve.remembered import remembered

A_PAGE = 40  # stories of one page of the list
MOST = 10_000
_NAMED = 4  # outlets of a story that the list names
Page = Annotated[int, msgspec.Meta(ge=1, le=MOST)]
Words = Annotated[str, msgspec.Meta(max_length=500)]
Name = Annotated[str, msgspec.Meta(max_length=300)]


class Looking(View, frozen=True, kw_only=True):
    """What a person looks for among the stories."""

    words: Words = ""
    outlet: Name = ""
    day: Name = ""
    """A day of publication, or the beginning of one: "2031-03-20", "2031-03"."""
    since: Name = ""
    """Those new or changed since a day, a moment, "2 days"; "last" is the last look."""
    page: Page = 1


class StoryLine(View, frozen=True, kw_only=True):
    """A story in the list."""

    id: str
    title: str
    address: str
    days: str
    counts: str
    articles: int
    outlets: int
    origins: int
    new: int
    """Articles that came since the moment asked for."""
    changed: str
    lead: str
    """The first sentence of its brief."""
    named: str
    """Its outlets, the first ones by name."""
    conflicts: int
    """Claims on which its reports conflict."""


class StoryList(View, frozen=True, kw_only=True):
    """A page of the list of stories."""

    stories: tuple[StoryLine, ...]
    total: int
    page: int
    pages: int
    outlets: tuple[str, ...]
    """Outlets to choose from."""
    asked: Looking
    last_look: str
    since: str
    articles: int
    waiting: int
    """Articles that no story has yet: an update has still to come."""


def story_list(desk: Desk, asked: Looking) -> StoryList:
    """The stories that a person looks for."""
    last = desk.cookies.get("looked", "")
    since = _since(asked.since, last)
    with desk.archive.place.reading() as connection:
        found = stories_with(connection, desk.archive.place, asked.words) if asked.words else None
        query = _filtered(select(stories_table), asked, since, found)
        total = connection.execute(select(func.count()).select_from(query.subquery())).scalar_one()
        ordered = query.order_by(
            stories_table.c.last.desc().nulls_last(), stories_table.c.articles.desc(), stories_table.c.id
        )
        rows = connection.execute(ordered.limit(A_PAGE).offset((asked.page - 1) * A_PAGE)).all()
        ids = [row.id for row in rows]
        new: dict[str, int] = {}
        if since:
            count = (
                select(story_articles.c.story, func.count())
                .join(articles, articles.c.id == story_articles.c.article)
                .where(articles.c.added > since, story_articles.c.story.in_(ids))
                .group_by(story_articles.c.story)
            )
            new = pairs(connection, count)
        held = connection.execute(select(func.count()).select_from(articles)).scalar_one()
        told = connection.execute(select(func.count()).select_from(story_articles)).scalar_one()
        named = connection.execute(
            select(articles.c.outlet).where(articles.c.outlet.is_not(None)).group_by(articles.c.outlet)
            .order_by(func.count().desc(), articles.c.outlet).limit(200)
        )  # fmt: skip
        outlets = sorted((name for (name,) in named), key=str.casefold)
        glances = {row.record: _glance(connection, row.record) for row in rows}
    return StoryList(
        stories=tuple(_line(row, new.get(row.id, 0), *glances[row.record]) for row in rows),
        total=total, page=asked.page, pages=max(1, -(-total // A_PAGE)), outlets=tuple(outlets), asked=asked,
        last_look=last if is_moment(last) else "", since=since or "", articles=held, waiting=held - told,
    )  # fmt: skip


def _since(asked: str, last: str) -> str | None:
    if asked == "last":
        return moment(last) if is_moment(last) else None
    return moment(asked) if asked else None


def is_moment(said: str) -> bool:
    """Whether a cookie still says what we wrote into it."""
    return len(said) == len("2031-03-20T14:05:00.000Z") and said.endswith("Z") and said[:4].isdigit()


def _filtered(query: Select[Any], asked: Looking, since: str | None, found: list[str] | None) -> Select[Any]:
    own = select(story_articles.c.story).join(articles, articles.c.id == story_articles.c.article)
    if asked.outlet:
        query = query.where(stories_table.c.id.in_(own.where(articles.c.outlet == asked.outlet)))
    if asked.day:
        begins = articles.c.published.startswith(asked.day, autoescape=True)
        query = query.where(stories_table.c.id.in_(own.where(begins)))
    if since:
        query = query.where(or_(stories_table.c.changed > since, stories_table.c.newest > since))
    if found is not None:
        query = query.where(stories_table.c.id.in_(found))
    return query


_CLASH = '"standing":"in-conflict"'


def _glance(connection: Connection, key: str) -> tuple[str, int]:
    """The first sentence of a record's brief, and how many of its claims conflict."""

    def read() -> tuple[str, int]:
        brief = lists.data("brief", lists.of_record(connection, key, "brief")[:1])
        without = func.length(func.replace(records.c.lines, _CLASH, ""))
        clashes = select((func.length(records.c.lines) - without) / len(_CLASH))
        found = connection.execute(clashes.where(records.c.key == key, records.c.kind == "claims")).scalar()
        return "".join(one.sentence for one in brief), int(found or 0)

    return remembered(key, "glance", read, lambda glance: len(glance[0]))


def _named(outlets: tuple[str, ...]) -> str:
    """The first outlets by name, and how many others."""
    more = len(outlets) - _NAMED
    return listed([*outlets[:_NAMED], *([counted(more, "other")] if more > 0 else [])])


def _line(row: Any, new: int, lead: str, conflicts: int) -> StoryLine:
    counts = (
        f"{counted(row.articles, 'article')}, {counted(row.outlets, 'outlet')}, "
        f"{counted(row.origins, 'independent origin')}"
    )
    return StoryLine(
        id=row.id, title=row.title, address=f"/stories/{row.id}/", days=span_in_words(row.first, row.last),
        counts=counts, articles=row.articles, outlets=row.outlets, origins=row.origins, new=new,
        changed=row.changed, lead=lead, conflicts=conflicts,
        named=_named(tuple(dict.fromkeys(filter(None, msgspec.json.decode(row.value, type=Story).outlets)))),
    )  # fmt: skip


class Named(View, frozen=True, kw_only=True):
    """A story by its id, or by one it had before."""

    story: Name


class Part(View, frozen=True, kw_only=True):
    """A page beside the dossier of a story."""

    story: Name
    part: Annotated[str, msgspec.Meta(pattern=r"^((articles|quotes|versions)-[0-9]{3,5}|quotes-by-date)$")]


def dossier(desk: Desk, asked: Named) -> Laid | Elsewhere:
    """The dossier; from an id of before to the one of today."""
    today = desk.archive.resolve(asked.story)
    if today != asked.story:
        return Elsewhere(f"/stories/{today}/")
    return desk.shelf.page(today, "dossier.html")


def moved(desk: Desk, asked: Named) -> Elsewhere:
    """The address that links between dossiers of a folder have."""
    return Elsewhere(f"/stories/{desk.archive.resolve(asked.story)}/")


def part(desk: Desk, asked: Part) -> Laid:
    """A page beside the dossier."""
    return desk.shelf.page(desk.archive.resolve(asked.story), f"{asked.part}.html")


class Coming(View, frozen=True, kw_only=True):
    """A large story whose pages are being laid out: what can be told of it at once."""

    title: str
    days: str
    articles: int
    brief: tuple[str, ...]


def coming(desk: Desk, story: str) -> Coming:
    """What is shown until the pages of a story are laid out."""
    told = desk.archive.record(story, ["brief"])
    return Coming(
        title=told.story.title, days=span_in_words(told.story.first, told.story.last), articles=len(told.story.articles),
        brief=tuple(one.sentence for one in told.brief),
    )  # fmt: skip


class StoryTold(View, frozen=True, kw_only=True):
    """A story and how much its record has; each list stands at an address of its own."""

    story: Story
    counts: dict[str, int]
    lists: dict[str, str]


def told(desk: Desk, asked: Named) -> StoryTold:
    """A story and what its record has."""
    story = desk.archive.record(asked.story, []).story
    id = story.id
    return StoryTold(
        story=story,
        counts=lists.counts(desk, id),
        lists={kind: f"/stories/{id}/{kind}.json" for kind in STORY_KINDS},
    )


class Kind(View, frozen=True, kw_only=True):
    """A stretch of one list of a record."""

    story: Name
    kind: str
    offset: Annotated[int, msgspec.Meta(ge=0, le=10**7)] = 0
    limit: Annotated[int, msgspec.Meta(ge=1, le=1000)] = 100


class Data(View, frozen=True, kw_only=True):
    """Data of one kind: those of a record's list from `offset` on."""

    kind: str
    total: int
    offset: int
    data: tuple[Datum, ...]


def data(desk: Desk, asked: Kind) -> Encoded:
    """A stretch of one list of a record, in the form of `Data`."""
    kept = lists.lines(desk, asked.story, asked.kind)
    told = Data(kind=asked.kind, total=len(kept), offset=asked.offset, data=())
    opened = msgspec.json.encode(told).removesuffix(b"]}")
    stretch = kept[asked.offset : asked.offset + asked.limit]
    return Encoded(opened + ",".join(stretch).encode() + b"]}")
