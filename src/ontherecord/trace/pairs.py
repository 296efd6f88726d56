# SPDX-License-Identifier: Apache-2.0
"""Verified pairs: which articles share text, how much, what kind, and which is the source.

Comes in: articles in canonical order, what each gives alone (`plain`). Goes out: `Texts`, what is compared of each
article; `Ask`s, the pairs to verify; and `Pair`s, those whose alignment holds.
Refuses: a pair on the strength of a shared window alone; exact copies are compared once.
Score: reuse on real pairs, `python -m bench stories`; time of 10,000 articles there too.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from ontherecord.model import Article
from ontherecord.trace.boilerplate import boilerplate
from ontherecord.trace.candidates import CROWD, Candidates, candidates, index
from ontherecord.trace.matter import Names, names
from ontherecord.trace.passages import Passage, shared_passages, window_hashes, windows
from ontherecord.trace.plain import Plain
from ontherecord.trace.precedence import UNDATED, day
from ontherecord.trace.reuse import Overlap, Side, overlap
from ontherecord.trace.words import Mask, Numbers
from ontherecord.union import Union

_NAMED = 1 << 14  # articles whose names are kept at hand while pairs are proposed


class Texts(NamedTuple):
    """The articles as they are compared, in canonical order.

    `same_as[i]` is the place of the first article with exactly the words of article i; `common` which words of each are
    boilerplate; `named` gives the names it uses outside that; `proposed` are the pairs of first articles to be verified.
    """

    read: Sequence[Plain]
    same_as: list[int]
    common: list[Mask]
    named: Callable[[int], Names]
    proposed: Candidates


class Pair(NamedTuple):
    """Two places in the canonical order, a < b, and what the articles there share."""

    a: int
    b: int
    overlap: Overlap


def canonical(articles: Sequence[Article]) -> list[Article]:
    """The articles by date, then id; undated ones last. No order of input changes it."""
    return sorted(articles, key=lambda a: (a.published.date or "~", a.id))


class Ask(NamedTuple):
    """Two places, `one` before `other`, to be verified by the alignment of the texts at `a` and `b`: the first that have
    exactly their words. The text at `a` is that of `other` where `is_turned`; exact copies have one."""

    one: int
    other: int
    a: int
    b: int
    is_turned: bool


def texts(articles: Sequence[Article], read: Sequence[Plain]) -> Texts:
    """What is compared of articles given in canonical order; `read` is what each gives alone."""
    firsts: dict[bytes, int] = {}
    same_as = [firsts.setdefault(one.of_words, place) for place, one in enumerate(read)]
    numbers = [one.numbers if same_as[i] == i else one.numbers[:0] for i, one in enumerate(read)]
    carried = index(numbers)
    bounds = np.cumsum([0, *map(len, numbers)])
    common = boilerplate([one.called for one in read], carried, bounds)
    masks = [common.words[bounds[first] : bounds[first + 1]] for first in same_as]
    days = np.array([day(article) for article in articles])
    days[days == UNDATED] = np.nan

    @functools.lru_cache(_NAMED)
    def named(place: int) -> Names:
        return names(read[place].called, masks[place])

    return Texts(read, same_as, masks, named, candidates(carried, common.windows, named, days))


def asked(compared: Texts) -> list[Ask]:
    """The pairs to be verified, those of one alignment one after the other, and near to them those that share an article.

    Exact copies are aligned once: what holds for the first of them holds for the others, up to
    `CROWD` of them; every exact copy is paired with the first in any case.
    """
    copies = _copies(compared.same_as)
    found = [
        Ask(min(one, other), max(one, other), a, b, one > other)
        for a, b in compared.proposed.pairs
        for one in copies[a]
        for other in copies[b]
    ]
    found += [
        Ask(a, b, a, a, False) for b, a in enumerate(compared.same_as) if a != b and compared.read[b].of_words
    ]
    together: Union[int] = Union()  # what pairs connect is verified together, and sent once
    for a, b in compared.proposed.pairs:
        together.join(a, b)
    return sorted(found, key=lambda one: (together.find(one.a), one.a, one.b))


def verified(
    asked: Sequence[Ask], numbers: Callable[[int], Numbers], side: Callable[[int], Side]
) -> Iterator[Pair | None]:
    """Each of the pairs, where it shares something that counts; `numbers` and `side` are those of an article by place."""
    aligned = list(dict.fromkeys((one.a, one.b) for one in asked if one.a != one.b))
    texts = {place: numbers(place) for place in dict.fromkeys(place for pair in aligned for place in pair)}
    seeds = {place: windows(window_hashes(text)) for place, text in texts.items()}
    shared = dict(zip(aligned, shared_passages(aligned, texts, seeds), strict=True))
    for one in asked:
        if one.a == one.b:
            length = len(numbers(one.b))
            found = [Passage(0, length, 0, length, length)]
        else:
            found = shared[one.a, one.b]
            if one.is_turned:
                found = sorted(Passage(p.b0, p.b1, p.a0, p.a1, p.same) for p in found)
        what = overlap(side(one.one), side(one.other), found) if found else None
        yield Pair(one.one, one.other, what) if what else None


def _copies(same_as: Sequence[int]) -> list[list[int]]:
    """For each first article its exact copies with itself; alone where there are too many."""
    copies: list[list[int]] = [[] for _ in same_as]
    for place, first in enumerate(same_as):
        copies[first].append(place)
    return [alike if len(alike) <= CROWD else alike[:1] for alike in copies]
