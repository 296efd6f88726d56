# SPDX-License-Identifier: Apache-2.0
"""What stands in one line of a head: the name of an outlet, the headline, or both.

Comes in: a line, and for a name set apart in a headline the start of the body. Goes out: ranges of the copy.
Refuses: a speaker, a place or a section ("Opinion:") as the outlet.
Score: `python -m bench segments` (attached-outlet); `tests/read/test_attached.py`.
"""

from __future__ import annotations

import re

from ontherecord.read.agencies import is_section, sounds_like_outlet
from ontherecord.read.bylines import is_person, newsroom_of
from ontherecord.read.lines import Line, without_stamp

LONGEST_NAME = 6  # words of an outlet's name
_LABEL_WORDS = 3  # of a name before a colon or in brackets that nothing else tells for an outlet
_SOURCE = re.compile(r"(?:source|from|via|by):?\s+(?=\S)", re.IGNORECASE)
_PART = re.compile(r"[^\s|•·](?:[^|•·]*[^\s|•·])?")
_TITLE_LABEL = re.compile(r"(?:title|headline)\s?:\s+(?=\S)", re.IGNORECASE)
_OUTLET_LABEL = re.compile(r"((?:The )?[A-ZÀ-Þ][\w.&’' ]{1,40}):\s+(?=\S)")
_OUTLET_ENCLOSED = re.compile(r"\s+\(((?:The )?[A-ZÀ-Þ][\w.&’' ]{1,40})\)$")
_OUTLET_BEHIND = re.compile(r"\s+[|–—-]\s+((?:The )?[A-ZÀ-Þ][\w.&’' ]{1,40})$")
_OUTLET_BEFORE = re.compile(r"[\[(]([A-ZÀ-Þ][^\[\]()]{1,40})[\])]\s*[:-]?\s*(?=\S)")


def bare_name(text: str) -> str:
    """The name in a short line, without "Source:" before it and an age behind it, to compare it by."""
    return _SOURCE.sub("", text[: without_stamp(text)].strip(" -–—|•·:"), count=1).casefold()


def is_labelled(text: str) -> bool:
    """Whether a line says that what follows is its source ("From Kite", "Source: Kite")."""
    return _SOURCE.match(text) is not None


def name_range(one: Line) -> tuple[int, int]:
    """The range of the outlet's name in a line: without "Source:" before it, an age behind it, the author beside it
    ("Jo Ruiz | Harbour Gazette | 5 June 2031") and its staff ("Harbour Gazette Staff")."""
    at = one.end - len(one.text)
    label = _SOURCE.match(one.text)
    start = label.end() if label else 0
    text = one.text[start : max(without_stamp(one.text), start + 1)]
    first, name = _named_part(text)
    return at + start + first, at + start + first + len(newsroom_of(name))


def _named_part(text: str) -> tuple[int, str]:
    """Of the parts of a line the one that names the outlet, and where it begins: one that sounds so, else the
    last that is not of a person's form, else the last."""
    parts = [(part.start(), part.group()) for part in _PART.finditer(text)]
    if len(parts) < 2:
        return 0, text
    sounding = [part for part in parts if sounds_like_outlet(part[1])]
    others = [part for part in parts if not is_person(part[1])]
    return (sounding or others[-1:] or parts[-1:])[0]


def title_of(one: Line) -> tuple[int, int]:
    """The range of a headline without a label ("Title: ")."""
    label = _TITLE_LABEL.match(one.text)
    return one.end - len(one.text) + (label.end() if label else 0), one.end


def title_and_outlet(one: Line, below: str) -> tuple[tuple[int, int], tuple[int, int] | None]:
    """The range of a headline and that of the outlet written into its line ("[Kite] Talks end", "Talks end |
    Harbour Gazette | 5 June 2031"), both without a label or a date; `below` is the start of the body."""
    at, (start, end) = one.end - len(one.text), title_of(one)
    text = one.text[: without_stamp(one.text)]
    if before := _OUTLET_BEFORE.match(text):
        return (at + before.end(), at + len(text)), (at + before.start(1), at + before.end(1))
    named = None if _TITLE_LABEL.match(text) else _OUTLET_LABEL.match(text)
    spoken = named is not None and text[named.end()] in "\"'“‘«"
    if named and not spoken and _names_outlet(named.group(1), below):
        return (at + named.end(), at + len(text)), (at + named.start(1), at + named.end(1))
    enclosed = _OUTLET_ENCLOSED.search(text)
    behind = enclosed if enclosed and _names_outlet(enclosed.group(1), below) else _OUTLET_BEHIND.search(text)
    if behind and len(behind.group(1).split()) <= LONGEST_NAME - 1:
        return (start, at + behind.start()), (at + behind.start(1), at + behind.end(1))
    return (start, end), None


def _names_outlet(name: str, below: str) -> bool:
    """Whether a name set apart in a headline is that of an outlet: it has a word of such names, or it is a name
    of which the report does not speak (the speaker or the place of a headline is in its body) and no label."""
    if sounds_like_outlet(name):
        return True
    words = name.split()
    capital = len(words) <= _LABEL_WORDS and all(word[0].isupper() for word in words)
    return capital and not is_section(name) and not any(word in below for word in words)
