# SPDX-License-Identifier: Apache-2.0
"""Who the words of an account mean: cast members, states, or a group told only by its words.

Comes in: the spans of an account, the cast and the index of its mentions. Goes out: `Party`.
Refuses: nothing; words that name nobody of the cast stay words.
Score: `python -m bench events`; `tests/reconcile/test_events.py`.

A government, its capital and its minister are one party where nothing finer is told: "Ukraine"
and "the Ukrainian foreign minister" match; two ministers of one government do not.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Mapping, Sequence
from enum import IntEnum
from typing import NamedTuple

from ontherecord.annotate.accounts.actors import sector
from ontherecord.annotate.accounts.polities import country, polities
from ontherecord.model import CastMember, Span

Index = Mapping[tuple[str, int, int], str]
_WORD = re.compile(r"[^\W\d_]{3,}")
_EMPTY = frozenset({
    "the", "and", "two", "its", "his", "her", "their", "other", "some", "three", "four", "both",
    "all", "for", "from", "with", "officials", "official", "people", "those", "who",
})  # fmt: skip
# "a nurse from Oslo", "the ministers in Oslo", "the collapse of a bridge in Oslo": none of them is Oslo.
_LOCATED = re.compile(
    r"(?P<head>\w+)\s+(?P<where>in|at|from|near|outside|of)\s+(?:the\s+)?(?:[^\W\d_][\w’'-]*\s*){1,4}$"
)
_OWNING = frozenset({"of", "from"})
_POSSESSIVE = re.compile(r"['’](?:s\b)?\s*\w")
_PRONOUNS = frozenset({"his", "her", "its", "their", "my", "our", "your"})
_BEHIND = re.compile(r"\b(?:of|for|to|from|with|by|about|against)\s+(?P<between>[^,]*)$")
_LISTED = re.compile(r"\s*(?:,|and\b|or\b)")
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.I)
_SHARED_WORDS = 2  # words two unnamed groups must share to be one ("transport", "ministries")


class Party(NamedTuple):
    """`cast` where the words name a member of the cast; `country` and `sector` as far as told."""

    cast: str | None
    country: str | None
    sector: str | None
    person: bool
    words: frozenset[str]


class Register:
    """The cast, ready to be asked what a span means."""

    def __init__(self, cast: Sequence[CastMember], index: Index) -> None:
        self.members = {member.id: member for member in cast}
        self.places: dict[str, list[tuple[int, int, str]]] = {}
        for (document, start, end), id_ in index.items():
            self.places.setdefault(document, []).append((start, end, id_))
        for found in self.places.values():
            found.sort()
        self.states = _states(cast)

    def party(self, span: Span, behind: str = "") -> Party:
        """The party that a span of an article means, with the words behind it: "Norwegian" is the state
        only before "and Danish envoys"."""
        inside = self._inside(span)
        member = self._best(inside, span)
        code = member.country if member and member.country else country(span.text)
        if member is None and code is not None:
            member = self.members.get(self.states.get(code, "")) if _is_state(span.text, behind) else None
        person = member is not None and member.kind == "person"
        words = frozenset(w for w in _WORD.findall(span.text.lower()) if w not in _EMPTY)
        return Party(member.id if member else None, code, sector(span.text), person, words)

    def is_town(self, member: str) -> bool:
        """Whether a member of the cast is a place that is no state and no government's seat: somewhere to
        be, nobody to do anything to."""
        named = next(polities(self.members[member].name), None)
        return self.members[member].kind == "place" and named is None

    def _inside(self, span: Span) -> list[tuple[int, int, str]]:
        found = self.places.get(span.document, [])
        at = bisect.bisect_left(found, (span.start, -1, ""))
        inside = []
        while at < len(found) and found[at][0] < span.end:
            if found[at][1] <= span.end and found[at][2] in self.members:
                inside.append(found[at])
            at += 1
        return inside

    def _best(self, inside: Sequence[tuple[int, int, str]], span: Span) -> CastMember | None:
        """A person before anybody; then who ends the phrase ("Russia's Gazprom"), unless it is a
        description that only begins with a name ("Russia's neighbours")."""
        members = [
            (end, self.members[id_]) for start, end, id_ in inside if not _in_passing(span, start, end)
        ]
        persons = [m for _, m in members if m.kind == "person"]
        if persons:
            return persons[-1]
        ending = [m for end, m in members if end == span.end]
        best = ending[-1] if ending else None
        located = _LOCATED.search(span.text) if best is not None else None
        if best is None or located is None:
            return best
        merely_there = located["where"] not in _OWNING and sector(span.text) is None
        return None if best.kind == "place" or merely_there else best


def _in_passing(span: Span, start: int, end: int) -> bool:
    """Whether a mention only tells whose somebody is: "his" and "Lund’s" before a lawyer, or the minister
    of "a spokesman for Minister Lund"."""
    before, behind = span.text[: start - span.start], span.text[end - span.start :]
    if _POSSESSIVE.match(behind) or span.text[start - span.start : end - span.start].lower() in _PRONOUNS:
        return bool(behind)
    preposition = _BEHIND.search(before)
    between = preposition["between"].strip() if preposition else ""
    return preposition is not None and (not between or sector(between) is not None)


def _states(cast: Iterable[CastMember]) -> dict[str, str]:
    """For each country the cast member that is the state itself."""
    found: dict[str, str] = {}
    for member in sorted(cast, key=lambda m: (-len(m.mentions), m.id)):
        code = country(member.name)
        if member.kind != "person" and code is not None and _names_state(member.name):
            found.setdefault(code, member.id)
    return found


def _names_state(name: str) -> bool:
    return any(p.by == "names" and p.end - p.start >= len(name) - 4 for p in polities(name))


def _only_names_state(text: str, behind: str) -> bool:
    """Whether nothing but a state, its seat or its people is named: not "Norwegian pilots"."""
    bare = _ARTICLE.sub("", text)
    return any(
        p.end - p.start >= len(bare) - 2
        and (p.by in {"names", "seats"} or bare.endswith("s") or _LISTED.match(behind) is not None)
        for p in polities(bare)
    )


def _is_state(text: str, behind: str = "") -> bool:
    """Whether words stand for a government: "Moscow", "the Russian government", "the ministry in Moscow",
    not "Russian miners", "a nurse from Moscow" or "the ministers in Moscow"."""
    located = _LOCATED.search(text)
    if located is None:
        return sector(text) == "GOV" or (sector(text) is None and _only_names_state(text, behind))
    return sector(text) == "GOV" and (located["where"] in _OWNING or not located["head"].endswith("s"))


class Match(IntEnum):
    """How far two parties are one: not at all, at two grains of one state, or surely."""

    NO = 0
    LOOSE = 1
    SURE = 2


def match(one: Party, other: Party) -> Match:
    """Whether two parties are one. A minister and his state are so only loosely."""
    if one.cast is not None and one.cast == other.cast:
        return Match.SURE
    if one.country and other.country:
        if one.country != other.country or (one.person and other.person):
            return Match.NO
        alike = one.sector == other.sector or bool({one.sector, other.sector} & {None, "GOV"})
        sure = alike and one.person == other.person
        return Match.SURE if sure else Match.LOOSE if alike else Match.NO
    if one.cast is None and other.cast is None and not (one.country or other.country):
        shared = len(one.words & other.words) >= min(_SHARED_WORDS, len(one.words), len(other.words)) > 0
        return Match.SURE if shared else Match.NO
    return Match.NO


def matches(some: Sequence[Party], others: Sequence[Party]) -> list[Match]:
    """For each of `some` how surely it is also among `others`."""
    return [max((match(one, other) for other in others), default=Match.NO) for one in some]
