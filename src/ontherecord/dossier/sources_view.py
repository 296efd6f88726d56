# SPDX-License-Identifier: Apache-2.0
"""The sources: every article under its origin, with its date, what it copies and what it adds.

Comes in: a `Lookup`. Goes out: `Sources`, one group an origin.
Refuses: nothing; an article without a known origin stands in a group of its own, which counts for nothing.
Score: none; `tests/dossier/test_views.py`.
"""

from __future__ import annotations

from dataclasses import dataclass

from ontherecord.dossier.lookup import Lookup, Passage, body_ranges
from ontherecord.dossier.wording import (
    DATE_BASES,
    basis_in_words,
    date_in_words,
    percent,
)
from ontherecord.model import Article, Membership, Origin, Reuse, Span

FEWEST_WORDS = 6  # a shorter stretch between two copied passages is an edit, not an addition
MOST_ADDITIONS = 12  # passages listed; the reader's layer "shared passages" shows all
NUMBERS_SHOWN = 3
EVIDENCE_WORDS = 12  # of a passage that says why an article belongs to its origin
ADDITION_WORDS = 40
DOUBTS = {"weak": "a weak sign"}
COPIES: frozenset[str] = frozenset({"version", "reprint", "partial"})


@dataclass(frozen=True, slots=True)
class Other:
    """Another article by its number; `beside` are the numbers of both, for the reading side by side."""

    number: int
    beside: str


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One article of the table."""

    number: int
    article: str
    outlet: str
    headline: str
    date: str
    date_basis: str
    date_words: Passage | None
    relation: str
    share: float
    copied: str
    copied_from: tuple[Other, ...]
    more_sources: int
    additions: tuple[Passage, ...]
    own_words: int
    passed_on: tuple[Other, ...]
    """Who copies it, for an article that copies nobody."""
    more_copies: int
    why: str
    doubt: str
    """How far that falls short of what an editor would trust at once."""
    evidence: Passage | None


@dataclass(frozen=True, slots=True)
class OriginGroup:
    """One origin with its articles."""

    id: str | None
    name: str
    basis: str
    rows: tuple[SourceRow, ...]


@dataclass(frozen=True, slots=True)
class Sources:
    """The table of sources."""

    groups: tuple[OriginGroup, ...]


def sources(lookup: Lookup) -> Sources:
    """Every article of the story under its origin, what copies nobody here first; the origins with most
    articles first."""
    incoming: dict[str, list[Reuse]] = {}
    outgoing: dict[str, list[Reuse]] = {}
    for reuse in lookup.record.reuse:
        if reuse.kind in COPIES:
            incoming.setdefault(reuse.to, []).append(reuse)
            outgoing.setdefault(reuse.from_, []).append(reuse)
    rows = {
        a.id: _row(lookup, a, incoming.get(a.id, []), outgoing.get(a.id, [])) for a in lookup.record.articles
    }
    groups = [_group(lookup, origin, rows) for origin in lookup.record.origins]
    placed = {row.article for group in groups for row in group.rows}
    left = tuple(row for article, row in rows.items() if article not in placed)
    groups = sorted(
        (g for g in groups if g.rows), key=lambda g: (-len(g.rows), min(row.number for row in g.rows))
    )
    if left:
        groups.append(OriginGroup(None, "Origin not known", "Not counted as independent.", left))
    return Sources(tuple(groups))


def _group(lookup: Lookup, origin: Origin, rows: dict[str, SourceRow]) -> OriginGroup:
    found = (rows[a] for a in dict.fromkeys(origin.articles) if a in rows)
    held = sorted(found, key=lambda row: (bool(row.copied), row.number))
    return OriginGroup(
        id=origin.id,
        name=lookup.origin_name(origin.id),
        basis=basis_in_words(origin.basis),
        rows=tuple(held),
    )


def _row(lookup: Lookup, article: Article, incoming: list[Reuse], outgoing: list[Reuse]) -> SourceRow:
    covered, own = copied_and_own(lookup, article, incoming)
    share = covered if incoming else 0.0
    member = membership(lookup, article)
    if member and member.own_share is not None and incoming:
        share = 1 - member.own_share
    published = article.published
    ranked = sorted(incoming, key=lambda r: (-r.share_of_to, lookup.numbers.get(r.from_, 0)))
    sources = _others(lookup, article.id, [r.from_ for r in ranked])
    copies = _others(lookup, article.id, [r.to for r in outgoing])
    return SourceRow(
        number=lookup.numbers[article.id],
        article=article.id,
        outlet=lookup.outlet(article.id),
        headline=lookup.headline(article.id),
        date=date_in_words(published.date),
        date_basis=DATE_BASES[published.basis],
        date_words=lookup.passage(published.span) if published.span else None,
        relation=_relation(lookup, article),
        share=share,
        copied=percent(share) if incoming else "",
        copied_from=sources[:NUMBERS_SHOWN],
        more_sources=len(sources[NUMBERS_SHOWN:]),
        additions=tuple(lookup.passage(span, ADDITION_WORDS) for span in own[:MOST_ADDITIONS])
        if incoming
        else (),
        own_words=sum(len(span.text.split()) for span in own),
        passed_on=copies[:NUMBERS_SHOWN],
        more_copies=len(copies[NUMBERS_SHOWN:]),
        why=basis_in_words(member.basis) if member else "",
        doubt=DOUBTS.get(member.grade or "strong", "") if member else "",
        evidence=lookup.passage(member.span, EVIDENCE_WORDS) if member and member.span else None,
    )


def membership(lookup: Lookup, article: Article) -> Membership | None:
    """Why an article belongs to its origin."""
    origin = lookup.origins.get(lookup.origin_of(article.id) or "")
    return next((m for m in origin.members if m.article == article.id), None) if origin else None


def _relation(lookup: Lookup, article: Article) -> str:
    """What the article is to another: a version, a reprint, attached to it."""
    known = lookup.numbers
    if article.version_of in known:
        return f"another version of no. {known[article.version_of]}"
    if article.reprint_of in known:
        return f"reprint of no. {known[article.reprint_of]}"
    if article.attached_to in known:
        return f"found on the page of no. {known[article.attached_to]}"
    return ""


def _others(lookup: Lookup, article: str, others: list[str]) -> tuple[Other, ...]:
    """Other articles of the story, each once, as read beside this one."""
    own = lookup.numbers[article]
    known = [lookup.numbers[a] for a in dict.fromkeys(others) if a in lookup.numbers]
    return tuple(Other(number, f"{own} {number}") for number in known)


def copied_and_own(lookup: Lookup, article: Article, incoming: list[Reuse]) -> tuple[float, list[Span]]:
    """The share of an article's body that others carried first, in [0, 1], and what it adds.

    The additions are the stretches of the body outside every shared passage, line by line; those of
    less than `FEWEST_WORDS` words count as edits.
    """
    copy = lookup.copies.get(article.document, "")
    shared = merged(
        [(s.start, s.end) for r in incoming for _, s in r.passages if s.document == article.document]
    )
    body = body_ranges(article)
    length = sum(end - start for start, end in body)
    if not shared:
        share = max((r.share_of_to for r in incoming), default=0.0)
        return share, []
    own = [gap for start, end in body for gap in outside(shared, start, end)]
    spans = [span for start, end in own for span in _lines(article.document, copy, start, end)]
    additions = [span for span in spans if len(span.text.split()) >= FEWEST_WORDS]
    left = sum(end - start for start, end in own)
    return (1 - left / length if length else 0.0), additions


def merged(ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The union of ranges, sorted, none touching another."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def outside(shared: list[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    """The parts of [start, end) that no range of `shared` (sorted, disjoint) covers."""
    gaps = []
    at = start
    for first, last in shared:
        if last <= at:
            continue
        if first >= end:
            break
        if first > at:
            gaps.append((at, first))
        at = max(at, last)
    return [*gaps, (at, end)] if at < end else gaps


def _lines(document: str, copy: str, start: int, end: int) -> list[Span]:
    """The non-blank lines of a range as spans without the white space round them."""
    spans = []
    for line in copy[start:end].split("\n"):
        bare = line.strip()
        if bare:
            at = start + len(line) - len(line.lstrip())
            spans.append(Span(document=document, start=at, end=at + len(bare), text=bare))
        start += len(line) + 1
    return spans
