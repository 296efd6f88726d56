# SPDX-License-Identifier: Apache-2.0
"""The archive: frozen copies, annotations, stories, records, decisions and runs, kept in a database.

Comes in: readings, decisions. Goes out: stories, records, search hits; builds for every export.
Refuses: an archive of a later version, a damaged or a locked one, in one line with the mend (`ArchiveError`).
Score: `python -m bench archive`. Its tables, doors and laws: docs/archive.md.

Order of the work: places -> schema -> tables; adding (identity, search) -> updating (telling, notes, records, stories)
-> looking, search. `Archive` holds the doors.
"""

from typing import TYPE_CHECKING

from ontherecord.doors import open_when_asked

if TYPE_CHECKING:
    from ontherecord.archive.adding import Added
    from ontherecord.archive.addresses import Address
    from ontherecord.archive.archive import Archive, open_archive, upgrade_archive
    from ontherecord.archive.faults import ArchiveError, NewerArchive, OlderArchive, UnknownStory
    from ontherecord.archive.looking import Arrived, Member
    from ontherecord.archive.properties import Choices
    from ontherecord.archive.runs import Run
    from ontherecord.archive.search import Hit
    from ontherecord.archive.stories import Listed
    from ontherecord.archive.updating import Updated

open_when_asked(__name__)

__all__ = [
    "Added",
    "Address",
    "Archive",
    "ArchiveError",
    "Arrived",
    "Choices",
    "Hit",
    "Listed",
    "Member",
    "NewerArchive",
    "OlderArchive",
    "Run",
    "UnknownStory",
    "Updated",
    "open_archive",
    "upgrade_archive",
]
