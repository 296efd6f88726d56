# SPDX-License-Identifier: Apache-2.0
"""What one article says: sentences, mentions, quotations, times, accounts.

Comes in and goes out: nothing; this module only defines. Contract: docs/record.md.
Refuses: a value of the wrong type, when a record is read back. Score: none.
"""

from __future__ import annotations

from typing import Literal

from ontherecord.model.base import (
    CastKind,
    Datum,
    Gender,
    Modality,
    QuotationKind,
    SegmentRole,
    Span,
    When,
    Where,
)


class Sentence(Datum, frozen=True, kw_only=True):
    """One sentence of a segment. `trims` are ranges that may be left out without changing the rest; `gist`
    its main subject's head and verb, where these are plain, each as written and by its dictionary form;
    `stops` are where it may end early, because only circumstances follow: offsets before which it is whole."""

    start: int
    end: int
    role: SegmentRole
    trims: tuple[tuple[int, int], ...] = ()
    gist: tuple[tuple[str, str], ...] = ()
    stops: tuple[int, ...] = ()


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
    place: str | None = None
    """Where it was said, in the article's words: "in Oslo", "aboard the ferry"."""
    date: When | None = None
    nested_in: str | None = None
    utterance: str | None = None
    force: str | None = None
    """What the cue does: said, asked, claimed, denied, promised, threatened, demanded ..."""
    negated: bool = False
    hypothetical: bool = False
    by: str = ""
    confidence: float | None = None
    decisions: tuple[str, ...] = ()
    """Of people, that made it what it is: their ids."""


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
    spots: tuple[Range, ...] = ()
    """Noun phrases in which it is set, up to their heads: "the town hall"."""
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
