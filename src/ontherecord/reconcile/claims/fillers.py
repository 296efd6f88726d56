# SPDX-License-Identifier: Apache-2.0
"""Fillers: the figures, days and places that sentences give, each with the words around it.

Comes in: articles, copies, what their times and places mean. Goes out: `Filler`s, each in the `Context` of its sentence.
Refuses: what no body says. Score: with the claims made of them, `python -m bench claims`.

A filler is what fills a slot of what a sentence tells ("emptied 118 boxes", "in Rosslare", "on Thursday"). Which slot it is
no word says; `alignment` tells from the words around two fillers whether they fill the same one.
"""

from __future__ import annotations

import calendar
import functools
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple, TypeVar

from ontherecord.model import Article, PlaceReference, Span, TimeReference, Where
from ontherecord.reconcile.values.figures import LONGEST, Figure
from ontherecord.reconcile.values.grains import days
from ontherecord.reconcile.values.numbers import number
from ontherecord.reconcile.values.quantities import every
from ontherecord.reconcile.values.units import WHEN, WHERE, is_fate, is_measure, is_time, signs
from ontherecord.reconcile.words.carried import stop_words
from ontherecord.reconcile.words.concepts import senses, stem
from ontherecord.reconcile.words.kept import of_a_story

_TITLES = "Mr Ms Mrs Dr St Mt Sen Rep Gov Gen Col Lt Sgt Capt Cpl Rev Hon Prof Pres Adm Maj"  # before a name,
_NUMBERED = "No Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec"  # before a number
_SHORTENED = "|".join(
    [
        *(rf"(?<=\b{word}\.)(?=\s)" for word in _TITLES.split()),
        *(rf"(?<=\b{word}\.)(?=\s\d)" for word in _NUMBERED.split()),
        r"(?<=\bU\.S\.)(?=\s[a-z])",
        r"(?<=\b[A-Z]\.)(?=\s[A-Z][a-z])",
    ]
)
SENTENCE = re.compile(
    rf"[^.!?\n]+(?:(?:[.!?](?![\"”’)]?(?:\s|$))|(?<=[A-Za-z])\.(?:{_SHORTENED}))[^.!?\n]*)*(?:[.!?][\"”’)]?|\n)?"
)  # a full stop behind a shortened word ends no sentence: "Mr. Holt", "Jan. 6"
_TOKEN = re.compile(r"[^\W_]+(?:['’-][^\W\d_]+)*|[,;:()–—]")
_MARKS = frozenset(",;:()–—")
OPENING = 2  # sentences that tell what an article is about
_YEAR = re.compile(r"\b(?:1[89]|20|21)\d\d\b")
_NAME = re.compile(r"(?<=[\w,] )[A-Z][\w-]+")
_DAYS = frozenset(calendar.day_name) | frozenset(month for month in calendar.month_name if month)
_CLAUSE = 4  # words that a mark between two words counts for
_REACH = 4  # words at which a word counts half as much as right beside


class Context(NamedTuple):
    """One sentence of a body, with what is compared of the fillers in it. Places are code points of `text`."""

    article: str
    origin: str
    printed: str
    document: str
    start: int
    text: str
    place: int
    """Which sentence of its article it is."""
    tokens: tuple[tuple[str, int, int], ...]
    """Stems with their places; "" of a word that says nothing by itself, a mark as it is."""
    words: frozenset[str]
    """Its stems."""
    before: frozenset[str]
    """Stems of the sentence before,"""
    about: frozenset[str]
    """and of the headline;"""
    opening: frozenset[str]
    """those of the sentences with which its article begins."""
    names: frozenset[str]
    """Beginnings of words with a capital, days and months left out."""
    numbers: frozenset[float]
    years: frozenset[str]
    """Years that it names, but for that in which it was printed."""
    signs: frozenset[str]
    """Which of "part", "progress", "wish" and "future" its words are signs of (`data/figures.toml`)."""

    @property
    def stage(self) -> str:
        """Whether it tells what somebody wishes, what is to come, or what is so."""
        return "wish" if "wish" in self.signs else "future" if "future" in self.signs else "fact"


