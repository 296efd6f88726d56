# SPDX-License-Identifier: Apache-2.0
"""Figures across the articles of a story: which of them count the same thing.

Comes in: articles and their copies. Goes out: for each thing counted its figures, of one article or of many.
Refuses: to take two figures for one thing's because they are of one unit: their sentences must be about
the same, and of several that could be meant the likest is. Figures of a part ("five more") and of another
time (the sentence names another year) are none.
Score: `python -m bench claims`; `tests/reconcile/test_claims.py`.

The figures of each article are laid beside the threads of the articles before it, unit by unit, in two rounds:
first those of the same value ("46 aboard", "forty-six people on board"), then, of what is left, those of
another value whose sentence has a thread's words more than any other. A figure that finds no thread begins one.
"""

from __future__ import annotations

import calendar
import functools
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ontherecord.model import Article, Span
from ontherecord.reconcile.numbers import (
    WHEN,
    Figure,
    agree,
    every,
    is_fate,
    is_measure,
    is_plain_noun,
    is_time,
    kin,
    number,
    number_words,
)

SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?!\s|$)[^.!?\n]*)*[.!?\n]?")
_YEAR = re.compile(r"\b(?:1[89]|20|21)\d\d\b")
_WORD = re.compile(r"[^\W\d_]{3,}")
_NEAR, _NEAR_TIMES = 60, 25  # characters beside a figure; beside a length of time, of which a story has many
_NAME = re.compile(r"(?<=[\w,] )[A-Z][\w-]+")
_DAYS = frozenset(day for day in calendar.day_name) | frozenset(
    month for month in calendar.month_name if month
)
_LONGEST = 600  # characters of a sentence that are read
_EMPTY = frozenset({
    "the", "and", "for", "was", "who", "had", "has", "not", "but", "its", "his", "her", "she",
    "they", "you", "are", "all", "one", "two", "new", "when", "out", "into", "over", "now", "how",
    "off", "our", "any", "day", "people", "were", "have", "been", "dead", "killed", "died",
    "after", "said", "least", "with", "that", "more", "than", "their", "there", "which", "about",
    "from", "other", "also", "injured", "wounded", "missing", "still", "officials",
})  # fmt: skip


class Counted(NamedTuple):
    """One figure of one article with the words around it."""

    article: str
    figure: Figure
    span: Span
    words: frozenset[str]
    """Of its sentence,"""
    before: frozenset[str]
    """of the one before it, and"""
    about: frozenset[str]
    """of headline and first sentence, which say what the article as a whole is about."""
    near: frozenset[str]
    """Of the words right before and behind it."""
    names: frozenset[str]
    """Words of its sentence with a capital; the first where it is a name elsewhere."""
    numbers: frozenset[float]
    """All numbers of its sentence."""
    printed: str
    alone: bool
    """Whether the sentence has no other value of this unit; of a noun, the article."""


Thread = list[Counted]
Weights = Mapping[str, float]


def counts(articles: Sequence[Article], copies: Mapping[str, str]) -> Iterator[tuple[str, Thread]]:
    """Unit and figures of each thing counted, by unit and then by the first that counts it."""
    ordered = by_day(articles)
    vocabulary = names_of(ordered, copies)
    by_article = [_told_alone(list(_counted(article, copies, vocabulary))) for article in ordered]
    weights = _weights([c for found in by_article for c in found])
    for thread in _joined(threads_of(by_article, weights), weights):
        yield thread[0].figure.unit, thread


def by_day(articles: Sequence[Article]) -> list[Article]:
    """The articles in the order in which they were published."""
    return sorted(articles, key=lambda a: (a.published.date or "", a.id))


def names_of(articles: Sequence[Article], copies: Mapping[str, str]) -> frozenset[str]:
    """Words that the articles write with a capital within a sentence."""
    return frozenset(name for a in articles for name in _NAME.findall(copies.get(a.document, "")))


def threads_of(by_article: Sequence[Sequence[Counted]], weights: Weights | None = None) -> list[Thread]:
    """The figures of articles, in the order of their days, in threads of one thing each, by unit."""
    weights = weights or _weights([c for found in by_article for c in found])
    threads: dict[str, list[Thread]] = defaultdict(list)
    for found in by_article:
        by_kin: dict[str, list[Counted]] = defaultdict(list)
        for one in found:
            by_kin[kin(one.figure.unit)].append(one)
        for unit, some in sorted(by_kin.items()):
            _thread(some, threads[unit], weights)
    return [thread for unit in sorted(threads) for thread in threads[unit]]


