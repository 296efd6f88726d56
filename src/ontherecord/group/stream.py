# SPDX-License-Identifier: Apache-2.0
"""The stream: articles in the order of their dates, each put into a story as it comes.

Comes in: the terms, day and copied text of one article after the other, in canonical order. Goes
out: a label an article. Refuses: to compare with all there is: what is older than `WINDOW` days has
lost its weight, and what lies behind the `HORIZON` counts no more, so the cost of an article does not
grow with the stream.
Score: BCubed F1 of grouping, and milliseconds an article, `python -m bench stories`.

Single pass clustering on the mean likeness to a story's recent members, decayed with the days
between (mean linkage keeps a story from growing along a chain; the decay keeps next month's
event of the same kind apart). The terms that tell most propose the stories, all terms decide among
these: the many light ones are most of the work and seldom move a story. An article without a date is neither near nor far: no decay. When
a story has had no article for `WINDOW` days it is closed, and looked at a second time
(`afterthought.py`). Every step can be taken back: an article that comes late is put in its place.
"""

from __future__ import annotations

import math
from array import array
from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from ontherecord.group.afterthought import MEANT, View, partner
from ontherecord.group.groups import Groups
from ontherecord.group.postings import Postings
from ontherecord.group.terms import Ids, Terms
from ontherecord.group.weights import PRIOR, Held, Pair, Rarity, Vector, Weights, dot, mean, telling, weigh
from ontherecord.trace.precedence import UNDATED

SMALL = 0.04  # ... and what a stream far shorter than the prior adds: there topic words look rare
THRESHOLD = 0.125  # mean decayed similarity from which an article joins a story
DECAY = 5.0  # days in which likeness loses two thirds of its force
WINDOW = 11.0  # days; beyond, full likeness falls below the threshold: exp(-11 / 5) = 0.11
HORIZON = 4096  # newest articles that count (more if `WINDOW` days hold more): far beyond rarity is stale
SENSE = 0.2  # share of the likeness that the senses of two articles decide, where they are known
UNLIKE = 0.3  # likeness of senses up to which two articles have nothing in common
PROPOSED = 0.5  # share of the likeness it takes to join a story that the telling terms alone must reach
_MOST_LOOKS = 6  # times a story that grew by a second look is looked at again


class Entry(NamedTuple):
    """What the stream needs of an article: its terms, its day as a number (or `UNDATED`), and the number
    of an earlier article whose text it carries. Copies share a story, whatever their dates."""

    terms: Terms
    day: float
    copy_of: int | None = None
    sense: Weights | None = None
    """What it is about as a vector (`senses.py`); of all articles of a stream, or of none."""


