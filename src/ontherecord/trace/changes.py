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
import re
import tomllib
from collections.abc import Iterator, Sequence
from importlib import resources
from typing import Literal, NamedTuple

import numpy as np
from rapidfuzz.distance import Indel

from ontherecord.model import Change, Span
from ontherecord.trace.corrections import same_note
from ontherecord.trace.sentences import Piece, aligned
from ontherecord.trace.words import Mask, Words

What = Literal[
    "headline", "figure", "quotation", "attribution", "place", "time", "modality", "correction", "wording"
]
# Facts that read otherwise come first, then what came or went, then wording; each in this order.
ORDER: tuple[What, ...] = (
    "figure", "modality", "time", "place", "quotation", "attribution", "headline", "correction", "wording",
)  # fmt: skip
_MOSTLY = 0.5  # share of a changed or added stretch in quotation marks that makes it a quotation


@functools.cache
def word_lists() -> dict[str, frozenset[str]]:
    """The word lists of `data/change_words.toml`."""
    text = resources.files("ontherecord.trace").joinpath("data/change_words.toml").read_text(encoding="utf-8")
    return {name: frozenset(words) for name, words in tomllib.loads(text).items()}


class Edition(NamedTuple):
    """One version: its words, its sentences, which of its words are quoted or place names, the
    whole text of the article with its furniture, and its notes of correction."""

    words: Words
    pieces: Sequence[Piece]
    quoted: Mask
    places: Mask
    whole: str
    notes: Sequence[Span] = ()


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
    """The stretches of two sentences that differ; a single equal word between two is part of both.
    Headlines that differ are one edit."""
    left, right = a.tokens[of_a.first : of_a.end], b.tokens[of_b.first : of_b.end]
    if left != right and of_a.role == "headline":
        yield Edit(of_a.first, of_a.end, of_b.first, of_b.end)
        return
    kept = [op for op in Indel.opcodes(left, right) if op.tag == "equal"]
    ends = (len(left), len(left), len(right), len(right))
    found: list[Edit] = []
    at_a = at_b = 0
    for a0, a1, b0, b1 in [*((o.src_start, o.src_end, o.dest_start, o.dest_end) for o in kept), ends]:
        if a0 > at_a or b0 > at_b:
            edit = Edit(of_a.first + at_a, of_a.first + a0, of_b.first + at_b, of_b.first + b0)
            if found and edit.a0 - found[-1].a1 <= 1:
                found[-1] = Edit(found[-1].a0, edit.a1, found[-1].b0, edit.b1)
            else:
                found.append(edit)
        at_a, at_b = a1, b1
    yield from found


class Edits(NamedTuple):
    """What an edit did: changes inside sentences, and the sentences that went and that came."""

    inside: Sequence[Change]
    removed: Sequence[Piece]
    added: Sequence[Piece]


def edited(earlier: Edition, later: Edition) -> Edits:
    """What the edit between two versions did, before sentences that went or came are told by kind."""
    inside, removed, added = edits(earlier, later)
    return Edits([change for edit in inside for change in _edited(earlier, later, edit)], removed, added)


def changes(earlier: Edition, later: Edition, made: Edits | None = None) -> tuple[Change, ...]:
    """All changes between two versions: facts that read otherwise first, in the order of the text. `made` is what the edit
    did, where that is known."""
    inside, removed, added = made or edited(earlier, later)
    found = list(inside)
    found += [
        Change(class_="removed", what=_kind_of_sentence(earlier, piece), earlier=span)
        for piece, span in _sentences(earlier, removed)
    ]
    found += [
        Change(class_="added", what=_kind_of_sentence(later, piece), later=span)
        for piece, span in _sentences(later, added)
    ]
    found += [
        Change(class_="added", what="correction", later=note)
        for note in later.notes
        if not any(same_note(note, old) for old in earlier.notes)
    ]
    return tuple(sorted(found, key=_rank))


