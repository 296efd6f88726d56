# SPDX-License-Identifier: Apache-2.0
"""Claims as a person wants them: what is a conflict, and what is none.

Comes in: matters or claims of a story, the rulings. Goes out: the same, changed only where a decision names
their words. Refuses: to settle a conflict over a value that its person has not seen; to find a claim by
anything but its slot and the words that support it.
Score: none; `tests/decisions/test_other_decisions.py`.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import structs

from ontherecord.decide.bonds import Bonds
from ontherecord.decide.identity import Triggers, is_about, mostly, of_claim, triggers
from ontherecord.decide.places import place, places
from ontherecord.decide.ruling import Ruling
from ontherecord.decide.rulings import Rulings
from ontherecord.model import Account, CastMember, Claim, ClaimValue, Event, Standing
from ontherecord.reconcile.matters.seats import Matter
from ontherecord.reconcile.matters.told import begin


def kept_apart(
    matters: Sequence[Matter], events: Sequence[Event], accounts: Sequence[Account], bonds: Bonds
) -> tuple[Matter, ...]:
    """The matters, without accounts and statements of an event that a person keeps apart from theirs; such an
    event has a matter of its own."""
    if not bonds.apart:
        return tuple(matters)
    clauses = {(document, start): number for (document, start, _), number in bonds.home.items()}
    own = {e.id: sorted({clauses[begin(a)] for a in accounts if a.event == e.id and begin(a) in clauses})
           for e in events}  # fmt: skip

    def kept_with(matter: Matter) -> Matter:
        homes = [clauses.get(begin(account)) for account in matter.accounts]
        # what is no event is told with the first of its clauses that a person decided on
        sets = own.get(matter.event.id) or [home for home in homes if home is not None][:1]
        told = zip(matter.accounts, homes, strict=True)
        return matter._replace(
            accounts=tuple(a for a, home in told if home is None or not bonds.are_apart(sets, [home]))
        )

    kept = [kept_with(matter) for matter in matters]
    known = {m.event.id for m in kept}
    decided = [
        e
        for e in events
        if e.id not in known and any(bonds.are_apart([n], range(len(bonds.sets))) for n in own[e.id])
    ]
    return (*kept, *(Matter(e, tuple(a for a in accounts if a.event == e.id)) for e in decided))


def judged(
    claims: Sequence[Claim], accounts: Sequence[Account], cast: Sequence[CastMember], rulings: Rulings
) -> tuple[Claim, ...]:
    """The claims with the conflicts that a person sees, without those that a person does not see, and
    without those that a person hid."""
    listed, known = list(claims), triggers(accounts)
    for ruling in rulings.of("conflict", "no-conflict"):
        meant = _meant(listed, ruling, cast, known)
        if len(meant) == 2:
            one = _in_conflict(_joined(meant), ruling)
            listed = [one if c is meant[0] else c for c in listed if c is not meant[1]]
        elif meant:
            judge = _in_conflict if ruling.decision.kind == "conflict" else _no_conflict
            listed[listed.index(meant[0])] = judge(meant[0], ruling)
    for ruling in rulings.of("hide"):
        listed = [
            c for c in listed
            if not (is_about(ruling.decision.about, c, cast) and mostly(of_claim(c, known), ruling.places))
        ]  # fmt: skip
    return (
        tuple(sorted(listed, key=lambda c: c.standing != "in-conflict")) if rulings.given else tuple(claims)
    )


def _meant(
    claims: Sequence[Claim], ruling: Ruling, cast: Sequence[CastMember], known: Triggers
) -> list[Claim]:
    """The claim that a decision is about, or the two: those that most of its words carry. Of two, only
    if both are there and give two values."""
    slots = ruling.decision.about.split(" / ")
    found: list[Claim] = []
    for n, label in enumerate(slots):
        words = places(ruling.subjects[n]) if len(slots) > 1 else ruling.places
        best, share = None, 0
        for claim in claims:
            own = len(places(of_claim(claim, known)) & words)
            if (
                own > share
                and claim not in found
                and is_about(label, claim, cast)
                and _carries(claim, ruling, known)
            ):
                best, share = claim, own
        found += [best] if best else []
    if len(slots) > 1 and (len(found) < 2 or len({v.value for c in found for v in c.values}) < 2):
        return []
    return found


def _carries(claim: Claim, ruling: Ruling, known: Triggers) -> bool:
    """Whether a claim is of the event that a decision names, if it is of one; and where the decision is on
    the values of one claim, it has two of them."""
    acts = places(known.get(claim.slot.event or "", ()))
    if acts and acts.isdisjoint(ruling.places):
        return False
    words = frozenset(place(s) for value in claim.values for s in value.support)
    sides = sum(not words.isdisjoint(places(spans)) for spans in ruling.subjects)
    return sides > 1 or " / " in ruling.decision.about


def _joined(held: Sequence[Claim]) -> Claim:
    """Two claims as one: the values of both, each once."""
    values: dict[str, ClaimValue] = {}
    for value in (v for claim in held for v in claim.values):
        known = values.setdefault(value.value, value)
        if known is not value:
            support = tuple(sorted({*known.support, *value.support}))
            values[value.value] = structs.replace(
                known, support=support, origins=tuple(sorted({*known.origins, *value.origins}))
            )
    return structs.replace(held[0], values=tuple(values.values()))


def _in_conflict(claim: Claim, ruling: Ruling) -> Claim:
    return _decided(claim, "in-conflict", "sees a conflict here", ruling) if len(claim.values) > 1 else claim


def _no_conflict(claim: Claim, ruling: Ruling) -> Claim:
    if claim.standing != "in-conflict":
        return claim
    seen = ruling.places
    new = [v.value for v in claim.values if seen.isdisjoint(places(v.support))]
    if new:
        who = ruling.decision.who
        why = (
            f"{claim.why}; {who} found no conflict between the others, and has not seen “{'”, “'.join(new)}”"
        )
        return structs.replace(claim, why=why, decisions=_by(claim, ruling))
    if ruling.decision.wanted == "superseded":
        return _decided(claim, "superseded", "found that the later value replaced the earlier", ruling)
    origins = {o for v in claim.values for o in v.origins}
    standing: Standing = "corroborated" if len(origins) > 1 else "single-source"
    return _decided(claim, standing, "found that these values do not exclude each other", ruling)


def _decided(claim: Claim, standing: Standing, finding: str, ruling: Ruling) -> Claim:
    reason = f": {ruling.decision.why}" if ruling.decision.why else ""
    why = f"{ruling.decision.who} {finding}{reason}"
    return structs.replace(claim, standing=standing, why=why, decisions=_by(claim, ruling))


def _by(claim: Claim, ruling: Ruling) -> tuple[str, ...]:
    return tuple(sorted({*claim.decisions, ruling.decision.id}))
