# SPDX-License-Identifier: Apache-2.0
"""What was found before, so that it is not looked for again: results of pure functions by a key of all they depend on.

Comes in: what is asked, the key of each, the function that finds it. Goes out: what it finds, remembered or fresh.
Refuses: to remember what depends on anything but its key: the code that finds it is part of every key (`code_of`).
Score: none; `tests/test_memory.py`. Where it is kept: `archive.remembering`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, Protocol, TypeVar

import msgspec

Asked = TypeVar("Asked")
Found = TypeVar("Found")

_ENCODER = msgspec.msgpack.Encoder()


class Memory(Protocol):
    """Values as bytes, by keys as bytes."""

    def recall(self, keys: Collection[bytes]) -> Mapping[bytes, bytes]:
        """The values of those of the keys that are there."""
        ...

    def noted(self, article: str) -> str:
        """By what the annotations of an article are known, by its id; empty where it has none."""
        ...

    def keep(self, made: Mapping[bytes, bytes]) -> None:
        """Keep values under their keys."""
        ...


def remembered(
    memory: Memory | None,
    asked: Sequence[Asked],
    key: Callable[[Asked], bytes],
    find: Callable[[Sequence[Asked]], Iterable[Found]],
    kind: Any,
) -> list[Found]:
    """What `find` finds for each of what is asked, in order: it is asked for those alone that the memory has no value of.
    `kind` is the type of a value, as msgspec reads it. Without a memory all is found anew, and no key is made."""
    if memory is None:
        return list(find(asked))
    decoder = msgspec.msgpack.Decoder(kind)
    keys = list(map(key, asked))
    there = memory.recall(set(keys))
    known: dict[bytes, Found] = {name: decoder.decode(value) for name, value in there.items()}
    missing = {name: one for name, one in zip(keys, asked, strict=True) if name not in known}
    if missing:
        fresh = dict(zip(missing, find(list(missing.values())), strict=True))
        memory.keep({name: _ENCODER.encode(value) for name, value in fresh.items()})
        known |= fresh
    return [known[name] for name in keys]
