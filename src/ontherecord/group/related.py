# SPDX-License-Identifier: Apache-2.0
"""Near neighbours: stories that are like one another and yet not one.

Comes in: the stories, as numbers of articles, and the stream they come from. Goes out: for each story
its neighbours, the nearest first. Refuses: topics; neighbours share words that few articles of the
build have, or a page.
Score: none; `tests/group/test_related.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ontherecord.group.afterthought import MEANT, View, mean_of, ranked
from ontherecord.group.reasons import shared
from ontherecord.group.stream import Stream
from ontherecord.model import Article

NEAR = 0.06  # mean likeness by rare words from which a story is a neighbour
MOST = 5  # neighbours of a story

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
    for n in wanted:
        first = stories[n][0]
        told = dict.fromkeys(pages[n], "stands on a page with one of its reports")
        near = [other for likeness, other in ranked(view, first) if likeness >= NEAR]
        for other, why in _because(view, stream, first, near):
            told.setdefault(place[other], why)
        found[n] = list(told.items())[:MOST]
    return found


def _because(view: View, stream: Stream, one: int, others: Sequence[int]) -> Iterator[tuple[int, str]]:
    """Each of some stories with what it shares with one, as the newest articles of that one write it."""
    if not others:
        return
    carriers = [stream.entries[member].terms for member in view.members(one)[-MEANT:]]
    own = mean_of(view, one)
    for other in others:
        yield other, "shares " + ", ".join(shared(own, mean_of(view, other), carriers))


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
