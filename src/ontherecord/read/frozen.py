# SPDX-License-Identifier: Apache-2.0
"""The frozen copy: the text as it is stored and as all spans refer to it.

Comes in: text as decoded. Goes out: the copy (NFC, "\\n" line ends, valid Unicode without null
characters) and the problems met. Refuses: nothing. Score: none; `tests/read/test_frozen.py`.
Everything else of a plain text stays exactly as it was, white space included.
"""

from __future__ import annotations

import functools
import re
import sys
import unicodedata

_GRAPHEME_JOINER = "\u034f"
_LONGEST_MARKS = 30  # Stream-Safe Text Format, UAX #15: normalising longer runs takes quadratic time


def frozen(text: str) -> tuple[str, tuple[str, ...]]:
    """The frozen copy of a text, and what had to be replaced. `frozen(copy)` gives the copy again."""
    problems = []
    text = text.removeprefix("\ufeff")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if nulls := text.count("\0"):
        text = text.replace("\0", "\ufffd")
        problems.append(f"{nulls} null characters were replaced")
    text, halves = re.subn("[\ud800-\udfff]", "\ufffd", text)
    if halves:
        problems.append(f"{halves} lone surrogates were replaced")
    return _normalised(text), tuple(problems)


def _normalised(text: str) -> str:
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", _marks().sub(_broken_up, text))


def _broken_up(run: re.Match[str]) -> str:
    marks = run.group()
    pieces = [marks[n : n + _LONGEST_MARKS] for n in range(0, len(marks), _LONGEST_MARKS)]
    return _GRAPHEME_JOINER.join(pieces)


@functools.cache
def _marks() -> re.Pattern[str]:
    """A run of combining marks longer than any script needs."""
    marks = [chr(c) for c in range(0x300, min(sys.maxunicode, 0x1F000)) if unicodedata.combining(chr(c))]
    return re.compile(f"[{''.join(marks)}]{{{_LONGEST_MARKS + 1},}}")
