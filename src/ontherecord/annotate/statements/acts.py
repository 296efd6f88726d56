# SPDX-License-Identifier: Apache-2.0
"""Acts: the word that names what a clause tells, also where a verb only lends itself to a noun.

Comes in: a parse, a token, the parties. Goes out: the lemma of the act and the noun that names it, if
one does: "go on strike", "hold talks", "stepped down", "took part".
Refuses: copulas, verbs of saying, auxiliaries, and a noun that is not known to the reader as an act.
Score: with the statements, `python -m bench claims`.
"""

from __future__ import annotations

from ontherecord.annotate.parse import Parse
from ontherecord.annotate.statements.parties import Arguments, arguments, headed
from ontherecord.annotate.statements.words import idioms, lists


def act_of(parse: Parse, token: int, told: Arguments) -> tuple[str, int | None] | None:
    """The lemma of the act that a token names, and the noun that names it where the verb only lends
    itself ("go on strike", "hold talks", "the pact that they concluded")."""
    lemma = parse.lemmas[token].lower()
    if lemma in _ATTENDING and (present := _attending(parse, token, lemma)):
        return present, None
    if headed(parse, token):
        return "lead", None
    if lemma == "be":
        noun = _lent(parse, token, lemma, told)
        return (parse.lemmas[noun].lower(), noun) if noun is not None else None  # "have been on strike"
    if parse.poses[token] != "VERB":
        named = parse.poses[token] == "NOUN" and _names_act(parse, token) and _is_definite(parse, token)
        return (lemma, None) if named and not _is_lent(parse, token) else None
    if parse.deps[token] in {"aux", "auxpass", "amod", "compound"}:
        return None
    noun = _lent(parse, token, lemma, told)
    if noun is None:
        noun = _going_on(parse, lemma, told)
    if noun is not None:
        return parse.lemmas[noun].lower(), noun
    for object_ in told.patients:
        if (idiom := idioms().get(f"{lemma} {parse.lemmas[object_].lower()}")) is not None:
            going = _going_on(parse, idiom, told)  # "the attack took place"
            return (idiom, object_) if going is None else (parse.lemmas[going].lower(), going)
    if lemma in {"come", "go"} and _leads_somewhere(parse, token):
        return "arrive" if lemma == "come" else "travel", None
    if lemma == "expect" and _is_awaited(parse, token):
        return "arrive", None
    particle = next((parse.lowers[c] for c in parse.children[token] if _is_particle(parse, c, token)), None)
    if particle is None and lemma in lists()["saying"]:
        closed = any(parse.deps[c] in _CARRIED for c in parse.children[token])
        return None if lemma not in lists()["deciding"] or closed else (lemma, None)
    if lemma in lists()["lasting"] and (state := _lasting(parse, token)) is not None:
        return state, None
    return (f"{lemma} {particle}" if particle else lemma), None


_CARRIED = frozenset({"ccomp", "xcomp"})  # clauses that a verb of saying carries


def _is_awaited(parse: Parse, verb: int) -> bool:
    """Whether somebody or something is expected in a place: "a ship is expected in Hobart on Thursday"."""
    below = {parse.deps[c]: c for c in parse.children[verb]}
    where = any(
        parse.deps[c] == "prep" and parse.lowers[c] in {"in", "at", "from"} for c in parse.children[verb]
    )
    return "auxpass" in below and where and _CARRIED.isdisjoint(below)


def _lasting(parse: Parse, verb: int) -> str | None:
    """The state that goes on, by the act that brought it: "remained closed"."""
    states = (c for c in parse.children[verb] if parse.deps[c] in {"acomp", "oprd", "advcl"})
    return next((parse.lemmas[c].lower() for c in states if parse.lowers[c].endswith("ed")), None)


def _is_particle(parse: Parse, below: int, verb: int) -> bool:
    """ "stepped down", "handed over": also where the parse takes the particle for an adverb."""
    beside = parse.deps[below] == "advmod" and below == verb + 1 and parse.lowers[below] in _PARTICLES
    where = any(
        parse.deps[c] == "npadvmod" and parse.poses[c] == "PROPN" and c > below for c in parse.children[verb]
    )
    return (parse.deps[below] == "prt" and not where) or beside  # "boarded off Lome" is no "boarding off"


_PARTICLES = frozenset({"down", "up", "out", "away", "off", "over", "back"})
_ATTENDING = frozenset({"be", "come", "appear", "stay", "take"})


def _attending(parse: Parse, verb: int, lemma: str) -> str | None:
    """To be there or not, in words that say little by themselves: "took part", "was not at the talks",
    "stayed away", "had been invited but did not come"."""
    below = {parse.lowers[c]: c for c in parse.children[verb]}
    if lemma == "take":
        return "take part" if "part" in below else None
    if lemma == "stay":
        return "stay away" if "away" in below else None
    if lemma in {"come", "appear"}:
        return "attend" if any(parse.deps[c] == "neg" for c in parse.children[verb]) else None
    if "present" in below or "absent" in below:
        return "attend" if "present" in below else "stay away"
    at = [c for word in ("at", "among") if word in below for c in parse.children[below[word]]]
    return "attend" if any(_names_act(parse, c) for c in at) else None


def _lent(parse: Parse, verb: int, lemma: str, told: Arguments) -> int | None:
    """The noun that tells the act of a verb that says little: its object, or "on strike"."""
    if lemma not in lists()["lending"]:
        return None
    for noun in told.patients:
        if _names_act(parse, noun):
            return noun
    for below in parse.children[verb]:
        if parse.deps[below] == "prep" and parse.lowers[below] == "on" and lemma in {"go", "be"}:
            for noun in parse.children[below]:
                if parse.deps[noun] == "pobj" and _names_act(parse, noun):
                    return noun
    return None


def _going_on(parse: Parse, lemma: str, told: Arguments) -> int | None:
    """The noun that tells the act of a verb that only says when it goes on, or for when it is fixed."""
    heads = told.agents if lemma in lists()["phases"] else told.patients if lemma in lists()["fixing"] else ()
    return next((noun for noun in heads if _names_act(parse, noun)), None)


def _leads_somewhere(parse: Parse, verb: int) -> bool:
    """Whether a verb of coming leads "to" a proper name."""
    for below in parse.children[verb]:
        if parse.deps[below] == "prep" and parse.lowers[below] in {"to", "into"}:
            return any(parse.poses[c] == "PROPN" for c in parse.children[below])
    return False


def _is_definite(parse: Parse, noun: int) -> bool:
    """Whether a noun tells of an act that is known: "the derailment", "their arrest", not "a ceasefire"."""
    return any(
        parse.deps[c] == "poss" or (parse.deps[c] == "det" and parse.lowers[c] == "the")
        for c in parse.children[noun]
    )


def _names_act(parse: Parse, noun: int) -> bool:
    return parse.poses[noun] == "NOUN" and parse.lemmas[noun].lower() in lists()["act_nouns"]


def _is_lent(parse: Parse, noun: int) -> bool:
    """Whether a noun's act is told by the verb that it completes."""
    head = parse.heads[noun]
    if parse.deps[noun] == "pobj" and parse.lowers[head] == "on":
        head = parse.heads[head]
    verbs = [head, *(c for c in parse.children[noun] if parse.deps[c] in {"acl", "relcl"})]
    return any(
        parse.poses[v] == "VERB" and _lent(parse, v, parse.lemmas[v].lower(), arguments(parse, v)) == noun
        for v in verbs
    )
