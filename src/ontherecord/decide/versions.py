# SPDX-License-Identifier: Apache-2.0
"""The same words in another version of the same article.

Comes in: the versions that a build traced, its articles and copies; a span. Goes out: the spans of the same
words in the other versions. Refuses: a version in which the paragraph around the words was changed, or
stands twice, or where the words stand in no paragraph of the article: an edited sentence is another one.
Score: none; `tests/decisions/test_other_decisions.py`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from ontherecord.model import Article, Span, Version


class Versions:
    """Articles by family: those that versions tie to one another."""

    def __init__(
        self, versions: Sequence[Version], articles: Sequence[Article], copies: Mapping[str, str]
    ) -> None:
        self._copies = copies
        self._articles: dict[str, list[Article]] = defaultdict(list)
        by_id = {article.id: article for article in articles}
        for article in articles:
            self._articles[article.document].append(article)
        near: dict[str, set[str]] = defaultdict(set)
        for one in versions:
            if one.earlier in by_id and one.later in by_id:
                near[one.earlier].add(one.later)
                near[one.later].add(one.earlier)
        self._family: dict[str, list[Article]] = {}
        for start in sorted(near):
            if start not in self._family:
                ids, reached = [start], {start}
                for id_ in ids:
                    fresh = sorted(near[id_] - reached)
                    reached.update(fresh)
                    ids += fresh
                self._family.update({key: [by_id[i] for i in sorted(ids)] for key in ids})

    def also(self, span: Span) -> list[Span]:
        """The same words in the other versions of the article that a span stands in."""
        own = next((a for a in self._articles[span.document] if a.start <= span.start < a.end), None)
        if own is None or own.id not in self._family:
            return []
        copy = self._copies[span.document]
        first = max(copy.rfind("\n", own.start, span.start) + 1, own.start)
        last = copy.find("\n", span.end, own.end)
        paragraph = copy[first : last if last >= 0 else own.end]
        if _once(paragraph, own, copy) is None:
            return []
        found = []
        for other in self._family[own.id]:
            text = self._copies[other.document]
            at = _once(paragraph, other, text) if other.id != own.id else None
            if at is not None:
                start = at + span.start - first
                found.append(Span.of(other.document, text, start, start + span.end - span.start))
        return found


def _once(paragraph: str, article: Article, copy: str) -> int | None:
    """Where a paragraph stands whole in an article, if it does so exactly once."""
    text = f"\n{copy[article.start : article.end]}\n"
    at = text.find(f"\n{paragraph}\n")
    again = text.find(f"\n{paragraph}\n", at + 1)
    return article.start + at if at >= 0 and again < 0 else None
