# SPDX-License-Identifier: Apache-2.0
"""The terms of an article: the words and names by which stories are told apart.

Comes in: an article and its frozen copy. Goes out: `Terms`, how often each word occurs near the
start, and which of them are names; two names in a row count as one term more.
Refuses: furniture, words of the trade ("said", "officials") and single letters.
Score: none of its own; grouping rests on it (`python -m bench stories`).

A term is known by a number that follows from its letters alone, so that terms stand in one order
whatever other articles there are; with the numbers come the sums, to the last bit.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from importlib import resources
from itertools import compress

import msgspec
import numpy as np

from ontherecord.annotate.workers import Spread
from ontherecord.batches import batches, each
from ontherecord.code import code_of
from ontherecord.memory import Memory, remembered
from ontherecord.model import Article
from ontherecord.trace.keys import Keys
from ontherecord.trace.words import Numbers, Words, folded_all, numbered, numbers, words

LEAD = 800  # words; what a report is about stands early, a long read wanders off
HEADLINE = 2  # a word of the headline counts as so many of the body
_WORD = re.compile(r"[^\W_]+")

_LINE = "\n"
WORTH_WORKERS = 5_000  # articles; fewer are read in less time than workers take to start
_AT_ONCE = 200  # articles of one task

Ids = Numbers


class Terms(msgspec.Struct, frozen=True, array_like=True):
    """Terms in the order of their numbers, a line each, how often each stands in the article, and as the article
    writes them, a line each, those that are names (written with a capital inside a sentence); empty for another word.
    `counts` are the bytes of 32-bit integers, `numbers` of 64-bit ones: as objects they would be most of the memory."""

    words: str
    counts: bytes
    shown: str
    numbers: bytes

    @property
    def ids(self) -> Ids:
        """The numbers of the terms, ascending."""
        return np.frombuffer(self.numbers, dtype=np.int64)

    @property
    def times(self) -> Ids:
        """How often each term stands in the article."""
        return np.frombuffer(self.counts, dtype=np.int32).astype(np.int64)

    @property
    def are_names(self) -> list[bool]:
        """Whether each term is a name."""
        return list(map(bool, self.shown.split(_LINE))) if self.counts else []

    def written(self) -> list[tuple[str, str]]:
        """Each term, and as the article writes it where it is a name."""
        if not self.counts:
            return []
        return list(zip(self.words.split(_LINE), self.shown.split(_LINE), strict=True))


@functools.cache
def plain_words() -> frozenset[str]:
    """The words that are no terms (`data/plain_words.toml`)."""
    text = resources.files("ontherecord.group").joinpath("data/plain_words.toml").read_text(encoding="utf-8")
    return frozenset(word for words in tomllib.loads(text).values() for word in words.split())


@functools.cache
def _plain_numbers() -> Ids:
    """The numbers of the words that are no terms, ascending."""
    return np.sort(numbers(sorted(plain_words())))


def terms(article: Article, copy: str) -> Terms:
    """The terms of one article."""
    own = words(article, copy)
    body = _body(own)
    names = list(_names(own, body))
    further = HEADLINE * _WORD.findall(_headline(article, copy))
    further += [name for name, _ in names if " " in name]
    shown: dict[str, str] = {}
    for term, (_, as_written) in zip(folded_all([name for name, _ in names]), names, strict=True):
        shown.setdefault(term, as_written)
    return _made(own, body, folded_all(further), shown)


def _body(own: Words) -> Ids:
    """The first words of an article but for its headlines."""
    parts = [np.arange(first, end) for first, end, role in own.parts if role != "headline"]
    return np.concatenate(parts)[:LEAD] if parts else np.zeros(0, dtype=np.int64)


def all_terms(
    articles: Sequence[Article], copies: Mapping[str, str], memory: Memory | None = None, across: Spread = map
) -> dict[str, Terms]:
    """The terms of many articles, as they were read, by id, found `across`; with a `memory` only those of new ones are."""
    keys = Keys(articles, copies, memory)

    def find(some: Sequence[int]) -> Iterator[Terms]:
        over = across if len(some) > WORTH_WORKERS else map
        alone = ((articles[place], copies[articles[place].document]) for place in some)
        for several in over(terms_of, batches(alone, each, _AT_ONCE)):
            yield from several

    found = remembered(
        memory, range(len(articles)), lambda place: b"terms" + _code() + keys.text(place), find, Terms
    )
    return {article.id: own for article, own in zip(articles, found, strict=True)}


def terms_of(several: Sequence[tuple[Article, str]]) -> list[Terms]:
    """The terms of each of several articles with their copies: a task for a worker."""
    return [terms(*one) for one in several]


@functools.cache
def _code() -> bytes:
    return bytes.fromhex(code_of("group"))[:8]


def _made(own: Words, body: Ids, further: Sequence[str], shown: Mapping[str, str]) -> Terms:
    """The terms among the words of a body and further folded ones, each as often as it is there; `shown` are those that
    are names."""
    every = np.concatenate([numbered(own)[body], numbers(further)])
    ids, places, counts = np.unique(every, return_index=True, return_counts=True)
    plain = _plain_numbers()
    kept = plain[np.minimum(np.searchsorted(plain, ids), len(plain) - 1)] != ids
    ids, places, counts = ids[kept], places[kept], counts[kept]
    found = _folded(own, body, further, places)
    long = [len(word) > 1 for word in found]
    found = list(compress(found, long))
    names = _LINE.join([shown.get(word, "") for word in found])
    return Terms(_LINE.join(found), counts[long].astype(np.int32).tobytes(), names, ids[long].tobytes())


def _folded(own: Words, body: Ids, further: Sequence[str], places: Ids) -> list[str]:
    """Words by their places among those of a body and further ones, folded."""
    copy, starts, ends, count = own.copy, own.starts, own.ends, len(body)
    at = body[places[places < count]].tolist()
    written = iter(folded_all([copy[starts[place] : ends[place]] for place in at]))
    return [next(written) if place < count else further[place - count] for place in places.tolist()]


def _names(own: Words, among: Ids) -> Iterator[tuple[str, str]]:
    """The names among some words as they are written, and each two in a row: with a space between them, and as
    they are shown."""
    copy, starts, ends = own.copy, own.starts, own.ends
    before = -2
    capitals = np.frombuffer(own.capitals, dtype=np.int32)
    within = np.zeros(len(own), dtype=np.bool_)
    within[among] = True
    for place in capitals[own.going_on & within[capitals]].tolist():
        start, end = starts[place], ends[place]
        left = ends[place - 1] if place else 0
        if end - start > 1 and start > left:
            word = copy[start:end]
            yield word, word
            if before == place - 1:
                first = copy[starts[before] : left]
                yield f"{first} {word}", f"{first}{copy[left:end]}".replace(_LINE, " ")
            before = place


def _headline(article: Article, copy: str) -> str:
    """The headline, from its segments or from the record."""
    own = " ".join([copy[s.start : s.end] for s in article.segments if s.role == "headline"])
    return own or article.headline or ""
