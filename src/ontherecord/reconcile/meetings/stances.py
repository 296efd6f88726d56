# SPDX-License-Identifier: Apache-2.0
"""One account as the position of a party: what it wants, in which words, tied to what.

Comes in: an account and the `Source` of its story. Goes out: `Taken`, one for each party that takes it.
Refuses: what somebody might say, will say or is said not to say; a party that speaks for nobody (no state,
no office, no organisation); one that would ask something of itself.
Score: `tests/reconcile/test_positions.py`.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Mapping
from importlib.resources import files
from typing import Any, NamedTuple

from ontherecord.annotate.accounts.actors import sector
from ontherecord.model import Account, PositionKind, Span
from ontherecord.reconcile.events.parties import Party
from ontherecord.reconcile.meetings.gatherings import Source, parties
from ontherecord.reconcile.words.stems import without_ending

_VERBAL = frozenset({"AGREE", "REQUEST", "REJECT", "THREATEN", "SUPPORT", "CONCEDE"})
FEWEST = 3  # words behind the verb that say what is wanted
_CLAUSE = 4  # words behind the verb from which the clause cut for a title tells enough
_LONGEST = 60  # words of a clause
WORD = re.compile(r"[^\W\d_][\w’'-]*")
_CONDITION = re.compile(
    r"\b(?:unless|if(?! any| ever| not\b| so\b)|until|provided|as long as|on condition that|in exchange for|"
    r"in return for)\b[^.;:”\"“]*",
    re.IGNORECASE,
)
_POINTING = frozenset({"that", "this", "it", "those", "these"})
_BEING = re.compile(r"\b(?:is|are|was|were|been|be|being)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_BY = re.compile(r"\W+(?:\w+\W+){0,3}?by\b", re.IGNORECASE)
_OPENS, _CLOSES = "“«", '”»"'


class Taken(NamedTuple):
    """One account of one party's position."""

    account: Account
    party: Party
    kind: PositionKind
    words: Span
    condition: Span | None
    about: str
    """The stem of its object; empty if it has none."""
    stems: frozenset[str]
    """Of the words and the condition, those that say anything."""


@functools.cache
def data() -> Mapping[str, Any]:
    """The words of positions (`data/positions.toml`)."""
    return tomllib.loads(
        files("ontherecord.reconcile").joinpath("data/positions.toml").read_text(encoding="utf-8")
    )


@functools.cache
def _verbs() -> Mapping[str, tuple[PositionKind, bool]]:
    """Each verb with its kind and whether it needs an object."""
    return {
        verb: (entry["name"], entry.get("object", False))
        for entry in data()["kind"]
        for verb in entry["verbs"]
    }


def taken(account: Account, story: Source) -> list[Taken]:
    """The positions that an account tells: one for each party that takes it."""
    kind = _kind(account)
    if kind is None or account.negated or account.historical or account.under is not None:
        return []
    if account.modality not in {"happened", "ongoing"}:
        return []
    words = _words(account)
    behind = words.text[max(0, account.trigger.end - words.start) :].lower().split()
    if kind == "refusal" and behind[:1] == ["to"] and behind[1:2] and behind[1] in data()["nouns"]["silence"]:
        return []
    condition = _condition(account) if kind != "support" else None
    if first_word(account) in data()["nouns"]["warning"] and not (condition or _threatens(account, story)):
        return []
    actors = set(account.actor_mentions)
    return [
        Taken(account, party, kind, words, condition, _about(account), content(words, condition))
        for span, party in parties(account, story.register)
        if span in actors and speaks(span, party, story) and not _to_itself(account, words, party, story)
    ]


def first_word(account: Account) -> str:
    """The verb of an account, as it stands."""
    return next(iter(account.trigger.text.lower().split()), "")


def _threatens(account: Account, story: Source) -> bool:
    """Whether a warning is put to somebody, or is of an act of one's own: "warned it would take time" is not."""
    own = story.sentences[account.span.document, account.span.start]
    return bool(account.recipient_mentions) or any(other.under == account.id for other in own)


def _about(account: Account) -> str:
    """The stem of what a position is about, if it has an object."""
    found = WORD.findall(account.object.text) if account.object else []
    return stem(found[-1]) if found else ""


def _to_itself(account: Account, words: Span, party: Party, story: Source) -> bool:
    """Whether the party would ask something of itself: then it is not the party ("called on Lund to come")."""
    member = story.register.members[party.cast or ""]
    if member.kind != "person":
        return False
    behind = words.text[max(0, account.trigger.end - words.start) :].split()
    named = {stem(w.strip(".,")) for w, before in zip(behind, ["", *behind], strict=False) if before != "by"}
    return bool(named & name_words(member.id, story)) or account.trigger.text.split()[-1] in member.variants


