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
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from ontherecord.annotate.names.descriptions import SUBJECT
from ontherecord.annotate.names.kinds import acronym
from ontherecord.annotate.names.titles import plain
from ontherecord.annotate.places import gazetteer
from ontherecord.model import Annotations, Article, CastKind, CastMember, RoleHeld, Span
from ontherecord.reconcile import spelling
from ontherecord.reconcile.named import Named
from ontherecord.reconcile.people import people
from ontherecord.reconcile.things import organisations, places

Place = tuple[str, int, int]
KINDS: tuple[CastKind, ...] = ("person", "organisation", "place", "group")
OFTENER = 25  # times a surname may stand for each full name of the story
SURNAME_VOTE = 3  # a single name that is the surname of a person of the story follows that person
ARTICLES = frozenset({"the", "a", "an", "its", "his", "her", "their", "of", "for"})
TOLD = 3  # pronouns a title that tells the gender outweighs
ABOUT = frozenset({"to", "for", "on", "in", "at", "with"})  # what stands behind them is not the holder's
LONGEST_ID = 60  # characters of a cast id before its number


class Group(NamedTuple):
    """The mentions of one cast member."""

    kind: CastKind
    mentions: list[Named]
    by: str


def cast(
    articles: Sequence[Article], copies: Mapping[str, str], annotations: Mapping[str, Annotations]
) -> tuple[tuple[CastMember, ...], Mapping[Place, str]]:
    """The cast of a story and the cast id of each of its mentions. See the module."""
    named = _named(articles, annotations)
    kinds = _voted(named)
    groups = _groups(named, kinds, copies, _echoes(articles, annotations))
    lands = _lands(articles, annotations)
    members, index = [], {}
    for identifier, group in _identified(groups):
        members.append(_member(identifier, group, copies, lands))
        index.update({one.place: identifier for one in group.mentions})
    _follow(articles, annotations, index)
    members.sort(key=lambda member: (-len(member.mentions), member.name, member.id))
    return tuple(members), index


def _named(articles: Sequence[Article], annotations: Mapping[str, Annotations]) -> list[Named]:
    """Every mention that is a name, in an order that does not depend on that of the articles."""
    found = {}
    for article in articles:
        for mention in annotations[article.id].mentions if article.id in annotations else ():
            if mention.form == "name":
                one = Named(article.document, article.id, mention)
                found[one.place] = one
    return [found[place] for place in sorted(found)]


# --- kinds -------------------------------------------------------------------------------------


def _voted(named: Iterable[Named]) -> dict[str, CastKind]:
    """One kind a name for the whole story; a single name follows the person whose surname it is."""
    ballots: dict[str, Counter[CastKind]] = defaultdict(Counter)
    initials = {gazetteer.key(one.text) for one in named if acronym(one.text)}
    for one in named:
        mention = one.mention
        if mention.by != "names:metonym":
            ballots[gazetteer.key(mention.text)][mention.kind] += round(100 * (mention.confidence or 0.5))
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


def _settled_place(key: str, ballot: Counter[CastKind]) -> bool:
    return gazetteer.capital_of(key.title()) is not None and ballot["place"] > ballot["person"]


def _winner(ballot: Counter[CastKind]) -> CastKind:
    return max(KINDS, key=lambda kind: (ballot[kind], -KINDS.index(kind)))


# --- who is one --------------------------------------------------------------------------------


def _groups(
    named: list[Named],
    kinds: dict[str, CastKind],
    copies: Mapping[str, str],
    echoes: Mapping[str, list[tuple[int, Place]]],
) -> list[Group]:
    """The mentions by cast member."""
    sorted_by: dict[CastKind, list[Named]] = {kind: [] for kind in KINDS}
    metonyms: dict[str, list[Named]] = defaultdict(list)
    for one in named:
        key = gazetteer.key(one.mention.text)
        if one.mention.by == "names:metonym" and kinds.get(key, "place") == "place":
            metonyms[gazetteer.capital_of(one.mention.text) or key].append(one)
        else:
            sorted_by[kinds.get(key, one.mention.kind)].append(one)
    definitions = _definitions(sorted_by["organisation"], copies)
    persons = sorted_by["person"]
    groups = [
        Group("person", group, "cast:person")
        for group in people(persons, _role_words(persons, copies), echoes).groups
    ]
    groups += [
        Group("organisation", g, "cast:organisation")
        for g in organisations(sorted_by["organisation"], definitions)
    ]
    groups += [Group("place", group, "cast:place") for group in places(sorted_by["place"])]
    groups += [Group("organisation", metonyms[key], "cast:metonym") for key in sorted(metonyms)]
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
    """The words of the roles that stand with each mention, for the mentions that have some."""
    return {
        one.place: frozenset(
            plain(word) for a, b in one.mention.roles for word in copies[one.document][a:b].split()
        )
        - ARTICLES
        for one in named
        if one.mention.roles
    }


def _definitions(named: list[Named], copies: Mapping[str, str]) -> dict[str, str]:
    """Acronyms the texts define: "International Crisis Group (ICG)" -> {"icg": the name}."""
    found: dict[str, str] = {}
    for one in named:
        tail = copies[one.document][one.mention.end : one.mention.end + 14] if one.document in copies else ""
        inside = tail[2:].split(")")[0] if tail[:2] == " (" and ")" in tail else ""
        short = inside.replace(".", "")
        if short.isalpha() and short.isupper() and short.lower()[0] == spelling.parts(one.mention.text)[0][0]:
            found.setdefault(short.lower(), one.mention.text)
    return found


# --- members -----------------------------------------------------------------------------------


