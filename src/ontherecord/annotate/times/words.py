# SPDX-License-Identifier: Apache-2.0
"""The words of time: a text as a string with one letter a word, so that rules can be read off it.

Comes in: a range of a frozen copy. Goes out: `TimeWords` (one class letter, offsets and a value a
word). Refuses: nothing; a word without a place in the vocabulary is "x".
Score: with `times.py`.

The vocabulary is data (`data/times.toml`). Rules over class letters instead of over words keep the
grammar short and its matching linear, and give the same result whatever the tokens of the parser.
"""

from __future__ import annotations

import functools
import re
import tomllib
from importlib import resources
from typing import Literal, NamedTuple

Type = Literal["DATE", "TIME", "DURATION", "SET"]

OTHER = "x"
EARLIEST_YEAR, LATEST_YEAR = 1000, 2999  # four digits outside are taken for a quantity
FARTHEST_ZONE = 14  # hours from Greenwich
MOST_DIGITS = 6  # a longer number is no count of days or years
_PLAIN = re.compile(r"[^\W\d_]+|\d+|\n|\S")
_SPECIAL_OPENERS = frozenset(  # a.m., pm, B.C., A.D., Q3, H1, GMT+3
    {"a", "p", "am", "pm", "b", "q", "h", "gmt", "utc"}
)
_NO_CLASS = (OTHER, None)
_PERSON_ENDINGS = ("er", "or", "ist", "ian", "ant", "ee", "man", "woman")
_CAPITAL = frozenset("MWw")
_PUNCTUATION = {
    "\n": "\n",
    ".": ".",
    ",": ",",
    "-": "-",
    "–": "-",
    "—": "-",
    "/": "/",
    "(": "(",
    ")": ")",
    "'": "'",
}
_VOCABULARY = resources.files("ontherecord.annotate").joinpath("data/times.toml")


class Vocabulary(NamedTuple):
    """What `data/times.toml` holds: word -> (class letter, value); the holidays; the zones
    called after a place ("moscow" -> "+03:00")."""

    words: dict[str, tuple[str, str | int | None]]
    holidays: dict[str, str]
    zones: dict[str, str]
    special: re.Pattern[str]
    persons: frozenset[str]
    openers: frozenset[str]


class Reading(NamedTuple):
    """What a rule makes of the words it matched: TIMEX3 type, and a value or a reckoning."""

    type: Type
    value: str | None = None
    relative: str | None = None


class TimeWords(NamedTuple):
    """The words of a range. `classes[n]` is the letter of word `n`, `text[starts[n]:ends[n]]`."""

    text: str
    classes: str
    starts: list[int]
    ends: list[int]
    values: list[str | int | None]

    def word(self, n: int) -> str:
        """The word itself."""
        return self.text[self.starts[n] : self.ends[n]]


@functools.cache
def vocabulary() -> Vocabulary:
    """The vocabulary, read once a process."""
    data = tomllib.loads(_VOCABULARY.read_text("utf-8"))
    words: dict[str, tuple[str, str | int | None]] = {}
    holidays: dict[str, str] = data.pop("holiday")
    holidays.pop("class")
    zones: dict[str, str] = data.pop("zone_of")
    persons = frozenset(data.pop("person")["words"])
    data.pop("modified")  # the nouns of `modifiers`
    small = data.pop("small")
    small.pop("class")
    for table in data.values():
        letter = table.pop("class")
        words |= {word: (letter, value) for word, value in table.items()}
    words |= {word: (letter, None) for word, letter in small.items()}
    openers = frozenset(re.split(r"[^a-z]", name)[0] for name in holidays) | _SPECIAL_OPENERS
    return Vocabulary(words, holidays, zones, re.compile(_token(holidays), re.IGNORECASE), persons, openers)


def names_a_person(lemma: str) -> bool:
    """Whether a noun is what one calls a person of some age ("boy", "suspect", "teacher")."""
    return lemma in vocabulary().persons or lemma.endswith(_PERSON_ENDINGS)


