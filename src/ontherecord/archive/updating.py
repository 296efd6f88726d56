# SPDX-License-Identifier: Apache-2.0
"""Updating: what was added or decided -> annotations, stories and records of today.

Comes in: an archive. Goes out: `Updated`, what changed. Refuses: a record that does not verify (`RecordError`);
then the stories of before stay. Score: the figures of `python -m bench archive`.

The stages are those of `build` (`build.stories_of`), so the records are the bytes that `build` gives of the same articles. What a
stage gives is kept under a key of all it depends on, a little at a time; only the last step, which puts the
stories of today in the place of those of before, is one transaction. A run that is killed loses what it had
in hand, and the next one goes on from there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection, func, select

from ontherecord.annotate.articles import pipeline_version
from ontherecord.archive import decisions, properties, records, runs
from ontherecord.archive.adding import placed
from ontherecord.archive.faults import ArchiveError
from ontherecord.archive.notes import annotated, compared, kept
from ontherecord.archive.places import Place
from ontherecord.archive.properties import COVERED, REVISION, Choices
from ontherecord.archive.queries import pairs
from ontherecord.archive.stories import Told, put
from ontherecord.archive.tables import copies, documents, stories
from ontherecord.batches import batches
from ontherecord.build import Coverage, in_english, stories_of
from ontherecord.group.group_settings import sense_of
from ontherecord.model import Annotations, Decision, Reading, Record
from ontherecord.reconcile import reconcile
from ontherecord.reconcile.brief.brief_settings import BriefSettings
from ontherecord.verify import verify_record

Progress = Callable[[str, int, int], object]
_UPDATED = "updated"
"""The stamp of the last update."""
_TOGETHER = (
    40  # articles whose records one transaction keeps: some seconds of work, which is what a kill can cost
)
_TRIES = 5  # times that others may change what was worked on meanwhile


class Updated(NamedTuple):
    """What an update did: documents in all, stories in all, the ids of those that are new or whose record
    says something else, and how many records had to be made anew."""

    documents: int
    stories: int
    changed: tuple[str, ...]
    reconciled: int


class _Snapshot(NamedTuple):
    """One state of what was added and decided."""

    readings: Sequence[Reading]
    choices: Choices
    decisions: Sequence[Decision]
    newest: int
    revision: int


def update(
    place: Place, *, workers: int | None = None, cache: Path | None = None,
    progress: Progress = lambda stage, done, of: None,
) -> Updated:  # fmt: skip
    """Bring the stories and records up to date. Raises ArchiveError, RecordError; OSError if the pipeline is
    not installed."""
    with place.writing() as connection:
        pipeline = pipeline_version(properties.choices(connection).settings.model)
        run = runs.begin(connection, "update", pipeline)
        if (done := _nothing_new(connection, pipeline)) is not None:
            runs.end(connection, run, documents=done.documents, stories=done.stories)
            return done
    for _ in range(_TRIES):
        state = _snapshot(place)
        made = _made(place, state, workers, cache, progress)
        with place.writing() as connection:
            if not _current(connection, state):
                continue
            changed = put(connection, made.stories)
            records.prune(connection, {one.key for one in made.stories})
            properties.put(connection, COVERED, str(state.newest))
            properties.put(connection, _UPDATED, _stamp(state.newest, state.revision, pipeline))
            done = Updated(len(state.readings), len(made.stories), changed, made.reconciled)
            runs.end(connection, run, documents=done.documents, stories=done.stories, changed=len(changed))
        return done
    raise ArchiveError(f"{place.where}: others changed it again and again meanwhile; run the update again")


def _nothing_new(connection: Connection, pipeline: str) -> Updated | None:
    """What an update says that has nothing to do, or none if there is something."""
    newest = connection.execute(select(func.max(documents.c.number))).scalar() or 0
    stamp = _stamp(newest, properties.number(connection, REVISION), pipeline)
    if properties.get(connection, _UPDATED) != stamp:
        return None
    count = connection.execute(select(func.count()).select_from(documents)).scalar() or 0
    told = connection.execute(select(func.count()).select_from(stories)).scalar() or 0
    return Updated(count, told, (), 0)


def _stamp(newest: int, revision: int, pipeline: str) -> str:
    """All that the stories of today depend on: what was added and decided, the program, the pipeline."""
    return f"{newest} {revision} {records.code()} {pipeline}"


def _snapshot(place: Place) -> _Snapshot:
    with place.reading() as connection:
        texts = pairs(connection, select(copies))
        rows = connection.execute(select(documents).order_by(documents.c.number)).all()
        return _Snapshot(
            list(placed(rows, texts)),
            properties.choices(connection),
            decisions.listed(connection),
            rows[-1].number if rows else 0,
            properties.number(connection, REVISION),
        )


def _current(connection: Connection, state: _Snapshot) -> bool:
    """Whether what was worked on still stands, and nobody has told the stories of more than it meanwhile.
    New documents may have come: they wait for the next update."""
    newest = connection.execute(select(func.max(documents.c.number))).scalar() or 0
    same = properties.number(connection, REVISION) == state.revision
    return same and properties.number(connection, COVERED) <= state.newest <= newest


class _Made(NamedTuple):
    stories: list[Told]
    reconciled: int


def _made(
    place: Place, state: _Snapshot, workers: int | None, cache: Path | None, progress: Progress
) -> _Made:
    """The stories of a state with the keys of their records, which are kept by then."""
    texts = {r.document.id: r.copy for r in state.readings}
    english = in_english(state.readings)
    progress("annotate", 0, len(english))
    keys = annotated(
        place, english, texts, state.choices.settings, workers, cache,
        lambda done: progress("annotate", done, len(english)),
    )  # fmt: skip
    with place.reading() as connection:
        seen = compared(connection, keys)
    sense = sense_of(state.choices.grouping)
    found = stories_of(state.readings, seen, sense, state.decisions, progress, workers)
    told = [
        Told(story, records.key(found.shares[story.id], keys, state.choices, found.ruled))
        for story in found.stories
    ]
    with place.reading() as connection:
        there = records.present(connection, [one.key for one in told])
    missing = [one for one in told if one.key not in there]
    ids = {a.id for r in state.readings for a in r.articles}
    done = 0
    for some in batches(missing, lambda one: len(one.story.articles), _TOGETHER):
        made = _reconciled(place, some, found, keys, texts, state.choices.wanted)
        for record in made:
            verify_record(record, {a.document: texts[a.document] for a in record.articles}, ids)
        with place.writing() as connection:
            for one, record in zip(some, made, strict=True):
                records.keep(connection, one.key, record)
        done += len(some)
        progress("reconcile", done, len(missing))
    return _Made(told, len(missing))


def _reconciled(
    place: Place, told: Sequence[Told], found: Coverage, keys: Mapping[str, str], texts: Mapping[str, str],
    wanted: BriefSettings,
) -> list[Record]:  # fmt: skip
    """The records of some stories, with the annotations of their articles."""
    shares = [found.shares[one.story.id] for one in told]
    own = [article.id for share in shares for article in share.articles]
    with place.reading() as connection:
        notes = kept(connection, {id: keys[id] for id in own if id in keys})
    notes = {id: Annotations(article=id) for id in own} | notes
    return [
        reconcile(one.story, share.articles, texts, notes, share.tracing, wanted, found.ruled)
        for one, share in zip(told, shares, strict=True)
    ]
