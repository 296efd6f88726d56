# SPDX-License-Identifier: Apache-2.0
"""Where a sentence may end early: before circumstances that hang loosely on what it states.

Comes in: the `Parse`, a sentence. Goes out: offsets, in order; the words before one of them are a sentence without its
full stop ("The minister resigned | on Monday | after a year in office | , days before the vote.").
Refuses: to end before a verb's object or complement, an attribution, a denial or a condition, inside quotation marks,
or before the sentence has its subject and a verb with what it takes.
Score: with the brief, `python -m bench brief`.

What may go are the constituents that compression by rule found safest (Dunietz & Gillick; Knight & Marcu 2002): adverbial
clauses, and phrases of time, place and manner, from the end inwards.
"""

from __future__ import annotations

import re

from ontherecord.annotate.parse import Parse

_LOOSE = frozenset({"prep", "advcl", "npadvmod", "advmod", "relcl", "acl", "appos"})
_LINKS = frozenset({"ccomp", "xcomp", "conj"})
"""How the verbs of one statement hang on one another: "said ... left", "began to leave"."""
_TAKEN = frozenset(
    {"dobj", "obj", "attr", "acomp", "ccomp", "xcomp", "oprd", "prt", "nsubjpass", "dative", "agent"}
)
"""What a verb takes: without one of them its first phrase may be its complement ("arrived in Rome", "turned to")."""
_BOUND = frozenset(
    {
        "of",
        "to",
        "as",
        "than",
        "into",
        "against",
        "about",
        "between",
        "by",
        "like",
        "without",
        "except",
        "off",
        "onto",
        "over",
    }
)
"""Prepositions and conjunctions whose phrase is mostly part of the statement."""
_KEEP = re.compile(
    r"\b(?:not|no|never|n[’']t|if|unless|until|only|according|alleged\w*|reportedly)\b", re.IGNORECASE
)
_SCOPED = re.compile(r"\b(?:only|merely)\b", re.IGNORECASE)  # what it is said of may be what follows
MARK = re.compile('["“”„«»]')
_HANGING = re.compile(r"(?:['‘’]|\b(?:minute|hour|day|week|month|year|decade|moment)s?)$", re.IGNORECASE)
"""How no beginning ends: in a measure of time ("... days | after the vote"), or beside a mark that may quote."""
_SET_OFF = frozenset({",", "-", "–", "—"})
_LEAST = 6  # words that a sentence keeps
_LONGEST = 100  # words; longer ones stand in no brief
_DEEPEST = 3  # verbs that hang on one another


def stops(parse: Parse, number: int) -> tuple[int, ...]:
    """The offsets of the copy at which sentence `number` may end early, in order."""
    first, end = parse.sentences[number]
    if parse.words[end - 1] != "." or end - first > _LONGEST:
        return ()
    statement = _verbs(parse, first, end)
    found: list[int] = []
    for place in range(end - 2, first + _LEAST - 1, -1):
        if not _loose_from(parse, place, (first, end), statement):
            continue
        cut = place - (parse.words[place - 1] in _SET_OFF)
        tail = parse.text[parse.starts[cut] : parse.ends[end - 1]]
        before = parse.text[parse.starts[first] : parse.ends[cut - 1]]
        if _KEEP.search(tail) or _SCOPED.search(before) or quoted(before):
            break
        if not _HANGING.search(before):
            found.append(parse.ends[cut - 1])
    return tuple(reversed(found))


def quoted(before: str) -> bool:
    """Whether what follows some words of a sentence stands within quotation marks that they open."""
    return len(MARK.findall(before)) % 2 == 1


def _verbs(parse: Parse, first: int, end: int) -> frozenset[int]:
    """The verbs of the main statement: the root and those that are bound to it."""
    found = {t for t in range(first, end) if parse.heads[t] == t}
    for _ in range(_DEEPEST):
        found |= {t for t in range(first, end) if parse.heads[t] in found and parse.deps[t] in _LINKS}
    return frozenset(found)


def _loose_from(parse: Parse, place: int, sentence: tuple[int, int], statement: frozenset[int]) -> bool:
    """Whether the words from `place` to the full stop are loose constituents and nothing else."""
    first, end = sentence
    if parse.poses[place] == "PUNCT" or any(place <= parse.heads[t] < end for t in range(first, place)):
        return False
    tops = [t for t in range(place, end - 1) if parse.heads[t] < place or parse.heads[t] == t]
    return bool(tops) and all(_loose(parse, t, place, statement) for t in tops)


def _loose(parse: Parse, top: int, place: int, statement: frozenset[int]) -> bool:
    """Whether a constituent hangs loosely on the words before `place`."""
    if parse.poses[top] == "PUNCT":
        return True
    head, word = parse.heads[top], parse.lowers[top]
    if parse.deps[top] not in _LOOSE or head >= place or top in statement:
        return False
    opening = {parse.lowers[t] for t in range(place, top + 1) if parse.heads[t] == top} | {word}
    if not _BOUND.isdisjoint(opening):
        return False
    if head in statement:
        return parse.deps[top] == "advcl" or _complete(parse, head, place)
    aside = parse.deps[top] in {"relcl", "acl"} or (
        parse.deps[top] == "appos" and parse.poses[head] == "PROPN"
    )
    return aside and parse.words[place - 1] == ","


def _complete(parse: Parse, verb: int, place: int) -> bool:
    """Whether a verb has what it takes before `place`: an object, a complement, or an earlier phrase."""
    return any(
        parse.heads[t] == verb
        and verb < t < place
        and parse.deps[t] in _TAKEN | {"prep", "advmod", "npadvmod"}
        for t in range(verb + 1, place)
    ) or any(parse.heads[t] == verb and parse.deps[t] == "nsubjpass" for t in range(place))
