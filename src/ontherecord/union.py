# SPDX-License-Identifier: Apache-2.0
"""Joining things that are one (disjoint sets), with a fixed representative.

Comes in: items that can be ordered. Goes out: for each the smallest of its set, however they were joined.
Refuses: nothing; an item not met before stands alone. Score: none; `tests/test_union.py`.
"""

from __future__ import annotations

from typing import Any, Generic, TypeVar

Item = TypeVar("Item", bound=Any)


class Union(Generic[Item]):
    """Disjoint sets whose representative is the smallest member."""

    def __init__(self) -> None:
        self._above: dict[Item, Item] = {}

    def find(self, item: Item) -> Item:
        """The smallest member of the item's set: the item itself if it was never joined."""
        path = []
        while (above := self._above.get(item, item)) != item:
            path.append(item)
            item = above
        for passed in path:
            self._above[passed] = item
        return item

    def join(self, a: Item, b: Item) -> None:
        """Make the sets of two items one."""
        low, high = sorted((self.find(a), self.find(b)))
        if low != high:
            self._above[high] = low
