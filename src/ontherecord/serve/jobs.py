# SPDX-License-Identifier: Apache-2.0
"""Work that takes its time: adding and updating, and what a decision would change. One piece after another.

Comes in: a `Task`. Goes out: its number; how far it has come. Refuses: a number that is none (`Missing`).
Score: none; `tests/serve/test_jobs.py`.

The work is done by another process (`working`), which writes how far it has come into a file of its own folder;
readers never wait for it.
"""

from __future__ import annotations

import os
import re
import shutil
from concurrent.futures import Future
from importlib import import_module
from pathlib import Path
from threading import Lock

import msgspec

from ontherecord.archive.clock import now
from ontherecord.serve.answers import Missing
from ontherecord.serve.settings import Settings
from ontherecord.serve.worker import Worker
from ontherecord.serve.working import Progress, Task, foresee, read_progress, work, write_progress

_KEPT = 200  # pieces of work whose outcome is kept
_NUMBER = re.compile(r"^[0-9]{1,9}$")


class Jobs:
    """The work of one server."""

    def __init__(self, settings: Settings, pages: Path) -> None:
        self.settings = settings
        self.pages = pages
        self.folder = settings.state / "jobs"
        self._worker = Worker()
        self._lock = Lock()
        self._open: set[int] = set()
        self._stop_those_left()

    def place(self) -> tuple[int, Path]:
        """The number and the folder of the next piece of work."""
        with self._lock:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            numbers = sorted(self._numbers())
            for old in numbers[:-_KEPT]:
                shutil.rmtree(self.folder / str(old), ignore_errors=True)
            number = (numbers[-1] if numbers else 0) + 1
            (self.folder / str(number)).mkdir(mode=0o700)
            return number, self.folder / str(number)

    def start(self, number: int, task: Task) -> None:
        """Have a piece of work done when those before it are done."""
        folder = self.folder / str(number)
        if task.decision is not None or task.undo is not None:
            foresee(folder, task, ())
        write_progress(
            folder, Progress(number=number, about=task.about, state="waiting", started=now(), who=task.who)
        )
        future = self._worker.submit(work, self.settings.archive, str(folder), str(self.pages), task)
        self._open.add(number)
        future.add_done_callback(lambda done: self._ended(number, done))

    def make_ready(self) -> None:
        """Begin the process that works: who opens a form will soon ask for work, and its start takes seconds on a
        busy machine."""
        self._worker.submit(import_module, work.__module__)

    def ahead(self, number: int) -> int:
        """How many pieces of work come before one."""
        return sum(other < number for other in tuple(self._open))

    def progress(self, number: str) -> Progress:
        """How far a piece of work has come. Raises Missing."""
        if not _NUMBER.match(number) or not (self.folder / number).is_dir():
            raise Missing(f"no work has the number {number[:20]}")
        return read_progress(self.folder / number)

    def is_busy(self) -> bool:
        """Whether a piece of work is under way, or waits."""
        return bool(self._open)

    def recent(self, most: int = 10) -> list[Progress]:
        """The last pieces of work, the newest first."""
        return [read_progress(self.folder / str(n)) for n in sorted(self._numbers(), reverse=True)[:most]]

    def close(self) -> None:
        """End the process that works; what it had in hand goes on with the next update."""
        self._worker.close()

    def _numbers(self) -> list[int]:
        if not self.folder.is_dir():
            return []
        return [int(name) for name in os.listdir(self.folder) if _NUMBER.match(name)]

    def _ended(self, number: int, future: Future[None]) -> None:
        """Say what went wrong, if something did."""
        self._open.discard(number)
        folder = self.folder / str(number)
        fault = None if future.cancelled() else future.exception()
        told = read_progress(folder)
        if fault is not None or future.cancelled():
            said = f"the work ended before it was done ({type(fault).__name__})"
            told = msgspec.structs.replace(told, state="failed", said=said, ended=now())
            write_progress(folder, told)
        shutil.rmtree(folder / "files", ignore_errors=True)

    def _stop_those_left(self) -> None:
        """Work that a server before this one had in hand will not go on by itself."""
        for told in self.recent(_KEPT):
            if told.state in ("waiting", "under way"):
                stopped = msgspec.structs.replace(
                    told,
                    state="failed",
                    said="the server was stopped meanwhile; ask for it again",
                    ended=now(),
                )
                write_progress(self.folder / str(told.number), stopped)
