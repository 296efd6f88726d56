# SPDX-License-Identifier: Apache-2.0
"""The record types: what every stage reads and writes.

Comes in and goes out: nothing; this module only defines. It imports nothing of ours.
Refuses: a value of the wrong type, when a record is read back (`msgspec` checks it).
Contract: the output format, version 1 (docs/record.md). The order of the fields is the order
of the keys in the files.

Offsets are code points of a frozen copy, start inclusive, end exclusive. Dates are ISO 8601 or
EDTF strings. Sequences are tuples, so that a record is immutable and hashable.
"""

from __future__ import annotations

from typing import Literal

import msgspec

FORMAT_VERSION = 1

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


class Datum(msgspec.Struct, frozen=True, kw_only=True):
    """The base of every record type: frozen, keyword-only, JSON by field order."""


# --- where words stand -------------------------------------------------------------------------


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


# --- what was read -----------------------------------------------------------------------------


class Document(Datum, frozen=True, kw_only=True):
    """What was read: a file, a page, a line of a JSON Lines file, a feed item."""

    id: str
    source: str
    """Path or URL as given."""
    sha256: str
    """Of the frozen copy, as UTF-8."""
    bytes: int
    """Size of the input."""
    media_type: str
    charset: str
    language: str | None = None
    title: str | None = None
    fetched: str | None = None
    articles: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    input_sha256: str = ""


class Published(Datum, frozen=True, kw_only=True):
    """When an article was published, and how we know."""

    date: str | None = None
    """EDTF; with time and zone where the source gives them."""
    basis: DateBasis = "unknown"
    span: Span | None = None
    by: str = ""


class Article(Datum, frozen=True, kw_only=True):
    """One text published by one outlet at one time: `copy[start:end]` of its document."""

    id: str
    document: str
    start: int
    end: int
    outlet: str | None = None
    agency: str | None = None
    authors: tuple[str, ...] = ()
    headline: str | None = None
    published: Published = Published()
    modified: str | None = None
    segments: tuple[Segment, ...] = ()
    origin: str | None = None
    version_of: str | None = None
    reprint_of: str | None = None
    attached_to: str | None = None
    url: str | None = None
    outlet_basis: Literal["stated", "metadata", "unknown"] = "unknown"
    outlet_span: Span | None = None
    headline_span: Span | None = None


class Reading(Datum, frozen=True, kw_only=True):
    """One document with its frozen copy and the articles found in it: what `read` gives."""

    document: Document
    copy: str
    articles: tuple[Article, ...]


class Refusal(Datum, frozen=True, kw_only=True):
    """An input that could not be read: its name and, in one line, the reason and the mend."""

    source: str
    reason: str


# --- what one article says ---------------------------------------------------------------------


class Sentence(Datum, frozen=True, kw_only=True):
    """One sentence of a segment. `trims` are ranges that may be left out without changing the rest; `gist`
    its main subject's head and verb, where these are plain, each as written and by its dictionary form."""

    start: int
    end: int
    role: SegmentRole
    trims: tuple[tuple[int, int], ...] = ()
    gist: tuple[tuple[str, str], ...] = ()


class Mention(Datum, frozen=True, kw_only=True):
    """Words that name, describe or stand for somebody or something.

    `form` "name" is a proper name without its titles; "description" a definite description
    ("the Ukrainian leader"); "pronoun" he, she, they. `antecedent` is the range of the named
    mention of the same article that a description or pronoun stands for, if that is sure.
    """

    start: int
    end: int
    text: str
    kind: CastKind
    form: Literal["name", "description", "pronoun"] = "name"
    roles: tuple[tuple[int, int], ...] = ()
    """Ranges of the titles and descriptions that go with it ("Kremlin spokesperson")."""
    gender: Gender | None = None
    antecedent: tuple[int, int] | None = None
    stands_for: tuple[tuple[int, int], ...] = ()  # the named mentions, where it is several: "both", "they"
    by: str = ""
    confidence: float | None = None


class TimeMention(Datum, frozen=True, kw_only=True):
    """A time expression. `value` is TIMEX3 where the words alone give it; otherwise `relative`
    holds the reckoning that an anchor date resolves (`annotate.calendar`)."""

    start: int
    end: int
    text: str
    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str | None = None
    relative: str | None = None
    tense: Literal["past", "present", "future"] | None = None
    zone: str | None = None
    """Of a clock time: its offset ("Z", "+03:00"), or "local" where only that of some place is said."""
    by: str = ""


class Speaker(Datum, frozen=True, kw_only=True):
    """Who said it: the cast member, the name to show, and the words that name the speaker."""

    cast: str | None
    name: str
    mention: Span | None = None


class Quotation(Datum, frozen=True, kw_only=True):
    """Reported words of one speaker in one article. `content` leaves the quotation marks out."""

    id: str
    article: str
    content: tuple[Span, ...]
    kind: QuotationKind
    speaker: Speaker | None = None
    cue: Span | None = None
    addressee: str | None = None
    medium: str | None = None
    date: When | None = None
    nested_in: str | None = None
    utterance: str | None = None
    force: str | None = None
    """What the cue does: said, asked, claimed, denied, promised, threatened, demanded ..."""
    negated: bool = False
    hypothetical: bool = False
    by: str = ""
    confidence: float | None = None


