# SPDX-License-Identifier: Apache-2.0
"""Texts that nobody writes and somebody sends: each of any size, by name."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Callable
from functools import cache

HEAD = "Harbor Gazette\nMinister signs ferry deal\nBy Anna Lindqvist\n12 March 2024\n\n"
ZALGO = "".join(chr(0x300 + n) for n in range(40))
TURNED = "\u202e\u2066\u200f"
UNSEEN = "\u200b\u200d\ufeff\u2060"
CYRILLIC = str.maketrans("aeopcxyKMHBT", "аеорсхуКМНВТ")


@cache
def every_category() -> str:
    """Ten characters of every category of Unicode, lone surrogates left out."""
    found: dict[str, list[str]] = {}
    for code in range(sys.maxunicode + 1):
        category = unicodedata.category(chr(code))
        if category != "Cs" and len(found.setdefault(category, [])) < 10:
            found[category].append(chr(code))
    return "".join(one for some in found.values() for one in some)


def _nested(size: int) -> str:
    half = size // 24
    return "“Kovac said ‘" * half + "the ferry sails" + "’ on Tuesday.”" * half


def _names(size: int) -> str:
    return " ".join(f"{'Maria Kovac'.translate(CYRILLIC)} met Maria Kovac in {n}." for n in range(size // 40))


HOSTILE: dict[str, Callable[[int], str]] = {
    "nested quotes": _nested,
    "one sentence": lambda size: "Kovac said that " + "the old ferry and the new ferry " * (size // 32) + "sank.",
    "commas": lambda size: "Kovac said, " + "," * size + " on Tuesday.",
    "words and commas": lambda size: "Kovac, said, Tuesday, in, Vienna, " * (size // 34),
    "zalgo": lambda size: (f"Kovac s{ZALGO}aid “n{ZALGO}o” on Tuesday. " * (size // 110)),
    "right to left": lambda size: f"{TURNED}Kovac said “no” {TURNED}in שלום Vienna. " * (size // 38),
    "zero width": lambda size: f"Ko{UNSEEN}vac sa{UNSEEN}id “n{UNSEEN}o” on Tues{UNSEEN}day. " * (size // 46),
    "homoglyph names": _names,
    "emoji": lambda size: "Kovac 👩‍👩‍👧‍👦🚢🏴󠁧󠁢󠁥󠁮󠁧󠁿 said “🚢🚢” on Tuesday. " * (size // 48),
    "every category": lambda size: (every_category() + " Kovac said “no”. ") * max(1, size // 300),
    "a long number": lambda size: f"Kovac counted {'9' * (size - 40)} dead on Tuesday.",
    "numbers of 5,000 digits": lambda size: f"Kovac counted {'9' * 5_000} dead, {'1,' * 2_500}. " * (size // 10_000),
    "one word": lambda size: "a" * size,
    "open marks": lambda size: "“Kovac " * (size // 7),
    "blank lines": lambda size: "\n" * size + "Kovac said “no”.",
    "short lines": lambda size: "Kovac said.\n" * (size // 12),
    "dates": lambda size: "on Tuesday 12 March 2024 last week two years ago in 1999 " * (size // 57),
    "colons": lambda size: "Kovac: no. " * (size // 11),
    "dashes": lambda size: "- — – " * (size // 6),
    "brackets": lambda size: "(" * size + "Kovac",
    "capitals": lambda size: "KOVAC SAID NO ON TUESDAY " * (size // 25),
    "datelines": lambda size: "VIENNA, March 12 (Reuters) - Kovac said no.\n\n" * (size // 46),
    "credits": lambda size: "(AP) according to Reuters, by AFP, Reuters reported, " * (size // 52),
    "abbreviations": lambda size: "U.S. Mr. Dr. St. e.g. i.e. J. K. Rowling Jr. " * (size // 46),
    "addresses": lambda size: "https://a.example/b?c=d&e=f@g.h " * (size // 32),
    "ellipses": lambda size: "... . . . …" * (size // 11),
    "spaces": lambda size: "Kovac" + " " * size + "said “no”.",
    "unusual spaces": lambda size: "Kovac\u00a0\u2009\u3000said\u2028\u2029\x85 “no”. " * (size // 26),
    "control characters": lambda size: "Kovac\x00\x1b[31m\x07\x08 said\x9b “no”. " * (size // 27),
}  # fmt: skip
