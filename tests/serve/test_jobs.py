# SPDX-License-Identifier: Apache-2.0
"""Work waits for the work before it, says so, and finds its process begun."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from ontherecord.serve.intake import Which, progress
from ontherecord.serve.jobs import Jobs
from ontherecord.serve.settings import Settings
from ontherecord.serve.worker import Worker
from ontherecord.serve.working import Task


@pytest.fixture
def jobs(tmp_path: Path) -> Iterator[Jobs]:
    own = Jobs(Settings(archive=str(tmp_path / "none.sqlite"), state=tmp_path), tmp_path / "pages")
    yield own
    own.close()


def begun(jobs: Jobs) -> int:
    number, _ = jobs.place()
    jobs.start(number, Task(about="nothing", who="nobody"))
    return number


def test_what_waits_says_how_much_comes_before_it(jobs: Jobs, monkeypatch: pytest.MonkeyPatch) -> None:
    futures: list[Future[None]] = []

    def kept(worker: Worker, job: Callable[..., None], *given: Any) -> Future[None]:
        futures.append(Future())
        return futures[-1]

    def words(number: int) -> str:
        return progress(SimpleNamespace(jobs=jobs), Which(job=str(number))).words  # type: ignore[arg-type]

    monkeypatch.setattr(Worker, "submit", kept)
    numbers = [begun(jobs) for _ in range(3)]
    assert [words(one) for one in numbers] == [
        "beginning",
        "waiting for 1 piece of work before it",
        "waiting for 2 pieces of work before it",
    ]
    futures[0].set_result(None)
    assert words(numbers[1]) == "beginning"
    futures[1].set_exception(RuntimeError("ended"))
    assert words(numbers[1]) == "the work ended before it was done (RuntimeError)"
    assert jobs.is_busy()
    futures[2].set_result(None)
    assert not jobs.is_busy()


def test_the_process_has_all_that_work_needs_before_work_is_asked_for(jobs: Jobs) -> None:
    jobs.make_ready()
    loaded = jobs._worker.submit(eval, "'ontherecord.serve.working' in __import__('sys').modules")
    assert loaded.result(60)
