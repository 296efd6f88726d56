# SPDX-License-Identifier: Apache-2.0
"""The names that are newsrooms in one build, found in a line however many there are.

Comes in: the names of the table and further ones (outlets and credits of the build). Goes out:
`Known`, and a line in which each of these names is a run of one letter, so that a form of credit can
be written for any name and costs the same for five names and five thousand.
Refuses: a name inside a longer word.
Score: none of its own; tests/trace/test_credits.py.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

NAMED = "ꙮ"  # stands for each letter of a known name: a letter of no newsroom's alphabet
PLAIN = "ꚍ"  # ... of one that is an ordinary word or initials, which formal credits only may use
_WORD = re.compile(r"[^\W_]+")


class Known(NamedTuple):
    """Names, those of several words also in capitals; by their first word the lengths they have, longest first."""

    lengths: Mapping[str, tuple[int, ...]]
    names: frozenset[str]
    plain: frozenset[str]


def known(names: Iterable[str], plain: Iterable[str] = ()) -> Known:
    """The names as they are looked for; those of `plain` count in formal credits only."""
    lengths: dict[str, set[int]] = defaultdict(set)
    kept = set()
    for name in names:
        for written in (name, name.upper()) if " " in name else (name,):
            if first := _WORD.match(written):
                lengths[first.group()].add(len(written))
                kept.add(written)
    ordered = {word: tuple(sorted(found, reverse=True)) for word, found in lengths.items()}
    return Known(ordered, frozenset(kept), frozenset(plain))


def masked(line: str, among: Known) -> str | None:
    """A line of the same length in which known names are runs of `NAMED` or `PLAIN`; none where it
    has no known name. Of two names that overlap the first counts, of two that begin alike the longer."""
    if among.lengths.keys().isdisjoint(_WORD.findall(line)):
        return None
    parts: list[str] = []
    done = 0
    for word in _WORD.finditer(line):
        lengths = among.lengths.get(word.group())
        start = word.start()
        if lengths is None or start < done or line[start - 1 : start] == "_":
            continue
        for length in lengths:
            end = start + length
            if line[start:end] in among.names and not line[end : end + 1].isalnum():
                letter = PLAIN if line[start:end] in among.plain else NAMED
                parts += [line[done:start], letter * length]
                done = end
                break
    return "".join((*parts, line[done:])) if done else None
