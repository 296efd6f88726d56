# SPDX-License-Identifier: Apache-2.0
"""What undoes an earlier act: "Tola was disqualified", "Tola was reinstated"; what was not yet done, done.

Comes in: the statements of a story (`told`). Goes out: a `Claim` for each act that a later report undoes.
Refuses: to undo what was done to something else, or what is only planned, denied or of long before.
Score: `python -m bench claims`.

What undoes an act is its opposite, or a word of undoing beside it ("lifted the ban"; `data/matters.toml`).
"""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from ontherecord.model import Claim, Slot
from ontherecord.reconcile.claims.grounds import Grounds, claim
from ontherecord.reconcile.claims.standing import OUTCOME, TOOK_PLACE, verdict
from ontherecord.reconcile.matters.sharing import sharing
from ontherecord.reconcile.matters.told import PLAIN, WEAK, Told, acts_of, by_act, family, lists
from ontherecord.reconcile.words.rarity import rarity

UNDONE = "acts and what undid them"
_POSTINGS = 40  # statements of an act that a later one may undo: the last ones
_LEAST = 0.2  # what words say in common where one statement names the act of the other: "lifted the ban"
_BEFORE = "was otherwise"
_YET = re.compile(r"\b(?:yet|still|so far)\b", re.IGNORECASE)


def of_reversals(told: Sequence[Told], story: Grounds) -> Iterator[Claim]:
    """The claims of acts that later reports undo, with all that undid the same."""
    weights = rarity(one.around for one in told)
    acted = by_act(told)
    undone: dict[tuple[Told, ...], list[Told]] = defaultdict(list)
    for later in filter(_is_firm, told):
        near = (o for act in sorted(_undoes(later)) for o in acted.get(act, ())[-_POSTINGS:])
        if earlier := tuple(o for o in dict.fromkeys(near) if _is_undone(o, later, weights)):
            undone[earlier].append(later)
    for earlier, later_ones in undone.items():
        said = [story.assertion(_BEFORE, o.account, o.account.span, 1) for o in earlier]
        said += [story.assertion(TOOK_PLACE, o.account, o.account.span, 2) for o in later_ones]
        found = verdict(said, OUTCOME, story.origins)
        if found.standing == "superseded":
            line = " ".join(later_ones[0].account.span.text.split())
            yield claim(line[:1].upper() + line[1:], Slot(name="took place"), found, UNDONE)


def _is_undone(one: Told, later: Told, weights: Mapping[str, float]) -> bool:
    """Whether a statement of another, earlier report tells what a later one undoes."""
    if one.account.article == later.account.article or later.published[:10] <= one.published[:10]:
        return False
    if one.act == later.act:
        before = one.account.negated and _YET.search(one.account.span.text) is not None
    else:
        before = _is_firm(one)
    return before and _same_thing(one, later, weights)


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
