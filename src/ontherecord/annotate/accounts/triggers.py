# SPDX-License-Identifier: Apache-2.0
"""Which words of a sentence name an act: verbs, verbs with their object, operators, event nouns.

Comes in: a parse and the lexicon. Goes out: `Trigger` records in the order of the text.
Refuses: a noun that is already the object of a verb that names the act; a noun without parties
is left to `accounts` to drop.
Score: `python -m bench events` (type).
"""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ontherecord.annotate.accounts.arguments import child, conjuncts, subject, sufferer
from ontherecord.annotate.accounts.lexicon import Act, Lexicon
from ontherecord.annotate.accounts.modality import asserts, is_infinitive, operator_of
from ontherecord.annotate.accounts.plover import QUADS, asked_mode, threatened_mode
from ontherecord.annotate.parse import Parse

_COMPLEMENTS = frozenset({"xcomp", "ccomp"})
_HOSTILE_QUAD = 4
_MODALS_OF_DUTY = frozenset({"must", "should", "ought"})


class Trigger(NamedTuple):
    """A word that names an act: its token, what it does, and the object it does it with."""

    token: int
    act: Act
    object: int | None
    """The noun of a phrase ("lift" + "sanctions"); a preposition may hang on it or on the verb."""
    complement: int | None
    """The act that an operator is about ("refused" + "meet")."""
    by: str


def triggers(parse: Parse, start: int, end: int, words: Lexicon) -> list[Trigger]:
    """The acts named in the tokens `start` to `end`."""
    found: list[Trigger] = []
    taken: set[int] = set()
    for token in range(start, end):
        if parse.poses[token] == "VERB" or (
            parse.poses[token] == "AUX" and parse.deps[token] in {"ROOT", "ccomp"}
        ):
            duty = _duty(parse, token, words)
            if duty is not None:
                found.append(duty)
            trigger = _verbal(parse, token, words)
        elif parse.poses[token] == "ADJ" and parse.deps[token] in {"acomp", "conj", "ROOT", "amod", "oprd"}:
            trigger = _adjectival(parse, token, words)
        else:
            continue
        if trigger is not None:
            found.append(trigger)
            if trigger.object is not None:
                taken.add(trigger.object)
    for token in range(start, end):
        if parse.poses[token] in {"NOUN", "PROPN"} and token not in taken:
            act = _nominal(parse, token, words)
            if act is not None:
                found.append(Trigger(token, act, None, None, "noun"))
    return sorted((t for t in found if not _only_means(parse, t, found)), key=lambda t: t.token)


def _only_means(parse: Parse, trigger: Trigger, found: Sequence[Trigger]) -> bool:
    """ "used drones to strike the port": the strike is the act, not the use."""
    return trigger.object is not None and any(
        parse.heads[t.token] == trigger.token
        and t.act.type == trigger.act.type
        and parse.deps[t.token] in {"xcomp", "advcl"}
        and is_infinitive(parse, t.token)
        for t in found
    )


def _forms(parse: Parse, verb: int) -> Iterator[tuple[str, int | None]]:
    """The verb with its particle or a preposition, longest first, then alone; with that word."""
    lemma = parse.lemmas[verb].lower()
    for below in parse.children[verb]:
        if parse.deps[below] == "prep" and _is_time(parse, child(parse, below, "pobj")):
            continue  # "called him on Friday" does not call on anybody
        if below > verb and parse.deps[below] in {
            "prt",
            "prep",
            "advmod",
            "dative",
            "ccomp",
            "oprd",
            "acomp",
        }:
            yield f"{lemma} {parse.lowers[below]}", below
            for deeper in parse.children[below]:
                if parse.deps[deeper] in {"prep", "prt"} and deeper > below:
                    yield f"{lemma} {parse.lowers[below]} {parse.lowers[deeper]}", deeper
    yield lemma, None


def _is_time(parse: Parse, token: int | None) -> bool:
    if token is None:
        return False
    at = bisect.bisect_right(parse.entities, (token, len(parse), "~")) - 1
    return at >= 0 and parse.entities[at][1] > token and parse.entities[at][2] in {"DATE", "TIME"}


def _verbal(parse: Parse, verb: int, words: Lexicon) -> Trigger | None:
    if (
        ("adjective", parse.lowers[verb]) in words.operators
        and child(parse, verb, "agent", "dobj") is None
        and child(parse, verb, "auxpass") is not None
    ):
        trigger = _operating(parse, verb, "adjective", words)  # "is opposed to", "is prepared to"
        if trigger is not None:
            return trigger
    operator = operator_of(parse, verb, words)
    below = child(parse, verb, "ccomp")
    if operator is not None and below is not None and below > verb and asserts(parse, operator, below):
        return None
    forms = list(_forms(parse, verb))
    return (
        _operating(parse, verb, "verb", words)
        or _phrase(parse, verb, forms, words)
        or _single(parse, verb, forms, words)
    )


