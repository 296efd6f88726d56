# SPDX-License-Identifier: Apache-2.0
"""Matters: what several articles state, each in its own words, whatever kind of act it is.

Comes in: the statements of a story's articles, its events with their accounts, cast, times. Goes out:
`Matter`s: an event with every account of it, statements that tell the same act among them; or, where no
event is of it, statements of two articles or more that tell one act.
Refuses: to join statements whose act or parties differ, whose days exclude each other, or that share
nothing but a general word ("officials said", "a man was arrested").
Score: `python -m bench claims`.

A statement joins as an account without a type (`by` "statement"), so that one set of rules gives the
standing of both.
"""

from __future__ import annotations

import bisect
import datetime
import functools
import itertools
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import files
from typing import NamedTuple

import msgspec

from ontherecord.model import (
    Account,
    Annotations,
    Article,
    CastMember,
    Event,
    PlaceReference,
    Span,
    Statement,
    TimeReference,
    When,
    Where,
)
from ontherecord.reconcile.acts import act_of
from ontherecord.reconcile.carried import signs, stop_words
from ontherecord.reconcile.events import ATTENDANCE, NEWS_WINDOW
from ontherecord.reconcile.grains import dates_agree, days, places_agree
from ontherecord.reconcile.stems import without_ending

STATEMENT = "statement"  # `Account.by` of a statement that joined an event or stands for one,
PLAIN = "plain statement"  # and of one that flatly tells or denies its act
_COMPARED = 8  # statements of a matter that a further one is compared with
_MOST_IN_REACH = 60  # matters of one key that a statement is compared with: the newest
_SHARED = 2  # words of two sentences, beside act and parties, that outweigh a day or place told otherwise
_MISDATED = datetime.timedelta(days=3)  # two days of one act are no further apart

Index = Mapping[tuple[str, int, int], str]
Range = tuple[int, int]


class Matter(NamedTuple):
    """What is told: an event, with the accounts and statements that tell it."""

    event: Event
    accounts: tuple[Account, ...]


class Told(NamedTuple):
    """One statement with what is compared of it."""

    account: Account
    act: str
    agents: frozenset[str]
    patients: frozenset[str]
    around: frozenset[str]
    """The words of its sentence without the act."""
    own: frozenset[str]
    """The words of its clause."""
    published: str
    named: frozenset[str]
    """Cast members among its parties."""

    @property
    def parties(self) -> frozenset[str]:
        """Who does it and to what."""
        return self.agents | self.patients


@functools.cache
def lists() -> dict[str, frozenset[str]]:
    """Lists of words by name (`data/matters.toml`); what is led and where people meet, by its stem."""
    found = {name: frozenset(words) for name, words in _table().items() if name != "acts"}
    return {**found, **{name: frozenset(map(without_ending, found[name])) for name in ("led", "meetings")}}


@functools.cache
def _table() -> dict[str, list[str]]:
    text = files("ontherecord.reconcile").joinpath("data/matters.toml").read_text(encoding="utf-8")
    table: dict[str, list[str]] = tomllib.loads(text)
    return table


@functools.cache
def _families() -> Mapping[str, str]:
    return {act_of(word): act_of(family[0]) for family in reversed(_table()["acts"]) for word in family}


@functools.lru_cache(maxsize=65536)
def family(act: str) -> str:
    """The name of an act's family of words."""
    return _families().get(act_of(act), act_of(act))


class Reading(NamedTuple):
    """What statements are read with: everything of one story, by article or document."""

    documents: Mapping[str, str]
    """Article -> document."""
    copies: Mapping[str, str]
    members: Mapping[str, Sequence[tuple[int, int, str]]]
    """Document -> mentions with their cast member, in order."""
    times: Mapping[tuple[str, int, int], TimeReference]
    places: Mapping[tuple[str, int, int], Where]


def reading(
    articles: Sequence[Article], copies: Mapping[str, str], cast: Sequence[CastMember], index: Index,
    times: Sequence[TimeReference], places: Iterable[PlaceReference],
) -> Reading:  # fmt: skip
    """Index a story for its statements. Places are no parties: they are left out of the members."""
    kinds = {m.id: m.kind for m in cast}
    members: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for (document, start, end), id_ in index.items():
        if kinds.get(id_) in {"person", "organisation"}:
            members[document].append((start, end, id_))
    for found in members.values():
        found.sort()
    return Reading(
        {a.id: a.document for a in articles},
        copies,
        members,
        {(t.article, t.span.start, t.span.end): t for t in times},
        {(p.article, p.span.start, p.span.end): p.place for p in places},
    )


