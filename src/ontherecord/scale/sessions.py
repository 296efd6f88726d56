# SPDX-License-Identifier: Apache-2.0
"""The connection to Spark.

Comes in: the engine as the user names it: "spark" (this machine), "local[4]", "spark://host:7077", "yarn",
"k8s://...", or "sc://host" (Spark Connect, which Sail speaks too). Goes out: a session.
Refuses: a machine without the extra (`NoSpark`, with the mend). Score: none; `tests/scale`.
"""

from __future__ import annotations

import os
import re
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

RETRIES = 4  # times a task is tried, on this machine too: Spark's own default there is once
ROWS = 64  # of a batch handed to Python: a row holds a whole article or more
_OPTIONS = {
    "spark.sql.execution.arrow.maxRecordsPerBatch": str(ROWS),
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.shuffle.partitions": "400",
    "spark.sql.adaptive.enabled": "true",
}
_LOCAL = {
    "spark.ui.enabled": "false",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.sql.shuffle.partitions": "8",
}


class NoSpark(Exception):
    """Spark is not installed or does not start; one line with the mend."""


def session(engine: str) -> SparkSession:
    """The session for an engine; the one that is open is used again. Raises NoSpark."""
    try:
        from pyspark.sql import SparkSession
    except ImportError as fault:
        raise NoSpark("Spark is not installed: pip install 'ontherecord[spark]' (and Java 17)") from fault
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.appName("ontherecord")
    if engine.startswith("sc://"):
        return builder.remote(engine).getOrCreate()
    master = "local[*]" if engine == "spark" else engine
    options = _OPTIONS
    if master.startswith("local"):
        options = _OPTIONS | _LOCAL
        master = re.sub(r"\[([^,\]]+)\]", rf"[\1,{RETRIES}]", master)
    for name, value in options.items():
        builder = builder.config(name, value)
    try:
        return builder.master(master).getOrCreate()
    except Exception as fault:  # of the virtual machine: Java is missing or the address is wrong
        raise NoSpark(f"Spark does not start on {master}: {str(fault).partition(chr(10))[0]}") from fault
