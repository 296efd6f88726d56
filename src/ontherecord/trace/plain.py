# SPDX-License-Identifier: Apache-2.0
"""What tracing takes from one article alone: its comparable words, what of them is quoted, which names it uses.

Comes in: an article, its frozen copy, its annotations if it has any. Goes out: `Plain`, as it is held, handed to workers
and remembered. Refuses: what depends on other articles; that is found anew each time (`pairs`, `boilerplate`).
Score: none of its own; `python -m bench archive` times an update that remembers it.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence

import msgspec
import numpy as np

from ontherecord.model import Annotations, Article, SegmentRole
from ontherecord.trace.credits import formal_names
from ontherecord.trace.matter import Called, called
from ontherecord.trace.quoted import quoted
from ontherecord.trace.words import Mask, Numbers, Words, numbered, words


class Plain(msgspec.Struct, frozen=True, array_like=True):
    """An article as it is compared, without its copy, its arrays as bytes: where its words stand and which of them have
    a capital (`Words`), their numbers, which are quoted, the names it uses, and the newsrooms that it names formally
    (`formal_names`)."""

    starts: bytes
    ends: bytes
    capitals: bytes
    parts: list[tuple[int, int, SegmentRole]]
    of_words: bytes
    of_quoted: bytes
    called: Called
    formal: tuple[str, ...]

    @property
    def numbers(self) -> Numbers:
        """The number of each word."""
        return np.frombuffer(self.of_words, dtype=np.int64)

    @property
    def quoted(self) -> Mask:
        """The words that somebody else said."""
        return np.frombuffer(self.of_quoted, dtype=np.bool_)

    def marked(self, ranges: Numbers) -> Mask:
        """The words that stand, wholly or in part, in one of some ranges of the copy; shape (ranges, 2)."""
        mask = np.zeros(len(self.of_quoted), dtype=np.bool_)
        firsts = np.searchsorted(np.frombuffer(self.ends, dtype=np.int32), ranges[:, 0], "right")
        ends = np.searchsorted(np.frombuffer(self.starts, dtype=np.int32), ranges[:, 1])
        for first, end in zip(firsts.tolist(), ends.tolist(), strict=True):
            mask[first:end] = True
        return mask

    def words(self, article: Article, copy: str) -> Words:
        """The words of the article, whose copy this is."""
        own = Words(article.id, article.document, copy)
        own.starts, own.ends, own.capitals = (
            array("i", data) for data in (self.starts, self.ends, self.capitals)
        )
        own.parts = self.parts
        return own


def plain(article: Article, copy: str, notes: Annotations | None) -> Plain:
    """What tracing takes from an article."""
    formal = formal_names([article], {article.document: copy})
    return msgspec.structs.replace(wording(article, copy, notes), formal=formal)


def wording(article: Article, copy: str, notes: Annotations | None) -> Plain:
    """What tracing takes from an article, but for the newsrooms that it names."""
    own = words(article, copy)
    return Plain(
        starts=own.starts.tobytes(),
        ends=own.ends.tobytes(),
        capitals=own.capitals.tobytes(),
        parts=own.parts,
        of_words=numbered(own).tobytes(),
        of_quoted=quoted(own, notes.quotations if notes else ()).tobytes(),
        called=called(own),
        formal=(),
    )


def plain_of(several: Sequence[tuple[Article, str, Annotations | None]]) -> list[Plain]:
    """What tracing takes from each of several articles with their copies and annotations: a task for a worker."""
    return [plain(*one) for one in several]
