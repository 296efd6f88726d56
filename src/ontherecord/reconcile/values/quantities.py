# SPDX-License-Identifier: Apache-2.0
"""All figures of a sentence: those of `ballots` and `figures`, and those that count any noun, a length of time, or what is not said.

Comes in: the words of a sentence. Goes out: `Figure` records with spans into it.
Refuses: dates and times of day, and numbers that only name a thing ("Flight 175").
Score: `tests/reconcile/test_counts.py`.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator

from ontherecord.needed import may_fit
from ontherecord.reconcile.values.ballots import ballots
from ontherecord.reconcile.values.figures import TOKEN, Figure, figures, is_age, is_year, tokens_of
from ontherecord.reconcile.values.numbers import NONE, Value, hedged, number, opening, value, words_of
from ontherecord.reconcile.values.units import PRISON, fates, ignored, is_plural, measures, money
from ontherecord.reconcile.words.kept import of_a_story


@of_a_story
def every(sentence: str) -> tuple[Figure, ...]:
    """All figures of a sentence: votes, what became of people, measures, lengths of time, whatever noun is counted; last
    those of which the sentence does not say what they count (unit ""), and two numbers of one count."""
    if not _may_count(sentence):
        return ()
    found = list(ballots(sentence))
    voted = {at for f in found for at in range(f.start, f.amount)}
    found += [f for f in figures(sentence) if f.amount - 1 not in voted]
    taken = {at for f in found for at in range(f.start, f.amount)}
    for figure in (*lasting(sentence), *counted_nouns(sentence), *bare(sentence)):
        if figure.amount - 1 not in taken:
            taken.update(range(figure.start, figure.amount))
            found.append(figure)
    return (*found, *(f for f in scores(sentence) if voted.isdisjoint(range(f.start, f.end))))


def _may_count(sentence: str) -> bool:
    """Whether a sentence has a digit or a word that is a number: most have none and are read no further."""
    told = _DIGIT.search(sentence) is not None or _SOMEBODY.match(sentence) is not None
    return told or not opening().isdisjoint(_LETTERS.findall(sentence.lower()))


_DIGIT = re.compile(r"\d")
_SOMEBODY = re.compile(r"\s*An? ")  # "A fisherman has drowned"
_LETTERS = re.compile(r"[^\W\d_]+")


def bare(sentence: str) -> Iterator[Figure]:
    """Numbers of a sentence without what they count ("the police counted 12,000", "9.4 million in used notes"), large or
    odd enough to be known again; years, dates, times and what is only called by a number ("Flight 175") are none."""
    tokens, lowers = tokens_of(sentence)
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
    year = is_year(lowers[first], said)
    called = is_age(lowers, first) or (
        first > 0
        and (
            tokens[first - 1][0][0].isupper()
            or lowers[first - 1] in measures()
            or lowers[first - 1] in words_of("called")
            or (lowers[first - 1] == "." and "".join(lowers[first - 2 : first - 1]) in _SHORT_MONTHS)
        )
    )
    inside = (first > 0 and tokens[first - 1][2] == tokens[first][1]) or (
        after < len(tokens) and tokens[after - 1][2] == tokens[after][1] and lowers[after] in _GLUED
    )
    behind = lowers[after] if after < len(lowers) else ""
    return (said >= _KNOWN_AGAIN or said % 1 > 0) and not (
        year or called or inside or behind in _MONTHS or behind in ignored()
    )


_KNOWN_AGAIN = 20
_GLUED = frozenset(":-/–%")
_MONTHS = frozenset(month.lower() for month in calendar.month_name if month)
_SHORT_MONTHS = frozenset(month.lower() for month in calendar.month_abbr if month) | {"sept"}  # "Dec. 31"


def scores(sentence: str) -> Iterator[Figure]:
    """Two numbers of one count: "by 13 votes to 12", "77-73", "thirteen to twelve". The second is the unit of the first."""
    for match in _SCORE.finditer(sentence) if may_fit(_SCORE, sentence) else ():
        one, other = number(match["one"].lower()), number(match["other"].lower())
        if one is not None and other is not None:
            yield Figure(one, one, f"{_TO}{other:g}", match.start("one"), match.end(), one, match.end())


_TO = "@to "
_SCORE = re.compile(
    r"(?<![\d][,.])\b(?P<one>\d{1,4}|[a-z]+(?:-[a-z]+)?)(?:(?:\s+[a-z]+)?\s+to\s+|(?<=\d)[-–](?=\d))(?P<other>\d{1,4}|[a-z]+(?:-[a-z]+)?)\b(?![-–/,.]\d)"
)


def lasting(sentence: str) -> Iterator[Figure]:
    """Lengths of time and ages: "for nine years", "a 60-day truce", "Marchetti, 66,", "the 54-year-old"."""
    for match in _LASTING.finditer(sentence) if may_fit(_LASTING, sentence.lower()) else ():
        said = number(match["number"].lower().removeprefix("a dozen") or "12")
        dated = (match["before"] or "").lower() in words_of("dated")
        minutes = number((match["minutes"] or "0").lower()) or 0.0
        a_length = minutes or (match["behind"] or "").lower() in words_of("lasting")
        if said is not None and (a_length or not dated):
            said, end = said + minutes / 60, match.end("length" if minutes else "number")
            unit = "years of age" if match["old"] else f"{match['unit'].lower()}s"
            before = sentence[: match.start("number")].lower()
            if unit in PRISON and (
                _SENTENCED.search(before) or _IMPRISONED.match(sentence, match.end("length"))
            ):
                unit = PRISON[unit]
            words = before.split()[-_LONGEST_HEDGE:]
            low, high, _ = hedged(words, len(words), (said, said, said))
            yield Figure(low, high, unit, match.start("number"), match.end("length"), said, end)
    for match in _AGED.finditer(sentence):
        said, (start, end) = float(match["age"]), match.span("age")
        yield Figure(said, said, "years of age", start, end, said, end)
    for match in _TIMED.finditer(sentence):
        hours, minutes, seconds = map(int, match.groups())
        said = hours + minutes / 60 + seconds / 3600
        yield Figure(said, said, "hours", match.start(), match.end(), said, match.end())


_IMPRISONED = re.compile(
    r"(?:['’]s?|\s+(?:and\s+\w+\s+months\s+)?(?:in|of|a))?\s+(?:a\s+)?(?:prison|jail|imprisonment|behind bars|custody)\b",
    re.IGNORECASE,
)  # behind a length of time that is one in prison, and before it
_SENTENCED = re.compile(
    r"\b(?:(?:prison|jail)(?:\s+(?:term|sentence)s?)?\s+(?:for|of)|(?:jailed|imprisoned)\s+for|sentenced(?:\s+[\w-]+){0,4}?\s+to)\s+(?:[a-z]+\s+){0,3}?$"
)
_LONGEST_HEDGE = 3  # words
_LASTING = re.compile(
    r"(?:(?P<before>\b[a-z]+|[^\sa-z])\s+|^)(?P<number>\d+|a dozen|[a-z]+(?:-(?:one|two|three|four|five|six|seven|eight|nine))?)(?:\s|-)"
    r"(?P<length>(?P<unit>year|month|week|day|hour|minute)(?:s\b|\b)(?P<old>[\s-]old\b)?"
    r"(?:\s+and\s+(?P<minutes>\d+|[a-z]+(?:-[a-z]+)?)\s+minutes\b)?)"
    r"(?!\s+(?:ago|later|earlier|before|after|old|into)\b)(?=(?:\s+(?P<behind>[a-z]+))?)",
    re.IGNORECASE,
)
_AGED = re.compile(r"(?:(?:[a-z],|\baged) |\b(?:wo)?man of )(?P<age>[1-9]\d)(?=[,.])")
_TIMED = re.compile(r"(?<!\bat )\b(\d{1,2}):([0-5]\d):([0-5]\d)\b")  # of a race: "2:13:41"


def counted_nouns(sentence: str) -> Iterator[Figure]:
    """The figures of a sentence that count a noun of whatever kind: "84 players", "forty-six lines". The
    noun is the first word behind the number that ends like a plural."""
    tokens, lowers = tokens_of(sentence)
    n = 0
    while n < len(lowers):
        told, after = value(lowers, n)
        if (
            told is None
            or (lowers[n] in _UNCOUNTED and after == n + 1)
            or lowers[n] in NONE
            or not told[0] == told[1] == told[2]
        ):
            n = max(after, n + 1)
            continue
        end = _plural(lowers, after)
        found = _counting(tokens, lowers, n, after, end, told) if end else None
        if found is not None and (found.unit not in fates() or found.unit in words_of("lives")):
            yield found
        n = max(after, n + 1)


def _plural(lowers: list[str], after: int) -> int | None:
    """Where the first plural behind a number ends."""
    for end in range(after + 1, min(after + _FARTHEST_NOUN, len(lowers)) + 1):
        word = lowers[end - 1]
        if word in words_of("between") or not (
            word.replace("-", "").isalpha() or word.isdigit() or "'" in word or "’" in word
        ):
            return None
        if is_plural(word) and word not in words_of("closing"):
            return end
    return None


_FARTHEST_NOUN = 5  # words from a number to its noun ("46 of the city's 60 lines")


def _counting(
    tokens: list[tuple[str, int, int]], lowers: list[str], n: int, after: int, end: int,
    told: Value,
) -> Figure | None:  # fmt: skip
    """The figure at tokens `n` to `after` that counts the noun before token `end`, if it is a whole count."""
    noun = lowers[end - 1] if end > after else ""
    if not noun.isalpha() or noun in ignored() | words_of("closing") | money() or noun in measures():
        return None
    beside = lowers[max(0, n - 2) : after + 1]
    if tokens[end - 1][0][0].isupper():
        return None  # "the first five World Series": a name
    if words_of("parts") & set(beside) and "than" not in beside:
        return None  # "22 other defendants": a part is no total
    if is_year(lowers[n], told[2]):
        return None
    low, high, start = hedged(lowers, n, told)
    return Figure(low, high, noun, tokens[start][1], tokens[after - 1][2], told[2], tokens[after - 1][2])


_LONGEST_PHRASE = 14  # tokens of a noun phrase in which its figure is looked for
_UNCOUNTED = frozenset({"one"})  # "one of them", "one day": it mostly counts nothing


def leading(phrase: str) -> Figure | None:
    """The figure with which a noun phrase counts its noun ("at least 11 paintings", "Two hundred Libyan
    coastguards"); its unit is the last word of the noun phrase before any preposition."""
    tokens = [(m.group(), m.start(), m.end()) for m in TOKEN.finditer(phrase)][:_LONGEST_PHRASE]
    lowers = [t[0].lower() for t in tokens]
    for n in range(len(lowers)):
        if lowers[n] in words_of("closing") and lowers[n + 1 : n + 2] not in (["least"], ["most"]):
            return None
        told, after = value(lowers, n)
        if told is not None and lowers[n] not in NONE and (lowers[n] not in _UNCOUNTED or after > n + 1):
            end = after
            while end < len(lowers) and lowers[end].isalpha() and lowers[end] not in words_of("closing"):
                end += 1
            if lowers[after : after + 1] == ["of"]:  # "46 of the city's 60 lines"
                end = len(lowers)
            return _counting(tokens, lowers, n, after, end, told)
    return None
