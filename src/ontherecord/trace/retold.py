# SPDX-License-Identifier: Apache-2.0
"""How much of an article another one tells too, word for word or in other words.

Comes in: two articles as sides of a pair, and which of their words a shared passage covers. Goes
out: for each the share of its reporting that stands in sentences the other tells too.
Refuses: a sentence with less than `KNOWN` content words in common with any two neighbouring
sentences of the other; quoted words, which prove a common speaker only.
Score: same-text F1 rests on it, `python -m bench stories`.

Copied words tell a reprint from a report; but an editor who rewords the lead and merges two
sentences has reprinted as well. What tells that apart from a report that lifts some paragraphs is
that nothing in the shorter text is its own.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from itertools import compress, pairwise
from typing import NamedTuple

from ontherecord.read.lines import function_words
from ontherecord.trace.sentences import Piece, pieces
from ontherecord.trace.words import Mask, Words

TOLD = 0.5  # share of a sentence's content words that stand together in the other article
KNOWN = 3  # content words; fewer in common are a name and a verb
_FEWEST = 5  # words of reporting; a shorter sentence says nothing of where it comes from
_STEM = 5  # letters by which "announced" and "announcing" are one word

Stems = frozenset[str]


class Sentences(NamedTuple):
    """The sentences of one article, with the stems of the content words of each, and of its reporting."""

    pieces: Sequence[Piece]
    all: Sequence[Stems]
    reporting: Sequence[Stems]
    lengths: Sequence[int]
    """Words of reporting in each."""


def sentences(words: Words, reporting: Mask) -> Sentences:
    """The sentences of an article as they are compared."""
    found = [p for p in pieces(words) if p.role != "headline"]
    stems, own = [_stem(token) for token in words.tokens], reporting.tolist()
    every = [frozenset(filter(None, stems[p.first : p.end])) for p in found]
    kept = [frozenset(filter(None, compress(stems[p.first : p.end], own[p.first : p.end]))) for p in found]
    return Sentences(found, every, kept, [sum(own[p.first : p.end]) for p in found])


@functools.lru_cache(maxsize=8_192)
def _stem(token: str) -> str:
    """The stem of a content word; empty for another."""
    plain = token in function_words() or (len(token) == 1 and not token.isdigit())
    return "" if plain else token[:_STEM]


def told(one: Sentences, other: Sentences, shared: Mask) -> float:
    """The share of an article's reporting that the other tells too; `shared` marks the words of
    the first that a passage covers. 0.0 where it has no sentence of reporting."""
    known = [a | b for a, b in pairwise(other.all)] or list(other.all)
    total = found = 0
    for piece, stems, length in zip(one.pieces, one.reporting, one.lengths, strict=True):
        if length >= _FEWEST and stems:
            total += length
            copied = 2 * int(shared[piece.first : piece.end].sum()) >= piece.end - piece.first
            if copied or best_match(stems, known) >= TOLD:
                found += length
    return found / total if total else 0.0


def best_match(stems: Stems, known: Sequence[Stems]) -> float:
    """The largest share of some stems that stand together in one of several sentences."""
    most = max((len(stems & place) for place in known), default=0)
    return most / len(stems) if most >= KNOWN else 0.0
