# SPDX-License-Identifier: Apache-2.0
"""The cast of one story: the persons, organisations, places and groups its mentions name.

Comes in: the articles of a story, their copies and annotations. Goes out: `CastMember`s, most
mentioned first, and the cast id of every mention (document, start, end), descriptions and pronouns
by way of their antecedent. Refuses: a surname that two people of the story share and nothing tells
apart stays outside the index. Score: `python -m bench names` (ECB+).

Kinds are voted over all mentions of all articles. Names are compared by form, not by mention, and
only within a block (the skeleton of a surname, the words of an organisation), so the work grows with
the number of different names. Everything is sorted first: the order of the articles has no effect.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from msgspec import structs

from ontherecord.annotate.names.descriptions import SUBJECT
from ontherecord.annotate.names.kinds import acronym
from ontherecord.annotate.names.titles import plain
from ontherecord.annotate.places import gazetteer
from ontherecord.decide.rulings import NO_RULINGS, Rulings
from ontherecord.model import Annotations, Article, CastKind, CastMember, Gender, TimeReference
from ontherecord.reconcile.cast import spelling
from ontherecord.reconcile.cast.acronyms import definitions
from ontherecord.reconcile.cast.confirmed import curated, regrouped
from ontherecord.reconcile.cast.families import completed, parted, singular
from ontherecord.reconcile.cast.hints import hinted
from ontherecord.reconcile.cast.members import Group, Place, Told, gender, genders, identified, member, wheres
from ontherecord.reconcile.cast.named import Named
from ontherecord.reconcile.cast.people import people
from ontherecord.reconcile.cast.recalled import recalled
from ontherecord.reconcile.cast.tenure import Tenures
from ontherecord.reconcile.cast.things import organisations, places

KINDS: tuple[CastKind, ...] = ("person", "organisation", "place", "group")
OFTENER = 25  # times a surname may stand for each full name of the story
SURNAME_VOTE = 3  # a single name that is the surname of a person of the story follows that person
FAMILY = "cast:family"
ARTICLES = frozenset({"the", "a", "an", "its", "his", "her", "their", "of", "for"})
BESIDE = 3  # code points between a name and the apposition behind it: ", ", " – "
TOLD = 3  # pronouns a title that tells the gender outweighs


def cast(
    articles: Sequence[Article],
    copies: Mapping[str, str],
    annotations: Mapping[str, Annotations],
    times: Sequence[TimeReference] = (),
    rulings: Rulings = NO_RULINGS,
) -> tuple[tuple[CastMember, ...], Mapping[Place, str]]:
    """The cast of a story and the cast id of each of its mentions. `times` date its roles, `rulings` are
    what people decided. See the module."""
    named = _named(articles, annotations)
    kinds = _voted(named)
    more = recalled(articles, copies, annotations, named, kinds)
    named = sorted([*named, *more], key=lambda one: one.place)
    for one in more:
        kinds.setdefault(gazetteer.key(one.text), "person")
    groups, proposed = regrouped(_groups(named, kinds, articles, copies, annotations), named, rulings)
    told = Told(copies, wheres(articles, annotations), Tenures(copies, articles, times))
    members, index = [], {}
    for identifier, name, group in identified(groups, copies):
        members.append(member(identifier, name, group, told))
        index.update({one.place: identifier for one in group.mentions})
    spoken = _follow(articles, annotations, index)
    members = [structs.replace(one, gender=gender(spoken[one.id])) for one in members]
    members.sort(key=lambda one: (-len(one.mentions), one.name, one.id))
    return curated(hinted(_with_families(members)), proposed, rulings), index


def _named(articles: Sequence[Article], annotations: Mapping[str, Annotations]) -> list[Named]:
    """Every mention that is a name, in an order that does not depend on that of the articles."""
    found = {}
    for article in articles:
        for mention in annotations[article.id].mentions if article.id in annotations else ():
            if mention.form == "name":
                one = Named(article.document, article.id, mention)
                found[one.place] = one
    return [found[place] for place in sorted(found)]


def _with_families(members: Sequence[CastMember]) -> list[CastMember]:
    """The members, each family with the persons of its surname."""
    by_surname: dict[str, list[str]] = defaultdict(list)
    for one in members:
        if one.kind == "person":
            by_surname[spelling.person(one.name)[-1]].append(one.id)
    found = []
    for one in members:
        word = spelling.fold(one.name) if one.by == FAMILY else ""
        surname = singular(word, by_surname) or word
        found.append(structs.replace(one, members=tuple(sorted(by_surname[surname]))) if surname else one)
    return found


# --- kinds -------------------------------------------------------------------------------------


def _voted(named: Sequence[Named]) -> dict[str, CastKind]:
    """One kind a name for the whole story; a single name follows the person whose surname it is."""
    ballots: dict[str, Counter[CastKind]] = defaultdict(Counter)
    initials = {gazetteer.key(one.text) for one in named if acronym(one.text)}
    for one in named:
        mention = one.mention
        if mention.by != "names:metonym":
            ballots[gazetteer.key(mention.text)][mention.kind] += round(100 * (mention.confidence or 0.5))
    _behind_titles(named, ballots)
    surnames: Counter[str] = Counter()
    for key, ballot in ballots.items():
        words = spelling.person(key)
        if " " in key and len(words) > 1 and _winner(ballot) == "person":
            surnames.update(dict.fromkeys((words[-1], spelling.skeleton(words[-1])), ballot.total()))
    for key, ballot in ballots.items():
        full = surnames[key] or (surnames[spelling.skeleton(key)] if len(key) > 5 else 0)
        alike = OFTENER * full >= ballot.total() and full > 0 and key not in initials
        if (
            " " not in key
            and alike
            and not gazetteer.country(key.title())
            and not _settled_place(key, ballot)
        ):
            ballot["person"] += SURNAME_VOTE * max(ballot.values())
    return {key: _winner(ballot) for key, ballot in ballots.items()}


def _behind_titles(named: Sequence[Named], ballots: dict[str, Counter[CastKind]]) -> None:
    """A full name follows the "Mr" or "Mrs" that stands before its surname elsewhere."""
    titled = {gazetteer.key(one.text) for one in named if one.mention.gender and " " not in one.text}
    for key, ballot in ballots.items():
        if " " in key and spelling.person(key)[-1:] and spelling.person(key)[-1] in titled:
            ballot["person"] += SURNAME_VOTE * max(ballot.values())


def _settled_place(key: str, ballot: Counter[CastKind]) -> bool:
    return gazetteer.capital_of(key.title()) is not None and ballot["place"] > ballot["person"]


def _winner(ballot: Counter[CastKind]) -> CastKind:
    return max(KINDS, key=lambda kind: (ballot[kind], -KINDS.index(kind)))


# --- who is one --------------------------------------------------------------------------------


def _groups(
    named: Sequence[Named],
    kinds: dict[str, CastKind],
    articles: Sequence[Article],
    copies: Mapping[str, str],
    annotations: Mapping[str, Annotations],
) -> list[Group]:
    """The mentions by cast member."""
    named, households = parted(named, kinds, copies)
    sorted_by: dict[CastKind, list[Named]] = {kind: [] for kind in KINDS}
    metonyms: dict[str, list[Named]] = defaultdict(list)
    for one in completed(named, kinds, copies):
        key = gazetteer.key(one.mention.text)
        if one.mention.by == "names:metonym" and kinds.get(key, "place") == "place":
            metonyms[gazetteer.capital_of(one.mention.text) or key].append(one)
        else:
            sorted_by[kinds.get(key, one.mention.kind)].append(one)
    persons, bodies = sorted_by["person"], sorted_by["organisation"]
    told = genders(articles, annotations, TOLD)
    persons_by = people(persons, _role_words(persons, copies), _echoes(articles, annotations), told).groups
    groups = [Group("person", group, "cast:person") for group in persons_by]
    groups += [
        Group("organisation", g, "cast:organisation")
        for g in organisations(bodies, definitions(bodies, copies))
    ]
    groups += [Group("place", group, "cast:place") for group in places(sorted_by["place"])]
    groups += [Group("organisation", metonyms[key], "cast:metonym") for key in sorted(metonyms)]
    groups += [Group("group", households[key], FAMILY) for key in sorted(households)]
    by_people: dict[str, list[Named]] = defaultdict(list)
    for one in sorted_by["group"]:
        by_people[gazetteer.demonym(one.mention.text) or gazetteer.key(one.mention.text)].append(one)
    return groups + [Group("group", by_people[key], "cast:group") for key in sorted(by_people)]


def _echoes(
    articles: Sequence[Article], annotations: Mapping[str, Annotations]
) -> dict[str, list[tuple[int, Place]]]:
    """By article, where each description ends and the place of the name it stands for."""
    return {
        article.id: sorted(
            (mention.end, (article.document, *mention.antecedent))
            for mention in annotations[article.id].mentions
            if mention.by == SUBJECT and mention.antecedent
        )
        for article in articles
        if article.id in annotations
    }


def _role_words(named: list[Named], copies: Mapping[str, str]) -> dict[Place, frozenset[str]]:
    """The words of the roles that stand beside each mention, for the mentions that have some; what a
    sentence goes on to say of somebody ("X became the host") does not tell which X it is."""
    found = {}
    for one in named:
        start, end = one.mention.start, one.mention.end
        beside = [(a, b) for a, b in one.mention.roles if b <= start or end <= a <= end + BESIDE]
        told = {plain(word) for a, b in beside for word in copies[one.document][a:b].split()}
        if told:
            found[one.place] = frozenset(told) - ARTICLES
    return found


def _follow(
    articles: Sequence[Article], annotations: Mapping[str, Annotations], index: dict[Place, str]
) -> Mapping[str, Counter[Gender]]:
    """Descriptions and pronouns get the cast id of their antecedent, unless the story speaks of that
    person as the other gender. Goes out: what tells the gender of each member."""
    spoken: dict[str, Counter[Gender]] = defaultdict(Counter)
    for place, told in genders(articles, annotations, TOLD).items():
        if place in index:
            spoken[index[place]].update(told)
    for article in articles:
        for mention in annotations[article.id].mentions if article.id in annotations else ():
            antecedent = (article.document, *mention.antecedent) if mention.antecedent else None
            identifier = index.get(antecedent) if antecedent else None
            if identifier and mention.form != "name" and _agrees(mention.gender, spoken[identifier]):
                index[article.document, mention.start, mention.end] = identifier
    return spoken


def _agrees(gender: Gender | None, told: Counter[Gender]) -> bool:
    return gender is None or 2 * told[gender] >= told.total()
