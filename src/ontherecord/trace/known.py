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
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

NAMED = "ꙮ"  # stands for each letter of a known name: a letter of no newsroom's alphabet
PLAIN = "ꚍ"  # ... of one that is an ordinary word or initials, which formal credits only may use
_WORD = re.compile(r"[^\W_]+")
_WORD_PART = re.compile(r"\w")


class Known(NamedTuple):
    """Names, those of several words also in capitals, by their last word, which is rarer than the first
    ("The Harbour Post"): how far before it a name starts and how long it is."""

    places: Mapping[str, tuple[tuple[int, int], ...]]
    names: frozenset[str]
    plain: frozenset[str]


def known(names: Iterable[str], plain: Iterable[str] = ()) -> Known:
    """The names as they are looked for; those of `plain` count in formal credits only."""
    places: dict[str, set[tuple[int, int]]] = defaultdict(set)
    kept = set()
    for name in names:
        for written in (name, name.upper()) if " " in name else (name,):
            words = list(_WORD.finditer(written))
            if words and words[0].start() == 0:
                places[words[-1].group()].add((words[-1].start(), len(written)))
                kept.add(written)
    ordered = {word: tuple(sorted(found)) for word, found in places.items()}
    return Known(ordered, frozenset(kept), frozenset(plain))


def in_text(text: str, among: Known) -> Known:
    """The names of whose last words a text has any."""
    found = among.places.keys() & _WORD.findall(text) if among.places else ()
    return among._replace(places={word: among.places[word] for word in found})


def masked(line: str, among: Known) -> str | None:
    """A line of the same length in which known names are runs of `NAMED` or `PLAIN`; none where it
    has no known name. Of two names that overlap the first counts, of two that begin alike the longer."""
    if not any(word in line for word in among.places):
        return None
    parts: list[str] = []
    done = 0
    for start, end in sorted(_found(line, among), key=lambda place: (place[0], -place[1])):
        if start >= done:
            letter = PLAIN if line[start:end] in among.plain else NAMED
            parts += [line[done:start], letter * (end - start)]
            done = end
    return "".join((*parts, line[done:])) if done else None


def _found(line: str, among: Known) -> Iterator[tuple[int, int]]:
    """Where known names stand in a line, as words of their own."""
    for word in _WORD.finditer(line):
        for before, length in among.places.get(word.group(), ()):
            start, end = word.start() - before, word.start() - before + length
            alone = not line[end : end + 1].isalnum() and (start < 1 or not _WORD_PART.match(line[start - 1]))
            if start >= 0 and end <= len(line) and line[start:end] in among.names and alone:
                yield start, end
