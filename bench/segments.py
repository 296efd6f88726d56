# SPDX-License-Identifier: Apache-2.0
"""Scores of segmentation: body text of whole pages from their plain text, and attached articles.

Corpora: `stories/dirty_dev.jsonl` (whole pages as plain text with the article's body) and generated
aggregator pages (`bench/aggregators.py`, invented); the founding reports (`bench/founding_parts.py`).
Peers from the README of the development data.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench import founding_parts
from bench.aggregators import HEADS, LATER, UNSEEN, AggregatorPage, pages
from bench.corpora import lines, scorer
from bench.score import Score
from ontherecord.model import Article
from ontherecord.read.articles import articles
from ontherecord.read.declared import Declared

BODY_ROLES = ("dateline", "body", "subheading")
_PEERS_DIRTY = {
    "keep all": 0.68,
    "long lines": 0.83,
    "densest run of lines": 0.87,
    "jusText": 0.79,
    "trafilatura on text": 0.70,
}
_PEERS_AGGREGATOR = {"best of the same methods": 0.54}


def scores(data: Path) -> Iterator[Score]:
    """Body text of dirty pages (4-gram P, R, F1), attached articles (P, R), main body kept (F1), parts of the
    founding reports."""
    if (data / "stories" / "scorers.py").exists():
        yield from dirty(data)
        yield from aggregated(data)
    yield from founding_parts.scores(data.parent / "seeds")


def body(copy: str, article: Article) -> str:
    """The text of an article's body: dateline, body, and the subheadings within (the deck is none)."""
    first = next((n for n, s in enumerate(article.segments) if s.role in ("dateline", "body")), 0)
    return "".join(copy[s.start : s.end] for s in article.segments[first:] if s.role in BODY_ROLES)


def dirty(data: Path) -> Iterator[Score]:
    """Body text from the plain text of whole pages."""
    score_of = scorer(data / "stories" / "scorers.py")
    rows = []
    for page in lines(data / "stories" / "dirty_dev.jsonl"):
        found = articles(page["dirty"], "d0", None, Declared())
        rows.append(score_of.shingle_prf(page["gold"], body(page["dirty"], found[0])))
    p, r, f1 = _mean(rows)
    yield Score(stage="segments", corpus="dirty_dev", measure="precision", value=p, gated=False)
    yield Score(stage="segments", corpus="dirty_dev", measure="recall", value=r, gated=False)
    yield Score(stage="segments", corpus="dirty_dev", measure="f1", value=f1, peers=_PEERS_DIRTY)


def aggregated(data: Path, count: int = 280, seed: int = 4) -> Iterator[Score]:
    """Attached articles of generated pages: found (P, R), and the main body kept (F1); with the heads that
    the rules were written for, and with two sets of others."""
    score_of = scorer(data / "stories" / "scorers.py")
    sets = {"aggregators": HEADS, "aggregators, unseen heads": UNSEEN, "aggregators, later heads": LATER}
    for corpus, heads in sets.items():
        hits = found = wanted = outlets = named = 0
        rows = []
        for page in pages(count, seed, heads):
            got = articles(page.text, "d0", None, Declared())
            matched = matches(page, got)
            hits, found, wanted = hits + len(matched), found + len(got) - 1, wanted + len(page.attached)
            named += sum(1 for truth, _ in matched if truth.outlet)
            outlets += sum(1 for truth, one in matched if truth.outlet and truth.outlet == one.outlet)
            rows.append(score_of.shingle_prf(page.body, body(page.text, got[0])))
        for measure, value in (
            ("attached-precision", hits / max(found, 1)),
            ("attached-recall", hits / max(wanted, 1)),
            ("attached-outlet", outlets / max(named, 1)),
        ):
            yield Score(stage="segments", corpus=corpus, measure=measure, value=value)
        kept = _mean(rows)[2]
        yield Score(
            stage="segments", corpus=corpus, measure="main-body-f1", value=kept, peers=_PEERS_AGGREGATOR
        )


def matches(page: AggregatorPage, got: tuple[Article, ...]) -> list[tuple[Any, Article]]:
    """Attached articles found: the right headline, beginning between the head's first line and it."""
    out = []
    for truth in page.attached:
        for one in got[1:]:
            if one.headline == truth.headline and truth.first <= one.start <= truth.last:
                out.append((truth, one))
                break
    return out


def _mean(rows: list[tuple[float, float]]) -> tuple[float, float, float]:
    p = sum(row[0] for row in rows) / max(len(rows), 1)
    r = sum(row[1] for row in rows) / max(len(rows), 1)
    return p, r, 2 * p * r / (p + r) if p + r else 0.0
