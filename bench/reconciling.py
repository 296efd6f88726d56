# SPDX-License-Identifier: Apache-2.0
"""How long one story takes to reconcile: its share of the build, and how that grows with the accounts.

    python -m bench reconciling                          the scores
    python -m bench.reconciling DATA [articles]          seconds of each part, by hand

The articles of the public news that `bench.claims` keeps annotated are taken for one story, whatever they are
about, at a quarter, a half and all of their number. `share` is reconcile's part of the processor time of annotating,
tracing and reconciling the half (500); what annotating costs is told by every tenth of them, annotated anew. The exponent is that by which
the time grows with the accounts (1 is linear; n log n is about 1.15 from 250 to 1,000 articles).
"""

from __future__ import annotations

import functools
import json
import math
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from bench import claims
from bench.corpora import lines
from bench.score import Score
from ontherecord.annotate import annotate
from ontherecord.model import Reading, Story
from ontherecord.read import read
from ontherecord.reconcile import shares
from ontherecord.reconcile import story as stages
from ontherecord.trace import trace, traced

_PARTS = (4, 2, 1)
_STAGES = ("cast", "utterances", "events", "matters", "claims", "timeline", "brief", "meetings")
_FIELDS = ("title", "text", "date", "outlet", "url", "authors")


def scores(data: Path) -> Iterator[Score]:
    """The share of the build on 500 articles, and the growth from 250 to 1,000."""
    rows = _rows(data)[:MOST]
    few, half, all_ = (_reconciled(rows[: len(rows) // part]) for part in _PARTS)
    spent = half.seconds + half.tracing + _annotating(rows[: len(rows) // 2 : _TENTH]) * _TENTH
    yield _score("share of the build's processor time", half.seconds / spent)
    grown = math.log(all_.seconds / few.seconds) / math.log(all_.accounts / few.accounts)
    yield _score("exponent of growth with accounts", grown)


MOST = 1_000  # articles
_TENTH = 10


def _score(measure: str, value: float) -> Score:
    return Score(
        stage="reconciling", corpus="news", measure=measure, value=value, better="lower", gated=False
    )


def _annotating(rows: list[dict[str, Any]]) -> float:
    """Processor seconds of annotating articles of which nothing is kept."""
    readings = _readings(rows)
    copies = {r.document.id: r.copy for r in readings}
    list(
        annotate([a for r in readings for a in r.articles][:1], copies, workers=1)
    )  # the model is loaded before
    start = time.process_time()
    list(annotate([a for r in readings for a in r.articles], copies, workers=1))
    return time.process_time() - start


def _rows(data: Path) -> list[dict[str, Any]]:
    """The articles, those of the corpus with full pages first."""
    names = ("newscluster_dev.jsonl", "allsides_dev.jsonl")
    found = (row for name in names for row in lines(data / "stories" / name))
    return [{f: r[f] for f in _FIELDS if r.get(f)} for r in found if r.get("text")]


class Spent(NamedTuple):
    """What one story took."""

    accounts: int
    seconds: float
    """Processor time of reconcile,"""
    tracing: float
    """and of tracing."""


def main(data: Path, most: int) -> None:
    """Print a line for each size of the story, and how the time grows."""
    spent: dict[str, float] = {}
    for name in _STAGES:
        setattr(stages, name, _timed(name, getattr(stages, name), spent))
    rows = _rows(data)
    sizes = []
    for part in _PARTS:
        spent.clear()
        accounts, seconds, _ = _reconciled(rows[: most // part])
        sizes.append((accounts, seconds))
        parts = ", ".join(f"{name} {spent.get(name, 0.0):.2f}" for name in _STAGES)
        print(f"{most // part} articles, {accounts} accounts: {seconds:.2f} s ({parts})")
    (few, short), (many, long) = sizes[0], sizes[-1]
    print(f"grows with accounts to the power of {math.log(long / short) / math.log(many / few):.2f}")


def _readings(rows: list[dict[str, Any]]) -> list[Reading]:
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "articles.jsonl"
        path.write_text("\n".join(json.dumps(row) for row in rows), "utf-8")
        return [r for r in read([path]) if isinstance(r, Reading)]


def _reconciled(rows: list[dict[str, Any]]) -> Spent:
    """What one story of these articles takes."""
    readings = _readings(rows)
    copies = {r.document.id: r.copy for r in readings}
    articles = [a for r in readings for a in r.articles]
    notes = {n.article: n for n in annotate(articles, copies, workers=1, store=claims.KEPT)}
    start = time.process_time()
    tracing = trace(articles, copies, notes)
    traced_in = time.process_time() - start
    articles = list(traced(articles, tracing))
    story = Story(id="s", title="s", articles=tuple(sorted(a.id for a in articles)))
    own = shares([story], articles, tracing)["s"]
    start = time.process_time()
    record = stages.reconcile(story, own.articles, copies, notes, own.tracing)
    return Spent(len(record.accounts), time.process_time() - start, traced_in)


def _timed(name: str, stage: Callable[..., Any], spent: dict[str, float]) -> Callable[..., Any]:
    @functools.wraps(stage)
    def timed(*args: Any, **rest: Any) -> Any:
        start = time.process_time()
        try:
            return stage(*args, **rest)
        finally:
            spent[name] = spent.get(name, 0.0) + time.process_time() - start

    return timed


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 500)
