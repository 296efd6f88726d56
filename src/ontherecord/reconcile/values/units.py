# SPDX-License-Identifier: Apache-2.0
"""Units: what figures count or measure, by the words for it.

Comes in: a word. Goes out: its unit, and of what kind a unit is.
Refuses: nothing. Score: with the figures, `tests/reconcile/test_counts.py`.
"""

from __future__ import annotations

import functools
import lzma
from importlib.resources import files

from ontherecord.reconcile.values.numbers import lists, words_of
from ontherecord.reconcile.words.concepts import base_form, stem


@functools.cache
def fates() -> dict[str, str]:
    """What became of people -> by the words for it, the unit."""
    return {word: unit for unit, words in lists()["fates"].items() for word in words}


@functools.cache
def doing() -> dict[str, str]:
    """Verbs before a number of people -> what becomes of them."""
    return {word: unit for unit, words in lists()["doing"].items() for word in words}


@functools.lru_cache(maxsize=8_192)
def is_people(word: str) -> bool:
    """Whether a noun names people: "miners", "woman", "crew"."""
    return word in words_of("people") or not _people().isdisjoint(
        (base_form(word), word.removesuffix("s"), word.removesuffix("es"))
    )


@functools.cache
def _people() -> frozenset[str]:
    """Nouns that name somebody, in the singular (`data/people.txt.xz`, made by `tools/synonyms.py`)."""
    packed = files("ontherecord.reconcile").joinpath("data/people.txt.xz").read_bytes()
    return frozenset(lzma.decompress(packed).decode().split())


@functools.cache
def people_stems() -> frozenset[str]:
    """Stems of all nouns that name people."""
    return frozenset(map(stem, (*_people(), *words_of("people"))))


def is_plural(word: str) -> bool:
    """Whether a word looks like a plural: of a noun, if it stands behind a number."""
    return word in words_of("plurals") or (
        word.endswith("s") and word.isalpha() and len(word) > _SHORTEST_PLURAL
    )


_SHORTEST_PLURAL = 3


@functools.cache
def measures() -> dict[str, str]:
    """Words and signs of measures, with their units."""
    return {word: unit for unit, words in lists()["measures"].items() for word in words}


@functools.cache
def money() -> frozenset[str]:
    """Words of money that is no measure."""
    return frozenset(lists()["money"]["words"])


@functools.cache
def _currencies() -> frozenset[str]:
    return frozenset(lists()["money"]["currencies"])


def is_money(unit: str) -> bool:
    """Whether a measure is of money."""
    return unit in _currencies()


def is_fate(unit: str) -> bool:
    """Whether a unit says what became of people: dead, injured, aboard."""
    return unit in lists()["fates"]


WHEN = "@when"  # unit of a date, whose figure are its first and last day
WHERE = "@where"  # unit of a place, which has no figure


@functools.cache
def signs() -> dict[str, frozenset[str]]:
    """Stems of words that say of a figure that it is a part, of a moment, wished for, or of a time to come."""
    return {name: frozenset(map(stem, words)) for name, words in lists()["signs"].items()}


FOR, AGAINST, NEITHER = "votes in favour", "votes against", "abstentions"
VOTES = frozenset({FOR, AGAINST, NEITHER})
"""Units of what a ballot came to."""
PRISON = {"years": "years in prison", "months": "months in prison"}
"""Lengths of time, as those of a sentence."""
DECIDED = VOTES | frozenset(PRISON.values())
"""Units of what a ballot or a court decided."""


def as_length(unit: str) -> str:
    """A unit; of a sentence the length of time that it is: "demands twelve years" may leave the prison to be understood."""
    return unit.removesuffix(" in prison")


def is_plain_noun(unit: str) -> bool:
    """Whether a unit is a noun like any other: no fate, measure or length of time, and not people or votes, of
    which a report has several counts."""
    return not (is_fate(unit) or is_measure(unit) or unit in _SEVERAL)


def is_time(unit: str) -> bool:
    """Whether a unit is a length of time or an age."""
    return unit in _TIMES


_TIMES = frozenset({"years", "months", "weeks", "days", "hours", "minutes", "years of age"})
_SEVERAL = _TIMES | DECIDED | {"people", "votes"}


def is_measure(unit: str) -> bool:
    """Whether a unit measures (money, weight, shares) and does not count people."""
    return unit in lists()["measures"]


@functools.cache
def ignored() -> frozenset[str]:
    """Words behind a number that counts something else."""
    return words_of("ignored")


def is_converted(figure: str, unit: str) -> bool:
    """Whether the words of a figure give a measure in another unit than that in which it is compared: "five gigawatts"."""
    told = figure.lower().split()[-1:]
    return any(measures().get(word, unit) != unit for word in told)


@functools.cache
def conversions() -> dict[str, tuple[str, float]]:
    """Measures that are compared in another unit, with how many of that one makes."""
    return {unit: (str(to), float(times)) for unit, (to, times) in lists()["conversions"].items()}
