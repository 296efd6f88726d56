# SPDX-License-Identifier: Apache-2.0
"""One decision in one build: where its words stand there, and which of them do not.

Comes in and goes out: nothing; this module only defines. Score: none.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from ontherecord.decide.places import Place, place
from ontherecord.model import CopySpan, Decision, Span


@dataclass(frozen=True)
class Ruling:
    """A decision whose words were looked for. A copy that two documents carry gives two spans; a subject
    none of whose words stand is empty, so that the subjects keep their numbers."""

    decision: Decision
    subjects: tuple[tuple[Span, ...], ...]
    missing: tuple[CopySpan, ...] = ()

    @cached_property
    def places(self) -> frozenset[Place]:
        """Where all words of all subjects stand."""
        return frozenset(place(span) for spans in self.subjects for span in spans)

    @property
    def order(self) -> tuple[str, str]:
        """The key of the order in which decisions were made: the later one wins."""
        return self.decision.when, self.decision.id
