# SPDX-License-Identifier: Apache-2.0
"""Names of news agencies, and of outlets as far as a name alone tells them from persons.

Comes in: a name. Goes out: the agency's usual name, or whether it can be an outlet's. Refuses:
nothing. Data: `data/agencies.toml`, `data/outlets.toml`. Score: `tests/read/test_agencies.py`.
"""

from __future__ import annotations

import functools
import re
import tomllib
from importlib import resources

_WORD = re.compile(r"\w+")


def agency_named(name: str) -> str | None:
    """The usual name of the agency that a slug, byline or credit names, or None."""
    key = " ".join(name.strip(" .,()[]-–—").split()).casefold()
    return _agencies().get(key) or _agencies().get(key.removeprefix("the "))


def sounds_like_outlet(name: str) -> bool:
    """Whether a name has a word outlets' names are made of, is a host or an agency's."""
    if agency_named(name):
        return True
    if re.fullmatch(r"[\w-]{2,40}(?:\.[\w-]{2,20}){1,3}", name.strip()):
        return True
    words = [word.casefold() for word in _WORD.findall(name)]
    return any(word in _outlet_words() for word in words)


@functools.cache
def _agencies() -> dict[str, str]:
    table = tomllib.loads(resources.files(__package__).joinpath("data/agencies.toml").read_text("utf-8"))
    return {spelling.casefold(): name for name, spellings in table.items() for spelling in (name, *spellings)}


@functools.cache
def _outlet_words() -> frozenset[str]:
    table = tomllib.loads(resources.files(__package__).joinpath("data/outlets.toml").read_text("utf-8"))
    return frozenset(table["words"])
