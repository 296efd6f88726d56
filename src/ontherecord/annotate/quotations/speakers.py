# SPDX-License-Identifier: Apache-2.0
"""Speakers: the words that name who speaks, found from the cue.

Comes in: a page, a cue and what it reports. Goes out: a token range, or nothing where no word names
the speaker ("was told that ...", "it was reported"). Refuses: expletive "it" and "there", whoever is
only spoken to, and a word of what is reported.
Score: with the quotations, `python -m bench quotations` (right source among detected; wrong sources).
"""

from __future__ import annotations

from collections.abc import Sequence

from ontherecord.annotate.names.titles import is_title
from ontherecord.annotate.parse import Parse
from ontherecord.annotate.quotations.cues import Cue, lexicon
from ontherecord.annotate.quotations.introductions import DASHES, SIGNS, introduced_by, signature
from ontherecord.annotate.quotations.neighbours import (
    behind_marks,
    inverted,
    nearest,
    neighbour,
    of_coordinate,
)
from ontherecord.annotate.quotations.page import Page
from ontherecord.annotate.quotations.subjects import NAME_TAGS, of_noun, of_verb, quoted_as


def speaker(page: Page, cue: Cue, told: Sequence[tuple[int, int]] = ()) -> tuple[int, int] | None:
    """The tokens that name the speaker of a cue, or nothing. No word of what is `told` names him."""
    parse = page.parse
    if cue.kind == "dash":
        return signature(page, cue.token)
    if cue.kind == "colon":
        head = introduced_by(page, cue.token)
    elif cue.kind == "noun":
        head = of_noun(page, cue.token)
    elif cue.kind == "phrase":
        head = named_after(page, cue)[0]
    else:
        found = (rule(page, cue.token) for rule in _RULES)
        fits = (h for h in found if h is not None and page.inside[h] == page.inside[cue.token])
        head = next((h for h in fits if not any(a <= h < b for a, b in told)), None)
    if (
        head is None
        or parse.lowers[head] in ("there", "'s", "’s")
        or (parse.lowers[head] == "it" and not _stands(page, head))
    ):
        return None
    return phrase(page, _name_beside(page, head))


_RULES = (quoted_as, neighbour, of_verb, inverted, behind_marks, nearest, of_coordinate)


def _stands(page: Page, pronoun: int) -> bool:
    """Whether an "it" stands for what can speak: its sentence or the ones shortly before it name an
    organisation or a document."""
    parse = page.parse
    first, _ = page.sentences[pronoun]
    for _ in range(_IN_VIEW):
        first = page.sentences[first - 1][0] if first else first
    speaking = lexicon().media | lexicon().bodies
    return any(t in page.bodies or parse.lemmas[t].lower() in speaking for t in range(first, pronoun))


_IN_VIEW = 3
"""Sentences back in which what "it" stands for is still in view."""


def named_after(page: Page, cue: Cue) -> tuple[int | None, int]:
    """The head of the phrase behind "according to", and its end. A new determiner or pronoun begins
    another phrase, which the parse may have hung on the name: "according to Kern the port is open"."""
    parse = page.parse
    head = next((c for c in parse.children[cue.token] if parse.deps[c] == "pobj"), None)
    if head is None:
        return _run_behind(page, cue.end)
    end = parse.subtree(head)[-1] + 1
    for token in range(cue.end + 1, end):
        if parse.words[token - 1] == "," and parse.tags[token] == "IN" and parse.lowers[token] != "of":
            return head, token - 1
        if parse.tags[token] in _STARTS and parse.poses[token - 1] in ("NOUN", "PROPN"):
            return min(head, token - 1), token
    return head, end


def _run_behind(page: Page, first: int) -> tuple[int | None, int]:
    """The noun that ends the words from `first` to the next stop, and its end: the parse took one of them
    for a verb ("according to show insiders")."""
    parse = page.parse
    end = first
    while end < page.sentences[first - 1][1] and page.is_word(end) and parse.tags[end] != "IN":
        if end > first and parse.tags[end] in _STARTS:
            break
        end += 1
    nouns = parse.poses[end - 1] in ("NOUN", "PROPN", "PRON") and 0 < end - first <= _SHORT_NAME
    return (end - 1, end) if nouns else (None, first)


_SHORT_NAME = 6
"""Words of a name or description behind "according to"."""
_STARTS = frozenset({"DT", "PRP", "PRP$", "EX"})


def _name_beside(page: Page, head: int) -> int:
    """The name that stands in apposition to a description ("its foreign minister, Anna Kern, said"), and
    whoever stands behind a dateline."""
    parse = page.parse
    beside = [c for c in parse.children[head] if parse.deps[c] == "appos" and c > head]
    if parse.subtree(head)[0] == page.paragraph(head)[0]:
        for c in beside:
            if _after_dash(parse, parse.subtree(c)):
                return c  # "RUSE (Meridian) — Anna Kern": a dateline
    if parse.tags[head] in NAME_TAGS or parse.poses[head] == "PRON":
        return head
    for c in beside:
        if parse.tags[c] in NAME_TAGS and page.inside[c] == page.inside[head]:
            return c
    return _behind_offices(page, head)


def _behind_offices(page: Page, head: int) -> int:
    """The name that stands behind two offices ("founder and chief engineer Anna Kern said"), which the parse takes for somebody
    beside the first; else the head."""
    parse = page.parse
    kids = parse.children[head]
    if parse.tags[head] != "NN" or not is_title(parse.words[head]):
        return head
    if any(parse.deps[c] in ("det", "poss") or parse.words[c] == "," for c in kids):
        return head
    return next((c for c in kids if parse.deps[c] == "conj" and parse.tags[c] in NAME_TAGS), head)


def _after_dash(parse: Parse, below: Sequence[int]) -> bool:
    """Whether words stand behind a dash with a space before it, and not between two."""
    mark, behind = below[0] - 1, min(below[-1] + 1, len(parse) - 1)
    apart = parse.words[mark] in SIGNS and parse.ends[mark - 1] < parse.starts[mark]
    return apart and parse.words[behind] not in SIGNS


def phrase(page: Page, head: int) -> tuple[int, int]:
    """The noun phrase of a head without clauses and appositions behind it: first and end token."""
    parse = page.parse
    first, end = head, head + 1
    for c in parse.children[head]:
        if c < head and parse.deps[c] not in ("punct", "cc", "preconj", "advmod", "mark", "prep"):
            first = min(first, parse.subtree(c)[0])
        elif c > head and _belongs(parse, head, c):
            end = max(end, parse.subtree(c)[-1] + 1)
    for token in range(head - 1, first - 1, -1):
        spaced = parse.ends[token - 1] < parse.starts[token] and parse.ends[token] < parse.starts[token + 1]
        if parse.words[token] in DASHES and (parse.words[token] != "-" or spaced):
            first = token + 1  # a dateline or label before the name
            break
    while first < head and (not page.is_word(first) or page.inside[first] != page.inside[head]):
        first += 1
    while end > head + 1 and not page.is_word(end - 1) and parse.words[end - 1] != ")":
        end -= 1
    return first, end


def _belongs(parse: Parse, head: int, child: int) -> bool:
    dep = parse.deps[child]
    if dep in ("flat", "compound", "nummod") and child == head + 1:
        return True
    if parse.tags[head] in NAME_TAGS:
        return False
    return dep == "prep" and parse.lowers[child] in ("of", "for", "from", "in", "at", "with", "close", "on")
