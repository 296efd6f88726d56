# SPDX-License-Identifier: Apache-2.0
"""Who said what: utterances by speaker and by date, their wordings in each article aligned.

Comes in: a `Lookup`. Goes out: `Quotes`.
Refuses: nothing; a quotation that belongs to no utterance stands by itself.
Score: none; `tests/dossier/test_quotes_view.py`.
"""

from __future__ import annotations

from dataclasses import dataclass

from ontherecord.dossier.diff import Piece, differences
from ontherecord.dossier.lookup import Dated, Lookup, Passage
from ontherecord.dossier.wording import (
    QUOTATION_KINDS,
    VARIANTS,
    clipped,
    counted,
    date_in_words,
    date_key,
)
from ontherecord.model import Quotation, Utterance

INDEX_WORDS = 18  # words of an utterance in the list by date
NO_SPEAKER = "Speaker not told"
PLAIN_FORCE = frozenset({"said", "say", "statement", ""})
LEAST_COMMON = 0.6  # of the shorter wording: below it a word diff is harder to read than both texts
MAIN_SPEAKERS = 12  # speakers shown open; the rest are folded


@dataclass(frozen=True, slots=True)
class VariantLine:
    """The same utterance in another article: how it differs, word by word."""

    differs: str
    pieces: tuple[Piece, ...]
    passage: Passage
    kind: str


@dataclass(frozen=True, slots=True)
class Said:
    """One utterance in its fullest form."""

    id: str
    speaker: str
    parts: tuple[str, ...]
    direct: bool
    """Whether at least some of the words are the speaker's own."""
    quoted: bool
    """Whether all of them are."""
    kind: str
    how: tuple[str, ...]
    date: str
    dated: Dated | None
    key: str
    origins: str
    passage: Passage
    variants: tuple[VariantLine, ...]
    short: str


@dataclass(frozen=True, slots=True)
class SpeakerGroup:
    """One speaker with all that is on record, own words first."""

    cast: str | None
    name: str
    role: str
    on_record: str
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Quotes:
    """All utterances, by speaker and by date."""

    speakers: tuple[SpeakerGroup, ...]
    others: tuple[SpeakerGroup, ...]
    unknown: tuple[SpeakerGroup, ...]
    """Speakers that are described but not identified, and quotations without a speaker."""
    by_date: tuple[tuple[str, tuple[Said, ...]], ...]
    total: int


def quotes(lookup: Lookup) -> Quotes:
    """The utterances of the story."""
    held: dict[tuple[str | None, str], list[Said]] = {}
    for said, key in _all(lookup):
        held.setdefault(key, []).append(said)
    groups = [_speaker(lookup, cast, name, said) for (cast, name), said in held.items()]
    groups.sort(key=lambda g: (g.name == NO_SPEAKER, -len(g.said), g.name, g.cast or ""))
    known = [g for g in groups if g.cast]
    days: dict[str, list[Said]] = {}
    for one in sorted((s for g in groups for s in g.said), key=lambda s: (s.key, s.speaker, s.id)):
        days.setdefault(one.date or "day of speaking not told", []).append(one)
    return Quotes(
        speakers=tuple(known[:MAIN_SPEAKERS]),
        others=tuple(known[MAIN_SPEAKERS:]),
        unknown=tuple(g for g in groups if not g.cast),
        by_date=tuple((day, tuple(said)) for day, said in days.items()),
        total=sum(len(g.said) for g in groups),
    )


def _all(lookup: Lookup) -> list[tuple[Said, tuple[str | None, str]]]:
    """Every utterance, and every quotation that is part of none, with its speaker."""
    found = []
    joined: set[str] = set()
    for utterance in lookup.record.utterances:
        members = [lookup.quotations[q] for q in utterance.quotations if q in lookup.quotations]
        joined.update(q.id for q in members)
        fullest = lookup.quotations.get(utterance.fullest) or (members[0] if members else None)
        if fullest and fullest.content:
            speaker = utterance.speaker or fullest.speaker
            key = (speaker.cast, speaker.name) if speaker else (None, NO_SPEAKER)
            found.append((_said(lookup, utterance, fullest, members, key[1]), key))
    for quotation in lookup.record.quotations:
        if quotation.id not in joined and quotation.content:
            speaker = quotation.speaker
            key = (speaker.cast, speaker.name) if speaker else (None, NO_SPEAKER)
            found.append((_said(lookup, None, quotation, [quotation], key[1]), key))
    return [(said, (cast, _named(lookup, cast, name))) for said, (cast, name) in found]


