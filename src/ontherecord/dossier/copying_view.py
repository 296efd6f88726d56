# SPDX-License-Identifier: Apache-2.0
"""Who copies whom: the matrix of shares, and two articles read side by side.

Comes in: a `Lookup`. Goes out: `Copying`, the matrix and aligned readings of the strongest pairs.
Refuses: to lay out pairs beyond `MOST_READINGS`; they are counted, and any two articles can be chosen.
Score: none; `tests/dossier/test_copying_view.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import msgspec

from ontherecord.dossier.diff import Piece, differences, earlier_side, later_side
from ontherecord.dossier.lookup import Lookup, body_ranges
from ontherecord.dossier.sources_view import merged, outside
from ontherecord.dossier.wording import EXTENTS, basis_in_words, percent
from ontherecord.model import Article, Reuse, Span

MOST_READINGS = 30  # pairs read side by side: each repeats two texts, and the page must stay light
WIDEST_MATRIX = 24
STEPS = 5  # tints of the matrix; the figure stands in every cell
KINDS = {
    "version": "versions of one article",
    "reprint": "reprint",
    "partial": "passages lifted",
    "quotation-only": "only quotations shared",
}


@dataclass(frozen=True, slots=True)
class Cell:
    """How much of the row's article stands in the column's. `step` is the tint, 0 for none."""

    share: str
    step: int
    reading: str | None


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One article of the matrix."""

    number: int
    outlet: str
    cells: tuple[Cell | None, ...]


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
    readings: tuple[SideBySide, ...]
    quoting: tuple[SideBySide, ...]
    """Pairs that share quotations only: no copying of reporting."""
    more: int
    choices: tuple[tuple[int, str], ...]
    """Number and outlet of every article, to read any two side by side."""
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
    involved = dict.fromkeys(a for r in copied for a in (r.from_, r.to))
    shown = sorted(list(involved)[:WIDEST_MATRIX], key=lambda a: lookup.numbers[a])
    return Copying(
        columns=tuple(lookup.numbers[a] for a in shown),
        matrix=_matrix(lookup, shown, copied, {r.id for r in shown_pairs}),
        readings=readings,
        quoting=quoting,
        more=len(pairs) - len(shown_pairs),
        choices=tuple((lookup.numbers[a.id], lookup.outlet(a.id)) for a in lookup.record.articles),
        passages=_passages(lookup, pairs),
    )


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


def _matrix(
    lookup: Lookup, shown: list[str], pairs: list[Reuse], readable: set[str]
) -> tuple[MatrixRow, ...]:
    cells: dict[tuple[str, str], Cell] = {}
    for reuse in pairs:
        link = f"pair-{reuse.id}" if reuse.id in readable else None
        cells[reuse.to, reuse.from_] = _cell(reuse.share_of_to, link)
        cells[reuse.from_, reuse.to] = _cell(reuse.share_of_from, link)
    return tuple(
        MatrixRow(lookup.numbers[a], lookup.outlet(a), tuple(cells.get((a, b)) for b in shown)) for a in shown
    )


def _cell(share: float, reading: str | None) -> Cell:
    step = min(STEPS, int(max(0.0, share) * STEPS) + 1) if share > 0 else 0
    return Cell(percent(share), step, reading)


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
    """The later article in its own order; what it left out of the earlier one comes at the end."""
    passages = sorted(reuse.passages, key=lambda pair: (pair[1].start, pair[1].end))
    at = 0
    body = body_ranges(right)
    shared = merged([(b.start, b.end) for _, b in passages])
    gaps = [gap for start, end in body for gap in outside(shared, start, end)]
    for earlier, later in passages:
        while at < len(gaps) and gaps[at][0] < later.start:
            yield from _alone("added", lookup.copies[right.document][slice(*gaps[at])])
            at += 1
        yield from _shared(earlier, later)
    for gap in gaps[at:]:
        yield from _alone("added", lookup.copies[right.document][slice(*gap)])
    kept = merged([(a.start, a.end) for a, _ in passages])
    for start, end in body_ranges(left):
        for gap in outside(kept, start, end):
            yield from _alone("left-out", lookup.copies[left.document][slice(*gap)])


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
    bare = text.strip()
    if not any(c.isalnum() for c in bare):
        return
    piece = (Piece("same", bare),)
    yield Row(kind, (), piece) if kind == "added" else Row(kind, piece, ())
