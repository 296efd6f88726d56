# SPDX-License-Identifier: Apache-2.0
"""Edges: where the words behind a verb of saying begin and end.

Comes in: a page, the verb, and the clause the parse hangs on it. Goes out: token positions. What was
said runs to the end of the sentence unless something there belongs to the reporter again: another
verb of the same subject, another report, time and place of the speaking, the clause the report itself
depends on. Refuses: nothing.
Score: with the quotations, `python -m bench quotations` (detection at overlap 0.8).
"""

from __future__ import annotations

from ontherecord.annotate.parse import Parse
from ontherecord.annotate.quotations.cues import lexicon, made_clear
from ontherecord.annotate.quotations.page import MARKS, Page
from ontherecord.annotate.quotations.subjects import tense

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_ADJUNCTS = frozenset({"prep", "npadvmod", "advmod", "dative", "agent", "npmod", "tmod"})
_OUTER_CLAUSES = frozenset({"advcl", "conj", "cc", "dep"})
_SHORT_SUBJECT = 8
"""Tokens within which the verb of a further report follows its joint."""
_SUBORDINATORS = frozenset({"that", "whether", "if", "how", "why", "what", "because"})
_ADDRESSED = frozenset({"dobj", "dative", "prep", "npadvmod", "advmod", "prt", "agent", "tmod", "punct"})
_TAKEN = frozenset({"ccomp", "xcomp", "dobj", "oprd", "acomp"})
_REASONS = frozenset({"because", "if", "since", "unless"})
_INSIDE_NAMES = frozenset({"that", "of", "in"})
_EDGES = frozenset({",", ".", ";", ":", "-", "–", "—", "--", "…", "..."})


def begin(page: Page, verb: int, first: int) -> int:
    """Where the words begin: behind the verb and what modifies it, at most at the clause's `first` token."""
    parse = page.parse
    hears = parse.lemmas[verb] in lexicon().addressing
    covered = made_clear(parse, verb) or verb + 1
    first = max(first, covered)
    for c in parse.children[verb]:
        if c < covered or c >= first:
            continue
        below = parse.subtree(c)
        if below[0] > covered or parse.deps[c] not in _ADDRESSED or (parse.deps[c] == "dobj" and not hears):
            break
        covered = max(covered, below[-1] + 1)
    while covered < first and not page.is_word(covered):
        covered += 1
    return min(covered, first)


def edge(page: Page, verb: int, clause: int, end: int) -> int:
    """Where the words of a `clause` behind a `verb` end; `end` is where the parse ends the clause."""
    stop = min(_limit(page, verb), _own_parts(page, verb, clause, end))
    return _gloss(page, clause, _next_report(page, verb, clause, stop))


def _gloss(page: Page, clause: int, stop: int) -> int:
    """Where what the reporter adds about the last thing named begins, if the words end with it:
    ", which opened in May", ", a former minister", ", but he would not say more"."""
    parse = page.parse
    last = max(clause + 2, page.sentences[clause][0] + 1)
    for t in range(stop - 2, last, -1):
        if page.inside[t] >= 0 or page.inside[t + 1] >= 0:
            return stop
        if parse.words[t] != ",":
            continue
        after = parse.lowers[t + 1]
        named = after in _ARTICLES and parse.deps[_head(parse, t + 1)] in ("appos", "npadvmod")
        again = after in ("but", "and") and t + 3 < stop and _of_reporter(page, t + 2)
        return t if after == "which" or named or again else stop
    return stop


def _of_reporter(page: Page, token: int) -> bool:
    """Whether a clause behind ", but" speaks of the speaker or of what was said: "but he would not say
    more", "but that quickly changed"."""
    parse = page.parse
    that = parse.words[token - 1] == "but" and parse.tags[token] == "DT" and parse.lowers[token] == "that"
    that = that and parse.tags[token + 1] in ("RB", "VBD", "VBZ")
    return parse.lowers[token] in ("he", "she") or that


def _head(parse: Parse, token: int) -> int:
    """The noun an article belongs to."""
    return parse.heads[token] if parse.deps[token] == "det" else token


