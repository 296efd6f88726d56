# SPDX-License-Identifier: Apache-2.0
"""Which other sentences of a story carry what a sentence says.

Comes in: the sentences of all articles of a story. Goes out: for one sentence, the best words of
every other origin that carry it: a sentence, or two that follow each other.
Refuses: words that lack the subject or the verb of the statement (`annotate.gist`), or that differ in
a number, a day, a negation, the names, or in how sure they are ("might meet", "will meet" and "met" are
three statements), however alike the rest is.
Score: `python -m bench brief`.

Likeness is containment of weighted content words: the share of a sentence's weight that the other one
has. The weight of a word is its inverse sentence frequency in the story (Sparck Jones 1972).
"""

from __future__ import annotations

import functools
import math
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from importlib import resources
from typing import NamedTuple

from ontherecord.model import Article, Sentence
from ontherecord.reconcile.words.kept import of_a_story
from ontherecord.reconcile.words.stems import without_ending

CARRIED = 0.55  # share of the weight; below it sentences of one event share its names and little else
WHOLLY = 0.62  # of the weight of a whole sentence, circumstances included
NAMES_SHARED = 0.6  # share of the names: some outlets leave titles and first names out
CORE_SHARED = 0.55  # share of what is said beside names: who is easily shared, what is not
COMPARED = 2000  # characters of a sentence that are compared: longer ones are no sentences but lists
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_NUMBER = re.compile(r"\d[\d.,]*")
_COMMONEST = 0.25  # a word in more of the sentences than this proposes no candidates
_CLAUSE = re.compile(
    r",?\s(?:after|when|while|because|which|who|whose|where|unless|until|although|though|if|since)\s"
    r"|\s[–—-]\s|,\s(?:and|but|as)\s"
)
_LEAST_STATEMENT = 4  # content words; with fewer before the first further clause, the whole is the statement
_NEXT = 3  # characters between two sentences that follow each other: a space or a paragraph's end


class Words(NamedTuple):
    """What is compared of any words."""

    stems: frozenset[str]
    core: frozenset[str]
    """Stems that are no name and no day: what is said of whom it names."""
    names: frozenset[str]
    numbers: frozenset[str]
    days: frozenset[str]
    """Days of the week, and days of a month ("3 april")."""
    negated: bool
    unsure: frozenset[str]
    """Which of "possible" and "expected" the words are."""


class Told(NamedTuple):
    """One sentence, or two, of an article, with what is compared."""

    article: str
    origin: str
    document: str
    start: int
    end: int
    words: Words
    gist: tuple[frozenset[str], ...] = ()
    """Its main subject and verb, each by its stems: one sentence must have one of each to carry it."""
    parts: tuple[frozenset[str], ...] = ()
    """The stems of each of its sentences, with those of its own gist."""

    @property
    def stems(self) -> frozenset[str]:
        """Its content words without their endings."""
        return self.words.stems


class Carriers(NamedTuple):
    """The sentences of a story, their words' weights, and where each word stands."""

    told: Sequence[Told]
    weights: Mapping[str, float]
    places: Mapping[str, Sequence[int]]


@functools.cache
def stop_words() -> frozenset[str]:
    """Words too common to tell sentences apart (`data/stop_words.txt`)."""
    text = resources.files("ontherecord.reconcile").joinpath("data/stop_words.txt").read_text("utf-8")
    return frozenset(w for line in text.splitlines() if not line.startswith("#") for w in line.split())


@functools.cache
def signs() -> dict[str, frozenset[str]]:
    """Words by what they make of a statement (`data/statements.toml`)."""
    text = resources.files("ontherecord.reconcile").joinpath("data/statements.toml").read_text("utf-8")
    return {kind: frozenset(words) for kind, words in tomllib.loads(text).items() if isinstance(words, list)}


@functools.cache
def _number_words() -> dict[str, int]:
    """Numbers in words, from two: "one" mostly counts nothing."""
    text = resources.files("ontherecord.reconcile").joinpath("data/figures.toml").read_text("utf-8")
    return {word: int(n) for word, n in tomllib.loads(text)["numbers"].items() if n > 1}


