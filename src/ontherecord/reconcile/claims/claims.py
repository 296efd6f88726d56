# SPDX-License-Identifier: Apache-2.0
"""The checkable statements of a story, each with who says so and how it stands.

Comes in: matters (events and what several articles state), utterances and quotations, articles with
origins, copies, cast. Goes out: `Claim` records: took place or not, where, when, who took part and led,
how many, what was demanded, who said it, since when it is the first.
Refuses: a claim without words that carry it; a slot of which only a hypothesis is reported.
Score: `python -m bench claims` (conflicts, updates and traps of invented stories, half of them held out).

Each kind has a module: `slots` (of a matter), `spoken`, `tallies`, `firsts`. All kinds get their standing
from `standing`; docs/agreement.md has the rules in words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from ontherecord.model import (
    Account,
    Article,
    CastMember,
    Claim,
    Event,
    PlaceReference,
    Quotation,
    Standing,
    TimeReference,
    Utterance,
)
from ontherecord.reconcile.claims.attended import of_meeting
from ontherecord.reconcile.claims.beginners import beginners
from ontherecord.reconcile.claims.causes import causes
from ontherecord.reconcile.claims.clashes import absences, clashes
from ontherecord.reconcile.claims.counts import counts
from ontherecord.reconcile.claims.denials import denials
from ontherecord.reconcile.claims.fillers import contexts, days_of, towns_of, with_references
from ontherecord.reconcile.claims.firsts import firsts
from ontherecord.reconcile.claims.fulfilled import of_plans
from ontherecord.reconcile.claims.grounds import Grounds, meets
from ontherecord.reconcile.claims.leaders import leaders
from ontherecord.reconcile.claims.moved import of_moves
from ontherecord.reconcile.claims.once import TALLY, inside, told_once
from ontherecord.reconcile.claims.presence import presences
from ontherecord.reconcile.claims.relocated import of_relocations
from ontherecord.reconcile.claims.repeated import Shelf, marked
from ontherecord.reconcile.claims.rivals import rivals
from ontherecord.reconcile.claims.settings import settings
from ontherecord.reconcile.claims.slots import of_matter
from ontherecord.reconcile.claims.spoken import given_twice, of_utterance, told_to
from ontherecord.reconcile.claims.states import states
from ontherecord.reconcile.claims.tallies import of_count, sums_agreed
from ontherecord.reconcile.claims.undone import of_reversals
from ontherecord.reconcile.claims.verbatim import at_odds
from ontherecord.reconcile.claims.wishes import Wish, of_wishes
from ontherecord.reconcile.matters.oneness import NOTHING_STATED, Statements
from ontherecord.reconcile.matters.seats import Matter
from ontherecord.reconcile.meetings.meetings import Held
from ontherecord.reconcile.values.units import is_time
from ontherecord.reconcile.words.rarity import rarity

_TURNED = frozenset({"in-conflict", "superseded"})
_ORDER: dict[Standing, int] = {"in-conflict": 0, "superseded": 1, "corroborated": 2, "single-source": 3}


def claims(
    matters: Sequence[Matter],
    utterances: Sequence[Utterance],
    quotations: Sequence[Quotation],
    articles: Sequence[Article],
    copies: Mapping[str, str],
    cast: Sequence[CastMember],
    wished: Sequence[Wish] = (),
    times: Sequence[TimeReference] = (),
    places: Sequence[PlaceReference] = (),
    stated: Statements = NOTHING_STATED,
    meetings: Sequence[Held] = (),
    standing_for: Mapping[str, Sequence[tuple[int, int, str]]] = MappingProxyType({}),
) -> tuple[Claim, ...]:
    """All claims of one story: conflicts first, then what is superseded, corroborated, single."""
    story = Grounds(quotations, articles, cast, copies)
    found = [claim for matter in matters for claim in of_matter(matter, story)]
    found += [claim for held in meetings for claim in of_meeting(held, story)]
    found += _of_words(utterances, story, marked(articles, copies))
    read = contexts(articles, copies)
    weights = rarity(context.words for context in read)
    found += [c for unit, thread in counts(read) for c in of_count(unit, thread, story)]
    found += settings(read, times, places, cast, story)
    found += causes(read, story)
    found += leaders(stated.told, read, cast, story)
    wishes = list(of_wishes(wished, weights, story))
    found += wishes
    found += _unsaid(list(sums_agreed(wishes, read, story)), found)
    found += firsts(articles, copies, story)
    found += beginners(read, story)
    dated = [day for c, some in with_references(read, times) for day in days_of(c, some)]
    found += of_plans(dated, stated.told, weights, story)
    found += of_moves(dated, weights, story)
    placed = [place for c, some in with_references(read, places) for place in towns_of(c, some)]
    found += of_relocations(placed, weights, story)
    found += of_reversals(stated.told, story)
    found += _unsaid(
        [*clashes(stated, story), *absences(stated.told, story), *rivals(stated.told, story)], found
    )
    found += _not_told(list(presences(read, cast, story, standing_for)), found)
    found += _of_none([*denials(read, weights, story), *states(read, story)], found)
    found = at_odds(_one_slot(found))
    unique = {claim.id: claim for claim in told_once(found)}
    return tuple(sorted(unique.values(), key=lambda c: (_ORDER[c.standing], -len(c.values), c.id)))


def _one_slot(found: Sequence[Claim]) -> list[Claim]:
    """Without a second conflict of the same words: a sum of money that is demanded is told by the number, a length of time
    ("demands twelve years") by the demand."""
    at_odds = [c for c in found if c.standing == "in-conflict"]
    wished = [c for c in at_odds if c.slot.name in {"demanded", "proposed", "agreed"}]
    counted = [c for c in at_odds if c.by == TALLY]
    dropped = {
        (number if is_time(number.slot.name.removeprefix("number of ")) else wish).id
        for wish in wished
        for number in counted
        if all(
            any(inside(s, span) for w in wish.values for span in w.support for s in v.support)
            for v in number.values
        )
    }
    return [c for c in found if c.id not in dropped]


def _unsaid(more: Sequence[Claim], found: Sequence[Claim]) -> list[Claim]:
    """Conflicts that no claim found before holds."""
    held = {
        (c.slot.name.partition(":")[0], s.document, s.start)
        for c in found
        if c.standing == "in-conflict"
        for v in c.values
        for s in v.support
    }
    return [
        c
        for c in more
        if held.isdisjoint(
            (c.slot.name.partition(":")[0], s.document, s.start) for v in c.values for s in v.support
        )
    ]


def _not_told(more: Sequence[Claim], found: Sequence[Claim]) -> list[Claim]:
    """Presences of which no claim found before holds words of every value, as presence or as what took place."""
    held = [
        [s for v in c.values for s in v.support]
        for c in found
        if c.slot.name.startswith("attended")
        or (c.slot.name == "took place" and c.standing != "single-source")
    ]
    return [
        c
        for c in more
        if not any(
            all(any(meets(s, o) for s in v.support for o in spans) for v in c.values) for spans in held
        )
    ]


def _of_none(more: Sequence[Claim], found: Sequence[Claim]) -> list[Claim]:
    """Those of which no conflict and no update found before has words of every value."""
    held = [[s for v in c.values for s in v.support] for c in found if c.standing in _TURNED]
    return [
        c
        for c in more
        if not any(all(any(meets(s, o) for s in v.support for o in some) for v in c.values) for some in held)
    ]


def _of_words(utterances: Sequence[Utterance], story: Grounds, shelf: Shelf) -> list[Claim]:
    """Who said it; a sentence that is given to two speakers has one claim for both."""
    shared = list(given_twice(utterances, story))
    contested = {id_ for _, ids in shared for id_ in ids}
    single = [c for u in utterances if u.id not in contested for c in of_utterance(u, story, shelf)]
    addressed = [c for u in utterances for c in told_to(u, story)]
    return [*single, *addressed, *(claim for claim, _ in shared)]


def matters_of(events: Sequence[Event], accounts: Sequence[Account]) -> tuple[Matter, ...]:
    """Events with their own accounts, as matters: what there is to claim without statements."""
    return tuple(Matter(e, tuple(a for a in accounts if a.event == e.id)) for e in events)
