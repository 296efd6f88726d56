# SPDX-License-Identifier: Apache-2.0
"""The decisions that count in a build, with the places where their words stand.

Comes in: decisions and the documents with their frozen copies. Goes out: `Rulings`, which every stage
is handed. Refuses: words that do not stand at their place in the copy of that hash: they are missing,
and never looked for elsewhere, except in a version of the same article (`carried`).
Score: none; `tests/decisions/test_laws.py`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import NamedTuple

from ontherecord.decide.bonds import Bonds, bonds
from ontherecord.decide.places import place
from ontherecord.decide.ruling import Ruling
from ontherecord.decide.versions import Versions
from ontherecord.model import Article, CopySpan, Decision, DecisionKind, Document, Span, Version

CAST_TOGETHER, CAST_APART = ("merge", "confirm"), ("split",)
EVENTS_TOGETHER, EVENTS_APART = ("same-event",), ("different-events",)
STORIES_TOGETHER, STORIES_APART = ("same-story",), ("different-stories",)
OF_ARTICLES = frozenset({"independent", "same-story", "different-stories"})
"""Kinds whose subjects are articles: one text at one time, so no version takes them over."""
_NONE: Mapping[str, str] = MappingProxyType({})


class Rulings(NamedTuple):
    """The decisions that count, in the order of their making, and what those on sameness come to."""

    given: tuple[Ruling, ...] = ()
    cast: Bonds = Bonds()
    events: Bonds = Bonds()
    stories: Bonds = Bonds()
    overruled: Mapping[str, str] = _NONE
    """Decisions on sameness that a later one contradicts: its id by theirs."""

    def of(self, *kinds: DecisionKind) -> tuple[Ruling, ...]:
        """Those of some kinds that are not overruled, in the order of their making."""
        return tuple(
            r for r in self.given if r.decision.kind in kinds and r.decision.id not in self.overruled
        )

    def within(self, documents: Collection[str]) -> Rulings:
        """Those that have a word in some documents, with all their words."""
        if not self.given:
            return self
        own = frozenset(documents)
        return Rulings(
            tuple(r for r in self.given if any(s.document in own for spans in r.subjects for s in spans)),
            self.cast.within(own),
            self.events.within(own),
            self.stories.within(own),
            self.overruled,
        )


NO_RULINGS = Rulings()


def merged(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """The decisions, each once, in the order of their making. Of two with one id the undone one tells, the
    first undone of several: what was taken back stays so."""
    found: dict[str, Decision] = {}
    for one in decisions:
        known = found.setdefault(one.id, one)
        if one.undone and (known.undone is None or _taken_back(one) < _taken_back(known)):
            found[one.id] = one
    return tuple(sorted(found.values(), key=lambda d: (d.when, d.id)))


def _taken_back(one: Decision) -> tuple[str, ...]:
    return (one.undone.when, one.undone.who, one.undone.why) if one.undone else ()


def standing(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """The decisions that are not undone, each once, in the order of their making."""
    return tuple(one for one in merged(decisions) if one.undone is None)


def rulings(
    decisions: Iterable[Decision], documents: Iterable[Document], copies: Mapping[str, str]
) -> Rulings:
    """The decisions that count, with the places of their words. The order of neither matters."""
    by_hash: dict[str, list[str]] = defaultdict(list)
    for document in sorted(documents, key=lambda d: d.id):
        by_hash[document.sha256].append(document.id)
    return _ruled([_ruling(one, by_hash, copies) for one in standing(decisions)])


def carried(
    known: Rulings, versions: Sequence[Version], articles: Sequence[Article], copies: Mapping[str, str]
) -> Rulings:
    """The rulings with the words of versions too: of an article that the build itself traced as a version
    of one that a decision has words of, and whose paragraph stands in both, unchanged and once."""
    if not known.given or not versions:
        return known
    family = Versions(versions, articles, copies)
    return _ruled([_with_versions(one, family) for one in known.given])


def _ruled(given: Sequence[Ruling]) -> Rulings:
    cast, first = bonds(given, CAST_TOGETHER, CAST_APART)
    events, second = bonds(given, EVENTS_TOGETHER, EVENTS_APART)
    stories, third = bonds(given, STORIES_TOGETHER, STORIES_APART)
    return Rulings(tuple(given), cast, events, stories, first | second | third)


def _ruling(decision: Decision, by_hash: Mapping[str, Sequence[str]], copies: Mapping[str, str]) -> Ruling:
    missing: list[CopySpan] = []
    subjects = []
    for wanted in decision.subjects:
        found = []
        for one in wanted:
            homes = [id_ for id_ in by_hash.get(one.sha256, ()) if _stands(one, copies[id_])]
            found += [Span(document=id_, start=one.start, end=one.end, text=one.text) for id_ in homes]
            missing += [] if homes else [one]
        subjects.append(tuple(sorted(set(found))))
    return Ruling(decision, tuple(subjects), tuple(missing))


def _stands(wanted: CopySpan, copy: str) -> bool:
    return 0 <= wanted.start < wanted.end <= len(copy) and copy[wanted.start : wanted.end] == wanted.text


def _with_versions(ruling: Ruling, family: Versions) -> Ruling:
    if ruling.decision.kind in OF_ARTICLES:
        return ruling
    own = {place(span) for spans in ruling.subjects for span in spans}
    subjects = [
        tuple(sorted({*spans, *(s for span in spans for s in family.also(span) if place(s) not in own)}))
        for spans in ruling.subjects
    ]
    return replace(ruling, subjects=tuple(subjects))
