# SPDX-License-Identifier: Apache-2.0
"""What stands where in one record: articles by id and by span, their outlets and origins.

Comes in: a `Record` and its frozen copies. Goes out: `Lookup`, which every view asks, and `Passage`,
a span with what a reader needs to judge it. A lookup keeps the spans the page links to (`linked`),
so that the article reader can put an anchor at each.
Refuses: nothing; a span of an article outside the record becomes a passage without a link.
Score: none; `tests/dossier/test_views.py`.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ontherecord.dossier.parts import homes
from ontherecord.dossier.wording import (
    UNKNOWN_OUTLET,
    basis_in_words,
    clipped,
    date_in_words,
    day_of,
    origin_label,
    plain,
)
from ontherecord.model import (
    Account,
    Article,
    CastMember,
    Document,
    Event,
    Origin,
    Quotation,
    Record,
    Segment,
    Span,
    Utterance,
    When,
)

_ARTICLE_ID = re.compile(r"\ba[0-9a-f]{8}(?:-\d+)?\b")
QUOTE_MARKS = frozenset("\"'“”„«»‘’‚‹›")
LONGEST_PASSAGE = 120  # words of a passage shown outside the reader; the reader holds the whole


@dataclass(frozen=True, slots=True)
class Passage:
    """Exact words with the article they stand in. `href` leads into the article reader."""

    text: str
    href: str | None
    article: str | None
    number: int | None
    outlet: str
    headline: str
    date: str
    origin: str | None

    @property
    def named(self) -> bool:
        """Whether the outlet is known."""
        return self.outlet != UNKNOWN_OUTLET

    @property
    def own_marks(self) -> bool:
        """Whether the words bring quotation marks of their own, so that the page adds none."""
        return self.text[:1] in QUOTE_MARKS


@dataclass(frozen=True, slots=True)
class Dated:
    """A date in words, what it rests on, and the words that name it."""

    words: str
    basis: str
    passage: Passage | None


@dataclass(frozen=True, slots=True)
class OriginEvidence:
    """What one origin says: its first passage, and the others folded under it."""

    name: str
    origin: str | None
    first: Passage
    others: tuple[Passage, ...]

    @property
    def outlets(self) -> tuple[str, ...]:
        """The outlets of the folded passages, each once."""
        return tuple(dict.fromkeys(p.outlet for p in self.others if p.outlet != self.first.outlet))


class Lookup:
    """The indexes of one record. Made once a page; views only read it."""

    def __init__(
        self, record: Record, copies: Mapping[str, str], documents: Mapping[str, Document] | None = None
    ) -> None:
        self.homes: dict[str, str] = homes(record.articles)
        self.documents = documents or {}
        self.record = record
        self.copies = copies
        self.articles: dict[str, Article] = {a.id: a for a in record.articles}
        self.numbers: dict[str, int] = {a.id: n for n, a in enumerate(record.articles, 1)}
        self.origins: dict[str, Origin] = {o.id: o for o in record.origins}
        self.cast: dict[str, CastMember] = {c.id: c for c in record.cast}
        self.events: dict[str, Event] = {e.id: e for e in record.events}
        self.utterances: dict[str, Utterance] = {u.id: u for u in record.utterances}
        self.quotations: dict[str, Quotation] = {q.id: q for q in record.quotations}
        self.accounts: dict[str, Account] = {a.id: a for a in record.accounts}
        self.linked: set[tuple[str, int, int]] = set()
        self._year = year_of(record.articles)
        self._origin_of = {a: o.id for o in record.origins for a in o.articles}
        self._in_document: dict[str, list[Article]] = {}
        for article in sorted(record.articles, key=lambda a: (a.document, a.start)):
            self._in_document.setdefault(article.document, []).append(article)
        self._starts = {document: [a.start for a in held] for document, held in self._in_document.items()}

    def origin_of(self, article: str) -> str | None:
        """The origin of an article, as the article or else the origin itself says."""
        known = self.articles.get(article)
        return (known and known.origin) or self._origin_of.get(article)

    def origin_name(self, origin: str | None) -> str:
        """The name of an origin to show."""
        if origin is None:
            return "origin not known"
        return origin_label(self.origins[origin]) if origin in self.origins else origin

    def outlet(self, article: str) -> str:
        """The outlet of an article to show."""
        known = self.articles.get(article)
        return (known and known.outlet) or UNKNOWN_OUTLET

    def headline(self, article: str) -> str:
        """The headline of an article, or else its first words."""
        known = self.articles.get(article)
        if known is None:
            return article
        return known.headline or clipped(self.opening(known), 12) or "No headline"

    def opening(self, article: Article) -> str:
        """The first stretch of an article that is its own text, for want of a headline."""
        copy = self.copies.get(article.document, "")
        body = next((s for s in article.segments if s.role == "body"), None)
        start, end = (body.start, body.end) if body else (article.start, article.end)
        return copy[start : min(end, start + 400)]

    def cast_name(self, cast: str) -> str:
        """The name of a cast member to show."""
        return self.cast[cast].name if cast in self.cast else cast

    def plain(self, text: str) -> str:
        """A text that a stage composed, with dates in words and articles by their number."""
        return _ARTICLE_ID.sub(lambda found: self._numbered(found[0]), plain(text))

    def _numbered(self, article: str) -> str:
        return f"no. {self.numbers[article]}" if article in self.numbers else article

    def day(self, date: str | None) -> str:
        """The day of a date in words, without the year that all articles share; empty for no date."""
        if not date:
            return ""
        words = date_in_words(day_of(date) or date)
        return words.removesuffix(f" {self._year}") if self._year else words

    def home(self, article: str) -> str:
        """The page on which an article is read, for a link: empty for the page of the dossier itself."""
        return self.homes.get(article, "")

    def article_at(self, document: str, offset: int) -> Article | None:
        """The article of the record that holds an offset of a copy."""
        place = bisect.bisect_right(self._starts.get(document, ()), offset) - 1
        if place < 0:
            return None
        article = self._in_document[document][place]
        return article if offset < article.end else None

    def passage(self, span: Span, longest: int = LONGEST_PASSAGE) -> Passage:
        """The span as a passage that links into the reader, which then sets an anchor there.

        Beyond `longest` words the passage is cut; its link leads to the whole.
        """
        article = self.article_at(span.document, span.start)
        if article is None:
            return Passage(clipped(span.text, longest), None, None, None, span.document, "", "", None)
        self.linked.add((span.document, span.start, span.end))
        return Passage(
            text=clipped(span.text, longest),
            href=f"{self.home(article.id)}#{span.document}:{span.start}-{span.end}",
            article=article.id,
            number=self.numbers[article.id],
            outlet=self.outlet(article.id),
            headline=self.headline(article.id),
            date=self.day(article.published.date),
            origin=self.origin_of(article.id),
        )

    def dated(self, when: When | None) -> Dated | None:
        """A date with its basis, as far as it is known."""
        if when is None:
            return None
        passage = self.passage(when.span) if when.span else None
        return Dated(date_in_words(when.date), basis_in_words(when.basis), passage)

    def by_origin(self, spans: Iterable[Span]) -> tuple[OriginEvidence, ...]:
        """The spans as passages, one entry an origin, so that reprints add no weight."""
        groups: dict[str, list[Passage]] = {}
        for span in dict.fromkeys(spans):
            passage = self.passage(span)
            groups.setdefault(passage.origin or passage.article or passage.text, []).append(passage)
        return tuple(
            OriginEvidence(self.origin_name(held[0].origin), held[0].origin, held[0], tuple(held[1:]))
            for held in groups.values()
        )


def year_of(articles: Iterable[Article]) -> str | None:
    """The year of publication if all dated articles share it."""
    years = {a.published.date[:4] for a in articles if a.published.date}
    return years.pop() if len(years) == 1 else None


def body_ranges(article: Article) -> list[tuple[int, int]]:
    """The ranges of an article that are its own report, in order; all of it when nothing is marked."""
    body: list[Segment] = [s for s in article.segments if s.role == "body" and s.end > s.start]
    if not body:
        return [(article.start, article.end)]
    return [(s.start, s.end) for s in body]
