# SPDX-License-Identifier: Apache-2.0
"""What a measure is of: a level or a change of it, and the whole that a share is of.

Comes in: a `Filler`, a measure in its sentence. Goes out: whether it tells by how much something changed; the words of the whole.
Refuses: nothing; where neither is told, neither is known.
Score: with the figures, `python -m bench claims`; `tests/reconcile/test_wholes.py`.

"A 69 percent increase" and "70 percent of customers" are of one unit and near each other, and never two values of one thing.
"""

from __future__ import annotations

import functools
import re

from ontherecord.reconcile.claims.fillers import Filler, content
from ontherecord.reconcile.values.numbers import lists
from ontherecord.reconcile.words.concepts import meanings, stem

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*|[^\w\s]")
_BEFORE = 9  # words before a measure among which the verb of a change is looked for
_BEHIND = 3  # words behind it among which its noun is
_OF = re.compile(r"\s+of\s+((?:[\w’'-]+\s+){0,4}[\w’'-]+)", re.IGNORECASE)
_ENDS = re.compile(r"\b(?:in|by|and|or|to|for|at|on|with|from|is|are|was|were|has|have|had)\b.*")


@functools.cache
def _stems(name: str) -> frozenset[str]:
    return frozenset(map(stem, lists()["changes"][name]))


def is_change(one: Filler) -> bool:
    """Whether a measure is by how much something changed: "rose 5 percent", "cut by $3 million", "a 5 percent rise"; not "rose
    to 5 percent"."""
    text, figure = one.context.text, one.figure
    before = [stem(w) for w in _WORD.findall(text[: figure.start])[-_BEFORE:]]
    if before[-1:] == ["by"]:
        return not _stems("verbs").isdisjoint(before)
    if before and before[-1] in _stems("verbs"):
        return True
    for word in _WORD.findall(text[figure.end :])[:_BEHIND]:
        if not word[0].isalpha() or word.lower() in _BOUNDS:
            return False
        if stem(word) in _stems("nouns"):
            return True
    return False


_BOUNDS = frozenset({"of", "in", "to", "by", "and", "for", "from", "that", "after"})


def whole(one: Filler) -> frozenset[str]:
    """The stems of what a share is of, as far as its words behind "of" tell it."""
    match = _OF.match(one.context.text, one.figure.end) if one.kind == "percent" else None
    return content(_ENDS.sub("", match[1])) if match else frozenset()


def are_of_one(one: Filler, other: Filler) -> bool:
    """Whether two measures may be of one thing: both changes or neither, and no two shares of two wholes."""
    wholes = whole(one), whole(other)
    apart = all(wholes) and meanings(wholes[0]).isdisjoint(meanings(wholes[1]))
    return is_change(one) == is_change(other) and not apart
