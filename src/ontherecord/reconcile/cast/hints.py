# SPDX-License-Identifier: Apache-2.0
"""Merge hints: cast members that may be one, with the reason, for a person to decide on.

Comes in: the cast of a story. Goes out: the same, with `may_be`. Refuses: to join them; what is sure
enough to join is joined in `people` and `things`. Two of different gender are never hinted at.
Score: `tests/reconcile/test_cast.py`; whether two names may be one: `python -m bench names` (name pairs).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from msgspec import structs

from ontherecord.annotate.names.titles import words
from ontherecord.model import CastMember, MayBe
from ontherecord.reconcile.cast import spelling
from ontherecord.reconcile.cast.names import same_name

MOST = 3  # hints of one member; more of them are a common name, which says nothing
MOST_SHARING = 12  # members that share a word of their names; more of them are no hint either
_KINDS = frozenset({"person", "organisation"})


def hinted(cast: Sequence[CastMember]) -> tuple[CastMember, ...]:
    """The cast in its order, each member with those it may be."""
    pairs = [(one.id, other.id, because) for one, other in _near(cast) if (because := _because(one, other))]
    often = Counter(id_ for one, other, _ in pairs for id_ in (one, other))
    found: dict[str, list[MayBe]] = defaultdict(list)
    for one, other, because in pairs:
        if often[one] <= MOST and often[other] <= MOST:
            found[one].append(MayBe(cast=other, because=because))
            found[other].append(MayBe(cast=one, because=because))
    return tuple(structs.replace(one, may_be=tuple(found[one.id])) if found[one.id] else one for one in cast)


def _near(cast: Sequence[CastMember]) -> Iterator[tuple[CastMember, CastMember]]:
    """Pairs of one kind that share a word of their names, however it is spelled, or initials."""
    blocks: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, one in enumerate(cast):
        if one.kind in _KINDS and one.by != "cast:metonym":
            for key in sorted(_keys(one)):
                blocks[one.kind, key].append(number)
    pairs = {
        pair for block in blocks.values() if len(block) <= MOST_SHARING for pair in combinations(block, 2)
    }
    return ((cast[a], cast[b]) for a, b in sorted(pairs))


def _keys(one: CastMember) -> set[str]:
    found = {spelling.skeleton(word) or word for word in spelling.parts(one.name) if len(word) > 1}
    if one.kind == "organisation":
        found = {key for key in found if key} | set(spelling.acronyms(one.name))
        found |= {spelling.fold(one.name.replace(".", ""))} if one.name.isupper() else set()
    return found


def _because(one: CastMember, other: CastMember) -> str | None:
    """Why two members may be one; None where nothing speaks for it or something against it."""
    if one.gender and other.gender and one.gender != other.gender:
        return None
    reason = _people if one.kind == "person" else _bodies
    return reason(one, other)


def _people(one: CastMember, other: CastMember) -> str | None:
    a, b = spelling.person(one.name), spelling.person(other.name)
    if spelling.generation(one.name) != spelling.generation(other.name):
        return None
    if len(a) > 1 and len(b) > 1:
        if spelling.surname(a) == spelling.surname(b) and spelling.same_given(a[0], b[0]):
            return "one surname, and given names that may be one"
        return (
            "the names differ only in their spelling"
            if same_name(one.name, other.name, person=True)
            else None
        )
    short, long = sorted((a, b), key=len)
    if short[0] in long and len(long) > 1:
        name = (one if a == short else other).name.split()[-1]  # "Kovar" of "Mrs Kovar"
        return f"“{name}” is part of the other name"
    return "the names differ only in their spelling" if same_name(one.name, other.name, person=True) else None


def _bodies(one: CastMember, other: CastMember) -> str | None:
    a, b = spelling.organisation(one.name), spelling.organisation(other.name)
    short, long = sorted((a, b), key=len)
    if len(short) < len(long):
        name = one.name if a == short else other.name
        if "".join(short) in spelling.acronyms(other.name if a == short else one.name):
            return f"“{name}” has the initials of the other name"
        telling = any(word not in words("organisations") for word in short)
        if long[-len(short) :] == short and (telling or len(short) > 1):
            return f"the other name ends in “{name}”"
        return None
    return (
        "the names differ only in their spelling" if same_name(one.name, other.name, person=False) else None
    )
