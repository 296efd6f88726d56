# SPDX-License-Identifier: Apache-2.0
"""Which mentions of people name one person.

Comes in: mentions of people over a story. Goes out: the mentions by person, and those left open.
Refuses: a surname alone that two people share, unless the article, the title or the gender tells
them apart or one of them is far more often named; such a mention stays open.
Score: `python -m bench names`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from ontherecord.annotate.titles import words
from ontherecord.reconcile import spelling
from ontherecord.reconcile.named import Named
from ontherecord.reconcile.union import Union

DOMINANT = 3  # times as often named in full as the other people of that surname: the one meant
Form = tuple[str, ...]


class People(NamedTuple):
    """The mentions of each person, and the mentions that may be of several."""

    groups: list[list[Named]]
    open: list[Named]


def people(named: Sequence[Named]) -> People:
    """Group the mentions of people by person. `named` is in a fixed order."""
    forms: dict[Named, Form] = {one: _form(one.text) for one in named}
    full = [form for form in dict.fromkeys(forms.values()) if len(form) > 1]
    person_of = _full_names(full, Counter(forms.values()), _genders(named, forms))
    groups: dict[Form, list[Named]] = defaultdict(list)
    left: list[Named] = []
    for one in named:
        if len(forms[one]) > 1:
            groups[person_of[forms[one]]].append(one)
    census = _census(groups)
    blocks = _blocks(sorted(groups))
    joined: list[tuple[Form, Named]] = []
    for one in named:
        if len(forms[one]) > 1:
            continue
        candidates = _candidates(forms[one][0], blocks)
        chosen = _chosen(one, candidates, groups, census)
        if chosen:
            joined.append((chosen, one))
        elif candidates:
            left.append(one)
        else:
            joined.append((forms[one], one))
    for person, one in joined:
        groups[person].append(one)
    order = {one: n for n, one in enumerate(named)}
    return People([sorted(groups[key], key=lambda one: order[one]) for key in sorted(groups)], left)


def _form(text: str) -> Form:
    """The words of the name; "Jr" stays, so that father and son are two forms."""
    found = spelling.person(text) or (text.lower(),)
    mark = spelling.generation(text)
    return (*found, mark) if mark and len(found) > 1 else found


def _core(form: Form) -> Form:
    return form[:-1] if form[-1] in words("particles", "suffixes") and len(form) > 1 else form


def _genders(named: Sequence[Named], forms: dict[Named, Form]) -> dict[Form, set[str]]:
    found: dict[Form, set[str]] = defaultdict(set)
    for one in named:
        told = one.mention.gender
        if told:
            found[forms[one]].add(told)
    return found


def _full_names(full: list[Form], count: Counter[Form], genders: dict[Form, set[str]]) -> dict[Form, Form]:
    """For each full form the form that stands for its person.

    The fuller and more frequent form is placed first; a form joins a person only if all of that
    person's forms allow it and no second person would take it too.
    """
    blocks: dict[str, list[Form]] = defaultdict(list)
    for form in full:
        blocks[spelling.skeleton(_core(form)[-1]) or form[-1]].append(form)
    joined: Union = Union(full)
    for block in (blocks[key] for key in sorted(blocks)):
        clusters: list[list[Form]] = []
        for form in sorted(block, key=lambda one: (-len(one), -count[one], one)):
            fitting = [c for c in clusters if all(_compatible(form, other, genders) for other in c)]
            exact = [c for c in fitting if any(_core(o)[0] == _core(form)[0] for o in c)]
            choice = fitting if len(fitting) == 1 else exact if len(exact) == 1 else []
            if choice:
                joined.join(choice[0][0], form)
                choice[0].append(form)
            else:
                clusters.append([form])
    return {form: joined.find(form) for form in full}


def _compatible(a: Form, b: Form, genders: dict[Form, set[str]]) -> bool:
    told = genders.get(a, set()) | genders.get(b, set())
    marks = {form[-1] for form in (a, b) if _core(form) != form}
    return len(told) < 2 and len(marks) < 2 and spelling.same_person(_core(a), _core(b))


def _census(groups: dict[Form, list[Named]]) -> dict[Form, Counter[str]]:
    """How often each person is named in full in each article."""
    return {person: Counter(one.article for one in group) for person, group in groups.items()}


def _blocks(persons: list[Form]) -> dict[str, list[Form]]:
    """Persons by the skeleton of each word a single name may pick: surname, else the first word."""
    found: dict[str, list[Form]] = defaultdict(list)
    for person in persons:
        for word in dict.fromkeys(_core(person)):
            found[spelling.skeleton(word) or word].append(person)
    return found


def _candidates(word: str, blocks: dict[str, list[Form]]) -> list[Form]:
    """The persons a single name may mean: by surname, in its exact spelling first; else by first name."""
    near = blocks.get(spelling.skeleton(word) or word, [])
    exact = [person for person in near if _core(person)[-1] == word]
    alike = exact or [person for person in near if spelling.same_word(_core(person)[-1], word)]
    return alike or [person for person in near if word in _core(person)[:-1]]


def _chosen(
    one: Named,
    candidates: list[Form],
    groups: dict[Form, list[Named]],
    census: dict[Form, Counter[str]],
) -> Form | None:
    """The one person a single name means, or None where it could be two."""
    told = one.mention.gender
    if told:
        fitting = [p for p in candidates if all(o.mention.gender in (None, told) for o in groups[p])]
        candidates = fitting or candidates
    if len(candidates) < 2:
        return candidates[0] if candidates else None
    here = [person for person in candidates if census[person][one.article]]
    if len(here) == 1:
        return here[0]
    pool = here or candidates
    total = {person: sum(census[person].values()) for person in pool}
    first, second = sorted(pool, key=lambda person: (-total[person], person))[:2]
    return first if total[first] >= DOMINANT * total[second] else None
