# SPDX-License-Identifier: Apache-2.0
"""The same stages on Spark, for more coverage than one machine takes.

Comes in: inputs on any path Spark reads, the address of a cluster. Goes out: the `Build` that one machine
would give, byte for byte, or its kinds as Parquet. Refuses: to run without the extra (`NoSpark`); language
models, word vectors and decisions, which belong to one desk and its archive.
Score: `tests/scale` (equal bytes, a killed worker), docs/scale.md (what it costs).

`sessions` -> `inputs` (map over files) -> `notes` (map over articles) -> `stories` (trace, whose pairs are
verified by map over tasks; group) -> `records` (join, map over stories) -> `tables` (Parquet).
Values travel as MessagePack in binary columns: the record types are the schema.
"""

from ontherecord.scale.building import build_on_spark, tables_on_spark
from ontherecord.scale.sessions import NoSpark

__all__ = ["NoSpark", "build_on_spark", "tables_on_spark"]
