# SPDX-License-Identifier: Apache-2.0
"""Figures across the articles of a story: which of them count the same thing.

Comes in: the sentences of a story (`fillers.contexts`). Goes out: for each thing counted its figures, of one article or of many.
Refuses: to take two figures for one thing's because they are of one unit: the words around them must tell it, and of
several that could be meant one must be told better than the others.
Score: `python -m bench claims`; `tests/reconcile/test_counts.py`.

The figures of each article are laid beside the threads of the articles before it, in two rounds: first those of the same
value ("46 aboard", "forty-six people on board"), then, of what is left, those of another value that fill the slot of a
thread (`alignment`) more likely than any other. A figure that finds no thread begins one. Threads that a figure is compared
with are found by the words they share, so that the work for each is bounded.
"""

from __future__ import annotations

import functools
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from ontherecord.reconcile.claims.alignment import Weights, is_alike, likelihood, weigh
from ontherecord.reconcile.claims.fillers import Context, Filler, figures_of
from ontherecord.reconcile.values.figures import agree
from ontherecord.reconcile.values.grains import places_agree
from ontherecord.reconcile.values.numbers import words_of
from ontherecord.reconcile.values.quantities import every
from ontherecord.reconcile.values.units import (
    WHEN,
    WHERE,
    fates,
    is_fate,
    is_people,
    is_plain_noun,
    people_stems,
)
from ontherecord.reconcile.words.concepts import akin, stem

Thread = list[Filler]

_COMPARED = 24  # threads that a figure is compared with: those that share most words with it
_MEMBERS = 6  # figures of a thread that a figure is compared with
_MEMBERS_OF_SETTINGS = 2  # of days and towns, which every article of a story gives
_POSTINGS = 60  # threads a word leads to: the newest
_UNCOMMON = 20  # from here on a number is seldom that of two things
_LIKELY = 0.38  # from here on two values are two of one slot (`python -m bench.fit_alignment`),
_CLEAR = 1.5  # where no other is nearly as likely


def fillers_of(read: Sequence[Context]) -> tuple[list[Filler], Weights]:
    """The figures of a story's sentences (`contexts`), in their order, and what its words weigh."""
    found = [figure for context in read for figure in figures_of(context)]
    return found, weigh(read, found)


def counts(read: Sequence[Context]) -> Iterator[tuple[str, Thread]]:
    """Unit and figures of each thing counted, by unit and then by the first that counts it; the unit is "" where no report
    has a noun for what it counts."""
    found, weights = fillers_of(read)
    yield from sorted(((_unit(t), t) for t in threads_of(found, weights)), key=lambda pair: pair[0])


def _unit(thread: Thread) -> str:
    """What became of people, if a figure of a thread tells it; else the unit that most are given in; the first of those."""
    told = Counter(one.figure.unit for one in thread if is_fate(one.figure.unit))
    told = told or Counter(one.figure.unit for one in thread if one.figure.unit)
    return told.most_common(1)[0][0] if told else ""


def threads_of(fillers: Sequence[Filler], weights: Weights) -> list[Thread]:
    """The figures of articles, in the order given, in threads of one thing each."""
    shelf = _Shelf(weights)
    by_article: dict[str, list[Filler]] = defaultdict(list)
    for one in fillers:
        by_article[one.article].append(one)
    for some in by_article.values():
        _lay(some, shelf)
    return _joined(shelf.threads, weights)


def _joined(threads: Sequence[Thread], weights: Weights) -> list[Thread]:
    """The threads, those of one fate together of which a figure is likely one of the other: a toll that two reports give alike
    has its own thread by then ("five dead", "five lost their lives"), apart from the toll of the day before."""
    found: list[Thread] = []
    tolls: dict[str, list[Thread]] = defaultdict(list)
    for thread in threads:
        some = tolls[_unit(thread)][-_COMPARED:] if is_fate(_unit(thread)) else []
        home = next((t for t in some if _is_of(thread, t, weights)), None)
        if home is not None:
            home += thread
            continue
        found.append(thread)
        tolls[_unit(thread)].append(thread)
    return found


