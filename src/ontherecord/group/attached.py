# SPDX-License-Identifier: Apache-2.0
"""Attached reports: what a page carries below its article is related to it, not part of its story.

Comes in: labels, articles, vectors and blocks of copies. Goes out: labels, with attached reports
that are only related set apart.
Refuses: to leave an attached report in the story of its page for its topic; it must be as much like
the story's own reports as they are like one another, or a copy of one of them.
Score: tests/group/test_attached.py; the examples' page with attached reports.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from ontherecord.group.terms import Ids
from ontherecord.group.weights import Vector, dot, mean
from ontherecord.model import Article

ALONE = 0.45  # likeness to the page's own article where the story has no other report to compare
_COMPARED = 30  # reports of a story that are compared with one another


def set_apart(
    labels: Ids, articles: Sequence[Article], near: Callable[[int], Vector], blocks: Sequence[int]
) -> Ids:
    """The labels with related reports in stories of their own; all sequences in canonical order."""
    place = {article.id: i for i, article in enumerate(articles)}
    own: dict[int, list[int]] = defaultdict(list)
    for i, article in enumerate(articles):
        if article.attached_to is None:
            own[int(labels[i])].append(i)
    kept = labels.copy()
    for i, article in enumerate(articles):
        host = place.get(article.attached_to or "")
        if (
            host is not None
            and labels[i] == labels[host]
            and not _belongs(i, own[int(labels[i])], near, blocks)
        ):
            kept[i] = len(articles) + i
    return kept


def _belongs(i: int, members: Sequence[int], near: Callable[[int], Vector], blocks: Sequence[int]) -> bool:
    """Whether an attached report is one of the story's reports in its own right."""
    if any(blocks[member] == blocks[i] for member in members):
        return True
    firsts = {blocks[member]: member for member in reversed(members)}
    several = sorted(firsts.values())[:_COMPARED]
    if not several:
        return True
    likeness = dot(near(i), mean([near(member) for member in several]))
    own = [near(member) for member in several]
    among = [dot(a, b) for n, a in enumerate(own) for b in own[:n]]
    return likeness >= (sum(among) / len(among) if among else ALONE)
