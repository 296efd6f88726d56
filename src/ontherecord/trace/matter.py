# SPDX-License-Identifier: Apache-2.0
"""Whether two articles are about the same matter, as far as their names tell.

Comes in: the comparable words of articles. Goes out: `Names`, the set of names each article
uses, and the share of names two articles have in common.
Refuses: topic words; two reports of two elections share those, and any two of one week its days. The words of passages that many
articles carry can be left out, so that a shared footer makes no matter.
Score: none of its own; it guards boilerplate and weak credits (`python -m bench stories`).

This is a guard, not the grouping of stories (`group/`), which comes later and weighs more.
"""

from __future__ import annotations

import functools
from array import array
from collections import Counter
from collections.abc import Sequence
from itertools import compress, pairwise
from typing import NamedTuple

import numpy as np

from ontherecord.trace.changes import word_lists
from ontherecord.trace.words import Mask, Words, folded_all

SAME_MATTER = 0.3  # share of the smaller set of names; unrelated news of one week shares under 0.15
FEW_NAMES = 5  # an article with fewer names left is nearly all shared text: nothing speaks against it
_MOST_NAMES = 40  # the most frequent names; a long list of names at the end makes no matter

Names = frozenset[str]


class Called(NamedTuple):
    """The folded words an article writes with a capital inside a sentence, a line each, and the place of each
    among its words (the bytes of 32-bit integers): of many articles, one object each would fill the memory."""

    lines: str
    places: bytes


def called(words: Words) -> Called:
    """What an article writes with a capital inside a sentence, but for days and months."""
    copy, starts, ends = words.copy, words.starts, words.ends
    inside = [
        place for place, goes_on in zip(words.capitals, words.going_on.tolist(), strict=True) if goes_on
    ]
    tokens = folded_all([copy[starts[place] : ends[place]] for place in inside])
    never = _never()
    found = [both for both in zip(tokens, inside, strict=True) if len(both[0]) > 1 and both[0] not in never]
    return Called("\n".join(token for token, _ in found), array("i", (place for _, place in found)).tobytes())


@functools.cache
def _never() -> frozenset[str]:
    return word_lists()["weekdays"] | word_lists()["months"]


def names(found: Called, left_out: Mask) -> Names:
    """The names among what an article writes with a capital, without the words left out; most frequent first cut."""
    if not found.places:
        return frozenset()
    kept = ~left_out[np.frombuffer(found.places, dtype=np.int32)]
    counts = Counter(compress(found.lines.split("\n"), kept.tolist()))
    ranked = (
        sorted(counts, key=lambda token: (-counts[token], token)) if len(counts) > _MOST_NAMES else counts
    )
    return frozenset(list(ranked)[:_MOST_NAMES])


def common_share(one: Names, other: Names) -> float:
    """The share of the smaller set of names that both articles use; 1.0 where too few are left."""
    smaller = min(len(one), len(other))
    return 1.0 if smaller < FEW_NAMES else len(one & other) / smaller


def unrelated(carriers: Sequence[Names]) -> bool:
    """Whether a sample of articles that carry the same words is about different matters mostly."""
    shares = sorted(common_share(a, b) for a, b in pairwise(carriers))
    return bool(shares) and shares[len(shares) // 2] < SAME_MATTER
