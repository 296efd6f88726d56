# SPDX-License-Identifier: Apache-2.0
"""Positions: by party, what it proposes, demands, threatens, accepts and refuses, on what, over time.

Comes in: a `Lookup`. Goes out: `PartyPositions`, those with most positions first.
Refuses: nothing. Score: none; `tests/dossier/test_positions_view.py`.
"""

from __future__ import annotations

from dataclasses import dataclass

from ontherecord.annotate.places.gazetteer import country_place
from ontherecord.dossier.lookup import Dated, Lookup, OriginEvidence, Passage
from ontherecord.dossier.wording import clipped, counted, date_key
from ontherecord.model import Modality, Position, PositionKind

KINDS: dict[PositionKind, tuple[str, Modality]] = {
    "proposal": ("proposes", "proposed"),
    "demand": ("demands", "demanded"),
    "threat": ("threatens", "threatened"),
    "promise": ("promises", "planned"),
    "agreement": ("agrees", "happened"),
    "acceptance": ("accepts", "happened"),
    "support": ("backs", "happened"),
    "refusal": ("refuses", "denied"),
    "withdrawal": ("withdraws", "denied"),
}
"""What a party does, and the modality whose shape stands for it."""
BODIES = {
    "EUR": "European Union",
    "UNO": "United Nations",
    "IGO": "Bodies of states",
    "NGO": "Aid organisations",
}
SHOWN = 8  # positions of a party shown open
ANSWER_WORDS = 14


@dataclass(frozen=True, slots=True)
class PositionLine:
    """One position."""

    id: str
    kind: str
    shape: str
    who: str
    """Who speaks for the party, where that is not the party itself."""
    cast: str
    issue: str
    words: Passage
    condition: Passage | None
    to: tuple[tuple[str, str], ...]
    date: Dated | None
    asserted: str
    answers: tuple[str, str] | None
    """Id and words of the position that it answers."""
    evidence: tuple[OriginEvidence, ...]
    origins: str


@dataclass(frozen=True, slots=True)
class PartyPositions:
    """The positions of one state, body or person."""

    name: str
    main: tuple[PositionLine, ...]
    more: tuple[PositionLine, ...]


@dataclass(frozen=True, slots=True)
class Positions:
    """The positions of a story by party, and the issues that they share."""

    parties: tuple[PartyPositions, ...]
    issues: tuple[str, ...]


def positions(lookup: Lookup) -> Positions:
    """The positions of the story."""
    held: dict[str, list[Position]] = {}
    for position in lookup.record.positions:
        held.setdefault(_party(position), []).append(position)
    by_id = {p.id: p for p in lookup.record.positions}
    ranked = sorted(
        held, key=lambda name: (-len({o for p in held[name] for o in p.origins}), -len(held[name]), name)
    )
    parties = []
    for name in ranked:
        ordered = sorted(held[name], key=lambda p: (date_key(p.date.date if p.date else p.asserted), p.id))
        lines = tuple(_line(lookup, p, name, by_id) for p in ordered)
        parties.append(PartyPositions(name, lines[:SHOWN], lines[SHOWN:]))
    issues = sorted({p.issue for p in lookup.record.positions if p.issue})
    return Positions(tuple(parties), tuple(issues))


def _party(position: Position) -> str:
    """The state or body that the party speaks for; its own name if it speaks for none."""
    if not position.country:
        return position.name
    place = country_place(position.country)
    return BODIES.get(position.country) or (place.name if place else position.name)


def _line(lookup: Lookup, position: Position, party: str, by_id: dict[str, Position]) -> PositionLine:
    verb, shape = KINDS[position.kind]
    answered = by_id.get(position.answers or "")
    return PositionLine(
        id=position.id,
        kind=verb,
        shape=shape,
        who="" if position.name == party else position.name,
        cast=position.party,
        issue=position.issue or "",
        words=lookup.passage(position.words),
        condition=lookup.passage(position.condition)
        if position.condition and position.condition.text not in position.words.text
        else None,
        to=tuple((a, lookup.cast_name(a)) for a in position.addressee),
        date=lookup.dated(position.date),
        asserted=lookup.day(position.asserted),
        answers=(answered.id, f"{answered.name}: {clipped(answered.words.text, ANSWER_WORDS)}")
        if answered
        else None,
        evidence=lookup.by_origin(position.support),
        origins=counted(len(position.origins), "origin"),
    )
