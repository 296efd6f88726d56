# SPDX-License-Identifier: Apache-2.0
"""A page as fetched, and the state by which it is asked for again.

Comes in and goes out: nothing; this module only defines. Refuses: nothing. Score: none.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Validator(NamedTuple):
    """The state of a page when it was last fetched, in the server's words: sent back, so that an
    unchanged page need not be sent again."""

    etag: str | None = None
    last_modified: str | None = None


NOTHING_KNOWN: Mapping[str, Validator] = {}


class Fetched(NamedTuple):
    """A page as fetched. `status` is 200, or 304 for one that is as it was (then `data` is empty)."""

    url: str
    """As named, without credentials."""
    final_url: str
    """After redirects."""
    status: int
    media_type: str
    charset: str | None
    """As the server says; the page may know better."""
    data: bytes
    fetched: str
    """ISO 8601, UTC, to the second."""
    etag: str | None = None
    last_modified: str | None = None
