# SPDX-License-Identifier: Apache-2.0
"""Positions: what each party proposes, demands, threatens, accepts or refuses, and what answers what.

Comes in: the accounts of a story, its quotations, cast and articles. Goes out: `Position` records.
Refuses: what somebody might say, will say or is said not to say; a party that speaks for nobody (no state,
no office, no organisation); words that do not tell what is wanted.
Score: `tests/reconcile/test_positions.py`; docs/methods.md has what was read by hand.

Accounts are one position where one party takes it in the same way about the same thing: in one event, or with
the same object.
"""

from __future__ import annotations

import functools
import hashlib
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import files
from typing import Any, NamedTuple

import msgspec

from ontherecord.annotate.accounts.actors import sector
from ontherecord.model import Account, Article, CastMember, Position, PositionKind, Quotation, Span
from ontherecord.reconcile.gatherings import Source, parties, source
from ontherecord.reconcile.grains import dates_agree, days
from ontherecord.reconcile.parties import Party
from ontherecord.reconcile.stems import without_ending

_VERBAL = frozenset({"AGREE", "REQUEST", "REJECT", "THREATEN", "SUPPORT", "CONCEDE"})
_FEWEST = 3  # words behind the verb that say what is wanted
_CLAUSE = 4  # words behind the verb from which the clause cut for a title tells enough
_LONGEST = 60  # words of a clause
_SHARED = 2  # positions that a word must be in to be an issue; words that two tellings of one must share
_ALIKE = 0.5  # and what share of the shorter telling they must be
_ANSWERS = frozenset({"agreement", "acceptance", "support", "refusal", "withdrawal"})
_ANSWERED = frozenset({"proposal", "demand", "threat"})
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_CONDITION = re.compile(
    r"\b(?:unless|if(?! any| ever| not\b| so\b)|until|provided|as long as|on condition that|in exchange for|in return for)\b[^.;:”\"“]*",
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


@functools.cache
def _data() -> Mapping[str, Any]:
    return tomllib.loads(
        files("ontherecord.reconcile").joinpath("data/positions.toml").read_text(encoding="utf-8")
    )


@functools.cache
def _verbs() -> Mapping[str, tuple[PositionKind, bool]]:
    """Each verb with its kind and whether it needs an object."""
    return {
        verb: (entry["name"], entry.get("object", False))
        for entry in _data()["kind"]
        for verb in entry["verbs"]
    }


def positions(
    accounts: Sequence[Account],
    quotations: Sequence[Quotation],
    cast: Sequence[CastMember],
    articles: Sequence[Article],
) -> tuple[Position, ...]:
    """The positions of one story, by the day they were taken or told. The order of the input does not matter."""
    story = source(accounts, quotations, cast, articles)
    ordered = sorted(accounts, key=lambda a: (a.article, a.trigger.start, a.id))
    taken = [t for a in ordered for t in _taken(a, story)]
    groups = _groups(taken)
    answered = [_answered(group, groups, story) for group in groups]
    groups_kept = [
        n for n, g in enumerate(groups) if any(_says_what(t) for t in g) or answered[n] is not None
    ]
    made = {n: _position(groups[n], story) for n in groups_kept}
    issues = _issues([made[n] for n in groups_kept], story)
    found = []
    for n in groups_kept:
        target = answered[n]
        answers = made[target].id if target is not None and target in made else None
        found.append(msgspec.structs.replace(made[n], issue=issues.get(made[n].id), answers=answers))
    return tuple(sorted(found, key=lambda p: (p.date.date if p.date else p.asserted or "9999", p.id)))


# --- one account -----------------------------------------------------------------------------------


def _taken(account: Account, story: Source) -> list[Taken]:
    """The positions that an account tells: one for each party that takes it."""
    kind = _kind(account)
    if kind is None or account.negated or account.historical or account.under is not None:
        return []
    if account.modality not in {"happened", "ongoing"}:
        return []
    words = _words(account)
    behind = words.text[max(0, account.trigger.end - words.start) :].lower().split()
    if (
        kind == "refusal"
        and behind[:1] == ["to"]
        and behind[1:2]
        and behind[1] in _data()["nouns"]["silence"]
    ):
        return []
    condition = _condition(account) if kind != "support" else None
    actors = set(account.actor_mentions)
    return [
        Taken(account, party, kind, words, condition, _about(account))
        for span, party in parties(account, story.register)
        if span in actors and _speaks(span, party, story) and not _to_itself(account, words, party, story)
    ]


def _about(account: Account) -> str:
    """The stem of what a position is about, if it has an object."""
    found = _WORD.findall(account.object.text) if account.object else []
    return _stem(found[-1]) if found else ""


def _to_itself(account: Account, words: Span, party: Party, story: Source) -> bool:
    """Whether the party would ask something of itself: then it is not the party ("called on Lund to come")."""
    member = story.register.members[party.cast or ""]
    if member.kind != "person":
        return False
    behind = words.text[max(0, account.trigger.end - words.start) :].split()
    named = {_stem(w.strip(".,")) for w, before in zip(behind, ["", *behind], strict=False) if before != "by"}
    return bool(named & _name_words(member.id, story)) or account.trigger.text.split()[-1] in member.variants


def _kind(account: Account) -> PositionKind | None:
    """What a verb does, if it takes a position; a noun ("their demands") is only spoken of."""
    if account.type not in _VERBAL or account.by == "noun":
        return None
    first = account.trigger.text.lower().split()
    verb = next((v for v in (" ".join(first[:2]), first[0]) if v in _verbs()), None)
    if verb is None:
        return None
    kind, needs_object = _verbs()[verb]
    thing = account.object.text.lower().split() if account.object else []
    if thing and thing[0].strip(",") in _data()["nouns"]["hardly"]:
        return None
    if needs_object and account.subject is not None and account.subject.text.lower().split()[0] in _POINTING:
        return None  # "that idea was endorsed" does not say which
    named = [s.text for s in (account.object, *account.recipient_mentions) if s is not None]
    if needs_object and kind != "proposal":
        told = {w.lower() for text in named for w in _WORD.findall(text)}
        return kind if told & set(_data()["nouns"]["positions"]) else None
    return kind if named or not needs_object else None


def _speaks(span: Span, party: Party, story: Source) -> bool:
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
        before = next(
            (s for s in (account.subject, thing) if s is not None and base <= s.start < clause.start), None
        )
        passive = _BEING.search(text[: account.trigger.start - base]) and _BY.match(
            text, account.trigger.end - base
        )
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
    if found is None or len(found[0].split()) < _FEWEST:
        return None
    text = found[0].rstrip(" ,-–—")
    start = account.span.start + found.start()
    return Span(document=account.span.document, start=start, end=start + len(text), text=text)


def _says_what(taken: Taken) -> bool:
    """Whether the words behind the verb tell what is wanted."""
    behind = taken.words.text[max(0, taken.account.trigger.start - taken.words.start) :].split()[1:]
    return bool(taken.about) or (len(behind) >= _FEWEST and len(_content(taken)) > 0)


def _content(taken: Taken) -> set[str]:
    """The stems of the words of a position and its condition that say anything."""
    text = f"{taken.words.text} {taken.condition.text if taken.condition else ''}"
    bare = (re.split("['’]", w)[0] for w in _WORD.findall(text))
    return {_stem(w) for w in bare if len(w) > _FEWEST} - _empty()


@functools.cache
def _empty() -> frozenset[str]:
    verbs = {_stem(word) for verb in _verbs() for word in verb.split()}
    return frozenset({_stem(w) for w in _data()["nouns"]["empty"]} | verbs)


# --- one position ----------------------------------------------------------------------------------


def _groups(taken: Sequence[Taken]) -> list[list[Taken]]:
    """The accounts of each position."""
    groups: list[list[Taken]] = []
    for one in taken:
        home = next((g for g in groups if any(_same(one, other) for other in g)), None)
        if home is None:
            groups.append([one])
        else:
            home.append(one)
    return groups


def _same(one: Taken, other: Taken) -> bool:
    if one.kind != other.kind or (one.party.cast or "") != (other.party.cast or ""):
        return False
    if one.account.event is not None and one.account.event == other.account.event:
        return True
    a, b = one.account.date, other.account.date
    if not dates_agree(a.date if a else None, b.date if b else None):
        return False
    if one.about and one.about == other.about:
        return True
    some, others = _content(one), _content(other)
    shared = len(some & others)
    return shared >= _SHARED and shared >= _ALIKE * min(len(some), len(others))


def _answered(group: Sequence[Taken], groups: Sequence[list[Taken]], story: Source) -> int | None:
    """The position that another answers: whose maker it names; or the only one put to the party in the same
    article before it. A withdrawal answers the party's own."""
    if group[0].kind not in _ANSWERS:
        return None
    for one in group:
        before = [n for n, g in enumerate(groups) if g[0].kind in _ANSWERED and _may_answer(one, g, story)]
        if len(before) == 1:
            return before[0]
    return None


def _may_answer(one: Taken, asked: Sequence[Taken], story: Source) -> bool:
    own = one.party.cast == asked[0].party.cast
    if (one.kind == "withdrawal") != own:
        return False
    if own:
        thing = _WORD.findall(one.account.object.text.lower()) if one.account.object else []
        return asked[0].kind in thing or f"{asked[0].kind}s" in thing
    told = [s.text for s in (one.account.object, *one.account.recipient_mentions) if s is not None]
    named = {_stem(w) for text in told for w in _WORD.findall(text)}
    if named & _name_words(asked[0].party.cast or "", story):
        return True
    bare = not _says_what(one)
    return bare and any(
        a.account.article == one.account.article
        and a.account.trigger.start < one.account.trigger.start
        and one.party.cast in {to for to, _ in _addressees(a.account, story)}
        for a in asked
    )


def _addressees(account: Account, story: Source) -> list[tuple[str, str | None]]:
    """Whom a position is put to, with their states: of an agreement, those who agree."""
    joint = account.actor_mentions if account.type == "AGREE" and len(account.actor_mentions) > 1 else ()
    to = {*account.recipient_mentions, *joint}
    return [
        (p.cast, p.country or story.register.members[p.cast].country)
        for s, p in parties(account, story.register)
        if s in to and p.cast and _speaks(s, p, story)
    ]


def _position(group: Sequence[Taken], story: Source) -> Position:
    first = max(
        group, key=lambda t: (_says_what(t), t.condition is not None, len(t.words.text), t.account.id)
    )
    member = story.register.members[first.party.cast or ""]
    articles = {t.account.article for t in group}
    accounts = tuple(dict.fromkeys(t.account.id for t in group))
    dates = [t.account.date for t in group if t.account.date]
    told = sorted(published for a in articles if (published := story.published.get(a, "")))
    own = first.party.country or member.country
    addressee = dict.fromkeys(
        to for t in group for to, state in _addressees(t.account, story) if to != member.id and state != own
    )
    key = " ".join((member.id, first.kind, *accounts))
    return Position(
        id="n-" + hashlib.sha256(key.encode()).hexdigest()[:8],
        party=member.id,
        name=member.name,
        country=own,
        kind=first.kind,
        words=first.words,
        condition=next((t.condition for t in (first, *group) if t.condition), None),
        addressee=tuple(addressee),
        date=min(dates, key=lambda d: (_width(d.date), d.date), default=None),
        asserted=told[0] if told else None,
        events=tuple(sorted({t.account.event for t in group if t.account.event})),
        accounts=accounts,
        origins=tuple(sorted({story.origins.get(a, a) for a in articles})),
        support=tuple(sorted({t.account.span for t in group})),
        by="verbs of position",
    )


def _width(date: str) -> int:
    known = days(date)
    return (known[1] - known[0]).days if known else 0


# --- issues ----------------------------------------------------------------------------------------


def _stem(word: str) -> str:
    return without_ending(word.lower().replace("’", "'").removesuffix("'s"))


def _issues(found: Sequence[Position], story: Source) -> dict[str, str]:
    """For each position the word that most positions of the story share, among those that name things."""
    things = _things(story)
    held: dict[str, set[str]] = {}
    forms: dict[str, Counter[str]] = {}
    for position in found:
        names = {w for m in (position.party, *position.addressee) for w in _name_words(m, story)}
        text = f"{position.words.text} {position.condition.text if position.condition else ''}"
        for word in _WORD.findall(text):
            stem = _stem(word)
            issue = _called().get(stem, stem)
            if stem in things and stem not in names:
                held.setdefault(issue, set()).add(position.id)
                forms.setdefault(issue, Counter())[issue if stem in _called() else word.lower()] += 1
    named: dict[str, str] = {}
    for issue in sorted(held, key=lambda s: (-len(held[s]), s)):
        if len(held[issue]) >= _SHARED:
            label = max(forms[issue], key=lambda w: (forms[issue][w], w))
            for one in held[issue]:
                named.setdefault(one, label)
    return named


@functools.cache
def _called() -> Mapping[str, str]:
    """What an issue is called, by the stem of each of its words."""
    return {_stem(word): held[0] for held in _data()["issues"] for word in held}


def _things(story: Source) -> set[str]:
    """What the accounts of a story are about: the last words of their objects, and what people are called."""
    spans: Iterable[str] = (
        *(a.object.text for a in story.accounts.values() if a.object),
        *(a.trigger.text for a in story.accounts.values() if a.by == "noun"),
        *(r.text for m in story.register.members.values() for r in m.roles),
    )
    last = (_WORD.findall(text) for text in spans)
    return {_stem(words[-1]) for words in last if words and len(words[-1]) > _FEWEST} - _empty()


def _name_words(member: str, story: Source) -> set[str]:
    known = story.register.members.get(member)
    return (
        {_stem(w) for name in (known.name, *known.variants) for w in _WORD.findall(name)} if known else set()
    )