@of_a_story
def words(text: str) -> Words:
    """What is compared of `text`."""
    found = _WORD.findall(text)
    written_low = [word.lower() for word in found]
    lowers = [word.replace("’", "'") for word in written_low] if "’" in text else written_low
    common, known = stop_words(), signs()
    weekdays = known["weekdays"]
    stems = {w: stem(w) for w in lowers if w not in common}
    first = 0 if len(found) > 1 and found[1][0].isupper() else 1  # "Tamas Brandt left", but "Officials left"
    names = frozenset(
        stem(lowers[n])
        for n in range(first, len(found))
        if found[n][0].isupper() and written_low[n] not in common and written_low[n] not in weekdays
    )
    days, of_dates = _days(lowers)
    return Words(
        frozenset(stems.values()),
        frozenset(s for w, s in stems.items() if w not in weekdays) - names,
        names,
        frozenset(n for at, w in enumerate(lowers) if at not in of_dates for n in _numbers(w)),
        days,
        any(is_negation(w) for w in lowers),
        _unsure(found, lowers),
    )


def _unsure(found: Sequence[str], lowers: Sequence[str]) -> frozenset[str]:
    """Which of "possible" and "expected" words are, as they are written and in lower case."""
    known = signs()
    if known["possible"].isdisjoint(lowers) and known["expected"].isdisjoint(lowers):
        return frozenset()
    modals = {
        w
        for w, written, after in zip(lowers, found, [*lowers[1:], ""], strict=True)
        if written != "May" and after != "not"  # "could not" is sure of it
    }
    return frozenset(kind for kind in ("possible", "expected") if not known[kind].isdisjoint(modals))


def statement(text: str) -> Words:
    """What is compared of the main statement of a sentence: its words up to the first further
    clause, but every number, so that no number is borne out by words that lack it."""
    whole = words(text)
    clause = _CLAUSE.search(text)
    main = words(text[: clause.start()]) if clause else whole
    return main._replace(numbers=whole.numbers) if len(main.stems) >= _LEAST_STATEMENT else whole


@functools.lru_cache(maxsize=8_192)  # the words of a language come again and again
def is_negation(word: str) -> bool:
    """Whether a word in lower case turns a statement round: "not", "didn't", "denied"."""
    return word in signs()["negations"] or word.endswith("n't")


@functools.lru_cache(maxsize=8_192)
def _numbers(word: str) -> tuple[str, ...]:
    """The numbers in a word, in digits: "1,200" and "twenty-one" as "1200" and "21"."""
    tens, _, ones = word.partition("-")
    known = _number_words()
    if tens in known and (ones in known or ones in ("", "one")):
        return (str(known[tens] + known.get(ones, int(ones == "one"))),)
    return tuple(n.rstrip(".,").replace(",", "") for n in _NUMBER.findall(word))


def _days(lowers: Sequence[str]) -> tuple[frozenset[str], frozenset[int]]:
    """The days that words name, and which of them are the numbers of a date."""
    known = signs()
    named = set(known["weekdays"].intersection(lowers))
    at: set[int] = set()
    if known["months"].isdisjoint(lowers):
        return frozenset(named), frozenset()
    for n, word in enumerate(lowers):
        month = word[:3] if word in known["months"] else ""
        for near in (n - 1, n + 1) if month else ():
            if 0 <= near < len(lowers) and lowers[near].isdigit() and len(lowers[near]) <= 2:
                named.add(f"{lowers[near]} {month}")
                at.add(near)
    return frozenset(named), frozenset(at)


def told(article: Article, sentence: Sentence, copy: str) -> Told:
    """What is compared of a sentence."""
    found = words(copy[sentence.start : sentence.end][:COMPARED])
    gist = tuple(frozenset(stem(form.replace("’", "'")) for form in forms) for forms in sentence.gist)
    return Told(
        article.id, article.origin or article.id, article.document, sentence.start, sentence.end,
        found, gist, (found.stems.union(*gist),),
    )  # fmt: skip


