# SPDX-License-Identifier: Apache-2.0
"""Places: where words stand in this build, as the key by which decisions find mentions, accounts, quotations.

Comes in: spans. Goes out: keys. Refuses: nothing. Score: none.
"""

from __future__ import annotations

from collections.abc import Iterable

from ontherecord.model import Article, Span

Place = tuple[str, int, int]
"""Document id, start, end."""


def place(span: Span) -> Place:
    """The key of the words of a span."""
    return span.document, span.start, span.end


def places(spans: Iterable[Span]) -> frozenset[Place]:
    """The keys of the words of several spans."""
    return frozenset(place(span) for span in spans)


def opening(article: Article, copy: str) -> Span:
    """The words that stand for an article in a decision: its first line that has any."""
    start = article.start
    while start < article.end:
        end = copy.find("\n", start, article.end)
        end = article.end if end < 0 else end
        line = copy[start:end]
        if line.strip():
            first = start + len(line) - len(line.lstrip())
            return Span.of(article.document, copy, first, first + len(line.strip()))
        start = end + 1
    return Span.of(article.document, copy, article.start, max(article.end, article.start + 1))