# --- the figures of one article ------------------------------------------------------------------


@functools.lru_cache(maxsize=8192)
def _numbers(text: str) -> frozenset[float]:
    return frozenset(v for word in re.findall(r"[^\W_]+", text) if (v := number(word.lower())) is not None)


class Context(NamedTuple):
    """A sentence of a body with what is compared of the figures in it."""

    start: int
    text: str
    words: frozenset[str]
    before: frozenset[str]
    about: frozenset[str]
    names: frozenset[str]

    def counted(self, article: Article, copies: Mapping[str, str], figure: Figure, alone: bool) -> Counted:
        """A figure of the sentence; where it stands is told from the beginning of the sentence."""
        span = Span.of(
            article.document, copies[article.document], self.start + figure.start, self.start + figure.end
        )
        near = _NEAR_TIMES if is_time(figure.unit) else _NEAR
        return Counted(
            article.id, figure, span, self.words - {figure.unit[:_CUT], figure.unit[:-1][:_CUT]}, self.before,
            self.about, content(self.text[max(0, figure.start - near) : figure.end + near]), self.names, _numbers(self.text),
            (article.published.date or "")[:10], alone,
        )  # fmt: skip


def contexts(article: Article, copies: Mapping[str, str], vocabulary: frozenset[str]) -> Iterator[Context]:
    """The sentences of an article's body."""
    copy = copies.get(article.document, "")
    about = content(article.headline or "") | _lead(article, copy)
    for segment in article.segments:
        before: frozenset[str] = frozenset()
        for match in SENTENCE.finditer(copy, segment.start, segment.end) if segment.role == "body" else ():
            text = match.group()[:_LONGEST]
            own = content(text)
            names = (frozenset(_NAME.findall(text)) | (frozenset(text.split()[:1]) & vocabulary)) - _DAYS
            yield Context(match.start(), text, own, before, about, names)
            before = own


def _counted(article: Article, copies: Mapping[str, str], vocabulary: frozenset[str]) -> Iterator[Counted]:
    year = (article.published.date or "")[:4]
    for sentence in contexts(article, copies, vocabulary):
        elsewhen = any(y.group() != year for y in _YEAR.finditer(sentence.text))
        found = every(sentence.text)
        units = Counter(f.unit for f in found)
        for figure in found:
            if not (elsewhen and is_fate(figure.unit)):
                yield sentence.counted(article, copies, figure, units[figure.unit] == 1)


def _told_alone(found: list[Counted]) -> list[Counted]:
    """The figures of an article; those of a noun that it gives in several values are none of them alone."""
    values: dict[str, set[float]] = defaultdict(set)
    for one in found:
        values[one.figure.unit].add(one.figure.said)
    return [
        one._replace(alone=len(values[one.figure.unit]) == 1) if is_plain_noun(one.figure.unit) else one
        for one in found
    ]


def _lead(article: Article, copy: str) -> frozenset[str]:
    """The words of the first sentence, which says what the article is about."""
    body = next((s for s in article.segments if s.role == "body"), None)
    match = SENTENCE.search(copy, body.start, body.end) if body else None
    return content(match.group()[:_LONGEST]) if match else frozenset()


_CUT = 7  # letters of a word that are compared


@functools.lru_cache(maxsize=32768)
def content(text: str) -> frozenset[str]:
    """The words that say what a sentence is about, cut to their beginnings."""
    return frozenset(w[:_CUT] for w in set(_WORD.findall(text.lower())) - _idle())


@functools.cache
def _idle() -> frozenset[str]:
    """Words that do not say what a sentence is about."""
    return _EMPTY | number_words()


# --- threads -------------------------------------------------------------------------------------


def _weights(found: Sequence[Counted]) -> Weights:
    """What a word weighs: less, the more of the sentences with figures have it."""
    holding = Counter(word for one in {(c.article, c.words): c for c in found}.values() for word in one.words)
    most = max(holding.values(), default=1)
    return {word: 1 - 0.5 * math.log(n) / math.log(max(most, _FEW)) for word, n in holding.items()}


_FEW = 6  # sentences with a word; in a story of less no word is common