def matters(
    events: Sequence[Event],
    accounts: Sequence[Account],
    articles: Sequence[Article],
    annotations: Mapping[str, Annotations],
    read: Reading,
) -> tuple[Matter, ...]:
    """Every event with all that tells it, then what is told by two articles and is no event."""
    of_event: dict[str, list[Account]] = defaultdict(list)
    coded: dict[tuple[str, int], Account] = {}
    for account in accounts:
        of_event[account.event or ""].append(account)
        coded[account.trigger.document, account.trigger.start] = account
    told = [
        one
        for article in sorted(articles, key=lambda a: (a.published.date or "", a.id))
        for one in _told(article, annotations[article.id], read, coded)
    ]
    groups = _groups([one for one in told if one.act not in _acts_of("attending") | _acts_of("absent")])
    joined: dict[str, list[Account]] = defaultdict(list)
    found: list[Matter] = []
    known = {e.id: e for e in events}
    for group in groups:
        ids = [(a.event or "") if (a := coded.get(_begin(t.account))) else "" for t in group]
        home = _home([i for i in ids if i in known], known)
        if home is not None:
            joined[home] += [t.account for t, id_ in zip(group, ids, strict=True) if id_ != home]
        elif len({t.account.article for t in group}) > 1 and any(_reads(t.account) for t in group):
            found.append(_matter(group))
    absorbed = _absorbed(of_event, joined)
    of_events = [Matter(e, (*of_event[e.id], *joined[e.id])) for e in events if e.id not in absorbed]
    seats = _seats(told, accounts, known)
    return (*of_events, *found, *seats)


def _absorbed(of_event: Mapping[str, Sequence[Account]], joined: Mapping[str, Sequence[Account]]) -> set[str]:
    """Events all of whose accounts were found to tell another event: their claims are made there."""
    moved = {_begin(a) for accounts in joined.values() for a in accounts}
    return {
        id_
        for id_, accounts in of_event.items()
        if not joined.get(id_) and all(_begin(a) in moved for a in accounts)
    }


def _seats(told: Sequence[Told], accounts: Sequence[Account], known: Mapping[str, Event]) -> list[Matter]:
    """Who is said to have been at a meeting, and to have stayed away, where no event holds both."""
    said: dict[str, dict[tuple[str, int], Account]] = defaultdict(dict)
    for account in accounts:
        event = known.get(account.event or "")
        if account.by == ATTENDANCE and event is not None and _is_of_meeting(account):
            placed = msgspec.structs.replace(account, date=event.date, place=event.place)
            for member in account.actor:
                said[member][account.span.document, account.span.start] = placed
    for one in told:
        seat = _seat(one)
        for member in one.named if seat is not None else ():
            said[member].setdefault((one.account.span.document, one.account.span.start), seat or one.account)
    found = []
    for member, places in sorted(said.items()):
        seated = [places[at] for at in sorted(places)]
        if (
            len({a.negated for a in seated}) > 1
            and len({a.article for a in seated}) > 1
            and _one_meeting(seated)
        ):
            event = Event(
                id="", type=ATTENDANCE, mode=None, context=(), actor=(member,), recipient=(), place=None, date=None,
                modality="happened", accounts=tuple(a.id for a in seated), origins=(),
                title=_meeting([known[a.event] for a in seated if a.event and a.event in known]),
            )  # fmt: skip
            found.append(Matter(event, tuple(msgspec.structs.replace(a, actor=(member,)) for a in seated)))
    return found


def _meeting(events: Sequence[Event]) -> str:
    """The title of the meeting: of the event most accounts tell, if any is more than one's attendance."""
    best = max(events, key=lambda e: (len(e.accounts), e.id), default=None)
    return (
        best.title if best is not None and not best.negated and best.modality != "denied" else "the meeting"
    )


def _is_of_meeting(account: Account) -> bool:
    """Whether an account of attendance says of what, or of whom, in the words behind it: no "missed nine games"."""
    at = account.trigger.start - account.span.start
    words = {without_ending(w) for w in _WORD.findall(account.span.text[at : at + _BEHIND].lower())}
    return bool(words & (lists()["meetings"] | {"them", "away"}))


_BEHIND = 60  # characters behind an act of attending in which its meeting is named


