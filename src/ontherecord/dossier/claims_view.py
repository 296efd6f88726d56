# SPDX-License-Identifier: Apache-2.0
"""The claims board: what is in conflict, superseded, corroborated, or rests on one source.

Comes in: a `Lookup`. Goes out: `ClaimsBoard`, its cards sorted by standing, and the grid of claims by
origin. Evidence is grouped by origin, reprints folded.
Refuses: nothing. Score: none; `tests/dossier/test_views.py`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from ontherecord.dossier import charts
from ontherecord.dossier.events_view import ATTENDED
from ontherecord.dossier.lookup import Lookup, OriginEvidence, Passage
from ontherecord.dossier.wording import STANDINGS, date_in_words, day_of, standing_in_words
from ontherecord.model import Claim, ClaimValue, ContradictionKind, Standing
from ontherecord.reconcile.claims.omissions import omissions

ORDER: tuple[Standing, ...] = ("in-conflict", "superseded", "corroborated", "single-source")
SLOTS = {"took place": "outcome"}
KINDS: dict[ContradictionKind, str] = {
    "headline": "A headline its body does not bear out",
    "caption": "A caption that differs from the body",
    "figure": "One figure with two values",
    "quotation": "A summary that says more than the quoted words",
}
MOST_LEFT_OUT = 20  # claims shown as left out by one origin
WIDEST_GRID = 12  # origins side by side; more columns no longer fit a page
CHANGING: frozenset[Standing] = frozenset({"in-conflict", "superseded"})
MOST_SHOWN = 250  # claims of one standing on the page, which must stay light; claims.jsonl holds all
LONGEST_GRID = 60  # claims of the grid; the board and claims.jsonl hold all


@dataclass(frozen=True, slots=True)
class Side:
    """One value of a claim and who gives it."""

    value: str
    asserted: str | None
    evidence: tuple[OriginEvidence, ...]


@dataclass(frozen=True, slots=True)
class ClaimCard:
    """One claim on the board. `people`, `places`, `days`, `origins` are what the filters look at."""

    id: str
    text: str
    slot: str
    """What the claim is about within its event: place, date, outcome."""
    about_speech: bool
    standing: Standing
    words: str
    why: str
    sides: tuple[Side, ...]
    over_time: Markup
    """The values against the days on which they were reported, where there is more than one day."""
    people: tuple[str, ...]
    places: tuple[str, ...]
    days: tuple[str, ...]
    origins: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GridRow:
    """One claim of the grid: for each origin column whether it carries the claim."""

    id: str
    text: str
    cells: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """One origin: the claims it leaves out though all others have them, and how many it has alone."""

    name: str
    left_out: tuple[tuple[str, str], ...]
    """Id and text."""
    alone: int


@dataclass(frozen=True, slots=True)
class SelfContradiction:
    """What one report says in two ways."""

    id: str
    what: str
    """The kind in words: "A headline its body does not bear out"."""
    why: str
    first: Passage
    second: Passage


@dataclass(frozen=True, slots=True)
class Choice:
    """One value a filter offers."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class ClaimsBoard:
    """All claims by standing, the filters, and who carries what."""

    groups: tuple[tuple[Standing, str, tuple[ClaimCard, ...]], ...]
    corroborated: tuple[tuple[str, tuple[ClaimCard, ...]], ...]
    """The corroborated claims, those about one event together under its title."""
    total: int
    left_out: int
    origins: tuple[Choice, ...]
    people: tuple[Choice, ...]
    places: tuple[Choice, ...]
    days: tuple[Choice, ...]
    grid_columns: tuple[str, ...]
    grid: tuple[GridRow, ...]
    coverage: tuple[Coverage, ...]
    with_themselves: tuple[SelfContradiction, ...]


def claims_board(lookup: Lookup) -> ClaimsBoard:
    """The board of the story's claims."""
    cards = [_card(lookup, claim) for claim in shown(lookup.record.claims)]
    columns = [o.id for o in lookup.record.origins][:WIDEST_GRID]
    return ClaimsBoard(
        groups=tuple(
            (standing, STANDINGS[standing], tuple(c for c in cards if c.standing == standing))
            for standing in ORDER
            if any(c.standing == standing for c in cards)
        ),
        corroborated=by_event(lookup, [c for c in cards if c.standing == "corroborated"]),
        total=len(lookup.record.claims),
        left_out=len(lookup.record.claims) - len(cards),
        origins=tuple(
            Choice(o, lookup.origin_name(o)) for o in dict.fromkeys(o for c in cards for o in c.origins)
        ),
        people=_choices(sorted({p for c in cards for p in c.people}), lookup),
        places=tuple(Choice(p, p) for p in sorted({p for c in cards for p in c.places})),
        days=tuple(Choice(d, date_in_words(d)) for d in sorted({d for c in cards for d in c.days})),
        grid_columns=tuple(lookup.origin_name(o) for o in columns),
        grid=_grid(cards, columns) if len(columns) > 1 else (),
        coverage=_coverage(lookup, cards),
        with_themselves=tuple(
            SelfContradiction(
                x.id,
                KINDS[x.kind],
                lookup.plain(x.why),
                lookup.passage(x.spans[0]),
                lookup.passage(x.spans[1]),
            )
            for x in lookup.record.contradictions
        ),
    )


