# SPDX-License-Identifier: Apache-2.0
"""Signing in and out, who asks, and the audit log.

Comes in: a name and a password. Goes out: a session, or a refusal that does not say which of the two was wrong.
Refuses: too many attempts (`Busy`); to lead to another host afterwards. Score: none; `tests/serve/test_accounts.py`.
"""

from __future__ import annotations

from typing import Annotated

import msgspec

from ontherecord.serve.answers import Busy, Elsewhere, View, Wrong, local_address
from ontherecord.serve.audit import Entry
from ontherecord.serve.downloads import Nothing
from ontherecord.serve.house import Desk

__all__ = [
    "AuditTold",
    "Doorway",
    "Me",
    "Nothing",
    "SignIn",
    "To",
    "audit",
    "doorway",
    "me",
    "sign_in",
    "sign_out",
]
Line = Annotated[str, msgspec.Meta(max_length=1000)]


class Me(View, frozen=True, kw_only=True):
    """Who asks, and what that one may do. `token` goes with every write, as the header X-CSRF-Token."""

    name: str
    role: str
    signed_in: bool
    token: str


def me(desk: Desk, asked: Nothing) -> Me:
    """Who asks."""
    person = desk.person
    return Me(name=person.name, role=person.role, signed_in=person.signed_in, token=person.token)


class To(View, frozen=True, kw_only=True):
    """Where to go on after signing in."""

    to: Line = "/"


class Doorway(View, frozen=True, kw_only=True):
    """The page on which one signs in or out."""

    to: str
    name: str = ""
    accounts: bool
    """Whether there are any: on this machine alone nobody signs in."""


def doorway(desk: Desk, asked: To) -> Doorway:
    """The page on which one signs in or out."""
    return Doorway(to=local_address(asked.to), accounts=bool(desk.house.accounts.all()))


class SignIn(View, frozen=True, kw_only=True):
    """A name, a password, and where to go on."""

    name: Line
    password: Line
    to: Line = "/"


def sign_in(desk: Desk, given: SignIn) -> Elsewhere:
    """Begin a session, under a secret that no page knew before. Raises Wrong, Busy."""
    keys = (f"name {given.name.casefold()}", f"address {desk.address}")
    wait = desk.house.attempts.wait(*keys)
    if wait:
        raise Busy("too many attempts; wait and try again", wait)
    if not desk.house.accounts.is_right(given.name, given.password):
        desk.house.attempts.failed(*keys)
        raise Wrong("the name or the password is not right")
    desk.house.sessions.end(desk.cookies.get("session", ""))
    return Elsewhere(local_address(given.to), session=desk.house.sessions.begin(given.name))


def sign_out(desk: Desk, given: Nothing) -> Elsewhere:
    """End the session."""
    desk.house.sessions.end(desk.cookies.get("session", ""))
    return Elsewhere("/sign-in", session="")


class AuditTold(View, frozen=True, kw_only=True):
    """The end of the audit log."""

    entries: tuple[Entry, ...]


def audit(desk: Desk, asked: Nothing) -> AuditTold:
    """Who wrote what."""
    return AuditTold(entries=desk.house.audit.last())
