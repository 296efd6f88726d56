# SPDX-License-Identifier: Apache-2.0
"""Quotations: whose words an article reports, which words, and the cue that says so.

Comes in: the parse of an article and its mentions (there may be none). Goes out: `Quotation`s,
numbered in the order of the text: direct, mixed and indirect, with exact content spans (marks
left out), speaker, cue, force, addressee, medium, and whether the report is denied or supposed.
Refuses: scare quotes, titles and nicknames; a speaker where no word names one.
Score: `python -m bench quotations`.

`scope` says what counts: "speech" (reported speech, the default) or "all" (also thoughts,
decisions and attitudes).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from ontherecord.annotate.contents import contents
from ontherecord.annotate.cues import Cue, colon, cues, hypothetical, negated
from ontherecord.annotate.labels import labelled
from ontherecord.annotate.page import Page
from ontherecord.annotate.parse import Parse
from ontherecord.annotate.speakers import speaker
from ontherecord.annotate.turns import Turn, turns
from ontherecord.model import Mention, Quotation, QuotationKind, Span, Speaker

Scope = Literal["speech", "all"]
TokenRange = tuple[int, int]


class Draft(NamedTuple):
    """A quotation before it is numbered: character ranges of content, token ranges of the rest."""

    content: tuple[tuple[int, int], ...]
    cue: TokenRange | None
    speaker: TokenRange | None
    word: Cue | None
    by: str
    confidence: float


def quotations(
    parse: Parse, mentions: tuple[Mention, ...], *, document: str, article: str, scope: Scope = "speech"
) -> tuple[Quotation, ...]:
    """The quotations of one article."""
    if not len(parse):
        return ()
    page = Page(parse)
    found = [cue for cue in cues(parse) if scope == "all" or cue.word.speech]
    direct = turns(page, found)
    drafts = [draft for turn in direct if (draft := _from_turn(page, turn)) is not None]
    drafts += _from_clauses(page, found, direct)
    drafts += _from_labels(page, drafts)
    drafts.sort(key=lambda d: (d.content[0], d.content, d.cue or (0, 0)))
    names = _by_token(parse, mentions)
    return tuple(
        _quotation(page, draft, n, document, article, names) for n, draft in enumerate(drafts, start=1)
    )


def _from_turn(page: Page, turn: Turn) -> Draft | None:
    pieces = tuple(p for p in turn.pieces if p[1] > p[0])
    if not pieces:
        return None
    if turn.cue is None:
        return Draft(pieces, None, None, None, f"marks {turn.place}", 0.5)
    who = speaker(page, turn.cue)
    return Draft(pieces, (turn.cue.first, turn.cue.end), who, turn.cue, f"marks, cue {turn.place}", 0.9)


def _from_clauses(page: Page, found: list[Cue], direct: list[Turn]) -> list[Draft]:
    """Indirect and mixed quotations: cues that report a clause or phrase of their sentence."""
    used = {turn.cue.token for turn in direct if turn.cue}
    inside = [False] * len(page.parse)
    for turn in direct:
        for start, end in turn.pieces:
            first, last = page.parse.token_at(start), page.parse.token_at(end - 1)
            if first is not None:
                last = len(inside) - 1 if last is None else last
                inside[first : last + 1] = [True] * (last + 1 - first)
    drafts = []
    for cue in found:
        if cue.token in used or inside[cue.token]:
            continue
        found_here = contents(page, cue)
        if found_here is None:
            continue
        frame, ranges = found_here
        ranges = [r for r in ranges if not all(inside[t] for t in range(*r) if page.is_word(t))]
        if not ranges:
            continue
        spans = tuple(_widened(page, *r) for r in ranges)
        drafts.append(
            Draft(spans, (cue.first, cue.end), speaker(page, cue), cue, f"{cue.kind}, {frame}", 0.7)
        )
    return [d for d in drafts if not _reported_by_another(page, d, drafts)]


def _from_labels(page: Page, drafts: list[Draft]) -> list[Draft]:
    """Headlines and transcripts: what follows a name and a colon, unless it is found already."""
    taken = [d.content[0] for d in drafts if d.by.startswith("marks")]
    made = []
    for line in labelled(page):
        start, end = _widened(page, *line.content)
        if not any(a < end and start < b for a, b in taken):
            cue = colon(line.colon)
            made.append(Draft(((start, end),), (cue.first, cue.end), line.name, cue, "label", 0.7))
    return made


def _reported_by_another(page: Page, draft: Draft, drafts: list[Draft]) -> bool:
    """Whether the cue stands in the words that another clause reports: the outer speaker speaks."""
    assert draft.cue
    at = page.parse.starts[draft.cue[0]]
    return any(d is not draft and any(a <= at < b for a, b in d.content) for d in drafts)


def _widened(page: Page, first: int, end: int) -> tuple[int, int]:
    """Characters of a range; marks at its edges are left out, a region it breaks into is finished."""
    last = page.inside[end - 1]
    start_at, end_at = page.span(first, end)
    if last >= 0:
        end_at = max(end_at, page.outer[last].region.inner_end)
    text = page.text
    while start_at < end_at and (text[start_at] in '"“”„«»`' or text[start_at].isspace()):
        start_at += 1
    while end_at > start_at and (text[end_at - 1] in '"“”„«»`,;:' or text[end_at - 1].isspace()):
        end_at -= 1
    return start_at, end_at


def _by_token(parse: Parse, mentions: tuple[Mention, ...]) -> dict[int, Mention]:
    """For each token the mention it belongs to; a name before a description before a pronoun."""
    rank = {"name": 0, "description": 1, "pronoun": 2}
    found: dict[int, Mention] = {}
    for mention in sorted(mentions, key=lambda m: (-rank[m.form], m.end - m.start, m.start)):
        token = parse.token_at(mention.start)
        while token is not None and token < len(parse) and parse.starts[token] < mention.end:
            found[token] = mention
            token += 1
    return found


def _quotation(
    page: Page, draft: Draft, number: int, document: str, article: str, names: dict[int, Mention]
) -> Quotation:
    text = page.text
    content = tuple(Span(document=document, start=a, end=b, text=text[a:b]) for a, b in draft.content)
    verb = draft.word.token if draft.word else None
    return Quotation(
        id=f"{article}.q{number}",
        article=article,
        content=content,
        kind=kind(page, draft.content),
        speaker=_speaker(page, draft.speaker, document, names),
        cue=_span(page, draft.cue, document),
        force=draft.word.word.force if draft.word else None,
        negated=verb is not None and negated(page.parse, verb),
        hypothetical=verb is not None and hypothetical(page.parse, verb),
        by=draft.by,
        confidence=draft.confidence,
    )


def _span(page: Page, tokens: TokenRange | None, document: str) -> Span | None:
    if tokens is None:
        return None
    start, end = page.span(*tokens)
    return Span(document=document, start=start, end=end, text=page.text[start:end])


def _speaker(
    page: Page, tokens: TokenRange | None, document: str, names: dict[int, Mention]
) -> Speaker | None:
    span = _span(page, tokens, document)
    if span is None or tokens is None:
        return None
    mention = next((names[t] for t in range(tokens[1] - 1, tokens[0] - 1, -1) if t in names), None)
    if mention is None:
        return Speaker(cast=None, name=span.text, mention=span)
    name = mention.text
    if mention.form != "name" and mention.antecedent:
        name = page.text[mention.antecedent[0] : mention.antecedent[1]]
    return Speaker(cast=None, name=name, mention=span)


def kind(page: Page, content: Sequence[tuple[int, int]]) -> QuotationKind:
    """Direct if all words stand in quotation marks, indirect if none does, else mixed."""
    quoted = total = 0
    for start, end in content:
        token = page.parse.token_at(start)
        while token is not None and token < len(page.parse) and page.parse.starts[token] < end:
            if page.is_word(token):
                total += 1
                quoted += page.inside[token] >= 0
            token += 1
    if quoted == 0:
        return "indirect"
    return "direct" if quoted >= 0.95 * total else "mixed"
