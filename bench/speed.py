# SPDX-License-Identifier: Apache-2.0
"""Speed and memory, as ratios to other ways to do the same on the same texts in the same run.

    python -m bench speed
    SPEED_PARTS=distinct,rerun python -m bench speed     some parts of it, each a few minutes

Everything that the project promises of speed, the machine's cores first: the builds below, then the growth of
tracing and grouping (`scaling`) and the join of near duplicates beside its peers (`joins`).

Ratios of wall time: `distinct` a build of distinct articles, `reprints` of a corpus in which half the articles are
reprints, `rerun` an unchanged build with its cache, each against `nlp.pipe` of the same pipeline over the same texts
in one process, which has loaded it already; the builds are whole processes, start and import included. Parsing with
our quotations is timed beside parsing with textacy's, if that is installed, on the same pipeline in one process.
`memory` is the growth of this process's peak while the annotate stage streams ten times as many articles. Texts are
local development data.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from spacy.language import Language

from bench import joins, scaling
from bench.corpora import lines
from bench.score import Score
from ontherecord.annotate.names.names import names
from ontherecord.annotate.names.references import references
from ontherecord.annotate.parse import Parse, load, paragraphs, parse_paragraphs
from ontherecord.annotate.quotations.quotations import quotations
from ontherecord.annotate.workers import default_workers

ARTICLES = 300  # about a minute and a half of bare parsing on one core; the whole run takes some fifteen
RUNS = 1  # medians of this many; raise it on a busy machine
_WORKERS = (1, 2)
_MEMORY = (100, 1_000)
_SHORT = 800  # characters of an article of the memory run, whose length must not grow with their number


def scores(data: Path) -> Iterator[Score]:
    """Time the parts that are asked for; figures depend on the machine, their ratios much less."""
    yield Score(stage="speed", corpus="machine", measure="cores", value=default_workers(), gated=False)
    for part in os.environ.get("SPEED_PARTS", ",".join(PARTS)).split(","):
        yield from PARTS[part](data)


def _distinct(data: Path) -> Iterator[Score]:
    """A build of distinct articles by one worker and by two, against the bare parse."""
    texts = _texts(data)
    with _coverage(texts) as (folder, out):
        bare = _bare_seconds(texts)
        took = [_seconds(lambda n=n: _build(folder, out, n)) for n in _WORKERS]
    for workers, seconds in zip(_WORKERS, took, strict=True):
        yield _ratio(f"distinct, {workers} workers", seconds / bare)
    yield _times("two workers, times as fast as one", took[0] / took[1])


def _reprints(data: Path) -> Iterator[Score]:
    """A build of coverage half of which is reprints, against the bare parse."""
    half = _texts(data)[: ARTICLES // 2]
    texts = [*half, *(_reprinted(text, number) for number, text in enumerate(half))]
    with _coverage(texts) as (folder, out):
        bare = _bare_seconds(texts)
        yield _ratio("half reprints, 2 workers", _seconds(lambda: _build(folder, out, 2)) / bare)


def _rerun(data: Path) -> Iterator[Score]:
    """An unchanged build with its cache, against the first."""
    with _coverage(_texts(data)) as (folder, out):
        cache = out.parent / "cache"
        first = _seconds(lambda: _build(folder, out, 2, cache), runs=1)
        yield _times("unchanged rerun, times faster", first / _seconds(lambda: _build(folder, out, 2, cache)))


def _memory(data: Path) -> Iterator[Score]:
    """The peak of a process that annotates ten times as many articles and keeps none."""
    small, large = (_peak(n, data) for n in _MEMORY)
    yield Score(
        stage="speed", corpus="news", measure=f"annotate memory, {_MEMORY[1]} against {_MEMORY[0]} articles",
        value=large / small, better="lower", gated=False,
    )  # fmt: skip


def _texts(data: Path) -> list[str]:
    return [r["text"] for r in lines(data / "stories" / "allsides_dev.jsonl")][:ARTICLES]


@contextmanager
def _coverage(texts: list[str]) -> Iterator[tuple[Path, Path]]:
    """A folder with a file an article, and one to build into."""
    with tempfile.TemporaryDirectory() as scratch:
        yield _folder(Path(scratch) / "coverage", texts), Path(scratch) / "out"


def _bare_seconds(texts: list[str]) -> float:
    """The bare parse of some texts; the pipeline is loaded before the clock runs: the builds load theirs inside."""
    _bare(texts[:1])
    return _seconds(lambda: _bare(texts))


def _textacy(data: Path) -> Iterator[Score]:
    """Parsing and finding quotations, ours against textacy's, each over the same texts."""
    texts = _texts(data)
    try:
        from textacy.extract.triples import direct_quotations  # type: ignore[import-not-found,unused-ignore]
    except ImportError as fault:
        print(f"textacy is left out: {fault}", file=sys.stderr)
        return
    pipeline = load()

    def direct() -> None:
        for doc in pipeline.pipe(texts):
            with suppress(ValueError):  # it refuses a text in which a quotation is not closed
                list(direct_quotations(doc))

    theirs = _seconds(direct)
    ours = _seconds(lambda: _quotations(pipeline, texts))
    yield Score(
        stage="speed", corpus="news", measure="parse and quotations, ours / textacy", value=ours / theirs,
        better="lower", gated=False,
    )  # fmt: skip


