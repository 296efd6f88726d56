# SPDX-License-Identifier: Apache-2.0
"""What act a word names, so that "arrested" and "detention" can be of one event.

Comes in: the lemma of a trigger. Goes out: the name of its family of words; the senses it may have.
Refuses: nothing; a word of no family names itself.
Score: `python -m bench events` (ECB+ coreference), `python -m bench claims`.

Families are ours, written for news (`data/acts.toml`). Senses are WordNet's, its commonest only
(`data/synonyms.tsv.xz`, made by `tools/synonyms.py`): two words that share one may name one act, which what it is
done to and by whom decides.
"""

from __future__ import annotations

import functools
import lzma
import tomllib
from collections.abc import Mapping
from importlib.resources import files

from ontherecord.reconcile.words.stems import without_ending

# Endings of nouns and inflected forms, longest first, for words the parser left unlemmatised.
_ENDINGS = (
    "ations",
    "ation",
    "ments",
    "ment",
    "ings",
    "ing",
    "ions",
    "ion",
    "ers",
    "er",
    "ed",
    "es",
    "s",
    "e",
)
_SHORTEST_STEM = 4


@functools.cache
def _families() -> tuple[Mapping[str, str], frozenset[str]]:
    text = files("ontherecord.reconcile").joinpath("data/acts.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    names: dict[str, str] = {}
    for family in table["families"]:
        for word in family:
            names.setdefault(word, family[0])
    stems = {_stem(word): name for word, name in reversed(names.items())}
    return {**stems, **names}, frozenset(table["reporting"])


def _stem(word: str) -> str:
    return without_ending(word, _ENDINGS, _SHORTEST_STEM)


@functools.lru_cache(maxsize=8_192)
def act_of(lemma: str) -> str:
    """The name of the act: the family of the word, or its stem."""
    lemma = lemma.lower()
    names, _ = _families()
    return names.get(lemma) or names.get(_stem(lemma)) or _stem(lemma)


def families() -> Mapping[str, str]:
    """The words of all families, each with the name of its own."""
    return _families()[0]


def is_reporting(lemma: str) -> bool:
    """Whether a word only reports words: an act of its speaker alone."""
    return lemma.lower() in _families()[1]


@functools.cache
def sense_table(name: str) -> Mapping[str, tuple[str, ...]]:
    """The numbers of the senses of words, of a table of WordNet's (`data/NAME.tsv.xz`)."""
    packed = files("ontherecord.reconcile").joinpath(f"data/{name}.tsv.xz").read_bytes()
    rows = (line.split("\t") for line in lzma.decompress(packed).decode().splitlines())
    return {word: tuple(numbers.split()) for word, numbers in rows}


_SENSE = "#"  # before the number of a sense, so that none is taken for a word


def senses_of(lemma: str) -> tuple[str, ...]:
    """The senses that a verb, or a noun derived from one, shares with other words; none of a word that is not known."""
    return tuple(f"{_SENSE}{number}" for number in sense_table("synonyms").get(lemma.lower(), ()))
