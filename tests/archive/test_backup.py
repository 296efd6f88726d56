# SPDX-License-Identifier: Apache-2.0
"""A backup is an archive itself, the same as the one it was made of, from either database."""

from __future__ import annotations

from pathlib import Path

import pytest

from ontherecord.archive import ArchiveError, open_archive
from tests.archive.conftest import Where
from tests.archive.invented import reports, unread
from tests.archive.kills import contents


def test_a_backup_is_the_whole_archive(where: Where, tmp_path: Path) -> None:
    with open_archive(where(), create=True) as archive:
        archive.add([unread(one) for one in reports(30)])
        archive.update(workers=1)
        archive.follow("https://lantern.example/feed")
        archive.backup(tmp_path / "kept.sqlite")
        with open_archive(tmp_path / "kept.sqlite") as kept:
            assert contents(kept) == contents(archive)
            assert kept.runs() == archive.runs()
            assert list(kept.check()) == []
            assert kept.search("bridge") == kept.search("BRIDGE") != ()
            kept.add([unread(one) for one in reports(31)])
            assert len(kept.update(workers=1).changed) >= 1, "work goes on in it"
        left = sorted(path.name for path in tmp_path.iterdir() if "kept" in path.name)
        assert left == ["kept.sqlite"], "one file, nothing beside it"


def test_a_backup_replaces_nothing(tmp_path: Path) -> None:
    with open_archive(tmp_path / "desk.sqlite", create=True) as archive:
        (tmp_path / "precious").write_text("mine")
        with pytest.raises(ArchiveError, match="is there already; name a new file"):
            archive.backup(tmp_path / "precious")
        with pytest.raises(ArchiveError, match="its folder does not exist"):
            archive.backup(tmp_path / "no" / "file")
    assert (tmp_path / "precious").read_text() == "mine"
