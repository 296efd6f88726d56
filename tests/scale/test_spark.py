# SPDX-License-Identifier: Apache-2.0
"""Spark gives the bytes that one machine gives, also when a worker dies; tables can be read back.

On the Spark of Java and, over Spark Connect, on Sail, which needs no Java; each where it is installed.
"""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import msgspec
import pytest

pyspark = pytest.importorskip("pyspark")
pytestmark = pytest.mark.slow

from pyarrow import parquet  # noqa: E402

from bench.synth import write  # noqa: E402
from ontherecord.build import build  # noqa: E402
from ontherecord.scale import build_on_spark, tables_on_spark  # noqa: E402
from ontherecord.scale import tasks as spreading  # noqa: E402
from ontherecord.scale.sessions import session  # noqa: E402
from ontherecord.scale.tasks import spread_on  # noqa: E402

JAVA, SAIL = "local[2]", "sail"
NEWEST = (4, 1)  # pyspark that Sail 0.7 takes; a newer one is refused when the session starts
ARTICLES = int(os.environ.get("SPARK_ARTICLES", "12"))


@pytest.fixture(scope="module", params=[JAVA, SAIL])
def engine(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a running engine."""
    if request.param == SAIL:
        if tuple(map(int, pyspark.__version__.split(".")[:2])) > NEWEST:
            pytest.skip("Sail does not speak this pyspark yet")
        server = pytest.importorskip("pysail.spark").SparkConnectServer("127.0.0.1", 0)
        server.start(background=True)
        _, port = server.listening_address
        address = f"sc://127.0.0.1:{port}"
    else:
        if shutil.which("java") is None or find_spec("pyspark.core") is None:
            pytest.skip("needs Java and the whole of pyspark")
        server, address = None, JAVA
    yield address
    session(address).stop()
    if server is not None:
        server.stop()


@pytest.fixture(scope="module")
def coverage(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("coverage")
    write(ARTICLES, folder / "a.jsonl", seed=5, stories=max(5, ARTICLES // 10), shortest=2)
    (folder / "a.truth.jsonl").unlink()
    lines = (folder / "a.jsonl").read_text("utf-8").splitlines(keepends=True)
    (folder / "b.jsonl").write_text("".join([*lines[:2], "no record\n"]), "utf-8")  # twins, and one refused
    (folder / "c.txt").write_text("", "utf-8")
    return folder


@pytest.fixture(scope="module")
def alone(coverage: Path) -> bytes:
    """What one machine makes of the coverage."""
    made = build([coverage])
    assert len(made.manifest.refused) == 2
    assert made.records
    return msgspec.json.encode(made)


def test_spark_gives_the_bytes_of_one_machine(
    engine: str, coverage: Path, alone: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    for limit in (
        "trace.tracing.PAIRS_WORTH_WORKERS",
        "trace.tracing.WORTH_WORKERS",
        "group.terms.WORTH_WORKERS",
    ):
        monkeypatch.setattr(f"ontherecord.{limit}", 0)  # done on Spark, few as they are
    assert msgspec.json.encode(build_on_spark([str(coverage)], engine=engine)) == alone


def test_tasks_go_in_messages_that_spark_takes(engine: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreading, "_BYTES", 100)
    texts = ["river", "ferry " * 40, "quay", "", "harbour"]
    assert list(spread_on(session(engine))(str.upper, texts)) == [text.upper() for text in texts]


def test_tables_hold_the_record(engine: str, coverage: Path, tmp_path: Path) -> None:
    tables_on_spark([str(coverage / "b.jsonl")], f"file://{tmp_path}/out", engine=engine)
    alone = build([coverage / "b.jsonl"], workers=1)
    articles = parquet.read_table(tmp_path / "out" / "articles").to_pylist()
    assert {row["id"]: row["headline"] for row in articles} == {
        a.id: a.headline for record in alone.records for a in record.articles
    }


def _die_once(task: tuple[str, int]) -> int:
    """Kills its own process the first time it sees the number 3."""
    flag, number = task
    if number == 3 and not Path(flag).exists():
        Path(flag).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def test_a_worker_that_is_killed_changes_nothing(engine: str, tmp_path: Path) -> None:
    if engine != JAVA:
        pytest.skip("Sail runs its workers in the server's own process")
    tasks = [(str(tmp_path / "died"), n) for n in range(8)]
    assert list(spread_on(session(engine))(_die_once, tasks)) == list(range(8))
    assert (tmp_path / "died").exists()
