# SPDX-License-Identifier: Apache-2.0
"""Whether two written names alone may be one name: for merge hints, and the labelled pairs of the bench.

Comes in: two names. Goes out: yes or no. Refuses: nothing. Score: `python -m bench names`.
"""

from __future__ import annotations

from rapidfuzz import fuzz
from rapidfuzz.distance import DamerauLevenshtein

from ontherecord.reconcile.cast import spelling

WORDS_ALIKE = 90.0  # rapidfuzz token_sort ratio from which two names with the same number of words are one

SLIP_FROM = 8  # letters from which one slip is forgiven


def same_name(a: str, b: str, *, person: bool) -> bool:
    """May the two names name one person, or one organisation?"""
    return _same_person(a, b) if person else _same_organisation(a, b)


def _same_person(a: str, b: str) -> bool:
    x, y = spelling.person(a), spelling.person(b)
    if not x or not y:
        return False
    if sorted(x) == sorted(y) or _one_slip("".join(x), "".join(y)):
        return True
    return len(x) > 1 and len(y) > 1 and spelling.same_person(x, y)


def _same_organisation(a: str, b: str) -> bool:
    x, y = spelling.organisation(a), spelling.organisation(b)
    if not x or not y:
        return False
    if sorted(x) == sorted(y) or spelling.same_organisation(x, y) or _one_slip("".join(x), "".join(y)):
        return True
    if "".join(x) in spelling.acronyms(b) or "".join(y) in spelling.acronyms(a):
        return True
    return fuzz.token_sort_ratio(" ".join(x), " ".join(y)) >= WORDS_ALIKE and len(x) == len(y)


def _one_slip(a: str, b: str) -> bool:
    """Do the letters differ by one slip of the pen, wherever the words are parted?"""
    return a == b or (
        min(len(a), len(b)) >= SLIP_FROM and DamerauLevenshtein.distance(a, b, score_cutoff=1) <= 1
    )
