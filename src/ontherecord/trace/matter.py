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

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from ontherecord.trace.changes import word_lists
from ontherecord.trace.words import Mask, Words, folded

SAME_MATTER = 0.3  # share of the smaller set of names; unrelated news of one week shares under 0.15
FEW_NAMES = 5  # an article with fewer names left is nearly all shared text: nothing speaks against it
_MOST_NAMES = 40  # the most frequent names; a long list of names at the end makes no matter
_ENDS = frozenset(".!?:\n\"“”'‘’")

Names = frozenset[str]
Called = list[tuple[int, str]]


def called(words: Words) -> Called:
    """The folded words an article writes with a capital inside a sentence, each with its place among its words."""
    found = []
    lists = word_lists()
    copy, starts, ends = words.copy, words.starts, words.ends
    for place in words.capitals:
        start = starts[place]
        before = copy[max(0, start - 2) : start].rstrip(" ")
        if before and before[-1] not in _ENDS:
            token = folded(copy[start : ends[place]])
            if len(token) > 1 and token not in lists["weekdays"] and token not in lists["months"]:
                found.append((place, token))
    return found


def names(found: Called, left_out: Mask) -> Names:
    """The names among what an article writes with a capital, without the words left out; most frequent first cut."""
    counts = Counter(token for place, token in found if not left_out[place])
    ranked = sorted(counts, key=lambda token: (-counts[token], token))
    return frozenset(ranked[:_MOST_NAMES])


def common_share(one: Names, other: Names) -> float:
    """The share of the smaller set of names that both articles use; 1.0 where too few are left."""
    smaller = min(len(one), len(other))
    return 1.0 if smaller < FEW_NAMES else len(one & other) / smaller


def unrelated(carriers: Sequence[Names]) -> bool:
    """Whether a sample of articles that carry the same words is about different matters mostly."""
    shares = sorted(common_share(a, b) for a, b in pairwise(carriers))
    return bool(shares) and shares[len(shares) // 2] < SAME_MATTER
