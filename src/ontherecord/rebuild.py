# SPDX-License-Identifier: Apache-2.0
"""A record made again from its own copies, with other decisions: to see what a decision changes before it is kept.

Comes in: a `Build`, of a folder or of some stories of an archive, and decisions. Goes out: the records they
give, or what they change (`preview`). Refuses: nothing. No input is read again.
Score: `tests/decisions/test_effect.py`: without decisions a build made again is the same, byte for byte.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import msgspec

from ontherecord.annotate.settings import DEFAULT_SETTINGS, Settings
from ontherecord.build import annotations_of, records_of
from ontherecord.decide.effect import Effect, effects
from ontherecord.decide.files import identified
from ontherecord.decide.places import opening
from ontherecord.group.group_settings import DEFAULT_GROUPING, GroupSettings, sense_of
from ontherecord.model import Annotations, Article, Build, CopySpan, Decision, Published, Reading, Record
from ontherecord.reconcile.brief.brief_settings import DEFAULT_BRIEF, BriefSettings

_FIRST = "0001-01-01T00:00:00Z"  # before every decision of a person, so that any of them wins


def preview(
    made: Build,
    before: Sequence[Decision],
    after: Sequence[Decision],
    settings: Settings = DEFAULT_SETTINGS,
    wanted: BriefSettings = DEFAULT_BRIEF,
    *,
    grouping: GroupSettings = DEFAULT_GROUPING,
    notes: Mapping[str, Annotations] | None = None,
    workers: int | None = None,
    cache: Path | None = None,
) -> tuple[Effect, ...]:
    """What changes in the stories of `made` if the decisions `before` become the decisions `after`.

    `made` may hold some stories of many: they stay the stories they are, except where one of the
    decisions that make the difference is on stories. `notes` are the annotations of its articles, if they
    are at hand; else they are made, with `workers` and `cache` as in `build`.
    """
    readings = readings_of(made)
    known = notes if notes is not None else annotations_of(readings, settings, workers, cache)
    sense = sense_of(grouping)
    differing = {d.id: d for d in (*before, *after)}.keys() - (
        {d.id for d in before if d.undone is None} & {d.id for d in after if d.undone is None}
    )
    undone = {d.id for d in before if d.kind in ("same-story", "different-stories")} & differing
    kept = [] if undone else _as_they_are(made)
    records = [records_of(readings, known, wanted, sense, [*kept, *some])[0] for some in (before, after)]
    manifest = made.manifest
    first, second = (
        Build(manifest=manifest, documents=made.documents, copies=made.copies, records=tuple(one))
        for one in records
    )
    return effects(first, second)


def _as_they_are(made: Build) -> list[Decision]:
    """The stories of a build as decisions made before all others."""
    hashes = {d.id: d.sha256 for d in made.documents}
    found = []
    for record in made.records:
        spans = [opening(a, made.copies[a.document]) for a in record.articles]
        words = tuple(
            CopySpan(sha256=hashes[s.document], start=s.start, end=s.end, text=s.text) for s in spans
        )
        found.append(
            identified(Decision(id="", kind="same-story", subjects=(words,), who="ontherecord", when=_FIRST))
        )
    return found


def readings_of(made: Build) -> list[Reading]:
    """The readings that a build was made of, as `read` gave them: without what later stages found."""
    articles: dict[str, list[Article]] = {document.id: [] for document in made.documents}
    for article in _articles(made.records):
        articles[article.document].append(_as_read(article))
    return [
        Reading(
            document=document,
            copy=made.copies[document.id],
            articles=tuple(sorted(articles[document.id], key=lambda a: a.start)),
        )
        for document in made.documents
        if articles[document.id]
    ]


def _articles(records: Iterable[Record]) -> Iterable[Article]:
    return (article for record in records for article in record.articles)


def _as_read(article: Article) -> Article:
    inferred = article.published.basis == "inferred-from-story"
    return msgspec.structs.replace(
        article,
        origin=None,
        version_of=None,
        reprint_of=None,
        published=Published() if inferred else article.published,
    )
