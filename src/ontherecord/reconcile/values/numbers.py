# SPDX-License-Identifier: Apache-2.0
"""Numbers: what words and digits stand for, and the interval that the words before them leave.

Comes in: the words of a sentence in lower case. Goes out: values.
Refuses: nothing; words that are no number have no value.
Score: with the figures made of them, `tests/reconcile/test_counts.py`.
"""

from __future__ import annotations

import functools
import math
import tomllib
from collections.abc import Sequence
from importlib.resources import files
from typing import Any

LARGEST = 1e15
_ROUND = 1.5  # percent that "a fifth" may be off
Value = tuple[float, float, float]
"""The least and the most that words may mean, and what they say."""


@functools.cache
def lists() -> dict[str, Any]:
    """The words by which figures are read (`data/figures.toml`)."""
    text = files("ontherecord.reconcile").joinpath("data/figures.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@functools.cache
def words_of(name: str) -> frozenset[str]:
    """A closed class of words that stand beside figures (`[words]`)."""
    return frozenset(lists()["words"][name])


@functools.cache
def _words() -> dict[str, float]:
    return {word: float(value) for word, value in lists()["numbers"].items()}


@functools.cache
def _scales() -> dict[str, float]:
    return {word: float(value) for word, value in lists()["scales"].items()}


@functools.cache
def number_words() -> frozenset[str]:
    """Words that are numbers or scales of them."""
    return frozenset(_words()) | frozenset(_scales()) | {"percent", "per", "cent"}


@functools.cache
def _hedges() -> dict[str, tuple[float, float]]:
    """Hedge -> factors of the lower and upper end."""
    return {words: (float(ends[0]), float(ends[1])) for words, ends in lists()["hedges"].items()}


@functools.cache
def _vague() -> dict[str, tuple[float, float]]:
    return {word: (float(ends[0]), float(ends[1])) for word, ends in lists()["vague"].items()}


@functools.cache
def fractions() -> dict[str, float]:
    """Shares in words, as percent."""
    return {word: float(value) for word, value in lists()["fractions"].items()}


@functools.lru_cache(maxsize=8_192)  # the words of a language come again and again
def number(word: str) -> float | None:
    """The number that a word or digits stand for."""
    if word in _words():
        return _words()[word]
    tens, _, ones = word.partition("-")
    if ones and tens in _words() and ones in _words() and _words()[tens] >= 20 > _words()[ones]:
        return _words()[tens] + _words()[ones]
    bare = word.replace(",", "")
    for suffix, times in _SUFFIXES.items():
        if bare.endswith(suffix) and bare[: -len(suffix)].replace(".", "", 1).isdecimal():
            return round(float(bare[: -len(suffix)]) * times, 2)
    return float(bare) if bare.replace(".", "", 1).isdigit() and bare.isascii() else None


_SUFFIXES = {"bn": 1e9, "m": 1e6, "k": 1e3}  # "7.4m pounds"


def value(lowers: Sequence[str], n: int) -> tuple[Value | None, int]:
    """The number that begins at token `n`, and the token after it: "a dozen", "a fifth", "9.4 million", "one hundred and
    twelve"."""
    word = lowers[n]
    if not _may_begin(word):
        return None, n + 1
    if word == "half" and lowers[n + 1 : n + 2] == ["a"] and _scales().keys() & lowers[n + 2 : n + 3]:
        return _composed(lowers, n + 2, 0.5)  # "half a dozen"
    if word in {"a", "an"} and n + 1 < len(lowers) and lowers[n + 1] in _scales():
        return _composed(lowers, n + 1, 1.0)
    shared = word in {"a", "one"} and n + 1 < len(lowers) and lowers[n + 1] in fractions()
    if shared and words_of("no_share").isdisjoint(lowers[n + 2 : n + 3]):
        share = fractions()[lowers[n + 1]]
        return (share - _ROUND, share + _ROUND, share), n + 2
    parts, _, of = word.partition("-")
    if parts in _PARTS and of.removesuffix("s") in fractions():  # "two-thirds"
        share = number(parts) * fractions()[of.removesuffix("s")]  # type: ignore[operator]
        return (share - _ROUND, share + _ROUND, share), n + 1
    if (
        word in _PARTS
        and lowers[n + 1 : n + 2]
        and lowers[n + 1].removesuffix("s") in fractions()
        and not (
            lowers[n + 1] == "quarters" and (word != "three" or lowers[max(0, n - 1)] in words_of("dated"))
        )
    ):
        share = number(word) * fractions()[lowers[n + 1].removesuffix("s")]  # type: ignore[operator]
        return (share - _ROUND, share + _ROUND, share), n + 2
    if word in NONE:
        return (0.0, 0.0, 0.0), n + 1
    if word in _vague():
        low, high = _vague()[word]
        return (low, high, math.nan), n + 1
    amount = number(word)
    if amount is None or amount > LARGEST:
        return None, n + 1
    return _composed(lowers, n + 1, amount)


@functools.lru_cache(maxsize=8_192)  # the words of a language come again and again
def _may_begin(word: str) -> bool:
    """Whether a number can begin with a word; with most none can."""
    return (
        word in _BEGINNING or word.partition("-")[0] in _PARTS or word in _vague() or number(word) is not None
    )


_PARTS = ("two", "three", "four", "five", "six", "seven", "eight", "nine")  # "four fifths"


def share(lowers: Sequence[str], n: int) -> tuple[Value | None, int]:
    """The share, in percent, that two numbers tell from token `n` on, and the token after it: "four out of five"."""
    part = number(lowers[n])
    if part is None:
        return None, n + 1
    between = lowers[n + 1 : n + 3]
    at = n + 3 if between == ["out", "of"] else n + 2
    whole = number(lowers[at]) if between[:1] in (["out"], ["in"]) and at < len(lowers) else None
    timed = lowers[at + 1 : at + 2] and lowers[at + 1] in words_of("ignored")  # "two in three days"
    if whole not in _WHOLES or part >= whole or timed:
        return None, n + 1
    percent = 100 * part / whole
    return (percent - _ROUND, percent + _ROUND, percent), at + 1


_WHOLES = (3.0, 4.0, 5.0, 6.0, 10.0, 100.0, 1000.0)  # of which shares are told


@functools.cache
def opening() -> frozenset[str]:
    """The words with which a number can begin; behind "a", those of which there is one."""
    return NONE.union(_words(), _vague(), _scales(), fractions(), (f"{share}s" for share in fractions()))


NONE = frozenset({"no", "nobody", "none"})  # of whom something became: "no passenger was injured"
_BEGINNING = NONE | {"half", "a", "an", "one"}


def _composed(lowers: Sequence[str], n: int, amount: float) -> tuple[Value, int]:
    """A number with the scales and further numbers that belong to it, read from token `n` on."""
    total = 0.0
    while n < len(lowers):
        n += lowers[n] == "-" and not _scales().keys().isdisjoint(
            lowers[n + 1 : n + 2]
        )  # "a $2-trillion deal"
        if lowers[n] not in _scales():
            break
        scale = _scales()[lowers[n]]
        amount, n = amount * scale, n + 1
        behind = n + 1 if lowers[n : n + 1] == ["and"] and scale in _JOINED else n
        more = number(lowers[behind]) if behind < len(lowers) and lowers[behind] in _spelled() else None
        if more is not None and 0 < more < scale:
            if scale >= _THOUSAND:
                total, amount, n = total + amount, more, behind + 1
                continue
            amount, n = amount + more, behind + 1
    amount = round(amount + total, 6)
    return (amount, amount, amount), n


_THOUSAND = 1000
_JOINED = frozenset({100.0, 1000.0, 1e6})  # "one hundred and twelve"


@functools.cache
def _spelled() -> frozenset[str]:
    ones = [w for w, v in _words().items() if 0 < v < _TENS]
    tens = [w for w, v in _words().items() if v >= _TENS]
    return frozenset((*ones, *tens, *(f"{ten}-{one}" for ten in tens for one in ones)))


_TENS = 20


def hedged(lowers: Sequence[str], first: int, told: Value) -> tuple[float, float, int]:
    """The interval that the words before a number leave, and where they begin."""
    low, high, _ = told
    least = _least(lowers, first, told)
    if least is not None:
        return least[0], high, least[1]
    first -= first > 0 and lowers[first - 1] in _CURRENCIES  # "about $1,680"
    for words, (below, above) in _hedges().items():
        length = len(words.split())
        if first >= length and " ".join(lowers[first - length : first]) == words:
            if words == "over" and not words_of("handing").isdisjoint(lowers[first - 2 : first - 1]):
                continue
            return low * below, high * above if above < math.inf else math.inf, first - length
    return low, high, first


def _least(lowers: Sequence[str], first: int, told: Value) -> tuple[float, int] | None:
    """The lower end of a number that is told by two, and where it begins: "3,000 to 4,000", "between 30 and 40", "two to three
    million". What rises "from 30 to 40" has two numbers."""
    joined, begun = lowers[max(0, first - 1) : first], lowers[max(0, first - 3) : max(0, first - 2)]
    between = begun == ["between"] and joined == ["and"]
    if first < 2 or not (between or (joined == ["to"] and begun != ["from"])):
        return None
    low, last = number(lowers[first - 2]), number("".join(lowers[first : first + 1]))
    if low is None or last is None or not 0 < low < last <= low * _WIDEST:
        return None
    scale = told[2] / last
    return low * scale, first - 2 - between


_WIDEST = 2.0  # times its lower end is what two numbers leave open

_CURRENCIES = frozenset("$€£¥")
