# SPDX-License-Identifier: Apache-2.0
"""What the user names: files, folders, globs, standard input; and what cannot be opened."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from ontherecord.model import Refusal
from ontherecord.read.sources import Source, sources


def _folder(tmp_path: Path) -> Path:
    (tmp_path / "b.txt").write_text("b")
    (tmp_path / "a.txt").write_text("a")
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "c.txt").write_text("c")
    (tmp_path / ".hidden").write_text("h")
    return tmp_path


def _names(found: list[Source | Refusal], root: Path) -> list[str]:
    return [os.path.relpath(one.name, root) for one in found if isinstance(one, Source)]


def test_a_folder_is_read_recursively_sorted_and_without_hidden_files(tmp_path: Path) -> None:
    root = _folder(tmp_path)
    assert _names(sources([root]), root) == ["a.txt", "b.txt", "below/c.txt"]


def test_the_order_of_arguments_and_naming_twice_make_no_difference(tmp_path: Path) -> None:
    root = _folder(tmp_path)
    one = sources([root, root / "a.txt", f"{root}/*.txt"])
    other = sources([f"{root}/*.txt", root / "a.txt", root])
    assert one == other
    assert len(one) == 3


def test_a_glob_without_a_match_and_a_missing_file_are_refused_with_their_names(tmp_path: Path) -> None:
    found = sources([f"{tmp_path}/*.nothing", tmp_path / "gone.txt"])
    assert all(isinstance(one, Refusal) for one in found)
    assert [one.reason.split(":")[0] for one in found if isinstance(one, Refusal)] == [
        "no file matches",
        "no such file",
    ]


def test_a_file_whose_name_has_glob_signs_is_a_file(tmp_path: Path) -> None:
    file = tmp_path / "what[1]?.txt"
    file.write_text("x")
    assert sources([file]) == [Source(str(file))]


def test_a_folder_without_a_file_is_refused(tmp_path: Path) -> None:
    (found,) = sources([tmp_path])
    assert isinstance(found, Refusal)
    assert "no readable file" in found.reason


def test_loops_of_links_end(tmp_path: Path) -> None:
    root = _folder(tmp_path)
    (root / "below" / "up").symlink_to(root)
    (root / "self").symlink_to(root / "self")
    found = sources([root])
    assert _names(found, root) == ["a.txt", "b.txt", "below/c.txt"]
    refused = [one for one in found if isinstance(one, Refusal)]
    assert [Path(one.source).name for one in refused] == ["self"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_in_the_file_system_is_refused_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (found,) = sources([tmp_path / "pipe"])
    assert isinstance(found, Refusal)


def test_a_dash_is_standard_input() -> None:
    stream = io.BytesIO(b"x")
    assert sources(["-"], stream) == [Source("-", stream)]


@pytest.mark.parametrize("name", ["", "a\0b"])
def test_a_name_that_is_none_is_refused(name: str) -> None:
    (found,) = sources([name])
    assert isinstance(found, Refusal)
