# SPDX-License-Identifier: Apache-2.0
"""One `Reading` from one text: the frozen copy, its document, its articles, and their ids.

Comes in: a text with its source and what is declared. Goes out: `Reading`, or a `Refusal` for a text
with nothing in it. Refuses: a text without a letter. Score: `tests/read/test_inputs.py`.

Ids come from the first digits of the SHA-256 of the copy. A second document with these digits (nearly
always the same text) gets "-2"; articles are numbered on through all of them, so no two share an id.
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
    """The reading of one text. `seen` counts documents and articles by the ids that they would share
    with others of this build."""
    copy, changes = frozen(text)
    if not any(map(str.isalnum, copy)):
        return Refusal(source=given.source, reason="empty: there is no text in it")
    if copy.count("\n") > MOST_LINES:
        return Refusal(source=given.source, reason=f"more than {MOST_LINES:,} lines: no article; split it")
    digest = hashlib.sha256(copy.encode("utf-8")).hexdigest()
    (identity,) = _ids(f"d{digest[:_ID_DIGITS]}", 1, seen)
    found = articles(copy, identity, None, declared)
    names = _ids(f"a{digest[:_ID_DIGITS]}", len(found), seen)
    if names != [article.id for article in found]:
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


def _ids(stem: str, count: int, seen: Counter[str]) -> list[str]:
    """The next ids of a stem: the bare stem, then "-2", "-3" ..."""
    first = seen[stem] + 1
    seen[stem] += count
    return [stem if n == 1 else f"{stem}-{n}" for n in range(first, first + count)]


def _language(copy: str, declared: Declared) -> str | None:
    """What the text itself shows; the declared language only where that leaves it open."""
    found = language(copy)
    if found or not declared.language:
        return found
    code = declared.language.replace("_", "-").split("-")[0].lower()
    return code if len(code) == 2 and code.isalpha() else None
