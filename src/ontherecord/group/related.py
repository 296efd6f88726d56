# SPDX-License-Identifier: Apache-2.0
"""Near neighbours: stories that are like one another and yet not one.

Comes in: the stories, as numbers of articles, and the stream they come from. Goes out: for each story
its neighbours, the nearest first. Refuses: topics; neighbours share words that few articles of the
build have, or a page.
Score: none; `tests/group/test_related.py`.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence

from ontherecord.group.afterthought import MEANT, mean_of, ranked
from ontherecord.group.reasons import shared
from ontherecord.group.stream import Stream
from ontherecord.group.weights import Vector
from ontherecord.model import Article

NEAR = 0.06  # mean likeness by rare words from which a story is a neighbour
MOST = 5  # neighbours of a story
_AT_HAND = 4096  # stories whose mean vectors are kept at hand; some twenty megabytes

Stories = Sequence[Sequence[int]]


def neighbours(
    stories: Stories, wanted: Iterable[int], stream: Stream, articles: Sequence[Article]
) -> dict[int, list[tuple[int, str]]]:
    """For each wanted story, by its place in `stories`, the places of its neighbours, each with the reason in
    words."""
    view = stream.view(stories)
    place = {members[0]: n for n, members in enumerate(stories)}
    pages = _pages(stories, articles)
    found = {}

    @functools.lru_cache(_AT_HAND)
    def means(label: int) -> Vector:
        return mean_of(view, label)

    for n in wanted:
        first = stories[n][0]
        told = dict.fromkeys(pages[n], "stands on a page with one of its reports")
        near = [other for likeness, other in ranked(view, first, means(first)) if likeness >= NEAR]
        fresh = [other for other in near if place[other] not in told][: max(0, MOST - len(told))]
        carriers = [stream.entries[member].terms for member in view.members(first)[-MEANT:]] if fresh else []
        for other in fresh:  # as the newest articles of the one write it
            told[place[other]] = "shares " + ", ".join(shared(means(first), means(other), carriers))
        found[n] = list(told.items())[:MOST]
    return found


def _pages(stories: Stories, articles: Sequence[Article]) -> list[list[int]]:
    """For each story the others that share a page of an aggregator with it."""
    on: dict[str, list[int]] = {}
    for n, members in enumerate(stories):
        for page in dict.fromkeys(articles[member].document for member in members):
            on.setdefault(page, []).append(n)
    found: list[list[int]] = [[] for _ in stories]
    for several in on.values():
        for n in several[: MOST + 1]:
            found[n] += [other for other in several[: MOST + 1] if other != n and other not in found[n]]
    return found
