# SPDX-License-Identifier: Apache-2.0
"""The day of speaking: the day on which quoted words were said, where the sentence of the cue names it.

Comes in: the annotations of one article and what its time expressions mean. Goes out: for each
quotation the time expression that dates it; quotations with `date` set.
Refuses: a day after publication, a day inside the quoted words, anything coarser than a day; without
a named day a quotation stays undated.
Score: with the examples.

"“We leave today,” she said on Monday": today is that Monday, whenever the article was published.
"""

from __future__ import annotations

import bisect
from collections.abc import Mapping, Sequence
from itertools import accumulate

import msgspec

from ontherecord.annotate.times.calendar import period
from ontherecord.model import Annotations, Quotation, TimeMention, TimeReference, When


def speaking_days(
    annotations: Annotations, values: Mapping[int, str | None], published: str | None
) -> dict[str, TimeMention]:
    """For each quotation id the time expression that names its day: of those in the sentence of the
    cue and outside quoted words the one nearest to the cue, if it is a day. `values` maps the start of a time
    expression to its date; `published` is the article's date, after which nobody quoted spoke."""
    quoted = quoted_times(annotations)
    times = [m for m in annotations.times if m.start not in quoted and m.type in ("DATE", "TIME")]
    starts = [m.start for m in times]
    sentences = sorted((s.start, s.end) for s in annotations.sentences)
    opens = [start for start, _ in sentences]
    latest = period((published or "")[:10])
    found = {}
    for quotation in annotations.quotations:
        if quotation.cue is None:
            continue
        cue = quotation.cue.start
        number = bisect.bisect_right(opens, cue) - 1
        if number < 0 or cue >= sentences[number][1]:
            continue
        first, last = (bisect.bisect_left(starts, edge) for edge in sentences[number])
        near = sorted(times[first:last], key=lambda m: (abs(m.start - cue), m.start))
        nearest = next((m for m in near if _is_date(values.get(m.start))), None)
        day = period(values[nearest.start]) if nearest else None
        if nearest and day and day.grain == "day" and (latest is None or day.first <= latest.last):
            found[quotation.id] = nearest
    return found


def _is_date(value: str | None) -> bool:
    return value is not None and not value.endswith("_REF")


def quoted_times(annotations: Annotations) -> set[int]:
    """The starts of the time expressions that stand inside the words of any quotation."""
    spans = sorted((s.start, s.end) for q in annotations.quotations for s in q.content)
    starts = [start for start, _ in spans]
    reach = list(accumulate((end for _, end in spans), max))
    inside = set()
    for mention in annotations.times:
        number = bisect.bisect_right(starts, mention.start) - 1
        if number >= 0 and reach[number] >= mention.end:
            inside.add(mention.start)
    return inside


def times_inside(
    quotation: Quotation, times: Sequence[TimeMention], starts: Sequence[int]
) -> list[TimeMention]:
    """The time expressions inside the words of one quotation. `starts` are the starts of `times`."""
    found: list[TimeMention] = []
    for span in quotation.content:
        first, last = bisect.bisect_left(starts, span.start), bisect.bisect_left(starts, span.end)
        found += [m for m in times[first:last] if m.end <= span.end]
    return found


def dated_quotations(
    quotations: Sequence[Quotation],
    references: Sequence[TimeReference],
    annotations: Mapping[str, Annotations],
    published: Mapping[str, str | None],
) -> tuple[Quotation, ...]:
    """The quotations, in order, with `date` set to the day of speaking where one is named. `published`
    maps article ids to dates."""
    by_place = {(r.article, r.span.start): r for r in references}
    values: dict[str, dict[int, str | None]] = {}
    for reference in references:
        values.setdefault(reference.article, {})[reference.span.start] = reference.value
    named = {
        id_: by_place[article, mention.start]
        for article, notes in sorted(annotations.items())
        for id_, mention in speaking_days(notes, values.get(article, {}), published.get(article)).items()
    }
    return tuple(
        msgspec.structs.replace(q, date=_when(named[q.id])) if q.id in named and q.date is None else q
        for q in quotations
    )


def _when(reference: TimeReference) -> When:
    assert reference.value is not None  # only days are named
    return When(date=reference.value, basis=reference.basis, span=reference.span, by="day of speaking")
