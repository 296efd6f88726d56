# SPDX-License-Identifier: Apache-2.0
"""GraphML: the cast as a network, an edge for each act of one towards another and each meeting of two.

Comes in: a `Build`. Goes out: one GraphML document (for Gephi, yEd, networkx).
Refuses: what XML cannot hold (such characters become U+FFFD); acts of one party only.
Score: none; `tests/export/test_graph.py` reads it with networkx.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations
from xml.sax.saxutils import escape, quoteattr

from ontherecord.model import Build, Record

_KEYS = (
    ("name", "node"), ("kind", "node"), ("country", "node"), ("mentions", "node"), ("story", "all"),
    ("type", "edge"), ("modality", "edge"), ("title", "edge"), ("date", "edge"), ("origins", "edge"),
    ("words", "edge"),
)  # fmt: skip
_NUMBERS = frozenset({"mentions", "origins"})
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MOST = 12  # parties of one event between whom edges are drawn


def graph(build: Build) -> Iterator[bytes]:
    """One graph of every story's cast."""
    yield b'<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    for name, place in _KEYS:
        kind = "int" if name in _NUMBERS else "string"
        yield f'<key id="{name}" for="{place}" attr.name="{name}" attr.type="{kind}"/>\n'.encode()
    yield b'<graph id="cast" edgedefault="directed">\n'
    for record in build.records:
        yield from _nodes(record)
        yield from _edges(record)
    yield b"</graph>\n</graphml>\n"


def _nodes(record: Record) -> Iterator[bytes]:
    for member in record.cast:
        facts = {"name": member.name, "kind": member.kind, "country": member.country or "",
                 "mentions": len(member.mentions), "story": record.story.id}  # fmt: skip
        yield f"<node id={_attribute(_node(record, member.id))}>{_data(facts)}</node>\n".encode()


def _edges(record: Record) -> Iterator[bytes]:
    known = {m.id for m in record.cast}
    accounts = {a.id: a for a in record.accounts}
    for event in record.events:
        told = next((accounts[a].span.text for a in event.accounts if a in accounts), "")
        facts = {"type": event.type, "modality": event.modality, "title": event.title,
                 "date": event.date.date if event.date else "", "origins": len(event.origins),
                 "story": record.story.id, "words": told}  # fmt: skip
        sides = [(a, b) for a in event.actor[:_MOST] for b in event.recipient[:_MOST]]
        for number, (one, other) in enumerate(sides or combinations(event.actor[:_MOST], 2)):
            if {one, other} <= known and one != other:
                ends = f"source={_attribute(_node(record, one))} target={_attribute(_node(record, other))}"
                name = _attribute(f"{record.story.id}-{event.id}-{number}")
                yield f"<edge id={name} {ends}>{_data(facts)}</edge>\n".encode()


def _node(record: Record, member: str) -> str:
    return f"{record.story.id}/{member}"


def _data(facts: dict[str, object]) -> str:
    return "".join(
        f'<data key="{name}">{escape(_FORBIDDEN.sub(chr(0xFFFD), str(value)))}</data>'
        for name, value in facts.items()
        if value != ""
    )


def _attribute(text: str) -> str:
    return quoteattr(_FORBIDDEN.sub("\ufffd", text))
