# SPDX-License-Identifier: Apache-2.0
"""The main job on Spark: inputs -> the build of one machine, or its tables.

Comes in: inputs, settings, an engine. Goes out: a `Build`, byte for byte that of `ontherecord.build.build`;
or tables of the record, which no machine need hold. Refuses: inputs of which none can be read
(`NothingToRead`); Spark that is not there (`NoSpark`).
Score: `tests/scale`, docs/scale.md.

Reading, annotating (nine tenths of the work), verifying pairs, reconciling and writing are done by the workers.
One node holds the frozen copies and what tracing looks at, proposes pairs and groups, because articles go into
stories in the order of their dates, each where those before it have gone.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from ontherecord.annotate.settings import DEFAULT_SETTINGS, Settings, named
from ontherecord.build import NothingToRead, manifest_of
from ontherecord.group import group
from ontherecord.group.group_settings import GroupSettings
from ontherecord.group.group_settings import named as group_named
from ontherecord.group.terms import all_terms
from ontherecord.model import Annotations, Build, Manifest, Reading, Record, Refusal, Story
from ontherecord.reconcile import shares
from ontherecord.reconcile.brief.brief_settings import DEFAULT_BRIEF, BriefSettings
from ontherecord.reconcile.brief.brief_settings import named as brief_named
from ontherecord.reconcile.shares import Share
from ontherecord.scale.inputs import inputs as read_inputs
from ontherecord.scale.inputs import with_ids
from ontherecord.scale.notes import Renamed, notes
from ontherecord.scale.records import records
from ontherecord.scale.sessions import session
from ontherecord.scale.tables import write_tables
from ontherecord.scale.tasks import spread_on
from ontherecord.trace import trace, traced
from ontherecord.verify import verify

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession


class _Laid(NamedTuple):
    """A build as far as the workers have it: frames, and what the one node holds."""

    readings: list[Reading]
    refused: list[Refusal]
    told: DataFrame
    records: DataFrame


def build_on_spark(
    inputs: Sequence[str], settings: Settings = DEFAULT_SETTINGS, wanted: BriefSettings = DEFAULT_BRIEF,
    *, engine: str = "spark",
) -> Build:  # fmt: skip
    """The verified record of inputs, made on Spark; for what one machine can hold and write."""
    with _laid(session(engine), inputs, settings, wanted) as laid:
        packed = [msgspec.msgpack.decode(row.record, type=Record) for row in laid.records.collect()]
    made = sorted(packed, key=lambda r: (-len(r.story.articles), r.story.id))
    built = Build(
        manifest=_manifest(laid, made, settings, wanted),
        documents=tuple(r.document for r in laid.readings),
        copies={r.document.id: r.copy for r in laid.readings},
        records=tuple(made),
    )
    verify(built)
    return built


def tables_on_spark(
    inputs: Sequence[str], out: str, settings: Settings = DEFAULT_SETTINGS,
    wanted: BriefSettings = DEFAULT_BRIEF, *, engine: str = "spark",
) -> Manifest:  # fmt: skip
    """Write the record of inputs as Parquet under `out`, any path that Spark can write; gives the manifest,
    which counts documents only."""
    with _laid(session(engine), inputs, settings, wanted, f"{out.rstrip('/')}/_work") as laid:
        write_tables(laid.told, laid.records, out)
        return _manifest(laid, [], settings, wanted)


def _manifest(laid: _Laid, made: Sequence[Record], settings: Settings, wanted: BriefSettings) -> Manifest:
    chosen = named(settings) | brief_named(wanted) | group_named(GroupSettings())
    return manifest_of(laid.readings, laid.refused, made, settings.model, chosen)


@contextmanager
def _laid(
    spark: SparkSession,
    inputs: Sequence[str],
    settings: Settings,
    wanted: BriefSettings,
    work: str | None = None,
) -> Iterator[_Laid]:
    """The frames of a build. What workers have done is kept in `work` (default: a folder of this machine, gone
    afterwards), so that no step is done again when a worker is lost."""
    with tempfile.TemporaryDirectory(prefix="ontherecord-") as here:
        place = work or here
        read = _kept(spark, read_inputs(spark, inputs), f"{place}/read")
        readings, refused, renamed = _collected(read)
        told = _kept(spark, notes(read, renamed, settings), f"{place}/told")
        stories, own = _stories(spark, readings, told)
        made = _kept(spark, records(spark, told, stories, own, wanted), f"{place}/records")
        yield _Laid(readings, refused, told, made)


def _kept(spark: SparkSession, frame: DataFrame, path: str) -> DataFrame:
    frame.write.mode("overwrite").parquet(path)
    return spark.read.parquet(path)


def _collected(read: DataFrame) -> tuple[list[Reading], list[Refusal], Renamed]:
    """All readings under their ids, sorted as `build` does; what was refused; where twins were read."""
    rows = sorted(read.collect(), key=lambda row: (row.source, row.number))
    refused = [msgspec.msgpack.decode(row.refusal, type=Refusal) for row in rows if row.refusal is not None]
    held = [row for row in rows if row.reading is not None]
    if not held:
        raise NothingToRead(refused)
    before = [msgspec.msgpack.decode(row.reading, type=Reading) for row in held]
    readings = list(with_ids(before))
    renamed = {
        (row.source, row.number): _place(new)
        for row, new in zip(held, readings, strict=True)
        if _place(new) != (1, 1)
    }
    return sorted(readings, key=lambda r: (r.document.source, r.document.id)), refused, renamed


def _place(reading: Reading) -> tuple[int, int]:
    """Which document of its digits a reading is, and the number of its first article, as its ids say."""
    first = reading.articles[0].id if reading.articles else ""
    return _number(reading.document.id), _number(first)


def _number(identity: str) -> int:
    return int(identity.partition("-")[2] or 1)


def _stories(
    spark: SparkSession, readings: Sequence[Reading], told: DataFrame
) -> tuple[Sequence[Story], Mapping[str, Share]]:
    """The stories and what belongs to each: proposed and grouped here, verified by the workers."""
    copies = {r.document.id: r.copy for r in readings}
    articles = [a for r in readings for a in r.articles]
    light = [
        one
        for row in told.select("light").collect()
        for one in msgspec.msgpack.decode(row.light, type=list[Annotations])
    ]
    noted = {one.article: one for one in light}
    tracing = trace(articles, copies, noted, across=spread_on(spark))
    known = all_terms(articles, copies, across=spread_on(spark))
    articles = list(traced(articles, tracing))
    stories = group(articles, copies, noted, tracing, known=known)
    return stories, shares(stories, articles, tracing)
