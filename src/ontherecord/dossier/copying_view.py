# SPDX-License-Identifier: Apache-2.0
"""Who copies whom: the matrix of shares, or in a large story each source with its copies, and two articles
read side by side.

Comes in: a `Lookup`. Goes out: `Copying`, with aligned readings of the strongest pairs.
Refuses: to lay out pairs beyond `MOST_READINGS`; they are counted, and any two articles can be chosen.
Score: none; `tests/dossier/test_views.py`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import msgspec

from ontherecord.dossier.diff import Piece, differences, earlier_side, later_side
from ontherecord.dossier.lookup import Lookup, body_ranges
from ontherecord.dossier.sources_view import merged, outside
from ontherecord.dossier.wording import EXTENTS, basis_in_words, clipped, percent
from ontherecord.model import Article, Reuse, Span

MOST_READINGS = 30  # pairs read side by side: each repeats two texts, and the page must stay light
WIDEST_MATRIX = 24  # articles; beyond, most cells would be empty, and sources with their copies say more
CHOICE_WORDS = 8  # of a headline
STEPS = 5  # tints of the matrix; the figure stands in every cell
KINDS = {
    "version": "versions of one article",
    "reprint": "reprint",
    "partial": "passages lifted",
    "quotation-only": "only quotations shared",
}


@dataclass(frozen=True, slots=True)
class Cell:
    """How much of the row's article stands in the column's; `beside` are their two numbers, for the reading
    side by side. `step` is the tint of a row that took it from the column, 0 the other way round."""

    share: str
    step: int
    beside: str


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One article of the matrix."""

    number: int
    outlet: str
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class Copied:
    """An article under the one that most of it comes from: how much of it that is, and of the other."""

    number: int
    outlet: str
    share: str
    carried: str
    kind: str
    beside: str


