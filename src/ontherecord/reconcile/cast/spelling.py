# SPDX-License-Identifier: Apache-2.0
"""Whether two written names may be one: spellings, transliterations, initials, short forms, acronyms.

Comes in: names as texts have them. Goes out: their words, keys to look them up by, and whether two
may name one person or organisation. Refuses: to rule; a story decides (reconcile.cast.cast).
Score: `python -m bench names` (labelled pairs of names).
"""

from __future__ import annotations

import functools
import re
import tomllib
from importlib import resources
from typing import Any

from anyascii import anyascii
from rapidfuzz import fuzz
from rapidfuzz.distance import DamerauLevenshtein

from ontherecord.annotate.names.titles import is_modifier, is_title, words

CLOSE = 78.0  # rapidfuzz ratio from which two words with one skeleton are one spelling
CLOSE_GIVEN = 65.0  # the same for given names, which stand beside a surname that fits
SHORTEST_SKELETON = 4  # letters: shorter words must be spelled alike
TYPO_FROM = 6  # letters: one slip of the pen is forgiven from here on
LONGEST = 200  # characters of a name that are looked at
SMALL = frozenset(
    ["of", "the", "and", "for", "in", "on", "at", "de", "la", "du", "des", "y", "to", "a", "an", "&"]
)
_POSSESSIVE = re.compile(r"'s?$|'s(?= )")
_WORD = re.compile(r"[a-z0-9]+")
_APART = re.compile(r"[\s\-‐‑–_/.,]+")
_FOLDS = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        (r"chr", "hr"), (r"ff?$", "v"), (r"^j(?=[ie])", "z"), (r"shch|sch|sh|ch|tch|cz|tz|ts", "s"),
        (r"kh", "h"), (r"zh", "z"), (r"ph", "f"), (r"gh", "g"),
        (r"dh", "d"), (r"th", "t"), (r"ck|q|c", "k"), (r"x", "ks"), (r"w", "v"),
        (r"dj|j(?=[aou])", "y"), (r"[aeiouyj']", ""), (r"h", ""), (r"(.)\1+", r"\1"),
    )
)  # fmt: skip


@functools.lru_cache(maxsize=8_192)
def parts(name: str) -> tuple[str, ...]:
    """The words of a name: ASCII, lower case, no marks; "al-" and "O'" stay with their word."""
    plain = _POSSESSIVE.sub("", anyascii(name[:LONGEST]).lower()).replace("'", "").replace("`", "")
    plain = re.sub(r"\b(?:al|el|ul|as|ad|ar)[- ](?=\w)", "al ", plain)
    found = [word for word in _APART.split(plain) if _WORD.search(word)]
    return tuple(re.sub(r"[^a-z0-9&]", "", word) for word in found)


@functools.lru_cache(maxsize=8_192)
def fold(word: str) -> str:
    """One word as `parts` has it: ASCII, lower case."""
    return "".join(parts(word))


@functools.lru_cache(maxsize=8_192)
def person(name: str) -> tuple[str, ...]:
    """The words of a person's name without titles before and "Jr" behind it."""
    found = list(parts(name))
    while len(found) > 1 and (is_title(found[0]) or (is_modifier(found[0]) and len(found) > 2)):
        found.pop(0)
    while len(found) > 1 and found[-1] in words("particles", "suffixes"):
        found.pop()
    return tuple(found)


def mark(name: str) -> str | None:
    """The mark of a surname without a first name: "jr" of "Trump Jr."."""
    return generation(name) if len(person(name)) == 1 else None


def generation(name: str) -> str | None:
    """ "jr", "sr", "ii" ... where a name ends in it."""
    found = parts(name)
    return found[-1] if len(found) > 1 and found[-1] in {"jr", "sr", "ii", "iii", "iv"} else None


@functools.lru_cache(maxsize=8_192)
def skeleton(word: str) -> str:
    """What the spellings of one word share: its consonants, folded ("Zelenskyy", "Zelenskiy" -> "zlnsk")."""
    first = word[:1] if word[:1] in "aeiou" else ""
    folded = word
    for pattern, to in _FOLDS:
        folded = pattern.sub(to, folded)
    return ("a" if first else "") + folded


