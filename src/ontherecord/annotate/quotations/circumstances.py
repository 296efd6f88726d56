# SPDX-License-Identifier: Apache-2.0
"""Circumstances of a report: to whom, through what, and whether it was made at all.

Comes in: a page and a cue. Goes out: the words of the addressee ("reporters", "CNN"), of the medium
("in a post on X") and of the place ("aboard the ferry"), and whether the report is denied or supposed.
Refuses: an addressee for a verb that takes none.
Score: none of its own; `tests/annotate/test_quotations.py`.
"""

from __future__ import annotations

from ontherecord.annotate.quotations.cues import Cue, hypothetical, lexicon, negated
from ontherecord.annotate.quotations.page import Page
from ontherecord.annotate.quotations.speakers import phrase
from ontherecord.annotate.quotations.subjects import NAME_TAGS, passive, subject

_CHANNELS = frozenset({"in", "on", "during", "via", "through", "at", "aboard", "by"})
_WITHHELD = frozenset({"refuse", "decline", "fail", "stop", "avoid", "hesitate"})


def addressee(page: Page, cue: Cue, speaker: tuple[int, int] | None) -> str | None:
    """The words for who was spoken to: "told reporters", "said to the council"; never the speaker."""
    if cue.kind == "colon":
        return _before_colon(page, cue, speaker)
    if cue.kind != "verb":
        return None
    parse = page.parse
    if passive(parse, cue.token):
        head = next((c for c in parse.children[cue.token] if parse.deps[c] == "nsubjpass"), None)
        return _words(page, head) if cue.lemma in lexicon().addressing else None
    for c in parse.children[cue.token]:
        if c < cue.token or page.inside[c] != page.inside[cue.token]:
            continue
        if speaker and speaker[0] <= c < speaker[1]:
            continue
        heard = parse.deps[c] in ("dobj", "dative") and cue.lemma in lexicon().addressing
        if heard and (_someone(page, c) or (cue.lemma in lexicon().telling and _is_body(page, c))):
            return _words(page, c)
        towards = _behind_to(page, c)
        if towards is not None:
            return _words(page, towards)
    speaking = (v for v in _circumstantial(page, cue) if parse.lemmas[v] in lexicon().verbs)
    behind = (_behind_to(page, c) for v in speaking for c in parse.children[v])
    return _words(page, next((heard for heard in behind if heard is not None), None))


def _before_colon(page: Page, cue: Cue, speaker: tuple[int, int] | None) -> str | None:
    """Who stands between the speaker and a colon: "Voss to Orlov: leave the port"."""
    if speaker is None or cue.token - speaker[1] not in _LENGTHS or page.parse.lowers[speaker[1]] != "to":
        return None
    start, end = page.span(speaker[1] + 1, cue.token)
    return page.text[start:end]


_LENGTHS = range(2, 6)
"""Tokens of "to" and a name before a colon."""


def _behind_to(page: Page, preposition: int) -> int | None:
    """Who stands behind "to": "said to the council"."""
    parse = page.parse
    if parse.lowers[preposition] != "to" or parse.deps[preposition] not in ("prep", "dative"):
        return None
    heads = [k for k in parse.children[preposition] if parse.deps[k] == "pobj"]
    return heads[0] if heads and _someone(page, heads[0]) else None


def _someone(page: Page, head: int) -> bool:
    """Whether a noun may be spoken to: a name, a pronoun, a plural or definite noun."""
    parse = page.parse
    if parse.tags[head] in NAME_TAGS or parse.poses[head] == "PRON" or parse.tags[head] == "NNS":
        return parse.lowers[head] not in ("it", "that", "this", "what", "which")
    said = parse.lemmas[head] in lexicon().nouns or parse.lemmas[head] in ("question", "media")
    return not said and any(parse.deps[c] in ("det", "poss") for c in parse.children[head])


def _is_body(page: Page, head: int) -> bool:
    """Whether a noun without an article names an organisation: "told parliament"."""
    return page.parse.lemmas[head].lower() in lexicon().bodies


def medium(page: Page, cue: Cue) -> str | None:
    """The words for the document or channel: "in a statement", "on Telegram", "during a rally"."""
    if cue.kind != "verb":
        return None
    parse = page.parse
    verbs = (cue.token, *_circumstantial(page, cue), *_told_in_marks(page, cue))
    for c in (c for verb in verbs for c in parse.children[verb]):
        if (
            page.inside[c] != page.inside[cue.token]
            or parse.deps[c] != "prep"
            or parse.lowers[c] not in _CHANNELS
        ):
            continue
        for head in parse.children[c]:
            same = page.inside[head] == page.inside[c]
            if same and parse.deps[head] == "pobj" and parse.lemmas[head].lower() in lexicon().media:
                below = [t for t in parse.subtree(head) if page.inside[t] == page.inside[head]]
                start, end = page.span(min(c, head), max(_before_clause(page, head, below[-1] + 1), head + 1))
                return page.text[start:end]
    return None


