# SPDX-License-Identifier: Apache-2.0
"""Labels: lines that begin with the speaker's name and a colon: headlines and transcripts.

Comes in: a page. Goes out: (name, content) token ranges: "Voss: no talks", "ORLOV: Who told you?", and
without a name "Q: Who told you?", "A. Nobody did.".
Refuses: labels that are not names ("Update:", "Photo:"), and a name with a colon in running text
unless the page has more such lines: two shouted ones, or two names that take turns.
Score: with the quotations, `python -m bench quotations`.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from ontherecord.annotate.names.titles import plain, roles
from ontherecord.annotate.quotations.cues import lexicon
from ontherecord.annotate.quotations.page import MARKS, Page

_LONGEST_LABEL = 6
"""Words of a name with its titles before the colon."""
_LEAST_TURNS = 2
"""Labelled paragraphs that make a transcript, and lines of one name that takes turns."""
_LEAST_SPEAKERS = 2
"""Names that take turns in a transcript."""
_LEAST_WORDS = 2
"""Words a headline's statement has at least."""


class Labelled(NamedTuple):
    """A line that says whose turn it is: token ranges of the name, if it is one, and of what is said."""

    name: tuple[int, int] | None
    content: tuple[int, int]
    sign: int


def labelled(page: Page) -> list[Labelled]:
    """The labelled lines of a page, in order."""
    parse = page.parse
    found = [
        (n, line)
        for n, (first, end, _) in enumerate(parse.paragraphs)
        if (line := _line(page, first, end)) is not None
    ]
    labels = [page.text[slice(*page.span(*line.name))] for _, line in found if line.name]
    taking_turns = {label for label, times in Counter(labels).items() if times >= _LEAST_TURNS}
    kept = []
    for (n, line), label in zip(found, labels, strict=True):
        headline = n == 0 or page.in_headline(parse.paragraphs[n][0])
        shouted = label.isupper() and len(found) >= _LEAST_TURNS
        if headline or shouted or (label in taking_turns and len(taking_turns) >= _LEAST_SPEAKERS):
            kept.append(line)
    return sorted([*kept, *_questioned(page)], key=lambda line: line.content)


def _questioned(page: Page) -> list[Labelled]:
    """The lines of a transcript that names nobody: "Q: Why?" and "A: Because.", at least one of each."""
    lines: list[Labelled] = []
    seen: set[bool] = set()
    for first, end, _ in page.parse.paragraphs:
        sign = (
            _SIGN.match(page.text, page.parse.starts[first], page.parse.ends[end - 1])
            if end > first
            else None
        )
        word = sign.group(1).lower() if sign else ""
        asks = word in lexicon().asks
        if not sign or not (asks or word in lexicon().answers):
            continue
        content = [t for t in range(first, end) if page.parse.starts[t] >= sign.end() and page.is_word(t)]
        if content and (asks or seen):
            seen.add(asks)
            mark = next(t for t in range(first, end) if page.parse.ends[t] >= sign.end(2))
            lines.append(Labelled(None, (content[0], end), mark))
    return lines if len(seen) == len(("asks", "answers")) else []


_SIGN = re.compile(r"(\w{1,10})([:.])\s")


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
    if len(name) == 1 and len(parse.words[name[0]]) == 1:  # "B: close the port": a list
        return None
    if len({page.inside[t] for t in range(first, colon + 1)}) > 1:
        return None
    to = next((n for n, t in enumerate(name) if n and parse.lowers[t] == "to"), None)
    if to is not None and (
        parse.words[name[-1]][0].isupper() or _speaks_to_many(page, name[to - 1], name[-1])
    ):
        name = name[:to]  # "Voss to Orlov: leave the port", "Minister to unions: no money"
    if not all(parse.words[t][0].isupper() or parse.lowers[t] in ("of", "the", "de", "al") for t in name):
        return None
    verbs = (t for t in name if parse.tags[t] in ("VBD", "VBZ", "VBP", "MD", "VBG", "VB", "IN"))
    if not all(parse.words[t] in page.names_of_body for t in verbs):
        return None
    content = [t for t in range(colon + 1, end) if page.is_word(t)]
    if len(content) < _LEAST_WORDS:
        return None
    return Labelled((name[0], name[-1] + 1), (content[0], content[-1] + 1), colon)


def _speaks_to_many(page: Page, speaker: int, addressed: int) -> bool:
    """Whether a plural is spoken to by whom the body names or whose role says that they speak; not "Back to basics"."""
    parse = page.parse
    known = parse.words[speaker] in page.names_of_body or plain(parse.lowers[speaker]) in roles()
    return known and parse.tags[addressed] in ("NNS", "NNPS")
