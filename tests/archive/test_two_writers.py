# SPDX-License-Identifier: Apache-2.0
"""Several processes and threads write to one archive at once, and all of it is kept, once."""

from __future__ import annotations

import os
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from ontherecord.archive import open_archive
from ontherecord.archive.archive import Archive
from tests.archive.conftest import Where
from tests.archive.invented import reports, unread
from tests.archive.kills import contents

READINGS = [unread(one) for one in reports(90)]


def test_two_processes_add_and_update_at_once(where: Where) -> None:
    address = where()
    open_archive(address, create=True).close()
    shares = (READINGS[:60], READINGS[30:][::-1])
    children = []
    for share in shares:
        child = os.fork()
        if child == 0:
            status = 1
            try:
                with open_archive(address) as archive:
                    for first in range(0, len(share), 7):
                        archive.add(share[first : first + 7])
                        if first % 3 == 0:
                            archive.update(workers=1)
                status = 0
            finally:
                os._exit(status)
        children.append(child)
    assert [os.waitpid(child, 0)[1] for child in children] == [0, 0]
    with open_archive(address) as archive, open_archive(where(), create=True) as calm:
        archive.update(workers=1)
        calm.add(READINGS)
        calm.update(workers=1)
        assert list(archive.check()) == []
        assert contents(archive)["build"] == contents(calm)["build"]


def test_readers_go_on_while_others_write(where: Where) -> None:
    with open_archive(where(), create=True) as archive:
        archive.add(READINGS[:20])
        archive.update(workers=1)
        done = threading.Event()

        def look() -> int:
            count = 0
            while not done.is_set() or not count:
                for story in archive.stories(limit=5):
                    assert archive.record(story.id).articles, "also by an id that it had a moment ago"
                assert archive.search("bridge")
                count += 1
            return count

        with ThreadPoolExecutor(3) as pool:
            readers = [pool.submit(look) for _ in range(2)]
            try:
                _write(archive)
            finally:
                done.set()
            assert all(reader.result() for reader in readers)


def _write(archive: Archive) -> None:
    for first in range(20, 60, 10):
        archive.add(READINGS[first : first + 10])
        archive.update(workers=1)


def test_one_archive_serves_the_threads_of_a_server(where: Where, tmp_path: Path) -> None:
    with open_archive(where(), create=True) as archive, ThreadPoolExecutor(4) as pool:
        jobs = [pool.submit(archive.add, READINGS[n::4]) for n in range(4)]
        assert sum(len(job.result().documents) for job in jobs) == 90
        assert list(archive.check()) == []
