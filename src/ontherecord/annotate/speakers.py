# SPDX-License-Identifier: Apache-2.0
"""Speakers: the words that name who speaks, found from the cue.

Comes in: a page and a cue. Goes out: a token range, or nothing where no word names the speaker
("was told that ...", "it was reported"). Refuses: expletive "it" and "there".
Score: with the quotations, `python -m bench quotations` (right source among detected; wrong sources).
"""

from __future__ import annotations

from ontherecord.annotate.cues import Cue
from ontherecord.annotate.page import Page
from ontherecord.annotate.parse import Parse

_SUBJECTS = frozenset({"nsubj", "csubj"})
_BORROWS = frozenset({"conj", "xcomp", "advcl", "ccomp", "pcomp", "dep"})
"""Relations through which a verb without a subject borrows that of the verb above it."""
_MOST_STEPS = 6
NAME_TAGS = frozenset({"NNP", "NNPS"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ"})


def subject(parse: Parse, verb: int) -> int | None:
    """The head of the phrase that does what a verb says: its subject, the agent behind "by" where
    it is passive, else the subject of the verb it hangs on."""
    here = verb
    for _ in range(_MOST_STEPS):
        children = parse.children[here]
        passive = any(parse.deps[c] in ("nsubjpass", "auxpass") for c in children)
        if passive:
            return agent(parse, here) if here == verb else _passive_subject(parse, here)
        found = [c for c in children if parse.deps[c] in _SUBJECTS]
        if found:
            return _nominal(parse, found, verb)
        dep, above = parse.deps[here], parse.heads[here]
        if dep in ("acl", "relcl") and parse.poses[above] in _NOMINAL and parse.tags[here] == "VBG":
            return above
        if dep not in _BORROWS and dep != "prep":
            return None
        if dep == "xcomp":
            controller = [c for c in parse.children[above] if parse.deps[c] == "dobj" and c < here]
            if controller:
                return controller[0]
        here = above
    return None


def _nominal(parse: Parse, found: list[int], verb: int) -> int | None:
    """Of several subjects the one next to the verb that is a noun or pronoun."""
    found = [c for c in found if parse.words[c][-1].isalnum() or parse.words[c][-1] == "."]
    nominal = [c for c in found if parse.poses[c] in _NOMINAL and parse.lowers[c] not in ("it", "there")]
    nominal += [c for c in found if parse.lowers[c] == "it" and c not in nominal]
    return min(nominal, key=lambda c: (abs(c - verb), c)) if nominal else None


def _passive_subject(parse: Parse, verb: int) -> int | None:
    found = [c for c in parse.children[verb] if parse.deps[c] == "nsubjpass"]
    return found[0] if found else None


def agent(parse: Parse, verb: int) -> int | None:
    """The noun behind "by" of a passive verb."""
    for c in parse.children[verb]:
        if parse.deps[c] == "agent" or (parse.deps[c] == "prep" and parse.lowers[c] == "by"):
            for below in parse.children[c]:
                if parse.deps[below] == "pobj":
                    return below
    return None


def of_noun(parse: Parse, noun: int) -> int | None:
    """Who a noun of saying belongs to: "his claim", "a warning from the ministry", "X made a claim"."""
    for c in parse.children[noun]:
        if parse.deps[c] == "poss":
            return c
    for c in parse.children[noun]:
        if parse.deps[c] == "prep" and parse.lowers[c] in ("from", "by", "of"):
            for below in parse.children[c]:
                if parse.deps[below] == "pobj":
                    return below
    above = parse.heads[noun]
    if parse.deps[noun] == "dobj" and parse.lemmas[above] in _GIVES:
        return subject(parse, above)
    return None


_GIVES = frozenset(
    [
        "make",
        "issue",
        "repeat",
        "give",
        "release",
        "send",
        "deliver",
        "offer",
        "voice",
        "reject",
        "dismiss",
        "post",
        "publish",
        "have",
    ]
)


def phrase(page: Page, head: int) -> tuple[int, int]:
    """The noun phrase of a head without clauses and appositions behind it: first and end token."""
    parse = page.parse
    first, end = head, head + 1
    for c in parse.children[head]:
        if c < head and parse.deps[c] not in ("punct", "cc", "preconj", "advmod", "mark", "prep"):
            first = min(first, parse.subtree(c)[0])
        elif c > head and _belongs(parse, head, c):
            end = max(end, parse.subtree(c)[-1] + 1)
    while first < head and not page.is_word(first):
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


def speaker(page: Page, cue: Cue) -> tuple[int, int] | None:
    """The tokens that name the speaker of a cue, or nothing."""
    parse = page.parse
    if cue.kind == "colon":
        head = introduced_by(page, cue.token)
    elif cue.kind == "noun":
        head = of_noun(parse, cue.token)
    elif cue.kind == "phrase":
        objects = [c for c in parse.children[cue.token] if parse.deps[c] == "pobj"]
        head = objects[0] if objects else None
    else:
        head = subject(parse, cue.token)
        if head is None:
            head = inverted(page, cue.token)
    if head is None or head >= len(parse) or parse.lowers[head] in ("there",):
        return None
    return phrase(page, head)


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
        named = [t for t in before if parse.tags[t] in NAME_TAGS]
        return named[-1] if named and named[-1] == before[-1] and len(before) <= _LONGEST_NAME else None
    if verbs[0] == before[0]:
        return inverted(page, verbs[0])
    for verb in reversed(verbs):
        head = subject(parse, verb)
        if head is not None and first <= head < mark and _can_speak(parse, head):
            return head
    return None


_LONGEST_NAME = 7
"""Words of a name with its titles before a colon."""
_PERSONAL = frozenset({"he", "she", "they", "i", "we", "who"})


def _can_speak(parse: Parse, head: int) -> bool:
    return parse.tags[head] in NAME_TAGS or parse.lowers[head] in _PERSONAL


def inverted(page: Page, verb: int) -> int | None:
    """The head of a noun phrase right behind a verb of saying: ", said Smith"."""
    parse = page.parse
    token = verb + 1
    _, end = page.sentences[verb]
    if token < end and parse.poses[token] in ("PROPN", "NOUN", "PRON", "DET", "ADJ"):
        head = token
        for above in parse.ancestors(token):
            if above <= verb or above >= end or parse.poses[above] not in ("PROPN", "NOUN"):
                break
            head = above
        if parse.poses[head] in ("PROPN", "NOUN", "PRON"):
            return head
    return None
