# SPDX-License-Identifier: Apache-2.0
"""How likely it is that two statements tell one act: "jumped the rails near Trawniki", "left the rails near Rejowiec".

Comes in: the statements of a story (`told`). Goes out: for two of them a likelihood, 0 to 1.
Refuses: to look at any word or name itself: what is compared are counts and shares of what two statements have in
common, so that what was learnt on one story holds of another.
Score: with the claims made of it, `python -m bench claims`; cross-validated by story, `python -m bench.fit_oneness`.

A logistic regression over a few measures (`FEATURES`), fitted on our own invented stories. A word weighs by its inverse
sentence frequency in the story (Sparck Jones 1972), a sense that two words share a part of it. What tells most is
whether another sentence of either article fits better.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ontherecord.reconcile.matters.sharing import one_noun
from ontherecord.reconcile.matters.told import PLAIN, Told, acts_of, begin
from ontherecord.reconcile.values.grains import days, one_place
from ontherecord.reconcile.words.concepts import kin
from ontherecord.reconcile.words.fitted import chance, fitted, in_articles
from ontherecord.reconcile.words.kept import of_a_story
from ontherecord.reconcile.words.rarity import rarity

FEATURES = (
    "one", "act", "sense", "agent", "patient", "crossed", "agents apart", "patients apart", "noun", "around", "around share",
    "own", "own share", "same day", "other day", "same place", "other place", "denied", "other modality", "flat", "printed",
    "opening", "faint", "once", "margin", "words alone",
)  # fmt: skip
_SENSE = 0.6  # of a word's weight where two words only share a sense
_OPENING = 2  # sentences with statements that tell what an article is about
_MOST_MARGIN = 2.0  # by how much more another sentence may fit, or fit worse


class Shape(NamedTuple):
    """A statement with what its words weigh."""

    told: Told
    words: Mapping[str, float]
    """The words of its sentence, its act among them, by the alphabet,"""
    own: Mapping[str, float]
    """and those of its clause."""
    names: frozenset[str]
    """Those of the cast among its parties."""
    opening: bool
    """Whether it is one of those with which its article opens."""


class Statements(NamedTuple):
    """The statements of a story, in the order of publication."""

    told: Sequence[Told]
    shapes: Mapping[tuple[str, int], Shape]
    """By where they begin."""
    sentences: Mapping[str, Mapping[str, Sequence[int]]]
    """Article -> word, sense or name -> the sentences that have it."""
    lengths: Mapping[str, int]
    """How many sentences of an article state something."""
    fits: dict[tuple[tuple[str, int], str], Mapping[int, float]]
    """How well a statement fits the sentences of an article, as far as it was asked."""


def weighed(told: Sequence[Told]) -> Statements:
    """The statements of a story with what their words weigh in it."""
    weights = rarity(one.around for one in told)
    starts: dict[str, set[int]] = defaultdict(set)
    for one in told:
        starts[one.account.article].add(one.sentence)
    openings = {article: sorted(some)[:_OPENING] for article, some in starts.items()}
    shapes: dict[tuple[str, int], Shape] = {}
    sentences: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    held: dict[tuple[str, int], set[str]] = defaultdict(set)
    for one in told:
        words, own = (
            {w: weights.get(w, 1.0) for w in sorted(some)} for some in (one.around | {one.act}, one.own)
        )
        opening = one.sentence in openings[one.account.article]
        names = _named(one.parties)
        shapes[begin(one.account)] = Shape(one, words, own, names, opening)
        known = held[one.account.article, one.sentence]
        new = (words.keys() | names) - known
        new = new.union(*map(kin, new)) - known
        known |= new
        index = sentences[one.account.article]
        for key in new:
            index[key].append(one.sentence)
    lengths = {article: len(some) for article, some in starts.items()}
    return Statements(told, shapes, sentences, lengths, {})


NOTHING_STATED = Statements((), {}, {}, {}, {})


def likelihood(one: Told, other: Told, story: Statements) -> float:
    """How likely it is that two statements of a story tell one act."""
    return chance(_model(), features(one, other, story))


def likelihood_in_articles(one: Told, other: Told, story: Statements) -> float:
    """The likelihood of two statements that tell one act, in articles as long as theirs."""
    told = likelihood(one, other, story)
    return in_articles(told, *(story.lengths[t.account.article] for t in (one, other)))


@functools.cache
def _model() -> tuple[float, ...]:
    return fitted("oneness", FEATURES)


def features(one: Told, other: Told, story: Statements) -> list[float]:
    """The measures of two statements, in the order of `FEATURES`; their order does not matter."""
    a, b = one.account, other.account
    here, there = (story.shapes[begin(t.account)] for t in (one, other))
    agents, patients = (
        [_named(keys) for keys in pair]
        for pair in ((one.agents, other.agents), (one.patients, other.patients))
    )
    acts = one.acts & other.acts
    around, own = _shared(here.words, there.words), _shared(here.own, there.own)
    day = days_meet(one, other)
    place = None if a.place is None or b.place is None else one_place(a.place, b.place)
    return [
        1.0,
        float(one.act == other.act),
        float(bool(acts)),
        float(bool(agents[0] & agents[1])),
        float(bool(patients[0] & patients[1])),
        float(bool(agents[0] & patients[1] or patients[0] & agents[1])),
        float(_apart(*agents)),
        float(_apart(*patients)),
        float(one_noun(one.parties, other.parties)),
        around,
        around / (min(sum(here.words.values()), sum(there.words.values())) or 1.0),
        own,
        own / (min(sum(here.own.values()), sum(there.own.values())) or 1.0),
        float(day is True),
        float(day is False),
        float(place is True),
        float(place is False),
        float(a.negated != b.negated),
        float(a.modality != b.modality),
        float(a.by == b.by == PLAIN),
        float(one.published[:_DAY] == other.published[:_DAY]),
        float(here.opening and there.opening),
        float(not acts.isdisjoint(acts_of("faint"))),
        float(not acts.isdisjoint(acts_of("once"))),
        max(-_MOST_MARGIN, min(_MOST_MARGIN, _margin(here, there, story))),
        around * (not acts),
    ]


_DAY = 10  # characters of an ISO date that give the day


@of_a_story
def _named(keys: frozenset[str]) -> frozenset[str]:
    return frozenset(key for key in keys if key[0] == "=")


def _apart(some: frozenset[str], others: frozenset[str]) -> bool:
    """Whether either has somebody whom the other has not."""
    return bool(some - others and others - some)


def are_others(one: Told, other: Told) -> bool:
    """Whether names tell two statements apart: of those who act, or of those to whom it is done, each has one that the other
    lacks."""
    return _apart(_named(one.agents), _named(other.agents)) or _apart(
        _named(one.patients), _named(other.patients)
    )


def days_meet(one: Told, other: Told) -> bool | None:
    """Whether the days of two statements meet; None where one has no day."""
    a, b = (days(t.account.date.date) if t.account.date else None for t in (one, other))
    return None if a is None or b is None else a[0] <= b[1] and b[0] <= a[1]


def _shared(ours: Mapping[str, float], theirs: Mapping[str, float]) -> float:
    """What the words weigh that two statements share."""
    if len(theirs) < len(ours) or (len(theirs) == len(ours) and tuple(theirs) < tuple(ours)):
        ours, theirs = theirs, ours
    heaviest: dict[str, float] = {}
    for word, weight in theirs.items():
        for sense in kin(word):
            if heaviest.get(sense, 0.0) < weight:
                heaviest[sense] = weight
    total = 0.0
    for word, weight in ours.items():
        if word in theirs:
            total += weight
        else:
            twin = max((heaviest[s] for s in kin(word) if s in heaviest), default=0.0)
            total += _SENSE * min(weight, twin)
    return total


def _margin(one: Shape, other: Shape, story: Statements) -> float:
    """By how much the sentences of two statements fit each other better than either fits any other of the other's article; of
    one article nothing."""
    if one.told.account.article == other.told.account.article:
        return 0.0
    here, there = (_rival(mine, theirs.told, story) for mine, theirs in ((one, other), (other, one)))
    return min(here, there)


def _rival(one: Shape, other: Told, story: Statements) -> float:
    """By how much a statement fits another's sentence better than the best of the other sentences of its article."""
    fits = _fits(one, other.account.article, story)
    return fits.get(other.sentence, 0.0) - max(
        (f for s, f in fits.items() if s != other.sentence), default=0.0
    )


def _fits(one: Shape, article: str, story: Statements) -> Mapping[int, float]:
    """How well a statement fits each sentence of an article: by the words they share, or senses of words, and by names."""
    key = begin(one.told.account), article
    if key not in story.fits:
        found: dict[int, float] = defaultdict(float)
        index = story.sentences[article]
        for word, weight in one.words.items():
            same = index.get(word, ())
            for sentence in same:
                found[sentence] += weight
            if near := [index[sense] for sense in kin(word) if sense in index]:
                for sentence in set().union(*near).difference(same):
                    found[sentence] += _SENSE * weight
        for name in one.names:
            for sentence in index.get(name, ()):
                found[sentence] += 1.0
        story.fits[key] = found
    return story.fits[key]
