# SPDX-License-Identifier: Apache-2.0
"""The whole of tracing: from articles to reuse, versions and origins.

Comes in: articles, frozen copies by document, annotations by article (may be empty). Goes out: a
`Tracing`, and the articles with what it found written on them.
Refuses: nothing; an article without words shares nothing and has an origin of its own.
Score: `python -m bench stories`, `reprints` and `versions`.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec
import numpy as np

from ontherecord.annotate.workers import Spread
from ontherecord.decide.rulings import NO_RULINGS, Rulings
from ontherecord.model import Annotations, Article, Reuse, ReuseKind, Tracing, Version
from ontherecord.trace.changes import Edition
from ontherecord.trace.credits import Credit, credits, formal_names, forms, mixed, sells
from ontherecord.trace.direction import Direction, direction
from ontherecord.trace.independence import independent
from ontherecord.trace.origins import origins
from ontherecord.trace.pairs import Pair, Texts, canonical, pairs, texts
from ontherecord.trace.passages import Passage
from ontherecord.trace.precedence import by_date
from ontherecord.trace.reuse import CONFIDENCE, extent
from ontherecord.trace.rewrites import Rewrite, rewrite
from ontherecord.trace.versions import edition, may_be_versions, version
from ontherecord.trace.words import Mask


def trace(
    articles: Sequence[Article],
    copies: Mapping[str, str],
    annotations: Mapping[str, Annotations],
    rulings: Rulings = NO_RULINGS,
    across: Spread = map,
) -> Tracing:
    """What articles share, which are versions of one another, and which origins they have.

    `copies` are by document id, `annotations` by article id (an article without any is read by
    its quotation marks and full stops). `rulings` are what people decided. The order of `articles` does
    not matter, nor does what the verification of pairs is spread `across`.
    """
    ordered = canonical(articles)
    known = forms(formal_names(ordered, copies))
    credited = {a.id: credits(a, copies[a.document], known) for a in ordered}
    contributed = [a.id for a in ordered if mixed(credited[a.id])]
    compared, proposed = texts(ordered, copies, annotations, contributed)
    reuse: list[Reuse] = []
    found: list[Version] = []
    editions = functools.cache(
        lambda place: edition(ordered[place], compared.sides[place], annotations.get(ordered[place].id))
    )
    verified = pairs(compared, proposed, across)
    for pair in verified:
        one = _version(ordered, pair, editions, credited)
        if one is not None:
            found.append(one)
        reuse.append(_reuse(ordered, compared, pair, one, credited))
    added = _added(ordered, compared, reuse)
    rewritten = _rewritten(ordered, compared, verified, credited)
    named = {a.id: own for a, own in zip(ordered, compared.named, strict=True)}
    made = Tracing(
        reuse=tuple(sorted(reuse, key=lambda r: r.id)),
        versions=tuple(sorted(found, key=lambda v: v.id)),
        origins=origins(ordered, reuse, credited, named, added, rewritten),
        warnings=_warnings(proposed.thinned),
    )
    return independent(made, ordered, rulings)


def traced(articles: Sequence[Article], tracing: Tracing) -> tuple[Article, ...]:
    """The articles with origin, `version_of` and `reprint_of` set, in the order given."""
    origin = {article: one.id for one in tracing.origins for article in one.articles}
    reprints = [edge for edge in tracing.reuse if edge.kind == "reprint"]
    closest = sorted(reprints, key=lambda edge: (edge.share_of_to, edge.share_of_from, edge.id))
    reprint = {edge.to: edge.from_ for edge in closest}
    kept = {v.id: sum(c.what != "wording" for c in v.changes) for v in tracing.versions}
    nearest = sorted(tracing.versions, key=lambda v: (-kept[v.id], v.id))
    version_of = {v.later: v.earlier for v in nearest}
    return tuple(
        msgspec.structs.replace(
            article,
            origin=origin.get(article.id),
            version_of=version_of.get(article.id),
            reprint_of=None if article.id in version_of else reprint.get(article.id),
        )
        for article in articles
    )


def _version(
    ordered: Sequence[Article], pair: Pair, editions: Callable[[int], Edition],
    credited: Mapping[str, Sequence[Credit]],
) -> Version | None:  # fmt: skip
    """The pair as two versions of one article, or none; `editions` gives that of a place in the order."""
    a, b = ordered[pair.a], ordered[pair.b]
    if not may_be_versions(a, b, pair.overlap, (credited[a.id], credited[b.id])):
        return None
    return version(a, b, editions(pair.a), editions(pair.b))


def _reuse(
    ordered: Sequence[Article], compared: Texts, pair: Pair, one: Version | None,
    credited: Mapping[str, Sequence[Credit]],
) -> Reuse:  # fmt: skip
    """The record of a verified pair, from its source to the other."""
    a, b, shared = ordered[pair.a], ordered[pair.b], pair.overlap
    if one is not None:
        way = Direction(one.earlier == a.id, f"earlier version: {one.basis}")
    else:
        way = direction(a, b, shared, credited[a.id], credited[b.id])
    first, second = (a, b) if way.first_is_source else (b, a)
    in_a, in_b = compared.sides[pair.a].words, compared.sides[pair.b].words
    spans = [(in_a.whole(p.a0, p.a1), in_b.whole(p.b0, p.b1)) for p in shared.passages]
    shares = (shared.share_of_a, shared.share_of_b)
    if not way.first_is_source:
        spans = sorted(((y, x) for x, y in spans), key=lambda both: both[0].start)
        shares = (shares[1], shares[0])
    kind: ReuseKind = "version" if one is not None else shared.kind
    return Reuse(
        id="r-" + hashlib.sha256(f"{first.id} {second.id}".encode()).hexdigest()[:8],
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


def _rewritten(
    ordered: Sequence[Article], compared: Texts, verified: Sequence[Pair],
    credited: Mapping[str, Sequence[Credit]],
) -> dict[str, tuple[str, Rewrite]]:  # fmt: skip
    """For each article that reads like a rewrite of agency copy that is not later: the source it is
    most like, and how far."""
    found: dict[str, tuple[str, Rewrite]] = {}
    for pair in verified:
        if pair.overlap.kind not in ("quotation-only", "partial"):
            continue
        turned = [Passage(p.b0, p.b1, p.a0, p.a1, p.same) for p in pair.overlap.passages]
        for x, y, shared in ((pair.a, pair.b, pair.overlap.passages), (pair.b, pair.a, turned)):
            one, source = ordered[x], ordered[y]
            dated = by_date(one, source)
            if (dated and dated.first_is_earlier) or not sells(source, credited[source.id]):
                continue
            how = rewrite(compared.sides[x], compared.sides[y], shared)
            if how and (one.id not in found or how.closeness > found[one.id][1].closeness):
                found[one.id] = (source.id, how)
    return found


def _added(ordered: Sequence[Article], compared: Texts, reuse: Iterable[Reuse]) -> dict[str, float]:
    """The share of each article's words that it has from no source."""
    place = {article.id: i for i, article in enumerate(ordered)}
    taken: dict[str, Mask] = {}
    for edge in reuse:
        if edge.kind != "quotation-only":
            words = compared.sides[place[edge.to]].words
            mask = taken.setdefault(edge.to, np.zeros(len(words), dtype=np.bool_))
            for _, span in edge.passages:
                mask[words.within(span.start, span.end)] = True
    return {
        article.id: round(1.0 - float(taken[article.id].mean()), 4) if article.id in taken else 1.0
        for article in ordered
    }


def _warnings(thinned: int) -> tuple[str, ...]:
    if not thinned:
        return ()
    return (
        f"{thinned} runs of seven words stand in so many articles that not all their pairs were compared",
    )
