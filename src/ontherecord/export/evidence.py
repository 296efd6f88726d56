# SPDX-License-Identifier: Apache-2.0
"""A span with all that a reader outside needs to check it: article, outlet, origin, words, address.

Comes in: a `Record`, its spans. Goes out: `Evidence`.
Refuses: nothing; a span of an article outside the record has words and offsets only.
Score: none; `tests/export/test_evidence.py`.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import quote, urldefrag

from ontherecord.model import Article, Record, Span

_WHOLE = 12  # words up to which a text fragment repeats the passage whole; beyond, its two ends
_ENDS = 5  # words of each end


class Evidence(NamedTuple):
    """Exact words and where they stand; offsets are code points of the frozen copy, end exclusive."""

    article: str | None
    outlet: str | None
    origin: str | None
    """The name of the origin; its id where it has none."""
    published: str | None
    document: str
    start: int
    end: int
    text: str
    url: str | None
    """The article's address with a text fragment that leads to the words, if it has an address."""


class Witnesses:
    """The articles of one record, ready to be asked where a span stands."""

    def __init__(self, record: Record) -> None:
        self.articles = {a.id: a for a in record.articles}
        self.origins = {o.id: o.name or o.id for o in record.origins}
        self._in_document: dict[str, list[Article]] = {}
        for article in sorted(record.articles, key=lambda a: (a.document, a.start)):
            self._in_document.setdefault(article.document, []).append(article)

    def article_at(self, document: str, offset: int) -> Article | None:
        """The article of the record that holds an offset of a copy."""
        held = self._in_document.get(document, [])
        at = bisect.bisect_right(held, offset, key=lambda a: a.start) - 1
        return held[at] if at >= 0 and offset < held[at].end else None

    def evidence(self, span: Span) -> Evidence:
        """The span with its article, outlet, origin and address."""
        article = self.article_at(span.document, span.start)
        origin = article.origin if article else None
        return Evidence(
            article=article.id if article else None,
            outlet=article.outlet if article else None,
            origin=self.origins.get(origin, origin) if origin else None,
            published=article.published.date if article else None,
            document=span.document,
            start=span.start,
            end=span.end,
            text=span.text,
            url=fragment(article.url, span.text) if article and article.url else None,
        )

    def all(self, spans: Iterable[Span]) -> list[Evidence]:
        """Each span once, in the order given."""
        return [self.evidence(span) for span in dict.fromkeys(spans)]


def fragment(url: str, text: str) -> str:
    """An address that opens the page at the words (WICG, URL Fragment Text Directives)."""
    words = text.split()
    if not words:
        return url
    ends = [words] if len(words) <= _WHOLE else [words[:_ENDS], words[-_ENDS:]]
    # A hyphen would mark a prefix or suffix of the directive, so it is escaped too.
    parts = (quote(" ".join(end), safe="").replace("-", "%2D") for end in ends)
    return f"{urldefrag(url).url}#:~:text={','.join(parts)}"
