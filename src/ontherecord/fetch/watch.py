# SPDX-License-Identifier: Apache-2.0
"""Watching: what the user names is asked for again and again, and an archive is kept up to date with it.

Comes in: an archive's doors, arguments as `intake` takes them, an interval. Goes out: a `Round` each
time. Refuses: what `intake` refuses, in each round anew. Score: `tests/fetch/test_watch.py`, and the soak
of `python -m bench watch`.

It may be stopped at any moment, by `stop`, by leaving the loop or by a signal: what was added stays, what
was on its way comes with the next round, since the state of a page is kept only after its articles are.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from typing import NamedTuple, Protocol

from ontherecord.fetch.fetched import Fetched, Validator
from ontherecord.fetch.hosts import Hosts
from ontherecord.fetch.intake import PLAIN, Errand, Named, intake
from ontherecord.model import Reading, Refusal

Coming = Callable[[Errand], Iterable[Reading | Refusal]]
"""What reads all that is to be added, on an errand."""


class Added(Protocol):
    """What an archive says of what it was given."""

    @property
    def documents(self) -> tuple[str, ...]:
        """The ids of those that were new."""
        ...

    @property
    def known(self) -> int:
        """How many readings were there already."""
        ...

    @property
    def versions(self) -> int:
        """How many of them are other states of what was there."""
        ...

    @property
    def refused(self) -> tuple[Refusal, ...]:
        """What could not be read."""
        ...


class Updated(Protocol):
    """What an archive says of an update."""

    @property
    def changed(self) -> tuple[str, ...]:
        """The ids of stories that are new or changed."""
        ...


class Keeper(Protocol):
    """The doors of an archive that a watch goes through; `archive.Archive` has them."""

    def add(self, readings: Iterable[Reading | Refusal]) -> Added:
        """Keep what is not there yet."""
        ...

    def update(self, *, workers: int | None = None) -> Updated:
        """Bring stories and records up to date."""
        ...

    def known(self) -> Mapping[str, tuple[str | None, str | None]]:
        """The last state of addresses: ETag and Last-Modified."""
        ...

    def visited(self, url: str, *, etag: str | None = None, last_modified: str | None = None) -> None:
        """Keep the state of an address."""
        ...

    def sources(self) -> Container[str]:
        """The addresses of all that is there."""
        ...


class Round(NamedTuple):
    """What one round brought."""

    added: tuple[str, ...]
    """The ids of new documents."""
    versions: int
    """How many of them are other states of pages that were there."""
    changed: tuple[str, ...]
    """The ids of stories that are new or changed."""
    refused: tuple[Refusal, ...]


def watch(
    archive: Keeper,
    named: Named,
    every: float,
    errand: Errand = PLAIN,
    *,
    stop: threading.Event | None = None,
    workers: int | None = None,
) -> Iterator[Round]:
    """Ask for what is named every `every` seconds, add what is new to the archive, and update it.

    A round that takes longer than the interval is followed by the next at once. Of pages and feeds that
    are as they were nothing is sent again; pages that a followed feed lists are fetched once. The first
    round finishes what an earlier run may have left undone. Raises what the archive raises.
    """
    stop = stop if stop is not None else threading.Event()
    errand = errand._replace(hosts=errand.hosts or Hosts())
    is_first = True
    while not stop.is_set():
        began = time.monotonic()
        yield _round(archive, named, errand, workers, finish=is_first)
        is_first = False
        stop.wait(max(0.0, began + every - time.monotonic()))


def _round(archive: Keeper, named: Named, errand: Errand, workers: int | None, *, finish: bool) -> Round:
    added = bring(archive, lambda known: intake(named, None, known), errand)
    updated = archive.update(workers=workers) if added.documents or finish else None
    return Round(added.documents, added.versions, updated.changed if updated else (), added.refused)


def bring(archive: Keeper, coming: Coming, errand: Errand = PLAIN) -> Added:
    """Add what is read on an errand to the archive, once. `coming` reads it, and is given the errand with what the
    archive knows of addresses. The state of a page is kept only after what it brought is."""
    pages: list[Fetched] = []
    errand = errand._replace(
        known={url: Validator(*state) for url, state in archive.known().items()},
        taken=archive.sources() if errand.follow else (),
        visited=lambda page: pages.append(page._replace(data=b"")),
    )
    added = archive.add(coming(errand))
    for page in pages:
        archive.visited(page.url, etag=page.etag, last_modified=page.last_modified)
    return added