class Account(Datum, frozen=True, kw_only=True):
    """One article's report of an event. Actors and recipients are cast ids once reconciled;
    their words in the article are in `actor_mentions` and `recipient_mentions`."""

    id: str
    article: str
    span: Span
    trigger: Span
    event: str | None = None
    type: str
    mode: str | None = None
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    object: Span | None = None
    place: Where | None = None
    date: When | None = None
    modality: Modality = "happened"
    negated: bool = False
    attributed_to: str | None = None
    historical: bool = False
    actor_mentions: tuple[Span, ...] = ()
    recipient_mentions: tuple[Span, ...] = ()
    subject: Span | None = None
    """With `predicate`, the clause that tells it, cut to what a title needs; null where the subject
    is a pronoun or stands elsewhere."""
    predicate: Span | None = None
    actor_countries: tuple[str, ...] = ()
    recipient_countries: tuple[str, ...] = ()
    """One for each mention: ISO 3166-1 alpha-3 or PLOVER's code of a body of states; "" if not told."""
    under: str | None = None
    """The account whose act is about this one ("demanded" of "withdraw"): its id."""
    by: str = ""
    confidence: float | None = None


Range = tuple[int, int]
"""From a code point of the copy to before another."""


class Statement(Datum, frozen=True, kw_only=True):
    """One clause of an article that tells an act, whatever its kind: its words (`start` to `end`), the word
    that names the act, who does it and to what. `agent` and `patient` are ranges of noun phrases, of a
    pronoun the name it stands for; their heads and all `words` are lemmas in lower case."""

    start: int
    end: int
    word: Range
    act: str
    agent: tuple[Range, ...] = ()
    patient: tuple[Range, ...] = ()
    agent_heads: tuple[str, ...] = ()
    patient_heads: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    times: tuple[Range, ...] = ()
    places: tuple[Range, ...] = ()
    modality: Modality = "happened"
    negated: bool = False
    plain: bool = False
    """Told or denied flatly: a finite verb under no other word."""


class Annotations(Datum, frozen=True, kw_only=True):
    """All that `annotate` finds in one article, in the order of the text."""

    article: str
    sentences: tuple[Sentence, ...] = ()
    mentions: tuple[Mention, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    times: tuple[TimeMention, ...] = ()
    places: tuple[Where, ...] = ()
    accounts: tuple[Account, ...] = ()
    statements: tuple[Statement, ...] = ()


# --- between articles --------------------------------------------------------------------------


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
    extent: Extent | None = None
    """Of a reprint: all of both texts in each other ("full"), the source cut, the source with more added
    ("padded"), or both, or reworded in many places ("edited")."""


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
    confidence: float | None = None


class Membership(Datum, frozen=True, kw_only=True):
    """Why an article belongs to an origin, and what share of its words no source of it has."""

    article: str
    basis: str
    span: Span | None = None
    confidence: float | None = None
    own_share: float | None = None


class Origin(Datum, frozen=True, kw_only=True):
    """One independent line of reporting, with its articles and the evidence for each."""

    id: str
    name: str
    articles: tuple[str, ...]
    evidence: tuple[Span, ...] = ()
    basis: str = ""
    members: tuple[Membership, ...] = ()
    by: str = ""
    confidence: float | None = None


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


# --- one story ---------------------------------------------------------------------------------


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
    identifiers: dict[str, str] = {}
    mentions: tuple[Span, ...] = ()
    gender: Gender | None = None
    members: tuple[str, ...] = ()
    may_be: tuple[MayBe, ...] = ()
    by: str = ""
    confidence: float | None = None


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
    confidence: float | None = None


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
    confidence: float | None = None


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
    confidence: float | None = None


ContradictionKind = Literal["figure", "headline", "caption"]


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


# --- one build ---------------------------------------------------------------------------------


class InputEntry(Datum, frozen=True, kw_only=True):
    """One input as the manifest names it."""

    source: str
    sha256: str
    bytes: int
    documents: tuple[str, ...] = ()


class Manifest(Datum, frozen=True, kw_only=True):
    """What a build read, with what, and what came out. No clock."""

    format: int
    program: dict[str, str]
    model: dict[str, str]
    gazetteers: tuple[dict[str, str], ...]
    inputs: tuple[InputEntry, ...]
    refused: tuple[Refusal, ...]
    decisions: tuple[str, ...]
    counts: dict[str, int]
    warnings: tuple[str, ...]
    settings: dict[str, str] = {}
    """What the user chose: what counts as a quotation, and files by name and SHA-256."""


class Build(Datum, frozen=True, kw_only=True):
    """What `build` gives: the manifest, the documents with their copies, a record a story."""

    manifest: Manifest
    documents: tuple[Document, ...]
    copies: dict[str, str]
    records: tuple[Record, ...]
