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

from ontherecord.group.weights import Ids, Vector, Weights, dot, mean

LONE = 0.15  # mean likeness (near) at which a lone article may join, whatever the dates
LONE_LEAD = 1.6  # ... and by which it must exceed the next best group
FEW = 0.05  # mean likeness (far) at which a few late reports may join a big story
FEW_LEAD = 1.5
BIG = 3  # articles; from here on a story may have a tail
TAIL = 0.34  # of the size of the big story; more is another event
ONE_MATTER = 0.7  # a group as like the best one as this is no rival, but a part of the same
_ROUNDS = 4
_LOOKED_AT = 12  # best groups considered


class _Groups(NamedTuple):
    members: list[list[int]]
    near: list[Vector]
    far: list[Vector]


class _Index(NamedTuple):
    """Groups and weights by term: rows `firsts[t]` to `firsts[t + 1]` belong to term t."""

    groups: Ids
    weights: Weights
    firsts: Ids


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
    return _Groups(ordered, [mean(near, m) for m in ordered], [mean(far, m) for m in ordered])


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


def _index(means: Sequence[Vector]) -> _Index:
    ids = np.concatenate([mean.ids for mean in means])
    order = np.argsort(ids, kind="stable")
    groups = np.repeat(np.arange(len(means)), [len(mean.ids) for mean in means])[order]
    weights = np.concatenate([mean.weights for mean in means])[order]
    terms = int(ids.max()) + 1 if len(ids) else 0
    return _Index(groups, weights, np.searchsorted(ids[order], np.arange(terms + 1)))


def _ranked(own: Vector, index: _Index, self: int, count: int) -> list[tuple[float, int]]:
    """The groups most like one, with the mean likeness of their members, best first."""
    if not len(own.ids):
        return []
    rows = [np.arange(index.firsts[t], index.firsts[t + 1]) for t in own.ids.tolist()]
    sizes = [len(one) for one in rows]
    flat = np.concatenate(rows)
    products = index.weights[flat] * np.repeat(own.weights, sizes)
    likeness = np.bincount(index.groups[flat], weights=products, minlength=count)
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
                if group != big and dot(groups.far[big], groups.far[group]) < ONE_MATTER * likeness
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
