# SPDX-License-Identifier: Apache-2.0
"""Words that an article repeats in quotation marks without a verb of saying: "“A battery is no lake” was Holt's answer".

Comes in: articles, copies. Goes out: what stands in quotation marks, by its first words, with the names around it.
Refuses: to say whose words they are: they only support an utterance of the same words, where its speaker is named beside.
Score: with the claims about utterances, `python -m bench claims`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from ontherecord.model import Article, Span

_MARKED = re.compile('[“"]([^“”"\n]{12,400})[”"]')
_WORD = re.compile(r"[^\W_]+")
_NAME = re.compile(r"\b[A-Z][\w’'-]+")
_OPENING = 4  # words by which a quotation is looked up
_AROUND = 160  # characters before and behind it in which its speaker is named


class Marked(NamedTuple):
    """Words in quotation marks."""

    article: str
    span: Span
    words: str
    names: frozenset[str]
    """Words with a capital around them."""


Shelf = Mapping[str, Sequence[Marked]]


def marked(articles: Sequence[Article], copies: Mapping[str, str]) -> Shelf:
    """What the bodies of a story have in quotation marks, by its first words, in the order of the articles' ids."""
    shelf: dict[str, list[Marked]] = defaultdict(list)
    for article in sorted(articles, key=lambda a: a.id):
        copy = copies.get(article.document, "")
        for segment in article.segments:
            for match in _MARKED.finditer(copy, segment.start, segment.end) if segment.role == "body" else ():
                start, end = match.span(1)
                around = copy[max(segment.start, start - _AROUND) : start] + copy[end : end + _AROUND]
                found = Marked(
                    article.id,
                    Span.of(article.document, copy, start, end),
                    plain(match[1]),
                    frozenset(n.removesuffix("'s").removesuffix("’s") for n in _NAME.findall(around)),
                )
                shelf[_opening(found.words)].append(found)
    return shelf


def plain(text: str) -> str:
    """Words in lower case without marks, each with a space behind it."""
    return "".join(f"{word} " for word in _WORD.findall(text.lower()))


def _opening(words: str) -> str:
    return " ".join(words.split()[:_OPENING])


def repeated(text: str, speaker: str, known: Collection[str], shelf: Shelf) -> Iterator[Marked]:
    """Where articles other than those `known` have the words of an utterance, or its beginning, beside its speaker's name."""
    words, name = plain(text), speaker.split()[-1:]
    if len(words.split()) < _OPENING or not name or not name[0][:1].isupper():
        return
    for one in shelf.get(_opening(words), ()):
        alike = words.startswith(one.words) or one.words.startswith(words)
        if alike and one.article not in known and name[0] in one.names:
            yield one
