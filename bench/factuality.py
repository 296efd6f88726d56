# SPDX-License-Identifier: Apache-2.0
"""How sure an act is, against what readers judged, -3 to 3: Pearson's r on three corpora.

Comes in: the folder of development data. Goes out: scores beside an untrained rule set.
Refuses: a corpus that is not there, which gives no score.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from bench.corpora import lines, parses
from bench.score import Score
from ontherecord.annotate.accounts.modality import stance

_CORPORA = {
    "fact_uw_dev": ("uw", 0.60),
    "fact_meantime_dev": ("meantime", 0.51),
    "fact_uds_ih2_dev": ("uds-ih2", None),
}


def scores(data: Path) -> Iterator[Score]:
    """Pearson's r of our certainty with the readers' mean, on the given words of each corpus."""
    for file, (corpus, peer) in _CORPORA.items():
        path = data / "events" / f"{file}.jsonl"
        if not path.exists():
            continue
        told = list(judged(path))
        ours, gold = [one.ours for one in told], [one.gold for one in told]
        peers = {"rules of 40 lines (test split)": peer} if peer is not None else {}
        yield Score(
            stage="factuality", corpus=corpus, measure="pearson-r", value=_pearson(ours, gold), peers=peers
        )


class Judged(NamedTuple):
    """One act: its text, where its first word stands, how sure we and the readers are of it, -3 to 3."""

    text: str
    start: int
    end: int
    ours: float
    gold: float


def judged(path: Path) -> Iterator[Judged]:
    """Every act of a corpus; one without a word of the parse is told as a fact."""
    records = list(lines(path))
    for record, parse in zip(records, parses([r["text"] for r in records]), strict=True):
        starts, at = [], 0
        for token in record["tokens"]:
            starts.append(at)
            at += len(token) + 1
        for event in record["events"]:
            first = event["token"][0]
            token = parse.token_at(starts[first])
            ours = stance(parse, token).certainty if token is not None else 3.0
            end = starts[first] + len(record["tokens"][first])
            yield Judged(record["text"], starts[first], end, ours, float(event["factuality"]))


def _pearson(some: Sequence[float], others: Sequence[float]) -> float:
    n = len(some)
    mean, other_mean = sum(some) / n, sum(others) / n
    product = sum((a - mean) * (b - other_mean) for a, b in zip(some, others, strict=True))
    spread = math.sqrt(sum((a - mean) ** 2 for a in some) * sum((b - other_mean) ** 2 for b in others))
    return product / spread if spread else 0.0
