# SPDX-License-Identifier: Apache-2.0
"""Claims about who was there and who was not, as sentences say it in plain words.

Comes in: the sentences of a story (`fillers.contexts`), its cast. Goes out: `Claim`s: of somebody's presence, in conflict where one
origin has him there and another away; of whoever was expected, superseded where he stayed away.
Refuses: what is only possible, wished or of other days; parties that are told by general words only ("some officials"); two occasions
that their words tell apart ("the talks", "the dinner"); an article that has one party both there and away.
Score: `python -m bench claims`; `tests/reconcile/test_presence.py`.
"""

from __future__ import annotations

import calendar
import functools
import re
import tomllib
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from typing import NamedTuple

from ontherecord.model import Annotations, Article, CastMember, Claim, Slot, Span
from ontherecord.needed import has_any, may_fit, needed_by_any
from ontherecord.reconcile.claims.attended import EXPECTED
from ontherecord.reconcile.claims.fillers import Context, content
from ontherecord.reconcile.claims.grounds import Grounds, claim, line
from ontherecord.reconcile.claims.standing import STAYED_AWAY, TOOK_PART, Rules, verdict
from ontherecord.reconcile.matters.told import Reading, lists, spots
from ontherecord.reconcile.words.concepts import akin, stem

PRESENCES = "who was there"  # `Claim.by`
_COMPARED = 80  # presences of a story that are compared with each other
_STATES = {"absent": (STAYED_AWAY, 2), "present": (TOOK_PART, 2), "expected": (EXPECTED, 0)}
_LISTS = {"absent": "absent", "present": "present", "visited": "present", "expected": "expected"}
_WEEKDAYS = frozenset(calendar.day_name)
_NAME = re.compile(r"\b[A-Z][\w’'-]+")
_BEGINNING = 4  # letters that "Kenya" and "Kenyan" share


class Presence(NamedTuple):
    """What one sentence says of somebody's presence."""

    state: str
    context: Context
    span: Span
    member: str
    """Who, as a member of the cast; empty if none is named."""
    words: frozenset[str]
    """Stems of the common words for who,"""
    names: frozenset[str]
    """and the beginnings of the names among them."""
    occasion: frozenset[str]
    """Stems of words for meetings and spots behind who."""
    days: frozenset[str]
    party: str


def pronouns(
    articles: Sequence[Article], notes: Mapping[str, Annotations], read: Reading
) -> Mapping[str, Sequence[tuple[int, int, str]]]:
    """By document, the pronouns and descriptions that stand for a member of the cast, with whom."""
    found: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for article in articles:
        members = read.members.get(article.document, ())
        copy = read.copies[article.document]
        for mention in notes[article.id].mentions:
            if mention.antecedent is not None and copy[mention.start : mention.end].lower() not in _WHOSE:
                at = bisect_left(members, (mention.antecedent[0], -1, ""))
                for start, _, id_ in members[at : at + 1]:
                    if start < mention.antecedent[1]:
                        found[article.document].append((mention.start, mention.end, id_))
    return found


_WHOSE = frozenset({"his", "her", "hers", "their", "its"})  # "his family did not come"


def presences(
    read: Sequence[Context],
    cast: Sequence[CastMember],
    story: Grounds,
    standing_for: Mapping[str, Sequence[tuple[int, int, str]]],
) -> Iterator[Claim]:
    """Who was there and who was not, in the order in which it is told first."""
    named = _named(cast, standing_for)
    told = [p for c in read for p in _of_sentence(c, named.get(c.document, ()))][:_COMPARED]
    groups: list[list[Presence]] = []
    for one in told:
        home = next((g for g in groups if any(_is_one(one, other) for other in g)), None)
        if home is None:
            groups.append([one])
        else:
            home.append(one)
    for group in groups:
        yield from _claimed(_decided(group), story)


def _decided(group: Sequence[Presence]) -> list[Presence]:
    """Without the articles that have one party both there and away, and without who was expected where he came."""
    states: dict[str, set[str]] = defaultdict(set)
    for one in group:
        states[one.context.article].add(one.state)
    came = any(one.state == "present" for one in group)
    first = min((one.context.printed for one in group if one.state == "present"), default="")
    return [
        one
        for one in group
        if not {"absent", "present"} <= states[one.context.article]
        and not (came and one.state == "expected")
        and not (came and _AS_YET.search(one.span.text) and one.context.printed < first)
    ]


