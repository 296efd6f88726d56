# SPDX-License-Identifier: Apache-2.0
"""What tracing takes from one article alone: its comparable words, what of them is quoted, which names it uses.

Comes in: an article, its frozen copy, its annotations if it has any. Goes out: `Plain`; `Kept`, the same as it is
remembered. Refuses: what depends on other articles; that is found anew each time (`pairs`, `boilerplate`).
Score: none of its own; `python -m bench archive` times an update that remembers it.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import msgspec
import numpy as np

from ontherecord.model import Annotations, Article, SegmentRole
from ontherecord.trace.credits import formal_names
from ontherecord.trace.matter import Called, called
from ontherecord.trace.quoted import quoted
from ontherecord.trace.words import Mask, Numbers, Words, numbered, words


class Plain(NamedTuple):
    """An article as it is compared: its words and their numbers, which are quoted, the names it uses, and the
    newsrooms that it names formally (`formal_names`)."""

    words: Words
    numbers: Numbers
    quoted: Mask
    called: Called
    formal: tuple[str, ...]


class Kept(msgspec.Struct, frozen=True, array_like=True):
    """A `Plain` without its copy, its arrays as bytes."""

    starts: bytes
    ends: bytes
    capitals: bytes
    parts: list[tuple[int, int, SegmentRole]]
    numbers: bytes
    quoted: bytes
    called: Called
    formal: tuple[str, ...]


def kept(article: Article, copy: str, notes: Annotations | None) -> Kept:
    """What tracing takes from an article."""
    own = words(article, copy)
    marked = quoted(own, notes.quotations if notes else ())
    return Kept(
        starts=own.starts.tobytes(),
        ends=own.ends.tobytes(),
        capitals=own.capitals.tobytes(),
        parts=own.parts,
        numbers=numbered(own).tobytes(),
        quoted=marked.tobytes(),
        called=called(own),
        formal=formal_names([article], {article.document: copy}),
    )


def kept_of(several: Sequence[tuple[Article, str, Annotations | None]]) -> list[Kept]:
    """What tracing takes from each of several articles with their copies and annotations: a task for a worker."""
    return [kept(*one) for one in several]


def plain(article: Article, copies: Mapping[str, str], found: Kept) -> Plain:
    """What was found in an article, beside its copy."""
    own = Words(article.id, article.document, copies[article.document])
    own.starts, own.ends, own.capitals = (
        array("i", data) for data in (found.starts, found.ends, found.capitals)
    )
    own.parts = found.parts
    marked = np.frombuffer(found.quoted, dtype=np.bool_)
    return Plain(own, np.frombuffer(found.numbers, dtype=np.int64), marked, found.called, found.formal)
