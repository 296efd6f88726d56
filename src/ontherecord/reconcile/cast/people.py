# SPDX-License-Identifier: Apache-2.0
"""Which mentions of people name one person.

Comes in: mentions of people over a story. Goes out: the mentions by person, and those left open.
Refuses: a surname alone that two people share, unless the article, the title or the gender tells
them apart or one of them is far more often named; such a mention stays open. "Mrs Kovar" is never
somebody who is known to be a man: then she is a person known by that title only.
Score: `python -m bench names`.
"""

from __future__ import annotations

import bisect
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ontherecord.annotate.names.titles import words
from ontherecord.model import Gender
from ontherecord.reconcile.cast import spelling
from ontherecord.reconcile.cast.members import LEAST_TOLD, gender
from ontherecord.reconcile.cast.named import Named
from ontherecord.union import Union

DOMINANT = 3  # times as often named in full as the other people of that surname: the one meant
BARE_BEFORE = 3  # times; a headline or two may have the surname before the text has the full name
MOST_ALIKE = 300  # different full names of one surname that are still compared; more are no story
REACH = 600  # characters behind a full name within which the surname alone is taken up again
NEAR = 12  # mentions looked back at for that
_BARE_BESIDE = 2  # times that an article has a surname alone where it has it with "Jr." as well
Form = tuple[str, ...]
Place = tuple[str, int, int]


class People(NamedTuple):
    """The mentions of each person, and the mentions that may be of several."""

    groups: list[list[Named]]
    open: list[Named]


def people(
    named: Sequence[Named],
    roles: Mapping[Place, frozenset[str]],
    echoes: Mapping[str, Sequence[tuple[int, Place]]],
    genders: Mapping[Place, Counter[Gender]],
) -> People:
    """Group the mentions of people by person. `named` is in the order of documents and offsets;
    `roles` has the role words of the mentions that have some; `echoes` by article, in order, where a
    description ends and the place of the name it stands for; `genders` what titles and pronouns tell."""
    forms = [_form(one.text) for one in named]
    full = [form for form in dict.fromkeys(forms) if len(form) > 1]
    person_of = _full_names(full, Counter(forms), _genders(named, forms))
    person: list[Form | None] = [person_of.get(form) for form in forms]
    facts = _facts(named, person, roles, genders)
    blocks = _blocks(person_of)
    meant: dict[Form, list[Form]] = {
        form: _candidates(form[0], blocks) for form in dict.fromkeys(forms) if len(form) == 1
    }
    forms = _of_juniors(named, forms, meant, facts)
    _beside_kin(named, forms, person, meant, facts)
    _by_title_only(named, forms, meant, facts)
    _by_title(named, forms, person, meant, facts, roles)
    _forget_late(named, forms, person, meant, facts)
    _in_turn(named, forms, person, meant, facts, echoes)
    groups: dict[Form, list[Named]] = defaultdict(list)
    left = []
    for one, found in zip(named, person, strict=True):
        if found is None:
            left.append(one)
        else:
            groups[found].append(one)
    return People([groups[key] for key in sorted(groups)], left)


def _form(text: str) -> Form:
    """The words of the name; "Jr" stays, so that father and son are two forms."""
    found = spelling.person(text) or (text.lower(),)
    mark = spelling.generation(text)
    return (*found, mark) if mark and len(found) > 1 else found


def _core(form: Form) -> Form:
    return form[:-1] if form[-1] in words("particles", "suffixes") and len(form) > 1 else form


def _genders(named: Sequence[Named], forms: Sequence[Form]) -> dict[Form, set[str]]:
    found: dict[Form, set[str]] = defaultdict(set)
    for one, form in zip(named, forms, strict=True):
        if one.mention.gender:
            found[form].add(one.mention.gender)
    return found


def _full_names(full: list[Form], count: Counter[Form], genders: dict[Form, set[str]]) -> dict[Form, Form]:
    """For each full form the form that stands for its person.

    The fuller and more frequent form is placed first; a form joins a person only if all of that
    person's forms allow it and no second person would take it too.
    """
    blocks: dict[str, list[Form]] = defaultdict(list)
    for form in full:
        blocks[spelling.skeleton(_core(form)[-1]) or form[-1]].append(form)
    joined: Union[Form] = Union()
    for block in (blocks[key] for key in sorted(blocks)):
        if len(block) > MOST_ALIKE:
            continue
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


def _heard(
    one: Named, echoes: Sequence[tuple[int, Place]], of_place: Mapping[Place, Form]
) -> list[tuple[int, Form]]:
    """The persons described just before a mention ("the transport minister ... Hristov said")."""
    at = bisect.bisect_left(echoes, (one.mention.start,))
    return [(end, of_place[place]) for end, place in echoes[max(0, at - NEAR) : at] if place in of_place]