class Stream:
    """The stories of the articles so far. Articles are numbered in the order in which they are added,
    which is that of their days."""

    def __init__(self, first: Sequence[Terms] = (), senses: Sequence[Weights] = ()) -> None:
        """`first` are the terms of the articles that are counted together (`weights.first_articles`),
        `senses` what they are about, if that is to count."""
        self.first = len(first)
        self.entries: list[Entry] = []
        self.held: list[Held] = []
        self.groups = Groups()
        self._middle = np.mean(senses, axis=0) if senses else None
        self._senses: list[Weights] = []
        self._days = array("d")
        self.vectors = Postings()
        self._rarity = Rarity()
        self._start = 0
        for one in first:
            self._rarity.count(one)

    @classmethod
    def resumed(cls, entries: Sequence[Entry], held: Sequence[Held], groups: Groups, first: int) -> Stream:
        """The stream after articles that were weighed and grouped before; the first `first` of them were
        counted together."""
        made = cls()
        made.first, made.groups, made._days = first, groups, array("d", (entry.day for entry in entries))
        for entry, one in zip(entries, held, strict=True):
            made._keep(entry, one, weigh(entry.terms, one))
        made._start = made._horizon(len(entries))
        for entry in entries[made._start :]:
            made._rarity.count(entry.terms)
        return made

    def add(self, entry: Entry) -> int:
        """Put the next article into a story; gives how many stories it joined: none, one, or two that are
        one now."""
        number, day = len(self.entries), entry.day
        if number and self._days[-1] < day != UNDATED:
            self._close(self.groups, day - WINDOW)
        self._days.append(day)
        if number >= self.first:
            self._rarity.count(entry.terms)
        self._move(self._horizon(number + 1))
        held = self._rarity.of(entry.terms)
        pair = weigh(entry.terms, held)
        likest = (
            self._likest(Vector(pair.ids, pair.near), entry)
            if entry.copy_of is None
            else [self.groups.labels[entry.copy_of]]
        )
        label = self.groups.join(*likest) if len(likest) == 2 else likest[0] if likest else number
        self.groups.add(label, day)
        self._keep(entry, held, pair)
        return len(likest)

    def near(self, number: int) -> Vector:
        """What an article is compared by with others of the same days."""
        return self.vectors.vector(number, "near")

    def story(self, number: int) -> Sequence[int]:
        """The articles of the story of one, as far as it has come."""
        return self.groups.members[self.groups.labels[number]]

    def view(self, stories: Sequence[Sequence[int]]) -> View:
        """What a second look sees, were all articles grouped in these stories."""
        return View(Groups.settled(stories), self._days, self.vectors)

    def labels(self) -> list[int]:
        """The label of each article, the number of the first one of its story, if no article came after."""
        groups = self.groups.copy()
        self._close(groups, None)
        return groups.labels.tolist()

    def take_back(self, count: int) -> list[Entry]:
        """Take back all but the first `count` articles, and give them back, in order. Those that are
        counted together (`first`) cannot be taken back."""
        back = self.entries[count:]
        if not back:
            return []
        for number in range(len(self.entries) - 1, count - 1, -1):
            self.vectors.drop()
            if number >= self._start:
                self._rarity.forget(self.entries[number].terms)
        self._start = min(self._start, count)
        for kept in (self.entries, self.held, self._days, self._senses):
            del kept[count:]
        self._move(self._horizon(count))
        since = self._newest(count) - WINDOW
        self.groups = Groups.replayed(self.groups.given, self.groups.joins, self._days, since)
        return back

    def _keep(self, entry: Entry, held: Held, pair: Pair) -> None:
        """Hold what later articles are compared with."""
        self.vectors.add(pair)
        self.entries.append(entry)
        self.held.append(held)
        if entry.sense is not None:
            self._senses.append(self._own_sense(entry.sense))

    def _newest(self, count: int) -> float:
        """The newest day of the first `count` articles that have one."""
        dated = bisect_left(self._days, UNDATED, 0, count)
        return self._days[dated - 1] if dated else -math.inf

    def _horizon(self, count: int) -> int:
        """The first article that still counts when `count` have come."""
        dated = bisect_left(self._days, UNDATED, 0, count)
        start = min(dated - HORIZON, bisect_left(self._days, self._newest(count) - WINDOW))
        return max(0, start, count - HORIZON if count > dated else 0)

    def _move(self, start: int) -> None:
        """Let the horizon begin at another article."""
        for number in range(self._start, start):
            self._rarity.forget(self.entries[number].terms)
        for number in range(start, self._start):
            self._rarity.count(self.entries[number].terms)
        self._start = start

    def _likest(self, near: Vector, entry: Entry) -> list[int]:
        """The story an arriving article joins, if any: the one whose recent articles are most like it on
        the mean, each likeness decayed with the days between. If it is like two stories that are as like
        each other, both."""
        number, day = len(self.entries), entry.day
        start = self._start if day == UNDATED else bisect_left(self._days, day - WINDOW)
        if start == number:
            return []
        least = THRESHOLD + SMALL * PRIOR / (min(number + 1, HORIZON) + PRIOR)
        means = self._means(near, entry, start, least)
        able = {label: self._recent_first(label, start) for label, mean in means.items() if mean > least}
        likest = sorted(able, key=lambda label: (-means[label], able[label]))[:2]
        if len(likest) == 2 and self._link(near, day, start, likest[0], likest[1]) <= least:
            likest.pop()
        return likest

    def _means(self, near: Vector, entry: Entry, start: int, least: float) -> dict[int, float]:
        """The mean likeness of an arriving article to the articles from number `start` on of each story that may be as
        like it as `least`. The terms that tell most propose the stories, all terms are compared with those of these."""
        labels: Ids = np.frombuffer(self.groups.labels, dtype=np.int64)[start:]
        oldest = int(np.min(labels))
        own = labels - oldest
        size = np.maximum(1, np.bincount(own))
        faded = self._fading(entry, start)
        words = np.zeros(len(own))
        found, products = self.vectors.similar(telling(near), start, "near")
        words[found - start] = products
        proposed = np.bincount(own, faded(words)) / size > PROPOSED * least
        looked_at = np.flatnonzero(proposed[own])
        words[looked_at] = self.vectors.products(near, looked_at + start, "near")
        means = np.bincount(own, faded(words)) / size
        return {label + oldest: float(means[label]) for label in np.flatnonzero(proposed).tolist()}

    def _fading(self, entry: Entry, start: int) -> Callable[[Weights], Weights]:
        """What makes of the likeness in words of an arriving article to each from number `start` on their whole likeness,
        faded with the days between."""
        number, day = len(self.entries), entry.day
        fade = np.ones(number - start)
        if day != UNDATED:
            fade = np.exp((np.frombuffer(self._days, dtype=np.float64)[start:number] - day) / DECAY)
        if entry.sense is None:
            return lambda words: words * fade
        alike = np.array(self._senses[start:]) @ self._own_sense(entry.sense)
        sense = SENSE * np.maximum(0.0, (alike - UNLIKE) / (1 - UNLIKE))
        return lambda words: ((1 - SENSE) * words + sense) * fade

    def _own_sense(self, sense: Weights) -> Weights:
        """A sense without what all articles have in common, of length one."""
        own = sense - self._middle if self._middle is not None else sense
        return np.asarray(own / (float(np.linalg.norm(own)) or 1.0))

    def _link(self, near: Vector, day: float, start: int, one: int, other: int) -> float:
        """The mean likeness of the recent articles of two stories, an arriving one counted with the first,
        decayed with the days between the middles of both."""
        recent, others = self._recent(one, start), self._recent(other, start)
        likeness = dot(mean([*map(self.near, recent), near]), mean(list(map(self.near, others))))
        if day == UNDATED:
            return likeness
        days, other_days = [*(self._days[m] for m in recent), day], [self._days[m] for m in others]
        gap = abs(sum(days) / len(days) - sum(other_days) / len(other_days))
        return likeness * math.exp(-gap / DECAY)

    def _recent_first(self, label: int, start: int) -> int:
        """The first article of a group, of those from number `start` on."""
        members = self.groups.members[label]
        return members[bisect_left(members, start)]

    def _recent(self, label: int, start: int) -> Sequence[int]:
        """The newest articles of a group, of those from number `start` on."""
        members = self.groups.members[label]
        return members[max(bisect_left(members, start), len(members) - MEANT) :]

    def _close(self, groups: Groups, day: float | None) -> None:
        """Close the groups that have had no article since a day (None: all), and look again at each."""
        view = View(groups, self._days, self.vectors, self._start)
        for label in groups.overdue(day):
            groups.close(label)
            for _ in range(_MOST_LOOKS):
                other = partner(view, label)
                if other is None:
                    break
                label = groups.join(label, other)
