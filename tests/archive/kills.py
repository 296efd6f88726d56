# SPDX-License-Identifier: Apache-2.0
"""Killing the work of an archive at random points, and whether what is resumed is what was never disturbed.

    python -m tests.archive.kills 200 [postgresql]

A child does the steps (add, update, add, update, decide, update) in an archive of its own; it is killed with SIGKILL after a
random time. Then the archive must open and be whole, and the steps from the killed one on must lead to the bytes
of an archive that nobody disturbed: records, and every table but for its clocks and runs.
"""

from __future__ import annotations

import mmap
import os
import random
import secrets
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import select

from ontherecord.archive import Archive, adding, notes, open_archive, updating
from ontherecord.archive.tables import metadata
from ontherecord.decide.making import decide
from ontherecord.model import Decision, Reading
from ontherecord.read import read
from tests.archive.servers import new_database, running

CLOCKS = {"added", "seen", "changed", "newest", "since", "at", "started", "ended", "checked"}
GIVEN = {"arrivals", "decisions"}
"""Tables whose rows the database numbers: PostgreSQL leaves out a number where a transaction was killed."""
Steps = Sequence[Callable[[Archive], object]]


def steps(readings: Sequence[Reading], cache: Path | None) -> Steps:
    """Two rounds of adding and updating, and a correction with its update."""
    half = len(readings) // 2
    return (
        lambda archive: archive.add(readings[:half]),
        lambda archive: archive.update(workers=1, cache=cache),
        lambda archive: archive.add(readings[half:]),
        lambda archive: archive.update(workers=1, cache=cache),
        lambda archive: archive.decide(_renaming(archive)),
        lambda archive: archive.update(workers=1, cache=cache),
    )


def _renaming(archive: Archive) -> Decision:
    made = archive.build()
    story, who = next((r.story.id, one.id) for r in made.records for one in r.cast)
    return decide(
        made, "rename", [who], who="Rosa", when="2031-03-22T10:00:00Z", wanted="Another", story=story
    )


def contents(archive: Archive) -> dict[str, Any]:
    """All that an archive holds, but for clocks, runs and the number by which it is known."""
    found: dict[str, Any] = {"build": msgspec.json.encode(archive.build())}
    with archive.place.reading() as connection:
        for table in metadata.sorted_tables:
            if table.name in ("runs", "properties"):
                continue
            left_out = CLOCKS | ({"number"} if table.name in GIVEN else set())
            columns = [column for column in table.c if column.name not in left_out]
            found[table.name] = Counter(tuple(row) for row in connection.execute(select(*columns)))
    return found


def killed(where: str, doing: Steps, after: float) -> int:
    """Do the steps in a child and kill it `after` some seconds; gives the step in which it was, or how many
    there are if it had ended."""
    at = mmap.mmap(-1, 1)
    child = os.fork()
    if child == 0:
        status = 1
        try:
            with open_archive(where) as archive:
                for number, step in enumerate(doing):
                    at[0] = number
                    step(archive)
                at[0] = len(doing)
            status = 0
        finally:
            os._exit(status)
    end = time.monotonic() + after
    done = 0
    while time.monotonic() < end and not done:
        time.sleep(0.002)
        done, status = os.waitpid(child, os.WNOHANG)
    if done:
        assert status == 0, "the child failed by itself"
    else:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    return at[0]


def trials(
    places: Callable[[], str], readings: Sequence[Reading], count: int, seed: int, cache: Path | None = None
) -> Counter[int]:
    """Kill `count` times, each in an archive of its own; gives how often in which step."""
    adding._TOGETHER, notes._TOGETHER, updating._TOGETHER = (
        2,
        2,
        2,
    )  # many transactions, as a large archive has them
    doing = steps(readings, cache)
    for _ in range(2):  # the first time what it needs is loaded
        with open_archive(places(), create=True) as calm:
            begun = time.monotonic()
            for step in doing:
                step(calm)
            lasted = time.monotonic() - begun
            wanted = contents(calm)
    luck, hits = random.Random(seed), Counter[int]()
    for number in range(count):
        where = places()
        open_archive(where, create=True).close()
        at = killed(where, doing, luck.uniform(0.0, lasted))
        hits[at] += 1
        with open_archive(where) as archive:
            faults = list(archive.check())
            assert not faults, (number, at, faults)
            for step in doing[at:]:
                step(archive)
            assert contents(archive) == wanted, (number, at)
    return hits


@contextmanager
def files() -> Iterator[Callable[[], str]]:
    """Gives new places of SQLite."""
    with tempfile.TemporaryDirectory() as folder:
        yield lambda: f"{folder}/{secrets.token_hex(6)}.sqlite"


@contextmanager
def databases() -> Iterator[Callable[[], str]]:
    """Gives new databases on a server of PostgreSQL."""
    with running() as server:
        yield lambda: new_database(server)


if __name__ == "__main__":
    given = [one for one in read(["examples/story"]) if isinstance(one, Reading)]
    places = databases if sys.argv[2:] == ["postgresql"] else files
    with places() as new, tempfile.TemporaryDirectory() as folder:
        found = trials(new, given, int(sys.argv[1]), 1, Path(folder) / "cache")
    print(
        f"killed {sum(found.values())} times, by step: {dict(sorted(found.items()))}; every archive was whole and came to the same end"
    )
