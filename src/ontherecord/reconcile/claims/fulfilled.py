# SPDX-License-Identifier: Apache-2.0
"""What came of a plan: the later statement that tells as done what an earlier report had as still to come.

Comes in: the statements of a story (`told`). Goes out: pairs of statements, a plan and its outcome; a `Claim` for each
plan that came true.
Refuses: an outcome of another day than the planned one; one that shares with the plan only who acts, or only the day.
Score: `python -m bench claims`.

The planned day leads: "will fly to Gilgit on Tuesday" is looked for in later reports of that Tuesday, among what the same
people do, or what is told with the same rare words, and there with an act of the same family or way of going.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ontherecord.model import Claim, Slot
from ontherecord.reconcile.claims.grounds import Grounds, claim
from ontherecord.reconcile.claims.standing import Rules, verdict
from ontherecord.reconcile.matters.sharing import sharing
from ontherecord.reconcile.matters.told import Told, acts_of, begin
from ontherecord.reconcile.values.grains import Days, days
from ontherecord.reconcile.words.concepts import akin, stem
from ontherecord.reconcile.words.rarity import rarity

_SPAN = datetime.timedelta(days=6)  # a plan for a longer time has no day that leads to its outcome
_LATE = datetime.timedelta(days=1)  # after the planned day a report without a day still tells of it
_NAMED, _HEAD, _ACT, _WORD = 1.0, 0.7, 1.0, 0.7  # what a shared name, noun, act and word say
_LEAST, _LEAST_UNDATED = 1.3, 2.0  # of that all together, with the same day and without one
_POSTINGS = 40  # statements of a day that a plan is compared with


class Fulfilled(NamedTuple):
    """A plan and the statement of what came of it."""

    plan: Told
    outcome: Told


def of_plans(told: Sequence[Told], story: Grounds) -> Iterator[Claim]:
    """The claims of plans that came true, those of one outcome together."""
    groups: list[dict[tuple[str, int], tuple[Told, str, int]]] = []
    for pair in fulfilled(told):
        ends = {begin(t.account): (t, *state) for t, state in zip(pair, (_PLANNED, _DONE), strict=True)}
        home = next((g for g in groups if not g.keys().isdisjoint(ends)), None)
        if home is None:
            groups.append(ends)
        else:
            home.update({at: end for at, end in ends.items() if at not in home})
    for group in groups:
        said = [story.assertion(label, t.account, t.account.span, rank) for t, label, rank in group.values()]
        found = verdict(said, _RULES, story.origins)
        if found.standing == "superseded":
            lines = [
                " ".join(t.account.span.text.split()) for t, label, _ in group.values() if label == _DONE[0]
            ]
            line = min(lines, key=lambda text: (len(text), text))
            yield claim(line[:1].upper() + line[1:], Slot(name="took place"), found, FULFILLED)


FULFILLED = "plans and what came of them"
_PLANNED, _DONE = ("is planned", 0), ("took place", 2)
_RULES = Rules(lambda x, y: x == y, changes=True, noun="outcome", ends=("took place", "did not take place"))


def fulfilled(told: Sequence[Told]) -> Iterator[Fulfilled]:
    """For each plan of a story the statements that most likely tell its outcome, one of each article that does."""
    weights = rarity(one.around for one in told)
    done: dict[datetime.date, list[Told]] = defaultdict(list)
    for one in told:
        account = one.account
        if account.modality in {"happened", "ongoing"} and not account.negated and not account.historical:
            when, printed = _day(one), _printed(one)
            for day in _within(when) if when else [printed] if printed else []:
                done[day].append(one)
    for plan in told:
        when, printed = _day(plan), _printed(plan)
        if plan.account.modality != "planned" or plan.account.negated or when is None or printed is None:
            continue
        if when[0] < printed or when[1] - when[0] > _SPAN:
            continue
        near = [
            o
            for day in _within((when[0], when[1] + _LATE))
            for o in done[day][:_POSTINGS]
            if _is_later(o, plan)
        ]
        best: dict[str, tuple[float, int]] = {}
        for n, one in enumerate(near):
            scored = (_score(plan, one, when, weights), -n)
            best[one.account.article] = max(scored, best.get(one.account.article, scored))
        yield from (Fulfilled(plan, near[-n]) for _, (score, n) in sorted(best.items()) if score > 0)


def _day(one: Told) -> Days | None:
    return days(one.account.date.date) if one.account.date else None


def _printed(one: Told) -> datetime.date | None:
    found = days(one.published[:10])
    return found[0] if found else None


def _within(when: Days) -> list[datetime.date]:
    length = min((when[1] - when[0]).days, _SPAN.days + _LATE.days)
    return [when[0] + datetime.timedelta(days=n) for n in range(length + 1)]


def _is_later(outcome: Told, plan: Told) -> bool:
    return outcome.account.article != plan.account.article and outcome.published[:10] > plan.published[:10]


def _score(plan: Told, outcome: Told, when: Days, weights: Mapping[str, float]) -> float:
    """How sure it is that one statement tells the outcome of another; 0 if it is not."""
    of = _day(outcome)
    if of is not None and (of[0] > when[1] or of[1] < when[0]):
        return 0.0
    going = acts_of("going")
    act = (
        not plan.acts.isdisjoint(outcome.acts)
        or akin(stem(plan.act), stem(outcome.act))
        or {plan.act, outcome.act} <= going
    )
    named, head, words = sharing(plan, outcome, weights)
    if not (act or words >= _NAMED) or not (named or head or words >= _HEAD):
        return 0.0
    score = _NAMED * named + _HEAD * head + _ACT * act + _WORD * words
    return (
        score if score >= (_LEAST if of is not None else _LEAST_UNDATED) and (of is not None or act) else 0.0
    )
