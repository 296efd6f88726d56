# SPDX-License-Identifier: Apache-2.0
"""Which of two articles that share text is the source, and on what basis.

Comes in: two articles, what they share, and the newsrooms each credits. Goes out: a `Direction`.
Refuses: a credit where each claims the other; a date where either is unknown.
Score: direction of versions, `python -m bench versions`; of reprints, tests/trace.

In order: one credits the other's newsroom; one was published earlier; one holds more of the
other than the other way round (a cut copy is all in its source); else the order of ids, said so.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ontherecord.model import Article
from ontherecord.read.newsrooms import newsroom
from ontherecord.trace.credits import Credit
from ontherecord.trace.precedence import by_date
from ontherecord.trace.reuse import Overlap

CREDITED, EARLIER, COMPLETE, UNDECIDED = "credited", "earlier", "more complete", "not decided"
_CLEAR = 0.05  # difference of shares that is more than the noise of an alignment


class Direction(NamedTuple):
    """Whether the first article is the source, and on what basis."""

    first_is_source: bool
    basis: str


def direction(
    a: Article, b: Article, shared: Overlap, of_a: Sequence[Credit], of_b: Sequence[Credit]
) -> Direction:
    """The direction of a pair; `of_a`, `of_b` are the credits each carries."""
    a_credits, b_credits = _credits_outlet(of_a, b), _credits_outlet(of_b, a)
    if a_credits != b_credits:
        return Direction(b_credits, CREDITED)
    dated = by_date(a, b)
    if dated:
        return Direction(dated.first_is_earlier, EARLIER)
    if abs(shared.share_of_a - shared.share_of_b) > _CLEAR:
        return Direction(shared.share_of_a < shared.share_of_b, COMPLETE)
    return Direction(a.id < b.id, UNDECIDED)


def _credits_outlet(credits: Sequence[Credit], other: Article) -> bool:
    """Whether credits for copy or statements name the outlet of the other article."""
    if not other.outlet:
        return False
    key = newsroom(other.outlet).key
    return any(c.newsroom.key == key and c.strength != "picture" for c in credits)
