# SPDX-License-Identifier: Apache-2.0
"""The cast: everybody the story names, under all spellings, with what they are called.

Comes in: a `Lookup`. Goes out: `CastGroup`s by kind, the most mentioned first.
Refuses: nothing. Score: none; `tests/dossier/test_cast_view.py`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from ontherecord.dossier.lookup import Lookup, Passage
from ontherecord.dossier.wording import counted
from ontherecord.model import CastKind, CastMember

KINDS: dict[CastKind, str] = {
    "person": "People",
    "organisation": "Organisations",
    "group": "Groups",
    "place": "Places",
}
ROLES_SHOWN = 6
MAIN_SHOWN = 25  # rows of one kind before the rest are folded


@dataclass(frozen=True, slots=True)
class RoleLine:
    """One role and the first words that give it."""

    text: str
    times: int
    passage: Passage


@dataclass(frozen=True, slots=True)
class CastLine:
    """One cast member of the table."""

    id: str
    name: str
    spellings: tuple[str, ...]
    roles: tuple[RoleLine, ...]
    more_roles: int
    country: str
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
    roles: dict[str, list[int]] = {}
    for place, role in enumerate(member.roles):
        roles.setdefault(" ".join(role.text.split()), []).append(place)
    ranked = sorted(roles.items(), key=lambda item: (-len(item[1]), item[1][0]))
    homes = {a.id for s in member.mentions if (a := lookup.article_at(s.document, s.start))}
    return CastLine(
        id=member.id,
        name=member.name,
        spellings=tuple(v for v in dict.fromkeys(member.variants) if v != member.name),
        roles=tuple(
            RoleLine(text, len(at), lookup.passage(member.roles[at[0]].span))
            for text, at in ranked[:ROLES_SHOWN]
        ),
        more_roles=max(0, len(ranked) - ROLES_SHOWN),
        country=member.country or "",
        mentions=len(member.mentions),
        articles=len(homes),
        first=lookup.passage(member.mentions[0]) if member.mentions else None,
        direct=quoted[member.id, True],
        indirect=quoted[member.id, False],
    )


def _group(lookup: Lookup, kind: CastKind, lines: list[CastLine]) -> CastGroup:
    """A story of one article has no second article to ask: all its cast is main."""
    ranked = sorted(lines, key=lambda c: (-c.articles, -c.mentions, c.name, c.id))
    single = len(lookup.record.articles) == 1
    main = tuple(c for c in ranked if single or c.articles > 1 or c.direct or c.indirect)
    shown = main[:MAIN_SHOWN]
    ids = {c.id for c in shown}
    others = tuple(c for c in ranked if c.id not in ids)
    words = f"{counted(len(others), 'more name')}, each in fewer articles"
    return CastGroup(kind, KINDS[kind], shown, others, words)
