# SPDX-License-Identifier: Apache-2.0
"""The pages of stories that were laid out, so that a page of five hundred articles is read, not made.

Comes in: a story and the name of one of its pages. Goes out: the page, packed. Refuses: a page that the
story does not have (`Missing`); one of a large story whose laying out has still to end (`Unready`). Score: `python -m bench serve`.

A page is kept under a key of all that it shows: the record, the story as it is told today, our templates. It is
laid out by another process, one story at a time, so that readers of other pages do not wait for it. Work that is asked
for here lays out the stories it changes before it says that it is done (`working`), and so does `ontherecord update` with
the large ones; what another process changed in the archive is noticed, and laid out ahead of its readers.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import CancelledError, Future
from concurrent.futures import TimeoutError as NotYet
from pathlib import Path
from threading import Event, Lock, Thread

import msgspec
from sqlalchemy import func, or_, select
from sqlalchemy.exc import SQLAlchemyError

from ontherecord.archive import Archive, ArchiveError, stories
from ontherecord.archive.tables import stories as stories_table
from ontherecord.code import code_of
from ontherecord.serve.answers import Laid, Missing, Unready
from ontherecord.serve.laying import lay, lay_out
from ontherecord.serve.worker import Worker

SLOW = 30  # articles of a story whose pages take so long to lay out that no reader shall wait for them
_NEWEST = 100  # stories, smaller ones too, that are laid out ahead
_EVERY = 5.0  # seconds between two looks whether another process changed the stories
_PATIENCE = 600  # seconds that a small story may take to be laid out, behind others
_A_MOMENT = 0.2  # seconds that a reader waits for a large one before being told that it is on its way
_ROOMS = ("dossier", "serve")


class Shelf:
    """The pages of one archive, in a folder."""

    def __init__(self, archive: Archive, where: str, folder: Path) -> None:
        self.archive = archive
        self.where = where
        self.folder = folder
        self._worker = Worker()
        self._under_way: dict[str, Future[None]] = {}
        self._lock = Lock()
        self._closing = Event()

    def page(self, name: str, file: str) -> Laid:
        """A page of the story that has, or once had, this id. Raises UnknownStory, Missing, Unready."""
        story, key, articles = page_key(self.archive, name)
        path = self.folder / key
        if not path.is_dir():
            try:
                self._laid(story, key).result(_A_MOMENT if articles >= SLOW else _PATIENCE)
            except NotYet as fault:
                raise Unready(story) from fault
        try:
            return Laid((path / f"{file}.gz").read_bytes(), key)
        except OSError as fault:
            raise Missing(f"this story has no page {file}") from fault

    def keep_ready(self, is_busy: Callable[[], bool]) -> None:
        """From now on lay out ahead of readers what other processes change; work of this server's own, while it
        `is_busy`, lays out what it changes itself."""
        Thread(target=self._keeping, args=(is_busy,), name="shelf", daemon=True).start()

    def prepare(self) -> None:
        """Lay out the large and the newest stories, one after the other, so that no reader waits behind all of
        them; drop the pages that no story of today has."""
        for name in self._wanted():
            if self._closing.is_set():
                return
            try:
                story, key, _ = page_key(self.archive, name)
                if not (self.folder / key).is_dir():
                    self._laid(story, key).exception(_PATIENCE)  # its reader will be told
            except (ArchiveError, SQLAlchemyError, OSError, RuntimeError, CancelledError):
                continue
        self._tidy()

    def close(self) -> None:
        """End the process that lays out."""
        self._closing.set()
        self._worker.close()

    def _keeping(self, is_busy: Callable[[], bool]) -> None:
        seen = None
        while not self._closing.is_set():
            try:
                now = self._state()
                if now != seen and not is_busy():
                    self.prepare()
                    seen = now
            except (ArchiveError, SQLAlchemyError, OSError):
                pass  # a database that is away comes back
            self._closing.wait(_EVERY)

    def _state(self) -> tuple[object, ...]:
        """What tells that stories were changed."""
        query = select(func.count(), func.max(stories_table.c.changed), func.max(stories_table.c.newest))
        with self.archive.place.reading() as connection:
            return tuple(connection.execute(query).one())

    def _wanted(self) -> Iterator[str]:
        """Stories to be laid out ahead: the large ones, then the newest."""
        newest = select(stories_table.c.id).order_by(stories_table.c.last.desc().nulls_last()).limit(_NEWEST)
        query = select(stories_table.c.id).where(
            or_(stories_table.c.articles >= SLOW, stories_table.c.id.in_(newest))
        )
        with self.archive.place.reading() as connection:
            rows = connection.execute(query.order_by(stories_table.c.articles.desc())).scalars().all()
        yield from map(str, rows)

    def _tidy(self) -> None:
        if not self.folder.is_dir():
            return
        for path in self.folder.iterdir():
            try:
                story = (path / "story").read_text("utf-8")
                if page_key(self.archive, story)[:2] == (story, path.name):
                    continue
            except OSError:
                if path.name.startswith("."):  # being laid out
                    continue
            except ArchiveError:
                pass  # no story of today
            shutil.rmtree(path, ignore_errors=True)

    def _laid(self, story: str, key: str) -> Future[None]:
        with self._lock:
            known = self._under_way.get(key)
            if known is None:
                known = self._worker.submit(lay_out, self.where, story, str(self.folder / key))
                self._under_way[key] = known
                known.add_done_callback(lambda _: self._under_way.pop(key, None))
            return known


def large(archive: Archive, changed: Collection[str]) -> list[str]:
    """Those of the stories that take long to lay out."""
    with archive.place.reading() as connection:
        slow = connection.execute(
            select(stories_table.c.id).where(stories_table.c.articles >= SLOW)
        ).scalars()
        return [id for id in slow if id in changed]


def lay_ahead(
    archive: Archive, wanted: Sequence[str], pages: Path, note: Callable[[str, int, int], object]
) -> None:
    """Lay out stories, so that nobody who comes to see them waits."""
    for number, id in enumerate(wanted, 1):
        note("lay", number, len(wanted))
        story, key, _ = page_key(archive, id)
        lay(archive, story, pages / key)


def page_key(archive: Archive, name: str) -> tuple[str, str, int]:
    """The id of today of a story, the key of its pages, and how many articles it has. Raises UnknownStory."""
    with archive.place.reading() as connection:
        id = stories.resolved(connection, name)
        told = stories.story(connection, id)
    digest = hashlib.blake2b(digest_size=12)
    digest.update(f"{code()} {told.key} ".encode() + msgspec.json.encode(told.story))
    return id, digest.hexdigest(), len(told.story.articles)


def code() -> str:
    """A mark of our templates, styles, scripts and views: pages of another version are laid out anew."""
    return code_of(*_ROOMS)[:16]
