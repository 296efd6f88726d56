# SPDX-License-Identifier: Apache-2.0
"""What inputs link to: the pages that feeds list and that news alerts name.

Comes in: arguments as `read` takes them. Goes out: addresses, each once, in their order, and what could not
be read. Refuses: what `read` refuses. Nothing is fetched. Score: none; `tests/read/test_links.py`.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from ontherecord.model import Reading, Refusal
from ontherecord.read.inputs import Alert, Found, found_in
from ontherecord.read.sources import sources

FEEDS = ("application/rss+xml", "application/feed+json")


def links(
    arguments: Sequence[str | os.PathLike[str]], stdin: BinaryIO | None = None
) -> tuple[list[str], list[Refusal]]:
    """The addresses that the feeds and alerts among the arguments link to, and what was refused."""
    found: dict[str, None] = {}
    refused: list[Refusal] = []
    for source in sources(arguments, stdin):
        for one in [source] if isinstance(source, Refusal) else found_in(source, Counter()):
            found |= dict.fromkeys(_links(one))
            if isinstance(one, Refusal):
                refused.append(one)
    return list(found), refused


def _links(one: Found) -> Iterator[str]:
    if isinstance(one, Alert):
        yield from one.links
    elif isinstance(one, Reading) and (link := item_link(one)):
        yield link


def item_link(one: Reading) -> str | None:
    """The page of an item of a feed; None for all other readings."""
    return one.articles[0].url if one.document.media_type in FEEDS else None
