# SPDX-License-Identifier: Apache-2.0
"""The time expressions of an article: dates, times, durations and sets, with the tense around them.

Comes in: a `Parse`. Goes out: `TimeMention`s in the order of the text, none overlapping; `value` is
absolute TIMEX3, or `relative` a reckoning that `calendar` resolves once the day of writing or
speaking is known. Refuses: nothing; a date that does not exist is no mention.
Score: `python -m bench times` (span and value F1 on TimeBank, AQUAINT, WikiWars).

The tagger does not know when the article was published, so its result can be kept with the parse.
The tense ("will meet on Thursday") comes from the verb that governs the words.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterator
from typing import Literal

from ontherecord.annotate.parse import Parse
from ontherecord.annotate.times.modifiers import dates_what_it_describes
from ontherecord.annotate.times.rules import Found, found
from ontherecord.annotate.times.tense import tense
from ontherecord.annotate.times.words import TimeWords, names_a_person, time_words
from ontherecord.annotate.times.zones import zone
from ontherecord.model import TimeMention

USUAL_YEARS = (1700, 2100)  # outside, four digits are as likely the time of day ("1309 GMT") or a count
_NOUNS = frozenset({"NOUN", "PROPN"})
_ABBREVIATIONS = frozenset(
    [
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "mon",
        "tue",
        "tues",
        "wed",
        "thu",
        "thur",
        "thurs",
        "fri",
        "sat",
        "sun",
    ]
)


def times(parse: Parse) -> tuple[TimeMention, ...]:
    """The time expressions of a parsed article."""
    mentions: list[TimeMention] = []
    for first, last, _ in parse.paragraphs:
        if first == last:
            continue
        words = time_words(parse.text, parse.starts[first], parse.ends[last - 1])
        mentions += _mentions(parse, words)
    return tuple(mentions)


def times_of_text(text: str, start: int, end: int) -> Iterator[TimeMention]:
    """The time expressions of a range that has no parse (bylines, credits), without tense."""
    words = time_words(text, start, end)
    for one in found(words):
        yield _mention(words, one, None)


def _mentions(parse: Parse, words: TimeWords) -> Iterator[TimeMention]:
    for one in found(words):
        token = bisect.bisect_right(parse.ends, words.starts[one.first])
        last = bisect.bisect_left(parse.starts, words.ends[one.last - 1]) - 1
        last = max(last, token)
        if token >= len(parse) or not _is_time(parse, words, one, token):
            continue
        if not dates_what_it_describes(parse, words, one.first, one.last, last):
            continue
        yield _mention(words, one, tense(parse, token, last))


def _mention(words: TimeWords, one: Found, tense: Literal["past", "present", "future"] | None) -> TimeMention:
    start, last = words.starts[one.first], one.last
    while words.classes[last - 1] in ",-" or (
        words.classes[last - 1] == "." and not _abbreviated(words, last - 2)
    ):
        last -= 1
    end = words.ends[last - 1]
    return TimeMention(
        start=start, end=end, text=words.text[start:end], type=one.type, value=one.value,
        relative=one.relative, tense=tense, zone=zone(words, one.first, one.last) if one.type == "TIME" else None,
        by=f"times: {one.by}",
    )  # fmt: skip


def _abbreviated(words: TimeWords, n: int) -> bool:
    """Whether the stop after a word belongs to it: "Sept." but not "May."."""
    return words.classes[n] in "MW" and words.word(n).lower() in _ABBREVIATIONS


def _is_time(parse: Parse, words: TimeWords, one: Found, token: int) -> bool:
    """Whether words that are only sometimes a time are one here."""
    letters = words.classes[one.first : one.last]
    match letters[-1]:
        case "Y":
            return letters != "Y" or _is_year(words, one)
        case "M":
            return letters != "M" or (_is_month(parse, token) and not _abbreviated(words, one.first))
        case "s":
            of = words.classes[one.last : one.last + 1] == "F"  # "the fall of the city"
            return not of and (
                letters != "s" or (parse.poses[token] in _NOUNS and not _in_name(parse, token))
            )
        case "U":
            if words.classes[one.last : one.last + 1] == "O":
                return False  # "19 year old"
            return letters != "aU" or words.values[one.last - 1] != "TS"  # "in a second"
        case "1":
            return False  # the first half, of a match as like as of a year
        case "h":
            return letters != "h" or not (token and parse.tags[token - 1] == "NNP")  # "Ada Christmas"
        case "V":
            if words.classes[one.last : one.last + 1] == "O":
                return False  # "52 years old"
            return letters != "V" or _is_length(words, one)
        case "8":
            return parse.poses[token] not in _NOUNS  # "the party daily", a newspaper called Weekly
        case "u":
            return _is_reference(parse, words, one)
        case "Z":
            bare = words.values[one.last - 1] is not None and words.word(one.last - 1)[0] not in "'’‘12"
            return "t" in letters or not bare  # "in his thirties"
        case "O":
            return not _is_age(parse, words.ends[one.last - 1])
        case "W" | ",":
            return letters not in ("W", "W,") or words.word(one.first).lower() not in _ABBREVIATIONS
    return True


def _is_length(words: TimeWords, one: Found) -> bool:
    """A bare "days", "weeks": a length after a preposition, but not "hundreds of years"."""
    before = words.classes[one.first - 1 : one.first]
    return str(words.values[one.last - 1])[0] != "T" and before not in ("F", "H", "T")


def _is_reference(parse: Parse, words: TimeWords, one: Found) -> bool:
    """ "the future", "the near future" as nouns; "current" and "recent" as adjectives."""
    word = words.word(one.last - 1).lower()
    if word == "future":
        token = bisect.bisect_right(parse.ends, words.starts[one.last - 1])
        return parse.poses[token] == "NOUN" and parse.deps[token] != "compound"
    return one.last - one.first == 1 and word != "latest"


def _is_year(words: TimeWords, one: Found) -> bool:
    """Four bare digits: a year of recent times, or any year after "in", "since", "of" ..."""
    year = words.values[one.first]
    usual = isinstance(year, int) and USUAL_YEARS[0] <= year <= USUAL_YEARS[1]
    return usual or words.classes[one.first - 1 : one.first] in ("I", "F", "&", "0", "~")


def _is_month(parse: Parse, token: int) -> bool:
    """A bare word for a month: no modal, no verb, no march that has an article or an adjective."""
    described = any(parse.deps[child] in ("det", "poss", "amod") for child in parse.children[token])
    if parse.lowers[token] in ("march", "may") and described:
        return False
    if parse.tags[token] in ("MD", "VB", "VBP", "VBD"):
        return False
    return not _in_name(parse, token) and not _in_person(parse, token)


def _is_age(parse: Parse, end: int) -> bool:
    """Whether "...-year-old" is somebody's age and not the age of a thing: what it stands with."""
    token = bisect.bisect_left(parse.starts, end)
    last = parse.sentences[parse.sentence_index[token]][1] if token < len(parse) else token
    while token < last and parse.poses[token] in ("ADJ", "PUNCT", "NUM"):
        token += 1
    if token >= last or parse.poses[token] != "NOUN":
        return True
    while token + 1 < last and parse.poses[token + 1] == "NOUN":
        token += 1
    return names_a_person(parse.lemmas[token].lower())


def _in_name(parse: Parse, token: int) -> bool:
    """Whether a word is part of a person's or place's name ("April Jones")."""
    after = token + 1
    return after < len(parse) and parse.deps[token] == "compound" and parse.tags[after] == "NNP"


def _in_person(parse: Parse, token: int) -> bool:
    """Whether a word stands in a person's name of two words or more ("Ada Christmas")."""
    number = bisect.bisect_right(parse.entities, (token, len(parse), "")) - 1
    if number < 0:
        return False
    first, last, label = parse.entities[number]
    return label == "PERSON" and first <= token < last and last - first > 1
