# SPDX-License-Identifier: Apache-2.0
"""An archive: its doors.

Comes in: where it is. Goes out: an `Archive`, whose methods are the doors; each is one idea in a module of its
own. Refuses: what `ArchiveError` says in one line. Score: `python -m bench archive`.

    with open_archive("ontherecord.sqlite") as archive:
        archive.add(read(["coverage/"]))
        archive.update()
        for story in archive.stories():
            print(story.title)

An `Archive` may be used by several threads at once. No door holds a transaction open when it returns.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from ontherecord.archive import (
    adding,
    addresses,
    backup,
    checking,
    decisions,
    looking,
    properties,
    records,
    runs,
    schema,
    stories,
)
from ontherecord.archive.adding import Added
from ontherecord.archive.addresses import Address
from ontherecord.archive.clock import moment
from ontherecord.archive.looking import Arrived, Member
from ontherecord.archive.places import Place, place
from ontherecord.archive.properties import Choices
from ontherecord.archive.runs import Run
from ontherecord.archive.search import Hit, search
from ontherecord.archive.stories import Listed
from ontherecord.model import Article, Build, Decision, Document, Outcome, Reading, Record, Refusal, Undoing

if TYPE_CHECKING:
    from ontherecord.archive.telling import Progress
    from ontherecord.archive.updating import Updated
    from ontherecord.decide.effect import Effect


def open_archive(where: str | os.PathLike[str], *, create: bool = False) -> Archive:
    """Open the archive at WHERE: a file, or `postgresql://user@host/name`. With `create` it is made if it is
    not there. Raises ArchiveError (NewerArchive, OlderArchive)."""
    found = place(where)
    if create:
        schema.create(found)
    schema.check(found)
    return Archive(found)


def upgrade_archive(where: str | os.PathLike[str]) -> tuple[str, str, Path | None]:
    """Bring an archive of an earlier version up to date. Gives the schema it had, the one it has, and the
    backup of what it was (of a file; a server has its own). Raises ArchiveError; then nothing has changed."""
    found = place(where)
    before = schema.present_at(found)
    kept = None
    if before != schema.newest() and found.path is not None:
        kept = found.path.with_name(f"{found.path.name}.{before}.bak")
        if not kept.exists():
            backup.backup(found, kept)
    return before, schema.upgrade(found), kept


class Archive:
    """The doors of one archive."""

    def __init__(self, at: Place) -> None:
        """At a place whose schema has been checked (`open_archive`)."""
        self.place = at

    def __enter__(self) -> Self:
        """Open until the end of the block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let go of the database."""
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self.place.close()

    @property
    def where(self) -> str:
        """Where it is, as messages show it (no password)."""
        return self.place.where

    def check(self) -> Iterator[str]:
        """The faults of the archive, one line each with the mend; none if it is whole."""
        return checking.check(self.place)

    def backup(self, file: str | os.PathLike[str]) -> None:
        """Write the whole archive to a new file of SQLite, an archive itself, while others go on working."""
        backup.backup(self.place, Path(file))

    # --- putting in ---------------------------------------------------------------------------------

    def add(self, readings: Iterable[Reading | Refusal]) -> Added:
        """Keep every reading that is not there yet; what is there already is left as it is."""
        return adding.add(self.place, readings)

    def update(
        self, *, workers: int | None = None, cache: Path | None = None,
        progress: Progress = lambda stage, done, of: None,
    ) -> Updated:  # fmt: skip
        """Bring stories and records up to date with what was added and decided."""
        # Here, since who looks something up need not wait for all the stages.
        from ontherecord.archive import updating

        return updating.update(self.place, workers=workers, cache=cache, progress=progress)

    def choices(self) -> Choices:
        """What the archive is asked to do: settings of the annotation, the brief, the grouping."""
        with self.place.reading() as connection:
            return properties.choices(connection)

    def choose(self, chosen: Choices) -> None:
        """Ask it to do otherwise from the next update on."""
        with self.place.writing() as connection:
            properties.choose(connection, chosen)

    # --- looking ------------------------------------------------------------------------------------

    def stories(
        self, words: str = "", *, since: str | None = None, limit: int = 50, offset: int = 0
    ) -> tuple[Listed, ...]:
        """Stories, the newest first; with `words` those with articles that have them, the best first; with
        `since` (a day, a moment, "2 days") those that changed after it."""
        after = moment(since) if since is not None else None
        with self.place.reading() as connection:
            ids = looking.stories_with(connection, self.place, words) if words else None
            return stories.listed(connection, ids, since=after, limit=limit, offset=offset)

    def resolve(self, name: str) -> str:
        """The id of today of the story that has, or once had, this id. Raises UnknownStory."""
        with self.place.reading() as connection:
            return stories.resolved(connection, name)

    def record(self, name: str, kinds: Sequence[str] | None = None) -> Record:
        """The record of the story that has, or once had, this id; with `kinds` only those lists of it.
        Raises UnknownStory."""
        with self.place.reading() as connection:
            told = stories.story(connection, stories.resolved(connection, name))
            return records.fetch(connection, told.key, told.story, *([kinds] if kinds is not None else []))

    def build(self, names: Iterable[str] | None = None) -> Build:
        """The stories of these ids (None: all) as a build, which every export and the dossier take."""
        with self.place.reading() as connection:
            return looking.build(connection, names)

    def copies(self, documents: Iterable[str]) -> Mapping[str, str]:
        """Frozen copies by document id."""
        with self.place.reading() as connection:
            return looking.copies_of(connection, documents)

    def documents(self, ids: Iterable[str]) -> tuple[Document, ...]:
        """Documents by their ids, in the order of their sources."""
        with self.place.reading() as connection:
            return looking.documents_of(connection, ids)

    def article(self, id: str) -> tuple[Article, str | None]:
        """An article as it was read, and the story it is in, if any yet. Raises ArchiveError."""
        with self.place.reading() as connection:
            return looking.article(connection, id)

    def search(self, words: str, *, limit: int = 20, offset: int = 0) -> tuple[Hit, ...]:
        """Articles that have these words, the best first."""
        with self.place.reading() as connection:
            return search(connection, self.place, words, limit=limit, offset=offset)

    def cast(self, name: str, *, limit: int = 50) -> tuple[Member, ...]:
        """Members of the casts of all stories whose name has these letters, the most quoted first."""
        with self.place.reading() as connection:
            return looking.members(connection, name, limit)

    def arrivals(self, since: str | None = None, *, limit: int = 100) -> tuple[Arrived, ...]:
        """What articles did when they came, the newest first."""
        with self.place.reading() as connection:
            return looking.arrived(connection, moment(since) if since is not None else None, limit)

    # --- people and machines --------------------------------------------------------------------------

    def decide(self, decision: Decision) -> bool:
        """Keep a decision, which holds from the next update on; gives False if it stands already."""
        with self.place.writing() as connection:
            return decisions.decide(connection, decision)

    def undo(self, id: str, undoing: Undoing) -> Decision | None:
        """Take a decision back; gives it as it is now, or none if none of this id holds."""
        with self.place.writing() as connection:
            return decisions.undo(connection, id, undoing)

    def foresee(self, wanted: Decision | str) -> tuple[Effect, ...]:
        """What a decision would change, or the taking back of the one with this id; nothing is written."""
        from ontherecord.archive import foreseeing

        return foreseeing.foresee(self.place, wanted)

    def decisions(self, *, undone: bool = False) -> tuple[Decision, ...]:
        """The decisions that hold, in the order in which they came; with `undone` those taken back too."""
        with self.place.reading() as connection:
            return decisions.listed(connection, undone=undone)

    def outcomes(self) -> tuple[Outcome, ...]:
        """What became of each decision that holds, as of the last update: applied, partly, lost or overruled."""
        with self.place.reading() as connection:
            return looking.outcomes(connection)

    def runs(self, limit: int = 50) -> tuple[Run, ...]:
        """The last runs, the newest first."""
        with self.place.reading() as connection:
            return runs.listed(connection, limit)

    def feeds(self) -> tuple[Address, ...]:
        """The feeds that are followed."""
        with self.place.reading() as connection:
            return addresses.listed(connection, followed=True)

    def known(self) -> dict[str, tuple[str | None, str | None]]:
        """By address that was ever asked what makes its next request conditional: (etag, last modified)."""
        with self.place.reading() as connection:
            return {
                one.url: (one.etag, one.last_modified) for one in addresses.listed(connection, followed=False)
            }

    def follow(self, url: str, title: str | None = None) -> bool:
        """Follow a feed; gives False if it is followed already."""
        with self.place.writing() as connection:
            return addresses.follow(connection, url, title)

    def leave(self, url: str) -> bool:
        """Follow a feed no more; its articles stay."""
        with self.place.writing() as connection:
            return addresses.leave(connection, url)

    def visited(
        self, url: str, *, title: str | None = None, etag: str | None = None, last_modified: str | None = None,
        problem: str | None = None,
    ) -> None:  # fmt: skip
        """Keep what a request to an address gave."""
        with self.place.writing() as connection:
            addresses.visited(
                connection, url, title=title, etag=etag, last_modified=last_modified, problem=problem
            )

    def sources(self) -> frozenset[str]:
        """Every source and address of an article that is there."""
        with self.place.reading() as connection:
            return looking.sources(connection)
