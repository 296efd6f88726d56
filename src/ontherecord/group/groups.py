# SPDX-License-Identifier: Apache-2.0
"""Groups of articles while stories form: who is with whom, which groups are still open.

Comes in: a label for each next article, and joins of two groups. Goes out: members and labels; a
label is the number of the first article of its group. Refuses: nothing.
Score: none of its own; `tests/group/test_stream.py`.
"""

from __future__ import annotations

from collections.abc import Sequence


class Groups:
    """Articles 0, 1, 2 ... in groups. A group is open until it is closed, and open again when it grows."""

    def __init__(self) -> None:
        self.labels: list[int] = []
        self.members: dict[int, list[int]] = {}
        self.open: dict[int, float] = {}
        """The day of the newest article of each open group."""
        self.closed: set[int] = set()
        self._given: list[int] = []
        self._joins: list[tuple[int, int, int]] = []

    @classmethod
    def settled(cls, groups: Sequence[Sequence[int]]) -> Groups:
        """Groups that are given by their articles, all closed. The label of each is its first article."""
        made = cls()
        made.members = {members[0]: list(members) for members in groups}
        made.closed = set(made.members)
        label = {article: members[0] for members in groups for article in members}
        made.labels = [label[article] for article in range(len(label))]
        return made

    def add(self, label: int, day: float) -> None:
        """Put the next article into the group `label`, or into one of its own if that is its number."""
        self._given.append(label)
        self.labels.append(label)
        self.members.setdefault(label, []).append(len(self.labels) - 1)
        self.closed.discard(label)
        self.open[label] = max(day, self.open.get(label, day))

    def overdue(self, day: float | None) -> list[int]:
        """The open groups with no article since `day` (None: all), the longest silent first."""
        silent = sorted((last, label) for label, last in self.open.items())
        return [label for last, label in silent if day is None or last < day]

    def close(self, label: int) -> None:
        """No more articles are expected in a group."""
        del self.open[label]
        self.closed.add(label)

    def join(self, one: int, other: int) -> int:
        """Make two groups one, open if either was; gives its label."""
        kept, gone = min(one, other), max(one, other)
        self._joins.append((len(self.labels), kept, gone))
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
        twin.labels, twin._given, twin._joins = list(self.labels), list(self._given), list(self._joins)
        twin.members = {label: list(members) for label, members in self.members.items()}
        twin.open, twin.closed = dict(self.open), set(self.closed)
        return twin

    def at(self, days: Sequence[float], since: float) -> Groups:
        """The groups as they were when the articles of `days` (one each) had come, and those with no
        article since the day `since` had been closed."""
        count = len(days)
        then = Groups()
        then._joins = [join for join in self._joins if join[0] < count]
        kept = {gone: label for _, label, gone in then._joins}
        for label, day in zip(self._given, days, strict=False):
            while label in kept:
                label = kept[label]
            then.add(label, day)
        then._given = self._given[:count]
        for label in then.overdue(since):
            then.close(label)
        return then
