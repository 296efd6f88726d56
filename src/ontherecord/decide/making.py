# SPDX-License-Identifier: Apache-2.0
"""A decision from ids of a record: what a person points at, turned into its words at once.

Comes in: a kind, ids, the build they stand in, who, when and why. Goes out: a `Decision`.
Refuses, with `DecisionError`: ids that name nothing, or not what this kind is about; an id that two
stories have; a decision that says nothing ("merge" of one).
Score: none; `tests/decisions/test_making.py`.
"""

from __future__ import annotations

from collections.abc import Sequence

from ontherecord.decide.drafts import DRAFTS
from ontherecord.decide.files import DecisionError, identified, moment
from ontherecord.decide.pointing import KINDS, Pointer
from ontherecord.model import Build, CopySpan, Decision

__all__ = ["KINDS", "decide"]


def decide(
    made: Build,
    kind: str,
    ids: Sequence[str],
    *,
    who: str,
    when: str,
    why: str = "",
    wanted: str = "",
    story: str | None = None,
) -> Decision:
    """The decision that a person makes on `ids` of the build `made`; `KINDS` has the ids of each kind.

    `when` is an ISO 8601 time with a zone; `wanted` the right name or kind; `story` the id of the story
    of the ids, where several have them. Several ids of one side are joined by commas.
    Raises DecisionError.
    """
    if kind not in KINDS:
        raise DecisionError(f"{kind!r} is no kind of decision; it is one of {', '.join(KINDS)}")
    if not who.strip():
        raise DecisionError("a decision says by whom it is; give a name")
    if not ids:
        raise DecisionError(f"{kind}: {KINDS[kind]}")  # type: ignore[index]
    draft = DRAFTS[kind](Pointer(made, story, kind), list(ids), " ".join(wanted.split()))  # type: ignore[index]
    hashes = {d.id: d.sha256 for d in made.documents}
    subjects = tuple(
        tuple(
            sorted({CopySpan(sha256=hashes[s.document], start=s.start, end=s.end, text=s.text) for s in side})
        )
        for side in draft.subjects
    )
    return identified(
        Decision(
            id="", kind=kind, subjects=subjects, about=draft.about, wanted=draft.wanted, text=draft.text,  # type: ignore[arg-type]
            who=who.strip(), when=moment(when), why=why.strip(),
        )
    )  # fmt: skip
