# SPDX-License-Identifier: Apache-2.0
"""Scores of the time tagger: relaxed and strict span F1, type F1, value F1.

The day of writing is the anchor. Peers' figures were measured with the same scorer on the same text.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench import reliability
from bench.corpora import lines, parses, scorer
from bench.score import Score
from ontherecord.annotate.times.confidence import confidence
from ontherecord.annotate.times.narrative import resolutions
from ontherecord.annotate.times.times import times

_PEERS = {
    "timebank": {"HeidelTime": 0.795, "chrono-node": 0.441, "parsedatetime": 0.332, "dateparser": 0.245},
    "aquaint": {"HeidelTime": 0.729, "chrono-node": 0.587, "parsedatetime": 0.418, "dateparser": 0.311},
    "wikiwars_dev": {},
}
_MEASURES = {
    "valueF": "value F1",
    "relaxF": "relaxed span F1",
    "strictF": "strict span F1",
    "typeF": "type F1",
}


def predictions(documents: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """What the tagger finds in each document, in the form of the gold."""
    found = {}
    for document, parse in zip(documents, parses([one["text"] for one in documents]), strict=True):
        mentions = times(parse)
        values = resolutions(mentions, document["dct"], parse.text)
        found[document["id"]] = {
            "timexes": [
                {"start": m.start, "end": m.end, "type": m.type, "value": one.value}
                for m, one in zip(mentions, values, strict=True)
            ]
        }
    return found


def _reliable(gold: list[dict[str, Any]]) -> Iterator[tuple[float, bool]]:
    """The confidence of each value found, and whether the gold at that place has the same."""
    for document, parse in zip(gold, parses([one["text"] for one in gold]), strict=True):
        mentions = times(parse)
        for m, one in zip(mentions, resolutions(mentions, document["dct"], parse.text), strict=True):
            if one.value:
                near = [t for t in document["timexes"] if t["start"] < m.end and m.start < t["end"]]
                right = any(t["value"] == one.value for t in near)
                yield confidence(m.by, m.type, one.base), right


def _speed(corpus: str, documents: list[dict[str, Any]]) -> Score:
    """Words a second of one process, the parse given."""
    parsed = list(parses([one["text"] for one in documents]))
    times(parsed[0])  # the vocabulary is read once
    begun = time.process_time()
    for parse in parsed:
        times(parse)
    words = sum(len(one["text"].split()) for one in documents)
    value = words / (time.process_time() - begun)
    return Score(stage="times", corpus=corpus, measure="speed", value=value, unit="words/s", gated=False)


def scores(data: Path) -> Iterator[Score]:
    """One score a corpus and measure; the reliability over all corpora together."""
    answers: list[tuple[float, bool]] = []
    for corpus, peers in _PEERS.items():
        path = data / "times" / f"{corpus}.jsonl"
        if not path.exists():
            continue
        documents = list(lines(path))
        gold = {one["id"]: one for one in documents}
        answers += _reliable(documents)
        yield _speed(corpus, documents)
        result, _ = scorer(data / "times" / "score.py").score(gold, predictions(documents))
        for key, measure in _MEASURES.items():
            yield Score(
                stage="times", corpus=corpus, measure=measure, value=result[key] / 100,
                peers=peers if key == "valueF" else {},
            )  # fmt: skip
    if answers:
        yield from reliability.scores("times", "all", "values", answers)
