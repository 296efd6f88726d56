# SPDX-License-Identifier: Apache-2.0
"""What became of each decision, read from the records that were made with it.

Comes in: the rulings of a build and all its records. Goes out: an `Outcome` a decision, in the order of
their making. Refuses: to take a decision for applied because it was given: the record is asked.
Score: none; `tests/decisions/test_other_decisions.py`.

States: "applied"; "partly" (so far as its words still stand, or until a new value came); "lost" (nothing of
it stands any more); "overruled" (a later decision says otherwise; that one says so too).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ontherecord.decide.identity import KNOWN_BY_WORDS, KnownBy, Triggers, about, is_about, mostly, triggers
from ontherecord.decide.places import Place, place, places
from ontherecord.decide.ruling import Ruling
from ontherecord.decide.rulings import Rulings
from ontherecord.model import Claim, CopySpan, Decision, Outcome, OutcomeState, Record, Span

_SHOWN = 40  # characters of lost words that a reason repeats
_HASH = 12  # digits of a copy's hash that a reason repeats
_ALIKE = frozenset({"rename", "kind", "speaker", "conflict", "no-conflict"})
"""Kinds that give one value to a datum: of two on the same words the later tells."""
_OTHERWISE = frozenset(
    {frozenset({"conflict", "no-conflict"})}
    | {
        frozenset({one, hidden})
        for hidden in ("hide", "kind")
        for one in ("merge", "split", "confirm", "rename")
    }
    | {
        frozenset({one, "hide"})
        for one in ("kind", "same-event", "different-events", "speaker", "conflict", "no-conflict")
    }
)
"""Pairs of kinds of which one can say otherwise than the other on the same words."""


class _Finding(NamedTuple):
    """What a record says on a decision: how many of its subjects are read there, how many it takes, whether
    it holds, and for how many of its words nothing is read."""

    found: int
    needed: int
    holds: bool
    unread: int = 0
    because: str = ""


def outcomes(rulings: Rulings, records: Sequence[Record]) -> tuple[Outcome, ...]:
    """What became of the decisions that count."""
    if not rulings.given:
        return ()
    seen = _Seen(records)
    made = [
        _outcome(ruling, rulings, _finding(ruling, seen, seen.records(ruling))) for ruling in rulings.given
    ]
    loser = defaultdict(list)
    for outcome, winner in made:
        if winner:
            loser[winner].append(outcome.id)
    return tuple(_winning(outcome, loser[outcome.id]) for outcome, _ in made)


def _winning(outcome: Outcome, losers: Sequence[str]) -> Outcome:
    if not losers:
        return outcome
    told = f"says otherwise than {', '.join(losers)}, made before it"
    return _made(outcome, outcome.state, f"{outcome.because}; {told}" if outcome.because else told)


def _made(one: Decision | Outcome, state: OutcomeState, because: str) -> Outcome:
    return Outcome(
        id=one.id, kind=one.kind, text=one.text, who=one.who, when=one.when, why=one.why, state=state,
        because=because,
    )  # fmt: skip


def _outcome(ruling: Ruling, rulings: Rulings, finding: _Finding) -> tuple[Outcome, str | None]:
    """The outcome, and the later decision that overrules this one, if one does."""
    one = ruling.decision
    gone = _gone(ruling.missing, sum(map(len, one.subjects)))
    if not any(ruling.subjects) or (finding.found < finding.needed and gone):
        return _made(one, "lost", gone or "it names no words"), None
    stands = finding.holds and finding.found >= finding.needed
    later = None if stands else rulings.overruled.get(one.id) or _later(ruling, rulings.given)
    if later == one.id:
        return _made(one, "lost", "it contradicts itself"), None
    if later:
        return _made(one, "overruled", f"{later}, made later, says otherwise"), later
    if finding.found < finding.needed:
        return _made(one, "lost", finding.because or "nothing of the kind is read in its words here"), None
    if not finding.holds:
        return _made(one, "lost", finding.because or "what it says does not hold in this record"), None
    unread = f"nothing of the kind is read in {finding.unread} of its words" if finding.unread else ""
    because = "; ".join(filter(None, (gone, unread, finding.because)))
    return _made(one, "partly" if because else "applied", because), None


def _gone(missing: Sequence[CopySpan], of: int) -> str:
    if not missing:
        return ""
    first = missing[0]
    words = first.text if len(first.text) <= _SHOWN else first.text[:_SHOWN] + " …"
    what = f"“{' '.join(words.split())}” at {first.start} of the copy {first.sha256[:_HASH]}"
    copies = len({one.sha256 for one in missing})
    count = "its words do" if len(missing) == of else f"{len(missing)} of its {of} places do"
    many = f", in {copies} copies" if copies > 1 else ""
    return f"{count} not stand here{many}: {what}; the article is gone or was edited"


def _later(ruling: Ruling, given: Iterable[Ruling]) -> str | None:
    """The latest decision that says otherwise on words of this one."""
    found = None
    for other in given:
        both = frozenset({ruling.decision.kind, other.decision.kind})
        if (
            other.order > ruling.order
            and (both in _OTHERWISE or (len(both) == 1 and both <= _ALIKE))
            and not ruling.places.isdisjoint(other.places)
        ):
            found = other.decision.id
    return found


# --- what the records say ------------------------------------------------------------------------


class _Seen:
    """What stands at each place of the records."""

    def __init__(self, records: Sequence[Record]) -> None:
        self.cast: dict[Place, tuple[str, str]] = {}
        self.events: dict[Place, tuple[str, str]] = {}
        self.stories: dict[str, list[tuple[int, int, str, str]]] = defaultdict(list)
        self.kinds: dict[tuple[str, str], str] = {}
        self.names: dict[tuple[str, str], str] = {}
        self.origins: dict[str, str | None] = {}
        self._records: dict[str, dict[str, Record]] = defaultdict(dict)
        for record in records:
            story = record.story.id
            for member in record.cast:
                self.kinds[story, member.id], self.names[story, member.id] = member.kind, member.name
                self.cast.update((place(s), (story, member.id)) for s in member.mentions)
            for account in record.accounts:
                if account.event:
                    self.events[place(account.trigger)] = (story, account.event)
            for article in record.articles:
                self.stories[article.document].append((article.start, article.end, story, article.id))
                self.origins[article.id] = article.origin
                self._records[article.document][story] = record

    def records(self, ruling: Ruling) -> list[Record]:
        """The records that have an article of a document in which words of a decision stand."""
        found: dict[str, Record] = {}
        for document in sorted({document for document, _, _ in ruling.places}):
            found.update(self._records.get(document, {}))
        return list(found.values())

    def story(self, span: Span) -> tuple[str, str] | None:
        """The story of the article that holds a span, twice, so that all families have pairs."""
        for start, end, story, _ in self.stories[span.document]:
            if start <= span.start < end:
                return "", story
        return None

    def article(self, span: Span) -> str | None:
        """The article that holds a span."""
        return next((id_ for a, b, _, id_ in self.stories[span.document] if a <= span.start < b), None)


def _finding(ruling: Ruling, seen: _Seen, records: Sequence[Record]) -> _Finding:
    kind = ruling.decision.kind
    if kind in ("merge", "split", "confirm"):
        return _sameness(ruling, seen.cast)
    if kind in ("same-event", "different-events"):
        return _sameness(ruling, seen.events)
    if kind in ("same-story", "different-stories"):
        held = {place(s): found for spans in ruling.subjects for s in spans if (found := seen.story(s))}
        return _sameness(ruling, held)
    if kind == "independent":
        return _independence(ruling, seen)
    if kind in ("conflict", "no-conflict"):
        return _conflict(ruling, records)
    if kind == "speaker":
        return _spoken(ruling, seen, records)
    if kind == "hide" and ruling.decision.about != "cast":
        return _Finding(1, 1, not any(_hides(ruling, record) for record in records))
    return _named(ruling, seen)


def _sameness(ruling: Ruling, held: Mapping[Place, tuple[str, str]]) -> _Finding:
    """Whether the subjects are one, or each is one and no two the same, story by story."""
    sides = [{held[p] for p in map(place, spans) if p in held} for spans in ruling.subjects]
    unread = sum(place(s) not in held for spans in ruling.subjects for s in spans)
    needed = min(2, len(ruling.subjects))
    if ruling.decision.kind in ("merge", "confirm", "same-event", "same-story"):
        holds = _is_one(set().union(*sides))
    else:
        holds = all(map(_is_one, sides)) and sum(map(len, sides)) == len(set().union(*sides))
    return _Finding(sum(map(bool, sides)), needed, holds, unread)


def _is_one(ids: set[tuple[str, str]]) -> bool:
    """At most one a story: an article that went to another story has a cast of its own there."""
    return len({story for story, _ in ids}) == len(ids)


def _independence(ruling: Ruling, seen: _Seen) -> _Finding:
    sides = [{id_ for s in spans if (id_ := seen.article(s))} for spans in ruling.subjects]
    origins = [{seen.origins[id_] for id_ in side} for side in sides]
    others: set[str | None] = set().union(*origins[1:])
    return _Finding(sum(map(bool, sides)), 2, not (origins[0] & others) if origins else False)


def _named(ruling: Ruling, seen: _Seen) -> _Finding:
    """A name, a kind, or that the words are no name at all."""
    ids = {seen.cast[p] for p in ruling.places if p in seen.cast}
    wanted = ruling.decision.wanted
    if ruling.decision.kind == "rename":
        return _Finding(bool(ids), 1, wanted in {seen.names[id_] for id_ in ids})
    if wanted == "nothing":
        return _Finding(1, 1, not ids)
    return _Finding(bool(ids), 1, {seen.kinds[id_] for id_ in ids} == {wanted})


def _spoken(ruling: Ruling, seen: _Seen, records: Sequence[Record]) -> _Finding:
    words = places(ruling.subjects[0])
    said = [q for r in records for q in r.quotations if not words.isdisjoint(map(place, q.content))]
    holds = bool(said) and all(ruling.decision.id in q.decisions for q in said)
    named = [s for spans in ruling.subjects[1:] for s in spans]
    lost = bool(ruling.subjects[1:]) and not any(place(s) in seen.cast for s in named)
    because = "the words that name the speaker are gone; the name stands alone" if lost and holds else ""
    return _Finding(bool(said), 1, holds, because=because)


def _conflict(ruling: Ruling, records: Sequence[Record]) -> _Finding:
    """Whether the claims of these values stand as a person said; one that a new value opened again does."""
    meant = [c for r in records for c in _meant(ruling, r, triggers(r.accounts))]
    in_conflict = [c for c in meant if c.standing == "in-conflict"]
    if ruling.decision.kind == "conflict":
        return _Finding(bool(meant), 1, len(in_conflict) == len(meant), because="" if meant else _UNMET)
    fresh = [c for c in in_conflict if any(ruling.places.isdisjoint(places(v.support)) for v in c.values)]
    because = "a value came that its person has not seen" if fresh else "" if meant else _UNMET
    return _Finding(bool(meant), 1, len(fresh) == len(in_conflict), because=because)


def _meant(ruling: Ruling, record: Record, known: Triggers) -> Iterator[Claim]:
    for claim in record.claims:
        acts = places(known.get(claim.slot.event or "", ()))
        words = frozenset(place(s) for value in claim.values for s in value.support)
        if (
            any(is_about(one, claim, record.cast) for one in ruling.decision.about.split(" / "))
            and not (acts and acts.isdisjoint(ruling.places))
            and sum(not words.isdisjoint(places(spans)) for spans in ruling.subjects) > 1
        ):
            yield claim


_UNMET = "no claim of this record has these values"


def _hides(ruling: Ruling, record: Record) -> bool:
    """Whether a record still has what a decision hides."""
    meant = ruling.decision.about
    kind = meant.partition(":")[0]
    known_by = KnownBy(record)
    if kind.endswith("claims"):
        return any(
            is_about(meant, c, record.cast) and mostly(known_by.of("claims", c), ruling.places)
            for c in record.claims
        )
    return kind in KNOWN_BY_WORDS and any(
        about(kind, datum, ()) == meant and mostly(known_by.of(kind, datum), ruling.places)
        for datum in getattr(record, kind)
    )
