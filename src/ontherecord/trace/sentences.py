# SPDX-License-Identifier: Apache-2.0
"""The sentences of two versions laid side by side.

Comes in: an article's words and, where it was annotated, its sentences. Goes out: `Piece`s,
word ranges of sentences, and the pairs of them that say the same in two versions.
Refuses: a pair with less than half of its words in common.
Score: none of its own; the change classes of `python -m bench versions` rest on it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

from ontherecord.model import SegmentRole, Sentence
from ontherecord.trace.words import Words

ALIKE = 0.5  # share of the words of both sentences that are equal and in order
CONTAINED = 0.75  # share of the shorter one's: a sentence that grew by a clause
_SHORT = 5  # words; a shorter sentence is not looked for inside another
_RARE = 6  # sentences of one version; words in more of them do not propose pairs
_BREAK = re.compile(r"[.!?][”\"'’)\]]{0,3}\s|\n")


class Piece(NamedTuple):
    """Words `first` to before `end` of an article: one sentence."""

    first: int
    end: int
    role: SegmentRole


def pieces(words: Words, sentences: Sequence[Sentence] = ()) -> list[Piece]:
    """The sentences of an article as word ranges; split at full stops where it has no annotation."""
    cuts = [s.start for s in sentences] if sentences else []
    if not cuts and len(words):
        cuts = [m.end() for m in _BREAK.finditer(words.copy, words.starts[0], words.ends[-1])]
    bounds = {words.index_at(cut) for cut in cuts}
    found = []
    for first, end, role in words.parts:
        inside = {i for i in bounds if first < i < end} if role != "headline" else set()  # that is one piece
        found += [Piece(a, b, role) for a, b in pairwise(sorted({first, end} | inside))]
    return found


def aligned(a: Words, b: Words, of_a: Sequence[Piece], of_b: Sequence[Piece]) -> list[tuple[int, int]]:
    """Pairs of sentence numbers that say the same, best first; each sentence once."""
    token_a = [tuple(a.tokens[p.first : p.end]) for p in of_a]
    token_b = [tuple(b.tokens[p.first : p.end]) for p in of_b]
    pairs, left_a, left_b = _equal(token_a, token_b)
    scored = []
    for i, j in _proposed(token_a, token_b, left_a, left_b):
        same = LCSseq.similarity(token_a[i], token_b[j])
        shorter = min(len(token_a[i]), len(token_b[j]))
        share = 2 * same / (len(token_a[i]) + len(token_b[j]))
        if share >= ALIKE or (shorter >= _SHORT and same / shorter >= CONTAINED):
            scored.append((-share, abs(i - j), i, j))
    used_a, used_b = set[int](), set[int]()
    for _, _, i, j in sorted(scored):
        if (
            i not in used_a
            and j not in used_b
            and (of_a[i].role == "headline") == (of_b[j].role == "headline")
        ):
            used_a.add(i)
            used_b.add(j)
            pairs.append((i, j))
    heads_a = [i for i, p in enumerate(of_a) if p.role == "headline" and i not in used_a and i in left_a]
    heads_b = [j for j, p in enumerate(of_b) if p.role == "headline" and j not in used_b and j in left_b]
    if len(heads_a) == len(heads_b) == 1:  # a new headline stands for the old one, however different
        pairs.append((heads_a[0], heads_b[0]))
    return sorted(pairs)


def _equal(
    token_a: list[tuple[str, ...]], token_b: list[tuple[str, ...]]
) -> tuple[list[tuple[int, int]], list[int], list[int]]:
    """Equal sentences in order, and the numbers of those left on both sides."""
    waiting: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for j in range(len(token_b) - 1, -1, -1):
        waiting[token_b[j]].append(j)
    pairs, left_a, taken = [], [], set[int]()
    for i, tokens in enumerate(token_a):
        if waiting.get(tokens):
            j = waiting[tokens].pop()
            pairs.append((i, j))
            taken.add(j)
        else:
            left_a.append(i)
    return pairs, left_a, [j for j in range(len(token_b)) if j not in taken]


def _proposed(
    token_a: list[tuple[str, ...]], token_b: list[tuple[str, ...]], left_a: list[int], left_b: list[int]
) -> list[tuple[int, int]]:
    """Pairs of sentences that share two words which few sentences have."""
    holders: dict[str, list[int]] = defaultdict(list)
    for j in left_b:
        for token in sorted(set(token_b[j])):
            holders[token].append(j)
    counts: Counter[tuple[int, int]] = Counter()
    for i in left_a:
        for token in sorted(set(token_a[i])):
            if len(holders[token]) <= _RARE:
                counts.update((i, j) for j in holders[token])
    return sorted(pair for pair, count in counts.items() if count >= 2)
