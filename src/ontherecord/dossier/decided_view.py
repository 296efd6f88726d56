# SPDX-License-Identifier: Apache-2.0
"""What people decided: a mark at each datum that is so because somebody said so, and the list with who and why.

Comes in: a `Record`, the manifest. Goes out: marks by the id of the datum, and `DecisionLine`s.
Refuses: nothing; a decision that hid something has no datum to mark and stands in the list alone.
Score: none; `tests/dossier/test_decided_view.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ontherecord.model import Manifest, OutcomeState, Record

STATES: Mapping[OutcomeState, str] = {
    "applied": "", "partly": "applies in part", "lost": "lost", "overruled": "overruled",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mark:
    """Who made a datum what it is, and the decision in the list."""

    href: str
    who: str


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """One decision of the list."""

    id: str
    text: str
    who: str
    when: str
    why: str
    state: str
    because: str


def decided(record: Record, manifest: Manifest) -> tuple[dict[str, Mark], tuple[DecisionLine, ...]]:
    """The marks of a record, and the decisions of its build in the order of their making."""
    lines = {
        o.id: DecisionLine(
            o.id, o.text, o.who, f"{o.when[:10]} {o.when[11:16]} UTC", o.why, STATES[o.state], o.because
        )
        for o in manifest.outcomes
    }
    marks: dict[str, Mark] = {}
    for datum, ids in _made_by(record):
        known = [lines[id_] for id_ in ids if id_ in lines]
        if known:
            who = ", ".join(dict.fromkeys(line.who for line in known))
            marks[datum] = Mark(f"#{known[-1].id}", who)
    return marks, tuple(lines.values())


def _made_by(record: Record) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each datum of a record that decisions made what it is."""
    yield from ((m.id, m.decisions) for m in record.cast if m.decisions)
    yield from ((c.id, c.decisions) for c in record.claims if c.decisions)
    yield from ((e.id, e.decisions) for e in record.events if e.decisions)
    said = {q.id: q.decisions for q in record.quotations if q.decisions}
    yield from said.items()
    for utterance in record.utterances:
        if ids := tuple(sorted({id_ for q in utterance.quotations for id_ in said.get(q, ())})):
            yield utterance.id, ids
    yield from ((m.article, m.decisions) for o in record.origins for m in o.members if m.decisions)
