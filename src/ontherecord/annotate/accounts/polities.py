# SPDX-License-Identifier: Apache-2.0
"""Which state or body of states words speak of: "the Kremlin" and "Russian officials" are RUS.

Comes in: words. Goes out: ISO 3166-1 alpha-3, or PLOVER's code for a body of states.
Refuses: words that name none: None.
Score: `python -m bench events` (actors).
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import NamedTuple

from ontherecord.annotate.places import gazetteer

_WORD = re.compile(r"[^\W_]+(?:['’.&-][^\W_]+)*\.?")
_LONGEST_NAME = 6  # words; "Former Yugoslav Republic of Macedonia"


class Polity(NamedTuple):
    """A state or body named at `text[start:end]`; `by` says how: name, people or seat."""

    code: str
    start: int
    end: int
    by: str


@functools.cache
def _table() -> Mapping[str, tuple[str, str]]:
    """Lower-case name -> (code, how it names), for what the gazetteer does not tell."""
    data = tomllib.loads(
        files("ontherecord.annotate").joinpath("data/polities.toml").read_text(encoding="utf-8")
    )
    found: dict[str, tuple[str, str]] = {}
    for by in ("names", "people", "seats", "bodies"):
        for code, names in data[by].items():
            for name in names:
                found.setdefault(_key(name), (code, "names" if by == "bodies" else by))
    return found


@functools.lru_cache(maxsize=8_192)
def _entry(name: str) -> tuple[str, str] | None:
    """The code and how a name names it: our own table first, then the gazetteer."""
    own = _table().get(_key(name)) or _table().get(_key(name.rstrip(".")))
    if own is not None:
        return own
    bare = name.replace("’", "'").removesuffix("'s")
    for by, look_up in (
        ("names", gazetteer.country),
        ("people", gazetteer.demonym),
        ("seats", gazetteer.seat),
    ):
        code = look_up(bare)
        if code is not None:
            return code, by
    return None


def _key(name: str) -> str:
    bare = name.replace("’", "'").removesuffix("'s")
    if len(bare.replace(".", "")) <= 3 and bare.isupper():  # US, U.K., EU: not "us"
        return bare.replace(".", "")
    return bare.lower()


def polities(text: str) -> Iterator[Polity]:
    """Every state or body that `text` names, longest names first at each place."""
    words = [(m.start(), m.end()) for m in _WORD.finditer(text)]
    n = 0
    while n < len(words):
        for last in range(min(n + _LONGEST_NAME, len(words)) - 1, n - 1, -1):
            start, end = words[n][0], words[last][1]
            name = text[start:end]
            entry = _entry(name) if name[0].isupper() and text[words[last][0]].isupper() else None
            if entry:
                yield Polity(entry[0], start, end, entry[1])
                n = last
                break
        n += 1


@functools.lru_cache(maxsize=8_192)
def country(text: str) -> str | None:
    """The state or body that words speak of: the first one named, or None."""
    found = next(polities(text), None)
    return found.code if found else None


@functools.lru_cache(maxsize=8_192)
def place_country(name: str) -> str | None:
    """The state in which the best known place of that name lies: for words that are surely a place."""
    if not name[:1].isupper():
        return None
    known = gazetteer.candidates(name)
    return known[0].country if known and known[0].country != "---" else None
