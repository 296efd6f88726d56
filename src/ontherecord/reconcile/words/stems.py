# SPDX-License-Identifier: Apache-2.0
"""Words without their endings: enough to bring "talks" and "talk" together.

Comes in: a word in lower case and the endings to take off, longest first. Goes out: its stem.
Refuses: to leave less than a few letters. Score: none; claims and utterances rest on it.
"""

from __future__ import annotations

import functools

ENDINGS = ("ations", "ation", "ings", "ing", "ies", "ied", "ed", "es", "s", "ly")
LEAST = 4  # letters a stem keeps, so that "king" is not cut to "k"


@functools.lru_cache(maxsize=8_192)  # the words of a language come again and again
def without_ending(word: str, endings: tuple[str, ...] = ENDINGS, least: int = LEAST) -> str:
    """The word without the first of the endings that leaves at least `least` letters."""
    if not word.endswith(endings):
        return word
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= least:
            return word[: -len(ending)]
    return word
