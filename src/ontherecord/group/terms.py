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
import hashlib
import itertools
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from importlib import resources

import msgspec
import numpy as np
import numpy.typing as npt

from ontherecord.model import Article
from ontherecord.trace.words import COMPARED, folded, segments_of

LEAD = 800  # words; what a report is about stands early, a long read wanders off
HEADLINE = 2  # a word of the headline counts as so many of the body
_WORD = re.compile(r"[^\W_]+")
_ENDS = frozenset(".!?:\n\"“”'‘’ ")  # after one of these a capital is no sign of a name

Ids = npt.NDArray[np.int64]


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


@functools.lru_cache(maxsize=1 << 20)
def number(term: str) -> int:
    """The number of a term, from its letters (63 bits; of a million terms no two share one, most likely)."""
    return int.from_bytes(hashlib.blake2b(term.encode(), digest_size=8).digest(), "big") >> 1


def terms(article: Article, copy: str) -> Terms:
    """The terms of one article."""
    counts: Counter[str] = Counter()
    shown: dict[str, str] = {}
    left = LEAD
    for segment in segments_of(article):
        if segment.role in COMPARED and segment.role != "headline" and left > 0:
            found = list(itertools.islice(_apart(copy, segment.start, segment.end), left))
            left -= len(found)
            tokens = [folded(word) for _, word in found]
            counts.update(tokens)
            found[:1] = [
                (copy[max(article.start, segment.start - 2) : segment.start] + b, w) for b, w in found[:1]
            ]
            _names(found, tokens, counts, shown)
    for token in map(folded, _WORD.findall(_headline(article, copy))):
        counts[token] += HEADLINE
    plain = plain_words()
    return made({term: count for term, count in counts.items() if len(term) > 1 and term not in plain}, shown)


def _apart(copy: str, start: int, end: int) -> Iterator[tuple[str, str]]:
    """What stands between a word and the one before it, and the word, for each of `copy[start:end]`."""
    for word in _WORD.finditer(copy, start, end):
        yield copy[start : word.start()], word[0]
        start = word.end()


def made(counts: Mapping[str, int], shown: Mapping[str, str]) -> Terms:
    """Terms of their counts, those that are names as they are shown."""
    numbered = sorted(zip(map(number, counts), counts, strict=True))
    words = tuple([term for _, term in numbered])
    shown_as = tuple([shown.get(word, "") for word in words])
    numbers = np.array([one for one, _ in numbered], dtype=np.int64).tobytes()
    return Terms(words, tuple([counts[word] for word in words]), shown_as, numbers)


def numbers_of(words: Sequence[str]) -> bytes:
    """The numbers of terms, as `Terms` holds them."""
    return np.array(list(map(number, words)), dtype=np.int64).tobytes()


def _names(
    found: Sequence[tuple[str, str]], tokens: Sequence[str], counts: Counter[str], shown: dict[str, str]
) -> None:
    """Add to `shown` the names among words as they are written, and to `counts` each two in a row."""
    before = -2
    for place in [n for n, (_, word) in enumerate(found) if word[0] > "@" and word[0].isupper()]:
        between, word = found[place]
        if len(word) > 1 and _inside(between):
            shown.setdefault(tokens[place], word)
            if before == place - 1:
                both = f"{tokens[before]} {tokens[place]}"
                counts[both] += 1
                shown.setdefault(both, f"{found[before][1]}{between}{word}")
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
