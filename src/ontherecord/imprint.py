# SPDX-License-Identifier: Apache-2.0
"""The imprint of a build: what it depends on, by which an unchanged build is known and left alone.

Comes in: inputs, settings, the folder OUT, the store of work done before. Goes out: the `Build`, made
and written, or read back where OUT holds just the bytes that these inputs gave before.
Refuses: what `build` and `write` refuse. Standard input, addresses and a pipeline named by its path have no
imprint; they are built again.
Score: `python -m bench speed` (unchanged re-run).

The imprint is a hash over this package's files, the installed libraries with their versions, Python,
the settings, the decisions that count, and the name and bytes of every input. The store keeps under it a hash of the folder
written, every file of it. Both must agree: a changed input, option, library or line of this program,
and a file of OUT that was touched, each lead to a new build.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sqlite3
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from ontherecord.annotate.settings import Settings
from ontherecord.annotate.settings import named as choices
from ontherecord.annotate.store import fetch, keep, key, open_store
from ontherecord.build import Progress, build, write
from ontherecord.decide.rulings import standing
from ontherecord.export import read_folder
from ontherecord.fetch.intake import PLAIN, Errand, is_url
from ontherecord.group.group_settings import DEFAULT_GROUPING, GroupSettings
from ontherecord.group.group_settings import named as group_choices
from ontherecord.model import Build, Decision
from ontherecord.read.sources import STANDARD_INPUT, Source, sources
from ontherecord.reconcile.brief.brief_settings import DEFAULT_BRIEF, BriefSettings
from ontherecord.reconcile.brief.brief_settings import named as brief_choices
from ontherecord.rewrite import Endpoint

_CHUNK = 1024 * 1024  # bytes read at a time; inputs may be larger than memory


def build_folder(
    inputs: Sequence[str | os.PathLike[str]],
    out: Path,
    settings: Settings,
    wanted: BriefSettings = DEFAULT_BRIEF,
    *,
    grouping: GroupSettings = DEFAULT_GROUPING,
    endpoint: Endpoint | None = None,
    workers: int | None = None,
    cache: Path | None = None,
    stdin: BinaryIO | None = None,
    errand: Errand = PLAIN,
    progress: Progress = lambda stage, done, of: None,
    decisions: Sequence[Decision] = (),
) -> Build:
    """Build `inputs` into the folder `out`, or leave it where that build already stands there.

    `cache` is the file of the store; without it every call builds. Raises what `build` and `write`
    raise.
    """
    # What a language model or the network answers is not known before.
    known = cache is not None and endpoint is None and not errand.follow
    before = imprint(inputs, settings, wanted, grouping, decisions) if known else None
    if cache is not None and before is not None and _stands(cache, before, out):
        progress("unchanged", 1, 1)
        return read_folder(out)
    made = build(
        inputs,
        settings,
        wanted,
        grouping=grouping,
        endpoint=endpoint,
        workers=workers,
        cache=cache,
        stdin=stdin,
        errand=errand,
        progress=progress,
        decisions=decisions,
    )
    progress("write", 0, 1)
    write(made, out, workers)
    unchanged = before is not None and imprint(inputs, settings, wanted, grouping, decisions) == before
    if cache is not None and before is not None and unchanged:
        _remember(cache, before, out)
    return made


def imprint(
    inputs: Sequence[str | os.PathLike[str]],
    settings: Settings,
    wanted: BriefSettings = DEFAULT_BRIEF,
    grouping: GroupSettings = DEFAULT_GROUPING,
    decisions: Sequence[Decision] = (),
) -> bytes | None:
    """The hash of all that a build of `inputs` so depends on; None where that cannot be known."""
    if (
        any(os.fspath(one) == STANDARD_INPUT or is_url(one) for one in inputs)
        or Path(settings.model).exists()
    ):
        return None
    try:
        named = [_input(source) if isinstance(source, Source) else repr(source) for source in sources(inputs)]
    except OSError:
        return None
    chosen = (settings.model, *choices(settings).values(), *brief_choices(wanted).values())
    chosen = (*chosen, *group_choices(grouping).values())
    chosen = (*chosen, *(one.id for one in standing(decisions)))
    return key("build", sys.version, *_libraries(), _tree(Path(__file__).parent), *chosen, *named)


def _input(source: Source) -> str:
    with source.open() as stream:
        digest = hashlib.sha256()
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
    return f"{source.name}\0{digest.hexdigest()}"


def _libraries() -> Iterator[str]:
    """Every installed distribution, as the name of its metadata folder: name and version."""
    for place in sys.path:
        if os.path.isdir(place):
            yield from sorted(
                name for name in os.listdir(place) if name.endswith((".dist-info", ".egg-info"))
            )


def _tree(folder: Path) -> str:
    """A hash of every file of a folder, with its path; what Python compiles for itself left out."""
    digest = hashlib.sha256()
    for file in sorted(p for p in folder.rglob("*") if p.is_file() and "__pycache__" not in p.parts):
        data = file.read_bytes()
        digest.update(
            f"{file.relative_to(folder).as_posix()}\0{len(data)}\0".encode("utf-8", "surrogateescape")
        )
        digest.update(data)
    return digest.hexdigest()


def _stands(cache: Path, wanted: bytes, out: Path) -> bool:
    """Whether `out` holds, byte for byte, what was written for this imprint."""
    try:
        with contextlib.closing(open_store(cache)) as store:
            kept = fetch(store, [wanted]).get(wanted)
        return kept is not None and out.is_dir() and kept == _tree(out).encode()
    except (OSError, sqlite3.Error):
        return False


def _remember(cache: Path, done: bytes, out: Path) -> None:
    """Keep what was written; a cache that does not take it costs the next run time, nothing else."""
    with contextlib.suppress(OSError, sqlite3.Error), contextlib.closing(open_store(cache)) as store:
        keep(store, [(done, _tree(out).encode())])
