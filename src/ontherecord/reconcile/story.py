# SPDX-License-Identifier: Apache-2.0
"""The record of one story, built up part by part.

Comes in: a `Story`, its articles with copies and annotations, the `Tracing` between them.
Goes out: the story's `Record`. Refuses: nothing; a part that finds nothing is empty.
Score: each part names its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

import msgspec

from ontherecord.decide.rulings import NO_RULINGS, Rulings
from ontherecord.model import (
    Account,
    Annotations,
    Article,
    CastMember,
    PlaceReference,
    Quotation,
    Record,
    Story,
    Tracing,
)
from ontherecord.reconcile.brief.brief import brief
from ontherecord.reconcile.brief.brief_settings import DEFAULT_BRIEF, BriefSettings
from ontherecord.reconcile.cast.cast import cast
from ontherecord.reconcile.claims.claims import claims
from ontherecord.reconcile.claims.judged import judged, kept_apart
from ontherecord.reconcile.claims.presence import pronouns
from ontherecord.reconcile.claims.wishes import wishes
from ontherecord.reconcile.dates.dates import publication_dates, time_references
from ontherecord.reconcile.dates.speaking import dated_quotations
from ontherecord.reconcile.events.corrected import spoken_by
from ontherecord.reconcile.events.events import events
from ontherecord.reconcile.hidden import shown, unattributed, without_hidden
from ontherecord.reconcile.inside.contradictions import contradictions
from ontherecord.reconcile.inside.overstated import overstated
from ontherecord.reconcile.matters.matters import matters, stated
from ontherecord.reconcile.matters.oneness import weighed
from ontherecord.reconcile.matters.tables import tabled
from ontherecord.reconcile.matters.told import reading
from ontherecord.reconcile.meetings.gatherings import source
from ontherecord.reconcile.meetings.meetings import meetings, seated
from ontherecord.reconcile.meetings.positions import positions
from ontherecord.reconcile.shares import laid, looked_at
from ontherecord.reconcile.timeline.days import key_days
from ontherecord.reconcile.timeline.timeline import timeline
from ontherecord.reconcile.utterances.utterances import attributed, utterances
from ontherecord.reconcile.words.kept import of_one_story

Numbered = TypeVar("Numbered", Quotation, Account)


@of_one_story
def reconcile(
    story: Story,
    articles: Sequence[Article],
    copies: Mapping[str, str],
    annotations: Mapping[str, Annotations],
    tracing: Tracing,
    wanted: BriefSettings = DEFAULT_BRIEF,
    rulings: Rulings = NO_RULINGS,
) -> Record:
    """The record of one story, with the brief that is `wanted`, as people decided (`rulings`).

    `articles` and `tracing` are the story's own (`shares`); `copies` maps document ids,
    `annotations` article ids, and both may hold more. The result does not depend on the order of
    `articles`.
    """
    own = sorted(articles, key=lambda a: a.id)
    notes = {a.id: annotations[a.id] for a in own}
    ruled = rulings.within({a.document for a in own})

    read_of = looked_at(own, tracing)
    own = list(publication_dates(own, copies, notes, read_of))
    times = time_references(own, copies, notes)
    people, index = cast(own, copies, notes, times, ruled)
    quoted = [q for a in own for q in notes[a.id].quotations]
    quoted = list(dated_quotations(quoted, times, notes, {a.id: a.published.date for a in own}))
    quoted = list(shown("quotations", attributed(quoted, index, people), ruled))
    quoted = list(spoken_by(quoted, people, ruled))
    spoken, voiced = utterances(quoted, own)
    accounts = unattributed([e for a in own for e in notes[a.id].accounts], quoted)
    happenings, reports = events(accounts, own, people, index, times, ruled)
    named = _places(own, notes, people)
    read = reading(own, copies, people, index, times, named)
    said = weighed(stated(reports, own, notes, read))
    heard = source(reports, voiced, people, own, ruled.events)
    tables = seated(happenings, reports, heard)
    found = tabled(matters(happenings, reports, said), tables)
    told = kept_apart(found, happenings, reports, ruled.events)
    wished = wishes(own, notes, read)
    claimed = claims(
        told,
        spoken,
        voiced,
        own,
        copies,
        people,
        wished,
        times,
        named,
        said,
        tables,
        pronouns(own, notes, read),
    )
    held = judged(claimed, reports, people, ruled)
    made = Record(
        story=_dated(story, own),
        articles=tuple(own),
        cast=people,
        quotations=_in_order(voiced),
        utterances=spoken,
        accounts=_in_order(reports),
        events=happenings,
        claims=held,
        timeline=timeline(happenings, reports, spoken, voiced, own),
        brief=brief(own, copies, notes, happenings, reports, spoken, voiced, held, wanted),
        times=times,
        places=named,
        contradictions=(*contradictions(own, copies, notes, named), *overstated(own, copies, voiced)),
        days=key_days(own, copies, notes, times),
        meetings=meetings(tables, heard),
        positions=positions(reports, voiced, people, own),
    )
    return laid(without_hidden(made, ruled), tracing)


def _dated(story: Story, articles: Sequence[Article]) -> Story:
    """The story with the span of its dates and what is missing, now that dates are inferred."""
    dates = sorted(a.published.date for a in articles if a.published.date)
    undated = len(articles) - len(dates)
    warnings = []
    if undated:
        warnings.append(f"{undated} of {len(articles)} articles have no publication date that could be told")
    return msgspec.structs.replace(
        story,
        first=dates[0] if dates else None,
        last=dates[-1] if dates else None,
        warnings=tuple(warnings),
    )


def _places(
    articles: Iterable[Article], annotations: Mapping[str, Annotations], people: Sequence[CastMember]
) -> tuple[PlaceReference, ...]:
    """The places of the articles; not what the story knows to be a person ("Nadia" of "Nadia Kovar")."""
    persons = {
        (s.document, at) for m in people if m.kind == "person" for s in m.mentions for at in (s.start, s.end)
    }
    found = []
    for article in articles:
        for number, place in enumerate(annotations[article.id].places, 1):
            span = place.span
            if span and not persons & {(span.document, span.start), (span.document, span.end)}:
                found.append(
                    PlaceReference(
                        id=f"{article.id}.p{number}",
                        article=article.id,
                        span=span,
                        place=place,
                        by=place.by,
                        confidence=place.confidence,
                    )
                )
    return tuple(found)


def _in_order(data: Sequence[Numbered]) -> tuple[Numbered, ...]:
    """By article, then by number within it ("a1.q2" before "a1.q10")."""
    return tuple(sorted(data, key=lambda d: (d.article, int(d.id.rpartition(".")[2][1:]))))