def _quotations(pipeline: Language, texts: list[str]) -> None:
    """Parse texts and find their quotations of every kind with speakers; textacy's are the direct ones."""
    for text in texts:
        found = paragraphs(text, 0, len(text))
        parse = Parse(text)
        for (offset, _), paragraph in zip(
            found, parse_paragraphs(pipeline, [t for _, t in found]), strict=True
        ):
            parse.append(paragraph, offset, "body")
        quotations(parse, references(parse, names(parse)), document="d", article="a")


def _times(measure: str, value: float) -> Score:
    return Score(stage="speed", corpus="news", measure=measure, value=value, gated=False)


def _ratio(measure: str, value: float) -> Score:
    return Score(
        stage="speed",
        corpus="news",
        measure=f"build / bare parse, {measure}",
        value=value,
        better="lower",
        gated=False,
    )


def _folder(path: Path, texts: list[str]) -> Path:
    path.mkdir()
    for number, text in enumerate(texts):
        (path / f"{number:05}.txt").write_text(text, "utf-8")
    return path


def _reprinted(text: str, number: int) -> str:
    """The same paragraphs under another headline and without the last one: what a reprint does."""
    paragraphs = [p for p in text.split("\n") if p.strip()]
    return "\n".join(
        [f"Our paper's own headline number {number}", *paragraphs[: max(1, len(paragraphs) - 1)]]
    )


def _seconds(job: Callable[[], object], runs: int = RUNS) -> float:
    taken = []
    for _ in range(runs):
        started = time.perf_counter()
        job()
        taken.append(time.perf_counter() - started)
    return statistics.median(taken)


def _bare(texts: list[str]) -> None:
    for doc in load().pipe(texts):
        len(doc)


def _build(folder: Path, out: Path, workers: int, cache: Path | None = None) -> None:
    kept = ["--cache", str(cache)] if cache else ["--no-cache"]
    command = ["build", str(folder), "-o", str(out), "--workers", str(workers), "--quiet", *kept]
    # An installed program finds its modules compiled; where Python is told to keep none it compiles 300 of them each time.
    kept_compiled = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run([sys.executable, "-m", "ontherecord", *command], check=True, env=kept_compiled)


def _peak(count: int, data: Path) -> float:
    """Peak memory in MB of a fresh process that annotates `count` articles and keeps none."""
    code = f"import sys; from bench.speed import drained; print(drained({count}, {json.dumps(str(data))}))"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    return float(done.stdout)


def drained(count: int, data: str) -> float:
    """Annotate `count` articles, dropping each; the peak resident memory of this process in MB."""
    from ontherecord.annotate import annotate
    from ontherecord.model import Article, Segment

    texts = [r["text"] for r in lines(Path(data) / "stories" / "allsides_dev.jsonl")]
    copies = {f"d{n}": f"{texts[n % len(texts)][:_SHORT]}\n{n}" for n in range(count)}
    articles = [
        Article(
            id=f"a{n}",
            document=f"d{n}",
            start=0,
            end=len(copy),
            segments=(Segment(role="body", start=0, end=len(copy)),),
        )
        for n, copy in enumerate(copies.values())
    ]
    for _ in annotate(articles, copies, workers=1):
        pass
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


PARTS: dict[str, Callable[[Path], Iterator[Score]]] = {
    "distinct": _distinct,
    "reprints": _reprints,
    "rerun": _rerun,
    "textacy": _textacy,
    "memory": _memory,
    "scaling": scaling.scores,
    "joins": joins.scores,
}
