# SPDX-License-Identifier: Apache-2.0
"""From the mentions that name one to the cast member: id, name, roles, country, gender, identifiers.

Comes in: a `Group` of mentions and what the story's articles say around them (`Told`). Goes out: a `CastMember`.
Refuses: a country on which the roles do not agree, an identifier that no gazetteer of ours has (people and
organisations have none).
Score: `tests/reconcile/test_cast.py`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from ontherecord.annotate.names.kinds import acronym
from ontherecord.annotate.names.titles import honorifics, plain
from ontherecord.annotate.places import gazetteer
from ontherecord.model import Annotations, Article, CastKind, CastMember, Gender, RoleHeld, Span, Where
from ontherecord.reconcile.cast import spelling
from ontherecord.reconcile.cast.named import Named
from ontherecord.reconcile.cast.tenure import Tenures

Place = tuple[str, int, int]
ABOUT = frozenset({"to", "for", "on", "in", "at", "with"})  # what stands behind them is not the holder's
LONGEST_ID = 60  # characters of a cast id before its number
SETTLED = 0.7  # mean share of votes from which the kind of a member is settled
KIND_SURE, KIND_OPEN = 0.94, 0.62  # share of right kinds above and below it on ECB+ (development)
LEAST_TOLD = 2  # a title, or two pronouns: what it takes to know somebody's gender
MOST_TELLING = 2  # times as many words must tell one gender as the other


class Group(NamedTuple):
    """The mentions of one cast member."""

    kind: CastKind
    mentions: list[Named]
    by: str


class Told(NamedTuple):
    """What the articles say around the mentions of the story."""

    copies: Mapping[str, str]
    where: Mapping[Place, Where]
    """The place each place name means, as its article had it."""
    tenures: Tenures


def identified(groups: list[Group], copies: Mapping[str, str]) -> list[tuple[str, str, Group]]:
    """Ids and names for the groups: the slug of the fullest name, numbered where two share it. People who
    share a bare surname are called by their titles too: "Mrs Kovar"."""
    taken: Counter[str] = Counter()
    names = Counter(canonical(group) for group in groups if group.kind == "person")
    found = []
    for group in sorted(groups, key=lambda one: (-len(one.mentions), one.kind, one.mentions[0].place)):
        name = canonical(group)
        if names[name] > 1:
            name = _titled(group, copies) or name
        slug = "-".join(spelling.parts(name))[:LONGEST_ID].strip("-") or group.kind
        taken[slug] += 1
        found.append((slug if taken[slug] == 1 else f"{slug}-{taken[slug]}", name, group))
    return found


def _titled(group: Group, copies: Mapping[str, str]) -> str | None:
    """The surname of a person with the form of address most often before it."""
    count: Counter[str] = Counter()
    for one in group.mentions:
        copy = copies[one.document]
        for start, end in one.mention.roles:
            if plain(copy[start:end]) in honorifics() and copy[end : one.mention.start].isspace():
                count[f"{copy[start:end]} {one.mention.text}"] += 1
    return max(sorted(count), key=lambda name: count[name], default=None)


def canonical(group: Group) -> str:
    """The full name of a person or organisation that most use, else the name that most use."""
    count = Counter(one.text for one in group.mentions)

    def fullness(text: str) -> tuple[bool, int, int, int, str]:
        words = [word for word in spelling.person(text) if len(word) > 1]
        full = len(words) > 1 and group.kind in ("person", "organisation")
        return full, count[text], len(words), -sum(letter.isupper() for letter in text), text

    return max(count, key=fullness)


def member(identifier: str, name: str, group: Group, told: Told) -> CastMember:
    """The cast member of a group of mentions."""
    held = _roles(group, told)
    count = Counter(one.mention.text for one in group.mentions)
    sure = [one.mention.confidence or 0.5 for one in group.mentions]
    where = _where(group, told.where) if group.kind == "place" else None
    return CastMember(
        id=identifier,
        name=name,
        kind=group.kind,
        variants=tuple(
            sorted((text for text in count if text != name), key=lambda text: (-count[text], text))
        ),
        roles=held,
        country=_land(group, where) if group.kind == "place" else _country(group, held),
        identifiers=_identifiers(group, where),
        mentions=tuple(
            Span(document=one.document, start=one.mention.start, end=one.mention.end, text=one.mention.text)
            for one in group.mentions
        ),
        by=group.by,
        confidence=KIND_SURE if sum(sure) >= SETTLED * len(sure) else KIND_OPEN,
    )


def gender(told: Counter[Gender]) -> Gender | None:
    """The gender that titles and pronouns tell, if they are nearly of one mind."""
    best = told.most_common(2)
    sure = told.total() >= LEAST_TOLD and (len(best) == 1 or best[0][1] > MOST_TELLING * best[1][1])
    return best[0][0] if sure else None


# --- roles and countries ----------------------------------------------------------------------


def _roles(group: Group, told: Told) -> tuple[RoleHeld, ...]:
    """What a member is called, each wording once, the most frequent first; of one wording the
    mention that tells since or until when comes first."""
    held: dict[str, list[RoleHeld]] = defaultdict(list)
    for one in group.mentions:
        for start, end in one.mention.roles:
            span = Span.of(one.document, told.copies[one.document], start, end)
            held[" ".join(spelling.parts(span.text))].append(told.tenures.role(span))
    order = sorted(held, key=lambda key: (-len(held[key]), key))
    return tuple(
        next((role for role in held[key] if role.since or role.until), held[key][0]) for key in order
    )


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


# --- places -----------------------------------------------------------------------------------


def wheres(articles: Sequence[Article], annotations: Mapping[str, Annotations]) -> dict[Place, Where]:
    """The place each place name means, as its article had it."""
    found = {}
    for article in articles:
        for where in annotations[article.id].places if article.id in annotations else ():
            if where.span:
                found[where.span.document, where.span.start, where.span.end] = where
    return found


def _where(group: Group, wheres: Mapping[Place, Where]) -> Where | None:
    """The place most articles read a name as, if they do not disagree."""
    found = [wheres[one.place] for one in group.mentions if one.place in wheres]
    count = Counter(_identity(where) for where in found)
    best = count.most_common(2)
    if not best or (len(best) > 1 and best[0][1] == best[1][1]):
        return None
    return next(where for where in found if _identity(where) == best[0][0])


def _identity(where: Where) -> tuple[str | None, str, int | None]:
    return where.country, where.grain, where.geonameid


def _land(group: Group, where: Where | None) -> str | None:
    """The country most articles put a place in; else the one its name alone tells."""
    name = group.mentions[0].mention.text
    return (where.country if where else None) or gazetteer.country(name) or gazetteer.capital_of(name)


def _identifiers(group: Group, where: Where | None) -> dict[str, str]:
    """What the gazetteer calls a place, and a people's country."""
    found = {}
    if where and where.geonameid:
        found["geonames"] = str(where.geonameid)
    code = where.country if where and where.grain == "country" else None
    if group.kind == "group":
        code = gazetteer.demonym(group.mentions[0].mention.text)
    if code:
        found["iso3166-1"] = code
    return found


def genders(
    articles: Iterable[Article], annotations: Mapping[str, Annotations], weight: int
) -> dict[Place, Counter[Gender]]:
    """What titles and pronouns tell of the gender of each named mention; a title counts `weight` pronouns."""
    found: dict[Place, Counter[Gender]] = defaultdict(Counter)
    for article in articles:
        for mention in annotations[article.id].mentions if article.id in annotations else ():
            place = mention.antecedent or (mention.start, mention.end)
            if mention.gender and (mention.antecedent or mention.form == "name"):
                found[article.document, *place][mention.gender] += weight if mention.form != "pronoun" else 1
    return found
