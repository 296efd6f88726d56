# SPDX-License-Identifier: Apache-2.0
"""Speakers: the words that name who speaks, found from the cue.

Comes in: a page and a cue. Goes out: a token range, or nothing where no word names the speaker
("was told that ...", "it was reported"). Refuses: expletive "it" and "there", and whoever is only
spoken to.
Score: with the quotations, `python -m bench quotations` (right source among detected; wrong sources).
"""

from __future__ import annotations

from ontherecord.annotate.parse import Parse
from ontherecord.annotate.quotations.cues import Cue, lexicon
from ontherecord.annotate.quotations.page import Page

NAME_TAGS = frozenset({"NNP", "NNPS"})
_BORROWS = frozenset({"conj", "xcomp", "advcl", "ccomp", "pcomp", "dep", "prep"})
"""Relations through which a verb without a subject borrows that of the verb above it."""
_MOST_STEPS = 6
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ"})
_NOMINATIVE = frozenset({"he", "she", "they", "i", "we", "who", "it"})
_BETWEEN = frozenset({"RB", "MD", "RBR"})
_LONGEST_NAME = 7
"""Words of a name with its titles before a colon."""
_DASHES = frozenset({"—", "–", "--", "-", ":", "|", "•"})


def speaker(page: Page, cue: Cue) -> tuple[int, int] | None:
    """The tokens that name the speaker of a cue, or nothing."""
    parse = page.parse
    if cue.kind == "dash":
        return signature(page, cue.token)
    if cue.kind == "colon":
        head = introduced_by(page, cue.token)
    elif cue.kind == "noun":
        head = of_noun(page, cue.token)
    elif cue.kind == "phrase":
        head = next((c for c in parse.children[cue.token] if parse.deps[c] == "pobj"), None)
    else:
        found = (rule(page, cue.token) for rule in (neighbour, of_verb, inverted, behind_marks, nearest))
        same = page.inside[cue.token]
        head = next((h for h in found if h is not None and page.inside[h] == same), None)
    if head is None or parse.lowers[head] == "there":
        return None
    return phrase(page, _name_beside(page, head))


def _name_beside(page: Page, head: int) -> int:
    """The name that stands in apposition to a description: "its foreign minister, Anna Kern, said"."""
    parse = page.parse
    if parse.tags[head] in NAME_TAGS or parse.poses[head] == "PRON":
        return head
    for c in parse.children[head]:
        if parse.deps[c] == "appos" and parse.tags[c] in NAME_TAGS and page.inside[c] == page.inside[head]:
            return c
    return head


def of_verb(page: Page, verb: int) -> int | None:
    """The head of the phrase that does what a verb says: its subject, the agent behind "by" where
    it is passive, else the subject of the verb it hangs on."""
    parse = page.parse
    if passive(parse, verb):
        return agent(parse, verb)
    here = _reporter(page, verb)
    for _ in range(_MOST_STEPS):
        children = parse.children[here]
        found = [c for c in children if parse.deps[c] == "nsubj"]
        if found:
            return _nominal(parse, found, here)
        if here != verb and passive(parse, here):
            return next((c for c in children if parse.deps[c] == "nsubjpass"), None)
        dep, above = parse.deps[here], parse.heads[here]
        if dep in ("acl", "relcl") and parse.poses[above] in _NOMINAL and parse.tags[here] == "VBG":
            return _issuer(page, above)
        if dep not in _BORROWS:
            return None
        if dep == "xcomp":
            controller = [c for c in parse.children[above] if parse.deps[c] == "dobj" and c < here]
            if controller:
                return controller[0]
        here = above
    return None


def subject(parse: Parse, verb: int) -> int | None:
    """A verb's own subject."""
    found = [c for c in parse.children[verb] if parse.deps[c] == "nsubj"]
    return _nominal(parse, found, verb) if found else None


def passive(parse: Parse, verb: int) -> bool:
    """Whether a verb tells what was done to its subject: "was told", "when asked", "a user called X"."""
    deps = [parse.deps[c] for c in parse.children[verb]]
    if "nsubjpass" in deps or "auxpass" in deps:
        return True
    bare = parse.tags[verb] == "VBN" and "aux" not in deps and "nsubj" not in deps
    if parse.tags[verb] == "VBD" and parse.deps[verb] == "acl" and "nsubj" not in deps:
        return True  # no finite verb hangs so: the tag is wrong
    return bare and parse.deps[verb] in ("acl", "advcl", "relcl", "amod")


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


