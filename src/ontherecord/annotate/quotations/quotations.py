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

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

import msgspec

from ontherecord.annotate.parse import Parse
from ontherecord.annotate.quotations.circumstances import addressee, denied, medium, place, supposed
from ontherecord.annotate.quotations.contents import contents
from ontherecord.annotate.quotations.conversations import alternate, conversing, next_speaker
from ontherecord.annotate.quotations.cues import Cue, Scope, colon, cues, dash, lexicon
from ontherecord.annotate.quotations.extents import kind, widened
from ontherecord.annotate.quotations.headlines import closed_by_speaker
from ontherecord.annotate.quotations.labels import Labelled, labelled
from ontherecord.annotate.quotations.page import LONGEST_SENTENCE, Page, Quoted
from ontherecord.annotate.quotations.persons import by_token, named
from ontherecord.annotate.quotations.speakers import speaker
from ontherecord.annotate.quotations.turns import Turn, turns
from ontherecord.annotate.quotations.voices import going_on
from ontherecord.model import Mention, Quotation, Span

TokenRange = tuple[int, int]


CONFIDENCE = {
    "marks, cue after": 0.9, "marks, cue before": 0.8, "marks, cue signature": 0.8, "clause behind": 0.8,
    "phrase": 0.8, "clause before": 0.75, "label": 0.8, "marks within marks": 0.7, "as": 0.6, "object": 0.6,
    "preposition": 0.6, "marks, cue colon": 0.6, "infinitive": 0.5, "noun": 0.5, "marks alone": 0.05,
}  # fmt: skip
"""How often a quotation found by a rule has the right words (overlap 0.8) and speaker: measured on 250
articles of the training split of PolNeAR, in steps of 0.05, and on nothing else. `python -m bench
quotations` checks it on other articles."""


class Draft(NamedTuple):
    """A quotation before it is numbered: character ranges of content, token ranges of the rest."""

    content: tuple[tuple[int, int], ...]
    cue: Cue | None
    speaker: TokenRange | None
    by: str
    takes: str = "direct"
    """What of its cue it is: "direct", "that", "to", "object", "by"."""
    confidence: float | None = None
    """Where a trained model gave one; else it follows from the rule."""


Revise = Callable[[Page, list[Cue], list[Draft]], list[Draft]]
"""What a trained model does: of the cues and drafts of a page it makes the drafts that count."""


def quotations(
    parse: Parse,
    mentions: tuple[Mention, ...],
    *,
    document: str,
    article: str,
    scope: Scope = "speech",
    revise: Revise | None = None,
) -> tuple[Quotation, ...]:
    """The quotations of one article, in the order of the text. `revise` is what a trained model makes of
    the drafts of the rules; it is handed those of every scope and knows its own."""
    if not len(parse):
        return ()
    page = Page(parse)
    found, drafts = drafted(page, "all" if revise else scope)
    if revise:
        drafts = sorted(revise(page, found, drafts), key=_place)
    names = by_token(parse, mentions)
    numbered = [_quotation(page, d, n, document, article, names) for n, d in enumerate(drafts, start=1)]
    return tuple(going_on(page, list(_nested(numbered)), names))


def drafted(page: Page, scope: Scope) -> tuple[list[Cue], list[Draft]]:
    """The cues of a page and what the rules make of them, in the order of the text."""
    found = cues(page.parse, LONGEST_SENTENCE, scope)
    lines = labelled(page)
    passed = {page.inside[line.name[0]] for line in lines if line.name} - {-1}
    talk = conversing(page)
    spoken = turns(page, found, passed)
    drafts = [_from_turn(page, turn) for turn in spoken]
    drafts += _from_clauses(page, found, spoken)
    headed = _from_labels(page, [*lines, *closed_by_speaker(page)], drafts)
    named = _bounds(span for d in headed for span in d.content)
    drafts = [d for d in drafts if d.by != "marks alone" or not _overlapping(named, *d.content[0])] + headed
    drafts += _within_marks(page)
    return found, _answered(page, _continued(page, sorted(drafts, key=_place), across=not talk))


def _place(draft: Draft) -> tuple[object, ...]:
    return draft.content[0], draft.content, draft.cue.token if draft.cue else -1


def _from_turn(page: Page, turn: Turn) -> Draft:
    if turn.cue is None:
        return Draft(tuple(turn.pieces), None, None, "marks alone")
    who = speaker(page, turn.cue)
    where = "signature" if turn.cue.kind == "dash" else turn.place
    return Draft(tuple(turn.pieces), turn.cue, who, f"marks, cue {where}")


