# SPDX-License-Identifier: Apache-2.0
"""The cast: everybody the story names, under all spellings, with what they are called.

Comes in: a `Lookup`. Goes out: `CastGroup`s by kind, the most mentioned first.
Refuses: nothing. Score: none; `tests/dossier/test_views.py`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from ontherecord.dossier.lookup import Lookup, Passage
from ontherecord.dossier.wording import counted, date_in_words
from ontherecord.model import CastKind, CastMember, RoleHeld

KINDS: dict[CastKind, str] = {
    "person": "People",
    "organisation": "Organisations",
    "group": "Groups",
    "place": "Places",
}
ROLES_SHOWN = 6
MAIN_SHOWN = 25  # rows of one kind before the rest are folded
MOST_SHOWN = 300  # rows of one kind on the page, which must stay light; cast.jsonl holds all
MOST_PAIRS = 60  # pairs that may be one: more are not decided in one sitting


@dataclass(frozen=True, slots=True)
class RoleLine:
    """One role, when it was held if the words tell, and the first words that give it."""

    text: str
    held: str
    passage: Passage


@dataclass(frozen=True, slots=True)
class Pair:
    """Two cast members that may be one, and why."""

    one: tuple[str, str]
    other: tuple[str, str]
    because: str


@dataclass(frozen=True, slots=True)
class CastLine:
    """One cast member of the table."""

    id: str
    name: str
    spellings: tuple[str, ...]
    roles: tuple[RoleLine, ...]
    more_roles: int
    country: str
    members: tuple[tuple[str, str], ...]
    may_be: tuple[tuple[str, str], ...]
    mentions: int
    articles: int
    first: Passage | None
    direct: int
    indirect: int


@dataclass(frozen=True, slots=True)
class CastGroup:
    """All cast members of one kind: those that more than one article names, and the rest."""

    kind: CastKind
    label: str
    main: tuple[CastLine, ...]
    others: tuple[CastLine, ...]
    words: str
    left_out: int


def cast(lookup: Lookup) -> tuple[CastGroup, ...]:
    """The cast of the story by kind."""
    quoted = _quoted(lookup)
    members: dict[CastKind, list[CastLine]] = {kind: [] for kind in KINDS}
    for member in lookup.record.cast:
        members[member.kind].append(_line(lookup, member, quoted))
    return tuple(_group(lookup, kind, lines) for kind, lines in members.items() if lines)


def _quoted(lookup: Lookup) -> Counter[tuple[str, bool]]:
    """How many utterances each cast member has in their own words, and how many only reported."""
    counts: Counter[tuple[str, bool]] = Counter()
    for utterance in lookup.record.utterances:
        if utterance.speaker and utterance.speaker.cast:
            kinds = {lookup.quotations[q].kind for q in utterance.quotations if q in lookup.quotations}
            counts[utterance.speaker.cast, bool(kinds - {"indirect"})] += 1
    return counts


def _line(lookup: Lookup, member: CastMember, quoted: Counter[tuple[str, bool]]) -> CastLine:
    homes = {a.id for s in member.mentions if (a := lookup.article_at(s.document, s.start))}
    return CastLine(
        id=member.id,
        name=member.name,
        spellings=tuple(v for v in dict.fromkeys(member.variants) if v != member.name),
        roles=tuple(
            RoleLine(" ".join(role.text.split()), _held(role), lookup.passage(role.span))
            for role in member.roles[:ROLES_SHOWN]
        ),
        more_roles=max(0, len(member.roles) - ROLES_SHOWN),
        country=member.country or "",
        members=tuple((one, lookup.cast_name(one)) for one in member.members),
        may_be=tuple((one.cast, lookup.cast_name(one.cast)) for one in member.may_be),
        mentions=len(member.mentions),
        articles=len(homes),
        first=lookup.passage(member.mentions[0]) if member.mentions else None,
        direct=quoted[member.id, True],
        indirect=quoted[member.id, False],
    )


def _held(role: RoleHeld) -> str:
    """When a role was held, as far as its own words do not say it: "2014 to 2018", "until 2019"."""
    since, until = (
        date_in_words(when.date) if when and when.span and when.span.start >= role.span.end else ""
        for when in (role.since, role.until)
    )
    if since and until:
        return f"{since} to {until}"
    return f"since {since}" if since else f"until {until}" if until else ""


def pairs(lookup: Lookup) -> tuple[Pair, ...]:
    """The pairs of the cast that may be one, those most named first, each once."""
    order = {member.id: n for n, member in enumerate(lookup.record.cast)}
    found = tuple(
        Pair((member.id, member.name), (one.cast, lookup.cast_name(one.cast)), one.because)
        for member in lookup.record.cast
        for one in member.may_be
        if order[member.id] < order.get(one.cast, len(order))
    )
    return found[:MOST_PAIRS]


def _group(lookup: Lookup, kind: CastKind, lines: list[CastLine]) -> CastGroup:
    """A story of one article has no second article to ask: all its cast is main."""
    ranked = sorted(lines, key=lambda c: (-c.articles, -c.mentions, c.name, c.id))
    single = len(lookup.record.articles) == 1
    main = tuple(c for c in ranked if single or c.articles > 1 or c.direct or c.indirect)
    shown = main[:MAIN_SHOWN]
    ids = {c.id for c in shown}
    others = [c for c in ranked if c.id not in ids][: MOST_SHOWN - len(shown)]
    words = f"{counted(len(others), 'more name')}, each in fewer articles"
    left_out = len(ranked) - len(shown) - len(others)
    return CastGroup(kind, KINDS[kind], shown, tuple(others), words, left_out)
