# SPDX-License-Identifier: Apache-2.0
"""The folder of the record format: written whole or not at all, and read back.

Comes in: a `Build` and the pages to lay beside it; or the path of such a folder. Goes out: the
folder; or the `Build` it holds. Refuses, with `FolderError`: to write over a folder that is not a
record of ours, to read one that is not, or that another version of the format wrote.

A folder is written beside its place and then renamed, so that a full disk or a kill leaves either
the old folder or the new one.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TypeVar

import msgspec

from ontherecord.export.schema import KINDS, STORY_KINDS
from ontherecord.model import FORMAT_VERSION, Build, Datum, Document, Manifest, Record, Story

Kind = TypeVar("Kind", bound=Datum)
_ENCODER = msgspec.json.Encoder()


class FolderError(Exception):
    """A folder that cannot be written or read; one line that names it and the mend."""


def write_folder(build: Build, out: Path, pages: Mapping[str, str]) -> None:
    """Write a build to the folder `out`, with `pages` (relative path -> text) beside the data.

    An older record at `out` is replaced. Raises FolderError when something else stands there or
    the disk does not take it; then `out` is as it was.
    """
    check_place(out)
    out = out.absolute()
    part = out.with_name(f".{out.name}.{os.getpid()}.part")
    try:
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(parents=True)
        _write(build, part, pages)
        _swap(part, out)
    except OSError as fault:
        raise FolderError(
            f"{out}: could not be written ({fault.strerror or fault}); free some space or choose another -o"
        ) from fault
    finally:
        shutil.rmtree(part, ignore_errors=True)


def check_place(out: Path) -> None:
    """Raise FolderError if `out` is something that a build must not replace."""
    if not out.exists():
        return
    if not out.is_dir():
        raise FolderError(f"{out}: is a file, not a folder; choose another -o")
    if any(out.iterdir()) and not _is_ours(out):
        raise FolderError(f"{out}: is a folder with other things in it; choose an empty or a new one for -o")


def _is_ours(out: Path) -> bool:
    try:
        manifest = msgspec.json.decode((out / "manifest.json").read_bytes())
    except (OSError, msgspec.DecodeError):
        return False
    return isinstance(manifest, dict) and manifest.get("program", {}).get("name") == "ontherecord"


def _swap(part: Path, out: Path) -> None:
    old = out.with_name(f".{out.name}.{os.getpid()}.old")
    if out.exists():
        out.rename(old)
    try:
        part.rename(out)
    except OSError:
        if old.exists():
            old.rename(out)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _write(build: Build, folder: Path, pages: Mapping[str, str]) -> None:
    manifest = msgspec.json.format(_ENCODER.encode(build.manifest), indent=2)
    (folder / "manifest.json").write_bytes(manifest + b"\n")
    _write_lines(folder / "documents.jsonl", build.documents)
    _write_lines(folder / "stories.jsonl", [record.story for record in build.records])
    (folder / "copies").mkdir()
    for document in build.documents:
        (folder / "copies" / f"{document.id}.txt").write_bytes(build.copies[document.id].encode())
    for record in build.records:
        (folder / record.story.id).mkdir()
        for kind in STORY_KINDS:
            _write_lines(folder / record.story.id / f"{kind}.jsonl", getattr(record, kind))
    for name, text in pages.items():
        (folder / name).write_bytes(text.encode())


def _write_lines(path: Path, data: Iterable[Datum]) -> None:
    with path.open("wb") as file:
        file.writelines(_ENCODER.encode(datum) + b"\n" for datum in data)


def read_folder(out: Path) -> Build:
    """Read a record back. Raises FolderError for what is missing, damaged or of another format."""
    if not _is_ours(out):
        raise FolderError(
            f"{out}: is not a record (it has no manifest.json of ours); name the folder that build wrote"
        )
    manifest = _decode(out / "manifest.json", Manifest)
    if manifest.format != FORMAT_VERSION:
        raise FolderError(
            f"{out}: is in format {manifest.format}, this program reads {FORMAT_VERSION}; build it again"
        )
    documents = _read_lines(out / "documents.jsonl", Document)
    return Build(
        manifest=manifest,
        documents=documents,
        copies={d.id: _text(out / "copies" / f"{d.id}.txt") for d in documents},
        records=tuple(_read_record(out, story) for story in _read_lines(out / "stories.jsonl", Story)),
    )


def _read_record(out: Path, story: Story) -> Record:
    lists = {kind: _read_lines(out / story.id / f"{kind}.jsonl", KINDS[kind]) for kind in STORY_KINDS}
    return Record(story=story, **lists)  # type: ignore[arg-type]


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode()
    except (OSError, UnicodeDecodeError) as fault:
        raise FolderError(f"{path}: cannot be read ({fault}); build the record again") from fault


def _decode(path: Path, kind: type[Kind]) -> Kind:
    return msgspec.json.decode(_text(path), type=kind)


def _read_lines(path: Path, kind: type[Kind]) -> tuple[Kind, ...]:
    decoder = msgspec.json.Decoder(kind)
    found = []
    for number, line in enumerate(_text(path).split("\n"), 1):
        if line:
            try:
                found.append(decoder.decode(line))
            except msgspec.MsgspecError as fault:
                raise FolderError(f"{path}:{number}: {fault}; build the record again") from fault
    return tuple(found)
