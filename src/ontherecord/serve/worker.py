# SPDX-License-Identifier: Apache-2.0
"""A process beside the server that does one job after another, begun when the first comes and again if it dies.

Comes in: a function with what it takes. Goes out: a `Future`. Refuses: nothing.
Score: none; `tests/serve/test_shelf.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from threading import Lock
from typing import Any, TypeVar

from loky import BrokenProcessPool, ProcessPoolExecutor

_IDLE = (
    900  # seconds without a job after which the process ends; the next job then waits for a new one to start
)
Made = TypeVar("Made")


class Worker:
    """One process, and the jobs that wait for it."""

    def __init__(self) -> None:
        self._process: ProcessPoolExecutor | None = None
        self._lock = Lock()

    def submit(self, job: Callable[..., Made], *given: Any) -> Future[Made]:
        """Have a job done when those before it are done."""
        with self._lock:
            try:
                made: Future[Made] = self._running().submit(job, *given)
            except BrokenProcessPool:  # the system ended the process, for want of memory as a rule
                self._process = None
                made = self._running().submit(job, *given)
        return made

    def close(self) -> None:
        """End the process, whatever it has in hand."""
        with self._lock:
            if self._process is not None:
                self._process.shutdown(wait=False, kill_workers=True)
                self._process = None

    def _running(self) -> ProcessPoolExecutor:
        if self._process is None:
            self._process = ProcessPoolExecutor(max_workers=1, timeout=_IDLE)
        return self._process