_ARTICLES = frozenset({"a", "an"})


def _limit(page: Page, verb: int) -> int:
    """The end of the sentence, or of the part of it that depends on a verb or noun behind or around
    the report: "While Voss said ..., Orlov stayed", "those who said ... were few"."""
    parse = page.parse
    first, limit = page.sentences[verb]
    here = verb
    for above in parse.ancestors(verb):
        if above < first or above >= limit:
            break
        if above > verb or parse.deps[here] in ("relcl", "acl"):
            limit = min(limit, max(parse.subtree(here)[-1] + 1, verb + 1))
        here = above
    return limit


def _own_parts(page: Page, verb: int, clause: int, end: int) -> int:
    """The first part behind a clause that hangs on the verb of saying itself, or on one above it."""
    parse = page.parse
    first, stop = page.sentences[verb]
    for c in parse.children[verb]:
        if c > clause and _takes_back(page, c):
            stop = min(stop, max(parse.subtree(c)[0], end))
    above = [a for a in parse.ancestors(verb) if a >= first][:4]
    for a in above:
        for c in parse.children[a]:
            if c > end - 1 and c != verb and parse.deps[c] in _OUTER_CLAUSES:
                stop = min(stop, max(parse.subtree(c)[0], end))
    return stop


def _takes_back(page: Page, child: int) -> bool:
    """Whether a part of the verb of saying takes the word from the speaker. A coordinate clause with
    a subject of its own is still speech, unless it reports; so is what "but that" begins."""
    parse = page.parse
    dep = parse.deps[child]
    if dep == "cc":
        return not _subordinate(page, child + 1) and not _coordinate_speech(page, child)
    if dep == "conj":
        return not _subordinate(page, parse.subtree(child)[0]) and not _own_subject(page, child)
    because = dep == "advcl" and parse.lowers[parse.subtree(child)[0]] in _REASONS
    return not because and (dep in _ADJUNCTS or dep in _OUTER_CLAUSES)


def _coordinate_speech(page: Page, joint: int) -> bool:
    parse = page.parse
    head = parse.heads[joint]
    return any(c > joint and parse.deps[c] == "conj" and _own_subject(page, c) for c in parse.children[head])


def _own_subject(page: Page, verb: int) -> bool:
    parse = page.parse
    own = any(parse.deps[c] in ("nsubj", "nsubjpass", "expl") for c in parse.children[verb])
    return own and parse.lemmas[verb] not in lexicon().verbs


def _subordinate(page: Page, token: int) -> bool:
    return token < len(page.parse) and page.parse.lowers[token] in _SUBORDINATORS


def _next_report(page: Page, verb: int, clause: int, stop: int) -> int:
    """Where in a range another report begins: "; ...", ", adding ...", "and called it ...",
    ", though she noted ...". Words in quotation marks are passed over."""
    parse = page.parse
    for t in range(verb + 1, stop - 1):
        if page.inside[t] >= 0:
            continue
        word = parse.words[t]
        comma = word == "," or (word in MARKS and parse.words[t - 1] == ",")
        if comma and page.inside[t - 1] >= 0 and _but(page, t + 1, stop):
            return t
        if t <= clause:
            continue
        if word == ";":
            return t
        if not (comma or parse.tags[t] == "CC") or page.inside[t + 1] >= 0:
            continue
        n = t + 1
        if comma and parse.tags[n] == "CC":
            continue  # decided at the conjunction
        while n < stop and _skipped(page, n):
            n += 1
        against = parse.lowers[t + 1] in _THOUGH
        if n < stop and (
            _reports_again(page, verb, n, comma and not against) or _clause_reports(page, verb, n, stop)
        ):
            return t - 1 if parse.words[t - 1] == "," else t
    return stop


_THOUGH = frozenset({"though", "although"})


def _but(page: Page, token: int, stop: int) -> bool:
    """Whether what follows quoted words sets the reporter's own words against them: `"productive," but
    with Malta absent ...`."""
    return token + 1 < stop and page.parse.lowers[token : token + 2] == ["but", "with"]


