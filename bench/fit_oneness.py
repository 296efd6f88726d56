# SPDX-License-Identifier: Apache-2.0
"""Fit the weights of `reconcile/matters/oneness.py` on our own invented stories, and say what they reach.

`python -m bench.fit_oneness` writes `src/ontherecord/reconcile/data/oneness.toml` and prints precision and recall of pairs
at a few thresholds, each story told by weights that were fitted without it.

A pair is two statements of two origins that share something. It is wanted if words of one claim of the truth stand in
both. Stories tell more than their truth lists, so that precision is told too low: some pairs that count as wrong are not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from bench.claims import Told as Story
from bench.claims import fitted_on, written
from bench.corpora import ROOT
from bench.logistic import Pair, held_out, shown, write
from ontherecord.model import Span
from ontherecord.reconcile.matters.matters import stated
from ontherecord.reconcile.matters.oneness import FEATURES, features, neighbours, weighed
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
    found = [pair for n, story, truth in fitted_on() for pair in pairs(n, story, truth)]
    print(shown(found, held_out(found)))
    write(
        found, FEATURES, TARGET,
        "Weights of the measures of `oneness.FEATURES`, made by `python -m bench.fit_oneness`",
    )  # fmt: skip


if __name__ == "__main__":
    main()
