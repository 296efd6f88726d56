# SPDX-License-Identifier: Apache-2.0
"""Inputs on a cluster: a map over files, each read where it lies.

Comes in: paths (local ones, or addresses such as hdfs:// and s3a:// which Spark opens). Goes out: a frame
of readings and refusals, numbered in the order in which one machine would read them; then the readings
under the ids of the whole build. Refuses: nothing of its own; what `read` refuses is refused here.
Score: none; `tests/scale`.

A file is read by one task. Files of a row a document (Parquet) are read in as many tasks as Spark makes.
"""

from __future__ import annotations

import io
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import msgspec
import pandas as pd

from ontherecord.archive.identity import DIGITS, under
from ontherecord.model import Reading, Refusal
from ontherecord.read import read
from ontherecord.read.inputs import readings
from ontherecord.read.sources import Source, sources

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

READ = "source string, number long, reading binary, refusal binary"
"""The columns of what was read: the name of the file, the place in it, and one of the two."""


def inputs(spark: SparkSession, arguments: Sequence[str]) -> DataFrame:
    """What the arguments hold, as `READ`."""
    far = [one for one in arguments if "://" in one and not one.startswith(("http://", "https://"))]
    rows = [one for one in arguments if one.rstrip("/").endswith(".parquet")]
    near = [one for one in arguments if one not in far and one not in rows]
    frames = []
    if near:
        named = [
            (one.source, None, msgspec.msgpack.encode(one))
            if isinstance(one, Refusal)
            else (one.name, one.path or one.name, None)
            for one in sources(near)
        ]
        paths = spark.createDataFrame(named, "source string, path string, refusal binary")
        frames.append(paths.repartition(max(1, min(len(named), _TASKS))).mapInPandas(_of_paths, READ))
    if files := [one for one in far if one not in rows]:
        held = spark.read.format("binaryFile").option("recursiveFileLookup", "true").load(files)
        frames.append(held.selectExpr("path as source", "content").mapInPandas(_of_contents, READ))
    for one in rows:
        table = spark.read.parquet(one)
        written = table.selectExpr(f"'{one}' as source", "to_json(struct(*)) as line")
        numbered = written.selectExpr("source", "monotonically_increasing_id() + 1 as number", "line")
        frames.append(numbered.mapInPandas(_of_rows, READ))
    whole = frames[0]
    for frame in frames[1:]:
        whole = whole.unionByName(frame)
    return whole


def _of_paths(batches: Iterable[pd.DataFrame]) -> Iterator[pd.DataFrame]:
    """Files that every worker can open."""
    for batch in batches:
        for row in batch.itertuples(index=False):
            if row.refusal is not None:
                refused = msgspec.msgpack.decode(row.refusal, type=Refusal)
                yield _frame(row.source, [refused])
            else:
                yield from _read(Source(row.source, path=row.path))


def _of_contents(batches: Iterable[pd.DataFrame]) -> Iterator[pd.DataFrame]:
    """Files that Spark has opened."""
    for batch in batches:
        for row in batch.itertuples(index=False):
            yield from _read(Source(row.source, io.BytesIO(row.content)))


def _of_rows(batches: Iterable[pd.DataFrame]) -> Iterator[pd.DataFrame]:
    """Rows of a table, each a record as the tools of the field write them."""
    for batch in batches:
        for row in batch.itertuples(index=False):
            held = json.loads(row.line)
            name = f"{row.source}#{held.get('url') or row.number}"
            found = list(read([], opened=[Source(name, io.BytesIO(row.line.encode()))]))
            yield _frame(row.source, found, row.number)


def _read(source: Source) -> Iterator[pd.DataFrame]:
    """The readings of one input, in frames of some hundred."""
    held: list[Reading | Refusal] = []
    first = 0
    for one in readings(source, Counter()):
        held.append(one)
        if len(held) == _SOME:
            yield _frame(source.name, held, first)
            first += len(held)
            held = []
    yield _frame(source.name, held, first)


_TASKS = 1_000  # of reading, at most
_SOME = 200  # readings of a frame: what a task holds of a long file


def _frame(source: str, found: Sequence[Reading | Refusal], first: int = 0) -> pd.DataFrame:
    packed = [msgspec.msgpack.encode(one) for one in found]
    reading = [p if isinstance(one, Reading) else None for one, p in zip(found, packed, strict=True)]
    refusal = [p if isinstance(one, Refusal) else None for one, p in zip(found, packed, strict=True)]
    numbers = range(first, first + len(found))
    return pd.DataFrame({"source": source, "number": numbers, "reading": reading, "refusal": refusal})


def with_ids(found: Iterable[Reading]) -> Iterator[Reading]:
    """Readings, given in the order of one machine, under the ids that it would give them: each was read as
    if it were the only one with the digits of its hash."""
    seen: Counter[str] = Counter()
    told: Counter[str] = Counter()
    for one in found:
        mark = one.document.sha256[:DIGITS]
        seen[mark] += 1
        yield under(one, seen[mark], told[mark] + 1)
        told[mark] += len(one.articles)
