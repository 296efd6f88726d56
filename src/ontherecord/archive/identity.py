# SPDX-License-Identifier: Apache-2.0
"""Which documents are one, and the ids of those that are not but share the digits of their hash.

Comes in: a `Reading`. Goes out: its identity; the place it has among its twins; the reading under the ids of a
place. Refuses: nothing. Score: none; `tests/archive/test_adding.py`.

One text, published under one address (or, without one, by one outlet at one time), is one document, however
often and wherever it is met. The same text under another address is another document: its twin. Ids show eight
digits of the SHA-256 of the copy; of documents that share them the second has "-2", in the order of their
sources, as in a build: not in the order in which they came.
"""

from __future__ import annotations

import hashlib
import re
from typing import Any

import msgspec

from ontherecord.model import Article, Reading

DIGITS = 8
_NUMBERED = re.compile(r"(.*)#(\d+)")


def identity(reading: Reading) -> str:
    """What makes a document this one: its text, and where or by whom and when it was published."""
    digest = hashlib.sha256(reading.document.sha256.encode())
    for article in reading.articles:
        where = ("url", article.url) if article.url else ("outlet", article.outlet, article.published.date)
        digest.update(msgspec.json.encode((article.start, article.end, where)))
    return digest.hexdigest()


def order(source: str) -> tuple[str, int]:
    """The place of a source among others: by name, then by number ("a.jsonl#2" before "a.jsonl#10")."""
    found = _NUMBERED.fullmatch(source)
    return (found[1], int(found[2])) if found else (source, 0)


def under(reading: Reading, nth: int, first: int) -> Reading:
    """A reading with the ids of the `nth` document of its digits, whose articles are numbered from `first`."""
    mark = reading.document.sha256[:DIGITS]
    document = f"d{mark}" + (f"-{nth}" if nth > 1 else "")
    numbers = range(first, first + len(reading.articles))
    ids = [f"a{mark}" + (f"-{n}" if n > 1 else "") for n in numbers]
    if document == reading.document.id and ids == [a.id for a in reading.articles]:
        return reading
    names = {old.id: new for old, new in zip(reading.articles, ids, strict=True)}
    names[reading.document.id] = document
    return Reading(
        document=msgspec.structs.replace(reading.document, id=document, articles=tuple(ids)),
        copy=reading.copy,
        articles=tuple(_renamed(article, names) for article in reading.articles),
    )


def _renamed(article: Article, names: dict[str, str]) -> Article:
    """An article under new names, wherever one stands in it."""

    def walked(value: Any) -> Any:
        if isinstance(value, dict):
            return {
                key: names.get(one, one) if key in ("id", "document", "attached_to") else walked(one)
                for key, one in value.items()
            }
        return [walked(one) for one in value] if isinstance(value, list | tuple) else value

    return msgspec.convert(walked(msgspec.to_builtins(article)), type=Article)
