# SPDX-License-Identifier: Apache-2.0
"""Ties: what follows from two articles alone once it is known what they share.

Comes in: a verified pair, its articles, what is compared of them and whom they credit. Goes out: a `Tie`: the record of what
they share, from its source to the other; what the edit changed where they are versions; how far one reads like a rewrite.
Refuses: to look at a third article, so that a tie can be remembered.
Score: `python -m bench stories`, `reprints`, `versions` and `rewrites`.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping, Sequence

import msgspec

from ontherecord.mark import mark
from ontherecord.model import Annotations, Article, Reuse, ReuseKind, Version
from ontherecord.trace.changes import Edition
from ontherecord.trace.credits import Credit, sells
from ontherecord.trace.direction import Direction, direction
from ontherecord.trace.pairs import Pair, Texts
from ontherecord.trace.passages import Passage
from ontherecord.trace.precedence import by_date
from ontherecord.trace.reuse import CONFIDENCE, extent
from ontherecord.trace.rewrites import Rewrite, rewrite
from ontherecord.trace.versions import edition, may_be_versions, version


class Tie(msgspec.Struct, frozen=True, array_like=True):
    """What two articles share; as versions, if they are; and which of them reads like a rewrite of which (ids)."""

    reuse: Reuse
    version: Version | None
    rewrites: tuple[tuple[str, str, Rewrite], ...]


class Known(msgspec.Struct, frozen=True):
    """What is known of all articles, by place in the canonical order or by id."""

    ordered: Sequence[Article]
    compared: Texts
    credited: Mapping[str, Sequence[Credit]]
    annotations: Mapping[str, Annotations]


def tying(known: Known) -> Callable[[Pair], Tie]:
    """What makes the tie of a pair; an article is read as a version of itself once."""

    @functools.cache
    def of(place: int) -> Edition:
        article = known.ordered[place]
        return edition(article, known.compared.sides[place], known.annotations.get(article.id))

    def tie(pair: Pair) -> Tie:
        one = _version(known, pair, of)
        return Tie(_reuse(known, pair, one), one, tuple(_rewrites(known, pair)))

    return tie


def _version(known: Known, pair: Pair, editions: Callable[[int], Edition]) -> Version | None:
    """The pair as two versions of one article, or none; `editions` gives that of a place in the order."""
    a, b = known.ordered[pair.a], known.ordered[pair.b]
    if not may_be_versions(a, b, pair.overlap, (known.credited[a.id], known.credited[b.id])):
        return None
    return version(a, b, editions(pair.a), editions(pair.b))


def _reuse(known: Known, pair: Pair, one: Version | None) -> Reuse:
    """The record of a verified pair, from its source to the other."""
    a, b, shared = known.ordered[pair.a], known.ordered[pair.b], pair.overlap
    if one is not None:
        way = Direction(one.earlier == a.id, f"earlier version: {one.basis}")
    else:
        way = direction(a, b, shared, known.credited[a.id], known.credited[b.id])
    first, second = (a, b) if way.first_is_source else (b, a)
    in_a, in_b = known.compared.sides[pair.a].words, known.compared.sides[pair.b].words
    spans = [(in_a.whole(p.a0, p.a1), in_b.whole(p.b0, p.b1)) for p in shared.passages]
    shares = (shared.share_of_a, shared.share_of_b)
    if not way.first_is_source:
        spans = sorted(((y, x) for x, y in spans), key=lambda both: both[0].start)
        shares = (shares[1], shares[0])
    kind: ReuseKind = "version" if one is not None else shared.kind
    return Reuse(
        id="r-" + mark(first.id, second.id),
        from_=first.id,
        to=second.id,
        basis=way.basis,
        passages=tuple(spans),
        share_of_from=round(shares[0], 4),
        share_of_to=round(shares[1], 4),
        kind=kind,
        by="trace.reuse",
        confidence=CONFIDENCE.get(kind),
        extent=extent(*shares) if kind == "reprint" else None,
    )


def _rewrites(known: Known, pair: Pair) -> Iterator[tuple[str, str, Rewrite]]:
    """Which of two articles reads like a rewrite of agency copy that is not later: that of the other."""
    if pair.overlap.kind not in ("quotation-only", "partial"):
        return
    turned = [Passage(p.b0, p.b1, p.a0, p.a1, p.same) for p in pair.overlap.passages]
    for x, y, shared in ((pair.a, pair.b, pair.overlap.passages), (pair.b, pair.a, turned)):
        one, source = known.ordered[x], known.ordered[y]
        dated = by_date(one, source)
        if (dated and dated.first_is_earlier) or not sells(source, known.credited[source.id]):
            continue
        how = rewrite(known.compared.sides[x], known.compared.sides[y], shared)
        if how:
            yield one.id, source.id, how
