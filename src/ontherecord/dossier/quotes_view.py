# SPDX-License-Identifier: Apache-2.0
"""Who said what: utterances by speaker and by date, their wordings in each article aligned.

Comes in: a `Lookup`. Goes out: `Quotes`.
Refuses: nothing; a quotation that belongs to no utterance stands by itself. What a report says was not
said, or only might be, never counts as on record.
Score: none; `tests/dossier/test_quotes_view.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from ontherecord.dossier.alignment import alignment, key
from ontherecord.dossier.diff import Piece
from ontherecord.dossier.lookup import QUOTE_MARKS, Dated, Lookup, Passage
from ontherecord.dossier.voices import Voice, voice, words
from ontherecord.dossier.wording import (
    QUOTATION_KINDS,
    VARIANTS,
    basis_in_words,
    clipped,
    counted,
    date_in_words,
    date_key,
    day_of,
)
from ontherecord.model import Quotation, Span, Utterance

Standing = Literal["own words", "reported", "thought", "not said"]

INDEX_WORDS = 18  # words of an utterance in the list by date
NO_SPEAKER = "Speaker not told"
PLAIN_FORCE = frozenset({"said", "say", "statement", ""})
INWARD = frozenset({"thought", "wanted", "judged"})
"""Forces of what was not spoken: read only where a build asks for all quotations."""
FORCES = {"named": "called"}
DOUBTFUL = frozenset({"publication date, inferred from the story", "publication date unknown", "story"})
"""What a day may be counted from that no article states: told beside the day."""
MAIN_SPEAKERS = 12  # speakers shown open; the rest are folded
HEADINGS: dict[Standing, str] = {
    "own words": "In their own words",
    "reported": "Only as reported",
    "thought": "Thought, wanted or judged, as reported",
    "not said": "Not said, or not yet",
}
APART: dict[Voice, tuple[str, str]] = {
    "office": ("Known by office, not by name", ""),
    "unnamed": (
        "Unnamed people and sources",
        "Two articles may mean different people by the same description.",
    ),
    "document": ("Documents and posts", ""),
    "not told": (
        NO_SPEAKER,
        "The articles leave open who speaks, or the words that tell it were not understood.",
    ),
}
"""Voices that are no member of the cast, in the order shown: heading and note."""


@dataclass(frozen=True, slots=True)
class VariantLine:
    """One other wording of an utterance, with every article that has it, aligned with the fullest."""

    differs: str
    kind: str
    extent: str
    pieces: tuple[Piece, ...]
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of what was said; `quoted` if the article has it in quotation marks of its own."""

    text: str
    quoted: bool


@dataclass(frozen=True, slots=True)
class Said:
    """One utterance in its fullest form."""

    id: str
    speaker: str
    parts: tuple[Part, ...]
    kind: str
    standing: Standing
    cue: str
    """What the report does, where it is more than to say: "warned", "did not say"."""
    how: tuple[str, ...]
    date: str
    dated: Dated | None
    day: str
    """The day it is listed under: of speaking, or else of the first report; empty if neither is known."""
    spoken: bool
    """Whether that day is the day of speaking."""
    on: str
    """What the day is counted from, where that is itself inferred."""
    key: tuple[str, int, int, int]
    origins: str
    carried: int
    """How many articles have it, in whatever wording."""
    passages: tuple[Passage, ...]
    """Where these words stand, in the article shown first."""
    variants: tuple[VariantLine, ...]
    short: str

    @property
    def direct(self) -> bool:
        """Whether at least some of the words are the speaker's own."""
        return self.standing == "own words"

    @property
    def quoted(self) -> bool:
        """Whether all of them are."""
        return all(part.quoted for part in self.parts)


@dataclass(frozen=True, slots=True)
class Shelf:
    """What one speaker has on record in one way."""

    heading: str
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class SpeakerGroup:
    """One speaker with all that is on record, own words first."""

    cast: str | None
    name: str
    role: str
    on_record: str
    articles: str
    voice: Voice
    shelves: tuple[Shelf, ...]

    @property
    def said(self) -> tuple[Said, ...]:
        """All of it."""
        return tuple(said for shelf in self.shelves for said in shelf.said)