def _thread(some: Sequence[Counted], threads: list[Thread], weights: Weights) -> None:
    """Lay the figures of one article beside the threads of its unit."""
    near = threads[-_COMPARED:]
    lone = len({c.figure.said for c in some}) == 1
    likes = {(n, t): _likeness(one, near[t], weights) for n, one in enumerate(some) for t in range(len(near))}
    left = _laid_equal(some, near, likes)
    left = _laid_apart(some, near, likes, left, lone)
    for n in left:
        twice = (
            t for t in threads[-_COMPARED:] if t[-1].article == some[n].article and _is_equal(some[n], t)
        )
        home = next(twice, None)
        if home is None:
            threads.append([some[n]])
        else:
            home.append(some[n])


Likes = Mapping[tuple[int, int], float]


def _laid_equal(some: Sequence[Counted], near: Sequence[Thread], likes: Likes) -> list[int]:
    """Add what a thread has already, the likest thread first; what is left."""
    left = []
    for n, one in enumerate(some):
        fits = [
            (likes[n, t], -t)
            for t, thread in enumerate(near)
            if _is_equal(one, thread) and _is_of_one(one, thread, likes[n, t])
        ]
        if fits:
            near[-max(fits)[1]].append(one)
        else:
            left.append(n)
    return left


def _laid_apart(
    some: Sequence[Counted], near: Sequence[Thread], likes: Likes, left: Sequence[int], lone: bool
) -> list[int]:
    """Add what gives a thread another value: the likest of both sides, and nothing nearly as like. A thread
    that the article has already added to is complete. A `lone` figure, the article's only one of the unit,
    needs to be less like a thread that is the only one."""
    full = {t for t, thread in enumerate(near) if thread[-1].article == some[0].article}
    fits = sorted(
        (
            (-likes[n, t], n, t)
            for n in left
            for t, thread in enumerate(near)
            if t not in full
            and _may_differ(some[n], thread, likes[n, t] * (_LONE if lone and len(near) == 1 else 1))
        )
    )
    kept = list(left)
    for score, n, t in fits:
        rivals = [s for s, m, u in fits if (m == n) != (u == t) and (s * _CLEAR < score)]
        if n in kept and t not in full and not rivals:
            near[t].append(some[n])
            kept.remove(n)
            full.add(t)
    return kept


_COMPARED = 40  # threads of a unit that a figure is compared with: the newest
_MEMBERS = 8  # figures of a thread whose words a figure is compared with
_LONE = 1.4  # times as like where nothing else can be meant
_CLEAR = 1.25  # times that the second likest must be less like


def _likeness(one: Counted, thread: Thread, weights: Weights) -> float:
    """How much the sentences are about the same; words of the sentences before count half."""
    return max((_shared(one, other, weights) for other in thread[:_MEMBERS]), default=0.0)


def _shared(one: Counted, other: Counted, weights: Weights) -> float:
    own = one.words & other.words
    around = ((one.words | one.before) & (other.words | other.before)) - own
    return sum(weights.get(w, 0.0) for w in sorted(own)) + 0.5 * sum(
        weights.get(w, 0.0) for w in sorted(around)
    )


def _is_equal(one: Counted, thread: Thread) -> bool:
    return any(agree(one.figure, other.figure) for other in thread[:_MEMBERS])


def _is_uncommon(said: float) -> bool:
    """Whether a number is seldom that of two things by chance."""
    return said >= _UNCOMMON or (not math.isnan(said) and said != math.floor(said))


def _is_of_one(one: Counted, thread: Thread, likeness: float) -> bool:
    """Whether a figure of a value that a thread has is one of it."""
    if is_measure(one.figure.unit):
        same = any(one.figure.said == other.figure.said for other in thread[:_MEMBERS])
        return likeness >= _EQUAL_MEASURE or (same and likeness > 0)
    if is_fate(one.figure.unit) or (_is_uncommon(one.figure.said) and one.figure.unit != WHEN):
        return likeness > 0 or _is_about(one, thread[0])
    return likeness >= _EQUAL


_UNCOMMON = 20  # from here on a number is seldom that of two things of one name
_ABOUT = 2  # words of headline and opening that two articles about one thing share
_EQUAL, _EQUAL_MEASURE = 0.7, 0.3  # likeness of two sentences with one figure


