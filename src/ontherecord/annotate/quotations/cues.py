# SPDX-License-Identifier: Apache-2.0
"""Cues: the words that report speech, and what each of them takes.

Comes in: a parse. Goes out: `Cue`s, in the order of the text: verbs of saying, nouns of saying
and phrases such as "according to", with the force of the word and whether it is denied
("did not say") or supposed ("would say").
Refuses: words whose tag in the parse does not fit. The words are data: `data/cues.toml`.
Score: with the quotations, `python -m bench quotations`.
"""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Iterator
from importlib import resources
from typing import Literal, NamedTuple

from ontherecord.annotate.parse import Parse

CueKind = Literal["verb", "noun", "phrase", "colon", "dash"]


class Word(NamedTuple):
    """What the lexicon says of one lemma."""

    force: str
    takes: frozenset[str]
    by: frozenset[str]
    """Prepositions before a noun phrase it takes; empty where it takes one by itself."""
    forces: dict[str, str]
    """The force by what it takes, where that differs ("called for", "called him")."""


class Cue(NamedTuple):
    """A word that reports: tokens `first:end`, the head is `token`."""

    token: int
    first: int
    end: int
    kind: CueKind
    lemma: str
    word: Word


class Lexicon(NamedTuple):
    """The words of `data/cues.toml`."""

    verbs: dict[str, Word]
    nouns: dict[str, Word]
    phrases: tuple[tuple[str, ...], ...]
    hypothetical: frozenset[str]
    negations: frozenset[str]
    media: frozenset[str]
    addressing: frozenset[str]
    telling: frozenset[str]
    labels: frozenset[str]
    asks: frozenset[str]
    answers: frozenset[str]
    instruments: frozenset[str]
    bodies: frozenset[str]
    naming: frozenset[str]
    issuing: frozenset[str]
    answering: frozenset[str]
    ahead: frozenset[str]
    outlets: frozenset[str]
    unnamed: frozenset[str]


Scope = Literal["speech", "all"]
"""What counts as a quotation: reported speech, or also thoughts, decisions and attitudes."""


@functools.cache
def lexicon(scope: Scope = "speech") -> Lexicon:
    """The cue words of a scope, read once."""
    text = resources.files("ontherecord.annotate").joinpath("data/cues.toml").read_text("utf-8")
    data = tomllib.loads(text)
    return Lexicon(
        _words(data["verbs"], scope),
        _words(data["nouns"], scope),
        tuple(tuple(p["words"].split()) for p in data["phrases"]),
        frozenset(data["modals"]["hypothetical"].split()),
        frozenset(data["modals"]["negations"].split()),
        frozenset(data["media"]["lemmas"].split()),
        frozenset(data["addressing"]["lemmas"].split()),
        frozenset(data["telling"]["lemmas"].split()),
        frozenset(data["labels"]["words"].split()),
        frozenset(data["turns"]["asks"].split()),
        frozenset(data["turns"]["answers"].split()),
        frozenset(data["instruments"]["lemmas"].split()),
        frozenset(data["bodies"]["lemmas"].split()),
        frozenset(data["naming"]["lemmas"].split()),
        frozenset(data["issuing"]["lemmas"].split()),
        frozenset(data["answering"]["lemmas"].split()),
        frozenset(data["ahead"]["lemmas"].split()),
        frozenset(data["outlets"]["words"].split()),
        frozenset(data["unnamed"]["lemmas"].split()),
    )


def _words(groups: list[dict[str, object]], scope: Scope) -> dict[str, Word]:
    found: dict[str, Word] = {}
    for group in groups:
        if scope == "speech" and not group.get("speech", True):
            continue
        takes = frozenset(map(str, group.get("takes", ("that",))))  # type: ignore[call-overload]
        by = frozenset(map(str, group.get("by", ())))  # type: ignore[call-overload]
        force = str(group["force"])
        kinds = frozenset("by" if t == "object" and by else t for t in takes)
        for lemma in str(group["lemmas"]).split():
            old = found.get(lemma)
            forces = {**dict.fromkeys(kinds, force), **(old.forces if old else {})}
            found[lemma] = Word(
                old.force if old else force,
                kinds | (old.takes if old else frozenset()),
                by | (old.by if old else frozenset()),
                forces,
            )
    return found


