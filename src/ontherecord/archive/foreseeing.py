# SPDX-License-Identifier: Apache-2.0
"""What a decision, or the taking back of one, would change: seen before it is kept.

Comes in: an archive, a decision; or the id of one and who takes it back. Goes out: `Effect`s, a story each.
Refuses: an id that no decision has; stories that another version of the program made (`ArchiveError`). Nothing is written.
Score: none; `tests/archive/test_decisions.py` compares it with what the next update does.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from sqlalchemy import Connection

from ontherecord.archive import decisions, looking, notes, properties
from ontherecord.archive.faults import ArchiveError
from ontherecord.archive.places import Place
from ontherecord.build import in_english
from ontherecord.decide.effect import Effect
from ontherecord.model import Annotations, Build, Decision, Undoing
from ontherecord.rebuild import preview, readings_of


def foresee(place: Place, wanted: Decision | str) -> tuple[Effect, ...]:
    """What the stories that a decision has words of become with it, or without it if its id is given."""
    with place.reading() as connection:
        standing = decisions.listed(connection)
        after = _after(standing, wanted)
        about = wanted if isinstance(wanted, Decision) else next(d for d in standing if d.id == wanted)
        made = looking.build(connection, looking.stories_about(connection, about))
        choices = properties.choices(connection)
        known = _notes(connection, made)
    return preview(
        made, standing, after, choices.settings, choices.wanted, grouping=choices.grouping, notes=known
    )


def _after(standing: Sequence[Decision], wanted: Decision | str) -> list[Decision]:
    if isinstance(wanted, Decision):
        return [*standing, wanted]
    if all(one.id != wanted for one in standing):
        raise ArchiveError(f"no decision that holds has the id {wanted!r}; ontherecord decisions lists them")
    nobody = Undoing(who="", when="")
    return [msgspec.structs.replace(d, undone=nobody) if d.id == wanted else d for d in standing]


def _notes(connection: Connection, made: Build) -> dict[str, Annotations]:
    """The annotations of a build's articles, which its update made. Raises ArchiveError if it made others."""
    readings = readings_of(made)
    settings = properties.choices(connection).settings
    wanted = notes.keys(in_english(readings), made.copies, settings)
    known = notes.kept(connection, wanted)
    if len(known) < len(wanted):
        raise ArchiveError(
            "the stories were made by another version of this program, or with other settings; run ontherecord update "
            "first, so that what a decision changes is all that changes"
        )
    return {a.id: Annotations(article=a.id) for r in readings for a in r.articles} | known
