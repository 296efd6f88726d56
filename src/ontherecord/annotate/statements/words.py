# SPDX-License-Identifier: Apache-2.0
"""The words that acts and parties are told by: `data/statements.toml`, read once.

Comes in: nothing. Goes out: sets of lemmas by name, and the act that a verb and its object name together.
Refuses: nothing. Score: with the statements, `python -m bench claims`.
"""

from __future__ import annotations

import functools
import tomllib
from importlib.resources import files


@functools.cache
def lists() -> dict[str, frozenset[str]]:
    """Sets of lemmas by the name of the list."""
    text = files("ontherecord.annotate").joinpath("data/statements.toml").read_text(encoding="utf-8")
    return {name: frozenset(words) for name, words in tomllib.loads(text).items() if name != "idioms"}


@functools.cache
def idioms() -> dict[str, str]:
    """The act that a verb and its object name together, by both lemmas: "take place"."""
    text = files("ontherecord.annotate").joinpath("data/statements.toml").read_text(encoding="utf-8")
    idioms: dict[str, str] = tomllib.loads(text)["idioms"]
    return idioms
