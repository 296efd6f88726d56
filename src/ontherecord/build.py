# SPDX-License-Identifier: Apache-2.0
"""The main job: inputs -> a verified build, stage by stage; and the build -> its folder.

Comes in: paths (files, folders, globs, "-") and addresses of the web. Goes out: a `Build`; `write` lays it in a folder with a
dossier a story and an index. Refuses: inputs that cannot be read are named in the manifest, the rest
is done; with nothing readable at all, `NothingToRead`. A build that does not verify is never
returned (`RecordError`).
Score: `python -m bench speed`.
"""

from __future__ import annotations

import logging
import os
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib import metadata
from pathlib import Path
from typing import BinaryIO, NamedTuple

from ontherecord.annotate import annotate
from ontherecord.annotate.articles import pipeline_version
from ontherecord.annotate.parse import installed, load
from ontherecord.annotate.places.gazetteer import GAZETTEERS
from ontherecord.annotate.settings import DEFAULT_SETTINGS, Settings, named
from ontherecord.annotate.workers import default_workers, processes, spread
from ontherecord.decide.outcomes import outcomes
from ontherecord.decide.rulings import NO_RULINGS, Rulings, carried, rulings
from ontherecord.export import STORY_KINDS, write_folder
from ontherecord.fetch.intake import PLAIN, Errand, intake
from ontherecord.group import group
from ontherecord.group.group_settings import DEFAULT_GROUPING, GroupSettings, sense_of
from ontherecord.group.group_settings import named as group_named
from ontherecord.group.senses import Sense
from ontherecord.group.terms import all_terms
from ontherecord.memory import Memory
from ontherecord.model import (
    FORMAT_VERSION,
    Annotations,
    Article,
    Build,
    Decision,
    Document,
    InputEntry,
    Manifest,
    Reading,
    Record,
    Refusal,
    Story,
)
from ontherecord.reconcile import reconcile, shares
from ontherecord.reconcile.brief.brief_settings import DEFAULT_BRIEF, BriefSettings
from ontherecord.reconcile.brief.brief_settings import named as brief_named
from ontherecord.reconcile.shares import Share, documents_of, share_of
from ontherecord.rewrite import Endpoint, asking, rewritten
from ontherecord.rewrite import named as endpoint_named
from ontherecord.trace import trace, traced
from ontherecord.verify import verify

Progress = Callable[[str, int, int], object]
"""Called with the name of the stage, how many of its pieces are done, and how many there are."""


_LOG = logging.getLogger(__name__)


class NothingToRead(Exception):
    """None of the inputs could be read. `refused` names each with its reason."""

    def __init__(self, refused: Sequence[Refusal]) -> None:
        self.refused = tuple(refused)
        reasons = "; ".join(f"{r.source}: {r.reason}" for r in refused)
        super().__init__(reasons or "no input was named; give files, folders, globs, addresses or -")


def build(
    inputs: Sequence[str | os.PathLike[str]],
    settings: Settings = DEFAULT_SETTINGS,
    wanted: BriefSettings = DEFAULT_BRIEF,
    *,
    grouping: GroupSettings = DEFAULT_GROUPING,
    endpoint: Endpoint | None = None,
    workers: int | None = None,
    cache: Path | None = None,
    stdin: BinaryIO | None = None,
    errand: Errand = PLAIN,
    progress: Progress = lambda stage, done, of: None,
    decisions: Iterable[Decision] = (),
) -> Build:
    """Read the coverage in `inputs` and return its verified record.

    `inputs` are files, folders, globs, "-" for `stdin`, or http addresses, which alone are fetched, as
    `errand` says; `settings` what the annotation is to do
    (`Settings.of`), `wanted` what the brief is to be (`BriefSettings.of`), `grouping` what counts when
    articles are put into stories (`GroupSettings.of`); `endpoint` a language model that may rephrase the
    brief (`Endpoint.of`); `workers` the number of processes
    (default: one a core); `cache` a file in which parses are kept for the next run; `decisions` are what
    people corrected, of which the manifest tells what became. The same inputs and decisions give the same
    build, whatever their order, the workers or the cache.
    Raises NothingToRead if no input could be read, OSError if the pipeline is not installed,
    BadSetting if rephrasing or word vectors are wanted and not installed.
    """
    if not installed(settings.model):
        load(settings.model)  # says what is missing, before any work
    ask = asking(endpoint) if endpoint else None
    sense = sense_of(grouping)
    readings, refused = _readings(inputs, stdin, errand, progress)
    notes = annotations_of(readings, settings, workers, cache, progress)
    records, ruled = records_of(readings, notes, wanted, sense, decisions, progress, workers)
    if endpoint and ask:
        progress("rewrite", 0, 1)
        records = [rewritten(record, ask, endpoint.model) for record in records]
    chosen = named(settings) | brief_named(wanted) | group_named(grouping)
    chosen |= endpoint_named(endpoint) if endpoint else {}
    made = Build(
        manifest=manifest_of(readings, refused, records, settings.model, chosen, ruled),
        documents=tuple(r.document for r in readings),
        copies={r.document.id: r.copy for r in readings},
        records=tuple(records),
    )
    progress("verify", 0, 1)
    verify(made)
    return made


