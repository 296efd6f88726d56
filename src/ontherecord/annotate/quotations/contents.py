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

from ontherecord.annotate.parse import Parse
from ontherecord.annotate.quotations.complements import (
    infinitive,
    noun_clause,
    objects,
    prepositional,
    unagented,
)
from ontherecord.annotate.quotations.cues import Cue, lexicon, negated
from ontherecord.annotate.quotations.edges import FINITE, begin, behind_dateline, edge, trimmed
from ontherecord.annotate.quotations.introductions import SIGNS
from ontherecord.annotate.quotations.page import MARKS, Page
from ontherecord.annotate.quotations.speakers import named_after
from ontherecord.annotate.quotations.subjects import RELATIVE, passive, subject

Range = tuple[int, int]

_COMMAS = frozenset({",", "-", "–", "—", "--"})


Frame = Literal[
    "clause behind", "clause before", "infinitive", "object", "preposition", "noun", "phrase", "as"
]


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
            if "direct" in takes:  # a thought is seldom told in parenthesis
                yield "clause before", clause_before(page, cue.token)
            yield "as", as_reported(page, cue.token)
        if "to" in takes:
            yield "infinitive", infinitive(page, cue.token)
        if "object" in takes and not unagented(page.parse, cue.token):
            yield "object", objects(page, cue.token)
        if "by" in takes and not unagented(page.parse, cue.token):
            yield "preposition", prepositional(page, cue)


def clause_behind(page: Page, verb: int) -> list[Range] | None:
    """The clause a verb takes, where it stands behind it: "said (that) ..."."""
    parse = page.parse
    behind = [c for c in parse.children[verb] if c > verb]
    clauses = [c for c in behind if parse.deps[c] == "ccomp"] or [c for c in behind if _asked(page, verb, c)]
    if not clauses:
        return _unattached(page, verb) or _unmarked(page, verb)
    below = [t for t in parse.subtree(clauses[0]) if t > verb]
    first = begin(page, verb, below[0])
    stop = _marks_end(page, first, edge(page, verb, clauses[0], below[-1] + 1))
    behind_it = trimmed(page, first, stop)
    return (_condition(page, verb) + behind_it) if behind_it else None


def _marks_end(page: Page, first: int, stop: int) -> int:
    """Where words that begin with a clause in marks end: with its marks, unless another clause follows:
    `tweeted "we will stay" on Monday`."""
    n = page.inside[first]
    if n < 0 or first != page.outer[n].first or page.outer[n].end >= stop:
        return stop
    end, deps, tags = page.outer[n].end, page.parse.deps, page.parse.tags
    whole = any(tags[t] in FINITE for t in range(first, end)) and any(
        deps[t] in ("nsubj", "nsubjpass") for t in range(first, end)
    )
    return stop if not whole or any(tags[t] in FINITE for t in range(end, stop)) else end


def _condition(page: Page, verb: int) -> list[Range]:
    """A condition at the head of the sentence belongs to what is said: "If it rains, she said, we stay"."""
    parse = page.parse
    first, _ = page.sentences[verb]
    before = block(page, verb)[0] - 1
    if parse.lowers[first] != "if" or before <= first or parse.words[before] != ",":
        return []
    return trimmed(page, first, before) or []


def _asked(page: Page, verb: int, child: int) -> bool:
    """A question the parse took for a condition: "asked workers if they came", "did not say when ..."."""
    if page.parse.deps[child] != "advcl":
        return False
    word = lexicon().verbs.get(page.parse.lemmas[verb])
    first = page.parse.subtree(child)[0]
    opens = page.parse.lowers[first]
    asks = word is not None and word.force == "asked" and opens in ("if", "whether")
    return asks or (first == verb + 1 and opens in _QUESTIONS and negated(page.parse, verb))


def _unattached(page: Page, verb: int) -> list[Range] | None:
    """A clause behind a verb that the parse hung elsewhere: what follows begins like one, without a
    comma before it, and holds a finite verb."""
    parse = page.parse
    _, end = page.sentences[verb]
    first = _that(page, verb, end)
    if first is None:
        first = verb + 1
        if first >= end or parse.tags[first] not in _SUBJECT_TAGS or not finite(page, verb):
            return None
        thing = (
            parse.deps[first] in ("dobj", "det", "amod", "poss")
            and parse.lemmas[verb] not in lexicon().addressing
        )
        if thing and any(
            parse.deps[c] == "dobj" and parse.subtree(c)[0] == first for c in parse.children[verb]
        ):
            return None
    stop = edge(page, verb, first, first + 1)
    told = parse.heads[first] if parse.lowers[first] in ("that", "whether") else -1
    verbs = (t for t in range(first + 1, stop) if parse.tags[t] in FINITE)
    if not any(t == told or parse.deps[t] not in _DEPENDENT for t in verbs):
        return None
    return trimmed(page, first, stop)


