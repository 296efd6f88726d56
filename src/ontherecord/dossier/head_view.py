# SPDX-License-Identifier: Apache-2.0
"""The head of a story: its title, dates, counts, languages, coverage by day, warnings, neighbours.

Comes in: a `Lookup`. Goes out: `Head`.
Refuses: nothing; what is not known is said in a warning.
Score: none; `tests/dossier/test_views.py`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from ontherecord.dossier.charts import DayCount
from ontherecord.dossier.lookup import Lookup
from ontherecord.dossier.wording import counted, date_key, day_of, days_in_words, language_in_words
from ontherecord.model import Article


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A story near this one: its title, its dossier, and why it is near."""

    title: str
    href: str
    because: str


@dataclass(frozen=True, slots=True)
class Head:
    """What the top of the page says about a story."""

    title: str
    span: str
    articles: int
    outlets: int
    origins: int
    reprints: int
    languages: tuple[str, ...]
    days: tuple[DayCount, ...]
    undated: int
    warnings: tuple[str, ...]
    related: tuple[Neighbour, ...]


def head(lookup: Lookup) -> Head:
    """The head of the story, counted from its own articles."""
    record = lookup.record
    story = record.story
    outlets = {a.outlet for a in record.articles if a.outlet}
    undated = [a for a in record.articles if not a.published.date]
    return Head(
        title=story.title or "Untitled story",
        span=_span(record.articles),
        articles=len(record.articles),
        outlets=len(outlets) or len(story.outlets),
        origins=len(record.origins) or len(story.origins),
        reprints=sum(1 for a in record.articles if a.reprint_of or a.version_of),
        languages=tuple(language_in_words(code) for code in story.languages or _languages(lookup)),
        days=_days(record.articles),
        undated=len(undated),
        warnings=_warnings(lookup),
        related=tuple(
            Neighbour(title=one.title, href=f"../{one.story}/dossier.html", because=one.because)
            for one in story.related
        ),
    )


def _languages(lookup: Lookup) -> list[str]:
    """The languages of the documents, for a story that does not name them."""
    known = (lookup.documents.get(a.document) for a in lookup.record.articles)
    return sorted({d.language for d in known if d and d.language})


def _span(articles: tuple[Article, ...]) -> str:
    dates = sorted((a.published.date for a in articles if a.published.date), key=date_key)
    days = [day_of(date) or date for date in dates]
    if not days:
        return "no publication date is known"
    return days_in_words(days[0], days[-1])


def _days(articles: tuple[Article, ...]) -> tuple[DayCount, ...]:
    """Articles by day, first-hand ones apart from versions and reprints."""
    first_hand: Counter[str] = Counter()
    copies: Counter[str] = Counter()
    for article in articles:
        if day := day_of(article.published.date):
            (copies if article.reprint_of or article.version_of else first_hand)[day] += 1
    return tuple(DayCount(day, first_hand[day], copies[day]) for day in sorted(first_hand | copies))


def _warnings(lookup: Lookup) -> tuple[str, ...]:
    record = lookup.record
    inferred = sum(1 for a in record.articles if a.published.basis == "inferred-from-story")
    nameless = sum(1 for a in record.articles if not a.outlet)
    conflicts = sum(1 for c in record.claims if c.standing == "in-conflict")
    found = []
    if inferred:
        found.append(f"The date of {counted(inferred, 'article')} was inferred from the story, not stated.")
    if nameless:
        found.append(f"{counted(nameless, 'article')} without a named outlet.")
    if conflicts:
        found.append(f"Reports conflict on {counted(conflicts, 'point')}.")
    if len(record.origins) == 1 and len(record.articles) > 1:
        found.append("Every article rests on one origin: nothing here is corroborated.")
    return tuple(dict.fromkeys([*found, *record.story.warnings]))
