# SPDX-License-Identifier: Apache-2.0
"""Pages are laid out ahead of their readers, by another process, and are never older than the record."""

from __future__ import annotations

import os
import shutil
import signal
import time
from contextlib import suppress
from pathlib import Path

import pytest
from click.testing import CliRunner
from loky import BrokenProcessPool

from ontherecord.archive import open_archive
from ontherecord.cli import main
from ontherecord.decide.making import decide
from ontherecord.read import read
from ontherecord.serve import shelf
from ontherecord.serve.shelf import page_key
from ontherecord.serve.worker import Worker
from tests.serve.conftest import Start
from tests.serve.test_corrections import ended


def waiting(until: object) -> None:
    for _ in range(3_000):
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
    waiting(lambda: len(list(pages.glob("*/story"))) == client.get("/stories.json").json()["total"])
    before = {path.parent.name for path in pages.glob("*/story")}
    (tmp_path / "new.txt").write_text(
        "Mill burns\n\nThe mill of Marlow burned down on Friday, the mayor said.\n"
    )
    with open_archive(house.settings.archive) as archive:
        archive.add(read([tmp_path / "new.txt"]))
        archive.update(workers=1)
        keys = {page_key(archive, one.id)[1] for one in archive.stories()}
    assert keys - before, "a new story"
    waiting(lambda: {path.parent.name for path in pages.glob("*/story")} == keys)


def test_a_process_that_was_ended_is_begun_again() -> None:
    worker = Worker()
    first = worker.submit(os.getpid).result(60)
    os.kill(first, signal.SIGKILL)

    def another_answers() -> bool:
        with suppress(BrokenProcessPool):  # until it is seen that the first is gone
            return worker.submit(os.getpid).result(60) != first
        return False

    waiting(another_answers)
    worker.close()


def test_a_large_story_that_is_being_laid_out_shows_its_brief_and_comes_by_itself(
    start: Start, ferry: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelf, "SLOW", 2)
    monkeypatch.setattr(shelf, "_A_MOMENT", 0.0)
    monkeypatch.setattr(shelf.Shelf, "keep_ready", lambda *_: None)
    client = start()
    page = client.get(f"/stories/{ferry}/")
    assert (page.status_code, page.headers["refresh"]) == (202, "2")
    brief = client.get(f"/stories/{ferry}/brief.json").json()["data"]
    assert brief[0]["sentence"].replace("'", "&#39;") in page.text
    waiting(lambda: client.get(f"/stories/{ferry}/").status_code == 200)
    assert 'id="claims"' in client.get(f"/stories/{ferry}/").text


def test_an_update_at_the_command_line_lays_out_large_stories(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelf, "SLOW", 3)
    where = tmp_path / "copy.sqlite"
    shutil.copy(made, where)
    with open_archive(where) as archive:
        story = max(archive.stories(), key=lambda one: one.articles).id
        told = archive.build([story])
        member = max(told.records[0].cast, key=lambda one: len(one.mentions)).id
        archive.decide(
            decide(
                told,
                "rename",
                [member],
                who="nadia",
                when="2031-03-20T10:00:00Z",
                wanted="Somebody",
                story=story,
            )
        )
    done = CliRunner().invoke(main, ["update", "--archive", str(where), "--workers", "1", "-q"])
    assert done.exit_code == 0, done.output
    with open_archive(where) as archive:
        laid = {(path / "story").read_text() for path in (tmp_path / "copy.sqlite.serve" / "pages").iterdir()}
        assert laid == {one.id for one in archive.stories() if one.articles >= 3} == {story}
