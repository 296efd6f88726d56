# SPDX-License-Identifier: Apache-2.0
"""The town of a plan that a report says was changed: "called for Friday in Lund, is now to be held in Ystad".

Comes in: the towns that sentences name (`fillers.towns_of`). Goes out: a `Claim` for each town that a sentence gives
up for another.
Refuses: another town without words that give the first up ("not, as planned, in", "had been announced for") or say that it
is another now ("will now be held in"); two towns of which neither is.
Score: `python -m bench claims`; `tests/reconcile/test_relocated.py`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from ontherecord.model import Claim, Slot
from ontherecord.reconcile.claims.fillers import Filler
from ontherecord.reconcile.claims.fulfilled import likeness
from ontherecord.reconcile.claims.grounds import Grounds, claim
from ontherecord.reconcile.claims.standing import Rules, replaced_by_itself, verdict
from ontherecord.reconcile.values.grains import one_place

RELOCATED = "plans of another town"
_LEAST, _LEAST_OF_TOWN = (
    0.6,
    0.4,
)  # what a plan must share, and one of the town that the sentence itself gives up
_CLEAR = 1.4  # times as much as any plan of a third town
_COMPARED = 200  # plans of a story that a sentence is compared with: the last before it

_TO = r"\s(?:the\s)?(?:(?!(?:to|from|in|at)\s)[\w’'-]+\s){0,4}?(?:of\s)?$"
_PLANNED = r"(?:called|planned|set|scheduled|announced|booked|fixed|intended)"
_GIVEN_UP = re.compile(
    rf"(?:\bnot,?\sas\s{_PLANNED},?\sin|\binstead\sof(?:\sin)?|\brather\sthan(?:\sin)?"
    rf"|\b(?:had|was|were)\s(?:been\s|first\s|originally\s)?{_PLANNED}\s(?:for\s(?:\w+\s){{1,3}}?)?(?:in|at|for)"
    rf"|\b(?:moved|shifted|switched|transferred|relocated)\s(?:\w+\s){{0,4}}?from){_TO}",
    re.IGNORECASE,
)
"""Before the town in which something was to be,"""
_NOW = re.compile(
    r"(?:\b(?:will|is|are|would)\snow\s(?:to\s)?(?:be\s)?(?:held|take\splace|meet|gather|open|begin|start)\s(?:[\w,]+\s){0,3}?(?:in|at)"
    rf"|\b(?:moved|shifted|switched|transferred|relocated)\s(?:[\w’'-]+\s){{0,6}}?to){_TO}",
    re.IGNORECASE,
)
"""and before that in which it is to be instead."""
_IN = re.compile(rf"\b(?:in|at){_TO}", re.IGNORECASE)


def of_relocations(placed: Sequence[Filler], weights: Mapping[str, float], story: Grounds) -> Iterator[Claim]:
    """The claims of plans that got another town, one for each old and new town."""
    by_sentence: dict[tuple[str, int], list[Filler]] = defaultdict(list)
    for one in placed:
        by_sentence[one.article, one.context.place].append(one)
    seen: set[tuple[str, str]] = set()
    for (article, number), here in by_sentence.items():
        old = [f for f in here if _GIVEN_UP.search(_before(f))]
        new = [f for f in here if f not in old and _NOW.search(_before(f))]
        if old and not new:
            others = [f for f in here if f not in old] or by_sentence.get((article, number - 1), [])
            new = [f for f in others if _IN.search(_before(f))]
        names = {f.label for f in new}, {f.label for f in old}
        if len(names[0]) != 1 or len(names[1]) > 1:
            continue
        to = new[0]
        earlier = [p for p in placed if p.context.printed < to.context.printed][-_COMPARED:]
        plans = _plans(to, old, earlier, weights)
        was = [*old, *plans]
        if was and (was[0].label, to.label) not in seen and not one_place(was[0].where, to.where):
            seen.add((was[0].label, to.label))
            yield from _claim(was, to, [f for f in placed if f.label == to.label], story)


def _before(one: Filler) -> str:
    return one.context.text[: one.figure.start]


def _plans(
    to: Filler, old: Sequence[Filler], earlier: Sequence[Filler], weights: Mapping[str, float]
) -> list[Filler]:
    """The sentences of earlier reports that set in the old town what is moved; where none is named, those most like it that
    tell a plan."""
    if old:
        alike = [p for p in earlier if p.label == old[0].label]
        return [p for p in alike if max(likeness(p, f, weights) for f in (old[0], to)) >= _LEAST_OF_TOWN]
    some = [
        (likeness(p, to, weights), p)
        for p in earlier
        if p.context.stage == "future" and not one_place(p.where, to.where)
    ]
    score, best = max(some, key=lambda f: (f[0], f[1].span), default=(0.0, None))
    rival = max((s for s, p in some if best is not None and p.label != best.label), default=0.0)
    if best is None or score < max(_LEAST, _CLEAR * rival):
        return []
    return [p for s, p in some if p.label == best.label and s >= _LEAST_OF_TOWN]


def _claim(was: Sequence[Filler], to: Filler, later: Sequence[Filler], story: Grounds) -> Iterator[Claim]:
    old = [story.asserted(f.label, f.article, f.span) for f in was]
    new = [
        story.asserted(f.label, f.article, f.span)
        for f in (to, *later)
        if f.context.printed >= to.context.printed
    ]
    if {a.span.document for a in (*old, *new)} == {to.span.document}:
        found = replaced_by_itself(old, new, story.origins)
    else:
        rules = Rules(lambda x, y: x == y, changes=True, noun="place")
        found = verdict([*old, *new], rules, story.origins)
        if found.standing != "superseded":
            own = [a for a in old if a.span.document == to.span.document]
            found = replaced_by_itself(own, new[:1], story.origins) if own else found
    if found.standing == "superseded":
        line = " ".join(to.context.text.split())
        text = f"Place: {to.label}, no longer {was[0].label} (“{line}”)"
        yield claim(text, Slot(name="place"), found, RELOCATED)
