# SPDX-License-Identifier: Apache-2.0
"""How far a fetch may go: sizes, times, redirects, addresses, and who it says it is.

Comes in: nothing. Goes out: `Limits`, the one value that a user sets. Refuses: a limit that is none.
Score: none; `tests/fetch/`.
"""

from __future__ import annotations

from ipaddress import ip_network

import msgspec

USER_AGENT = "OnTheRecord/0.1 (fetches pages that a person named; obeys robots.txt)"
EVERYWHERE = ("0.0.0.0/0", "::/0")
"""Every address: what `--allow-private` stands for."""


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """What one fetch may take. Times are in seconds, sizes in bytes."""

    largest: int = 8 * 1024 * 1024
    """Of an answer, unpacked. News pages have 0.1 to 2 MB, the largest feeds 5."""
    connect: float = 10.0
    """For a connection, with the question for the host's address."""
    read: float = 20.0
    """Between two pieces of an answer."""
    whole: float = 60.0
    """For one request from its first byte sent to its last read, however lively the trickle."""
    redirects: int = 5
    pause: float = 1.0
    """Between two requests to one host; more where its robots.txt asks for more."""
    patience: float = 30.0
    """The longest wait that a busy host may ask for (Retry-After) and get; beyond it the page is refused."""
    hosts: int = 8
    """Requests under way at once, each to another host."""
    private: tuple[str, ...] = ()
    """Networks inside private, loopback and other closed ranges that may be asked all the same."""
    user_agent: str = USER_AGENT

    def __post_init__(self) -> None:
        """Raises ValueError for a limit that is none and for a network that is none."""
        for name in ("largest", "connect", "read", "whole", "hosts"):
            if getattr(self, name) <= 0:
                raise ValueError(f"{name}: must be more than nothing")
        for name in ("redirects", "pause", "patience"):
            if getattr(self, name) < 0:
                raise ValueError(f"{name}: must not be less than nothing")
        if not (self.user_agent.isascii() and self.user_agent.isprintable() and self.user_agent):
            raise ValueError("user_agent: must be one line of ASCII")
        for network in self.private:
            ip_network(network)


DEFAULT_LIMITS = Limits()
