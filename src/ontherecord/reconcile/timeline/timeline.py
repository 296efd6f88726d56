# SPDX-License-Identifier: Apache-2.0
"""The timeline of a story: its events and utterances on the calendar.

Comes in: events, accounts, utterances, quotations, articles. Goes out: `TimelineEntry`s by date.
Refuses: what has no date (the caller counts those); what is said by nobody of the cast; a date is never made finer than it was told.
Score: `tests/reconcile/test_timeline.py`; the days that matter are in `days`.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from ontherecord.annotate.times.calendar import period
from ontherecord.mark import mark
from ontherecord.model import (
    Account,
    Article,
    Event,
    Lane,
    Quotation,
    Span,
    TimelineEntry,
    Utterance,
)

Precision = Literal["time", "day", "week", "month", "season", "year", "interval"]

BACKGROUND_DAYS = 14  # an event this long before the first article of the story is its background
DAYS_OF_A_WEEK = 7
FEWEST_WORDS = 4  # of reported words that say anything
TITLE_LENGTH = 90  # characters of an utterance shown in its title
_AHEAD = frozenset({"planned", "proposed", "demanded", "threatened", "hypothetical"})
_SEASONS = frozenset(str(number) for number in range(21, 42))  # EDTF sub-year groupings


def timeline(
    events: Sequence[Event],
    accounts: Sequence[Account],
    utterances: Sequence[Utterance],
    quotations: Sequence[Quotation],
    articles: Sequence[Article],
) -> tuple[TimelineEntry, ...]:
    """The dated events and utterances, by date, coarse before fine, then by title and id."""
    first, last = bounds(articles)
    by_account = {a.id: a for a in accounts}
    by_quotation = {q.id: q for q in quotations}
    entries = [
        *(_event_entry(e, by_account, first, last) for e in events if e.date is not None),
        *(
            _utterance_entry(u, by_quotation, first)
            for u in utterances
            if u.date is not None and _is_told(u, by_quotation)
        ),
    ]
    return tuple(sorted(entries, key=lambda e: (*_order(e.date), e.title, e.id)))


def _is_told(utterance: Utterance, quotations: Mapping[str, Quotation]) -> bool:
    """Whether it is known who said it, and what: words of "she" or of "officials" are no day's news, nor
    is a reported scrap that the parse cut ("his retirement", "to close Norway’s")."""
    if utterance.speaker is None or utterance.speaker.cast is None:
        return False
    fullest = quotations.get(utterance.fullest)
    words = [w for s in fullest.content for w in s.text.split()] if fullest else []
    scrap = len(words) < FEWEST_WORDS or words[-1].endswith(("’s", "'s"))
    return fullest is None or fullest.kind == "direct" or not scrap


def bounds(articles: Iterable[Article]) -> tuple[datetime.date | None, datetime.date | None]:
    """The first and the last publication day of the story's articles."""
    found = [period((a.published.date or "")[:10]) for a in articles if a.attached_to is None]
    days = [one.first for one in found if one is not None and one.grain == "day"]
    return (min(days), max(days)) if days else (None, None)


def _event_entry(
    event: Event, accounts: Mapping[str, Account], first: datetime.date | None, last: datetime.date | None
) -> TimelineEntry:
    assert event.date is not None
    told = [accounts[one] for one in event.accounts if one in accounts]
    support = [one.span for one in told] + ([event.date.span] if event.date.span else [])
    return TimelineEntry(
        id=f"t-{mark(event.id, event.date.date)}",
        date=event.date.date,
        precision=precision(event.date.date),
        title=event.title,
        event=event.id,
        lane=lane(
            event.date.date,
            event.modality in _AHEAD and not event.negated,
            _all_historical(told),
            first,
            last,
        ),
        support=_spans(support),
        by="timeline: event",
    )


def _all_historical(accounts: Sequence[Account]) -> bool:
    return bool(accounts) and all(one.historical for one in accounts)


def _utterance_entry(
    utterance: Utterance, quotations: Mapping[str, Quotation], first: datetime.date | None
) -> TimelineEntry:
    assert utterance.date is not None
    date = utterance.date
    spans = [s for one in utterance.quotations if one in quotations for s in quotations[one].content[:1]]
    return TimelineEntry(
        id=f"t-{mark(utterance.id, date.date)}",
        date=date.date,
        precision=precision(date.date),
        title=_said(utterance, quotations),
        utterance=utterance.id,
        lane=lane(date.date, False, False, first, None),
        support=_spans([*spans, *([date.span] if date.span else [])]),
        by="timeline: utterance",
    )


def _said(utterance: Utterance, quotations: Mapping[str, Quotation]) -> str:
    """ "Speaker: the beginning of the words"."""
    fullest = quotations.get(utterance.fullest)
    words = " ".join(" ".join(s.text for s in fullest.content).split()) if fullest else ""
    words = words.removeprefix("that ") if fullest and fullest.kind != "direct" else words
    if len(words) > TITLE_LENGTH:
        words = words[:TITLE_LENGTH].rsplit(" ", 1)[0].rstrip(" ,;:.") + " …"
    name = utterance.speaker.name if utterance.speaker else "Unnamed speaker"
    return f"{name}: {words}"


def lane(
    date: str, ahead: bool, historical: bool, first: datetime.date | None, last: datetime.date | None
) -> Lane:
    """News, what lies behind the story, or what is still to come when it is told: a demand of the day
    before the first article is news, though nobody knows whether it was met."""
    told = _days(date)
    if historical:
        return "background"
    if told and first and told[1] < first - datetime.timedelta(BACKGROUND_DAYS):
        return "background"
    over = told is not None and first is not None and told[1] < first
    if (ahead and not over) or (told and last and told[0] > last):
        return "expected"
    return "news"


def _days(date: str) -> tuple[datetime.date, datetime.date] | None:
    """The first and the last day of an EDTF date."""
    first, last = (period(part) for part in (date.split("/")[0], date.split("/")[-1]))
    return (first.first, last.last) if first and last else None


def precision(date: str) -> Precision:
    """How fine an EDTF date is."""
    if "/" in date:
        first, last = (period(part) for part in date.split("/", 1))
        days = (last.last - first.first).days if first and last else None
        return "week" if days == DAYS_OF_A_WEEK - 1 else "interval"
    if "T" in date:
        return "time"
    bare = date.rstrip("~?%")
    parts = bare.split("-")
    if len(parts) == 3:
        return "day"
    if len(parts) == 2:
        return "season" if parts[1] in _SEASONS else "month"
    return "year" if re.fullmatch(r"\d{4}", bare) else "interval"


def _order(date: str) -> tuple[str, int, str]:
    """Dates by their first day; of two with the same, the coarser first."""
    days = _days(date)
    coarse = ("interval", "year", "season", "month", "week", "day", "time").index(precision(date))
    return days[0].isoformat() if days else date, coarse, date


def _spans(spans: Iterable[Span]) -> tuple[Span, ...]:
    return tuple(sorted(set(spans)))
