# SPDX-License-Identifier: Apache-2.0
"""Words that stand for several named before: "the two leaders", "both men", "the two countries", "they".

Comes in: the discourse of an article. Goes out: for each such expression the named mentions it stands for, or
for "they" the one body or people. Refuses: two out of three, a pair beside somebody without a name, "they" where any
plural without a name is in view ("workers said they").
Score: `tests/annotate/test_references.py`; precision of "they" on OntoGUM in docs/names.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ontherecord.annotate.names.discourse import Discourse, Person
from ontherecord.annotate.names.titles import plain, roles
from ontherecord.annotate.places import gazetteer
from ontherecord.model import Mention

PAIR = 2
WINDOW = 2  # sentences back in which the two were named
BY = "references:several"
CONFIDENCE = 0.85
LONGEST = 4  # tokens from "two" to its noun
_COUNTRIES = frozenset(
    {"countries", "nations", "states", "neighbours", "neighbors", "capitals", "governments"}
)
_BODIES = frozenset(
    {"companies", "firms", "banks", "parties", "clubs", "teams", "organisations", "organizations", "agencies"}
)
_MEN, _WOMEN = frozenset({"men", "brothers"}), frozenset({"women", "sisters"})
_PEOPLE = frozenset(
    {"they", "them", "people", "police", "those", "men", "women", "children", "families", "couple"}
)
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_ARGUMENTS = _SUBJECTS | {"dobj", "pobj", "agent", "dative", "conj", "attr"}
Range = tuple[int, int]


def several(scene: Discourse, leaders: frozenset[str]) -> Iterator[tuple[int, Mention]]:
    """The expressions for two, with the last token of each. `leaders` are the offices called leader."""
    parse = scene.parse
    for token, word in enumerate(parse.lowers):
        first, noun = _two(scene, token, word)
        if noun is None:
            continue
        meant = _pair(scene, first, parse.lowers[noun] if noun >= token else "", leaders)
        if meant:
            scene.plural[noun] = tuple(meant)
            yield noun, _mention(scene, first, noun, meant)


def _two(scene: Discourse, token: int, word: str) -> tuple[int, int | None]:
    """The first token and the noun of "the two ... NOUN", "both NOUN", or "both" by itself."""
    parse = scene.parse
    if word not in {"two", "both"} or (word == "two" and parse.lowers[token - 1 : token] != ["the"]):
        return token, None
    first = token - (word == "two")
    for at in range(token + 1, min(token + LONGEST, len(parse))):
        if parse.tags[at] == "NNS":
            ends = at + 1 >= len(parse) or parse.lowers[at + 1] not in {"of", "from", "in", "for", "-", "who"}
            return first, at if ends else None
        if parse.poses[at] not in {"ADJ", "NOUN"}:
            break
    alone = word == "both" and parse.deps[token] in _SUBJECTS
    return first, token if alone else None


def _pair(scene: Discourse, token: int, noun: str, leaders: frozenset[str]) -> list[Range] | None:
    """The ranges of the two named last before a token, of the kind the noun asks for."""
    if noun in _COUNTRIES:
        return _two_names(scene, token, lambda mention: gazetteer.country(mention.text))
    if noun in _BODIES:
        return _two_names(scene, token, _body)
    for window in range(WINDOW + 1):
        view = scene.in_view(token, window)
        if len(view) >= PAIR:
            fits = len(view) == PAIR and all(_fits(person, noun, leaders) for person in view)
            ranges = [scene.nearest(person, token) for person in view] if fits else []
            return [one for one in ranges if one] if all(ranges) and ranges else None
    return None


def _body(mention: Mention) -> str | None:
    return gazetteer.key(mention.text) if mention.kind == "organisation" else None


def _fits(person: Person, noun: str, leaders: frozenset[str]) -> bool:
    """May a person be one of the two that the noun names?"""
    if not person.mentions:
        return False
    if noun in _MEN | _WOMEN:
        return person.gender() != ("female" if noun in _MEN else "male")
    one = noun.removesuffix("s")
    offices = {plain(word) for word in person.role_words} & set(roles())
    if one in {"leader", "official", "politician", "diplomat"}:
        return one != "leader" or not offices or bool(offices & (leaders | {"leader", "head", "chief"}))
    return noun in {"", "both"} or one in offices


def _two_names(scene: Discourse, token: int, identity: Callable[[Mention], str | None]) -> list[Range] | None:
    """The last mentions of the only two that have an identity, named in the sentences before."""
    parse = scene.parse
    number = parse.sentence_index[token]
    for window in range(WINDOW + 1):
        start = parse.starts[parse.sentences[max(0, number - window)][0]]
        found: dict[str, Range] = {}
        for mention in scene.names:
            key = identity(mention) if start <= mention.start < parse.starts[token] else None
            if key:
                found[key] = (mention.start, mention.end)
        if len(found) >= PAIR:
            return sorted(found.values()) if len(found) == PAIR else None
    return None


def _mention(scene: Discourse, first: int, last: int, meant: list[Range]) -> Mention:
    parse = scene.parse
    return Mention(
        start=parse.starts[first],
        end=parse.ends[last],
        text=parse.text[parse.starts[first] : parse.ends[last]],
        kind="group",
        form="description",
        stands_for=tuple(meant),
        by=BY,
        confidence=CONFIDENCE,
    )


# --- they --------------------------------------------------------------------------------------


def they(scene: Discourse, token: int) -> tuple[Range, ...]:
    """The named mentions that "they" at a token stands for: two people or the one body or people that is
    the subject before it, or what an earlier plural stands for; nothing where a plural without a name is nearer or as near."""
    parse = scene.parse
    number = parse.sentence_index[token]
    for sentence in (number, number - 1):
        if (
            sentence < 0
            or parse.paragraph_index[parse.sentences[sentence][0]] < parse.paragraph_index[token] - 1
        ):
            return ()
        a, b = parse.sentences[sentence]
        end = min(b, token)
        earlier = [scene.plural[at] for at in range(a, end) if at in scene.plural]
        if earlier:
            return earlier[-1]
        if any(_unnamed_plural(scene, at) for at in range(a, end)):
            return ()
        people = sorted({at for at in range(a, end) if scene.at(at)})
        subjects = [at for at in range(a, end) if parse.deps[at] in _SUBJECTS and not scene.quoted[at]]
        meant = _subject(scene, subjects, people)
        if meant or people:
            return meant
    return ()


def _subject(scene: Discourse, subjects: list[int], people: list[int]) -> tuple[Range, ...]:
    """Two people named in one sentence, or its subject if that is a body or a people."""
    persons = {person.number: person for at in people if (person := scene.at(at))}
    named = [person for person in persons.values() if person.mentions]
    if len(named) == PAIR == len(persons):
        ranges = (scene.nearest(person, people[-1] + 1) for person in named)
        return tuple(sorted(one for one in ranges if one))
    subjects = [at for at in subjects if scene.parse.tags[at] != "PRP"]
    if persons or len(subjects) != 1:
        return ()
    at = scene.parse.starts[subjects[0]]
    bodies = (m for m in scene.names if m.kind in ("organisation", "group") and m.start <= at < m.end)
    return tuple((m.start, m.end) for m in bodies)


def _unnamed_plural(scene: Discourse, token: int) -> bool:
    """Is a token a plural that "they" may stand for: a subject, or people: "workers", "police"?"""
    parse, word = scene.parse, scene.parse.lowers[token]
    if parse.tags[token] not in {"NNS", "NNPS"} and word not in _PEOPLE:
        return False
    covered = any(m.start <= parse.starts[token] < m.end for m in scene.names)
    people = word in _PEOPLE or plain(word.removesuffix("s")) in roles()
    return not covered and (parse.deps[token] in _SUBJECTS or (people and parse.deps[token] in _ARGUMENTS))
