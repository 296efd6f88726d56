# SPDX-License-Identifier: Apache-2.0
"""Definite descriptions that stand for a person of the article: "the Russian leader", "the president".

Comes in: the discourse of an article. Goes out: mentions of form "description" whose antecedent is
known, "his counterpart" among them. Refuses: a description that fits two people of the article, or none.
Score: `python -m bench names`.
"""

from __future__ import annotations

from typing import NamedTuple

from ontherecord.annotate.names.discourse import Discourse, Person
from ontherecord.annotate.names.titles import plain, roles
from ontherecord.annotate.places import gazetteer
from ontherecord.model import Mention

# Offices whose holder is called the leader of the country.
LEADERS = frozenset(
    {
        "president",
        "premier",
        "minister",
        "chancellor",
        "king",
        "emperor",
        "sultan",
        "emir",
        "ruler",
        "dictator",
        "monarch",
        "queen",
    }
)
VAGUE = frozenset(
    {
        "counterpart",
        "member",
        "official",
        "man",
        "woman",
        "boy",
        "girl",
        "head",
        "partner",
        "colleague",
        "ally",
        "rival",
    }
)
OF_TWO = ("former", "latter")
SUBJECT = "references:office:subject"
MOST = 30  # people of one office, or offices of one person, that are looked at
COUNTERPART_WINDOW = 3  # sentences back in which the counterpart was named
LONGEST = 5  # tokens of a description


class Office(NamedTuple):
    """What a person is called: the noun, the words before it, the country, if it is told."""

    noun: str
    words: frozenset[str]
    country: str | None


def descriptions(scene: Discourse) -> list[tuple[int, Mention, Person]]:
    """Descriptions whose person is known: the token of the noun, the mention, the person."""
    offices = {person.number: _offices(scene, person)[:MOST] for person in scene.persons if person.mentions}
    holders: dict[str, list[Person]] = {}
    for person in scene.persons:
        for noun_held in dict.fromkeys(office.noun for office in offices.get(person.number, ())):
            holders.setdefault(noun_held, []).append(person)
    starts = {scene.parse.token_at(mention.start) for mention in scene.names}
    found = []
    for token, word in enumerate(scene.parse.lowers):
        if word == "the":
            noun = _noun(scene, token, starts)
            meant = _meant(scene, token, noun, offices, holders) if noun else _of_two(scene, token)
            last = noun or token + 1
            if meant:
                found.append((last, _mention(scene, token, last, meant), meant))
        elif word == "counterpart":
            possessor, other = _counterpart(scene, token, starts, offices)
            if possessor is not None and other:
                found.append((token, _mention(scene, possessor, token, other), other))
    return found


def _counterpart(
    scene: Discourse, token: int, starts: set[int | None], offices: dict[int, list[Office]]
) -> tuple[int | None, Person | None]:
    """ "His counterpart", "her Norwegian counterpart", with no name behind: the one other person in view
    who holds the office of the subject of the clause. Goes out: the first token, and that person."""
    parse = scene.parse
    first = next((t for t in parse.children[token] if parse.tags[t] == "PRP$"), None)
    if first is None or any(at in starts for at in range(token + 1, token + 3)):
        return None, None
    subjects = (
        t for above in parse.ancestors(token) for t in parse.children[above] if parse.deps[t] == "nsubj"
    )
    one = scene.at(next(subjects, token))
    held = {office.noun for office in offices.get(one.number, ())} if one else set()
    country = _country(parse.words[first + 1 : token])
    view = [
        person for person in scene.in_view(token, COUNTERPART_WINDOW) if person is not one and person.mentions
    ]
    fitting = [
        person
        for person in view
        if any(
            (office.noun in held or {office.noun, *held} <= LEADERS) and country in (None, office.country)
            for office in offices[person.number]
        )
    ]
    return first, fitting[0] if held and len(fitting) == 1 else None


def _of_two(scene: Discourse, token: int) -> Person | None:
    """ "The former" and "the latter" of the two people the text before has just named, in the same
    sentence or the one before."""
    parse = scene.parse
    word = parse.lowers[token + 1] if token + 2 < len(parse) else ""
    if word not in {"former", "latter"} or parse.poses[token + 2] in {"NOUN", "PROPN", "ADJ", "NUM", "PUNCT"}:
        return None
    nearer: list[Person] = []
    for window in (0, 1, 2):
        named = [person for person in scene.in_view(token, window) if person.mentions]
        if len(named) > len(OF_TWO):  # whoever is named nearer by, in what the one of the two says
            named = [person for person in named if person not in nearer]
        if len(named) >= len(OF_TWO):
            first = sorted(named, key=lambda person: scene.last(person, token)[0])
            return first[word == "latter"] if len(named) == len(OF_TWO) else None
        nearer = named
    return None