def _seat(one: Told) -> Account | None:
    """A statement of being there or not, as such an account."""
    account = one.account
    away = one.act in _acts_of("absent")
    if (
        account.by != PLAIN
        or account.modality != "happened"
        or not (away or one.act in _acts_of("attending"))
    ):
        return None
    return msgspec.structs.replace(account, by=ATTENDANCE, negated=account.negated != away)


@functools.cache
def _pronouns() -> frozenset[str]:
    return frozenset(
        {"him", "her", "them", "it", f"{_GENERAL}them", f"{_GENERAL}him", f"{_GENERAL}her", f"{_GENERAL}it"}
    )


def _one_meeting(seated: Sequence[Account]) -> bool:
    """Whether nothing says that the words are of two meetings: neither day nor, of two days, the place."""
    return all(
        _near(a.date, b.date)
        and (places_agree(a.place, b.place) or (a.date is not None and b.date is not None))
        for a, b in itertools.combinations(seated[:_COMPARED], 2)
    )


def _near(one: When | None, other: When | None) -> bool:
    first, second = days(one.date if one else None), days(other.date if other else None)
    return first is None or second is None or abs(first[0] - second[0]) <= datetime.timedelta(days=1)


def _home(ids: Sequence[str], known: Mapping[str, Event]) -> str | None:
    """The event that a group of statements is of: the one most of them tell, if any."""
    return max(sorted(set(ids)), key=lambda i: (ids.count(i), len(known[i].accounts)), default=None)


def _reads(account: Account) -> bool:
    """Whether the words of a statement read as a sentence: its subject first, and enough of them."""
    words = account.span.text.split()
    first = (*account.actor_mentions, *account.recipient_mentions)
    opens = bool(first) and min(s.start for s in first) <= account.span.start
    return (
        len(words) >= _LEAST_WORDS
        and opens
        and words[0].lower() not in {"it", "that", "which", "who", "they", "he", "she"}
    )


_LEAST_WORDS = 3


def _matter(group: Sequence[Told]) -> Matter:
    """A matter that is no event; its title is its plainest statement."""
    best = min(
        (t.account for t in group), key=lambda a: (a.negated, a.by != PLAIN, len(a.span.text), a.article)
    )
    title = " ".join(best.span.text.split())
    event = Event(
        id="", type="", mode=None, context=(), actor=tuple(sorted(group[0].named)), recipient=(),
        place=next((t.account.place for t in group if t.account.place), None),
        date=next((t.account.date for t in group if t.account.date), None),
        modality=best.modality, accounts=tuple(t.account.id for t in group), origins=(),
        title=title[:1].upper() + title[1:], by=STATEMENT,
    )  # fmt: skip
    return Matter(event, tuple(t.account for t in group))


# --- one statement -------------------------------------------------------------------------------


def _begin(account: Account) -> tuple[str, int]:
    return account.trigger.document, account.trigger.start


def _told(
    article: Article, notes: Annotations, read: Reading, coded: Mapping[tuple[str, int], Account]
) -> Iterable[Told]:
    copy = read.copies[article.document]
    named: list[str] = []
    for number, (one, around) in enumerate(zip(notes.statements, _around(notes, copy), strict=True)):
        agents = _keys(one.agent, one.agent_heads, article.document, copy, read)
        patients = _keys(one.patient, one.patient_heads, article.document, copy, read)
        known = coded.get((article.document, one.word[0]))
        if known is not None:
            agents |= frozenset(f"={id_}" for id_ in known.actor if f"={id_}" not in patients)
        several = [k for k in sorted(agents) if k.startswith("=")]
        if len(several) > 1:
            named = several
        elif named and _both(one, copy):
            agents |= frozenset(named)
        account = _account(one, article, copy, read, f"{article.id}.s{number + 1}", agents | patients)
        ids = frozenset(k[1:] for k in agents | patients if k.startswith("="))
        if family(one.act) == family("agreement") or all(party[0] == _GENERAL for party in agents | patients):
            patients |= frozenset({f"{_ALONE}{family(one.act)}"})
        own = frozenset(without_ending(w) for w in one.words if w not in stop_words())
        yield Told(account, family(one.act), agents, patients, around, own, article.published.date or "", ids)