def _kind(account: Account) -> PositionKind | None:
    """What a verb does, if it takes a position; a noun ("their demands") is only spoken of."""
    if account.type not in _VERBAL or account.by == "noun":
        return None
    first = account.trigger.text.lower().split() or [""]
    verb = next((v for v in (" ".join(first[:2]), first[0]) if v in _verbs()), None)
    if verb is None:
        return None
    kind, needs_object = _verbs()[verb]
    thing = account.object.text.lower().split() if account.object else []
    if thing and thing[0].strip(",") in data()["nouns"]["hardly"]:
        return None
    if kind == "refusal" and set(thing) & set(data()["nouns"]["denied"]):
        return None  # to reject criticism is to deny, not to refuse
    if (
        needs_object
        and account.subject is not None
        and set(account.subject.text.lower().split()[:1]) & _POINTING
    ):
        return None  # "that idea was endorsed" does not say which
    named = [s.text for s in (account.object, *account.recipient_mentions) if s is not None]
    if needs_object and kind != "proposal":
        told = {w.lower() for text in named for w in WORD.findall(text)}
        return kind if told & set(data()["nouns"]["positions"]) else None
    return kind if named or not needs_object else None


def speaks(span: Span, party: Party, story: Source) -> bool:
    """Whether a party speaks for somebody: a state, a body, an office, an organisation."""
    member = story.register.members.get(party.cast or "")
    if member is None:
        return False
    if member.kind == "person":
        roles = [span.text, *(r.text for r in member.roles)]
        return any(sector(text) not in {None, "CVL", "JRN"} for text in roles)
    return bool(party.country) or member.kind == "organisation" or sector(member.name) is not None


def _words(account: Account) -> Span:
    """The clause that tells a position: the one cut for a title if it says enough, else up to the end of the
    sentence, or of the speaker's own words."""
    text, base = account.span.text, account.span.start
    at, clause, thing = account.trigger.start - base, account.predicate, account.object
    if clause is not None and clause.start <= account.trigger.start < clause.end:
        at = clause.start - base
        things = (account.subject, thing, *account.recipient_mentions)
        before = next((s for s in things if s is not None and base <= s.start < s.end <= clause.start), None)
        behind_verb = account.trigger.end - base
        being = _BEING.search(text[: account.trigger.start - base])
        passive = _BY.match(text, behind_verb) if being else text.startswith(" by ", behind_verb)
        if before is not None and passive:
            return _cut(account, before.start - base, clause.end - base)
        behind = text[account.trigger.start - base : clause.end - base].split()[1:]
        if len(behind) >= _CLAUSE or (thing is not None and thing.end <= clause.end):
            return _cut(account, at, clause.end - base)
    end = len(text)
    for n in range(account.trigger.end - account.span.start, len(text)):
        if text[n] in _OPENS:
            break
        if text[n] in _CLOSES:
            end = n
            break
    return _cut(account, at, end)


def _cut(account: Account, start: int, end: int) -> Span:
    words = list(re.finditer(r"\S+", account.span.text[start:end]))[:_LONGEST]
    text = account.span.text[start : start + words[-1].end()].rstrip(" ,;:.-–—")
    first = account.span.start + start
    return Span(document=account.span.document, start=first, end=first + len(text), text=text)


def _condition(account: Account) -> Span | None:
    """What a position is tied to ("unless ...", "if ..."), as the sentence goes on."""
    behind = account.trigger.end - account.span.start
    found = _CONDITION.search(account.span.text, max(0, behind))
    if found is None or len(found[0].split()) < FEWEST:
        return None
    text = found[0].rstrip(" ,-–—")
    start = account.span.start + found.start()
    return Span(document=account.span.document, start=start, end=start + len(text), text=text)


def says_what(taken: Taken) -> bool:
    """Whether the words behind the verb tell what is wanted."""
    behind = taken.words.text[max(0, taken.account.trigger.start - taken.words.start) :].split()[1:]
    return bool(taken.about) or (len(behind) >= FEWEST and len(taken.stems) > 0)


def content(words: Span, condition: Span | None) -> frozenset[str]:
    """The stems of the words of a position and its condition that say anything."""
    text = f"{words.text} {condition.text if condition else ''}"
    bare = (re.split("['’]", w)[0] for w in WORD.findall(text))
    return frozenset({stem(w) for w in bare if len(w) > FEWEST}) - empty()


@functools.cache
def empty() -> frozenset[str]:
    """The stems of words that name no issue."""
    verbs = {stem(word) for verb in _verbs() for word in verb.split()}
    return frozenset({stem(w) for w in data()["nouns"]["empty"]} | verbs)


def stem(word: str) -> str:
    """A word without its ending and possessive, in lower case."""
    return without_ending(word.lower().replace("’", "'").removesuffix("'s"))


def name_words(member: str, story: Source) -> set[str]:
    """The stems of the words of a cast member's names."""
    known = story.register.members.get(member)
    return {stem(w) for name in (known.name, *known.variants) for w in WORD.findall(name)} if known else set()
