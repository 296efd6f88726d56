# SPDX-License-Identifier: Apache-2.0
"""The folder of the record format: written whole or not at all, and read back.

Comes in: a `Build` and the pages to lay beside it; or the path of such a folder. Goes out: the
folder; or the `Build` it holds. Refuses, with `FolderError`: to write over a folder that is not a
record of ours or that holds something else too, to read one that is not, or that another version of
the format wrote.

A folder is written beside its place and then renamed, so that a full disk or a kill leaves either
the old folder or the new one. Of two builds into one folder the last to end stays, whole.
"""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TypeVar

import msgspec

from ontherecord.export.schema import KINDS, STORY_KINDS
from ontherecord.model import FORMAT_VERSION, Build, Datum, Document, Manifest, Record, Story
from ontherecord.read.sources import is_record

Kind = TypeVar("Kind", bound=Datum)
_ENCODER = msgspec.json.Encoder()


_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_OURS = frozenset({".html", ".jsonl", ".json"})  # what stands at the top of a record, beside its folders
_NOBODYS = frozenset({".DS_Store", "Thumbs.db"})  # what file browsers leave behind
_LATER = frozenset({"meetings", "positions", "contradictions"})  # kinds that format 1 did not have at first
_TRIES = 20  # renames against other builds that end at the same moment


class FolderError(Exception):
    """A folder that cannot be written or read; one line that names it and the mend."""


class PlaceError(FolderError):
    """A place where no record can be written, which is known before any work."""


def write_folder(build: Build, out: Path, pages: Mapping[str, str]) -> None:
    """Write a build to the folder `out`, with `pages` (relative path -> text) beside the data.

    An older record at `out` is replaced. Raises FolderError when something else stands there or
    the disk does not take it; then `out` is as it was.
    """
    check_place(out)
    place = Path(os.path.realpath(out))
    # The name is its own: OUT's may be as long as a name can be, and two builds may write at once.
    part = place.with_name(f".ontherecord-{secrets.token_hex(6)}.part")
    try:
        part.mkdir(parents=True)
        _write(build, part, pages)
        _swap(part, place)
    except OSError as fault:
        mend = "free some space or choose another -o" if fault.errno in _FULL else "choose another -o"
        raise FolderError(f"{out}: could not be written ({fault.strerror or fault}); {mend}") from fault
    finally:
        shutil.rmtree(part, ignore_errors=True)


def check_place(out: Path) -> None:
    """Raise PlaceError if `out` is something that a build must not replace, or cannot write."""
    try:
        reason = _no_place(Path(os.path.realpath(out)))
    except (OSError, ValueError) as fault:
        reason = f"cannot be used ({getattr(fault, 'strerror', None) or fault}); choose another -o"
    if reason:
        raise PlaceError(f"{out}: {reason}")


def _no_place(place: Path) -> str | None:
    """Why no record can be written at this place, with the mend; None if it can. Raises OSError."""
    try:
        place.lstat()
    except FileNotFoundError:
        return _no_parent(place)
    except NotADirectoryError:
        return "lies in a file, not in a folder; choose another -o"
    if not place.is_dir():
        return "is a file, not a folder; choose another -o"
    if any(place.iterdir()) and not is_record(place):
        return "is a folder with other things in it; choose an empty or a new one for -o"
    if strange := _strange(place):
        return f"holds {strange!r}, which build did not write; move it away or choose another -o"
    if place.is_mount() or place == Path.cwd():
        return "cannot be replaced as a whole; name a folder in it that build may make"
    return _no_parent(place)


def _no_parent(place: Path) -> str | None:
    parent = next(above for above in place.parents if above.exists())
    if not parent.is_dir():
        return f"{parent} is a file, not a folder; choose another -o"
    if not os.access(parent, os.W_OK | os.X_OK):
        return f"nothing can be written in {parent}; change its mode or choose another -o"
    return None


def _strange(place: Path) -> str | None:
    """The first entry of a record's folder that build does not make: replacing would destroy it."""
    for entry in sorted(place.iterdir()):
        if entry.is_dir() and not entry.is_symlink():
            ours = entry.name == "copies" or any(entry.glob("*.jsonl"))
        else:
            ours = entry.suffix in _OURS or entry.name in _NOBODYS
        if not ours:
            return entry.name
    return None


def _swap(part: Path, place: Path) -> None:
    """Put `part` in its place. Another build may do the same meanwhile: then theirs is replaced."""
    old = part.with_suffix(".old")
    for left in reversed(range(_TRIES)):
        with contextlib.suppress(FileNotFoundError):
            place.rename(old)
        try:
            part.rename(place)
        except BaseException as fault:
            with contextlib.suppress(OSError):
                old.rename(place)
            taken = isinstance(fault, OSError) and fault.errno in (errno.ENOTEMPTY, errno.EEXIST)
            if not (taken and left):
                raise
        shutil.rmtree(old, ignore_errors=True)
        if not part.exists():
            return


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


def read_folder(out: str | os.PathLike[str]) -> Build:
    """Read a record back. Raises FolderError for what is missing, damaged or of another format."""
    out = Path(out)
    if not is_record(out):
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
    files = {kind: out / story.id / f"{kind}.jsonl" for kind in STORY_KINDS}
    lists = {
        kind: _read_lines(file, KINDS[kind])
        for kind, file in files.items()
        if kind not in _LATER or file.exists()
    }
    return Record(story=story, **lists)  # type: ignore[arg-type]


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode()
    except (OSError, UnicodeDecodeError) as fault:
        raise FolderError(f"{path}: cannot be read ({fault}); build the record again") from fault


def _decode(path: Path, kind: type[Kind]) -> Kind:
    try:
        return msgspec.json.decode(_text(path), type=kind)
    except msgspec.MsgspecError as fault:
        raise FolderError(f"{path}: {fault}; build the record again") from fault


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
