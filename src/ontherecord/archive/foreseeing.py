# SPDX-License-Identifier: Apache-2.0
"""What a decision, or the taking back of one, would change: seen before it is kept.

Comes in: an archive, a decision; or the id of one and who takes it back. Goes out: `Effect`s, a story each.
Refuses: an id that no decision has (`ArchiveError`). Nothing is written.
Score: none; `tests/archive/test_decisions.py` compares it with what the next update does.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from sqlalchemy import Connection, select

from ontherecord.archive import decisions, looking, notes, properties
from ontherecord.archive.faults import ArchiveError
from ontherecord.archive.identity import DIGITS
from ontherecord.archive.places import Place
from ontherecord.archive.queries import parts
from ontherecord.archive.tables import articles, documents, story_articles
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
        made = looking.build(connection, _stories(connection, about))
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


def _stories(connection: Connection, decision: Decision) -> list[str]:
    """The stories of the documents that a decision has words of."""
    hashes = {span.sha256 for spans in decision.subjects for span in spans}
    found: dict[str, None] = {}
    query = (
        select(story_articles.c.story, documents.c.sha256)
        .join(articles, articles.c.id == story_articles.c.article)
        .join(documents, documents.c.number == articles.c.document)
        .order_by(story_articles.c.story)
        .distinct()
    )
    for some in parts(sorted({one[:DIGITS] for one in hashes})):
        rows = connection.execute(query.where(documents.c.mark.in_(some)))
        found.update((row.story, None) for row in rows if row.sha256 in hashes)
    return list(found)


def _notes(connection: Connection, made: Build) -> dict[str, Annotations]:
    """The annotations of a build's articles, which its update made."""
    readings = readings_of(made)
    settings = properties.choices(connection).settings
    wanted = notes.keys(in_english(readings), made.copies, settings)
    none = {a.id: Annotations(article=a.id) for r in readings for a in r.articles}
    return none | notes.kept(connection, wanted)
