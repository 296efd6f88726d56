# SPDX-License-Identifier: Apache-2.0
"""The gist of a sentence: the head of its subject and its verb, by which another sentence must carry it.

Comes in: the `Parse`, a sentence. Goes out: the tokens of the two, or fewer where there is no plain one.
Refuses: a pronoun or "there" as subject, and verbs that say nothing by themselves (be, have, do): what
is left then is the rest of the words.
Score: with the brief, `python -m bench brief`.

Of "Officials said the mayor is expected to resign" the gist is "mayor", "resign": what somebody says is
the statement, and so is what is expected.
"""

from __future__ import annotations

from ontherecord.annotate.parse import Parse
from ontherecord.annotate.quotations.cues import lexicon

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_BLEACHED = frozenset({"be", "have", "do", "become", "get", "make", "take"})
"""Verbs whose meaning lies in what they take."""
_OPENING = frozenset(
    {"expect", "schedule", "set", "plan", "due", "go", "seem", "appear", "continue", "begin", "start"}
)
"""Words that open another act: the act is the statement."""
_DEEPEST = 4  # sayings within sayings that are followed


def gist(parse: Parse, number: int) -> tuple[int, ...]:
    """The tokens of the subject's head and of the verb of a sentence's main statement."""
    first, end = parse.sentences[number]
    root = next((t for t in range(first, end) if parse.heads[t] == t), None)
    if root is None:
        return ()
    act, subject = root, _subject(parse, root, first, end)
    for _ in range(_DEEPEST):
        inner = _inner(parse, act, first, end)
        if inner is None:
            break
        act, subject = inner, _subject(parse, inner, first, end) or subject
    found = [subject] if subject is not None and parse.poses[subject] in ("NOUN", "PROPN") else []
    if parse.poses[act] == "VERB" and parse.lemmas[act].lower() not in _BLEACHED:
        found.append(act)
    return tuple(sorted(found))


def _subject(parse: Parse, verb: int, first: int, end: int) -> int | None:
    return next((t for t in range(first, end) if parse.heads[t] == verb and parse.deps[t] in _SUBJECTS), None)


def _inner(parse: Parse, act: int, first: int, end: int) -> int | None:
    """The act that a word of saying reports or an opening word opens."""
    lemma = parse.lemmas[act].lower()
    says = lemma in lexicon().verbs
    for t in range(first, end):
        if parse.heads[t] == act and t != act:
            if parse.deps[t] == "ccomp" and says:
                return t
            if parse.deps[t] == "xcomp" and lemma in _OPENING:
                return t
    return None
