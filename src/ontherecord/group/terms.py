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
import numpy.typing as npt

from ontherecord.model import Article
from ontherecord.trace.words import COMPARED, folded, segments_of

LEAD = 800  # words; what a report is about stands early, a long read wanders off
HEADLINE = 2  # a word of the headline counts as so many of the body
_WORD = re.compile(r"[^\W_]+")
_APART = re.compile(r"([\W_]*+)([^\W_]+|\Z)")  # a word, or the end, and what stands before it
_ENDS = frozenset(".!?:\n\"“”'‘’ ")  # after one of these a capital is no sign of a name

_APART_BY = "\n"  # parts terms where many are handled as one text; in none of them
_BASE, _MIX = 0x9E3779B97F4A7C15, 0xFF51AFD7ED558CCD  # odd; the second is that of MurmurHash3's last step
_POWERS = 64  # letters whose powers are kept; few words are longer

Ids = npt.NDArray[np.int64]
_Hashes = npt.NDArray[np.uint64]


class Terms(msgspec.Struct, frozen=True, array_like=True):
    """Terms in the order of their numbers, how often each stands in the article, and as the article writes
    them those that are names (written with a capital inside a sentence); empty for another word. All have
    one length; `numbers` are the bytes of 64-bit integers."""

    words: tuple[str, ...]
    counts: tuple[int, ...]
    shown: tuple[str, ...]
    numbers: bytes

    @property
    def ids(self) -> Ids:
        """The numbers of the terms, ascending."""
        return np.frombuffer(self.numbers, dtype=np.int64)


@functools.cache
def plain_words() -> frozenset[str]:
    """The words that are no terms (`data/plain_words.toml`)."""
    text = resources.files("ontherecord.group").joinpath("data/plain_words.toml").read_text(encoding="utf-8")
    return frozenset(word for words in tomllib.loads(text).values() for word in words.split())


def numbers(terms: Sequence[str]) -> Ids:
    """The number of each term, from its letters alone: a polynomial in its bytes, mixed (63 bits; of a million
    terms no two share one, most likely). All at once, since looking each up is most of the cost of an article."""
    if not terms:
        return np.zeros(0, dtype=np.int64)
    codes = np.frombuffer(_APART_BY.join(terms).encode("utf-8", "surrogatepass"), dtype=np.uint8)
    ends = np.append(np.flatnonzero(codes == ord(_APART_BY)), len(codes))
    starts = np.append(0, ends[:-1] + 1)
    place = np.arange(len(codes)) - np.repeat(starts, np.diff(starts, append=len(codes)))
    longest = int(place.max(initial=0))
    products = codes * _powers(max(_POWERS, 1 << longest.bit_length()))[place]
    products[ends[:-1]] = 0
    sums = np.add.reduceat(products, starts)
    mixed: _Hashes = (sums ^ (sums >> np.uint64(33))) * np.uint64(_MIX)
    return np.asarray((mixed ^ (mixed >> np.uint64(33))) >> np.uint64(1), dtype=np.int64)


@functools.lru_cache(maxsize=8)
def _powers(count: int) -> _Hashes:
    """The powers of the base, modulo 2 ** 64."""
    powers: _Hashes = np.cumprod(np.full(count, _BASE, dtype=np.uint64)).astype(np.uint64)
    return powers


@functools.cache
def _plain_numbers() -> Ids:
    """The numbers of the words that are no terms, ascending."""
    return np.sort(numbers(sorted(plain_words())))


def terms(article: Article, copy: str) -> Terms:
    """The terms of one article."""
    written: list[str] = []
    names: list[tuple[str, str]] = []
    left = LEAD
    for segment in segments_of(article):
        if segment.role in COMPARED and segment.role != "headline" and left > 0:
            found = [pair for pair in _APART.findall(copy, segment.start, segment.end)[:left] if pair[1]]
            left -= len(found)
            written += [word for _, word in found]
            found[:1] = [
                (copy[max(article.start, segment.start - 2) : segment.start] + b, w) for b, w in found[:1]
            ]
            names += _names(found)
    written += HEADLINE * _WORD.findall(_headline(article, copy))
    written += [name for name, _ in names if " " in name]
    shown: dict[str, str] = {}
    for term, (_, as_written) in zip(_folded([name for name, _ in names]), names, strict=True):
        shown.setdefault(term, as_written)
    return _made(_folded(written), shown)


def _folded(written: Sequence[str]) -> list[str]:
    """Words, or two in a row, without case and accents."""
    if not written:
        return []
    plain = [word if word.isascii() else folded(word) for word in written]
    return _APART_BY.join(plain).lower().split(_APART_BY)


def _made(tokens: Sequence[str], shown: Mapping[str, str]) -> Terms:
    """The terms among folded words, each as often as it is there; `shown` are those that are names."""
    ids, places, counts = np.unique(numbers(tokens), return_index=True, return_counts=True)
    plain = _plain_numbers()
    kept = plain[np.minimum(np.searchsorted(plain, ids), len(plain) - 1)] != ids
    words = [tokens[place] for place in places.tolist()]
    kept &= np.fromiter((len(word) > 1 for word in words), dtype=np.bool_, count=len(words))
    words = list(compress(words, kept.tolist()))
    names = tuple([shown.get(word, "") for word in words])
    return Terms(tuple(words), tuple(counts[kept].tolist()), names, ids[kept].tobytes())


def _names(found: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The names among words as they are written, and each two in a row: with a space between them, and as
    they are shown."""
    before = -2
    for place in [n for n, (_, word) in enumerate(found) if word[0] > "@" and word[0].isupper()]:
        between, word = found[place]
        if len(word) > 1 and _inside(between):
            yield word, word
            if before == place - 1:
                first = found[before][1]
                yield f"{first} {word}", f"{first}{between}{word}"
            before = place


def _inside(between: str) -> bool:
    """Whether a sentence goes on over what stands between two words."""
    if between[-1:] == " ":
        return len(between) == 1 or between[-2] not in _ENDS
    return bool(between) and between[-1] not in _ENDS


def _headline(article: Article, copy: str) -> str:
    """The headline, from its segments or from the record."""
    own = " ".join([copy[s.start : s.end] for s in article.segments if s.role == "headline"])
    return own or article.headline or ""
