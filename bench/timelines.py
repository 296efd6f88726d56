# SPDX-License-Identifier: Apache-2.0
"""Scores of the days that matter: mean date F1 over the T17 timelines.

For each journalist's timeline as many days are chosen as it has, within its span, from dated
articles: publication dates are given, time expressions are ours.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.corpora import lines, parses
from bench.score import Score
from ontherecord.annotate.sentences import sentences
from ontherecord.annotate.times.times import times
from ontherecord.model import Annotations, Article, Published, Segment, TimeReference
from ontherecord.reconcile.dates.dates import time_references
from ontherecord.reconcile.timeline.days import salient_days

_PEERS = {
    "publication counts, 8 crises": 0.480,
    "mention counts, 8 crises": 0.517,
    "DATEWISE, 19 timelines": 0.544,
}


def corpus(path: Path) -> tuple[list[Article], list[TimeReference]]:
    """The articles of one crisis and every time expression in them, resolved."""
    documents = list(lines(path))
    articles, notes, copies = [], {}, {}
    for one, parse in zip(documents, parses([d["text"] for d in documents]), strict=True):
        text = one["text"]
        segment = Segment(role="body", start=0, end=len(text))
        articles.append(
            Article(
                id=one["id"], document=one["id"], start=0, end=len(text), segments=(segment,),
                published=Published(date=one["dct"], basis="metadata"),
            )
        )  # fmt: skip
        copies[one["id"]] = text
        notes[one["id"]] = Annotations(article=one["id"], sentences=sentences(parse), times=times(parse))
    return articles, list(time_references(articles, copies, notes))


def predictions(gold: dict[str, dict[str, Any]], folder: Path) -> dict[str, dict[str, list[str]]]:
    """The chosen days of each timeline, in the form of the gold."""
    found: dict[str, dict[str, list[str]]] = {}
    for topic, timelines in sorted(gold.items()):
        articles, references = corpus(folder / f"t17_{topic.removeprefix('tl17-')}.jsonl")
        for name, timeline in sorted(timelines.items()):
            days = sorted({datetime.date.fromisoformat(day) for day, _ in timeline})
            chosen = salient_days(articles, references, len(days), first=days[0], last=days[-1])
            found.setdefault(topic, {})[name] = [day.isoformat() for day in chosen]
    return found


def date_f1(gold: dict[str, dict[str, Any]], found: dict[str, dict[str, list[str]]]) -> dict[str, float]:
    """Date F1 of each timeline (Martschat and Markert 2018)."""
    scores = {}
    for topic, timelines in sorted(gold.items()):
        for name, timeline in sorted(timelines.items()):
            right = {day for day, _ in timeline}
            ours = set(found[topic][name])
            scores[f"{topic}/{name}"] = 2 * len(right & ours) / (len(right) + len(ours)) if ours else 0.0
    return scores


def scores(data: Path) -> Iterator[Score]:
    """Mean date F1, and that of each timeline."""
    path = data / "timelines" / "gold.json"
    if not path.exists():
        return
    gold = json.loads(path.read_text("utf-8"))
    each = date_f1(gold, predictions(gold, path.parent))
    mean = sum(each.values()) / len(each)
    yield Score(stage="timelines", corpus="t17", measure="mean date F1", value=mean, peers=_PEERS)
    for name, value in each.items():
        yield Score(stage="timelines", corpus=name, measure="date F1", value=value, gated=False)
