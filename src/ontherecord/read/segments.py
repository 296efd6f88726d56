# SPDX-License-Identifier: Apache-2.0
"""The segments of an article: ranges of its copy with a role, which tile it exactly.

Comes in: a copy, its lines and their roles. Goes out: `Segment`s. White space goes to the segment
before it (at the head of the article to the first). Refuses: nothing.
Score: `python -m bench segments`; the tiling is a property test in `tests/read/test_segments.py`.

A dateline is cut off the head of the body, and sentences of furniture ("Sign up for our
newsletter.") off a paragraph into which a page's text has run together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ontherecord.model import Segment, SegmentRole
from ontherecord.read.datelines import dateline
from ontherecord.read.lines import Line, kinds_of

_RUN_TOGETHER: frozenset[SegmentRole] = frozenset({"body", "promo", "boilerplate", "credit"})
_LONG = 60  # words of a paragraph from which on its sentences are looked at one by one
_SHORT = 12  # words
_LONGEST_LOOKED_AT = 60_000  # characters; beyond that only the tail is
_SENTENCE_END = re.compile(r"[.!?]{1,3}[\"'”’)]{0,2}(?:\s+|$)")
_DIRT: tuple[tuple[str, SegmentRole], ...] = (
    ("credit", "credit"),
    ("promo", "promo"),
    ("boilerplate", "boilerplate"),
)

Piece = tuple[SegmentRole, int, int]


def segments(
    copy: str, start: int, end: int, found: Sequence[Line], roles: Sequence[SegmentRole]
) -> tuple[Segment, ...]:
    """The segments of `copy[start:end]`, whose non-empty lines and their roles are given."""
    pieces = _pieces(copy, found, roles)
    if not pieces:
        return (Segment(role="boilerplate", start=start, end=end),) if end > start else ()
    joined = _joined(pieces)
    bounds = [start, *(piece[1] for piece in joined[1:]), end]
    return tuple(Segment(role=piece[0], start=bounds[n], end=bounds[n + 1]) for n, piece in enumerate(joined))


def _pieces(copy: str, found: Sequence[Line], roles: Sequence[SegmentRole]) -> list[Piece]:
    pieces: list[Piece] = []
    body_seen = False
    for one, role in zip(found, roles, strict=True):
        if role != "body":
            pieces.append((role, one.start, one.end))
            continue
        text = copy[one.start : one.end]
        head = None if body_seen else dateline(text)
        body_seen = True
        start = one.start
        if head:
            pieces.append(("dateline", start, start + head.length))
            start += head.length
        pieces += _of_paragraph(copy, start, one.end) if one.words >= _LONG else [("body", start, one.end)]
    return pieces


def _of_paragraph(copy: str, start: int, end: int) -> Iterator[Piece]:
    """A long paragraph with the sentences of furniture in its last part cut out."""
    text = copy[start:end]
    skipped = max(0, len(text) - _LONGEST_LOOKED_AT)
    stops = [one.end() for one in _SENTENCE_END.finditer(text, skipped)]
    bounds = list(zip([skipped, *stops], [*stops, len(text)], strict=True))
    found = [(_dirt(text[a:b]), text[a:b]) for a, b in bounds]
    here = start
    for n, (a, b) in enumerate(bounds):
        role: SegmentRole | None = "boilerplate" if _between_dirt(found, n) else found[n][0]
        if role and b > a:
            if start + a > here:
                yield "body", here, start + a
            yield role, start + a, start + b
            here = start + b
    if here < end:
        yield "body", here, end


def _between_dirt(found: Sequence[tuple[SegmentRole | None, str]], n: int) -> bool:
    """Whether a short sentence stands between two of furniture ("Please try again."), or is a cry before
    one ("Error!")."""
    words = len(found[n][1].split())
    if found[n][0] is not None or words > _SHORT or n == len(found) - 1 or found[n + 1][0] is None:
        return False
    return (n > 0 and found[n - 1][0] is not None) or (words <= 2 and found[n][1].strip().endswith("!"))


def _dirt(sentence: str) -> SegmentRole | None:
    text = sentence.strip()
    words = len(text.split())
    if words < 3:
        return None
    kinds = kinds_of(text, words)
    return next((role for kind, role in _DIRT if kind in kinds), None)


def _joined(pieces: Sequence[Piece]) -> list[Piece]:
    """Neighbours of one role as one segment; a headline, byline, caption or subheading stands alone."""
    out: list[Piece] = []
    for role, start, end in pieces:
        if out and out[-1][0] == role and role in _RUN_TOGETHER:
            out[-1] = (role, out[-1][1], end)
        else:
            out.append((role, start, end))
    return out
