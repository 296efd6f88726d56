# SPDX-License-Identifier: Apache-2.0
"""What lasts from one request to the next: the archive, the shelf, the work, the accounts, the sessions, the log.

Comes in: settings. Goes out: `House`; for a request its `Desk`: what a view may ask, and who asks. Refuses: settings
under which others could read or write without signing in (`ServeError`). Score: none; `tests/serve/test_accounts.py`.
"""

from __future__ import annotations

import getpass
import ipaddress
from collections.abc import Mapping
from typing import NamedTuple

from starlette.exceptions import HTTPException
from starlette.requests import Request

from ontherecord.archive import Archive, open_archive
from ontherecord.serve.accounts import Accounts
from ontherecord.serve.answers import Person
from ontherecord.serve.audit import Audit
from ontherecord.serve.jobs import Jobs
from ontherecord.serve.sessions import Attempts, Sessions
from ontherecord.serve.settings import ServeError, Settings, is_loopback
from ontherecord.serve.shelf import Shelf


class Desk(NamedTuple):
    """One request's view of the house."""

    archive: Archive
    shelf: Shelf
    jobs: Jobs
    settings: Settings
    person: Person
    cookies: Mapping[str, str]
    house: House
    address: str
    """From which the request came."""


class House:
    """One server."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.accounts = Accounts(settings.state / "accounts.json")
        self._check()
        self.archive = open_archive(settings.archive)
        settings.state.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.shelf = Shelf(self.archive, settings.archive, settings.state / "pages")
        self.jobs = Jobs(settings, self.shelf.folder)
        self.sessions = Sessions()
        self.attempts = Attempts()
        self.audit = Audit(settings.state / "audit.jsonl")
        self.owner = _owner()

    def _check(self) -> None:
        """Refuse to open the door to others without a lock. Raises ServeError."""
        host = self.settings.host
        if is_loopback(host):
            return
        if not (self.accounts.all() or self.settings.proxy_header):
            raise ServeError(
                f"{host} can be reached by others, and nobody has an account: make one with ontherecord account add "
                "NAME, or name the header of a reverse proxy that people sign in at (--proxy-header)"
            )
        if not self.settings.names:
            raise ServeError(f"{host}: say under which name browsers know this server (--name desk.example)")

    def desk(self, request: Request) -> Desk:
        """The desk for one request. Raises HTTPException."""
        address = request.client.host if request.client else ""
        return Desk(
            self.archive, self.shelf, self.jobs, self.settings, self._person(request, address), request.cookies,
            self, address,
        )  # fmt: skip

    def _person(self, request: Request, address: str) -> Person:
        if self.settings.proxy_header:
            return self._by_proxy(request.headers.get(self.settings.proxy_header, ""), address)
        accounts = self.accounts.all()
        if not accounts and is_loopback(self.settings.host):
            return Person(self.owner, "editor", self.sessions.token(""))
        secret = request.cookies.get("session", "")
        name = self.sessions.name(secret) if secret else None
        if name is None or name not in accounts:
            return Person("", "anyone", self.sessions.token(""))
        return Person(name, accounts[name].role, self.sessions.token(secret), True)

    def _by_proxy(self, name: str, address: str) -> Person:
        """Whom the proxy names, if it is the proxy that asks. Raises HTTPException."""
        if not _is_of(address, self.settings.proxy_from):
            raise HTTPException(403, "this server is asked through its proxy only")
        if not name:
            return Person("", "anyone", self.sessions.token(""))
        role = "editor" if name in self.settings.proxy_editors else "reader"
        return Person(name[:200], role, self.sessions.token(f"proxy {name}"), True)  # type: ignore[arg-type]

    def close(self) -> None:
        """End the processes, and let go of the archive."""
        self.jobs.close()
        self.shelf.close()
        self.archive.close()


def _owner() -> str:
    """Who runs the server, by the system's word: decisions made on this machine alone bear that name."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "local"


def _is_of(address: str, networks: tuple[str, ...]) -> bool:
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    return any(ip in ipaddress.ip_network(one, strict=False) for one in networks)
