# SPDX-License-Identifier: Apache-2.0
"""One statement of one article, with what is compared of it.

Comes in: an article's statements, the story's cast, times and places. Goes out: `Told` records: the statement
as an account, the family of its act, what its parties are known by, the words of its sentence.
Refuses: nothing. Score: with the matters made of them, `python -m bench claims`.
"""

from __future__ import annotations

import bisect
import functools
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.resources import files
from typing import NamedTuple

import msgspec

from ontherecord.model import (
    Account,
    Annotations,
    Article,
    CastMember,
    PlaceReference,
    Range,
    Span,
    Statement,
    TimeReference,
    When,
    Where,
)
from ontherecord.reconcile.events.events import NEWS_WINDOW
from ontherecord.reconcile.values.grains import Days, days
from ontherecord.reconcile.words.acts import act_of, senses_of
from ontherecord.reconcile.words.carried import signs, stop_words
from ontherecord.reconcile.words.stems import without_ending

STATEMENT = "statement"  # `Account.by` of a statement that joined an event or stands for one,
PLAIN = "plain statement"  # and of one that flatly tells or denies its act

Index = Mapping[tuple[str, int, int], str]


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
    acts: frozenset[str]
    """The act's family with the senses of its word: two statements with one in common may tell one act."""
    sentence: int = 0
    """Where its sentence begins."""
    spots: tuple[Span, ...] = ()
    """Words for where it is set that name no town: "the town hall"."""

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


@functools.lru_cache(maxsize=8_192)
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


def begin(account: Account) -> tuple[str, int]:
    """Where the word of an act stands: two accounts with one beginning are of one clause."""
    return account.trigger.document, account.trigger.start


def told(
    article: Article, notes: Annotations, read: Reading, coded: Mapping[tuple[str, int], Account]
) -> Iterable[Told]:
    """The statements of one article. `coded` are the accounts by where they begin: their actors are known."""
    copy = read.copies[article.document]
    named: list[str] = []
    parties: dict[str, frozenset[str]] = {}
    starts = [sentence.start for sentence in notes.sentences]
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
        if known is not None and known.modality == "happened" and account.modality == "planned":
            account = msgspec.structs.replace(account, modality=known.modality)  # "announced an inquiry"
        ids = frozenset(k[1:] for k in agents | patients if k.startswith("="))
        if family(one.act) == family("agreement") or all(party[0] == GENERAL for party in agents | patients):
            patients |= frozenset({f"{_ALONE}{family(one.act)}"})
        own = frozenset(without_ending(w) for w in one.words if w not in stop_words())
        act = family(one.act)
        if all(party[0] in WEAK for party in agents | patients):
            patients |= parties.get(
                act, frozenset()
            )  # "The attack took place at seven": the one told of before
        else:
            parties.setdefault(act, frozenset(p for p in agents | patients if p[0] not in WEAK))
        if _stays(one):
            account = msgspec.structs.replace(account, negated=True, type=family("resign"))
            acts = frozenset(acts_of("left"))
            act, own = family("resign"), frozenset()
        else:
            acts = frozenset({act, *(() if act in acts_of("faint") else senses_of(one.act))})
        yield Told(
            account, act, agents, patients, around, own, article.published.date or "", ids, acts,
            starts[max(0, bisect.bisect_right(starts, one.word[0]) - 1)] if starts else 0,
            tuple(_spots(one, article.document, copy)),
        )  # fmt: skip


def _spots(one: Statement, document: str, copy: str) -> Iterator[Span]:
    """The words for buildings, rooms, ways and waters in which a statement is set; none that hold a place of the gazetteer."""
    for start, end in one.spots:
        words = copy[start:end].lower().split()
        if words[-1:] and words[-1] in spots() and not any(start <= a < end for a, _ in one.places):
            yield Span.of(document, copy, start, end)


@functools.cache
def spots() -> frozenset[str]:
    """Nouns that name where something can happen (`data/spots.txt`)."""
    return frozenset(files("ontherecord.reconcile").joinpath("data/spots.txt").read_text("utf-8").split())


