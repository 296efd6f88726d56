# SPDX-License-Identifier: Apache-2.0
"""What was read or made of a record, kept in memory under the record's key: a record never changes under its key.

Comes in: the key of a record, what is wanted of it, how that is made. Goes out: it, made once and then remembered.
Refuses: to hold more than `ROOM`; what was not asked for longest is forgotten first. Score: `python -m bench serve`.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Any, TypeVar

ROOM = 64 * 1024 * 1024
"""The weight of all that is held, in characters: the lists of some stories of 500 articles."""
Made = TypeVar("Made")


class _Memory:
    """What is held, with its weight, the longest forgotten first."""

    def __init__(self) -> None:
        self.held: OrderedDict[tuple[str, str], tuple[Any, int]] = OrderedDict()
        self.weight = 0
        self.lock = Lock()
        self.under_way: dict[tuple[str, str], Lock] = {}

    def making(self, name: tuple[str, str]) -> Lock:
        with self.lock:
            return self.under_way.setdefault(name, Lock())

    def find(self, name: tuple[str, str]) -> Any:
        with self.lock:
            if name not in self.held:
                return None
            self.held.move_to_end(name)
            return self.held[name][0]

    def keep(self, name: tuple[str, str], made: object, weight: int) -> None:
        with self.lock:
            self.weight += weight - self.held.pop(name, (None, 0))[1]
            self.held[name] = made, weight
            self.under_way.pop(name, None)
            while self.weight > ROOM and len(self.held) > 1:
                self.weight -= self.held.popitem(last=False)[1][1]


_memory = _Memory()


def remembered(key: str, what: str, make: Callable[[], Made], weigh: Callable[[Made], int]) -> Made:
    """What is wanted of the record under a key; of many who ask at once one makes it."""
    name = (key, what)
    known: Made | None = _memory.find(name)
    if known is not None:
        return known
    with _memory.making(name):
        known = _memory.find(name)
        if known is None:
            known = make()
            _memory.keep(name, known, weigh(known))
        return known
