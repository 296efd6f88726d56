# SPDX-License-Identifier: Apache-2.0
"""Claims about figures: how many, how much.

Comes in: figures that count one thing (`counts`). Goes out: `Claim`s.
Refuses: a conflict of figures that may grow (a toll) where they are of two days, and of more than two values of
what is no toll: they count several things.
Score: `python -m bench claims`.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from ontherecord.model import Claim, Slot
from ontherecord.reconcile.counts import Counted
from ontherecord.reconcile.grounds import Grounds, claim
from ontherecord.reconcile.numbers import Figure, agree, is_fate, is_measure
from ontherecord.reconcile.standing import Rules, Verdict, verdict

_FIXED_UNITS = frozenset(
    {"aboard", "votes", "years", "months", "weeks", "days", "hours", "years of age"}
)  # a number of one moment: it does not grow as days pass


def of_count(unit: str, group: Sequence[Counted], story: Grounds) -> Iterator[Claim]:
    """The claim of one thing counted; of what is no toll and no measure, where two origins count it."""
    found = _verdict_of_count(unit, group, story)
    if (
        not (is_fate(unit) or is_measure(unit))
        and len({o for v in found.values for o in v.origins}) < _SHARED
    ):
        return
    told = {c.figure.said for c in group if c.figure.low == c.figure.high}
    if found.standing == "in-conflict" and len(told) > _MOST_VALUES:
        return
    if found.standing == "in-conflict":
        exact = [v.value for v in found.values if v.value[0].isdigit()]
        shown = " or ".join(exact if len(exact) > 1 else (v.value for v in found.values))
    else:
        shown = max(found.values, key=lambda v: (v.asserted or "", len(v.origins), v.value)).value
    noun = _noun(unit)
    text = f"{noun[0].upper()}{noun[1:]}: {shown}"
    slot = unit if is_fate(unit) or is_measure(unit) else f"number of {unit}"
    yield claim(text, Slot(name=slot), found, "figures of one thing")


_SHARED = 2  # origins of a figure that is worth a claim
_MOST_VALUES = 2  # values of one number that may be at odds


def _noun(unit: str) -> str:
    if is_measure(unit):
        return f"figure in {unit}"
    return f"number of people {unit}" if unit in _FIXED_UNITS else f"number of {unit}"


def _verdict_of_count(unit: str, group: Sequence[Counted], story: Grounds) -> Verdict:
    figures = {_label(c): c.figure for c in group}
    rises = is_fate(unit) and all(c.figure.high > 0 for c in group)  # of one day the higher toll is the later
    assertions = [
        story.asserted(_label(c), c.article, c.span, round(min(c.figure.low, 1e9)) if rises else 0)
        for c in group
    ]  # fmt: skip
    changes = unit not in _FIXED_UNITS and not is_measure(unit)
    first = {a.label: a.date[:10] for a in sorted(assertions, key=lambda a: a.date, reverse=True)}

    def fit(one: str, other: str) -> bool:
        old, new = sorted((one, other), key=lambda label: first[label])
        outgrown = changes and first[old] < first[new] and _is_outgrown(figures[old], figures[new])
        return agree(figures[one], figures[other]) and not outgrown

    return verdict(assertions, Rules(fit, changes=changes, noun=_noun(unit)), story.origins)


def _is_outgrown(old: Figure, new: Figure) -> bool:
    """Whether a lower end that was given first ("at least 9") says little about a later figure (16)."""
    return old.high == math.inf and new.low > old.low * _GROWN


_GROWN = 1.3  # times a lower end; a figure further above it is another state of things


def _label(counted: Counted) -> str:
    """The figure in digits; of one that is hedged, the words of hedge and number: "some 60"."""
    figure = counted.figure
    if figure.low == figure.high:
        return f"{figure.low:,.0f}" if figure.low == round(figure.low) else f"{figure.low:,}"
    words = counted.span.text[: figure.amount - figure.start]
    return " ".join(words.split()).lower()
