# SPDX-License-Identifier: Apache-2.0
"""Whether two fillers fill one slot: whether "emptied 118 boxes" and "181 boxes hang open" count the same boxes.

Comes in: two `Filler`s of one story, the story's `Weights`. Goes out: how likely it is, 0 to 1.
Refuses: to look at the values' words or at any name: what is compared are counts and shares of words that two sentences
have in common, so that what was learnt on one story holds of another.
Score: with the claims made of it, `python -m bench claims`; cross-validated by story, `python -m bench.fit_alignment`.

A logistic regression over a few measures (`FEATURES`), fitted on our own invented stories (`bench/fit_alignment.py`). A
word weighs by its inverse sentence frequency in the story (Sparck Jones 1972), a sense that two words share a part of it.
"""

from __future__ import annotations

import functools
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from ontherecord.reconcile.claims.fillers import OPENING, Context, Filler
from ontherecord.reconcile.values.units import WHEN, WHERE, is_fate, is_money
from ontherecord.reconcile.words.concepts import akin, senses
from ontherecord.reconcile.words.fitted import chance, fitted, in_articles, longer
from ontherecord.reconcile.words.rarity import rarity

FEATURES = (
    "one", "shared", "share", "near", "near share", "around", "same unit", "no unit", "other unit", "fate", "measure",
    "time", "distance", "digits", "names", "other names", "part", "elsewhen", "said beside", "said elsewhere", "both alone",
    "values", "opening", "progress", "fact", "other stage", "same day", "numbers", "money", "money apart", "close shares",
)  # fmt: skip
_SENSE = 0.6  # of a word's weight where two words only share a sense
_UNKNOWN = 0.5  # weight of a word that stands in no body
_FARTHEST = 2.0  # of the logarithm of how many times one value is the other
_SOME = 0.25  # of what words near two shares weigh that are alike; from here on no more is asked
_TENTH = 0.1  # of that logarithm: two shares that are nearer than a tenth ("51.9 percent", "51.2") are mostly of one thing


class Weights(NamedTuple):
    """What a story's words weigh, and which values its articles give."""

    words: Mapping[str, float]
    values: Mapping[tuple[str, str], frozenset[float | str]]
    """Values by article and kind."""
    units: Mapping[tuple[str, str], int]
    """How many values of a unit an article gives,"""
    spread: Mapping[str, int]
    """and the story."""
    sums: Mapping[tuple[str, int, str], tuple[float, float]]
    """What the words around a filler weigh together, all alike and the nearer the more."""
    lengths: Mapping[str, int]
    """How many sentences an article has."""


def weigh(contexts: Sequence[Context], fillers: Iterable[Filler]) -> Weights:
    """The weights of a story: of all its sentences, and the fillers that are compared."""
    words = rarity(context.words for context in contexts)
    values: dict[tuple[str, str], set[float | str]] = defaultdict(set)
    units: dict[tuple[str, str], set[float | str]] = defaultdict(set)
    spread: dict[str, set[float | str]] = defaultdict(set)
    listed = list(fillers)
    for one in listed:
        values[one.article, one.kind].add(_value(one))
        units[one.article, one.counts].add(_value(one))
        spread[one.counts].add(_value(one))
    return Weights(
        words,
        {key: frozenset(found) for key, found in values.items()},
        {key: len(found) for key, found in units.items()},
        {key: len(found) for key, found in spread.items()},
        {_place(one): _sums(one, words) for one in listed},
        Counter(context.article for context in contexts),
    )


def _value(one: Filler) -> float | str:
    return one.label if one.where else one.figure.said


def features(one: Filler, other: Filler, weights: Weights) -> list[float]:
    """The measures of two fillers, in the order of `FEATURES`; their order does not matter."""
    here, there = one.context, other.context
    shared, near = _shared(one, other, weights)
    sums = [weights.sums.get(_place(f)) or _sums(f, weights.words) for f in (one, other)]
    own = here.words & there.words
    around = ((here.words | here.before) & (there.words | there.before)) - own
    units = one.counts, other.counts
    same = bool(units[0]) and akin(*units)
    alone = [weights.units.get((f.article, f.counts), 1) == 1 for f in (one, other)]
    names = len(here.names & there.names)
    digits = [_digits(f) for f in (one, other)]
    apart = _value(one) != _value(other)
    return [
        1.0,
        shared,
        shared / (min(sums[0][0], sums[1][0]) or 1.0),
        near,
        near / (min(sums[0][1], sums[1][1]) or 1.0),
        sum(weights.words.get(w, _UNKNOWN) for w in sorted(around)),
        float(same),
        float("" in units),
        float(not same and "" not in units),
        float(same and is_fate(one.figure.unit)),
        float(one.kind not in {"count", "time", WHEN, WHERE}),
        float(one.kind == "time"),
        _distance(one, other),
        float(digits[0] != digits[1] and sorted(digits[0]) == sorted(digits[1])),
        float(min(names, 3)),
        float(bool(here.names and there.names) and not names),
        float(one.part) + float(other.part),
        float(bool(here.years ^ there.years) and here.years.isdisjoint(there.years)),
        float(apart and (one.figure.said in there.numbers or other.figure.said in here.numbers)),
        apart * _elsewhere(one, other, weights),
        float(all(alone) and same),
        math.log(1 + max(weights.spread.get(u, 1) for u in units)),
        float(here.place < OPENING and there.place < OPENING),
        float("progress" in here.signs or "progress" in there.signs),
        float(here.stage == there.stage == "fact"),
        float(here.stage != there.stage),
        float(here.printed == there.printed),
        float(max(len(here.numbers), len(there.numbers))),
        float(is_money(one.kind)),
        is_money(one.kind) * _distance(one, other),
        (one.kind == "percent") * min(near / _SOME, 1.0) * math.exp(-_distance(one, other) / _TENTH),
    ]


