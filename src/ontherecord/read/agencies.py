# SPDX-License-Identifier: Apache-2.0
"""Names of news agencies, and of outlets as far as a name alone tells them from persons.

Comes in: a name. Goes out: the agency's usual name, or whether it can be an outlet's. Refuses:
nothing. Data: `data/agencies.toml` (by `newsrooms.py`), `data/outlets.toml`. Score: `tests/read/test_bylines.py`.
"""

from __future__ import annotations

import functools
import re
import tomllib
from importlib import resources

from ontherecord.read.newsrooms import squashed, table

_WORD = re.compile(r"\w+")
_LOOKED_AT = 100_000  # characters of a copy searched for another spelling
_LONGEST_ACRONYM = 3  # letters of a word in capitals that may be an acronym


def agency_named(name: str) -> str | None:
    """The usual name of the agency that a slug, byline or credit names, or None."""
    return table().agencies.get(squashed(name))


def sounds_like_outlet(name: str) -> bool:
    """Whether a name has a word outlets' names are made of, is a host or an agency's."""
    if agency_named(name):
        return True
    if re.fullmatch(r"[\w-]{2,40}(?:\.[\w-]{2,20}){1,3}", name.strip()):
        return True
    words = [word.casefold() for word in _WORD.findall(name)]
    return any(word in _outlet_words() for word in words)


def is_section(name: str) -> bool:
    """Whether a name is that of a kind or part of a paper ("Opinion", "Live"), not of an outlet."""
    return name.casefold() in _sections()


def in_usual_case(name: str, copy: str) -> str:
    """A name set in capitals ("HARBOUR GAZETTE") as it is usually written: as the text has it elsewhere,
    or else each word with one capital; a short name without vowels or words ("BBC", "CNN") stays."""
    words = name.split()
    if not name.isupper() or len(words) < 2:
        return name
    for found in re.finditer(re.escape(name), copy[:_LOOKED_AT], re.IGNORECASE):
        if not found.group().isupper():
            return found.group()
    return " ".join(word.capitalize() if len(word) > _LONGEST_ACRONYM else word for word in words)


@functools.cache
def _outlet_table() -> dict[str, list[str]]:
    return tomllib.loads(
        resources.files("ontherecord.read").joinpath("data/outlets.toml").read_text(encoding="utf-8")
    )


@functools.cache
def _outlet_words() -> frozenset[str]:
    return frozenset(_outlet_table()["words"])


@functools.cache
def _sections() -> frozenset[str]:
    return frozenset(word.casefold() for word in _outlet_table()["not_places"] + _outlet_table()["sections"])
