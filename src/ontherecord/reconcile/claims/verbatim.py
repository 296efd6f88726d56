# SPDX-License-Identifier: Apache-2.0
"""Conflicts of outcome in which both sides deny in the same words: "received effectively no help", read once as a denial and once not.

Comes in: claims. Goes out: those whose two sides do not say the same. Refuses: nothing else.
Score: with the claims, `python -m bench claims`.

What one report has between quotation marks and another in its own words, the one parsed as denied and the other not, is no
conflict of the reports but of two readings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ontherecord.model import Claim, Span
from ontherecord.reconcile.claims.standing import NOT_TAKEN_PLACE, TOOK_PLACE

_RUN = 5  # words in a row, a denying one among them, that two reports do not both have by chance
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_DENYING = re.compile(r"no|not|never|nobody|none|nothing|neither|nor|without|\w+n't")


def at_odds(found: Iterable[Claim]) -> list[Claim]:
    """The claims without conflicts of outcome whose sides share a run of words that denies."""
    return [c for c in found if not (c.standing == "in-conflict" and _denies_alike(c))]


def _denies_alike(one: Claim) -> bool:
    sides = [_runs(v.support) for v in one.values if v.value in (TOOK_PLACE, NOT_TAKEN_PLACE)]
    return any(sides[n] & other for n in range(len(sides)) for other in sides[n + 1 :])


def _runs(spans: Sequence[Span]) -> set[tuple[str, ...]]:
    """The runs of words with a denying one in them."""
    found = set()
    for span in spans:
        words = [w.lower() for w in _WORD.findall(span.text.replace("’", "'"))]
        for n in range(len(words) - _RUN + 1):
            run = tuple(words[n : n + _RUN])
            if any(_DENYING.fullmatch(w) for w in run):
                found.add(run)
    return found
