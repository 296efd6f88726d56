# SPDX-License-Identifier: Apache-2.0
"""Tracing and grouping as the articles grow tenfold, and beside a peer that joins near duplicates.

    python -m bench scaling

Comes in: nothing; the articles are synthetic (`bench/synth.py`). Goes out: milliseconds of processor time an
article and how they grow from one decade to the next (1.0 is linear); time and F1 of finding copies beside
datasketch's MinHash LSH on the same texts in the same run, if it is installed. Refuses: to time reading.
Run by hand: the figures depend on the machine, their ratios much less.

A copy is found if it is paired with an article of its family (all that go back to one report); a pair is
right if both are of one family. SCALING_SIZES=1000,10000,100000 takes other sizes, on a quiet machine.
"""

from __future__ import annotations

import os
import resource
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from bench.score import Score
from bench.synth import Made, coverage
from ontherecord.group import group
from ontherecord.model import Article, Published, Segment
from ontherecord.trace import trace

SIZES = tuple(map(int, os.environ.get("SCALING_SIZES", "1000,10000").split(",")))
JOINED = 2_000  # articles that the peer joins too
_THRESHOLD, _HASHES, _SHINGLE = 0.5, 128, 5  # datasketch's usual setting, words of a shingle
Corpus = tuple[list[Article], dict[str, str]]


def scores(data: Path) -> Iterator[Score]:
    """The growth of both stages, then the join beside the peer."""
    took: dict[str, list[float]] = {"trace": [], "group": []}
    for size in SIZES:
        articles, copies = _corpus(coverage(size))
        tracing, spent = _timed(lambda a=articles, c=copies: trace(a, c, {}))
        took["trace"].append(1000 * spent / size)
        _, spent = _timed(
            lambda a=articles, c=copies, t=tracing: group(a, c, {}, t, languages=dict.fromkeys(c, "en"))
        )
        took["group"].append(1000 * spent / size)
    for stage, each in took.items():
        for size, spent in zip(SIZES, each, strict=True):
            yield _score(f"{stage}, {size:,} articles", spent, "ms an article")
        yield _score(f"{stage}, growth over the last decade against linear", each[-1] / each[-2], "times")
    yield _score("memory at the largest", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "MB")
    yield from _join(list(coverage(JOINED)))


def _join(made: Sequence[Made]) -> Iterator[Score]:
    """Finding copies: ours and the peer's, on the same articles in the same run."""
    articles, copies = _corpus(made)
    tracing, ours = _timed(lambda: trace(articles, copies, {}))
    found = {(e.from_, e.to) for e in tracing.reuse if e.kind in ("reprint", "version")}
    yield _score("copies, seconds", ours, "s")
    yield Score(
        stage="scaling", corpus="synthetic", measure="copies, F1", value=_f1(made, found), gated=False
    )
    try:
        pairs, theirs = _timed(lambda: _datasketch(copies))
    except ImportError:
        return
    yield _score("copies, seconds of datasketch LSH", theirs, "s")
    yield Score(stage="scaling", corpus="synthetic", measure="copies, F1 of datasketch LSH",
                value=_f1(made, pairs), gated=False)  # fmt: skip


def _score(measure: str, value: float, unit: str) -> Score:
    return Score(stage="scaling", corpus="synthetic", measure=measure, value=value, better="lower", unit=unit,
                 gated=False)  # fmt: skip


Result = TypeVar("Result")


def _timed(job: Callable[[], Result]) -> tuple[Result, float]:
    started = time.process_time()
    result = job()
    return result, time.process_time() - started


def _corpus(made: Iterator[Made] | Sequence[Made]) -> Corpus:
    """Synthetic articles as `read` would give them, without reading them."""
    articles, copies = [], {}
    for one in made:
        text = "\n".join((one.report.headline, *one.report.body, *one.ends))
        head, name = len(one.report.headline), one.report.id
        copies[name] = text
        segments = (
            Segment(role="headline", start=0, end=head),
            Segment(role="body", start=head, end=len(text)),
        )
        articles.append(
            Article(id=name, document=name, start=0, end=len(text), headline=one.report.headline,
                    outlet=one.report.outlet, segments=segments, published=_published(one.when))
        )  # fmt: skip
    return articles, copies


def _published(when: datetime) -> Published:
    return Published(date=when.isoformat(timespec="minutes"), basis="metadata")


def _f1(made: Sequence[Made], found: Collection[tuple[str, str]]) -> float:
    """The harmonic mean of the pairs that are right and the copies that were found."""
    family: dict[str, str] = {}
    for one in made:
        copied = one.kind in ("reprint", "version") and one.source is not None
        family[one.report.id] = family[one.source or ""] if copied else one.report.id
    right = [pair for pair in found if family[pair[0]] == family[pair[1]]]
    linked = {article for pair in right for article in pair}
    copies = [one.report.id for one in made if one.kind in ("reprint", "version")]
    precision = len(right) / len(found) if found else 0.0
    recall = sum(article in linked for article in copies) / len(copies)
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _datasketch(copies: dict[str, str]) -> set[tuple[str, str]]:
    from datasketch import MinHash, MinHashLSH  # type: ignore[import-not-found,unused-ignore]

    index, pairs = MinHashLSH(threshold=_THRESHOLD, num_perm=_HASHES), set()
    for name, text in copies.items():
        words = text.lower().split()
        shingles = {" ".join(words[n : n + _SHINGLE]).encode() for n in range(len(words) - _SHINGLE + 1)}
        sketch = MinHash(num_perm=_HASHES)
        sketch.update_batch(list(shingles))
        pairs |= {(other, name) for other in index.query(sketch)}
        index.insert(name, sketch)
    return pairs