def _noun(scene: Discourse, token: int, starts: set[int | None]) -> int | None:
    """The role noun of "the ... NOUN" with no name and no complement behind it."""
    parse = scene.parse
    for at in range(token + 1, min(token + LONGEST, len(parse))):
        if at in starts and gazetteer.country(parse.words[at]) is None:
            return None
        following = parse.lowers[at + 1] if at + 1 < len(parse) else ""
        if (
            plain(parse.words[at]) in roles()
            and parse.tags[at] in {"NN", "NNP"}
            and (at + 1 >= len(parse) or parse.poses[at + 1] not in {"NOUN", "PROPN", "ADJ"})
        ):
            plain_noun = plain(parse.words[at]) not in VAGUE and following not in {"of", "for", "-", "who"}
            return at if plain_noun and at + 1 not in starts else None
        if parse.poses[at] not in {"ADJ", "NOUN", "PROPN"} and parse.lowers[at] not in {"-", "'s", "’s"}:
            return None
    return None


def _offices(scene: Discourse, person: Person) -> list[Office]:
    found = []
    for mention in person.mentions:
        for start, end in mention.roles:
            text = scene.parse.text[start:end]
            words = [plain(word.removesuffix("'s").removesuffix("’s")) for word in text.split()]
            nouns = [word for word in words if word in roles()]
            if nouns:
                head = nouns[0] if "of" in words else nouns[-1]
                found.append(Office(head, frozenset(words), _country(text.split())))
    return found


def _country(words: list[str]) -> str | None:
    for at, word in enumerate(words):
        bare = word.removesuffix("'s").removesuffix("’s")
        pair = " ".join(words[at : at + 2])
        code = gazetteer.demonym(pair) or (
            gazetteer.demonym(bare) or gazetteer.country(bare) if bare[:1].isupper() else None
        )
        code = code or gazetteer.seat(bare)
        if code:
            return code
    return None


def _meant(
    scene: Discourse,
    token: int,
    noun: int,
    offices: dict[int, list[Office]],
    holders: dict[str, list[Person]],
) -> Person | None:
    """The one person named before whose office the description gives, or None."""
    parse = scene.parse
    words = parse.words[token + 1 : noun + 1]
    head, country = plain(words[-1]), _country(words)
    before = {plain(word) for word in words[:-1]} - {
        plain(word) for word in words if gazetteer.demonym(word) or gazetteer.country(word)
    }
    if {"former", "late", "new", "next", "first", "other", "then", "ex", "future", "deposed"} & before:
        return None
    fitting = []
    held = sorted(LEADERS | {head}) if head == "leader" else [head]
    possible = {person.number: person for noun_held in held for person in holders.get(noun_held, ())}
    if len(possible) > MOST:
        return None  # a list of office holders
    for _, person in sorted(possible.items()):
        if person.tokens[0] < token and any(
            _fits(office, head, country, before) for office in offices[person.number]
        ):
            fitting.append(person)
    if len(fitting) > 1:
        near = [person for person in scene.in_view(token, 2) if person in fitting]
        return near[0] if len(near) == 1 and not country else None
    return fitting[0] if fitting else None


def _fits(office: Office, head: str, country: str | None, before: set[str]) -> bool:
    if {"former", "ex", "late", "deputy", "vice", "then"} & office.words - before:
        return False
    if country and office.country != country:
        return False
    if head == "leader" and country:
        return office.noun in LEADERS and not ("minister" in office.words and "prime" not in office.words)
    return head == office.noun and before <= office.words


def _mention(scene: Discourse, token: int, noun: int, person: Person) -> Mention:
    parse = scene.parse
    return Mention(
        start=parse.starts[token],
        end=parse.ends[noun],
        text=parse.text[parse.starts[token] : parse.ends[noun]],
        kind="person",
        form="description",
        gender=roles().get(plain(parse.words[noun])),
        antecedent=scene.nearest(person, token),
        by=SUBJECT if parse.deps[noun] in {"nsubj", "nsubjpass"} else "references:office",
        confidence=0.85,
    )
