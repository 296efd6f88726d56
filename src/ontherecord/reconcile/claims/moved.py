# SPDX-License-Identifier: Apache-2.0
"""The day of a plan that a later report says was moved: "will vote on 20 May", "the vote has been moved to 3 June".

Comes in: the days that the sentences of a story give (`fillers.days_of`). Goes out: a `Claim` for each plan whose day a later
report has otherwise, or one report tells as moved.
Refuses: another day without a word of moving, or of being late or early, beside it: two plans may be told of two days, and
which of them holds nobody says.
Score: `python -m bench claims`; `tests/reconcile/test_moved.py`.

A sentence that moves says more than the new day: the old one ("set for 20 May"), or how far off it is ("a day later than
planned"). Then little else need be shared with the plan that it moves.
"""

from __future__ import annotations

import bisect
import math
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ontherecord.model import Claim, Slot, Span
from ontherecord.reconcile.claims.fillers import Context, Filler
from ontherecord.reconcile.claims.fulfilled import ANAPHOR, day_of, is_plan, likeness
from ontherecord.reconcile.claims.grounds import Grounds, claim
from ontherecord.reconcile.claims.standing import Assertion, Rules, replaced_by_itself, verdict
from ontherecord.reconcile.values.numbers import number

MOVED = "plans that were moved"
_LEAST, _LEAST_OF_DAY = (
    1.1,
    0.4,
)  # what must be shared with a plan, and with one whose day the sentence gives too
_COMPARED = 200  # plans of a story that a sentence is compared with: the last before it
_SOON = 7  # days by which it is moved where a sentence says only "later than planned"
_FAR = 200  # days by which a plan is moved at most

MOVES = re.compile(
    r"\b(?:postpon|delay|deferr|reschedul|adjourn|mov(?:ed|es?|ing)\b|shift|prolong|extend|lengthen"
    r"|put(?:s|ting)? (?:\w+ ){0,6}?(?:off|back)\b|(?:brought|brings?|bringing|carried) (?:\w+ ){0,6}?forward\b"
    r"|(?:push|set|h[eo]ld|mov)\w* (?:\w+ ){0,6}?(?:back|over|up|forward)\b)",
    re.IGNORECASE,
)
"""Words that say that something is to be at another time than it was."""
_UNTIL = re.compile(r"\b(?:to|until|till|for)\s+(?:the\s+|early\s+|late\s+)*$", re.IGNORECASE)
"""Before the day to which something is moved,"""
_FROM = re.compile(
    r"\b(?:from|(?:set|planned|scheduled|due|announced|expected|called|fixed) (?:for|on))\s+(?:the\s+|early\s+|late\s+)*$",
    re.IGNORECASE,
)
"""and before that on which it was to be."""
_SHIFTED = re.compile(
    r"\b(?P<many>[\w-]+) (?P<unit>hour|day|week)s? (?:(?P<late>late|later than)|early|(?:earlier|sooner) than)\b",
    re.IGNORECASE,
)
_OTHERWISE = re.compile(
    r"\b(?:(?P<late>later)|earlier|sooner) than (?:\w+ ){0,3}?"
    r"(?:planned|announced|scheduled|expected|hoped|due|promised|intended|threatened|had to)\b",
    re.IGNORECASE,
)
_HOURS = {"hour": 1, "day": 24, "week": 168}


class Move(NamedTuple):
    """A new day as a sentence tells it: the days that it gives for the old one, and the old one in its own words."""

    to: Filler
    was: frozenset[int]
    told: Filler | None
    surely: bool
    """Whether the old day is known to be one of `was`."""


def of_moves(dated: Sequence[Filler], weights: Mapping[str, float], story: Grounds) -> Iterator[Claim]:
    """The claims of plans that were moved, one for each old and new day."""
    plans = [one for one in dated if is_plan(one)]
    groups: dict[tuple[str, str], tuple[dict[Span, Filler], dict[Span, Filler]]] = defaultdict(
        lambda: ({}, {})
    )
    for move in moves(dated):
        like = sorted(_plans_of(move, plans, weights), key=lambda p: (-p[0], p[1].span))
        planned = [plan for _, plan in like if plan.label == like[0][1].label] or (
            [move.told] if move.told else []
        )
        for one in planned[:1]:
            was, to = groups[one.label, move.to.label]
            was |= {plan.span: plan for plan in planned}
            to[move.to.span] = move.to
    for was, to in (groups[key] for key in sorted(groups)):
        line = min(one.context.text for one in to.values())
        old, new = ([story.asserted(f.label, f.article, at) for at, f in side.items()] for side in (was, to))
        yield from otherwise(old, new, line, story)