def _around(notes: Annotations, copy: str) -> list[frozenset[str]]:
    """For each statement the content words of its sentence, its act left out."""
    starts = [sentence.start for sentence in notes.sentences]
    words: dict[int, frozenset[str]] = {}
    found = []
    for one in notes.statements:
        at = bisect.bisect_right(starts, one.word[0]) - 1
        if at not in words:
            text = copy[notes.sentences[at].start : notes.sentences[at].end] if at >= 0 else ""
            words[at] = frozenset(
                without_ending(w) for w in _WORD.findall(text.lower()) if w not in stop_words()
            )
        lemmas = frozenset(without_ending(w) for w in one.words)
        act = {without_ending(w.lower()) for w in copy[one.word[0] : one.word[1]].split()}
        found.append((words[at] | lemmas) - act - {one.act} - signs()["weekdays"])
    return found


_WORD = re.compile(r"[^\W\d_]{3,}")


def _both(one: Statement, copy: str) -> bool:
    """Whether the subject is "the two presidents", "both sides": those named together before."""
    return any({"two", "both"} & set(copy[a:b].lower().split()) for a, b in one.agent)


def _keys(
    ranges: Sequence[Range], heads: Sequence[str], document: str, copy: str, read: Reading
) -> frozenset[str]:
    """What a party is known by: the cast members in its words ("=id"), and its head."""
    found: set[str] = set()
    for (start, end), head in zip(ranges, heads, strict=True):
        found |= {f"={id_}" for a, b, id_ in _inside(read.members.get(document, ()), start, end)}
        if not head.isdigit() and head not in _PRONOUNS:
            found.add(f"{_GENERAL if head in lists()['general'] else ''}{without_ending(head)}")
        if head in _PRONOUNS:
            found.update(without_ending(w.lower()) for w in copy[start:end].split()[-1:] if w.lower() != head)
    return frozenset(found)


_GENERAL = "?"  # before a head that says too little by itself
_WEAK = frozenset({_GENERAL, "~"})
_ALONE = "~"  # before an act that is all that its statement names: "the pact was concluded"
_PRONOUNS = frozenset(
    {"he", "she", "it", "they", "who", "that", "which", "we", "i", "you", "nobody", "any", "none"}
)


def _inside(members: Sequence[tuple[int, int, str]], start: int, end: int) -> list[tuple[int, int, str]]:
    at = bisect.bisect_left(members, (start, -1, ""))
    found = []
    while at < len(members) and members[at][0] < end:
        if members[at][1] <= end:
            found.append(members[at])
        at += 1
    return found


def _account(
    one: Statement, article: Article, copy: str, read: Reading, id_: str, parties: frozenset[str]
) -> Account:
    """The statement as an account; its `type` is the name of the act, which is none of PLOVER's."""

    def span(start: int, end: int) -> Span:
        return Span.of(article.document, copy, start, end)

    when = next((w for r in one.times if (w := _when(article.id, r, read)) is not None), None)
    printed, day = days((article.published.date or "")[:10]), days(when.date if when else None)
    place = next((p for r in one.places if (p := read.places.get((article.id, *r))) is not None), None)
    return Account(
        id=id_,
        article=article.id,
        span=span(one.start, one.end),
        trigger=span(*one.word),
        type=family(one.act),
        actor=tuple(sorted(k[1:] for k in parties if k.startswith("="))),
        place=place,
        date=when,
        modality=one.modality,
        negated=one.negated,
        historical=printed is not None and day is not None and printed[0] - day[1] > NEWS_WINDOW,
        actor_mentions=tuple(span(*r) for r in one.agent),
        recipient_mentions=tuple(span(*r) for r in one.patient),
        by=PLAIN if one.plain else STATEMENT,
    )


def _when(article: str, at: Range, read: Reading) -> When | None:
    reference = read.times.get((article, *at))
    if reference is None or reference.value is None or reference.type not in {"DATE", "TIME"}:
        return None
    return When(date=reference.value, basis=reference.basis, span=reference.span, by=reference.by)


# --- one matter ----------------------------------------------------------------------------------


def _groups(told: Sequence[Told]) -> list[list[Told]]:
    """Statements that tell one act, in the order of publication; bounded work for each."""
    groups: list[list[Told]] = []
    reach: dict[str, list[int]] = defaultdict(list)
    for one in told:
        keys = sorted(f"{one.act} {party}" for party in one.agents | one.patients)
        near = sorted({n for key in keys for n in reach[key][-_MOST_IN_REACH:]})
        home = next((n for n in near if _belongs(one, groups[n])), None)
        if home is None:
            home = len(groups)
            groups.append([])
        groups[home].append(one)
        for key in keys:
            if home not in reach[key][-1:]:
                reach[key].append(home)
    return groups