def _rank(change: Change) -> tuple[bool, bool, int, int]:
    where = change.later or change.earlier
    place = where.start if where else 0
    return change.what == "wording", change.class_ != "changed", ORDER.index(change.what), place


def _edited(earlier: Edition, later: Edition, edit: Edit) -> Iterator[Change]:
    """The changes that one edit inside a sentence makes: one a kind of fact it touches.

    A fact put into a kept sentence or taken out of it is shown with the word it stands beside:
    "has not yet left" became "left"."""
    touched = kinds(earlier, later, edit)
    if touched != ("wording",) and (edit.a0 == edit.a1 or edit.b0 == edit.b1):
        edit = _with_neighbour(earlier.words, later.words, edit)
    gone, come = _span(earlier.words, edit.a0, edit.a1), _span(later.words, edit.b0, edit.b1)
    class_: Literal["added", "removed", "changed"] = (
        "changed" if gone and come else "removed" if gone else "added"
    )
    for what in touched:
        yield Change(class_=class_, what=what, earlier=gone, later=come)


def _with_neighbour(a: Words, b: Words, edit: Edit) -> Edit:
    """An edit with the equal word after it, or else the one before it, where the line goes on."""
    for step in (1, -1):
        in_a, in_b = (edit.a1, edit.b1) if step > 0 else (edit.a0 - 1, edit.b0 - 1)
        if (
            0 <= in_a < len(a) and 0 <= in_b < len(b) and a.tokens[in_a] == b.tokens[in_b]
            and _one_line(a, edit.a0, edit.a1, in_a) and _one_line(b, edit.b0, edit.b1, in_b)
        ):  # fmt: skip
            return Edit(
                min(edit.a0, in_a), max(edit.a1, in_a + 1), min(edit.b0, in_b), max(edit.b1, in_b + 1)
            )
    return edit


def _one_line(words: Words, first: int, end: int, place: int) -> bool:
    """Whether a word stands on the line of the stretch beside it."""
    low, high = min(first, place), max(end - 1, place)
    return "\n" not in words.copy[words.ends[low] : words.starts[high]]


def _sentences(edition: Edition, found: Sequence[Piece]) -> Iterator[tuple[Piece, Span]]:
    """Sentences with their spans, without those of a note of correction, which is a change of its own."""
    for piece in found:
        words = edition.words
        span = Span.of(words.document, words.copy, *words.whole(piece.first, piece.end))
        if not any(note.start < span.end and span.start < note.end for note in edition.notes):
            yield piece, span


def _span(words: Words, first: int, end: int) -> Span | None:
    return words.span(first, end) if end > first else None


