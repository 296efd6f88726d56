# SPDX-License-Identifier: Apache-2.0
"""The brief as a reader sees it: sentences with numbered marks, and the passages they cite.

Comes in: a `Lookup`. Goes out: `Brief`. A passage cited twice keeps its number.
Refuses: nothing. Score: none; `tests/dossier/test_brief_view.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ontherecord.dossier.claims_view import shown
from ontherecord.dossier.lookup import Lookup, Passage
from ontherecord.dossier.wording import standing_in_words
from ontherecord.model import BriefSentence, Span, Standing

MOST_CITED = 5  # marks behind one sentence; more are not read


@dataclass(frozen=True, slots=True)
class Citation:
    """One numbered passage under the brief."""

    number: int
    passage: Passage


@dataclass(frozen=True, slots=True)
class BriefLine:
    """One sentence of the brief with its marks and its standing in words."""

    id: str
    sentence: str
    citations: tuple[Citation, ...]
    more: int
    """Citations beyond those shown; brief.jsonl holds all."""
    standing: Standing
    words: str
    origins: tuple[str, ...]
    trimmed: tuple[str, ...]
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """The brief and its numbered passages."""

    lines: tuple[BriefLine, ...]
    citations: tuple[Citation, ...]


def brief(lookup: Lookup) -> Brief:
    """The brief, its citations numbered in the order in which a reader meets them."""
    numbers: dict[Span, Citation] = {}
    claims = {c.id for c in shown(lookup.record.claims)}
    lines = tuple(_line(lookup, sentence, numbers, claims) for sentence in lookup.record.brief)
    return Brief(lines, tuple(numbers.values()))


def _line(
    lookup: Lookup, sentence: BriefSentence, numbers: dict[Span, Citation], claims: set[str]
) -> BriefLine:
    cited = _one_an_origin_first(lookup, sentence.citations)[:MOST_CITED]
    for span in cited:
        if span not in numbers:
            numbers[span] = Citation(len(numbers) + 1, lookup.passage(span))
    origins = tuple(lookup.origin_name(o) for o in sentence.origins)
    return BriefLine(
        id=sentence.id,
        sentence=sentence.sentence,
        citations=tuple(dict.fromkeys(numbers[span] for span in cited)),
        more=len(set(sentence.citations)) - len(set(cited)),
        standing=sentence.standing,
        words=standing_in_words(sentence.standing, len(origins), origins[0] if origins else None),
        origins=origins,
        trimmed=tuple(span.text for span in sentence.trimmed),
        claims=tuple(c for c in sentence.claims if c in claims),
    )


def _one_an_origin_first(lookup: Lookup, spans: Sequence[Span]) -> list[Span]:
    """The first passage of each origin, then the others, each in its order."""
    first: dict[str, Span] = {}
    for span in spans:
        article = lookup.article_at(span.document, span.start)
        key = (lookup.origin_of(article.id) or article.id) if article else span.document
        first.setdefault(key, span)
    return list(dict.fromkeys([*first.values(), *spans]))
