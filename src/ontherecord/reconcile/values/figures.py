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
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ontherecord.reconcile.values.numbers import (
    LARGEST,
    NONE,
    Value,
    fractions,
    hedged,
    number,
    share,
    value,
    words_of,
)
from ontherecord.reconcile.values.units import (
    conversions,
    doing,
    fates,
    ignored,
    is_measure,
    is_people,
    is_plural,
    measures,
)

TOKEN = re.compile(
    r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:st|nd|rd|th)\b|\d+(?:\.\d+)?(?:(?:m|bn|k)\b)?|[^\W\d_]+(?:['’-](?:[^\W\d_]+|\d+(?![\w.,]*\d)))*|[%$€£]|[.;:!?]|\S"
)
LONGEST = 600  # characters of a sentence that are read
_YEARS = (1500.0, 2199.0)  # numbers without a comma that may be years


_FARTHEST_UNIT = 3  # words between a number and what it counts ("11 other people", "14 more bodies")


_FARTHEST_TOLL = 14  # words between "the number of dead" and the number,
_FARTHEST_RISEN = 28  # if it is told to have risen to that
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


@functools.lru_cache(maxsize=1)  # one sentence is read for figures of several kinds, one after the other
def tokens_of(text: str) -> tuple[list[tuple[str, int, int]], list[str]]:
    """The tokens of a sentence with their places, and in lower case; whoever asks leaves them as they are."""
    tokens = [(m.group(), m.start(), m.end()) for m in TOKEN.finditer(text)]
    return tokens, [t[0].lower() for t in tokens]


def figures(text: str) -> Iterator[Figure]:
    """The figures of a sentence, in its order."""
    tokens, lowers = tokens_of(text)
    n = 0
    while n < len(tokens):
        part, behind = share(lowers, n)
        if part is not None:
            low, high, start = hedged(lowers, n, part)
            end = tokens[behind - 1][2]
            yield Figure(low, high, "percent", tokens[start][1], end, part[2], end)
            n = behind
            continue
        both = _two_groups(lowers, tokens, n) or _somebody(lowers, tokens, n)
        if both is not None:
            yield both
            n = next(m for m, token in enumerate(tokens) if token[2] >= both.amount) + 1
            continue
        told, after = value(lowers, n)
        if told is None:
            n += 1
            continue
        nobody = n > 0 and lowers[n] == "one" and lowers[n - 1] == "no"
        found = None if nobody else _figure(lowers, tokens, n, after, told)
        if found is not None:
            yield found
        n = after


def _figure(
    lowers: list[str], tokens: list[tuple[str, int, int]], first: int, after: int,
    told: Value,
) -> Figure | None:  # fmt: skip
    _, _, start = hedged(lowers, first, told)
    unit, last = _unit(lowers, first, after, start)
    if unit is None or is_age(lowers, first):
        return None
    if unit in conversions():
        unit, times = conversions()[unit]
        told = (told[0] * times * (1 - _CONVERTING), told[1] * times * (1 + _CONVERTING), told[2] * times)
    said = told[2]
    if last != after and is_year(lowers[first], said):
        return None  # "in 2019 nobody was killed"
    low, high, start = hedged(lowers, first, told)
    return Figure(low, high, unit, tokens[start][1], tokens[last][2], said, tokens[after - 1][2])


def _two_groups(lowers: list[str], tokens: list[tuple[str, int, int]], n: int) -> Figure | None:
    """What became of two groups of people together: "two guards and a passer-by were killed", "arrested a teacher and three
    other men". Each is a part, so that neither number is the toll."""
    first = _a_group(lowers, n)
    if first is None or lowers[first[1] + 1 : first[1] + 2] != ["and"]:
        return None
    at = first[1] + 2
    second = _a_group(lowers, at)
    if second is None:
        return None
    done, fate = _killing(lowers[max(0, n - _FARTHEST_FATE) : n]), _fate_after(lowers, second[1])
    became = fates()[lowers[fate]] if fate is not None else done
    if became is None or became == "aboard" or (done is not None and fate is not None):
        return None
    said = first[0] + second[0]
    last = fate if fate is not None else second[1]
    return Figure(said, said, became, tokens[n][1], tokens[last][2], said, tokens[at][2])


def _somebody(lowers: list[str], tokens: list[tuple[str, int, int]], n: int) -> Figure | None:
    """One who died, where a sentence begins with him: "A man in his fifties was killed", "A fisherman has died"."""
    found = _a_group(lowers, n) if n == 0 and lowers[n] in {"a", "an"} else None
    if found is None or not {"dead", "missing"} & {fates().get(word) for word in lowers}:
        return None
    fate = _fate_after(lowers, found[1])
    if fate is None or fates()[lowers[fate]] not in {"dead", "missing"}:
        return None
    return Figure(1.0, 1.0, fates()[lowers[fate]], tokens[n][1], tokens[fate][2], 1.0, tokens[n][2])


def _a_group(lowers: list[str], n: int) -> tuple[float, int] | None:
    """The number of people that a noun phrase at a token tells, and the token of its noun: "a former mayor", "four other men"."""
    if n >= len(lowers):
        return None
    said, after = (1.0, n + 1) if lowers[n] in {"a", "an"} else (number(lowers[n]), n + 1)
    if said is None or said < 1 or said % 1 > 0:
        return None
    for noun in range(after, min(after + _FARTHEST_UNIT, len(lowers))):
        if not lowers[noun].isalpha() or lowers[noun] in {"and", "or"} or lowers[noun] in fates():
            return None
        if is_people(lowers[noun]) and not is_people("".join(lowers[noun + 1 : noun + 2])):
            return said, noun
    return None


def _is_strength(lowers: Sequence[str], first: int, after: int) -> bool:
    """Whether the number at a token tells of how many a group is, and not of which noun: "a crew of 19"."""
    made_up = first > 1 and lowers[first - 1] == "of" and lowers[first - 2] in words_of("groups")
    return made_up and not is_plural("".join(lowers[after : after + 1]))


def is_year(word: str, said: float) -> bool:
    """Whether a number that is told by a word or digits may be a year."""
    return word.isdigit() and _YEARS[0] <= said <= _YEARS[1]


def is_age(lowers: Sequence[str], first: int) -> bool:
    """Whether the number at a token is how old somebody is: "a woman of 24"."""
    return first > 1 and lowers[first - 1] == "of" and lowers[first - 2] in words_of("aged")


def _unit(lowers: list[str], first: int, after: int, start: int) -> tuple[str | None, int]:
    """What is counted, and the last token that says so: "12 people were killed" counts the dead. The number's hedge begins
    at token `start`."""
    if first > 0 and lowers[first - 1] in measures():
        return measures()[lowers[first - 1]], after - 1
    for length in (3, 2, 1):
        measured = measures().get(" ".join(lowers[after : after + length]))
        if measured is not None:
            return measured, min(after + length, len(lowers)) - 1
    of = lowers[after - 1].rpartition("-")[2]  # "two thirds", "two-thirds"
    if of in fractions() or of.removesuffix("s") in fractions():
        return "percent", after - 1
    if lowers[after : after + 1] in (["in"], ["of"]) and lowers[after + 1 : after + 3] in _OF_HUNDRED:
        return "percent", after + 2
    if lowers[first] in NONE and not _may_be_none(lowers, after):
        return None, after
    noun: int | None = after - 1 if lowers[first] in NONE - {"no"} else None
    for n in range(after, min(after + _FARTHEST_UNIT + 1, len(lowers))):
        if lowers[n] in words_of("added"):
            return None, after  # an addition is no total
        if is_people(lowers[n]) or lowers[n] in fates():
            noun = n
            break
        if lowers[n] in ignored() or not lowers[n].isalpha():
            break
    if lowers[after : after + 2] in (["of", "the"], ["of", "those"]) and _is_of_counted(lowers, after + 2):
        return None, after  # "five of the dead": a part is no total
    before = lowers[max(0, first - _FARTHEST_FATE) : first]
    if noun is None and _is_strength(lowers, first, after):
        return "people", after - 1
    toll = next(
        filter(None, (_numbered(lowers[max(0, at - _FARTHEST_RISEN) : at]) for at in (start, first))), None
    )
    if noun is None:
        killed = _killing(before[-1:]) if lowers[first].isdigit() or number(lowers[first]) else None
        if (
            killed is not None
            and killed != "aboard"
            and (after == len(lowers) or not lowers[after].isalpha())
        ):
            return killed, after - 1
        return (
            (toll, first)
            if toll and not is_plural("".join(lowers[after : after + 1]))
            else _bare(lowers, first, after)
        )
    if lowers[noun] in fates():
        if _became(lowers, noun):
            return fates()[lowers[noun]], noun
        return (lowers[noun], noun) if lowers[noun] in words_of("cases") else (None, after)
    fate = _fate_after(lowers, noun)
    if fate is not None and fates()[lowers[fate]] == "aboard" and lowers[noun] not in words_of("everybody"):
        return None, noun  # "two crew members were aboard": not everybody
    if fate is not None:
        return fates()[lowers[fate]], fate
    killed = _killing(before)
    if killed is not None:
        return killed, noun
    return None, after


_OF_HUNDRED = (
    ["a", "hundred"],
    ["every", "hundred"],
    ["every", "100"],
    ["each", "hundred"],
)  # "63 in every hundred voters"


def _may_be_none(lowers: list[str], after: int) -> bool:
    """Whether a clause tells flatly what became of nobody: "no one was hurt", "no passenger was injured"."""
    yearly = any(word.isdecimal() and is_year(word, float(word)) for word in lowers)
    return not yearly and any(word in {"was", "were"} for word in lowers[after : after + 3])


def _is_of_counted(lowers: list[str], n: int) -> bool:
    return n < len(lowers) and (lowers[n] in fates() or lowers[n] in {"victims", "survivors"})


def _bare(lowers: list[str], first: int, after: int) -> tuple[str | None, int]:
    """ "and 11 are missing", "17 of them are dead": a number that stands for people."""
    if after < len(lowers) and lowers[after] in words_of("standing"):
        fate = _fate_after(lowers, after - 1)
        if fate is not None:
            return fates()[lowers[fate]], fate
    return None, after


def _fate_after(lowers: list[str], noun: int) -> int | None:
    """The word that says what became of those counted, in the same clause."""
    for n in range(noun + 1, min(noun + 1 + _FARTHEST_FATE, len(lowers))):
        if lowers[n] in fates() and _became(lowers, n):
            return n
        if lowers[n] in words_of("ending"):
            return None
    return None


def _became(lowers: list[str], n: int) -> bool:
    """Whether a word for what became of people tells it: "lives" only beside one for their loss, not in "save 68,000 lives";
    "cases" only in a sentence that has to do with illness, not in "two lobbying cases"."""
    near = lowers[max(0, n - _FARTHEST_FATE) : n + _FARTHEST_FATE]
    if lowers[n] in words_of("cases"):
        return not words_of("illness").isdisjoint(lowers)
    return lowers[n] not in words_of("lives") or not words_of("losing").isdisjoint(near)


def _numbered(before: list[str]) -> str | None:
    """ "the death toll rose to 17", "the number of people evacuated climbed to 17", "the number of ships waiting reached
    41", "the injured now number 140", "cases total 41": what the number behind these words counts."""
    if not before or before[-1] not in words_of("reaching") or "." in before:
        return None
    rising = not words_of("rising").isdisjoint(before[-2:])
    near = before if rising else before[-_FARTHEST_TOLL:]
    if "toll" in near:
        return "dead"
    numbers = [n for n, word in enumerate(near) if word in {"number", "numbers", "numbered"}]
    if not numbers:
        subject = next((w for w in reversed(near) if w not in words_of("coming")), "")
        return fates().get(subject) if rising else None
    behind = near[numbers[-1] + 1 :]
    told = [fates()[word] for word in behind or near if word in fates()]
    if told or behind[:1] != ["of"]:
        return told[0] if told else None
    return next((w for w in behind[1 : 1 + _FARTHEST_UNIT] if is_plural(w)), None)


def _killing(before: list[str]) -> str | None:
    return next((doing()[word] for word in reversed(before[-3:]) if word in doing()), None)


def agree(one: Figure, other: Figure) -> bool:
    """Whether two figures may be one number: their intervals meet. Of two measures the one with fewer digits may
    be the other, rounded: 2 billion and 1.9 billion, but not 412 million and 421 million."""
    measured = is_measure(one.unit) or is_measure(other.unit)
    spare = max(_rounding(one), _rounding(other)) if measured else 0.0
    return one.low <= other.high + spare and other.low <= one.high + spare


def _rounding(figure: Figure) -> float:
    """How far a measure may be off: one of a digit or two more, for it may have been rounded, than one of many
    digits, which may have been converted."""
    if not 0 < figure.said < LARGEST:
        return 0.0
    if figure.unit == "percent":  # nobody converts it: half a percent, or the last place, rounded or cut off
        places = len(f"{figure.said:.6g}".partition(".")[2])
        return _CUT_OFF / 10.0**places if places else _HALF
    digits = f"{figure.said:.6g}".replace(".", "").split("e")[0].strip("0")
    return (_ROUNDED if len(digits) <= _ROUND_DIGITS else _CONVERTED) * figure.said


_HALF, _CUT_OFF = 0.5, 1.01  # percent; units of the last place, with room for what a float cannot hold
_CONVERTING = 0.02  # share by which a measure told in another unit may be rounded
_ROUNDED, _CONVERTED = 0.03, 0.01  # shares of an amount
_ROUND_DIGITS = 2
