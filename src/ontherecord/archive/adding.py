# SPDX-License-Identifier: Apache-2.0
"""Adding: readings -> documents, frozen copies and articles that are kept; each once.

Comes in: readings and refusals, in any order. Goes out: `Added`, what was new. Refuses: nothing; what is there
already is a sighting more, and what could not be read is named.
Score: what adding 100 articles costs in a small and in a large archive, `python -m bench archive`.

A batch of readings is one transaction: whatever stops the work, an archive holds each reading whole or not at
all, and the same call again adds what is missing. Numbers of rows are given here, under the writers' lock.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection, Row, bindparam, delete, func, insert, select, update

from ontherecord.archive import properties, search
from ontherecord.archive.clock import now
from ontherecord.archive.identity import DIGITS, identity, order, under
from ontherecord.archive.places import Place
from ontherecord.archive.queries import among, parts
from ontherecord.archive.tables import articles, copies, documents, sightings
from ontherecord.batches import batches, each
from ontherecord.model import Reading, Refusal

_TOGETHER = 100  # readings of one transaction
_READING = msgspec.json.Decoder(Reading)


class Added(NamedTuple):
    """What adding did: the ids of new documents, how many of them are other states of a page or file that was
    there, how many readings were there already, and what was refused."""

    documents: tuple[str, ...] = ()
    versions: int = 0
    known: int = 0
    refused: tuple[Refusal, ...] = ()


class _Kept(NamedTuple):
    """A document as it is, or will be, kept. `nth` and `first` are 0 until its place among its twins is known."""

    number: int
    identity: str
    reading: Reading
    added: str
    nth: int = 0
    first: int = 0


def add(place: Place, readings: Iterable[Reading | Refusal]) -> Added:
    """Keep every reading that is not there yet. Raises ArchiveError; what was kept before it is kept."""
    done = Added()
    for batch in batches(readings, each, _TOGETHER):
        refused = tuple(one for one in batch if isinstance(one, Refusal))
        given = [under(one, 1, 1) for one in batch if isinstance(one, Reading)]
        with place.writing() as connection:
            new, versions = _add(connection, place, given)
        done = Added(
            documents=(*done.documents, *new),
            versions=done.versions + versions,
            known=done.known + len(given) - len(new),
            refused=(*done.refused, *refused),
        )
    return done


def _add(connection: Connection, place: Place, given: Sequence[Reading]) -> tuple[list[str], int]:
    """Keep a batch; gives the ids of the new documents, and how many of them are versions."""
    twins = _twins(connection, {reading.document.sha256[:DIGITS] for reading in given})
    known = {one.identity: one for group in twins.values() for one in group}
    number = connection.execute(select(func.max(documents.c.number))).scalar() or 0
    fresh: dict[str, _Kept] = {}
    met = []
    for reading in given:
        name = identity(reading)
        there = fresh.get(name) or known.get(name)
        if there is None:
            number += 1
            fresh[name] = _Kept(number, name, reading, now())
        elif _rank(reading) < _rank(there.reading):
            fresh[name] = there._replace(reading=reading, nth=0)
        met.append(_sighting((fresh.get(name) or known[name]).number, reading))
    new = [one for one in fresh.values() if one.identity not in known]
    versions = _versions(connection, new)
    _keep_copies(connection, new)
    ids = _lay(connection, place, twins, fresh, known)
    _see(connection, met)
    return [ids[one.identity] for one in new], versions


def _twins(connection: Connection, marks: Iterable[str]) -> dict[str, list[_Kept]]:
    """The documents that are there, by the digits that their ids show."""
    found: dict[str, list[_Kept]] = defaultdict(list)
    for row in among(connection, select(documents), documents.c.mark, marks):
        kept = _Kept(row.number, row.identity, read_back(row.reading), row.added, row.nth, row.first)
        found[row.mark].append(kept)
    return found


def _rank(reading: Reading) -> tuple[tuple[str, int], str]:
    """Of readings of one document the one with the lowest rank stands for it: no order of arrival counts."""
    return order(reading.document.source), written(reading)


def _lay(
    connection: Connection, place: Place, twins: dict[str, list[_Kept]], fresh: dict[str, _Kept],
    known: dict[str, _Kept],
) -> dict[str, str]:  # fmt: skip
    """Give new documents and their twins their ids, in the order of their sources, and lay their articles;
    gives the ids by identity."""
    groups: dict[str, dict[str, _Kept]] = {}
    for one in fresh.values():
        mark = one.reading.document.sha256[:DIGITS]
        group = groups.setdefault(mark, {kept.identity: kept for kept in twins.get(mark, ())})
        group[one.identity] = one
    changed = []
    for group in groups.values():
        first = 1
        for nth, one in enumerate(
            sorted(group.values(), key=lambda kept: (*_rank(kept.reading), kept.number)), 1
        ):
            if (one.nth, one.first) != (nth, first):
                changed.append(one._replace(nth=nth, first=first))
            first += len(one.reading.articles)
    moved = [one for one in changed if one.identity in known]
    if moved:
        _take_out(connection, place, [one.number for one in moved])
        properties.rise(connection, properties.REVISION)
    placed = [(one, under(one.reading, one.nth, one.first)) for one in changed]
    _write_documents(connection, placed, {one.number for one in moved})
    _write_articles(connection, place, placed)
    return {one.identity: reading.document.id for one, reading in placed}


def _take_out(connection: Connection, place: Place, numbers: Sequence[int]) -> None:
    """Take the articles of documents out, and their ids, which others may need."""
    for some in parts(numbers):
        own = (
            connection.execute(select(articles.c.number).where(articles.c.document.in_(some))).scalars().all()
        )
        search.forget(connection, place, own)
        connection.execute(delete(articles).where(articles.c.document.in_(some)))
        connection.execute(
            update(documents).where(documents.c.number.in_(some)).values(id="moved " + documents.c.identity)
        )


def _write_documents(
    connection: Connection, placed: Sequence[tuple[_Kept, Reading]], there: set[int]
) -> None:
    rows = [_row(one, reading) for one, reading in placed]
    if new := [row for row in rows if row["number"] not in there]:
        connection.execute(insert(documents), new)
    if moved := [{**row, "own": row["number"]} for row in rows if row["number"] in there]:
        connection.execute(update(documents).where(documents.c.number == bindparam("own")), moved)


def _row(one: _Kept, reading: Reading) -> dict[str, Any]:
    document = reading.document
    return {
        "number": one.number, "id": document.id, "identity": one.identity, "mark": document.sha256[:DIGITS],
        "nth": one.nth, "first": one.first, "sha256": document.sha256, "source": document.source,
        "url": _url(reading), "title": document.title, "language": document.language, "added": one.added,
        "reading": written(one.reading),
    }  # fmt: skip


def _write_articles(connection: Connection, place: Place, placed: Sequence[tuple[_Kept, Reading]]) -> None:
    """Write the rows of the articles, and take their words into the index."""
    number = connection.execute(select(func.max(articles.c.number))).scalar() or 0
    laid = [(one, article) for one, reading in placed for article in reading.articles]
    if not laid:
        return
    rows = [
        {
            "number": number + n, "id": article.id, "document": one.number, "start": article.start,
            "end": article.end, "headline": article.headline, "outlet": article.outlet,
            "published": article.published.date, "url": article.url,
            "language": one.reading.document.language, "added": one.added,
        }
        for n, (one, article) in enumerate(laid, 1)
    ]  # fmt: skip
    connection.execute(insert(articles), rows)
    texts = _texts(connection, {one.reading.document.sha256 for one, _ in placed})
    words = []
    for n, (one, article) in enumerate(laid, 1):
        text = texts[one.reading.document.sha256][article.start : article.end]
        words.append((number + n, article.headline or "", text))
    search.learn(connection, place, words)


def _texts(connection: Connection, hashes: Iterable[str]) -> dict[str, str]:
    rows = among(connection, select(copies.c.sha256, copies.c.text), copies.c.sha256, hashes)
    return dict(rows)


def _keep_copies(connection: Connection, new: Iterable[_Kept]) -> None:
    wanted = {one.reading.document.sha256: one.reading.copy for one in new}
    there = {sha256 for (sha256,) in among(connection, select(copies.c.sha256), copies.c.sha256, wanted)}
    rows = [{"sha256": sha256, "text": copy} for sha256, copy in wanted.items() if sha256 not in there]
    if rows:
        connection.execute(insert(copies), rows)


def _versions(connection: Connection, new: Iterable[_Kept]) -> int:
    """How many of these are another text of a page, or of a file, that is there or came just before."""
    pages = [(_url(one.reading), one.reading.document.source) for one in new]
    urls, sources = {url for url, _ in pages if url}, {source for url, source in pages if not url}
    there: set[str | None] = set()
    for column, wanted in ((documents.c.url, urls), (documents.c.source, sources)):
        there.update(name for (name,) in among(connection, select(column), column, wanted))
    count = 0
    for url, source in pages:
        count += (url or source) in there
        there.add(url or source)
    return count


def _url(reading: Reading) -> str | None:
    return next((article.url for article in reading.articles if article.url), None)


def _sighting(number: int, reading: Reading) -> tuple[int, str, str]:
    return number, reading.document.source, reading.document.fetched or ""


def _see(connection: Connection, met: Sequence[tuple[int, str, str]]) -> None:
    """Write down where and when documents were met, each once."""
    query = select(sightings.c.document, sightings.c.source, sightings.c.fetched)
    numbers = (number for number, _, _ in met)
    there = {tuple(row) for row in among(connection, query, sightings.c.document, numbers)}
    at = now()
    rows = [
        {"document": number, "source": source, "fetched": fetched, "seen": at}
        for number, source, fetched in dict.fromkeys(met)
        if (number, source, fetched) not in there
    ]
    if rows:
        connection.execute(insert(sightings), rows)


def written(reading: Reading) -> str:
    """A reading as it is kept: JSON, its copy apart."""
    return msgspec.json.encode(msgspec.structs.replace(reading, copy="")).decode()


def read_back(kept: str, copy: str = "") -> Reading:
    """A reading as it was kept, with its copy where that is given."""
    return msgspec.structs.replace(_READING.decode(kept), copy=copy)


def placed(rows: Iterable[Row[Any]], texts: dict[str, str]) -> Iterator[Reading]:
    """The readings of documents, under their ids; `texts` are frozen copies by hash."""
    for row in rows:
        yield under(read_back(row.reading, texts[row.sha256]), row.nth, row.first)
