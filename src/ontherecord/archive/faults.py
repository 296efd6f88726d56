# SPDX-License-Identifier: Apache-2.0
"""What can go wrong with an archive, in one line that names it and the mend.

Comes in: an error of the database, and where the archive is. Goes out: `ArchiveError`.
Refuses: to hide an error of this program behind one of the disk: what is not known is said in its own words.
Score: none; `tests/archive/test_faults.py` meets each fault.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

_MENDS = (
    (r"disk is full|no space left|could not extend file|disk I/O error",
     "the disk is full or does not take it; nothing was lost: free some space and run the same again"),
    (r"attempt to write a readonly|read-only transaction|readonly database",
     "cannot be written to; change the mode of the file and of its folder, or copy the archive to where you may write"),
    (r"database is locked|table is locked|lock timeout|LockNotAvailable",
     "another process is writing to it; wait for it to end and run the same again"),
    (r"malformed|disk image|fts5: corrupt|invalid page|could not read block",
     "is damaged; restore it from a backup, or save what can be read with: sqlite3 FILE .recover"),
    (r"file is not a database|file is encrypted",
     "is no archive; name another file, or make one with ontherecord init"),
    (r"unable to open database file", "cannot be opened; does its folder exist, and may you write there?"),
    (r"does not exist|password authentication|no pg_hba|role .* does not",
     "the server does not let us in; look at the database, the user and the password in its address"),
    (r"connection refused|could not connect|connection failed|could not translate|timeout expired|"
     r"is the server running|server closed|terminating connection|connection is lost",
     "the server does not answer; is it running, and is the address right?"),
)  # fmt: skip
"""What the databases say (pattern), and what that means with the mend."""


class ArchiveError(Exception):
    """An archive that cannot be opened, read or written; one line that names it and the mend."""


class NewerArchive(ArchiveError):
    """An archive that a later version of this program wrote."""


class OlderArchive(ArchiveError):
    """An archive of an earlier version of this program, which `upgrade` brings up to date."""


class UnknownStory(ArchiveError):
    """No story has this id, nor ever had."""


def in_words(fault: BaseException, where: str) -> ArchiveError:
    """The error of a database as one line about the archive at `where`."""
    said = " ".join(str(getattr(fault, "orig", None) or fault).split())
    for pattern, mend in _MENDS:
        if re.search(pattern, said, re.IGNORECASE):
            return ArchiveError(f"{where}: {mend} ({said[:160]})")
    return ArchiveError(f"{where}: {said[:300]}")


@contextmanager
def in_one_line(where: str) -> Iterator[None]:
    """Turn what the database raises into an ArchiveError."""
    try:
        yield
    except DBAPIError as fault:
        raise in_words(fault, where) from fault
    except SQLAlchemyError as fault:
        raise ArchiveError(f"{where}: {' '.join(str(fault).split())[:300]}") from fault