def _is_of(thread: Thread, other: Thread, weights: Weights) -> bool:
    """Whether two threads without an article in common are likely of one toll."""
    if not {f.article for f in thread}.isdisjoint(f.article for f in other):
        return False
    return any(_chance(one, other, weights) >= _LIKELY for one in thread[:_MEMBERS])


class _Shelf:
    """The threads so far, found by their words and values."""

    def __init__(self, weights: Weights) -> None:
        self.weights = weights
        self.threads: list[Thread] = []
        self.by_word: dict[tuple[str, str], list[int]] = defaultdict(list)
        self.by_value: dict[float, list[int]] = defaultdict(list)

    def put(self, one: Filler, number: int | None = None) -> None:
        """Add a figure to a thread, or begin one with it."""
        if number is None:
            number = len(self.threads)
            self.threads.append([])
        self.threads[number].append(one)
        postings = [self.by_word[one.kind, word] for word in (*one.near, f"#{one.counts}")]
        for posted in (*postings, self.by_value[one.figure.said]):
            if not posted or posted[-1] != number:
                posted.append(number)

    def near(self, one: Filler) -> list[int]:
        """The threads that share most with a figure, and those of its value."""
        shared: dict[int, int] = defaultdict(int)
        for word in (*one.near, f"#{one.counts}"):
            for number in self.by_word.get((one.kind, word), ())[-_POSTINGS:]:
                shared[number] += 1
        best = [-n for _, n in sorted([(-count, -n) for n, count in shared.items()])[:_COMPARED]]
        return sorted({*best, *self.by_value.get(one.figure.said, ())[-_COMPARED:]})


def _lay(some: Sequence[Filler], shelf: _Shelf) -> None:
    """Lay the figures of one article beside the threads so far."""
    near = [shelf.near(one) for one in some]
    old = {n: list(shelf.threads[n]) for found in near for n in found}
    homes = _homes(some, near, old, shelf.weights)
    full = {home for one, home in zip(some, homes, strict=True) if home is not None and one.figure.unit}
    left = []
    for n, (one, home) in enumerate(zip(some, homes, strict=True)):
        if home is not None and (one.figure.unit or home not in full):
            shelf.put(one, home)
        else:
            left.append(
                n
            )  # "64 people aboard a boat that had tickets for 61": the bare number counts something else
    full |= {home for home in homes if home is not None}
    offers = sorted(
        (-chance, n, t)
        for n in left
        for t in near[n]
        if t not in full and (chance := _chance(some[n], old[t], shelf.weights)) >= _LIKELY / _CLEAR
    )
    taken: dict[int, int] = {}
    for chance, n, t in offers:
        if -chance < _LIKELY or n in taken or t in full:
            continue
        if not any(
            (m == n) != (u == t) and c * _CLEAR < chance and _is_rival(some, n, m, old, t, u)
            for c, m, u in offers
        ):
            taken[n] = t
            full.add(t)
    begun: dict[tuple[float, str], int] = {}
    for n in left:
        one = some[n]
        value = one.figure.said, one.counts
        home = taken.get(n)
        if home is None and value in begun and _is_equal(one, shelf.threads[begun[value]]):
            home = begun[value]
        shelf.put(one, home)
        begun.setdefault(value, len(shelf.threads) - 1 if home is None else home)


def _homes(
    some: Sequence[Filler], near: Sequence[Sequence[int]], old: Mapping[int, Thread], weights: Weights
) -> list[int | None]:
    """The thread of its value for each figure of an article, or None. Where one has just the number of a thread ("61
    percent"), another that only lies in the interval of a hedge ("about three in five") is not of it."""
    homes = [_home(one, near[n], old, weights) for n, one in enumerate(some)]
    exact = [
        home is not None and any(o.figure.said == one.figure.said for o in old[home])
        for one, home in zip(some, homes, strict=True)
    ]
    just = {home for home, sure in zip(homes, exact, strict=True) if sure}
    return [home if sure or home not in just else None for home, sure in zip(homes, exact, strict=True)]


def _home(one: Filler, near: Sequence[int], old: Mapping[int, Thread], weights: Weights) -> int | None:
    """The thread of its value that a figure is surest of, if it is of any."""
    fits = [(_sameness(one, old[t], weights), -t) for t in near if _is_equal(one, old[t])]
    best = max((fit for fit in fits if fit[0] > 0), default=None)
    return -best[1] if best else None


