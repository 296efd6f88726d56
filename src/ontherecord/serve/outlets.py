# SPDX-License-Identifier: Apache-2.0
"""The register of sources: outlets and agencies over all stories, and how much of what they carry is others'.

Comes in: the order that is wanted. Goes out: a line an outlet, a line an agency. Refuses: nothing.
Score: none; `tests/serve/test_browsing.py`.

What a record adds is remembered, so that only records that are new are read again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple
from urllib.parse import urlencode

import msgspec
from sqlalchemy import select

from ontherecord.archive.queries import pairs
from ontherecord.archive.tables import stories as stories_table
from ontherecord.dossier.sources_view import merged
from ontherecord.dossier.wording import date_in_words, days_in_words
from ontherecord.model import Article, ReuseKind
from ontherecord.read.newsrooms import newsroom
from ontherecord.serve import lists
from ontherecord.serve.answers import View
from ontherecord.serve.house import Desk
from ontherecord.serve.remembered import remembered

_UNNAMED = ""
_HEAVY = 200  # what one article weighs in memory


class Looking(View, frozen=True, kw_only=True):
    """In which order: by articles, by the share that is reprinted, by name."""

    order: Literal["articles", "reprinted", "name"] = "articles"


class Outlet(View, frozen=True, kw_only=True):
    """An outlet: how much it carried, and how much of that others had carried first."""

    name: str
    family: str
    """The owner, where the table of newsrooms knows one that several share."""
    address: str
    articles: int
    stories: int
    first: str
    last: str
    days: str
    """From the first to the last, in words."""
    reprints: int
    versions: int
    agencies: tuple[str, ...]
    """Whose copy it credits, the most frequent first."""
    reprinted: float
    """The share of the words of its articles that stand in an earlier article of another outlet."""


class Agency(View, frozen=True, kw_only=True):
    """An agency: how many articles credit it, in how many outlets."""

    name: str
    articles: int
    outlets: int


class Register(View, frozen=True, kw_only=True):
    """The register of sources."""

    outlets: tuple[Outlet, ...]
    agencies: tuple[Agency, ...]
    articles: int
    asked: Looking


class Share(NamedTuple):
    """What one article of a record adds: its outlet, agency, day, and what it is."""

    outlet: str
    agency: str | None
    day: str
    length: int
    copied: int
    reprint: bool
    version: bool


def register(desk: Desk, asked: Looking) -> Register:
    """Outlets and agencies, over all stories."""
    with desk.archive.place.reading() as connection:
        keys = pairs(connection, select(stories_table.c.id, stories_table.c.record))
    added = {story: _added(desk, story, key) for story, key in keys.items()}
    held: dict[str, list[tuple[str, Share]]] = {}
    for story, shares in added.items():
        for share in shares:
            held.setdefault(share.outlet, []).append((story, share))
    outlets = [_outlet(name, lines) for name, lines in held.items()]
    orders = {
        "articles": lambda one: (-one.articles, one.name.casefold()),
        "reprinted": lambda one: (-one.reprinted, -one.articles, one.name.casefold()),
        "name": lambda one: one.name.casefold(),
    }
    return Register(
        outlets=tuple(sorted(outlets, key=orders[asked.order])), agencies=tuple(_agencies(held)), asked=asked,
        articles=sum(one.articles for one in outlets),
    )  # fmt: skip


class _Place(msgspec.Struct, gc=False):
    """Where a passage stands, without its words."""

    start: int
    end: int


class _Copied(msgspec.Struct, rename={"from_": "from"}, gc=False):
    """Of a `Reuse` what the register counts: of ten thousand the rest is not made into values."""

    from_: str
    to: str
    kind: ReuseKind
    passages: tuple[tuple[_Place, _Place], ...]


def _added(desk: Desk, story: str, key: str) -> tuple[Share, ...]:
    def read() -> tuple[Share, ...]:
        articles = lists.data("articles", lists.lines(desk, story, "articles"))
        copied = msgspec.json.Decoder(_Copied).decode
        return _shares(articles, map(copied, lists.lines(desk, story, "reuse")))

    return remembered(key, "shares", read, lambda made: _HEAVY * len(made))


def _shares(articles: Sequence[Article], copied: Iterable[_Copied]) -> tuple[Share, ...]:
    """What each article adds. Words count as copied if an earlier article of another outlet has them."""
    outlets = {article.id: article.outlet or _UNNAMED for article in articles}
    ranges: dict[str, list[tuple[int, int]]] = {}
    for reuse in copied:
        if reuse.kind != "quotation-only" and outlets.get(reuse.from_) != outlets.get(reuse.to):
            ranges.setdefault(reuse.to, []).extend((later.start, later.end) for _, later in reuse.passages)
    return tuple(
        Share(
            outlet=outlets[article.id], agency=article.agency, day=(article.published.date or "")[:10],
            length=sum(s.end - s.start for s in article.segments if s.role == "body"),
            copied=sum(end - start for start, end in merged(ranges.get(article.id, []))),
            reprint=article.reprint_of is not None, version=article.version_of is not None,
        )
        for article in articles
    )  # fmt: skip


def _outlet(name: str, lines: list[tuple[str, Share]]) -> Outlet:
    shares = [share for _, share in lines]
    days = sorted(share.day for share in shares if share.day)
    length = sum(share.length for share in shares)
    known = newsroom(name) if name else None
    owner = known.family if known and known.family != known.key else ""
    return Outlet(
        name=name or "outlet not named", family=owner,
        address="/?" + urlencode({"outlet": name}) if name else "", articles=len(shares),
        stories=len({story for story, _ in lines}),
        first=date_in_words(days[0]) if days else "", last=date_in_words(days[-1]) if days else "",
        days=days_in_words(days[0], days[-1]) if days else "",
        reprints=sum(share.reprint for share in shares), versions=sum(share.version for share in shares),
        agencies=tuple(a for a, _ in Counter(s.agency for s in shares if s.agency).most_common(3)),
        reprinted=min(1.0, sum(share.copied for share in shares) / length) if length else 0.0,
    )  # fmt: skip


def _agencies(held: dict[str, list[tuple[str, Share]]]) -> list[Agency]:
    found: dict[str, list[str]] = {}
    for outlet, lines in held.items():
        for _, share in lines:
            if share.agency:
                found.setdefault(share.agency, []).append(outlet)
    return [
        Agency(name=name, articles=len(outlets), outlets=len(set(outlets)))
        for name, outlets in sorted(found.items(), key=lambda one: (-len(one[1]), one[0]))
    ]
