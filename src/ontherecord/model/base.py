# SPDX-License-Identifier: Apache-2.0
"""What all record types share: the base type, spans, segments, dates and places, and the words that fields may hold.

Comes in and goes out: nothing; this module only defines. Contract: docs/record.md.
Refuses: a value of the wrong type, when a record is read back. Score: none.
"""

from __future__ import annotations

from typing import Literal

import msgspec

SegmentRole = Literal[
    "headline", "byline", "dateline", "body", "subheading", "caption", "credit", "promo", "boilerplate"
]
DateBasis = Literal["stated", "metadata", "inferred-from-story", "unknown"]
ReuseKind = Literal["version", "reprint", "partial", "quotation-only"]
Extent = Literal["full", "cut", "padded", "edited"]
CastKind = Literal["person", "organisation", "place", "group"]
QuotationKind = Literal["direct", "mixed", "indirect"]
Modality = Literal[
    "happened", "ongoing", "planned", "proposed", "demanded", "threatened", "denied", "hypothetical"
]
Standing = Literal["corroborated", "single-source", "in-conflict", "superseded"]
Lane = Literal["news", "background", "expected"]
Grain = Literal["country", "division", "city", "site"]
Presence = Literal["attended", "expected", "undecided", "invited", "not coming", "stayed away"]
MeetingState = Literal[
    "held", "under way", "planned", "proposed", "possible", "declined", "called off", "not held", "denied"
]
PositionKind = Literal[
    "proposal", "demand", "threat", "promise", "agreement", "acceptance", "support", "refusal", "withdrawal"
]
Gender = Literal["female", "male"]
Tenure = Literal["current", "acting", "former", "coming"]


class Datum(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The base of every record type: frozen, keyword-only, JSON by field order."""

    # What is frozen holds only what was made before it, so that no ring of records can be left behind:
    # the collector of cycles need not look at them (`gc`).


class Span(Datum, frozen=True, kw_only=True, order=True):
    """Exact words of a frozen copy: `copy[start:end] == text`."""

    document: str
    start: int
    end: int
    text: str

    @classmethod
    def of(cls, document: str, copy: str, start: int, end: int) -> Span:
        """The words of a frozen copy from `start` to before `end`. Any range is taken; `verify` refuses
        an empty one and one that runs past the copy."""
        return cls(document=document, start=start, end=end, text=copy[start:end])


class Segment(Datum, frozen=True, kw_only=True):
    """A range of a copy with a role. The segments of an article tile it; articles tile the copy."""

    role: SegmentRole
    start: int
    end: int


class When(Datum, frozen=True, kw_only=True):
    """A date with what it rests on: the words (`span`) and the rule (`by`) that gave it.

    `date` is EDTF; `basis` says what the words were counted from ("stated", "publication date",
    "day of speaking", "story").
    """

    date: str
    basis: str
    span: Span | None = None
    by: str = ""


class Where(Datum, frozen=True, kw_only=True):
    """A place as far as it could be told: `grain` is never finer than the words allow."""

    name: str
    country: str | None = None
    """ISO 3166-1 alpha-3."""
    grain: Grain = "city"
    latitude: float | None = None
    longitude: float | None = None
    geonameid: int | None = None
    span: Span | None = None
    by: str = ""
    confidence: float | None = None