def _skipped(page: Page, token: int) -> bool:
    """Words between a joint and the verb of a further report: adverbs, "though", "did not"."""
    parse = page.parse
    if parse.lemmas[token] == "do" and parse.deps[token] == "aux":
        return True
    return parse.tags[token] in ("RB", "IN") and parse.lowers[token] not in _INSIDE_NAMES


def _reports_again(page: Page, verb: int, n: int, comma: bool) -> bool:
    """Whether a verb of saying right behind a joint is the reporter's, not the speaker's."""
    parse = page.parse
    if parse.lemmas[n] not in lexicon().verbs and made_clear(parse, n) is None:
        return False
    if parse.tags[n] == "VBG":
        return comma
    if parse.tags[n] == "VB" and any(parse.lemmas[c] == "do" and c < n for c in parse.children[n]):
        return not comma
    by = verbs[parse.lemmas[n]].by if (verbs := lexicon().verbs) and parse.lemmas[n] in verbs else frozenset()
    kids = [c for c in parse.children[n] if c > n]
    takes = any(parse.deps[c] in _TAKEN or parse.lowers[c] in by for c in kids) or parse.heads[n] == verb
    same = parse.tags[n] == parse.tags[verb] or parse.tags[n] == tense(parse, verb)
    return not comma and takes and parse.tags[n] in FINITE and (same or parse.tags[verb] == "VBG")


def _clause_reports(page: Page, verb: int, n: int, stop: int) -> bool:
    """Whether a coordinated or subordinate clause is itself a report: ", and X warned that ..."."""
    parse = page.parse
    verbs = lexicon().verbs
    for t in range(n + 1, min(n + _SHORT_SUBJECT, stop)):
        if parse.words[t] == "," or page.inside[t] >= 0:
            return False
        if parse.tags[t] in ("VBD", "VBZ", "VBP"):
            if parse.lemmas[t] not in verbs or "that" not in verbs[parse.lemmas[t]].takes:
                return False
            own = any(c >= n and parse.deps[c] == "nsubj" for c in parse.children[t])
            deps = {parse.deps[c] for c in parse.children[t] if c > t}
            return own and ("ccomp" in deps or ("dobj" in deps and parse.tags[t] == parse.tags[verb]))
    return False


def _joint(page: Page, token: int) -> bool:
    """Whether a word only joins what follows: "and", "but"; not in "neither did and nor would"."""
    return page.parse.tags[token] == "CC" and page.parse.lowers[token] in ("and", "but", "or")


def behind_dateline(page: Page, first: int) -> int:
    """The token behind a dateline that begins a paragraph: "RUSE, May 3 (Meridian) — "."""
    parse = page.parse
    if first != page.paragraph(first)[0]:
        return first
    for t in range(first, min(first + _LONGEST_DATELINE, page.sentences[first][1] - 1)):
        if parse.words[t] in _DASHES and parse.ends[t - 1] < parse.starts[t]:
            agency = any(parse.words[k] == ")" for k in range(first, t))
            return t + 1 if agency or parse.words[first].isupper() else first
        if t > first and parse.words[t][0] in _DASHES and parse.words[t - 1] == ")":
            return t  # "(Meridian) -The port": glued
        if page.is_word(t) and not (parse.words[t][0].isupper() or parse.words[t][0].isdigit()):
            return first
    return first


_LONGEST_DATELINE = 12
_DASHES = frozenset({"-", "–", "—", "--", "―"})


def trimmed(page: Page, first: int, end: int) -> list[tuple[int, int]] | None:
    """A range without stops at its edges, and without marks there that pair outside it."""
    words = page.parse.words
    while first < end and (words[first] in _EDGES or words[first] in ")]"):
        first += 1
    while end > first and (words[end - 1] in _EDGES or words[end - 1] in "([" or _joint(page, end - 1)):
        end -= 1
    return [(first, end)] if end > first and page.has_words(first, end) else None
