# SPDX-License-Identifier: Apache-2.0
"""Which of two claims of one thing is told: what outranks what.

Comes in: the claims of a story. Goes out: those that no other says better. Refuses: nothing.
Score: `python -m bench claims`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from ontherecord.model import Claim, Span
from ontherecord.reconcile.claims.attended import HEADS, PRESENCE
from ontherecord.reconcile.claims.fulfilled import FULFILLED
from ontherecord.reconcile.claims.grounds import meets
from ontherecord.reconcile.claims.leaders import LEADERS
from ontherecord.reconcile.claims.moved import MOVED
from ontherecord.reconcile.claims.settings import SETTINGS
from ontherecord.reconcile.claims.slots import SEATS

TALLY, OF_MATTER = "figures of one thing", "figures of one matter"
SEAT = "attended: "  # before the member whose seat a claim is about
_FIRM = frozenset({"in-conflict", "superseded", "corroborated"})
_TURNED = frozenset({"in-conflict", "superseded"})


Same = Callable[[Claim], bool]


class Rank(NamedTuple):
    """A claim that is `less` gives way to those that are `more`, if they tell the `same`."""

    less: Callable[[Claim], bool]
    more: Callable[[Claim], bool]
    same: Callable[[Sequence[Claim]], Same]
    """Of claims that are more, whether one is told by them."""


def told_once(found: Iterable[Claim]) -> list[Claim]:
    """The claims without what another says better, rank by rank."""
    kept = list(found)
    for rank in RANKS:
        better = [c for c in kept if rank.more(c)]
        if better:
            same = rank.same(better)
            kept = [c for c in kept if not (rank.less(c) and same(c))]
    return kept


def _begins(claims: Iterable[Claim]) -> frozenset[tuple[str, int]]:
    return frozenset((s.document, s.start) for c in claims for v in c.values for s in v.support)


def _all_words(others: Sequence[Claim]) -> Same:
    begins = _begins(others)
    return lambda one: _begins([one]) <= begins


def _some_words(others: Sequence[Claim]) -> Same:
    begins = _begins(others)
    return lambda one: not _begins([one]).isdisjoint(begins)


def _slot(others: Sequence[Claim]) -> Same:
    names = frozenset(other.slot.name for other in others)
    return lambda one: one.slot.name in names


def _value_of_slot(others: Sequence[Claim]) -> Same:
    values = [(other.slot.name, frozenset(v.value for v in other.values)) for other in others]
    return lambda one: any(
        one.slot.name == name and all(v.value in told for v in one.values) for name, told in values
    )


def _event(others: Sequence[Claim]) -> Same:
    events = frozenset(other.slot.event for other in others)
    return lambda one: one.slot.event in events


def _words_of_slot(others: Sequence[Claim]) -> Same:
    """Whether every word that one claim rests on stands in, or around, words of another of its slot."""
    told: dict[tuple[str, str], list[tuple[int, int, int]]] = defaultdict(list)
    for n, other in enumerate(others):
        for span in _support(other):
            told[other.slot.name, span.document].append((span.start, span.end, n))
    longest = max((end - start for some in told.values() for start, end, _ in some), default=0)
    for some in told.values():
        some.sort()

    def holders(name: str, span: Span) -> set[int]:
        """The claims with words in which a span stands, or that stand in it."""
        some = told.get((name, span.document), ())
        first = bisect_left(some, (span.start - longest, 0, 0))
        return {
            n
            for start, end, n in some[first : bisect_left(some, (span.end + 1, 0, 0))]
            if (start <= span.start and span.end <= end) or (span.start <= start and end <= span.end)
        }

    def same(one: Claim) -> bool:
        found = [holders(one.slot.name, span) for span in _support(one)]
        return bool(found) and bool(set.intersection(*found))

    return same


def inside(one: Span, other: Span) -> bool:
    """Whether one span stands within another."""
    return one.document == other.document and other.start <= one.start and one.end <= other.end


def _support(one: Claim) -> list[Span]:
    return [span for value in one.values for span in value.support]


def _both_ends(others: Sequence[Claim]) -> Same:
    """Whether the first and the last value of one claim rest on words of those of another."""
    return lambda one: any(
        all(
            any(meets(s, t) for t in other.values[n].support)
            for n in (0, -1)
            for s in one.values[n].support[:1]
        )
        for other in others
    )


def _is_seat_at_odds(claim: Claim) -> bool:
    return claim.standing == "in-conflict" and claim.slot.name.startswith(SEAT)


RANKS = (
    # a seat at a meeting of the story, that accounts tell: what the meeting tells of it, but for conflicts
    Rank(lambda c: c.by == SEATS and c.standing != "in-conflict", lambda c: c.by == PRESENCE, _event),
    # a seat or a leader of a matter, and of a meeting: that which rests on more, since it may know another side
    Rank(lambda c: c.by in {SEATS, LEADERS}, lambda c: c.by in {PRESENCE, HEADS}, _words_of_slot),
    Rank(lambda c: c.by in {PRESENCE, HEADS}, lambda c: c.by in {SEATS, LEADERS}, _words_of_slot),
    # a leader that one origin has: who more say leads, or who is at odds with him
    Rank(
        lambda c: c.by in {LEADERS, HEADS} and c.standing == "single-source",
        lambda c: c.by in {LEADERS, HEADS} and c.standing in _FIRM,
        _value_of_slot,
    ),
    # a figure that one origin has of the story: what two statements of a matter give
    Rank(
        lambda c: c.by == TALLY and c.standing == "single-source",
        lambda c: c.by == OF_MATTER and c.standing in _FIRM,
        _all_words,
    ),
    # a figure of a matter: the number that is counted over the whole story
    Rank(lambda c: c.by == OF_MATTER, lambda c: c.by == TALLY, _some_words),
    # a seat: a conflict over it, and rather one of an event
    Rank(lambda c: not _is_seat_at_odds(c), _is_seat_at_odds, _slot),
    Rank(
        lambda c: _is_seat_at_odds(c) and not c.slot.event,
        lambda c: _is_seat_at_odds(c) and bool(c.slot.event),
        _slot,
    ),
    # that something took place: the plan that it follows; a plan and what followed: the event that tells both
    Rank(
        lambda c: c.slot.name == "took place" and c.by != FULFILLED and c.standing not in _TURNED,
        lambda c: c.by == FULFILLED,
        _all_words,
    ),
    Rank(
        lambda c: c.by == FULFILLED,
        lambda c: c.standing == "superseded" and c.by != FULFILLED and c.slot.name != "date",
        _both_ends,
    ),
    # a day that a sentence moves: that of an event, or of one act
    Rank(
        lambda c: c.by == MOVED,
        lambda c: c.slot.name == "date" and c.standing == "superseded" and c.by != MOVED,
        _some_words,
    ),
    # a day or place of sentences: that of a matter
    Rank(
        lambda c: c.by == SETTINGS,
        lambda c: c.slot.name in {"date", "place"} and c.by != SETTINGS and c.standing in _FIRM,
        _some_words,
    ),
)