def _phrase(parse: Parse, verb: int, forms: list[tuple[str, int | None]], words: Lexicon) -> Trigger | None:
    for form, particle in forms:
        acts = words.phrases.get(form)
        if not acts:
            continue
        marked = _marked(parse, verb, acts)
        if marked is not None:
            return Trigger(verb, marked, None, None, "phrase")
        below = child(parse, particle, "pobj") if particle is not None else None
        object_ = below if below is not None else sufferer(parse, verb)
        if object_ is None:
            continue
        for noun in conjuncts(parse, object_):
            head, every = {parse.lemmas[noun].lower()}, _lemmas(parse, noun)
            pairs = {words_ for words_ in every if " " in words_}
            for lemmas in (pairs, head, every):  # two words say more than the head, the head than the rest
                for act in acts:
                    if not lemmas.isdisjoint(act.objects):
                        return Trigger(verb, act, noun, None, "phrase")
    return None


def _marked(parse: Parse, token: int, acts: Sequence[Act]) -> Act | None:
    """The first act of a phrase that is told by its subject ("troops left"), or by a word anywhere below
    ("sent a battalion on a peacekeeping mission")."""
    doer = subject(parse, token) if any(act.subjects for act in acts) else None
    doers = _lemmas(parse, doer) if doer is not None else set()
    below = _below(parse, token) if any(act.among for act in acts) else set()
    return next(
        (act for act in acts if not (doers.isdisjoint(act.subjects) and below.isdisjoint(act.among))), None
    )


def _below(parse: Parse, token: int) -> set[str]:
    """The lemmas of what hangs on an act, without clauses of their own and further verbs."""
    found, waiting = set(), [token]
    while waiting:
        for below in parse.children[waiting.pop()]:
            if parse.deps[below] not in _ASIDE:
                found.add(parse.lemmas[below].lower())
                waiting.append(below)
    return found


_ASIDE = frozenset({"conj", "ccomp", "relcl", "parataxis", "punct"})


def _lemmas(parse: Parse, noun: int) -> set[str]:
    """The words that say what an object is: its head, its modifiers, and what it is a part of."""
    found = {parse.lemmas[noun].lower()}
    for below in parse.children[noun]:
        if parse.deps[below] in {"compound", "amod", "nmod"}:
            found |= {parse.lemmas[below].lower(), f"{parse.lowers[below]} {parse.lemmas[noun].lower()}"}
        elif parse.deps[below] == "prep" and parse.lowers[below] == "of":
            part = child(parse, below, "pobj")
            if part is not None:
                found |= {parse.lemmas[part].lower()}
                found |= {
                    parse.lemmas[c].lower() for c in parse.children[part] if parse.deps[c] == "compound"
                }
    return found


def _single(parse: Parse, verb: int, forms: list[tuple[str, int | None]], words: Lexicon) -> Trigger | None:
    object_ = sufferer(parse, verb)
    idle = words.nothing.get(parse.lemmas[verb].lower(), frozenset())
    if object_ is not None and idle and not _lemmas(parse, object_).isdisjoint(idle):
        return None
    if _is_blind(parse, verb, words):
        return None
    carries = parse.lemmas[verb].lower() in words.support
    for form, particle in forms:
        act = words.verbs.get(form)
        if act is not None and carries and object_ is not None and _nominal(parse, object_, words):
            return None  # "ordered the release": the noun names the act
        if act is not None and (act.bare or object_ is not None):
            object_ = child(parse, particle, "pobj") if particle is not None else None
            return Trigger(verb, act, object_, None, "verb")
    return None


def _is_blind(parse: Parse, verb: int, words: Lexicon) -> bool:
    """Whether nobody does it: "a flood killed ten", "ten were killed in a crash"."""
    blind = words.blind.get(parse.lemmas[verb].lower())
    if not blind:
        return False
    doer = subject(parse, verb)
    if doer is not None and not _lemmas(parse, doer).isdisjoint(blind):
        return True
    behind = (
        child(parse, c, "pobj")
        for c in parse.children[verb]
        if parse.lowers[c] in {"in", "by", "from", "when"}
    )
    return any(noun is not None and not _lemmas(parse, noun).isdisjoint(blind) for noun in behind)