def _unmarked(page: Page, verb: int) -> list[Range] | None:
    """A clause behind a verb that the parse took for one that says when or why, though no word says so:
    "said at the congress this week he would not go"."""
    parse = page.parse
    for c in parse.children[verb]:
        below = parse.children[c]
        who = [b for b in below if verb < b < c and parse.deps[b] in ("nsubj", "nsubjpass")]
        joined = any(parse.deps[b] == "mark" or parse.tags[b] == "WRB" for b in below)
        if parse.deps[c] == "advcl" and who and not joined and finite(page, c):
            first = parse.subtree(who[0])[0]
            if any(parse.words[t] in _COMMAS or parse.words[t] == "(" for t in range(verb, first + 1)):
                return None
            return trimmed(page, first, edge(page, verb, c, parse.subtree(c)[-1] + 1))
    return None


def _that(page: Page, verb: int, end: int) -> int | None:
    """The conjunction "that" or "whether" behind a verb and its addressee, before any other clause."""
    parse = page.parse
    for t in range(verb + 1, min(verb + _FAR, end - 1)):
        if (
            parse.tags[t] in FINITE
            or parse.words[t] in (",", ";", ":")
            or page.inside[t] != page.inside[verb]
        ):
            return None
        begins = (
            parse.tags[t] == "IN" or parse.deps[t] == "mark" or _heard(page, verb, t) or _doubled(parse, t)
        )
        if parse.lowers[t] in ("that", "whether") and begins:
            return t
    return None


def _heard(page: Page, verb: int, that: int) -> bool:
    """Whether "that" behind an addressee begins a clause, though the parse took it for a relative one:
    a subject follows, so "that" is none."""
    parse = page.parse
    hears = parse.lemmas[verb] in lexicon().addressing
    return hears and parse.deps[that] not in ("nsubj", "nsubjpass") and parse.tags[that + 1] in _SUBJECT_TAGS


def _doubled(parse: Parse, that: int) -> bool:
    """Whether a clause has a subject besides "that", which then is none: "said at a briefing that Ruse is ..."."""
    kids = parse.children[parse.heads[that]]
    return parse.deps[that] == "nsubj" and any(c > that and parse.deps[c] == "nsubj" for c in kids)


_FAR = 15
"""Tokens of addressee, time and place that may stand between a verb and its clause."""
_QUESTIONS = frozenset({"if", "whether", "when", "where", "how", "why", "what"})
_DEPENDENT = frozenset({"relcl", "advcl", "acl"})
_SUBJECT_TAGS = frozenset({"PRP", "NNP", "NNPS", "EX", "DT", "NN", "NNS", "JJ", "PRP$", "CD"})


def clause_before(page: Page, verb: int) -> list[Range] | None:
    """The clause a verb takes, where it stands before it or round it: "..., Smith said(, ...)"."""
    parse = page.parse
    first, end = page.sentences[verb]
    if not finite(page, verb) or _relative(page, verb) or passive(parse, verb):
        return None
    block_first, block_end = block(page, verb)
    before = block_first - 1
    if block_first == first and _asked_behind_dash(page, first):
        return trimmed(page, page.paragraph(verb)[0] + 1, block_first)
    while before >= first and parse.words[before] in MARKS:
        before -= 1
    if before <= first or parse.words[before] not in _COMMAS:
        return None
    if block_end < end and page.is_word(block_end) and parse.lowers[block_end] not in _WHILE:
        return None
    opens = behind_dateline(page, first)
    if parse.lowers[before - 1] in RELATIVE and parse.tags[before - 1] in ("WDT", "WP"):
        opens = before - 1  # "the port, which, Kern said, was open": what is said is of "which"
    left, right = trimmed(page, opens, before), None
    goes = block_end + 1 < end and parse.words[block_end] in _COMMAS
    behind = block_end + 1
    while behind < end and parse.words[behind] in MARKS:
        behind += 1
    again = behind < end and page.inside[behind] < 0 and _cue_again(page, verb, behind)
    if goes and behind < end and not again:
        right = trimmed(page, block_end + 1, end)
    told = any(parse.deps[c] == "ccomp" and c < verb for c in parse.children[verb])
    if _clause_of_headline(page, verb, first, before):
        return (left or []) + (right or []) or None
    if _is_clause(page, first, before) or told:
        return None if _depends(page, verb, first) else (left or []) + (right or []) or None
    goes_on = right and _is_clause(page, block_end, end)
    begun = right and (parse.tags[right[0][0]] in FINITE or not _depends(page, verb, first))
    return (left or []) + (right or []) if goes_on and begun else None


