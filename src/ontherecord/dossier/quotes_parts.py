# SPDX-License-Identifier: Apache-2.0
"""The quotations of a large story: the main speakers on the first page, all of them on pages beside it.

Comes in: the `Quotes` of a large story. Goes out: those for the first page, and the pages beside it.
Refuses: nothing. Score: none; `tests/dossier/test_quotes_parts.py`.

Of a story of 500 articles the quotations were more than half of the page: it opened in four seconds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ontherecord.dossier.parts import Beside
from ontherecord.dossier.quotes_view import Apart, Quotes, SpeakerGroup
from ontherecord.dossier.wording import counted

A_PART = 400  # utterances of a page beside
A_SHELF = 8  # of one speaker in one way, on the first page of a large story
BY_DATE = "quotes-by-date.html"


def quotes_parts(quotes: Quotes) -> tuple[Quotes, tuple[Beside, ...]]:
    """The quotations for the first page, and the pages beside it: some speakers each, and everything by date."""
    first = Quotes(tuple(_shortened(one) for one in quotes.speakers), (), (), (), quotes.total)
    known = list(_pages(_parted([*quotes.speakers, *quotes.others])))
    apart = [
        _page(len(known) + number, f"{one.heading}, {number}" if len(parts) > 1 else one.heading, (), (part,))
        for number, (one, part, parts) in enumerate(_apart(quotes.apart), 1)
    ]
    dates = replace(quotes, speakers=(), others=(), apart=())
    by_date = Beside(BY_DATE, "All by date", counted(quotes.total, "statement"), "quotes", {"quotes": dates})
    return first, (*known, *apart, by_date)


def _shortened(group: SpeakerGroup) -> SpeakerGroup:
    return replace(group, shelves=tuple(replace(one, said=one.said[:A_SHELF]) for one in group.shelves))


def _parted(groups: Sequence[SpeakerGroup]) -> Iterator[tuple[SpeakerGroup, ...]]:
    """Speakers in their order, about `A_PART` utterances together; one speaker is never parted."""
    held: list[SpeakerGroup] = []
    count = 0
    for group in groups:
        if held and count + len(group.said) > A_PART:
            yield tuple(held)
            held, count = [], 0
        held.append(group)
        count += len(group.said)
    if held:
        yield tuple(held)


def _pages(parts: Iterator[tuple[SpeakerGroup, ...]]) -> Iterator[Beside]:
    for number, groups in enumerate(parts, 1):
        names = list(dict.fromkeys((groups[0].name, groups[-1].name)))
        yield _page(number, " to ".join(names), groups, ())


def _apart(apart: Sequence[Apart]) -> Iterator[tuple[Apart, Apart, list[tuple[SpeakerGroup, ...]]]]:
    """Those who are no member of the cast, page by page."""
    for one in apart:
        parts = list(_parted(one.speakers))
        for groups in parts:
            yield one, replace(one, speakers=groups, total=sum(len(g.said) for g in groups)), parts


def _page(number: int, title: str, speakers: tuple[SpeakerGroup, ...], apart: tuple[Apart, ...]) -> Beside:
    said = sum(len(g.said) for g in (*speakers, *(g for one in apart for g in one.speakers)))
    quotes = Quotes(speakers, (), apart, (), said)
    return Beside(f"quotes-{number:03}.html", title, counted(said, "statement"), "quotes", {"quotes": quotes})
