# SPDX-License-Identifier: Apache-2.0
import json
import os
from pathlib import Path

import jsonschema
import pytest
from msgspec.structs import replace

from ontherecord.export import KINDS, FolderError, read_folder, schema, stream, write_folder
from tests.made import build

PAGES = {"index.html": "<p>stories</p>", "ferry-talks/dossier.html": "<p>story</p>"}


def contents(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    write_folder(build(), tmp_path / "out", PAGES)
    assert read_folder(tmp_path / "out") == build()


def test_every_line_fits_its_schema(tmp_path: Path) -> None:
    write_folder(build(), tmp_path / "out", PAGES)
    checked = 0
    for path in (tmp_path / "out").rglob("*.jsonl"):
        validator = jsonschema.Draft202012Validator(schema(path.stem))
        for line in path.read_text("utf-8").splitlines():
            validator.validate(json.loads(line))
            checked += 1
    jsonschema.validate(json.loads((tmp_path / "out/manifest.json").read_text()), schema("manifest"))
    assert checked == 14


def test_the_fields_of_the_contract_are_there_in_their_order(tmp_path: Path) -> None:
    write_folder(build(), tmp_path / "out", PAGES)
    quotation = json.loads((tmp_path / "out/ferry-talks/quotations.jsonl").read_text("utf-8"))
    contract = [
        "id",
        "article",
        "content",
        "kind",
        "speaker",
        "cue",
        "addressee",
        "medium",
        "date",
        "nested_in",
        "utterance",
    ]
    assert [key for key in quotation if key in contract] == contract
    assert quotation["content"] == [{"document": "d1", "start": 33, "end": 50, "text": "the river is high"}]
    for kind in KINDS:
        assert schema(kind)["$defs"], kind


def test_the_copy_is_the_copy(tmp_path: Path) -> None:
    write_folder(build(), tmp_path / "out", PAGES)
    for document in build().documents:
        raw = (tmp_path / "out/copies" / f"{document.id}.txt").read_bytes()
        assert raw.decode() == build().copies[document.id]


def test_a_second_build_replaces_the_first_and_leaves_nothing_behind(tmp_path: Path) -> None:
    write_folder(build(), tmp_path / "out", {**PAGES, "old.html": "old"})
    write_folder(build(), tmp_path / "out", PAGES)
    assert "old.html" not in contents(tmp_path / "out")
    assert os.listdir(tmp_path) == ["out"]


@pytest.mark.parametrize("kind", ["a folder with other things", "a file"])
def test_what_is_not_ours_is_left_alone(tmp_path: Path, kind: str) -> None:
    out = tmp_path / "out"
    if kind == "a file":
        out.write_text("my notes")
    else:
        out.mkdir()
        (out / "notes.txt").write_text("my notes")
    with pytest.raises(FolderError, match="choose"):
        write_folder(build(), out, PAGES)
    assert "my notes" in (out.read_text() if kind == "a file" else (out / "notes.txt").read_text())
    assert os.listdir(tmp_path) == ["out"]


def test_an_empty_folder_may_be_used(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    write_folder(build(), tmp_path / "out", PAGES)
    assert read_folder(tmp_path / "out").records


def test_a_write_that_fails_half_way_leaves_the_old_record(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write_folder(build(), out, PAGES)
    before = contents(out)
    with pytest.raises(FolderError, match="could not be written"):
        write_folder(build(), out, {**PAGES, "no/such/folder.html": "x"})
    assert contents(out) == before
    assert os.listdir(tmp_path) == ["out"]


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (lambda out: (out / "manifest.json").unlink(), "is not a record"),
        (lambda out: (out / "copies/d1.txt").unlink(), r"copies/d1\.txt: cannot be read"),
        (lambda out: (out / "stories.jsonl").write_text('{"id": 3}\n'), r"stories\.jsonl:1:"),
        (lambda out: (out / "copies/d1.txt").write_bytes(b"\xff"), "cannot be read"),
    ],
)
def test_a_damaged_folder_is_named(tmp_path: Path, damage: object, message: str) -> None:
    out = tmp_path / "out"
    write_folder(build(), out, PAGES)
    damage(out)  # type: ignore[operator]
    with pytest.raises(FolderError, match=message):
        read_folder(out)


def test_another_format_is_refused_with_the_mend(tmp_path: Path) -> None:
    made = build()
    write_folder(replace(made, manifest=replace(made.manifest, format=9)), tmp_path / "out", PAGES)
    with pytest.raises(FolderError, match=r"format 9.*build it again"):
        read_folder(tmp_path / "out")


def test_the_stream_carries_everything(tmp_path: Path) -> None:
    made = build()
    lines = [json.loads(line) for line in stream(made)]
    assert [line["kind"] for line in lines][:4] == ["manifest", "documents", "documents", "stories"]
    assert lines[1]["copy"] == made.copies["d1"]
    assert sum(line["story"] == "ferry-talks" for line in lines) == 11
    (quotation,) = (line["data"] for line in lines if line["kind"] == "quotations")
    assert quotation["kind"] == "direct"
