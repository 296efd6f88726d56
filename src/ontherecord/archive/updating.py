# SPDX-License-Identifier: Apache-2.0
"""Updating: what was added or decided -> annotations, stories and records of today.

Comes in: an archive. Goes out: `Updated`, what changed. Refuses: a record that does not verify (`RecordError`);
then the stories of before stay. Score: the figures of `python -m bench archive`.

The stages are those of `build` (`telling`), so the records are the bytes that `build` gives of the same articles and
decisions. What a stage gives is kept under a key of all it depends on, a little at a time; only the last step, which
puts the stories of today in the place of those of before, is one transaction. A run that is killed loses what it had
in hand, and the next one goes on from there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection, func, select

from ontherecord.annotate.articles import pipeline_version
from ontherecord.archive import properties, records, runs, stories, telling
from ontherecord.archive.clock import now
from ontherecord.archive.faults import ArchiveError
from ontherecord.archive.notes import kept
from ontherecord.archive.places import Place
from ontherecord.archive.properties import COVERED, DECIDED, REVISION
from ontherecord.archive.stories import Told
from ontherecord.archive.tables import documents
from ontherecord.archive.tables import stories as stories_table
from ontherecord.archive.telling import Found, Progress, State
from ontherecord.batches import batches
from ontherecord.build import reconciled
from ontherecord.model import Annotations, Record
from ontherecord.reconcile.shares import Share, laid
from ontherecord.verify import verify_record

_UPDATED, _TRACED = "updated", "traced"
"""The stamps of the last update: of what its records, and of what its tracing and stories depend on."""
_TOGETHER = (
    40  # articles whose records one transaction keeps: some seconds of work, which is what a kill can cost
)
_TRIES = 5  # times that others may change what was worked on meanwhile


class Updated(NamedTuple):
    """What an update did: documents in all, stories in all, the ids of those that are new or whose record
    says something else, and how many stories had to be reconciled anew."""

    documents: int
    stories: int
    changed: tuple[str, ...]
    reconciled: int


def update(
    place: Place, *, workers: int | None = None, cache: Path | None = None,
    progress: Progress = lambda stage, done, of: None,
) -> Updated:  # fmt: skip
    """Bring the stories and records up to date. Raises ArchiveError, RecordError; OSError if the pipeline is
    not installed."""
    with place.writing() as connection:
        pipeline = pipeline_version(properties.choices(connection).settings.model)
        run = runs.begin(connection, "update", pipeline)
    program = f"{records.code()} {pipeline}"
    for _ in range(_TRIES):
        with place.reading() as connection:
            state = telling.state(connection)
            standing = _standing(connection, state, program)
        found = standing or telling.anew(place, state, workers, cache, progress)
        made = _made(place, found, state, workers, progress)
        with place.writing() as connection:
            if not _current(connection, state, made.told):
                continue
            changed = (
                stories.write(connection, made.told, now())
                if standing
                else stories.put(connection, made.told)
            )
            if made.told:
                records.prune(connection)
            properties.put(connection, COVERED, str(state.newest))
            properties.put(connection, _UPDATED, state.told(program))
            properties.put(connection, _TRACED, state.traced(program))
            done = Updated(*_counted(connection, state), changed, made.reconciled)
            runs.end(connection, run, documents=done.documents, stories=done.stories, changed=len(changed))
        return done
    raise ArchiveError(f"{place.where}: others changed it again and again meanwhile; run the update again")


def _standing(connection: Connection, state: State, program: str) -> Found | None:
    """The stories whose records may have to be others, where tracing and stories stand; none if they do not."""
    if properties.get(connection, _TRACED) != state.traced(program):
        return None
    if properties.get(connection, _UPDATED) == state.told(program):
        return telling.NOTHING
    return telling.as_traced(connection, state)


def _current(connection: Connection, state: State, told: Sequence[Told]) -> bool:
    """Whether what was worked on still stands, nobody has told the stories of more than it meanwhile, and no other
    update has dropped the records. New documents may have come: they wait for the next update."""
    numbers = [properties.number(connection, name) for name in (REVISION, DECIDED)]
    same = numbers == [state.revision, state.decided]
    ours = {one.key for one in told}
    newest = properties.number(connection, COVERED)
    return same and newest <= state.newest and records.present(connection, ours) == ours


def _counted(connection: Connection, state: State) -> tuple[int, int]:
    """How many documents and stories there are."""
    of_now = select(func.count()).select_from(documents).where(documents.c.number <= state.newest)
    told = select(func.count()).select_from(stories_table)
    return connection.execute(of_now).scalar_one(), connection.execute(told).scalar_one()


class _Made(NamedTuple):
    told: Sequence[Told]
    reconciled: int


def _made(
    place: Place, found: Found, state: State, workers: int | None, progress: Progress
) -> _Made:  # fmt: skip
    """The stories with the keys of their records, which are kept by then."""
    told = [
        Told(
            story,
            records.key(found.coverage.shares[story.id], found.keys, state.choices, found.coverage.ruled),
        )
        for story in found.coverage.stories
    ]
    with place.reading() as connection:
        there = records.present(connection, [one.key for one in told])
        missing = [one for one in told if one.key not in there]
        before = records.of_today(connection, [one.story.id for one in missing])
    standing = [one for one in missing if records.made_alike(one.key, before.get(one.story.id, ""))]
    laid_anew = {one.key for one in standing}
    anew = [one for one in missing if one.key not in laid_anew]
    done = 0
    for some in batches(
        chain(_relaid(place, standing, before, found), _reconciled(place, anew, found, state, workers)),
        lambda made: len(made[1].articles), _TOGETHER,
    ):  # fmt: skip
        for _, record in some:
            verify_record(
                record, {a.document: found.texts[a.document] for a in record.articles}, found.articles
            )
        with place.writing() as connection:
            for key, record in some:
                records.keep(connection, key, record)
        done += len(some)
        progress("reconcile", done, len(missing))
    return _Made(told, len(anew))


def _relaid(
    place: Place, told: Iterable[Told], before: Mapping[str, str], found: Found
) -> Iterator[tuple[str, Record]]:
    """The records of before, with their new keys, with what is traced between their articles today."""
    for one in told:
        with place.reading() as connection:
            record = records.fetch(connection, before[one.story.id], one.story)
        yield one.key, laid(record, found.coverage.shares[one.story.id].tracing)


def _reconciled(
    place: Place, told: Sequence[Told], found: Found, state: State, workers: int | None
) -> Iterator[tuple[str, Record]]:
    """The records of some stories, with their keys, made with the annotations of their articles."""

    def noted(share: Share) -> dict[str, Annotations]:
        own = [article.id for article in share.articles]
        with place.reading() as connection:
            notes = kept(connection, {id: found.keys[id] for id in own if id in found.keys})
        return {id: Annotations(article=id) for id in own} | notes

    wanted, stories_ = state.choices.wanted, [one.story for one in told]
    made = reconciled(stories_, found.coverage, found.texts, noted, wanted, workers)
    return zip((one.key for one in told), made, strict=True)
