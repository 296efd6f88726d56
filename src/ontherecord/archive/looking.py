# SPDX-License-Identifier: Apache-2.0
"""Looking things up: copies, documents, articles, members of casts, arrivals, and whole builds.

Comes in: ids or words. Goes out: what has them. Refuses: an id that names nothing (`ArchiveError`).
Score: none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, select

from ontherecord.archive import decisions, properties, records, stories
from ontherecord.archive.adding import placed
from ontherecord.archive.faults import ArchiveError
from ontherecord.archive.identity import DIGITS, order
from ontherecord.archive.places import Place
from ontherecord.archive.queries import among, parts
from ontherecord.archive.search import search
from ontherecord.archive.tables import arrivals, articles, cast, copies, documents, sightings, story_articles
from ontherecord.archive.tables import stories as stories_table
from ontherecord.decide.outcomes import outcomes as became
from ontherecord.decide.rulings import Rulings, carried, rulings
from ontherecord.model import Article, Build, Decision, Document, Outcome, Reading, Record

_FOUND = 500  # articles that a search for stories looks through


class Member(NamedTuple):
    """A member of the cast of one story: who, and how often mentioned and quoted there."""

    story: str
    id: str
    name: str
    kind: str
    country: str | None
    mentions: int
    quotations: int


class Arrived(NamedTuple):
    """What an article did when it came, and why."""

    article: str
    what: str
    story: str
    because: str
    at: str


def stories_with(connection: Connection, place: Place, words: str) -> list[str]:
    """The ids of the stories that have articles with these words, the best first."""
    return list(
        dict.fromkeys(hit.story for hit in search(connection, place, words, limit=_FOUND) if hit.story)
    )


def readings_of(connection: Connection, ids: Iterable[str] | None = None) -> list[Reading]:
    """Readings by the ids of their documents (None: all), in the order of their sources, as in a build."""
    query = select(documents)
    rows = list(connection.execute(query) if ids is None else among(connection, query, documents.c.id, ids))
    hashes = (row.sha256 for row in rows)
    texts = dict(among(connection, select(copies.c.sha256, copies.c.text), copies.c.sha256, hashes))
    return sorted(placed(rows, texts), key=lambda r: (*order(r.document.source), r.document.id))


def copies_of(connection: Connection, ids: Iterable[str]) -> Mapping[str, str]:
    """Frozen copies by document id."""
    query = select(documents.c.id, copies.c.text).join(copies, copies.c.sha256 == documents.c.sha256)
    return dict(among(connection, query, documents.c.id, ids))


def documents_of(connection: Connection, ids: Iterable[str]) -> tuple[Document, ...]:
    """Documents by id, in the order of their sources."""
    return tuple(reading.document for reading in readings_of(connection, ids))


def sources(connection: Connection) -> frozenset[str]:
    """Every source that was met, and every address of an article."""
    met = connection.execute(select(sightings.c.source)).scalars()
    published = connection.execute(select(articles.c.url).where(articles.c.url.is_not(None))).scalars()
    return frozenset(str(one) for one in (*met, *published))


def article(connection: Connection, id: str) -> tuple[Article, str | None]:
    """An article as it was read, and the id of its story. Raises ArchiveError."""
    query = select(documents.c.id).join(articles, articles.c.document == documents.c.number)
    document = connection.execute(query.where(articles.c.id == id)).scalar()
    if document is None:
        raise ArchiveError(f"no article has the id {id!r}")
    found = next(a for r in readings_of(connection, [document]) for a in r.articles if a.id == id)
    home = connection.execute(select(story_articles.c.story).where(story_articles.c.article == id)).scalar()
    return found, home


def members(connection: Connection, name: str, limit: int) -> tuple[Member, ...]:
    """Members of the casts of today's stories whose name has these letters, the most quoted first."""
    letters = name.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    query = (
        select(stories_table.c.id, *(cast.c[field] for field in Member._fields[1:]))
        .join(stories_table, stories_table.c.record == cast.c.record)
        .where(cast.c.name.ilike(f"%{letters}%", escape="\\"))
        .order_by(cast.c.quotations.desc(), cast.c.mentions.desc(), cast.c.name, stories_table.c.id)
        .limit(limit)
    )
    return tuple(Member(*row) for row in connection.execute(query))


def arrived(connection: Connection, since: str | None, limit: int) -> tuple[Arrived, ...]:
    """What articles did when they came, the newest first."""
    query = select(*(arrivals.c[field] for field in Arrived._fields)).order_by(arrivals.c.number.desc())
    if since is not None:
        query = query.where(arrivals.c.at > since)
    return tuple(Arrived(*row) for row in connection.execute(query.limit(limit)))


def build(connection: Connection, names: Iterable[str] | None = None) -> Build:
    """Stories as a build: all of them, or those of these ids, with the documents of their articles."""
    from ontherecord.build import manifest_of  # here: who looks one thing up needs no build

    if names is None:
        ids = [id for (id,) in connection.execute(select(stories_table.c.id))]
    else:
        ids = list(dict.fromkeys(stories.resolved(connection, name) for name in names))
    made = records_of(connection, ids)
    wanted = None if names is None else {a.document for record in made for a in record.articles}
    readings = readings_of(connection, wanted)
    choices = properties.choices(connection)
    copies_by = {reading.document.id: reading.copy for reading in readings}
    decided = ruled(connection, readings, made)
    decided = decided if names is None else decided.within(set(copies_by))
    return Build(
        manifest=manifest_of(readings, (), made, choices.settings.model, properties.named(choices), decided),
        documents=tuple(reading.document for reading in readings),
        copies=copies_by,
        records=made,
    )


def outcomes(connection: Connection) -> tuple[Outcome, ...]:
    """What became of each decision that holds, by the records of the stories that have its words."""
    about = {name for one in decisions.listed(connection) for name in stories_about(connection, one)}
    made = records_of(connection, about)
    readings = readings_of(connection, {a.document for record in made for a in record.articles})
    return became(ruled(connection, readings, made), made)


def records_of(connection: Connection, ids: Iterable[str]) -> tuple[Record, ...]:
    """The records of stories by their ids of today, the largest first."""
    told = [stories.story(connection, id) for id in ids]
    told.sort(key=lambda one: (-len(one.story.articles), one.story.id))
    return tuple(records.fetch(connection, one.key, one.story) for one in told)


def stories_about(connection: Connection, decision: Decision) -> list[str]:
    """The ids of the stories of the documents that a decision has words of."""
    hashes = {span.sha256 for spans in decision.subjects for span in spans}
    found: dict[str, None] = {}
    query = (
        select(story_articles.c.story, documents.c.sha256)
        .join(articles, articles.c.id == story_articles.c.article)
        .join(documents, documents.c.number == articles.c.document)
        .order_by(story_articles.c.story)
        .distinct()
    )
    for some in parts(sorted({one[:DIGITS] for one in hashes})):
        rows = connection.execute(query.where(documents.c.mark.in_(some)))
        found.update((row.story, None) for row in rows if row.sha256 in hashes)
    return list(found)


def ruled(connection: Connection, readings: Sequence[Reading], made: Sequence[Record]) -> Rulings:
    """All decisions that hold, with the places of their words in some stories: their records and documents."""
    texts = {reading.document.id: reading.copy for reading in readings}
    found = rulings(decisions.listed(connection), [reading.document for reading in readings], texts)
    versions = [version for record in made for version in record.versions]
    return carried(found, versions, [article for record in made for article in record.articles], texts)
