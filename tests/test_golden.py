# SPDX-License-Identifier: Apache-2.0
"""The record of the pair of reports, written out so that a person can read it, against the one we approved.

A change of it is a change of what users get: read the difference, and if it is better, approve it with

    UPDATE_GOLDEN=1 python -m pytest tests/test_golden.py
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from ontherecord.model import Build, Record, Span, When

GOLDEN = Path(__file__).with_name("golden") / "pair.txt"


def test_the_record_of_the_pair_is_the_approved_one(pair_build: Build) -> None:
    found = "\n".join(line for record in pair_build.records for line in readable(record)) + "\n"
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.write_text(found, "utf-8")
    assert found == GOLDEN.read_text("utf-8")


def readable(record: Record) -> Iterator[str]:
    """A record in lines: one paragraph a kind, one line a datum."""
    names = {c.id: c.name for c in record.cast}
    yield f"STORY {record.story.title}  ({record.story.first} to {record.story.last})"
    yield from part("ARTICLES", (
        f"{a.id}  {a.outlet}  {a.published.date} ({a.published.basis})  {a.origin}  {a.headline}" for a in record.articles
    ))  # fmt: skip
    yield from part(
        "ORIGINS", (f"{o.name}: {', '.join(o.articles)}  because {o.basis}" for o in record.origins)
    )
    yield from part("REUSE", (f"{r.from_} -> {r.to}  {r.kind}  {r.share_of_to:.0%}" for r in record.reuse))
    yield from part("CAST", (
        f"{c.name}  {c.kind}  {c.country or '-'}  {' / '.join(c.variants)}  [{'; '.join(r.text for r in c.roles)}]  {len(c.mentions)}"
        for c in record.cast
    ))  # fmt: skip
    yield from part("QUOTATIONS", (
        f"{q.id}  {q.kind}  {q.speaker.name if q.speaker else '(nobody)'}  {words(q.content)}  {day(q.date)}" for q in record.quotations
    ))  # fmt: skip
    yield from part("UTTERANCES", (
        f"{u.speaker.name if u.speaker else '(nobody)'}: {len(u.quotations)} quotations, "
        f"{', '.join(v.differs for v in u.variants) or 'no variants'}"
        for u in record.utterances if len(u.quotations) > 1
    ))  # fmt: skip
    yield from part("EVENTS", (
        f"{day(e.date) or '(no date)'}  {e.type}  {e.modality}  {e.title}  <{', '.join(names[a] for a in e.actor)}>" for e in record.events
    ))  # fmt: skip
    yield from part(
        "CLAIMS",
        (f"{c.standing}  {c.text}  ({c.why})" for c in record.claims if c.standing != "single-source"),
    )
    yield from part("TIMELINE", (f"{t.date}  {t.lane}  {t.title}" for t in record.timeline))
    yield from part("BRIEF", (f"{b.standing}  {len(b.citations)}  {b.sentence}" for b in record.brief))
    yield from part("TIMES", (f"{t.span.text} = {t.value}  ({t.basis})" for t in record.times))
    yield from part(
        "PLACES",
        (f"{p.span.text} = {p.place.name} {p.place.country or ''} {p.place.grain}" for p in record.places),
    )


def part(heading: str, lines: Iterable[str]) -> Iterator[str]:
    yield ""
    yield heading
    yield from (f"  {' '.join(line.split())}" for line in lines)


def words(spans: Iterable[Span]) -> str:
    return " … ".join(f"“{s.text}”" for s in spans)


def day(when: When | None) -> str:
    return when.date if when else ""