class Filler(NamedTuple):
    """A figure, day or place in its sentence. `near` has the stems around it, by the alphabet: 1 right beside it, less farther off."""

    context: Context
    figure: Figure
    """Of a day its first and last as ordinals, of a place none."""
    span: Span
    kind: str
    """What it may be compared with: figures of one measure, lengths of time, counts, days, places."""
    counts: str
    """What it counts, by its stem."""
    near: Mapping[str, float]
    by_sense: Mapping[str, str]
    """The stem, of those around it the nearest, that has a sense."""
    part: bool = False
    """Whether a word beside it says that it is a part or an addition: "eleven more"."""
    where: Where | None = None
    label: str = ""

    @property
    def article(self) -> str:
        """The article that gives it."""
        return self.context.article


def contexts(articles: Sequence[Article], copies: Mapping[str, str]) -> list[Context]:
    """The sentences of the bodies of a story, article by article in the order in which they were published."""
    names = frozenset(n for a in articles for n in _NAME.findall(copies.get(a.document, "")))
    by_day = sorted(articles, key=lambda a: (a.published.date or "", a.id))
    return [context for a in by_day for context in _of_article(a, copies.get(a.document, ""), names)]


def _of_article(article: Article, copy: str, names: frozenset[str]) -> Iterator[Context]:
    about = frozenset(s for s, _, _ in _tokens(article.headline or "") if s)
    before = opening = frozenset[str]()
    year = (article.published.date or "")[:4]
    place = 0
    for segment in article.segments:
        for match in SENTENCE.finditer(copy, segment.start, segment.end) if segment.role == "body" else ():
            text = match.group()[:LONGEST]
            named = (frozenset(_NAME.findall(text)) | _first_name(text, names)) - _DAYS
            if place < OPENING:
                opening |= content(text)
            found = Context(
                article.id, article.origin or article.id, (article.published.date or "")[:10], article.document,
                match.start(), text, place, _tokens(text), content(text), before, about, opening,
                frozenset(n[:_BEGINNING] for n in named if n.lower() not in stop_words()), _numbers(text),
                frozenset(_YEAR.findall(text)) - {year}, _signs(text),
            )  # fmt: skip
            yield found
            before, place = found.words, place + 1


def _first_name(text: str, names: frozenset[str]) -> frozenset[str]:
    """The first word of a sentence, if it is a name: elsewhere written with a capital, or a word of no sense."""
    first = text.split()[:1]
    known = first and (first[0] in names or not (senses(stem(first[0])) or first[0].lower() in stop_words()))
    return (
        frozenset(first) if known and first[0].isalpha() and number(first[0].lower()) is None else frozenset()
    )


_BEGINNING = 5  # letters that the name of a country and of its people share


@of_a_story
def _tokens(text: str) -> tuple[tuple[str, int, int], ...]:
    return tuple((_read(m.group()), m.start(), m.end()) for m in _TOKEN.finditer(text))


@functools.lru_cache(maxsize=8_192)  # the words of a language come again and again
def _read(word: str) -> str:
    if word in _MARKS:
        return word
    lowered = word.lower()
    said = (
        len(word) > _SHORTEST
        and word[0].isalpha()
        and lowered not in stop_words()
        and number(lowered) is None
    )
    return stem(word) if said and word not in _DAYS else ""


_SHORTEST = 2


def content(text: str) -> frozenset[str]:
    """The stems of words that say what a text is about."""
    return frozenset(s for s, _, _ in _tokens(text) if s and s not in _MARKS)


@of_a_story
def _numbers(text: str) -> frozenset[float]:
    return frozenset(v for word in _SPELLED.findall(text) if (v := number(word.lower())) is not None)


_SPELLED = re.compile(r"[^\W_]+")


@of_a_story
def _signs(text: str) -> frozenset[str]:
    words = set(map(stem, _LETTERS.findall(text)))
    return frozenset(name for name, found in signs().items() if not found.isdisjoint(words))


_LETTERS = re.compile(r"[^\W\d_]+")


# --- what fills a slot ---------------------------------------------------------------------------


def figures_of(context: Context) -> Iterator[Filler]:
    """The figures of a sentence; of another year's sentence none of what became of people."""
    for figure in every(context.text):
        if not (context.years and is_fate(figure.unit)):
            yield _filler(context, figure)


def with_references(
    read: Sequence[Context], references: Sequence[Reference]
) -> Iterator[tuple[Context, list[Reference]]]:
    """The sentences of a story, each with the references that begin in it."""
    of_article: dict[str, list[Reference]] = defaultdict(list)
    for one in sorted(references, key=_start):
        of_article[one.article].append(one)
    for context in read:
        some = of_article[context.article]
        first = bisect_left(some, context.start, key=_start)
        yield context, some[first : bisect_left(some, context.start + len(context.text), key=_start)]


