# SPDX-License-Identifier: Apache-2.0
"""Notes in which an article owns up to an error: corrections and clarifications.

Comes in: the range of an article in its frozen copy. Goes out: the spans of its notes, in order.
Refuses: a note that only says that the text was updated; corrections the article reports.
Score: change classes, `python -m bench versions`. The forms are data (`data/corrections.toml`).
"""

from __future__ import annotations

import functools
import re
import tomllib
from importlib import resources

from ontherecord.model import Span
from ontherecord.needed import may_fit
from ontherecord.trace.words import folded

_LONGEST = 600  # characters; a longer line is a paragraph in which the note is one sentence


@functools.cache
def _forms() -> re.Pattern[str]:
    text = resources.files("ontherecord.trace").joinpath("data/corrections.toml").read_text(encoding="utf-8")
    return re.compile("|".join(f"(?:{form})" for form in tomllib.loads(text)["forms"]), re.IGNORECASE)


def corrections(document: str, copy: str, start: int, end: int) -> list[Span]:
    """The notes of correction in `copy[start:end]`: their lines, or from the note on in a long line."""
    found: list[Span] = []
    pattern = _forms()
    if not may_fit(pattern, copy[start:end].lower()):
        return found
    while start < end:
        stop = copy.find("\n", start, end)
        stop = end if stop < 0 else stop
        if match := pattern.search(copy[start:stop]):
            first = start if stop - start <= _LONGEST else start + match.start()
            note = copy[first : min(stop, first + _LONGEST)]
            blank = len(note) - len(note.lstrip())
            found.append(Span.of(document, copy, first + blank, first + len(note.rstrip())))
        start = stop + 1
    return found


def same_note(one: Span, other: Span) -> bool:
    """Whether two versions carry one note: the same words, whatever the typography."""
    return _plain(one.text) == _plain(other.text)


def _plain(text: str) -> list[str]:
    return [folded(word) for word in re.findall(r"[^\W_]+", text)]
