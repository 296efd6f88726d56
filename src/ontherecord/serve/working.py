# SPDX-License-Identifier: Apache-2.0
"""One piece of work, in a process of its own: articles are read and added, stories are brought up to date.

Comes in: where the archive is, a folder, a `Task`. Goes out: `progress.json` in the folder, again and again.
Refuses: nothing; what cannot be read or fetched is listed with its reason. Score: none; `tests/serve/test_corrections.py`.
"""

from __future__ import annotations

import hashlib
import io
import os
import time
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Literal

import msgspec

from ontherecord.archive import ArchiveError, open_archive
from ontherecord.archive.clock import now
from ontherecord.decide.effect import Effect
from ontherecord.fetch.intake import Errand, intake
from ontherecord.fetch.limits import Limits
from ontherecord.fetch.watch import bring
from ontherecord.model import Decision, Reading, Refusal
from ontherecord.read.inputs import readings
from ontherecord.read.sources import Source
from ontherecord.serve.answers import View
from ontherecord.serve.shelf import large, lay_ahead

_STEP = 0.3  # seconds between two notes of how far the work has come
_SHOWN = 200  # refusals and stories that are listed
STAGES = {
    "read": "reading what was given",
    "annotate": "finding names, quotations and events",
    "trace": "tracing who copied whom",
    "group": "putting articles into stories",
    "reconcile": "writing the records",
    "lay": "laying out the pages",
    "foresee": "working out what would change",
}


class Upload(View, frozen=True, kw_only=True):
    """A file that was uploaded: its name as given, and where it lies."""

    name: str
    path: str


class Pasted(View, frozen=True, kw_only=True):
    """A text that was pasted, with what its giver knows of it."""

    text: str
    headline: str = ""
    outlet: str = ""
    published: str = ""
    url: str = ""


class Task(View, frozen=True, kw_only=True):
    """What is to be done."""

    about: str
    who: str
    files: tuple[Upload, ...] = ()
    pasted: tuple[Pasted, ...] = ()
    urls: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()
    follow: bool = False
    private: tuple[str, ...] = ()
    """Networks inside closed ranges that may be asked."""
    decision: Decision | None = None
    """A decision whose effect is to be worked out; nothing else is done then."""
    undo: str | None = None
    """The decision whose undoing is to be worked out."""
    why: str = ""
    story: str = ""
    """The story that it was made on."""


class Foreseen(View, frozen=True, kw_only=True):
    """A proposal and its effect, as far as that is worked out."""

    decision: Decision | None
    undo: str | None
    why: str
    story: str
    effects: tuple[Effect, ...] = ()


class Unread(View, frozen=True, kw_only=True):
    """What could not be read or fetched, and why."""

    source: str
    reason: str


class StoryRef(View, frozen=True, kw_only=True):
    """A story, and what it is called."""

    id: str
    title: str


class Progress(View, frozen=True, kw_only=True):
    """How far a piece of work has come."""

    number: int
    about: str
    who: str
    state: Literal["waiting", "under way", "done", "failed"]
    started: str
    ended: str | None = None
    stage: str = ""
    done: int = 0
    of: int = 0
    said: str = ""
    added: int = 0
    versions: int = 0
    known: int = 0
    refused: tuple[Unread, ...] = ()
    changed: tuple[str, ...] = ()
    stories: tuple[StoryRef, ...] = ()


def write_progress(folder: Path, told: Progress) -> None:
    """Write how far the work has come, whole or not at all."""
    part = folder / "progress.part"
    part.write_bytes(msgspec.json.encode(told))
    os.replace(part, folder / "progress.json")


def read_progress(folder: Path) -> Progress:
    """How far the work of a folder has come."""
    try:
        return msgspec.json.decode((folder / "progress.json").read_bytes(), type=Progress)
    except (OSError, msgspec.DecodeError):
        return Progress(number=int(folder.name), about="", who="", state="waiting", started="")


