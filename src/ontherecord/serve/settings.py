# SPDX-License-Identifier: Apache-2.0
"""What the server is asked to do.

Comes in and goes out: nothing; this module only defines. Refuses: an address that others can reach, where
nobody has to sign in (`ServeError`). Score: none.
"""

from __future__ import annotations

import ipaddress
from pathlib import Path

import msgspec
import platformdirs

from ontherecord.mark import mark

LOCAL = ("127.0.0.0/8", "::1/128")
LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
_SERVERS = ("postgresql://", "postgres://", "postgresql+psycopg://")


class ServeError(Exception):
    """A server that cannot be started; one line that says why, with the mend."""


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What the server is asked to do."""

    archive: str
    state: Path
    """The folder of the server's own: pages that were laid out, accounts, the audit log."""
    host: str = "127.0.0.1"
    port: int = 8000
    names: tuple[str, ...] = ()
    """Names under which browsers know it, besides those of this machine: "desk.example"."""
    proxy_header: str | None = None
    """The header in which a trusted reverse proxy names the person who signed in there."""
    proxy_from: tuple[str, ...] = LOCAL
    """The addresses, or networks, that the proxy asks from; from any other the header means nothing."""
    proxy_editors: tuple[str, ...] = ()
    """Who of those may write; the others read."""
    private: tuple[str, ...] = ()
    """Networks inside closed ranges (a newsroom's own) that may be fetched from, where a person names an address there."""
    largest_upload: int = 64 * 1024 * 1024
    """Bytes of one request that brings articles."""


def is_loopback(host: str) -> bool:
    """Whether an address to listen at can be reached from this machine only."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def state_folder(archive: str) -> Path:
    """Where the server keeps what is its own: beside a file of SQLite; for a server, in the user's state."""
    if archive.startswith(_SERVERS):
        return platformdirs.user_state_path("ontherecord") / f"serve-{mark(archive)}"
    return Path(f"{archive}.serve")
