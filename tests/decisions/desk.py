# SPDX-License-Identifier: Apache-2.0
"""A desk at which the example story is read once, and told again with whatever was decided."""

from __future__ import annotations

from collections.abc import Iterable

from ontherecord.annotate.parse import DEFAULT_MODEL
from ontherecord.build import annotations_of, manifest_of, records_of
from ontherecord.decide.effect import Difference, effects
from ontherecord.decide.making import decide
from ontherecord.model import Build, Decision, Outcome, Reading, Record
from ontherecord.rebuild import readings_of
from ontherecord.verify import verify

FERRY = "Vienna ferry talks end with a joint inquiry and a captain set free"


class Desk:
    """One reading of a story, and the builds that decisions make of it."""

    def __init__(self, made: Build) -> None:
        self.readings = readings_of(made)
        self.notes = annotations_of(self.readings, workers=1)
        self.made = self.told()

    def told(
        self, *decisions: Decision, without: Iterable[str] = (), readings: Iterable[Reading] = ()
    ) -> Build:
        """The verified build with these decisions, without the articles of some outlets."""
        gone = set(without)
        kept = [r for r in readings or self.readings if not gone & {a.outlet for a in r.articles}]
        records, ruled = records_of(kept, self.notes, decisions=decisions)
        build = Build(
            manifest=manifest_of(kept, [], records, DEFAULT_MODEL, {}, ruled),
            documents=tuple(r.document for r in kept),
            copies={r.document.id: r.copy for r in kept},
            records=tuple(records),
        )
        verify(build)
        return build

    def decide(self, kind: str, *ids: str, on: Build | None = None, **more: str) -> Decision:
        """A decision on ids of the ferry story of a build (the one without decisions)."""
        made = on or self.made
        more.setdefault("when", "2031-03-22T10:00:00Z")
        more.setdefault("story", ferry(made).story.id)
        return decide(made, kind, ids, who=more.pop("who", "Rosa Ilieva"), **more)  # type: ignore[arg-type]

    def differences(self, after: Build, before: Build | None = None) -> list[Difference]:
        """Every difference between two builds."""
        return [d for one in effects(before or self.made, after) for d in one.differences]


def ferry(made: Build) -> Record:
    """The record of the ferry story."""
    return max(made.records, key=lambda r: len(r.articles))


def outcome(made: Build, decision: Decision) -> Outcome:
    """What became of a decision."""
    return next(o for o in made.manifest.outcomes if o.id == decision.id)


def member(made: Build, id_: str) -> object:
    """A cast member of the ferry story, by id."""
    return next(m for m in ferry(made).cast if m.id == id_)
