# SPDX-License-Identifier: Apache-2.0
"""Which other sentences of a story carry what a sentence says.

Comes in: the sentences of all articles of a story. Goes out: for one sentence, the best sentence of
every other origin that carries it. Refuses: a sentence that differs in a number, a negation or
the names in it, however alike its other words are (no likeness of words tells "17" from "14").
Score: `python -m bench brief`.

Likeness is containment of weighted content words: the share of a sentence's weight that the other one
has. The weight of a word is its inverse sentence frequency in the story (Sparck Jones 1972).
"""

from __future__ import annotations

import functools
import math
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from importlib import resources
from typing import NamedTuple

CARRIED = 0.55  # share of the weight; below it sentences of one event share its names and little else
NAMES_SHARED = 0.6  # share of the names: some outlets leave titles and first names out
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_NUMBER = re.compile(r"\d[\d.,]*")
_NEGATIONS = frozenset("not no never none neither nor without cannot nobody nothing".split())
_ENDINGS = ("ations", "ation", "ings", "ing", "ies", "ied", "ed", "es", "s", "ly")
_LEAST_STEM = 4  # letters a stem keeps, so that "king" is not cut to "k"
_COMMONEST = 0.25  # a word in more of the sentences than this proposes no candidates


class Told(NamedTuple):
    """One sentence with what is compared of it."""

    article: str
    origin: str
    document: str
    start: int
    end: int
    stems: frozenset[str]
    names: frozenset[str]
    numbers: frozenset[str]
    negated: bool


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


def told(article: str, origin: str, document: str, start: int, end: int, text: str) -> Told:
    """What is compared of the sentence `text`, which stands at `start`..`end` of its document."""
    words = _WORD.findall(text)
    lowers = [word.lower().replace("’", "'") for word in words]
    content = [w for w in lowers if w not in stop_words()]
    return Told(
        article,
        origin,
        document,
        start,
        end,
        frozenset(stem(w) for w in content),
        frozenset(stem(w.lower()) for w in words[1:] if w[0].isupper() and w.lower() not in stop_words()),
        frozenset(number.rstrip(".,") for number in _NUMBER.findall(text)),
        any(w in _NEGATIONS or w.endswith("n't") for w in lowers),
    )


def stem(word: str) -> str:
    """A word without its commonest endings: enough to bring "talks" and "talk" together."""
    word = word.removesuffix("'s").replace(".", "")
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST_STEM:
            return word[: -len(ending)]
    return word


def carriers(sentences: Iterable[Told]) -> Carriers:
    """Index the sentences of a story."""
    listed = list(sentences)
    places: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(listed):
        for word in sorted(one.stems):
            places[word].append(number)
    weights = {word: math.log(1 + len(listed) / len(at)) for word, at in places.items()}
    return Carriers(listed, weights, places)


def carried_by(one: Told, index: Carriers) -> list[Told]:
    """The best sentence of each other origin that carries `one`, in the order of origins."""
    whole = sum(index.weights[w] for w in one.stems)
    shares: dict[int, float] = defaultdict(float)
    for word in sorted(one.stems):
        at = index.places[word]
        if len(at) <= max(3, _COMMONEST * len(index.told)):
            for number in at:
                shares[number] = 0.0
    best: dict[str, tuple[float, int]] = {}
    for number in sorted(shares):
        other = index.told[number]
        if other.origin == one.origin or not _agrees(one, other):
            continue
        share = sum(index.weights[w] for w in one.stems & other.stems) / whole if whole else 0.0
        if share >= CARRIED and share > best.get(other.origin, (0.0, 0))[0]:
            best[other.origin] = (share, number)
    return [index.told[best[origin][1]] for origin in sorted(best)]


def _agrees(one: Told, other: Told) -> bool:
    if one.negated != other.negated or not one.numbers <= other.numbers:
        return False
    return not one.names or len(one.names & (other.names | other.stems)) >= NAMES_SHARED * len(one.names)
