# SPDX-License-Identifier: Apache-2.0
"""What a site's robots.txt allows, as RFC 9309 has it.

Comes in: an answer for robots.txt, or none. Goes out: `Robots`. Refuses: nothing; a site without the
file allows all, one that fails to give it allows nothing for now. The rules are read by protego.
Score: none; `tests/fetch/test_fetching.py`.
"""

from __future__ import annotations

from typing import NamedTuple

from protego import Protego

from ontherecord.fetch.answers import Answer

LARGEST = 512 * 1024
"""Bytes of a robots.txt that are read; RFC 9309 wants at least 500 kB."""
_LONGEST_DELAY = 60.0  # seconds; a site that asks for more between two requests gets this


class Robots(NamedTuple):
    """The rules of one site. Without rules all or nothing is allowed."""

    rules: Protego | None
    allows: bool = True

    def allow(self, url: str, user_agent: str) -> bool:
        """Whether a page may be fetched."""
        return self.allows if self.rules is None else self.rules.can_fetch(url, _product(user_agent))

    def delay(self, user_agent: str) -> float:
        """Seconds that the site wants between two requests; 0 if it does not say."""
        asked = self.rules.crawl_delay(_product(user_agent)) if self.rules is not None else None
        return min(max(asked or 0.0, 0.0), _LONGEST_DELAY)


def robots(answer: Answer | None) -> Robots:
    """The rules that an answer gives; None stands for a site that does not answer."""
    if answer is None or answer.status >= 500 or answer.status == 429:
        return Robots(None, allows=False)
    if answer.status >= 400 or not answer.data:
        return Robots(None)
    return Robots(Protego.parse(answer.data[:LARGEST].decode("utf-8", "replace")))


def _product(user_agent: str) -> str:
    """The name by which rules call us: what stands before the version."""
    return user_agent.partition("/")[0]
