# SPDX-License-Identifier: Apache-2.0
"""Brief settings: how long the user wants the brief, and since when.

Comes in: a number of sentences, an ISO day. Goes out: `BriefSettings`.
Refuses: a length outside 1 to 50, and what is no day (`BadSetting`, one line).
Score: none.
"""

from __future__ import annotations

import datetime

import msgspec

from ontherecord.annotate.settings import BadSetting

LENGTH = 10  # sentences: what fits a screen and is read
LONGEST = 50


class BriefSettings(msgspec.Struct, frozen=True, kw_only=True):
    """What the user wants of the brief. `BriefSettings.of` checks."""

    length: int = LENGTH
    """The most sentences it may have."""
    since: str | None = None
    """An ISO day: the brief tells only what no report before it has."""

    @classmethod
    def of(cls, *, length: int = LENGTH, since: str | None = None) -> BriefSettings:
        """The settings, checked. Raises BadSetting."""
        if not 1 <= length <= LONGEST:
            raise BadSetting(f"length: {length} is not a number of sentences from 1 to {LONGEST}")
        try:
            day = datetime.date.fromisoformat(since).isoformat() if since is not None else None
        except ValueError as fault:
            raise BadSetting(f"since: {since!r} is not a day; write it as in 2031-03-20") from fault
        return cls(length=length, since=day)


DEFAULT_BRIEF = BriefSettings()
"""What a brief is when nothing else is asked for."""


def named(settings: BriefSettings) -> dict[str, str]:
    """What the manifest says of the brief."""
    chosen = {"brief_length": str(settings.length)}
    return chosen | ({"brief_since": settings.since} if settings.since else {})