def _stays(one: Statement) -> bool:
    """Whether somebody flatly stays in an office or a race, which denies that he left it."""
    return (
        one.act in lists()["staying"]
        and one.plain
        and not one.negated
        and not lists()["offices"].isdisjoint(one.words)
    )


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
                without_ending(w) for w in WORD.findall(text.lower()) if w not in stop_words()
            )
        lemmas = frozenset(without_ending(w) for w in one.words)
        act = {without_ending(w.lower()) for w in copy[one.word[0] : one.word[1]].split()}
        found.append((words[at] | lemmas) - act - {one.act} - signs()["weekdays"])
    return found


WORD = re.compile(r"[^\W\d_]{3,}")


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
            found.add(f"{GENERAL if head in lists()['general'] else ''}{without_ending(head)}")
        if head in _PRONOUNS:
            found.update(without_ending(w.lower()) for w in copy[start:end].split()[-1:] if w.lower() != head)
    return frozenset(found)


GENERAL = "?"  # before a head that says too little by itself
WEAK = frozenset({GENERAL, "~"})
_ALONE = "~"  # before an act that is all that its statement names: "the pact was concluded"
_PRONOUNS = frozenset(
    {"he", "she", "it", "they", "who", "that", "which", "we", "i", "you", "nobody", "any", "none"}
)


def _inside(members: Sequence[tuple[int, int, str]], start: int, end: int) -> list[tuple[int, int, str]]:
    at = bisect.bisect_left(members, (start, -1, ""))
    found = []
    while at < len(members) and members[at][0] < end:  # one that ends farther on was cut by the parse
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
        modality="planned" if _is_ahead(one, copy, printed, day) else one.modality,
        negated=one.negated,
        historical=_is_earlier_one(copy[one.start : one.word[0]])
        or _THEN.search(copy[one.word[1] : one.end]) is not None
        or (printed is not None and day is not None and printed[0] - day[1] > NEWS_WINDOW),
        actor_mentions=tuple(span(*r) for r in one.agent),
        recipient_mentions=tuple(span(*r) for r in one.patient),
        by=PLAIN if one.plain and not _is_in_part(one, copy) else STATEMENT,
    )


def _is_in_part(one: Statement, copy: str) -> bool:
    """Whether only a degree of an act is denied: "does not make up a large portion"."""
    behind = copy[one.word[1] : one.end].lower().split()[:_NEAR] if one.negated else ()
    return not lists()["degrees"].isdisjoint(behind)


_NEAR = 5  # words behind an act in which its degree is told


_EARLIER = re.compile(
    r"^(?:(?:the|their|its|his|her|those|these|any)\s+)?(?:last|previous|earlier|past|former|preceding)\s+"
    r"(?!(?:week|month|year|night|weekend|day|decade|summer|winter|spring|autumn|fall|hour|\w+day)\b|\w+['’]s\b)",
    re.IGNORECASE,
)


def _is_ahead(one: Statement, copy: str, printed: Days | None, day: Days | None) -> bool:
    """Whether what is told as done is of a day to come: "leaves at the end of March". What is told in the past is not, nor is
    what only a noun tells, whose day may be last year's: "the New Year's Eve assaults"."""
    told = one.modality == "happened" and one.plain and _PAST.search(copy[slice(*one.word)]) is None
    return told and printed is not None and day is not None and day[0] > printed[1]


_PAST = re.compile(r"\b(?:was|were|had|did)\b|^\w+ed\b", re.IGNORECASE)


_THEN = re.compile(r"\bthen$|\bat the time$")  # "who also led the delegation then"


def _is_earlier_one(before: str) -> bool:
    """Whether the words before a noun of an act say that it is not this one: "the last known talks"."""
    return _EARLIER.match(before) is not None


def _when(article: str, at: Range, read: Reading) -> When | None:
    reference = read.times.get((article, *at))
    if reference is None or reference.value is None or reference.type not in {"DATE", "TIME"}:
        return None
    return When(date=reference.value, basis=reference.basis, span=reference.span, by=reference.by)


# --- one matter ----------------------------------------------------------------------------------


def by_act(told: Iterable[Told]) -> Mapping[str, Sequence[Told]]:
    """The statements of these days by each of their acts, in their order."""
    found: dict[str, list[Told]] = defaultdict(list)
    for one in told:
        if not one.account.historical:
            for act in sorted(one.acts):
                found[act].append(one)
    return found


@functools.cache
def acts_of(name: str) -> frozenset[str]:
    """The families of a list of acts."""
    return frozenset(family(act) for act in lists()[name])
