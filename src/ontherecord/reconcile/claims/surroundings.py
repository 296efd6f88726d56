# SPDX-License-Identifier: Apache-2.0
"""What a figure, a day or a place is of, shown by the words around it: "30 (… an unconditional 30-day ceasefire …)".

Comes in: the fillers of one thing. Goes out: a line of text for the reader.
Refuses: to put it in words of our own: the line is the report's. Score: none; `tests/reconcile/test_surroundings.py`.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from ontherecord.reconcile.claims.fillers import Filler

_AROUND = 60  # characters before and behind that are shown


def surroundings(several: Sequence[Filler]) -> str:
    """The words around that of several fillers whose sentence has most in common with those of the others."""
    shared = Counter(word for one in several for word in one.context.words)
    about = max(
        several,
        key=lambda one: (
            sum(shared[w] for w in one.context.words) / math.sqrt(1 + len(one.context.words)),
            one.article,
            -one.span.start,
        ),
    )
    return _within_sentence(about)


def _within_sentence(one: Filler) -> str:
    """The words around a filler, as far as its sentence goes."""
    text = one.context.text
    start = one.span.start - one.context.start
    end = start + len(one.span.text)
    before, behind = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    if start > _AROUND:
        before = "… " + before.partition(" ")[2]
    if end + _AROUND < len(text):
        behind = behind.rpartition(" ")[0] + " …"
    return " ".join(f"{before}{one.span.text}{behind}".split()).strip('"“” ').rstrip(".,;")
