# SPDX-License-Identifier: Apache-2.0
"""Utterances on a collection written for this project: pairs of quotations of one act of speech.

`bench/data/utterances.txt` holds acts of speech with their direct, cut, reordered, reworded, part-quoted
and paraphrased quotations, and for each a look-alike: the same words from another mouth, another number,
a negation, the same phrase on another day, another matter in the same turn of phrase.
`utterances_hard.txt` holds harder ones: other translations, gaps, other spellings, speakers not named.
The measure is F1 over pairs of quotations of the whole collection, joined at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from bench.score import Score
from ontherecord.model import Article, Published, Quotation, QuotationKind, Span, Speaker
from ontherecord.reconcile.utterances.utterances import utterances

COLLECTION = Path(__file__).resolve().parent / "data" / "utterances.txt"
HARD = COLLECTION.with_name("utterances_hard.txt")
FIRST_DAY = date(2031, 3, 3)
KINDS: dict[str, QuotationKind] = {"D": "direct", "M": "mixed", "I": "indirect"}


class Collection(NamedTuple):
    """Quotations, each in an article of its own, and the act of speech each belongs to."""

    quotations: list[Quotation]
    articles: list[Article]
    act: dict[str, int]
    acts: int
    lookalikes: int


def collection(path: Path = COLLECTION) -> Collection:
    """The collection as quotations and articles."""
    quotations: list[Quotation] = []
    articles: list[Article] = []
    act: dict[str, int] = {}
    acts = lookalikes = 0
    speaker, day = "", FIRST_DAY
    for line in path.read_text("utf-8").splitlines():
        sign, _, rest = line.partition(" ")
        if sign == "=":
            acts, speaker, day = acts + 1, rest, FIRST_DAY
        elif sign == "~":
            name, _, later = rest.partition(", ")
            lookalikes, speaker, day = lookalikes + 1, name, FIRST_DAY + timedelta(days=int(later))
        elif sign.upper() in KINDS:  # small letters: nobody is named
            named = Speaker(cast=speaker, name=speaker.title()) if sign.isupper() else None
            one = _quotation(f"a{len(articles):03}", named, KINDS[sign.upper()], rest)
            quotations.append(one)
            articles.append(_article(one, day))
            act[one.id] = acts + lookalikes
    return Collection(quotations, articles, act, acts, lookalikes)


def _quotation(article: str, speaker: Speaker | None, kind: QuotationKind, words: str) -> Quotation:
    return Quotation(
        id=f"{article}.q1",
        article=article,
        content=(Span(document=f"d-{article}", start=0, end=len(words), text=words),),
        kind=kind,
        speaker=speaker,
    )


def _article(quotation: Quotation, day: date) -> Article:
    return Article(
        id=quotation.article,
        document=quotation.content[0].document,
        start=0,
        end=quotation.content[0].end,
        published=Published(date=day.isoformat(), basis="stated"),
    )


def pairs(groups: dict[str, int] | dict[str, str]) -> set[tuple[str, str]]:
    """The pairs of quotations that a grouping puts together."""
    return {(a, b) for a, b in combinations(sorted(groups), 2) if groups[a] == groups[b]}


def scores(data: Path) -> Iterator[Score]:
    """Pair precision, recall and F1. `data` is not used: the collections are our own."""
    for corpus, path in (("own", COLLECTION), ("own, hard", HARD)):
        gold = collection(path)
        _, joined = utterances(gold.quotations, gold.articles)
        found = pairs({q.id: q.utterance or q.id for q in joined})
        wanted = pairs(gold.act)
        right = len(found & wanted)
        precision = right / len(found) if found else 0.0
        recall = right / len(wanted)
        both = precision + recall
        for measure, value in (
            ("pair precision", precision),
            ("pair recall", recall),
            ("pair F1", 2 * precision * recall / both if both else 0.0),
        ):
            yield Score(stage="utterances", corpus=corpus, measure=measure, value=value)
