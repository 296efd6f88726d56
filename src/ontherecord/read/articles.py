# SPDX-License-Identifier: Apache-2.0
"""The articles of a frozen copy: the first, and those attached to its page.

Comes in: a copy, the ids to give, and what the carrier declares. Goes out: `Article`s that tile the
copy, each tiled by its segments. Refuses: nothing; a text without a headline has none.
Score: `python -m bench segments`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ontherecord.model import Article, Published, SegmentRole, Span
from ontherecord.read.agencies import agency_named, in_usual_case
from ontherecord.read.attached import Block, blocks
from ontherecord.read.declared import Declared
from ontherecord.read.lines import Line, lines
from ontherecord.read.roles import roles
from ontherecord.read.segments import segments
from ontherecord.read.signatures import Range, Signature, signature


class Part(NamedTuple):
    """One article of a copy before it has an id: its range, lines, roles and head."""

    start: int
    end: int
    found: Sequence[Line]
    roles: list[SegmentRole]
    outlet: Range | None
    title: Range | None


def parts(copy: str, title: str | None = None) -> list[Part]:
    """The articles of a copy: ranges that tile it, with the role of each line."""
    found = lines(copy)
    whole = blocks(found)
    starts = [block for block in whole if block.kind == "article"]
    bounds = [0, *(block.first for block in starts), len(found)]
    out = []
    for n, block in enumerate([None, *starts]):
        first, last = bounds[n], bounds[n + 1]
        own = found[first:last]
        given = _roles(own, block, first, title if n == 0 else None)
        for teaser in whole:
            if teaser.kind == "teaser" and first <= teaser.first < last:
                given[teaser.first - first : min(teaser.body + 1, last) - first] = ["promo"] * (
                    min(teaser.body + 1, last) - teaser.first
                )
        start = 0 if n == 0 else found[first].start - found[first].indent
        end = found[last].start - found[last].indent if last < len(found) else len(copy)
        out.append(
            Part(start, end, own, given, block.outlet if block else None, block.title if block else None)
        )
    return out


def _roles(own: Sequence[Line], block: Block | None, first: int, title: str | None) -> list[SegmentRole]:
    if block is None or block.headline is None:
        return roles(own, title=title)
    given = roles(own, headline=block.headline - first)
    head: list[SegmentRole] = ["byline"] * (block.headline - first)
    return [*head, *given[len(head) :]]


def articles(
    copy: str, document: str, names: Sequence[str] | None, declared: Declared
) -> tuple[Article, ...]:
    """The articles of a copy. `names` are their ids, in order; what is declared belongs to the first."""
    found = parts(copy, declared.headline)
    ids = (
        list(names)
        if names
        else [f"a{document[1:]}" + (f"-{n}" if n > 1 else "") for n in range(1, len(found) + 1)]
    )
    return tuple(
        _article(copy, document, ids[n], part, declared if n == 0 else Declared(), ids[0] if n else None)
        for n, part in enumerate(found)
    )


def _article(
    copy: str, document: str, name: str, part: Part, declared: Declared, attached_to: str | None
) -> Article:
    signed = signature(copy, part.found, part.roles, part.outlet, declared.outlet)
    headline = part.title or next(
        (
            (one.end - len(one.text), one.end)
            for one, role in zip(part.found, part.roles, strict=True)
            if role == "headline"
        ),
        None,
    )
    outlet = in_usual_case(copy[signed.outlet[0] : signed.outlet[1]], copy) if signed.outlet else None
    agency = declared.agency or signed.agency or _agency_among(declared.authors)
    return Article(
        id=name,
        document=document,
        start=part.start,
        end=part.end,
        outlet=declared.outlet or outlet,
        agency=agency,
        authors=_persons(declared.authors or signed.authors, (agency, declared.outlet or outlet)),
        headline=_text(copy, headline) or declared.headline,
        published=_published(copy, document, signed, declared),
        modified=declared.modified or signed.modified,
        segments=segments(copy, part.start, part.end, part.found, part.roles),
        attached_to=attached_to,
        url=declared.url,
        outlet_basis="metadata" if declared.outlet else "stated" if outlet else "unknown",
        outlet_span=None if declared.outlet else _span(copy, document, signed.outlet),
        headline_span=_span(copy, document, headline),
    )


def _agency_among(authors: Sequence[str]) -> str | None:
    """The agency that metadata name in the place of an author."""
    return next(filter(None, map(agency_named, authors)), None)


def _persons(authors: Sequence[str], others: Sequence[str | None]) -> tuple[str, ...]:
    """The authors without the agency or outlet that stands among them."""
    known = {other.casefold() for other in others if other}
    return tuple(name for name in authors if name.casefold() not in known and not agency_named(name))


def _published(copy: str, document: str, signed: Signature, declared: Declared) -> Published:
    if declared.published:
        return Published(date=declared.published, basis="metadata", by="read.metadata")
    if signed.published:
        span = _span(copy, document, signed.published_span)
        return Published(date=signed.published, basis="stated", span=span, by="read.published")
    return Published()


def _text(copy: str, where: Range | None) -> str | None:
    return copy[where[0] : where[1]] if where else None


def _span(copy: str, document: str, where: Range | None) -> Span | None:
    return Span.of(document, copy, *where) if where else None