def kinds(earlier: Edition, later: Edition, edit: Edit) -> tuple[What, ...]:
    """The kinds of one edit: every kind of fact it touches, or wording."""
    lists = word_lists()
    a, b = earlier.words, later.words
    if (edit.a1 > edit.a0 and a.role(edit.a0) == "headline") or (
        edit.b1 > edit.b0 and b.role(edit.b0) == "headline"
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
    sources = differs & lists["attribution"] - (lists["says"] if found else frozenset())
    said = gone and come and _says_beside(a, edit.a0, edit.a1) and _says_beside(b, edit.b0, edit.b1)
    if sources or said:
        found.append("attribution")
    if figures and (not found or (_figures(a, edit.a0, edit.a1) and _figures(b, edit.b0, edit.b1))):
        found.append("figure")  # "officials" to "two witnesses" is no change of a figure
    return tuple(found) or ("wording",)


def _says_beside(words: Words, first: int, end: int) -> bool:
    """Whether a stretch that names somebody stands next to a verb of saying."""
    says = word_lists()["says"]
    after = words.tokens[end : end + 1]
    before = words.tokens[max(0, first - 2) : first]
    named = any(words.copy[words.starts[n]].isupper() for n in range(first, end))
    article = words.tokens[first] in ("a", "an", "the", "one", "two", "his", "her", "its", "their")
    return (named or article) and bool(says.intersection(after) or before[:1] == ["according"])


def _mostly(mask: Mask, first: int, end: int) -> bool:
    """Whether most of a stretch is marked; an empty stretch takes after the word before it."""
    part = mask[first:end] if end > first else mask[max(0, first - 1) : first]
    return bool(len(part)) and float(part.mean()) > _MOSTLY


def _is_figure(words: Words, place: int) -> bool:
    """Whether a word is a figure; "One" of "Air Force One" is a part of a name."""
    token = words.tokens[place]
    if token not in word_lists()["numbers"]:
        return token[0].isdigit()
    return not (place > 0 and all(words.copy[words.starts[n]].isupper() for n in (place - 1, place)))


def _figures(words: Words, first: int, end: int) -> set[str]:
    """The numbers in a stretch that are not part of a date or time of day."""
    months, near = word_lists()["months"], _dated()
    found = set()
    for place in range(first, end):
        token = words.tokens[place]
        if _is_figure(words, place):
            dated = months.intersection(words.tokens[max(0, place - 1) : place])
            timed = near.intersection(words.tokens[place + 1 : place + 2]) or _is_clock(words, place)
            if not dated and not timed and not _is_year(token):
                found.add(token)
    return found


@functools.cache
def _dated() -> frozenset[str]:
    """The words beside which a figure is part of a date."""
    return word_lists()["months"] | word_lists()["times"] | word_lists()["weekdays"]


def _is_year(token: str) -> bool:
    return len(token) == 4 and token.isdigit() and token[:2] in ("19", "20")


def _is_clock(words: Words, place: int) -> bool:
    """Whether a figure is a time of day: "9 a.m.", "10am", "7:30 pm", "six o'clock"."""
    after = words.tokens[place + 1 : place + 4]
    if after[:1] and after[0].isdigit() and words.copy[words.ends[place]] in ":.":
        after = after[1:]
    return (
        after[:1] in (["am"], ["pm"]) or after[:2] in (["a", "m"], ["p", "m"], ["o", "clock"])
        or re.fullmatch(r"\d{1,2}[ap]m", words.tokens[place]) is not None
    )  # fmt: skip


def _times(words: Words, first: int, end: int) -> set[str]:
    """The words of a stretch that say when."""
    lists = word_lists()
    found = set()
    for place in range(first, end):
        token = words.tokens[place]
        if (
            token in lists["weekdays"]
            or token in lists["times"]
            or _is_year(token)
            or (token in lists["months"] and (token != "may" or words.copy[words.starts[place]].isupper()))
        ):
            found.add(token)
        elif token[0].isdigit():
            beside = words.tokens[max(0, place - 1) : place] + words.tokens[place + 1 : place + 2]
            if lists["months"].intersection(beside) or _is_clock(words, place):
                found.add(token)
    return found


def _places(edition: Edition, first: int, end: int) -> set[str]:
    """The place names of a stretch."""
    return {edition.words.tokens[place] for place in range(first, end) if edition.places[place]}


def place_mask(words: Words) -> Mask:
    """Words that are taken for place names where no annotation says: a capitalised word that
    stands after "in", "near" and the like anywhere in the article, and its other uses."""
    lists, tokens = word_lists(), words.tokens
    never, before = lists["weekdays"] | lists["months"], lists["before_place"]
    known = {
        tokens[place]
        for place in words.capitals
        if place and len(tokens[place]) > 1 and tokens[place] not in never and tokens[place - 1] in before
    }
    mask = np.zeros(len(words), dtype=np.bool_)
    mask[[place for place in words.capitals if tokens[place] in known]] = True
    return mask


def _kind_of_sentence(edition: Edition, piece: Piece) -> What:
    """The kind of a sentence that came or went as a whole."""
    if piece.role == "headline":
        return "headline"
    if _mostly(edition.quoted, piece.first, piece.end):
        return "quotation"
    return "figure" if _figures(edition.words, piece.first, piece.end) else "wording"
