# SPDX-License-Identifier: Apache-2.0
"""Who signed, published and dated an article, by its own words.

Comes in: an article's lines with their roles, and the words that an aggregator's head gives as the
outlet. Goes out: `Signature`: outlet, agency, authors, dates, each with its words. Refuses: to guess;
an age ("an hour ago"), a caption's date or the year of a copyright date nothing.
Score: `python -m bench segments`; `tests/read/test_signatures.py`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ontherecord.model import SegmentRole
from ontherecord.read.agencies import agency_named, sounds_like_outlet
from ontherecord.read.bylines import byline, is_person
from ontherecord.read.datelines import dateline
from ontherecord.read.lines import Line
from ontherecord.read.published import stated

Range = tuple[int, int]

_APPEARED = re.compile(
    r"\b(?:originally|first)\s+(?:appeared|published|ran)\s+(?:on|in|at|by)\s+(?P<name>\S[^\n,;]{1,60}?)(?=[.,;:]?\s*$|[,;]|\.\s)",
    re.IGNORECASE,
)
_COPYRIGHT = re.compile(
    r"(?:copyright|\(c\)|©)[\s©]*(?:\(c\)\s*)?(?:\d{4}(?:\s?[-–]\s?\d{4})?)?[\s,:|]*(?:by\s+)?"
    r"(?P<name>[^\W\d_][^\n.|;©]{1,60}?)(?=\s*(?:\.|,|\||;|$|©|\ball\s+rights|\d{4}))",
    re.IGNORECASE,
)
_WIRE_SLUG = re.compile(r"(?P<name>the-[\w-]{2,30}-wire)$", re.IGNORECASE)
_SIGNED = re.compile(
    r"^(?:[\s(\[]*(?:[-–—]{1,2}|source:|agency:|via)\s*|\()(?P<name>[^()\[\]]{2,40}?)[\s.)\]]*$",
    re.IGNORECASE,
)
_RIGHTS = re.compile(r"^(?:all\s+rights|the\s+authors?|reserved|inc|ltd)\b", re.IGNORECASE)


class Signature(NamedTuple):
    """Each range is of the copy; `agency` is the usual name where the agency is known."""

    outlet: Range | None = None
    agency: str | None = None
    agency_span: Range | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    published_span: Range | None = None
    modified: str | None = None


def signature(
    copy: str,
    found: Sequence[Line],
    roles: Sequence[SegmentRole],
    outlet: Range | None = None,
    declared_outlet: str | None = None,
) -> Signature:
    """What the lines of one article say of its outlet, agency, authors and date. `outlet` is the range
    that an aggregator's head gives; `declared_outlet` what metadata say."""
    signed = _bylines(copy, found, roles)
    slug, day = _dateline(copy, found, roles)
    credited = _credits(copy, found, roles)
    named = _ranges_of_outlet(copy, found, roles, outlet, signed, credited)
    slug_name = copy[slug[0] : slug[1]].strip() if slug else None
    if named is None and slug is not None and not (slug_name and agency_named(slug_name)):
        named = slug
    outlet_name = declared_outlet or (copy[named[0] : named[1]] if named else "")
    agency, agency_span = _agency(copy, slug, [*signed.organisations, *credited.agencies], outlet_name)
    if agency is None and slug is not None and named == slug:
        agency = slug_name  # the wire's own copy: its dateline names it as outlet and agency alike
    if named is None and agency_span is not None:
        named = agency_span
    published = credited.published or signed.published or day
    return Signature(
        outlet=named,
        agency=agency,
        agency_span=agency_span,
        authors=signed.authors,
        published=published[0] if published else None,
        published_span=published[1] if published else None,
        modified=signed.modified,
    )


class _Signed(NamedTuple):
    authors: tuple[str, ...]
    organisations: list[Range]
    published: tuple[str, Range] | None
    modified: str | None
    names: list[Range]
    """Short lines among the bylines that may name the outlet."""


def _bylines(copy: str, found: Sequence[Line], roles: Sequence[SegmentRole]) -> _Signed:
    authors: dict[str, None] = {}
    organisations, names = [], []
    dates: list[tuple[bool, str, Range]] = []
    modified = None
    for n, (one, role) in enumerate(zip(found, roles, strict=True)):
        if role != "byline":
            continue
        text, at = one.text, one.end - len(one.text)
        if "byline" in one.kinds:
            signed = byline(text)
            authors.update(dict.fromkeys(signed.authors))
            organisations += [(at + a, at + b) for a, b in signed.organisations]
        elif not one.kinds:
            names.append((at, one.end))
            if is_person(text) and not sounds_like_outlet(text) and _beside_date(found, roles, n):
                authors.setdefault(text)
        for date in stated(text):
            if date.changed:
                modified = modified or date.date
            else:
                dates.append((date.labelled, date.date, (at + date.start, at + date.end)))
    best = next((d for d in dates if d[0]), dates[0] if dates else None)
    return _Signed(tuple(authors), organisations, (best[1], best[2]) if best else None, modified, names)