def _operating(parse: Parse, token: int, part: str, words: Lexicon) -> Trigger | None:
    """A word that is about another act: agreeing to it, refusing it, demanding it."""
    lemma = parse.lowers[token] if part == "adjective" else parse.lemmas[token].lower()
    operator = words.operators.get((part, lemma)) if part == "adjective" else operator_of(parse, token, words)
    if operator is None or operator.type is None:
        return None
    below = child(parse, token, *_COMPLEMENTS)
    if below is not None and operator.told and not is_infinitive(parse, below):
        below = None  # "told reporters that ...", "asked whether ...": a report, not a demand
    if below is None and part == "adjective":
        below = next((c for c in parse.children[token] if parse.lowers[c] in {"to", "for"}), None)
    if below is None:
        below = _act_noun_below(parse, token, words)
        if lemma in words.support:
            return None  # "ordered an inquiry": the noun names the act
    if below is None:
        return None
    if lemma in words.support and parse.tags[below] == "VBN" and not is_infinitive(parse, below):
        return None  # "ordered the men jailed": the participle names the act
    about = _act_of(parse, below, words)
    type_ = operator.type
    if about is not None and QUADS[about.type] == _HOSTILE_QUAD:
        if operator.class_ == "commit":
            type_ = "THREATEN"
        elif operator.class_ == "demand" and _asks_nobody(parse, token, below):
            type_ = "ACCUSE"
    mode = threatened_mode if type_ == "THREATEN" else asked_mode
    own = words.verbs.get(parse.lemmas[token].lower())
    routes = (
        own.recipient if own is not None and own.type == operator.type else ("object", "to", "with", "from")
    )
    plain = type_ in {"AGREE", "ACCUSE"}
    act = Act(type_, None if plain or about is None else mode(about.type), routes, together=False)
    return Trigger(token, act, None, below, f"{part} of {operator.class_}")


def _asks_nobody(parse: Parse, token: int, below: int) -> bool:
    """Whether a harsh act is called for and nobody is asked to do it: "called for sanctions against X" is
    said against X."""
    asked = any(
        c != below
        and (parse.deps[c] in {"dobj", "dative"} or parse.lowers[c] in {"on", "upon", "to", "from"})
        for c in parse.children[token]
    )
    return parse.poses[below] in {"NOUN", "PROPN"} and not asked


def _act_noun_below(parse: Parse, token: int, words: Lexicon) -> int | None:
    """The event noun an operator is about: its object, or behind a preposition."""
    object_ = sufferer(parse, token) if parse.poses[token] == "VERB" else None
    if object_ is not None and _act_of(parse, object_, words) is not None:
        return object_
    for below in parse.children[token]:
        if parse.deps[below] == "prep" and parse.lowers[below] in {"to", "for", "on"}:
            noun = child(parse, below, "pobj", "pcomp")
            if noun is not None and _act_of(parse, noun, words) is not None:
                return noun
    return None


def _act_of(parse: Parse, token: int, words: Lexicon) -> Act | None:
    if parse.poses[token] in {"VERB", "AUX"}:
        forms = list(_forms(parse, token))
        found = _phrase(parse, token, forms, words) or _single(parse, token, forms, words)
        return found.act if found else None
    return _nominal(parse, token, words)


def _adjectival(parse: Parse, token: int, words: Lexicon) -> Trigger | None:
    operator = words.operators.get(("adjective", parse.lowers[token]))
    if operator is not None and operator.class_ == "charge":
        return _blame(parse, token, words)
    return _operating(parse, token, "adjective", words)


def _blame(parse: Parse, token: int, words: Lexicon) -> Trigger | None:
    """ "X said that Y was responsible", "found Y guilty": X accuses Y."""
    clause = token if child(parse, token, "nsubj") is not None else parse.heads[token]
    if (
        parse.deps[clause] != "ccomp"
        or parse.deps[token] not in {"acomp", "ccomp"}
        or _is_denied(parse, clause)
    ):
        return None
    operator = operator_of(parse, parse.heads[clause], words)
    if operator is None or operator.class_ != "report":
        return None
    return Trigger(token, Act("ACCUSE", "allege", ("subject",), together=False), None, clause, "duty")


def _is_denied(parse: Parse, clause: int) -> bool:
    return any(parse.deps[c] == "neg" for c in parse.children[clause])


def _duty(parse: Parse, verb: int, words: Lexicon) -> Trigger | None:
    """ "X said that Y must do it": X demands it of Y."""
    aux = next(
        (c for c in parse.children[verb] if parse.deps[c] == "aux" and parse.lowers[c] in _MODALS_OF_DUTY),
        None,
    )
    above = parse.heads[verb]
    if aux is None or parse.deps[verb] != "ccomp":
        return None
    operator = words.operators.get(("verb", parse.lemmas[above].lower()))
    if operator is None or operator.class_ != "report":
        return None
    about = _act_of(parse, verb, words)
    act = Act("REQUEST", asked_mode(about.type) if about else "change", ("subject",), together=False)
    return Trigger(aux, act, None, verb, "duty")


def _nominal(parse: Parse, noun: int, words: Lexicon) -> Act | None:
    lemma = parse.lemmas[noun].lower()
    marked = _marked(parse, noun, words.phrases.get(lemma, ()))
    if marked is not None:
        return marked
    for below in parse.children[noun]:
        if parse.deps[below] in {"compound", "amod", "nmod"}:
            found = words.nouns.get(f"{parse.lowers[below]} {lemma}")
            if found is not None:
                return found
    if parse.deps[noun] == "compound":
        return None
    return words.nouns.get(lemma)
