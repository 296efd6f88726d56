# SPDX-License-Identifier: Apache-2.0
"""Records on a cluster: a join of stories with their documents, and a map over stories.

Comes in: the stories with what was traced between their articles, the frame of annotated documents. Goes out:
a row a story with its record, verified. Refuses: a record with a span that does not hold (`RecordError`).
Score: none; `tests/scale`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import msgspec
import pandas as pd

from ontherecord.model import Annotations, Article, Datum, Reading, Story, Tracing
from ontherecord.reconcile import reconcile
from ontherecord.reconcile.brief.brief_settings import BriefSettings
from ontherecord.reconcile.shares import Share, documents_of
from ontherecord.verify import verify_record

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

RECORDS = "story string, record binary"


class _Told(Datum, frozen=True, kw_only=True):
    """A story with its share, on its way to a worker."""

    story: Story
    articles: tuple[Article, ...]
    tracing: Tracing


def records(
    spark: SparkSession,
    told: DataFrame,
    stories: Sequence[Story],
    own: Mapping[str, Share],
    wanted: BriefSettings,
) -> DataFrame:
    """The record of each story, as `RECORDS`."""
    shares = [
        (s.id, msgspec.msgpack.encode(_Told(story=s, articles=own[s.id].articles, tracing=own[s.id].tracing)))
        for s in stories
    ]
    members = [(document, s.id) for s in stories for document in documents_of(own[s.id])]
    of_stories = spark.createDataFrame(shares, "story string, share binary").groupBy("story")
    documents = spark.createDataFrame(members, "document string, story string").join(told, "document")

    def record(share: pd.DataFrame, held: pd.DataFrame) -> pd.DataFrame:
        one = msgspec.msgpack.decode(share.share.iloc[0], type=_Told)
        read = [msgspec.msgpack.decode(row, type=Reading) for row in held.reading]
        noted = [n for row in held.notes for n in msgspec.msgpack.decode(row, type=list[Annotations])]
        copies = {r.document.id: r.copy for r in read}
        notes = {n.article: n for n in noted}
        made = reconcile(one.story, one.articles, copies, notes, one.tracing, wanted)
        verify_record(made, copies, {a.id for r in read for a in r.articles})
        return pd.DataFrame({"story": [one.story.id], "record": [msgspec.msgpack.encode(made)]})

    return of_stories.cogroup(documents.groupBy("story")).applyInPandas(record, RECORDS)
