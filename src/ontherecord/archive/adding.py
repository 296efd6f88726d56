# SPDX-License-Identifier: Apache-2.0
"""Adding: readings -> documents, frozen copies and articles that are kept; each once.

Comes in: readings and refusals, in any order. Goes out: `Added`, what was new. Refuses: nothing; what is there
already is a sighting more, and what could not be read is named.
Score: articles a second, `python -m bench archive`.

A handful of readings is one transaction: whatever stops the work, an archive holds each reading whole or not
at all, and the same call again adds what is missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import msgspec
from sqlalchemy import Connection, Row, delete, insert, select, update

from ontherecord.archive import properties, search
from ontherecord.archive.clock import now
from ontherecord.archive.identity import DIGITS, identity, order, under
from ontherecord.archive.places import Place
from ontherecord.archive.tables import articles, copies, documents, sightings
from ontherecord.model import Reading, Refusal

_TOGETHER = 100  # readings of one transaction


class Added(NamedTuple):
    """What adding did: the ids of new documents, how many of them are other states of a page or file that was
    there, how many readings were there already, and what was refused."""

    documents: tuple[str, ...] = ()
    versions: int = 0
    known: int = 0
    refused: tuple[Refusal, ...] = ()


def add(place: Place, readings: Iterable[Reading | Refusal]) -> Added:
    """Keep every reading that is not there yet. Raises ArchiveError; what was kept before it is kept."""
    done = Added()
    for batch in _batches(readings):
        refused = tuple(one for one in batch if isinstance(one, Refusal))
        given = [one for one in batch if isinstance(one, Reading)]
        with place.writing() as connection:
            made = [_kept(connection, place, reading) for reading in given]
        new = [one for one in made if one is not None]
        done = Added(
            documents=(*done.documents, *(id for id, _ in new)),
            versions=done.versions + sum(is_version for _, is_version in new),
            known=done.known + len(given) - len(new),
            refused=(*done.refused, *refused),
        )
    return done


def _batches(readings: Iterable[Reading | Refusal]) -> Iterator[list[Reading | Refusal]]:
    batch: list[Reading | Refusal] = []
    for one in readings:
        batch.append(one)
        if len(batch) == _TOGETHER:
            yield batch
            batch = []
    if batch:
        yield batch


def _kept(connection: Connection, place: Place, reading: Reading) -> tuple[str, bool] | None:
    """The id of a document that was not there, and whether it is a version; none of one that was."""
    reading = under(reading, 1, 1)
    name = identity(reading)
    found = connection.execute(select(documents).where(documents.c.identity == name)).one_or_none()
    if found is not None:
        _seen(connection, found.number, reading)
        if _rank(reading) < _rank(read_back(found.reading)):
            _place(connection, place, found.number, reading)
        return None
    is_version = _is_version(connection, reading)
    number = _new(connection, name, reading)
    _seen(connection, number, reading)
    _place(connection, place, number, reading)
    id = connection.execute(select(documents.c.id).where(documents.c.number == number)).scalar_one()
    return str(id), is_version


def _rank(reading: Reading) -> tuple[tuple[str, int], bytes]:
    """Of readings of one document the one with the lowest rank stands for it: no order of arrival counts."""
    return order(reading.document.source), written(reading).encode()


def _seen(connection: Connection, number: int, reading: Reading) -> None:
    """One sighting more, if it is one."""
    row = {
        "document": number, "source": reading.document.source, "fetched": reading.document.fetched or "",
    }  # fmt: skip
    same = [sightings.c[name] == value for name, value in row.items()]
    if connection.execute(select(sightings.c.seen).where(*same)).first() is None:
        connection.execute(insert(sightings).values(**row, seen=now()))


def _is_version(connection: Connection, reading: Reading) -> bool:
    """Whether another text of the same page, or of the same file, is there."""
    url = _url(reading)
    same = documents.c.url == url if url else documents.c.source == reading.document.source
    return connection.execute(select(documents.c.number).where(same).limit(1)).first() is not None


def _url(reading: Reading) -> str | None:
    return next((article.url for article in reading.articles if article.url), None)


def _new(connection: Connection, name: str, reading: Reading) -> int:
    """A row for a document, whose id and articles come when its place among its twins is known."""
    digest = reading.document.sha256
    if connection.execute(select(copies.c.sha256).where(copies.c.sha256 == digest)).first() is None:
        connection.execute(insert(copies).values(sha256=digest, text=reading.copy))
    return int(
        connection.execute(
            insert(documents)
            .values(
                id=f"new {name}", identity=name, mark=digest[:DIGITS], nth=0, first=0, sha256=digest,
                source=reading.document.source, url=_url(reading), title=reading.document.title,
                language=reading.document.language, added=now(), reading=written(reading),
            )
            .returning(documents.c.number)
        ).scalar_one()
    )  # fmt: skip


def _place(connection: Connection, place: Place, number: int, reading: Reading) -> None:
    """Give a document and its twins their ids, in the order of their sources, and lay their articles."""
    mark = reading.document.sha256[:DIGITS]
    connection.execute(
        update(documents)
        .where(documents.c.number == number)
        .values(source=reading.document.source, title=reading.document.title, url=_url(reading),
                language=reading.document.language, reading=written(reading))
    )  # fmt: skip
    rows = connection.execute(select(documents).where(documents.c.mark == mark)).all()
    twins = sorted((*_rank(read_back(row.reading)), row.number) for row in rows)
    by_number = {row.number: row for row in rows}
    first, changed = 1, []
    for nth, (_, _, one) in enumerate(twins, 1):
        row = by_number[one]
        if (row.nth, row.first) != (nth, first) or one == number:
            changed.append((row, nth, first))
        first += len(read_back(row.reading).articles)
    for row, _, _ in changed:
        _cleared(connection, place, row)
    for row, nth, first in changed:
        _laid(connection, place, row, nth, first)
    if any(row.nth for row, _, _ in changed):
        properties.rise(connection, properties.REVISION)


def _cleared(connection: Connection, place: Place, row: Row[tuple[object, ...]]) -> None:
    """Take the articles of a document out, and its id, which another may need."""
    own = select(articles.c.number).where(articles.c.document == row.number)
    numbers = [int(number) for (number,) in connection.execute(own)]
    search.forget(connection, place, numbers)
    connection.execute(delete(articles).where(articles.c.document == row.number))
    connection.execute(
        update(documents).where(documents.c.number == row.number).values(id=f"new {row.identity}")
    )


def _laid(connection: Connection, place: Place, row: Row[tuple[object, ...]], nth: int, first: int) -> None:
    """Lay the articles of a document under their ids."""
    text = str(connection.execute(select(copies.c.text).where(copies.c.sha256 == row.sha256)).scalar_one())
    reading = under(read_back(row.reading), nth, first)
    connection.execute(
        update(documents)
        .where(documents.c.number == row.number)
        .values(id=reading.document.id, nth=nth, first=first)
    )
    rows = [
        {
            "id": one.id, "document": row.number, "start": one.start, "end": one.end,
            "headline": one.headline, "outlet": one.outlet, "published": one.published.date, "url": one.url,
            "language": reading.document.language, "added": row.added,
        }
        for one in reading.articles
    ]  # fmt: skip
    numbers = [
        connection.execute(insert(articles).values(**one).returning(articles.c.number)).scalar_one()
        for one in rows
    ]
    words = [(int(number), one.headline or "", text[one.start : one.end])
             for number, one in zip(numbers, reading.articles, strict=True)]  # fmt: skip
    search.learn(connection, place, words)


def written(reading: Reading) -> str:
    """A reading as it is kept: JSON, its copy apart."""
    return msgspec.json.encode(msgspec.structs.replace(reading, copy="")).decode()


_READING = msgspec.json.Decoder(Reading)


def read_back(kept: str, copy: str = "") -> Reading:
    """A reading as it was kept, with its copy where that is given."""
    return msgspec.structs.replace(_READING.decode(kept), copy=copy)


def placed(rows: Sequence[Row[tuple[object, ...]]], texts: dict[str, str]) -> Iterator[Reading]:
    """The readings of documents, under their ids; `texts` are frozen copies by hash."""
    for row in rows:
        yield under(read_back(row.reading, texts[row.sha256]), row.nth, row.first)
