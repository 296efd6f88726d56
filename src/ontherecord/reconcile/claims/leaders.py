# SPDX-License-Identifier: Apache-2.0
"""Claims about who is at the head of what: an inquiry, a delegation, talks, a protest.

Comes in: the statements of a story (`told`) and its sentences (`fillers.contexts`), its persons by where they are named.
Goes out: a `Claim` for each body whose leader is told; in conflict where two persons exclude each other.
Refuses: what is denied, only possible or of other years; a body that is neither of a kind that is led for the occasion nor in the
headline, unless two origins tell who leads it; two leaders whom one article names, or whose bodies bear two names ("the Kenyan
side", "the Ethiopian team").
Score: `python -m bench claims`; `tests/reconcile/test_leaders.py`.
"""

from __future__ import annotations

import datetime
import functools
import operator
import re
import tomllib
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from typing import Any, NamedTuple

from ontherecord.model import CastMember, Claim, Slot, Span
from ontherecord.needed import may_fit
from ontherecord.reconcile.claims.fillers import Context, content
from ontherecord.reconcile.claims.grounds import Grounds, claim, line
from ontherecord.reconcile.claims.standing import Rules, verdict
from ontherecord.reconcile.matters.told import GENERAL, WORD, Told, family, lists
from ontherecord.reconcile.values.grains import days
from ontherecord.reconcile.words.carried import stop_words
from ontherecord.reconcile.words.concepts import akin, stem
from ontherecord.reconcile.words.stems import without_ending

LEADERS = "who led"  # `Claim.by`
_COMPARED = 60  # words of a story about leaders that are compared with each other
_NEAR = datetime.timedelta(days=3)
_BEGINNING = 4  # letters that "Kenya" and "Kenyan" share


class Lead(NamedTuple):
    """What one sentence says of who leads what."""

    who: str
    article: str
    span: Span
    body: frozenset[str]
    """Stems of the words for what is led,"""
    core: frozenset[str]
    """of these what makes it worth telling: a body that is led for an occasion, or of which the article begins to tell,"""
    names: frozenset[str]
    """and the beginnings of names among them."""
    ahead: bool
    """Whether it is only planned."""
    date: str | None
    done: bool
    """Whether it says what somebody does, not what he is ("head of the trial")."""


def leaders(
    told: Sequence[Told], read: Sequence[Context], cast: Sequence[CastMember], story: Grounds
) -> Iterator[Claim]:
    """Who led what, in the order in which it is told first: the body two are said to have led once, with both."""
    groups = _grouped(list(_leads(told, read, cast, story)))
    used: set[int] = set()
    people: dict[str, set[str]] = defaultdict(set)
    for one in (one for group in groups for one in group if one.done):
        people[one.article].add(one.who)
    for n, group in enumerate(groups):
        rival = next(
            (
                m
                for m in range(n + 1, len(groups))
                if m not in used and _exclude(group, groups[m], people, story)
            ),
            None,
        )
        if n not in used:
            sides = group if rival is None else [*group, *groups[rival]]
            used |= set() if rival is None else {rival}
            yield from _claimed(sides, story)


def _claimed(sides: Sequence[Lead], story: Grounds) -> Iterator[Claim]:
    rules = Rules(story.speakers_agree, changes=False, noun="leader")
    found = verdict([story.asserted(one.who, one.article, one.span) for one in sides], rules, story.origins)
    if found.standing != "single-source" or any(one.done and one.core for one in sides):
        yield claim(f"Led by {found.shown}: “{line(sides[0].span)}”", Slot(name="led"), found, LEADERS)


# --- who, and what -------------------------------------------------------------------------------


def _leads(
    told: Sequence[Told], read: Sequence[Context], cast: Sequence[CastMember], story: Grounds
) -> Iterator[Lead]:
    """What statements tell, then what sentences tell in other words; of a person and a sentence the first."""
    seen: set[tuple[str, str, int]] = set()
    about = {c.article: c.about | c.opening for c in read}
    named = _named(cast)
    found = [
        (t.sentence, one)
        for t in told
        if t.act == family("lead")
        and (one := _of_statement(t, about.get(t.account.article, frozenset()), story)) is not None
    ]
    found += [(c.start, one) for c in read for one in _of_sentence(c, named.get(c.document, ()))]
    for start, one in found[:_COMPARED]:
        key = one.article, one.who, start
        if key not in seen:
            seen.add(key)
            yield one


