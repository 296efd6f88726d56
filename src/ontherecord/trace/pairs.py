# SPDX-License-Identifier: Apache-2.0
"""Verified pairs: which articles share text, how much, what kind, and which is the source.

Comes in: articles in canonical order with their copies and annotations. Goes out: `Texts`, what
is compared of each article, and `Pair`s, candidate pairs whose alignment holds.
Refuses: a pair on the strength of a shared window alone; exact copies are compared once.
Score: reuse on real pairs, `python -m bench stories`; time of 10,000 articles there too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ontherecord.model import Annotations, Article
from ontherecord.trace.boilerplate import boilerplate
from ontherecord.trace.candidates import Candidates, candidates, hashes_of, index
from ontherecord.trace.passages import Passage, passages
from ontherecord.trace.quoted import quoted
from ontherecord.trace.reuse import Overlap, Side, overlap, side
from ontherecord.trace.words import Numbers, all_words, numbered


class Texts(NamedTuple):
    """The articles as they are compared; all four run parallel, in canonical order.

    `same_as[i]` is the place of the first article with exactly the words of article i.
    """

    sides: list[Side]
    numbers: list[Numbers]
    hashes: list[Numbers]
    same_as: list[int]


class Pair(NamedTuple):
    """Two places in the canonical order, a < b, and what the articles there share."""

    a: int
    b: int
    overlap: Overlap


def canonical(articles: Sequence[Article]) -> list[Article]:
    """The articles by date, then id; undated ones last. No order of input changes it."""
    return sorted(articles, key=lambda a: (a.published.date or "~", a.id))


def texts(
    articles: Sequence[Article], copies: Mapping[str, str], annotations: Mapping[str, Annotations]
) -> tuple[Texts, Candidates]:
    """What is compared of articles given in canonical order, and their candidate pairs."""
    words = list(all_words(articles, copies))
    numbers = numbered(words)
    firsts: dict[bytes, int] = {}
    same_as = [firsts.setdefault(one.tobytes(), place) for place, one in enumerate(numbers)]
    empty = numbers[0][:0] if numbers else None
    hashes = hashes_of(numbers)
    once = [h if same_as[i] == i or empty is None else empty for i, h in enumerate(hashes)]
    carried = index(once)
    common = boilerplate(words, once, carried)
    sides = []
    for place, article in enumerate(articles):
        notes = annotations.get(article.id)
        marked = quoted(words[place], notes.quotations if notes else ())
        sides.append(side(words[place], marked, common[same_as[place]]))
    return Texts(sides, numbers, hashes, same_as), candidates(carried, len(words))


def pairs(compared: Texts, proposed: Candidates) -> Iterator[Pair]:
    """The pairs that share something that counts, sorted; an exact copy is paired with the first."""
    found = []
    for a, b in proposed.pairs:
        shared = passages(compared.numbers[a], compared.numbers[b], compared.hashes[a], compared.hashes[b])
        if shared and (what := overlap(compared.sides[a], compared.sides[b], shared)):
            found.append(Pair(a, b, what))
    for b, a in enumerate(compared.same_as):
        length = len(compared.numbers[b])
        if a != b and length:
            whole = [Passage(0, length, 0, length, length)]
            if what := overlap(compared.sides[a], compared.sides[b], whole):
                found.append(Pair(a, b, what))
    return iter(sorted(found, key=lambda pair: (pair.a, pair.b)))
