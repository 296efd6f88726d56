# SPDX-License-Identifier: Apache-2.0
"""Families, couples, and surnames that several share: "the Kovars", "the Hart family", "Jan and Eva Kovar".

Comes in: the named mentions of a story, their kinds, the copies. Goes out: mentions of families apart from
those of their members; given names with the surname they share with the next. Refuses: a plural of a name
that nobody of the story bears ("the Beatles"), a word before "and" that is not known as a given name.
Score: `tests/reconcile/test_cast.py`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import zip_longest

from ontherecord.annotate.names.titles import honorifics, plain
from ontherecord.annotate.places import gazetteer
from ontherecord.model import CastKind
from ontherecord.reconcile.cast import spelling
from ontherecord.reconcile.cast.named import Named

_BEHIND = re.compile(r"\s+(?:family|brothers|sisters|siblings|couple|twins|household|clan|dynasty)\b")
_BEFORE = re.compile(r"\b[Tt]he\s+$")
_ARTICLE = 5  # code points in which "the " stands
_REACH = 12
_AND = re.compile(r"\s+(?:and|&)\s+")
_PLURALS = ("es", "s")


def bearers(named: Sequence[Named], kinds: Mapping[str, CastKind]) -> set[str]:
    """The surnames of the story's people: last words of full names, and names behind "Mr" or "Mrs"."""
    found = set()
    for one in named:
        if kinds.get(gazetteer.key(one.mention.text)) == "person":
            words = spelling.person(one.mention.text)
            if len(words) > 1 or one.mention.gender:
                found.add(words[-1])
    return found


def parted(
    named: Sequence[Named], kinds: Mapping[str, CastKind], copies: Mapping[str, str]
) -> tuple[list[Named], dict[str, list[Named]]]:
    """The mentions without those of families, and the mentions of each family by its surname."""
    surnames, families, others = bearers(named, kinds), defaultdict(list), []
    found = {one.place: _family(one, surnames, copies[one.document]) for one in named}
    told = set(found.values())
    for one in named:
        plural = singular(spelling.fold(one.mention.text), surnames)  # "Kovars" in a headline
        surname = found[one.place] or (plural if plural in told else None)
        if surname:
            families[surname].append(one)
        else:
            others.append(one)
    return others, dict(families)


def _family(one: Named, surnames: set[str], copy: str) -> str | None:
    """The surname of the family that a mention names."""
    mention = one.mention
    words = spelling.parts(mention.text)
    if len(words) != 1 or not _BEFORE.search(copy, max(0, mention.start - _ARTICLE), mention.start):
        return None
    if words[0] in surnames and _BEHIND.match(copy, mention.end, mention.end + _REACH):
        return words[0]
    return singular(words[0], surnames)


def singular(word: str, surnames: set[str] | Mapping[str, object]) -> str | None:
    """The surname that a word is the plural of: "kovars" -> "kovar"."""
    stems = (word.removesuffix(end) for end in _PLURALS if word.endswith(end))
    return next((stem for stem in stems if stem in surnames and word not in surnames), None)


def completed(
    named: Sequence[Named], kinds: Mapping[str, CastKind], copies: Mapping[str, str]
) -> list[Named]:
    """The mentions, with `whole` for a given name that shares the surname of the next: "Jan and Eva Kovar"."""
    surnames = bearers(named, kinds)
    given = {spelling.person(one.text)[0] for one in named if len(spelling.person(one.text)) > 1}
    found = []
    for one, following in zip_longest(named, named[1:]):
        words = spelling.parts(one.text)
        known = (
            len(words) == 1
            and words[0] not in surnames
            and (words[0] in given or spelling.is_given(words[0]))
        )
        surname = _shared(one, following, kinds, copies) if known and following else None
        found.append(one._replace(whole=f"{one.mention.text} {surname}") if surname else one)
    return found


def _shared(
    one: Named, following: Named, kinds: Mapping[str, CastKind], copies: Mapping[str, str]
) -> str | None:
    """The last word of the full name that follows behind "and"."""
    between = copies[one.document][one.mention.end : following.mention.start]
    beside = one.document == following.document and _AND.fullmatch(between) is not None
    person = kinds.get(gazetteer.key(following.mention.text)) == "person"
    words = following.mention.text.split()
    if not (beside and person and len(words) > 1) or plain(words[0]) in honorifics():
        return None
    return words[-1]
