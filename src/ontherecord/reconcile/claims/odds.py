# SPDX-License-Identifier: Apache-2.0
"""Whether two figures of two articles may be two values of one number, and how likely they are.

Comes in: two `Filler`s of a story, its `Weights`. Goes out: whether they agree; whether they may be at odds; how likely.
Refuses: two figures of two units, parts and additions, two accidents; a few of a plain noun unless the words around them
tell them for one.
Score: with the figures, `python -m bench claims`; `tests/reconcile/test_counts.py`.
"""

from __future__ import annotations

import functools
import re

from ontherecord.reconcile.claims.alignment import Weights, beside, is_alike, likelihood_in_articles
from ontherecord.reconcile.claims.fillers import Filler
from ontherecord.reconcile.claims.wholes import are_of_one
from ontherecord.reconcile.values.figures import agree
from ontherecord.reconcile.values.grains import places_agree
from ontherecord.reconcile.values.numbers import words_of
from ontherecord.reconcile.values.quantities import every
from ontherecord.reconcile.values.units import (
    PRISON,
    VOTES,
    WHEN,
    WHERE,
    fates,
    is_fate,
    is_measure,
    is_plain_noun,
    people_stems,
)
from ontherecord.reconcile.words.concepts import stem
from ontherecord.reconcile.words.fitted import longer

UNCOMMON = 20  # from here on a number is seldom that of two things
LIKELY = 0.38  # from here on two values are two of one slot (`python -m bench.fit_alignment`),
CLEAR = 1.5  # where no other is nearly as likely


def agree_as_values(one: Filler, other: Filler) -> bool:
    """Whether two figures may be one value. One that is told without what it counts ("9.4 million in used notes") must be
    the same number."""
    if one.where is not None and other.where is not None:
        return places_agree(one.where, other.where)
    if "" in (one.figure.unit, other.figure.unit):
        return {one.kind, other.kind}.isdisjoint(_TIMES) and one.figure.said == other.figure.said
    return one.kind == other.kind and agree(one.figure, other.figure)


_TIMES = frozenset({WHEN, WHERE, "time"})


def is_beside(one: Filler, other: Filler, weights: Weights) -> bool:
    """Whether enough of what stands near two figures is the same; what became of people needs no more words than that, nor do
    two results of a vote that are near each other, and what was to be is told in others on the day when it is so."""
    of_fate = is_fate(one.figure.unit) or is_fate(other.figure.unit) or _are_of_one_ballot(one, other)
    ahead = any(f.context.stage != "fact" for f in (one, other))
    later = one.context.printed != other.context.printed
    return of_fate or (ahead and later) or beside(one, other, weights) >= _BESIDE


_BESIDE = 0.1


def needed(one: Filler, other: Filler, weights: Weights) -> float:
    """How likely one slot must be: a few of a plain noun on another day ("three teams", "six teams") are mostly others, and
    nobody on another day ("nobody was detained") is mostly told of another occasion."""
    few = is_plain_noun(one.figure.unit) and max(one.figure.said, other.figure.said) < UNCOMMON
    moved = one.context.printed != other.context.printed
    if few and moved:
        return _SURELY
    nobody = moved and 0 in (one.figure.said, other.figure.said)
    return _SURE if few or nobody or _is_doubtful(one, other, weights) else 0.0


_SURELY = 0.8


def chance_of_two(one: Filler, other: Filler, weights: Weights) -> float:
    """The likelihood; at least the least that counts where each article has one value of the unit, and tells it in nearly
    the same words, or, on another day, as the number of the moment. Where most words near the two are the same, length of time
    or not, it is likelier; in long articles nearly all must be."""
    chance = likelihood_in_articles(one, other, weights)
    if not all(weights.units[f.article, f.counts] == 1 for f in (one, other)):
        return chance
    moved = one.context.printed != other.context.printed and any(
        "progress" in f.context.signs for f in (one, other)
    )
    alike = is_alike(one, other, weights) or (moved and chance >= LIKELY / CLEAR)
    least = _SURE if _are_mostly_alike(one, other, weights) else LIKELY if alike else 0.0
    return max(chance, least)


def _are_mostly_alike(one: Filler, other: Filler, weights: Weights) -> bool:
    """Whether most of what stands near two figures is the same, in long articles nearly all."""
    if len(one.near.keys() & other.near.keys()) < _SAME_WORDS:
        return False
    length = longer(*(weights.lengths[f.article] for f in (one, other)))
    return beside(one, other, weights) >= _MOSTLY * length


_SAME_WORDS = 3  # words near both that are just the same
_MOSTLY = 0.5  # share of what stands near two figures, in short articles


