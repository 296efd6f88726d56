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

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ontherecord.model import Account, Claim, Slot, Span, When, Where
from ontherecord.reconcile.claims.fillers import content
from ontherecord.reconcile.claims.grounds import Grounds, claim
from ontherecord.reconcile.claims.moments import apart
from ontherecord.reconcile.claims.standing import (
    NOT_TAKEN_PLACE,
    OUTCOME,
    STAYED_AWAY,
    TOOK_PART,
    TOOK_PLACE,
    Rules,
    verdict,
)
from ontherecord.reconcile.matters.oneness import Statements, are_others, days_meet, likelihood_in_articles
from ontherecord.reconcile.matters.told import PLAIN, WEAK, WORD, Told, acts_of, begin, by_act, lists
from ontherecord.reconcile.values.grains import (
    is_day,
    one_place,
    places_agree,
)
from ontherecord.reconcile.values.quantities import every
from ontherecord.reconcile.words.concepts import akin, stem
from ontherecord.reconcile.words.stems import without_ending

CLASHES = "statements of one act"
_NAMES = {"spot": "place", "clock": "date"}  # what the slot of a claim is called
_TIMES = frozenset({"date", "clock"})
_TOLD = frozenset({"in-conflict", "superseded"})  # a plan may get another day or place
_SEATS = {NOT_TAKEN_PLACE: STAYED_AWAY, TOOK_PLACE: TOOK_PART}
_POSTINGS = 40  # statements of one act that a statement is compared with: the next ones
_LEAST = {"took place": 0.12, "date": 0.38, "clock": 0.15, "place": 0.3, "spot": 0.17}
"""How likely two statements must tell one act (`python -m bench.fit_oneness`): of two days more than of two clocks of one
day or of two towns, for a story has many days."""
_SURELY = 0.6  # from here on one of two dates may be a week or a month


class Clash(NamedTuple):
    """Two statements at odds in one slot, with the words of each side."""

    slot: str
    one: Told
    other: Told
    sides: tuple[tuple[str, Span], tuple[str, Span]]
    score: float


def clashes(told: Statements, story: Grounds) -> Iterator[Claim]:
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


def absences(told: Sequence[Told], story: Grounds) -> Iterator[Claim]:
    """Who stayed away by one report, and did something there by another: "stayed away from the inauguration", "sat in the
    second row and rose when she took the oath"."""
    sure = [
        t for t in told if t.account.by == PLAIN and not t.account.historical and t.account.modality in _FIRM
    ]
    away = acts_of("absent")
    absent = [
        t
        for t in sure
        if (t.act in away) != t.account.negated and (t.act in away or t.act in acts_of("attending"))
    ]
    there = [t for t in sure if t.act in acts_of("there") and not t.account.negated]
    around: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    for one in told if absent and there else ():
        acts = one.acts - acts_of("faint") - away - acts_of("attending")
        around[one.account.article][one.sentence] |= acts
    for no in absent:
        named = {k for k in no.agents if k[0] == "="}
        for yes in there:
            apart = story.origin.get(no.account.article) != story.origin.get(yes.account.article)
            if (
                apart
                and not named.isdisjoint(yes.agents)
                and days_meet(no, yes) is not False
                and _occasion(no, around) & around[yes.account.article][yes.sentence]
            ):
                sides = (STAYED_AWAY, no.account.span), (TOOK_PART, yes.account.span)
                yield from _claim(Clash("attended", no, yes, sides, 1.0), story)
                break


def _occasion(no: Told, around: Mapping[str, Mapping[int, set[str]]]) -> set[str]:
    """The acts of the sentence that tells an absence; where it has none, of those before it."""
    own = around[no.account.article]
    return own[no.sentence] or set().union(*(acts for at, acts in own.items() if at < no.sentence))


def _claim(clash: Clash, story: Grounds) -> Iterator[Claim]:
    said = [
        story.assertion(label, t.account, span)
        for t, (label, span) in zip((clash.one, clash.other), clash.sides, strict=True)
    ]
    seat = _seat(clash)
    name = _NAMES.get(clash.slot, clash.slot)
    if seat is not None:
        rules = Rules(lambda x, y: x == y, changes=False, noun="attendance")
        if clash.slot == "took place":
            said = [a._replace(label=_SEATS[a.label]) for a in said]
    elif name == "took place":
        rules = OUTCOME
    else:
        planned = all(t.account.modality == "planned" for t in (clash.one, clash.other))
        rules = Rules(lambda x, y: x == y, changes=planned, noun=name)
    verdict_ = verdict(said, rules, story.origins)
    if verdict_.standing in _TOLD:
        line = " ".join(clash.one.account.span.text.split())
        text = (
            line
            if name in {"took place", "attended"}
            else f"{name[0].upper()}{name[1:]} of “{line}”: {verdict_.shown}"
        )
        slot = f"attended: {seat}" if seat is not None else name
        yield claim(text[:1].upper() + text[1:], Slot(name=slot), verdict_, CLASHES)


