# SPDX-License-Identifier: Apache-2.0
"""What became of an earlier act: "Tola was disqualified", "Tola was reinstated"; what was not yet done, or only planned, done.

Comes in: the statements of a story (`told`). Goes out: a `Claim` for each act that a later report undoes, or tells as done.
Refuses: to undo what was done to something else, or what is only planned, denied or of long before; a plan that others, or
another day than about the planned one, carried out.
Score: `python -m bench claims`; `tests/reconcile/test_undone.py`.

What undoes an act is its opposite, or a word of undoing beside it ("lifted the ban"; `data/matters.toml`). A plan is carried
out by the same act of the same parties; of all acts of going somewhere any is the same ("is to be flown", "landed").
"""

from __future__ import annotations

import datetime
import functools
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from ontherecord.model import Claim, Slot
from ontherecord.reconcile.claims.fulfilled import FULFILLED
from ontherecord.reconcile.claims.grounds import Grounds, claim
from ontherecord.reconcile.claims.moved import otherwise
from ontherecord.reconcile.claims.standing import OUTCOME, TOOK_PLACE, verdict
from ontherecord.reconcile.matters.sharing import sharing
from ontherecord.reconcile.matters.told import PLAIN, WEAK, Told, acts_of, by_act, family, lists
from ontherecord.reconcile.values.grains import dates_agree, days
from ontherecord.reconcile.words.concepts import akin, irregular_forms
from ontherecord.reconcile.words.rarity import rarity
from ontherecord.union import Union

UNDONE = "acts and what undid them"
_POSTINGS = 40  # statements of an act that a later one may undo: the last ones
_LEAST = 0.2  # what words say in common where one statement names the act of the other: "lifted the ban"
_BEFORE = "was otherwise"
_YET = re.compile(r"\b(?:yet|still|so far|ha(?:s|ve)(?:n['’]t)?)\b", re.IGNORECASE)
_NOBODY = re.compile(r"\b(?:no one|nobody|none)\b", re.IGNORECASE)
_LATE = datetime.timedelta(days=3)  # by which what was planned for a day may come later
_ALIKE = 1.5  # what other words weigh together in two sentences that are alike


def of_reversals(told: Sequence[Told], story: Grounds) -> Iterator[Claim]:
    """The claims of acts that later reports undo, or tell as done at last, with all that undid the same."""
    weights = rarity(one.around for one in told)
    acted: dict[str, list[Told]] = defaultdict(list)
    for act, some in by_act(told).items():
        acted[_key(act)] += some
    turns: list[tuple[list[Told], Told]] = []
    for later in filter(_is_firm, told):
        keys = dict.fromkeys(_key(act) for act in sorted(_undoes(later)))
        near = {o.account.id: o for key in keys for o in acted.get(key, ())[-_POSTINGS:]}
        if earlier := [o for o in near.values() if _is_undone(o, later, weights)]:
            turns.append((earlier, later))
    for earlier, later_ones in _of_one(turns):
        said = [story.assertion(_state(o), o.account, o.account.span, 1) for o in earlier]
        said += [story.assertion(TOOK_PLACE, o.account, o.account.span, 2) for o in later_ones]
        found = verdict(said, OUTCOME._replace(agree=_agree), story.origins)
        if found.standing == "superseded":
            line = " ".join(later_ones[0].account.span.text.split())
            by = FULFILLED if any(_is_planned(o) for o in earlier) else UNDONE
            yield claim(line[:1].upper() + line[1:], Slot(name="took place"), found, by)
            yield from _on_another_day(earlier, later_ones, line, story)


def _on_another_day(
    earlier: Sequence[Told], later: Sequence[Told], line: str, story: Grounds
) -> Iterator[Claim]:
    """The claim that what was planned for one day was done on another, if all who tell a day agree on it."""
    old, new = (
        [
            story.asserted(when.date, o.account.article, when.span)
            for o in some
            if (when := o.account.date) is not None and when.span is not None and days(when.date) is not None
        ]
        for some in (filter(_is_planned, earlier), later)
    )
    one_each = all(len({days(a.label) for a in side}) == 1 for side in (old, new))
    if one_each and not dates_agree(old[0].label, new[0].label):
        yield from otherwise(old, new, line, story)


def _of_one(turns: Sequence[tuple[list[Told], Told]]) -> Iterator[tuple[list[Told], list[Told]]]:
    """What was undone and all that undid it, those together that undid one and the same."""
    joined: Union[int] = Union()
    first: dict[Told, int] = {}
    for n, (earlier, _) in enumerate(turns):
        for one in earlier:
            joined.join(n, first.setdefault(one, n))
    together: dict[int, list[int]] = defaultdict(list)
    for n in range(len(turns)):
        together[joined.find(n)].append(n)
    for some in together.values():
        yield list(dict.fromkeys(o for n in some for o in turns[n][0])), [turns[n][1] for n in some]


