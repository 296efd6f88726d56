# SPDX-License-Identifier: Apache-2.0
"""Joining names that are one (disjoint sets), with a fixed representative.

Comes in: the words of names. Goes out: for each the first of its set in sorted order.
Refuses: items it was not made with (KeyError). Score: none of its own.
"""

from __future__ import annotations

from collections.abc import Iterable

Form = tuple[str, ...]


class Union:
    """Disjoint sets whose representative is the smallest member, however they were joined."""

    def __init__(self, items: Iterable[Form]) -> None:
        self._above: dict[Form, Form] = {item: item for item in items}

    def find(self, item: Form) -> Form:
        """The smallest member of the item's set."""
        path = []
        while self._above[item] != item:
            path.append(item)
            item = self._above[item]
        for passed in path:
            self._above[passed] = item
        return item

    def join(self, a: Form, b: Form) -> None:
        """Make the sets of two items one."""
        low, high = sorted((self.find(a), self.find(b)))
        self._above[high] = low
