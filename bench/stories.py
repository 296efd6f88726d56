# SPDX-License-Identifier: Apache-2.0
"""Reuse on hand-labelled pairs, grouping on two corpora with one setting, and the time of both.

Comes in: the stories folder of the development data. Goes out: same-text and dependent F1,
quotation-only pairs called reuse, three-class macro-F1; BCubed F1 of grouping; the seconds that
10,000 invented articles take. Refuses: nothing is chosen on the answers here.
Run by `python -m bench stories`; the neutral scorers and the peers' figures come with the data.

The articles go through `read` first, as any text does; dates, headlines and authors are declared, as
they are in a JSON Lines input.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from random import Random
from types import ModuleType
from typing import Any, NamedTuple

import msgspec

from bench import reliability
from bench.corpora import lines, scorer
from bench.score import Score
from ontherecord.group import Arrivals, group
from ontherecord.group.senses import Sense, installed, static_senses
from ontherecord.model import Article, Published, Reuse, Tracing
from ontherecord.read.articles import articles as split
from ontherecord.read.declared import Declared
from ontherecord.trace import trace
from ontherecord.trace.origins import CONFIDENCE, binds

SAME_PEERS = {"5-gram containment": 0.84, "7-gram containment": 0.83, "difflib": 0.82, "rensa MinHash": 0.78,
              "datasketch MinHash": 0.72, "TF-IDF": 0.71, "MiniLM": 0.61, "simhash": 0.20}  # fmt: skip
DEPENDENT_PEERS = {"5-gram containment": 0.80, "7-gram containment": 0.75, "difflib": 0.75, "TF-IDF": 0.68,
                   "MiniLM": 0.56, "rensa MinHash": 0.54, "datasketch MinHash": 0.52, "simhash": 0.12}  # fmt: skip
CLASS_PEERS = {"best single score, threshold on the answers": 0.70}
GROUP_PEERS = {
    "newscluster": {"MiniLM, streaming": 0.937, "TF-IDF Leiden": 0.929, "TF-IDF agglomerative": 0.923,
                    "TF-IDF single pass": 0.921, "TF-IDF single pass, 7 days": 0.809},
    "allsides": {"MiniLM, agglomerative + time": 0.918, "TF-IDF HDBSCAN": 0.856,
                 "TF-IDF single pass, 7 days": 0.850, "TF-IDF agglomerative": 0.827, "TF-IDF Leiden": 0.813},
}  # fmt: skip
CLASS_OF = {"version": "same", "reprint": "same", "partial": "partial"}
MANY = 10_000  # articles whose tracing and grouping is timed


class Corpus(NamedTuple):
    """A corpus as articles, with their copies and the label of each."""

    articles: tuple[Article, ...]
    copies: dict[str, str]
    labels: dict[str, str]


def corpus(path: Path) -> Corpus:
    """The articles of a corpus as `read` gives them: the first article of each text, segmented."""
    articles, copies, labels = [], {}, {}
    for row in lines(path):
        authors = row.get("authors")
        declared = Declared(
            headline=row["title"], authors=tuple(authors) if isinstance(authors, list) else ()
        )
        first = split(row["text"], row["id"], [], declared)[0]
        published = Published(date=row["date"], basis="metadata")
        articles.append(_with(first, row, published))
        copies[row["id"]] = row["text"]
        labels[row["id"]] = row["label"]
    return Corpus(tuple(articles), copies, labels)


def _with(article: Article, row: Mapping[str, Any], published: Published) -> Article:
    return msgspec.structs.replace(
        article, id=row["id"], document=row["id"], outlet=row["outlet"], published=published
    )


def scores(data: Path) -> Iterator[Score]:
    """Reuse, then grouping, then time."""
    folder = data / "stories"
    if not (folder / "scorers.py").exists():
        return
    measure = scorer(folder / "scorers.py")
    for name in ("newscluster", "allsides"):
        if (folder / f"{name}_dev.jsonl").exists():
            read = corpus(folder / f"{name}_dev.jsonl")
            tracing = trace(read.articles, read.copies, {})
            pairs = folder / f"{name}_reuse_dev.jsonl"
            if pairs.exists():
                yield from _reuse(measure, tracing, pairs)
            yield _grouping(measure, name, read, tracing)
            if installed():
                yield _grouping(measure, name, read, tracing, static_senses())
    yield Score(stage="stories", corpus="invented", measure=f"seconds for {MANY} articles",
                value=seconds(MANY), better="lower", unit="s", gated=False)  # fmt: skip
    early, late = arriving(MANY)
    yield Score(stage="stories", corpus="invented", measure="an arriving article, early", value=early,
                better="lower", unit="ms", gated=False)  # fmt: skip
    yield Score(stage="stories", corpus="invented", measure=f"an arriving article, after {MANY}", value=late,
                better="lower", unit="ms", gated=False)  # fmt: skip


def _reuse(measure: ModuleType, tracing: Tracing, path: Path) -> Iterator[Score]:
    """The four figures of reuse; pairs that the labels skip do not count, unlabelled ones share nothing."""
    gold = {frozenset((row["a"], row["b"])): row["class"] for row in lines(path)}
    skipped = {pair for pair, label in gold.items() if label == "skip"}
    kinds = {frozenset((edge.from_, edge.to)): edge.kind for edge in tracing.reuse}
    ours = {pair: CLASS_OF.get(kind, "other") for pair, kind in kinds.items() if pair not in skipped}
    theirs = {
        pair: label if label in ("same", "partial") else "other"
        for pair, label in gold.items()
        if pair not in skipped
    }
    same = measure.pair_scores(_of(theirs, "same"), _of(ours, "same"))["f1"]
    dependent = measure.pair_scores(_of(theirs, "same", "partial"), _of(ours, "same", "partial"))["f1"]
    quotes = [pair for pair, label in gold.items() if label == "quote"]
    wrong = sum(ours.get(pair, "other") != "other" for pair in quotes) / len(quotes)
    every = {*ours, *theirs}
    macro = measure.pair_scores(
        {pair: theirs.get(pair, "other") for pair in every}, {pair: ours.get(pair, "other") for pair in every}
    )["macro_f1"]
    yield Score(
        stage="stories", corpus="newscluster pairs", measure="same text F1", value=same, peers=SAME_PEERS
    )
    yield Score(stage="stories", corpus="newscluster pairs", measure="dependent F1", value=dependent,
                peers=DEPENDENT_PEERS)  # fmt: skip
    yield Score(stage="stories", corpus="newscluster pairs", measure="quotation only called reuse",
                value=wrong, better="lower")  # fmt: skip
    yield Score(stage="stories", corpus="newscluster pairs", measure="three classes macro-F1", value=macro,
                peers=CLASS_PEERS)  # fmt: skip
    told = [edge for edge in tracing.reuse if frozenset((edge.from_, edge.to)) in ours]
    for what, answers in (
        ("kinds of reuse", _kinds(told, theirs)),
        ("origins by shared text", _origins(told, theirs)),
    ):
        yield from reliability.scores("stories", "newscluster pairs", what, answers)


Classes = Mapping[frozenset[str], str]


def _kinds(told: Iterable[Reuse], gold: Classes) -> Iterator[tuple[float, bool]]:
    """The confidence of each pair that has one, and whether its kind is the labelled one."""
    for edge in told:
        if edge.confidence is not None:
            right = gold.get(frozenset((edge.from_, edge.to)), "other") == CLASS_OF.get(edge.kind, "other")
            yield edge.confidence, right


def _origins(told: Iterable[Reuse], gold: Classes) -> Iterator[tuple[float, bool]]:
    """The confidence with which a pair puts its articles under one origin, and whether one depends on the other."""
    for edge in told:
        if binds(edge):
            yield CONFIDENCE[edge.kind], gold.get(frozenset((edge.from_, edge.to))) in ("same", "partial")


def _of(classes: Mapping[frozenset[str], str], *wanted: str) -> set[frozenset[str]]:
    return {pair for pair, label in classes.items() if label in wanted}


def _grouping(
    measure: ModuleType, name: str, read: Corpus, tracing: Tracing, sense: Sense | None = None
) -> Score:
    """BCubed F1 of grouping; with a sense as a row of its own, which holds no gate: the package is optional."""
    stories = group(read.articles, read.copies, {}, tracing, sense)
    ours = {article: story.id for story in stories for article in story.articles}
    value = measure.cluster_scores(read.labels, ours)["b3_f1"]
    what = "grouping BCubed F1" if sense is None else "grouping BCubed F1, with word vectors"
    return Score(stage="stories", corpus=name, measure=what, value=value, peers=GROUP_PEERS[name],
                 gated=sense is None)  # fmt: skip


def seconds(count: int) -> float:
    """The seconds it takes to trace and group invented articles, half of them reprints."""
    articles, copies = invented(count, Random(4))
    languages = dict.fromkeys(copies, "en")  # reading has told them
    started = time.perf_counter()
    group(articles, copies, {}, trace(articles, copies, {}), languages=languages)
    return time.perf_counter() - started


def arriving(count: int) -> tuple[float, float]:
    """The milliseconds of processor time that an article takes to join its story as it arrives, in the
    second tenth of a stream and in the last."""
    articles, copies = invented(count, Random(4))
    arrived, taken = Arrivals(), []
    for article in articles:
        started = time.process_time()
        arrived.arrive(article, copies[article.document])
        taken.append(1000 * (time.process_time() - started))
    tenth = count // 10
    return sum(taken[tenth : 2 * tenth]) / tenth, sum(taken[-tenth:]) / tenth


def invented(count: int, random: Random) -> tuple[list[Article], dict[str, str]]:
    """Dated articles of about 500 made-up words; every second one is a cut reprint of one before it.

    Words are made of syllables, so that only reprints share runs of them; an affair has its names.
    """
    syllables = [c + v for c in "bdfgklmnprstvz" for v in "aeiou"]
    words = ["".join(random.choices(syllables, k=random.randint(1, 4))) for _ in range(20_000)]
    affairs = [[w.title() for w in random.choices(words, k=12)] for _ in range(max(1, count // 12))]
    articles: list[Article] = []
    copies: dict[str, str] = {}
    recent: list[str] = []
    for number in range(count):
        if number % 2 and recent:
            kept = random.choice(recent[-40:]).split("\n")
            text = "\n".join(kept[: max(2, len(kept) - random.randint(0, 4))])
        else:
            about = affairs[number * len(affairs) // count]
            lines_ = [
                " ".join(random.choices(words, k=40) + random.choices(about, k=8)) + "." for _ in range(10)
            ]
            text = "\n".join((" ".join(about[:3]), *lines_))
            recent.append(text)
        name = f"{number:05}"
        day = date(2031, 1, 1) + timedelta(days=number * 180 // count)
        copies[f"d{name}"] = text
        articles.append(
            Article(
                id=f"a{name}", document=f"d{name}", start=0, end=len(text), headline=text.split("\n", 1)[0],
                outlet=f"Outlet {random.randint(1, 300)}", published=Published(date=day.isoformat(), basis="metadata"),
            )
        )  # fmt: skip
    return articles, copies
