# SPDX-License-Identifier: Apache-2.0
"""The second look: a story that has had no article for some time is compared with the other such ones.

Comes in: groups, with the days and far vectors of their articles and an inverted index of these. Goes out: the
group that one belongs with, if any. Refuses: to join two groups that grew over days; groups of reports weeks
apart are two events of one kind. Only a lone article, a few beside a big story, or reports of a day or two that
are plainly of one event may be late (or misdated) reports, and only where nothing else is nearly as like.
Score: BCubed F1 of grouping, `python -m bench stories`.
"""

from __future__ import annotations

import heapq
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from ontherecord.group.groups import Groups
from ontherecord.group.postings import Postings
from ontherecord.group.weights import Vector, dot, heaviest, mean

LONE = 0.10  # mean likeness from which a lone article may join, whatever the dates
LONE_LEAD = 2.2  # ... and by which it must exceed the next best group
FEW = 0.05  # mean likeness from which a few late reports may join a big story
FEW_LEAD = 3.0
PLAIN = 0.3  # ... and from which reports may join whatever their number
PLAIN_LEAD = 5.0
PLAIN_DAYS = 31  # ... if no more days lie between; a year on it is the next event of its kind
BIG = 3  # articles; from here on a story may have a tail
TAIL = 0.45  # of the size of the big story; more is another event
TAIL_DAYS = 2  # days on which a tail is dated; reports of more days are an event of their own
ONE_MATTER = 0.7  # a group as like the best one as this is no rival, but a part of the same
_LEAST = (
    FEW / FEW_LEAD
)  # a group less like a story than this neither joins it nor is a rival of one that does
_LOOKED_AT = 12  # best groups considered
MEANT = 60  # newest articles of a group that stand for it; keeps the cost constant
_CANDIDATES = 4  # of them, those that may be joined

Ranked = Sequence[tuple[float, int]]


class View(NamedTuple):
    """What a second look sees. `days` and `vectors` are those of each article; those with a number below
    `start` do not count."""

    groups: Groups
    days: Sequence[float]
    vectors: Postings
    start: int = 0

    def members(self, label: int) -> Sequence[int]:
        """The articles of a group that count."""
        members = self.groups.members[label]
        return members[bisect_left(members, self.start) :] if members[0] < self.start else members


def partner(view: View, label: int) -> int | None:
    """The closed group that a closed group belongs with: the most like of those that may join it."""
    best = ranked(view, label) if view.members(label) else ()
    for likeness, other in best[:_CANDIDATES]:
        if _is_tail(view, label, other, likeness, best) or _is_tail(view, other, label, likeness):
            return other
    return None


def _is_tail(view: View, small: int, big: int, likeness: float, best: Ranked | None = None) -> bool:
    """Whether the articles of `small` are late reports of the story `big`; `best` are the groups most like
    the small one, where they are known."""
    size, full = len(view.members(small)), len(view.members(big))
    brief = size == 1 or _days(view, small) <= TAIL_DAYS
    lone = size == 1 and likeness >= LONE
    few = full >= BIG and size <= TAIL * full and likeness >= FEW and brief
    plain = likeness >= PLAIN and brief and _gap(view, small, big) <= PLAIN_DAYS
    if size > full or not (lone or few or plain):
        return False
    ranking = best or ranked(view, small)
    others = [(how, other) for how, other in ranking if other != big]
    lead = likeness / max([how for how, _ in others], default=_LEAST)
    if (lone and lead >= LONE_LEAD) or (plain and lead >= PLAIN_LEAD):
        return True
    if not few or likeness < ONE_MATTER * ranking[0][0]:
        return False
    middle = mean_of(view, big)
    rivals = [how for how, other in others if dot(middle, mean_of(view, other)) < ONE_MATTER * likeness]
    return likeness >= FEW_LEAD * max(rivals, default=0.0)


def _days(view: View, label: int) -> int:
    return len({view.days[article] for article in view.members(label)})


def _gap(view: View, one: int, other: int) -> float:
    """The days between two groups of which neither reaches into the other."""
    first, second = (view.members(label) for label in (one, other))
    return max(view.days[second[0]] - view.days[first[-1]], view.days[first[0]] - view.days[second[-1]])


def mean_of(view: View, label: int) -> Vector:
    """The mean vector of the newest articles of a group."""
    return heaviest(mean([view.vectors.vector(one, "far") for one in view.members(label)[-MEANT:]]))


def ranked(view: View, label: int, own: Vector | None = None) -> Ranked:
    """The closed groups most like one by rare words, with the mean likeness of their members, best first;
    of equals the one that grew last. `own` is `mean_of` that one, where it is at hand."""
    found, likeness = view.vectors.similar(own or mean_of(view, label), view.start, "far")
    labels = np.frombuffer(view.groups.labels, dtype=np.int64)[found]
    sums = np.bincount(
        labels, weights=likeness
    )  # a number for every label: sorting them costs fifty times as much
    alike = np.flatnonzero(sums >= _LEAST)
    means = [
        (total / len(view.members(other)), view.groups.members[other][-1], other)
        for other, total in zip(alike.tolist(), sums[alike].tolist(), strict=True)
        if other != label and other in view.groups.closed
    ]
    return [(how, other) for how, _, other in heapq.nlargest(_LOOKED_AT, means)]
