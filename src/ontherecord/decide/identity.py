# SPDX-License-Identifier: Apache-2.0
"""What a datum of a record is known by, when its id is another one: the words that carry it, and a label.

Comes in: a datum with the list it stands in, and the record. Goes out: spans and a label that the same datum
has in any record. Refuses: a list whose data have no words of their own (`KeyError`): an origin, a story.
Score: none; `tests/decisions/test_making.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from ontherecord.decide.places import Place, places
from ontherecord.model import CastMember, Claim, Datum, Record, Span

_SEAT = "attended: "  # before the id of the member whose seat a claim is about
_Carriers = Callable[[Any, Record | None], Sequence[Span]]


def _of_utterance(datum: Any, record: Record | None) -> Sequence[Span]:
    return [s for q in (record.quotations if record else ()) if q.id in datum.quotations for s in q.content]


def _of_event(datum: Any, record: Record | None) -> Sequence[Span]:
    return [a.trigger for a in (record.accounts if record else ()) if a.id in datum.accounts]


_CARRIERS: Mapping[str, _Carriers] = {
    "cast": lambda d, _: d.mentions,
    "quotations": lambda d, _: d.content,
    "utterances": _of_utterance,
    "accounts": lambda d, _: (d.trigger,),
    "events": _of_event,
    "claims": lambda d, _: [s for value in d.values for s in value.support],
    "timeline": lambda d, _: d.support,
    "days": lambda d, _: d.support,
    "brief": lambda d, _: d.citations,
    "times": lambda d, _: (d.span,),
    "places": lambda d, _: (d.span,),
    "meetings": lambda d, _: d.support,
    "positions": lambda d, _: (d.words,),
    "contradictions": lambda d, _: d.spans,
}
KNOWN_BY_WORDS = tuple(_CARRIERS)
"""The lists of a record whose data a decision can name."""
_AS = {"utterances": "quotations", "events": "accounts"}
"""What is decided of an utterance is decided of its quotations, of an event of its accounts."""


def carriers(kind: str, datum: Datum, record: Record | None = None) -> tuple[Span, ...]:
    """The words that carry a datum of the list `kind`, each once, in the order of the copies. Events and
    utterances have those of their accounts and quotations, for which the `record` is needed."""
    return tuple(sorted(set(_CARRIERS[kind](datum, record))))


def about(kind: str, datum: Datum, cast: Sequence[CastMember]) -> str:
    """The list that a decision on a datum names, and what tells it from others of the same words."""
    if isinstance(datum, Claim):
        return f"claims: {slot(datum, {m.id: m.name for m in cast})}"
    label = getattr(datum, {"timeline": "date", "days": "date", "positions": "kind"}.get(kind, ""), "")
    kind = _AS.get(kind, kind)
    return f"{kind}: {label}" if label else kind


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
