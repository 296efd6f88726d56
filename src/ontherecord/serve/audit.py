# SPDX-License-Identifier: Apache-2.0
"""The audit log: who signed in, who wrote what, and what was refused; a line each, never changed.

Comes in: who, from where, what. Goes out: lines of JSON in a file of the server's own folder. Refuses: nothing.
Score: none; `tests/serve/test_accounts.py`.
"""

from __future__ import annotations

import os
from pathlib import Path
from threading import Lock

import msgspec

from ontherecord.archive.clock import now
from ontherecord.serve.answers import View

_LONGEST = 300  # characters of one value: a log is no place for a text
_READ = 256 * 1024  # bytes of its end that a page shows


class Entry(View, frozen=True, kw_only=True):
    """One line of the log."""

    at: str
    who: str
    address: str
    what: str
    status: int


class Audit:
    """The log of one server."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = Lock()

    def write(self, who: str, address: str, what: str, status: int) -> None:
        """Add a line."""
        entry = Entry(at=now(), who=who[:_LONGEST], address=address, what=what[:_LONGEST], status=status)
        with self._lock:
            descriptor = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            with os.fdopen(descriptor, "ab") as file:
                file.write(msgspec.json.encode(entry) + b"\n")

    def last(self, most: int = 300) -> tuple[Entry, ...]:
        """The last lines, the newest first."""
        if not self.path.exists():
            return ()
        with self.path.open("rb") as file:
            file.seek(max(0, self.path.stat().st_size - _READ))
            lines = file.read().split(b"\n")[-most - 1 :]
        found = []
        for line in lines:
            try:
                found.append(msgspec.json.decode(line, type=Entry))
            except msgspec.DecodeError:
                continue  # the first may be cut
        return tuple(reversed(found))