def _beside_date(found: Sequence[Line], roles: Sequence[SegmentRole], n: int) -> bool:
    """Whether a line of the head stands next to a date line: so names of authors without "By" do."""
    return any(
        0 <= m < len(found) and roles[m] == "byline" and "date" in found[m].kinds for m in (n - 1, n + 1)
    )


def _dateline(
    copy: str, found: Sequence[Line], roles: Sequence[SegmentRole]
) -> tuple[Range | None, tuple[str, Range] | None]:
    """The source in parentheses and the full date of the dateline that opens the body."""
    first = next((one for one, role in zip(found, roles, strict=True) if role == "body"), None)
    opening = dateline(copy[first.start : first.end]) if first else None
    if first is None or opening is None:
        return None, None
    slug = (first.start + opening.source[0], first.start + opening.source[1]) if opening.source else None
    if opening.date is None:
        return slug, None
    a, b = first.start + opening.date[0], first.start + opening.date[1]
    days = stated(copy[a:b])
    return slug, (days[0].date, (a, b)) if days else None


class _Credited(NamedTuple):
    appeared: Range | None
    copyright: Range | None
    agencies: list[Range]
    published: tuple[str, Range] | None


def _credits(copy: str, found: Sequence[Line], roles: Sequence[SegmentRole]) -> _Credited:
    """What the credit lines name: where it first appeared, whose it is, which agency wrote it."""
    appeared = rights = None
    agencies: list[Range] = []
    for one, role in zip(found, roles, strict=True):
        if role not in ("credit", "boilerplate", "promo") or len(one.text) > 600:
            continue
        text, at = one.text, one.end - len(one.text)
        if role == "credit" and (match := _APPEARED.search(text)):
            appeared = appeared or _range(match, at)
        if match := _COPYRIGHT.search(text):
            if not _RIGHTS.match(match["name"]):
                rights = rights or _range(match, at)
                if agency_named(match["name"]):
                    agencies.append(_range(match, at))
        elif role == "credit":
            whole = copy[one.start : one.end]
            if match := _WIRE_SLUG.match(whole) or _SIGNED.match(whole):
                agencies.append(_range(match, one.start))
    return _Credited(appeared, rights, agencies, None)


def _range(match: re.Match[str], at: int) -> Range:
    name = match["name"]
    end = match.end("name") - (len(name) - len(name.rstrip(" .,")))
    return at + match.start("name"), at + end


def _ranges_of_outlet(
    copy: str,
    found: Sequence[Line],
    roles: Sequence[SegmentRole],
    outlet: Range | None,
    signed: _Signed,
    credited: _Credited,
) -> Range | None:
    """The words that name the outlet: an aggregator's head, a line of the head, the byline, credits."""
    if outlet is not None:
        return outlet
    lines = [
        r
        for r in signed.names
        if sounds_like_outlet(copy[r[0] : r[1]]) or _named_again(copy, r, signed, credited)
    ]
    byline_outlets = [r for r in signed.organisations if not _is_agency(copy, r)]
    masthead = _masthead(found, roles)
    chosen = [*lines[:1], credited.appeared, *masthead, *byline_outlets[:1], credited.copyright]
    return next((r for r in chosen if r is not None), None)


def _is_agency(copy: str, where: Range) -> bool:
    return agency_named(copy[where[0] : where[1]]) is not None


def _named_again(copy: str, where: Range, signed: _Signed, credited: _Credited) -> bool:
    """Whether a short line of the head stands again in a byline, a credit or a host name."""
    name = copy[where[0] : where[1]].casefold()
    bare = re.sub(r"\W", "", name)
    others = [
        *signed.organisations,
        *filter(None, [credited.appeared, credited.copyright]),
        *credited.agencies,
    ]
    again = [re.sub(r"\W", "", copy[a:b].casefold()) for a, b in others]
    told = re.search(rf"\b(?:told|to|by) (?:the )?{re.escape(name)}\b", copy[:200_000].casefold())
    return any(bare and bare in one for one in again) or told is not None


def _masthead(found: Sequence[Line], roles: Sequence[SegmentRole]) -> list[Range]:
    """The first line of a text, where it is short and sounds like an outlet."""
    head = next((n for n, role in enumerate(roles) if role in ("headline", "body")), 0)
    first = [one for one in found[: min(head, 2)] if 1 <= one.words <= 5 and not one.kinds and not one.marked]
    return [(one.end - len(one.text), one.end) for one in first if sounds_like_outlet(one.text)]


def _agency(
    copy: str, slug: Range | None, credited: Sequence[Range], outlet: str
) -> tuple[str | None, Range | None]:
    """The agency that a dateline, byline or credit names: a known one, or else another than the outlet."""
    named = [(copy[a:b].strip(), (a, b)) for a, b in [*([slug] if slug else []), *credited]]
    for name, where in named:
        if known := agency_named(name):
            return known, where
    for name, where in named:
        if name.casefold() not in outlet.casefold() and outlet.casefold() not in name.casefold():
            return name, where
    return None, None
