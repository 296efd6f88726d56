# SPDX-License-Identifier: Apache-2.0
"""Pronouns and definite descriptions of one article, with the name they stand for where that is sure.

Comes in: a parse and its names. Goes out: the names with the descriptions ("the Russian leader"), the
pronouns he, she and they, and the I of a quotation with its speaker added, in the order of the text,
none overlapping. `antecedent` is the range of a named mention of the same article. Refuses: to guess;
two people who fit equally well leave the antecedent open. Gender comes from titles, role nouns and
the pronouns themselves, never from first names. Score: `python -m bench names` (he and she on OntoGUM news).

Method: salience of the persons in view (recency, subject, the person spoken of last), with
agreement and the binding of a clause as constraints, in the manner of Lappin and Leass (1994).
"""

from __future__ import annotations

from ontherecord.annotate.names import descriptions, plurals
from ontherecord.annotate.names.discourse import Discourse, Person
from ontherecord.annotate.parse import Parse
from ontherecord.model import Gender, Mention

PRONOUNS: dict[str, Gender] = {
    "he": "male", "him": "male", "his": "male", "himself": "male",
    "she": "female", "her": "female", "hers": "female", "herself": "female",
}  # fmt: skip
_THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
_OBLIQUE = frozenset({"pobj", "appos", "compound", "nmod", "npadvmod"})
FIRST_PERSON = frozenset({"i", "me", "my", "mine", "myself"})
WINDOW = 3  # sentences back in which a person is still in view
# Weights of salience, in halves; from reading errors on the development news, not fitted.
RECENCY, SUBJECT, CONTINUED, TOPIC, SAME_QUOTE, BOUND, LAST = 1.0, 1.0, 1.5, 1.0, 1.0, -4.0, 0.75
AGREES = 1.5
OBLIQUE, STALE = -0.5, 4
REPORTED, OWN_CLAUSE, OWNED, AHEAD = 3.0, 1.0, 2.0, 1.5
LEAST_SURE, SURER, MOST_SURE = 0.5, 0.13, 0.95  # confidence by lead, fitted to the development news
THEY_SURE = 0.75
MARGIN = 0.5  # a person must lead the next by this much


