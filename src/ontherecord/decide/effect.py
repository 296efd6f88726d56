# SPDX-License-Identifier: Apache-2.0
"""What a decision changes: two records of one story, told apart as a reader would tell them apart.

Comes in: a record without and with a decision, or two builds. Goes out: an `Effect` a story: what is new, gone
or other, in words and as data. Refuses: to list what differs in ids alone, or in the wording of a reason.
Score: none; `tests/decisions/test_effect.py`.

A datum of the one record is that of the other with the same id, else the one that most of its words carry.
What is compared of each is in `shapes`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple

from ontherecord.decide.identity import KNOWN_BY_WORDS, KnownBy
from ontherecord.decide.places import Place, place
from ontherecord.decide.shapes import COMPARED, names, shape, title
from ontherecord.model import Build, CastMember, Datum, Record

_SINGULAR = {"cast": "cast", "timeline": "timeline", "days": "key day", "brief": "brief", "stories": "story"}
_COUNTED = ("articles", "origins", "cast", "quotations", "utterances", "events", "claims", "brief")


class FieldChange(Datum, frozen=True, kw_only=True):
    """One thing told of a datum, before and after."""

    name: str
    before: str
    after: str


class Difference(Datum, frozen=True, kw_only=True):
    """One datum that is new, gone or other. `before` and `after` are its ids in the two records."""

    kind: str
    """The list it stands in."""
    what: Literal["new", "gone", "changed"]
    before: str | None = None
    after: str | None = None
    title: str
    changes: tuple[FieldChange, ...] = ()
    words: str
    """The difference in one line."""


class Effect(Datum, frozen=True, kw_only=True):
    """All that differs between two records of one story; the ids are null where it has no record."""

    before: str | None
    after: str | None
    title: str
    counts: tuple[FieldChange, ...] = ()
    """How many there are of each list, and of each standing of claims, where that differs."""
    differences: tuple[Difference, ...] = ()


def effect(before: Record | None, after: Record | None) -> Effect:
    """What differs between two records of one story; None is no record (a story that is new, or gone)."""
    shown = after or before
    some, others = names(before), names(after)
    renamed = _renamed(before, after)
    known = {**some, **{old.id: new.name for old, new in renamed}}
    called = {old.name: new.name for old, new in renamed if old.name != new.name}
    found: list[Difference] = []
    for kind in COMPARED:
        own = {} if kind == "cast" else called
        found += _differences(kind, _Side(before, known, own), _Side(after, others, {}))
    return Effect(
        before=before.story.id if before else None,
        after=after.story.id if after else None,
        title=shown.story.title if shown else "",
        counts=tuple(_counts(before, after)),
        differences=tuple(found),
    )


class _Side(NamedTuple):
    """One of two records: what its ids are called, and names that are other ones in the other record."""

    record: Record | None
    names: Mapping[str, str]
    called: Mapping[str, str]

    def told(self, value: str) -> str:
        """A line of this record by the names of the other one."""
        for old, new in self.called.items():
            value = value.replace(old, new)
        return value


def _renamed(before: Record | None, after: Record | None) -> list[tuple[CastMember, CastMember]]:
    """The members of the cast in both records: one who is called otherwise makes no other quotation."""
    old = {m.id: m for m in before.cast} if before else {}
    new = {m.id: m for m in after.cast} if after else {}
    pairs = _pairs("cast", old, new, before, after)
    return [(old[mate], new[id_]) for id_, mate in pairs.items()]


def effects(before: Build, after: Build) -> tuple[Effect, ...]:
    """The effect on each story that differs, those of the second build first, in its order. A story is
    that of the other build which has most of its articles."""
    left = {r.story.id: r for r in before.records}
    found = []
    for record in after.records:
        own = set(record.story.articles)
        shared = {id_: len(own & set(r.story.articles)) for id_, r in left.items()}
        best = max(sorted(shared), key=lambda id_: (shared[id_], id_ == record.story.id), default="")
        found.append(effect(left.pop(best) if shared.get(best) else None, record))
    found += [effect(record, None) for record in left.values()]
    return tuple(one for one in found if one.differences)


def told(one: Effect, most: int = 12) -> Iterator[str]:
    """The effect in lines that a person reads: the same change of several data in one line, and at most `most`
    lines of each list; the data have all."""
    if one.before is None or one.after is None:
        yield f"the story “{one.title}” is {'new' if one.before is None else 'gone'}"
    else:
        yield f"in the story “{one.title}”"
    for change in one.counts:
        yield f"  {change.name}: {change.before} → {change.after}"
    for kind in COMPARED:
        alike: dict[tuple[object, ...], list[Difference]] = defaultdict(list)
        for difference in (d for d in one.differences if d.kind == kind):
            alike[difference.what, difference.changes or difference.words].append(difference)
        groups = list(alike.values())
        yield from (f"  {_line(group)}" for group in groups[:most])
        if len(groups) > most:
            yield f"  … and {sum(map(len, groups[most:]))} more {kind}"


def _line(group: Sequence[Difference]) -> str:
    """Data that change alike in one line."""
    first = group[0]
    if len(group) == 1:
        return first.words
    if not first.changes:
        return f"{first.words} ({len(group)} times)"
    return f"{len(group)} {first.kind}, “{first.title}” and others: {_changed(first.changes)}"


# --- counts ------------------------------------------------------------------------------------


def _counts(before: Record | None, after: Record | None) -> Iterator[FieldChange]:
    for name in _COUNTED:
        sizes = [len(getattr(record, name)) if record else 0 for record in (before, after)]
        if sizes[0] != sizes[1]:
            yield FieldChange(name=name, before=str(sizes[0]), after=str(sizes[1]))
    some, others = (
        Counter(c.standing for c in record.claims) if record else Counter() for record in (before, after)
    )
    for standing in ("in-conflict", "superseded", "corroborated", "single-source"):
        if some[standing] != others[standing]:
            yield FieldChange(
                name=f"claims {standing}", before=str(some[standing]), after=str(others[standing])
            )


# --- differences -------------------------------------------------------------------------------


def _differences(kind: str, some: _Side, others: _Side) -> Iterator[Difference]:
    old, new = _listed(kind, some.record), _listed(kind, others.record)
    pairs = _pairs(kind, old, new, some.record, others.record)
    for id_, datum in new.items():
        mate = pairs.get(id_)
        if mate is None:
            yield _one(kind, "new", None, id_, datum, others)
            continue
        first, second = shape(kind, old[mate], some.names), shape(kind, datum, others.names)
        changes = tuple(
            FieldChange(name=name, before=first.get(name, ""), after=second.get(name, ""))
            for name in {**first, **second}
            if second.get(name, "") not in (first.get(name, ""), some.told(first.get(name, "")))
        )
        if changes:
            named = title(kind, datum, others.names)
            yield Difference(
                kind=kind, what="changed", before=mate, after=id_, title=named, changes=changes,
                words=f"{_named(kind)} “{named}”: {_changed(changes)}",
            )  # fmt: skip
    kept = set(pairs.values())
    for id_ in [i for i in old if i not in kept]:
        yield _one(kind, "gone", id_, None, old[id_], some)


def _changed(changes: Iterable[FieldChange]) -> str:
    return "; ".join(f"{c.name} {_value(c.before)} → {_value(c.after)}" for c in changes)


def _listed(kind: str, record: Record | None) -> dict[str, Any]:
    if record is None:
        return {}
    if kind == "stories":
        return {record.story.id: record.story}
    return {datum.id: datum for datum in getattr(record, kind)}


def _one(
    kind: str, what: Literal["new", "gone"], before: str | None, after: str | None, datum: Any, side: _Side
) -> Difference:
    named = title(kind, datum, side.names)
    told = shape(kind, datum, side.names)
    more = "; ".join(
        f"{name} {value}" for name, value in told.items() if value != named and name not in _TITLES
    )
    return Difference(
        kind=kind, what=what, before=before, after=after, title=named,
        words=f"{_named(kind)} “{named}” is {what}{f' ({more})' if more else ''}",
    )  # fmt: skip


_TITLES = frozenset({"title", "text", "sentence", "name", "headline", "other names", "attendance"})


def _named(kind: str) -> str:
    return _SINGULAR.get(kind, kind.removesuffix("s"))


def _value(shown: str) -> str:
    return f"“{shown}”" if shown else "none"


def _pairs(
    kind: str, old: Mapping[str, Any], new: Mapping[str, Any], before: Record | None, after: Record | None
) -> dict[str, str]:
    """For each datum of the new record that of the old one. The same id first, if the same words carry any
    of both; of the others those that share most words."""
    if kind == "stories" and old and new:
        return {next(iter(new)): next(iter(old))}
    if kind not in KNOWN_BY_WORDS or before is None or after is None:
        return {id_: id_ for id_ in new if id_ in old}
    first, second = KnownBy(before), KnownBy(after)
    words = {id_: {place(s) for s in first.of(kind, d)} for id_, d in old.items()}
    at: dict[Place, list[str]] = defaultdict(list)
    for id_, spans in words.items():
        for span in spans:
            at[span].append(id_)
    ranked = []
    for id_, datum in new.items():
        own = {place(s) for s in second.of(kind, datum)}
        shared = Counter(mate for span in own for mate in at.get(span, ()))
        likeness = {
            m: (_label(kind, old[m]) == _label(kind, datum), m == id_, n / len(own | words[m]))
            for m, n in shared.items()
        }
        ranked += [(*rank, id_, mate) for mate, rank in likeness.items()]
    pairs: dict[str, str] = {}
    for *_, id_, mate in sorted(ranked, key=lambda r: (not r[0], not r[1], -r[2], r[3], r[4])):
        if id_ not in pairs and mate not in pairs.values():
            pairs[id_] = mate
    return pairs


def _label(kind: str, datum: Any) -> str:
    """What tells data of the same words apart."""
    return str(datum.slot.name) if kind == "claims" else ""
