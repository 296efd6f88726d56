# SPDX-License-Identifier: Apache-2.0
"""The one door to the network: a host's addresses are asked for once, checked, and that one is connected to.

Comes in: a request. Goes out: its response, unread. Refuses: a host all of whose addresses lie in
closed ranges (`addresses.is_open`). Score: none; `tests/fetch/test_fetching.py`.

The connection goes to the very address that was checked, with the host's own name in the Host line
and in the TLS handshake, where the certificate is checked against it. A name that answers otherwise
the second time (DNS rebinding) gains nothing: there is no second time. No proxy of the environment is
used, no cookie kept, no connection used twice.
"""

from __future__ import annotations

import asyncio
import socket
from typing import NoReturn

import httpx

from ontherecord.fetch.addresses import is_open
from ontherecord.fetch.limits import Limits


class Closed(Exception):
    """A page that is not to be had; the message says why and what the user can do."""


class Unreachable(Closed):
    """A host that takes no connection: none of its pages is to be had now."""


async def resolve(host: str, port: int) -> list[str]:
    """The addresses of a host, in the system's order. Raises OSError."""
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(one[4][0]) for one in found))


class Door(httpx.AsyncHTTPTransport):
    """A transport that connects to checked addresses only. Raises Unreachable, httpx.HTTPError."""

    def __init__(self, limits: Limits) -> None:
        # One request a connection: a kept one would be found again by its IP, whatever name it was for.
        super().__init__(
            verify=httpx.create_ssl_context(),
            limits=httpx.Limits(max_keepalive_connections=0),
            trust_env=False,
        )
        self._limits = limits

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """The response of the first of the host's open addresses that takes the connection."""
        host = request.url.raw_host.decode("ascii")
        port = request.url.port or (443 if request.url.scheme == "https" else 80)
        for ip in (open_ones := await self._open_addresses(host, port)):
            pinned = httpx.Request(
                request.method,
                request.url.copy_with(host=ip.partition("%")[0]),
                headers=request.headers,
                extensions=request.extensions | {"sni_hostname": host},
            )
            try:
                return await super().handle_async_request(pinned)
            except (httpx.ConnectError, httpx.ConnectTimeout):
                if ip == open_ones[-1]:
                    raise
        _unknown(host)

    async def _open_addresses(self, host: str, port: int) -> list[str]:
        try:
            async with asyncio.timeout(self._limits.connect):
                found = await resolve(host, port)
        except (OSError, UnicodeError):  # a time-out is an OSError too
            _unknown(host)
        open_ones = [ip for ip in found if is_open(ip, self._limits.private)]
        if found and not open_ones:
            raise Unreachable(
                f"its host is in a closed network ({found[0]}): add --allow-private if you mean it"
            )
        return open_ones


def _unknown(host: str) -> NoReturn:
    raise Unreachable(f"no address is known of its host {host}: check the spelling and the connection")
