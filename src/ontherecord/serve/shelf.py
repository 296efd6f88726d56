# SPDX-License-Identifier: Apache-2.0
"""The pages of stories that were laid out, so that a page of five hundred articles is read, not made.

Comes in: a story and the name of one of its pages. Goes out: the page, packed. Refuses: a page that the
story does not have (`Missing`). Score: none; what a page of 500 articles takes is told in docs/web.md.

A page is kept under a key of all that it shows: the record, the story as it is told today, our templates. It is
laid out by another process, one at a time, so that readers of other pages do not wait for it.
"""

from __future__ import annotations

import hashlib
import shutil
from concurrent.futures import Future
from pathlib import Path
from threading import Lock

import msgspec
from loky import ProcessPoolExecutor
from sqlalchemy import select

from ontherecord.archive import Archive, stories
from ontherecord.archive.tables import stories as stories_table
from ontherecord.code import code_of
from ontherecord.serve.desk import Laid, Missing
from ontherecord.serve.laying import lay

_PATIENCE = 600  # seconds that a reader of a page may wait for it to be laid out
_ROOMS = ("dossier", "serve")


class Shelf:
    """The pages of one archive, in a folder."""

    def __init__(self, archive: Archive, where: str, folder: Path) -> None:
        self.archive = archive
        self.where = where
        self.folder = folder
        self._workers: ProcessPoolExecutor | None = None
        self._under_way: dict[str, Future[None]] = {}
        self._lock = Lock()

    def page(self, name: str, file: str) -> Laid:
        """A page of the story that has, or once had, this id. Raises UnknownStory, Missing."""
        story, key = self._key(name)
        path = self.folder / key
        if not path.is_dir():
            self._laid(story, key).result(_PATIENCE)
        try:
            return Laid((path / f"{file}.gz").read_bytes(), key)
        except OSError as fault:
            raise Missing(f"this story has no page {file}") from fault

    def prepare(self, names: list[str]) -> None:
        """Let the pages of some stories be laid out, if they are not; nobody waits for it."""
        for name in names:
            story, key = self._key(name)
            if not (self.folder / key).is_dir():
                self._laid(story, key)

    def tidy(self) -> None:
        """Drop the pages that no story of today has."""
        if not self.folder.is_dir():
            return
        with self.archive.place.reading() as connection:
            ids = [id for (id,) in connection.execute(select(stories_table.c.id))]
        used = {self._key(id)[1] for id in ids}
        for path in self.folder.iterdir():
            if path.name not in used:
                shutil.rmtree(path, ignore_errors=True)

    def close(self) -> None:
        """End the process that lays out."""
        if self._workers is not None:
            self._workers.shutdown(wait=False, kill_workers=True)

    def _laid(self, story: str, key: str) -> Future[None]:
        with self._lock:
            known = self._under_way.get(key)
            if known is None:
                if self._workers is None:
                    self._workers = ProcessPoolExecutor(max_workers=1, timeout=60)
                known = self._workers.submit(lay, self.where, story, str(self.folder / key))
                self._under_way[key] = known
                known.add_done_callback(lambda _: self._under_way.pop(key, None))
            return known

    def _key(self, name: str) -> tuple[str, str]:
        """The id of today of a story, and the key of its pages."""
        with self.archive.place.reading() as connection:
            id = stories.resolved(connection, name)
            told = stories.story(connection, id)
        digest = hashlib.blake2b(digest_size=12)
        digest.update(f"{code()} {told.key} ".encode() + msgspec.json.encode(told.story))
        return id, digest.hexdigest()


def code() -> str:
    """A mark of our templates, styles, scripts and views: pages of another version are laid out anew."""
    return code_of(*_ROOMS)[:16]
