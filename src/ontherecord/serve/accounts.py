# SPDX-License-Identifier: Apache-2.0
"""Accounts: who may sign in, as what, and by which password, in one file of the server's own folder.

Comes in: a name, a password, a role. Goes out: the accounts; whether a password is right. Refuses: a name that is
none, a password that is too short (`ServeError`). Score: none; `tests/serve/test_accounts.py`.

Passwords are kept as argon2id has them, never themselves. The file is its owner's alone (mode 600).
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Literal

import msgspec
from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from ontherecord.serve.settings import ServeError

SHORTEST, LONGEST = 10, 1000
"""Characters of a password: NIST SP 800-63B asks for eight at least and for no rules of composition."""
_NAME = re.compile(r"^[^\W_][\w.@-]{0,63}$")
_HASHER = PasswordHasher()
_NOBODY = _HASHER.hash("a password that nobody has")


class Account(msgspec.Struct, frozen=True):
    """One account."""

    role: Literal["reader", "editor"]
    hash: str


class Accounts:
    """The accounts of one server, read again when their file changes."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._read: tuple[float, dict[str, Account]] = (-1.0, {})

    def all(self) -> dict[str, Account]:
        """The accounts by name; none if there is no file. Raises ServeError for a file that is none."""
        try:
            changed = self.path.stat().st_mtime_ns
        except FileNotFoundError:
            return {}
        if self._read[0] != changed:
            try:
                self._read = changed, msgspec.json.decode(self.path.read_bytes(), type=dict[str, Account])
            except (OSError, msgspec.DecodeError) as fault:
                raise ServeError(f"{self.path}: cannot be read as accounts ({fault}); restore it, or remove it and "
                                 "make them again with ontherecord account add") from fault  # fmt: skip
        return self._read[1]

    def is_right(self, name: str, password: str) -> bool:
        """Whether this is the password of that account; it takes as long for a name that has none."""
        known = self.all().get(name)
        try:
            _HASHER.verify(known.hash if known else _NOBODY, password[:LONGEST])
        except (Argon2Error, InvalidHashError):
            return False
        return known is not None

    def put(self, name: str, password: str, role: Literal["reader", "editor"]) -> None:
        """Make an account, or give one another password and role. Raises ServeError."""
        if not _NAME.match(name):
            raise ServeError(
                f"{name!r}: a name has letters, digits and . _ @ - and begins with a letter or digit"
            )
        if not SHORTEST <= len(password) <= LONGEST:
            raise ServeError(f"a password has at least {SHORTEST} characters, and at most {LONGEST}")
        self._keep({**self.all(), name: Account(role, _HASHER.hash(password))})

    def drop(self, name: str) -> bool:
        """Take an account away; gives False if there is none of that name."""
        left = {other: account for other, account in self.all().items() if other != name}
        if len(left) == len(self.all()):
            return False
        self._keep(left)
        return True

    def _keep(self, accounts: dict[str, Account]) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        part = self.path.with_suffix(".part")
        part.unlink(missing_ok=True)
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(msgspec.json.format(msgspec.json.encode(accounts), indent=1))
        os.replace(part, self.path)
