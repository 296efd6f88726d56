# SPDX-License-Identifier: Apache-2.0
"""The record of one story: cast, utterances, events, claims, meetings, positions, timeline, brief.

Comes in and goes out: nothing; this module only defines. Contract: docs/record.md.
Refuses: a value of the wrong type, when a record is read back. Score: none.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from ontherecord.model.annotations import Account, Quotation, Speaker
from ontherecord.model.articles import Article
from ontherecord.model.base import (
    CastKind,
    Datum,
    Gender,
    Lane,
    MeetingState,
    Modality,
    PositionKind,
    Presence,
    Span,
    Standing,
    Tenure,
    When,
    Where,
)
from ontherecord.model.tracing import Origin, Reuse, Story, Version


class RoleHeld(Datum, frozen=True, kw_only=True):
    """What a cast member is called, and what the words tell of when it is held ("former", "until 2019")."""

    text: str
    span: Span
    tenure: Tenure | None = None
    since: When | None = None
    until: When | None = None


class MayBe(Datum, frozen=True, kw_only=True):
    """Another cast member that may be the same one, and why: a hint for a person to decide on."""

    cast: str
    because: str


class CastMember(Datum, frozen=True, kw_only=True):
    """Whom or what mentions of the story name. `gender` is what titles and pronouns tell, null where they do
    not agree; `members` are the persons of a family ("the Kovars"), if it is one."""

    id: str
    name: str
    kind: CastKind
    variants: tuple[str, ...] = ()
    roles: tuple[RoleHeld, ...] = ()
    country: str | None = None
    identifiers: dict[str, str] = msgspec.field(default_factory=dict)
    mentions: tuple[Span, ...] = ()
    gender: Gender | None = None
    members: tuple[str, ...] = ()
    may_be: tuple[MayBe, ...] = ()
    by: str = ""
    confidence: float | None = None
    confirmed: bool = False
    """Whether a person said which names are this member's; else it is proposed."""
    decisions: tuple[str, ...] = ()
    """Of people, that made it what it is: their ids."""


class TimeReference(Datum, frozen=True, kw_only=True):
    """A time expression of an article with the date it means and what that rests on."""

    id: str
    article: str
    span: Span
    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str | None
    """EDTF or TIMEX3 duration; null where it could not be told."""
    basis: str
    anchor: str | None = None
    by: str = ""
    confidence: float | None = None


class PlaceReference(Datum, frozen=True, kw_only=True):
    """A place name of an article and the place it means."""

    id: str
    article: str
    span: Span
    place: Where
    by: str = ""
    confidence: float | None = None


class Variant(Datum, frozen=True, kw_only=True):
    """How one quotation of an utterance differs from the fullest."""

    quotation: str
    differs: Literal["same", "cut", "reordered", "wording", "paraphrased", "part-quoted"]
    left_out: tuple[Span, ...] = ()
    changed: tuple[tuple[Span, Span], ...] = ()
    """Pairs: words of the fullest quotation, the words that stand here instead."""


class Utterance(Datum, frozen=True, kw_only=True):
    """One act of speech, however many articles quote it."""

    id: str
    speaker: Speaker | None
    quotations: tuple[str, ...]
    fullest: str
    variants: tuple[Variant, ...] = ()
    origins: tuple[str, ...] = ()
    date: When | None = None
    by: str = ""


class Event(Datum, frozen=True, kw_only=True):
    """The thing itself, as far as its accounts go."""

    id: str
    type: str
    mode: str | None
    context: tuple[str, ...]
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    place: Where | None
    date: When | None
    modality: Modality
    accounts: tuple[str, ...]
    origins: tuple[str, ...]
    title: str
    negated: bool = False
    """Reported not to happen, or not to have happened ("will not meet": planned, negated)."""
    by: str = ""
    decisions: tuple[str, ...] = ()
    """Of people, that made it what it is: their ids."""


class Slot(Datum, frozen=True, kw_only=True):
    """What a claim is about: one slot of an event or utterance."""

    event: str | None = None
    utterance: str | None = None
    name: str


class ClaimValue(Datum, frozen=True, kw_only=True):
    """One value given for a slot, by whom, and when it was asserted."""

    value: str
    support: tuple[Span, ...]
    origins: tuple[str, ...]
    asserted: str | None = None


