# SPDX-License-Identifier: Apache-2.0
"""Stories as a person wants them: articles that are of one story, and those that are not.

Comes in: a label an article, in canonical order, their vectors, the rulings. Goes out: the labels, and
the articles that were moved. Refuses: to move an article that no decision is about, unless its story
is parted: then it goes with the part it is most like.
Score: none; `tests/decisions/test_other_decisions.py`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from ontherecord.decide.bonds import Bonds
from ontherecord.decide.regrouped import regrouped
from ontherecord.group.terms import Ids
from ontherecord.group.weights import Vector, dot, mean
from ontherecord.model import Article


class Settled(NamedTuple):
    """The labels, and for each article that decisions moved or kept these decisions."""

    labels: Ids
    by: dict[int, tuple[str, ...]]


def settled(labels: Ids, articles: Sequence[Article], near: Callable[[int], Vector], bonds: Bonds) -> Settled:
    """The labels of articles in canonical order, as the bonds of stories have them."""
    homes = _homes(articles, bonds)
    if not homes:
        return Settled(labels, {})
    groups: dict[int, list[int]] = defaultdict(list)
    for number, label in enumerate(labels.tolist()):
        groups[label].append(number)

    def likest(number: int, parts: Sequence[Sequence[int]]) -> int:
        likeness = [round(dot(near(number), mean([near(n) for n in part])), 9) for part in parts]
        return likeness.index(max(likeness))

    kept = np.array(labels)
    for members in regrouped(list(groups.values()), homes.get, bonds, likest):
        kept[members] = min(members)
    return Settled(kept, {number: bonds.by[own] for number, own in homes.items()})


def _homes(articles: Sequence[Article], bonds: Bonds) -> dict[int, int]:
    """The set of each article that a decision names: the one whose text holds the words."""
    wanted: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for (document, start, _), number in bonds.home.items():
        wanted[document].append((start, number))
    found = {}
    for number, article in enumerate(articles):
        for start, own in sorted(wanted.get(article.document, ())):
            if article.start <= start < article.end:
                found[number] = own
    return found