def references(parse: Parse, names: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """The names, descriptions and pronouns of an article. See the module."""
    scene = Discourse(parse, names)
    found = list(names)
    named = {at for mention in names for at in range(mention.start, mention.end)}
    described = [
        one for one in descriptions.descriptions(scene) if named.isdisjoint(range(one[1].start, one[1].end))
    ]
    found += [mention for _, mention, _ in described]
    pairs = [
        one for _, one in plurals.several(scene, descriptions.LEADERS)
        if named.isdisjoint(range(one.start, one.end))
    ]  # fmt: skip
    found += pairs
    by_token = {token: person for token, one, person in described if one.by == descriptions.SUBJECT}
    scene.described.update(token for token, _, _ in described)
    covered = {at for mention in found for at in range(mention.start, mention.end)}
    for token, word in enumerate(parse.lowers):
        if token in by_token:
            scene.spoken_of(by_token[token], token)
        if parse.starts[token] in covered:
            continue
        if word in _THEY:
            found.append(_several(scene, token))
        elif word in PRONOUNS:
            found.append(_pronoun(scene, token, PRONOUNS[word]))
        elif word in FIRST_PERSON and scene.quoted[token]:
            found += _first_person(scene, token)
    return tuple(sorted(found, key=lambda mention: (mention.start, mention.end)))


def _pronoun(scene: Discourse, token: int, gender: Gender) -> Mention:
    parse = scene.parse
    person, confidence = _resolved(scene, token, gender)
    antecedent = scene.nearest(person, token) if person else None
    if person:
        person.genders[gender] += 1
        scene.spoken_of(person, token)
    return Mention(
        start=parse.starts[token],
        end=parse.ends[token],
        text=parse.words[token],
        kind="person",
        form="pronoun",
        gender=gender,
        antecedent=antecedent,
        by="references:salience" if antecedent else "references:open",
        confidence=confidence,
    )


def _several(scene: Discourse, token: int) -> Mention:
    """ "They" with those it stands for; one body or people is its antecedent."""
    parse = scene.parse
    meant = plurals.they(scene, token) if parse.lowers[token] == "they" else ()
    if meant:
        scene.plural[token] = meant
    return Mention(
        start=parse.starts[token],
        end=parse.ends[token],
        text=parse.words[token],
        kind="group",
        form="pronoun",
        antecedent=meant[0] if len(meant) == 1 else None,
        stands_for=meant if len(meant) > 1 else (),
        by=plurals.BY if meant else "references:open",
        confidence=THEY_SURE if meant else None,
    )


def _first_person(scene: Discourse, token: int) -> list[Mention]:
    """The speaker of the quotation "I" stands in, where the sentence names one."""
    parse, speaker = scene.parse, scene.speaker(token)
    if not speaker:
        return []
    return [
        Mention(start=parse.starts[token], end=parse.ends[token], text=parse.words[token],
                kind="person", form="pronoun", antecedent=scene.nearest(speaker, token),
                by="references:speaker", confidence=0.9)
    ]  # fmt: skip


def _resolved(scene: Discourse, token: int, gender: Gender) -> tuple[Person | None, float | None]:
    """The person a pronoun stands for and how sure that is, or nobody."""
    rated = []
    view = scene.in_view(token, WINDOW)
    latest = max((scene.last(person, token)[0] for person in view), default=-1)
    for person in view:
        told = person.gender()
        if told is None or told == gender:
            score = _salience(scene, person, token) + (AGREES if told == gender else 0.0)
            alone = scene.parse.deps[latest] != "conj"  # of "Hart and Voss" neither is the last
            score += LAST if scene.last(person, token)[0] == latest and alone else 0.0
            rated.append((score, -person.number, person))
    ahead = _ahead(scene, token)
    if ahead and ahead.gender() in (None, gender):
        rated = [one for one in rated if one[2] is not ahead]
        rated.append((AHEAD + (AGREES if ahead.gender() else 0.0), -ahead.number, ahead))
    if not rated:
        return None, None
    rated.sort(key=lambda one: one[:2], reverse=True)
    lead = rated[0][0] - rated[1][0] if len(rated) > 1 else 3.0
    best = rated[0][2]
    stale = best is not ahead and scene.sentences_since_named(best, token) > STALE
    if lead < MARGIN or rated[0][0] < -WINDOW or stale:
        return None, None
    if _outrun(scene, best, token, gender):
        return None, None
    return best, round(min(MOST_SURE, LEAST_SURE + SURER * lead), 2)


def _outrun(scene: Discourse, best: Person, token: int, gender: Gender) -> bool:
    """Whether somebody without a name stands nearer in the sentence than a person of a gender not
    told: "the premier, Ada Lund, called the skipper a witness and asked for his return"."""
    if best.gender() is not None:
        return False
    first = scene.parse.sentences[scene.parse.sentence_index[token]][0]
    last = max(first, scene.last(best, token)[0])
    return any(
        not other.mentions and other.gender() in (None, gender) and scene.last(other, token)[0] > last
        for other in scene.in_view(token, 0)
    )


def _salience(scene: Discourse, person: Person, token: int) -> float:
    """How much a person is in view at a token."""
    parse = scene.parse
    at, subject = scene.last(person, token)
    back = parse.sentence_index[token] - parse.sentence_index[at]
    score = -RECENCY * back + (
        SUBJECT if subject else OBLIQUE if parse.deps[scene.standing(at)] in _OBLIQUE else 0.0
    )
    if person is scene.last_spoken_of(token):
        score += CONTINUED
    if person is scene.topic:
        score += TOPIC
    if scene.quoted[token]:
        if scene.speaker(token) is person:
            return score - 3.0
        if scene.quoted[at]:
            score += SAME_QUOTE
    if back == 0:
        score += _in_clause(scene, at, token)
    if any(parse.heads[other] == parse.heads[token] for other in scene.after(person, token)):
        score += BOUND
    return score


def _in_clause(scene: Discourse, antecedent: int, token: int) -> float:
    """What the sentence's own structure says of an antecedent in it."""
    parse = scene.parse
    if _bound(parse, antecedent, token):
        return BOUND
    above = list(parse.ancestors(token))
    if antecedent in above and _reflexive(parse, token):
        return OWNED  # "Smith, known for his temper"
    nouns = [antecedent, *(t for t in parse.children[antecedent] if parse.deps[t] == "appos")]
    verbs = [t for noun in nouns for t in parse.children[noun] if parse.deps[t] == "relcl"]
    if parse.heads[token] in verbs and parse.deps[token] == "dobj" and not _reflexive(parse, token):
        return BOUND  # "Smith, who met him"
    if parse.deps[antecedent] in {"nsubj", "nsubjpass"}:
        verbs.append(parse.heads[antecedent])
    verb = next((t for t in verbs if t in above), None)
    if verb is None:
        return 0.0
    below = above[above.index(verb) - 1] if above.index(verb) else token
    says = parse.deps[below] == "ccomp" and parse.heads[token] == below and not scene.quoted[token]
    return REPORTED if says else OWNED if _reflexive(parse, token) else OWN_CLAUSE


def _reflexive(parse: Parse, token: int) -> bool:
    """May the pronoun stand for the subject of its own clause: his, herself?"""
    return parse.lowers[token] in {"his", "himself", "herself"} or parse.tags[token] == "PRP$"


def _bound(parse: Parse, antecedent: int, token: int) -> bool:
    """Are both arguments of one verb ("Smith praised him")? Then they are two people."""
    if _reflexive(parse, token):
        return False
    head = parse.heads[token]
    if parse.deps[token] == "pobj":
        head = parse.heads[head]
    return parse.heads[antecedent] == head and antecedent != head


def _ahead(scene: Discourse, token: int) -> Person | None:
    """The subject still to come: "In her opening remarks, Waters pointed out"."""
    parse = scene.parse
    a, b = parse.sentences[parse.sentence_index[token]]
    verb = next((t for t in range(a, b) if parse.heads[t] == t or parse.deps[t] == "ROOT"), None)
    if verb is None or token > verb:
        return None
    above = list(parse.ancestors(token))
    opening = any(parse.deps[t] in {"prep", "advcl"} and parse.heads[t] == verb for t in above)
    subject = next(
        (t for t in parse.children[verb] if parse.deps[t] in {"nsubj", "nsubjpass"} and t > token), None
    )
    return scene.at(subject) if opening and subject is not None else None
