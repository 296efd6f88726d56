# SPDX-License-Identifier: Apache-2.0
import os
import signal
import time
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest

from ontherecord.annotate.store import fetch, keep, key, open_store, present
from ontherecord.annotate.workers import spread


def double(number: int) -> int:
    return 2 * number


def die_once(task: tuple[str, int]) -> int:
    """Kills its own process the first time it sees the number 3."""
    flag, number = task
    if number == 3 and not Path(flag).exists():
        Path(flag).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def test_results_come_in_the_order_of_the_tasks() -> None:
    assert (
        list(spread(double, range(40), 1)) == list(spread(double, range(40), 2)) == [2 * n for n in range(40)]
    )


def test_when_a_worker_is_killed_no_result_is_lost_or_doubled(tmp_path: Path) -> None:
    tasks = [(str(tmp_path / "died"), n) for n in range(20)]
    assert list(spread(die_once, tasks, 2)) == list(range(20))
    assert (tmp_path / "died").exists()


def wait_for_others(task: tuple[str, int]) -> bool:
    """Task 0 waits until ten others are done, which each leave a file."""
    folder, number = Path(task[0]), task[1]
    if number:
        (folder / str(number)).touch()
        return True
    for _ in range(600):
        if len(list(folder.iterdir())) >= 10:
            return True
        time.sleep(0.1)
    return False


def test_a_large_task_keeps_one_worker_and_not_all(tmp_path: Path) -> None:
    assert all(spread(wait_for_others, [(str(tmp_path), n) for n in range(20)], 2))


class Gone:
    """Workers that died between two tasks."""

    def submit(self, *task: object) -> None:
        raise BrokenProcessPool


def test_what_cannot_be_handed_out_any_more_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("loky.get_reusable_executor", lambda **_: Gone())
    monkeypatch.setattr("ontherecord.annotate.workers.stop_workers", lambda: None)
    assert list(spread(double, range(20), 2)) == [2 * n for n in range(20)]


def test_the_store_gives_back_what_it_was_given(tmp_path: Path) -> None:
    store = open_store(tmp_path / "done.sqlite")
    keep(store, [(key("a"), b"1"), (key("b"), b"2")])
    assert present(store, [key("a"), key("c")]) == {key("a")}
    assert fetch(store, [key("a"), key("b"), key("c")]) == {key("a"): b"1", key("b"): b"2"}


def test_keys_tell_where_one_part_ends() -> None:
    assert key("ab", "c") != key("a", "bc") != key("abc")
