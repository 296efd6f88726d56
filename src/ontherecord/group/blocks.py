# SPDX-License-Identifier: Apache-2.0
"""Blocks: articles that carry one text, over any number of copies of copies.

Comes in: pairs of article numbers. Goes out: for each article the first one of its block (itself where it
has no copy). Refuses: nothing. Score: none; `tests/group/test_arrivals.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ontherecord.group.groups import Key


class Blocks:
    """The blocks of articles 0, 1, 2 ... (union-find; the root of a block is its first article)."""

    def __init__(self, count: int = 0) -> None:
        self._first = list(range(count))

    def __len__(self) -> int:
        return len(self._first)

    def extend(self, count: int) -> None:
        """Let there be `count` articles; the new ones have no copy."""
        self._first += range(len(self._first), count)

    def __getitem__(self, number: int) -> int:
        first = self._first
        while first[number] != number:
            first[number] = first[first[number]]
            number = first[number]
        return number

    def join(self, pairs: Iterable[tuple[int, int]]) -> int:
        """Put the two of each pair into one block; gives the first article whose block is another now, or
        the number of articles where there is none."""
        moved = len(self)
        for one, other in pairs:
            a, b = self[one], self[other]
            if a != b:
                self._first[max(a, b)] = min(a, b)
                moved = min(moved, max(a, b))
        return moved


def merging(pairs: Iterable[tuple[str, str]], block: Mapping[str, str], key: Mapping[str, Key]) -> set[str]:
    """The first articles of the blocks that new copies make part of an earlier block, by id. `pairs` share their
    text, `block` gives the first article of the block of each article that was there, `key` its place in the order."""
    links = [(block.get(one, one), block.get(other, other)) for one, other in pairs]
    names = sorted({name for link in links for name in link})
    number = {name: place for place, name in enumerate(names)}
    found = Blocks(len(names))
    found.join((number[one], number[other]) for one, other in links)
    together: dict[int, list[str]] = {}
    for name in names:
        if name in key:
            together.setdefault(found[number[name]], []).append(name)
    return {name for firsts in together.values() for name in sorted(firsts, key=key.__getitem__)[1:]}
