# SPDX-License-Identifier: Apache-2.0
"""Batches: what comes one by one, put together until it is worth a task, a transaction or a packet.

Comes in: items, the size of one, how much is enough. Goes out: lists of items, in their order, none empty.
Refuses: to hold more than one batch. Score: none; `tests/test_batches.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

Item = TypeVar("Item")


def batches(items: Iterable[Item], size: Callable[[Item], int], enough: int) -> Iterator[list[Item]]:
    """Lists of items that are each `enough` together, by the sum of their sizes; the last may be less."""
    batch: list[Item] = []
    total = 0
    for item in items:
        batch.append(item)
        total += size(item)
        if total >= enough:
            yield batch
            batch, total = [], 0
    if batch:
        yield batch


def each(item: object) -> int:
    """The size of an item where items are counted."""
    return 1
