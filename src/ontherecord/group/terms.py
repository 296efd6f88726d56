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
    sentence). `shown` gives a name as the article writes it."""

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
    body = [place for place, role in enumerate(text.roles) if role != "headline"][:LEAD]
    plain = plain_words()
    counts = Counter(
        [text.tokens[p] for p in body if text.tokens[p] not in plain and len(text.tokens[p]) > 1]
    )
    names: set[str] = set()
    shown: dict[str, str] = {}
    before = -2
    for place in [p for p in body if copy[text.starts[p]].isupper() and _inside(text, p)]:
        token = text.tokens[place]
        if token in counts:
            names.add(token)
            shown.setdefault(token, copy[text.starts[place] : text.ends[place]])
        if before == place - 1:
            both = f"{text.tokens[before]} {token}"
            counts[both] += 1
            names.add(both)
            shown.setdefault(both, copy[text.starts[before] : text.ends[place]])
        before = place
    for token in _headline(article, text):
        counts[token] += HEADLINE
    return Terms(dict(counts), frozenset(names), shown)


def _inside(text: Words, place: int) -> bool:
    """Whether a capitalised word of some length stands where a sentence does not begin."""
    start = text.starts[place]
    if len(text.tokens[place]) < 2:
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