class Claim(Datum, frozen=True, kw_only=True):
    """A checkable statement with its support and standing."""

    id: str
    text: str
    slot: Slot
    values: tuple[ClaimValue, ...]
    standing: Standing
    why: str
    by: str = ""
    decisions: tuple[str, ...] = ()
    """Of people, that made it what it is: their ids."""


ContradictionKind = Literal["figure", "headline", "caption", "quotation"]


class Contradiction(Datum, frozen=True, kw_only=True):
    """What one article says in two ways: `kind` is which part of it the rest does not bear out."""

    id: str
    article: str
    kind: ContradictionKind
    slot: str
    """What differs: "dead", "place", "outcome"."""
    spans: tuple[Span, Span]
    why: str
    by: str = ""


class TimelineEntry(Datum, frozen=True, kw_only=True):
    """One line of the story's calendar, or a day that matters in a long story (`Record.days`)."""

    id: str
    date: str
    precision: Literal["time", "day", "week", "month", "season", "year", "interval"]
    title: str
    event: str | None = None
    utterance: str | None = None
    lane: Lane = "news"
    support: tuple[Span, ...] = ()
    by: str = ""


class BriefSentence(Datum, frozen=True, kw_only=True):
    """One sentence of the brief: the words of a source, trimmed, with what carries it."""

    id: str
    sentence: str
    citations: tuple[Span, ...]
    claims: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    standing: Standing = "single-source"
    trimmed: tuple[Span, ...] = ()
    extract: str | None = None
    """The source's own sentence, where a language model rephrased it (`build --rewrite`)."""
    by: str = ""


class Attendance(Datum, frozen=True, kw_only=True):
    """What is said of one party's presence at a meeting, by which origins, in which words."""

    cast: str | None
    name: str
    country: str | None = None
    """Whose delegation: ISO 3166-1 alpha-3 or PLOVER's code of a body of states."""
    level: str | None = None
    presence: Presence
    heads: bool = False
    """Whether it is said to head the delegation of `country`."""
    asserted: str | None = None
    """The last day on which it was said, EDTF."""
    origins: tuple[str, ...] = ()
    support: tuple[Span, ...] = ()


class Meeting(Datum, frozen=True, kw_only=True):
    """A meeting, held or not, with who was there, who was not, and who says so."""

    id: str
    title: str
    state: MeetingState
    date: When | None = None
    place: Where | None = None
    host: str | None = None
    """Cast id of who is said to host it."""
    parties: tuple[str, ...] = ()
    """Cast ids of who meets, or would."""
    level: str | None = None
    """The level on which all sides met, as far as it is told."""
    attendance: tuple[Attendance, ...] = ()
    events: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    support: tuple[Span, ...] = ()
    by: str = ""


class Position(Datum, frozen=True, kw_only=True):
    """What one party proposes, demands, threatens, promises, accepts, backs or refuses."""

    id: str
    party: str
    """Cast id."""
    name: str
    country: str | None = None
    kind: PositionKind
    issue: str | None = None
    """A word that several positions of the story share; null where none is shared."""
    words: Span
    """The clause that tells it."""
    condition: Span | None = None
    """ "unless ...", "if ...", as the article has it."""
    addressee: tuple[str, ...] = ()
    date: When | None = None
    asserted: str | None = None
    answers: str | None = None
    """The position that this one answers: its id."""
    events: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    support: tuple[Span, ...] = ()
    by: str = ""


class Record(Datum, frozen=True, kw_only=True):
    """Everything about one story, in the order of the files it is written to."""

    story: Story
    articles: tuple[Article, ...] = ()
    reuse: tuple[Reuse, ...] = ()
    versions: tuple[Version, ...] = ()
    origins: tuple[Origin, ...] = ()
    cast: tuple[CastMember, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    utterances: tuple[Utterance, ...] = ()
    accounts: tuple[Account, ...] = ()
    events: tuple[Event, ...] = ()
    claims: tuple[Claim, ...] = ()
    timeline: tuple[TimelineEntry, ...] = ()
    brief: tuple[BriefSentence, ...] = ()
    times: tuple[TimeReference, ...] = ()
    places: tuple[PlaceReference, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    positions: tuple[Position, ...] = ()
    days: tuple[TimelineEntry, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