def _is_rival(some: Sequence[Filler], n: int, m: int, old: Mapping[int, Thread], t: int, u: int) -> bool:
    """Whether another offer is of another value: the same figure twice, or in two threads, is no rival of itself."""
    return (
        some[n].figure.said != some[m].figure.said
        if m != n
        else old[t][0].figure.said != old[u][0].figure.said
    )


def _is_equal(one: Filler, thread: Thread) -> bool:
    return any(_agree(one, other) for other in thread[:_MEMBERS])


def _agree(one: Filler, other: Filler) -> bool:
    """Whether two figures may be one value. One that is told without what it counts ("9.4 million in used notes") must be
    the same number."""
    if one.where is not None and other.where is not None:
        return places_agree(one.where, other.where)
    if "" in (one.figure.unit, other.figure.unit):
        return {one.kind, other.kind}.isdisjoint(_TIMES) and one.figure.said == other.figure.said
    return one.kind == other.kind and agree(one.figure, other.figure)


_TIMES = frozenset({WHEN, WHERE, "time"})


def _sameness(one: Filler, thread: Thread, weights: Weights) -> float:
    """How sure it is that a figure of the value of a thread is one of it; 0 if it is not."""
    members = _MEMBERS if one.kind not in {WHEN, WHERE} else _MEMBERS_OF_SETTINGS
    return max((_one_value(one, other, weights) for other in thread[:members]), default=0.0)


def _one_value(one: Filler, other: Filler, weights: Weights) -> float:
    """How sure it is that two figures of one value are of one slot: an uncommon value tells it by itself, a common one or
    one that is only near it needs likely slots and the same unit."""
    exact = one.figure.said == other.figure.said and one.kind not in {WHEN, WHERE}
    telling = exact and (one.figure.said >= _UNCOMMON or one.figure.said % 1 > 0)
    same = akin(one.counts, other.counts) or "" in (one.counts, other.counts)
    people = _of_people(one, other)
    if not (telling or same or people):
        return 0.0
    likely = likelihood(one, other, weights)
    least = _COMMON if one.figure.said < _UNCOMMON and one.kind in _COUNTED else _RARE
    if telling and (same or people or likely >= _RARE):
        return likely
    if people and likely >= (_OF_KNOWN if _is_known(one) or _is_known(other) else _OF_PEOPLE):
        return likely
    return likely if same and (is_fate(one.figure.unit) or likely >= least) else 0.0


def _is_known(one: Filler) -> bool:
    """Whether a figure is of those that are known already: "the five attackers"."""
    return one.context.text[: one.figure.start].lower().split()[-1:] in ([word] for word in words_of("known"))


def _of_people(one: Filler, other: Filler) -> bool:
    """Whether two figures count people, by two nouns or by one and what became of them: "12 robbers", "12 were arrested"."""
    nouns = [is_people(f.figure.unit) for f in (one, other)]
    return any(nouns) and all(
        noun or is_fate(f.figure.unit) for noun, f in zip(nouns, (one, other), strict=True)
    )


_COMMON, _RARE = 0.1, 0.015  # how likely a slot must be one where its value is common, and where it is not
_OF_PEOPLE, _OF_KNOWN = 0.45, 0.03  # the same where two figures count people by two words
_COUNTED = frozenset({"count", WHEN, WHERE})


def _chance(one: Filler, thread: Thread, weights: Weights) -> float:
    """How likely a figure of another value than a thread's is of its slot."""
    if one.kind in {WHEN, WHERE} or math.isnan(one.figure.said):
        return 0.0
    if not (math.isfinite(one.figure.high) or is_fate(one.figure.unit)):
        return 0.0
    if any(o.article == one.article for o in thread) or _is_equal(one, thread) or thread[0].kind != one.kind:
        return 0.0
    chances = (
        (_chance_of_two(one, other, weights), other)
        for other in thread[:_MEMBERS]
        if _may_be_at_odds(one, other)
    )
    return max((c for c, other in chances if c >= _needed(one, other, weights)), default=0.0)


