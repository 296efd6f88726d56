# SPDX-License-Identifier: Apache-2.0
"""Checking: whether an archive is whole.

Comes in: an archive. Goes out: its faults, one line each with the mend; none if it is whole.
Refuses: nothing; what cannot be read is a fault. Score: none; `tests/archive/test_checking.py` damages one.

In this order: the pages of the database; the hash of every frozen copy; every article within its copy, under the
id that its document gives it; the index of words; every story with its articles, each article in one story;
every record: its spans read again, its ids followed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from sqlalchemy import Connection, func, select, text
from sqlalchemy.exc import DBAPIError

from ontherecord.archive import looking, records, stories
from ontherecord.archive.adding import placed
from ontherecord.archive.faults import ArchiveError, in_words
from ontherecord.archive.places import Place
from ontherecord.archive.queries import pairs
from ontherecord.archive.tables import articles, copies, documents, story_articles
from ontherecord.archive.tables import stories as stories_table
from ontherecord.verify import RecordError, verify_record

_RESTORE = "restore the archive from a backup"


def check(place: Place) -> Iterator[str]:
    """The faults of an archive."""
    damaged: list[str] = []
    try:
        with place.reading() as connection:
            damaged = list(_pages(connection, place))
            yield from damaged
            if damaged:
                return
            yield from _copies(connection)
            yield from _articles(connection)
            yield from _words(connection, place)
            yield from _stories(connection)
            yield from _records(connection)
    except ArchiveError as fault:
        if str(fault) not in damaged:
            yield str(fault)


def _pages(connection: Connection, place: Place) -> Iterator[str]:
    if not place.is_file:
        return  # a server checks its pages itself, as it reads them
    try:
        for (said,) in connection.execute(text("PRAGMA integrity_check(10)")):
            if said != "ok":
                yield f"{place.where}: {said}; {_RESTORE}"
        for row in connection.execute(text("PRAGMA foreign_key_check")):
            yield f"{place.where}: {row[0]} names what is not in {row[2]}; {_RESTORE}"
    except DBAPIError as fault:
        yield str(in_words(fault, place.where))


def _copies(connection: Connection) -> Iterator[str]:
    for sha256, copy in connection.execute(select(copies)):
        found = hashlib.sha256(str(copy).encode("utf-8", "surrogatepass")).hexdigest()
        if found != sha256:
            yield f"the copy {sha256[:12]} was changed: its SHA-256 is {found[:12]}; {_RESTORE}"


def _articles(connection: Connection) -> Iterator[str]:
    lengths = pairs(connection, select(copies.c.sha256, func.length(copies.c.text)))
    laid: dict[int, set[tuple[str, int, int]]] = {}
    for row in connection.execute(select(articles)):
        laid.setdefault(row.document, set()).add((row.id, row.start, row.end))
    for row in connection.execute(select(documents)).all():
        reading = next(placed([row], {row.sha256: ""}))
        wanted = {(one.id, one.start, one.end) for one in reading.articles}
        if row.id != reading.document.id or laid.get(row.number, set()) != wanted:
            yield f"{row.source}: its articles are not as they were read; {_RESTORE}"
        elif any(end > lengths.get(row.sha256, 0) for _, _, end in wanted):
            yield f"{row.source}: an article ends after its copy; {_RESTORE}"


def _words(connection: Connection, place: Place) -> Iterator[str]:
    table = "article_words_docsize" if place.is_file else "article_words"
    known = connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()
    there = connection.execute(select(func.count()).select_from(articles)).scalar_one()
    if known != there:
        yield f"the index of words has {known} articles, the archive {there}; {_RESTORE}"


def _stories(connection: Connection) -> Iterator[str]:
    homes: dict[str, set[str]] = {}
    there = {id for (id,) in connection.execute(select(articles.c.id))}
    for row in connection.execute(select(story_articles)):
        homes.setdefault(row.story, set()).add(row.article)
        if row.article not in there:
            yield f"{row.article} is in a story, but no article; run ontherecord update"
    for (id,) in connection.execute(select(stories_table.c.id)).all():
        told = stories.story(connection, id)
        if homes.pop(id, set()) != set(told.story.articles):
            yield f"{id}: its articles are not those it was told of; run ontherecord update"
    for id in sorted(homes):
        yield f"{id}: has articles, but is no story; run ontherecord update"


def _records(connection: Connection) -> Iterator[str]:
    ids = {id for (id,) in connection.execute(select(articles.c.id))}
    for (id,) in connection.execute(select(stories_table.c.id).order_by(stories_table.c.id)).all():
        told = stories.story(connection, id)
        try:
            record = records.fetch(connection, told.key, told.story)
            texts = looking.copies_of(connection, {a.document for a in record.articles})
            verify_record(record, dict(texts), ids)
        except (ArchiveError, RecordError) as fault:
            yield f"{id}: {fault}"
