# SPDX-License-Identifier: Apache-2.0
"""Near neighbours: stories that are like one another and yet not one.

Comes in: the stories, as numbers of articles, and the stream they come from. Goes out: for each story
its neighbours, the nearest first. Refuses: topics; neighbours share words that few articles of the
build have, or a page.
Score: none; `tests/group/test_related.py`.
"""

from __future__ import annotations

from collections.abc import Sequence

from ontherecord.group.afterthought import View, mean_of, ranked
from ontherecord.group.reasons import shared
from ontherecord.group.stream import Stream
from ontherecord.model import Article

NEAR = 0.06  # mean likeness by rare words from which a story is a neighbour
MOST = 5  # neighbours of a story

Stories = Sequence[Sequence[int]]


def neighbours(stories: Stories, stream: Stream, articles: Sequence[Article]) -> list[list[tuple[int, str]]]:
    """For each story the places of its neighbours in `stories`, each with the reason in words."""
    view = stream.view(stories)
    place = {members[0]: n for n, members in enumerate(stories)}
    pages = _pages(stories, articles)
    found = []
    for n, members in enumerate(stories):
        told = dict.fromkeys(pages[n], "stands on a page with one of its reports")
        for likeness, other in ranked(view, members[0]):
            if likeness >= NEAR and place[other] not in told:
                told[place[other]] = _because(view, stream, members[0], other)
        found.append(list(told.items())[:MOST])
    return found


def _because(view: View, stream: Stream, one: int, other: int) -> str:
    members = view.groups.members[one]
    shown = {term: form for member in members for term, form in stream.entries[member].terms.shown.items()}
    words = shared(mean_of(view, one), mean_of(view, other), stream.rarity.terms, shown)
    return "shares " + ", ".join(words)


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
