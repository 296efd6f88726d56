# SPDX-License-Identifier: Apache-2.0
"""The addresses that were asked, the feeds among them, and what makes the next request a conditional one.

Comes in: addresses, and what a request to one gave. Goes out: what is known of them. Refuses: nothing; nothing
is fetched here. Score: none.
"""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import Connection, insert, select, update

from ontherecord.archive.clock import now
from ontherecord.archive.tables import addresses


class Address(NamedTuple):
    """An address: whether it is a feed that is followed, its title, the validators of its last good answer, when
    it was added and last asked, what was wrong the last time."""

    url: str
    followed: bool
    title: str | None
    etag: str | None
    last_modified: str | None
    added: str
    checked: str | None
    problem: str | None


def follow(connection: Connection, url: str, title: str | None = None) -> bool:
    """Follow a feed; gives False if it is followed already."""
    found = connection.execute(select(addresses.c.followed).where(addresses.c.url == url)).scalar()
    if found is None:
        connection.execute(insert(addresses).values(url=url, followed=True, title=title, added=now()))
    else:
        connection.execute(update(addresses).where(addresses.c.url == url).values(followed=True))
    return not found


def leave(connection: Connection, url: str) -> bool:
    """Follow a feed no more; gives False if it was not followed. Its articles stay."""
    followed = (addresses.c.url == url) & addresses.c.followed
    return bool(connection.execute(update(addresses).where(followed).values(followed=False)).rowcount)


def visited(
    connection: Connection, url: str, *, title: str | None = None, etag: str | None = None,
    last_modified: str | None = None, problem: str | None = None,
) -> None:  # fmt: skip
    """Keep what a request gave; after a problem the validators of the last good answer stay."""
    values: dict[str, str | None] = {"checked": now(), "problem": problem}
    if problem is None:
        values |= {"etag": etag, "last_modified": last_modified}
    if title:
        values["title"] = title
    if not connection.execute(update(addresses).where(addresses.c.url == url).values(**values)).rowcount:
        connection.execute(insert(addresses).values(url=url, followed=False, added=now(), **values))


def listed(connection: Connection, *, followed: bool) -> tuple[Address, ...]:
    """The addresses in their order: the feeds that are followed, or all that were asked."""
    query = select(addresses).order_by(addresses.c.url)
    if followed:
        query = query.where(addresses.c.followed)
    return tuple(Address(*row) for row in connection.execute(query))
