# SPDX-License-Identifier: Apache-2.0
"""Decisions: what a person corrected, in which words, and what became of it.

Comes in and goes out: nothing; this module only defines. Contract: docs/decisions.md.
Refuses: a value of the wrong type, when a decision is read back. Score: none.

A decision names no id of a record: ids change when articles come and go. It names words, in copies
that it knows by their hash, and so holds in another archive and after every re-run.
"""

from __future__ import annotations

from typing import Literal

from ontherecord.model.base import Datum

DecisionKind = Literal[
    "merge", "split", "confirm", "rename", "kind", "same-event", "different-events", "independent",
    "same-story", "different-stories", "conflict", "no-conflict", "speaker", "hide",
]  # fmt: skip
OutcomeState = Literal["applied", "partly", "lost", "overruled"]


class CopySpan(Datum, frozen=True, kw_only=True, order=True):
    """Exact words of a frozen copy that is known by its SHA-256: `copy[start:end] == text`."""

    sha256: str
    start: int
    end: int
    text: str


class Undoing(Datum, frozen=True, kw_only=True):
    """Who took a decision back, when (UTC, ISO 8601 to the second), and why."""

    who: str
    when: str
    why: str = ""


class Decision(Datum, frozen=True, kw_only=True):
    """One correction. `subjects` are what it is about, each given by its words: the cast members that are
    one, the parts of a split, the two stories. docs/decisions.md says what they are for each kind."""

    id: str
    """From all that follows but `undone`."""
    kind: DecisionKind
    subjects: tuple[tuple[CopySpan, ...], ...]
    about: str = ""
    """Which datum of these words is meant, where they carry several: of "hide" its list and rule
    ("claims: dates of accounts"), of a conflict the rule and slot of the claim."""
    wanted: str = ""
    """The value that is right: a name, a kind ("nothing" if it is no name at all)."""
    text: str = ""
    """The decision in words, as it was when it was made: “Kovar” and “Nadia Kovar” are one."""
    who: str
    when: str
    """UTC, ISO 8601 to the second: "2031-03-20T14:05:00Z"."""
    why: str = ""
    undone: Undoing | None = None


class Outcome(Datum, frozen=True, kw_only=True):
    """What became of a decision in a build. `because` says what is missing ("lost", "partly"), or which
    later decision says otherwise ("overruled")."""

    id: str
    kind: DecisionKind
    text: str
    who: str
    when: str
    why: str
    state: OutcomeState
    because: str = ""
