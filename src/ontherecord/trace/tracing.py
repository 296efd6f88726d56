# SPDX-License-Identifier: Apache-2.0
"""The whole of tracing: from articles to reuse, versions and origins.

Comes in: articles, frozen copies by document, annotations by article (may be empty). Goes out: a
`Tracing`, and the articles with what it found written on them.
Refuses: nothing; an article without words shares nothing and has an origin of its own.
Score: `python -m bench stories`, `reprints` and `versions`.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec
import numpy as np

from ontherecord.annotate.workers import Spread
from ontherecord.batches import batches, each
from ontherecord.decide.rulings import NO_RULINGS, Rulings
from ontherecord.garbage import unsought
from ontherecord.memory import Memory, remembered
from ontherecord.model import Annotations, Article, Reuse, Tracing
from ontherecord.trace.credits import Credit, credits_of
from ontherecord.trace.independence import independent
from ontherecord.trace.keys import Keys
from ontherecord.trace.origins import origins
from ontherecord.trace.pairs import Ask, asked, canonical, texts
from ontherecord.trace.plain import Plain, plain_of
from ontherecord.trace.rewrites import Rewrite
from ontherecord.trace.ties import Known, Tie, edge, tasks, tied, ties
from ontherecord.trace.words import Numbers

WORTH_WORKERS = 5_000  # articles; fewer are read in less time than workers take to start
PAIRS_WORTH_WORKERS = 10_000  # the same of pairs
_AT_ONCE = 200  # articles of one task


@unsought
def trace(
    articles: Sequence[Article],
    copies: Mapping[str, str],
    annotations: Mapping[str, Annotations],
    rulings: Rulings = NO_RULINGS,
    across: Spread = map,
    memory: Memory | None = None,
) -> Tracing:
    """What articles share, which are versions of one another, and which origins they have.

    `copies` are by document id, `annotations` by article id (an article without any is read by
    its quotation marks and full stops). `rulings` are what people decided. The order of `articles` does
    not matter, nor does what reading and the verification of pairs are spread `across`, nor what a `memory` has of earlier
    tracings: what an article or a pair gives alone is not found again.
    """
    ordered = canonical(articles)
    keys = Keys(ordered, copies, memory)
    read = _read(ordered, copies, annotations, across, memory, keys)
    credited = _credited(ordered, copies, read, across, memory, keys)
    compared = texts(ordered, read)
    known = [
        Known(article, copies[article.document], own, common, credits, annotations.get(article.id))
        for article, own, common, credits in zip(ordered, read, compared.common, credited, strict=True)
    ]
    found = _ties(known, asked(compared), across, memory, keys)
    place = {article.id: i for i, article in enumerate(ordered)}
    versions = sorted((one.version for one in found if one.version), key=lambda v: v.id)
    added, rewritten = _added(known, found), _rewritten(found)
    reuse = list(_edges(known, place, found))
    made = Tracing(
        reuse=tuple(sorted(reuse, key=lambda r: r.id)),
        versions=tuple(versions),
        origins=origins(
            ordered,
            reuse,
            {one.article.id: one.credited for one in known},
            lambda one: compared.named(place[one]),
            added,
            rewritten,
        ),
        warnings=_warnings(compared.proposed.thinned),
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


def _read(
    ordered: Sequence[Article], copies: Mapping[str, str], annotations: Mapping[str, Annotations], across: Spread,
    memory: Memory | None, keys: Keys,
) -> list[Plain]:  # fmt: skip
    """What each article gives alone; where they are many, read `across`."""

    def find(some: Sequence[int]) -> Iterator[Plain]:
        wanted = (ordered[place] for place in some)
        alone = ((a, copies[a.document], annotations.get(a.id)) for a in wanted)
        for several in _over(across, some)(plain_of, batches(alone, each, _AT_ONCE)):
            yield from several

    return remembered(memory, range(len(ordered)), keys.text, find, Plain)


def _credited(
    ordered: Sequence[Article], copies: Mapping[str, str], read: Sequence[Plain], across: Spread, memory: Memory | None,
    keys: Keys,
) -> list[tuple[Credit, ...]]:  # fmt: skip
    """Whom each article credits, of the newsrooms that any of them names."""
    names = tuple(sorted({name for one in read for name in one.formal}))

    def find(some: Sequence[int]) -> Iterator[tuple[Credit, ...]]:
        alone = ((ordered[place], copies[ordered[place].document]) for place in some)
        work = functools.partial(credits_of, names)
        for several in _over(across, some)(work, batches(alone, each, _AT_ONCE)):
            yield from several

    return remembered(memory, range(len(ordered)), keys.among(names), find, tuple[Credit, ...])


def _over(across: Spread, some: Sequence[int]) -> Spread:
    """What work on so many articles is spread over."""
    return across if len(some) > WORTH_WORKERS else map


def _ties(
    known: Sequence[Known], pairs_asked: Sequence[Ask], across: Spread, memory: Memory | None, keys: Keys
) -> list[Tie]:  # fmt: skip
    """What follows from each pair that shares something that counts, in the order of its articles."""

    def find(some: Sequence[Ask]) -> Iterator[Tie | None]:
        over = across if len(some) > PAIRS_WORTH_WORKERS else map
        for done in over(tied, tasks(known, some)):
            yield from ties(done)

    found = remembered(memory, pairs_asked, keys.of_pairs(known), find, Tie | None)
    both = zip(pairs_asked, found, strict=True)
    return [tie for _, tie in sorted(both, key=lambda two: two[0][:2]) if tie is not None]


def _edges(known: Sequence[Known], place: Mapping[str, int], found: list[Tie]) -> Iterator[Reuse]:
    """The record of each tie, in order. The ties are used up: kept, they took 50 of 300 MB at 10,000 articles."""
    found.reverse()
    while found:
        one = found.pop()
        yield edge(one, known[place[one.reuse.from_]], known[place[one.reuse.to]])


def _rewritten(ties: Sequence[Tie]) -> dict[str, tuple[str, Rewrite]]:
    """For each article that reads like a rewrite of agency copy the source it is most like, and how far."""
    found: dict[str, tuple[str, Rewrite]] = {}
    for article, source, how in (one for tie in ties for one in tie.rewrites):
        if article not in found or how.closeness > found[article][1].closeness:
            found[article] = (source, how)
    return found


def _added(known: Sequence[Known], found: Iterable[Tie]) -> dict[str, float]:
    """The share of each article's words that it has from no source."""
    taken: dict[str, list[Numbers]] = defaultdict(list)
    for tie in found:
        if tie.reuse.kind != "quotation-only":
            taken[tie.reuse.to].append(tie.passages[:, 2:])
    shares = dict.fromkeys((one.article.id for one in known), 1.0)
    for one in known:
        if ranges := taken.get(one.article.id):
            shares[one.article.id] = round(1.0 - float(one.plain.marked(np.concatenate(ranges)).mean()), 4)
    return shares


def _warnings(thinned: int) -> tuple[str, ...]:
    if not thinned:
        return ()
    return (
        f"{thinned} runs of seven words stand in so many articles that not all their pairs were compared",
    )
