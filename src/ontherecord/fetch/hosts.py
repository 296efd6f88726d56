# SPDX-License-Identifier: Apache-2.0
"""What a run knows of each host: its rules, when it may be asked next, and whether it asked us to wait.

Comes in: what hosts answered. Goes out: waits and refusals. Refuses: nothing itself. Kept from round
to round by `watch`, so that a host that said "in an hour" is left alone for an hour.
Score: none; `tests/fetch/test_fetching.py`. Times are those of `time.monotonic`, in seconds.
"""

from __future__ import annotations

import email.utils
import time
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the network's code is slow to import
    from ontherecord.fetch.answers import Answer
    from ontherecord.fetch.robots import Robots

BUSY = (429, 503)
"""Statuses by which a host asks for fewer requests."""
_UNSAID = 10.0  # seconds to wait for a busy host that does not say how long
MOMENT = 60.0
"""Seconds for which a host that could not be reached is not tried again."""
_ROBOTS_HOLD = 24 * 3600.0  # RFC 9309: a robots.txt is not kept longer than a day
_LONGEST = 7 * 24 * 3600.0  # a wait beyond a week is no wait


@dataclass
class Host:
    """One host: the earliest time of the next request, and until when it is left alone, and why."""

    next_at: float = 0.0
    shut_until: float = 0.0
    shut_why: str = ""

    def shut(self, seconds: float, why: str) -> None:
        """Leave the host alone for a while."""
        self.shut_until, self.shut_why = time.monotonic() + seconds, why

    @property
    def is_shut(self) -> bool:
        """Whether it is left alone now."""
        return time.monotonic() < self.shut_until


@dataclass
class Hosts:
    """All hosts of a run, or of the rounds of a `watch`."""

    known: defaultdict[str, Host] = field(default_factory=lambda: defaultdict(Host))
    rules: dict[tuple[str, str, int], tuple[float, Robots | None]] = field(default_factory=dict)

    def robots(self, place: tuple[str, str, int]) -> Robots | None:
        """The rules of a site, as far as they still hold."""
        until, found = self.rules.get(place, (0.0, None))
        return found if time.monotonic() < until else None

    def keep(self, place: tuple[str, str, int], found: Robots) -> Robots:
        """Remember the rules of a site: for a day, or for a moment where they could not be read."""
        self.rules[place] = (time.monotonic() + (_ROBOTS_HOLD if found.allows else MOMENT), found)
        return found


def wait_asked(answer: Answer, now: float) -> float:
    """Seconds that a busy host asks to wait: Retry-After, as a number or a date. `now` is Unix time."""
    asked = answer.header("retry-after") or ""
    if asked.isascii() and asked.isdigit():
        return min(float(asked[:9]), _LONGEST)
    until, sent = _unix(asked), _unix(answer.header("date") or "")
    if until is None:
        return _UNSAID
    return min(max(until - (sent if sent is not None else now), 0.0), _LONGEST)


def _unix(date: str) -> float | None:
    try:
        return email.utils.parsedate_to_datetime(date).timestamp() if date else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
