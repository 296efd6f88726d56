# SPDX-License-Identifier: Apache-2.0
"""A wording laid beside the fullest one, word by word, as an editor reads it.

Comes in: the fullest wording and another. Goes out: `Alignment`: the pieces, and in words how many are
left out, put in and changed.
Refuses: two texts with little in common; the other then stands as it is.
Score: none; `tests/dossier/test_alignment.py`.

Words are compared without case, quotation marks and punctuation, which tell editions apart and not what
was said; the text shown is the other article's own. The longest common subsequence of words decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from ontherecord.dossier.diff import LONGEST_DIFF, Piece
from ontherecord.dossier.wording import counted

LEAST_COMMON = 0.6  # of the words of the shorter: below it a word diff is harder to read than both texts
LONGEST_GONE = 18  # words left out that are shown; the fullest wording stands above and has them all
GONE_ENDS = 7  # words shown of each end of a longer omission
ISLAND = 3  # letters of a lone word between two changes that is no common ground ("the", "of")
_TOKEN = re.compile(r"\w+(?:['’]\w+)*[^\w]*")
_WORD = re.compile(r"\w+(?:['’]\w+)*")


@dataclass(frozen=True, slots=True)
class Alignment:
    """`pieces` that are not "gone" spell the other wording; `extent` says how far it differs, in words."""

    pieces: tuple[Piece, ...]
    extent: str


@dataclass(frozen=True, slots=True)
class _Block:
    """A stretch of both texts: the same words, or other ones (either side may be empty)."""

    same: bool
    gone: tuple[str, ...]
    new: tuple[str, ...]


def alignment(whole: str, words: str) -> Alignment:
    """`words` beside the fullest wording `whole`."""
    first, second = _TOKEN.findall(whole), _TOKEN.findall(words)
    if not first or not second or max(len(first), len(second)) > LONGEST_DIFF:
        return Alignment((Piece("same", words),), "")
    blocks = _without_islands(list(_blocks(first, second)))
    common = sum(len(b.new) for b in blocks if b.same)
    if common < LEAST_COMMON * min(len(first), len(second)):
        return Alignment((Piece("same", words),), "")
    lead = words[: len(words) - len("".join(second))]
    pieces = [Piece("same", lead)] if lead.strip() else []
    for block in blocks:
        ends = bool(pieces) and not pieces[-1].text[-1].isspace() and bool(block.gone) and not block.new
        pieces += [Piece("same", " ")] * ends + _pieces(block)
    return Alignment(tuple(pieces), _extent(blocks))


def key(text: str) -> tuple[str, ...]:
    """The words of a text as they are compared."""
    return tuple(word.casefold().replace("’", "'") for word in _WORD.findall(text))


def _blocks(first: list[str], second: list[str]) -> Iterator[_Block]:
    one, two = ([key(token)[0] for token in tokens] for tokens in (first, second))
    gone: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    for code in Indel.opcodes(one, two):
        here, there = (
            tuple(first[code.src_start : code.src_end]),
            tuple(second[code.dest_start : code.dest_end]),
        )
        if code.tag != "equal":
            gone, new = gone + here, new + there
            continue
        if gone or new:
            yield _Block(False, gone, new)
        yield _Block(True, here, there)
        gone, new = (), ()
    if gone or new:
        yield _Block(False, gone, new)


def _without_islands(blocks: list[_Block]) -> list[_Block]:
    """One change where a lone short word parts two replacements."""
    done: list[_Block] = []
    for n, block in enumerate(blocks):
        before = done[-1] if done else None
        if before and not before.same and not block.same:
            done[-1] = _Block(False, before.gone + block.gone, before.new + block.new)
        elif block.same and _island(block) and before and not before.same and n + 1 < len(blocks):
            after = blocks[n + 1]
            if (before.gone and before.new) or (after.gone and after.new):
                done[-1] = _Block(False, before.gone + block.gone, before.new + block.new)
            else:
                done.append(block)
        else:
            done.append(block)
    return done


def _island(block: _Block) -> bool:
    return len(block.new) == 1 and len(key(block.new[0])[0]) <= ISLAND


def _pieces(block: _Block) -> list[Piece]:
    if block.same:
        return [Piece("same", "".join(block.new))]
    gone = _shortened(block.gone)
    found = [Piece("gone", gone), Piece("same", " ")] if gone else []
    new = "".join(block.new)
    bare = new.rstrip()
    found += [Piece("new", bare)] if bare else []
    return found + ([Piece("same", new[len(bare) :])] if len(bare) < len(new) else [])


def _shortened(tokens: tuple[str, ...]) -> str:
    """What was left out; of a long stretch its two ends."""
    if len(tokens) <= LONGEST_GONE:
        return "".join(tokens).rstrip()
    return f"{''.join(tokens[:GONE_ENDS]).rstrip()} … {''.join(tokens[-GONE_ENDS:]).rstrip()}"


def _extent(blocks: list[_Block]) -> str:
    """`12 words left out, 2 changed, 1 put in`."""
    left_out = sum(len(b.gone) for b in blocks if not b.same and not b.new)
    put_in = sum(len(b.new) for b in blocks if not b.same and not b.gone)
    changed = sum(max(len(b.gone), len(b.new)) for b in blocks if not b.same and b.gone and b.new)
    told = [(left_out, "left out"), (changed, "changed"), (put_in, "put in")]
    found = [(n, what) for n, what in told if n]
    return ", ".join(
        f"{counted(n, 'word')} {what}" if place == 0 else f"{n} {what}"
        for place, (n, what) in enumerate(found)
    )
