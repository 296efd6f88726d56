# SPDX-License-Identifier: Apache-2.0
"""Scores of the brief: nothing beyond its citations, nothing lone called shared, the key facts in it.

Two corpora. `agreement` is the invented collection of `bench/claims.py`: the share of the `facts` of a story
that a sentence of its brief holds (any of the alternatives, in lower case), and of the sentences
that hold words which one origin `alone` has, how many are called corroborated. `newscluster` is public
news, one story a label, all of three articles or more: only the laws are measured on it.

Beyond its citations is a sentence that is no extract of its first citation, or holds a number,
name, day or negation that its citations lack (`ontherecord.reconcile.brief.beyond`, and a second reading here
by other means: word by word, as strings).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from bench.claims import Told, collection, newscluster, round_of
from bench.score import Score
from ontherecord.model import BriefSentence
from ontherecord.reconcile.brief.beyond import beyond, is_extract

_READ = 2  # rounds of the collection: key facts of the later ones were not written for briefs alone
_WORD = re.compile(r"[\w%$€£]+")


def goes_beyond(sentence: BriefSentence) -> bool:
    """Whether a sentence says a word that its citations do not."""
    cited = [span.text for span in sentence.citations]
    if not cited or not is_extract(sentence.sentence, cited[0]) or beyond(sentence.sentence, cited):
        return True
    known = set(_WORD.findall(cited[0].lower()))
    return any(word not in known for word in _WORD.findall(sentence.sentence.lower()))


def facts(told: Told, truth: dict[str, Any]) -> list[bool]:
    """For each key fact of a story whether its brief has it."""
    whole = " ".join(s.sentence for s in told.record.brief).lower()
    return [any(words in whole for words in fact.split("|")) for fact in truth.get("facts", ())]


def lone_shared(told: Told, truth: dict[str, Any]) -> int:
    """Sentences called corroborated that hold words which one origin alone has."""
    return sum(
        sentence.standing == "corroborated"
        and any(w in sentence.sentence.lower() for w in truth.get("alone", ()))
        for sentence in told.record.brief
    )


def _laws(corpus: str, told: Iterable[Told]) -> Iterator[Score]:
    records = [one.record for one in told]
    sentences = [s for record in records for s in record.brief]
    of_one = sum(s.standing == "corroborated" and len(s.origins) < 2 for s in sentences)
    lengths = [len(record.brief) for record in records]
    yield _count(corpus, "sentences beyond their spans", sum(map(goes_beyond, sentences)))
    yield _count(corpus, "corroborated sentences of one origin", of_one)
    yield Score(
        stage="brief", corpus=corpus, measure="sentences a story", value=sum(lengths) / len(lengths),
        unit="sentences", gated=False,
    )  # fmt: skip


def _count(corpus: str, measure: str, value: int) -> Score:
    return Score(
        stage="brief", corpus=corpus, measure=measure, value=float(value), better="lower", unit="sentences"
    )


def scores(data: Path) -> Iterator[Score]:
    """The laws on both corpora, the coverage of facts on the invented one."""
    stories = [(told, truth) for told, truth in collection() if round_of(truth) <= _READ]
    yield from _laws("agreement", (told for told, _ in stories))
    covered = [fact for told, truth in stories for fact in facts(told, truth)]
    yield Score(
        stage="brief", corpus="agreement", measure="key facts covered", value=sum(covered) / len(covered)
    )
    lone = sum(lone_shared(told, truth) for told, truth in stories)
    yield _count("agreement", "lone statements called corroborated", lone)
    path = data / "stories" / "newscluster_dev.jsonl"
    if path.exists():
        yield from _laws("newscluster", newscluster(path))