def _key(act: str) -> str:
    """Under what statements of an act are looked up: those of going somewhere together."""
    return _GOING if act in acts_of("going") else act


_GOING = "@going"


def _state(one: Told) -> str:
    return "is planned" if _is_planned(one) else _BEFORE


def _agree(one: str, other: str) -> bool:
    return (one == TOOK_PLACE) == (other == TOOK_PLACE)


def _is_undone(one: Told, later: Told, weights: Mapping[str, float]) -> bool:
    """Whether a statement of another, earlier report tells what a later one undoes, or has done at last."""
    if one.account.article == later.account.article or later.published[:10] <= one.published[:10]:
        return False
    if _is_planned(one):
        return _key(one.act) == _key(later.act) and _is_carried_out(one, later, weights)
    if one.act == later.act:
        return (
            _is_not_yet(one)
            and _is_past(later)
            and (_same_thing(one, later, weights) or _of_nobody(one, later))
        )
    return not one.acts.isdisjoint(_undoes(later)) and _is_firm(one) and _same_thing(one, later, weights)


def _is_planned(one: Told) -> bool:
    return one.account.modality == "planned" and not one.account.negated


def _is_not_yet(one: Told) -> bool:
    """Whether a statement tells that something is not so as yet: "has not been agreed", "nobody is yet held"."""
    return one.account.negated and _YET.search(one.account.span.text) is not None


def _is_past(one: Told) -> bool:
    """Whether an act is told as done and not as what is done ("people they disagree with")."""
    return _PAST.search(one.account.trigger.text) is not None


_PAST = re.compile(
    rf"\b(?:has|have|had|was|were|did|\w+ed|{'|'.join(sorted(irregular_forms()))})\b", re.IGNORECASE
)


def _of_nobody(one: Told, later: Told) -> bool:
    """Whether a statement tells of nobody at all what a later one tells of somebody: "no one has been arrested"."""
    return (
        _NOBODY.search(one.account.span.text) is not None
        and one.own <= later.own | later.around | lists()["general"]
    )


def _is_carried_out(plan: Told, later: Told, weights: Mapping[str, float]) -> bool:
    """Whether a later statement tells that a plan was carried out: the same is done by those of whom it was expected, about
    the day for which it was planned, or in sentences that are alike."""
    day, planned = (days(t.account.date.date if t.account.date else None) for t in (later, plan))
    known = day is not None and planned is not None
    if known and not planned[0] <= day[0] <= planned[1] + _LATE:  # type: ignore[index]
        return False
    shared = sharing(plan, later, weights)
    alike = shared.words >= _ALIKE
    if _key(plan.act) == _GOING:
        return (shared.named or _share_head(plan.parties, later.parties)) and (known or alike)
    ends = [(plan.patients, later.patients), (plan.agents, later.agents)]
    told = [(a, b) for a, b in ends if _strong(a) and _strong(b)]
    same = bool(told) and all(_share_head(a, b) for a, b in told)
    return same and (alike or known or len(told) == len(ends)) and later.act not in acts_of("faint")


def _share_head(some: frozenset[str], others: frozenset[str]) -> bool:
    """Whether two sets of parties have one in common, or two words for one: "ship", "vessel"."""
    one, other = _strong(some), _strong(others)
    return not one.isdisjoint(other) or any(akin(a, b) for a in one for b in other if "=" not in (a[0], b[0]))


def _strong(parties: frozenset[str]) -> frozenset[str]:
    return frozenset(p for p in parties if p[0] not in WEAK)


def _is_firm(one: Told) -> bool:
    """Whether a statement flatly tells an act of these days."""
    account = one.account
    firm = account.by == PLAIN and account.modality in {"happened", "ongoing"}
    return firm and not (account.negated or account.historical)


def _undoes(one: Told) -> frozenset[str]:
    """The acts that an act undoes: its opposite, the act that a word of undoing names, itself not yet done."""
    opposites = frozenset(act for pair in reversals() if one.act in pair for act in pair) - {one.act}
    undoing = one.act in acts_of("undoing")
    named = frozenset(family(p.lstrip("?~")) for p in one.patients if p[0] != "=" and undoing)
    return opposites | named | ({one.act} - acts_of("faint"))


@functools.cache
def reversals() -> tuple[frozenset[str], ...]:
    """Acts of which one undoes the other."""
    return tuple(frozenset(map(family, pair.split("|"))) for pair in sorted(lists()["reversals"]))


def _same_thing(one: Told, other: Told, weights: Mapping[str, float]) -> bool:
    """Whether two acts are done to the same, or by the same where they are done to nothing."""
    some, others = ({p for p in (t.patients or t.agents) if p[0] not in WEAK} for t in (one, other))
    shared = sharing(one, other, weights)
    undoing = other.act in acts_of("undoing") and one.act != other.act
    return not some.isdisjoint(others) or (
        undoing and (shared.named or shared.head or shared.words >= _LEAST)
    )
