# SPDX-License-Identifier: Apache-2.0
"""Pages are laid out ahead of their readers, by another process, and are never older than the record."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from ontherecord.archive import open_archive
from ontherecord.read import read
from ontherecord.serve import shelf
from ontherecord.serve.shelf import page_key
from ontherecord.serve.worker import Worker
from tests.serve.conftest import Start
from tests.serve.test_corrections import ended


def waiting(client: TestClient, until: object) -> None:
    for _ in range(600):
        if until():  # type: ignore[operator]
            return
        time.sleep(0.1)
    raise AssertionError("it does not happen")


def test_what_an_addition_changed_is_laid_out_before_it_says_done(start: Start) -> None:
    client = start()
    house = client.app.state.house  # type: ignore[attr-defined]
    token = client.get("/me.json").json()["token"]
    given = {
        "text": "Mill burns\n\nThe mill of Marlow burned down on Friday, the mayor said.",
        "token": token,
    }
    told = ended(client, client.post("/add", data=given).headers["location"])["progress"]
    assert told["changed"]
    for story in told["changed"]:
        assert (house.shelf.folder / page_key(house.archive, story)[1] / "dossier.html.gz").is_file()


def test_what_another_process_changed_is_laid_out_ahead(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelf, "_EVERY", 0.1)
    client = start()
    house = client.app.state.house  # type: ignore[attr-defined]
    pages = house.shelf.folder
    waiting(client, lambda: len(list(pages.glob("*/story"))) == client.get("/stories.json").json()["total"])
    before = {path.parent.name for path in pages.glob("*/story")}
    (tmp_path / "new.txt").write_text(
        "Mill burns\n\nThe mill of Marlow burned down on Friday, the mayor said.\n"
    )
    with open_archive(house.settings.archive) as archive:
        archive.add(read([tmp_path / "new.txt"]))
        archive.update(workers=1)
        keys = {page_key(archive, one.id)[1] for one in archive.stories()}
    assert keys - before, "a new story"
    waiting(client, lambda: {path.parent.name for path in pages.glob("*/story")} == keys)


def test_a_process_that_was_ended_is_begun_again() -> None:
    worker = Worker()
    first = worker.submit(os.getpid).result(60)
    os.kill(first, signal.SIGKILL)
    time.sleep(0.5)
    again = [worker.submit(os.getpid) for _ in range(2)][-1].result(60)
    worker.close()
    assert again != first