class Facts(NamedTuple):
    """What full names tell of one person: mentions by article, genders, role words."""

    articles: Counter[str]
    genders: Counter[Gender]
    roles: set[str]

    def gender(self) -> Gender | None:
        """The gender the text tells, if it tells enough."""
        return gender(self.genders)


def _facts(
    named: Sequence[Named],
    person: Sequence[Form | None],
    roles: Mapping[Place, frozenset[str]],
    genders: Mapping[Place, Counter[Gender]],
) -> dict[Form, Facts]:
    found: dict[Form, Facts] = {}
    for one, form in zip(named, person, strict=True):
        if form is not None:
            facts = found.setdefault(form, Facts(Counter(), Counter(), set()))
            facts.articles[one.article] += 1
            facts.roles.update(roles.get(one.place, frozenset()))
            facts.genders.update(genders.get(one.place, Counter()))
    return found


def _of_juniors(
    named: Sequence[Named],
    forms: Sequence[Form],
    meant: dict[Form, list[Form]],
    facts: dict[Form, Facts],
) -> list[Form]:
    """The forms, those of a surname with its mark ("Trump Jr.") apart from the surname alone where one article uses both:
    they are two people, though only the younger may be named in full."""
    marks = [
        spelling.mark(one.text) if len(form) == 1 else None for one, form in zip(named, forms, strict=True)
    ]
    used = Counter(
        (one.article, form[0], bool(mark))
        for one, form, mark in zip(named, forms, marks, strict=True)
        if len(form) == 1
    )
    both = {word for article, word, marked in used if marked and used[article, word, False] >= _BARE_BESIDE}
    apart: dict[str, list[Form]] = {}
    for word in sorted(both):
        younger = [p for p in meant[(word,)] if _core(p) != p]
        if younger:
            apart[word] = younger
            meant[(word,)] = [p for p in meant[(word,)] if p not in younger] or [(word, "*")]
            facts.setdefault((word, "*"), Facts(Counter(), Counter(), set()))
    found = list(forms)
    for n, mark in enumerate(marks):
        if mark is not None and forms[n][0] in apart:
            found[n] = (forms[n][0], mark)
            meant[found[n]] = [p for p in apart[forms[n][0]] if p[-1] == mark] or apart[forms[n][0]]
    return found


def _beside_kin(
    named: Sequence[Named],
    forms: Sequence[Form],
    person: Sequence[Form | None],
    meant: dict[Form, list[Form]],
    facts: dict[Form, Facts],
) -> None:
    """Add who is known by a surname alone where all who have it in full are named late, as somebody's kin: of a text that has
    "Holt" over and over before "his son Eric Holt", Holt is the father."""
    bare: Counter[tuple[str, str]] = Counter()
    before: dict[Form, list[int]] = defaultdict(list)
    seen: set[tuple[str, Form]] = set()
    for one, form, found in zip(named, forms, person, strict=True):
        if len(form) == 1:
            bare[one.article, form[0]] += 1
        elif found is not None and (one.article, found) not in seen:
            seen.add((one.article, found))
            before[found].append(bare[one.article, _core(found)[-1]])
    for (word, *_), candidates in sorted(meant.items()):
        late = candidates and all(
            p in before and min(before[p]) >= BARE_BEFORE and facts[p].roles & words("kin")
            for p in candidates
        )
        if late:
            meant[(word,)] = [(word, "*")]
            facts.setdefault((word, "*"), Facts(Counter(), Counter(), set()))


def _by_title_only(
    named: Sequence[Named],
    forms: Sequence[Form],
    meant: dict[Form, list[Form]],
    facts: dict[Form, Facts],
) -> None:
    """Add the people known by title and surname only: a "Mr Hart" where every Hart with a full name is a
    woman, and "Mr Kovar" and "Mrs Kovar" where nobody has a full name."""
    titled: dict[Form, set[Gender]] = defaultdict(set)
    for one, form in zip(named, forms, strict=True):
        if len(form) == 1 and one.mention.gender and one.mention.form == "name":
            titled[form].add(one.mention.gender)
    for form, told in sorted(titled.items()):
        missing = [each for each in sorted(told) if all(facts[p].gender() != each for p in meant[form])]
        unknown = [p for p in meant[form] if facts[p].gender() is None]
        for each in missing if len(missing) > len(unknown) and (meant[form] or len(told) > 1) else ():
            if facts.get((form[0], f"*{each}")) is None:
                bearer = (form[0], f"*{each}")
                meant[form] = [*meant[form], bearer]
                facts[bearer] = Facts(Counter(), Counter({each: LEAST_TOLD}), set())


