# SPDX-License-Identifier: Apache-2.0
"""The terms of an article: the words and names by which stories are told apart.

Comes in: an article and its frozen copy. Goes out: `Terms`, how often each word occurs near the
start, and which of them are names; two names in a row count as one term more.
Refuses: furniture, words of the trade ("said", "officials") and single letters.
Score: none of its own; grouping rests on it (`python -m bench stories`).
"""

from __future__ import annotations

import functools
import tomllib
from collections import Counter
from importlib import resources
from typing import NamedTuple

from ontherecord.model import Article
from ontherecord.trace.words import Words, folded, words

LEAD = 800  # words; what a report is about stands early, a long read wanders off
HEADLINE = 2  # a word of the headline counts as so many of the body
_ENDS = frozenset(".!?:\n\"“”'‘’")


class Terms(NamedTuple):
    """Terms with their counts, and those of them that are names (written with a capital inside a
    sentence). `shown` gives a term as the article writes it."""

    counts: dict[str, int]
    names: frozenset[str]
    shown: dict[str, str]


@functools.cache
def plain_words() -> frozenset[str]:
    """The words that are no terms (`data/plain_words.toml`)."""
    text = resources.files("ontherecord.group").joinpath("data/plain_words.toml").read_text(encoding="utf-8")
    return frozenset(word for words in tomllib.loads(text).values() for word in words.split())


def terms(article: Article, copy: str) -> Terms:
    """The terms of one article."""
    text = words(article, copy)
    counts: Counter[str] = Counter()
    names: Counter[str] = Counter()
    shown: dict[str, str] = {}
    before = None
    taken = 0
    for place, token in enumerate(text.tokens):
        if text.roles[place] == "headline":
            continue
        if taken >= LEAD:
            break
        taken += 1
        name = _is_name(text, place)
        if len(token) > 1 and token not in plain_words():
            counts[token] += 1
            names[token] += name
            shown.setdefault(token, copy[text.starts[place] : text.ends[place]])
        if name and before is not None:
            both = f"{text.tokens[before]} {token}"
            counts[both] += 1
            names[both] += 1
            shown.setdefault(both, copy[text.starts[before] : text.ends[place]])
        before = place if name else None
    for token in _headline(article, text):
        counts[token] += HEADLINE
        shown.setdefault(token, token)
    return Terms(dict(counts), frozenset(t for t in counts if names[t]), shown)


def _is_name(text: Words, place: int) -> bool:
    """Whether a word is written with a capital where a sentence does not begin."""
    start = text.starts[place]
    if not text.copy[start].isupper() or len(text.tokens[place]) < 2:  # noqa: PLR2004
        return False
    before = text.copy[max(0, start - 2) : start].rstrip(" ")
    return bool(before) and before[-1] not in _ENDS


def _headline(article: Article, text: Words) -> list[str]:
    """The terms of the headline, from its segment or from the record."""
    found = [token for token, role in zip(text.tokens, text.roles, strict=True) if role == "headline"]
    if not found and article.headline:
        found = [folded(part) for part in article.headline.replace("-", " ").split()]
        found = ["".join(c for c in token if c.isalnum()) for token in found]
    return [token for token in found if len(token) > 1 and token not in plain_words()]
