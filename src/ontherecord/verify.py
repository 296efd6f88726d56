# SPDX-License-Identifier: Apache-2.0
"""A record and its frozen copies -> nothing, or an error that names the span.

Comes in: a `Build` (made now or read back from its folder). Goes out: nothing.
Refuses: the first span whose words do not stand at its offsets, copy whose hash differs, segments
that leave a gap, id that names nothing: with `RecordError`, in one line.
Score: none; it is a law. `build` calls it before a file is written.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from ontherecord.model import Article, Build, Datum, Document, Record, Span

_REFERENCES: dict[str, tuple[str, ...]] = {
    "articles": ("origin", "version_of", "reprint_of", "attached_to"),
    "reuse": ("from_", "to"),
    "versions": ("earlier", "later"),
    "origins": ("articles",),
    "quotations": ("article", "nested_in", "utterance"),
    "utterances": ("quotations", "fullest", "origins"),
    "accounts": ("article", "event", "actor", "recipient", "attributed_to"),
    "events": ("actor", "recipient", "accounts", "origins"),
    "timeline": ("event", "utterance"),
    "brief": ("claims", "origins"),
    "times": ("article",),
    "places": ("article",),
    "meetings": ("host", "parties", "events", "accounts", "origins"),
    "contradictions": ("article",),
    "positions": ("party", "addressee", "answers", "events", "accounts", "origins"),
}
"""For each list of a record the fields that hold ids of other things of the build."""


class RecordError(ValueError):
    """A datum that its copies do not bear out. The message names file, id and span."""


def verify(build: Build) -> None:
    """Re-read every span of a build against its copies, and follow every id.

    Raises RecordError at the first fault.
    """
    for document in build.documents:
        _check_copy(document, build.copies)
    articles = {a.id: a for record in build.records for a in record.articles}
    _check_tiling(articles.values(), build)
    for record in build.records:
        verify_record(record, build.copies, articles.keys())


def _check_copy(document: Document, copies: Mapping[str, str]) -> None:
    if document.id not in copies:
        raise RecordError(f"documents.jsonl: {document.id} has no copy (copies/{document.id}.txt is missing)")
    digest = hashlib.sha256(copies[document.id].encode()).hexdigest()
    if digest != document.sha256:
        raise RecordError(f"copies/{document.id}.txt: its SHA-256 is {digest}, not {document.sha256}")


def _check_tiling(articles: Iterable[Article], build: Build) -> None:
    """Articles tile their copy, segments their article: no word is lost, none counted twice."""
    by_document: dict[str, list[Article]] = {document.id: [] for document in build.documents}
    for article in articles:
        if article.document not in by_document:
            raise RecordError(
                f"articles.jsonl: {article.id} names a document that is not there: {article.document}"
            )
        by_document[article.document].append(article)
        ranges = [(s.start, s.end) for s in article.segments]
        _check_tiles(ranges, article.start, article.end, f"articles.jsonl: {article.id}: its segments")
    for document in build.documents:
        ranges = sorted((a.start, a.end) for a in by_document[document.id])
        length = len(build.copies[document.id])
        _check_tiles(ranges, 0, length, f"documents.jsonl: {document.id}: its articles")


def _check_tiles(ranges: Sequence[tuple[int, int]], start: int, end: int, what: str) -> None:
    at = start
    for a, b in ranges:
        if a != at or b < a:
            raise RecordError(f"{what} leave or share words at {min(a, at)}..{max(a, at)}")
        at = b
    if at != end:
        raise RecordError(f"{what} end at {at}, not at {end}")


def verify_record(record: Record, copies: Mapping[str, str], articles: Iterable[str]) -> None:
    """Re-read every span of one record against its copies, and follow every id; `articles` are the ids
    of the articles there are beside its own. Raises RecordError at the first fault."""
    ids = _ids(record) | set(articles)
    for name in record.__struct_fields__[1:]:
        file = f"{record.story.id}/{name}.jsonl"
        for datum in getattr(record, name):
            for path, span in spans(datum):
                _check_span(span, copies, f"{file}: {datum.id}: {path}")
            for field in _REFERENCES.get(name, ()):
                _check_ids(getattr(datum, field), ids, f"{file}: {datum.id}: {field}")


def _ids(record: Record) -> set[str]:
    found: set[str] = set()
    for name in record.__struct_fields__[1:]:
        own = [datum.id for datum in getattr(record, name)]
        if len(set(own)) != len(own):
            twice = next(i for i in own if own.count(i) > 1)
            raise RecordError(f"{record.story.id}/{name}.jsonl: the id {twice} stands twice")
        found.update(own)
    return found


def _check_ids(value: str | Sequence[str] | None, ids: set[str], where: str) -> None:
    for one in [value] if isinstance(value, str) else value or ():
        if one not in ids:
            raise RecordError(f"{where}: nothing has the id {one}")


def _check_span(span: Span, copies: Mapping[str, str], where: str) -> None:
    copy = copies.get(span.document)
    if copy is None:
        raise RecordError(f"{where}: no copy of {span.document}")
    if not 0 <= span.start < span.end <= len(copy) or copy[span.start : span.end] != span.text:
        found = copy[max(span.start, 0) : span.end][:60]
        raise RecordError(
            f"{where}: {span.document} {span.start}..{span.end} reads {found!r}, not {span.text[:60]!r}"
        )


def spans(datum: object, path: str = "") -> Iterator[tuple[str, Span]]:
    """Every span inside a datum, with the path of fields that leads to it."""
    if isinstance(datum, Span):
        yield path or "span", datum
    elif isinstance(datum, Datum):
        for name in _fields(type(datum)):
            value = getattr(datum, name)
            if value is not None:
                yield from spans(value, f"{path}.{name}" if path else name)
    elif isinstance(datum, tuple):
        for number, value in enumerate(datum):
            if isinstance(value, Datum | tuple):
                yield from spans(value, f"{path}[{number}]")


@functools.cache
def _fields(kind: type[Datum]) -> tuple[str, ...]:
    """The fields of a record type that can hold a span."""
    plain = (str, int, float, bool)
    return tuple(f.name for f in msgspec.structs.fields(kind) if f.type not in plain)
