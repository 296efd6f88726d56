# SPDX-License-Identifier: Apache-2.0
"""What views take and give: the base of their data, who asks, and the answers that are no data.

Comes in and goes out: nothing; this module only defines. Refuses: nothing. Score: none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

import msgspec

Role = Literal["anyone", "reader", "editor"]
RANKS: dict[Role, int] = {"anyone": 0, "reader": 1, "editor": 2}


class View(msgspec.Struct, frozen=True, kw_only=True):
    """The base of what views take and give: frozen, JSON by field order."""


class Person(NamedTuple):
    """Who asks, and what that one may do. `token` belongs into every form that writes."""

    name: str
    role: Role
    token: str
    signed_in: bool = False


class Missing(Exception):
    """What is asked for is not there; one line that says so."""


class Wrong(Exception):
    """The request does not say what is needed; one line with the mend."""


class Unready(Exception):
    """The pages of a large story are being laid out; the id of the story."""


class Busy(Exception):
    """Not now; one line, and the seconds to wait."""

    def __init__(self, said: str, seconds: int) -> None:
        super().__init__(said)
        self.seconds = seconds


class File(NamedTuple):
    """A file that is given out piece by piece."""

    name: str
    media_type: str
    pieces: Iterator[bytes]


class Encoded(NamedTuple):
    """Data that lie encoded as JSON already, in the form that the route's type has."""

    data: bytes


class Laid(NamedTuple):
    """A page that lies packed on the shelf, under a key that changes with it."""

    packed: bytes
    key: str


def local_address(address: str) -> str:
    """An address of this server, or its first page: a link must not lead a person who signs in elsewhere."""
    inside = address.startswith("/") and not address.startswith(("//", "/\\"))
    return address if inside and address.isprintable() and "\\" not in address else "/"


class Elsewhere(NamedTuple):
    """What was asked stands, or was done, at this address of ours."""

    address: str
    cookies: Mapping[str, str] = {}
    session: str | None = None
    """The secret of a session that begins; "" for one that has ended."""
