# SPDX-License-Identifier: Apache-2.0
"""The clause of an event: the words that tell it, cut to what it needs.

Comes in: a `Parse` and the token that names the event. Goes out: `Clause`: the range of the subject and
the range of the predicate ("Anna Holt" and "met the owners in Ruse on Monday"), or for a noun the range
of its phrase alone ("the first talks between the two owners"). Refuses: nothing; a range that would
be longer than a line is cut at the last phrase that fits.
Score: `tests/annotate/test_clauses.py`; it serves titles, not slots.
"""

from __future__ import annotations

from typing import NamedTuple

from ontherecord.annotate.parse import Parse

_LONGEST = 18  # tokens of a predicate or phrase: what reads as a title
_SUBJECT_LONGEST = 10
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")
_BORROWING = ("conj", "xcomp")  # a verb without a subject of its own that shares its head's
_LEFT_OUT = frozenset({"relcl", "advcl", "appos", "parataxis", "acl", "punct", "preconj", "meta", "intj"})
_COORDINATION = frozenset({"conj", "cc"})
_OPENING = frozenset(
    {"IN", "TO", "CC", "WRB", "WDT"}
)  # words that open a phrase: a cut before one reads whole
_HYPHENS = frozenset({"-", "–"})
_PRONOUNS = frozenset({"PRP", "WP", "WDT", "EX", "DT"})
_RELATIVE = frozenset({"WDT", "WP"})
_SPEAKING = frozenset({"i", "we", "you"})  # whose verb does not go with a name in their place
_HANGING = frozenset({"POS", "DT", "PRP$", "IN", "TO", "CC", "WDT", "WRB", "WP$", "MD"})
_BEFORE_NOUN = frozenset({"det", "poss", "amod", "compound", "nummod", "case", "aux", "auxpass", "mark"})


class Clause(NamedTuple):
    """Ranges of the copy (code points, end exclusive). `named` is false where the subject is a
    pronoun or stands elsewhere, so that a name should take its place. There is no predicate where the
    words cannot be shown with a name: they are somebody's own ("we met"), or cut before their noun."""

    subject: tuple[int, int] | None
    predicate: tuple[int, int] | None
    named: bool


def clause(parse: Parse, token: int) -> Clause:
    """The clause or noun phrase that tells the event named by `token`."""
    if parse.poses[token] not in ("VERB", "AUX"):
        return Clause(None, _range(parse, _around(parse, token, _phrase(parse, token))), True)
    subject = _subject(parse, token)
    described = _described(parse, token, subject)
    if described is not None:
        shown = _around(parse, described, _phrase(parse, described))
        told = [
            t for t in _whole(parse, token, _around(parse, token, _phrase(parse, token))) if t > shown[-1]
        ]
        told = [t for t in told if t != subject]
        if told and len(shown) <= _SUBJECT_LONGEST:
            return Clause(_range(parse, shown), _range(parse, told), True)
    kept = _phrase(parse, token)
    below = set(parse.subtree(subject)) if subject is not None else set()
    predicate = _whole(parse, token, _around(parse, token, kept - below))
    if not predicate or (subject is not None and parse.lowers[subject] in _SPEAKING):
        return Clause(None, None, False)
    if subject is None:
        return Clause(None, _range(parse, predicate), False)
    own = parse.heads[subject] == token
    shown = _around(parse, subject, _phrase(parse, subject))
    named = own and len(shown) <= _SUBJECT_LONGEST and parse.tags[subject] not in _PRONOUNS
    return Clause(_range(parse, shown) if named else None, _range(parse, predicate), named)


def _described(parse: Parse, verb: int, subject: int | None) -> int | None:
    """The noun that a participle or a relative clause tells something of: "a treaty signed in 2027", "a
    collision that killed ten"."""
    if subject is not None and parse.tags[subject] not in _RELATIVE:
        return None
    while parse.deps[verb] == "conj" and parse.heads[verb] < verb:
        verb = parse.heads[verb]
    noun = parse.heads[verb]
    fits = parse.deps[verb] == "relcl" if subject is not None else parse.deps[verb] == "acl"
    return noun if fits and noun < verb and parse.poses[noun] in ("NOUN", "PROPN") else None


def _subject(parse: Parse, verb: int) -> int | None:
    seen = {verb}
    while True:
        own = next((c for c in parse.children[verb] if parse.deps[c] in _SUBJECTS), None)
        if own is not None or parse.deps[verb] not in _BORROWING or parse.heads[verb] in seen:
            return own
        verb = parse.heads[verb]
        seen.add(verb)


def _phrase(parse: Parse, token: int) -> set[int]:
    """The token and what hangs on it, without clauses of their own and further verbs."""
    kept: set[int] = set()
    waiting = [token]
    while waiting:
        here = waiting.pop()
        if here in kept:
            continue
        kept.add(here)
        verb = parse.poses[here] in ("VERB", "AUX")
        for child in parse.children[here]:
            dep = parse.deps[child]
            if dep not in _LEFT_OUT and not (verb and dep in _COORDINATION):
                waiting.append(child)
    return kept


def _around(parse: Parse, token: int, kept: set[int]) -> list[int]:
    """The unbroken run of kept tokens around `token`, not longer than a title."""
    first = last = token
    while first - 1 in kept or (first - 2 in kept and parse.words[first - 1] in _HYPHENS):
        first -= 1
    while last + 1 in kept or _joins(parse, last + 1, kept):
        last += 1
    run = list(range(first, last + 1))
    return run if len(run) <= _LONGEST else _cut(parse, token, run)


def _whole(parse: Parse, token: int, run: list[int]) -> list[int]:
    """The run without a last word that waits for more ("travelled to", "warned that"); nothing, if
    what it waits for is its noun, or if the act itself would go."""
    while run and parse.tags[run[-1]] in _HANGING and run[-1] != token:
        if parse.tags[run[-1]] == "POS":
            return []
        run = run[:-1]
    waits = run and parse.deps[run[-1]] in _BEFORE_NOUN and parse.heads[run[-1]] > run[-1]
    return [] if not run or run[-1] < token or waits else run


def _joins(parse: Parse, token: int, kept: set[int]) -> bool:
    """A hyphen, or a comma of a list, between two kept tokens does not end the run."""
    return token < len(parse) - 1 and parse.words[token] in {*_HYPHENS, ","} and token + 1 in kept and (
        parse.words[token] != "," or parse.deps[token + 1] == "conj" or parse.poses[parse.heads[token]] in ("PROPN", "NOUN")
    )  # fmt: skip


def _cut(parse: Parse, token: int, run: list[int]) -> list[int]:
    """The run up to the last preposition or conjunction that lets it fit, never before the token."""
    first = max(run[0], token - _LONGEST // 2)
    fitting = [t for t in run if first <= t < first + _LONGEST]
    stops = [t for t in fitting if t > token + 1 and parse.tags[t] in _OPENING]
    end = stops[-1] if stops else fitting[-1] + 1
    return [t for t in fitting if t < end]


def _range(parse: Parse, tokens: list[int]) -> tuple[int, int]:
    return parse.starts[tokens[0]], parse.ends[tokens[-1]]
