# SPDX-License-Identifier: Apache-2.0
"""Worker processes: a `map` that runs a function on tasks in several processes, in order.

Comes in: a number of workers, a function, tasks. Goes out: the results in the order of the tasks.
Refuses: nothing; when a worker dies or finds no memory, what is left to do is done in this process, task by task.
Ctrl-C reaches every process of a terminal; the workers leave it to this one, which stops them.
Score: `python -m bench speed`.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import resource_tracker
from typing import Any, Protocol, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")


class Spread(Protocol):
    """How a stage has its tasks done: here, in processes or on a cluster; the results keep their order."""

    def __call__(self, function: Callable[[Task], Result], tasks: Iterable[Task], /) -> Iterator[Result]:
        """The results of a function on tasks."""
        ...


_AHEAD = 3  # tasks handed out for each worker and not done: enough that none waits,
_HELD = 12  # tasks handed out for each worker, done ones behind one that is not among them: few enough to bound memory
_IDLE = 15  # seconds after which workers without work end; until then they keep their pipeline loaded
_MOST = 8  # more processes than this have not been measured
_pools: list[Any] = []  # the one in use: loky keeps one a process


def default_workers() -> int:
    """As many processes as there are cores, at most eight."""
    return max(1, min(_MOST, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 2))


def _leave_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@contextlib.contextmanager
def _interrupts_wait() -> Iterator[None]:
    """Ctrl-C waits here, and in the processes that are started meanwhile: one that is only starting would die of it with a
    traceback."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    resource_tracker.ensure_running()  # begun later, it would let Ctrl-C through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def stop_workers() -> None:
    """End the worker processes at once, whatever they are doing."""
    while _pools:
        _pools.pop().shutdown(wait=False, kill_workers=True)


def _done(function: Callable[[Task], Result], task: bytes) -> bytes:
    """What a function gives of a task, both pickled here: loky looks at every object in what it pickles itself."""
    return pickle.dumps(function(pickle.loads(task)))


def _handed(pool: Any, function: Callable[[Task], Result], task: Task) -> Future[bytes]:
    """The result to come of a task handed to the workers; that they have died, if they have."""
    try:
        future: Future[bytes] = pool.submit(_done, function, pickle.dumps(task))
    except BrokenProcessPool as fault:
        future = Future()
        future.set_exception(fault)
    return future


def spread(function: Callable[[Task], Result], tasks: Iterable[Task], workers: int) -> Iterator[Result]:
    """`map(function, tasks)` in `workers` processes, never more than a few tasks ahead.

    `function` must be importable or picklable. With one worker it is plain `map`. While the first result is waited for,
    those behind it go on, up to a bound: a task much larger than the others keeps one worker, not all.
    """
    if workers <= 1:
        yield from map(function, tasks)
        return
    from loky import get_reusable_executor

    queue = iter(tasks)
    waiting: deque[tuple[Task, Future[bytes]]] = deque()
    with _interrupts_wait():
        pool = get_reusable_executor(
            max_workers=workers, timeout=_IDLE, env={"OMP_NUM_THREADS": "1"}, initializer=_leave_interrupts
        )
        _pools[:] = [pool]
        for task in islice(queue, workers * _AHEAD):
            waiting.append((task, _handed(pool, function, task)))
    while waiting:
        undone = [future for _, future in waiting if not future.done()]
        for following in islice(queue, min(workers * _AHEAD - len(undone), workers * _HELD - len(waiting))):
            waiting.append((following, _handed(pool, function, following)))
        if not waiting[0][1].done():
            wait([future for _, future in waiting if not future.done()], return_when=FIRST_COMPLETED)
            continue
        task, future = waiting.popleft()
        try:
            result: Result = pickle.loads(future.result())
        except (BrokenProcessPool, MemoryError):
            stop_workers()  # what they hold is needed here
            yield function(task)
            yield from map(function, [task for task, _ in waiting])
            yield from map(function, queue)
            return
        yield result


def processes(workers: int | None = None) -> Spread:
    """A `Spread` over processes of this machine (default: `default_workers`)."""
    count = workers or default_workers()

    def over(function: Callable[[Task], Result], tasks: Iterable[Task]) -> Iterator[Result]:
        return spread(function, tasks, count)

    return over