class _Noted:
    """The progress of one piece of work, written down now and then."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.told = msgspec.structs.replace(read_progress(folder), state="under way")
        self._last = 0.0

    def note(self, stage: str, done: int, of: int) -> None:
        """Take in how far a stage has come."""
        fresh = stage != self.told.stage
        self.told = msgspec.structs.replace(self.told, stage=stage, done=done, of=of)
        if fresh or time.monotonic() - self._last > _STEP:
            self._last = time.monotonic()
            write_progress(self.folder, self.told)

    def end(self, **values: object) -> None:
        """Write down how it ended."""
        self.told = msgspec.structs.replace(self.told, ended=now(), **values)
        write_progress(self.folder, self.told)


def work(where: str, folder: str, pages: str, task: Task) -> None:
    """Do a piece of work; `pages` is the folder of the shelf."""
    noted = _Noted(Path(folder))
    foreseeing = task.decision is not None or task.undo is not None
    noted.note("foresee" if foreseeing else "read", 0, 0)
    try:
        with open_archive(where) as archive:
            if foreseeing:
                foresee(Path(folder), task, archive.foresee(task.decision or task.undo or ""))
                noted.end(state="done", stage="")
                return
            for feed in task.feeds:
                archive.follow(feed)
            errand = Errand(Limits(private=task.private), follow=task.follow)
            done = bring(archive, lambda known: _given(task, known, noted), errand)
            noted.told = msgspec.structs.replace(
                noted.told, added=len(done.documents), versions=done.versions, known=done.known,
                refused=tuple(Unread(source=r.source, reason=r.reason) for r in done.refused[:_SHOWN]),
            )  # fmt: skip
            updated = archive.update(progress=noted.note)
            few = len(updated.changed) <= _SHOWN
            wanted = updated.changed if few else large(archive, updated.changed)
            lay_ahead(archive, wanted, Path(pages), noted.note)
            titles = {one.id: one.title for one in archive.stories(limit=10**6)}
            stories = tuple(StoryRef(id=id, title=titles.get(id, id)) for id in updated.changed[:_SHOWN])
        noted.end(state="done", stage="", changed=updated.changed, stories=stories)
    except (ArchiveError, OSError) as fault:
        noted.end(state="failed", said=" ".join(str(fault).split())[:500])


def foresee(folder: Path, task: Task, effects: tuple[Effect, ...]) -> None:
    """Write down a proposal with its effect."""
    told = Foreseen(decision=task.decision, undo=task.undo, why=task.why, story=task.story, effects=effects)
    part = folder / "foreseen.part"
    part.write_bytes(msgspec.json.encode(told))
    os.replace(part, folder / "foreseen.json")


def read_foreseen(folder: Path) -> Foreseen | None:
    """The proposal of a folder, if it holds one."""
    try:
        return msgspec.json.decode((folder / "foreseen.json").read_bytes(), type=Foreseen)
    except (OSError, msgspec.DecodeError):
        return None


def _given(task: Task, errand: Errand, noted: _Noted) -> Iterator[Reading | Refusal]:
    """Every reading of what was given: files in the order of their names, then what stands at addresses and in feeds;
    only what a person named is asked for."""
    seen: Counter[str] = Counter()
    sources = sorted(_sources(task), key=lambda one: one.name)
    own = (one for source in sources for one in readings(source, seen))
    named = [*task.urls, *task.feeds]
    fetched = intake(named, None, errand) if named else ()
    for number, one in enumerate(chain(own, fetched), 1):
        noted.note("read", number, 0)
        yield one


def _sources(task: Task) -> Iterator[Source]:
    for upload in task.files:
        yield Source(upload.name, path=upload.path)
    for text in task.pasted:
        data, suffix = _pasted(text)
        yield Source(f"pasted-{hashlib.sha256(data).hexdigest()[:8]}{suffix}", stream=io.BytesIO(data))


def _pasted(given: Pasted) -> tuple[bytes, str]:
    """A pasted text as a file: as it is, or as a record where more is known of it."""
    said = {"title": given.headline, "outlet": given.outlet, "date": given.published, "url": given.url}
    said = {name: value for name, value in said.items() if value}
    if not said:
        return given.text.encode("utf-8", "replace"), ".txt"
    return msgspec.json.encode({**said, "text": given.text}) + b"\n", ".jsonl"