def _of_gender(candidates: list[Form], facts: Mapping[Form, Facts], told: Gender) -> list[Form]:
    """Those known to be of a gender; without any, those of whom nothing is known."""
    same = [p for p in candidates if facts[p].gender() == told]
    return same or [p for p in candidates if facts[p].gender() is None]


def _blocks(person_of: Mapping[Form, Form]) -> dict[str, list[tuple[Form, Form]]]:
    """Full names with their persons, by the skeleton of each word a single name may pick."""
    found: dict[str, list[tuple[Form, Form]]] = defaultdict(list)
    for form in sorted(person_of):
        for word in dict.fromkeys(_core(form)):
            found[spelling.skeleton(word) or word].append((form, person_of[form]))
    return found


def _candidates(word: str, blocks: Mapping[str, list[tuple[Form, Form]]]) -> list[Form]:
    """The persons a single name may mean: by surname, in its exact spelling first; else by first name."""
    near = blocks.get(spelling.skeleton(word) or word, [])
    exact = [person for form, person in near if _core(form)[-1] == word]
    alike = exact or [person for form, person in near if spelling.same_word(_core(form)[-1], word)]
    return list(dict.fromkeys(alike or [person for form, person in near if word in _core(form)[:-1]]))


def _by_title(
    named: Sequence[Named],
    forms: Sequence[Form],
    person: list[Form | None],
    meant: Mapping[Form, list[Form]],
    facts: Mapping[Form, Facts],
    roles: Mapping[Place, frozenset[str]],
) -> None:
    """Single names that only one person can mean, or that a title or a gender decides ("President X")."""
    for n, one in enumerate(named):
        candidates = meant.get(forms[n], [])
        told = one.mention.gender
        if told:
            candidates = _of_gender(candidates, facts, told)
        held = roles.get(one.place, frozenset())
        shared = {p: len(held & facts[p].roles) for p in candidates}
        if len(candidates) > 1 and any(shared.values()):
            candidates = [p for p in candidates if shared[p] == max(shared.values())]
        if len(forms[n]) == 1 and len(candidates) == 1:
            person[n] = candidates[0]
            facts[candidates[0]].articles[one.article] += 1
        elif len(forms[n]) == 1 and not candidates:
            person[n] = forms[n]


def _forget_late(
    named: Sequence[Named],
    forms: Sequence[Form],
    person: Sequence[Form | None],
    meant: Mapping[Form, list[Form]],
    facts: Mapping[Form, Facts],
) -> None:
    """An article that has used a surname alone many times before it names a person in full means
    somebody else by it: that person does not count as introduced there."""
    bare: Counter[tuple[str, Form]] = Counter()
    introduced: set[tuple[str, Form]] = set()
    for n, one in enumerate(named):
        found = person[n]
        if found is None:
            bare.update((one.article, p) for p in meant[forms[n]])
        elif (one.article, found) not in introduced:
            introduced.add((one.article, found))
            if bare[one.article, found] >= BARE_BEFORE:
                facts[found].articles[one.article] = 0


def _in_turn(
    named: Sequence[Named],
    forms: Sequence[Form],
    person: list[Form | None],
    meant: Mapping[Form, list[Form]],
    facts: Mapping[Form, Facts],
    echoes: Mapping[str, Sequence[tuple[int, Place]]],
) -> None:
    """The single names still open, in the order of the text: by the article, by whom the story names
    most, by who was named just before; None where it could be two."""
    latest: dict[str, list[tuple[int, Form]]] = defaultdict(list)
    of_place: dict[Place, Form] = {}
    for n, one in enumerate(named):
        if person[n] is None:
            candidates = meant[forms[n]]
            candidates = [p for p in candidates if facts[p].articles[one.article]] or candidates
            heard = _heard(one, echoes.get(one.article, ()), of_place)
            near = sorted(latest[one.article][-NEAR:] + heard)
            person[n] = _dominant(candidates, facts) or _nearest(one, candidates, near)
        found = person[n]
        if found is not None:
            latest[one.article].append((one.mention.end, found))
            of_place[one.place] = found


def _dominant(candidates: list[Form], facts: Mapping[Form, Facts]) -> Form | None:
    """The one person left, or the one the story names far more often than the next."""
    total = {p: sum(facts[p].articles.values()) for p in candidates}
    order = sorted(candidates, key=lambda p: (-total[p], p))
    return order[0] if len(order) == 1 or total[order[0]] >= DOMINANT * max(1, total[order[1]]) else None


def _nearest(one: Named, candidates: list[Form], near: Sequence[tuple[int, Form]]) -> Form | None:
    found = [p for end, p in near if p in candidates and one.mention.start - end < REACH]
    return found[-1] if found else None
