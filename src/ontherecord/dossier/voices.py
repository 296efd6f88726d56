# SPDX-License-Identifier: Apache-2.0
"""What kind of voice a speaker is: named, known by office, not identified, a document, or not told.

Comes in: the words that name a speaker. Goes out: a `Voice`.
Refuses: nothing; words that name nobody are "not told".
Score: none; `tests/dossier/test_voices.py`.

The head of the description and its first word decide: "a presidential decree" is a document, "a senior
official" and "officials" identify nobody, "the mayor" and "his lawyer" are known by what they are.
"""

from __future__ import annotations

import functools
import re
import tomllib
from importlib import resources
from typing import Literal, NamedTuple

Voice = Literal["named", "office", "unnamed", "document", "not told"]

_WORD = re.compile(r"[\w’'-]+|,")
_OWNER = re.compile(r"['’]s?$")


class Words(NamedTuple):
    """The word lists of `data/voices.toml`."""

    documents: frozenset[str]
    unnamed: frozenset[str]
    singled_out: frozenset[str]
    plurals: frozenset[str]
    pronouns: frozenset[str]
    breaks: frozenset[str]
    plain_forms: dict[str, str]
    """By force, the form that stands behind "did not": "say" for "said"."""


@functools.cache
def words() -> Words:
    """The word lists, read once."""
    data = tomllib.loads(
        resources.files("ontherecord.dossier").joinpath("data/voices.toml").read_text("utf-8")
    )
    listed = {name: frozenset(data[name].split()) for name in Words._fields if name != "plain_forms"}
    return Words(plain_forms=data["plain_forms"], **listed)


def voice(name: str) -> Voice:
    """What kind of voice the words that name a speaker tell of, where it is no cast member."""
    said = _WORD.findall(name[:200])
    known = words()
    if not said or (len(said) == 1 and said[0].lower() in known.pronouns):
        return "not told"
    phrase = _to_head(said)
    head = phrase[-1].lower()
    if head in known.documents or head.removesuffix("s") in known.documents:
        return "document"
    first = said[0].lower()
    if first in known.unnamed or first.isdigit():
        return "unnamed"
    owned = any(_OWNER.search(word) for word in phrase[:-1])
    common = len(phrase) == 1 or phrase[-1].islower()  # a sentence may begin with it
    plural = head in known.plurals or (common and head.endswith("s") and not head.endswith("ss"))
    sole = head in ("source", "official")
    return "unnamed" if (plural or sole) and not owned and first not in known.singled_out else "office"


def _to_head(said: list[str]) -> list[str]:
    """The words of a description up to its head."""
    ends = (n for n, word in enumerate(said) if n and (word == "," or word.lower() in words().breaks))
    return said[: next(ends, len(said))]