def otherwise(
    old: Sequence[Assertion], new: Sequence[Assertion], line: str, story: Grounds
) -> Iterator[Claim]:
    """The claim that something has another day than it had, if a later report, or one that tells both days, gives the new one."""
    if {a.span.document for a in (*old, *new)} == {old[0].span.document}:
        found = replaced_by_itself(old, new, story.origins)
    else:
        rules = Rules(lambda x, y: x == y, changes=True, noun="date")
        found = verdict([*old, *new], rules, story.origins)
    if found.standing == "superseded":
        text = f"Date: {new[0].label}, no longer {old[0].label} (“{' '.join(line.split())}”)"
        yield claim(text, Slot(name="date"), found, MOVED)


def moves(dated: Sequence[Filler]) -> Iterator[Move]:
    """The new days that the sentences of a story give."""
    by_sentence: dict[tuple[str, int], list[Filler]] = defaultdict(list)
    for day in dated:
        by_sentence[day.article, day.context.place].append(day)
    for (article, place), days in by_sentence.items():
        context = days[0].context
        before = by_sentence.get((article, place - 1), []) if ANAPHOR.search(context.text) else []
        yield from _moves_of(context, days, before)


def _moves_of(context: Context, days: Sequence[Filler], before: Sequence[Filler]) -> Iterator[Move]:
    moved, shift = MOVES.search(context.text), _SHIFTED.search(context.text)
    for day in days:
        others = [d for d in (*before, *days) if d is not day]
        if moved and _UNTIL.search(context.text[: day.figure.start]) and not _ends_a_time(day, others):
            told = [d for d in days if d is not day and _FROM.search(context.text[: d.figure.start])]
            if not _is_misread(day, others):
                yield Move(
                    day, _firsts(others), told[0] if len(told) == 1 else None, _has_old(context, others)
                )
        elif shift and (was := _before(day, shift)):
            yield Move(day, was, None, surely=True)
        elif than := _OTHERWISE.search(context.text):
            yield Move(day, _beside(day, than["late"] is not None), None, surely=True)


def _ends_a_time(day: Filler, others: Sequence[Filler]) -> bool:
    """Whether a day is only the last of a time that begins right before it, in a clause of its own: "delay the Games, due from
    July 24 to August 9"."""
    text, start = day.context.text, day.figure.start
    first = next((d for d in others if _TO.fullmatch(text, d.figure.end, start)), None)
    return first is not None and _LASTING.search(text[: first.figure.start]) is not None


_TO = re.compile(r"\s+(?:to|until|till)\s+")
_LASTING = re.compile(
    r"\b(?:which|that|due|scheduled|held|take place|runs?|lasts?|open)\b[^,;:.]*$", re.IGNORECASE
)


def _has_old(context: Context, others: Sequence[Filler]) -> bool:
    """Whether a sentence gives a day, besides the new one, that was still to come."""
    printed = day_of(context)
    return printed is not None and any(day >= printed for day in _firsts(others))


def _is_misread(to: Filler, others: Sequence[Filler]) -> bool:
    """Whether a new day would lie before its report and the days beside it: a weekday taken for the last one of its name."""
    printed = day_of(to.context)
    return printed is not None and to.figure.high < min([printed, *_firsts(others)], default=printed)


def _firsts(days: Sequence[Filler]) -> frozenset[int]:
    return frozenset(int(day.figure.low) for day in days)


def _before(day: Filler, shift: re.Match[str]) -> frozenset[int]:
    """The day that was planned, by a sentence that says how much later or earlier it became."""
    many = 1.0 if shift["many"].lower() in {"a", "an", "one"} else number(shift["many"].lower())
    if many is None:
        return frozenset()
    by = math.ceil(many * _HOURS[shift["unit"].lower()] / _HOURS["day"])
    return frozenset({int(day.figure.low) + (-by if shift["late"] else by)})


def _beside(day: Filler, late: bool) -> frozenset[int]:
    """The days of which one was planned, by a sentence that says only that it became earlier or later."""
    at = int(day.figure.low)
    return frozenset(range(at - _SOON, at) if late else range(at + 1, at + _SOON + 1))


def _plans_of(
    move: Move, plans: Sequence[Filler], weights: Mapping[str, float]
) -> Iterator[tuple[float, Filler]]:
    """The plans that a sentence may move, with how like it they are."""
    end = bisect.bisect_left(plans, move.to.context.printed, key=lambda plan: plan.context.printed)
    for plan in plans[max(0, end - _COMPARED) : end]:
        if plan.label == move.to.label or abs(plan.figure.low - move.to.figure.low) > _FAR:
            continue
        known = any(plan.figure.low <= day <= plan.figure.high for day in move.was)
        score = likeness(plan, move.to, weights)
        if score >= (_LEAST_OF_DAY if known else _LEAST) and (known or not move.surely):
            yield score + known, plan
