# SPDX-License-Identifier: Apache-2.0
"""Fit the weights of `reconcile/matters/oneness.py` on our own invented stories, and say what they reach.

`python -m bench.fit_oneness` writes `src/ontherecord/reconcile/data/oneness.toml` and prints precision and recall of pairs
at a few thresholds, each story told by weights that were fitted without it.

A pair is two statements of two origins that share something. It is wanted if words of one claim of the truth stand in
both. Stories tell more than their truth lists, so that precision is told too low: some pairs that count as wrong are not.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bench.claims import Told as Story
from bench.claims import fitted_on, written
from bench.corpora import ROOT
from bench.logistic import Pair, fit
from ontherecord.model import Span
from ontherecord.reconcile.matters.matters import stated
from ontherecord.reconcile.matters.oneness import FEATURES, Statements, features, weighed
from ontherecord.reconcile.matters.told import Told, begin, reading

TARGET = ROOT / "src" / "ontherecord" / "reconcile" / "data" / "oneness.toml"


def pairs(number: int, story: Story, truth: dict[str, Any]) -> Iterator[Pair]:
    """The pairs of one story."""
    origin = {a.id: a.origin or a.id for a in story.record.articles}
    held = weighed([one for one in statements(story) if not one.account.historical])
    sides = [[w for side in one.sides for w in side] for one in written(truth, story)]
    about = {begin(one.account): _claims(one, sides) for one in held.told}
    for one, other in neighbours(held, origin):
        wanted = not about[begin(one.account)].isdisjoint(about[begin(other.account)])
        yield Pair(number, features(one, other, held), wanted)


def neighbours(story: Statements, origin: Mapping[str, str]) -> Iterator[tuple[Told, Told]]:
    """Pairs of statements of two origins, each with those before it that share most with it: rare words, somebody, the act.
    The work for each is bounded."""
    reach: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(story.told):
        words = story.shapes[begin(one.account)].words
        keys = {
            **words,
            **dict.fromkeys(one.acts, 1.0),
            **dict.fromkeys(story.shapes[begin(one.account)].names, 1.0),
        }
        shared: dict[int, float] = defaultdict(float)
        for key in sorted(keys):
            for before in reach[key][-_POSTINGS:]:
                shared[before] += keys[key]
            reach[key].append(number)
        near = sorted((n for n, weight in shared.items() if weight > _FAINT), key=lambda n: (-shared[n], n))
        others = (story.told[n] for n in near)
        apart = (t for t in others if origin.get(t.account.article) != origin.get(one.account.article))
        yield from ((other, one) for other in itertools.islice(apart, _COMPARED))


_POSTINGS = 60  # statements that a word leads to: the newest
_FAINT = 0.5  # what two statements share at least
_COMPARED = 24  # statements that a statement is compared with


def statements(story: Story) -> tuple[Told, ...]:
    """The statements of a story as they were compared when its record was made."""
    record = story.record
    index = {(m.document, m.start, m.end): one.id for one in record.cast for m in one.mentions}
    read = reading(record.articles, story.copies, record.cast, index, record.times, record.places)
    return stated(record.accounts, record.articles, story.notes, read)


def _claims(one: Told, sides: Sequence[Sequence[Span]]) -> frozenset[int]:
    """The claims of the truth of which words stand in a statement."""
    return frozenset(n for n, words in enumerate(sides) if any(_tells(one, w) for w in words))


def _tells(one: Told, words: Span) -> bool:
    """Whether a statement has all the words of a claim, or they its act."""
    whole, act = one.account.span, one.account.trigger
    if words.document != whole.document:
        return False
    return (words.start <= act.start < words.end) or (whole.start <= words.start and words.end <= whole.end)


def main() -> None:
    """Fit, cross-validate, write."""
    fit(
        [pair for n, story, truth in fitted_on() for pair in pairs(n, story, truth)], FEATURES, TARGET,
        "Weights of the measures of `oneness.FEATURES`, made by `python -m bench.fit_oneness`",
    )  # fmt: skip


if __name__ == "__main__":
    main()