class Coverage(NamedTuple):
    """What readings tell before a record is made of it: the stories, the share of each by its id, and where
    the decisions stand."""

    stories: tuple[Story, ...]
    shares: Mapping[str, Share]
    ruled: Rulings


def stories_of(
    readings: Sequence[Reading],
    notes: Mapping[str, Annotations],
    sense: Sense | None = None,
    decisions: Iterable[Decision] = (),
    progress: Progress = lambda stage, done, of: None,
    workers: int | None = None,
    memory: Memory | None = None,
) -> Coverage:
    """The stories that readings tell, the largest first. `notes` are the annotations of their articles, by
    article id, or as much of them as tracing looks at; `workers` as in `build`. With a `memory` what single articles
    and pairs give is not found again."""
    copies = {r.document.id: r.copy for r in readings}
    articles = [a for r in readings for a in r.articles]
    ruled = rulings(decisions, [r.document for r in readings], copies)
    progress("trace", 0, 1)
    tracing = trace(articles, copies, notes, ruled, processes(workers), memory)
    progress("group", 0, 1)
    known = all_terms(articles, copies, memory, processes(workers))
    articles = list(traced(articles, tracing))
    languages = {r.document.id: r.document.language for r in readings}
    stories = group(articles, copies, notes, tracing, sense, ruled, languages=languages, known=known)
    largest_first = sorted(stories, key=lambda story: (-len(story.articles), story.id))
    found = shares(stories, articles, tracing)
    versions = [version for share in found.values() for version in share.tracing.versions]
    return Coverage(tuple(largest_first), found, carried(ruled, versions, articles, copies))


def records_of(
    readings: Sequence[Reading],
    notes: Mapping[str, Annotations],
    wanted: BriefSettings = DEFAULT_BRIEF,
    sense: Sense | None = None,
    decisions: Iterable[Decision] = (),
    progress: Progress = lambda stage, done, of: None,
    workers: int | None = None,
) -> tuple[list[Record], Rulings]:
    """The record of each story that readings tell, the largest first, and where the decisions stand in them.
    `notes` are the annotations of their articles, by article id; `workers` as in `build`."""
    copies = {r.document.id: r.copy for r in readings}
    told = stories_of(readings, notes, sense, decisions, progress, workers)
    records: list[Record] = []
    progress("reconcile", 0, len(told.stories))

    def noted(share: Share) -> dict[str, Annotations]:
        return {article.id: notes[article.id] for article in share.articles}

    for record in reconciled(told.stories, told, copies, noted, wanted, workers):
        records.append(record)
        progress("reconcile", len(records), len(told.stories))
    return records, told.ruled


def reconciled(
    stories: Sequence[Story],
    told: Coverage,
    copies: Mapping[str, str],
    noted: Callable[[Share], Mapping[str, Annotations]],
    wanted: BriefSettings = DEFAULT_BRIEF,
    workers: int | None = None,
) -> Iterator[Record]:
    """The record of each of some stories of a coverage, in the order given. `noted` gives the annotations of the articles of a
    share when its record is about to be made; `workers` as in `build`."""
    tasks = (
        _told(story, told.shares[story.id], copies, noted(told.shares[story.id]), wanted, told.ruled)
        for story in stories
    )
    return spread(_record, tasks, _worth(stories, workers))


class _Told(NamedTuple):
    """Everything that one record is made of."""

    story: Story
    share: Share
    copies: Mapping[str, str]
    notes: Mapping[str, Annotations]
    wanted: BriefSettings
    ruled: Rulings


def _told(
    story: Story,
    share: Share,
    copies: Mapping[str, str],
    notes: Mapping[str, Annotations],
    wanted: BriefSettings,
    ruled: Rulings,
) -> _Told:
    own = {document: copies[document] for document in documents_of(share) if document in copies}
    return _Told(story, share, own, notes, wanted, ruled)


def _record(told: _Told) -> Record:
    story, share, copies, notes, wanted, ruled = told
    return reconcile(story, share.articles, copies, notes, share.tracing, wanted, ruled)


def _worth(stories: Sequence[Story], workers: int | None) -> int:
    """How many processes are worth having for what is done story by story: one, where the largest is nearly all of it."""
    rest = sum(len(s.articles) for s in stories) - max((len(s.articles) for s in stories), default=0)
    return (workers or default_workers()) if rest >= _WORTH else 1


_WORTH = 24  # articles outside the largest story: their work takes about as long as processes take to start


