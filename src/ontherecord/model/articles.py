# SPDX-License-Identifier: Apache-2.0
"""What was read: documents and the articles in them.

Comes in and goes out: nothing; this module only defines. Contract: docs/record.md.
Refuses: a value of the wrong type, when a record is read back. Score: none.
"""

from __future__ import annotations

from typing import Literal

from ontherecord.model.base import DateBasis, Datum, Segment, Span


class Document(Datum, frozen=True, kw_only=True):
    """What was read: a file, a page, a line of a JSON Lines file, a feed item."""

    id: str
    source: str
    """Path or URL as given."""
    sha256: str
    """Of the frozen copy, as UTF-8."""
    bytes: int
    """Size of the input."""
    media_type: str
    charset: str
    language: str | None = None
    title: str | None = None
    fetched: str | None = None
    articles: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    input_sha256: str = ""


class Published(Datum, frozen=True, kw_only=True):
    """When an article was published, and how we know."""

    date: str | None = None
    """EDTF; with time and zone where the source gives them."""
    basis: DateBasis = "unknown"
    span: Span | None = None
    by: str = ""


class Article(Datum, frozen=True, kw_only=True):
    """One text published by one outlet at one time: `copy[start:end]` of its document."""

    id: str
    document: str
    start: int
    end: int
    outlet: str | None = None
    agency: str | None = None
    authors: tuple[str, ...] = ()
    headline: str | None = None
    published: Published = Published()
    modified: str | None = None
    segments: tuple[Segment, ...] = ()
    origin: str | None = None
    version_of: str | None = None
    reprint_of: str | None = None
    attached_to: str | None = None
    url: str | None = None
    outlet_basis: Literal["stated", "metadata", "unknown"] = "unknown"
    outlet_span: Span | None = None
    headline_span: Span | None = None


class Reading(Datum, frozen=True, kw_only=True):
    """One document with its frozen copy and the articles found in it: what `read` gives."""

    document: Document
    copy: str
    articles: tuple[Article, ...]


class Refusal(Datum, frozen=True, kw_only=True):
    """An input that could not be read: its name and, in one line, the reason and the mend."""

    source: str
    reason: str