@dataclass(frozen=True, slots=True)
class Source:
    """One article and those that have it from there."""

    number: int
    outlet: str
    copies: tuple[Copied, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of an aligned reading: shared words, or words of one side only."""

    kind: Literal["shared", "added", "left-out"]
    left: tuple[Piece, ...]
    right: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Two articles side by side."""

    id: str
    left: int
    left_outlet: str
    left_headline: str
    right: int
    right_outlet: str
    right_headline: str
    kind: str
    shares: str
    basis: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Copying:
    """Who copies whom."""

    columns: tuple[int, ...]
    matrix: tuple[MatrixRow, ...]
    sources: tuple[Source, ...]
    """In a story that is too large for the matrix; else none."""
    readings: tuple[SideBySide, ...]
    quoting: tuple[SideBySide, ...]
    """Pairs that share quotations only: no copying of reporting."""
    more: int
    choices: tuple[tuple[int, str], ...]
    """Every article by its number, with what it is called in a list, to read any two side by side."""
    passages: str
    """JSON: by "lower higher" number of two articles what they share and, each as four offsets, where."""


def copying(lookup: Lookup) -> Copying:
    """The matrix and the side-by-side readings of the story."""
    pairs = [r for r in lookup.record.reuse if r.from_ in lookup.articles and r.to in lookup.articles]
    ranked = sorted(pairs, key=lambda r: (r.kind == "quotation-only", -r.share_of_to, r.id))
    shown_pairs = ranked[:MOST_READINGS]
    readings = tuple(side_by_side(lookup, r) for r in shown_pairs if r.kind != "quotation-only")
    quoting = tuple(side_by_side(lookup, r) for r in shown_pairs if r.kind == "quotation-only")
    copied = [r for r in ranked if r.kind != "quotation-only"]
    involved = sorted({a for r in copied for a in (r.from_, r.to)}, key=lambda a: lookup.numbers[a])
    narrow = len(involved) <= WIDEST_MATRIX
    return Copying(
        columns=tuple(lookup.numbers[a] for a in involved),
        matrix=_matrix(lookup, involved, copied) if narrow else (),
        sources=() if narrow else _sources(lookup, copied),
        readings=readings,
        quoting=quoting,
        more=len(pairs) - len(shown_pairs),
        choices=tuple((lookup.numbers[a.id], _choice(lookup, a.id)) for a in lookup.record.articles),
        passages=_passages(lookup, pairs),
    )


def _sources(lookup: Lookup, copied: list[Reuse]) -> tuple[Source, ...]:
    """Each article under the one that most of it comes from; the source of most copies first. `copied` has
    the largest shares first."""
    closest: dict[str, Reuse] = {}
    for reuse in copied:
        closest.setdefault(reuse.to, reuse)
    under: dict[str, list[Copied]] = {}
    for reuse in sorted(closest.values(), key=lambda r: lookup.numbers[r.to]):
        under.setdefault(reuse.from_, []).append(_copied(lookup, reuse))
    ranked = sorted(under, key=lambda a: (-len(under[a]), lookup.numbers[a]))
    return tuple(Source(lookup.numbers[a], lookup.outlet(a), tuple(under[a])) for a in ranked)


def _copied(lookup: Lookup, reuse: Reuse) -> Copied:
    return Copied(
        number=lookup.numbers[reuse.to],
        outlet=lookup.outlet(reuse.to),
        share=percent(reuse.share_of_to),
        carried=percent(reuse.share_of_from),
        kind=_kind(reuse),
        beside=_beside(lookup, reuse),
    )


def _beside(lookup: Lookup, reuse: Reuse) -> str:
    """The numbers of the two articles, the source first."""
    return f"{lookup.numbers[reuse.from_]} {lookup.numbers[reuse.to]}"


def _choice(lookup: Lookup, article: str) -> str:
    return f"{lookup.outlet(article)}: {clipped(lookup.headline(article), CHOICE_WORDS)}"


def _passages(lookup: Lookup, pairs: list[Reuse]) -> str:
    """Every pair's passages as the page's script reads them."""
    held: dict[str, dict[str, object]] = {}
    for reuse in pairs:
        turned = lookup.numbers[reuse.from_] > lookup.numbers[reuse.to]
        one, other = (reuse.to, reuse.from_) if turned else (reuse.from_, reuse.to)
        spans = [(b, a) if turned else (a, b) for a, b in reuse.passages]
        held[f"{lookup.numbers[one]} {lookup.numbers[other]}"] = {
            "says": f"{_kind(reuse).capitalize()}: {_shares(lookup, reuse)}.",
            "passages": [(a.start, a.end, b.start, b.end) for a, b in spans],
        }
    return msgspec.json.encode(held).decode()


def _kind(reuse: Reuse) -> str:
    """The kind of reuse in words; of a reprint with its extent ("reprint, cut")."""
    return KINDS[reuse.kind] + (f", {EXTENTS[reuse.extent]}" if reuse.extent else "")


def _shares(lookup: Lookup, reuse: Reuse) -> str:
    one, other = lookup.numbers[reuse.from_], lookup.numbers[reuse.to]
    return (
        f"{percent(reuse.share_of_to)} of no. {other} stands in no. {one}; "
        f"{percent(reuse.share_of_from)} the other way"
    )


def _matrix(lookup: Lookup, shown: list[str], pairs: list[Reuse]) -> tuple[MatrixRow, ...]:
    cells: dict[tuple[str, str], Cell] = {}
    for reuse in pairs:
        beside = _beside(lookup, reuse)
        cells[reuse.to, reuse.from_] = Cell(percent(reuse.share_of_to), _step(reuse.share_of_to), beside)
        cells[reuse.from_, reuse.to] = Cell(percent(reuse.share_of_from), 0, beside)
    return tuple(
        MatrixRow(lookup.numbers[a], lookup.outlet(a), tuple(cells.get((a, b)) for b in shown)) for a in shown
    )


def _step(share: float) -> int:
    return min(STEPS, int(max(0.0, share) * STEPS) + 1) if share > 0 else 0


def side_by_side(lookup: Lookup, reuse: Reuse) -> SideBySide:
    """Two articles laid beside each other, what they share on one line."""
    left, right = lookup.articles[reuse.from_], lookup.articles[reuse.to]
    return SideBySide(
        id=f"pair-{reuse.id}",
        left=lookup.numbers[left.id],
        left_outlet=lookup.outlet(left.id),
        left_headline=lookup.headline(left.id),
        right=lookup.numbers[right.id],
        right_outlet=lookup.outlet(right.id),
        right_headline=lookup.headline(right.id),
        kind=_kind(reuse),
        shares=_shares(lookup, reuse),
        basis=basis_in_words(reuse.basis),
        rows=tuple(_rows(lookup, left, right, reuse)),
    )


def _rows(lookup: Lookup, left: Article, right: Article, reuse: Reuse) -> Iterator[Row]:
    """The later article in its own order; what it left out of the earlier one stands before the passage that
    follows it there, the rest at the end."""
    passages = sorted(reuse.passages, key=lambda pair: (pair[1].start, pair[1].end))
    added = _gaps(right, [later for _, later in passages])
    left_out = _gaps(left, [earlier for earlier, _ in passages])
    starts = sorted(earlier.start for earlier, _ in passages)
    before: dict[int, list[tuple[int, int]]] = {}
    for gap in left_out:
        follows = bisect_left(starts, gap[0])
        before.setdefault(starts[follows] if follows < len(starts) else -1, []).append(gap)
    at = 0
    for earlier, later in passages:
        for gap in before.pop(earlier.start, ()):
            yield from _alone("left-out", lookup.copies[left.document][slice(*gap)])
        while at < len(added) and added[at][0] < later.start:
            yield from _alone("added", lookup.copies[right.document][slice(*added[at])])
            at += 1
        yield from _shared(earlier, later)
    for gap in added[at:]:
        yield from _alone("added", lookup.copies[right.document][slice(*gap)])
    for gap in before.pop(-1, ()):
        yield from _alone("left-out", lookup.copies[left.document][slice(*gap)])


def _gaps(article: Article, passages: list[Span]) -> list[tuple[int, int]]:
    """The stretches of an article's body that no passage covers, in order."""
    shared = merged([(span.start, span.end) for span in passages])
    return [gap for start, end in body_ranges(article) for gap in outside(shared, start, end)]


def _shared(earlier: Span, later: Span) -> Iterator[Row]:
    """A shared passage line by line, if both sides have as many lines; breaks are no difference."""
    left, right = _paragraphs(earlier.text), _paragraphs(later.text)
    if len(left) != len(right):
        left, right = ["\n".join(left)], ["\n".join(right)]
    for one, other in zip(left, right, strict=True):
        pieces = differences(one, other)
        yield Row("shared", earlier_side(pieces), later_side(pieces))


def _paragraphs(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.split("\n") if line.strip()]


def _alone(kind: Literal["added", "left-out"], text: str) -> Iterator[Row]:
    """The paragraphs that one side has alone, each on a line of its own."""
    for paragraph in _paragraphs(text):
        if any(c.isalnum() for c in paragraph):
            piece = (Piece("same", paragraph),)
            yield Row(kind, (), piece) if kind == "added" else Row(kind, piece, ())