def _needed(one: Filler, other: Filler, weights: Weights) -> float:
    """How likely one slot must be: a few of a plain noun on another day ("three teams", "six teams") are mostly others."""
    few = is_plain_noun(one.figure.unit) and max(one.figure.said, other.figure.said) < _UNCOMMON
    if few and one.context.printed != other.context.printed:
        return _SURELY
    return _SURE if few or _is_doubtful(one, other, weights) else 0.0


_SURELY = 0.8


def _chance_of_two(one: Filler, other: Filler, weights: Weights) -> float:
    """The likelihood; at least the least that counts where each article has one value of the unit, and tells it in nearly
    the same words, or, on another day, as the number of the moment."""
    chance = likelihood(one, other, weights)
    lone = all(weights.units[f.article, f.counts] == 1 for f in (one, other))
    moved = one.context.printed != other.context.printed and any(
        "progress" in f.context.signs for f in (one, other)
    )
    alike = is_alike(one, other, weights) or (moved and chance >= _LIKELY / _CLEAR)
    return max(chance, _LIKELY if lone and alike else 0.0)


_SURE = 0.5  # how likely a slot must be one where something speaks against it


def _is_doubtful(one: Filler, other: Filler, weights: Weights) -> bool:
    """Whether something speaks against one slot: a length of time, of which a story has many; sentences that name nobody in
    common; one that has both numbers ("twelve diplomats, seven of one side"); an article with several numbers of the noun; a noun
    of which one sentence tells what is so, the other, printed no earlier, what will be."""
    here, there = one.context, other.context
    names = bool(here.names and there.names) and here.names.isdisjoint(there.names)
    both = other.figure.said in here.numbers or one.figure.said in there.numbers
    names = names and not is_fate(one.figure.unit) and not is_alike(one, other, weights)
    several = is_plain_noun(one.figure.unit) and any(
        weights.units[f.article, f.counts] > 1 for f in (one, other)
    )
    told, first = sorted((here, there), key=lambda c: (c.stage != "fact", c.printed))
    ahead = is_plain_noun(one.figure.unit) and (told.stage, first.stage) == ("fact", "future")
    return one.kind == "time" or both or names or several or (ahead and first.printed >= told.printed)


def _are_strange(one: Filler, other: Filler) -> bool:
    """Whether two sentences that tell of what people died, and the openings of their articles, share no word: two accidents."""
    own = [(frozenset(f.near) | f.context.about) - _told_of_people() for f in (one, other)]
    told = [some | (f.context.opening - _told_of_people()) for some, f in zip(own, (one, other), strict=True)]
    return all(own) and told[0].isdisjoint(told[1])


@functools.cache
def _told_of_people() -> frozenset[str]:
    return people_stems() | frozenset(map(stem, fates()))


def _may_be_at_odds(one: Filler, other: Filler) -> bool:
    """Whether two figures may be two values of one number: of one unit, or people of whatever fate; neither of them a part."""
    counted = one.counts, other.counts
    people = all(is_fate(f.figure.unit) or f.figure.unit in _PEOPLE for f in (one, other))
    strange = people and _are_strange(one, other)
    alike = bool(counted[0]) and counted[0] == counted[1]
    bare = (
        not people
        and one.near.keys().isdisjoint(other.near)
        and one.context.about.isdisjoint(other.context.about)
    )
    several = any(_several(f) or _is_allowed(f) for f in (one, other))
    return (alike or people) and not (one.part or other.part or strange or bare or several)


def _is_allowed(one: Filler) -> bool:
    """Whether a speed is told beside a word of what is allowed: one is driven, one allowed."""
    words = re.findall(r"[a-z]+", one.context.text.lower()) if one.figure.unit.endswith(" an hour") else ()
    return not words_of("allowed").isdisjoint(words)


def _several(one: Filler) -> bool:
    """Whether its sentence has another number of the same plain noun: "had 12 ships and sold four ships"."""
    unit_ = one.figure.unit
    return is_plain_noun(unit_) and len({f.said for f in every(one.context.text) if f.unit == unit_}) > 1


_PEOPLE = frozenset({"people", "persons", "passengers"})
