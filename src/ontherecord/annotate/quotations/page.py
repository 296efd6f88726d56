# SPDX-License-Identifier: Apache-2.0
"""The page of an article as the quotation rules see it: tokens, sentences, quoted regions.

Comes in: a parse. Goes out: a `Page`: for each token its sentence and its quoted region, where
sentences are mended (no break without a stop before it) and regions are token ranges.
Refuses: nothing.
Score: with the quotations, `python -m bench quotations`.
"""

from __future__ import annotations

import functools
from typing import NamedTuple

from ontherecord.annotate.parse import Parse
from ontherecord.annotate.quotations.cues import lexicon
from ontherecord.annotate.quotations.marks import Region, regions

_STOPS = frozenset({".", "?", "!", "…", "...", ";", ":", "?!", "!!", "??", "...."})
LONGEST_SENTENCE = 300
"""Tokens of a sentence that the rules look into; a longer one is text without sentence ends."""
MARKS = frozenset({'"', "“", "”", "„", "«", "»", "``", "''", "‹", "›", "'", "‘", "’"})


_SHORT_REPORT = 6
"""Tokens of a report that stands behind a quotation whose closing mark was left out."""


class Quoted(NamedTuple):
    """A quoted region in tokens: `first:end` are the words inside the marks."""

    first: int
    end: int
    region: Region


class Page:
    """One article laid out for the quotation rules. All ranges are token ranges, end exclusive."""

    def __init__(self, parse: Parse) -> None:
        self.parse = parse
        self.text = parse.text
        lines = [(parse.starts[a], parse.ends[b - 1]) for a, b, _ in parse.paragraphs if b > a]
        found = regions(parse.text, lines)
        self.regions: list[Quoted] = [q for r in found if (q := self._quoted(r)) is not None]
        self.outer: list[Quoted] = [q for q in self.regions if q.region.depth == 0]

    def _quoted(self, region: Region) -> Quoted | None:
        first = self.parse.token_at(region.inner_start)
        end = self.parse.token_at(region.inner_end)
        if first is None:
            return None
        end = len(self.parse) if end is None else end
        if end < len(self.parse) and self.parse.starts[end] < region.inner_end - 1:
            end += 1  # the closing mark is glued to the last word
        if not region.closed:
            end, region = self._mark_lost(first, end, region)
        return Quoted(first, end, region) if end > first else None

    def _mark_lost(self, first: int, end: int, region: Region) -> tuple[int, Region]:
        """An open region that ends with its report (`"We go, Voss said, "and soon"`): the words before."""
        words, verbs = self.parse.words, lexicon().verbs
        for token in range(end - 1, max(first, end - _SHORT_REPORT), -1):
            if self.parse.lemmas[token] in verbs and self.parse.tags[token] in ("VBD", "VBZ"):
                comma = next((t for t in range(token - 1, first, -1) if words[t] == ","), None)
                if comma is None or token - comma > _SHORT_REPORT:
                    break
                cut = self.parse.ends[comma]
                return comma + 1, region._replace(end=cut, inner_end=cut)
        return end, region

    @functools.cached_property
    def inside(self) -> list[int]:
        """For each token the number of the outer region it stands in, or -1."""
        found = [-1] * len(self.parse)
        for n, quoted in enumerate(self.outer):
            found[quoted.first : quoted.end] = [n] * (quoted.end - quoted.first)
        return found

    @functools.cached_property
    def bodies(self) -> set[int]:
        """The tokens of named organisations and places, which "it" may stand for."""
        labels = ("ORG", "GPE", "NORP", "LAW", "WORK_OF_ART")
        return {t for a, b, label in self.parse.entities if label in labels for t in range(a, b)}

    @functools.cached_property
    def places(self) -> set[int]:
        """The tokens of named places."""
        labels = ("GPE", "LOC", "FAC")
        return {t for a, b, label in self.parse.entities if label in labels for t in range(a, b)}

    @functools.cached_property
    def headlines(self) -> list[tuple[int, int, str]]:
        """The paragraphs that are headlines, or a first line without a stop at its end."""
        lines = enumerate(self.parse.paragraphs)
        return [
            line
            for n, line in lines
            if line[1] > line[0]
            and (line[2] in ("headline", "subheading") or (n == 0 and not self._stopped(line[1] - 1)))
        ]

    def _stopped(self, token: int) -> bool:
        return self.parse.words[token] in (".", "...", "…")

    def in_headline(self, token: int) -> bool:
        """Whether a token stands in a headline."""
        return any(first <= token < end for first, end, _ in self.headlines)

    @functools.cached_property
    def names_of_body(self) -> set[str]:
        """The capitalised words of the body."""
        heads = {line[:2] for line in self.headlines}
        rest = (t for a, b, _ in self.parse.paragraphs if (a, b) not in heads for t in range(a, b))
        return {self.parse.words[t] for t in rest if self.parse.tags[t] in ("NNP", "NNPS")}

    @functools.cached_property
    def times(self) -> set[int]:
        """The tokens of days and hours, which nobody is named by."""
        return {t for a, b, label in self.parse.entities if label in ("DATE", "TIME") for t in range(a, b)}

    @functools.cached_property
    def sentences(self) -> list[tuple[int, int]]:
        """For each token the first and end token of its mended sentence."""
        merged: list[tuple[int, int]] = []
        paragraph = self.parse.paragraph_index
        for first, end in self.parse.sentences:
            fits = merged and end - merged[-1][0] <= LONGEST_SENTENCE
            if fits and paragraph[first] == paragraph[first - 1] and not self.stops(first - 1):
                merged[-1] = (merged[-1][0], end)
            else:
                merged.append((first, end))
        return [bounds for bounds in merged for _ in range(bounds[0], bounds[1])]

    def stops(self, token: int) -> bool:
        """Whether a sentence may end with this token."""
        words = self.parse.words
        floor = max(0, token - 3)
        while token > floor and (words[token] in MARKS or words[token] in ")]"):
            token -= 1
        return words[token] in _STOPS or words[token][-1] in ".?!…:;"

    def is_word(self, token: int) -> bool:
        """Whether a token is a word, not a stop or mark."""
        return self.parse.words[token][0].isalnum() or self.parse.words[token][-1].isalnum()

    def has_words(self, first: int, end: int) -> bool:
        """Whether any word stands in a range."""
        return any(self.is_word(t) for t in range(first, end))

    def span(self, first: int, end: int) -> tuple[int, int]:
        """Characters of a token range."""
        return self.parse.starts[first], self.parse.ends[end - 1]

    def paragraph(self, token: int) -> tuple[int, int]:
        """The paragraph of a token."""
        first, end, _ = self.parse.paragraphs[self.parse.paragraph_index[token]]
        return first, end