def _from_clauses(page: Page, found: list[Cue], spoken: list[Turn]) -> list[Draft]:
    """Indirect and mixed quotations: cues that report a clause or phrase of their sentence."""
    used = {turn.cue.token for turn in spoken if turn.cue}
    inside = _inside_turns(page, spoken)
    drafts = []
    for cue in found:
        frame, ranges = contents(page, cue) or ("", [])
        ranges = [r for r in ranges if not all(inside[t] for t in range(*r) if page.is_word(t))]
        if cue.token in used or inside[cue.token] or not ranges:
            continue
        if frame == "clause behind":
            ranges = _with_marks(page, ranges, inside)
        spans = tuple(widened(page, *r) for r in ranges)
        drafts.append(Draft(spans, cue, speaker(page, cue, ranges), frame, _TAKES.get(frame, "that")))
    told = _bounds(span for d in drafts if d.by != "phrase" for span in d.content)
    drafts = [d for d in drafts if not _reported_by_another(page, d, told)]
    first = {d.content: d for d in sorted(drafts, key=lambda d: d.speaker is not None)}
    return [d for d in drafts if first[d.content] is d]  # "repeated her warning that ..." is one report


def _with_marks(page: Page, ranges: list[TokenRange], inside: list[bool]) -> list[TokenRange]:
    """Reported words with the words in marks right behind them that go on: `said it was bad: "a shame"`."""
    first, end = ranges[-1]
    words = page.parse.words
    if page.inside[end - 1] >= 0 or end + 2 >= len(words) or words[end] not in (",", ":"):
        return ranges
    start = next((t for t in range(end + 1, min(end + 3, len(words))) if page.is_word(t)), end)
    n = page.inside[start]
    if n < 0 or inside[start] or page.sentences[start] != page.sentences[end - 1]:
        return ranges
    if words[start][0].isupper() and words[end] == ",":
        return ranges
    return [*ranges[:-1], (first, page.outer[n].end)]


_TAKES = {"infinitive": "to", "object": "object", "preposition": "by"}


def _inside_turns(page: Page, spoken: list[Turn]) -> list[bool]:
    """For each token whether somebody speaks it in a turn."""
    inside = [False] * len(page.parse)
    for turn in spoken:
        for start, end in turn.pieces:
            first, last = page.parse.token_at(start), page.parse.token_at(end - 1)
            if first is not None:
                last = len(inside) - 1 if last is None else last
                inside[first : last + 1] = [True] * (last + 1 - first)
    return inside


def _from_labels(page: Page, lines: list[Labelled], drafts: list[Draft]) -> list[Draft]:
    """Headlines and transcripts: what follows a name and a colon, unless it is found already."""
    taken = _bounds(d.content[0] for d in drafts if d.by.startswith("marks") and d.cue)
    made = []
    for line in lines:
        start, end = widened(page, *line.content)
        if not _overlapping(taken, start, end):
            cue = colon(line.sign) if page.parse.words[line.sign] == ":" else dash(line.sign)
            made.append(Draft(((start, end),), cue, line.name, "label"))
    return made


def _within_marks(page: Page) -> list[Draft]:
    """Quotations in quotations, in marks of their own: "He shouted, 'Run!' and ran"."""
    made = []
    for quoted in page.regions:
        cue = _cue_within(page, quoted) if quoted.region.depth else None
        if cue:
            span = (quoted.region.inner_start, quoted.region.inner_end)
            made.append(Draft((span,), cue, _speaker_within(page, cue), "marks within marks"))
    return made


def _cue_within(page: Page, quoted: Quoted) -> Cue | None:
    """The word of saying right before an inner quotation, with at most an addressee between. Its tag
    does not count: the parse of quoted speech is often wrong there."""
    words = 0
    for token in range(quoted.first - 1, max(quoted.first - _NEAR, -1), -1):
        if page.inside[token] != page.inside[quoted.first] or words > _MOST_BETWEEN:
            return None
        word = lexicon().verbs.get(page.parse.lemmas[token].lower())
        if word and "direct" in word.takes:
            return Cue(token, token, token + 1, "verb", page.parse.lemmas[token], word)
        words += page.is_word(token)
    return None


def _speaker_within(page: Page, cue: Cue) -> TokenRange | None:
    if page.parse.tags[cue.token][:2] == "VB":
        return speaker(page, cue)
    before = [t for t in page.parse.subtree(cue.token) if t < cue.token and page.is_word(t)]
    return (before[0], cue.token) if before else None


_NEAR = 6
"""Tokens before an inner quotation that are searched for its cue."""
_MOST_BETWEEN = 2
"""Words of an addressee between the cue and an inner quotation."""