def cues(parse: Parse, longest: int, scope: Scope = "speech") -> list[Cue]:
    """Every cue of the parse, in the order of the text, in sentences of at most `longest` tokens."""
    words = lexicon(scope)
    long = {t for a, b in parse.sentences if b - a > longest for t in range(a, b)}
    found = [cue for cue in _phrases(parse, words) if cue.token not in long]
    taken = {i for cue in found for i in range(cue.first, cue.end)} | long
    for token, lemma in enumerate(parse.lemmas):
        if token in taken:
            continue
        lemma = lemma.lower()
        tag = parse.tags[token]
        if tag[:2] == "VB" and (end := made_clear(parse, token)):
            found.append(Cue(token, token, end, "verb", "make clear", _CLEAR))
        elif tag[:2] == "VB" and lemma in words.verbs:
            found.append(Cue(token, token, token + 1, "verb", lemma, words.verbs[lemma]))
        elif tag in ("NN", "NNS") and lemma in words.nouns:
            found.append(Cue(token, token, token + 1, "noun", lemma, words.nouns[lemma]))
    return sorted(found)


def made_clear(parse: Parse, verb: int) -> int | None:
    """The end of "made (it) clear" or "made plain" where a clause follows."""
    if parse.lemmas[verb] != "make":
        return None
    for t in range(verb + 1, min(verb + 4, len(parse) - 1)):
        if parse.lowers[t] in ("clear", "plain"):
            below = [(c, parse.deps[c]) for c in (*parse.children[verb], *parse.children[t]) if c > t]
            clause = parse.lowers[t + 1] == "that" or any(
                dep == "ccomp" or (dep == "advcl" and t + 1 in parse.children[c]) for c, dep in below
            )
            return t + 1 if clause else None
    return None


_CLEAR = Word("said", frozenset({"that"}), frozenset(), {})


def unlisted(parse: Parse, token: int) -> Cue:
    """A verb that no list names but that stands where reports stand: `," Smith beamed`."""
    word = Word("said", frozenset({"direct"}), frozenset(), {})
    return Cue(token, token, token + 1, "verb", parse.lemmas[token], word)


def colon(token: int) -> Cue:
    """A colon that alone introduces words: `Her answer was short: "No."`"""
    return Cue(token, token, token + 1, "colon", ":", Word("said", frozenset({"direct"}), frozenset(), {}))


def dash(token: int) -> Cue:
    """A dash that alone names who spoke: `"It was the best day." — Anna Kern`"""
    return Cue(token, token, token + 1, "dash", "-", Word("said", frozenset({"direct"}), frozenset(), {}))


def _phrases(parse: Parse, words: Lexicon) -> Iterator[Cue]:
    lowers = parse.lowers
    for phrase in words.phrases:
        first, n = phrase[0], len(phrase)
        for token, lower in enumerate(lowers):
            if lower == first and tuple(lowers[token : token + n]) == phrase:
                word = Word("said", frozenset({"that"}), frozenset(), {})
                yield Cue(token + n - 1, token, token + n, "phrase", " ".join(phrase), word)


def negated(parse: Parse, token: int) -> bool:
    """Whether the report itself is denied: "did not say whether"."""
    words = lexicon().negations
    return any(parse.deps[c] == "neg" or parse.lowers[c] in words for c in parse.children[token])


def hypothetical(parse: Parse, token: int) -> bool:
    """Whether the report is a supposition or lies ahead: "would say", "will announce"; a finite verb
    has no modal of its own ("I will," he said)."""
    if parse.tags[token] in ("VBD", "VBZ"):
        return False
    modal = lexicon().hypothetical
    return any(parse.tags[c] == "MD" and parse.lowers[c] in modal for c in parse.children[token])
