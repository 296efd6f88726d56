# SPDX-License-Identifier: Apache-2.0
"""Groups of articles while stories form: who is with whom, which groups are still open.

Comes in: a label for each next article, and joins of two groups. Goes out: members and labels; a
label is the number of the first article of its group. Refuses: nothing.
Score: none of its own; `tests/group/test_arrivals.py`.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import NamedTuple

Key = tuple[float, str, str]
"""The place of an article in the order: its day, date and id."""


class Join(NamedTuple):
    """Two groups made one when `after` articles had come: the labels, that of the whole first."""

    after: int
    kept: int
    gone: int


class Groups:
    """Articles 0, 1, 2 ... in groups. A group is open until it is closed, and open again when it grows."""

    def __init__(self) -> None:
        self.labels = array("q")
        self.members: dict[int, list[int]] = {}
        self.open: dict[int, float] = {}
        """The day of the newest article of each open group."""
        self.closed: set[int] = set()
        self.given: list[int] = []
        """The label that each article was given when it came."""
        self.joins: list[Join] = []

    @classmethod
    def settled(cls, groups: Sequence[Sequence[int]]) -> Groups:
        """Groups that are given by their articles, all closed. The label of each is its first article."""
        made = cls()
        made.members = {members[0]: list(members) for members in groups}
        made.closed = set(made.members)
        label = {article: members[0] for members in groups for article in members}
        made.labels = array("q", (label[article] for article in range(len(label))))
        return made

    @classmethod
    def replayed(
        cls, given: Sequence[int], joins: Sequence[Join], days: Sequence[float], since: float
    ) -> Groups:
        """The groups as they were when the articles of `days` (one each) had come, and those with no
        article since the day `since` had been closed; `given` and `joins` may go further."""
        then = cls()
        then.joins = [join for join in joins if join.after < len(days)]
        kept = {join.gone: join.kept for join in then.joins}
        for label, day in zip(given, days, strict=False):
            while label in kept:
                label = kept[label]
            then.add(label, day)
        then.given = list(given[: len(days)])
        for label in then.overdue(since):
            then.close(label)
        return then

    def add(self, label: int, day: float) -> None:
        """Put the next article into the group `label`, or into one of its own if that is its number."""
        self.given.append(label)
        self.labels.append(label)
        self.members.setdefault(label, []).append(len(self.labels) - 1)
        self.closed.discard(label)
        self.open[label] = max(day, self.open.get(label, day))

    def overdue(self, day: float | None) -> list[int]:
        """The open groups with no article since `day` (None: all), the longest silent first; of those that
        fell silent on one day the one whose newest article came first."""
        silent = [(last, self.members[label][-1], label) for label, last in self.open.items()
                  if day is None or last < day]  # fmt: skip
        return [label for _, _, label in sorted(silent)]

    def close(self, label: int) -> None:
        """No more articles are expected in a group."""
        del self.open[label]
        self.closed.add(label)

    def join(self, one: int, other: int) -> int:
        """Make two groups one, open if either was; gives its label."""
        kept, gone = min(one, other), max(one, other)
        self.joins.append(Join(len(self.labels), kept, gone))
        moved = self.members.pop(gone)
        self.members[kept] = sorted(self.members[kept] + moved)
        for article in moved:
            self.labels[article] = kept
        if days := [self.open.pop(label) for label in (kept, gone) if label in self.open]:
            self.open[kept] = max(days)
            self.closed.discard(kept)
        self.closed.discard(gone)
        return kept

    def copy(self) -> Groups:
        """The same groups, to go on from without changing these."""
        twin = Groups()
        twin.labels, twin.given, twin.joins = self.labels[:], list(self.given), list(self.joins)
        twin.members = {label: list(members) for label, members in self.members.items()}
        twin.open, twin.closed = dict(self.open), set(self.closed)
        return twin
