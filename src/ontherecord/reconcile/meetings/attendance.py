# SPDX-License-Identifier: Apache-2.0
"""Who attended a meeting, who stayed away, who was undecided, according to whom, on which level.

Comes in: accounts of a meeting and of presence at it. Goes out: `Attendance` records.
Refuses: parties that are no cast member, state or body; a promise made for somebody else ("ready to meet
him" does not say that he comes).
Score: `tests/reconcile/test_meetings.py`.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ontherecord.model import Account, Attendance, CastMember, Modality, Presence, Span
from ontherecord.reconcile.events.parties import Party
from ontherecord.reconcile.meetings.gatherings import OFF, Source, Told, is_purpose, parties, pattern, words

PRESENCES: tuple[Presence, ...] = (
    "attended", "expected", "undecided", "invited", "not coming", "stayed away"
)  # fmt: skip
_THERE = frozenset({"attended", "expected"})
_PRESENCE: dict[Modality, Presence] = {
    "happened": "attended", "ongoing": "attended", "planned": "expected", "hypothetical": "undecided",
    "proposed": "invited", "demanded": "invited",
}  # fmt: skip
_JOINED = re.compile(r"\s+(?:and|or)\s+(?:the\s+)?")
_LISTED = re.compile(r"\s*(?:,|and|,\s*and)\s+(?:(?:of|from)\s+)?(?:the\s+)?")
_PEOPLE_OF = re.compile(r"[\w\s]*s\s+(?:of|from)\b")
_PRONOUN = re.compile(r"\b(?:I|we|he|she|they)\b", re.IGNORECASE)
_OTHERS = frozenset({"he", "she", "they"})
_CONDITION = re.compile(r"\b(?:if|unless|whether)\b", re.IGNORECASE)


class Said(NamedTuple):
    """One account's word about one party's presence."""

    account: Account
    span: Span
    party: Party
    presence: Presence
    heads: bool = False
    """Whether the party heads its delegation."""


def taking_part(told: Told, story: Source) -> Iterator[Said]:
    """What an account of the meeting itself says of those who meet. One that is itself asked for, or is
    somebody's purpose, says of nobody that he comes; one that is declined, that the first does not."""
    account = told.account
    if told.state in OFF:
        if told.state == "declined" and account.actor_mentions:
            yield from (Said(account, s, p, "not coming") for s, p in told.parties[:1] if p.cast)
        return
    modality: Modality = "planned" if told.date is not account.date else account.modality
    above = story.accounts.get(account.under or "")
    presence = _presence(account, modality)
    if (modality == "hypothetical" and is_purpose(account)) or (
        account.by == "noun" and presence not in _THERE
    ):
        return
    for span, party in told.parties:
        if above is not None and (presence != "invited" or party.cast in above.actor):
            continue
        if presence is not None:
            yield Said(account, span, party, presence)


def being_there(account: Account, story: Source) -> Iterator[Said]:
    """What an account of joining, attending, leading or staying away says of its actors. "Attending" alone
    says nothing ("instead of attending"), nor does a name behind it ("'if he comes,' Lund said")."""
    presence = _presence(account, account.modality)
    if account.negated and presence != "undecided":
        presence = "stayed away" if account.modality in {"happened", "ongoing"} else "not coming"
    bare = account.modality == "happened" and account.trigger.text.lower().split(" ")[0].endswith("ing")
    if presence is None or bare or _is_of_body(account):
        return
    actors = set(account.actor_mentions)
    for span, party in parties(account, story.register):
        before = account.span.text[: max(0, span.start - account.span.start)].split()
        ahead = span.start >= account.trigger.end and not {"by", "and"} & set(before[-3:])
        if span not in actors or party.cast is None or (ahead and "by" not in before):
            continue
        if not _speaks_of_another(account, party, story):
            yield Said(account, span, party, presence)


def _is_of_body(account: Account) -> bool:
    """Whether what is joined is no meeting: "did not join his father's administration"."""
    behind = account.span.text[max(0, account.trigger.end - account.span.start) :].split()[:_REACH]
    joined = account.trigger.text.lower().startswith("join")
    return joined and pattern("bodies").search(" ".join(behind)) is not None


_REACH = 5  # words behind "joined" in which it is told what was


def _speaks_of_another(account: Account, party: Party, story: Source) -> bool:
    """Whether the one who says "he" is taken for the one he speaks of."""
    before = account.span.text[: account.trigger.start - account.span.start]
    pronouns = _PRONOUN.findall(before)
    speaker = story.speakers.get(account.attributed_to or "")
    return bool(pronouns) and pronouns[-1].lower() in _OTHERS and speaker == party.cast


