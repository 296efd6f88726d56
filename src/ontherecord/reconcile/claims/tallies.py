# SPDX-License-Identifier: Apache-2.0
"""Claims about figures: how many, how much.

Comes in: figures that count one thing (`counts`). Goes out: `Claim`s.
Refuses: a conflict of figures that may grow (a toll) where they are of two days, and of more than two values of
what is no toll: they count several things.
Score: `python -m bench claims`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ontherecord.model import Claim, Slot, Span
from ontherecord.reconcile.claims.fillers import Context, Filler, figures_of
from ontherecord.reconcile.claims.grounds import Grounds, claim
from ontherecord.reconcile.claims.once import inside
from ontherecord.reconcile.claims.standing import Rules, Verdict, verdict
from ontherecord.reconcile.claims.surroundings import surroundings
from ontherecord.reconcile.values.figures import Figure, agree
from ontherecord.reconcile.values.numbers import LARGEST
from ontherecord.reconcile.values.units import (
    DECIDED,
    is_converted,
    is_fate,
    is_measure,
    is_people,
    is_plain_noun,
)

_FIXED_UNITS = DECIDED | frozenset(
    {"aboard", "votes", "years", "months", "weeks", "days", "hours", "years of age"}
)  # a number of one moment: it does not grow as days pass


def of_count(unit: str, group: Sequence[Filler], story: Grounds, settled: bool = False) -> Iterator[Claim]:
    """The claim of one thing counted; of what is no toll and no measure, where two origins count it. `settled`: whether it is
    known to be told of one moment."""
    found = _verdict_of_count(unit, group, story, settled)
    alone = len({o for v in found.values for o in v.origins}) < _SHARED and found.standing != "superseded"
    if alone and not _is_telling(unit, group):
        return
    sure = [c.figure for c in group if c.figure.low == c.figure.high]
    told = {f.said for f in sure} | {
        c.figure.said for c in group if not any(agree(c.figure, f) for f in sure)
    }
    if found.standing == "in-conflict" and len(told) > _MOST_VALUES:
        return
    if found.standing == "corroborated" and is_plain_noun(unit) and max(told) <= _A_COUPLE:
        return
    noun, shown = _noun(unit), _shown(found, unit, group)
    text = f"{noun[0].upper()}{noun[1:]}: {shown}"
    if not is_fate(unit):  # of what became of people the noun tells enough
        text += f" ({surroundings(_showing(shown, found, group))})"
    unsaid = not unit or unit.startswith("@")
    slot = unit if is_fate(unit) or is_measure(unit) else f"number of {'what is counted' if unsaid else unit}"
    yield claim(text, Slot(name=slot), found, "figures of one thing")


def _showing(shown: str, found: Verdict, group: Sequence[Filler]) -> Sequence[Filler]:
    """Those of a group that give the value that is shown; of values in conflict the first."""
    value = found.values[0].value if found.standing == "in-conflict" else shown.partition(" to ")[0]
    return [one for one in group if _label(one) == value] or group


def sums_agreed(wishes: Sequence[Claim], read: Sequence[Context], story: Grounds) -> Iterator[Claim]:
    """The conflicts of agreements that differ in one measure only ("a fund of 250 million dollars", "a fund of 400 million
    dollars"), as conflicts of that measure."""
    for wish in wishes:
        if wish.slot.name == "agreed" and wish.standing == "in-conflict":
            sides = [[f for s in value.support for f in _measured(s, read)] for value in wish.values]
            units = {f.figure.unit for side in sides for f in side}
            sure = [len({(f.figure.unit, f.figure.said) for f in side}) == 1 for side in sides]
            if all(sure) and len(units) == 1:
                yield from of_count(units.pop(), [f for side in sides for f in side], story, settled=True)


def _measured(span: Span, read: Sequence[Context]) -> Iterator[Filler]:
    """The figures of a measure in a span."""
    for context in read:
        if (
            context.document == span.document
            and context.start < span.end
            and span.start < context.start + len(context.text)
        ):
            for one in figures_of(context):
                if is_measure(one.figure.unit) and inside(one.span, span):
                    yield one


def _shown(found: Verdict, unit: str, group: Sequence[Filler]) -> str:
    """The values in conflict; else the last one, of one day the highest toll, then that of most origins."""
    of = unit.removeprefix("@") if unit.startswith("@") else ""
    of = of and f" {of}"
    if found.standing == "in-conflict":
        exact = [v.value for v in found.values if v.value[0].isdigit()]
        return " or ".join(f"{v}{of}" for v in (exact if len(exact) > 1 else (v.value for v in found.values)))
    least = {_label(c): c.figure.low if is_fate(unit) else 0.0 for c in group}
    told = [
        ((v.asserted or "")[:10], least[v.value], v.asserted or "", len(v.origins), v.value)
        for v in found.values
    ]
    return max(told)[-1] + of


_A_COUPLE = 2  # "both sides", "the two governments": shared by all reports, and no news
_SHARED = 2  # origins of a figure that is worth a claim


def _is_telling(unit: str, group: Sequence[Filler]) -> bool:
    """Whether a figure that one origin alone gives is a claim: what became of people, a measure, a number of people or of any
    noun that is no couple."""
    counted = is_people(unit) or is_plain_noun(unit)
    many = max(c.figure.said for c in group) >= (_MANY if unit else _LARGE)
    return is_fate(unit) or is_measure(unit) or (counted and many)


_MANY, _LARGE = 5, 100  # from here on of a noun; of what is not said
_MOST_VALUES = 2  # values of one number that may be at odds


def _noun(unit: str) -> str:
    if not unit:
        return "number"
    if unit.startswith("@"):
        return "count"
    if is_measure(unit):
        return f"figure in {unit}"
    return "number of people aboard" if unit == "aboard" else f"number of {unit}"


def _verdict_of_count(unit: str, group: Sequence[Filler], story: Grounds, settled: bool) -> Verdict:
    figures = {_label(c): c.figure for c in group}
    rises = is_fate(unit) and all(c.figure.high > 0 for c in group)  # of one day the higher toll is the later
    assertions = [
        story.asserted(_label(c), c.article, c.span, round(min(c.figure.low, 1e9)) if rises else 0)
        for c in group
    ]  # fmt: skip
    changes = not settled and _changes(unit, group)
    first = {a.label: a.date[:10] for a in sorted(assertions, key=lambda a: a.date, reverse=True)}

    def fit(one: str, other: str) -> bool:
        old, new = sorted((one, other), key=lambda label: first[label])
        outgrown = changes and first[old] < first[new] and _is_outgrown(figures[old], figures[new])
        return agree(figures[one], figures[other]) and not outgrown

    return verdict(assertions, Rules(fit, changes=changes, noun=_noun(unit)), story.origins)


def _changes(unit: str, group: Sequence[Filler]) -> bool:
    """Whether a number may be another one later: a toll that has not fallen, one that a report gives as that of the moment
    ("now", "so far", "at least"), and one that was wished for or guessed before it was so."""
    stages = [c.context.stage for c in group]
    if unit in _FIXED_UNITS:
        return False
    if is_fate(unit):
        return unit in _FALLING or not _fell(group)
    hoped = {"wish"} if is_measure(unit) else {"wish", "future"}  # a price that "will be paid" is settled
    told = stages[0] in hoped and stages[-1] == "fact"
    if _is_misread(group):
        return False
    return told or any("progress" in c.context.signs for c in group) or _was_guessed(group)


def _is_misread(group: Sequence[Filler]) -> bool:
    """Whether two numbers have the same digits in another order ("118", "181"): one was misread, none has become the other."""
    told = {f"{c.figure.said:.0f}" for c in group if _TWO_DIGITS < c.figure.said < LARGEST}
    return len({"".join(sorted(digits)) for digits in told}) < len(told)


_TWO_DIGITS = 100


def _was_guessed(group: Sequence[Filler]) -> bool:
    """Whether the first day's figures only say about how many there may be: "up to 600 jobs could go"."""
    first = [c for c in group if c.context.printed == group[0].context.printed]
    guesses = all(c.figure.low < c.figure.high for c in first)
    return guesses and any(c.context.stage == "future" for c in first)


_FALLING = frozenset({"missing", "displaced", "ill"})


def _fell(group: Sequence[Filler]) -> bool:
    """Whether a later report of another origin has fewer: nobody comes back to life, so one of the two is wrong."""
    return any(
        old.context.printed < new.context.printed
        and new.figure.high < old.figure.low
        and old.context.origin != new.context.origin
        for n, old in enumerate(group)
        for new in group[n + 1 :]
    )


def _is_outgrown(old: Figure, new: Figure) -> bool:
    """Whether a lower end that was given first ("at least 9", "over 9") says little about a later figure (16)."""
    return old.low == old.said < old.high and new.low > old.low * _GROWN


_GROWN = 1.3  # times a lower end; a figure further above it is another state of things


def _label(counted: Filler) -> str:
    """The figure in digits; of one that is hedged, the words of hedge and number ("some 60"); of one that is compared in
    another unit or was told by two numbers, all its words ("five gigawatts", "two hours and 14 minutes")."""
    figure = counted.figure
    if figure.low == figure.high and round(figure.low, _DECIMALS) == figure.low:
        return f"{figure.low:,.0f}" if figure.low == round(figure.low) else f"{figure.low:,}"
    words = counted.span.text
    if not is_converted(words, figure.unit):
        words = words[: figure.amount - figure.start]
    return " ".join(words.split()).lower()


_DECIMALS = 3  # of a number that is shown in digits
