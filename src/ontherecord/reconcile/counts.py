# SPDX-License-Identifier: Apache-2.0
"""Figures across the articles of a story: the dead, the injured, the missing, those aboard.

Comes in: articles and their copies. Goes out: `Count` groups, each the figures of one thing.
Refuses: figures of another time (the sentence names another year), of another thing (nothing in
common but the unit), of a part ("five more"), and totals of nothing.
Score: `tests/reconcile/test_claims.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ontherecord.model import Article, Span
from ontherecord.reconcile.numbers import Figure, figures

_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?!\s|$)[^.!?\n]*)*[.!?\n]?")
_YEAR = re.compile(r"\b(?:1[89]|20|21)\d\d\b")
_WORD = re.compile(r"[^\W\d_]{4,}")
_SHARED = 2  # words two sentences must share for their figures to be of one thing
_EMPTY = frozenset({
    "people", "were", "have", "been", "dead", "killed", "died", "after", "said", "least", "with",
    "that", "more", "than", "their", "there", "which", "about", "from", "other", "also", "injured",
    "wounded", "missing", "still", "officials",
})  # fmt: skip


class Counted(NamedTuple):
    """One figure of one article with the words around it."""

    article: str
    figure: Figure
    span: Span
    words: frozenset[str]


def counts(articles: Sequence[Article], copies: Mapping[str, str]) -> Iterator[tuple[str, list[Counted]]]:
    """Unit and figures of each thing counted, by unit and then by the first that counts it."""
    found = [c for article in sorted(articles, key=lambda a: a.id) for c in _counted(article, copies)]
    for unit in sorted({c.figure.unit for c in found}):
        yield from ((unit, group) for group in _grouped([c for c in found if c.figure.unit == unit]))


def _counted(article: Article, copies: Mapping[str, str]) -> Iterator[Counted]:
    copy = copies.get(article.document, "")
    year = (article.published.date or "")[:4]
    for segment in article.segments:
        if segment.role != "body":
            continue
        before: frozenset[str] = frozenset()
        for match in _SENTENCE.finditer(copy, segment.start, segment.end):
            text = match.group()
            own = frozenset(w.lower()[:7] for w in _WORD.findall(text) if w.lower() not in _EMPTY)
            words, before = own | before, own  # "It had 61 aboard": the sentence before says what
            if any(y.group() != year for y in _YEAR.finditer(text)):
                continue
            for figure in figures(text):
                start, end = match.start() + figure.start, match.start() + figure.end
                span = Span(document=article.document, start=start, end=end, text=copy[start:end])
                yield Counted(article.id, figure, span, words)


def _grouped(found: Sequence[Counted]) -> list[list[Counted]]:
    """Figures whose sentences share words, joined over the whole story (connected components)."""
    group_of_word: dict[tuple[str, str], int] = {}
    groups: list[list[Counted]] = []
    home: list[int] = []

    def root(n: int) -> int:
        while home[n] != n:
            home[n] = home[home[n]]
            n = home[n]
        return n

    for counted in found:
        mine = len(groups)
        groups.append([counted])
        home.append(mine)
        words = sorted(counted.words)
        for n, one in enumerate(words):
            for other in words[n + 1 :]:
                near = group_of_word.setdefault((one, other), mine)
                low, high = sorted((root(near), root(mine)))
                home[high] = low
    gathered: dict[int, list[Counted]] = {}
    for n, group in enumerate(groups):
        gathered.setdefault(root(n), []).extend(group)
    return [gathered[n] for n in sorted(gathered)]