def _identified(groups: list[Group]) -> list[tuple[str, Group]]:
    """Ids for the groups: the slug of the fullest name, numbered where two share it."""
    taken: Counter[str] = Counter()
    found = []
    for group in sorted(groups, key=lambda one: (-len(one.mentions), one.kind, one.mentions[0].place)):
        slug = "-".join(spelling.parts(_canonical(group)))[:LONGEST_ID].strip("-") or group.kind
        taken[slug] += 1
        found.append((slug if taken[slug] == 1 else f"{slug}-{taken[slug]}", group))
    return found


def _canonical(group: Group) -> str:
    """The full name of a person or organisation that most use, else the name that most use."""
    count = Counter(one.mention.text for one in group.mentions)

    def fullness(text: str) -> tuple[bool, int, int, int, str]:
        words = [word for word in spelling.person(text) if len(word) > 1]
        full = len(words) > 1 and group.kind in ("person", "organisation")
        return full, count[text], len(words), -sum(letter.isupper() for letter in text), text

    return max(count, key=fullness)


def _member(
    identifier: str, group: Group, copies: Mapping[str, str], lands: Mapping[Place, str]
) -> CastMember:
    name = _canonical(group)
    spans = tuple(
        Span(document=one.document, start=one.mention.start, end=one.mention.end, text=one.mention.text)
        for one in group.mentions
    )
    held = _roles(group, copies)
    count = Counter(one.mention.text for one in group.mentions)
    sure = [one.mention.confidence or 0.5 for one in group.mentions]
    return CastMember(
        id=identifier,
        name=name,
        kind=group.kind,
        variants=tuple(
            sorted((text for text in count if text != name), key=lambda text: (-count[text], text))
        ),
        roles=held,
        country=_land(group, lands) if group.kind == "place" else _country(group, held),
        mentions=spans,
        by=group.by,
        confidence=round(sum(sure) / len(sure), 3),
    )


def _roles(group: Group, copies: Mapping[str, str]) -> tuple[RoleHeld, ...]:
    """What a member is called, each wording once, the most frequent first."""
    held: dict[str, list[RoleHeld]] = defaultdict(list)
    for one in group.mentions:
        for start, end in one.mention.roles:
            text = copies[one.document][start:end]
            span = Span(document=one.document, start=start, end=end, text=text)
            held[" ".join(spelling.parts(text))].append(RoleHeld(text=text, span=span))
    order = sorted(held, key=lambda key: (-len(held[key]), key))
    return tuple(held[key][0] for key in order)


def _country(group: Group, held: tuple[RoleHeld, ...]) -> str | None:
    """The country a member's roles or own name state, if they agree."""
    if group.kind == "group":
        return gazetteer.demonym(group.mentions[0].mention.text)
    found: Counter[str] = Counter()
    texts = [role.text for role in held]
    if group.kind == "organisation":
        names = {one.mention.text for one in group.mentions}
        texts += sorted(names)
        found.update(
            code for name in sorted(names) if (code := gazetteer.seat(name) or gazetteer.capital_of(name))
        )
    for text in texts:
        found.update(sorted(countries_in(text)))
    best = found.most_common(2)
    if not best or (len(best) > 1 and best[0][1] == best[1][1]):
        return None
    return best[0][0]


def _lands(articles: Sequence[Article], annotations: Mapping[str, Annotations]) -> dict[Place, str]:
    """The country of each place name, as its article had it."""
    found = {}
    for article in articles:
        for where in annotations[article.id].places if article.id in annotations else ():
            if where.span and where.country:
                found[where.span.document, where.span.start, where.span.end] = where.country
    return found


def _land(group: Group, lands: Mapping[Place, str]) -> str | None:
    """The country most articles put a place in; else the one its name alone tells."""
    count = Counter(lands[one.place] for one in group.mentions if one.place in lands)
    best = count.most_common(2)
    if best and (len(best) == 1 or best[0][1] > best[1][1]):
        return best[0][0]
    name = group.mentions[0].mention.text
    return gazetteer.country(name) or gazetteer.capital_of(name)


def countries_in(text: str) -> set[str]:
    """The countries a role states for its holder: "Russian President", "Ukraine's foreign minister",
    "president of France", "U.S. senator"; not those it is about ("ambassador to Russia", "Russia analyst").
    """
    words = text.replace("’", "'").split()
    found = set()
    for at, word in enumerate(words):
        before = next((w.lower() for w in reversed(words[:at]) if w.lower() != "the"), "")
        if before in ABOUT or not word[:1].isupper():
            continue
        for name in (" ".join(words[at : at + 2]), word):
            bare = name.removesuffix("'s").removesuffix("'")
            owns = bare != name or before == "of" or acronym(word)
            code = (
                gazetteer.demonym(bare) or gazetteer.seat(bare) or (gazetteer.country(bare) if owns else None)
            )
            if code:
                found.add(code)
                break
    return found


def _follow(
    articles: Sequence[Article], annotations: Mapping[str, Annotations], index: dict[Place, str]
) -> None:
    """Descriptions and pronouns get the cast id of their antecedent, unless the story speaks of that
    person as the other gender."""
    standing = []
    genders: dict[str, Counter[str]] = defaultdict(Counter)
    for article in articles:
        for mention in annotations[article.id].mentions if article.id in annotations else ():
            place = (article.document, mention.start, mention.end)
            antecedent = (article.document, *mention.antecedent) if mention.antecedent else place
            identifier = index.get(antecedent)
            if identifier and mention.form != "name":
                standing.append((place, identifier, mention.gender))
            if identifier and mention.gender:
                genders[identifier][mention.gender] += TOLD if mention.form != "pronoun" else 1
    for place, identifier, gender in standing:
        other = genders[identifier].total() - genders[identifier][gender] if gender else 0
        if not gender or genders[identifier][gender] >= other:
            index[place] = identifier