def _token(holidays: dict[str, str]) -> str:
    names = sorted(holidays, key=lambda name: (-len(name), name))
    any_holiday = "|".join(re.escape(name).replace("'", "['’]").replace(r"\ ", " ") for name in names)
    return rf"""(?x)
      (?P<holiday>(?:{any_holiday.replace(" ", "[ ]")})\b)
    | (?P<iso>\d{{4}}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?)?(?!\d))
    | (?P<slash>\d{{1,2}}/\d{{1,2}}/(?:\d{{4}}|\d\d)(?![\d/]) | \d{{1,2}}\.\d{{1,2}}\.\d{{4}}(?!\d))
    | (?P<clock>\d{{1,2}}(?:[:.]\d\d){{1,2}}(?=\ ?[ap]\.?m\b) | (?<=\bat\ )\d{{1,2}}\.[0-5]\d
        (?=,\ when\b|\ (?:on\ [A-Z]|in\ the\ (?:morning|afternoon|evening)|local\ time|yesterday|today))
        | \d{{1,2}}:\d\d(?::\d\d)?(?![:\d]))
    | (?P<quantity>[$€£¥]\ ?\d[\d,.]* | \d+(?:[.,]\d+)+)
    | (?P<fraction>[13]/[234]\b|[½¼¾])
    | (?P<ordinal>\d{{1,2}}(?:st|nd|rd|th)\b)
    | (?P<decade>['’‘]?\d{{1,3}}0['’]?s\b)
    | (?P<short>['’‘]\d\d\b)
    | (?P<number>\d+(?![^\W\d_]|\d)|\d+(?=[ap]\.?m\b))
    | (?P<mixed>\d+[^\W_]*)
    | (?P<ampm>[ap]\.m\.|[ap]\.?m\b)
    | (?P<part>[qh][1-4]\b)
    | (?P<offset>(?:GMT|UTC)[ ]?[+\-−]\d{{1,2}}(?::?[0-5]\d)?(?!\d))
    | (?P<era>B\.C\.(?:E\.)?|A\.D\.)
    | (?P<possessive>['’]s\b)
    """


def time_words(text: str, start: int, end: int) -> TimeWords:
    """The words of `text[start:end]` with their classes; a run of words without one counts as one."""
    known = vocabulary()
    words, special = known.words, known.special
    classes: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    values: list[str | int | None] = []
    reached = start
    for match in _PLAIN.finditer(text, start, end):
        at = match.start()
        if at < reached:
            continue
        word = match.group()
        lower = word.lower()
        stop = at + len(word)
        letter, value = words.get(lower, _NO_CLASS)
        if letter in _CAPITAL and not word[0].isupper():
            letter = OTHER
        if lower in known.openers or not word[0].isalpha():
            found = special.match(text, at, end)
            if found:
                letter, value = _special(found.lastgroup or "", found.group())
                stop = found.end()
            elif not word[0].isalpha():
                letter, value = _PUNCTUATION.get(word, "\u00b7"), None
            if word[0].isdigit() and at > start and text[at - 1].isalnum():
                letter, value = "$", None  # part of a code: "A1990"
        reached = stop
        if letter == OTHER and classes and classes[-1] == OTHER:
            continue
        classes.append(letter)
        starts.append(at)
        ends.append(stop)
        values.append(value)
    return TimeWords(text, "".join(classes), starts, ends, values)


def _special(kind: str, word: str) -> tuple[str, str | int | None]:
    """Class and value of what is not a plain word."""
    match kind:
        case "number":
            return _number(word)
        case "possessive":
            return "'", None
        case "ordinal":
            return "o", int(re.sub(r"\D", "", word))
        case "clock":
            return "K", word.replace(".", ":")
        case "ampm":
            return "m", word[0].lower()
        case "iso":
            return "C", word
        case "slash":
            return "_", word
        case "decade":
            return "Z", _decade(word)
        case "short":
            return '"', int(word[1:])
        case "fraction":
            return "r", {"1/2": "6M", "½": "6M", "1/4": "3M", "¼": "3M", "3/4": "9M", "¾": "9M"}.get(word)
        case "offset":
            return "z", _offset(word)
        case "part":
            return "{", word.upper()
        case "era":
            return "B", "BC" if word[0] in "Bb" else ""
        case "holiday":
            return "h", vocabulary().holidays[word.lower().replace("’", "'")]
    return "n" if kind == "quantity" and word[0].isdigit() else "$", None


def _number(word: str) -> tuple[str, int | None]:
    if len(word) > MOST_DIGITS or not word.isascii():
        return "$", None
    number = int(word)
    if len(word) == 4 and EARLIEST_YEAR <= number <= LATEST_YEAR:
        return "Y", number
    return ("D" if len(word) <= 2 and 1 <= number <= 31 else "n"), number


def _offset(word: str) -> str:
    """The offset that "GMT+3", "UTC-5:30" name; "" where there is none so far from Greenwich."""
    sign, *digits = re.findall(r"[+\-−]|\d\d?(?!\d)|\d\d(?=\d\d)", word)
    hours, minutes = int(digits[0]), int(digits[1]) if len(digits) > 1 else 0
    if hours > FARTHEST_ZONE:
        return ""
    return f"{'+' if sign == '+' else '-'}{hours:02}:{minutes:02}"


def _decade(word: str) -> str | None:
    digits = re.sub(r"\D", "", word)
    if len(digits) == 4 and digits[3] == "0":
        return digits[:2] if digits[2:] == "00" else digits[:3]
    return "19" + digits[0] if len(digits) == 2 and digits[1] == "0" else None
