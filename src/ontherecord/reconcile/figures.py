# SPDX-License-Identifier: Apache-2.0
"""Figures: how many of what, as the interval that the words leave open.

Comes in: the words of a sentence. Goes out: `Figure` records with spans into it.
Refuses: a number without a thing it counts; years, ages, hours, ordinals, scores.
Score: `tests/reconcile/test_claims.py`.

"Nearly 20" is an interval below 20, "at least 12" one without an upper end, "dozens" one of two
digits: figures agree when their intervals meet.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from typing import NamedTuple

from ontherecord.reconcile.numbers import (
    LARGEST,
    NONE,
    Value,
    fractions,
    hedged,
    lists,
    number,
    opening,
    value,
)
from ontherecord.reconcile.units import conversions, fates, ignored, is_measure, measures, money, units

_TOKEN = re.compile(
    r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?(?:(?:m|bn|k)\b)?|[^\W\d_]+(?:['’-][^\W\d_]+)*|[%$€£]|[.;:!?]|\S"
)
_YEARS = (1500.0, 2199.0)  # numbers without a comma that may be years


_FARTHEST_UNIT = 3  # words between a number and what it counts ("11 other people", "14 more bodies")


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


def figures(text: str) -> Iterator[Figure]:
    """The figures of a sentence, in its order."""
    tokens = [(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(text)]
    lowers = [t[0].lower() for t in tokens]
    n = 0
    while n < len(tokens):
        told, after = value(lowers, n)
        if told is None:
            n += 1
            continue
        nobody = n > 0 and lowers[n] == "one" and lowers[n - 1] == "no"
        found = None if nobody else _figure(lowers, tokens, n, after, told)
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
        told, after = value(lowers, n)
        if told is not None and lowers[n] not in NONE and (lowers[n] not in _UNCOUNTED or after > n + 1):
            end = after
            while end < len(lowers) and lowers[end].isalpha() and lowers[end] not in _CLOSING:
                end += 1
            if lowers[after : after + 1] == ["of"]:  # "46 of the city's 60 lines"
                end = len(lowers)
            return _counting(tokens, lowers, n, after, end, told)
    return None


@functools.lru_cache(maxsize=32768)  # claims, days and contradictions count the same sentences
def every(sentence: str) -> tuple[Figure, ...]:
    """All figures of a sentence: what became of people, measures, lengths of time, whatever noun is counted; last
    those of which the sentence does not say what they count (unit ""), and two numbers of one count."""
    if not _may_count(sentence):
        return ()
    found = list(figures(sentence))
    taken = {at for f in found for at in range(f.start, f.amount)}
    for figure in (*lasting(sentence), *counted_nouns(sentence), *bare(sentence)):
        if figure.amount - 1 not in taken:
            taken.update(range(figure.start, figure.amount))
            found.append(figure)
    return (*found, *scores(sentence))


def _may_count(sentence: str) -> bool:
    """Whether a sentence has a digit or a word that is a number: most have none and are read no further."""
    return _DIGIT.search(sentence) is not None or not opening().isdisjoint(_LETTERS.findall(sentence.lower()))


_DIGIT = re.compile(r"\d")
_LETTERS = re.compile(r"[^\W\d_]+")


def bare(sentence: str) -> Iterator[Figure]:
    """Numbers of a sentence without what they count ("the police counted 12,000", "9.4 million in used notes"), large or
    odd enough to be known again; years, dates, times and what is only called by a number ("Flight 175") are none."""
    tokens = [(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(sentence)]
    lowers = [t[0].lower() for t in tokens]
    n = 0
    while n < len(tokens):
        told, after = value(lowers, n)
        if told is not None and told[0] == told[2] and _is_known_again(tokens, lowers, n, after, told[2]):
            low, high, start = hedged(lowers, n, told)
            yield Figure(low, high, "", tokens[start][1], tokens[after - 1][2], told[2], tokens[after - 1][2])
        n = max(after, n + 1)


def _is_known_again(
    tokens: list[tuple[str, int, int]], lowers: list[str], first: int, after: int, said: float
) -> bool:  # fmt: skip
    year = lowers[first].isdigit() and _YEARS[0] <= said <= _YEARS[1]
    called = first > 0 and (tokens[first - 1][0][0].isupper() or lowers[first - 1] in measures() or lowers[first - 1] in _CALLED)
    inside = (first > 0 and tokens[first - 1][2] == tokens[first][1]) or (
        after < len(tokens) and tokens[after - 1][2] == tokens[after][1] and lowers[after] in _GLUED
    )
    behind = lowers[after] if after < len(lowers) else ""
    return (said >= _KNOWN_AGAIN or said % 1 > 0) and not (year or called or inside or behind in _MONTHS or behind in ignored())


_KNOWN_AGAIN = 20
_CALLED = frozenset(
    {"page", "number", "no", "act", "chapter", "article", "room", "route", "line", "lot", "game", "flight", "day"}
)  # words before a number that name a thing by it
_GLUED = frozenset(":-/–%")
_MONTHS = frozenset(month.lower() for month in calendar.month_name if month)


def scores(sentence: str) -> Iterator[Figure]:
    """Two numbers of one count: "by 13 votes to 12", "77-73", "thirteen to twelve". The second is the unit of the first."""
    for match in _SCORE.finditer(sentence):
        one, other = number(match["one"].lower()), number(match["other"].lower())
        if one is not None and other is not None:
            yield Figure(one, one, f"{_TO}{other:g}", match.start("one"), match.end(), one, match.end())


_TO = "@to "
_SCORE = re.compile(
    r"\b(?P<one>\d{1,4}|[a-z]+(?:-[a-z]+)?)(?:(?:\s+\w+)?\s+to\s+|(?<=\d)[-–](?=\d))(?P<other>\d{1,4}|[a-z]+(?:-[a-z]+)?)\b(?![-–/]\d)"
)


def lasting(sentence: str) -> Iterator[Figure]:
    """Lengths of time and ages: "for nine years", "a 60-day truce", "Marchetti, 66,", "the 54-year-old"."""
    for match in _LASTING.finditer(sentence):
        said = number(match["number"].lower().removeprefix("a dozen") or "12")
        if said is not None and (match["before"] or "").lower() not in lists()["ignored"]["dated"]:
            unit = "years of age" if match["old"] else f"{match['unit'].lower()}s"
            end = match.end("number")
            before = sentence[: match.start("number")].lower().split()[-_LONGEST_HEDGE:]
            low, high, _ = hedged(before, len(before), (said, said, said))
            yield Figure(low, high, unit, match.start("number"), match.end(), said, end)
    for match in _AGED.finditer(sentence):
        said = float(match[1])
        yield Figure(said, said, "years of age", match.start(1), match.end(1), said, match.end(1))


_LONGEST_HEDGE = 3  # words
_LASTING = re.compile(
    r"(?:(?P<before>\b[a-z]+|[^\sa-z])\s+|^)(?P<number>\d+|a dozen|[a-z]+(?:-(?:one|two|three|four|five|six|seven|eight|nine))?)(?:\s|-)"
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
        told, after = value(lowers, n)
        if told is None or (lowers[n] in _UNCOUNTED and after == n + 1) or lowers[n] in NONE or not told[0] == told[1] == told[2]:
            n = max(after, n + 1)
            continue
        end = _plural(lowers, after)
        found = _counting(tokens, lowers, n, after, end, told) if end else None
        if found is not None and found.unit not in fates():
            yield found
        n = max(after, n + 1)


def _plural(lowers: list[str], after: int) -> int | None:
    """Where the first plural behind a number ends."""
    for end in range(after + 1, min(after + _FARTHEST_NOUN, len(lowers)) + 1):
        word = lowers[end - 1]
        if word in _BETWEEN or not (word.replace("-", "").isalpha() or word.isdigit() or "'" in word or "’" in word):
            return None
        if word in lists()["plurals"]["words"]:
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
    told: Value,
) -> Figure | None:  # fmt: skip
    """The figure at tokens `n` to `after` that counts the noun before token `end`, if it is a whole count."""
    noun = lowers[end - 1] if end > after else ""
    if not noun.isalpha() or noun in ignored() | _CLOSING | money() or noun in measures():
        return None
    beside = lowers[max(0, n - 2) : after + 1]
    if tokens[end - 1][0][0].isupper():
        return None  # "the first five World Series": a name
    if _PARTS & set(beside) and "than" not in beside:
        return None  # "22 other defendants": a part is no total
    if _YEARS[0] <= told[2] <= _YEARS[1] and lowers[n].isdigit():
        return None
    low, high, start = hedged(lowers, n, told)
    return Figure(low, high, noun, tokens[start][1], tokens[after - 1][2], told[2], tokens[after - 1][2])


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


def _figure(
    lowers: list[str], tokens: list[tuple[str, int, int]], first: int, after: int,
    told: Value,
) -> Figure | None:  # fmt: skip
    unit, last = _unit(lowers, first, after)
    if unit is None:
        return None
    if unit in conversions():
        unit, times = conversions()[unit]
        told = (told[0] * times * (1 - _CONVERTING), told[1] * times * (1 + _CONVERTING), told[2] * times)
    said = told[2]
    if last != after and _YEARS[0] <= said <= _YEARS[1] and lowers[first].isdigit():
        return None  # "in 2019 nobody was killed"
    low, high, start = hedged(lowers, first, told)
    return Figure(low, high, unit, tokens[start][1], tokens[last][2], said, tokens[after - 1][2])


def _unit(lowers: list[str], first: int, after: int) -> tuple[str | None, int]:
    """What is counted, and the last token that says so: "12 people were killed" counts the dead."""
    if first > 0 and lowers[first - 1] in measures():
        return measures()[lowers[first - 1]], after - 1
    for length in (2, 1):
        measured = measures().get(" ".join(lowers[after : after + length]))
        if measured is not None:
            return measured, min(after + length, len(lowers)) - 1
    if lowers[after - 1] in fractions() or lowers[after - 1].removesuffix("s") in fractions():
        return "percent", after - 1
    if lowers[after : after + 1] in (["in"], ["of"]) and lowers[after + 1 : after + 3] in _OF_HUNDRED:
        return "percent", after + 2
    if lowers[first] in NONE and not _may_be_none(lowers, after):
        return None, after
    noun: int | None = after - 1 if lowers[first] in NONE - {"no"} else None
    for n in range(after, min(after + _FARTHEST_UNIT + 1, len(lowers))):
        if lowers[n] in {"more", "further", "additional"}:
            return None, after  # an addition is no total
        if lowers[n] in units() or lowers[n] in fates():
            noun = n
            break
        if lowers[n] in ignored() or not lowers[n].isalpha():
            break
    if lowers[after : after + 2] in (["of", "the"], ["of", "those"]) and _is_of_counted(lowers, after + 2):
        return None, after  # "five of the dead": a part is no total
    before = lowers[max(0, first - _FARTHEST_FATE) : first]
    toll = _toll(lowers[max(0, first - _FARTHEST_TOLL) : first])
    if noun is None:
        killed = _killing(before[-1:]) if lowers[first].isdigit() or number(lowers[first]) else None
        if killed is not None and killed != "aboard" and (after == len(lowers) or not lowers[after].isalpha()):
            return killed, after - 1
        return (toll, first) if toll else _bare(lowers, first, after)
    if lowers[noun] in fates():
        return fates()[lowers[noun]], noun
    fate = _fate_after(lowers, noun)
    if fate is not None and fates()[lowers[fate]] == "aboard" and lowers[noun] not in _ABOARD:
        return None, noun  # "two crew members were aboard": not everybody
    if fate is not None:
        return fates()[lowers[fate]], fate
    killed = _killing(before)
    if killed is not None:
        return killed, noun
    if lowers[first] in NONE:
        return None, after
    unit = units()[lowers[noun]]
    return (unit, noun) if unit not in {"people"} else (None, noun)


_OF_HUNDRED = (["a", "hundred"], ["every", "hundred"], ["every", "100"], ["each", "hundred"])  # "63 in every hundred voters"


def _may_be_none(lowers: list[str], after: int) -> bool:
    """Whether a clause tells flatly what became of nobody: "no one was hurt", "no passenger was injured"."""
    yearly = any(word.isdigit() and _YEARS[0] <= float(word) <= _YEARS[1] for word in lowers)
    return not yearly and any(word in {"was", "were"} for word in lowers[after : after + 3])


_ABOARD = frozenset({"people", "persons", "passengers"})


def _is_of_counted(lowers: list[str], n: int) -> bool:
    return n < len(lowers) and (lowers[n] in fates() or lowers[n] in {"victims", "survivors"})


def _bare(lowers: list[str], first: int, after: int) -> tuple[str | None, int]:
    """ "and 11 are missing", "17 of them are dead": a number that stands for people."""
    if after < len(lowers) and lowers[after] in {"are", "were", "have", "had", "of", "still", "remain"}:
        fate = _fate_after(lowers, after - 1)
        if fate is not None:
            return fates()[lowers[fate]], fate
    return None, after


def _fate_after(lowers: list[str], noun: int) -> int | None:
    """The word that says what became of those counted, in the same clause."""
    for n in range(noun + 1, min(noun + 1 + _FARTHEST_FATE, len(lowers))):
        if lowers[n] in fates():
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
    told = [fates()[word] for word in before if word in fates()]
    return told[-1] if told and "number" in before else None


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
    if not 0 < figure.said < LARGEST:
        return 0.0
    digits = f"{figure.said:.6g}".replace(".", "").split("e")[0].strip("0")
    return (_ROUNDED if len(digits) <= _ROUND_DIGITS else _CONVERTED) * figure.said


_CONVERTING = 0.02  # share by which a measure told in another unit may be rounded
_ROUNDED, _CONVERTED = 0.03, 0.01  # shares of an amount
_ROUND_DIGITS = 2
