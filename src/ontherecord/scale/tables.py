# SPDX-License-Identifier: Apache-2.0
"""The record as Parquet, written by the workers: a folder a kind.

Comes in: the frame of records, the frame of annotated documents. Goes out: OUT/<kind>/*.parquet in the columns
of `export.parquet`. Refuses: nothing. Score: none; `tests/scale` reads it back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

import msgspec
import pyarrow as pa

from ontherecord.export.parquet import arrow_schema
from ontherecord.export.schema import STORY_KINDS
from ontherecord.model import Reading, Record

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

Rows = Callable[[dict[str, Any]], Iterable[dict[str, Any]]]


def write_tables(told: DataFrame, records: DataFrame, out: str) -> None:
    """Write every kind under `out`, which may be any path that Spark can write."""
    _write(told.select("reading"), "documents", _documents, out)
    _write(records, "stories", _stories, out)
    for kind in STORY_KINDS:
        _write(records, kind, _of_kind(kind), out)


def _write(frame: DataFrame, kind: str, rows: Rows, out: str) -> None:
    from pyspark.sql.pandas.types import from_arrow_schema

    schema = arrow_schema(kind)

    def laid(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            made = [row for one in batch.to_pylist() for row in rows(one)]
            yield from pa.Table.from_pylist(made, schema=schema).to_batches()

    frame.mapInArrow(laid, from_arrow_schema(schema)).write.mode("overwrite").parquet(
        f"{out.rstrip('/')}/{kind}"
    )


def _documents(row: dict[str, Any]) -> Iterable[dict[str, Any]]:
    read = msgspec.msgpack.decode(row["reading"], type=Reading)
    return [{"story": None} | msgspec.to_builtins(read.document)]


def _stories(row: dict[str, Any]) -> Iterable[dict[str, Any]]:
    record = msgspec.msgpack.decode(row["record"], type=Record)
    return [{"story": record.story.id} | msgspec.to_builtins(record.story)]


def _of_kind(kind: str) -> Rows:
    def rows(row: dict[str, Any]) -> Iterable[dict[str, Any]]:
        record = msgspec.msgpack.decode(row["record"], type=Record)
        return [{"story": record.story.id} | msgspec.to_builtins(one) for one in getattr(record, kind)]

    return rows