@dataclass(frozen=True, slots=True)
class Apart:
    """Speakers who are no member of the cast, of one kind."""

    heading: str
    note: str
    speakers: tuple[SpeakerGroup, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Day:
    """What was said on a day, and what was first reported on it while the day of speaking is not told."""

    heading: str
    spoken: tuple[Said, ...]
    reported: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Quotes:
    """All utterances, by speaker and by date."""

    speakers: tuple[SpeakerGroup, ...]
    others: tuple[SpeakerGroup, ...]
    apart: tuple[Apart, ...]
    by_date: tuple[Day, ...]
    total: int


def quotes(lookup: Lookup) -> Quotes:
    """The utterances of the story."""
    held: dict[tuple[str | None, str], list[tuple[Said, list[Quotation]]]] = {}
    for act in _acts(lookup):
        said = _said(lookup, *act)
        held.setdefault(_key(lookup, act[0], act[1]), []).append((said, act[2]))
    groups = [_speaker(lookup, cast, name, entries) for (cast, name), entries in held.items()]
    groups.sort(key=_weight)
    known = [g for g in groups if g.voice == "named"]
    return Quotes(
        speakers=tuple(known[:MAIN_SPEAKERS]),
        others=tuple(known[MAIN_SPEAKERS:]),
        apart=tuple(_apart(groups)),
        by_date=_by_date([s for g in groups for s in g.said]),
        total=sum(len(g.said) for g in groups),
    )


def _weight(group: SpeakerGroup) -> tuple[int, int, str, str]:
    """Most on record in their own words first, then most on record."""
    own = sum(1 for s in group.said if s.direct)
    return -own, -len(group.said), group.name, group.cast or ""


def _apart(groups: Sequence[SpeakerGroup]) -> Iterator[Apart]:
    for kind, (heading, note) in APART.items():
        found = tuple(g for g in groups if g.voice == kind)
        if found:
            yield Apart(heading, note, found, sum(len(g.said) for g in found))


def _by_date(said: Sequence[Said]) -> tuple[Day, ...]:
    """The days in order, on each what most articles carry first."""
    days: dict[str, list[Said]] = {}
    for one in sorted(said, key=lambda s: (s.key, s.speaker, s.id)):
        days.setdefault(one.day, []).append(one)
    return tuple(
        Day(
            heading=day or "Day not told",
            spoken=tuple(s for s in held if s.spoken or not day),
            reported=tuple(s for s in held if day and not s.spoken),
        )
        for day, held in days.items()
    )


# --- acts of speech ----------------------------------------------------------------------------

Act = tuple[Utterance | None, Quotation, list[Quotation]]
"""An utterance, if it is one, its fullest quotation and all of its quotations."""


def _acts(lookup: Lookup) -> Iterator[Act]:
    """Every utterance; and every quotation that is part of none, once for the same words of one speaker."""
    joined: set[str] = set()
    for utterance in lookup.record.utterances:
        members = [lookup.quotations[q] for q in utterance.quotations if q in lookup.quotations]
        joined.update(q.id for q in members)
        fullest = lookup.quotations.get(utterance.fullest) or (members[0] if members else None)
        if fullest and fullest.content:
            yield utterance, fullest, members
    alone: dict[tuple[object, ...], list[Quotation]] = {}
    for quotation in lookup.record.quotations:
        if quotation.id not in joined and quotation.content:
            same = (
                _key(lookup, None, quotation),
                _standing(quotation),
                quotation.force,
                key(_whole(quotation)),
            )
            alone.setdefault(same, []).append(quotation)
    for members in alone.values():
        yield None, members[0], members


def _key(lookup: Lookup, utterance: Utterance | None, quotation: Quotation) -> tuple[str | None, str]:
    """The cast member, if it is one, and one name, so that a speaker has one group however named."""
    speaker = (utterance and utterance.speaker) or quotation.speaker
    if speaker is None or (speaker.cast not in lookup.cast and voice(speaker.name) == "not told"):
        return None, NO_SPEAKER
    if speaker.cast in lookup.cast:
        return speaker.cast, lookup.cast_name(speaker.cast or "")
    return None, speaker.name[:1].upper() + speaker.name[1:]


def _said(lookup: Lookup, utterance: Utterance | None, fullest: Quotation, members: list[Quotation]) -> Said:
    date = (utterance.date if utterance else None) or fullest.date
    home = lookup.passage(fullest.content[0])
    first = min((d for q in members if (d := _published(lookup, q))), default="")
    listed = (date and date.date) or first
    same, variants = _wordings(lookup, utterance, fullest, members)
    carried = len({q.article for q in members})
    return Said(
        id=utterance.id if utterance else fullest.id,
        speaker=_key(lookup, utterance, fullest)[1],
        parts=tuple(_part(lookup, fullest, span) for span in fullest.content),
        kind=QUOTATION_KINDS[fullest.kind],
        standing=_standing(fullest),
        cue=_cue(fullest),
        how=tuple(_how(lookup, fullest)),
        date=date_in_words(date.date) if date else "",
        dated=lookup.dated(date),
        day=date_in_words(listed) if listed else "",
        spoken=bool(date and date.date),
        on=basis_in_words(date.basis) if date and date.basis in DOUBTFUL else "",
        key=(date_key(listed), -carried, lookup.numbers.get(fullest.article, 0), fullest.content[0].start),
        origins=_origins(lookup, members),
        carried=carried,
        passages=(home, *same),
        variants=variants,
        short=clipped(_whole(fullest), INDEX_WORDS).removesuffix(","),
    )


def _published(lookup: Lookup, quotation: Quotation) -> str | None:
    article = lookup.articles.get(quotation.article)
    return day_of(article.published.date) if article else None


def _whole(quotation: Quotation) -> str:
    return " … ".join(span.text for span in quotation.content)


def _part(lookup: Lookup, quotation: Quotation, span: Span) -> Part:
    """A span of the content; of a mixed quotation it is the speaker's own if a mark stands at each end."""
    copy = lookup.copies.get(span.document, "")
    around = copy[max(0, span.start - 1) : span.start], copy[span.end : span.end + 1]
    own = quotation.kind == "mixed" and all(mark in QUOTE_MARKS for mark in around if mark) and all(around)
    text = span.text.removesuffix(",")  # the comma before "she said" is the page's
    return Part(text, quotation.kind == "direct" or own)


def _standing(quotation: Quotation) -> Standing:
    if quotation.negated or quotation.hypothetical:
        return "not said"
    if quotation.kind != "indirect":
        return "own words"
    return "thought" if quotation.force in INWARD else "reported"


def _cue(quotation: Quotation) -> str:
    force = quotation.force or "said"
    plain_form = words().plain_forms.get(force, force)
    if quotation.negated:
        return f"did not {plain_form}:"
    if quotation.hypothetical:
        return f"might {plain_form}, by this report:"
    return "" if force in PLAIN_FORCE else f"{FORCES.get(force, force)}:"


def _how(lookup: Lookup, quotation: Quotation) -> Iterator[str]:
    """What is known of the act of speech beyond the words: addressee, medium, who passes it on."""
    if quotation.addressee:
        yield f"to {quotation.addressee}"
    if quotation.medium:
        yield quotation.medium
    if quotation.place and quotation.place not in f"{quotation.addressee} {quotation.medium}":
        yield quotation.place
    outer = lookup.quotations.get(quotation.nested_in or "")
    teller = _key(lookup, None, outer)[1] if outer else NO_SPEAKER
    if teller != NO_SPEAKER:
        yield f"as told by {teller}"


def _origins(lookup: Lookup, members: list[Quotation]) -> str:
    articles = {q.article for q in members}
    origins = {origin for a in articles if (origin := lookup.origin_of(a))}
    if len(articles) <= 1:
        return ""
    told = counted(len(articles), "article")
    return f"{counted(len(origins), 'origin')}, {told}" if origins else told


# --- wordings ----------------------------------------------------------------------------------


def _wordings(
    lookup: Lookup, utterance: Utterance | None, fullest: Quotation, members: list[Quotation]
) -> tuple[tuple[Passage, ...], tuple[VariantLine, ...]]:
    """Where the same words stand, and each other wording once, nearest to the fullest first."""
    told = {v.quotation: v.differs for v in utterance.variants} if utterance else {}
    whole = _whole(fullest)
    same: list[Quotation] = []
    others: dict[tuple[str, tuple[str, ...]], list[Quotation]] = {}
    for quotation in sorted(members, key=lambda q: (lookup.numbers.get(q.article, 0), q.id)):
        if quotation.id == fullest.id or not quotation.content:
            continue
        there = key(_whole(quotation))
        if there == key(whole) and quotation.kind == fullest.kind:
            same.append(quotation)
        else:
            others.setdefault((quotation.kind, there), []).append(quotation)
    lines = [_line(lookup, told.get(held[0].id, ""), whole, held) for held in others.values()]
    lines.sort(key=lambda line: line.kind != QUOTATION_KINDS["direct"])
    return _passages(lookup, same), tuple(lines)


def _line(lookup: Lookup, differs: str, whole: str, held: list[Quotation]) -> VariantLine:
    there = _whole(held[0])
    beside = alignment(whole, there)
    alike = key(there) == key(whole)
    return VariantLine(
        differs=VARIANTS.get(differs, "the same words" if alike else "other wording"),
        kind=QUOTATION_KINDS[held[0].kind],
        extent=beside.extent,
        pieces=beside.pieces,
        passages=_passages(lookup, held),
    )


def _passages(lookup: Lookup, held: list[Quotation]) -> tuple[Passage, ...]:
    """One passage an article."""
    return tuple(lookup.passage(q.content[0]) for q in {q.article: q for q in reversed(held)}.values())[::-1]


# --- speakers ----------------------------------------------------------------------------------


def _speaker(
    lookup: Lookup, cast: str | None, name: str, entries: list[tuple[Said, list[Quotation]]]
) -> SpeakerGroup:
    member = lookup.cast.get(cast or "")
    role = " ".join(member.roles[0].text.split()) if member and member.roles else ""
    articles = {q.article for _, members in entries for q in members}
    said = sorted((s for s, _ in entries), key=lambda s: (s.key, s.id))
    shelves = (
        Shelf(heading, tuple(s for s in said if s.standing == kind)) for kind, heading in HEADINGS.items()
    )
    return SpeakerGroup(
        cast=cast if member else None,
        name=name,
        role=role,
        on_record=_on_record(said),
        articles=f"in {counted(len(articles), 'article')}",
        voice="named" if member else "not told" if name == NO_SPEAKER else voice(name),
        shelves=tuple(shelf for shelf in shelves if shelf.said),
    )


def _on_record(said: Sequence[Said]) -> str:
    """`3 statements in their own words, 1 partly, 2 only as reported, 1 not said`."""
    own = [s for s in said if s.direct]
    whole = sum(1 for s in own if s.kind == QUOTATION_KINDS["direct"])
    counts = [
        (whole, "in their own words"),
        (len(own) - whole, "partly in their own words" if not whole else "partly"),
        (sum(1 for s in said if s.standing == "reported"), "only as reported"),
    ]
    told = [
        f"{counted(n, 'statement') if not place else n} {what}"
        for place, (n, what) in enumerate((n, what) for n, what in counts if n)
    ]
    inward = sum(1 for s in said if s.standing == "thought")
    unsaid = sum(1 for s in said if s.standing == "not said")
    told += [f"{counted(inward, 'thought')} as reported"] if inward else []
    told += [f"{unsaid} not said"] if unsaid else []
    return ", ".join(told)