def _start(reference: TimeReference | PlaceReference) -> int:
    return reference.span.start


Reference = TypeVar("Reference", TimeReference, PlaceReference)


def days_of(context: Context, times: Sequence[TimeReference]) -> Iterator[Filler]:
    """The days, months and years of a sentence, of the `times` that begin in it."""
    for time in times:
        known = days(time.value) if time.type in {"DATE", "TIME"} else None
        at = time.span.start - context.start
        if known is not None and not is_quoted(context, at):
            low, high = (float(day.toordinal()) for day in known)
            end = at + len(time.span.text)
            figure = Figure(low, high, WHEN, at, end, low, end)
            yield _filler(context, figure)._replace(span=time.span, label=time.value or "")


def places_of(context: Context, places: Sequence[PlaceReference]) -> Iterator[Filler]:
    """The towns and sites in which a sentence sets what it tells, of the `places` that begin in it; not those that act
    ("Kyiv and Moscow are maneuvering")."""
    return (f for f in towns_of(context, places) if _WITHIN.search(context.text[: f.figure.start]))


def towns_of(context: Context, places: Sequence[PlaceReference]) -> Iterator[Filler]:
    """The towns and sites that a sentence names outside quotation marks, of the `places` that begin in it."""
    for reference in places:
        at = reference.span.start - context.start
        if reference.place.grain in _FINE and not is_quoted(context, at):
            found = set_in(context, at, at + len(reference.span.text), reference.place)
            yield found._replace(span=reference.span)  # its words may go on behind the sentence: "7 p.m. EST"


def set_in(context: Context, start: int, end: int, place: Where) -> Filler:
    """The filler that words of a sentence are which name a place."""
    found = _filler(context, Figure(0.0, 0.0, WHERE, start, end, 0.0, end))
    return found._replace(where=place, label=place.name)


_FINE = frozenset({"city", "site"})
_WITHIN = re.compile(
    r"\b(?:in|at|near|outside|inside|off|around|above|below|from)\s+(?:the\s+)?(?:[\w’'-]+\s+){0,4}(?:of\s+)?$",
    re.IGNORECASE,
)
"""Words before a place that set something there: "in", "in the Bulgarian port of"."""
_QUOTE = re.compile('["“”]')


def is_quoted(context: Context, at: int) -> bool:
    """Whether a place of a sentence stands within quotation marks: "today" is then the day of who speaks."""
    return len(_QUOTE.findall(context.text[:at])) % 2 == 1


def _filler(context: Context, figure: Figure) -> Filler:
    """The filler that a figure of a sentence is."""
    start, end, amount, unit = figure.start, figure.end, figure.amount, figure.unit
    set_there = unit in {WHEN, WHERE}
    kind = unit if set_there or is_measure(unit) else "time" if is_time(unit) else "count"
    counted = unit if set_there or not unit else stem(unit)
    span = Span(
        document=context.document,
        start=context.start + start,
        end=context.start + end,
        text=context.text[start:end],
    )
    first = next((n for n, t in enumerate(context.tokens) if t[2] > start), 0)
    last = max((n for n, t in enumerate(context.tokens) if t[1] < end), default=first)
    near: dict[str, float] = {}
    marks = list(accumulate((t[0] in _MARKS for t in context.tokens), initial=0))
    for n, (word, at, _) in enumerate(context.tokens):
        if not word or word in _MARKS or start <= at < amount or word == counted:
            continue
        between = marks[first] - marks[n] if n < first else marks[n] - marks[min(last, n)]
        far = max(first - n, n - last, 0) + _CLAUSE * between
        near[word] = max(near.get(word, 0.0), 1 / (1 + far / _REACH))
    before = _MORE_THAN.sub("", context.text[max(0, start - _BESIDE) : amount])
    beside = _signs(before + context.text[amount : amount + _BESIDE])
    by_sense = {sense: w for w in sorted(near, key=lambda w: (near[w], w)) for sense in senses(w)}
    near = dict(sorted(near.items()))
    return Filler(context, figure, span, kind, counted, near, by_sense, "part" in beside)


_MORE_THAN = re.compile(
    r"\bmore than\b|\bno more\b|\bthan\b|\bfurther notice\b", re.IGNORECASE
)  # a hedge, no addition; behind a number ("80 million more than") it is one
_BESIDE = 14  # characters before and behind a number in which it is said to be a part