def _belongs(one: Told, group: Sequence[Told]) -> bool:
    compared = group[:_COMPARED]
    return not any(at_odds(one, other) for other in compared) and any(same(one, o) for o in compared)


def at_odds(one: Told, other: Told) -> bool:
    """Whether two statements of one act cannot be of one matter: other people, or a day or place of which
    they give different ones though the act may be done again elsewhere."""
    a, b = one.account, other.account
    if a.negated != b.negated and not _denies(one, other):
        return True
    if a.historical != b.historical or _over(one, other) or _over(other, one):
        return True
    if one.act == family("lead"):
        return not _alike(one, other)
    for ours, theirs in ((one.agents, other.agents), (one.patients, other.patients)):
        if _named(ours) and _named(theirs) and not ours & theirs and not _mutual(one, other):
            return True
    if not dates_agree(a.date.date if a.date else None, b.date.date if b.date else None):
        return not _misdated(one, other)
    return not places_agree(a.place, b.place) and not _misplaced(one, other)


def _over(plan: Told, done: Told) -> bool:
    """Whether what one report still plans or demands was over, in the other's words, before it was printed."""
    if plan.account.modality in _FIRM or done.account.modality not in _FIRM:
        return False
    day = days(done.account.date.date if done.account.date else None)
    printed = days(plan.published[:10])
    return day is not None and printed is not None and day[1] < printed[0]


_FIRM = frozenset({"happened", "ongoing"})


def _denies(one: Told, other: Told) -> bool:
    """Whether what one of two statements denies is just what the other tells: it says hardly more."""
    no, yes = (one, other) if one.account.negated else (other, one)
    both = no.account.by == yes.account.by == PLAIN
    more = no.own - yes.around - yes.own - _DENYING
    return both and len(more) <= len(no.own) * _MORE


_MORE = 0.25  # share of a denial's words that what it denies may lack
_DENYING = frozenset({"no", "not"})


def _named(keys: frozenset[str]) -> bool:
    return any(k.startswith("=") for k in keys)


def _mutual(one: Told, other: Told) -> bool:
    """Who meets whom may be told either way round."""
    return one.act in MUTUAL and bool(one.parties & other.parties)


MUTUAL = frozenset({family("talk"), family("meet"), family("agreement")})


def _misdated(one: Told, other: Told) -> bool:
    """Whether one act has two days: it happens once, both are told to the day, and the rest is alike."""
    a, b = one.account.date, other.account.date
    first, second = days(a.date if a else None), days(b.date if b else None)
    if (
        one.act not in _once()
        or first is None
        or second is None
        or one.account.article == other.account.article
    ):
        return False
    exact = first[0] == first[1] and second[0] == second[1]
    return exact and abs(first[0] - second[0]) <= _MISDATED and _alike(one, other)


def _misplaced(one: Told, other: Told) -> bool:
    """Whether one act has two places: it happens once, or the same two people meet, and the rest is alike."""
    if one.account.article == other.account.article:
        return False
    together = one.act in MUTUAL and len(one.named & other.named) > 1
    return together or (one.act in _once() and _alike(one, other))


def same(one: Told, other: Told) -> bool:
    """Whether two statements tell one act: done to the same, or by the same where one does not say to what."""
    if one.act == family("lead"):
        return bool(one.patients & other.patients & lists()["led"])
    if one.patients and other.patients and one.act not in MUTUAL:
        common = one.patients & other.patients
    else:
        common = one.parties & other.parties
    if one.act == family("talk") and len(common) < _SHARED:
        return (
            bool(common)
            and _alike(one, other)
            and one.account.date is not None
            and other.account.date is not None
        )
    if one.act in _faint():
        strong = {party for party in common if party[0] not in _WEAK}
        return bool(strong) and len(one.around & other.around) > _SHARED
    if all(party[0] in _WEAK for party in common):
        return bool(common) and _alike(one, other)
    return bool(common)


def _once() -> frozenset[str]:
    return _acts_of("once")


def _faint() -> frozenset[str]:
    return _acts_of("faint")


@functools.cache
def _acts_of(name: str) -> frozenset[str]:
    return frozenset(family(act) for act in lists()[name])


def _alike(one: Told, other: Told) -> bool:
    """Whether the sentences share more than act and party: enough words to outweigh a difference."""
    return len((one.around & other.around) - one.parties) >= _SHARED
