# SPDX-License-Identifier: Apache-2.0
"""The second look: late reports that the stream left alone.

Comes in: labels of the stream and both vectors of each article. Goes out: labels.
Refuses: to join two grown groups; two groups of reports weeks apart are two events of one kind.
Only a lone article, or a few beside a big story, may be late (or misdated) reports of it, and
only where nothing else is nearly as like.
Score: BCubed F1 of grouping, `python -m bench stories`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from ontherecord.group.weights import Ids, Vector

LONE = 0.12  # mean likeness (near) at which a lone article may join, whatever the dates
LONE_LEAD = 1.6  # ... and by which it must exceed the next best group
FEW = 0.05  # mean likeness (far) at which a few late reports may join a big story
FEW_LEAD = 1.5
BIG = 3  # articles; from here on a story may have a tail
TAIL = 0.4  # of the size of the big story; more is another event
ONE_MATTER = 0.7  # a group as like the best one as this is no rival, but a part of the same
_ROUNDS = 4
_LOOKED_AT = 12  # best groups considered


class _Groups(NamedTuple):
    members: list[list[int]]
    near: list[dict[int, float]]
    far: list[dict[int, float]]


def second_look(labels: Ids, near: Sequence[Vector], far: Sequence[Vector]) -> Ids:
    """The labels with late reports joined to their stories; a label stays its first article."""
    for _ in range(_ROUNDS):
        groups = _groups(labels, near, far)
        joins = sorted(_joins(groups))
        if not joins:
            break
        parent = list(range(len(groups.members)))
        for _, small, big in joins:
            a, b = _find(parent, small), _find(parent, big)
            parent[max(a, b)] = min(a, b)
        labels = labels.copy()
        for number, members in enumerate(groups.members):
            labels[members] = groups.members[_find(parent, number)][0]
    return labels


def _find(parent: list[int], one: int) -> int:
    while parent[one] != one:
        parent[one] = parent[parent[one]]
        one = parent[one]
    return one


def _groups(labels: Ids, near: Sequence[Vector], far: Sequence[Vector]) -> _Groups:
    """The groups in the order of their labels, with the mean vectors of their members."""
    members: dict[int, list[int]] = defaultdict(list)
    for article, label in enumerate(labels.tolist()):
        members[label].append(article)
    ordered = [members[label] for label in sorted(members)]
    return _Groups(ordered, [_mean(near, m) for m in ordered], [_mean(far, m) for m in ordered])


def _mean(vectors: Sequence[Vector], members: Sequence[int]) -> dict[int, float]:
    total: dict[int, float] = defaultdict(float)
    for member in members:
        for term, weight in zip(vectors[member].ids.tolist(), vectors[member].weights.tolist(), strict=True):
            total[term] += weight / len(members)
    return total


def _joins(groups: _Groups) -> Iterator[tuple[float, int, int]]:
    """Groups that join a bigger one: (- likeness, the small one, the other)."""
    sizes = np.array([len(members) for members in groups.members])
    biggest = int(sizes.max())
    far, near = _index(groups.far), _index(groups.near)
    for small, size in enumerate(sizes.tolist()):
        if size <= TAIL * biggest:
            ranked = _ranked(groups.far[small], far, small, len(sizes))
            yield from _few(groups, ranked, sizes, small, size)
        if size == 1:
            ranked = _ranked(groups.near[small], near, small, len(sizes))
            yield from _lone(ranked, small)


def _index(means: Sequence[dict[int, float]]) -> dict[int, tuple[Ids, np.ndarray]]:
    lists: dict[int, tuple[list[int], list[float]]] = defaultdict(lambda: ([], []))
    for group, mean in enumerate(means):
        for term, weight in mean.items():
            lists[term][0].append(group)
            lists[term][1].append(weight)
    return {term: (np.array(g), np.array(w)) for term, (g, w) in lists.items() if len(g) > 1}


def _ranked(
    mean: dict[int, float], index: dict[int, tuple[Ids, np.ndarray]], self: int, count: int
) -> list[tuple[float, int]]:
    """The groups most like one, with the mean likeness of their members, best first."""
    held = [(index[term], weight) for term, weight in mean.items() if term in index]
    if not held:
        return []
    groups = np.concatenate([g for (g, _), _ in held])
    products = np.concatenate([w * weight for (_, w), weight in held])
    likeness = np.bincount(groups, weights=products, minlength=count)
    likeness[self] = 0.0
    best = np.argsort(-likeness, kind="stable")[:_LOOKED_AT]
    return [(float(likeness[g]), int(g)) for g in best if likeness[g] > 0]


def _few(
    groups: _Groups, ranked: Sequence[tuple[float, int]], sizes: Ids, small: int, size: int
) -> Iterator[tuple[float, int, int]]:
    """A few late reports and the big story they belong to, if one is clearly the most like."""
    for likeness, big in ranked:
        if likeness < FEW:
            return
        if sizes[big] >= BIG and size <= TAIL * sizes[big]:
            rivals = [
                other for other, group in ranked
                if group != big and _dot(groups.far[big], groups.far[group]) < ONE_MATTER * likeness
            ]  # fmt: skip
            if likeness >= FEW_LEAD * max(rivals, default=0.0):
                yield -likeness, small, big
            return


def _lone(ranked: Sequence[tuple[float, int]], small: int) -> Iterator[tuple[float, int, int]]:
    """A lone article and the group it is most like, if clearly so."""
    if ranked and ranked[0][0] >= LONE:
        second = ranked[1][0] if len(ranked) > 1 else 0.0
        if ranked[0][0] >= LONE_LEAD * second:
            yield -ranked[0][0], small, ranked[0][1]


def _dot(one: dict[int, float], other: dict[int, float]) -> float:
    if len(one) > len(other):
        one, other = other, one
    return sum(weight * other[term] for term, weight in one.items() if term in other)
