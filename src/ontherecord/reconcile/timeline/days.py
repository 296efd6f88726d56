# SPDX-License-Identifier: Apache-2.0
"""The days that matter in a long story, each told by a sentence of its articles.

Comes in: the articles of a story, their annotations, what their time expressions mean. Goes out: the days
most articles look back on, in the order of time, as `TimelineEntry`s whose title is one whole sentence and
whose support is one sentence an article. Refuses: a short story, whose calendar is read as a whole; a day
that no sentence tells of, or that was only foretold. Score: `python -m bench timelines` (date F1 on T17).

Method: each article votes once for a day, twice where it gives the full date (the counts of mentioned dates of
Ghalandari and Ifrim 2020); of the sentences that name a day the one whose words most other articles'
sentences of that day share (centroid, Radev et al. 2004).
"""

from __future__ import annotations

import bisect
import datetime
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ontherecord.annotate.times.calendar import period
from ontherecord.mark import mark
from ontherecord.model import Annotations, Article, Span, TimelineEntry, TimeReference
from ontherecord.reconcile.timeline.timeline import BACKGROUND_DAYS, bounds, lane

LONG_STORY = 14  # days between its first and last article from which a story is long
MANY_ARTICLES = 20  # fewer are read one by one
FEWEST, MOST = 5, 12  # days that are chosen
DAYS_A_CHOICE = 3  # days with articles for each day that is chosen
CONSIDERED = 3  # times as many days are looked at: some are only foretold
STATED_VOTE = 2.0  # a day told by its full date is one that writers look back on
PUBLICATION_VOTE = 0.5  # an article speaks for its own day too, but less than for a day it names
SHORTEST, LONGEST = 8, 45  # words of a sentence that tells a day
SAME = 0.6  # share of words two sentences must not have in common to tell two days
_WORD = re.compile(r"[^\W\d_]{4,}|\d+")
_LEANING = frozenset({
    "he", "she", "they", "it", "this", "that", "these", "those", "his", "her", "their", "its", "but", "and", "or",
    "so", "then", "however", "meanwhile", "there", "such", "both", "another", "also", "we", "i", "you", "our", "my",
})  # fmt: skip


class Telling(NamedTuple):
    """A sentence that names a day."""

    span: Span
    article: str
    words: frozenset[str]
    length: int
    ahead: bool
    """Whether it was written before the day, and only foretells it."""


