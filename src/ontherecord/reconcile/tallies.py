# SPDX-License-Identifier: Apache-2.0
"""Claims about figures: how many, how much.

Comes in: groups of figures that count one thing (`counts`). Goes out: `Claim`s.
Refuses: a conflict of figures that may grow (a toll) where they are of two days.
Score: `python -m bench claims`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ontherecord.model import Claim, Slot
from ontherecord.reconcile.counts import Counted, may_be_one
from ontherecord.reconcile.grounds import Grounds, claim
from ontherecord.reconcile.numbers import agree, is_measure
from ontherecord.reconcile.standing import Assertion, Rules, Verdict, verdict

_FIXED_UNITS = frozenset({"aboard"})  # a number of one moment: it does not grow as days pass


def joined(
    groups: Sequence[tuple[str, list[Counted]]], story: Grounds
) -> Iterator[tuple[str, list[Counted]]]:
    """Groups that may count one thing are joined where that makes no conflict."""
    kept: list[tuple[str, list[Counted]]] = []
    for unit, group in groups:
        for n, (other_unit, other) in enumerate(kept):
            if unit == other_unit and len(kept) < _MOST_GROUPS and may_be_one(group, other):
                both = [*other, *group]
                if _fits(unit, both, story):
                    kept[n] = (unit, both)
                    break
        else:
            kept.append((unit, group))
    yield from kept


def _fits(unit: str, both: Sequence[Counted], story: Grounds) -> bool:
    """Whether the figures of two groups may be one number: they agree, or the later is no smaller; only
    the missing grow fewer."""
    found = _verdict_of_count(unit, both, story)
    if found.standing != "superseded" or unit in _FALLING:
        return found.standing != "in-conflict"
    high = {_label(c): c.figure.high for c in both}
    dated = sorted(found.values, key=lambda v: v.asserted or "")
    return all(high[new.value] >= high[old.value] for old, new in pairwise(dated))


_FALLING = frozenset({"missing"})
_MOST_GROUPS = 200  # groups of figures of one story that are compared with each other


def of_count(unit: str, group: Sequence[Counted], story: Grounds) -> Iterator[Claim]:
    """The claim of one thing counted."""
    found = _verdict_of_count(unit, group, story)
    if found.standing == "in-conflict":
        exact = [v.value for v in found.values if v.value[0].isdigit()]
        shown = " or ".join(exact if len(exact) > 1 else (v.value for v in found.values))
    else:
        shown = max(found.values, key=lambda v: (v.asserted or "", len(v.origins), v.value)).value
    noun = _noun(unit)
    text = f"{noun[0].upper()}{noun[1:]}: {shown}"
    yield claim(text, Slot(name=unit), found, "figures of one thing")


def of_equals(unit: str, group: Sequence[Counted], story: Grounds) -> Iterator[Claim]:
    """The claim of a figure that two origins give alike, whatever it counts."""
    found = _verdict_of_count(unit, group, story)
    if found.standing == "corroborated":
        text = f"Number of {unit}: {found.values[0].value}"
        yield claim(text, Slot(name=f"number of {unit}"), found, "equal figures")


def _noun(unit: str) -> str:
    if is_measure(unit):
        return f"figure in {unit}"
    return f"number of people {unit}" if unit in _FIXED_UNITS else f"number of {unit}"


def _verdict_of_count(unit: str, group: Sequence[Counted], story: Grounds) -> Verdict:
    figures = {_label(c): c.figure for c in group}
    assertions = [
        Assertion(
            _label(c), story.origin.get(c.article, c.article), story.date.get(c.article, ""), c.span,
            rank=round(min(c.figure.low, 1e9)),
        )
        for c in group
    ]  # fmt: skip
    rules = Rules(
        lambda x, y: agree(figures[x], figures[y]),
        changes=unit not in _FIXED_UNITS and not is_measure(unit),
        noun=_noun(unit),
    )
    return verdict(assertions, rules, story.origins)


def _label(counted: Counted) -> str:
    """The figure in digits; of one that is hedged, the words of hedge and number: "some 60"."""
    figure = counted.figure
    if figure.low == figure.high:
        return f"{figure.low:,.0f}" if figure.low == round(figure.low) else f"{figure.low:,}"
    words = counted.span.text[: figure.amount - figure.start]
    return " ".join(words.split()).lower()
