# SPDX-License-Identifier: Apache-2.0
"""The clock of the archive: the only one there is. No record holds what it says.

Comes in: nothing, or what a person wrote. Goes out: moments as ISO 8601 in UTC, which sort as text.
Refuses: what is no day and no moment (`ArchiveError`). Score: none.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from ontherecord.archive.faults import ArchiveError

_AGO = {"minute": 1, "hour": 60, "day": 24 * 60, "week": 7 * 24 * 60}
"""Units of "3 days ago", in minutes."""


def now() -> str:
    """This moment, to the millisecond."""
    return _written(datetime.now(UTC))


def moment(said: str) -> str:
    """A day ("2031-03-20"), a moment, or a time ago ("36 hours", "2 days") as a moment. Raises ArchiveError."""
    words = said.lower().removesuffix("ago").split()
    if len(words) == 2 and words[0].isdigit() and (unit := _AGO.get(words[1].removesuffix("s"))):
        return _written(datetime.now(UTC) - timedelta(minutes=min(int(words[0]) * unit, 10**8)))
    try:
        found = datetime.fromisoformat(said.strip())
    except ValueError as fault:
        raise ArchiveError(
            f"{said!r} is no moment; write a day (2031-03-20), a moment, or a time ago (2 days)"
        ) from fault
    return _written(found if found.tzinfo else found.replace(tzinfo=UTC))


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
