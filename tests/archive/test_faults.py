# SPDX-License-Identifier: Apache-2.0
"""What goes wrong with a disk, a file or a server is one line that names the archive and the mend."""

from __future__ import annotations

import os
import resource
import sqlite3
import stat
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import text

from ontherecord.archive import ArchiveError, NewerArchive, open_archive, places
from ontherecord.cli import main
from tests.archive.conftest import Where
from tests.archive.invented import reports, unread

READINGS = [unread(one) for one in reports(40)]
NOBODY = 65534


@pytest.fixture
def archive_file(tmp_path: Path) -> Path:
    """An archive with some articles."""
    path = tmp_path / "desk.sqlite"
    with open_archive(path, create=True) as archive:
        archive.add(READINGS)
        archive.update(workers=1)
    return path


def said(path: Path | str, work: Callable[[], object] | None = None) -> str:
    """The one line in which opening, or working with, an archive fails."""
    with pytest.raises(ArchiveError) as fault, open_archive(path) as archive:
        (work or (lambda: archive.add(READINGS)))()
    line = str(fault.value)
    assert "\n" not in line
    assert Path(str(path)).name in line, "it names the archive"
    return line


def in_a_child(work: Callable[[], object]) -> str:
    """What a child process says that does the work under other rights or limits: the message of its fault."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            work()
            answer = "done"
        except BaseException as fault:
            answer = f"{type(fault).__name__}: {fault}"
        os.write(writer, answer.encode()[:4000])
        os._exit(0)
    os.close(writer)
    answer = b""
    while piece := os.read(reader, 4096):
        answer += piece
    os.close(reader)
    os.waitpid(child, 0)
    return answer.decode()


@pytest.mark.parametrize("room", [60_000, 200_000])
def test_a_full_disk_loses_nothing(tmp_path: Path, room: int) -> None:
    path = tmp_path / "desk.sqlite"
    with open_archive(path, create=True) as archive:
        archive.add(READINGS[:5])

    def work() -> None:
        size = max(
            path.stat().st_size, Path(f"{path}-wal").stat().st_size if Path(f"{path}-wal").exists() else 0
        )
        resource.setrlimit(resource.RLIMIT_FSIZE, (size + room, size + room))
        with open_archive(path) as archive:
            for n in range(50):
                archive.add([unread(one) for one in reports(40 * (n + 1))[40 * n :]])
                archive.update(workers=1)

    line = in_a_child(work)
    assert line.startswith("ArchiveError: ")
    assert "desk.sqlite" in line
    assert "free some space" in line
    with open_archive(path) as archive:
        assert list(archive.check()) == []
        archive.add(READINGS)
        archive.update(workers=1)
        assert list(archive.check()) == []


@pytest.fixture
def shared_folder() -> Iterator[Path]:
    """A folder that every user may enter."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@pytest.mark.skipif(os.geteuid() != 0, reason="needs to become another user")
def test_a_file_that_may_only_be_read_is_read(shared_folder: Path) -> None:
    path = shared_folder / "desk.sqlite"
    with open_archive(path, create=True) as archive:
        archive.add(READINGS)
        archive.update(workers=1)
    path.chmod(stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH)

    def look() -> None:
        os.setuid(NOBODY)
        with open_archive(path) as archive:
            assert archive.stories()
            assert archive.search("bridge")
            assert list(archive.check()) == []
            archive.add(reports(41)[40:])

    line = in_a_child(look)
    assert line.startswith("ArchiveError: ")
    assert "desk.sqlite: cannot be written to; change the mode" in line


def test_a_locked_file_is_waited_for_and_then_told(
    archive_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "PATIENCE", 0.2)
    other = sqlite3.connect(archive_file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with open_archive(archive_file) as archive:
        assert archive.stories(), "readers do not wait for a writer"
    assert "another process is writing to it; wait" in said(archive_file)
    other.execute("ROLLBACK")
    other.close()


def test_a_later_schema_is_refused(where: Where) -> None:
    address = where()
    with open_archive(address, create=True) as archive, archive.place.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    for create in (False, True):
        with pytest.raises(NewerArchive, match=r"later version of this program .*9999.*install that version"):
            open_archive(address, create=create)


@pytest.mark.parametrize("page", [1, 4, 16])
def test_a_damaged_page_is_found(archive_file: Path, page: int) -> None:
    with open_archive(archive_file) as archive:
        assert list(archive.check()) == []
    sqlite3.connect(archive_file).execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    with archive_file.open("r+b") as file:
        file.seek(4096 * page)
        file.write(b"\xff" * 4096)
    result = CliRunner().invoke(main, ["check", "--archive", str(archive_file)])
    assert result.exit_code == 1
    told = result.output.splitlines()
    assert "restore" in result.output
    assert len(set(told)) == len(told)
    assert result.exception is None or isinstance(result.exception, SystemExit), "no traceback"


def test_what_is_no_archive_is_told(tmp_path: Path) -> None:
    assert "there is no archive; make one with ontherecord init" in said(tmp_path / "none.sqlite")
    (tmp_path / "words.txt").write_text("These are words, and no database at all. " * 50)
    assert "is no archive; name another file" in said(tmp_path / "words.txt")
    sqlite3.connect(tmp_path / "other.sqlite").execute("CREATE TABLE theirs (x)").connection.commit()
    assert "is no archive; make one" in said(tmp_path / "other.sqlite")
    with pytest.raises(ArchiveError, match=r"holds 'theirs' and no archive; name another"):
        open_archive(tmp_path / "other.sqlite", create=True)
    with pytest.raises(ArchiveError, match="its folder does not exist"):
        open_archive(tmp_path / "no" / "folder.sqlite", create=True)
    with pytest.raises(ArchiveError, match=r"an archive is a file, or postgresql://"):
        open_archive("mysql://user:secret@host/name")
    with pytest.raises(ArchiveError, match="is a folder"):
        open_archive(tmp_path, create=True)


def test_a_server_that_is_not_there_or_lets_nobody_in(server: str) -> None:
    nowhere = "postgresql://desk:secret@127.0.0.1:1/nothing"
    with pytest.raises(ArchiveError, match="the server does not answer; is it running") as fault:
        open_archive(nowhere)
    assert "secret" not in str(fault.value)
    with pytest.raises(ArchiveError, match="does not let us in"):
        open_archive(f"{server}no_such_database")
    with pytest.raises(ArchiveError, match="does not let us in"):
        open_archive(server.replace("desk@", "nobody@") + "postgres")


def test_verbs_say_it_in_one_line(tmp_path: Path) -> None:
    for verb in (["stories"], ["update"], ["add", str(tmp_path)], ["show", "x"], ["search", "x"], ["check"]):
        result = CliRunner().invoke(main, [*verb, "--archive", str(tmp_path / "none.sqlite")])
        assert result.exit_code == 1
        assert (
            result.output
            == f"ontherecord: {tmp_path}/none.sqlite: there is no archive; make one with ontherecord init\n"
        )
