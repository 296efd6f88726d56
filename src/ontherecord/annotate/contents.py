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
from ontherecord.annotate.page import MARKS, Page

Range = tuple[int, int]

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_ADJUNCTS = frozenset({"prep", "npadvmod", "advmod", "dative", "agent", "npmod", "tmod"})
_COMMAS = frozenset({",", "-", "–", "—", "--"})
_OUTER_CLAUSES = frozenset({"advcl", "conj", "cc", "dep"})


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
        if "object" in takes:
            yield "object", objects(page, cue.token)
        if "by" in takes:
            yield "preposition", prepositional(page, cue)


def clause_behind(page: Page, verb: int) -> list[Range] | None:
    """The clause a verb takes, where it stands behind it: "said (that) ..."."""
    parse = page.parse
    clauses = [c for c in parse.children[verb] if c > verb and parse.deps[c] == "ccomp"]
    if not clauses:
        return None
    below = [t for t in parse.subtree(clauses[0]) if t > verb]
    first = below[0]
    return _trimmed(page, first, edge(page, verb, clauses[0], below[-1] + 1))


def edge(page: Page, verb: int, clause: int, end: int) -> int:
    """Where the content behind a verb ends: at the end of the sentence, or before what belongs to
    the verb again (another verb of its subject, "adding that ...", "in an interview")."""
    parse = page.parse
    _, limit = page.sentences[verb]
    stop = limit
    for c in parse.children[verb]:
        if c > clause and parse.deps[c] in _ADJUNCTS | _OUTER_CLAUSES:
            stop = min(stop, max(parse.subtree(c)[0], end))
    for above in _verbs_above(page, verb):
        for c in parse.children[above]:
            if c > end - 1 and c != verb and parse.deps[c] in _OUTER_CLAUSES:
                stop = min(stop, max(parse.subtree(c)[0], end))
    return min(stop, _next_report(page, verb, clause, stop))


def _next_report(page: Page, verb: int, clause: int, stop: int) -> int:
    """Where in a range another report begins: "; ...", ", adding ...", "and called it ...",
    ", though she noted ...". Words in quotation marks are passed over."""
    parse = page.parse
    lexicon_verbs = lexicon().verbs
    for t in range(clause + 1, stop):
        if page.inside[t] >= 0:
            continue
        word = parse.words[t]
        if word == ";":
            return t
        joins = parse.tags[t] == "CC" or word == ","
        if not joins or t + 1 >= stop or page.inside[t + 1] >= 0:
            continue
        n = t + 1
        if word == "," and parse.tags[n] == "CC":
            continue  # decided at the conjunction
        while n < stop and parse.tags[n] in ("RB", "IN") and parse.lowers[n] not in ("that", "of", "in"):
            n += 1
        cut = t - 1 if t > 0 and parse.words[t - 1] == "," else t
        if n < stop and parse.lemmas[n] in lexicon_verbs and _reports_again(page, verb, t, n):
            return cut
        if _clause_reports(page, n, stop):
            return cut
    return stop


def _reports_again(page: Page, verb: int, joint: int, n: int) -> bool:
    """Whether a verb of saying right behind a joint is the reporter's, not the speaker's."""
    parse = page.parse
    if parse.tags[n] == "VBG":
        return parse.words[joint] == ","
    if parse.tags[joint] != "CC" or parse.tags[n] not in _FINITE:
        return False
    return parse.tags[n] == parse.tags[verb]


def _clause_reports(page: Page, n: int, stop: int) -> bool:
    """Whether a coordinated or subordinate clause is itself a report: ", and X warned that ..."."""
    parse = page.parse
    for t in range(n + 1, min(n + _SHORT_SUBJECT, stop)):
        if parse.words[t] == "," or page.inside[t] >= 0:
            return False
        if parse.tags[t] in ("VBD", "VBZ", "VBP"):
            if parse.lemmas[t] not in lexicon().verbs or "that" not in lexicon().verbs[parse.lemmas[t]].takes:
                return False
            own = any(c >= n and parse.deps[c] == "nsubj" for c in parse.children[t])
            return own and any(c > t and parse.deps[c] == "ccomp" for c in parse.children[t])
    return False


_SHORT_SUBJECT = 8
"""Tokens within which the verb of a further report follows its joint."""


def _verbs_above(page: Page, verb: int) -> list[int]:
    first, _ = page.sentences[verb]
    return [a for a in page.parse.ancestors(verb) if a >= first][:4]


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
    if before <= first or parse.words[before] not in _COMMAS:
        return None
    left = _trimmed(page, first, before)
    right = None
    if block_end < end and parse.words[block_end] in _COMMAS and not _cue_again(page, verb, block_end + 1):
        right = _trimmed(page, block_end + 1, end)
    if not _is_clause(page, first, before) and not (right and _is_clause(page, block_end, end)):
        return None
    return (left or []) + (right or []) or None


def finite(page: Page, verb: int) -> bool:
    """Whether a verb is the finite verb of a clause, or hangs on an auxiliary that is."""
    parse = page.parse
    if parse.tags[verb] in _FINITE:
        return True
    return any(parse.deps[c] == "aux" and parse.lowers[c] != "to" for c in parse.children[verb])


def _cue_again(page: Page, verb: int, first: int) -> bool:
    """Whether what follows belongs to the verb: ", adding that ...", ", who ...", ", and he left"."""
    parse = page.parse
    if parse.tags[first] in ("VBG", "VBN", "WP", "WDT", "WRB", "CC", "WP$"):
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
    return any(page.parse.tags[t] in _FINITE or page.inside[t] >= 0 for t in range(first, end))


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


def prepositional(page: Page, cue: Cue) -> list[Range] | None:
    """The noun phrase behind a preposition a verb takes: "called for talks"."""
    parse = page.parse
    for c in parse.children[cue.token]:
        if c > cue.token and parse.lowers[c] in cue.word.by and parse.deps[c] in ("prep", "prt"):
            below = [t for t in parse.subtree(c) if t > c]
            if below:
                return _trimmed(page, below[0], below[-1] + 1)
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
