# SPDX-License-Identifier: Apache-2.0
"""Tasks of one stage spread over a cluster, as `annotate.workers.spread` does over processes.

Comes in: a function and tasks. Goes out: the results in the order of the tasks. Refuses: nothing; a task whose
worker dies is done again by Spark. Score: none; `tests/scale`.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

import pandas as pd

from ontherecord.annotate.workers import Spread

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

Task = TypeVar("Task")
Result = TypeVar("Result")
_AT_ONCE = 64  # tasks on their way: what this node holds of them


def spread_on(spark: SparkSession) -> Spread:
    """A `spread` over the workers of a session. Tasks and results are pickled, as Spark's own are; they come
    from this program and go back to it."""

    def over(function: Callable[[Task], Result], tasks: Iterable[Task]) -> Iterator[Result]:
        """What `function` gives of each task, in the order of the tasks."""

        def done(batches: Iterable[pd.DataFrame]) -> Iterator[pd.DataFrame]:
            for batch in batches:
                results = [pickle.dumps(function(pickle.loads(task))) for task in batch.task]
                yield pd.DataFrame({"number": batch.number, "result": results})

        waiting = iter(tasks)
        while some := list(islice(waiting, _AT_ONCE)):
            rows = [(number, pickle.dumps(task)) for number, task in enumerate(some)]
            frame = spark.createDataFrame(rows, "number long, task binary").repartition(len(rows), "number")
            found = frame.mapInPandas(done, "number long, result binary").collect()
            for row in sorted(found, key=lambda row: row.number):
                yield pickle.loads(row.result)

    return over