_SURE = 0.5  # how likely a slot must be one where something speaks against it


def _is_doubtful(one: Filler, other: Filler, weights: Weights) -> bool:
    """Whether something speaks against one slot: a length of time, of which a story has many; sentences that name nobody in
    common; one that has both numbers ("twelve diplomats, seven of one side"); an article with several numbers of the noun; a noun
    of which one sentence tells what is so, the other, printed no earlier, what will be."""
    here, there = one.context, other.context
    names = bool(here.names and there.names) and here.names.isdisjoint(there.names)
    both = other.figure.said in here.numbers or one.figure.said in there.numbers
    both = both and not _has_risen(one, other)
    names = names and not is_fate(one.figure.unit) and not is_alike(one, other, weights)
    several = is_plain_noun(one.figure.unit) and any(
        weights.units[f.article, f.counts] > 1 for f in (one, other)
    )
    told, first = sorted((here, there), key=lambda c: (c.stage != "fact", c.printed))
    ahead = is_plain_noun(one.figure.unit) and (told.stage, first.stage) == ("fact", "future")
    return one.kind == "time" or both or names or several or (ahead and first.printed >= told.printed)


def _has_risen(one: Filler, other: Filler) -> bool:
    """Whether a toll is higher on a later day, as tolls are: either sentence may have the other's number by chance ("at six this
    morning"), or to tell by how much it rose."""
    early, late = sorted((one, other), key=lambda f: f.context.printed)
    later = early.context.printed < late.context.printed and early.figure.high < late.figure.low
    return later and is_fate(one.figure.unit) and one.figure.unit == other.figure.unit


def _are_strange(one: Filler, other: Filler) -> bool:
    """Whether two sentences that tell of what people died, and the openings of their articles, share no word: two accidents."""
    own = [(frozenset(f.near) | f.context.about) - _told_of_people() for f in (one, other)]
    told = [some | (f.context.opening - _told_of_people()) for some, f in zip(own, (one, other), strict=True)]
    return all(own) and told[0].isdisjoint(told[1])


@functools.cache
def _told_of_people() -> frozenset[str]:
    return people_stems() | frozenset(map(stem, fates()))


def may_be_at_odds(one: Filler, other: Filler) -> bool:
    """Whether two figures may be two values of one number: of one unit, or people of whatever fate; neither of them a part."""
    counted = one.counts, other.counts
    people = all(is_fate(f.figure.unit) or f.figure.unit in _PEOPLE for f in (one, other))
    strange = people and _are_strange(one, other)
    alike = bool(counted[0]) and counted[0] == counted[1]
    one_ballot = _are_of_one_ballot(one, other)
    bare = (
        not (people or one_ballot)
        and one.near.keys().isdisjoint(other.near)
        and one.context.about.isdisjoint(other.context.about)
    )
    several = any(_several(f) or _is_allowed(f) or _is_whole(f) for f in (one, other))
    unit = one.figure.unit
    apart = (
        (is_measure(unit) and not are_of_one(one, other))
        or (unit in PRISON.values() and one.context.stage != other.context.stage)
        or (unit in VOTES and not one_ballot)
    )
    return (alike or people) and not (one.part or other.part or strange or bare or several or apart)


def _are_of_one_ballot(one: Filler, other: Filler) -> bool:
    """Whether two counts of votes are so near each other that they are hardly of two ballots."""
    low, high = sorted((one.figure.said, other.figure.said))
    near = high - low <= max(_FEW_VOTES, _ONE_BALLOT * low)
    return one.figure.unit == other.figure.unit and one.figure.unit in VOTES and near


_FEW_VOTES, _ONE_BALLOT = 2, 0.15  # votes; share of the lower count


def _is_allowed(one: Filler) -> bool:
    """Whether a speed is told beside a word of what is allowed: one is driven, one allowed."""
    words = re.findall(r"[a-z]+", one.context.text.lower()) if one.figure.unit.endswith(" an hour") else ()
    return not words_of("allowed").isdisjoint(words)


def _is_whole(one: Filler) -> bool:
    """Whether it is all there is, which is mostly said for emphasis: "one hundred percent sure"."""
    return one.figure.unit == "percent" and one.figure.said == _ALL


_ALL = 100


def _several(one: Filler) -> bool:
    """Whether its sentence has another number of the same plain noun: "had 12 ships and sold four ships"."""
    unit_ = one.figure.unit
    return is_plain_noun(unit_) and len({f.said for f in every(one.context.text) if f.unit == unit_}) > 1


_PEOPLE = frozenset({"people", "persons", "passengers"})
