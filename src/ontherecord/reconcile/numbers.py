# SPDX-License-Identifier: Apache-2.0
"""Figures: how many of what, as the interval that the words leave open.

Comes in: the words of a sentence. Goes out: `Figure` records with spans into it.
Refuses: a number without a thing it counts; years, ages, hours, ordinals, scores.
Score: `tests/reconcile/test_claims.py`.

"Nearly 20" is an interval below 20, "at least 12" one without an upper end, "dozens" one of two
digits: figures agree when their intervals meet.
"""

from __future__ import annotations

import functools
import math
import re
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from typing import Any, NamedTuple

_TOKEN = re.compile(
    r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?(?:(?:m|bn|k)\b)?|[^\W\d_]+(?:['’-][^\W\d_]+)*|[%$€£]|[.;:!?]|\S"
)
_YEARS = (1500.0, 2199.0)  # numbers without a comma that may be years
_LARGEST = 1e15
_FARTHEST_UNIT = 3  # words between a number and what it counts ("11 other people", "14 more bodies")
_ROUND = 1.5  # percent that "a fifth" may be off
_FARTHEST_TOLL = 14  # words between "the number of dead" and the number it rose to
_FARTHEST_FATE = 6  # words between what is counted and what became of it ("are now known to be dead")


class Figure(NamedTuple):
    """`low` to `high` (both inclusive, `inf` where open) of `unit`, said at `start:end`."""

    low: float
    high: float
    unit: str
    start: int
    end: int
    said: float
    amount: int = 0
    """Where the words of the number end, before those of what it counts."""


@functools.cache
def _lists() -> dict[str, Any]:
    text = files("ontherecord.reconcile").joinpath("data/figures.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@functools.cache
def _words() -> dict[str, float]:
    return {word: float(value) for word, value in _lists()["numbers"].items()}


@functools.cache
def _scales() -> dict[str, float]:
    return {word: float(value) for word, value in _lists()["scales"].items()}


@functools.cache
def number_words() -> frozenset[str]:
    """Words that are numbers or scales of them."""
    return frozenset(_words()) | frozenset(_scales()) | {"percent", "per", "cent"}


@functools.cache
def _hedges() -> dict[str, tuple[float, float]]:
    """Hedge -> factors of the lower and upper end."""
    return {words: (float(ends[0]), float(ends[1])) for words, ends in _lists()["hedges"].items()}


@functools.cache
def _vague() -> dict[str, tuple[float, float]]:
    return {word: (float(ends[0]), float(ends[1])) for word, ends in _lists()["vague"].items()}


@functools.cache
def _fates() -> dict[str, str]:
    return {word: unit for unit, words in _lists()["fates"].items() for word in words}


@functools.cache
def _units() -> dict[str, str]:
    return {word: unit for unit, words in _lists()["units"].items() for word in words}


@functools.cache
def _measures() -> dict[str, str]:
    return {word: unit for unit, words in _lists()["measures"].items() for word in words}


@functools.cache
def _money() -> frozenset[str]:
    return frozenset(_lists()["money"]["words"])


@functools.cache
def _fractions() -> dict[str, float]:
    return {word: float(value) for word, value in _lists()["fractions"].items()}


def is_fate(unit: str) -> bool:
    """Whether a unit says what became of people: dead, injured, aboard."""
    return unit in _lists()["fates"]


WHEN = "@when"  # unit of a date, whose figure are its first and last day


def is_plain_noun(unit: str) -> bool:
    """Whether a unit is a noun like any other: no fate, measure or length of time, and not people or votes, of
    which a report has several counts."""
    return not (is_fate(unit) or is_measure(unit) or unit in _SEVERAL)


def is_time(unit: str) -> bool:
    """Whether a unit is a length of time or an age."""
    return unit in _TIMES


_TIMES = frozenset({"years", "months", "weeks", "days", "hours", "minutes", "years of age"})
_SEVERAL = _TIMES | {"people", "votes"}


@functools.cache
def _kin() -> dict[str, str]:
    return {word: words[0] for words in _lists()["kin"]["units"] for word in words}


def kin(unit: str) -> str:
    """The unit under which figures of a unit are compared: posts and jobs are counted as one."""
    return _kin().get(unit, unit)


def is_measure(unit: str) -> bool:
    """Whether a unit measures (money, weight, shares) and does not count people."""
    return unit in _lists()["measures"]


@functools.cache
def _ignored() -> frozenset[str]:
    return frozenset(_lists()["ignored"]["words"])


def figures(text: str) -> Iterator[Figure]:
    """The figures of a sentence, in its order."""
    tokens = [(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(text)]
    lowers = [t[0].lower() for t in tokens]
    n = 0
    while n < len(tokens):
        value, after = _value(lowers, n)
        if value is None:
            n += 1
            continue
        found = _figure(lowers, tokens, n, after, value)
        if found is not None:
            yield found
        n = after


def leading(phrase: str) -> Figure | None:
    """The figure with which a noun phrase counts its noun ("at least 11 paintings", "Two hundred Libyan
    coastguards"); its unit is the last word of the noun phrase before any preposition."""
    tokens = [(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(phrase)][:_LONGEST_PHRASE]
    lowers = [t[0].lower() for t in tokens]
    for n in range(len(lowers)):
        if lowers[n] in _CLOSING and lowers[n + 1 : n + 2] not in (["least"], ["most"]):
            return None
        value, after = _value(lowers, n)
        if value is not None and lowers[n] not in _UNCOUNTED | _NONE:
            end = after
            while end < len(lowers) and lowers[end].isalpha() and lowers[end] not in _CLOSING:
                end += 1
            if lowers[after : after + 1] == ["of"]:  # "46 of the city's 60 lines"
                end = len(lowers)
            return _counting(tokens, lowers, n, after, end, value)
    return None


@functools.lru_cache(maxsize=32768)  # claims, days and contradictions count the same sentences
def every(sentence: str) -> tuple[Figure, ...]:
    """All figures of a sentence: what became of people, measures, lengths of time, whatever noun is counted; last
    those of which the sentence does not say what they count (unit "")."""
    if not _may_count(sentence):
        return ()
    known = list(figures(sentence))
    taken = {f.amount for f in known}
    for figure in (*lasting(sentence), *counted_nouns(sentence), *bare(sentence)):
        if figure.amount not in taken:
            taken.add(figure.amount)
            known.append(figure)
    return tuple(known)


def _may_count(sentence: str) -> bool:
    """Whether a sentence has a digit or a word that is a number: most have none and are read no further."""
    return _DIGIT.search(sentence) is not None or not _opening().isdisjoint(
        _LETTERS.findall(sentence.lower())
    )


@functools.cache
def _opening() -> frozenset[str]:
    """The words with which a number can begin; behind "a", those of which there is one."""
    return _NONE.union(_words(), _vague(), _scales(), _fractions())


_DIGIT = re.compile(r"\d")
_LETTERS = re.compile(r"[^\W\d_]+")


def bare(sentence: str) -> Iterator[Figure]:
    """Numbers of a sentence without what they count ("the police counted 12,000"), large or odd enough to be known
    again; years, dates and times are none."""
    for match in _BARE.finditer(sentence):
        said = number(match.group().lower())
        if said is not None and said >= _KNOWN_AGAIN:
            yield Figure(said, said, "", match.start(), match.end(), said, match.end())


_BARE = re.compile(
    r"(?<![\w.,:$€£/-])(?:\d{1,3}(?:,\d{3})+|[2-9]\d|[1-9]\d\d|[a-z]+ty(?:-[a-z]+)?)(?![\w:%/-]|[.,]\d"
    r"|\s+(?:January|February|March|April|May|June|July|August|September|October|November|December)\b)",
    re.IGNORECASE,
)
_KNOWN_AGAIN = 20


def lasting(sentence: str) -> Iterator[Figure]:
    """Lengths of time and ages: "for nine years", "a 60-day truce", "Marchetti, 66,", "the 54-year-old"."""
    for match in _LASTING.finditer(sentence):
        said = number(match["number"].lower())
        if said is not None and match["before"].lower() not in _lists()["ignored"]["dated"]:
            unit = "years of age" if match["old"] else f"{match['unit'].lower()}s"
            end = match.end("number")
            before = sentence[: match.start("number")].lower().split()[-_LONGEST_HEDGE:]
            low, high, _ = _hedged(before, len(before), (said, said, said))
            yield Figure(low, high, unit, match.start("number"), match.end(), said, end)
    for match in _AGED.finditer(sentence):
        said = float(match[1])
        yield Figure(said, said, "years of age", match.start(1), match.end(1), said, match.end(1))


_LONGEST_HEDGE = 3  # words
_LASTING = re.compile(
    r"(?P<before>\b[a-z]+|[^\sa-z]|^)\s+(?P<number>\d+|[a-z]+(?:-(?:one|two|three|four|five|six|seven|eight|nine))?)(?:\s|-)"
    r"(?P<unit>year|month|week|day|hour|minute)(?:s\b|\b)(?P<old>[\s-]old\b)?(?!\s+(?:ago|later|earlier|before|after|old|into)\b)",
    re.IGNORECASE,
)
_AGED = re.compile(r"(?:[a-z],|\baged) ([1-9]\d)(?=[,.])")


def counted_nouns(sentence: str) -> Iterator[Figure]:
    """The figures of a sentence that count a noun of whatever kind: "84 players", "forty-six lines". The
    noun is the first word behind the number that ends like a plural."""
    tokens = [(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(sentence)]
    lowers = [t[0].lower() for t in tokens]
    n = 0
    while n < len(lowers):
        value, after = _value(lowers, n)
        if value is None or lowers[n] in _UNCOUNTED | _NONE or not value[0] == value[1] == value[2]:
            n = max(after, n + 1)
            continue
        end = _plural(lowers, after)
        found = _counting(tokens, lowers, n, after, end, value) if end else None
        if found is not None and found.unit not in _fates():
            yield found
        n = max(after, n + 1)


def _plural(lowers: list[str], after: int) -> int | None:
    """Where the first plural behind a number ends."""
    for end in range(after + 1, min(after + _FARTHEST_NOUN, len(lowers)) + 1):
        word = lowers[end - 1]
        if word in _BETWEEN or not (word.isalpha() or word.isdigit() or "'" in word or "’" in word):
            return None
        if word in _lists()["plurals"]["words"]:
            return end
        if word.endswith("s") and word.isalpha() and word not in _CLOSING and len(word) > _SHORTEST_PLURAL:
            return end
    return None


_BETWEEN = frozenset(
    {
        "according",
        "to",
        "in",
        "on",
        "at",
        "by",
        "for",
        "from",
        "with",
        "and",
        "or",
        "who",
        "which",
        "that",
        "as",
        "but",
    }
    | {
        "was",
        "were",
        "is",
        "are",
        "has",
        "had",
        "have",
        "said",
        "says",
        "after",
        "before",
        "when",
        "while",
        "if",
    }
)  # words that no noun phrase has between a number and what it counts
_FARTHEST_NOUN = 5  # words from a number to its noun ("46 of the city's 60 lines")
_SHORTEST_PLURAL = 3


def _counting(
    tokens: list[tuple[str, int, int]], lowers: list[str], n: int, after: int, end: int,
    value: tuple[float, float, float],
) -> Figure | None:  # fmt: skip
    """The figure at tokens `n` to `after` that counts the noun before token `end`, if it is a whole count."""
    noun = lowers[end - 1] if end > after else ""
    if not noun.isalpha() or noun in _ignored() | _CLOSING | _money() or noun in _measures():
        return None
    beside = lowers[max(0, n - 2) : after + 1]
    if tokens[end - 1][0][0].isupper():
        return None  # "the first five World Series": a name
    if _PARTS & set(beside) and "than" not in beside:
        return None  # "22 other defendants": a part is no total
    if _YEARS[0] <= value[2] <= _YEARS[1] and lowers[n].isdigit():
        return None
    low, high, start = _hedged(lowers, n, value)
    return Figure(low, high, noun, tokens[start][1], tokens[after - 1][2], value[2], tokens[after - 1][2])


_LONGEST_PHRASE = 14  # tokens of a noun phrase in which its figure is looked for
_CLOSING = frozenset(
    {
        "of",
        "in",
        "from",
        "on",
        "at",
        "with",
        "for",
        "by",
        "near",
        "to",
        "who",
        "that",
        ",",
        "and",
        "between",
        "off",
        "aged",
        "after",
        "under",
    }
)  # words that end the noun phrase whose noun is counted
_PARTS = frozenset(
    {"other", "others", "another", "more", "further", "additional", "remaining", "first", "last"}
)
_UNCOUNTED = frozenset({"one"})  # "one of them", "one day": it mostly counts nothing


def _hedged(lowers: list[str], first: int, value: tuple[float, float, float]) -> tuple[float, float, int]:
    """The interval that the words before a number leave, and where they begin."""
    low, high, _ = value
    first -= first > 0 and lowers[first - 1] in _CURRENCIES  # "about $1,680"
    for words, (below, above) in _hedges().items():
        length = len(words.split())
        if first >= length and " ".join(lowers[first - length : first]) == words:
            return low * below, high * above if above < math.inf else math.inf, first - length
    return low, high, first


_CURRENCIES = frozenset("$€£¥")


def _value(lowers: list[str], n: int) -> tuple[tuple[float, float, float] | None, int]:
    """(low, high, said) of a number that begins at token `n`, and the token after it."""
    word = lowers[n]
    if word in {"a", "an"} and n + 1 < len(lowers) and lowers[n + 1] in _scales():
        dozen = _scales()[lowers[n + 1]]
        return (dozen, dozen, dozen), n + 2
    if word in {"a", "one"} and n + 1 < len(lowers) and lowers[n + 1] in _fractions():
        share = _fractions()[lowers[n + 1]]
        return (share - _ROUND, share + _ROUND, share), n + 2
    if word in _NONE:
        return (0.0, 0.0, 0.0), n + 1
    if word in _vague():
        low, high = _vague()[word]
        return (low, high, math.nan), n + 1
    amount = number(word)
    if amount is None or amount > _LARGEST:
        return None, n + 1
    after = n + 1
    if after < len(lowers) and lowers[after] in _scales():
        amount *= _scales()[lowers[after]]
        after += 1
    return (amount, amount, amount), after


_NONE = frozenset({"no", "nobody", "none"})  # of whom something became: "no passenger was injured"


@functools.lru_cache(maxsize=65536)  # the words of a language come again and again
def number(word: str) -> float | None:
    """The number that a word or digits stand for."""
    if word in _words():
        return _words()[word]
    tens, _, ones = word.partition("-")
    if ones and tens in _words() and ones in _words() and _words()[tens] >= 20 > _words()[ones]:
        return _words()[tens] + _words()[ones]
    bare = word.replace(",", "")
    for suffix, times in _SUFFIXES.items():
        if bare.endswith(suffix) and bare[: -len(suffix)].replace(".", "", 1).isdigit():
            return round(float(bare[: -len(suffix)]) * times, 2)
    return float(bare) if bare.replace(".", "", 1).isdigit() and bare.isascii() else None


_SUFFIXES = {"bn": 1e9, "m": 1e6, "k": 1e3}  # "7.4m pounds"


def _figure(
    lowers: list[str], tokens: list[tuple[str, int, int]], first: int, after: int,
    value: tuple[float, float, float],
) -> Figure | None:  # fmt: skip
    unit, last = _unit(lowers, first, after)
    if unit is None:
        return None
    said = value[2]
    if last != after and _YEARS[0] <= said <= _YEARS[1] and lowers[first].isdigit():
        return None  # "in 2019 nobody was killed"
    low, high, start = _hedged(lowers, first, value)
    return Figure(low, high, unit, tokens[start][1], tokens[last][2], said, tokens[after - 1][2])


def _unit(lowers: list[str], first: int, after: int) -> tuple[str | None, int]:
    """What is counted, and the last token that says so: "12 people were killed" counts the dead."""
    if first > 0 and lowers[first - 1] in _measures():
        return _measures()[lowers[first - 1]], after - 1
    for length in (2, 1):
        measured = _measures().get(" ".join(lowers[after : after + length]))
        if measured is not None:
            return measured, min(after + length, len(lowers)) - 1
    if lowers[after - 1] in _fractions():
        return "percent", after - 1
    if lowers[first] in _NONE and not _may_be_none(lowers, after):
        return None, after
    noun: int | None = after - 1 if lowers[first] in _NONE - {"no"} else None
    for n in range(after, min(after + _FARTHEST_UNIT + 1, len(lowers))):
        if lowers[n] in {"more", "further", "additional"}:
            return None, after  # an addition is no total
        if lowers[n] in _units() or lowers[n] in _fates():
            noun = n
            break
        if lowers[n] in _ignored() or not lowers[n].isalpha():
            break
    if lowers[after : after + 2] in (["of", "the"], ["of", "those"]) and _is_of_counted(lowers, after + 2):
        return None, after  # "five of the dead": a part is no total
    before = lowers[max(0, first - _FARTHEST_FATE) : first]
    toll = _toll(lowers[max(0, first - _FARTHEST_TOLL) : first])
    if noun is None:
        return (toll, first) if toll else _bare(lowers, first, after)
    if lowers[noun] in _fates():
        return _fates()[lowers[noun]], noun
    fate = _fate_after(lowers, noun)
    if fate is not None and _fates()[lowers[fate]] == "aboard" and lowers[noun] not in _ABOARD:
        return None, noun  # "two crew members were aboard": not everybody
    if fate is not None:
        return _fates()[lowers[fate]], fate
    killed = _killing(before)
    if killed is not None:
        return killed, noun
    if lowers[first] in _NONE:
        return None, after
    unit = _units()[lowers[noun]]
    return (unit, noun) if unit not in {"people"} else (None, noun)


def _may_be_none(lowers: list[str], after: int) -> bool:
    """Whether a clause tells flatly what became of nobody: "no one was hurt", "no passenger was injured"."""
    yearly = any(word.isdigit() and _YEARS[0] <= float(word) <= _YEARS[1] for word in lowers)
    return not yearly and any(word in {"was", "were"} for word in lowers[after : after + 3])


_ABOARD = frozenset({"people", "persons", "passengers"})


def _is_of_counted(lowers: list[str], n: int) -> bool:
    return n < len(lowers) and (lowers[n] in _fates() or lowers[n] in {"victims", "survivors"})


def _bare(lowers: list[str], first: int, after: int) -> tuple[str | None, int]:
    """ "and 11 are missing", "17 of them are dead": a number that stands for people."""
    if after < len(lowers) and lowers[after] in {"are", "were", "have", "had", "of", "still", "remain"}:
        fate = _fate_after(lowers, after - 1)
        if fate is not None:
            return _fates()[lowers[fate]], fate
    return None, after


def _fate_after(lowers: list[str], noun: int) -> int | None:
    """The word that says what became of those counted, in the same clause."""
    for n in range(noun + 1, min(noun + 1 + _FARTHEST_FATE, len(lowers))):
        if lowers[n] in _fates():
            return n
        if lowers[n] in {
            ",",
            "and",
            "but",
            ".",
            ";",
            ":",
            "who",
            "that",
            "which",
            "after",
            "when",
            "not",
            "if",
        }:
            return None
    return None


def _toll(before: list[str]) -> str | None:
    """ "the death toll rose to 17", "the number of people evacuated climbed to 17": the number after it."""
    if not before or before[-1] not in _REACHING or "." in before:
        return None
    if "toll" in before:
        return "dead"
    fates = [_fates()[word] for word in before if word in _fates()]
    return fates[-1] if fates and "number" in before else None


_REACHING = frozenset({"to", "at", "of", "is", "was", "reached", "reaches", "stands", "hit"})


def _killing(before: list[str]) -> str | None:
    for word in reversed(before[-3:]):
        if word in {"killed", "killing", "kills"}:
            return "dead"
        if word in {"injured", "injuring", "wounding", "wounded", "injures"}:
            return "injured"
        if word in {"carrying", "carried"}:
            return "aboard"
    return None


def agree(one: Figure, other: Figure) -> bool:
    """Whether two figures may be one number: their intervals meet. Of two measures the one with fewer digits may
    be the other, rounded: 2 billion and 1.9 billion, but not 412 million and 421 million."""
    spare = max(_rounding(one), _rounding(other)) if is_measure(one.unit) else 0.0
    return one.low <= other.high + spare and other.low <= one.high + spare


def _rounding(figure: Figure) -> float:
    """How far a measure may be off: one of a digit or two more, for it may have been rounded, than one of many
    digits, which may have been converted."""
    if not 0 < figure.said < _LARGEST:
        return 0.0
    digits = f"{figure.said:.6g}".replace(".", "").split("e")[0].strip("0")
    return (_ROUNDED if len(digits) <= _ROUND_DIGITS else _CONVERTED) * figure.said


_ROUNDED, _CONVERTED = 0.03, 0.01  # shares of an amount
_ROUND_DIGITS = 2