@functools.lru_cache(maxsize=8_192)
def same_word(a: str, b: str) -> bool:
    """May two words of a name be spellings of one word?"""
    if a == b:
        return True
    if min(len(a), len(b)) < SHORTEST_SKELETON:
        return False
    if skeleton(a) == skeleton(b):
        return fuzz.ratio(a, b) >= CLOSE
    slip = min(len(a), len(b)) >= TYPO_FROM and a[0] == b[0]
    return slip and DamerauLevenshtein.distance(a, b, score_cutoff=1) <= 1


@functools.cache
def _table() -> dict[str, Any]:
    with resources.files("ontherecord.reconcile").joinpath("data/nicknames.toml").open("rb") as file:
        return tomllib.load(file)


@functools.cache
def _words(name: str) -> frozenset[str]:
    return frozenset(_table()[name].split())


@functools.cache
def _nicknames() -> dict[str, frozenset[int]]:
    rows = _table()["names"]
    found: dict[str, set[int]] = {}
    for number, row in enumerate(rows):
        for word in row.split():
            found.setdefault(word, set()).add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}


def is_given(word: str) -> bool:
    """Is the word in the list of given names and their short forms?"""
    return word in _nicknames()


def same_given(a: str, b: str) -> bool:
    """May two given names be one: spelled alike, an initial, a short form?"""
    if len(a) == 1 or len(b) == 1:
        return a[0] == b[0]
    nicknames = _nicknames()
    alike = skeleton(a) == skeleton(b) and len(skeleton(a)) > 1 and fuzz.ratio(a, b) >= CLOSE_GIVEN
    return alike or same_word(a, b) or bool(nicknames.get(a, frozenset()) & nicknames.get(b, frozenset()))


@functools.lru_cache(maxsize=8_192)
def surname(name: tuple[str, ...]) -> tuple[str, ...]:
    """The last word of a person's name with the particles before it: ("bin", "salman")."""
    at = len(name) - 1
    while at > 1 and name[at - 1] in words("particles"):
        at -= 1
    return name[at:]


def same_person(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """May two full names (words without titles) name one person?

    One surname, and given names that do not speak against it: equal, an initial, a short form, or
    left out. Middle names may be missing; two different middle names speak against it.
    """
    if not same_word(a[-1], b[-1]):
        return False
    given_a, given_b = (
        [w for w in a[:-1] if w not in words("particles")],
        [w for w in b[:-1] if w not in words("particles")],
    )
    if not given_a or not given_b:
        return True
    short, long = sorted((given_a, given_b), key=len)
    if same_given(short[0], long[0]):
        return len(short) == 1 or _in_order(short[1:], long[1:])
    return len(long) > len(short) and _in_order(short, long[1:]) and all(len(word) > 1 for word in short)


def _in_order(short: list[str], long: list[str]) -> bool:
    """Is every word of the short list found in the long one, in order?"""
    rest = iter(long)
    return all(any(same_given(word, other) for other in rest) for word in short)


@functools.lru_cache(maxsize=8_192)
def organisation(name: str) -> tuple[str, ...]:
    """The words of an organisation's name without articles and legal forms; "A.B.C." is one word."""
    found: list[str] = []
    letters = False
    for word in parts(name):
        if word in {"the", "and", "&"}:
            continue
        if len(word) == 1 and letters:
            found[-1] += word
        else:
            found.append(word)
        letters = len(word) == 1
    while len(found) > 1 and found[-1] in _words("legal_forms"):
        found.pop()
    while len(found) > 1 and found[0] in _words("legal_forms"):
        found.pop(0)
    return tuple(found)


def acronyms(name: str) -> frozenset[str]:
    """The acronyms a name of several words may have: with and without its small words."""
    found = [word for word in parts(name) if word]
    big = [word for word in found if word not in _words("small_words")]
    if len(big) < 2:
        return frozenset()
    return frozenset(
        {"".join(w[0] for w in big), "".join(w[0] for w in found), "".join(w[0] for w in found if w != "the")}
    )


def same_organisation(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """May two names (words without legal forms) name one organisation: the same words, spelled alike?"""
    return len(a) == len(b) and all(same_word(x, y) for x, y in zip(a, b, strict=True))