def write(made: Build, out: str | os.PathLike[str], workers: int | None = None) -> None:
    """Lay a build in the folder `out`: data, copies, a dossier a story, an index. `workers` as in `build`.

    Raises FolderError if something else stands there or the disk does not take it; then nothing is
    changed.
    """
    from ontherecord.dossier import index  # here: verbs that write no page need not wait for it

    documents = {d.id: d for d in made.documents}
    pages = {"index.html": index(made)}
    told = [_shown(record, documents, made) for record in made.records]
    for one in spread(_pages, told, _worth([record.story for record in made.records], workers)):
        pages |= one
    write_folder(made, Path(out), pages)


class _Shown(NamedTuple):
    """Everything that one dossier is made of."""

    record: Record
    documents: Mapping[str, Document]
    copies: Mapping[str, str]
    manifest: Manifest


def _shown(record: Record, documents: Mapping[str, Document], made: Build) -> _Shown:
    own = [d for d in documents_of(share_of(record, record.articles)) if d in documents]
    return _Shown(record, {d: documents[d] for d in own}, {d: made.copies[d] for d in own}, made.manifest)


def _pages(shown: _Shown) -> dict[str, str]:
    """The pages of a story's dossier, by their place in the folder."""
    from ontherecord.dossier import dossier

    return {f"{shown.record.story.id}/{name}": page for name, page in dossier(*shown).items()}


def _readings(
    inputs: Sequence[str | os.PathLike[str]], stdin: BinaryIO | None, errand: Errand, progress: Progress
) -> tuple[list[Reading], list[Refusal]]:
    readings: list[Reading] = []
    refused: list[Refusal] = []
    for number, one in enumerate(intake(inputs, stdin, errand), 1):
        if isinstance(one, Reading):
            readings.append(one)
        else:
            refused.append(one)
        progress("read", number, 0)
    if not readings:
        raise NothingToRead(refused)
    return sorted(readings, key=lambda r: (r.document.source, r.document.id)), refused


def annotations_of(
    readings: Sequence[Reading],
    settings: Settings = DEFAULT_SETTINGS,
    workers: int | None = None,
    cache: Path | None = None,
    progress: Progress = lambda stage, done, of: None,
) -> dict[str, Annotations]:
    """Annotations by article id. The pipeline knows English: other texts keep their words only."""
    copies = {r.document.id: r.copy for r in readings}
    english = in_english(readings)
    notes = {a.id: Annotations(article=a.id) for r in readings for a in r.articles}

    def step(done: int) -> object:
        return progress("annotate", done, len(english))

    def annotated(store: Path | None) -> dict[str, Annotations]:
        made = annotate(english, copies, settings=settings, workers=workers, store=store, progress=step)
        return {one.article: one for one in made}

    step(0)
    try:
        return notes | annotated(cache)
    except sqlite3.DatabaseError as fault:
        if cache is None:
            raise
        # A cache that is damaged or full costs time, never the build.
        _LOG.warning("warning: going on without a cache: %s: %s; delete it or free some space", cache, fault)
        return notes | annotated(None)


def in_english(readings: Iterable[Reading]) -> list[Article]:
    """The articles that the pipeline reads: of documents in no other language."""
    return [a for r in readings if r.document.language in (None, "en") for a in r.articles]


def manifest_of(
    readings: Sequence[Reading],
    refused: Sequence[Refusal],
    records: Sequence[Record],
    model: str,
    chosen: dict[str, str],
    ruled: Rulings = NO_RULINGS,
) -> Manifest:
    """What was read, with what, and what came out: `model` is the pipeline, `chosen` what the user
    chose, `ruled` what people decided."""
    counts = Counter({"documents": len(readings), "stories": len(records)})
    for record in records:
        for kind in STORY_KINDS:
            counts[kind] += len(getattr(record, kind))
    return Manifest(
        format=FORMAT_VERSION,
        program={"name": "ontherecord", "version": metadata.version("ontherecord")},
        model={"pipeline": pipeline_version(model)},
        gazetteers=GAZETTEERS,
        inputs=_inputs(readings),
        refused=tuple(refused),
        decisions=tuple(r.decision.id for r in ruled.given),
        counts=dict(sorted(counts.items())),
        warnings=_warnings(readings),
        settings=chosen,
        outcomes=outcomes(ruled, records),
    )


def _inputs(readings: Iterable[Reading]) -> tuple[InputEntry, ...]:
    return tuple(
        InputEntry(
            source=r.document.source,
            sha256=r.document.input_sha256,
            bytes=r.document.bytes,
            documents=(r.document.id,),
        )
        for r in readings
    )


def _warnings(readings: Sequence[Reading]) -> tuple[str, ...]:
    found = [f"{r.document.source}: {problem}" for r in readings for problem in r.document.problems]
    found += [
        f"{r.document.source}: is in {r.document.language}, not in English; its words are kept but not annotated"
        for r in readings
        if r.document.language not in (None, "en")
    ]
    same = Counter(r.document.sha256 for r in readings)
    doubles = sum(count - 1 for count in same.values())
    if doubles:
        found.append(f"{doubles} documents carry the same text as another one")
    return tuple(found)


__all__ = ["NothingToRead", "Progress", "build", "manifest_of", "write"]
