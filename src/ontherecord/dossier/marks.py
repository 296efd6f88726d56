# SPDX-License-Identifier: Apache-2.0
"""Layers over a text: overlapping marks laid flat, so that they make well-formed HTML.

Comes in: a range of a frozen copy, marks (ranges with a layer) and anchors. Goes out: `Paragraph`s
of pieces; no piece overlaps another, each knows every layer that covers it.
Refuses: marks of no length and marks outside the range; they are left out.
Score: none; `tests/dossier/test_marks.py` holds the law that the pieces spell the copy.

One sweep over the sorted boundaries: n log n in the marks, whatever overlaps what.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup, escape

from ontherecord.dossier.wording import showable
from ontherecord.model import SegmentRole

Layer = Literal["name", "quotation", "reported", "time", "place", "event", "shared"]


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A range of a copy that a layer colours; `note` is what a reader sees when resting on it."""

    start: int
    end: int
    layer: Layer
    note: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of a copy: where it starts, the role of its segment, its marked text."""

    start: int
    end: int
    role: SegmentRole
    html: Markup


@dataclass(frozen=True, slots=True)
class _Piece:
    start: int
    end: int
    layers: tuple[str, ...]
    note: str


def paragraphs(
    copy: str,
    ranges: Sequence[tuple[int, int, SegmentRole]],
    marks: Iterable[Mark],
    anchors: Iterable[tuple[int, int]],
    document: str,
) -> list[Paragraph]:
    """The lines of the ranges as marked HTML; blank lines are left out.

    `ranges` are in order and do not overlap. An anchor (start, end) becomes an empty element whose
    id is `document:start-end`, at its start.
    """
    lines = list(_lines(copy, ranges))
    if not lines:
        return []
    held = [m for m in marks if m.end > m.start]
    anchored = _anchors_by_line(lines, sorted(set(anchors)))
    cuts = {a for stops in anchored for a, _ in stops} | {x for s, e, _ in lines for x in (s, e)}
    pieces = _pieces(held, cuts, lines[0][0], lines[-1][1])
    return list(_rendered(copy, lines, pieces, anchored, document))


def _lines(
    copy: str, ranges: Sequence[tuple[int, int, SegmentRole]]
) -> Iterator[tuple[int, int, SegmentRole]]:
    for start, end, role in ranges:
        at = start
        for line in copy[start:end].split("\n"):
            if line and not line.isspace():
                yield at, at + len(line), role
            at += len(line) + 1


def _anchors_by_line(
    lines: list[tuple[int, int, SegmentRole]], anchors: list[tuple[int, int]]
) -> list[list[tuple[int, int]]]:
    """Each anchor goes to the first line that ends after its start."""
    held: list[list[tuple[int, int]]] = [[] for _ in lines]
    place = 0
    for start, end in anchors:
        while place < len(lines) - 1 and lines[place][1] <= start:
            place += 1
        held[place].append((start, end))
    return held


def _pieces(marks: list[Mark], cuts: set[int], first: int, last: int) -> list[_Piece]:
    """The range cut at every boundary; each piece with the layers open over it."""
    opening: dict[int, list[Mark]] = {}
    closing: dict[int, list[Mark]] = {}
    for mark in sorted(marks):
        if mark.end > first and mark.start < last:
            opening.setdefault(max(first, mark.start), []).append(mark)
            closing.setdefault(min(last, mark.end), []).append(mark)
    stops = sorted({c for c in cuts if first <= c <= last} | set(opening) | set(closing))
    open_layers: Counter[str] = Counter()
    notes: dict[str, str] = {}
    pieces = []
    for start, end in itertools.pairwise(stops):
        for mark in closing.get(start, ()):
            open_layers[mark.layer] -= 1
            if not open_layers[mark.layer]:
                notes.pop(mark.layer, None)
        for mark in opening.get(start, ()):
            open_layers[mark.layer] += 1
            notes[mark.layer] = mark.note
        layers = tuple(sorted(layer for layer, count in open_layers.items() if count > 0))
        pieces.append(_Piece(start, end, layers, "; ".join(n for _, n in sorted(notes.items()) if n)))
    return pieces


def _rendered(
    copy: str,
    lines: list[tuple[int, int, SegmentRole]],
    pieces: list[_Piece],
    anchored: list[list[tuple[int, int]]],
    document: str,
) -> Iterator[Paragraph]:
    place = 0
    for (start, end, role), anchors in zip(lines, anchored, strict=True):
        parts: list[Markup] = []
        stops = {max(start, a): [] for a, _ in anchors}  # type: dict[int, list[str]]
        for a, z in anchors:
            stops[max(start, a)].append(f"{document}:{a}-{z}")
        while place < len(pieces) and pieces[place].end <= start:
            place += 1
        while place < len(pieces) and pieces[place].start < end:
            piece = pieces[place]
            parts += [_anchor(name) for name in stops.pop(piece.start, ())]
            parts.append(_piece(copy, piece))
            place += 1
        parts += [_anchor(name) for names in stops.values() for name in names]
        yield Paragraph(start, end, role, Markup("").join(parts))


def _anchor(name: str) -> Markup:
    return Markup(f'<i class="at" id="{escape(name)}"></i>')


def _piece(copy: str, piece: _Piece) -> Markup:
    text = escape(showable(copy[piece.start : piece.end]))
    if not piece.layers:
        return text
    classes = escape(" ".join("l-" + layer for layer in piece.layers))
    # Every part is escaped above or here; `Markup.format` does the same at three times the cost.
    title = f' title="{escape(showable(piece.note))}"' if piece.note else ""
    return Markup(f'<span class="{classes}"{title}>{text}</span>')
