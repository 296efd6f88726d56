# SPDX-License-Identifier: Apache-2.0
"""Labels: lines that begin with the speaker's name and a colon: headlines and transcripts.

Comes in: a page. Goes out: (name, content) token ranges: "Voss: no talks", "ORLOV: Who told you?".
Refuses: labels that are not names ("Update:", "Photo:"), and a name with a colon in running text
unless the page has more such lines.
Score: with the quotations, `python -m bench quotations`.
"""

from __future__ import annotations

from typing import NamedTuple

from ontherecord.annotate.quotations.cues import lexicon
from ontherecord.annotate.quotations.page import MARKS, Page

_LONGEST_LABEL = 6
"""Words of a name with its titles before the colon."""
_LEAST_TURNS = 2
"""Labelled paragraphs that make a transcript."""
_LEAST_WORDS = 2
"""Words a headline's statement has at least."""


class Labelled(NamedTuple):
    """A line that names its speaker: token ranges of the name and of what is said."""

    name: tuple[int, int]
    content: tuple[int, int]
    colon: int


def labelled(page: Page) -> list[Labelled]:
    """The labelled lines of a page, in order."""
    found = [
        (n, line)
        for n, (first, end, _) in enumerate(page.parse.paragraphs)
        if (line := _line(page, first, end)) is not None
    ]
    speakers = [page.text[slice(*page.span(*line.name))].casefold() for _, line in found]
    kept = []
    for (n, line), speaker in zip(found, speakers, strict=True):
        role = page.parse.paragraphs[n][2]
        shouted = speaker.upper() == page.text[slice(*page.span(*line.name))]
        if n == 0 or role in ("headline", "subheading") or (shouted and len(found) >= _LEAST_TURNS):
            kept.append(line)
    return kept


def _line(page: Page, first: int, end: int) -> Labelled | None:
    parse = page.parse
    while first < end and parse.words[first] in MARKS:
        first += 1
    colon = next(
        (t for t in range(first, min(first + _LONGEST_LABEL + 2, end)) if parse.words[t] == ":"), None
    )
    if colon is None or colon == first:
        return None
    name = [t for t in range(first, colon) if page.is_word(t)]
    if not 0 < len(name) <= _LONGEST_LABEL or parse.lowers[name[0]] in lexicon().labels:
        return None
    if len({page.inside[t] for t in range(first, colon + 1)}) > 1:
        return None
    if not all(parse.words[t][0].isupper() or parse.lowers[t] in ("of", "the", "de", "al") for t in name):
        return None
    if any(parse.tags[t] in ("VBD", "VBZ", "VBP", "MD", "VBG", "VB", "IN") for t in name):
        return None
    content = [t for t in range(colon + 1, end) if page.is_word(t)]
    if len(content) < _LEAST_WORDS:
        return None
    return Labelled((name[0], name[-1] + 1), (content[0], content[-1] + 1), colon)