def _named(lookup: Lookup, cast: str | None, name: str) -> str:
    """One name a cast member, so that a speaker has one group however articles name them."""
    return lookup.cast_name(cast) if cast in lookup.cast else name or NO_SPEAKER


def _said(
    lookup: Lookup, utterance: Utterance | None, fullest: Quotation, members: list[Quotation], speaker: str
) -> Said:
    date = (utterance.date if utterance else None) or fullest.date
    home = lookup.passage(fullest.content[0])
    return Said(
        id=utterance.id if utterance else fullest.id,
        speaker=speaker,
        parts=tuple(span.text for span in fullest.content),
        direct=fullest.kind != "indirect",
        quoted=fullest.kind == "direct",
        kind=QUOTATION_KINDS[fullest.kind],
        how=_how(fullest),
        date=date_in_words(date.date) if date else "",
        dated=lookup.dated(date),
        key=date_key(date.date if date else None),
        origins=_origins(utterance, members),
        passage=home,
        variants=_variants(lookup, utterance, fullest, members),
        short=clipped(" … ".join(span.text for span in fullest.content), INDEX_WORDS),
    )


def _origins(utterance: Utterance | None, members: list[Quotation]) -> str:
    count = len(utterance.origins) if utterance else 1
    articles = counted(len({q.article for q in members}), "article")
    if len(members) <= 1:
        return ""
    return f"{counted(count, 'origin')}, {articles}" if count else articles


def _how(quotation: Quotation) -> tuple[str, ...]:
    """What is known of the act of speech beyond the words: force, addressee, medium, doubt."""
    words = []
    if quotation.force and quotation.force not in PLAIN_FORCE:
        words.append(quotation.force)
    if quotation.negated:
        words.append("not said, by this report")
    if quotation.hypothetical:
        words.append("not said yet")
    if quotation.addressee:
        words.append(f"to {quotation.addressee}")
    if quotation.medium:
        words.append(quotation.medium)
    return tuple(words)


def _variants(
    lookup: Lookup, utterance: Utterance | None, fullest: Quotation, members: list[Quotation]
) -> tuple[VariantLine, ...]:
    told = {v.quotation: v.differs for v in utterance.variants} if utterance else {}
    whole = " … ".join(span.text for span in fullest.content)
    lines = []
    for quotation in members:
        if quotation.id == fullest.id or not quotation.content:
            continue
        words = " … ".join(span.text for span in quotation.content)
        lines.append(
            VariantLine(
                differs=VARIANTS.get(
                    told.get(quotation.id, ""), "other wording" if words != whole else "the same words"
                ),
                pieces=_aligned(whole, words),
                passage=lookup.passage(quotation.content[0]),
                kind=QUOTATION_KINDS[quotation.kind],
            )
        )
    return tuple(lines)


def _aligned(whole: str, words: str) -> tuple[Piece, ...]:
    """The differences word by word; where little is common, the words as they stand."""
    pieces = differences(whole, words)
    common = sum(len(piece.text) for piece in pieces if piece.kind == "same")
    if common < LEAST_COMMON * min(len(whole), len(words)):
        return (Piece("same", words),)
    return pieces


def _speaker(lookup: Lookup, cast: str | None, name: str, said: list[Said]) -> SpeakerGroup:
    direct = sum(1 for s in said if s.direct)
    only = len(said) - direct
    member = lookup.cast.get(cast or "")
    words = []
    if direct:
        words.append(f"{counted(direct, 'statement')} in their own words")
    if only:
        words.append(
            f"{only} only as reported" if direct else f"{counted(only, 'statement')}, only as reported"
        )
    ordered = sorted(said, key=lambda s: (not s.direct, s.key, s.id))
    role = " ".join(member.roles[0].text.split()) if member and member.roles else ""
    return SpeakerGroup(cast if member else None, name, role, ", ".join(words), tuple(ordered))