def shown(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims that the page shows: the first `MOST_SHOWN` of each standing, in their order."""
    counts: Counter[Standing] = Counter()
    kept = []
    for claim in claims:
        counts[claim.standing] += 1
        if counts[claim.standing] <= MOST_SHOWN:
            kept.append(claim)
    return tuple(kept)


def _choices(cast: list[str], lookup: Lookup) -> tuple[Choice, ...]:
    return tuple(sorted((Choice(c, lookup.cast_name(c)) for c in cast), key=lambda c: (c.label, c.value)))


def _card(lookup: Lookup, claim: Claim) -> ClaimCard:
    people, places, days = _about(lookup, claim)
    sides = tuple(_side(lookup, value) for value in claim.values)
    origins = tuple(dict.fromkeys(o for value in claim.values for o in value.origins))
    only = lookup.origin_name(origins[0]) if origins else None
    return ClaimCard(
        id=claim.id,
        text=lookup.plain(claim.text),
        slot=slot_words(lookup, claim),
        about_speech=claim.slot.utterance is not None,
        standing=claim.standing,
        words=standing_in_words(claim.standing, len(origins), only),
        why=lookup.plain(claim.why),
        sides=sides,
        over_time=charts.values(_rows(lookup, claim)) if claim.standing in CHANGING else Markup(""),
        people=people,
        places=places,
        days=days,
        origins=origins,
    )


def slot_words(lookup: Lookup, claim: Claim) -> str:
    """The slot with its value: `Place: Vienna`, `Took part: Romania`."""
    value = lookup.plain(claim.values[0].value) if claim.values else ""
    member = claim.slot.name.removeprefix(ATTENDED)
    if member != claim.slot.name:
        return f"{value.capitalize()}: {lookup.cast_name(member)}"
    name = SLOTS.get(claim.slot.name, claim.slot.name)
    return f"{name.capitalize()}: {value}"


def by_event(lookup: Lookup, cards: Sequence[ClaimCard]) -> tuple[tuple[str, tuple[ClaimCard, ...]], ...]:
    """Cards that are about one event together, under its title; a card alone under its own text."""
    claims = {c.id: c for c in lookup.record.claims}
    groups: dict[str, list[ClaimCard]] = {}
    for card in cards:
        groups.setdefault(claims[card.id].slot.event or card.id, []).append(card)
    titles = {key: held[0].text for key, held in groups.items()}
    for key, held in groups.items():
        if len(held) > 1 and key in lookup.events:
            titles[key] = lookup.plain(lookup.events[key].title)
    return tuple((titles[key], tuple(held)) for key, held in groups.items())


def _rows(lookup: Lookup, claim: Claim) -> list[charts.ValueRow]:
    """For each value the days on which an origin first reported it."""
    rows = []
    for value in claim.values:
        seen: list[tuple[str, str]] = []
        for span in value.support:
            article = lookup.article_at(span.document, span.start)
            day = day_of(article.published.date) if article else None
            if article and day:
                seen.append((lookup.origin_name(lookup.origin_of(article.id)), day))
        first: dict[str, str] = {}
        for name, day in sorted(seen, key=lambda pair: pair[1]):
            first.setdefault(name, day)
        marks = tuple(sorted((day, name) for name, day in first.items()))
        rows.append(charts.ValueRow(lookup.plain(value.value), marks))
    return rows


def _side(lookup: Lookup, value: ClaimValue) -> Side:
    asserted = date_in_words(value.asserted) if value.asserted else None
    return Side(lookup.plain(value.value), asserted, lookup.by_origin(value.support))


def _about(lookup: Lookup, claim: Claim) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """The cast, the places and the days that a claim's event or utterance names."""
    event = lookup.events.get(claim.slot.event or "")
    said = lookup.utterances.get(claim.slot.utterance or "")
    people: list[str] = [*event.actor, *event.recipient] if event else []
    if said and said.speaker and said.speaker.cast:
        people.append(said.speaker.cast)
    places = [event.place.name] if event and event.place else []
    dates = [x.date.date for x in (event, said) if x and x.date]
    days = [day for day in map(day_of, dates) if day]
    return tuple(dict.fromkeys(people)), tuple(places), tuple(dict.fromkeys(days))


def _grid(cards: list[ClaimCard], columns: list[str]) -> tuple[GridRow, ...]:
    """The claims that most origins carry first: what is left out elsewhere stands out."""
    ranked = sorted(cards, key=lambda c: (-len(c.origins), c.id))[:LONGEST_GRID]
    return tuple(GridRow(c.id, c.text, tuple(o in c.origins for o in columns)) for c in ranked)


def _coverage(lookup: Lookup, cards: Sequence[ClaimCard]) -> tuple[Coverage, ...]:
    """What each origin leaves out of what all others have; nothing with fewer than two origins."""
    origins = [o.id for o in lookup.record.origins]
    texts = {c.id: c.text for c in cards}
    found = []
    for one in omissions(lookup.record.claims, origins) if len(origins) > 1 else ():
        left_out = tuple((c, texts[c]) for c in one.left_out if c in texts)[:MOST_LEFT_OUT]
        found.append(Coverage(lookup.origin_name(one.origin), left_out, len(one.alone)))
    return tuple(c for c in found if c.left_out or c.alone)[:WIDEST_GRID]