def _nominal(parse: Parse, found: list[int], verb: int) -> int | None:
    """Of several subjects the one next to the verb that is a noun or pronoun; "it" only if alone."""
    found = [c for c in found if parse.words[c][-1].isalnum() or parse.words[c][-1] == "."]
    nominal = [c for c in found if parse.poses[c] in _NOMINAL and parse.lowers[c] not in ("it", "there")]
    nominal = nominal or [c for c in found if parse.lowers[c] == "it"]
    return min(nominal, key=lambda c: (abs(c - verb), c)) if nominal else None


def neighbour(page: Page, verb: int) -> int | None:
    """The name or pronoun right before a verb, where the parse gave the verb no subject or one further
    off: no subject but this one can stand there."""
    parse = page.parse
    first, _ = page.sentences[verb]
    token = verb - 1
    while token >= first and (parse.tags[token] in _BETWEEN or parse.deps[token] in ("aux", "neg")):
        token -= 1
    if token < first or parse.tags[verb] not in ("VBD", "VBZ", "VBP", "VBN", "VB") or passive(parse, verb):
        return None
    if parse.lowers[token] in _NOMINATIVE and parse.lowers[token] != "it":
        return token
    if page.is_word(token) and parse.tags[token] in NAME_TAGS and parse.deps[token] == "nsubj":
        return token
    return None


def agent(parse: Parse, verb: int) -> int | None:
    """The noun behind "by" of a passive verb."""
    for c in parse.children[verb]:
        if parse.deps[c] == "agent" or (parse.deps[c] == "prep" and parse.lowers[c] == "by"):
            for below in parse.children[c]:
                if parse.deps[below] == "pobj":
                    return below
    return None


def _issuer(page: Page, noun: int) -> int:
    """Of "X issued a statement saying ..." and "X wrote to friends saying ..." X; else the noun itself."""
    parse = page.parse
    above = parse.heads[noun]
    if parse.deps[noun] == "dobj" and (parse.lemmas[noun] in lexicon().media):
        issuer = of_verb(page, above)
        return noun if issuer is None else issuer
    return noun


def of_noun(page: Page, noun: int) -> int | None:
    """Who a noun of saying belongs to: "his claim", "a warning from the ministry", "X made a claim",
    "X said in a statement"."""
    parse = page.parse
    for c in parse.children[noun]:
        if parse.deps[c] == "poss":
            return c
    for c in parse.children[noun]:
        if parse.deps[c] == "prep" and parse.lowers[c] in ("from", "by", "of"):
            for below in parse.children[c]:
                if parse.deps[below] == "pobj":
                    return below
    above = parse.heads[noun]
    if parse.deps[noun] == "dobj" and parse.tags[above][:2] == "VB":
        return of_verb(page, above)
    return _subject_above(page, noun)


def _subject_above(page: Page, noun: int) -> int | None:
    """The subject of the verb a noun of saying depends on: "she wooed them with promises to ..."."""
    parse = page.parse
    if parse.deps[noun] != "pobj":
        return None
    for above in parse.ancestors(noun):
        if parse.tags[above][:2] == "VB":
            return of_verb(page, above)
    return None


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
        if parse.words[token] in _DASHES and parse.words[token] != "-":
            first = token + 1  # a dateline or label before the name
            break
    while first < head and (not page.is_word(first) or page.inside[first] != page.inside[head]):
        first += 1
    while end > head + 1 and not page.is_word(end - 1) and parse.words[end - 1] != ")":
        end -= 1
    return first, end


def _belongs(parse: Parse, head: int, child: int) -> bool:
    dep = parse.deps[child]
    if dep == "case" or (dep in ("flat", "compound", "nummod") and child == head + 1):
        return True
    if parse.tags[head] in NAME_TAGS:
        return False
    return dep == "prep" and parse.lowers[child] in ("of", "for", "from", "in", "at", "with", "close", "on")


def behind_marks(page: Page, verb: int) -> int | None:
    """The head of the noun phrase between a quoted region and its report, where the parse hung it
    elsewhere: `," Ramos, 58, told`."""
    parse = page.parse
    first, _ = page.paragraph(verb)
    token = verb - 1
    while token >= first and page.inside[token] < 0:
        token -= 1
    if token < first or passive(parse, verb):
        return None
    token += 1
    while token < verb and not page.is_word(token):
        token += 1
    if token >= verb or parse.poses[token] not in _NOMINAL:
        return None
    head = token
    for above in parse.ancestors(token):
        if not token < above < verb or parse.poses[above] not in ("PROPN", "NOUN", "PRON"):
            break
        head = above
    return head


