# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

import ontherecord as otr
from ontherecord.cli import verbs
from ontherecord.export import FORMATS, FolderError, UnknownExport, export, write_file, write_folder
from tests import made
from tests.export.example import COPY, talks
from tests.test_cli import run


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("export") / "out"
    write_folder(talks(), folder, {})
    return folder


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_record_gives_the_same_bytes_from_python_and_from_the_shell(
    name: str, out: Path, tmp_path: Path
) -> None:
    expected = b"".join(otr.export(talks(), name))
    assert expected
    status, stdout, stderr = run("export", out, name, "-o", tmp_path / "file")
    assert (status, stdout, stderr) == (0, "", "")
    assert (tmp_path / "file").read_bytes() == expected
    assert [p.name for p in tmp_path.iterdir()] == ["file"]


def test_on_stdout_without_a_file(out: Path) -> None:
    status, stdout, _ = run("export", out, "plover")
    assert status == 0
    assert json.loads(stdout.splitlines()[0])["event"] == ["CONSULT"]


@pytest.mark.parametrize("name", FORMATS)
def test_an_empty_record_can_be_exported(name: str) -> None:
    empty = otr.export(made.build().__class__(
        manifest=made.build().manifest, documents=(), copies={}, records=()
    ), name)  # fmt: skip
    assert isinstance(b"".join(empty), bytes)


def unpacked(data: bytes) -> str:
    """The text in a file, whatever it is packed in."""
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as held:
            return "\n".join(unpacked(held.read(name)) for name in held.namelist())
    if data.startswith(b"PAR1"):
        parquet = pytest.importorskip("pyarrow.parquet")
        return str(parquet.read_table(io.BytesIO(data)).to_pylist())
    return data.decode("utf-8")


TOLD = " ".join(COPY.split())
"""The text of the one article, whatever its lines."""


def has_the_text(data: bytes) -> bool:
    """Whether a file holds the whole text: as it is, or as JSON or Python write it."""
    return TOLD in " ".join(unpacked(data).replace("\\n", " ").split())


@pytest.mark.parametrize("name", FORMATS)
def test_quotes_only_leaves_full_texts_out(name: str) -> None:
    assert not has_the_text(b"".join(export(talks(), name, quotes_only=True)))


def test_the_check_for_full_texts_can_fail() -> None:
    assert {name for name in FORMATS if has_the_text(b"".join(export(talks(), name)))} >= {
        "jsonl",
        "ninjs",
        "ftm",
        "schemaorg",
    }


def test_one_story_of_many() -> None:
    assert b"".join(export(talks(), "plover", story="talks")) == b"".join(export(talks(), "plover"))
    with pytest.raises(UnknownExport, match="it has talks"):
        export(talks(), "plover", story="none")


def test_what_does_not_exist_is_refused_with_the_mend(out: Path, tmp_path: Path) -> None:
    with pytest.raises(UnknownExport, match="choose one of plover"):
        export(talks(), "word")
    assert run("export", out, "word")[0] == 2
    status, _, stderr = run("export", out, "plover", "--story", "none")
    assert (status, "it has talks" in stderr) == (2, True)
    status, _, stderr = run("export", tmp_path, "plover")
    assert (status, "is not a record" in stderr) == (1, True)
    status, _, stderr = run("export", out, "plover", "-o", tmp_path)
    assert (status, "is a folder" in stderr) == (1, True)


def test_nothing_half_written(tmp_path: Path) -> None:
    def broken() -> Iterator[bytes]:
        yield b"half"
        raise OSError(28, "No space left on device")

    (tmp_path / "events.tsv").write_bytes(b"old")
    with pytest.raises(FolderError, match="No space left"):
        write_file(broken(), tmp_path / "events.tsv")
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("events.tsv", b"old")]


def test_every_format_is_in_the_help_and_the_docs() -> None:
    docs = (Path(__file__).parents[2] / "docs" / "exports.md").read_text("utf-8")
    assert all(f"`{name}`" in docs for name in FORMATS if ":" not in name)
    assert "export" in verbs()
