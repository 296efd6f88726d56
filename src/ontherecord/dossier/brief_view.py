# SPDX-License-Identifier: Apache-2.0
"""The brief as a reader sees it: sentences with numbered marks, and the passages they cite.

Comes in: a `Lookup`. Goes out: `Brief`. A passage cited twice keeps its number.
Refuses: nothing. Score: none; `tests/dossier/test_brief_view.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ontherecord.dossier.claims_view import shown, slot_words
from ontherecord.dossier.lookup import Lookup, Passage
from ontherecord.dossier.wording import date_in_words, standing_in_words
from ontherecord.model import BriefSentence, Claim, Span, Standing

MOST_CITED = 5  # marks behind one sentence; more are not read
MOST_AGREED = 3  # points under one sentence on which origins agree


@dataclass(frozen=True, slots=True)
class Citation:
    """One numbered passage under the brief."""

    number: int
    passage: Passage


@dataclass(frozen=True, slots=True)
class Agreed:
    """A point of a sentence that two or more origins give: the claim, the point in words, how many."""

    claim: str
    words: str
    origins: int


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
    says: str
    """Who says it, where another says otherwise."""
    agreed: tuple[Agreed, ...]
    """Of a sentence of one source: points of it that other origins bear out."""
    extract: str | None
    """The source's own sentence, where this one was rephrased."""


@dataclass(frozen=True, slots=True)
class Brief:
    """The brief and its numbered passages."""

    lines: tuple[BriefLine, ...]
    citations: tuple[Citation, ...]
    since: str
    """The day, in words, since when the brief tells what is new; nothing where it tells the whole."""
    rephrased: str
    """The model that rephrased sentences, and where it was asked; nothing where none was."""


def brief(lookup: Lookup, settings: Mapping[str, str]) -> Brief:
    """The brief, its citations numbered in the order in which a reader meets them. `settings` are
    those of the manifest."""
    numbers: dict[Span, Citation] = {}
    claims = {c.id: c for c in shown(lookup.record.claims)}
    lines = tuple(_line(lookup, sentence, numbers, claims) for sentence in lookup.record.brief)
    since = date_in_words(settings["brief_since"]) if "brief_since" in settings else ""
    return Brief(lines, tuple(numbers.values()), since, settings.get("rewrite", ""))


def _line(
    lookup: Lookup, sentence: BriefSentence, numbers: dict[Span, Citation], claims: Mapping[str, Claim]
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
        says=_outlet(lookup, sentence) if sentence.standing == "in-conflict" else "",
        agreed=tuple(_agreed(lookup, sentence, claims)) if sentence.standing == "single-source" else (),
        extract=sentence.extract,
    )


def _outlet(lookup: Lookup, sentence: BriefSentence) -> str:
    """The outlet whose sentence it is."""
    own = lookup.passage(sentence.citations[0])
    return own.outlet if own.named else ""


def _agreed(lookup: Lookup, sentence: BriefSentence, claims: Mapping[str, Claim]) -> Iterator[Agreed]:
    """The points of a sentence that other origins bear out, those of most origins first."""
    held = [claims[c] for c in sentence.claims if c in claims and claims[c].standing == "corroborated"]
    found = [(len({o for v in c.values for o in v.origins}), c) for c in held]
    for origins, claim in sorted(found, key=lambda f: (-f[0], f[1].id))[:MOST_AGREED]:
        yield Agreed(claim.id, slot_words(lookup, claim), origins)


def _one_an_origin_first(lookup: Lookup, spans: Sequence[Span]) -> list[Span]:
    """The first passage of each origin, then the others, each in its order."""
    first: dict[str, Span] = {}
    for span in spans:
        article = lookup.article_at(span.document, span.start)
        key = (lookup.origin_of(article.id) or article.id) if article else span.document
        first.setdefault(key, span)
    return list(dict.fromkeys([*first.values(), *spans]))
