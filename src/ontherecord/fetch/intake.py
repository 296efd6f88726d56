# SPDX-License-Identifier: Apache-2.0
"""All that a user names, files and addresses alike, as readings.

Comes in: arguments. Goes out: `Reading`s and `Refusal`s: files first, then addresses, then the pages that
followed feeds link to, each run sorted. Refuses: what `read` and `fetch` refuse.
Score: none; `tests/fetch/test_intake.py`.

A URL that is named is fetched, and nothing else: not what a page links to, no picture, no script. A feed
gives the texts that stand in it. With `follow` the user names the feed for the pages that it lists: the page of
each item is fetched in place of the item's own text, which stays where the page is not to be had. What a mail
links to is never fetched.
"""

from __future__ import annotations

import io
import os
import re
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from http import HTTPStatus
from typing import BinaryIO, NamedTuple

import msgspec

from ontherecord.fetch.fetched import NOTHING_KNOWN, Fetched, Validator
from ontherecord.fetch.hosts import Hosts
from ontherecord.fetch.limits import DEFAULT_LIMITS, Limits
from ontherecord.model import Reading, Refusal
from ontherecord.read import read
from ontherecord.read.declared import Declared, host
from ontherecord.read.inputs import readings
from ontherecord.read.links import item_link
from ontherecord.read.sources import Said, Source

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]{1,15}://", re.IGNORECASE)

Named = Sequence[str | os.PathLike[str]]


class Errand(NamedTuple):
    """How addresses are to be asked: the limits, what is known of them, whether feeds are followed."""

    limits: Limits = DEFAULT_LIMITS
    known: Mapping[str, Validator] = NOTHING_KNOWN
    """The last state of pages and feeds, by URL: one that is unchanged gives no reading."""
    follow: bool = False
    taken: Container[str] = ()
    """Pages that a followed feed need not give again."""
    hosts: Hosts | None = None
    """What is known of the hosts from earlier rounds."""
    visited: Callable[[Fetched], object] = lambda page: None
    """Called with each page that answered, unchanged ones too: so that its state can be kept."""


PLAIN = Errand()


def intake(
    named: Named, stdin: BinaryIO | None = None, errand: Errand = PLAIN
) -> Iterator[Reading | Refusal]:
    """Every document that the arguments name: files, folders, globs, "-", and http addresses."""
    urls, files = web_addresses(named)
    errand = errand._replace(hosts=errand.hosts or Hosts())
    seen: Counter[str] = Counter()
    found = read(files, stdin, _opened(urls, errand), seen)
    return _followed(found, errand, seen) if errand.follow else found


def is_url(argument: object) -> bool:
    """Whether an argument is meant as an address, of the web or one that is refused for being of none."""
    return isinstance(argument, str) and _SCHEME.match(argument) is not None


def web_addresses(named: Named) -> tuple[list[str], list[str | os.PathLike[str]]]:
    """The web addresses among the arguments, each once and sorted, and the other arguments."""
    return sorted({str(one) for one in named if is_url(one)}), [one for one in named if not is_url(one)]


def _opened(urls: Sequence[str], errand: Errand) -> Iterator[Source | Refusal]:
    """The pages at some addresses as inputs that are open."""
    for one in _fetched(urls, errand):
        if isinstance(one, Refusal):
            yield one
        elif one.data:
            yield source(one)
        elif one.status == HTTPStatus.OK:
            yield Refusal(source=one.url, reason="an empty page: check the address")


def _fetched(urls: Sequence[str], errand: Errand) -> Iterator[Fetched | Refusal]:
    if not urls:
        return
    from ontherecord.fetch.fetching import fetch  # who names no address does not wait for the network's code

    for one in fetch(urls, errand.known, errand.limits, errand.hosts):
        if isinstance(one, Fetched):
            errand.visited(one)
        yield one


def source(page: Fetched) -> Source:
    """A page as an input for `read`, under the address that the user named."""
    declared = Declared(url=page.final_url, outlet=host(page.final_url))
    return Source(page.url, io.BytesIO(page.data), said=Said(page.media_type, page.charset, declared))


def _followed(
    found: Iterable[Reading | Refusal], errand: Errand, seen: Counter[str]
) -> Iterator[Reading | Refusal]:
    """The readings, with the pages that items of feeds link to in place of the items."""
    items: dict[str, Reading] = {}
    for one in found:
        link = item_link(one) if isinstance(one, Reading) else None
        if isinstance(one, Refusal) or link is None:
            yield one
        elif link not in errand.taken:
            items.setdefault(link, one)
    for link, page in zip(sorted(items), _fetched(sorted(items), errand), strict=True):
        item = items[link]
        if isinstance(page, Refusal):
            yield _with_problem(item, f"its page was not fetched: {page.reason}")
        elif page.data:
            opened = source(page)
            said = opened.said._replace(declared=_told(item).or_else(opened.said.declared))
            yield from readings(opened._replace(said=said), seen)


def _told(item: Reading) -> Declared:
    """What a feed says of a page that the page itself may leave out."""
    article = item.articles[0]
    return Declared(
        headline=article.headline,
        authors=article.authors,
        published=article.published.date if article.published.basis == "metadata" else None,
        modified=article.modified,
    )


def _with_problem(item: Reading, problem: str) -> Reading:
    document = msgspec.structs.replace(item.document, problems=(*item.document.problems, problem))
    return msgspec.structs.replace(item, document=document)
