# SPDX-License-Identifier: Apache-2.0
"""Who signs an article: the persons and the organisation that a byline names.

Comes in: the text of a byline. Goes out: `Byline` (authors; organisations as ranges of the text).
Refuses: a line that is no byline gives nothing. Score: `tests/read/test_bylines.py`.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ontherecord.read.agencies import agency_named, sounds_like_outlet

_BY = re.compile(
    r"(?:(?:written|story|report|reporting|words|text|compiled|edited)\s+)?by:?\s+|author:\s*|reporter:\s*",
    re.IGNORECASE,
)
_STOP = re.compile(
    r"[|•·]|\s[-–—]\s|\b(?:published|updated|posted|on\s+(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?\s+\d|\d{1,2}\s+\w{3,9}\s+\d{4}"
    r"|\d{1,2}:\d\d|\d{4}-\d\d",
    re.IGNORECASE,
)
_GAP = re.compile(
    r"\s*,\s*(?:and\s+)?|\s+and\s+|\s*&\s*|\s*;\s*|\s+with\s+|\s+for\s+|\s+in\s+[A-ZÀ-Þ][\w’'.-]{1,25}(?:\s[A-ZÀ-Þ][\w’'.-]{1,25}){0,2}\s+and\s+[A-ZÀ-Þ][\w’'.-]{1,25}\s*$|\s+in\s+[A-ZÀ-Þ][\w’'.-]{1,25}(?:\s+[A-ZÀ-Þ][\w’'.-]{1,25}){0,2}(?=\s+and\s|\s*,|\s*$)(?:\s+and\s+)?|\s*[()/]\s*"
)
_NAME = re.compile(
    r"(?:(?:[A-ZÀ-ÞŁŠŽČŚ][\w.’'\-]*+|de|da|di|do|dos|van|von|der|den|la|le|el|al|bin|ibn|ben|of|del|du|y)(?:\s++|$)){2,5}$"
)  # possessive: a word counts once, and a long one costs its length
_JOB = re.compile(
    r"\b(?:correspondent|reporter|editor|writer|columnist|staff|analyst|bureau|chief|producer|contributor|"
    r"photographer|journalist|desk|special\s+to|follow|view|profile|bio)\b",
    re.IGNORECASE,
)
_STAFF = re.compile(
    r"(?<!^our)(?<!^the)\s(?:staff(?:\s(?:writer|reporter|correspondent)s?)?|newsroom|(?:news|web)\s*desk)$",
    re.IGNORECASE,
)
_OF = (" of ", " of the ")


class Byline(NamedTuple):
    """The persons who sign, and the ranges (in the line) of the organisations named beside them."""

    authors: tuple[str, ...]
    organisations: tuple[tuple[int, int], ...]


def byline(text: str) -> Byline:
    """What a byline ("By Ana Lutz and Piet Haas, Harbour Gazette") names."""
    opening = _BY.match(text)
    start = opening.end() if opening else 0
    stop = _STOP.search(text, start)
    end = stop.start() if stop else len(text)
    authors: dict[str, None] = {}
    organisations = []
    for a, b in _parts(text, start, end):
        part, newsroom = text[a:b], newsroom_of(text[a:b])
        if newsroom != part or text[:a].endswith(_OF):
            organisations.append((a, a + len(newsroom)))
        elif agency_named(part) or (sounds_like_outlet(part) and not _JOB.search(part)):
            organisations.append((a, b))
        elif is_person(part):
            authors.setdefault(_cased(part))
        elif opening and len(part.split()) == 1 and part[:1].isupper() and len(part) > 1:
            organisations.append((a, b))
    return Byline(tuple(authors), tuple(organisations))


def _parts(text: str, start: int, end: int) -> list[tuple[int, int]]:
    parts = []
    for gap in [*_GAP.finditer(text, start, end), None]:
        stop = gap.start() if gap else end
        piece = text[start:stop]
        bare = piece.strip(" .,:")
        if bare:
            first = start + piece.index(bare)
            parts.append((first, first + len(bare)))
        start = gap.end() if gap else end
    return [half for part in parts for half in _halves(text, *part)]


def newsroom_of(name: str) -> str:
    """The newsroom whose staff signs ("Harbour Gazette Staff"), or the name as it is."""
    return _STAFF.sub("", name, count=1).rstrip()


def _halves(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A person and the newsroom behind: "Jo Ruiz of the Harbour Gazette", "Jo Ruiz Associated Press"."""
    for gap in re.finditer(r"\s+(of\s+(?:the\s+)?)?", text[start:end]):
        before = text[start : start + gap.start()]
        if gap[1] and is_person(before) and not sounds_like_outlet(before):
            return [(start, start + gap.start()), (start + gap.end(), end)]
        if agency_named(text[start + gap.end() : end]):
            return [(start, start + gap.start()), (start + gap.end(), end)]
    return [(start, end)]


def is_person(part: str) -> bool:
    """Whether a name has the form of a person's: two to five capitalised words, no job, no digit."""
    return bool(_NAME.match(part)) and not _JOB.search(part) and not any(map(str.isdigit, part))


def _cased(name: str) -> str:
    return name.title() if name.isupper() else name
