# SPDX-License-Identifier: Apache-2.0
"""The guard at the door: whose name is asked for, how large a request is, who asks, what headers go out.

Comes in: every request. Goes out: the request with its `Desk`; every answer with the headers that keep a page
from asking other hosts, from being framed by them, and from running what an article holds.
Refuses: a name that is not ours (a page elsewhere that was led to this address), a body that is too large,
a write without its token. Score: none; `tests/serve/test_guard.py`.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ontherecord.serve.answering import refusal
from ontherecord.serve.house import Desk, House
from ontherecord.serve.settings import LOOPBACK_NAMES, is_loopback

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
)
_HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "SAMEORIGIN",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), interest-cohort=()",
}
_SMALL = 4 * 1024 * 1024
"""Bytes of a request that brings no articles."""
_BRINGING = ("/add", "/add.json")


class Guard:
    """The middleware around the application."""

    def __init__(self, app: ASGIApp, *, house: House) -> None:
        self.app = app
        self.house = house
        self.settings = house.settings
        named = {name.lower() for name in house.settings.names}
        self.names = LOOPBACK_NAMES | named if is_loopback(house.settings.host) else named

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it here."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("cache-control", "no-store")
            await send(message)

        try:
            limit = self.settings.largest_upload if scope["path"] in _BRINGING else _SMALL
            self._check(request, limit)
            request.state.desk = self.house.desk(request)
        except HTTPException as fault:
            await refusal(request, fault)(scope, receive, with_headers)
            return
        if request.method in ("GET", "HEAD"):
            await self.app(scope, receive, with_headers)
            return
        await self.app(scope, _bounded(receive, limit), self._noted(request, with_headers))

    def _noted(self, request: Request, send: Send) -> Send:
        """Every write, and every attempt at one, stands in the audit log with its outcome; who signs in, by the name
        that was given."""
        desk: Desk = request.state.desk

        async def noted(message: Message) -> None:
            if message["type"] == "http.response.start":
                what = f"{request.method} {request.url.path}"
                who = desk.person.name or str(getattr(request.state, "given", {}).get("name", ""))
                self.house.audit.write(who, desk.address, what, message["status"])
            await send(message)

        return noted

    def _check(self, request: Request, limit: int) -> None:
        """Refuse what cannot be meant for us. Raises HTTPException."""
        if _host(request.headers) not in self.names:
            raise HTTPException(
                421, "this server does not answer to that name; start it with --name to add one"
            )
        length = request.headers.get("content-length", "0")
        if not length.isdigit() or int(length) > limit:
            raise HTTPException(413, f"too large; {limit // 1024 // 1024} MB at most in one request")
        if request.method not in ("GET", "HEAD") and not self._is_own(request.headers):
            raise HTTPException(403, "a page of another host sent this; nothing was done")

    def _is_own(self, headers: Headers) -> bool:
        """Whether a write comes from a page of ours, or from a program: a browser says where it comes from."""
        if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            return False
        origin = headers.get("origin")
        if origin == "null":  # a form of a page that sends no referrer, as ours are
            return headers.get("sec-fetch-site") == "same-origin"
        return origin is None or urlsplit(origin).hostname in self.names


def _host(headers: Headers) -> str:
    """The name that the browser asked for, without its port."""
    host = headers.get("host", "").strip().lower()
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.rpartition(":")[0] if ":" in host else host


def _bounded(receive: Receive, limit: int) -> Receive:
    """The body of a request, as far as `limit` bytes; what says no length is measured as it comes."""
    taken = 0

    async def bounded() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > limit:
            raise HTTPException(413, f"too large; {limit // 1024 // 1024} MB at most in one request")
        return message

    return bounded
