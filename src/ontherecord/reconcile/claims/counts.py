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

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from ontherecord.reconcile.claims.alignment import Weights, is_of_one, likelihood, weigh
from ontherecord.reconcile.claims.fillers import Context, Filler, figures_of
from ontherecord.reconcile.claims.odds import (
    CLEAR,
    LIKELY,
    UNCOMMON,
    agree_as_values,
    chance_of_two,
    is_beside,
    may_be_at_odds,
    needed,
)
from ontherecord.reconcile.values.numbers import words_of
from ontherecord.reconcile.values.units import WHEN, WHERE, is_fate, is_people
from ontherecord.reconcile.words.concepts import akin

Thread = list[Filler]

_COMPARED = 24  # threads that a figure is compared with: those that share most words with it
_MEMBERS = 6  # figures of a thread that a figure is compared with
_MEMBERS_OF_SETTINGS = 2  # of days and towns, which every article of a story gives
_POSTINGS = 60  # threads a word leads to: the newest


def fillers_of(read: Sequence[Context]) -> tuple[list[Filler], Weights]:
    """The figures of a story's sentences (`contexts`), in their order, and what its words weigh."""
    found = [figure for context in read for figure in figures_of(context)]
    return found, weigh(read, found)


def counts(read: Sequence[Context]) -> Iterator[tuple[str, Thread]]:
    """Unit and figures of each thing counted, by unit and then by the first that counts it; the unit is "" where no report
    has a noun for what it counts."""
    found, weights = fillers_of(read)
    threads = [part for thread in threads_of(found, weights) for part in _borne_out(thread, weights)]
    yield from sorted(((_unit(t), t) for t in threads), key=lambda pair: pair[0])


def _borne_out(thread: Thread, weights: Weights) -> list[Thread]:
    """A thread whole, if no two of its values exclude each other, or if two that do are likely of one slot themselves; else
    value by value. Hedges can chain what is apart: "$2 trillion", "more than $2 trillion", "$2.7 trillion"."""
    apart = [
        (one, other)
        for n, one in enumerate(thread)
        for other in thread[n + 1 :]
        if one.article != other.article and not agree_as_values(one, other)
    ]
    if not apart or any(
        chance_of_two(*two, weights) >= LIKELY / CLEAR and is_beside(*two, weights) for two in apart
    ):
        return [thread]
    parts: list[Thread] = []
    for one in thread:
        home = next((p for p in parts if all(agree_as_values(one, other) for other in p)), None)
        if home is None:
            parts.append([one])
        else:
            home.append(one)
    return parts


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
    return any(_chance(one, other, weights) >= LIKELY for one in thread[:_MEMBERS])


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
        if t not in full and (chance := _chance(some[n], old[t], shelf.weights)) >= LIKELY / CLEAR
    )
    taken: dict[int, int] = {}
    for chance, n, t in offers:
        if -chance < LIKELY or n in taken or t in full:
            continue
        if not any(
            (m == n) != (u == t) and c * CLEAR < chance and _is_rival(some, n, m, old, t, u)
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
    return any(agree_as_values(one, other) for other in thread[:_MEMBERS])


def _sameness(one: Filler, thread: Thread, weights: Weights) -> float:
    """How sure it is that a figure of the value of a thread is one of it; 0 if it is not."""
    members = _MEMBERS if one.kind not in {WHEN, WHERE} else _MEMBERS_OF_SETTINGS
    return max((_one_value(one, other, weights) for other in thread[:members]), default=0.0)


def _one_value(one: Filler, other: Filler, weights: Weights) -> float:
    """How sure it is that two figures of one value are of one slot: an uncommon value tells it by itself, a common one or
    one that is only near it needs likely slots and the same unit."""
    exact = one.figure.said == other.figure.said and one.kind not in {WHEN, WHERE}
    telling = exact and (one.figure.said >= UNCOMMON or one.figure.said % 1 > 0)
    same = akin(one.counts, other.counts) or "" in (one.counts, other.counts)
    people = _of_people(one, other)
    if not (telling or same or people):
        return 0.0
    unsaid = one.kind in {WHEN, WHERE} or "" in (one.counts, other.counts)
    if unsaid and not is_of_one(one, other, weights):
        return 0.0
    likely = likelihood(one, other, weights)
    if likely < LIKELY and _are_apart(one, other):
        return 0.0
    least = _COMMON if one.figure.said < UNCOMMON and one.kind in _COUNTED else _RARE
    if telling and (same or people or likely >= _RARE):
        return likely
    if people and likely >= (_OF_KNOWN if _is_known(one) or _is_known(other) else _OF_PEOPLE):
        return likely
    return likely if same and (is_fate(one.figure.unit) or likely >= least) else 0.0


def _are_apart(one: Filler, other: Filler) -> bool:
    """Whether two numbers are far apart though the hedge of one of them leaves room for the other: "over $50 million", "$60
    million"."""
    low, high = sorted((one.figure.said, other.figure.said))
    return one.kind not in {WHEN, WHERE} and high > low * _ROOM


_ROOM = 1.15  # times a number that another may be which is said of the same


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
        (chance_of_two(one, other, weights), other)
        for other in thread[:_MEMBERS]
        if may_be_at_odds(one, other) and (is_fate(one.figure.unit) or is_of_one(one, other, weights))
    )
    return max((c for c, other in chances if c >= needed(one, other, weights)), default=0.0)
