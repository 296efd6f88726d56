# SPDX-License-Identifier: Apache-2.0
"""What a person said is one and what is not: sets of places that belong together, and which are apart.

Comes in: rulings of one family (cast, events or stories), the earliest first. Goes out: `Bonds`, and
for each decision that a later one contradicts that later one; itself, if it contradicts itself.
Refuses: to keep half of a contradicted decision; the later one is whole, the earlier one does not count.
Score: none; `tests/decisions/test_bonds.py`.

The later decisions are taken first, so that an earlier one either fits all of them or is overruled;
decisions that do not contradict each other give the same bonds in any order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import combinations
from types import MappingProxyType
from typing import NamedTuple

from ontherecord.decide.places import Place, place
from ontherecord.decide.ruling import Ruling
from ontherecord.union import Union

_NOWHERE: Mapping[Place, int] = MappingProxyType({})


class Bonds(NamedTuple):
    """Disjoint sets of places, each one thing; `by` are the decisions that made each; `apart` are pairs of
    sets, by number, that are two things; `home` is the set of each place."""

    sets: tuple[frozenset[Place], ...] = ()
    by: tuple[tuple[str, ...], ...] = ()
    apart: frozenset[tuple[int, int]] = frozenset()
    home: Mapping[Place, int] = _NOWHERE

    def are_apart(self, some: Iterable[int], others: Iterable[int]) -> bool:
        """Whether any of some sets is not one with any of the others."""
        listed = list(others)
        return any((min(a, b), max(a, b)) in self.apart for a in some for b in listed)

    def within(self, documents: Collection[str]) -> Bonds:
        """The bonds as far as they concern some documents."""
        own = [
            (number, kept)
            for number, one in enumerate(self.sets)
            if (kept := frozenset(p for p in one if p[0] in documents))
        ]
        new = {number: n for n, (number, _) in enumerate(own)}
        apart = frozenset((new[a], new[b]) for a, b in self.apart if a in new and b in new)
        by = tuple(self.by[number] for number, _ in own)
        return _made(tuple(kept for _, kept in own), by, apart)


def bonds(
    rulings: Sequence[Ruling], together: Collection[str], apart: Collection[str]
) -> tuple[Bonds, dict[str, str]]:
    """The bonds of rulings in the order of their making, and the later decision for each that is overruled.

    A ruling of a kind in `together` makes one of all its subjects; of a kind in `apart`, one of each
    subject, and no two of them the same.
    """
    known = _Known()
    overruled: dict[str, str] = {}
    for ruling in reversed(rulings):
        if ruling.decision.kind in together or ruling.decision.kind in apart:
            sides = [[place(span) for span in spans] for spans in ruling.subjects if spans]
            if ruling.decision.kind in together:
                sides = [[p for side in sides for p in side]] if sides else []
            against = known.against(sides)
            if against is not None:
                overruled[ruling.decision.id] = against or ruling.decision.id
            else:
                known.take(sides, ruling.decision.id)
    return known.bonds(), overruled


class _Known:
    """The decisions taken so far as disjoint sets, and which of them are apart by which decision."""

    def __init__(self) -> None:
        self._union: Union[Place] = Union()
        self._placed: set[Place] = set()
        self._by: dict[Place, list[str]] = defaultdict(list)
        self._apart: dict[Place, dict[Place, str]] = defaultdict(dict)

    def against(self, sides: Sequence[Sequence[Place]]) -> str | None:
        """A decision taken before that these sides contradict, "" if they contradict themselves, else None."""
        roots = [sorted({self._union.find(item) for item in side}) for side in sides]
        for side in roots:
            for one, other in combinations(side, 2):
                if other in self._apart[one]:
                    return self._apart[one][other]
        for some, others in combinations(roots, 2):
            if both := sorted(set(some) & set(others)):
                return next(iter(self._by.get(both[0], ())), "")
        return None

    def take(self, sides: Sequence[Sequence[Place]], id_: str) -> None:
        """Make one of each side, and no two of them the same."""
        heads = [self._join(side, id_) for side in sides if side]
        for one, other in combinations(heads, 2):
            self._apart[one][other] = self._apart[other][one] = id_

    def _join(self, side: Sequence[Place], id_: str) -> Place:
        self._placed.update(side)
        roots = sorted({self._union.find(item) for item in side})
        first = roots[0]
        for root in roots[1:]:
            self._union.join(first, root)
            self._by[first] += self._by.pop(root, [])
            for other, by in self._apart.pop(root, {}).items():
                self._apart[other].pop(root)
                self._apart[other][first] = self._apart[first][other] = by
        self._by[first].append(id_)
        return first

    def bonds(self) -> Bonds:
        """All that was taken."""
        members: dict[Place, set[Place]] = defaultdict(set)
        for item in sorted(self._placed):
            root = self._union.find(item)
            if self._by.get(root):
                members[root].add(item)
        order = sorted(members, key=lambda root: min(members[root]))
        number = {root: n for n, root in enumerate(order)}
        apart = frozenset(
            (min(number[a], number[b]), max(number[a], number[b]))
            for a in order
            for b in self._apart.get(a, ())
        )
        by = tuple(tuple(sorted(set(self._by[root]))) for root in order)
        return _made(tuple(frozenset(members[root]) for root in order), by, apart)


def _made(
    sets: tuple[frozenset[Place], ...], by: tuple[tuple[str, ...], ...], apart: frozenset[tuple[int, int]]
) -> Bonds:
    return Bonds(sets, by, apart, {item: n for n, one in enumerate(sets) for item in one})
