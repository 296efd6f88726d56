# SPDX-License-Identifier: Apache-2.0
"""Seasons, weekdays and parts of the day that describe a noun: a date, or the make of a thing.

Comes in: a `Parse`, the words of time and one reading of them. Goes out: whether they are a date there.
"The winter session" was held in a winter; "the winter palace" stands all year, and "the Sunday paper" is a
kind of paper. Refuses: nothing; words that describe no noun are left to the other tests.
Score: with `times.py`.

What matters is whether the noun is something that happens: the event nouns of `events.toml`, those of
`times.toml`, and by their endings those made of verbs. A weekday dates even a thing ("the Thursday
letter"), unless it stands for the habit.
"""

from __future__ import annotations

import bisect
import functools
import tomllib
from importlib import resources
from typing import NamedTuple

from ontherecord.annotate.accounts.lexicon import lexicon
from ontherecord.annotate.parse import Parse
from ontherecord.annotate.times.words import TimeWords, vocabulary

_BARE = frozenset("tesvpWh,.-")  # with a year, or "last", "this", the words can only be a date
_TIMES = frozenset("UVqQ1svpkMWh24")  # "the winter months", "the Memorial Day weekend"
_MODIFIERS = frozenset({"compound", "amod", "nmod"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_DATED_NAMES = frozenset({"DATE", "TIME", "EVENT"})  # the entities that a word of time dates


class Nouns(NamedTuple):
    """Nouns that a word of time describes, by lemma: what happens, its endings, things, weekdays' habits."""

    happening: frozenset[str]
    endings: tuple[str, ...]
    thing: frozenset[str]
    habit: frozenset[str]


@functools.cache
def nouns() -> Nouns:
    """The nouns, read once a process."""
    text = resources.files("ontherecord.annotate").joinpath("data/times.toml").read_text("utf-8")
    data = tomllib.loads(text)["modified"]
    happening = frozenset(data["happening"]) | frozenset(lexicon().nouns)
    return Nouns(happening, tuple(data["endings"]), frozenset(data["thing"]), frozenset(data["habit"]))


def dates_what_it_describes(parse: Parse, words: TimeWords, first: int, last: int, token: int) -> bool:
    """Whether words `first` to `last`, of which `token` is the last, are a date where they stand: False
    where they only tell what kind of thing the noun after them is."""
    if not set(words.classes[first:last]) <= _BARE:
        return True
    head = _described(parse, token)
    if head is None:
        return True
    noun = parse.lemmas[head].lower()
    if _happens(noun):
        return True
    if "W" in words.classes[first:last]:
        return noun not in nouns().habit and not _in_name(parse, token, head)
    return False


def _described(parse: Parse, token: int) -> int | None:
    """The noun that a token describes, right of it."""
    head = parse.heads[token]
    if head <= token or parse.deps[token] not in _MODIFIERS or parse.poses[head] not in _NOUNS:
        return None
    return head


def _happens(noun: str) -> bool:
    """Whether a noun is something that happens, or itself a time."""
    known = nouns()
    letter, _ = vocabulary().words.get(noun, ("", None))
    if noun in known.happening or letter in _TIMES:
        return True
    return noun.endswith(known.endings) and noun not in known.thing


def _in_name(parse: Parse, token: int, head: int) -> bool:
    """Whether a weekday is part of a name that is no event's ("the Sunday Times")."""
    number = bisect.bisect_right(parse.entities, (token, len(parse), "")) - 1
    if number < 0:
        return False
    first, last, label = parse.entities[number]
    return label not in _DATED_NAMES and first <= token <= head < last