def nearest(page: Page, verb: int) -> int | None:
    """The head of the noun phrase that ends right before a finite verb, for want of a subject."""
    parse = page.parse
    first, _ = page.sentences[verb]
    token = verb - 1
    while token >= first and (parse.words[token] == "," or parse.tags[token] in _BETWEEN):
        token -= 1
    if token < first or parse.tags[verb] not in ("VBD", "VBZ", "VBP") or passive(parse, verb):
        return None
    if parse.poses[token] not in ("PROPN", "NOUN", "PRON"):
        return None
    head = token
    for above in parse.ancestors(token):
        if not first <= above < verb or parse.poses[above] not in ("PROPN", "NOUN"):
            break
        head = above
    return head


def signature(page: Page, mark: int) -> tuple[int, int] | None:
    """The name behind a dash that ends a paragraph: "— Anna Kern"."""
    parse = page.parse
    if mark >= len(parse) or parse.words[mark] not in _SIGNS:
        return None
    _, end = page.paragraph(mark)
    name = [t for t in range(mark + 1, end) if page.is_word(t)]
    titled = name and all(parse.words[t][0].isupper() for t in (name[0], name[-1]))
    if not titled or len(name) > _LONGEST_NAME or any(parse.tags[t] in ("VBD", "VBZ", "MD") for t in name):
        return None
    return name[0], name[-1] + 1


_SIGNS = frozenset({"-", "–", "—", "―", "--"})


def introduced_by(page: Page, mark: int) -> int | None:
    """Who the words before a colon let speak: "Voss:", "According to the ministry:", "Stated Voss:",
    "She was blunt:". Only a name or a personal pronoun counts where no verb of saying stands."""
    parse = page.parse
    first, _ = page.sentences[mark]
    before = [t for t in range(first, mark) if page.is_word(t)]
    if not before:
        return None
    if parse.lowers[before[0]] == "according":
        return next((t for t in before if parse.deps[t] == "pobj"), None)
    verbs = [t for t in before if parse.tags[t] in ("VBD", "VBZ", "VBP") and page.inside[t] < 0]
    if not verbs:
        return _bare_name(page, before)
    if verbs[0] == before[0]:
        return inverted(page, verbs[0])
    for verb in reversed(verbs):
        near = neighbour(page, verb)
        head = of_verb(page, verb) if near is None else near
        if head is not None and first <= head < mark and _can_speak(parse, head):
            return head
    return None


def _bare_name(page: Page, before: list[int]) -> int | None:
    """The name that stands alone before a colon, behind a dash or at the start of the line."""
    parse = page.parse
    start = 0
    for n in range(1, len(before)):
        if any(parse.words[t] in _DASHES for t in range(before[n - 1] + 1, before[n])):
            start = n
    name = before[start:]
    joint = next((n for n, t in enumerate(name) if parse.lowers[t] in ("from", "on")), None)
    if joint is not None:
        name = name[joint + 1 :] if parse.lowers[name[joint]] == "from" else name[:joint]
    titled = all(parse.words[t][0].isupper() for t in name)
    if not name or len(name) > _LONGEST_NAME or not (titled or parse.tags[name[-1]] in NAME_TAGS):
        return None
    return name[-1]


def _can_speak(parse: Parse, head: int) -> bool:
    return parse.tags[head] in NAME_TAGS or parse.lowers[head] in _NOMINATIVE - {"it"}


def inverted(page: Page, verb: int) -> int | None:
    """The head of a noun phrase right behind a verb of saying: ", said Smith"."""
    parse = page.parse
    token = verb + 1
    _, end = page.sentences[verb]
    if token < end and parse.poses[token] in ("PROPN", "NOUN", "PRON", "DET", "ADJ", "NUM"):
        head = token
        for above in parse.ancestors(token):
            if above <= verb or above >= end or parse.poses[above] not in ("PROPN", "NOUN"):
                break
            head = above
        if parse.poses[head] in ("PROPN", "NOUN", "PRON", "NUM"):
            return head
    return None
