# SPDX-License-Identifier: Apache-2.0
"""Statements of two origins that tell one act and exclude each other: on another day, in another place, not at all.

Comes in: the statements of a story (`told`). Goes out: `Claim`s in conflict, each of two sides.
Refuses: acts that may be done again (two attacks, two meetings) unless day, parties and rare words agree in all but what
differs; an article that itself gives both values; two bodies, two parties, two occasions that names tell apart.
Score: `python -m bench claims`.

Two statements tell one act if their words for it share a family or a sense (`acts`), and what they share besides, names,
nouns and rare words, is enough: the more often an act may be done, the more.
"""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ontherecord.model import Claim, Slot, Span
from ontherecord.reconcile.claims.grounds import Grounds, claim
from ontherecord.reconcile.claims.standing import Rules, verdict
from ontherecord.reconcile.matters.sharing import sharing
from ontherecord.reconcile.matters.told import PLAIN, WEAK, WORD, Told, acts_of, begin, lists
from ontherecord.reconcile.values.grains import Days, days, places_agree
from ontherecord.reconcile.values.quantities import every
from ontherecord.reconcile.words.concepts import stem
from ontherecord.reconcile.words.rarity import rarity

CLASHES = "statements of one act"
_POSTINGS = 40  # statements of one act that a statement is compared with: the next ones
_NAMED, _HEAD = 1.0, 0.8  # what a shared name and a shared noun say; a word says what it weighs
_LEAST = {"took place": 1.3, "date": 1.8, "place": 1.8}
_ONCE = 0.6  # less is enough where the act is done once
_NEAR = datetime.timedelta(days=10)  # two days of one act are no further apart


_ZONED = re.compile(r"T.*(?:Z|[+-]\d\d:\d\d)$")  # a moment of another zone may be another day there


class Clash(NamedTuple):
    """Two statements at odds in one slot, with the words of each side."""

    slot: str
    one: Told
    other: Told
    sides: tuple[tuple[str, Span], tuple[str, Span]]
    score: float


def clashes(told: Sequence[Told], story: Grounds) -> Iterator[Claim]:
    """The conflicts that statements make, the surest of each slot and statement first."""
    found = sorted(
        _pairs(told, story), key=lambda c: (-c.score, begin(c.one.account), begin(c.other.account))
    )
    used: set[tuple[str, tuple[str, int]]] = set()
    for clash in found:
        ends = {(clash.slot, begin(t.account)) for t in (clash.one, clash.other)}
        if used.isdisjoint(ends):
            used |= ends
            yield from _claim(clash, story)


def _claim(clash: Clash, story: Grounds) -> Iterator[Claim]:
    said = [
        story.assertion(label, t.account, span)
        for t, (label, span) in zip((clash.one, clash.other), clash.sides, strict=True)
    ]
    seat = _seat(clash)
    if seat is not None:
        rules = Rules(lambda x, y: x == y, changes=False, noun="attendance")
        said = [
            a._replace(label="stayed away" if a.label.startswith("did not") else "took part") for a in said
        ]
    elif clash.slot == "took place":
        rules = Rules(
            lambda x, y: x == y, changes=True, noun="outcome", ends=("took place", "did not take place")
        )
    else:
        rules = Rules(lambda x, y: x == y, changes=False, noun=clash.slot)
    verdict_ = verdict(said, rules, story.origins)
    if verdict_.standing == "in-conflict":
        line = " ".join(clash.one.account.span.text.split())
        shown = " or ".join(v.value for v in verdict_.values)
        text = (
            line
            if clash.slot == "took place"
            else f"{clash.slot[0].upper()}{clash.slot[1:]} of “{line}”: {shown}"
        )
        slot = f"attended: {seat}" if seat is not None else clash.slot
        yield claim(text[:1].upper() + text[1:], Slot(name=slot), verdict_, CLASHES)


def _seat(clash: Clash) -> str | None:
    """The member of the cast whose presence is at odds, if the act is to be there."""
    members = sorted(k.lstrip("=?~") for k in clash.one.agents & clash.other.agents)
    both = (clash.one, clash.other)
    attending = {stem(act) for act in lists()["attending"]}
    words = {stem(w) for t in both for w in WORD.findall(t.account.span.text)}
    there = any(t.act in acts_of("attending") for t in both) or not attending.isdisjoint(words)
    return members[0] if there and members and clash.slot == "took place" else None


def _pairs(told: Sequence[Told], story: Grounds) -> Iterator[Clash]:
    weights = rarity(one.around for one in told)
    by_act: dict[str, list[Told]] = defaultdict(list)
    for one in told:
        if not one.account.historical:
            for act in sorted(one.acts):
                by_act[act].append(one)
    seen = set()
    given = _given(told)
    for _, some in sorted(by_act.items()):
        for n, one in enumerate(some):
            for other in some[n + 1 : n + 1 + _POSTINGS]:
                key = (begin(one.account), begin(other.account))
                apart = story.origin.get(one.account.article) != story.origin.get(other.account.article)
                if key not in seen and apart:
                    seen.add(key)
                    yield from _compared(one, other, weights, given)


