# SPDX-License-Identifier: Apache-2.0
"""Which names of organisations and of places name one.

Comes in: mentions over a story with their text. Goes out: the mentions by organisation or place.
Refuses: to join a part with its whole ("Congress" and "a committee of Congress").
Score: `python -m bench names`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence

from ontherecord.annotate.names.titles import words
from ontherecord.annotate.places import gazetteer
from ontherecord.reconcile.cast import spelling
from ontherecord.reconcile.cast.named import Named
from ontherecord.union import Union

Form = tuple[str, ...]
DOMINANT = 5  # times as often as all others together: the longer name a short one stands for
SHORTEST_ACRONYM, LONGEST_ACRONYM = 2, 8


def organisations(named: Sequence[Named], definitions: Mapping[str, str]) -> list[list[Named]]:
    """Group mentions of organisations: spellings, legal forms, acronyms, short forms of a longer name."""
    forms = {one: spelling.organisation(one.text) or (one.text.lower(),) for one in named}
    shown = {forms[one]: one.text for one in reversed(named)}
    joined: Union[Form] = Union()
    _join_spellings(joined, sorted(shown))
    _join_acronyms(joined, shown, definitions)
    _join_short(joined, Counter(forms.values()))
    return _grouped(named, lambda one: joined.find(forms[one]))


def _grouped(named: Sequence[Named], key: Callable[[Named], Hashable]) -> list[list[Named]]:
    groups: dict[Hashable, list[Named]] = defaultdict(list)
    for one in named:
        groups[key(one)].append(one)
    return [groups[one] for one in groups]


def _join_spellings(joined: Union[Form], forms: list[Form]) -> None:
    blocks: dict[tuple[str, ...], list[Form]] = defaultdict(list)
    for form in forms:
        blocks[tuple(spelling.skeleton(word) for word in form)].append(form)
    for block in blocks.values():
        for form in block[1:]:
            if spelling.same_organisation(block[0], form):
                joined.join(block[0], form)


def _join_acronyms(joined: Union[Form], shown: dict[Form, str], definitions: Mapping[str, str]) -> None:
    """An acronym joins the name the text defines it for, else the one name whose initials it is."""
    initials: dict[str, set[Form]] = defaultdict(set)
    for form, name in shown.items():
        for short in spelling.acronyms(name):
            initials[short].add(form)
    for form, name in shown.items():
        capitals = name.replace(".", "").isupper() and SHORTEST_ACRONYM <= len(form[0]) <= LONGEST_ACRONYM
        if len(form) > 1 or not (capitals or form[0] in definitions):
            continue
        defined = spelling.organisation(definitions[form[0]]) if form[0] in definitions else None
        meant = (
            {joined.find(defined)} if defined in shown else {joined.find(one) for one in initials[form[0]]}
        )
        if len(meant) == 1:
            joined.join(form, meant.pop())


def _join_short(joined: Union[Form], count: Counter[Form]) -> None:
    """ "Crisis Group" joins "International Crisis Group" where no other name ends so, or this one far
    more often than the others."""
    tails: dict[Form, Counter[Form]] = defaultdict(Counter)
    for form in sorted(count):
        for at in range(1, len(form)):
            tails[form[at:]][joined.find(form)] += count[form]
    for form in sorted(count):
        meant: Counter[Form] = Counter()
        for one, times in tails.get(form, Counter()).items():
            meant[joined.find(one)] += times
        best = sorted(meant, key=lambda one: (-meant[one], one))
        sure = best and meant[best[0]] >= DOMINANT * (meant.total() - meant[best[0]])
        if sure and not all(word in words("organisations") for word in form):
            joined.join(form, best[0])


def places(named: Sequence[Named]) -> list[list[Named]]:
    """Group mentions of places: the names of one country, the spellings of one well-known town."""
    return _grouped(named, lambda one: _place_key(one.text))


def _place_key(name: str) -> str:
    code = gazetteer.country(name)
    found = gazetteer.candidates(name)
    if code and found[0].rank in "c":
        return f"country {code}"
    if found and found[0].rank in "kdp" and found[0].alias in ("", "a") and found[0].geonameid:
        return f"geonames {found[0].geonameid}"
    return gazetteer.key(name.removeprefix("the ").removeprefix("The ")) or name
