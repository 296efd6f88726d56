# SPDX-License-Identifier: Apache-2.0
"""One visit: an address, through its redirects, at its host's pace, to a page or a reason why not.

Comes in: a URL and what is known of its last state. Goes out: `Fetched` or a `Refusal`; nothing is
raised for what a server does. Refuses: what robots.txt forbids, redirects beyond the limit or in a
circle, answers that are no page. Each hop is checked like the first. A password goes to the host it
was named for only, and is neither stored nor printed. Score: none; `tests/fetch/`.
"""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from http import HTTPStatus

import httpx

from ontherecord.fetch.addresses import Address, address, shown
from ontherecord.fetch.answers import ACCEPT, PACKED, Answer, answered, charset, first, media_type
from ontherecord.fetch.door import Closed, Door, Unreachable
from ontherecord.fetch.fetched import Fetched, Validator
from ontherecord.fetch.hosts import BUSY, MOMENT, Host, Hosts, wait_asked
from ontherecord.fetch.limits import Limits
from ontherecord.fetch.robots import LARGEST as LARGEST_ROBOTS
from ontherecord.fetch.robots import Robots, robots
from ontherecord.model import Refusal

_MOVED = (301, 302, 303, 307, 308)
_TRIES = 3  # of one request to a host that says it is busy
_BY_HAND = "save the page in a browser and name the file"
_MENDS = {
    401: "it wants a name and a password: write them as https://name:password@host/...",
    403: f"it is not for programs: {_BY_HAND}",
    404: "check the address",
    410: "it is gone: look for it in a web archive",
    451: "it is withheld: look for it in a web archive",
}


class Visits:
    """The visits of one run, one at a time to each host. Lives in one event loop."""

    def __init__(self, limits: Limits, hosts: Hosts) -> None:
        self._limits, self._hosts = limits, hosts
        self._door = Door(limits)
        self._turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._slots = asyncio.Semaphore(limits.hosts)

    async def visit(self, named: str, known: Validator | None) -> Fetched | Refusal:
        """The page at a URL, or why it is not to be had."""
        try:
            start = address(named)
            if isinstance(start, str):
                raise Closed(start)
            return await self._through(start, known or Validator())
        except Closed as fault:
            return Refusal(source=shown(named), reason=str(fault))

    async def _through(self, start: Address, known: Validator) -> Fetched:
        at, before = start, {str(start.url)}
        for _ in range(self._limits.redirects + 1):
            answer = await self._in_turn(at, known)
            if answer.status not in _MOVED:
                return _fetched(start, at, answer, known)
            at = _next(at, answer)
            if str(at.url) in before:
                raise Closed("is redirected in a circle: name the address of the page itself")
            before.add(str(at.url))
        raise Closed(
            f"is redirected more than {self._limits.redirects} times: name the address of the page itself"
        )

    async def _in_turn(self, at: Address, known: Validator) -> Answer:
        """The answer of one hop: after its host's other pages, and as slowly as the host likes."""
        host = self._hosts.known[at.host]
        async with self._turns[at.host]:
            if host.is_shut:
                raise Closed(host.shut_why)
            try:
                return await self._allowed(host, at, known)
            except Unreachable as fault:
                host.shut(MOMENT, str(fault))
                raise

    async def _allowed(self, host: Host, at: Address, known: Validator) -> Answer:
        rules = self._hosts.robots(at.place) or self._hosts.keep(at.place, await self._rules(at))
        if not rules.allow(str(at.url), self._limits.user_agent):
            reason = "asks programs not to fetch it" if rules.allows else "cannot be read now"
            raise Closed(f"its site's robots.txt {reason}: {_BY_HAND}")
        pause = max(self._limits.pause, rules.delay(self._limits.user_agent))
        for _ in range(_TRIES):
            await asyncio.sleep(max(0.0, host.next_at - time.monotonic()))
            try:
                answer = await self._asked(at, known, self._answered)
            finally:
                host.next_at = time.monotonic() + pause
            if answer.status not in BUSY:
                return answer
            wait = wait_asked(answer, time.time())
            if wait > self._limits.patience:
                break
            host.next_at = max(host.next_at, time.monotonic() + wait)
        host.shut(wait, f"its host is too busy and asks to be left alone for {wait:.0f} s: try again then")
        raise Closed(host.shut_why)

    async def _rules(self, at: Address) -> Robots:
        """The robots.txt of a site. Raises Unreachable, if its host is."""
        here = at._replace(url=at.url.copy_with(raw_path=b"/robots.txt"))
        try:
            for _ in range(self._limits.redirects + 1):
                answer = await self._asked(here, Validator(), _rules_answered)
                if answer.status not in _MOVED:
                    return robots(answer)
                here = _next(here, answer)
        except Unreachable:
            raise
        except Closed:
            pass  # a robots.txt that stalls, lies or goes in circles: nothing may be fetched for now
        return robots(None)

    async def _asked(
        self, at: Address, known: Validator, take: Callable[[httpx.Response], Awaitable[Answer]]
    ) -> Answer:
        """One request, and what `take` makes of its response. Raises Closed."""
        limits = self._limits
        times = httpx.Timeout(limits.read, connect=limits.connect).as_dict()
        request = httpx.Request(
            "GET", at.url, headers=self._headers(at, known), extensions={"timeout": times}
        )
        try:
            async with self._slots, asyncio.timeout(limits.whole):  # the clock runs once it is our turn
                response = await self._door.handle_async_request(request)
                try:
                    return await take(response)
                finally:
                    await response.aclose()
        except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError) as fault:
            raise _in_words(fault, limits) from fault

    async def _answered(self, response: httpx.Response) -> Answer:
        return await answered(response, self._limits.largest)

    def _headers(self, at: Address, known: Validator) -> dict[str, str]:
        headers = {
            "User-Agent": self._limits.user_agent,
            "Accept": ACCEPT,
            "Accept-Encoding": PACKED,
            "Authorization": at.authorization,
            "If-None-Match": known.etag,
            "If-Modified-Since": known.last_modified,
        }
        return {name: value for name, value in headers.items() if value}