def _of_statement(one: Told, about: frozenset[str], story: Grounds) -> Lead | None:
    """Whom a statement of leading names: one person of the cast."""
    account = one.account
    people = {
        story.names[k[1:]] for k in one.agents if k[0] == "=" and story.names.get(k[1:]) in story.persons
    }
    if account.negated or account.historical or len(people) != 1 or account.modality not in _TOLD:
        return None
    text = " ".join(span.text for span in account.recipient_mentions)
    heads = {head.removeprefix(GENERAL) for head in one.patients}
    body, core, names = _body(text, about)
    core &= {
        stem(w) for w in WORD.findall(text) if without_ending(w.lower()) in heads
    }  # no "led him to hold out"
    date = account.date.date if account.date else None
    ahead = account.modality == "planned"
    return Lead(people.pop(), account.article, account.span, body, core, names, ahead, date, True)


_TOLD = frozenset({"happened", "ongoing", "planned"})


def _body(text: str, about: frozenset[str]) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """The stems of words for what is led; of these the core; and the beginnings of the names that say whose it is."""
    words = [w for w in WORD.findall(text) if w.lower() not in stop_words()]
    core = {w for w in words if stem(w) in about or without_ending(w.lower()) in lists()["led"]}
    capitals = (
        w for w in text.replace("'s", "").split() if w[:1].isupper() and w.lower() not in stop_words()
    )
    return content(text), frozenset(map(stem, core)), frozenset(w[:_BEGINNING].lower() for w in capitals)


@functools.cache
def _table() -> dict[str, Any]:
    text = files("ontherecord.reconcile").joinpath("data/leaders.toml").read_text("utf-8")
    return tomllib.loads(text)


@functools.cache
def _patterns() -> tuple[tuple[tuple[str, re.Pattern[str]], ...], re.Pattern[str]]:
    """The patterns of `data/leaders.toml`, each with its kind; and what makes a sentence unsure."""
    table = _table()
    phrase = {
        "named": _NAMED,
        "who": f"(?P<who>{_NAMED}+)",
        "to": rf"(?:[^;:.{_NAMED}]{{0,60}} )?",
        "body": rf"(?P<body>(?:they|them|it)\b|(?:the|an?|its|their|his|her|our|[\w-]+['’]s|{_NAMED}+['’]s) [^,;:.{_NAMED}]{{2,60}}?)",
        "end": r"(?=[,;:.]|$| (?:who|which|that|in|on|at|for|from|to|with|when|as|said|told|and|but|after|before|since)\b)",
        "lead": f"(?:{'|'.join(table['lead'])})",
        "be_led": table["be_led"],
    }
    found = tuple(
        (kind, re.compile(re.sub(r"\{([a-z_]+)\}", lambda m: phrase[m[1]], pattern), re.IGNORECASE))
        for kind in ("told", "held")
        for pattern in table[kind]
    )
    return found, re.compile(rf"\b(?:{'|'.join(table['unsure'])})\b", re.IGNORECASE)


_NAMED = "\x01"  # stands for each character of a person's name


def _of_sentence(one: Context, persons: Sequence[tuple[int, int, str]]) -> Iterator[Lead]:
    """Whom a sentence names in one of the patterns."""
    first = bisect_left(persons, one.start, key=_begin)
    last = bisect_left(persons, one.start + len(one.text), key=_begin)
    inside = {s - one.start: (e - one.start, name) for s, e, name in persons[first:last]}
    if not inside:
        return
    text = one.text
    for start, (end, _) in inside.items():
        text = text[:start] + _NAMED * (min(end, len(text)) - start) + text[end:]
    patterns, unsure = _patterns()
    lowered = text.lower()
    for kind, pattern in patterns:
        if not may_fit(pattern, lowered):
            continue
        for match in pattern.finditer(text):
            who = inside.get(match.start("who"))
            if (
                who is None
                or unsure.search(match.group())
                or _YEAR.search(text, match.start(), match.end() + _BEHIND)
            ):
                continue
            at = match.groupdict().get("body")
            body = (
                _body(one.text[slice(*match.span("body"))], one.about | one.opening)
                if at and at.lower() not in _IT
                else (one.before, _NONE, _NONE)
            )
            start, end = one.start + match.start(), one.start + match.end()
            span = Span(
                document=one.document, start=start, end=end, text=one.text[match.start() : match.end()]
            )
            yield Lead(who[1], one.article, span, *body, " will " in match.group(), None, kind == "told")


