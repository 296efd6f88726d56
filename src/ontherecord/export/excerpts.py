# SPDX-License-Identifier: Apache-2.0
"""A record without the full texts of its articles, for passing on.

Comes in: a `Build`. Goes out: the same with the frozen copies emptied, and with them the words of what one article
took from another, which can be a whole article; offsets stay.
Refuses: nothing. Score: none; `tests/serve/test_downloads.py` looks for the texts in every format.
"""

from __future__ import annotations

from msgspec.structs import replace

from ontherecord.model import Build, Membership, Origin, Reuse, Span

CREDIT = 40
"""Words of a passage that shows where an article comes from: a credit line is shorter, a reprinted text longer."""


def excerpts(build: Build) -> Build:
    """The build with the words that data rest on, and no text of an article beyond them."""
    records = tuple(
        replace(one, reuse=tuple(map(_reuse, one.reuse)), origins=tuple(map(_origin, one.origins)))
        for one in build.records
    )
    return replace(build, copies=dict.fromkeys(build.copies, ""), records=records)


def _reuse(reuse: Reuse) -> Reuse:
    passages = tuple((_emptied(one), _emptied(other)) for one, other in reuse.passages)
    return replace(reuse, passages=passages)


def _origin(origin: Origin) -> Origin:
    evidence = tuple(map(_credit, origin.evidence))
    return replace(origin, evidence=evidence, members=tuple(map(_member, origin.members)))


def _member(member: Membership) -> Membership:
    return replace(member, span=_credit(member.span) if member.span else None)


def _credit(span: Span) -> Span:
    return span if len(span.text.split()) <= CREDIT else _emptied(span)


def _emptied(span: Span) -> Span:
    return replace(span, text="")
