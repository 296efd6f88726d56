# SPDX-License-Identifier: Apache-2.0
"""The cast as a person wants it: mentions, the proposed cast and the confirmed cast are three things.

Comes in: the groups of mentions that the names alone make, the rulings. Goes out: the groups with what a
person said is one, or two, or no name (`regrouped`); the members with the names given to them, and
with those marked that a person confirmed (`curated`).
Refuses: to put under a confirmed member a name that its person has not seen: such mentions stay a
proposed member, with a hint. Mentions of a name that two confirmed members bear stay proposed too.
Score: none; `tests/decisions/test_cast_decisions.py`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple, cast, get_args

from msgspec import structs

from ontherecord.decide.bonds import Bonds
from ontherecord.decide.places import Place, place, places
from ontherecord.decide.ruling import Ruling
from ontherecord.decide.rulings import Rulings
from ontherecord.model import CastKind, CastMember, MayBe
from ontherecord.reconcile.cast.members import Group
from ontherecord.reconcile.cast.named import Named

NOTHING = "nothing"  # the kind of what is no name at all
_KINDS = frozenset(get_args(CastKind))
_DECIDED = "decision"


class Proposed(NamedTuple):
    """Mentions that the names alone would put under confirmed members: one of them, and these sets."""

    mention: Place
    sets: tuple[int, ...]


class Regrouped(NamedTuple):
    """The groups, and what they hold back from confirmed members."""

    groups: list[Group]
    proposed: list[Proposed]


def regrouped(groups: Sequence[Group], named: Sequence[Named], rulings: Rulings) -> Regrouped:
    """The groups of mentions, in which the confirmed ones hold the mentions that a person saw and, of the
    group they were in, those of the same names."""
    if not rulings.given:
        return Regrouped(list(groups), [])
    bonds = rulings.cast
    rest, sets, proposed = _taken(groups, named, bonds)
    free = [part for group in rest for part in _of_kinds(group, rulings)]
    own = [one for number in sorted(sets) if (one := _settled(number, sets[number], rulings)) is not None]
    return Regrouped([*free, *own], proposed)


def _taken(
    groups: Sequence[Group], named: Sequence[Named], bonds: Bonds
) -> tuple[list[Group], dict[int, list[tuple[Named, Group | None]]], list[Proposed]]:
    """The groups without the mentions of confirmed members, those mentions by set, each with the group it
    was in, and what was held back."""
    rest: list[Group] = []
    sets: dict[int, list[tuple[Named, Group | None]]] = defaultdict(list)
    proposed = []
    seen: set[Place] = set()
    for group in groups:
        held = sorted({bonds.home[one.place] for one in group.mentions if one.place in bonds.home})
        names = {number: _names_of(number, group, bonds) for number in held}
        left = []
        for one in group.mentions:
            seen.add(one.place)
            fitting = [number for number in held if _name(one) in names[number]]
            own = bonds.home.get(one.place, fitting[0] if len(fitting) == 1 else None)
            if own is None:
                left.append(one)
            else:
                sets[own].append((one, group))
        if left:
            rest.append(group._replace(mentions=left))
        if left and held:
            proposed.append(Proposed(left[0].place, tuple(held)))
    for one in named:
        if one.place in bonds.home and one.place not in seen:
            sets[bonds.home[one.place]].append((one, None))
    return rest, sets, proposed


def _names_of(number: int, group: Group, bonds: Bonds) -> set[str]:
    """The names under which a confirmed member stands in a group."""
    return {_name(one) for one in group.mentions if bonds.home.get(one.place) == number}


def _name(one: Named) -> str:
    return " ".join(one.text.split()).casefold()


def _settled(number: int, taken: Sequence[tuple[Named, Group | None]], rulings: Rulings) -> Group | None:
    """One confirmed member, of the kind a person gave it, else of the kind most of its mentions had."""
    mentions = sorted({one.place: one for one, _ in taken}.values(), key=lambda one: one.place)
    here = {one.place for one in mentions}
    said = [r for r in _on_kind(rulings) if r.places & here]
    made = max((_order(rulings, id_) for id_ in rulings.cast.by[number]), default=("", ""))
    if said and said[-1].decision.wanted in _KINDS:
        return Group(cast(CastKind, said[-1].decision.wanted), mentions, _DECIDED)
    if said and said[-1].order > made:
        return None
    had = Counter((group.kind, group.by) for _, group in taken if group)
    kind, by = max(sorted(had), key=lambda one: had[one]) if had else (mentions[0].mention.kind, _DECIDED)
    return Group(kind, mentions, by if len(had) == 1 else _DECIDED)


def _on_kind(rulings: Rulings) -> list[Ruling]:
    """The rulings on what kind a member is, or that it is no name, in the order of their making."""
    return [
        r for r in rulings.given
        if r.decision.kind == "kind" or (r.decision.kind == "hide" and r.decision.about == "cast")
    ]  # fmt: skip


def _order(rulings: Rulings, id_: str) -> tuple[str, str]:
    return next((r.order for r in rulings.given if r.decision.id == id_), ("", ""))


def _of_kinds(group: Group, rulings: Rulings) -> list[Group]:
    """A proposed group, of the kind that decisions on its mentions give them; others of the group that
    bear the same name follow, those of other names do not."""
    left, made = list(group.mentions), []
    for ruling in reversed(_on_kind(rulings)):
        meant = {one.place for one in left} & ruling.places
        names = {_name(one) for one in left if one.place in meant}
        inside = [one for one in left if one.place in meant or _name(one) in names]
        left = [one for one in left if one.place not in {i.place for i in inside}]
        if inside and ruling.decision.wanted in _KINDS:
            made.append(Group(cast(CastKind, ruling.decision.wanted), inside, _DECIDED))
    return [*([group._replace(mentions=left)] if left else []), *made]


# --- the members -------------------------------------------------------------------------------


def curated(
    members: Sequence[CastMember], proposed: Sequence[Proposed], rulings: Rulings
) -> tuple[CastMember, ...]:
    """The members with the names a person gave them, marked where a person confirmed them, and with the
    hints on what was held back from them; no hint at what a person keeps apart."""
    if not rulings.given:
        return tuple(members)
    bonds = rulings.cast
    sets = {
        one.id: sorted({bonds.home[p] for p in map(place, one.mentions) if p in bonds.home})
        for one in members
    }
    at = {place(span): one.id for one in members for span in one.mentions}
    hints = _hints(proposed, at, {n: id_ for id_, own in sets.items() for n in own})
    names = _renamed(members, rulings)
    found = []
    for one in members:
        may_be = [m for m in one.may_be if not bonds.are_apart(sets[one.id], sets.get(m.cast, ()))]
        known = {m.cast for m in may_be}
        name = names[one.id].decision.wanted if one.id in names else one.name
        found.append(
            structs.replace(
                one,
                name=name,
                variants=_variants(one, name),
                may_be=(*may_be, *(m for m in hints[one.id] if m.cast not in known)),
                confirmed=bool(sets[one.id]),
                decisions=_made_by(one, sets[one.id], names.get(one.id), rulings),
            )
        )
    return tuple(found)


def _hints(
    proposed: Sequence[Proposed], at: Mapping[Place, str], member_of: Mapping[int, str]
) -> dict[str, list[MayBe]]:
    found: dict[str, list[MayBe]] = defaultdict(list)
    for one in proposed:
        new = at.get(one.mention)
        for confirmed in dict.fromkeys(member_of[n] for n in one.sets if n in member_of):
            if new is not None and new != confirmed:
                because = "a name that who confirmed the other has not seen"
                found[new].append(MayBe(cast=confirmed, because=because))
                found[confirmed].append(MayBe(cast=new, because=because))
    return found


def _renamed(members: Sequence[CastMember], rulings: Rulings) -> dict[str, Ruling]:
    """For each member that a person named the ruling that does: the one that holds most of its words."""
    found = {}
    for ruling in rulings.of("rename"):
        share = {one.id: len(ruling.places & places(one.mentions)) for one in members}
        best = max(sorted(share), key=lambda id_: share[id_], default="")
        if share.get(best):
            found[best] = ruling
    return found


def _variants(one: CastMember, name: str) -> tuple[str, ...]:
    """The other names of a member: those it is called in the text, the one it had among them."""
    written = {*one.variants, *(span.text for span in one.mentions)}
    return tuple(v for v in dict.fromkeys((one.name, *one.variants)) if v != name and v in written)


def _made_by(one: CastMember, sets: Sequence[int], name: Ruling | None, rulings: Rulings) -> tuple[str, ...]:
    here = places(one.mentions)
    ids = {id_ for number in sets for id_ in rulings.cast.by[number]}
    ids |= {r.decision.id for r in _on_kind(rulings) if r.places & here and r.decision.wanted == one.kind}
    ids |= {name.decision.id} if name else set()
    return tuple(sorted(ids))
