# SPDX-License-Identifier: Apache-2.0
"""Rewrites of agency copy told, and independent reports of the same matter kept apart.

Comes in: `bench/rewrites.toml`, invented cases of agency copy, a rewrite under an outlet's own byline and a
report by somebody who was there; and, if they are there, the labelled pairs of real articles. Goes out:
the share of rewrites that get the wire's origin, of independent reports that get it too, and
that share on real pairs of which the labels say that they share quotations, furniture or nothing.
Refuses: credits in the rewrite; they would give it away.
Run by `python -m bench rewrites`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from bench.corpora import lines
from bench.score import Score
from bench.stories import corpus
from ontherecord.model import Article, Published, Tracing
from ontherecord.read.articles import articles as split
from ontherecord.read.declared import Declared
from ontherecord.trace import trace

OUTLETS = {
    "wire": None, "rewrite": "Pell Post", "loose": "Brindale Mail", "report": "The Quay", "rival": "Karsholt Courier",
}  # fmt: skip
CASES = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))["case"]


def scores(data: Path) -> Iterator[Score]:
    """Invented cases, then real pairs."""
    traced = [_traced(case) for case in CASES]
    for kinds, measure in ((("rewrite", "loose"), "rewrites told"), (("report", "rival"), "reports joined")):
        there = [
            (tracing, name)
            for tracing, case in zip(traced, CASES, strict=True)
            for name in kinds
            if name in case
        ]
        joined = sum(_one_origin(tracing, "wire", name) for tracing, name in there) / len(there)
        better: Literal["higher", "lower"] = "higher" if measure == "rewrites told" else "lower"
        yield Score(stage="rewrites", corpus="invented", measure=measure, value=joined, better=better)
    folder = data / "stories"
    if (folder / "newscluster_reuse_dev.jsonl").exists():
        yield Score(stage="rewrites", corpus="newscluster pairs", measure="others' pairs joined",
                    value=_real(folder), better="lower")  # fmt: skip


def _traced(case: dict[str, str]) -> Tracing:
    articles, copies = [], {}
    for hour, (name, outlet) in enumerate(OUTLETS.items()):
        if name not in case:
            continue
        copies[name] = case[name].strip()
        published = Published(date=f"2031-05-04T{hour + 8:02}:00", basis="metadata")
        first = split(copies[name], name, [], Declared(authors=("Mira Holt",) if outlet else ()))[0]
        articles.append(_placed(first, name, outlet, published))
    return trace(articles, copies, {})


def _placed(article: Article, name: str, outlet: str | None, published: Published) -> Article:
    return Article(
        id=name, document=name, start=article.start, end=article.end, outlet=outlet, agency=article.agency,
        authors=article.authors, headline=article.headline, published=published, segments=article.segments,
    )  # fmt: skip


def _one_origin(tracing: Tracing, one: str, other: str) -> bool:
    return any({one, other} <= set(origin.articles) for origin in tracing.origins)


def _real(folder: Path) -> float:
    """The share of labelled pairs without reuse whose articles are joined as rewrites."""
    read = corpus(folder / "newscluster_dev.jsonl")
    tracing = trace(read.articles, read.copies, {})
    rewrites = {m.article for origin in tracing.origins for m in origin.members if m.basis == "rewrite"}
    pairs = [r for r in lines(folder / "newscluster_reuse_dev.jsonl") if r["class"] in ("quote", "boiler")]
    wrong = sum(
        _one_origin(tracing, row["a"], row["b"]) and bool({row["a"], row["b"]} & rewrites) for row in pairs
    )
    return wrong / len(pairs)
