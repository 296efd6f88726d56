# SPDX-License-Identifier: Apache-2.0
"""The tense around words: whether what is told there lies behind or ahead of the one who tells it.

Comes in: a `Parse` and a range of tokens. Goes out: "past", "present", "future" or None.
Refuses: nothing; without a governing verb the answer is None.
Score: with `times.py` (a weekday without a date means the one that the tense points at).

The words that look ahead whatever their tense ("expected", "until") are data (`data/times.toml`).
"""

from __future__ import annotations

import functools
import tomllib
from importlib import resources
from typing import Literal, NamedTuple

from ontherecord.annotate.parse import Parse

Tense = Literal["past", "present", "future"]

_STEPS_UP = 12  # heads climbed in search of the verb; deeper trees are parse errors
_VERBS = frozenset({"VERB", "AUX"})
_AUXILIARIES = frozenset({"aux", "auxpass"})
_WILL = frozenset({"will", "shall", "'ll", "’ll", "wo"})
_HAVE = frozenset({"have", "has", "had", "'ve", "’ve", "having"})
_CONDITION = frozenset({"if", "unless", "once", "when"})


class Ahead(NamedTuple):
    """Words that look ahead: lemmas of verbs and adjectives, prepositions of a limit."""

    words: frozenset[str]
    limits: frozenset[str]


@functools.cache
def ahead() -> Ahead:
    """The words that look ahead, read once a process."""
    data = tomllib.loads(
        resources.files("ontherecord.annotate").joinpath("data/tense.toml").read_text("utf-8")
    )
    return Ahead(frozenset(data["ahead"]), frozenset(data["limit"]))


def tense(parse: Parse, first: int, last: int) -> Tense | None:
    """The tense of what tokens `first` to `last` stand with; None where no verb governs them."""
    here = next((t for t in range(first, last + 1) if not first <= parse.heads[t] <= last), first)
    if here == parse.heads[here]:
        return None
    owned = parse.deps[here] in ("poss", "compound", "nmod", "amod")
    limited = False
    for _ in range(_STEPS_UP):
        above = parse.heads[here]
        if above == here:
            return None
        here = above
        limited = limited or parse.lowers[here] in ahead().limits
        if parse.poses[here] in _VERBS:
            break
        if parse.poses[here] in ("ADJ", "NOUN") and parse.lemmas[here].lower() in ahead().words:
            return "future"
    else:
        return None
    found = _verb_tense(parse, here)
    if owned:  # "would get around Wednesday's ruling"
        return "future" if _lowers(parse, here) & _WILL else None
    if limited and (found == "present" or _conditional(parse, here)):
        return "future"
    return found


def _lowers(parse: Parse, verb: int) -> set[str]:
    return {parse.lowers[t] for t in parse.children[verb] if parse.deps[t] in _AUXILIARIES}


def _conditional(parse: Parse, verb: int) -> bool:
    return any(
        parse.deps[t] in ("mark", "advmod") and parse.lowers[t] in _CONDITION for t in parse.children[verb]
    )


def _verb_tense(parse: Parse, verb: int) -> Tense | None:
    """The tense of a verb with its auxiliaries."""
    helpers = [t for t in parse.children[verb] if parse.deps[t] in _AUXILIARIES]
    lowers = {parse.lowers[t] for t in helpers}
    tags = {parse.tags[t] for t in helpers}
    tag = parse.tags[verb]
    if lowers & _WILL:
        return "future"
    if "had" in lowers or ("MD" in tags and lowers & _HAVE):
        return "past"
    if parse.lemmas[verb].lower() in ahead().words:
        return "future"
    if "TO" in tags:
        return _infinitive_tense(parse, verb)
    if "MD" in tags:
        negated = any(parse.deps[t] == "neg" for t in parse.children[verb])
        return "past" if "could" in lowers and negated else "future"
    return _finite_tense(parse, verb, tag, tags, lowers)


def _infinitive_tense(parse: Parse, verb: int) -> Tense | None:
    """A to-infinitive looks ahead, unless the verb above it tells what has happened."""
    above = parse.heads[verb]
    if "had" in {parse.lowers[t] for t in (*parse.children[above], *parse.children[parse.heads[above]])}:
        return "past"
    if above == verb or parse.lemmas[above].lower() in ahead().words:
        return "future"
    if parse.poses[above] not in _VERBS:
        return "future"
    return "past" if _verb_tense(parse, above) == "past" else "future"


def _finite_tense(parse: Parse, verb: int, tag: str, tags: set[str], lowers: set[str]) -> Tense | None:
    if "VBD" in tags or tag == "VBD" or (tag == "VBN" and lowers & _HAVE):
        return "past"
    if tags & {"VBZ", "VBP"} or tag in ("VBZ", "VBP"):
        return "present"
    if tag == "VBN":
        return "past"
    above = parse.heads[verb]
    if tag in ("VBG", "VB") and above != verb and parse.poses[above] in _VERBS and parse.heads[above] != verb:
        return _finite_tense(
            parse, above, parse.tags[above],
            {parse.tags[t] for t in parse.children[above] if parse.deps[t] in _AUXILIARIES},
            _lowers(parse, above),
        ) if parse.tags[above] not in ("VBG", "VB") else None  # fmt: skip
    return None
