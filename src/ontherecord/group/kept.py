# SPDX-License-Identifier: Apache-2.0
"""What is kept of an article in its stories, so that a later run can go on without its text.

Comes in: what `Arrivals.kept` gives, by way of an archive's table. Goes out: `Kept`, some three
kilobytes an article, and the groups that several of them make.
Refuses: to keep the vectors: they follow from the terms and from how many articles held each of them.
Score: none; `tests/group/test_kept.py`.
"""

from __future__ import annotations

import zlib
from bisect import bisect_left
from collections.abc import Mapping, Sequence

import msgspec

from ontherecord.group.groups import Groups, Join, Key
from ontherecord.group.stream import WINDOW
from ontherecord.group.terms import Terms
from ontherecord.group.weights import Held
from ontherecord.trace.precedence import UNDATED
from ontherecord.trace.words import numbers


class Kept(msgspec.Struct, frozen=True, array_like=True):
    """An article in the stream of stories; every article is named by its id."""

    article: str
    terms: Terms
    held: Held
    """How many articles held each term when it was weighed."""
    given: str
    """The first article of the group it was put into."""
    joined: tuple[str, Key] | None = None
    """Where it is the first of a group that was joined to another: the first article of that one, and the
    place in the order of the article at whose coming that was."""


def packed(one: Kept) -> bytes:
    """The bytes of a `Kept`."""
    bare = msgspec.structs.replace(one.terms, numbers=b"")
    return zlib.compress(msgspec.msgpack.encode(msgspec.structs.replace(one, terms=bare)), 1)


def unpacked(stored: bytes) -> Kept:
    """The `Kept` of its bytes. Raises ValueError if they are not those of one."""
    try:
        one = msgspec.msgpack.decode(zlib.decompress(stored), type=Kept)
    except (zlib.error, msgspec.MsgspecError) as fault:
        raise ValueError(f"what was kept of an article cannot be read: {fault}") from fault
    own = numbers([word for word, _ in one.terms.written()]).tobytes()
    return msgspec.structs.replace(one, terms=msgspec.structs.replace(one.terms, numbers=own))


def groups_of(rows: Sequence[Kept], numbers: Mapping[str, int], keys: Sequence[Key]) -> Groups:
    """The groups that articles in canonical order were in when the last of them had come; `numbers` are
    their places by id, `keys` their places in the order. Raises KeyError where a group is not there as a whole."""
    given = [numbers[one.given] for one in rows]
    joins = [
        Join(bisect_left(keys, one.joined[1]), numbers[one.joined[0]], number)
        for number, one in enumerate(rows)
        if one.joined
    ]
    days = [key[0] for key in keys]
    newest = max((day for day in days if day != UNDATED), default=-UNDATED)
    return Groups.replayed(given, joins, days, newest - WINDOW)
