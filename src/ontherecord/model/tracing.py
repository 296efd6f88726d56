# SPDX-License-Identifier: Apache-2.0
"""What stands between articles: reuse, versions, origins, stories.

Comes in and goes out: nothing; this module only defines. Contract: docs/record.md.
Refuses: a value of the wrong type, when a record is read back. Score: none.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from ontherecord.model.base import Datum, Extent, ReuseKind, Span

Grade = Literal["strong", "fair", "weak"]


class Reuse(Datum, frozen=True, kw_only=True):
    """Words that two articles share. `from` is the earlier or the source, as `basis` says."""

    id: str
    from_: str = msgspec.field(name="from")
    to: str
    basis: str
    passages: tuple[tuple[Span, Span], ...]
    """Pairs: words in `from`, the same words in `to`."""
    share_of_from: float
    share_of_to: float
    kind: ReuseKind
    by: str = ""
    confidence: float | None = None
    """Of its kind."""
    extent: Extent | None = None
    """Of a reprint: all of both texts in each other ("full"), the source cut, the source with more added
    ("padded"), or both, or reworded in many places ("edited")."""
    decisions: tuple[str, ...] = ()
    """Of people, that made it what it is: their ids."""


class Change(Datum, frozen=True, kw_only=True):
    """One difference between two versions; `earlier` is null for what was added, `later` for
    what was removed."""

    class_: Literal["added", "removed", "changed"] = msgspec.field(name="class")
    what: Literal[
        "headline", "figure", "quotation", "attribution", "place", "time", "modality", "correction", "wording"
    ]
    earlier: Span | None = None
    later: Span | None = None


class Version(Datum, frozen=True, kw_only=True):
    """Two states of one article and what the edit changed."""

    id: str
    earlier: str
    later: str
    basis: str
    changes: tuple[Change, ...] = ()
    by: str = ""


class Membership(Datum, frozen=True, kw_only=True):
    """Why an article belongs to an origin, and what share of its words no source of it has."""

    article: str
    basis: str
    span: Span | None = None
    grade: Grade | None = None
    """How far an editor would trust the basis; an order, no probability."""
    confidence: float | None = None
    """The share of right answers on labelled pairs; null where none are labelled for the basis."""
    own_share: float | None = None
    decisions: tuple[str, ...] = ()
    """Of people, that made it what it is: their ids."""


class Origin(Datum, frozen=True, kw_only=True):
    """One independent line of reporting, with its articles and the evidence for each."""

    id: str
    name: str
    articles: tuple[str, ...]
    evidence: tuple[Span, ...] = ()
    basis: str = ""
    members: tuple[Membership, ...] = ()
    by: str = ""


class Tracing(Datum, frozen=True, kw_only=True):
    """What `trace` finds between all articles of a build."""

    reuse: tuple[Reuse, ...] = ()
    versions: tuple[Version, ...] = ()
    origins: tuple[Origin, ...] = ()
    warnings: tuple[str, ...] = ()


class Joining(Datum, frozen=True, kw_only=True):
    """Why an article is in a story."""

    article: str
    because: str


class Related(Datum, frozen=True, kw_only=True):
    """A near neighbour of a story: another one that shares names and rare words with it, or a page."""

    story: str
    title: str
    because: str


class Story(Datum, frozen=True, kw_only=True):
    """The articles about one developing event."""

    id: str
    title: str
    articles: tuple[str, ...]
    outlets: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    first: str | None = None
    """First and last publication date that is known, EDTF."""
    last: str | None = None
    languages: tuple[str, ...] = ()
    joined: tuple[Joining, ...] = ()
    warnings: tuple[str, ...] = ()
    related: tuple[Related, ...] = ()
    """Stories of the same build that are near this one, the nearest first."""
    decisions: tuple[str, ...] = ()
    """Of people, that made it what it is: their ids."""
