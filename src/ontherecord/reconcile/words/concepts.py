# SPDX-License-Identifier: Apache-2.0
"""What a word of a report stands for: its stem, and the senses that it shares with other words.

Comes in: a word. Goes out: its stem, that of its base form where it is irregular ("sank": "sink"); the senses of a stem.
Refuses: nothing; a word that is not known has no sense but itself.
Score: with the fillers that are aligned by it, `python -m bench claims`.

Senses are WordNet's, the commonest of verbs (`data/synonyms.tsv.xz`) and of nouns with the kind of thing that the first
of them is (`data/things.tsv.xz`), so that "vessel" meets "ship", and "ferry" "boat"; both tables are made by
`tools/synonyms.py`. To them come the families of acts that `acts` knows.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Mapping
from importlib.resources import files

from ontherecord.reconcile.words.acts import families, sense_table
from ontherecord.reconcile.words.kept import of_a_story

_DATA = files("ontherecord.reconcile").joinpath("data")


@functools.cache
def _bases() -> Mapping[str, str]:
    rows = (line.split() for line in _DATA.joinpath("irregular.txt").read_text("utf-8").splitlines())
    return {form: row[0] for row in rows if row and row[0] != "#" for form in row[1:]}


def base_form(word: str) -> str:
    """The base form of an irregular word ("men": "man"), else the word itself."""
    return _bases().get(word, word)


def irregular_forms() -> frozenset[str]:
    """The irregular forms that are known, of verbs and of nouns."""
    return frozenset(_bases())


@functools.lru_cache(maxsize=8_192)
def stem(word: str) -> str:
    """The word in lower case by its base form and without its endings."""
    lowered = word.lower().replace("’", "'").removesuffix("'s").removesuffix("'")
    lowered = base_form(lowered)
    for ending, left in _ENDINGS:
        cut = lowered[: len(lowered) - len(ending)]
        if lowered.endswith(ending) and len(cut) >= _SHORTEST and not _VOWEL.isdisjoint(cut):
            doubled = not left and ending in _DOUBLING and cut[-1] == cut[-2] and cut[-1] not in "lsz"
            lowered = (cut[:-1] if doubled else cut) + left
            break
    return lowered[:-1] if lowered.endswith("e") and len(lowered) > _SHORTEST else lowered


_SHORTEST = 3  # letters that a stem keeps
_VOWEL = frozenset("aeiouy")
_DOUBLING = frozenset({"ed", "ing"})  # "stopped", "digging"
_ENDINGS = (
    ("ations", ""), ("ation", ""), ("ating", ""), ("ated", ""), ("ates", ""), ("ate", ""),
    ("ments", ""), ("ment", ""), ("ssions", "ss"), ("ssion", "ss"), ("ctions", "ct"), ("ction", "ct"),
    ("ies", "y"), ("ied", "y"), ("sses", "ss"), ("xes", "x"), ("ches", "ch"), ("shes", "sh"), ("ss", "ss"), ("us", "us"),
    ("ings", ""), ("ing", ""), ("eed", "e"), ("ed", ""), ("ly", ""), ("s", ""),
)  # fmt: skip


@functools.cache
def _senses() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for table in ("synonyms", "things"):
        for word, numbers in sense_table(table).items():
            if " " not in word:
                found[stem(word)].update(f"#{table[0]}{n}" for n in numbers)
    for word, name in families().items():
        found[stem(word)].add(f"#f{name}")
    return {word: frozenset(senses) for word, senses in found.items()}


def senses(of: str) -> frozenset[str]:
    """The senses of a stem, none of them spelled like a word."""
    return _senses().get(of, _NONE)


@functools.lru_cache(maxsize=8_192)  # the words of a language come again and again
def kin(word: str) -> frozenset[str]:
    """The senses of a word."""
    return senses(stem(word))


_NONE: frozenset[str] = frozenset()


@of_a_story
def meanings(stems: frozenset[str]) -> frozenset[str]:
    """Stems with all their senses: two sets have one in common if a stem of each is akin to one of the other."""
    return stems.union(*map(senses, stems))


def akin(one: str, other: str) -> bool:
    """Whether two stems are one, or share a sense."""
    return one == other or not senses(one).isdisjoint(senses(other))
