# SPDX-License-Identifier: Apache-2.0
"""What an edit between two versions of one article changed, and of what kind it is.

Comes in: the words of the earlier and the later version with their sentences and quoted words.
Goes out: `Change`s with the words on both sides: headline, figure, quotation, attribution,
place, time, modality, wording; facts first, in the order of the later text.
Refuses: changes of case, typography and punctuation; they are not changes of words.
Score: class F1 on written pairs of versions, `python -m bench versions`.
"""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Iterator, Sequence
from importlib import resources
from typing import Literal, NamedTuple

import numpy as np
from rapidfuzz.distance import Indel

from ontherecord.model import Change, Span
from ontherecord.trace.sentences import Piece, aligned
from ontherecord.trace.words import Mask, Words

What = Literal["headline", "figure", "quotation", "attribution", "place", "time", "modality", "wording"]
# Changes of fact are shown first.
ORDER: tuple[What, ...] = (
    "headline", "figure", "modality", "time", "place", "quotation", "attribution", "wording",
)  # fmt: skip
_MOSTLY = 0.5  # share of a changed or added stretch in quotation marks that makes it a quotation


@functools.cache
def word_lists() -> dict[str, frozenset[str]]:
    """The word lists of `data/change_words.toml`."""
    text = resources.files("ontherecord.trace").joinpath("data/change_words.toml").read_text(encoding="utf-8")
    return {name: frozenset(words) for name, words in tomllib.loads(text).items()}


class Edition(NamedTuple):
    """One version: its words, its sentences, which of its words are quoted or place names, and
    the whole text of the article with its furniture."""

    words: Words
    pieces: Sequence[Piece]
    quoted: Mask
    places: Mask
    whole: str


class Edit(NamedTuple):
    """Words `a0` to `a1` of the earlier version became words `b0` to `b1` of the later one."""

    a0: int
    a1: int
    b0: int
    b1: int


def edits(earlier: Edition, later: Edition) -> tuple[list[Edit], list[Piece], list[Piece]]:
    """Edits inside sentences, then the sentences removed and those added."""
    pairs = aligned(earlier.words, later.words, earlier.pieces, later.pieces)
    found = []
    for i, j in pairs:
        found += list(_word_edits(earlier.words, later.words, earlier.pieces[i], later.pieces[j]))
    kept_a, kept_b = {i for i, _ in pairs}, {j for _, j in pairs}
    removed = [p for i, p in enumerate(earlier.pieces) if i not in kept_a]
    added = [p for j, p in enumerate(later.pieces) if j not in kept_b]
    return found, removed, added


def _word_edits(a: Words, b: Words, of_a: Piece, of_b: Piece) -> Iterator[Edit]:
    """The stretches of two sentences that differ; one equal word between two is part of both."""
    left, right = a.tokens[of_a.first : of_a.end], b.tokens[of_b.first : of_b.end]
    blocks = [op for op in Indel.opcodes(left, right) if op.tag == "equal"]
    at_a = at_b = 0
    for block in [*[(o.src_start, o.src_end, o.dest_start, o.dest_end) for o in blocks],
                  (len(left), len(left), len(right), len(right))]:  # fmt: skip
        if block[0] > at_a or block[2] > at_b:
            yield Edit(of_a.first + at_a, of_a.first + block[0], of_b.first + at_b, of_b.first + block[2])
        at_a, at_b = block[1], block[3]


def changes(earlier: Edition, later: Edition) -> tuple[Change, ...]:
    """All changes between two versions, changes of fact first."""
    inside, removed, added = edits(earlier, later)
    found: list[tuple[int, int, Change]] = []
    for edit in inside:
        gone = _span(earlier.words, edit.a0, edit.a1)
        come = _span(later.words, edit.b0, edit.b1)
        class_: Literal["added", "removed", "changed"] = (
            "changed" if gone and come else "removed" if gone else "added"
        )
        for what in kinds(earlier, later, edit):
            found.append(
                (ORDER.index(what), edit.b0, Change(class_=class_, what=what, earlier=gone, later=come))
            )
    for piece in removed:
        gone = _span(earlier.words, piece.first, piece.end)
        what = _kind_of_sentence(earlier, piece)
        found.append((ORDER.index(what), piece.first, Change(class_="removed", what=what, earlier=gone)))
    for piece in added:
        come = _span(later.words, piece.first, piece.end)
        what = _kind_of_sentence(later, piece)
        found.append((ORDER.index(what), piece.first, Change(class_="added", what=what, later=come)))
    return tuple(change for _, _, change in sorted(found, key=lambda item: item[:2]))


