# SPDX-License-Identifier: Apache-2.0
"""The arguments of a verb: whose head is who does it, and whose whom it is done to.

Comes in: a parse and the token of a verb. Goes out: the token of its subject or sufferer, through
passives, relative clauses, control and coordination; who that is, `actors` tells.
Refuses: a subject the parse cannot tell ("accused it of a raid, killing ten"): None.
Score: `python -m bench events` (actors and triples).
"""

from __future__ import annotations

from collections.abc import Iterator

from ontherecord.annotate.accounts.lexicon import lexicon
from ontherecord.annotate.parse import Parse

SUBJECTS = frozenset({"nsubj", "csubj"})
PASSIVE_SUBJECTS = frozenset({"nsubjpass", "csubjpass"})
_PRONOUNS = frozenset({
    "he", "she", "it", "they", "him", "her", "them", "his", "its", "their", "who", "which", "that",
    "i", "we", "you", "me", "us", "my", "our", "your", "itself", "himself", "herself",
    "themselves", "this", "these", "those", "each", "both", "whom", "whose",
})  # fmt: skip
_RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})


def is_pronoun(parse: Parse, token: int) -> bool:
    """Whether a word stands for somebody: "us", but not "US"."""
    return parse.lowers[token] in _PRONOUNS and not parse.words[token][1:].isupper()


def child(parse: Parse, token: int, *deps: str) -> int | None:
    """The first dependent of a token with one of these relations."""
    return next((c for c in parse.children[token] if parse.deps[c] in deps), None)


def conjuncts(parse: Parse, token: int) -> Iterator[int]:
    """A token and what is coordinated with it, and appositions of a list are not followed."""
    seen = 0
    while seen < 30:  # a longer list names no parties of one act
        yield token
        following = child(parse, token, "conj")
        if following is None:
            return
        token, seen = following, seen + 1


_LONGEST_CLIMB = 8  # clauses above a verb in which its subject may stand


def subject(parse: Parse, verb: int) -> int | None:
    """The head of who does what `verb` names: its own subject, an agent, or one it shares."""
    for step in range(_LONGEST_CLIMB):
        found = _own_subject(parse, verb) if step == 0 else child(parse, verb, *SUBJECTS, *PASSIVE_SUBJECTS)
        if found is not None:
            return _resolved(parse, verb, found)
        dep, head = parse.deps[verb], parse.heads[verb]
        if head == verb:
            return None
        if dep == "acl" and parse.deps[head] == "dobj" and _is_statement(parse, head):
            verb = parse.heads[head]
            continue
        if dep in {"acl", "relcl"}:
            return head if parse.tags[verb] != "VBN" or dep == "relcl" else None
        if dep == "prep" and _asks(parse, head) and child(parse, head, "dobj") is not None:
            return child(parse, head, "dobj")  # "accused them of killing ten": who is accused
        if dep == "advcl" and parse.tags[verb] == "VBG" and verb > head and _charges(parse, head):
            return None  # "accused it of blowing up a bridge, killing ten": by whom, the parse cannot tell
        if dep in {"xcomp", "conj", "advcl", "pcomp", "ccomp", "acomp", "oprd", "prep", "dep"}:
            controller = (
                child(parse, head, "dobj", "dative") if dep == "xcomp" and _asks(parse, head) else None
            )
            if controller is not None:
                return _resolved(parse, verb, controller)
            if child(parse, verb, *PASSIVE_SUBJECTS) is not None and dep != "xcomp":
                return None
            verb = head
            continue
        return None
    return None


def _is_statement(parse: Parse, noun: int) -> bool:
    """ "issued a declaration demanding ...": who demands is who issued it."""
    operator = lexicon().operators.get(("noun", parse.lemmas[noun].lower()))
    return operator is not None and operator.class_ == "report"


def _charges(parse: Parse, verb: int) -> bool:
    operator = lexicon().operators.get(("verb", parse.lemmas[verb].lower()))
    return operator is not None and operator.class_ in {"charge", "deny"}


def _asks(parse: Parse, verb: int) -> bool:
    operator = lexicon().operators.get(("verb", parse.lemmas[verb].lower()))
    return operator is not None and operator.class_ in {"demand", "propose", "charge", "cause"}


def _own_subject(parse: Parse, verb: int) -> int | None:
    found = child(parse, verb, *SUBJECTS)
    if found is None:
        agent = child(parse, verb, "agent")
        found = child(parse, agent, "pobj") if agent is not None else None
    return found


def _resolved(parse: Parse, verb: int, found: int) -> int:
    """The antecedent of a relative pronoun, or of "it" or "they" in what the same one said."""
    word = parse.lowers[found]
    if word in _RELATIVE:
        clause = verb
        for _ in range(_LONGEST_CLIMB):
            if parse.deps[clause] == "relcl":
                return parse.heads[clause]
            if parse.heads[clause] == clause:
                break
            clause = parse.heads[clause]
    if word in {"it", "they"}:
        clause = verb
        for _ in range(_LONGEST_CLIMB):
            dep, head = parse.deps[clause], parse.heads[clause]
            if head == clause or dep == "relcl":
                break
            if dep in {"ccomp", "advcl", "xcomp", "conj"}:
                above = child(parse, head, *SUBJECTS, *PASSIVE_SUBJECTS)
                several = above is not None and _is_several(parse, above)
                if above is not None and above != found and not is_pronoun(parse, above):
                    return above if word == "they" or not several else found
            clause = head
    return found


def _is_several(parse: Parse, noun: int) -> bool:
    return parse.tags[noun] in {"NNS", "NNPS"} or child(parse, noun, "conj") is not None


def is_passive(parse: Parse, verb: int) -> bool:
    """Whether a verb is passive: its subject suffers the act."""
    if child(parse, verb, *PASSIVE_SUBJECTS, "auxpass") is not None:
        return True
    if child(parse, verb, "agent") is not None and child(parse, verb, "dobj") is None:
        return True  # "Skipper attacked by passenger"
    if parse.tags[verb] != "VBN":
        return False
    if parse.deps[verb] == "acl":
        return True
    if parse.deps[verb] == "advcl" and child(parse, verb, "aux", "dobj", *SUBJECTS) is None:
        return True  # "Asked whether he would resign, she smiled"
    shared = parse.deps[verb] == "conj" and child(parse, verb, "aux", *SUBJECTS) is None
    return shared and child(parse, parse.heads[verb], "auxpass") is not None


def sufferer(parse: Parse, verb: int) -> int | None:
    """The head of the direct object, or of the subject of a passive."""
    if is_passive(parse, verb):
        found = child(parse, verb, *PASSIVE_SUBJECTS)
        if found is not None:
            return _resolved(parse, verb, found)
        if parse.deps[verb] == "acl":
            return parse.heads[verb]
        if parse.deps[verb] in {"conj", "advcl", "xcomp"}:
            above = child(parse, parse.heads[verb], *PASSIVE_SUBJECTS, *SUBJECTS)
            return above
        return None
    found = child(parse, verb, "dobj", "oprd", "attr")
    if found is None and parse.deps[verb] == "relcl":
        head = parse.heads[verb]
        if child(parse, verb, *SUBJECTS) is not None and parse.poses[head] in {"NOUN", "PROPN"}:
            subject_ = child(parse, verb, *SUBJECTS)
            if subject_ is not None and parse.lowers[subject_] not in _RELATIVE:
                return head
    return found
