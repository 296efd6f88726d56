# SPDX-License-Identifier: Apache-2.0
"""Complements that are no clauses: the infinitive, noun phrase or prepositional phrase a cue takes.

Comes in: a page and a cue. Goes out: token ranges, or nothing where the cue takes none here.
Refuses: a passive verb that names nobody who speaks ("a group called X").
Score: with the quotations, `python -m bench quotations` (detection at overlap 0.8).
"""

from __future__ import annotations

from ontherecord.annotate.parse import Parse
from ontherecord.annotate.quotations.cues import Cue, lexicon
from ontherecord.annotate.quotations.edges import edge, trimmed
from ontherecord.annotate.quotations.page import Page
from ontherecord.annotate.quotations.subjects import NAME_TAGS, agent, passive, saying_behind_as

Range = tuple[int, int]


def infinitive(page: Page, verb: int) -> list[Range] | None:
    """The infinitive a verb takes: "urged him to ...", "promised to ..."."""
    parse = page.parse
    for c in parse.children[verb]:
        if c > verb and parse.deps[c] in ("xcomp", "ccomp", "advcl") and _has_to(page, c):
            if parse.lemmas[verb] == "ask" and parse.lemmas[c] in lexicon().naming:
                return None  # "asked not to be named": why no name is told
            below = [t for t in parse.subtree(c) if t > verb]
            first = below[0]
            for o in parse.children[verb]:
                if verb < o < first and parse.deps[o] in ("dobj", "dative"):
                    first = min(first, parse.subtree(o)[0])
            return trimmed(page, max(first, verb + 1), edge(page, verb, c, below[-1] + 1))
    return None


def _has_to(page: Page, verb: int) -> bool:
    parse = page.parse
    return any(parse.lowers[c] == "to" and parse.deps[c] == "aux" for c in parse.children[verb])


def objects(page: Page, verb: int) -> list[Range] | None:
    """The noun phrase a verb takes: "criticised the plan", "called it a mess"."""
    parse = page.parse
    taken = [
        c for c in parse.children[verb]
        if c > verb and parse.deps[c] in ("dobj", "oprd", "xcomp", "ccomp", "attr", "prep")
    ]  # fmt: skip
    taken = [c for c in taken if parse.deps[c] != "xcomp" or not _has_to(page, c)]
    deps = {parse.deps[c] for c in parse.children[verb]}
    if not deps & {"dobj", "ccomp", "oprd", "xcomp"} or "dative" in deps:
        return None
    if saying_behind_as(parse, verb):
        return None  # "quoted Kern as saying ...": what she said is told there
    if parse.lemmas[verb] == "call" and not deps & {"ccomp", "oprd"} and not _quotes(page, verb, taken):
        return None  # "called the office by phone"
    if parse.lemmas[verb] == "call" and _names(page, taken):
        return None  # "what members called the Sea Org", "critics call him 'Iron Jan'"
    taken = [c for c in taken if parse.deps[c] != "prep" or parse.lowers[c] in ("of", "as", "for")]
    below = [t for c in taken for t in parse.subtree(c) if t > verb]
    return trimmed(page, min(below), max(below) + 1) if below else None


def _names(page: Page, taken: list[int]) -> bool:
    """Whether what a verb takes is a name and no more: it names, and says nothing."""
    parse = page.parse
    said = [c for c in taken if parse.deps[c] in ("oprd", "ccomp", "attr")] or taken
    words = [
        t for c in said for t in parse.subtree(c) if page.is_word(t) and parse.tags[t] not in ("IN", "DT")
    ]
    return all(parse.tags[c] in NAME_TAGS for c in said) and all(parse.words[t][0].isupper() for t in words)


def _quotes(page: Page, verb: int, taken: list[int]) -> bool:
    """Whether words in marks stand in what a verb takes."""
    return any(page.inside[t] != page.inside[verb] for c in taken for t in page.parse.subtree(c))


def unagented(parse: Parse, verb: int) -> bool:
    """Whether a verb names nobody who speaks: passive ("a group called X"), or only an aim or a means
    ("to describe the plan", "without mentioning it")."""
    aim = parse.deps[verb] in ("pcomp", "xcomp") and parse.tags[verb] in ("VB", "VBG")
    named = parse.deps[verb] == "pcomp" and parse.tags[verb] in ("VBD", "VBN")  # "the corps called X"
    return aim or named or (passive(parse, verb) and agent(parse, verb) is None)


def prepositional(page: Page, cue: Cue) -> list[Range] | None:
    """The noun phrase behind a preposition a verb takes: "called for talks"."""
    parse = page.parse
    behind = [c for c in parse.children[cue.token] if c > cue.token]
    for c in behind:
        below = parse.subtree(c)
        if parse.deps[c] in ("advcl", "ccomp", "xcomp") and parse.lowers[below[0]] in cue.word.by:
            return trimmed(page, below[0] + 1, below[-1] + 1)
        if parse.lowers[c] in cue.word.by and parse.deps[c] in ("prep", "prt"):
            below = [t for t in parse.subtree(c) if t > c]
            clause = [k for k in behind if k > c and parse.deps[k] in ("xcomp", "advcl") and _has_to(page, k)]
            last = parse.subtree(clause[0])[-1] if clause and below else below[-1] if below else c
            if below:
                return trimmed(page, below[0], last + 1)
    return None


_OF_CLAUSE = frozenset({"nsubj", "nsubjpass"})
"""What "that" is where it stands for the noun before it."""


def noun_clause(page: Page, cue: Cue) -> list[Range] | None:
    """The clause a noun takes: "his claim that ...", "a promise to ..."."""
    parse = page.parse
    for c in parse.children[cue.token]:
        if c > cue.token and parse.deps[c] in ("acl", "ccomp", "relcl"):
            below = [t for t in parse.subtree(c) if t > cue.token]
            opens = parse.lowers[below[0]]
            if opens == "that" and parse.tags[below[0]] == "IN" and parse.deps[below[0]] not in _OF_CLAUSE:
                return trimmed(page, below[0], below[-1] + 1)
            if opens == "to":
                return trimmed(page, below[0], below[-1] + 1)
    behind = cue.token + 1
    above = parse.heads[behind] if behind < len(parse) and parse.lowers[behind] == "to" else behind
    if parse.deps[cue.token] == "dobj" and above > behind and parse.heads[above] == parse.heads[cue.token]:
        return trimmed(page, behind, parse.subtree(above)[-1] + 1)  # "renewed his offer to pay"
    return None
