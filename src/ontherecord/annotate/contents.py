# SPDX-License-Identifier: Apache-2.0
"""Contents: which words of a sentence a cue reports.

Comes in: a page and a cue. Goes out: token ranges (one, or two where the cue stands in the
middle), or nothing where the cue reports no words of this sentence.
Refuses: to guess where the parse gives neither a clause nor a phrase the cue takes.
Score: with the quotations, `python -m bench quotations` (detection at overlap 0.8).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from ontherecord.annotate.cues import Cue, lexicon
from ontherecord.annotate.edges import FINITE, begin, edge
from ontherecord.annotate.page import MARKS, Page
from ontherecord.annotate.parse import Parse
from ontherecord.annotate.speakers import agent, passive

Range = tuple[int, int]

_COMMAS = frozenset({",", "-", "–", "—", "--"})


Frame = Literal["clause behind", "clause before", "infinitive", "object", "preposition", "noun", "phrase"]


def contents(page: Page, cue: Cue) -> tuple[Frame, list[Range]] | None:
    """The ranges a cue reports and the frame that gave them, most literal frame first."""
    for frame, found in _frames(page, cue):
        if found:
            return frame, found
    return None


def _frames(page: Page, cue: Cue) -> Iterator[tuple[Frame, list[Range] | None]]:
    takes = cue.word.takes
    if cue.kind == "phrase":
        yield "phrase", rest_of_sentence(page, cue)
    elif cue.kind == "noun":
        yield "noun", noun_clause(page, cue)
    else:
        if "that" in takes:
            yield "clause behind", clause_behind(page, cue.token)
            yield "clause before", clause_before(page, cue.token)
        if "to" in takes:
            yield "infinitive", infinitive(page, cue.token)
        if "object" in takes and not unagented(page.parse, cue.token):
            yield "object", objects(page, cue.token)
        if "by" in takes and not unagented(page.parse, cue.token):
            yield "preposition", prepositional(page, cue)


def clause_behind(page: Page, verb: int) -> list[Range] | None:
    """The clause a verb takes, where it stands behind it: "said (that) ..."."""
    parse = page.parse
    clauses = [c for c in parse.children[verb] if c > verb and parse.deps[c] == "ccomp"]
    if not clauses:
        return None
    below = [t for t in parse.subtree(clauses[0]) if t > verb]
    first = begin(page, verb, below[0])
    return _trimmed(page, first, edge(page, verb, clauses[0], below[-1] + 1))


def clause_before(page: Page, verb: int) -> list[Range] | None:
    """The clause a verb takes, where it stands before it or round it: "..., Smith said(, ...)"."""
    parse = page.parse
    first, end = page.sentences[verb]
    if not finite(page, verb):
        return None
    block_first, block_end = block(page, verb)
    before = block_first - 1
    while before >= first and parse.words[before] in MARKS:
        before -= 1
    if before <= first or parse.words[before] not in _COMMAS or _depends(page, verb, first):
        return None
    if block_end < end and page.is_word(block_end):
        return None
    left = _trimmed(page, first, before)
    right = None
    if block_end < end and parse.words[block_end] in _COMMAS and not _cue_again(page, verb, block_end + 1):
        right = _trimmed(page, block_end + 1, end)
    if not _is_clause(page, first, before) and not (right and _is_clause(page, block_end, end)):
        return None
    return (left or []) + (right or []) or None


def _depends(page: Page, verb: int, first: int) -> bool:
    """Whether what stands first in the sentence says when or why the report was made, and no more:
    "When asked about it, he said so"."""
    parse = page.parse
    deps = {parse.deps[c] for c in parse.children[verb] if c < verb}
    if "ccomp" in deps or "parataxis" in deps:
        return False
    return any(
        parse.deps[c] in ("advcl", "prep") and parse.subtree(c)[0] == first
        for c in parse.children[verb]
        if c < verb
    )


def finite(page: Page, verb: int) -> bool:
    """Whether a verb is the finite verb of a clause, or hangs on an auxiliary that is."""
    parse = page.parse
    if parse.tags[verb] in FINITE:
        return True
    return any(parse.deps[c] == "aux" and parse.lowers[c] != "to" for c in parse.children[verb])


def _cue_again(page: Page, verb: int, first: int) -> bool:
    """Whether what follows belongs to the verb: ", adding that ...", ", who ...", ", and he left"."""
    parse = page.parse
    if parse.tags[first] == "VBG":
        return parse.lemmas[first] in lexicon().verbs
    if parse.tags[first] in ("VBN", "WP", "WDT", "WRB", "CC", "WP$"):
        return True
    return parse.lowers[first] in ("as", "after", "while", "though", "although", "before", "according")


def block(page: Page, verb: int) -> Range:
    """The words of the report: verb, auxiliaries, subject, addressee and adjuncts up to a comma."""
    parse = page.parse
    first, end = verb, verb + 1
    begin, limit = page.sentences[verb]
    for c in parse.children[verb]:
        if c < verb and parse.deps[c] in ("nsubj", "aux", "neg", "nsubjpass", "auxpass"):
            first = min(first, max(begin, parse.subtree(c)[0]))
        elif c < verb and parse.deps[c] in ("advmod",) and c == first - 1:
            first = c
    below = {verb}
    for c in parse.children[verb]:
        if c > verb and parse.deps[c] not in ("ccomp", "conj", "cc", "advcl", "punct", "parataxis"):
            below.update(parse.subtree(c))
    depth_end = end
    for t in range(verb + 1, limit):
        if parse.words[t] == "," and t + 1 not in below:
            break
        if t in below:
            depth_end = t + 1
    return first, max(end, depth_end)


def _is_clause(page: Page, first: int, end: int) -> bool:
    """Whether a range holds a finite verb, or is quoted."""
    return any(page.parse.tags[t] in FINITE or page.inside[t] >= 0 for t in range(first, end))


def infinitive(page: Page, verb: int) -> list[Range] | None:
    """The infinitive a verb takes: "urged him to ...", "promised to ..."."""
    parse = page.parse
    for c in parse.children[verb]:
        if c > verb and parse.deps[c] in ("xcomp", "ccomp", "advcl") and _has_to(page, c):
            below = [t for t in parse.subtree(c) if t > verb]
            first = below[0]
            for o in parse.children[verb]:
                if verb < o < first and parse.deps[o] in ("dobj", "dative"):
                    first = min(first, parse.subtree(o)[0])
            return _trimmed(page, max(first, verb + 1), edge(page, verb, c, below[-1] + 1))
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
    if not any(parse.deps[c] in ("dobj", "ccomp", "oprd") for c in taken):
        return None
    taken = [c for c in taken if parse.deps[c] != "prep" or parse.lowers[c] in ("of", "as", "for")]
    below = [t for c in taken for t in parse.subtree(c) if t > verb]
    return _trimmed(page, min(below), max(below) + 1) if below else None


def unagented(parse: Parse, verb: int) -> bool:
    """Whether a verb is passive and names nobody who speaks: "a group called X"."""
    return passive(parse, verb) and agent(parse, verb) is None


def prepositional(page: Page, cue: Cue) -> list[Range] | None:
    """The noun phrase behind a preposition a verb takes: "called for talks"."""
    parse = page.parse
    behind = [c for c in parse.children[cue.token] if c > cue.token]
    for c in behind:
        if parse.lowers[c] in cue.word.by and parse.deps[c] in ("prep", "prt"):
            below = [t for t in parse.subtree(c) if t > c]
            clause = [k for k in behind if k > c and parse.deps[k] in ("xcomp", "advcl") and _has_to(page, k)]
            last = parse.subtree(clause[0])[-1] if clause and below else below[-1] if below else c
            if below:
                return _trimmed(page, below[0], last + 1)
    return None


def noun_clause(page: Page, cue: Cue) -> list[Range] | None:
    """The clause a noun takes: "his claim that ...", "a promise to ..."."""
    parse = page.parse
    for c in parse.children[cue.token]:
        if c > cue.token and parse.deps[c] in ("acl", "ccomp", "relcl"):
            below = [t for t in parse.subtree(c) if t > cue.token]
            opens = parse.lowers[below[0]]
            objects_of = {t for k in parse.children[c] for t in (k,) if parse.deps[k] in ("dobj", "nsubj")}
            if opens == "that" and below[0] not in objects_of and parse.tags[below[0]] == "IN":
                return _trimmed(page, below[0], below[-1] + 1)
            if opens == "to":
                return _trimmed(page, below[0], below[-1] + 1)
    return None


def rest_of_sentence(page: Page, cue: Cue) -> list[Range] | None:
    """What "according to X" vouches for: the sentence without the phrase."""
    parse = page.parse
    first, end = page.sentences[cue.token]
    phrase_end = max(
        [cue.end, *(parse.subtree(c)[-1] + 1 for c in parse.children[cue.token] if parse.deps[c] == "pobj")]
    )
    phrase_end = min(phrase_end, end)
    left = _trimmed(page, first, cue.first) if page.has_words(first, cue.first) else None
    right = _trimmed(page, phrase_end, end) if page.has_words(phrase_end, end) else None
    if left and right and parse.words[phrase_end] != ",":
        return left
    return (left or []) + (right or []) or None


_EDGES = frozenset({",", ".", ";", ":", "-", "–", "—", "--", "…", "..."})


def _trimmed(page: Page, first: int, end: int) -> list[Range] | None:
    """A range without stops at its edges, and without marks there that pair outside it."""
    words = page.parse.words
    while first < end and (words[first] in _EDGES or words[first] in ")]"):
        first += 1
    while end > first and (words[end - 1] in _EDGES or words[end - 1] in "(["):
        end -= 1
    return [(first, end)] if end > first and page.has_words(first, end) else None