def _asked_behind_dash(page: Page, first: int) -> bool:
    """Whether the first token of a sentence begins the report of what stands before it, in a paragraph whose dash
    marks words spoken: "– When will it open? asked Kern."."""
    parse = page.parse
    start, _ = page.paragraph(first)
    dashed = first - start > 1 and parse.words[start] in SIGNS and parse.ends[start] < parse.starts[start + 1]
    return dashed and parse.words[first - 1] in ("?", "!") and parse.words[first][0].islower()


def _clause_of_headline(page: Page, verb: int, first: int, before: int) -> bool:
    """Whether a headline begins with what is said, which needs no finite verb there: "Port to open, minister says"."""
    if page.parse.tags[first] in ("IN", "WRB", "VBN", "VBG") or not page.in_headline(verb):
        return False
    return sum(page.is_word(t) for t in range(first, before)) >= _LEAST_OF_HEADLINE


_LEAST_OF_HEADLINE = 3
"""Words of what a headline says before its report."""


def _relative(page: Page, verb: int) -> bool:
    """Whether a verb describes the noun before it, and is no report in parenthesis: ", who asked for help,"."""
    parse = page.parse
    return any(c < verb and parse.lowers[c] in RELATIVE for c in parse.children[verb])


_WHILE = frozenset({"as", "after", "while", "when", "before", "during", "because", "since", "once"})
"""Words that begin when or why a report was made: ", she told them as they left"."""


def as_reported(page: Page, verb: int) -> list[Range] | None:
    """What a clause with "as" vouches for: the sentence without it: "As Kern noted, the port is open"."""
    parse = page.parse
    first, end = page.sentences[verb]
    begin_at, stop = block(page, verb)
    opens = begin_at - 1
    if opens < first or parse.lowers[opens] != "as" or not finite(page, verb):
        return None
    if opens > first and parse.words[opens - 1] == ":":
        first = opens
    if opens > first and parse.words[opens - 1] not in _COMMAS:
        return None
    hears = parse.lemmas[verb] in lexicon().addressing
    taken = ("ccomp", "oprd", "xcomp") if hears else ("dobj", "ccomp", "oprd", "xcomp")
    if any(parse.deps[c] in taken and c > verb for c in parse.children[verb]):
        return None
    if stop < end and page.is_word(stop):
        return None
    return _without(page, (first, end), opens, stop)


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
    who = subject(parse, verb)
    for c in parse.children[verb]:
        if parse.deps[c] == "nsubj" and c != who:
            continue  # "recipients, said Mauer, are ..."
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


def rest_of_sentence(page: Page, cue: Cue) -> list[Range] | None:
    """What "according to X" vouches for: the sentence without the phrase."""
    first, end = page.sentences[cue.token]
    about = page.parse.heads[cue.first]
    if page.parse.deps[about] == "relcl" and page.parse.subtree(about)[0] < cue.first:
        below = page.parse.subtree(about)  # "Voss, who, according to Kern, had gone, ..."
        first, end = max(first, below[0]), min(end, below[-1] + 1)
    return _without(page, (first, end), cue.first, min(named_after(page, cue)[1], end))


def _without(page: Page, sentence: Range, first: int, end: int) -> list[Range] | None:
    """A sentence without a report in its middle or at an edge; only what stands before it where no
    comma ends it."""
    opens = behind_dateline(page, sentence[0])
    left = trimmed(page, opens, first) if page.has_words(opens, first) else None
    words = page.parse.words
    if left is None and words[end] == "," and _cue_again(page, first, end + 1):  # ", quoting an agency, ..."
        end = next((t for t in range(end + 1, sentence[1]) if words[t] == "," and page.inside[t] < 0), end)
    right = trimmed(page, end, sentence[1]) if page.has_words(end, sentence[1]) else None
    if left and right and words[end] != ",":
        return left
    return (left or []) + (right or []) or None
