# SPDX-License-Identifier: Apache-2.0
"""Groups as a person wants them: what belongs together joined, what does not taken apart.

Comes in: the groups that a stage made, the set of the bonds that each item is in, the bonds. Goes out: the
groups, changed only where a decision says so. Refuses: to join two groups over an item that nobody
decided on, where that would bring together what is apart.
Score: none; `tests/decisions/test_without.py`.

A group that holds members of two sets that are not apart stays one; one that holds sets that are apart
is parted, and `choose` says where those items of it go that nobody decided on.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from ontherecord.decide.bonds import Bonds

Item = TypeVar("Item")


def regrouped(
    groups: Sequence[Sequence[Item]],
    home: Callable[[Item], int | None],
    bonds: Bonds,
    choose: Callable[[Item, Sequence[Sequence[Item]]], int | None],
) -> list[list[Item]]:
    """The groups, in the order of their first items as given. `home` gives the number of an item's set,
    if it has one; `choose` the number of the part that an item of no set goes with, or None if it
    stays by itself (with all others of its group that do)."""
    if not bonds.sets:
        return [list(group) for group in groups]
    clusters = _clusters(groups, home, bonds)
    made: dict[tuple[str, int], list[Item]] = {}
    for number, group in enumerate(groups):
        held = [(item, home(item)) for item in group]
        parts: dict[int, list[Item]] = {}
        for item, own in held:
            if own is not None:
                parts.setdefault(clusters[own], []).append(item)
        order = sorted(parts)
        for item, own in held:
            if own is not None:
                key = ("set", clusters[own])
            elif len(order) < 2:
                key = ("set", order[0]) if order else ("group", number)
            else:
                chosen = choose(item, [parts[n] for n in order])
                key = ("group", number) if chosen is None else ("set", order[chosen])
            made.setdefault(key, []).append(item)
    return list(made.values())


def _clusters(
    groups: Sequence[Sequence[Item]], home: Callable[[Item], int | None], bonds: Bonds
) -> dict[int, int]:
    """For each set the number of the cluster it is in: sets that one group holds are one, unless a person
    keeps them, or others that are one with them, apart."""
    leader = {n: n for n in range(len(bonds.sets))}
    members = {n: [n] for n in leader}
    for group in groups:
        held = sorted({leader[own] for item in group if (own := home(item)) is not None})
        for n, one in enumerate(held):
            for other in held[:n]:
                first, second = leader[other], leader[one]
                if first != second and not bonds.are_apart(members[first], members[second]):
                    for moved in members[second]:
                        leader[moved] = first
                    members[first] += members.pop(second)
    return leader
