# SPDX-License-Identifier: Apache-2.0
"""What a pattern cannot do without, so that most sentences need not be searched with it.

Comes in: a compiled pattern. Goes out: runs of characters in lower case, one of which stands in every text that the pattern
fits. Refuses: nothing; of a pattern of which nothing is certain the empty run, which every text has.
Score: none; `tests/test_needed.py`; the seconds it saves are those of `python -m bench reconciling`.

A pattern with runs of any words ("{party} was absent") is tried at every character of a sentence. Whether the sentence has
" was absent" at all is told a hundred times as fast. The runs are read off the pattern's own parse, so that a list of words
may change and nothing has to be kept beside it.
"""

from __future__ import annotations

import functools
import itertools
import math
import re
from collections.abc import Iterable
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

_MOST = 128  # runs of a pattern of which one is needed
_CHOICES = 8  # characters of a set that are taken one by one
_ANYTHING = frozenset({""})
_Runs = frozenset[str]


def may_fit(pattern: re.Pattern[str], lowered: str) -> bool:
    """Whether a text, given in lower case, has what the pattern needs."""
    return has_any(lowered, needed(pattern))


def has_any(lowered: str, runs: Iterable[str]) -> bool:
    """Whether a text, given in lower case, has one of some runs."""
    return any(map(lowered.__contains__, runs))


def needed_by_any(patterns: Iterable[re.Pattern[str]]) -> tuple[str, ...]:
    """The runs of which every text that one of some patterns fits has one: most sentences have none, and are asked no more."""
    return tuple(sorted(_shortest(frozenset().union(*map(needed, patterns)))))


@functools.lru_cache(maxsize=1_024)  # the patterns of the program
def needed(pattern: re.Pattern[str]) -> tuple[str, ...]:
    """The runs of which every text that the pattern fits has one."""
    return tuple(sorted(_needed(parser.parse(pattern.pattern, pattern.flags))))


def _shortest(runs: _Runs) -> _Runs:
    """Runs without those that hold another."""
    return frozenset(run for run in runs if not any(other in run for other in runs if other != run))


def _needed(items: Iterable[tuple[Any, Any]]) -> _Runs:
    """What tells most of all that a sequence needs."""
    best, run = _ANYTHING, _ANYTHING
    for item in items:
        exact = _exact(item)
        if exact is not None and len(run) * len(exact) <= _MOST:
            run = frozenset(a + b for a, b in itertools.product(run, exact))
            continue
        best = max(best, _shortest(run), _inside(item), key=_tells)
        run = exact if exact is not None else _ANYTHING
    return max(best, _shortest(run), key=_tells)


def _tells(runs: _Runs) -> float:
    """How much it tells that one of some runs is there: the longer the shortest and the fewer there are, the more."""
    return min(map(len, runs)) - math.log2(len(runs)) / 2


def _inside(item: tuple[Any, Any]) -> _Runs:
    """What a part of a pattern needs that may be told in more ways than can be counted."""
    kind, value = item
    if kind is codes.SUBPATTERN:
        return _needed(value[3])
    if kind in {codes.MAX_REPEAT, codes.MIN_REPEAT} and value[0] > 0:
        return _needed(value[2])
    if kind is codes.BRANCH:
        runs = _shortest(frozenset().union(*map(_needed, value[1])))
        return runs if len(runs) <= _MOST else _ANYTHING
    return _ANYTHING


def _exact(item: tuple[Any, Any]) -> _Runs | None:
    """All that a part of a pattern fits, in lower case, if that can be counted."""
    kind, value = item
    if kind is codes.LITERAL:
        return frozenset({chr(value).lower()})
    if kind in {codes.AT, codes.ASSERT, codes.ASSERT_NOT}:
        return _ANYTHING
    if kind is codes.SUBPATTERN:
        return _sequence(value[3])
    if kind is codes.BRANCH:
        return _either(map(_sequence, value[1]))
    if kind is codes.IN and len(value) <= _CHOICES:
        return _either(frozenset({chr(v).lower()}) if k is codes.LITERAL else None for k, v in value)
    if kind in {codes.MAX_REPEAT, codes.MIN_REPEAT} and tuple(value[:2]) == (0, 1):
        return _either((_ANYTHING, _sequence(value[2])))
    return None


def _sequence(items: Iterable[tuple[Any, Any]]) -> _Runs | None:
    runs = _ANYTHING
    for item in items:
        exact = _exact(item)
        if exact is None or len(runs) * len(exact) > _MOST:
            return None
        runs = frozenset(a + b for a, b in itertools.product(runs, exact))
    return runs


def _either(some: Iterable[_Runs | None]) -> _Runs | None:
    found: set[str] = set()
    for runs in some:
        if runs is None:
            return None
        found |= runs
    return frozenset(found) if len(found) <= _MOST else None
