# SPDX-License-Identifier: Apache-2.0
"""Which addresses may be asked: the parts of a URL, and the ranges of the network.

Comes in: what the user named or a redirect gave; an IP address. Goes out: an `Address`, or in words
why it is none that we ask. Refuses: schemes but http and https, the ports of other services, URLs
that are none; private, loopback, link-local, shared, multicast and reserved ranges, also where they
are wrapped in another (IPv4 in IPv6, 6to4, NAT64). Score: none; `tests/fetch/test_addresses.py`.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from typing import NamedTuple

import httpx

_SCHEMES = ("http", "https")
_HOST = re.compile(rb"[\w.:-]{1,253}")  # "%" and blanks make none
_WEB_PORTS = (80, 443)
_FIRST_FREE_PORT = 1024  # below it other services live: a page never stands at 25 or 22
_LAST_PORT = 65_535
_LONGEST = 4_096  # characters of a URL; servers take less
_NAT64 = IPv6Network("64:ff9b::/96")
_NOT_OPEN = (
    "is_private", "is_loopback", "is_link_local", "is_site_local", "is_multicast", "is_reserved", "is_unspecified",
    "sixtofour",  # retired (RFC 7526); Pythons differ on whether it is global
)  # fmt: skip


class Address(NamedTuple):
    """A URL to ask, without its credentials and fragment; they go out as `authorization` only."""

    url: httpx.URL
    authorization: str | None = None

    @property
    def host(self) -> str:
        """The host, lower case, as the network knows it."""
        return self.url.raw_host.decode("ascii")

    @property
    def place(self) -> tuple[str, str, int]:
        """Scheme, host and port: what a robots.txt and a password hold for."""
        return self.url.scheme, self.host, self.url.port or (443 if self.url.scheme == "https" else 80)


def address(named: str, base: Address | None = None) -> Address | str:
    """The address that a string names, seen from the page at `base`; or in words why it is none."""
    try:
        url = httpx.URL(named.strip()) if len(named) <= _LONGEST else None
        if url is not None and base is not None:
            url = base.url.join(url)
    except (httpx.InvalidURL, ValueError, UnicodeError):
        url = None
    if url is None or (url.scheme in _SCHEMES and not _HOST.fullmatch(url.raw_host)):
        return "not an address of the web: check how it is written"
    if url.scheme not in _SCHEMES:
        return "only http and https addresses are fetched: save the page and name the file"
    port = url.port or _WEB_PORTS[0]
    if port not in _WEB_PORTS and not _FIRST_FREE_PORT <= port <= _LAST_PORT:
        return f"port {port} belongs to another service: pages stand at 80, 443 or from {_FIRST_FREE_PORT} up"
    bare = url.copy_with(userinfo=b"", fragment=None)
    return Address(bare, _basic(url))


def _basic(url: httpx.URL) -> str | None:
    if not url.userinfo:
        return None
    return "Basic " + base64.b64encode(f"{url.username}:{url.password}".encode()).decode("ascii")


def shown(named: str) -> str:
    """A URL as it may be printed and stored: without credentials; what is no URL, as it is."""
    found = address(named)
    if isinstance(found, Address):
        return str(found.url)
    head, sign, rest = named.partition("://")
    before, at, _host = rest.partition("/")[0].rpartition("@")
    return f"{head}{sign}{rest[len(before) + 1 :]}" if sign and at else named


def is_open(ip: str, private: Iterable[str] = ()) -> bool:
    """Whether an IP address belongs to the open internet, or to a network that the user allows."""
    found = ip_address(ip.partition("%")[0])
    if any(found.version == one.version and found in one for one in map(ip_network, private)):
        return True
    inner = _carried(found)
    return inner.is_global and not any(getattr(inner, bad, False) for bad in _NOT_OPEN)


def _carried(ip: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """The address itself, or the one that it carries inside: there the packets would go."""
    if isinstance(ip, IPv4Address):
        return ip
    if ip in _NAT64:
        return IPv4Address(int(ip) & 0xFFFF_FFFF)
    return ip.ipv4_mapped or ip
