# SPDX-License-Identifier: Apache-2.0
"""What a datum of a record is known by, when its id is another one: the words that carry it, and a label.

Comes in: a datum with the list it stands in, and the record. Goes out: spans and a label that the same datum
has in any record. Refuses: a list whose data have no words of their own (`KeyError`): an origin, a story.
Score: none; `tests/decisions/test_making.py`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

from ontherecord.decide.places import Place, places
from ontherecord.model import Account, CastMember, Claim, Datum, Record, Span

_SEAT = "attended: "  # before the id of the member whose seat a claim is about
_OF_EVENT = "event claims"
Triggers = Mapping[str, Sequence[Span]]
"""The words that name the act, of every account of an event, by its id."""


def triggers(accounts: Iterable[Account]) -> Triggers:
    """What events are known by: the triggers of their accounts."""
    found: dict[str, list[Span]] = defaultdict(list)
    for account in accounts:
        if account.event:
            found[account.event].append(account.trigger)
    return found


def of_claim(claim: Claim, of_events: Triggers) -> tuple[Span, ...]:
    """The words that carry a claim: its support, and what its event is known by, for one sentence may tell
    of two events."""
    support = [s for value in claim.values for s in value.support]
    return tuple(sorted({*support, *of_events.get(claim.slot.event or "", ())}))


class KnownBy:
    """What each datum of one record is known by; made once for many of them."""

    def __init__(self, record: Record) -> None:
        self._quotations = {q.id: q.content for q in record.quotations}
        self._utterances = {u.id: u for u in record.utterances}
        self._events = triggers(record.accounts)
        self._cast = {m.id: m.mentions for m in record.cast}

    def of(self, kind: str, datum: Datum) -> tuple[Span, ...]:
        """The words of a datum of the list `kind`, each once, in the order of the copies. Raises
        KeyError for a list whose data have no words of their own."""
        return tuple(sorted(set(_WORDS[kind](self, datum))))

    def of_claim(self, datum: Any) -> Sequence[Span]:
        """Its support, and the acts of its event."""
        return of_claim(datum, self._events)

    def of_utterance(self, datum: Any) -> Sequence[Span]:
        """The words of all its quotations."""
        return [s for id_ in datum.quotations for s in self._quotations.get(id_, ())]

    def of_event(self, datum: Any) -> Sequence[Span]:
        """The acts of its accounts."""
        return self._events.get(datum.id, ())

    def of_entry(self, datum: Any) -> Sequence[Span]:
        """The support of a line of the timeline, and what its event or utterance is known by."""
        said = self._utterances.get(datum.utterance or "")
        told = self.of_utterance(said) if said else ()
        return [*datum.support, *told, *self._events.get(datum.event or "", ())]

    def of_position(self, datum: Any) -> Sequence[Span]:
        """Its words, and where the article names whose it is: one clause may tell that of two."""
        party = self._cast.get(datum.party, ())
        return [datum.words, *(s for s in party if s.document == datum.words.document)]


_WORDS: Mapping[str, Callable[[KnownBy, Any], Sequence[Span]]] = {
    "cast": lambda _, d: d.mentions,
    "quotations": lambda _, d: d.content,
    "utterances": KnownBy.of_utterance,
    "accounts": lambda _, d: (d.trigger,),
    "events": KnownBy.of_event,
    "claims": KnownBy.of_claim,
    "timeline": KnownBy.of_entry,
    "days": KnownBy.of_entry,
    "brief": lambda _, d: d.citations,
    "times": lambda _, d: (d.span,),
    "places": lambda _, d: (d.span,),
    "meetings": lambda _, d: d.support,
    "positions": KnownBy.of_position,
    "contradictions": lambda _, d: d.spans,
}
KNOWN_BY_WORDS = tuple(_WORDS)
"""The lists of a record whose data a decision can name."""
_AS = {"utterances": "quotations", "events": "accounts"}
"""What is decided of an utterance is decided of its quotations, of an event of its accounts."""
_LABEL = {"days": "date", "positions": "kind", "brief": "sentence", "contradictions": "slot"}
"""The field that tells apart data of one list that the same words carry."""


def about(kind: str, datum: Datum, cast: Sequence[CastMember]) -> str:
    """The list that a decision on a datum names, and what tells it from others of the same words."""
    if isinstance(datum, Claim):
        label = slot(datum, {m.id: m.name for m in cast})
        return f"{_OF_EVENT if datum.slot.event else 'claims'}: {label}"
    label = getattr(datum, _LABEL.get(kind, ""), "")
    kind = _AS.get(kind, kind)
    return f"{kind}: {label}" if label else kind


def is_about(decided: str, claim: Claim, cast: Sequence[CastMember]) -> bool:
    """Whether a decision is about claims of this kind: of an event or not, and of this slot."""
    kind, _, label = decided.partition(": ")
    return kind == (_OF_EVENT if claim.slot.event else "claims") and label in slots(claim, cast)


def slot(claim: Claim, names: Mapping[str, str]) -> str:
    """The slot of a claim in words that hold in any record: with the name for the id of a cast member."""
    name = claim.slot.name
    return f"{_SEAT}{names.get(name.removeprefix(_SEAT), name)}" if name.startswith(_SEAT) else name


def slots(claim: Claim, cast: Sequence[CastMember]) -> frozenset[str]:
    """The slot of a claim as it may have been called: with each name of a cast member."""
    name = claim.slot.name
    if not name.startswith(_SEAT):
        return frozenset({name})
    member = next((m for m in cast if m.id == name.removeprefix(_SEAT)), None)
    names = (member.name, *member.variants) if member else (name.removeprefix(_SEAT),)
    return frozenset(f"{_SEAT}{one}" for one in names)


def mostly(spans: Sequence[Span], meant: Collection[Place]) -> bool:
    """Whether more than half of the words that carry a datum are those of a decision: what rests on words
    that its person has not seen is another datum."""
    here = places(spans)
    return 2 * len(here & frozenset(meant)) > len(here)