def _may_differ(one: Counted, thread: Thread, likeness: float) -> bool:
    """Whether a figure of another value than a thread's may still count the same."""
    unit, first = one.figure.unit, thread[0]
    if is_fate(unit):
        like = likeness >= _APART and (unit == _ABOARD or _name_the_same(one, thread, likeness))
        return like or (_is_about(one, first) and _moves_on(one, thread))
    if (
        not unit
        or math.isnan(one.figure.said + first.figure.said)
        or math.inf in (one.figure.high, first.figure.high)
    ):
        return False
    if not _name_the_same(one, thread, likeness):
        return False
    if any(c.figure.said in one.numbers or one.figure.said in c.numbers for c in thread):
        return False  # "twelve diplomats, seven of one and five of the other"
    if unit == WHEN:
        return False
    small, large = sorted((one.figure.said, first.figure.said))
    plain = one.alone and all(c.alone for c in thread)
    if is_measure(unit):
        return (
            plain
            and large <= small * _MEASURE_RATIO
            and likeness >= _APART_MEASURE
            and _is_close(one, thread, 0)
        )
    return plain and large <= small * _RATIO and likeness >= _APART_NOUN and _is_close(one, thread, 1)


def _name_the_same(one: Counted, thread: Thread, likeness: float) -> bool:
    """Whether two sentences name one or the same, by the beginnings of names ("Canada", "Canadian"), or are alike in
    all but that; an age is of who is named right beside it."""
    if one.figure.unit == _AGE:
        return any(one.near & other.near & _lowered(one.names & other.names) for other in thread)
    ours = {name[:_STEM] for name in one.names}
    theirs = {name[:_STEM] for other in thread for name in other.names}
    return not (ours and theirs) or bool(ours & theirs) or likeness >= _ALIKE


def _lowered(names: frozenset[str]) -> frozenset[str]:
    return frozenset(name.lower()[:_CUT] for name in names)


_STEM = 5  # letters that the name of a country and of its people share
_ALIKE = 3.5  # likeness of sentences that may name two and still be about one


def _is_close(one: Counted, thread: Thread, least: int) -> bool:
    """Whether a sentence shares much of the shorter of two, or words right beside the figure."""
    for other in thread[:_MEMBERS]:
        own = one.words & other.words
        much = len(own) >= _MUCH * min(len(one.words), len(other.words))
        beside = {w for w in one.near & other.near & own if w not in _lowered(one.names)}
        if own and (much or len(beside) >= least):
            return True
    return False


_MUCH = 0.3  # of the words of the shorter sentence


def _is_about(one: Counted, other: Counted) -> bool:
    """Whether two articles are about the same, by their headlines and openings and the sentences of two figures."""
    return len((one.about | one.words) & (other.about | other.words)) >= _ABOUT


def _moves_on(one: Counted, thread: Thread) -> bool:
    """Whether a figure may be a later one of a thread: no smaller; only the missing grow fewer. None at all is no
    earlier state of a number, but its denial."""
    last = thread[-1].figure
    return one.figure.unit in _FALLING or (one.figure.high >= last.high > 0)


_ABOARD = "aboard"  # what a story mostly has one of
_AGE = "years of age"  # of somebody, who must be named
_FALLING = frozenset({"missing"})
_APART, _APART_NOUN, _APART_MEASURE = 0.9, 1.25, 1.6  # likeness of sentences that give one figure two values
_RATIO, _MEASURE_RATIO = 3.0, 2.5  # two amounts further apart are not one amount told in two ways


# --- one number, two nouns -----------------------------------------------------------------------


def _joined(threads: Sequence[Thread], weights: Weights) -> Iterator[Thread]:
    """Threads of one exact and uncommon number are one, whatever noun each of them counts: "1,100 jobs", "some 1,100
    workers", "1,100 of them"; a number without a noun is only counted where another has its noun."""
    by_value: dict[float, list[Thread]] = defaultdict(list)
    for thread in sorted(threads, key=lambda t: not t[0].figure.unit):
        first = thread[0]
        homes = by_value[first.figure.said] if first.figure.said >= _UNCOMMON else []
        home = next((t for t in homes[:_COMPARED] if _is_one_number(first, t, weights)), None)
        if home is not None:
            home.extend(thread)
        elif first.figure.unit:
            homes.append(thread)
    whole = {id(t) for homes in by_value.values() for t in homes}
    yield from (
        t for t in threads if t[0].figure.unit and (id(t) in whole or not t[0].figure.said >= _UNCOMMON)
    )


def _is_one_number(one: Counted, thread: Thread, weights: Weights) -> bool:
    unit = thread[0].figure.unit
    apart = any(map(is_measure, (unit, one.figure.unit))) and bool(one.figure.unit)
    articles = {c.article for c in thread}
    return not apart and one.article not in articles and _likeness(one, thread, weights) >= _ONE_NUMBER


_ONE_NUMBER = 0.5  # likeness of two sentences with one number of two nouns
