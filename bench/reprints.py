# SPDX-License-Identifier: Apache-2.0
"""Aligned spans and kinds of reuse on reprints derived by program from our own invented articles.

Comes in: a seed. Goes out: plagdet (Potthast et al. 2010) of our passages against what the program
copied: whole, cut, padded, edited, reordered, lifted into another report; and how many are called so.
Refuses: to count a dropped or added sentence as shared; a passage ends there.
Run by `python -m bench reprints`; the scorer comes with the development data.

The texts are words made of syllables, so nothing is shared by chance, and a case is known exactly: a run
of sentences that stand next to one another on both sides, whatever small edits were made inside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from random import Random
from typing import NamedTuple

from bench.corpora import scorer
from bench.score import Score
from ontherecord.model import Article, Published, Reuse
from ontherecord.trace import trace

PEERS = {"difflib (on other derived reprints)": 0.95}
CASES = 300
# What each way of deriving a text is to be called: the kind of reuse and, of a reprint, its extent.
KINDS = {
    "whole": ("reprint", "full"), "cut": ("reprint", "cut"), "padded": ("reprint", "padded"),
    "edited": ("reprint", "full"), "reordered": ("reprint", "full"), "lifted": ("partial", None),
    "restyled": ("reprint", "full"), "drowned": ("reprint", "padded"),
}  # fmt: skip
Spans = tuple[str, int, int, str, int, int]


class Piece(NamedTuple):
    """A sentence of a derived text; `source` is its number in the original, none if it is new."""

    text: str
    source: int | None


def scores(data: Path) -> Iterator[Score]:
    """Plagdet over all derived reprints, and how many pieces one copied run was found in."""
    path = data / "stories" / "scorers.py"
    if not path.exists():
        return
    gold, found, told = [], [], 0
    random = Random(11)
    for number in range(CASES):
        kind = list(KINDS)[number % len(KINDS)]
        original, derived, cases = derive(kind, f"{number:03}", random)
        edges = _edges(f"{number:03}", original, derived)
        gold += cases
        found += _spans(edges)
        told += [(edge.kind, edge.extent) for edge in edges] == [KINDS[kind]]
    measured = scorer(path).plagdet(gold, found)
    yield Score(
        stage="reprints", corpus="invented", measure="plagdet", value=measured["plagdet"], peers=PEERS
    )
    yield Score(stage="reprints", corpus="invented", measure="pieces a copied run",
                value=measured["granularity"], better="lower", unit="pieces")  # fmt: skip
    yield Score(stage="reprints", corpus="invented", measure="kind and extent right", value=told / CASES)


def _edges(name: str, original: str, derived: str) -> tuple[Reuse, ...]:
    """What our tracing finds in a pair."""
    copies = {f"o{name}": original, f"z{name}": derived}
    days = {"o": "2031-01-01", "z": "2031-01-02"}
    articles = [
        Article(id=key, document=key, start=0, end=len(text),
                published=Published(date=days[key[0]], basis="metadata"))
        for key, text in copies.items()
    ]  # fmt: skip
    return trace(articles, copies, {}).reuse


def _spans(edges: Iterable[Reuse]) -> list[Spans]:
    """Passages in the scorer's form, the original first."""
    spans = []
    for edge in edges:
        for one, other in edge.passages:
            a, b = (one, other) if one.document[0] == "o" else (other, one)
            spans.append((a.document, a.start, a.end, b.document, b.start, b.end))
    return spans


def derive(kind: str, name: str, random: Random) -> tuple[str, str, list[Spans]]:
    """An original, a text derived from it, and the runs of sentences that are the same."""
    vocabulary = _vocabulary(random)
    sentences = [_sentence(vocabulary, random) for _ in range(random.randint(12, 24))]
    pieces = _derived(kind, sentences, vocabulary, random)
    original, places = _joined([Piece(text, n) for n, text in enumerate(sentences)], random)
    derived, others = _joined(pieces, random)
    cases: list[Spans] = []
    last: int | None = None
    for piece, (start, end) in zip(pieces, others, strict=True):
        if piece.source is not None:
            a = places[piece.source]
            if last is not None and piece.source == last + 1:
                case = cases.pop()
                cases.append((case[0], case[1], a[1], case[3], case[4], end))
            else:
                cases.append((f"o{name}", a[0], a[1], f"z{name}", start, end))
        last = piece.source
    return original, derived, cases


def _derived(kind: str, sentences: list[str], vocabulary: list[str], random: Random) -> list[Piece]:
    pieces = [Piece(text, n) for n, text in enumerate(sentences)]
    if kind == "cut":
        return pieces[: random.randint(4, len(pieces) - 2)]
    if kind == "padded":
        at = random.randint(2, len(pieces) - 2)
        return [*pieces[:at], *_new(vocabulary, random), *pieces[at:], *_new(vocabulary, random)]
    if kind == "drowned":  # three fifths of it are the copier's own
        at = random.randint(2, len(pieces) - 2)
        own = [_new(vocabulary, random)[0] for _ in range(3 * len(pieces) // 2)]
        return [*own[: len(pieces)], *pieces[:at], own[-1], *pieces[at:], *own[len(pieces) :]]
    if kind == "edited":
        return [Piece(_edited(p.text, vocabulary, random), p.source) for p in pieces]
    if kind == "reordered":
        at = random.randint(4, len(pieces) - 4)
        return [*pieces[at:], *pieces[:at]]
    if kind == "lifted":
        at = random.randint(0, len(pieces) - 5)
        return [*_new(vocabulary, random), *pieces[at : at + 4], *_new(vocabulary, random)]
    if kind == "restyled":
        return [
            Piece(p.text.replace('"', "”").upper() if p.source == 0 else p.text, p.source) for p in pieces
        ]
    return pieces


def _new(vocabulary: list[str], random: Random) -> list[Piece]:
    return [Piece(_sentence(vocabulary, random), None) for _ in range(random.randint(3, 6))]


def _edited(sentence: str, vocabulary: list[str], random: Random) -> str:
    """The sentence with up to three small edits inside: a word changed, dropped, added or swapped."""
    words = sentence.split()
    for _ in range(random.randint(0, 3)):
        at = random.randint(2, len(words) - 4)
        edit = random.choice(("change", "drop", "add", "swap"))
        if edit == "change":
            words[at] = random.choice(vocabulary)
        elif edit == "drop":
            del words[at]
        elif edit == "add":
            words.insert(at, random.choice(vocabulary))
        else:
            words[at], words[at + 1] = words[at + 1], words[at]
    return " ".join(words)


def _vocabulary(random: Random) -> list[str]:
    syllables = [c + v for c in "bdfgklmnprstvz" for v in "aeiou"]
    return ["".join(random.choices(syllables, k=random.randint(1, 4))) for _ in range(3000)]


def _sentence(vocabulary: list[str], random: Random) -> str:
    words = random.choices(vocabulary, k=random.randint(12, 30))
    return " ".join((words[0].title(), *words[1:])) + "."


def _joined(pieces: list[Piece], random: Random) -> tuple[str, list[tuple[int, int]]]:
    """The text of the pieces in paragraphs, and where each stands."""
    text, places = "", []
    for piece in pieces:
        places.append((len(text), len(text) + len(piece.text)))
        text += piece.text + random.choice((" ", " ", "\n"))
    return text.rstrip(), places
