# SPDX-License-Identifier: Apache-2.0
"""Many visits at once: several hosts, one request a host, results in the order of the names.

Comes in: URLs, the last known states of some, limits. Goes out: `Fetched` or a `Refusal` for each
URL, in their order whatever order the answers come in. Refuses: nothing. Score: none;
`tests/fetch/test_fetching.py`.

The visits run in one thread beside the caller's. A few are ahead of what the caller has taken, so
that memory is bounded however long the list. The caller may stop at any moment: what is under way
is dropped.
"""

from __future__ import annotations

import asyncio
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future
from contextlib import contextmanager

from ontherecord.fetch.addresses import shown
from ontherecord.fetch.fetched import NOTHING_KNOWN, Fetched, Validator
from ontherecord.fetch.hosts import Hosts
from ontherecord.fetch.limits import DEFAULT_LIMITS, Limits
from ontherecord.fetch.visits import Visits
from ontherecord.model import Refusal

_AHEAD = 32
"""Visits under way or done before the caller takes them; each holds at most `Limits.largest` bytes."""


def fetch(
    urls: Iterable[str],
    known: Mapping[str, Validator] = NOTHING_KNOWN,
    limits: Limits = DEFAULT_LIMITS,
    hosts: Hosts | None = None,
) -> Iterator[Fetched | Refusal]:
    """The page at each URL, or why it is not to be had, in the order of the URLs.

    `known` holds, by URL, what `Fetched` said of its state the last time (`etag`, `last_modified`): an
    unchanged page then comes with status 304 and no bytes. `hosts` is what is known of the hosts from
    earlier calls. Nothing but these URLs, what they redirect to, and each site's robots.txt is asked for.
    """
    waiting: deque[Future[Fetched | Refusal]] = deque()
    with _loop() as loop:
        visits = Visits(limits, hosts if hosts is not None else Hosts())
        for url in urls:
            waiting.append(asyncio.run_coroutine_threadsafe(visits.visit(url, known.get(shown(url))), loop))
            if len(waiting) >= _AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


@contextmanager
def _loop() -> Iterator[asyncio.AbstractEventLoop]:
    """An event loop that runs in a thread of its own; at the end its tasks are cancelled."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, name="fetch", daemon=True)
    thread.start()
    try:
        yield loop
    finally:
        asyncio.run_coroutine_threadsafe(_cancel_all(), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def _cancel_all() -> None:
    tasks = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
