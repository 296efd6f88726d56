# SPDX-License-Identifier: Apache-2.0
"""The differences between two wordings, word by word.

Comes in: two texts. Goes out: pieces, each the same in both, only in the first, or only in the second.
Refuses: texts so long that a reader would not follow a word diff; they come back as one piece each.
Score: none; `tests/dossier/test_diff.py`.

Method: the longest common subsequence of words (Indel distance), from rapidfuzz.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import Indel

LONGEST_DIFF = 1_500  # words a side: beyond it the common subsequence is neither quick nor readable
_TOKEN = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of words: in both texts, only in the earlier, or only in the later."""

    kind: Literal["same", "gone", "new"]
    text: str

    @property
    def worded(self) -> bool:
        """Whether it has words, and not only marks, in which two style sheets differ."""
        return any(c.isalnum() for c in self.text)


def differences(earlier: str, later: str) -> tuple[Piece, ...]:
    """What stays, what is gone and what is new between two texts, in the order of reading.

    The pieces that are not `new` spell the earlier text, those that are not `gone` the later one.
    """
    first, second = _TOKEN.findall(earlier), _TOKEN.findall(later)
    if max(len(first), len(second)) > LONGEST_DIFF:
        return _merged([Piece("gone", earlier), Piece("new", later)])
    pieces: list[Piece] = []
    for code in Indel.opcodes(first, second):
        gone = "".join(first[code.src_start : code.src_end])
        new = "".join(second[code.dest_start : code.dest_end])
        if code.tag == "equal":
            pieces.append(Piece("same", gone))
        else:
            pieces += [Piece("gone", gone), Piece("new", new)]
    return _merged(pieces)


def _merged(pieces: list[Piece]) -> tuple[Piece, ...]:
    """Without empty pieces; between two changes, white space alone is no common ground."""
    held: list[Piece] = []
    for piece in pieces:
        if not piece.text:
            continue
        held.append(piece)
    return tuple(_bridged(held))


def _bridged(pieces: list[Piece]) -> list[Piece]:
    """Runs of changes with only white space between them become one gone and one new piece."""
    done: list[Piece] = []
    gone, new = "", ""
    for place, piece in enumerate(pieces):
        follows = place + 1 < len(pieces) and pieces[place + 1].kind != "same"
        blank = piece.kind == "same" and piece.text.isspace() and bool(gone or new) and follows
        if piece.kind == "same" and not blank:
            done += [Piece("gone", gone)] * bool(gone) + [Piece("new", new)] * bool(new) + [piece]
            gone, new = "", ""
            continue
        gone += piece.text if piece.kind != "new" else ""
        new += piece.text if piece.kind != "gone" else ""
    return done + [Piece("gone", gone)] * bool(gone) + [Piece("new", new)] * bool(new)


def earlier_side(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """The pieces that spell the earlier text."""
    return tuple(p for p in pieces if p.kind != "new")


def later_side(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """The pieces that spell the later text."""
    return tuple(p for p in pieces if p.kind != "gone")
