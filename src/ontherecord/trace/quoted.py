# SPDX-License-Identifier: Apache-2.0
"""Which words of an article are somebody's reported words, not the reporter's.

Comes in: the comparable words of an article and, where it was annotated, its quotations. Goes
out: a mask, true for each word that stands inside a direct quotation or in quotation marks.
Refuses: a mark that is not closed on its line, unless it starts the line (then it reaches to the
line's end); an apostrophe inside a word; indirect speech, also around words in marks: it is the reporter's.
Score: none of its own; it decides between reuse and quotation only (`python -m bench stories`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import numpy as np

from ontherecord.model import Quotation
from ontherecord.trace.words import Mask, Words

# Opening and closing marks a style sheet may use; the straight marks open and close alike.
_CLOSES = {"“": '”“"', "„": "“”", "«": "»", "»": "«", '"': '"”', "‘": "’", "'": "'’", "`": "'’"}
_MARK = re.compile(r"[“”„«»\"‘’'`\n]|\Z")


def quoted(words: Words, quotations: Iterable[Quotation] = ()) -> Mask:
    """A mask over the words of an article; shape (len(words),)."""
    mask = np.zeros(len(words), dtype=np.bool_)
    if not len(words):
        return mask
    first = words.copy.rfind("\n", 0, words.starts[0]) + 1  # a mark may stand before the first word
    for start, end in _in_marks(words.copy, max(first, words.starts[0] - 2), words.ends[-1]):
        mask[words.within(start, end)] = True
    for quotation in quotations:
        if quotation.kind == "direct":
            for span in quotation.content:
                mask[words.within(span.start, span.end)] = True
    return mask


def _in_marks(copy: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Ranges in quotation marks, outermost only; a range that is not closed ends with its line."""
    opened, closes = -1, ""
    for match in _MARK.finditer(copy, start, min(len(copy), end + 1)):
        mark, at = match.group(), match.start()
        if opened >= 0 and (mark in ("\n", "") or (mark in closes and _may_close(copy, at))):
            if mark not in ("\n", "") or _opens_line(copy, opened):
                yield opened + 1, at
            opened = -1
        elif opened < 0 and mark in _CLOSES and _may_open(copy, at):
            opened, closes = at, _CLOSES[mark]


def _opens_line(copy: str, at: int) -> bool:
    """Whether a mark starts its line: a quotation that goes on in the next paragraph does so, and
    is not closed; a mark inside a line that never closes is more likely a stray one."""
    return at == 0 or copy[at - 1] == "\n"


def _may_open(copy: str, at: int) -> bool:
    """A mark opens at the start of a word: nothing of a word before it, something after it."""
    before, after = copy[at - 1 : at] if at else "", copy[at + 1 : at + 2]
    return not before.isalnum() and not after.isspace() and after != ""


def _may_close(copy: str, at: int) -> bool:
    """A mark closes at the end of a word; an apostrophe inside a word does not."""
    if copy[at] in "'’":
        return not copy[at + 1 : at + 2].isalnum() and not copy[at - 1 : at].isspace()
    return True
