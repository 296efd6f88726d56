# SPDX-License-Identifier: Apache-2.0
"""Events and speakers as a person wants them.

Comes in: reports by event, or quotations, and the rulings. Goes out: the same, changed only where a decision
names their words. Refuses: to find a datum by anything but the words that carry it.
Score: none; `tests/decisions/test_other_decisions.py`, `test_speaker.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import structs

from ontherecord.decide.bonds import Bonds
from ontherecord.decide.places import Place, place, places
from ontherecord.decide.regrouped import regrouped
from ontherecord.decide.ruling import Ruling
from ontherecord.decide.rulings import Rulings
from ontherecord.model import CastMember, Event, Quotation, Speaker
from ontherecord.reconcile.events.sameness import Report, same_event
from ontherecord.reconcile.hidden import hidden

# --- events ------------------------------------------------------------------------------------


def same_and_different(groups: Sequence[list[Report]], rulings: Rulings) -> list[list[Report]]:
    """The reports by event, as a person has them, without those that are hidden. A report that nobody decided
    on stays with the part of its event that it matches, or by itself where it matches several or none."""
    bonds = rulings.events

    def matching(report: Report, parts: Sequence[Sequence[Report]]) -> int | None:
        found = [n for n, part in enumerate(parts) if any(same_event(report, other) for other in part)]
        return found[0] if len(found) == 1 else None

    made = regrouped(groups, lambda r: bonds.home.get(place(r.account.trigger)), bonds, matching)
    gone = hidden(rulings).get("accounts", frozenset())
    left = ([r for r in group if place(r.account.trigger) not in gone] for group in made)
    return [group for group in left if group]


def marked(event: Event, group: Iterable[Report], bonds: Bonds) -> Event:
    """An event with the decisions that made it what it is."""
    sets = {bonds.home[at] for r in group if (at := place(r.account.trigger)) in bonds.home}
    by = sorted({id_ for number in sets for id_ in bonds.by[number]})
    return structs.replace(event, decisions=tuple(by)) if by else event


# --- speakers ----------------------------------------------------------------------------------


def spoken_by(
    quotations: Sequence[Quotation], cast: Sequence[CastMember], rulings: Rulings
) -> tuple[Quotation, ...]:
    """The quotations with the speakers that a person gave them; the latest decision on one counts."""
    said: dict[Place, Ruling] = {}
    for ruling in rulings.of("speaker"):
        said.update((place(span), ruling) for span in ruling.subjects[0])
    if not said:
        return tuple(quotations)
    found = []
    for one in quotations:
        ruled = sorted({r.order: r for s in one.content if (r := said.get(place(s)))}.items())
        if ruled:
            ruling = ruled[-1][1]
            one = structs.replace(one, speaker=_speaker(ruling, cast), decisions=(ruling.decision.id,))
        found.append(one)
    return tuple(found)


def _speaker(ruling: Ruling, cast: Sequence[CastMember]) -> Speaker | None:
    """Who it is: the member that holds most of the words that name the speaker, else the name alone."""
    named = frozenset(place(span) for spans in ruling.subjects[1:] for span in spans)
    share = {m.id: len(named & places(m.mentions)) for m in cast}
    best = max(sorted(share), key=lambda id_: share[id_], default="")
    if share.get(best):
        return Speaker(cast=best, name=next(m.name for m in cast if m.id == best))
    return Speaker(cast=None, name=ruling.decision.wanted) if ruling.decision.wanted else None