@functools.lru_cache(maxsize=8_192)
def stem(word: str) -> str:
    """A word without its commonest endings: enough to bring "talks" and "talk" together."""
    word = word.removesuffix("'s").replace(".", "")
    return without_ending(word)


def carriers(sentences: Iterable[Told]) -> Carriers:
    """Index the sentences of a story, each article's in the order of its text."""
    listed = list(sentences)
    places: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(listed):
        for word in sorted(one.stems):
            places[word].append(number)
    weights = {word: math.log(1 + len(listed) / len(at)) for word, at in places.items()}
    return Carriers(listed, weights, places)


def carried_by(one: Told, index: Carriers, least: float = CARRIED) -> list[Told]:
    """The best words of each other origin that carry `one` (told by its `statement`), with at least the share
    `least` of its weight, in the order of origins: a sentence or, where none does, two that follow each other."""
    best: dict[str, tuple[bool, float, Told]] = {}
    for number in _near(one, index):
        for other in _windows(number, index):
            share = contained(one.stems, other.stems, index.weights)
            rank = (other == index.told[number], share)
            if share < least or rank <= best.get(other.origin, (False, 0.0))[:2]:
                continue
            alike = agree(one.words, other.words) and same_core(one.words, other.words, index.weights)
            if alike and any(all(word & part for word in one.gist) for part in other.parts):
                best[other.origin] = (*rank, other)
    return [best[origin][2] for origin in sorted(best)]


def _near(one: Told, index: Carriers) -> list[int]:
    """Sentences of other origins that, with one beside them, may hold enough of the weight."""
    usual = max(3, _COMMONEST * len(index.told))
    shared: dict[int, float] = defaultdict(float)
    everywhere = whole = 0.0
    for word in sorted(one.stems):
        weight, at = index.weights.get(word, 0.0), index.places.get(word, ())
        whole += weight
        if len(at) > usual:
            everywhere += weight
            continue
        for number in at:
            shared[number] += weight
    needed = CARRIED * whole - everywhere
    return sorted(
        n
        for n, weight in shared.items()
        if index.told[n].origin != one.origin
        and weight + max(shared.get(n - 1, 0.0), shared.get(n + 1, 0.0)) >= needed
    )


def _windows(number: int, index: Carriers) -> list[Told]:
    """A sentence, and the sentence with the next one or the one before."""
    one = index.told[number]
    pairs = [one]
    for first, second in ((number - 1, number), (number, number + 1)):
        if first >= 0 and second < len(index.told):
            a, b = index.told[first], index.told[second]
            if a.article == b.article and 0 <= b.start - a.end <= _NEXT:
                both = _joined(a.words, b.words)
                pairs.append(a._replace(end=b.end, words=both, parts=a.parts + b.parts))
    return pairs


def _joined(one: Words, other: Words) -> Words:
    return Words(
        one.stems | other.stems,
        one.core | other.core,
        one.names | other.names,
        one.numbers | other.numbers,
        one.days | other.days,
        one.negated or other.negated,
        one.unsure | other.unsure,
    )


def contained(some: frozenset[str], others: frozenset[str], weights: Mapping[str, float]) -> float:
    """The share of the weight of `some` words that are among `others`."""
    whole = sum(weights.get(w, 0.0) for w in sorted(some))
    return sum(weights.get(w, 0.0) for w in sorted(some & others)) / whole if whole else 0.0


def agree(one: Words, other: Words, names_shared: float = NAMES_SHARED) -> bool:
    """Whether nothing that `one` says exactly is missing in `other` or told otherwise; of the
    names at least the share `names_shared` must be there."""
    if one.negated != other.negated or one.unsure != other.unsure or not one.numbers <= other.numbers:
        return False
    if one.days and other.days and one.days.isdisjoint(other.days):
        return False
    return not one.names or len(one.names & (other.names | other.stems)) >= names_shared * len(one.names)


def same_core(one: Words, other: Words, weights: Mapping[str, float]) -> bool:
    """Whether `other` has what `one` says beside its names."""
    return not one.core or contained(one.core, other.stems, weights) >= CORE_SHARED
