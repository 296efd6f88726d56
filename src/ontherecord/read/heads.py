# SPDX-License-Identifier: Apache-2.0
"""What stands in one line of a head: the name of an outlet, the headline, or both.

Comes in: a line, and for a name set apart in a headline the start of the body. Goes out: ranges of the copy.
Refuses: a speaker, a place or a section ("Opinion:") as the outlet.
Score: `python -m bench segments` (attached-outlet); `tests/read/test_attached.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ontherecord.read.agencies import is_section, sounds_like_outlet
from ontherecord.read.bylines import is_person, newsroom_of
from ontherecord.read.lines import LONGEST_TESTED, Line, without_stamp

LONGEST_NAME = 6  # words of an outlet's name
_LABEL_WORDS = 3  # of a name before a colon or in brackets that nothing else tells for an outlet
_SOURCE = re.compile(
    r"(?i:source|agency)\s?:\s+|(?:(?:\w+ly\s+)?\w+ed\s|[Rr]ead\s|[Ss]tory\s|[Aa]rticle\s)?(?:[a-z]+\s){0,3}"
    r"(?:[Ff]rom|[Vv]ia|[Bb]y|at|on|in):?\s+(?=\S)"
)
_SIGN = re.compile(r"[|•·()\[\]*_–—]|\s-{1,2}\s")
_LOOSE_END = re.compile(r"\s(?:on|at|in)$")
_BESIDE = re.compile(r"([^,]{3,40}?)(?:\s*,\s+|\s+(?:for|of|at)\s+)(?=\S)")
_STARTS = re.compile(r"[^\W\d_a-zß-ÿ]\D*$")
_TITLE_LABEL = re.compile(r"(?:title|headline)\s?:\s+(?=\S)", re.IGNORECASE)
_OUTLET_LABEL = re.compile(r"((?:The )?[A-ZÀ-Þ][\w.&’' ]{1,40}):\s+(?=\S)")
_OUTLET_ENCLOSED = re.compile(r"\s+\(((?:The )?[A-ZÀ-Þ][\w.&’' ]{1,40})\)$")
_OUTLET_BEHIND = re.compile(r"\s+[|–—-]\s+((?:The )?[A-ZÀ-Þ][\w.&’' ]{1,40})$")
_OUTLET_BEFORE = re.compile(r"[\[(]([A-ZÀ-Þ][^\[\]()]{1,40})[\])]\s*[:-]?\s*(?=\S)")


class Name(NamedTuple):
    """A name in a line of a head: where it begins in the text of the line, and whether the line says that it is
    an outlet's: by a label ("Source:"), its staff, or a person beside it."""

    start: int
    text: str
    told: bool


def name_in(one: Line) -> Name | None:
    """The name of an outlet in a line, without what may stand beside it: a label ("Published by"), an age or date,
    the author ("Jo Ruiz | Kite | 5 June 2031", "Jo Ruiz, Kite"), the staff ("Kite Staff"). Of several the one
    that sounds like an outlet, else the last that is not of a person's form; None where nothing is left."""
    names = [name for start, part in _parts(one.text[:LONGEST_TESTED]) for name in _named(start, part)]
    sounding = [name for name in names if sounds_like_outlet(name.text)]
    others = [name for name in names if name.told or not is_person(name.text)]
    chosen = next(iter(sounding or others[-1:] or names[-1:]), None)
    beside = (
        chosen is not None and len(names) > 1 and any(is_person(n.text) for n in names if n is not chosen)
    )
    return chosen._replace(told=chosen.told or beside) if chosen else None


def _parts(text: str) -> Iterator[tuple[int, str]]:
    """What stands between the signs of a line, and where it begins."""
    start = 0
    for sign in _SIGN.finditer(text):
        yield start, text[start : sign.start()]
        start = sign.end()
    yield start, text[start:]


def _named(at: int, text: str) -> Iterator[Name]:
    """The names in a part of a line that begins at an offset."""
    at, text = at + len(text) - len(text.lstrip()), text.strip()
    label = _SOURCE.match(text)
    start = label.end() if label else 0
    bare = text[start : start + without_stamp(text[start:])].rstrip(" ,:-")
    bare = _LOOSE_END.sub("", bare).rstrip(" ,:-")
    beside = _BESIDE.match(bare)
    if beside and is_person(beside[1]) and not sounds_like_outlet(beside[1]):
        yield Name(at + start, beside[1], told=False)
        start, bare = start + beside.end(), bare[beside.end() :]
    else:
        beside = None
    name = newsroom_of(bare)
    named = _STARTS.match(name) or (sounds_like_outlet(name) and any(map(str.isalpha, name)))
    if named and not is_section(name):
        yield Name(at + start, name, told=label is not None or name != bare or beside is not None)


def bare_name(one: Line) -> str:
    """The name in a short line, to compare it by."""
    name = name_in(one)
    return (name.text if name else one.text).casefold()


def is_labelled(one: Line) -> bool:
    """Whether a line says that the name in it is that of an outlet ("From Kite", "Jo Ruiz | Kite")."""
    name = name_in(one)
    return name is not None and name.told


def name_range(one: Line) -> tuple[int, int] | None:
    """The range of the outlet's name in a line, if there is one."""
    at, name = one.end - len(one.text), name_in(one)
    return (at + name.start, at + name.start + len(name.text)) if name else None


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