def _continued(page: Page, drafts: list[Draft], *, across: bool) -> list[Draft]:
    """Words in marks without a cue, right behind a quotation with a speaker, carry that quotation on:
    one turn of speech is one quotation; `across` paragraphs too."""
    done: list[Draft] = []
    for draft in drafts:
        before = done[-1] if done else None
        wide = across and not alternate(page, _taken(page, done))
        if (
            draft.by == "marks alone"
            and before
            and before.speaker
            and _right_behind(page, before, draft, wide)
        ):
            done[-1] = before._replace(content=before.content + draft.content)
        else:
            done.append(draft)
    return done


def _taken(page: Page, drafts: Sequence[Draft]) -> list[tuple[int, TokenRange | None]]:
    """Paragraph and speaker of the last drafts in marks: whose turns they were."""
    spoken = [d for d in drafts[-_TURNS_IN_VIEW:] if d.by.startswith("marks")]
    starts = ((page.parse.token_at(d.content[-1][0]), d.speaker) for d in spoken)
    return [(page.parse.paragraph_index[first], who) for first, who in starts if first is not None]


_TURNS_IN_VIEW = 8
"""Drafts before a turn in which those of the last three turns stand."""


def _right_behind(page: Page, before: Draft, draft: Draft, across: bool) -> bool:
    """Whether no sentence stands between two quotations, and no new paragraph unless they may go `across`."""
    parse = page.parse
    last = parse.token_at(max(before.content[-1][1] - 1, before.content[0][0]))
    first = parse.token_at(draft.content[0][0])
    if last is None or first is None or first <= last:
        return False
    if not across and parse.paragraph_index[last] != parse.paragraph_index[first]:
        return False
    end = page.sentences[last][1]
    if before.cue and before.cue.token < first:
        end = max(end, page.sentences[before.cue.token][1])
    return not page.has_words(min(end, first), first)


def _answered(page: Page, drafts: list[Draft]) -> list[Draft]:
    """The drafts, each turn of a conversation without a cue with whoever's turn it is."""
    done: list[Draft] = []
    for draft in drafts:
        first = page.parse.token_at(draft.content[0][0])
        if first is not None and draft.by == "marks alone":
            paragraph = page.parse.paragraph_index[first]
            draft = draft._replace(speaker=next_speaker(page, _taken(page, done), paragraph))
        done.append(draft)
    return done


def _reported_by_another(page: Page, draft: Draft, told: Bounds) -> bool:
    """Whether the cue stands in the words that another clause reports: the outer speaker speaks. What an
    outlet is named for ("..., according to Meridian") keeps the speaker it quotes."""
    assert draft.cue
    at = page.parse.starts[draft.cue.token]
    own = sum(a <= at < b for a, b in draft.content) if draft.by != "phrase" else 0
    return _overlapping(told, at, at + 1) > own


Bounds = tuple[list[int], list[int]]
"""Where ranges start and where they end, each sorted: how many lie over a place is found without a walk."""


def _bounds(ranges: Iterable[tuple[int, int]]) -> Bounds:
    every = [r for r in ranges if r[0] < r[1]]
    return sorted(a for a, _ in every), sorted(b for _, b in every)


def _overlapping(bounds: Bounds, start: int, end: int) -> int:
    """How many ranges share a character with `start:end`."""
    starts, ends = bounds
    return bisect_left(starts, end) - bisect_right(ends, start)


def _nested(found: list[Quotation]) -> Iterator[Quotation]:
    """Each quotation with the one whose words hold its cue or content: the outer quotation."""
    outer: list[Quotation] = []
    for one in found:
        start = one.content[0].start
        outer = [o for o in outer if o.content[-1].end > start]
        around = [
            o for o in outer if any(c.start <= start and one.content[-1].end <= c.end for c in o.content)
        ]
        outer.append(one)
        yield msgspec.structs.replace(one, nested_in=around[-1].id) if around else one


def _quotation(
    page: Page, draft: Draft, number: int, document: str, article: str, names: dict[int, Mention]
) -> Quotation:
    cue = draft.cue
    return Quotation(
        id=f"{article}.q{number}",
        article=article,
        content=tuple(Span.of(document, page.text, a, b) for a, b in draft.content),
        kind=kind(page, draft.content),
        speaker=named(page, draft.speaker, document, names),
        cue=_span(page, (cue.first, cue.end), document) if cue else None,
        addressee=addressee(page, cue, draft.speaker) if cue else None,
        medium=medium(page, cue) if cue else None,
        place=place(page, cue) if cue else None,
        force=cue.word.forces.get(draft.takes, cue.word.force) if cue else None,
        negated=cue is not None and denied(page, cue),
        hypothetical=cue is not None and supposed(page, cue),
        by=draft.by,
        confidence=CONFIDENCE[draft.by] if draft.confidence is None else draft.confidence,
    )


def _span(page: Page, tokens: TokenRange, document: str) -> Span:
    return Span.of(document, page.text, *page.span(*tokens))