def _span(words: Words, first: int, end: int) -> Span | None:
    return words.span(first, end) if end > first else None


def kinds(earlier: Edition, later: Edition, edit: Edit) -> tuple[What, ...]:
    """The kinds of one edit: every kind of fact it touches, or wording."""
    lists = word_lists()
    a, b = earlier.words, later.words
    if (edit.a1 > edit.a0 and a.roles[edit.a0] == "headline") or (
        edit.b1 > edit.b0 and b.roles[edit.b0] == "headline"
    ):
        return ("headline",)
    if _mostly(earlier.quoted, edit.a0, edit.a1) and _mostly(later.quoted, edit.b0, edit.b1):
        return ("quotation",)
    gone, come = a.tokens[edit.a0 : edit.a1], b.tokens[edit.b0 : edit.b1]
    differs = set(gone) ^ set(come)
    found: list[What] = []
    times = _times(a, edit.a0, edit.a1) ^ _times(b, edit.b0, edit.b1)
    figures = _figures(a, edit.a0, edit.a1) ^ _figures(b, edit.b0, edit.b1)
    if differs & (lists["expected"] | lists["certainty"]):
        found.append("modality")
    if times:
        found.append("time")
    if _places(earlier, edit.a0, edit.a1) ^ _places(later, edit.b0, edit.b1):
        found.append("place")
    if differs & lists["attribution"]:
        found.append("attribution")
    if figures and (not found or (_figures(a, edit.a0, edit.a1) and _figures(b, edit.b0, edit.b1))):
        found.append("figure")  # "officials" to "two witnesses" is no change of a figure
    return tuple(found) or ("wording",)


def _mostly(mask: Mask, first: int, end: int) -> bool:
    """Whether most of a stretch is marked; an empty stretch takes after the word before it."""
    part = mask[first:end] if end > first else mask[max(0, first - 1) : first]
    return bool(len(part)) and float(part.mean()) > _MOSTLY


def _is_figure(token: str) -> bool:
    return token[0].isdigit() or token in word_lists()["numbers"]


def _figures(words: Words, first: int, end: int) -> set[str]:
    """The numbers in a stretch that are not part of a date or time of day."""
    lists = word_lists()
    near = lists["months"] | lists["times"] | lists["weekdays"]
    found = set()
    for place in range(first, end):
        token = words.tokens[place]
        if _is_figure(token):
            dated = lists["months"].intersection(words.tokens[max(0, place - 1) : place])
            timed = near.intersection(words.tokens[place + 1 : place + 2])
            if not dated and not timed and not _is_year(token):
                found.add(token)
    return found


def _is_year(token: str) -> bool:
    return len(token) == 4 and token.isdigit() and token[:2] in ("19", "20")


def _times(words: Words, first: int, end: int) -> set[str]:
    """The words of a stretch that say when."""
    lists = word_lists()
    found = set()
    for place in range(first, end):
        token = words.tokens[place]
        if (
            token in lists["weekdays"] | lists["times"]
            or _is_year(token)
            or (token in lists["months"] and (token != "may" or words.copy[words.starts[place]].isupper()))
        ):
            found.add(token)
        elif token[0].isdigit():
            beside = words.tokens[max(0, place - 1) : place] + words.tokens[place + 1 : place + 2]
            if (lists["months"] | {"am", "pm"}).intersection(beside):
                found.add(token)
    return found


def _places(edition: Edition, first: int, end: int) -> set[str]:
    """The place names of a stretch."""
    return {edition.words.tokens[place] for place in range(first, end) if edition.places[place]}


def place_mask(words: Words) -> Mask:
    """Words that are taken for place names where no annotation says: a capitalised word that
    stands after "in", "near" and the like anywhere in the article, and its other uses."""
    lists = word_lists()
    capital = [words.copy[start].isupper() for start in words.starts]
    never = lists["weekdays"] | lists["months"]
    known = {
        token
        for place, token in enumerate(words.tokens)
        if place and capital[place] and len(token) > 1 and token not in never
        and words.tokens[place - 1] in lists["before_place"]
    }  # fmt: skip
    return np.array([capital[p] and token in known for p, token in enumerate(words.tokens)], dtype=np.bool_)


def _kind_of_sentence(edition: Edition, piece: Piece) -> What:
    """The kind of a sentence that came or went as a whole."""
    if piece.role == "headline":
        return "headline"
    if _mostly(edition.quoted, piece.first, piece.end):
        return "quotation"
    return "figure" if _figures(edition.words, piece.first, piece.end) else "wording"
