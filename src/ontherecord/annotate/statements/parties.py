# SPDX-License-Identifier: Apache-2.0
"""Parties: who does the act that a clause tells, and to what it is done.

Comes in: a parse and the token of a verb or of a noun that names an act. Goes out: the heads of the noun
phrases on either side, passives and relative clauses turned round, coordinated ones each.
Refuses: more coordinated heads than parties of one act have; they are a list.
Score: with the statements, `python -m bench claims`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ontherecord.annotate.parse import Parse
from ontherecord.annotate.statements.words import lists

_SUBJECTS = frozenset({"nsubj", "csubj"})
_RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
_CONTROL = 4  # verbs above a verb that may lend it their subject


class Arguments(NamedTuple):
    """Heads of the noun phrases that do an act and that it is done to."""

    agents: tuple[int, ...]
    patients: tuple[int, ...]


def arguments(parse: Parse, token: int) -> Arguments:
    """The heads of agent and patient, passives and relative clauses turned round."""
    if parse.poses[token] == "NOUN":
        return _of_noun(parse, token)
    agents: list[int] = []
    patients: list[int] = []
    for below in parse.children[token]:
        dep = parse.deps[below]
        if dep in _SUBJECTS:
            agents += _meant(parse, below, token)
        elif dep == "nsubjpass" or dep == "dobj":
            patients += _meant(parse, below, token)
        elif dep == "agent" or (dep == "prep" and parse.lowers[below] == "by" and parse.tags[token] == "VBN"):
            agents += [c for c in parse.children[below] if parse.deps[c] == "pobj"]
    if not agents and patients and _is_inverted(parse, token):
        agents, patients = patients, []
    patients += headed(parse, token)
    if (not agents and not patients) or (not agents and parse.deps[token] in {"conj", "xcomp"}):
        lent = _shared(parse, token)
        (patients if _is_passive(parse, token) and not patients else agents).extend(lent)
    if parse.deps[token] == "acl":
        (agents if parse.tags[token] == "VBG" else patients).append(parse.heads[token])
    head = antecedent(parse, token)
    if (
        parse.deps[token] == "relcl"
        and agents
        and not patients
        and head is not None
        and head not in agents
        and not _moved(parse, token)
    ):
        patients.append(head)  # "the men it freed", "a pact that the two concluded"
    above = parse.heads[token]
    if (
        not agents
        and not patients
        and parse.poses[above] in {"NOUN", "PROPN"}
        and parse.deps[token] == "advcl"
    ):
        agents.append(
            above
        )  # "A train with 120 people aboard derailed", where the parse takes it for an aside
    return Arguments(_listed(parse, agents), _listed(parse, patients))


def _meant(parse: Parse, argument: int, verb: int) -> list[int]:
    """The argument, or what its relative word stands for."""
    if parse.lowers[argument] in _RELATIVE and parse.deps[verb] == "relcl":
        return [] if (meant := antecedent(parse, verb)) is None else [meant]
    return [argument]


def antecedent(parse: Parse, verb: int) -> int | None:
    """What the relative word of a clause stands for: the noun above it, or, of "it was a meeting at the pool that ...", what
    "it" was; nothing of "it was not the Belgian who ...", which says only who did not."""
    noun, was = parse.heads[verb], cleft(parse, verb)
    if was is None:
        return noun
    focus = next((c for c in parse.children[was] if parse.deps[c] == "attr"), noun)
    if parse.deps[noun] == "conj":
        return noun  # "not the Belgian but the Dutch minister"
    return None if any(parse.deps[c] == "neg" for c in parse.children[was]) else focus


def cleft(parse: Parse, verb: int) -> int | None:
    """The "was" above the verb of "it was on Friday that the ship sank": what hangs on it belongs to the act."""
    here = verb
    for _ in range(_CONTROL):
        above = parse.heads[here]
        subjects = [parse.lowers[c] for c in parse.children[above] if parse.deps[c] in _SUBJECTS]
        if parse.lemmas[above].lower() == "be" and subjects == ["it"]:
            return above if parse.deps[verb] in {"relcl", "ccomp"} else None
        if above == here or parse.deps[above] not in {"attr", "pobj", "prep", "conj"}:
            return None
        here = above
    return None


def _is_inverted(parse: Parse, verb: int) -> bool:
    """Whether a clause opens with where it is, and its subject stands behind the verb: "next to her stood the president"."""
    below = {parse.deps[c] for c in parse.children[verb]}
    opens = [c for c in parse.children[verb] if c < verb and parse.poses[c] not in {"PUNCT", "AUX", "CCONJ"}]
    main = parse.deps[verb] in {"ROOT", "ccomp"} and "auxpass" not in below and not below & _SUBJECTS
    return main and bool(opens) and parse.deps[opens[0]] in {"prep", "advmod"}


def headed(parse: Parse, verb: int) -> list[int]:
    """What somebody stands at the head of, who leads it so."""
    if parse.lemmas[verb].lower() not in {"be", "stand"}:
        return []
    at = (c for c in parse.children[verb] if parse.deps[c] == "prep" and parse.lowers[c] == "at")
    heads = (c for p in at for c in parse.children[p] if parse.lowers[c] in {"head", "helm"})
    of = (c for h in heads for c in parse.children[h] if parse.lowers[c] == "of")
    return [c for p in of for c in parse.children[p] if parse.deps[c] == "pobj"]


def _moved(parse: Parse, verb: int) -> bool:
    """Whether a relative word is there that stands for something else than the object."""
    return any(parse.lowers[t] in {"who", "when", "where", "why"} for t in parse.children[verb])


def _is_passive(parse: Parse, verb: int) -> bool:
    if parse.deps[verb] == "acomp" and parse.tags[verb] == "VBN":
        return True  # "schools that had been closed", as the parse often has it
    return any(parse.deps[c] == "auxpass" for c in parse.children[verb])


def _shared(parse: Parse, token: int) -> list[int]:
    """The subject that a coordinated or governed verb shares with the one above; its object where the
    verb above tells somebody to do it."""
    for _ in range(_CONTROL):
        head, dep = parse.heads[token], parse.deps[token]
        if head == token or dep not in {"conj", "xcomp", "acomp"}:
            return []
        below = {parse.deps[c]: c for c in reversed(parse.children[head])}
        if dep == "xcomp" and "dobj" in below:
            return [below["dobj"]]
        for subject in ("nsubj", "nsubjpass"):
            if subject in below:
                return _meant(parse, below[subject], head)
        if parse.deps[head] == "relcl":
            return [] if (meant := antecedent(parse, head)) is None else [meant]
        token = head
    return []


def _of_noun(parse: Parse, noun: int) -> Arguments:
    """ "the crash of a train", "the minister's arrest", "teachers' strike": what hangs on the noun."""
    found = []
    for below in parse.children[noun]:
        if parse.deps[below] == "prep" and parse.lowers[below] in {"of", "by", "between"}:
            found += [c for c in parse.children[below] if parse.deps[c] == "pobj"]
        elif parse.deps[below] in {"poss", "compound"} and parse.poses[below] in {"NOUN", "PROPN"}:
            found.append(below)
    return Arguments((), _listed(parse, found))


def _listed(parse: Parse, heads: Sequence[int]) -> tuple[int, ...]:
    """The heads with what is coordinated with them and the names beside them, each once; of "a group of
    workers" the workers."""
    found: list[int] = []
    waiting = [counted(parse, head) for head in reversed(heads)]
    while waiting and len(found) < _MOST_LISTED:
        head = waiting.pop()
        found.append(head)
        for below in parse.children[head]:
            if parse.deps[below] == "conj" and parse.poses[below] in {"NOUN", "PROPN", "PRON", "NUM"}:
                waiting.append(counted(parse, below))
            elif parse.deps[below] == "appos" and parse.poses[below] == "PROPN":
                waiting.append(below)
    return tuple(dict.fromkeys(found))


def counted(parse: Parse, head: int) -> int:
    """What a word of number counts: "46 of the lines", "a group of quarry workers"."""
    if parse.poses[head] != "NUM" and parse.lemmas[head].lower() not in lists()["counting"]:
        return head
    for below in parse.children[head]:
        if parse.deps[below] == "prep" and parse.lowers[below] == "of":
            return next((c for c in parse.children[below] if parse.deps[c] == "pobj"), head)
    return head


_MOST_LISTED = 8  # coordinated heads; more are a list and not the parties of one act