_TOLD = frozenset({"in-conflict", "superseded"})  # what is a claim though no person is named
_SENT = frozenset(map(stem, ("delegate", "observer", "representative", "envoy")))
_AS_YET = re.compile(r"\b(?:has|have)(?: not|n['’]t)\b", re.IGNORECASE)  # he may have come a day later


def _claimed(group: Sequence[Presence], story: Grounds) -> Iterator[Claim]:
    if not group or {one.state for one in group} == {"expected"}:
        return
    said = [
        story.asserted(label, one.context.article, one.span, rank)
        for one in group
        for label, rank in [_STATES[one.state]]
    ]
    changes = any(one.state == "expected" for one in group)
    rules = Rules(lambda x, y: x == y, changes=changes, noun="attendance", ends=(TOOK_PART, STAYED_AWAY))
    found = verdict(said, rules, story.origins)
    first = next((one for one in group if one.member), group[0])
    who = story.names.get(first.member, "") or " ".join(first.party.split())
    if found.standing in _TOLD or story.names.get(first.member, "") in story.persons or _SENT & first.words:
        text = f"{who[:1].upper()}{who[1:]} {found.shown}: “{line(first.span)}”"
        yield claim(
            text, Slot(name=f"attended: {first.member or '-'.join(sorted(first.words))}"), found, PRESENCES
        )


# --- what a sentence says ------------------------------------------------------------------------


class _Patterns(NamedTuple):
    """The patterns of `data/presence.toml` with their lists, what one of them needs, what makes a sentence unsure, and stems of
    words that name nobody."""

    of_lists: tuple[tuple[str, re.Pattern[str]], ...]
    needed: tuple[str, ...]
    unsure: re.Pattern[str]
    nobody: frozenset[str]


@functools.cache
def _patterns() -> _Patterns:
    table = tomllib.loads(files("ontherecord.reconcile").joinpath("data/presence.toml").read_text("utf-8"))
    end = r"(?=[,;:.]|$| (?:who|which|that|and said)\b)"
    party = rf"(?P<party>[^;:.“”\"]{{2,{_LONGEST}}}?)"
    found = tuple(
        (
            name,
            re.compile(
                pattern.removeprefix("{party}").replace("{party}", party).replace("{end}", end), re.IGNORECASE
            ),
        )
        for name in _LISTS
        for pattern in table[name]
    )
    unsure = re.compile(rf"\b(?:{'|'.join(table['unsure'])})\b", re.IGNORECASE)
    needed = needed_by_any(pattern for _, pattern in found)
    return _Patterns(found, needed, unsure, frozenset(map(stem, table["nobody"])))


def _of_sentence(one: Context, members: Sequence[tuple[int, int, str, str]]) -> Iterator[Presence]:
    patterns, lowered = _patterns(), one.text.lower()
    seen: list[tuple[int, int]] = []
    for name, pattern in patterns.of_lists if has_any(lowered, patterns.needed) else ():
        if not may_fit(pattern, lowered):
            continue
        state = _LISTS[name]
        for match in pattern.finditer(one.text):
            start, end = (
                match.span("party") if "party" in pattern.groupindex else _before(one.text, match.start())
            )
            if start == end:
                continue
            start = max((b for a, b in seen if start <= a and b < end), default=start)
            start += _begins(one.text[start:end])
            start += len(one.text[start:end]) - len(one.text[start:end].lstrip())
            cue = max(start, match.end() - _CUE)
            if patterns.unsure.search(one.text, start, match.end()) or any(
                a < match.end() and cue < b for a, b in seen
            ):
                continue
            found = _presence(one, state, (start, end), match.end(), members)
            if found is not None and (found.member or name != "visited"):
                seen.append((cue, match.end()))
                yield found


def _before(text: str, end: int) -> tuple[int, int]:
    """The run of words right before a place."""
    begin = max(0, end - _LONGEST)
    return max(begin, *(text.rfind(mark, begin, end) + 1 for mark in ';:.…“”"[')), end


_LONGEST = 90  # characters of words for who
_CUE = 12  # characters at the end of what says that somebody is there in which it says that nobody is


_CLAUSE = re.compile(
    r"(?:^|[,;] |\b)(?:that|said|but|while|whereas|although|though|as|because|and that|where)\s",
    re.IGNORECASE,
)


def _begins(party: str) -> int:
    """Where the words for who begin in a run of words: behind the last word that begins a clause."""
    return max((m.end() for m in _CLAUSE.finditer(party) if m.end() < len(party)), default=0)