def key_days(
    articles: Sequence[Article],
    copies: Mapping[str, str],
    annotations: Mapping[str, Annotations],
    references: Sequence[TimeReference],
) -> tuple[TimelineEntry, ...]:
    """The days that matter, by date; none for a story that is not long."""
    first, last = bounds(articles)
    own = {a.id: a for a in articles if a.attached_to is None}
    if not first or not last or (last - first).days < LONG_STORY or len(own) < MANY_ARTICLES:
        return ()
    published = {_day(a.published.date) for a in own.values()}
    count = max(FEWEST, min(MOST, len(published) // DAYS_A_CHOICE))
    since = first - datetime.timedelta(BACKGROUND_DAYS)
    ranked = _ranked(list(own.values()), references, since, last)[: CONSIDERED * count]
    told = _tellings(own, copies, annotations, references, frozenset(ranked))
    entries: list[TimelineEntry] = []
    used: list[frozenset[str]] = []
    for day in ranked:
        best = _best(told.get(day, []), used)
        if best and len(entries) < count:
            used.append(best.words)
            entries.append(_entry(day, best, told[day], (first, last)))
    return tuple(sorted(entries, key=lambda one: one.date))


def _entry(
    day: datetime.date,
    best: Telling,
    told: Sequence[Telling],
    story: tuple[datetime.date, datetime.date],
) -> TimelineEntry:
    """One day: its best sentence, and of every other article the first sentence that names it."""
    support: dict[str, Span] = {}
    for one in told:
        support.setdefault(one.article, one.span)
    support[best.article] = best.span
    return TimelineEntry(
        id=f"d-{mark(str(day), best.span.document, str(best.span.start))}",
        date=day.isoformat(),
        precision="day",
        title=" ".join(best.span.text.split()),
        lane=lane(day.isoformat(), False, False, *story),
        support=tuple(sorted(set(support.values()))),
        by="days: named by most articles",
    )


# --- which days --------------------------------------------------------------------------------


def salient_days(
    articles: Sequence[Article],
    references: Sequence[TimeReference],
    count: int,
    *,
    first: datetime.date | None = None,
    last: datetime.date | None = None,
) -> tuple[datetime.date, ...]:
    """The `count` days that matter in a long story, in the order of time: the days that most
    articles tell of, each article voting once for a day, twice if it gives the full date."""
    return tuple(sorted(_ranked(articles, references, first, last)[:count]))


def _ranked(
    articles: Sequence[Article],
    references: Sequence[TimeReference],
    first: datetime.date | None,
    last: datetime.date | None,
) -> list[datetime.date]:
    """The days articles tell of, those of most votes first."""
    published = {a.id: day for a in articles if (day := _day(a.published.date)) is not None}
    votes: dict[datetime.date, float] = {}
    for day, weight in _votes(published, references):
        if (first is None or first <= day) and (last is None or day <= last):
            votes[day] = votes.get(day, 0.0) + weight
    return sorted(votes, key=lambda day: (-votes[day], day))


def _day(date: str | None) -> datetime.date | None:
    found = period((date or "")[:10])
    return found.first if found and found.grain == "day" else None


def _votes(
    published: Mapping[str, datetime.date], references: Sequence[TimeReference]
) -> Iterator[tuple[datetime.date, float]]:
    told: dict[tuple[str, datetime.date], float] = {}
    for reference in references:
        day = _day(reference.value)
        if day is not None and reference.type in ("DATE", "TIME") and reference.article in published:
            weight = STATED_VOTE if reference.basis == "stated" else 1.0
            told[reference.article, day] = max(weight, told.get((reference.article, day), 0.0))
    for (_, day), weight in sorted(told.items()):
        yield day, weight
    for _, day in sorted(published.items()):
        yield day, PUBLICATION_VOTE


# --- what they are told by ---------------------------------------------------------------------


def _tellings(
    articles: Mapping[str, Article],
    copies: Mapping[str, str],
    annotations: Mapping[str, Annotations],
    references: Iterable[TimeReference],
    days: frozenset[datetime.date],
) -> dict[datetime.date, list[Telling]]:
    """The sentences that name each day, in the order of the articles."""
    found: dict[datetime.date, list[Telling]] = {}
    starts = {key: [s.start for s in notes.sentences] for key, notes in annotations.items()}
    for reference in references:
        day = _day(reference.value)
        if day in days and day is not None and reference.article in articles:
            notes = annotations[reference.article]
            at = bisect.bisect_right(starts[reference.article], reference.span.start) - 1
            if at >= 0 and notes.sentences[at].role == "body":
                sentence, document = notes.sentences[at], reference.span.document
                span = Span.of(document, copies[document], sentence.start, sentence.end)
                words = frozenset(word.lower() for word in _WORD.findall(span.text))
                written = _day(articles[reference.article].published.date)
                ahead = written is not None and written < day
                one = Telling(span, reference.article, words, len(span.text.split()), ahead)
                if one not in found.setdefault(day, []):
                    found[day].append(one)
    return found


def _best(told: Sequence[Telling], used: Sequence[frozenset[str]]) -> Telling | None:
    """The sentence whose words the other articles' sentences of the day share most; one that stands by
    itself, of fair length, written that day or later, and that has not told another day."""
    count = Counter(word for article in _by_article(told).values() for word in article)

    def fitness(one: Telling) -> tuple[float, int, str]:
        shared = sum(count[word] - 1 for word in one.words) / one.length**0.5
        return shared, -one.length, one.span.text

    fitting = [
        one
        for one in told
        if _stands(one) and not one.ahead and not any(_same(one.words, other) for other in used)
    ]
    return max(fitting, key=fitness, default=None)


def _by_article(told: Sequence[Telling]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for one in told:
        found.setdefault(one.article, set()).update(one.words)
    return found


def _stands(one: Telling) -> bool:
    """Is the sentence understood by itself: of fair length, whole, not leaning on the one before, and more
    than somebody's words?"""
    first = one.span.text.split()[0].strip("“”\"'‘’").lower() if one.span.text.split() else ""
    spoken = one.span.text.lstrip()[:1] in {"“", '"', "‘", "'"}
    whole = one.span.text.rstrip("”\"'’) ").endswith((".", "!", "?")) and not spoken
    return SHORTEST <= one.length <= LONGEST and first not in _LEANING and whole


def _same(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) >= SAME * max(1, min(len(one), len(other)))
