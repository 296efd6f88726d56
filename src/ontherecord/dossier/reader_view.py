# SPDX-License-Identifier: Apache-2.0
"""The article reader: every frozen copy of the story with its layers and where its facts come from.

Comes in: a `Lookup` that the other views have already asked, so that it knows which spans the page
links to. Goes out: one `Page` an article.
Refuses: nothing. Score: none; `tests/dossier/test_views.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ontherecord.dossier.lookup import Lookup
from ontherecord.dossier.marks import Layer, Mark, Paragraph, paragraphs
from ontherecord.dossier.sources_view import membership
from ontherecord.dossier.wording import DATE_BASES, ROLES, basis_in_words, date_in_words
from ontherecord.model import Article, SegmentRole, Span

REPORT: frozenset[SegmentRole] = frozenset(
    {"headline", "byline", "dateline", "body", "subheading", "caption"}
)


@dataclass(frozen=True, slots=True)
class Fact:
    """One line about an article and where it comes from."""

    label: str
    value: str
    basis: str


@dataclass(frozen=True, slots=True)
class Page:
    """One article of the reader."""

    id: str
    number: int
    document: str
    start: int
    end: int
    outlet: str
    headline: str
    date: str
    facts: tuple[Fact, ...]
    paragraphs: tuple[tuple[str, bool, Paragraph], ...]
    """The label of the segment where it changes, whether it is the outlet's report, the text."""
    language: str | None
    home: str
    """The page beside the dossier that holds the text; empty if the dossier itself does."""


def reader(lookup: Lookup) -> tuple[Page, ...]:
    """Every article of the story, in the order of the record."""
    marks = _marks(lookup)
    anchors: dict[str, list[tuple[int, int]]] = {}
    for document, start, end in sorted(lookup.linked):
        home = lookup.article_at(document, start)
        if home:
            anchors.setdefault(home.id, []).append((start, end))
    return tuple(
        _page(lookup, article, marks.get(article.id, []), anchors.get(article.id, []))
        for article in lookup.record.articles
    )


def _marks(lookup: Lookup) -> dict[str, list[Mark]]:
    """The marks of every layer by article."""
    held: dict[str, list[Mark]] = {}
    for span, mark in _layered(lookup):
        article = lookup.article_at(span.document, span.start)
        if article:
            held.setdefault(article.id, []).append(mark)
    return held


def _layered(lookup: Lookup) -> Iterator[tuple[Span, Mark]]:
    record = lookup.record
    for member in record.cast:
        for span in member.mentions:
            note = "" if span.text == member.name else member.name
            yield span, Mark(span.start, span.end, "name", note)
    for quotation in record.quotations:
        speaker = quotation.speaker.name if quotation.speaker else "speaker not told"
        for span in quotation.content:
            layer: Layer = "reported" if quotation.kind == "indirect" else "quotation"
            yield span, Mark(span.start, span.end, layer, f"said by: {speaker}")
    for time in record.times:
        yield time.span, Mark(time.span.start, time.span.end, "time", date_in_words(time.value))
    for place in record.places:
        yield place.span, Mark(place.span.start, place.span.end, "place", place.place.name)
    for account in record.accounts:
        yield account.trigger, Mark(account.trigger.start, account.trigger.end, "event", account.modality)
    for reuse in record.reuse:
        for earlier, later in reuse.passages:
            for span, other in ((earlier, reuse.to), (later, reuse.from_)):
                number = lookup.numbers.get(other)
                note = f"also in no. {number}" if number else "also in another article"
                yield span, Mark(span.start, span.end, "shared", note)


def _page(lookup: Lookup, article: Article, marks: list[Mark], anchors: list[tuple[int, int]]) -> Page:
    copy = lookup.copies.get(article.document, "")
    ranges = [(s.start, s.end, s.role) for s in article.segments if s.end > s.start]
    laid = paragraphs(
        copy, ranges or [(article.start, article.end, "body")], marks, anchors, article.document
    )
    return Page(
        id=article.id,
        number=lookup.numbers[article.id],
        document=article.document,
        start=article.start,
        end=article.end,
        outlet=lookup.outlet(article.id),
        headline=lookup.headline(article.id),
        date=date_in_words(article.published.date),
        facts=tuple(_facts(lookup, article)),
        paragraphs=tuple(_labelled(laid)),
        language=(lookup.record.story.languages or (None,))[0],
        home=lookup.home(article.id),
    )


def _labelled(laid: list[Paragraph]) -> Iterator[tuple[str, bool, Paragraph]]:
    before: SegmentRole | None = None
    for paragraph in laid:
        yield ROLES[paragraph.role] if paragraph.role != before else "", paragraph.role in REPORT, paragraph
        before = paragraph.role


def _facts(lookup: Lookup, article: Article) -> Iterator[Fact]:
    bases = {"stated": "stated in the text", "metadata": "from the page’s metadata", "unknown": ""}
    yield Fact("Outlet", lookup.outlet(article.id), bases[article.outlet_basis] if article.outlet else "")
    yield Fact("Published", date_in_words(article.published.date), DATE_BASES[article.published.basis])
    if article.modified:
        yield Fact("Changed", date_in_words(article.modified), "from the page’s metadata")
    if article.authors:
        yield Fact("By", ", ".join(article.authors), "")
    if article.agency:
        yield Fact("Agency", article.agency, "credited in the article")
    origin = lookup.origin_of(article.id)
    if origin:
        member = membership(lookup, article)
        basis = basis_in_words(member.basis) if member else ""
        yield Fact("Origin", lookup.origin_name(origin), basis)
    document = lookup.documents.get(article.document)
    if document:
        yield Fact("Read from", document.source, f"SHA-256 of the frozen copy {document.sha256[:12]}…")
    if article.url:
        yield Fact("Address", article.url, "")