async def _rules_answered(response: httpx.Response) -> Answer:
    data = await first(response, LARGEST_ROBOTS) if response.status_code == HTTPStatus.OK else b""
    return Answer(response.status_code, response.headers, data)


def _next(at: Address, answer: Answer) -> Address:
    """Where a redirect leads. What a user named for one place is not shown to another."""
    found = address(answer.headers.get("location", ""), base=at)
    if isinstance(found, str):
        raise Closed(f"is redirected to what cannot be fetched ({found})")
    return found._replace(authorization=at.authorization if found.place == at.place else None)


def _fetched(start: Address, at: Address, answer: Answer, known: Validator) -> Fetched:
    unchanged = answer.status == HTTPStatus.NOT_MODIFIED and any(known)
    if not unchanged and answer.status not in (HTTPStatus.OK, HTTPStatus.NON_AUTHORITATIVE_INFORMATION):
        raise Closed(_status_in_words(answer.status))
    return Fetched(
        url=str(start.url),
        final_url=str(at.url),
        status=HTTPStatus.NOT_MODIFIED if unchanged else HTTPStatus.OK,
        media_type=media_type(answer),
        charset=charset(answer),
        data=answer.data,
        fetched=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        etag=answer.header("etag") or (known.etag if unchanged else None),
        last_modified=answer.header("last-modified") or (known.last_modified if unchanged else None),
    )


def _status_in_words(status: int) -> str:
    try:
        phrase = f" {HTTPStatus(status).phrase}"
    except ValueError:
        phrase = ""
    mend = _MENDS.get(status) or ("try again later" if status >= 500 else _BY_HAND)
    return f"its server answers {status}{phrase}: {mend}"


def _in_words(fault: Exception, limits: Limits) -> Closed:
    """A fault of the network as a refusal with its mend."""
    if isinstance(fault, httpx.ConnectTimeout):
        return Unreachable(f"its host takes no connection (waited {limits.connect:g} s): try again later")
    if isinstance(fault, httpx.ConnectError):
        reason = " ".join(str(fault).split())[:200]
        if "certificate" in reason.lower() or "ssl" in reason.lower():
            return Unreachable(f"its host cannot prove who it is ({reason}): check the address")
        return Unreachable(f"no connection to its host ({reason}): check the address or try again later")
    if isinstance(fault, httpx.TimeoutException):
        return Closed(f"its host fell silent (waited {limits.read:g} s): try again later")
    if isinstance(fault, TimeoutError):
        return Closed(f"not all there after {limits.whole:g} s: try again later")
    return Closed("its answer is cut off or no proper HTTP: fetch it again, or " + _BY_HAND)
