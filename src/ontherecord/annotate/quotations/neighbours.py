# SPDX-License-Identifier: Apache-2.0
"""Neighbours: who stands where a speaker stands, when the parse gives a verb of saying no subject.

Comes in: a page and a verb. Goes out: the head token of the phrase right before it, between it and
the quoted words, or right behind it. Refuses: what cannot be a subject ("them", "last week").
Score: with the quotations, `python -m bench quotations` (right source among detected; wrong sources).
"""

from __future__ import annotations

from ontherecord.annotate.quotations.cues import lexicon
from ontherecord.annotate.quotations.page import Page
from ontherecord.annotate.quotations.subjects import NAME_TAGS, NOMINAL, passive

NOMINATIVE = frozenset({"he", "she", "they", "i", "we", "who", "it"})
_ACCUSATIVE = frozenset({"him", "them", "me", "us", "her"})
_BETWEEN = frozenset({"RB", "MD", "RBR"})


def neighbour(page: Page, verb: int) -> int | None:
    """The name or pronoun right before a verb, where the parse gave the verb no subject or one further
    off: no subject but this one can stand there."""
    parse = page.parse
    first, _ = page.sentences[verb]
    token = verb - 1
    while token >= first and _auxiliary(page, token):
        token -= 1
    if token < first or parse.tags[verb] not in ("VBD", "VBZ", "VBP", "VBN", "VB") or passive(parse, verb):
        return None
    if parse.lowers[token] in NOMINATIVE and parse.lowers[token] != "it":
        return token
    if page.is_word(token) and parse.poses[token] in ("PROPN", "NOUN") and parse.deps[token] == "nsubj":
        return token
    return None


def behind_marks(page: Page, verb: int) -> int | None:
    """The head of the noun phrase between a quoted region and its report, where the parse hung it
    elsewhere: `," Ramos, 58, told`."""
    parse = page.parse
    first, _ = page.paragraph(verb)
    token = verb - 1
    while token >= first and page.inside[token] < 0:
        token -= 1
    if token < first or (passive(parse, verb) and not _only_verb(page, token + 1, verb)):
        return None
    token += 1
    while token < verb and not page.is_word(token):
        token += 1
    if token >= verb or parse.poses[token] not in NOMINAL:
        return None
    head = token
    for above in parse.ancestors(token):
        if not token < above < verb or parse.poses[above] not in ("PROPN", "NOUN", "PRON"):
            break
        head = above
    return head


def _only_verb(page: Page, first: int, verb: int) -> bool:
    """Whether a verb taken for a participle is the report itself: nothing else between the quoted words
    and the end of the sentence is finite, and it has neither agent nor object: `," Peter Hale, tweeted`."""
    parse = page.parse
    _, end = page.sentences[verb]
    alone = not any(
        parse.tags[t] in ("VBD", "VBZ", "VBP", "MD") for t in range(first, end) if page.inside[t] < 0
    )
    taken = {parse.deps[c] for c in parse.children[verb]} & {"agent", "auxpass", "dobj", "oprd", "nsubjpass"}
    return alone and not taken and parse.tags[verb] == "VBN" and first <= parse.heads[verb] < verb


def nearest(page: Page, verb: int) -> int | None:
    """The head of the noun phrase that ends right before a finite verb, for want of a subject."""
    parse = page.parse
    first, _ = page.sentences[verb]
    token = verb - 1
    while token >= first and (parse.words[token] == "," or _auxiliary(page, token)):
        token -= 1
    if token < first or not _finite(page, verb) or passive(parse, verb):
        return None
    kinds = ("PROPN", "NOUN", "PRON") + (("NUM",) if token == verb - 1 else ())  # "4 in 10 say"; ", 58, said"
    if parse.poses[token] not in kinds or _no_subject(page, token):
        return None
    head = token
    for above in parse.ancestors(token):
        if not first <= above < verb or parse.poses[above] not in ("PROPN", "NOUN"):
            break
        if parse.deps[above] in _OBJECTS and parse.deps[head] in ("appos", "conj"):
            return head  # "At Ruse, Anna Kern, the mayor, said": taken for a gloss of Ruse
        head = above
    return head if parse.deps[head] not in _OBJECTS else _told_of(page, head, verb)


def of_coordinate(page: Page, verb: int) -> int | None:
    """Of "X rose and said ..." whoever stands right before "rose", where the parse gave that no subject."""
    parse = page.parse
    return nearest(page, parse.heads[verb]) if parse.deps[verb] == "conj" else None


_OBJECTS = frozenset({"pobj", "dobj"})


def _told_of(page: Page, token: int, verb: int) -> int | None:
    """Whom the words that end with an object describe: "Kern, who spoke after the vote, said"."""
    parse = page.parse
    for above in parse.ancestors(token):
        if above > token or page.sentences[verb][0] > above:
            break
        if parse.poses[above] in ("PROPN", "NOUN", "PRON") and parse.deps[above] not in _OBJECTS:
            return above
    return token if parse.words[verb - 1] != "," else None


def inverted(page: Page, verb: int) -> int | None:
    """The head of a noun phrase right behind a verb of saying that opens its clause: ", said Smith"."""
    parse = page.parse
    token = verb + 1
    first, end = page.sentences[verb]
    before = verb - 1
    while before >= first and _auxiliary(page, before):
        before -= 1
    if before >= first and page.is_word(before) and page.inside[before] == page.inside[verb]:
        return None
    if parse.tags[verb] == "VBG" or parse.lemmas[verb] in lexicon().telling:
        return None  # "telling reporters", "told Meridian": who is told
    if token < end and parse.poses[token] in ("PROPN", "NOUN", "PRON", "DET", "ADJ", "NUM"):
        head = token
        for above in parse.ancestors(token):
            if above <= verb or above >= end or parse.poses[above] not in ("PROPN", "NOUN"):
                break
            head = above
        named = parse.poses[head] in ("PROPN", "NOUN", "PRON", "NUM") and token not in page.times
        if named and not _no_subject(page, token):
            return head
    return None


def _auxiliary(page: Page, token: int) -> bool:
    """Adverbs and auxiliaries, which may stand between a verb and its subject."""
    return page.parse.tags[token] in _BETWEEN or page.parse.deps[token] in ("aux", "neg")


def _finite(page: Page, verb: int) -> bool:
    tags = page.parse.tags
    return tags[verb] in ("VBD", "VBZ", "VBP") or any(
        page.parse.deps[c] == "aux" and tags[c] != "TO" for c in page.parse.children[verb]
    )


def _no_subject(page: Page, token: int) -> bool:
    """Words that are no subject: "them", and times such as "last week"."""
    parse = page.parse
    timed = parse.deps[token] in ("npadvmod", "tmod") and parse.tags[token] not in NAME_TAGS
    return timed or parse.lowers[token] in _ACCUSATIVE