def _presence(account: Account, modality: Modality) -> Presence | None:
    """ "will join if he does" and "whether he comes" leave it open."""
    presence = _PRESENCE.get(modality)
    return "undecided" if presence == "expected" and _CONDITION.search(account.span.text) else presence


def attendance(said: Iterable[Said], story: Source) -> tuple[Attendance, ...]:
    """One line a party and presence, by presence and name, with the origins that say so."""
    held: dict[tuple[str, Presence], list[Said]] = {}
    for one in said:
        key = one.party.cast or one.party.country or " ".join(one.span.text.lower().split())
        held.setdefault((key, one.presence), []).append(one)
    made = [_line(group, story) for group in held.values()]
    return tuple(sorted(made, key=lambda a: (PRESENCES.index(a.presence), a.name, a.cast or "")))


def _line(group: Sequence[Said], story: Source) -> Attendance:
    first = group[0]
    member = story.register.members.get(first.party.cast or "")
    text = " ".join(first.span.text.split())
    articles = {one.account.article for one in group}
    levels = [found for one in group if (found := _level(one, member))]
    return Attendance(
        cast=member.id if member else None,
        name=member.name if member else text[:1].upper() + text[1:],
        country=next((one.party.country for one in group if one.heads), first.party.country),
        level=min(levels, key=_levels().index, default=None),
        presence=first.presence,
        heads=any(one.heads for one in group),
        asserted=max((story.published.get(a, "") for a in articles), default="") or None,
        origins=tuple(sorted({story.origins.get(a, a) for a in articles})),
        support=tuple(sorted({one.account.span for one in group})),
    )


# --- level ---------------------------------------------------------------------------------------


@functools.cache
def _levels() -> tuple[str, ...]:
    """The levels, highest first."""
    return tuple(entry["name"] for entry in words()["level"])


@functools.cache
def _named() -> tuple[tuple[re.Pattern[str], str], ...]:
    """What tells a level, the longest name first, so that a deputy minister is no minister."""
    named = sorted(
        ((word, entry["name"]) for entry in words()["level"] for word in entry["words"]),
        key=lambda pair: (-len(pair[0]), pair[0]),
    )
    return tuple((re.compile(rf"\b{re.escape(word)}\b", re.IGNORECASE), name) for word, name in named)


def _level(said: Said, member: CastMember | None) -> str | None:
    """The level of a party: by its words in the account, else by what it is most called."""
    own = level_of(said.span.text) or _shared_noun(said)
    if own or member is None or member.kind != "person":
        return own
    told = [found for r in member.roles if (found := level_of(r.text))]
    return max(told, key=lambda name: (told.count(name), -_levels().index(name)), default=None)


def _shared_noun(said: Said) -> str | None:
    """The level of "Finnish" in "Finnish and Norwegian officials", of "Peru" in "the envoys of Chile and Peru"."""
    account = said.account
    sides = (*account.actor_mentions, *account.recipient_mentions)
    behind = account.span.text[said.span.end - account.span.start :]
    joined = _JOINED.match(behind) if " " not in said.span.text else None
    nexts = [s for s in sides if joined and s.start == said.span.end + joined.end()]
    return (level_of(nexts[0].text) if nexts else None) or _listed_level(said, sides)


def _listed_level(said: Said, sides: Iterable[Span]) -> str | None:
    """The level that a plural before a list of states gives each of them."""
    level, end, text = None, 0, said.account.span.text
    for side in sorted(set(sides)):
        if _PEOPLE_OF.match(side.text):
            level = level_of(side.text)
        elif not _LISTED.fullmatch(text, end, side.start - said.account.span.start):
            level = None
        if side == said.span:
            return level
        end = side.end - said.account.span.start
    return None


def level_of(text: str) -> str | None:
    """The level that words tell ("the Norwegian foreign minister": ministers), or None."""
    head = re.split(r",|\b(?:for|to)\b", text)[0]
    return next((name for found, name in _named() if found.search(head)), None)


def shared_level(attended: Iterable[Attendance]) -> str | None:
    """The level on which all sides meet: of each side's highest the lowest. Needs two sides, all told."""
    sides: dict[str, list[str | None]] = {}
    for one in attended:
        if one.presence in _THERE:
            sides.setdefault(one.country or one.name, []).append(one.level)
    best = [min((n for n in held if n), key=_levels().index, default=None) for held in sides.values()]
    told = [name for name in best if name]
    if not told or len(told) < len(best):
        return None
    return max(told, key=_levels().index)
