# SPDX-License-Identifier: Apache-2.0
"""Positions: what each party proposes, demands, threatens, accepts or refuses, and what answers what.

Comes in: the accounts of a story, its quotations, cast and articles. Goes out: `Position` records.
Refuses: what `stances` refuses; words that do not tell what is wanted, unless they answer a position.
Score: `tests/reconcile/test_positions.py`; docs/methods.md has what was read by hand.

Accounts are one position where one party takes it in the same way about the same thing: in one event, with
the same object, or in words that are mostly shared.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from ontherecord.mark import mark
from ontherecord.model import Account, Article, CastMember, Position, Quotation
from ontherecord.reconcile.meetings.gatherings import Source, parties, source
from ontherecord.reconcile.meetings.stances import (
    FEWEST,
    WORD,
    Taken,
    data,
    empty,
    name_words,
    says_what,
    speaks,
    stem,
    taken,
)
from ontherecord.reconcile.values.grains import dates_agree, days

_SHARED = 2  # positions that a word must be in to be an issue; words that two tellings of one must share
_ALIKE = 0.5  # and what share of the shorter telling they must be
_COMPARED = 8  # tellings of a position that a further one is compared with
_ANSWERS = frozenset({"agreement", "acceptance", "support", "refusal", "withdrawal"})
_ANSWERED = frozenset({"proposal", "demand", "threat"})


def positions(
    accounts: Sequence[Account],
    quotations: Sequence[Quotation],
    cast: Sequence[CastMember],
    articles: Sequence[Article],
) -> tuple[Position, ...]:
    """The positions of one story, by the day they were taken or told. The order of the input does not matter."""
    story = source(accounts, quotations, cast, articles)
    ordered = sorted(accounts, key=lambda a: (a.article, a.trigger.start, a.id))
    groups = _groups([t for a in ordered for t in taken(a, story)])
    answered = [_answered(group, groups, story) for group in groups]
    groups_kept = [n for n, g in enumerate(groups) if any(says_what(t) for t in g) or answered[n] is not None]
    made = {n: _position(groups[n], story) for n in groups_kept}
    issues = _issues([made[n] for n in groups_kept], story)
    found = []
    for n in groups_kept:
        target = answered[n]
        answers = made[target].id if target is not None and target in made else None
        found.append(msgspec.structs.replace(made[n], issue=issues.get(made[n].id), answers=answers))
    return tuple(sorted(found, key=lambda p: (p.date.date if p.date else p.asserted or "9999", p.id)))


# --- one position ----------------------------------------------------------------------------------


def _groups(tellings: Sequence[Taken]) -> list[list[Taken]]:
    """The accounts of each position; only those of one party and kind are compared."""
    groups: list[list[Taken]] = []
    near: dict[tuple[str, str], list[int]] = {}
    for one in tellings:
        numbers = near.setdefault((one.kind, one.party.cast or ""), [])
        home = next((n for n in numbers if any(_same(one, other) for other in groups[n][:_COMPARED])), None)
        if home is None:
            numbers.append(len(groups))
            groups.append([one])
        else:
            groups[home].append(one)
    return groups


def _same(one: Taken, other: Taken) -> bool:
    """Whether two tellings of one party, of one kind, are of one position."""
    if one.account.event is not None and one.account.event == other.account.event:
        return True
    a, b = one.account.date, other.account.date
    if not dates_agree(a.date if a else None, b.date if b else None):
        return False
    if one.about and one.about == other.about:
        return True
    shared = len(one.stems & other.stems)
    return shared >= _SHARED and shared >= _ALIKE * min(len(one.stems), len(other.stems))


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
        thing = WORD.findall(one.account.object.text.lower()) if one.account.object else []
        return asked[0].kind in thing or f"{asked[0].kind}s" in thing
    told = [s.text for s in (one.account.object, *one.account.recipient_mentions) if s is not None]
    named = {stem(w) for text in told for w in WORD.findall(text)}
    if named & name_words(asked[0].party.cast or "", story):
        kinds = {kind for kind, words in data()["called"].items() if named & {stem(w) for w in words}}
        return not kinds or asked[0].kind in kinds
    bare = not says_what(one)
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
        if s in to and p.cast and speaks(s, p, story)
    ]


def _position(group: Sequence[Taken], story: Source) -> Position:
    first = max(group, key=lambda t: (says_what(t), t.condition is not None, len(t.words.text), t.account.id))
    member = story.register.members[first.party.cast or ""]
    articles = {t.account.article for t in group}
    accounts = tuple(dict.fromkeys(t.account.id for t in group))
    dates = [t.account.date for t in group if t.account.date]
    told = sorted(published for a in articles if (published := story.published.get(a, "")))
    own = first.party.country or member.country
    addressee = dict.fromkeys(
        to for t in group for to, state in _addressees(t.account, story) if to != member.id and state != own
    )
    return Position(
        id=f"n-{mark(member.id, first.kind, *accounts)}",
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


def _issues(found: Sequence[Position], story: Source) -> dict[str, str]:
    """For each position the word that most positions of the story share, among those that name things."""
    things = _things(story)
    held: dict[str, set[str]] = {}
    forms: dict[str, Counter[str]] = {}
    for position in found:
        names = {w for m in (position.party, *position.addressee) for w in name_words(m, story)}
        text = f"{position.words.text} {position.condition.text if position.condition else ''}"
        for word in WORD.findall(text):
            root = stem(word)
            issue = _called().get(root, root)
            if root in things and root not in names:
                held.setdefault(issue, set()).add(position.id)
                forms.setdefault(issue, Counter())[issue if root in _called() else word.lower()] += 1
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
    return {stem(word): held[0] for held in data()["issues"] for word in held}


def _things(story: Source) -> set[str]:
    """What the accounts of a story are about: the last words of their objects, and what people are called."""
    spans: Iterable[str] = (
        *(a.object.text for a in story.accounts.values() if a.object),
        *(a.trigger.text for a in story.accounts.values() if a.by == "noun"),
        *(r.text for m in story.register.members.values() for r in m.roles),
    )
    last = (WORD.findall(text) for text in spans)
    places = {
        w
        for m in story.register.members.values()
        if m.country or m.kind == "place"
        for w in name_words(m.id, story)
    }
    return {stem(words[-1]) for words in last if words and len(words[-1]) > FEWEST} - empty() - places
