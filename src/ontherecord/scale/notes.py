# SPDX-License-Identifier: Apache-2.0
"""Annotations on a cluster: a map over articles.

Comes in: the frame of what was read. Goes out: a row a document: its reading under the ids of the build, the
annotations of its articles, and of those only what `trace` looks at. Refuses: nothing; a text that is not
English keeps its words only, as on one machine.
Score: none; `tests/scale`.

A paragraph is parsed once a batch. Copies of one text come to one worker, because rows are dealt out by a
paragraph that copies share.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

import msgspec
import pandas as pd

from ontherecord.annotate.articles import annotated
from ontherecord.annotate.settings import Settings
from ontherecord.archive.identity import under
from ontherecord.model import Annotations, Article, Reading

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

TOLD = "document string, reading binary, notes binary, light binary"
"""The columns of annotated documents."""
_DEAL = "source string, number long, reading binary, dealt long"
Renamed = Mapping[tuple[str, int], tuple[int, int]]
"""Twins by where they were read: which document of its digits one is, and the number of its first article."""


def notes(read: DataFrame, renamed: Renamed, settings: Settings) -> DataFrame:
    """What was read, annotated, as `TOLD`."""
    held = read.where("reading is not null").select("source", "number", "reading")
    dealt = held.mapInPandas(_dealt, _DEAL).repartition("dealt")
    return dealt.mapInPandas(_annotating(renamed, settings), TOLD)


def _dealt(batches: Iterable[pd.DataFrame]) -> Iterator[pd.DataFrame]:
    """Each row with the least hash of its paragraphs: copies nearly always share it (a MinHash of one)."""
    for batch in batches:
        yield batch.assign(
            dealt=[_least(msgspec.msgpack.decode(r, type=Reading).copy) for r in batch.reading]
        )


def _least(copy: str) -> int:
    lines = (line.encode() for line in copy.split("\n") if len(line) > 80)
    hashes = [hashlib.blake2b(line, digest_size=7).digest() for line in lines]
    return int.from_bytes(min(hashes, default=hashlib.blake2b(copy.encode(), digest_size=7).digest()))


def _annotating(
    renamed: Renamed, settings: Settings
) -> Callable[[Iterable[pd.DataFrame]], Iterator[pd.DataFrame]]:
    def map_of(batches: Iterable[pd.DataFrame]) -> Iterator[pd.DataFrame]:
        for batch in batches:
            found = [
                under(
                    msgspec.msgpack.decode(row.reading, type=Reading),
                    *renamed.get((row.source, row.number), (1, 1)),
                )
                for row in batch.itertuples(index=False)
            ]
            yield _frame(found, settings)

    return map_of


def _frame(found: list[Reading], settings: Settings) -> pd.DataFrame:
    english: list[tuple[Article, str]] = [
        (article, one.copy)
        for one in found
        if one.document.language in (None, "en")
        for article in one.articles
    ]
    made = {one.article: one for one in annotated(english, settings)}
    of = [[made.get(a.id) or Annotations(article=a.id) for a in one.articles] for one in found]
    return pd.DataFrame(
        {
            "document": [one.document.id for one in found],
            "reading": [msgspec.msgpack.encode(one) for one in found],
            "notes": [msgspec.msgpack.encode(some) for some in of],
            "light": [msgspec.msgpack.encode([light(one) for one in some]) for some in of],
        }
    )


def light(one: Annotations) -> Annotations:
    """Of annotations what `trace` and `group` look at: sentences, quotations and places."""
    return Annotations(
        article=one.article, sentences=one.sentences, quotations=one.quotations, places=one.places
    )