def place(page: Page, cue: Cue) -> str | None:
    """The words for where it was said: "in Oslo", "aboard the ferry": of the report, of whoever heard it, or of
    the participle before it."""
    if cue.kind != "verb":
        return None
    parse = page.parse
    verbs = (cue.token, *_circumstantial(page, cue))
    heard = [c for v in verbs for c in parse.children[v] if parse.deps[c] in ("dobj", "dative", "prep")]
    heard += [
        k for c in heard if parse.deps[c] == "prep" for k in parse.children[c] if parse.deps[k] == "pobj"
    ]
    near = [c for head in (*verbs, *heard) for c in parse.children[head] if parse.deps[c] == "prep"]
    for c in sorted(near):
        if page.inside[c] != page.inside[cue.token] or parse.lowers[c] not in _WHERE:
            continue
        head = next((k for k in parse.children[c] if parse.deps[k] == "pobj"), None)
        if head is not None and (parse.lowers[c] in _ABOARD or head in page.places):
            start, end = page.span(c, phrase(page, head)[1])
            return page.text[start:end]
    return None


_ABOARD = frozenset({"aboard", "inside", "outside"})
_WHERE = _ABOARD | {"in", "at", "from", "near"}
"""Prepositions of place; behind the first three any noun is one."""


def _circumstantial(page: Page, cue: Cue) -> list[int]:
    """Participles before a report that say how it was made: "Writing on X, Voss said"."""
    parse = page.parse
    kids = (
        c for c in parse.children[cue.token] if c < cue.token and page.inside[c] == page.inside[cue.token]
    )
    return [c for c in kids if parse.deps[c] == "advcl" and parse.tags[c] == "VBG"]


def _told_in_marks(page: Page, cue: Cue) -> list[int]:
    """Verbs in marks that a report takes; what hangs on them outside the marks is the reporter's:
    `wrote "we will stay" in a letter`."""
    parse = page.parse
    told = (c for c in parse.children[cue.token] if c > cue.token and parse.deps[c] == "ccomp")
    return [c for c in told if page.inside[c] != page.inside[cue.token]]


def _before_clause(page: Page, head: int, end: int) -> int:
    """The end of a phrase without clauses, appositions, times and places behind its head."""
    parse = page.parse
    for c in parse.children[head]:
        if c > head and (
            parse.deps[c] in _LOOSE or (parse.deps[c] == "prep" and not _names_channel(page, c))
        ):
            return min(end, parse.subtree(c)[0])
    return end


_LOOSE = frozenset({"relcl", "acl", "appos", "punct", "conj", "cc", "npadvmod"})


def _names_channel(page: Page, preposition: int) -> bool:
    """Whether a phrase says whose or which channel it is: "with CNN", "on Telegram"; not "on Monday"."""
    parse = page.parse
    if parse.lowers[preposition] in ("with", "of", "by", "for", "to", "from"):
        return True
    return any(parse.lemmas[c].lower() in lexicon().media for c in parse.children[preposition])


def _words(page: Page, head: int | None) -> str | None:
    if head is None:
        return None
    start, end = page.span(*phrase(page, head))
    return page.text[start:end]


def denied(page: Page, cue: Cue) -> bool:
    """Whether the report says that nothing was said: "did not say whether", "declined to say"."""
    above = page.parse.heads[cue.token]
    withheld = page.parse.deps[cue.token] == "xcomp" and page.parse.lemmas[above] in _WITHHELD
    unsaid = page.parse.deps[cue.token] == "pcomp" and page.parse.lowers[above] == "without"
    return cue.kind == "verb" and (
        withheld or unsaid or _by_nobody(page, cue) or negated(page.parse, cue.token)
    )


def _by_nobody(page: Page, cue: Cue) -> bool:
    """Whether the subject of a report names none: "nobody said", "no official has said", "neither of them said"."""
    parse = page.parse
    who = subject(parse, cue.token)
    if who is None:
        return False
    return parse.lowers[who] in _NOBODY or any(parse.lowers[c] in _NOBODY for c in parse.children[who])


_NOBODY = frozenset({"nobody", "none", "neither", "no", "no-one"})


def supposed(page: Page, cue: Cue) -> bool:
    """Whether the report lies ahead or is a supposition: "would say", "will announce"."""
    return cue.kind == "verb" and (
        hypothetical(page.parse, cue.token) or _expected(page, cue) or _conditional(page, cue)
    )


def _expected(page: Page, cue: Cue) -> bool:
    """Whether a report is only expected or meant: "is expected to say", "plans to announce", "likely to say"."""
    parse = page.parse
    above = parse.heads[cue.token]
    meant = parse.lemmas[above].lower() in lexicon().ahead
    return parse.deps[cue.token] in ("xcomp", "advcl", "acl") and parse.tags[cue.token] == "VB" and meant


def _conditional(page: Page, cue: Cue) -> bool:
    """Whether a report is a condition: "if Voss says ...", "unless they say ...", "had Voss said ..."."""
    parse = page.parse
    kids = parse.children[cue.token]
    if parse.deps[cue.token] != "advcl":
        return False
    marked = any(parse.deps[c] == "mark" and parse.lowers[c] in ("if", "unless") for c in kids)
    who = subject(parse, cue.token)
    turned = any(
        parse.deps[c] == "aux" and parse.lowers[c] == "had" and who is not None and c < who for c in kids
    )
    return marked or turned
