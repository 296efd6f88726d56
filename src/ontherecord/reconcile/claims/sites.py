# SPDX-License-Identifier: Apache-2.0
"""Sites that no gazetteer has, told by how they are named: "at the Kestrel crossing", "in School No. 4", "near Old Ferry".

Comes in: the sentences of a story (`fillers.contexts`), its place references, its cast. Goes out: `Sites`, for each name
the `Filler`s that set something there, if two origins do.
Refuses: a person, a body that acts ("in Congress"), a day, a people; what stands in quotation marks. It has no point on the map, and agrees
with no place but its own name.
Score: with the claims made of them, `python -m bench claims`.

A name is a site if the cast has it as a place, if a word for a building, a way or a district is part of it or stands beside
it, or if it stands bare behind a word of place; and most of its mentions must stand behind one: somebody who acts is seldom
"in" or "near".
"""

from __future__ import annotations

import calendar
import functools
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ontherecord.annotate.names import titles
from ontherecord.annotate.names.titles import is_title
from ontherecord.annotate.places.gazetteer import demonym, key
from ontherecord.model import CastMember, PlaceReference, Where
from ontherecord.needed import has_any
from ontherecord.reconcile.claims.fillers import Context, Filler, is_quoted, set_in, with_references
from ontherecord.reconcile.matters.told import lists, spots

SITE = "a name in place"  # `Where.by`

_WORD = r"[A-Z][^\W\d_]+(?:['’-](?!s\b)[^\W\d_]+)*"
_BETWEEN = r"\s(?:of\s(?:the\s)?|(?:de|do|da|del|di|du|des|la|le|el|van|von)\s|al-)?"
_NAME = rf"{_WORD}(?:{_BETWEEN}{_WORD}){{0,2}}(?:\.?\s\d{{1,3}}\b)?(?!\w|['’]s\b)"
_SET = re.compile(
    r"\b(?P<word>[Ii]n|[Aa]t|[Nn]ear|[Oo]utside|[Ii]nside|[Oo]ff|[Bb]ehind|[Ff]rom|(?<!ccording )to|[Oo]n)\s(?:the\s)?"
    rf"(?:[a-z-]+\s){{0,2}}?(?:(?P<head>[a-z-]+)\s(?:of\s)?)?(?:{_WORD}['’]s\s)?(?P<name>{_NAME})(?:\s(?P<behind>[a-z-]+))?"
)
"""A name behind a word of place, and the words beside it: "at the crossing of Old Ferry", "in Hulm's Weir Street"."""
_BARE = frozenset({"in", "near", "outside", "off"})  # what stands bare behind one of them is mostly a place
_WORDS = (" in ", " at ", " near ", " outside ", " inside ", " off ", " behind ", " from ", " to ", " on ")
_CALENDAR = frozenset(n for n in (*calendar.day_name, *calendar.month_name, *calendar.month_abbr) if n)
_ORIGINS = 2  # that must name a site of which nothing else is known
_MOST = 0.5  # share of the mentions of a name that must stand behind a word of place


class _Named(NamedTuple):
    """A name behind a word of place."""

    context: Context
    start: int
    end: int
    sure: bool
    """Whether a word for a building, a way or a district says what it is."""
    bare: bool
    """Whether nothing but the word of place is before it."""


class Sites(NamedTuple):
    """Names in place that no place reference has."""

    found: list[list[Filler]]
    """Those that no report's gazetteer knows, a list a name, of two origins at least."""
    recalled: list[Filler]
    """Those that another report of the story is known to mean a town by, with that town."""


def sites(read: Sequence[Context], places: Sequence[PlaceReference], cast: Sequence[CastMember]) -> Sites:
    """The sites of a story, by the alphabet of their names."""
    mentions = _mentions(cast)
    by_name: dict[str, list[_Named]] = defaultdict(list)
    known = {key(p.span.text): p.place for p in reversed(places)}
    for context, references in with_references(read, places):
        taken = {p.span.start - context.start for p in references}
        for one in _named(context):
            if taken.isdisjoint(range(one.start, one.end)):
                by_name[key(context.text[one.start : one.end])].append(one)
    found, recalled = [], []
    for name, some in sorted(by_name.items()):
        if len({one.context.origin for one in some}) < (1 if name in known else _ORIGINS):
            continue
        if _is_site(some, read, mentions):
            first = some[0].context.text[some[0].start : some[0].end]
            where = known.get(name) or Where(name=" ".join(first.split()), grain="site", by=SITE)
            fillers = [set_in(one.context, one.start, one.end, where) for one in some]
            if name not in known:
                found.append(fillers)
            elif where.grain == "city":
                recalled += fillers
    return Sites(found, recalled)


def _named(context: Context) -> Iterator[_Named]:
    """The names of a sentence that stand behind a word of place, quoted words left out."""
    if not has_any(f" {context.text.lower()}", _WORDS):
        return
    for match in _SET.finditer(context.text):
        start, end = match.span("name")
        words = match["name"].split()
        last = words[-1].lower()
        strange = not _CALENDAR.isdisjoint(words) or demonym(words[0]) is not None or words[0].isupper()
        if not strange and not is_quoted(context, start):
            beside = (match["head"] or "").lower(), (match["behind"] or "").lower(), last, words[0].lower()
            sure = any(word in _kinds() for word in beside)
            bare = match["word"].lower() in _BARE and match.start("name") == match.end("word") + 1
            yield _Named(context, start, end, sure, bare)


@functools.cache
def _kinds() -> frozenset[str]:
    """Words for what has a name and stands on the ground."""
    return spots() | lists()["wide"] | lists()["districts"]


@functools.cache
def _bodies() -> frozenset[str]:
    """Last words of names of bodies that do not stand for a building as well: a committee, no court and no school."""
    return titles.words("organisations") - _kinds() - _HOUSED


_HOUSED = frozenset({"academy", "centre", "clinic", "club", "college", "exchange", "studios"})
_Mentions = Mapping[str, Sequence[tuple[int, int, str]]]


def _mentions(cast: Sequence[CastMember]) -> _Mentions:
    """Where names of the cast stand, with the kind of their member, by document."""
    found: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for member in cast:
        for span in member.mentions:
            found[span.document].append((span.start, span.end, member.kind))
    return {document: sorted(some) for document, some in found.items()}


def _is_site(some: Sequence[_Named], read: Sequence[Context], mentions: _Mentions) -> bool:
    """Whether a name is that of a site. See the module."""
    kinds = {kind for one in some if (kind := _kind(one, mentions)) is not None}
    sure = any(one.sure for one in some)
    name = some[0].context.text[some[0].start : some[0].end]
    words = name.split()
    titled = any(map(is_title, words)) and (not sure or len(words) == 1)
    if titled or words[-1].lower() in _bodies() | lists()["platforms"]:
        return False
    if kinds == {"place"}:
        return True
    if not (sure or (kinds and any(one.bare for one in some))):
        return False
    whole = re.compile(rf"\b{re.escape(name)}\b")
    told = sum(len(whole.findall(c.text)) for c in read if name in c.text)
    return len(some) >= _MOST * told


def _kind(one: _Named, mentions: _Mentions) -> str | None:
    """The kind of the member of the cast whose name this is."""
    listed = mentions.get(one.context.document, ())
    start = one.context.start + one.start
    at = bisect_right(listed, (start, 1 << 60, "")) - 1
    return listed[at][2] if at >= 0 and listed[at][1] > start else None
