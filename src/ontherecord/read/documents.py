# SPDX-License-Identifier: Apache-2.0
"""One `Reading` from one text: the frozen copy, its document, its articles, and their ids.

Comes in: a text with its source and what is declared. Goes out: `Reading`, or a `Refusal` for a text
with nothing in it. Refuses: a text without a letter. Score: `tests/read/test_documents.py`.

Ids come from the SHA-256 of the copy. A second document with the same text gets "-2"; the articles
of a document are numbered on through its twins, so no two articles share an id.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import NamedTuple

from ontherecord.model import Document, Reading, Refusal
from ontherecord.read.articles import articles
from ontherecord.read.declared import Declared
from ontherecord.read.frozen import frozen
from ontherecord.read.language import language

_ID_DIGITS = 8
MOST_LINES = 100_000
"""Lines of one document. The longest live blogs have a few thousand; more is a log or a table."""


class Input(NamedTuple):
    """Where a text came from: the source as given, its raw bytes, media type and charset."""

    source: str
    data: bytes
    media_type: str
    charset: str


def reading(
    given: Input, text: str, declared: Declared, problems: tuple[str, ...], seen: Counter[str]
) -> Reading | Refusal:
    """The reading of one text. `seen` counts the documents with each copy so far in this build."""
    copy, changes = frozen(text)
    if not any(map(str.isalnum, copy)):
        return Refusal(source=given.source, reason="empty: there is no text in it")
    if copy.count("\n") > MOST_LINES:
        return Refusal(source=given.source, reason=f"more than {MOST_LINES:,} lines: no article; split it")
    digest = hashlib.sha256(copy.encode("utf-8")).hexdigest()
    seen[digest] += 1
    identity = _document_id(digest, seen[digest])
    found = articles(copy, identity, None, declared)
    names = _article_ids(digest, seen[digest], len(found))
    if seen[digest] > 1:
        found = articles(copy, identity, names, declared)
    document = Document(
        id=identity,
        source=given.source,
        sha256=digest,
        bytes=len(given.data),
        media_type=given.media_type,
        charset=given.charset,
        language=_language(copy, declared),
        title=found[0].headline,
        fetched=declared.fetched,
        articles=tuple(article.id for article in found),
        problems=(*problems, *changes),
        input_sha256=hashlib.sha256(given.data).hexdigest(),
    )
    return Reading(document=document, copy=copy, articles=found)


def _document_id(digest: str, nth: int) -> str:
    return f"d{digest[:_ID_DIGITS]}" + (f"-{nth}" if nth > 1 else "")


def _article_ids(digest: str, nth: int, count: int) -> list[str]:
    numbers = range((nth - 1) * count + 1, nth * count + 1)
    return [f"a{digest[:_ID_DIGITS]}" + (f"-{n}" if n > 1 else "") for n in numbers]


def _language(copy: str, declared: Declared) -> str | None:
    """What the text itself shows; the declared language only where that leaves it open."""
    found = language(copy)
    if found or not declared.language:
        return found
    code = declared.language.replace("_", "-").split("-")[0].lower()
    return code if len(code) == 2 and code.isalpha() else None