def _presence(
    one: Context, state: str, at: tuple[int, int], cue: int, members: Sequence[tuple[int, int, str, str]]
) -> Presence | None:
    start, end = at
    beside = next(
        (e for s, e, _, kind in members if kind == "person" and s == one.start + end + len(", ")), 0
    )
    if beside:  # "the mayor, Ada Holt", of whom the sentence may be cut off behind "Mr."
        end = min(beside - one.start, len(one.text))
    party = one.text[start:end].strip(" ,")
    first = bisect_left(members, (one.start + start, -1, "", ""))
    last = bisect_left(members, (one.start + end, -1, "", ""))
    inside = [m for m in members[first:last] if _is_who(one.text, m, one.start, start)]
    persons = [id_ for _, _, id_, kind in inside if kind == "person"]
    member = persons[-1] if persons else inside[-1][2] if inside else ""
    names = frozenset(
        w[:_BEGINNING].lower()
        for w in _NAME.findall(party)
        if w.lower() not in {"the", "a", "an", "his", "her", "two"}
    )
    common = " ".join(w for w in _OF.split(party)[0].split() if not w[:1].isupper() or w == party.split()[0])
    words = content(common) - _patterns().nobody
    if not member and not words:
        return None
    cue = max(cue, end)
    tail = _END.split(one.text[cue:])[0] + " " + one.text[end:cue]
    occasion = content(tail) & _occasions()
    days = frozenset(w for w in re.findall(r"[A-Z]\w+", one.text) if w in _WEEKDAYS)
    span = Span(
        document=one.document, start=one.start + start, end=one.start + cue, text=one.text[start:cue],
    )  # fmt: skip
    return Presence(state, one, span, member, words, names, occasion, days, party)


def _is_who(text: str, member: tuple[int, int, str, str], at: int, start: int) -> bool:
    """Whether a name is that of who is there, not of whose man, or of where: "the men who came from", "her brother"."""
    before, behind = text[start : member[0] - at], text[member[1] - at : member[1] - at + 2]
    aside = _ASIDE if member[3] == "person" else _WHERE
    return aside.search(before) is None and behind not in {"'s", "’s"}


_WHERE = re.compile(r"\b(?:in|at|on|to|near|with|by|against|who|which|that)\b", re.IGNORECASE)
_ASIDE = re.compile(
    r"\b(?:of|in|at|on|to|near|with|by|against|for|from)\s+(?:[\w-]+\s+){0,3}$", re.IGNORECASE
)


@functools.cache
def _occasions() -> frozenset[str]:
    """Stems of words for meetings, and for buildings and ways; a room or a table may be of any."""
    anywhere = {"table", "hall", "home", "delegation", "site", *lists()["parts"]}
    return frozenset(map(stem, lists()["meetings"] | spots())) - frozenset(map(stem, anywhere))


_OF = re.compile(r"\b(?:of|from|in|at|for)\b")
_END = re.compile(r"[,;:.](?!\w)")


def _named(
    cast: Sequence[CastMember], standing_for: Mapping[str, Sequence[tuple[int, int, str]]]
) -> Mapping[str, list[tuple[int, int, str, str]]]:
    """By document, where persons and organisations are named or stood for, in order."""
    kinds = {member.id: member.kind for member in cast}
    found: dict[str, list[tuple[int, int, str, str]]] = defaultdict(list)
    for member in cast:
        for span in member.mentions if member.kind in {"person", "organisation"} else ():
            found[span.document].append((span.start, span.end, member.id, member.kind))
    for document, some in standing_for.items():
        found[document] += [(s, e, id_, "person") for s, e, id_ in some if kinds.get(id_) == "person"]
    return {document: sorted(some) for document, some in found.items()}


# --- one party -----------------------------------------------------------------------------------


def _is_one(one: Presence, other: Presence) -> bool:
    """Whether two sentences are about one party on one occasion."""
    if one.occasion and other.occasion and not any(akin(a, b) for a in one.occasion for b in other.occasion):
        return False
    if one.days and other.days and one.days.isdisjoint(other.days):
        return False
    if one.member and other.member:
        return one.member == other.member
    named = one.names == other.names or not one.names.isdisjoint(other.names)
    some, others = sorted((one.words, other.words), key=len)
    return bool(some) and named and all(any(akin(a, b) for b in others) for a in some)
