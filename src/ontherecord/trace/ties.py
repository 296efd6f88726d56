# SPDX-License-Identifier: Apache-2.0
"""Ties: what follows from two articles alone once it is known what they share.

Comes in: pairs to verify, what is compared of their articles and whom they credit. Goes out: for each pair that shares
something a `Tie`: the record of it, from its source to the other; what the edit changed where they are versions; how far
one reads like a rewrite.
Refuses: to look at a third article, so that a tie can be remembered.
Score: `python -m bench stories`, `reprints`, `versions` and `rewrites`.
"""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec
import numpy as np

from ontherecord.batches import batches, each
from ontherecord.mark import mark
from ontherecord.model import Annotations, Article, Reuse, ReuseKind, Span, Version
from ontherecord.trace.changes import Edition
from ontherecord.trace.credits import Credit, mixed, sells
from ontherecord.trace.direction import Direction, direction
from ontherecord.trace.pairs import Ask, Pair, verified
from ontherecord.trace.passages import Passage
from ontherecord.trace.plain import Plain
from ontherecord.trace.precedence import by_date
from ontherecord.trace.reuse import CONFIDENCE, Overlap, Side, extent
from ontherecord.trace.rewrites import Rewrite, rewrite
from ontherecord.trace.versions import edition, may_be_versions, version
from ontherecord.trace.words import Mask, Numbers, Words

Rewrites = tuple[tuple[str, str, Rewrite], ...]
_BY = "trace.reuse"
AT_ONCE = 1_000  # pairs whose seeds are found together; some tens of megabytes


class Tie(msgspec.Struct, frozen=True, array_like=True):
    """What two articles share, without its passages; where these start and end in the source and in the other, as bytes of
    32-bit integers; both as versions, if they are; and which of them reads like a rewrite of which (ids)."""

    reuse: Reuse
    places: bytes
    version: Version | None
    rewrites: Rewrites

    @property
    def passages(self) -> Numbers:
        """Where each passage starts and ends in the source and in the other, as offsets; shape (passages, 4)."""
        return np.frombuffer(self.places, dtype=np.int32).astype(np.int64).reshape(-1, 4)


class Known(NamedTuple):
    """What is known of one article before it is compared with others: what it gives alone, which of its words are
    boilerplate, whom it credits, what tracing looks at of its annotations."""

    article: Article
    copy: str
    plain: Plain
    common: Mask
    credited: Sequence[Credit]
    notes: Annotations | None

    def side(self) -> Side:
        """The article as one side of a pair."""
        words = self.plain.words(self.article, self.copy)
        return Side(words, self.plain.quoted, self.common, mixed(self.credited))


class Task(NamedTuple):
    """Pairs to look at, and what is known of their articles, by place."""

    asked: Sequence[Ask]
    known: Mapping[int, Known]


def tasks(known: Sequence[Known], asked: Sequence[Ask]) -> Iterator[Task]:
    """What is asked in tasks of `AT_ONCE` pairs that can be done anywhere."""
    for some in batches(asked, each, AT_ONCE):
        places = {place for one in some for place in (one.one, one.other, one.a, one.b)}
        yield Task(some, {place: known[place] for place in sorted(places)})


def tied(task: Task) -> bytes:
    """What follows from each pair of a task, `ties` of which give it back: bytes take the least time from process to process."""
    sides = functools.cache(lambda place: task.known[place].side())

    @functools.cache
    def editions(place: int) -> Edition:
        return edition(task.known[place].article, sides(place), task.known[place].notes)

    found = verified(task.asked, lambda place: task.known[place].plain.numbers, sides)
    return _ENCODER.encode([_tie(task.known, pair, sides, editions) if pair else None for pair in found])


def ties(done: bytes) -> list[Tie | None]:
    """What `tied` found."""
    return _DECODER.decode(done)


def _tie(
    known: Mapping[int, Known], pair: Pair, sides: Callable[[int], Side], editions: Callable[[int], Edition]
) -> Tie:
    a, b, one, other = known[pair.a], known[pair.b], sides(pair.a), sides(pair.b)
    versions = _version(a, b, pair, editions)
    rewritten = tuple(_rewrites(a, b, one, other, pair.overlap))
    return _reuse(a, b, one.words, other.words, pair.overlap, versions, rewritten)


def _version(a: Known, b: Known, pair: Pair, editions: Callable[[int], Edition]) -> Version | None:
    """The pair as two versions of one article, or none; `editions` gives that of a place in the order."""
    if not may_be_versions(a.article, b.article, pair.overlap, (a.credited, b.credited)):
        return None
    return version(a.article, b.article, editions(pair.a), editions(pair.b))


def _reuse(
    a: Known, b: Known, in_a: Words, in_b: Words, shared: Overlap, one: Version | None, rewritten: Rewrites
) -> Tie:
    """The tie of a verified pair, from its source to the other."""
    if one is not None:
        way = Direction(one.earlier == a.article.id, f"earlier version: {one.basis}")
    else:
        way = direction(a.article, b.article, shared, a.credited, b.credited)
    spans = [(*in_a.whole(p.a0, p.a1), *in_b.whole(p.b0, p.b1)) for p in shared.passages]
    first, second, shares = a.article.id, b.article.id, (shared.share_of_a, shared.share_of_b)
    if not way.first_is_source:
        spans = sorted((x, y, u, v) for u, v, x, y in spans)
        first, second, shares = second, first, shares[::-1]
    kind: ReuseKind = "version" if one is not None else shared.kind
    reuse = Reuse(
        id="r-" + mark(first, second),
        from_=first,
        to=second,
        basis=way.basis,
        passages=(),
        share_of_from=round(shares[0], 4),
        share_of_to=round(shares[1], 4),
        kind=kind,
        by=_BY,
        confidence=CONFIDENCE.get(kind),
        extent=extent(*shares) if kind == "reprint" else None,
    )
    return Tie(reuse, np.array(spans, dtype=np.int32).tobytes(), one, rewritten)


def edge(tie: Tie, source: Known, other: Known) -> Reuse:
    """The record of a tie with its passages. Many edges name one article, have one basis and quote the same words on both
    sides: each is one object, which is half of their memory."""
    shared = {
        "from_": source.article.id,
        "to": other.article.id,
        "basis": sys.intern(tie.reuse.basis),
        "by": _BY,
    }
    return msgspec.structs.replace(tie.reuse, passages=tuple(_passages(tie, source, other)), **shared)


def _passages(tie: Tie, source: Known, other: Known) -> Iterator[tuple[Span, Span]]:
    here, there = source.article.document, other.article.document
    for start, end, to_start, to_end in tie.passages.tolist():
        one = Span.of(here, source.copy, start, end)
        text = other.copy[to_start:to_end]
        text = one.text if text == one.text else text
        yield one, Span(document=there, start=to_start, end=to_end, text=text)


def _rewrites(
    a: Known, b: Known, one: Side, other: Side, shared: Overlap
) -> Iterator[tuple[str, str, Rewrite]]:
    """Which of two articles reads like a rewrite of agency copy that is not later: that of the other."""
    if shared.kind not in ("quotation-only", "partial"):
        return
    for x, y, of_x, of_y in ((a, b, one, other), (b, a, other, one)):
        dated = by_date(x.article, y.article)
        if (dated and dated.first_is_earlier) or not sells(y.article, y.credited):
            continue
        found = shared.passages
        if x is b:
            found = tuple(Passage(p.b0, p.b1, p.a0, p.a1, p.same) for p in found)
        if how := rewrite(of_x, of_y, found):
            yield x.article.id, y.article.id, how


_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(list[Tie | None])
