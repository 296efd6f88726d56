# SPDX-License-Identifier: Apache-2.0
"""The stories of today: put in the place of those of before, listed, and found by any id they ever had.

Comes in: stories with the keys of their records. Goes out: which changed; the list that a person looks
through. Refuses: an id that no story has or ever had (`UnknownStory`).
Score: milliseconds a list, `python -m bench archive`.

The id of a story is made from its articles, so it changes with them; `story_names` leads from every id that it
ever had to the one of today. Of a story that came apart the part with most of its articles keeps the name.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import msgspec
from sqlalchemy import Connection, delete, func, insert, or_, select, update

from ontherecord.archive import records
from ontherecord.archive.clock import now
from ontherecord.archive.faults import UnknownStory
from ontherecord.archive.queries import among, pairs, parts
from ontherecord.archive.tables import arrivals, articles, stories, story_articles, story_names
from ontherecord.model import Story

_STORY = msgspec.json.Decoder(Story)


class Told(NamedTuple):
    """A story as grouping tells it, and the key of its record."""

    story: Story
    key: str


class Listed(NamedTuple):
    """A story in a list: how many articles, outlets and origins it has, its dates, when its newest article was
    added, when its record last changed, and how many articles were added since the moment asked for."""

    id: str
    title: str
    first: str | None
    last: str | None
    articles: int
    outlets: int
    origins: int
    newest: str
    changed: str
    new: int = 0


def put(connection: Connection, told: Sequence[Told]) -> tuple[str, ...]:
    """Put the stories of today in the place of those of before; gives the ids of those that are new or whose
    record says something else."""
    at = now()
    today = {one.story.id: one for one in told}
    gone = set(connection.execute(select(stories.c.id)).scalars()) - today.keys()
    homes = pairs(connection, select(story_articles.c.article, story_articles.c.story))
    changed = write(connection, told, at)
    _move(connection, told, homes)
    _arrived(connection, told, homes, at)
    _rename(connection, gone, today, homes, at)
    return changed


def write(connection: Connection, told: Sequence[Told], at: str) -> tuple[str, ...]:
    """Write stories with their records, at the moment `at`; gives the ids of those that are new or whose record
    says something else."""
    columns = (stories.c.id, stories.c.record, stories.c.digest, stories.c.value)
    before = {
        row.id: row
        for some in parts([one.story.id for one in told])
        for row in connection.execute(select(*columns).where(stories.c.id.in_(some)))
    }
    changed = []
    for one in told:
        old = before.get(one.story.id)
        if old is not None and old.record == one.key:
            _retell(connection, one, _STORY.decode(old.value))
        elif _put_one(connection, one, old.digest if old is not None else None, at):
            changed.append(one.story.id)
    return tuple(changed)


def _retell(connection: Connection, one: Told, old: Story) -> None:
    """Write a story whose record stands, if its title, reasons or neighbours have changed."""
    story = msgspec.structs.replace(
        one.story, origins=old.origins, first=old.first, last=old.last, warnings=old.warnings
    )
    if story != old:
        values = {"title": story.title, "value": msgspec.json.encode(story).decode()}
        connection.execute(update(stories).where(stories.c.id == story.id).values(**values))


def _put_one(connection: Connection, one: Told, before: str | None, at: str) -> bool:
    """Write a story with another record, at the moment `at`; gives whether that says anything else than the
    one with the digest `before`."""
    story, digest = records.story_of(connection, one.key, one.story), records.digest(connection, one.key)
    values = {
        "title": story.title, "first": story.first, "last": story.last, "articles": len(story.articles),
        "outlets": len(story.outlets), "origins": len(story.origins), "languages": " ".join(story.languages),
        "record": one.key, "digest": digest, "value": msgspec.json.encode(story).decode(),
    }  # fmt: skip
    if digest != before:
        values |= {"changed": at, "newest": _newest(connection, story.articles)}
    if before is not None:
        connection.execute(update(stories).where(stories.c.id == story.id).values(**values))
    else:
        connection.execute(insert(stories).values(id=story.id, **values))
    return digest != before


def _newest(connection: Connection, ids: Sequence[str]) -> str:
    return max(
        (
            connection.execute(select(func.max(articles.c.added)).where(articles.c.id.in_(some))).scalar()
            or ""
            for some in parts(ids)
        ),
        default="",
    )


def _move(connection: Connection, told: Iterable[Told], homes: Mapping[str, str]) -> None:
    """Write down in which story each article is that came to another one."""
    there: set[str] = set()
    for one in told:
        there.update(one.story.articles)
        rows = [
            {"article": joined.article, "story": one.story.id, "because": joined.because}
            for joined in one.story.joined
            if homes.get(joined.article) != one.story.id
        ]
        for some in parts([row["article"] for row in rows if row["article"] in homes]):
            connection.execute(delete(story_articles).where(story_articles.c.article.in_(some)))
        if rows:
            connection.execute(insert(story_articles), rows)
    for some in parts(sorted(homes.keys() - there)):
        connection.execute(delete(story_articles).where(story_articles.c.article.in_(some)))


def _arrived(connection: Connection, told: Iterable[Told], homes: Mapping[str, str], at: str) -> None:
    """Write down what each new article did: it starts a story, joins one, or joins several into one."""
    for one in told:
        new = [joined for joined in one.story.joined if joined.article not in homes]
        before = {homes[article] for article in one.story.articles if article in homes}
        what = ("starts a story", "joins a story", "joins two stories")[min(len(before), 2)]
        rows = [
            {
                "article": joined.article,
                "what": what,
                "story": one.story.id,
                "because": joined.because,
                "at": at,
            }
            for joined in new
        ]
        if rows:
            connection.execute(insert(arrivals), rows)


def _rename(
    connection: Connection, gone: Iterable[str], today: Mapping[str, Told], homes: Mapping[str, str], at: str
) -> None:
    """Let the ids of stories that are no more lead to those that have most of their articles."""
    named = {name for (name,) in connection.execute(select(story_names.c.name))}
    own = [{"name": id, "story": id, "since": at} for id in today if id not in named]
    if own:
        connection.execute(insert(story_names), own)
    back = today.keys() & named
    for some in parts(sorted(back)):
        connection.execute(
            update(story_names).where(story_names.c.name.in_(some)).values(story=story_names.c.name)
        )
    lost = set(gone)
    heirs: dict[str, Counter[str]] = defaultdict(Counter)
    for id, one in today.items():
        for article in one.story.articles:
            if homes.get(article) in lost:
                heirs[homes[article]][id] += 1
    for id in sorted(lost):
        if heirs[id]:
            heir = min(heirs[id], key=lambda other: (-heirs[id][other], other))
            connection.execute(update(story_names).where(story_names.c.story == id).values(story=heir))
        connection.execute(delete(stories).where(stories.c.id == id))


def resolved(connection: Connection, name: str) -> str:
    """The id of today of the story that has this id, or had it once. Raises UnknownStory."""
    found = connection.execute(select(story_names.c.story).where(story_names.c.name == name)).scalar()
    if found is None or connection.execute(select(stories.c.id).where(stories.c.id == found)).first() is None:
        raise UnknownStory(f"no story has the id {name!r}, nor ever had; ontherecord stories lists them")
    return str(found)


def story(connection: Connection, id: str) -> Told:
    """The story of today with this id."""
    row = connection.execute(select(stories.c.value, stories.c.record).where(stories.c.id == id)).one()
    return Told(_STORY.decode(row.value), row.record)


def listed(
    connection: Connection, ids: Sequence[str] | None = None, *, since: str | None = None, limit: int = 50,
    offset: int = 0,
) -> tuple[Listed, ...]:  # fmt: skip
    """Stories, those with the newest articles first, then the largest; of `ids` only those, in their order.
    With `since`, a moment, those that changed after it."""
    columns = [stories.c[name] for name in Listed._fields[:-1]]
    query = select(*columns)
    if since is not None:
        query = query.where(or_(stories.c.changed > since, stories.c.newest > since))
    if ids is not None:
        found = {row.id: row for row in among(connection, query, stories.c.id, ids)}
        rows = [found[id] for id in ids if id in found][offset : offset + limit]
    else:
        ordered = query.order_by(stories.c.last.desc().nulls_last(), stories.c.articles.desc(), stories.c.id)
        rows = list(connection.execute(ordered.limit(limit).offset(offset)))
    new = _new(connection, [row.id for row in rows], since) if since is not None else {}
    return tuple(Listed(*row)._replace(new=new.get(row.id, 0)) for row in rows)


def _new(connection: Connection, ids: Sequence[str], since: str) -> dict[str, int]:
    """How many articles each story got after a moment."""
    query = (
        select(story_articles.c.story, func.count())
        .join(articles, articles.c.id == story_articles.c.article)
        .where(articles.c.added > since)
        .group_by(story_articles.c.story)
    )
    return dict(among(connection, query, story_articles.c.story, ids))
