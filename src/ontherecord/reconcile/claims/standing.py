# SPDX-License-Identifier: Apache-2.0
"""The standing of a claim: what independent origins agree on, and what they do not.

Comes in: the values given for one slot, each with its origins, dates and words. Goes out:
a `Standing` with its reason in words.
Refuses: a conflict that has another reading (a later report, a coarser grain, one origin alone);
it then says superseded, corroborated or single-source. A false conflict is worse than a missed one.
Score: `tests/reconcile/test_claims.py`.

The rules, in order:
 1. Values that agree (the same, one inside the other, intervals that meet) count as one.
 2. An origin counts once, however many articles carry it.
 3. Where a slot can change (a toll, a plan), a value asserted later replaces an earlier one.
 4. What one origin alone says in two ways is its own affair: no conflict.
 5. Two values that exclude each other, from two origins, with no order in time: in conflict.
 6. Two or more origins for the value that stands: corroborated. Otherwise single-source.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from ontherecord.model import ClaimValue, Span, Standing


class Assertion(NamedTuple):
    """One report of one value: `date` is when it was asserted, ISO or empty."""

    label: str
    origin: str
    date: str
    span: Span
    rank: int = 0
    """Of two values of one day the one of higher rank came later (planned 0, happened 1)."""


class Verdict(NamedTuple):
    """The values of a claim, the standing and why."""

    values: tuple[ClaimValue, ...]
    standing: Standing
    why: str

    @property
    def shown(self) -> str:
        """What a reader is told: the values at odds, or the one that stands."""
        if self.standing == "in-conflict":
            return " or ".join(v.value for v in self.values)
        return self.values[-1].value


class Rules(NamedTuple):
    """What makes two values of a slot agree, and whether the slot can change in time."""

    agree: Callable[[str, str], bool]
    changes: bool
    noun: str
    """What the slot is called in a reason: "place", "number of dead"."""
    ends: tuple[str, str] | None = None
    """The label that it is so and the label that it is not. "Not so" is replaced by a later "so"
    (not yet), but "so" is not replaced by a later "not so": that is a denial."""


TOOK_PLACE, NOT_TAKEN_PLACE = "took place", "did not take place"
OUTCOME = Rules(lambda x, y: x == y, changes=True, noun="outcome", ends=(TOOK_PLACE, NOT_TAKEN_PLACE))
"""Of whether something took place."""
TOOK_PART, STAYED_AWAY = "took part", "stayed away"


def verdict(assertions: Sequence[Assertion], rules: Rules, origins: Mapping[str, str]) -> Verdict:
    """The standing of one slot. `origins` maps origin ids to names for the reason."""
    rules = rules._replace(agree=functools.cache(rules.agree))  # asked of each pair many times
    by_label: dict[str, list[Assertion]] = defaultdict(list)
    for assertion in assertions:
        by_label[assertion.label].append(assertion)
    labels = sorted(by_label)
    first = {label: min(a.date[:10] for a in by_label[label]) for label in labels}
    labels.sort(key=lambda v: (first[v], min(a.rank for a in by_label[v]), v))
    values = tuple(_value(label, by_label[label]) for label in labels)
    clashes = [
        (one, other)
        for n, one in enumerate(labels)
        for other in labels[n + 1 :]
        if not rules.agree(one, other)
    ]
    if not clashes:
        return _agreed(values, labels, by_label, rules, origins)
    open_ = [
        pair
        for pair in clashes
        if not _settled(by_label[pair[0]], by_label[pair[1]], rules)
        and (rules.changes or not _gives_both(pair, labels, by_label, rules))
    ]
    if open_:
        return Verdict(values, "in-conflict", _conflict(open_[0], by_label, rules, origins))
    oriented = [*clashes, *((new, old) for old, new in clashes)]
    updates = [
        pair
        for pair in oriented
        if _replaced(by_label[pair[0]], by_label[pair[1]], rules) and not _undone(pair, rules)
    ]
    updates.sort(key=lambda pair: max(a.date[:10] for a in by_label[pair[1]]))
    if rules.changes and updates:
        return Verdict(values, "superseded", _update(updates[-1], by_label, rules, origins))
    return _agreed(values, labels, by_label, rules, origins)


def replaced_by_itself(
    old: Sequence[Assertion], new: Sequence[Assertion], origins: Mapping[str, str]
) -> Verdict:
    """The standing of a slot of which one report tells both what it was and what it has become: "moved from Tuesday to Friday"."""
    values = _value(old[0].label, old), _value(new[0].label, new)
    who = _named([a.origin for a in new], origins)
    return Verdict(values, "superseded", f"{who} itself tells that “{old[0].label}” became “{new[0].label}”")


def _value(label: str, assertions: Sequence[Assertion]) -> ClaimValue:
    ordered = sorted(assertions, key=lambda a: (a.date, a.span))
    dates = [a.date for a in ordered if a.date]
    return ClaimValue(
        value=label,
        support=tuple(dict.fromkeys(a.span for a in ordered)),
        origins=tuple(sorted({a.origin for a in ordered})),
        asserted=dates[0] if dates else None,
    )


def _settled(some: Sequence[Assertion], others: Sequence[Assertion], rules: Rules) -> bool:
    """Whether two values that exclude each other are no conflict after all."""
    if len({a.origin for a in (*some, *others)}) == 1:
        return True
    if not rules.changes:
        return False
    if rules.ends is not None and not {some[0].label, others[0].label} <= set(rules.ends):
        return True  # a plan, and that it took place or not, are two states and never at odds
    if rules.ends is not None and {some[0].label, others[0].label} == set(rules.ends):
        so, not_so = (some, others) if some[0].label == rules.ends[0] else (others, some)
        return max(a.date[:10] for a in not_so) < min(a.date[:10] for a in so)
    if any(not a.date for a in (*some, *others)):
        return True  # without dates an update cannot be told from a conflict
    return _later(some, others)


def _gives_both(
    pair: tuple[str, str],
    labels: Sequence[str],
    by_label: Mapping[str, Sequence[Assertion]],
    rules: Rules,
) -> bool:
    """Whether an origin gives both values, or values that agree with them: it corrects itself or
    explains the difference. A value that agrees with both sides ("some 60") says nothing."""
    sides: list[set[str]] = []
    for mine, theirs in (pair, pair[::-1]):
        alone = [v for v in labels if v == mine or (rules.agree(mine, v) and not rules.agree(theirs, v))]
        sides.append({a.origin for v in alone for a in by_label[v]})
    return bool(sides[0] & sides[1])


def _later(some: Sequence[Assertion], others: Sequence[Assertion]) -> bool:
    """Whether one of two values replaced the other: its first report is later, or an origin
    that gave the one gave the other afterwards."""
    first, second = (min((a.date[:10], a.rank) for a in side) for side in (some, others))
    if first != second:
        old, new = (some, others) if first < second else (others, some)
        return not _insisted(old, new)
    for one in some:
        for other in others:
            if one.origin == other.origin and (one.date, one.rank) != (other.date, other.rank):
                return True
    return False


def _replaced(old: Sequence[Assertion], new: Sequence[Assertion], rules: Rules) -> bool:
    """Whether another report than the one with the old value has the new one, and has it later.
    One report that has both only looks back, or ahead; one without a date is none the earlier. A plan and its
    outcome of one day have no order unless both reports have their hour."""

    def moment(one: Assertion, to: int) -> tuple[str, int]:
        return one.date[:to], 0 if rules.ends else one.rank

    return any(
        a.span.document != b.span.document and a.date and moment(a, to) < moment(b, to)
        for a in old
        for b in new
        for to in [min(len(a.date), len(b.date)) if rules.ends else _DAY]
    )


_DAY = 10  # characters of an ISO date that give the day


def _undone(pair: tuple[str, str], rules: Rules) -> bool:
    """Whether a plan would replace what took place: that is another plan."""
    old, new = pair
    return rules.ends is not None and old == rules.ends[0] and new not in rules.ends


def _insisted(old: Sequence[Assertion], new: Sequence[Assertion]) -> bool:
    """Whether an origin that never gave the new value gave the old one after it was out, or again that day."""
    out = min(a.date[:10] for a in new)
    known = {a.origin for a in new}
    before = {a.origin for a in old if a.date[:10] < out}
    later = [a for a in old if a.origin not in known and a.date[:10] >= out]
    return any(a.date[:10] > out or a.origin in before for a in later)


def _named(ids: Sequence[str], origins: Mapping[str, str]) -> str:
    names = sorted({origins.get(id_, id_) for id_ in ids})
    return ", ".join(names)


def _agreed(
    values: tuple[ClaimValue, ...], labels: Sequence[str], by_label: Mapping[str, Sequence[Assertion]],
    rules: Rules, origins: Mapping[str, str],
) -> Verdict:  # fmt: skip
    best = max(labels, key=lambda v: (len(_backing(v, labels, by_label, rules)), -labels.index(v)))
    backing = sorted(_backing(best, labels, by_label, rules))
    if len(backing) < 2:
        only = _named(backing, origins)
        return Verdict(
            values, "single-source", f"only {only} gives this {rules.noun}; reprints add no support"
        )
    how = "the same" if len({v for v in labels if rules.agree(best, v)}) == 1 else "a compatible"
    return Verdict(
        values,
        "corroborated",
        f"{len(backing)} origins give {how} {rules.noun}: {_named(backing, origins)}",
    )


def _backing(
    label: str, labels: Sequence[str], by_label: Mapping[str, Sequence[Assertion]], rules: Rules
) -> set[str]:
    return {a.origin for v in labels if v == label or rules.agree(label, v) for a in by_label[v]}


def _conflict(
    pair: tuple[str, str],
    by_label: Mapping[str, Sequence[Assertion]],
    rules: Rules,
    origins: Mapping[str, str],
) -> str:
    sides = [f"{_named([a.origin for a in by_label[v]], origins)} says {v}" for v in pair]
    return f"the {rules.noun} differs: {sides[0]}, {sides[1]}; neither report is the later state of the other"


def _update(
    pair: tuple[str, str],
    by_label: Mapping[str, Sequence[Assertion]],
    rules: Rules,
    origins: Mapping[str, str],
) -> str:
    old, new = pair
    when = max(a.date[:10] for a in by_label[new])
    told = f" of {when}" if when else ""
    who = _named([a.origin for a in by_label[new]], origins)
    return f"a later report{told} ({who}) has “{new}” where an earlier one had “{old}”"