_IT = frozenset({"it", "they", "them"})  # what the sentence before tells
_YEAR = re.compile(r"\b(?:1[89]|20|21)\d\d\b")
_BEHIND = 12  # characters behind in which a year tells that it was in another
_NONE: frozenset[str] = frozenset()


def _named(cast: Sequence[CastMember]) -> Mapping[str, list[tuple[int, int, str]]]:
    """By document, where persons are named, in order."""
    found: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for member in cast:
        for span in member.mentions if member.kind == "person" else ():
            found[span.document].append((span.start, span.end, member.name))
    return {document: sorted(some, key=_begin) for document, some in found.items()}


_begin = operator.itemgetter(0)


# --- one body ------------------------------------------------------------------------------------


def _grouped(found: Sequence[Lead]) -> list[list[Lead]]:
    """The leads of one person and one body together."""
    groups: list[list[Lead]] = []
    for one in found:
        home = next(
            (g for g in groups if g[0].who == one.who and any(_may_be_one(one, other) for other in g)), None
        )
        if home is None:
            groups.append([one])
        else:
            home.append(one)
    return groups


def _may_be_one(one: Lead, other: Lead) -> bool:
    """Whether what one person leads by two reports is one body."""
    shared = any(akin(a, b) for a in one.body for b in other.body)
    return (
        one.ahead == other.ahead
        and (shared or not (one.body and other.body))
        and not _named_apart(one, other)
    )


def _named_apart(one: Lead, other: Lead) -> bool:
    return bool(one.names and other.names) and one.names.isdisjoint(other.names)


def _exclude(
    some: Sequence[Lead], others: Sequence[Lead], people: Mapping[str, set[str]], story: Grounds
) -> bool:
    """Whether only one of two persons can have led: the body is one, and each article knows one person alone who leads, or
    one who leads what the same further word tells ("the government team", "the delegation of the government")."""
    if story.speakers_agree(some[0].who, others[0].who):
        return False
    pairs = (
        (a, b)
        for a in some
        for b in others
        if a.done and b.done and a.ahead == b.ahead and _apart(a, b, story) and _one_body(a, b)
    )
    return any(
        (people[a.article] == {a.who} and people[b.article] == {b.who})
        or (a.who not in people[b.article] and b.who not in people[a.article] and _of_one_owner(a, b))
        for a, b in pairs
    )


def _of_one_owner(one: Lead, other: Lead) -> bool:
    """Whether two bodies are of one kind and bear one further word, and so are one of several that are led there."""
    kinds = lists()["led"] | lists()["meetings"] | _parties()
    some, others = (frozenset(w for w in x.body if w not in kinds) for x in (one, other))
    owned = bool(some and others) and (some <= others or others <= some)
    called = [x.body & kinds for x in (one, other)]
    alike = any(akin(a, b) for a in called[0] for b in called[1]) or all(c & _parties() for c in called)
    return owned and alike


@functools.cache
def _parties() -> frozenset[str]:
    """Stems of words for bodies that stand for one who takes part (`parties` of `data/leaders.toml`)."""
    return frozenset(map(stem, _table()["parties"]))


def _apart(one: Lead, other: Lead, story: Grounds) -> bool:
    """Whether two are of two origins and not of two days."""
    first, second = days(one.date), days(other.date)
    near = first is None or second is None or abs(first[0] - second[0]) <= _NEAR
    return near and story.origin.get(one.article) != story.origin.get(other.article)


def _one_body(one: Lead, other: Lead) -> bool:
    """Whether two words for what is led are of one kind, and nothing names them apart: "the rescue party", "the rescue team";
    "the mutiny", "the mutineers"; "the session", "the meeting"."""
    lone = len(one.body) == len(other.body) == 1  # no further word says which: that of the story
    alike = any(akin(a, b) for a in one.body for b in other.body)
    named = not one.names.isdisjoint(other.names) and bool(one.core and other.core)
    gathered = lone and all(_meetings() & x.body for x in (one, other))
    return ((alike and (lone or bool(one.core | other.core))) or named or gathered) and not _named_apart(
        one, other
    )


@functools.cache
def _meetings() -> frozenset[str]:
    return frozenset(map(stem, lists()["meetings"])) - {stem("delegation")}
