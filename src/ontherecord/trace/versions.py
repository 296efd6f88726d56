# SPDX-License-Identifier: Apache-2.0
"""Versions: pairs that are two states of one article, which came first and what changed.

Comes in: a pair of articles that share most of their text, with sentences and credits. Goes out:
a `Version`, or none where the pair is a plain reprint.
Refuses: a copy that was only cut or padded by another outlet; two outlets' house styles.
Score: direction and change classes, `python -m bench versions`.
"""

from __future__ import annotations

from collections.abc import Sequence

from ontherecord.mark import mark
from ontherecord.model import Annotations, Article, Change, Version
from ontherecord.read.newsrooms import newsroom
from ontherecord.trace.changes import Edition, changes, edited, place_mask
from ontherecord.trace.corrections import corrections
from ontherecord.trace.credits import Credit
from ontherecord.trace.precedence import Precedence, by_date, by_text
from ontherecord.trace.reuse import Overlap, Side
from ontherecord.trace.sentences import pieces
from ontherecord.trace.words import folded

ONE_ARTICLE = 0.5  # share of the smaller side's reporting that two states of one article keep
KEPT = 0.3  # ... and share of the longer version's words; less is another report that lifts from it
_FACTS = frozenset({"figure", "modality", "time", "place", "headline"})


def edition(article: Article, side: Side, annotated: Annotations | None) -> Edition:
    """An article as one version of itself."""
    words = side.words
    places = place_mask(words)
    for place in annotated.places if annotated else ():
        if place.span is not None and len(words):
            places[words.within(place.span.start, place.span.end)] = True
    sentences = pieces(words, annotated.sentences if annotated else ())
    notes = corrections(article.document, words.copy, article.start, article.end)
    return Edition(words, sentences, side.quoted, places, words.copy[article.start : article.end], notes)


def may_be_versions(
    a: Article, b: Article, shared: Overlap, credits: tuple[Sequence[Credit], Sequence[Credit]]
) -> bool:
    """Whether two articles share enough text, and a newsroom; `credits` are those of `a` and of `b`."""
    return (
        shared.kind in ("reprint", "partial")
        and shared.reporting >= ONE_ARTICLE
        and min(shared.share_of_a, shared.share_of_b) >= KEPT
        and _one_newsroom(a, b, credits)
    )


def version(a: Article, b: Article, of_a: Edition, of_b: Edition) -> Version | None:
    """A pair that may be versions as two versions of one article, or none where only a house style
    or a cut tells them apart."""
    order = by_date(a, b) or by_text(of_a, of_b)
    earlier, later = (a, b) if order.first_is_earlier else (b, a)
    old, new = (of_a, of_b) if order.first_is_earlier else (of_b, of_a)
    made = edited(old, new)
    if not (_one_outlet(a, b) or _facts_edited(made.inside)):
        return None
    found = changes(old, new, made)
    return _version(earlier, later, order, found) if found else None


def _one_newsroom(a: Article, b: Article, credits: tuple[Sequence[Credit], Sequence[Credit]]) -> bool:
    """Whether both are one newsroom's: same outlet, a copy credit in common, or one headline."""
    if _one_outlet(a, b) or (_plain(a.headline) and _plain(a.headline) == _plain(b.headline)):
        return True
    rooms = []
    for article, found in ((a, credits[0]), (b, credits[1])):
        keys = {c.newsroom.key for c in found if c.strength == "copy" and c.newsroom.kind != "aggregator"}
        keys |= {newsroom(name).key for name in (article.outlet, article.agency) if name}
        rooms.append(keys)
    return bool(rooms[0] & rooms[1])


def _one_outlet(a: Article, b: Article) -> bool:
    return bool(a.outlet and b.outlet) and newsroom(a.outlet or "").key == newsroom(b.outlet or "").key


def _plain(headline: str | None) -> str:
    return " ".join(folded(word) for word in (headline or "").split())


def _facts_edited(found: Sequence[Change]) -> bool:
    """Whether some fact reads otherwise; a reprint cuts and pads, it does not rewrite facts."""
    return any(change.class_ == "changed" and change.what in _FACTS - {"headline"} for change in found)


def _version(earlier: Article, later: Article, order: Precedence, found: tuple[Change, ...]) -> Version:
    return Version(
        id=f"v-{mark(earlier.id, later.id)}",
        earlier=earlier.id,
        later=later.id,
        basis=order.basis,
        changes=found,
        by="trace.versions",
    )
