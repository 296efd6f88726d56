# SPDX-License-Identifier: Apache-2.0
"""What the user named, as opened inputs: files, folders, globs and standard input.

Comes in: arguments. Goes out: `Source` (a name and a way to open it) or a `Refusal`, sorted by name.
Refuses: what does not exist, is no regular file, is unreadable or a loop of symbolic links; a
folder or a glob without a file; a record that `build` wrote. Nothing is read here.
Score: none; `tests/read/test_sources.py`.
"""

from __future__ import annotations

import glob
import io
import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, NamedTuple

import msgspec

from ontherecord.model import Refusal
from ontherecord.read.declared import Declared

STANDARD_INPUT = "-"
_GLOB_SIGNS = frozenset("*?[")


class _Manifest(msgspec.Struct):
    """As much of a record's manifest as tells whose it is."""

    program: dict[str, str]


class Said(NamedTuple):
    """What the carrier of some bytes (a server, an archive) says of them: media type, charset, metadata."""

    media_type: str = ""
    charset: str | None = None
    declared: Declared = Declared()


NOTHING_SAID = Said()


class Source(NamedTuple):
    """A named input: the name as the record shows it; the stream that is open already (standard input,
    a fetched page), or the path to open if that is not the name; what its carrier says of it."""

    name: str
    stream: BinaryIO | None = None
    path: str = ""
    said: Said = NOTHING_SAID

    def open(self) -> BinaryIO:
        """Open for reading bytes. Raises OSError."""
        return self.stream if self.stream is not None else Path(self.path or self.name).open("rb")


def sources(
    arguments: Sequence[str | os.PathLike[str]], stdin: BinaryIO | None = None
) -> list[Source | Refusal]:
    """Every input the arguments name, once, sorted by name; refusals stand among them.

    A folder is read recursively without its hidden files and without the records that `build` wrote
    into it; a glob may use `**`; "-" is `stdin`. A file named twice, also by a link or another
    spelling of its path, is one input, under the first of its names.
    """
    named = {entry for argument in arguments for entry in _named(os.fspath(argument), stdin)}
    found: dict[str, Source | Refusal] = {}
    for entry in sorted(named, key=_name):
        found.setdefault(_identity(entry), entry)
    return list(found.values())


def _name(entry: Source | Refusal) -> tuple[str, str]:
    return (entry.name, entry.path) if isinstance(entry, Source) else (entry.source, "")


def _identity(entry: Source | Refusal) -> str:
    if isinstance(entry, Source):
        return os.path.realpath(entry.path or entry.name) if entry.stream is None else STANDARD_INPUT
    return f"\0{entry.source}"  # no path has a null in it


def shown(path: str) -> str:
    """A path as valid Unicode: bytes of a file name that are not UTF-8 are written `\\xff`."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _named(argument: str, stdin: BinaryIO | None) -> Iterator[Source | Refusal]:
    if argument == STANDARD_INPUT:
        yield Source(STANDARD_INPUT, stream=stdin if stdin is not None else io.BytesIO())
    elif "\0" in argument or not argument:
        yield Refusal(
            source=argument.replace("\0", "\\0"), reason="not a file name: give a path, a glob or -"
        )
    elif not os.path.lexists(argument) and _GLOB_SIGNS & set(argument):
        yield from _globbed(argument)
    else:
        yield from _path(argument)


def _globbed(pattern: str) -> Iterator[Source | Refusal]:
    matches = sorted(glob.glob(pattern, recursive=True))
    if not matches:
        yield Refusal(source=shown(pattern), reason="no file matches: check the pattern and the folder")
    for match in matches:
        yield from _path(match)


def _path(path: str) -> Iterator[Source | Refusal]:
    try:
        mode = os.stat(path).st_mode
    except OSError as error:
        yield unreadable(path, error)
        return
    if stat.S_ISDIR(mode):
        yield from _folder(path)
    elif stat.S_ISREG(mode):
        name = shown(path)
        yield Source(name, path="" if name == path else path)
    else:
        yield Refusal(source=shown(path), reason="neither a file nor a folder: copy its content into a file")


def _folder(path: str) -> Iterator[Source | Refusal]:
    if is_record(path):
        yield Refusal(
            source=shown(path), reason="a record that build wrote, not coverage: name the folder of articles"
        )
        return
    entries = list(_walk(path, frozenset()))
    if not any(isinstance(entry, Source) for entry in entries):
        yield Refusal(
            source=shown(path), reason="a folder with no readable file: name a folder that holds articles"
        )
    yield from entries


def _walk(path: str, above: frozenset[tuple[int, int]]) -> Iterator[Source | Refusal]:
    """The files below a folder, without records of ours: what was made from coverage is none.

    A link back to a folder that is being walked is not followed.
    """
    try:
        here = os.stat(path)
        names = sorted(name for name in os.listdir(path) if not name.startswith("."))
    except OSError as error:
        yield unreadable(path, error)
        return
    identity = (here.st_dev, here.st_ino)
    if identity in above:
        return
    for name in names:
        below = os.path.join(path, name)
        if os.path.isdir(below):
            if not is_record(below):
                yield from _walk(below, above | {identity})
        else:
            yield from _path(below)


def is_record(path: str | os.PathLike[str]) -> bool:
    """Whether `build` wrote this folder: its manifest says so."""
    try:
        manifest = msgspec.json.decode(Path(path, "manifest.json").read_bytes(), type=_Manifest)
    except (OSError, ValueError, msgspec.MsgspecError):
        return False
    return manifest.program.get("name") == "ontherecord"


def unreadable(name: str, error: OSError) -> Refusal:
    """The refusal for an error of the system: its reason and what the user can do."""
    mends = {
        FileNotFoundError: "no such file: check the name (a file that vanished must be put back)",
        PermissionError: "no permission to read it: change its mode or run as its owner",
        IsADirectoryError: "a folder, not a file",
    }
    reason = mends.get(type(error))
    if reason is None:
        words = (error.strerror or type(error).__name__).lower()
        reason = f"{words}: check the file and name it again"
    return Refusal(source=shown(name), reason=reason)