def _shared(one: Filler, other: Filler, weights: Weights) -> tuple[float, float]:
    """What the words weigh that two sentences share, and those of them that are near both fillers."""
    total = close = 0.0
    for word in one.near:
        weight = weights.words.get(word, _UNKNOWN)
        if word in other.near:
            twin, part = word, 1.0
        else:
            meant = senses(word)
            if other.by_sense.keys().isdisjoint(meant):
                continue
            found = [other.by_sense[sense] for sense in meant if sense in other.by_sense]
            twin, part = max(found, key=lambda w: (other.near[w], w)), _SENSE
            weight = min(weight, weights.words.get(twin, _UNKNOWN))
        total += part * weight
        close += part * weight * math.sqrt(one.near[word] * other.near[twin])
    return total, close


def is_alike(one: Filler, other: Filler, weights: Weights) -> bool:
    """Whether two sentences share so many words that they are about one thing though they name two."""
    return _shared(one, other, weights)[0] >= _ALIKE


_ALIKE = 2.5


def _place(one: Filler) -> tuple[str, int, str]:
    return one.span.document, one.span.start, one.figure.unit


def _sums(one: Filler, words: Mapping[str, float]) -> tuple[float, float]:
    weighed = [(words.get(w, _UNKNOWN), near) for w, near in one.near.items()]
    return sum(weight for weight, _ in weighed), sum(weight * near for weight, near in weighed)


def _distance(one: Filler, other: Filler) -> float:
    """How far two values are apart, on a logarithmic scale; of days in weeks, of places not at all."""
    if one.kind == WHEN:
        return min(abs(one.figure.low - other.figure.low) / 7, _FARTHEST)
    low, high = sorted((one.figure.said, other.figure.said))
    if not (0 < low <= high < math.inf):
        return 0.0 if low == high else _FARTHEST
    return min(math.log(high / low), _FARTHEST)


def _digits(one: Filler) -> str:
    """The digits of a number: two that differ in their order only are mostly one number, one of them misread."""
    if one.kind in {WHEN, WHERE} or not 10 <= one.figure.said < math.inf:
        return ""
    return f"{one.figure.said:g}".replace(".", "").split("e")[0].rstrip("0")


def _elsewhere(one: Filler, other: Filler, weights: Weights) -> float:
    """Whether the article of one gives the other's value as well: it knows both, and tells them apart."""
    none: frozenset[float | str] = frozenset()
    return float(
        _value(other) in weights.values.get((one.article, one.kind), none)
        or _value(one) in weights.values.get((other.article, other.kind), none)
    )


@functools.cache
def _model() -> tuple[float, ...]:
    return fitted("alignment", FEATURES)


def likelihood(one: Filler, other: Filler, weights: Weights) -> float:
    """How likely it is that two fillers of two values fill one slot."""
    return chance(_model(), features(one, other, weights))


def likelihood_in_articles(one: Filler, other: Filler, weights: Weights) -> float:
    """The likelihood of two values of which at most one can be right, in articles as long as theirs."""
    return in_articles(likelihood(one, other, weights), *(weights.lengths[f.article] for f in (one, other)))


def is_of_one(one: Filler, other: Filler, weights: Weights) -> bool:
    """Whether enough stands alike near one day, or one place, in two articles: the longer they are, the more they tell of that
    was on that day or in that place."""
    length = longer(*(weights.lengths[f.article] for f in (one, other)))
    return beside(one, other, weights) >= _BESIDE * (1 - _AS_SHORT / length)


_BESIDE = 0.32  # share of what stands near two days that must be alike, in articles without end; by reading of 170 pairs
_AS_SHORT = 1.2  # times the length of a short report; up to it nothing needs be alike


def beside(one: Filler, other: Filler, weights: Weights) -> float:
    """How much of what stands near two fillers they share, by weight: 0 to about 1."""
    sums = [weights.sums.get(_place(f)) or _sums(f, weights.words) for f in (one, other)]
    return _shared(one, other, weights)[1] / (min(sums[0][1], sums[1][1]) or 1.0)
