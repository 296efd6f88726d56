# SPDX-License-Identifier: Apache-2.0
"""Subjects: who does what a verb or noun of saying says, by the grammar of its sentence.

Comes in: a page and a verb or noun. Goes out: the head token of a phrase: the subject, the agent
behind "by", the subject of the verb it hangs on, the owner of a noun. Refuses: whoever is only spoken
to ("was told that ..."), and expletives.
Score: with the quotations, `python -m bench quotations` (right source among detected; wrong sources).
"""

from __future__ import annotations

from ontherecord.annotate.parse import Parse
from ontherecord.annotate.quotations.cues import lexicon
from ontherecord.annotate.quotations.page import MARKS, Page

NAME_TAGS = frozenset({"NNP", "NNPS"})
RELATIVE = frozenset({"who", "which", "that"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ"})
_BORROWS = frozenset({"conj", "xcomp", "advcl", "ccomp", "pcomp", "dep", "prep", "acomp", "pobj", "dobj"})
"""Relations through which a verb without a subject borrows that of the verb above it."""
_MOST_STEPS = 6
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def of_verb(page: Page, verb: int) -> int | None:
    """The head of the phrase that does what a verb says: its subject, the agent behind "by" where
    it is passive, else the subject of the verb it hangs on."""
    parse = page.parse
    if passive(parse, verb):
        return agent(parse, verb)
    if (told_of := _told_of_whom(page, verb)) is not None:
        return told_of
    here = _reporter(page, verb)
    for _ in range(_MOST_STEPS):
        subjects = ("nsubj", "nsubjpass") if here == verb else ("nsubj",)  # no passive: "he's said"
        found = [c for c in parse.children[here] if parse.deps[c] in subjects]
        if found:
            return _nominal(parse, found, here)
        if here == verb and (against := _set_against(parse, verb)) is not None:
            return subject(parse, against)
        if here != verb and passive(parse, here):
            return next((c for c in parse.children[here] if parse.deps[c] == "nsubjpass"), None)
        if here == verb and parse.deps[here] == "advcl" and parse.tags[here] in _FINITE:
            return None  # "as Malta and Norway said": it has a subject of its own, which the parse missed
        dep, above = _hangs(page, here)
        if dep in ("acl", "relcl", "amod") and parse.poses[above] in NOMINAL and parse.poses[here] == "ADJ":
            return above  # "donors intent on deciding"
        if dep in ("acl", "relcl") and parse.poses[above] in NOMINAL:
            return _described(page, here, above)
        if dep not in _BORROWS or page.inside[above] != page.inside[verb]:
            return None
        owner = next((c for c in parse.children[here] if parse.deps[c] == "poss"), None)
        if dep == "pobj" and owner is not None:
            return owner
        controlled = _controller(page, here, above)
        if controlled is not None:
            return controlled
        here = _coordinate(page, here) if dep == "conj" else above
    return None


def _told_of_whom(page: Page, verb: int) -> int | None:
    """The name before a clause with "whom" that ends right before a verb of saying, which the parse took into the
    clause: "Kern, whom the council named in May, said ..."."""
    parse = page.parse
    who = next((c for c in parse.children[verb] if parse.lowers[c] in ("whom", "who") and c < verb), None)
    if (
        parse.deps[verb] != "relcl"
        or who is None
        or parse.words[verb - 1] != ","
        or parse.words[who - 1] != ","
    ):
        return None
    between = any(parse.poses[t] == "VERB" for t in range(who + 1, verb))
    others = any(parse.deps[c] == "nsubj" and who < c < verb for c in parse.children[verb])
    return parse.heads[verb] if between and others else None


def _set_against(parse: Parse, verb: int) -> int | None:
    """The report before a verb that a "though" sets against it, where the parse made that its clause: "Kern
    hinted he might go, though did not say when"."""
    kids = parse.children[verb]
    if not any(parse.deps[c] == "mark" and parse.lowers[c] in ("though", "although") for c in kids):
        return None
    return next((c for c in kids if c < verb and parse.deps[c] == "ccomp"), None)


def subject(parse: Parse, verb: int) -> int | None:
    """A verb's own subject."""
    found = [c for c in parse.children[verb] if parse.deps[c] == "nsubj"]
    return _nominal(parse, found, verb) if found else None


def _hangs(page: Page, verb: int) -> tuple[str, int]:
    """How and on what a verb hangs. A participle that the parse hung into words in marks before or behind
    it hangs on what reports those: `he was "never asked," claiming that ...`."""
    parse = page.parse
    dep, above = parse.deps[verb], parse.heads[verb]
    if parse.lowers[verb] in ("aside", "apart"):
        return "prep", above  # "aside from saying that ..."
    while (
        parse.tags[verb] == "VBG" and page.inside[above] != page.inside[verb] and parse.heads[above] != above
    ):
        dep, above = "advcl", parse.heads[above]
    return dep, above


def quoted_as(page: Page, verb: int) -> int | None:
    """Whom another quotes: "the agency quoted Kern as saying", "Kern was cited by the agency as saying"; the
    verb is either of the two."""
    parse = page.parse
    if parse.deps[verb] == "pcomp" and parse.lowers[parse.heads[verb]] == "as":
        verb = parse.heads[parse.heads[verb]]
    if not saying_behind_as(parse, verb):
        return None
    kids = parse.children[verb]
    return next((c for c in kids if parse.deps[c] in ("nsubjpass", "dobj")), None)


def saying_behind_as(parse: Parse, verb: int) -> bool:
    """Whether "as saying" stands behind a verb of saying, which then hands on what another said."""
    handed = (c for c in parse.children[verb] if parse.deps[c] == "prep" and parse.lowers[c] == "as")
    return any(
        parse.tags[k] == "VBG" and parse.lemmas[k] in lexicon().verbs
        for c in handed
        for k in parse.children[c]
    )


def antecedent(parse: Parse, pronoun: int) -> int | None:
    """The noun that a relative pronoun stands for: "Kern, who said ...", "officials who came and said"."""
    if parse.lowers[pronoun] not in RELATIVE:
        return None
    for here in parse.ancestors(pronoun):
        if parse.deps[here] == "relcl" and parse.heads[here] < pronoun:
            return parse.heads[here]
    return None


def passive(parse: Parse, verb: int) -> bool:
    """Whether a verb tells what was done to its subject: "was told", "when asked", "a user called X"."""
    deps = [parse.deps[c] for c in parse.children[verb]]
    if "nsubjpass" in deps or "auxpass" in deps:
        return not _has_said(parse, verb)
    if "ccomp" in deps and parse.deps[verb] == "acl":
        return False  # "a poll found that": the tag or the link is wrong
    bare = parse.tags[verb] == "VBN" and "aux" not in deps and "nsubj" not in deps
    if parse.tags[verb] == "VBD" and parse.deps[verb] == "acl" and "nsubj" not in deps:
        return verb + 1 >= len(parse) or parse.words[verb + 1] not in MARKS  # no finite verb hangs so
    if parse.deps[verb] == "conj" and not {"aux", "nsubj", "dobj", "dative"} & set(deps):
        told = bare or (parse.tags[verb] == "VBD" and parse.lemmas[verb] in lexicon().telling)
        if told and parse.heads[verb] < verb:
            return passive(parse, parse.heads[verb])  # "was hauled in and told"
    return bare and parse.deps[verb] in ("acl", "advcl", "relcl", "amod")


def _has_said(parse: Parse, verb: int) -> bool:
    """Whether "'s" is "has": "he's said he will go"."""
    kids = parse.children[verb]
    short = any(parse.deps[c] == "auxpass" and parse.lowers[c] in ("'s", "’s") for c in kids)
    someone = any(parse.deps[c] == "nsubjpass" and parse.lowers[c] != "it" for c in kids)
    return short and someone and any(parse.deps[c] == "ccomp" and c > verb for c in kids)


def agent(parse: Parse, verb: int) -> int | None:
    """The noun behind "by" of a passive verb."""
    for c in parse.children[verb]:
        if parse.deps[c] == "agent" or (parse.deps[c] == "prep" and parse.lowers[c] == "by"):
            for below in parse.children[c]:
                if parse.deps[below] == "pobj":
                    return below
    return None


def _nominal(parse: Parse, found: list[int], verb: int) -> int | None:
    """Of several subjects the one next to the verb that is a noun or pronoun; "it" only if alone."""
    found = [c for c in found if parse.words[c][-1].isalnum() or parse.words[c][-1] in ".%"]
    nominal = [c for c in found if parse.poses[c] in NOMINAL and parse.lowers[c] not in ("it", "there")]
    nominal = nominal or [c for c in found if parse.lowers[c] == "it" or len(found) == 1]
    return min(nominal, key=lambda c: (abs(c - verb), c)) if nominal else None


def _reporter(page: Page, verb: int) -> int:
    """The verb whose subject speaks. Where a verb of saying without a subject was hung into the words
    that another one reports (", adding that ...", "and said ..."), it is that other one."""
    parse = page.parse
    own = any(parse.deps[c] in ("nsubj", "nsubjpass") for c in parse.children[verb])
    trailing = parse.tags[verb] == "VBG" and parse.deps[verb] in ("advcl", "conj", "ccomp", "dep")
    joined = parse.deps[verb] == "conj" and parse.tags[verb] in ("VBD", "VBZ")
    if own or not (trailing or joined):
        return verb
    if trailing and (verb == 0 or parse.words[verb - 1] != ","):
        return verb
    first, _ = page.sentences[verb]
    chosen = verb
    inside = False
    here = verb
    for above in parse.ancestors(verb):
        if above < first:
            break
        inside = inside or (parse.deps[here] == "ccomp" and here < verb)
        says = parse.lemmas[above] in lexicon().verbs and parse.tags[above][:2] == "VB"
        if above < verb and inside and says and (trailing or parse.tags[above] == parse.tags[verb]):
            chosen = above
        here = above
    return chosen


def _coordinate(page: Page, verb: int) -> int:
    """The verb that a finite verb without a subject is coordinated with: the one above it, or where
    that has another tense, the next one further up that has the same: "X, who was there, and said"."""
    parse = page.parse
    above = parse.heads[verb]
    first, _ = page.sentences[verb]
    own = tense(parse, verb)
    if own is None or tense(parse, above) == own:
        return above
    for higher in parse.ancestors(above):
        if higher < first:
            break
        if parse.tags[higher][:2] == "VB" and tense(parse, higher) == own and higher < verb:
            return higher
    return above


def tense(parse: Parse, verb: int) -> str | None:
    """The tense of a verb or of its auxiliary; nothing where neither is finite."""
    finite = [t for t in (*parse.children[verb], verb) if t <= verb and parse.tags[t] in _FINITE]
    finite = [t for t in finite if t == verb or parse.deps[t] in ("aux", "auxpass")]
    if not finite:
        return None
    tag = parse.tags[finite[0]]
    return "present" if tag in ("VBZ", "VBP") else tag


def _described(page: Page, verb: int, noun: int) -> int | None:
    """Who speaks where a verb describes a noun: "a statement saying", "his pledge to say", and behind
    a comma ("made a third attempt, writing") whoever does what the noun hangs on."""
    parse = page.parse
    if parse.tags[verb] == "VB":
        return _owner(page, noun)
    if parse.tags[verb] not in ("VBG", "VBN"):
        return None
    apart = parse.words[verb - 1] == "," and parse.deps[noun] in ("dobj", "pobj")
    if apart and parse.tags[noun] not in NAME_TAGS and parse.lemmas[noun] not in lexicon().media:
        above = _verb_above(parse, noun)
        return noun if above is None else of_verb(page, above)
    return _issuer(page, noun)


def _owner(page: Page, noun: int) -> int | None:
    """Whose plan or failure it is: "his failure to say", "X mounted a campaign to condemn"."""
    parse = page.parse
    owner = next((c for c in parse.children[noun] if parse.deps[c] == "poss"), None)
    if owner is not None or parse.deps[noun] != "dobj":
        return owner
    return of_verb(page, parse.heads[noun])


def _controller(page: Page, verb: int, above: int) -> int | None:
    """Who does what a verb without a subject says, where that is not who does what the verb above it says:
    "urged him to say", "tricked Kern into saying", "footage of Kern saying"; not "used it to say"."""
    parse = page.parse
    named = _named_before(page, verb) if parse.tags[verb] == "VBG" else None
    if named is not None:
        return named
    dep = parse.deps[verb]
    governs = parse.heads[above] if dep == "pcomp" and parse.lowers[above] in _CONTROLLING else above
    if governs == above and (dep != "xcomp" or parse.lemmas[above] in lexicon().instruments):
        return None
    held = (c for c in parse.children[governs] if parse.deps[c] == "dobj" and c < verb)
    held = (c for c in held if parse.lowers[c] != "it")
    return next((c for c in held if dep == "xcomp" or parse.poses[c] in ("PROPN", "PRON")), None)


_CONTROLLING = frozenset({"into", "from", "for", "of"})
"""Prepositions through which an object does what a participle says: "blamed him for saying"."""


def _named_before(page: Page, participle: int) -> int | None:
    """The name right before a participle, where that does it: "the sight of Anna Kern asking"; not "said
    in Ruse, asking", "spoke in Ruse asking"."""
    parse = page.parse
    token = participle - 1
    while token > 0 and parse.tags[token] == "RB":
        token -= 1
    if parse.tags[token] not in NAME_TAGS or page.inside[token] != page.inside[participle]:
        return None
    above = parse.heads[token]
    return token if parse.deps[token] == "pobj" and parse.lowers[above] in _SHOWING else None


_SHOWING = frozenset({"of", "about", "with", "like"})


def _verb_above(parse: Parse, token: int) -> int | None:
    return next((a for a in parse.ancestors(token) if parse.tags[a][:2] == "VB"), None)


def _issuer(page: Page, noun: int) -> int:
    """Of "X issued a statement saying ...", "X filed papers opposing ..." and "X said at a conference
    announcing ..." X; else the noun itself."""
    parse = page.parse
    above = parse.heads[noun]
    issued = parse.deps[noun] == "dobj" and parse.lemmas[above] in lexicon().issuing
    if parse.deps[noun] == "pobj" and parse.lowers[above] in _AT and parse.lemmas[noun] in lexicon().media:
        above = parse.heads[above]
        issued = parse.tags[above][:2] == "VB" and above < noun
    issuer = of_verb(page, above) if issued else None
    return noun if issuer is None else issuer


_AT = frozenset({"at", "in", "during"})


_THROUGH = frozenset({"in", "with", "without", "through", "by", "of"})
"""Prepositions before what somebody says or has: "said in a statement that"; not "amid fears that"."""


def of_noun(page: Page, noun: int) -> int | None:
    """Who a noun of saying belongs to: "his claim", "a warning from the ministry", "X made a claim",
    "X said in a statement"."""
    parse = page.parse
    for c in parse.children[noun]:
        if parse.deps[c] == "poss" or (parse.deps[c] == "compound" and c in page.bodies):
            return c
    for c in parse.children[noun]:
        if parse.deps[c] == "prep" and parse.lowers[c] in ("from", "by", "of"):
            for below in parse.children[c]:
                if parse.deps[below] == "pobj":
                    return below
    above = parse.heads[noun]
    if parse.deps[noun] == "pobj":
        above_it = _verb_above(parse, noun) if parse.lowers[above] in _THROUGH else None
        above = noun if above_it is None else above_it
    elif parse.deps[noun] != "dobj":
        return None
    if parse.tags[above][:2] != "VB" or parse.lemmas[above] in lexicon().answering:
        return None
    return of_verb(page, above)
