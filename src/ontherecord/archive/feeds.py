# SPDX-License-Identifier: Apache-2.0
"""The feeds that are followed, and what makes the next request to each a conditional one.

Comes in: addresses, and what a request to one gave. Goes out: the feeds. Refuses: nothing; nothing is fetched
here. Score: none.
"""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import Connection, delete, insert, select, update

from ontherecord.archive.clock import now
from ontherecord.archive.tables import feeds


class Feed(NamedTuple):
    """A feed: address, title, the validators of its last answer, when it was added and last asked, what was
    wrong the last time."""

    url: str
    title: str | None
    etag: str | None
    last_modified: str | None
    added: str
    checked: str | None
    problem: str | None


def follow(connection: Connection, url: str, title: str | None = None) -> bool:
    """Follow a feed; gives False if it is followed already."""
    if connection.execute(select(feeds.c.url).where(feeds.c.url == url)).first():
        return False
    connection.execute(insert(feeds).values(url=url, title=title, added=now()))
    return True


def leave(connection: Connection, url: str) -> bool:
    """Follow a feed no more; gives False if it was not followed. Its articles stay."""
    return bool(connection.execute(delete(feeds).where(feeds.c.url == url)).rowcount)


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
    connection.execute(update(feeds).where(feeds.c.url == url).values(**values))


def listed(connection: Connection) -> tuple[Feed, ...]:
    """The feeds, by address."""
    return tuple(Feed(*row) for row in connection.execute(select(feeds).order_by(feeds.c.url)))
