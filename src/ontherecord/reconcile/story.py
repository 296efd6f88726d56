# SPDX-License-Identifier: Apache-2.0
"""The record of one story, built up part by part.

Comes in: a `Story`, all articles of the build with copies and annotations, the `Tracing`.
Goes out: the story's `Record`. Refuses: nothing; a part that finds nothing is empty.
Score: each part names its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

import msgspec

from ontherecord.model import (
    Account,
    Annotations,
    Article,
    PlaceReference,
    Quotation,
    Record,
    Story,
    Tracing,
)
from ontherecord.reconcile.brief import brief
from ontherecord.reconcile.cast import cast
from ontherecord.reconcile.claims import claims
from ontherecord.reconcile.dates import publication_dates, time_references
from ontherecord.reconcile.events import events
from ontherecord.reconcile.speaking import dated_quotations
from ontherecord.reconcile.timeline import timeline
from ontherecord.reconcile.utterances import attributed, utterances

Numbered = TypeVar("Numbered", Quotation, Account)


def reconcile(
    story: Story,
    articles: Sequence[Article],
    copies: Mapping[str, str],
    annotations: Mapping[str, Annotations],
    tracing: Tracing,
) -> Record:
    """The record of one story.

    `articles` are all articles of the build, traced; `copies` maps document ids, `annotations`
    article ids. The result does not depend on the order of `articles`.
    """
    members = set(story.articles)
    own = sorted((a for a in articles if a.id in members), key=lambda a: a.id)
    within = _within(tracing, members)
    notes = {a.id: annotations[a.id] for a in own}

    own = list(publication_dates(own, copies, notes, within))
    times = time_references(own, copies, notes)
    people, index = cast(own, copies, notes)
    quoted = [q for a in own for q in notes[a.id].quotations]
    quoted = list(dated_quotations(quoted, times, notes, {a.id: a.published.date for a in own}))
    quoted = list(attributed(quoted, index, people))
    spoken, voiced = utterances(quoted, own, within)
    happenings, reports = events(
        [e for a in own for e in notes[a.id].accounts], own, people, index, times, within
    )
    stated = claims(happenings, reports, spoken, voiced, own, copies, people)
    return Record(
        story=_dated(story, own, within),
        articles=tuple(own),
        reuse=within.reuse,
        versions=within.versions,
        origins=within.origins,
        cast=people,
        quotations=_in_order(voiced),
        utterances=spoken,
        accounts=_in_order(reports),
        events=happenings,
        claims=stated,
        timeline=timeline(happenings, reports, spoken, voiced, own),
        brief=brief(own, copies, notes, happenings, reports, spoken, voiced, stated),
        times=times,
        places=_places(own, notes),
    )


def _within(tracing: Tracing, members: set[str]) -> Tracing:
    """What of the tracing concerns these articles alone."""
    origins = []
    for origin in tracing.origins:
        inside = tuple(a for a in origin.articles if a in members)
        if inside:
            kept = tuple(m for m in origin.members if m.article in members)
            evidence = tuple(m.span for m in kept if m.span) or origin.evidence
            origins.append(msgspec.structs.replace(origin, articles=inside, members=kept, evidence=evidence))
    return Tracing(
        reuse=tuple(r for r in tracing.reuse if r.from_ in members and r.to in members),
        versions=tuple(v for v in tracing.versions if v.earlier in members and v.later in members),
        origins=tuple(origins),
    )


def _dated(story: Story, articles: Sequence[Article], tracing: Tracing) -> Story:
    """The story with the span of its dates and what is missing, now that dates are inferred."""
    dates = sorted(a.published.date for a in articles if a.published.date)
    undated = len(articles) - len(dates)
    warnings = []
    if undated:
        warnings.append(f"{undated} of {len(articles)} articles have no publication date that could be told")
    return msgspec.structs.replace(
        story,
        origins=tuple(origin.id for origin in tracing.origins),
        first=dates[0] if dates else None,
        last=dates[-1] if dates else None,
        warnings=tuple(warnings),
    )


def _places(
    articles: Iterable[Article], annotations: Mapping[str, Annotations]
) -> tuple[PlaceReference, ...]:
    found = []
    for article in articles:
        for number, place in enumerate(annotations[article.id].places, 1):
            if place.span:
                found.append(
                    PlaceReference(
                        id=f"{article.id}.p{number}",
                        article=article.id,
                        span=place.span,
                        place=place,
                        by=place.by,
                        confidence=place.confidence,
                    )
                )
    return tuple(found)


def _in_order(data: Sequence[Numbered]) -> tuple[Numbered, ...]:
    """By article, then by number within it ("a1.q2" before "a1.q10")."""
    return tuple(sorted(data, key=lambda d: (d.article, int(d.id.rpartition(".")[2][1:]))))
