# SPDX-License-Identifier: Apache-2.0
"""The stories of today with what their records are made of: told anew, or as they stand with other decisions.

Comes in: an archive, what was added, chosen and decided in it. Goes out: `Found`. Refuses: nothing.
Score: the figures of `python -m bench archive`.

Telling anew goes through all articles (`build.stories_of`). Where no more than decisions came that change neither
tracing nor stories, what was traced stands in the records, and only stories that have words of decisions are
looked at: a correction costs the same in an archive of any size.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection, func, select

from ontherecord.archive import decisions, looking, notes, properties
from ontherecord.archive.adding import placed
from ontherecord.archive.places import Place
from ontherecord.archive.properties import DECIDED, REVISION, Choices
from ontherecord.archive.queries import pairs
from ontherecord.archive.remembering import Remembering
from ontherecord.archive.tables import copies, documents
from ontherecord.build import Coverage, in_english, stories_of
from ontherecord.decide.rulings import NO_RULINGS, OF_ARTICLES
from ontherecord.group.group_settings import sense_of
from ontherecord.model import Decision, Reading
from ontherecord.reconcile.shares import share_of

Progress = Callable[[str, int, int], object]


class State(NamedTuple):
    """What was added, chosen and decided at one moment; `newest` is the number of the newest document, the other
    numbers are those of `properties`."""

    choices: Choices
    decisions: Sequence[Decision]
    newest: int
    revision: int
    decided: int

    def traced(self, program: str) -> str:
        """A stamp of all that tracing and stories depend on; `program` is ours with its pipeline."""
        apart = " ".join(sorted(one.id for one in self.decisions if one.kind in OF_ARTICLES))
        return f"{self.newest} {self.revision} {program} {apart}"

    def told(self, program: str) -> str:
        """A stamp of all that the records of today depend on."""
        return f"{self.newest} {self.revision} {program} {self.decided}"


class Found(NamedTuple):
    """Stories and what each record is made of; their copies, the keys of the annotations of their articles, and the
    ids of all articles of their documents."""

    coverage: Coverage
    texts: Mapping[str, str]
    keys: Mapping[str, str]
    articles: frozenset[str]


NOTHING = Found(Coverage((), {}, NO_RULINGS), {}, {}, frozenset())


def state(connection: Connection) -> State:
    """The state of the archive now."""
    newest = connection.execute(select(func.max(documents.c.number))).scalar() or 0
    numbers = (properties.number(connection, name) for name in (REVISION, DECIDED))
    return State(properties.choices(connection), decisions.listed(connection), newest, *numbers)


def anew(
    place: Place, now: State, workers: int | None, cache: Path | None, progress: Progress
) -> Found:  # fmt: skip
    """All stories, from all articles that had been added."""
    readings = _readings(place, now.newest)
    texts = {r.document.id: r.copy for r in readings}
    english = in_english(readings)
    progress("annotate", 0, len(english))
    keys = notes.annotated(
        place, english, texts, now.choices.settings, workers, cache,
        lambda done: progress("annotate", done, len(english)),
    )  # fmt: skip
    sense, memory = sense_of(now.choices.grouping), Remembering(place, keys)
    with place.reading() as connection:
        seen = notes.Compared(connection, keys)
        coverage = stories_of(readings, seen, sense, now.decisions, progress, workers, memory)
    memory.forget_the_rest()
    return Found(coverage, texts, keys, _ids(readings))


def as_traced(connection: Connection, now: State) -> Found:
    """The stories that have words of a decision, also of one that was taken back, as they were traced and grouped."""
    given = decisions.listed(connection, undone=True)
    made = looking.records_of(
        connection, {id for one in given for id in looking.stories_about(connection, one)}
    )
    readings = looking.readings_of(connection, {a.document for one in made for a in one.articles})
    texts = {r.document.id: r.copy for r in readings}
    read = [article for r in readings for article in r.articles]
    shares = {one.story.id: share_of(one, read) for one in made}
    ruled = looking.ruled(connection, readings, made)
    keys = notes.keys(in_english(readings), texts, now.choices.settings)
    return Found(Coverage(tuple(one.story for one in made), shares, ruled), texts, keys, _ids(readings))


def _ids(readings: Iterable[Reading]) -> frozenset[str]:
    return frozenset(article.id for one in readings for article in one.articles)


def _readings(place: Place, newest: int) -> list[Reading]:
    with place.reading() as connection:
        texts = pairs(connection, select(copies))
        query = select(documents).where(documents.c.number <= newest).order_by(documents.c.number)
        return list(placed(connection.execute(query), texts))
