# SPDX-License-Identifier: Apache-2.0
"""Tasks of one stage spread over a cluster, as `annotate.workers.spread` does over processes.

Comes in: a function and tasks. Goes out: the results in the order of the tasks. Refuses: nothing; a task whose
worker dies is done again by Spark. Score: none; `tests/scale`.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, TypeVar

import pandas as pd

from ontherecord.annotate.workers import Spread
from ontherecord.batches import batches

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

Task = TypeVar("Task")
Result = TypeVar("Result")
_AT_ONCE = 64  # tasks on their way: what this node holds of them,
_BYTES = 32 * 1024 * 1024  # and how large they may be together: Spark Connect takes messages of 128 MB


def spread_on(spark: SparkSession) -> Spread:
    """A `spread` over the workers of a session. Tasks and results are pickled, as Spark's own are; they come
    from this program and go back to it."""

    def over(function: Callable[[Task], Result], tasks: Iterable[Task]) -> Iterator[Result]:
        """What `function` gives of each task, in the order of the tasks."""

        def done(batches: Iterable[pd.DataFrame]) -> Iterator[pd.DataFrame]:
            for batch in batches:
                results = [pickle.dumps(function(pickle.loads(task))) for task in batch.task]
                yield pd.DataFrame({"number": batch.number, "result": results})

        for some in batches(map(pickle.dumps, tasks), _weight, _BYTES):
            frame = spark.createDataFrame(list(enumerate(some)), "number long, task binary")
            found = frame.repartition(len(some), "number").mapInPandas(done, "number long, result binary")
            for row in sorted(found.collect(), key=lambda row: row.number):
                yield pickle.loads(row.result)

    return over


def _weight(task: bytes) -> int:
    """The size of a task, and at least that at which `_AT_ONCE` are enough."""
    return max(len(task), _BYTES // _AT_ONCE)
