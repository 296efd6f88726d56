# SPDX-License-Identifier: Apache-2.0
"""The event lexicon: which words name which act, and what other words do to it.

Comes in: `data/events.toml`, and a text of the user's in the same form. Goes out: `Lexicon`.
Refuses: a type that PLOVER does not have, a class of operator that has no meaning (ValueError).
Score: none of its own; `python -m bench events` measures what is built on it.
"""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import Any

import msgspec

from ontherecord.annotate.accounts.entries import OperatorClass, check


class Act(msgspec.Struct, frozen=True):
    """A word, or a verb with its object, that names an act, and the ways to its recipient."""

    type: str
    mode: str | None
    recipient: tuple[str, ...]
    together: bool
    objects: frozenset[str] = frozenset()
    subjects: frozenset[str] = frozenset()
    """Words of whoever does it that make it this act ("troops" that leave)."""
    among: frozenset[str] = frozenset()
    """Words anywhere below the verb or noun that make it this act ("a peacekeeping mission")."""
    inverse: bool = False
    """Told by who gets it: the subject is the recipient, who does it stands behind "from"."""
    bare: bool = True
    """Whether it is this act without an object too ("return the men", not "return at noon")."""
    awaits: bool = False
    """Somebody is expected somewhere: the subject of the passive is who comes, and it is planned."""
    attends: bool = False
    """To be at an event, which is not the event: who stays away does not cancel it."""


class Operator(msgspec.Struct, frozen=True):
    """A word that changes how sure the act under it is; `type` is the act of saying it."""

    class_: OperatorClass
    type: str | None
    told: bool = False
    """Only over an infinitive ("told him to leave"); otherwise it reports ("told him that ...")."""


class Lexicon(msgspec.Struct, frozen=True):
    """All lookups by lemma. Phrases are tried before single words, in the order of the file."""

    verbs: Mapping[str, Act]
    nouns: Mapping[str, Act]
    phrases: Mapping[str, tuple[Act, ...]]
    nothing: Mapping[str, frozenset[str]]
    """Verb -> objects with which it is no act ("meet a need")."""
    blind: Mapping[str, frozenset[str]]
    """Verb -> what does it without meaning to ("an earthquake killed")."""
    operators: Mapping[tuple[str, str], Operator]
    """By part of speech ("verb", "noun", "adjective") and lemma."""
    roles: Mapping[str, str]
    support: frozenset[str]
    """Verbs that only carry out or announce the act of their object."""


@functools.cache
def lexicon(extra: str = "") -> Lexicon:
    """The lexicon of the package, with the entries of the user's own (`extra`, as TOML) before it.

    Raises ValueError for text that is no TOML and for an entry that means nothing.
    """
    own = tomllib.loads(
        files("ontherecord.annotate").joinpath("data/events.toml").read_text(encoding="utf-8")
    )
    tables = [tomllib.loads(extra), own]
    check(tables[0])
    return Lexicon(
        verbs=_acts(tables, "verbs"),
        nouns=_acts(tables, "nouns"),
        phrases=_phrases(tables),
        nothing=_nothing(tables, "objects"),
        blind=_nothing(tables, "subjects"),
        operators=_operators(tables),
        support=frozenset(v for table in tables for v in table.get("support", {}).get("verbs", ())),
        roles={
            word: entry["sector"]
            for table in reversed(tables)
            for entry in reversed(table.get("role", []))
            for word in entry["words"]
        },
    )


def _act(entry: Mapping[str, Any]) -> Act:
    return Act(
        type=entry["type"],
        mode=entry.get("mode"),
        recipient=tuple(entry.get("recipient", ())),
        together=bool(entry.get("together", False)),
        objects=frozenset(entry.get("objects", ())),
        subjects=frozenset(entry.get("subjects", ())),
        among=frozenset(entry.get("among", ())),
        inverse=bool(entry.get("inverse", False)),
        bare=bool(entry.get("bare", True)),
        awaits=bool(entry.get("awaits", False)),
        attends=bool(entry.get("attends", False)),
    )


def _acts(tables: Sequence[Mapping[str, Any]], words: str) -> dict[str, Act]:
    found: dict[str, Act] = {}
    for table in tables:
        for entry in table.get("act", []):
            for lemma in entry.get(words, ()):
                found.setdefault(lemma, _act(entry))
    return found


def _phrases(tables: Sequence[Mapping[str, Any]]) -> dict[str, tuple[Act, ...]]:
    found: dict[str, list[Act]] = {}
    for table in tables:
        for entry in table.get("phrase", []):
            act = _act(entry)
            for lemma in (*entry.get("verbs", ()), *entry.get("nouns", ())):
                found.setdefault(lemma, []).append(act)
    return {lemma: tuple(acts) for lemma, acts in found.items()}


def _nothing(tables: Sequence[Mapping[str, Any]], key: str) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for table in tables:
        for entry in table.get("nothing", []):
            for lemma in entry["verbs"]:
                found[lemma] = found.get(lemma, frozenset()) | frozenset(entry.get(key, ()))
    return found


def _operators(tables: Sequence[Mapping[str, Any]]) -> dict[tuple[str, str], Operator]:
    found: dict[tuple[str, str], Operator] = {}
    for table in tables:
        for entry in table.get("operator", []):
            operator = Operator(entry["class"], entry.get("type"))
            for lemma in entry.get("told", ()):
                found.setdefault(("verb", lemma), Operator(entry["class"], entry.get("type"), told=True))
            for part, key in (("verb", "verbs"), ("noun", "nouns"), ("adjective", "adjectives")):
                for lemma in entry.get(key, ()):
                    found.setdefault((part, lemma), operator)
    return found
