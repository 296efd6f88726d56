# SPDX-License-Identifier: Apache-2.0
"""Words that go with names: forms of address, role nouns, marks of organisations and places.

Comes in: a word. Goes out: whether it is one of them, and the gender it tells. Refuses: nothing.
Score: none of its own; `python -m bench names` measures what they are used for. The words are data:
`annotate/data/titles.toml`.
"""

from __future__ import annotations

import functools
import tomllib
from importlib import resources

from ontherecord.model import Gender


@functools.cache
def _table() -> dict[str, dict[str, str]]:
    with resources.files("ontherecord.annotate").joinpath("data/titles.toml").open("rb") as file:
        return tomllib.load(file)


@functools.cache
def words(section: str, name: str = "words") -> frozenset[str]:
    """The words of one list of `titles.toml`."""
    return frozenset(_table()[section][name].split())


@functools.lru_cache(maxsize=8_192)
def plain(word: str) -> str:
    """A word as the lists have it: lower case, no dots."""
    return word.lower().replace(".", "").removeprefix("ex-").removeprefix("then-")


@functools.cache
def honorifics() -> dict[str, Gender | None]:
    """Forms of address -> the gender they tell."""
    return _gendered("honorifics")


@functools.cache
def roles() -> dict[str, Gender | None]:
    """Role nouns -> the gender they tell."""
    return _gendered("roles")


def _gendered(section: str) -> dict[str, Gender | None]:
    found: dict[str, Gender | None] = dict.fromkeys(sorted(words(section, "either")))
    for gender in ("male", "female"):
        found |= dict.fromkeys(sorted(words(section, gender)), gender)
    return found


@functools.lru_cache(maxsize=8_192)
def is_title(word: str) -> bool:
    """May the word be the last of a title before a name: "President", "spokesman", "Mr."?"""
    return plain(word) in honorifics() or plain(word) in roles()


@functools.lru_cache(maxsize=8_192)
def is_modifier(word: str) -> bool:
    """May the word stand inside a title: "deputy", "foreign", "former"?"""
    return plain(word) in words("modifiers")
