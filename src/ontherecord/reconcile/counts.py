# SPDX-License-Identifier: Apache-2.0
"""Figures across the articles of a story: the dead, the injured, the missing, those aboard.

Comes in: articles and their copies. Goes out: `Count` groups, each the figures of one thing.
Refuses: figures of another time (the sentence names another year), of another thing (nothing in
common but the unit), of a part ("five more"), and totals of nothing.
Score: `tests/reconcile/test_claims.py`.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ontherecord.model import Article, Span
from ontherecord.reconcile.numbers import Figure, counted_nouns, figures, is_measure

SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?!\s|$)[^.!?\n]*)*[.!?\n]?")
_YEAR = re.compile(r"\b(?:1[89]|20|21)\d\d\b")
_WORD = re.compile(r"[^\W\d_]{3,}")
_SHARED_BY_MEASURES = 4  # money and measures are many in a story, and few of them are the same thing
_SHARED_BY_UNLIKE = 6  # and more must be shared where the amounts are less alike,
_SOME_SIZE = 2.5  # up to this ratio
_SHARED_BY_EQUALS = 3  # fewer where the amount is the very same
_SAME_SIZE = 1.5  # two amounts further apart than this are not one amount told in two ways
_MOST_WORDS = 60  # words of a sentence that are compared
_COMPARED = 40  # earlier figures that a figure is compared with, for each word
_SHARED = 2  # words two sentences must share for their figures to be of one thing
_EMPTY = frozenset({
    "the", "and", "for", "was", "who", "had", "has", "not", "but", "its", "his", "her", "she",
    "they", "you", "are", "all", "one", "two", "new", "when", "out", "into", "over", "now", "how",
    "off", "our", "any", "day", "people", "were", "have", "been", "dead", "killed", "died",
    "after", "said", "least", "with", "that", "more", "than", "their", "there", "which", "about",
    "from", "other", "also", "injured", "wounded", "missing", "still", "officials",
})  # fmt: skip


class Counted(NamedTuple):
    """One figure of one article with the words around it."""

    article: str
    figure: Figure
    span: Span
    words: frozenset[str]
    about: frozenset[str]
    """Words of headline and first sentence: what the article as a whole is about."""


def counts(articles: Sequence[Article], copies: Mapping[str, str]) -> Iterator[tuple[str, list[Counted]]]:
    """Unit and figures of each thing counted, by unit and then by the first that counts it."""
    found = [c for article in sorted(articles, key=lambda a: a.id) for c in _counted(article, copies)]
    for unit in sorted({c.figure.unit for c in found}):
        yield from ((unit, group) for group in _grouped([c for c in found if c.figure.unit == unit]))


def equals(articles: Sequence[Article], copies: Mapping[str, str]) -> Iterator[tuple[str, list[Counted]]]:
    """Figures of any noun that articles give alike, by noun and value: "90,000 doses", "ninety thousand doses".
    Enough to agree on, not to dispute: what is given otherwise may be of something else."""
    by_value: dict[tuple[str, float], list[list[Counted]]] = {}
    for article in sorted(articles, key=lambda a: a.id):
        for one in _alike(article, copies):
            groups = by_value.setdefault((one.figure.unit, one.figure.said), [])
            needed = 1 if one.figure.said >= _UNCOMMON else _SHARED
            home = next((g for g in groups if len(g[0].words & one.words) >= needed), None)
            if home is None:
                groups[:] = [*groups[-_COMPARED:], [one]]
            else:
                home.append(one)
    for (unit, _), groups in sorted(by_value.items()):
        yield from ((unit, group) for group in groups if len({c.article for c in group}) > 1)


_UNCOMMON = 20  # from here on a number is seldom that of two things of one name
_LEAST_ALIKE = 4  # a number smaller than this is shared by chance


def _alike(article: Article, copies: Mapping[str, str]) -> Iterator[Counted]:
    copy = copies.get(article.document, "")
    about = content(article.headline or "") | _lead(article, copy)
    for segment in article.segments:
        for match in SENTENCE.finditer(copy, segment.start, segment.end) if segment.role == "body" else ():
            text = match.group()
            for figure in counted_nouns(text[:_LONGEST_LEAD]):
                if figure.said >= _LEAST_ALIKE:
                    start, end = match.start() + figure.start, match.start() + figure.end
                    words = (content(text) | (about if figure.said >= _UNCOMMON else frozenset())) - {
                        figure.unit[:7]
                    }
                    yield Counted(
                        article.id, figure, Span.of(article.document, copy, start, end), words, words
                    )


@functools.lru_cache(maxsize=8192)  # claims, timeline and brief count the same sentences
def _figures(text: str) -> tuple[Figure, ...]:
    return tuple(figures(text))


def _counted(article: Article, copies: Mapping[str, str]) -> Iterator[Counted]:
    copy = copies.get(article.document, "")
    about = content(article.headline or "") | _lead(article, copy)
    year = (article.published.date or "")[:4]
    for segment in article.segments:
        if segment.role != "body":
            continue
        before: frozenset[str] = frozenset()
        for match in SENTENCE.finditer(copy, segment.start, segment.end):
            text = match.group()
            own = content(text)
            words, before = own | before, own  # "It had 61 aboard": the sentence before says what
            elsewhen = any(y.group() != year for y in _YEAR.finditer(text))
            found = _figures(text)
            for figure in found:
                if is_measure(figure.unit):
                    if sum(f.unit == figure.unit for f in found) > 1:
                        continue
                elif elsewhen:
                    continue
                start, end = match.start() + figure.start, match.start() + figure.end
                span = Span.of(article.document, copy, start, end)
                yield Counted(article.id, figure, span, words, about)


def _lead(article: Article, copy: str) -> frozenset[str]:
    """The words of the first sentence, which says what the article is about."""
    body = next((s for s in article.segments if s.role == "body"), None)
    match = SENTENCE.search(copy, body.start, body.end) if body else None
    return content(match.group()[:_LONGEST_LEAD]) if match else frozenset()


_LONGEST_LEAD = 600  # characters of a first sentence


@functools.lru_cache(maxsize=8192)
def content(text: str) -> frozenset[str]:
    """The words that say what a sentence is about, cut to their beginnings."""
    return frozenset(w.lower()[:7] for w in _WORD.findall(text) if w.lower() not in _EMPTY)


def may_be_one(some: Sequence[Counted], others: Sequence[Counted]) -> bool:
    """Whether two groups may count one thing, although no two of their sentences say so: their
    articles are about the same. Enough to agree on a figure, not to dispute one."""
    if is_measure(some[0].figure.unit):
        return False
    about = [frozenset().union(*(c.about | c.words for c in group)) for group in (some, others)]
    return len(about[0] & about[1]) >= _SHARED


def _grouped(found: Sequence[Counted]) -> list[list[Counted]]:
    """Figures whose sentences share words, joined over the whole story (connected components)."""
    home = list(range(len(found)))

    def root(n: int) -> int:
        while home[n] != n:
            home[n] = home[home[n]]
            n = home[n]
        return n

    holding: dict[str, list[int]] = {}
    for number, counted in enumerate(found):
        shared: Counter[int] = Counter()
        for word in sorted(counted.words)[:_MOST_WORDS]:
            shared.update(holding.get(word, ())[-_COMPARED:])
            holding.setdefault(word, []).append(number)
        for other, words in sorted(shared.items()):
            if words >= _needed(counted, found[other]):
                low, high = sorted((root(other), root(number)))
                home[high] = low
    gathered: dict[int, list[Counted]] = {}
    for number, counted in enumerate(found):
        gathered.setdefault(root(number), []).append(counted)
    return [gathered[n] for n in sorted(gathered)]


def _needed(one: Counted, other: Counted) -> int:
    """How many words two sentences must share for their figures to be of one thing."""
    if is_measure(one.figure.unit):
        if one.figure[:2] == other.figure[:2]:
            return _SHARED_BY_EQUALS
        low, high = sorted((one.figure.high, other.figure.high))
        if high <= low * _SAME_SIZE:
            return _SHARED_BY_MEASURES
        return _SHARED_BY_UNLIKE if high <= low * _SOME_SIZE else _MOST_WORDS + 1
    same = (one.figure.low, one.figure.high) == (other.figure.low, other.figure.high)
    return 1 if same else _SHARED