def _given(told: Sequence[Told]) -> Mapping[tuple[str, str], frozenset[str]]:
    """Days and places that an article gives for an act."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for one in told:
        for act in one.acts:
            if one.account.date:
                found[one.account.article, act].add(one.account.date.date)
            if one.account.place:
                found[one.account.article, act].add(one.account.place.name)
    return {key: frozenset(values) for key, values in found.items()}


def _compared(
    one: Told, other: Told, weights: Mapping[str, float], given: Mapping[tuple[str, str], frozenset[str]]
) -> Iterator[Clash]:
    a, b = one.account, other.account
    score = _sameness(one, other, weights)
    firm = a.by == b.by == PLAIN
    once = _ONCE if not acts_of("once").isdisjoint(one.acts & other.acts) else 0.0
    if a.negated != b.negated:
        yes, no = (other, one) if a.negated else (one, other)
        sure = (
            firm
            and yes.account.modality in _FIRM
            and no.account.modality in _DENIED
            and _dates_meet(one, other)
        )
        nobody = (
            _NOBODY.match(no.account.span.text) is not None
            and one.act == other.act
            and _acts_are_telling(one)
        )
        if sure and ((nobody and score > 0) or (score >= _LEAST["took place"] and _denies(no, yes))):
            yield Clash("took place", one, other, (_side(one), _side(other)), score)
        return
    if a.negated or (a.modality in _FIRM) != (b.modality in _FIRM) or not {a.modality, b.modality} <= _SURE:
        return
    acts = one.acts & other.acts
    mine = {v for act in acts for v in given.get((a.article, act), frozenset())}
    theirs = {v for act in acts for v in given.get((b.article, act), frozenset())}
    if a.date and b.date and a.date.span and b.date.span and _apart(days(a.date.date), days(b.date.date)):
        told_twice = a.date.date in theirs or b.date.date in mine
        zoned = any(_ZONED.search(d) for d in (a.date.date, b.date.date))
        if not (told_twice or zoned) and score + once >= _LEAST["date"] and places_agree(a.place, b.place):
            yield Clash("date", one, other, ((a.date.date, a.date.span), (b.date.date, b.date.span)), score)
    if a.place and b.place and a.place.span and b.place.span and not places_agree(a.place, b.place):
        told_twice = a.place.name in theirs or b.place.name in mine
        if not told_twice and score + once >= _LEAST["place"] and _dates_meet(one, other):
            yield Clash(
                "place", one, other, ((a.place.name, a.place.span), (b.place.name, b.place.span)), score
            )


_FIRM = frozenset({"happened", "ongoing"})
_DENIED = _FIRM | {"denied"}
_SURE = _FIRM | {"planned"}


def _denies(no: Told, yes: Told) -> bool:
    """Whether a denial says little that the statement it denies lacks, and not only that some did not ("six deputies did
    not vote")."""
    more = no.own - yes.around - yes.own - no.acts - {"no", "not"}
    some = any(every(span.text) for span in no.account.actor_mentions)
    shared = no.parties & yes.parties
    told = any(p[0] not in WEAK for p in shared)
    return told and not some and len(more) <= len(no.own) * _MORE and acts_of("faint").isdisjoint(no.acts)


_NOBODY = re.compile(r"(?:so far |and |but )?(?:nobody|no one|none)\b", re.IGNORECASE)


def _acts_are_telling(one: Told) -> bool:
    """Whether an act says enough by itself that "nobody was detained" denies any report of it."""
    return acts_of("faint").isdisjoint(one.acts) and one.act in acts_of("once")


_MORE = 0.5  # share of a denial's words that what it denies may lack


def _side(one: Told) -> tuple[str, Span]:
    return ("did not take place" if one.account.negated else "took place"), one.account.span


def _dates_meet(one: Told, other: Told) -> bool:
    a, b = (days(t.account.date.date) if t.account.date else None for t in (one, other))
    return a is None or b is None or (a[0] <= b[1] and b[0] <= a[1])


def _apart(a: Days | None, b: Days | None) -> bool:
    """Whether two dates exclude each other and are still near enough to be two dates of one act."""
    if a is None or b is None or (a[0] <= b[1] and b[0] <= a[1]):
        return False
    near = min(abs(a[0] - b[0]), abs(a[1] - b[1])) <= max(_NEAR, 3 * max(a[1] - a[0], b[1] - b[0]))
    return near and max(a[1] - a[0], b[1] - b[0]) <= datetime.timedelta(days=31)


def _sameness(one: Told, other: Told, weights: Mapping[str, float]) -> float:
    """How much two statements of one act share besides the act; 0 if names tell their parties apart."""
    for ours, theirs in ((one.agents, other.agents), (one.patients, other.patients)):
        names = [{k for k in keys if k[0] == "="} for keys in (ours, theirs)]
        if all(names) and names[0].isdisjoint(names[1]):
            return 0.0
    shared = sharing(one, other, weights)
    return _NAMED * shared.named + _HEAD * shared.head + shared.words