def _seat(clash: Clash) -> str | None:
    """The member of the cast whose presence is at odds, if the act is to be there."""
    members = sorted(k.lstrip("=?~") for k in clash.one.agents & clash.other.agents)
    if clash.slot == "attended":
        return next(k[1:] for k in sorted(clash.one.agents & clash.other.agents) if k[0] == "=")
    both = (clash.one, clash.other)
    attending = {stem(act) for act in lists()["attending"]}
    words = {stem(w) for t in both for w in WORD.findall(t.account.span.text)}
    there = any(t.act in acts_of("attending") for t in both) or not attending.isdisjoint(words)
    return members[0] if there and members and clash.slot == "took place" else None


def _pairs(told: Statements, story: Grounds) -> Iterator[Clash]:
    seen = set()
    given = _given(told.told)
    origin = story.origin
    for _, some in sorted(by_act(told.told).items()):
        for n, one in enumerate(some):
            for other in some[n + 1 : n + 1 + _POSTINGS]:
                if origin.get(one.account.article) == origin.get(other.account.article):
                    continue
                slots = _slots(one, other)
                key = (begin(one.account), begin(other.account)) if slots else None
                if key is not None and key not in seen:
                    seen.add(key)
                    yield from _compared(one, other, slots, told, given)


def _given(told: Sequence[Told]) -> Mapping[tuple[str, str], frozenset[str]]:
    """Days and places that an article gives for an act, and by whom it has the act not done."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for one in told:
        for act in one.acts:
            if _is_denial(one.account):
                found[one.account.article, act].update(k for k in one.agents if k[0] == "=")
            if one.account.date:
                found[one.account.article, act].add(one.account.date.date)
            if one.account.place:
                found[one.account.article, act].add(one.account.place.name)
    return {key: frozenset(values) for key, values in found.items()}


def _slots(one: Told, other: Told) -> tuple[str, ...]:
    """The slots in which two statements of one act exclude each other, whether or not they are of the same."""
    a, b = one.account, other.account
    if not _may_exclude(one, other) or are_others(one, other):
        return ()
    if _is_denial(a) != _is_denial(b):
        no, yes = (a, b) if _is_denial(a) else (b, a)
        firm = yes.by == PLAIN and yes.modality in _FIRM and (no.modality == "denied" or no.by == PLAIN)
        firm = firm and no.modality in _DENIED and not yes.negated
        return ("took place",) if firm and days_meet(one, other) is not False else ()
    if a.negated or (a.modality in _FIRM) != (b.modality in _FIRM) or not {a.modality, b.modality} <= _SURE:
        return ()
    moments = apart(a, b) if places_agree(a.place, b.place) else None
    found = [moments] if moments else []
    if a.place and b.place and a.place.span and b.place.span:
        if _towns_apart(a.place, b.place) and days_meet(one, other) is not False:
            found.append("place")
    elif (
        one.spots
        and other.spots
        and days_meet(one, other) is not False
        and _spots_apart(one.spots[0], other.spots[0])
        and _may_share_agents(one, other)
    ):
        found.append("spot")
    if found and (any(_AGAIN.search(x.span.text) for x in (a, b)) or _elsewhere(one, other)):
        return ()
    return tuple(found)


def _may_share_agents(one: Told, other: Told) -> bool:
    """Whether nobody who is named as doing it in one statement is missing from the other, which names somebody else."""
    agents = [{k for k in t.agents if k[0] == "="} for t in (one, other)]
    return bool(agents[0] & agents[1]) or bool(agents[0]) == bool(agents[1]) or bool(one.named & other.named)


def _is_denial(account: Account) -> bool:
    """Whether it denies its act: "did not fire", "denied that mortars had been used"; not "denied that it had not"."""
    return account.negated != (account.modality == "denied")


def _may_exclude(one: Told, other: Told) -> bool:
    """Whether two statements have anything in which they could exclude each other: most pairs have nothing."""
    a, b = one.account, other.account
    return (
        _is_denial(a) != _is_denial(b)
        or (a.date is not None and b.date is not None)
        or (a.place is not None and b.place is not None)
        or (bool(one.spots) and bool(other.spots))
    )


_AGAIN = re.compile(
    r"\b(?:again|another|second|next(?! (?:week|month|year|season|spring|summer|autumn|winter|\w+day)\b)|further|more|similar|other)\b",
    re.IGNORECASE,
)  # an act done once more; "next year" is a date


def _elsewhere(one: Told, other: Told) -> bool:
    """Whether somebody goes to two places: where one goes says which going it is. One night, of which reports of one day tell,
    is spent in one place only."""
    if "night" in one.patients & other.patients and one.published[:_DAY_LONG] == other.published[:_DAY_LONG]:
        return False
    ends = [{p for p in t.patients if p[0] == "="} | {s.text for s in t.spots} for t in (one, other)]
    return (
        not acts_of("going").isdisjoint(one.acts & other.acts) and all(ends) and ends[0].isdisjoint(ends[1])
    )


_DAY_LONG = 10  # characters of an ISO date that give the day


def _compared(
    one: Told, other: Told, slots: Sequence[str], held: Statements,
    given: Mapping[tuple[str, str], frozenset[str]],
) -> Iterator[Clash]:  # fmt: skip
    score = likelihood_in_articles(one, other, held)
    if slots[0] == "took place":
        yes, no = (other, one) if _is_denial(one.account) else (one, other)
        nobody = (
            _NOBODY.match(no.account.span.text) is not None
            and one.act == other.act
            and _acts_are_telling(one)
            and _says_little_more(no, yes)
            and (len(no.own) > 1 or akin(*(stem(t.account.trigger.text) for t in (no, yes))))
        )
        known = {k for act in no.acts & yes.acts for k in given.get((yes.account.article, act), frozenset())}
        if not known.isdisjoint(yes.agents):
            return  # its article has somebody do it and not do it: two acts
        if nobody or (score >= _LEAST["took place"] and _denies(no, yes)):
            yield Clash("took place", one, other, (_side(one), _side(other)), score)
        return
    ends = (one, other)
    mine, theirs = (
        {v for act in one.acts & other.acts for v in given.get((t.account.article, act), frozenset())}
        for t in ends
    )
    for slot in slots:
        (here, at), (there, where) = (_value(slot, t) for t in ends)
        told = slot not in _TIMES or score >= _SURELY or all(is_day(date) for date in (here, there))
        if told and score >= _LEAST[slot] and here not in theirs and there not in mine:
            yield Clash(slot, one, other, ((here, at), (there, where)), score)


def _value(slot: str, one: Told) -> tuple[str, Span]:
    """The value of a slot of a statement that has it, and its words."""
    reference = one.account.date if slot in _TIMES else one.account.place
    if slot == "spot" or reference is None or reference.span is None:
        return " ".join(one.spots[0].text.split()), one.spots[0]
    return (reference.date if isinstance(reference, When) else reference.name), reference.span


def _towns_apart(one: Where, other: Where) -> bool:
    """Whether two places are two towns, or sites of two; what a name of a country says is too little."""
    return {one.grain, other.grain} <= {"city", "site"} and not one_place(one, other)


def _spots_apart(one: Span, other: Span) -> bool:
    """Whether two buildings, rooms, ways or waters are two: their words have nothing in common, and neither is a part
    that the other may have, nor so wide that it may hold the other."""
    words = [content(s.text) for s in (one, other)]
    heads = [s.text.lower().split()[-1] for s in (one, other)]
    sizes = [(head in lists()["parts"], head in lists()["wide"]) for head in heads]
    return words[0].isdisjoint(words[1]) and sizes[0] == sizes[1] and not akin(stem(heads[0]), stem(heads[1]))


_FIRM = frozenset({"happened", "ongoing"})
_DENIED = _FIRM | {"denied"}
_SURE = _FIRM | {"planned"}


def _denies(no: Told, yes: Told) -> bool:
    """Whether a denial says little that the statement it denies lacks, and not only that some did not ("six deputies did
    not vote")."""
    if not _says_little_more(no, yes):
        return False
    parties = (no.account.actor_mentions, yes.account.recipient_mentions)
    some = any(every(span.text) for mentions in parties for span in mentions)  # figures are compared as such
    shared = no.parties & yes.parties
    told = any(p[0] not in WEAK for p in shared)
    return told and not some and acts_of("faint").isdisjoint(no.acts)


def _says_little_more(no: Told, yes: Told) -> bool:
    """Whether what it denies has nearly all the words of a denial."""
    more = no.own - yes.around - yes.own - no.acts - {"no", "not"}
    if not any(key[0] == "=" for key in yes.agents):  # "the two rivals" may be those whom the denial names
        more -= {without_ending(w.lower()) for s in no.account.actor_mentions for w in WORD.findall(s.text)}
    return len(more) <= len(no.own) * _MORE


_NOBODY = re.compile(r"(?:so far |and |but )?(?:nobody|no one|none)\b", re.IGNORECASE)


def _acts_are_telling(one: Told) -> bool:
    """Whether an act says enough by itself that "nobody was detained" denies any report of it."""
    return acts_of("faint").isdisjoint(one.acts) and one.act in acts_of("once")


_MORE = 0.5  # share of a denial's words that what it denies may lack


def _side(one: Told) -> tuple[str, Span]:
    return (NOT_TAKEN_PLACE if _is_denial(one.account) else TOOK_PLACE), one.account.span
