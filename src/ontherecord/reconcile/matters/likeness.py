# SPDX-License-Identifier: Apache-2.0
"""When two statements are of one matter, and when they cannot be.

Comes in: two `Told` statements. Goes out: yes or no.
Refuses: statements of other people, days or places, unless the act is done once and the sentences are alike
otherwise: then the difference is what a conflict looks like.
Score: `python -m bench claims`.
"""

from __future__ import annotations

import datetime
import re

from ontherecord.reconcile.matters.oneness import Statements, likelihood_in_articles
from ontherecord.reconcile.matters.told import PLAIN, WEAK, WORD, Told, acts_of, family, lists
from ontherecord.reconcile.values.grains import dates_agree, days, places_agree
from ontherecord.reconcile.values.quantities import every
from ontherecord.reconcile.words.carried import signs, stop_words
from ontherecord.reconcile.words.stems import without_ending

_SHARED = 2  # words of two sentences, beside act and parties, that outweigh a day or place told otherwise
_MISDATED = datetime.timedelta(days=3)  # two days of one act are no further apart


def at_odds(one: Told, other: Told) -> bool:
    """Whether two statements of one act cannot be of one matter: other people, or a day or place of which
    they give different ones though the act may be done again elsewhere."""
    a, b = one.account, other.account
    if a.negated != b.negated and not _denies(one, other):
        return True
    if a.historical != b.historical or _over(one, other) or _over(other, one):
        return True
    if one.act == family("lead"):
        if a.article == b.article and not one.agents & other.agents:
            return True  # a report that names two leaders tells of two bodies
        return not _one_body(one, other) or not dates_agree(
            *(x.date.date if x.date else None for x in (a, b))
        )
    for ours, theirs in ((one.agents, other.agents), (one.patients, other.patients)):
        if _named(ours) and _named(theirs) and not ours & theirs and not _mutual(one, other):
            return True
    if not dates_agree(a.date.date if a.date else None, b.date.date if b.date else None):
        return not _misdated(one, other)
    return not places_agree(a.place, b.place) and not _misplaced(one, other)


def _one_body(one: Told, other: Told) -> bool:
    """Whether what is led is of one name: "the rebel delegation" and "the rebels' delegation", not "the government's";
    of talks only the day tells which."""
    if one.parties & other.parties & (lists()["meetings"] - _BODIES):
        return True
    some, others = (_described(x) for x in (one, other))
    return not some or not others or bool(some & others)


def _described(one: Told) -> frozenset[str]:
    """The beginnings of the words with which the words for what is led say whose or which it is."""
    words = " ".join(span.text for span in one.account.recipient_mentions).lower()
    heads = lists()["led"] | signs()["weekdays"]
    found = {without_ending(w) for w in WORD.findall(words) if w not in stop_words()}
    found |= {w.replace(".", "") for w in words.split() if _INITIALS.fullmatch(w)}
    return frozenset(w[:_BEGINNING] for w in found if w not in heads)


_BODIES = frozenset(
    {without_ending("delegation")}
)  # attended like meetings, but there are several at one table
_INITIALS = re.compile(r"(?:[a-z]\.){2,}")  # "the U.S. delegation"
_BEGINNING = 4  # letters that "Kenya" and "Kenyan", "rebel" and "rebels" share


def _over(plan: Told, done: Told) -> bool:
    """Whether what one report still plans or demands was over, in the other's words, before it was printed."""
    if plan.account.modality in _FIRM or done.account.modality not in _FIRM:
        return False
    day = days(done.account.date.date if done.account.date else None)
    printed = days(plan.published[:10])
    return day is not None and printed is not None and day[1] < printed[0]


_FIRM = frozenset({"happened", "ongoing"})


def _denies(one: Told, other: Told) -> bool:
    """Whether what one of two statements denies is just what the other tells: it says hardly more. How many it was done to
    is a figure, and compared as such."""
    no, yes = (one, other) if one.account.negated else (other, one)
    both = no.account.by == yes.account.by == PLAIN and not any(
        every(span.text) for span in yes.account.recipient_mentions
    )
    more = no.own - yes.around - yes.own - _DENYING
    return both and len(more) <= len(no.own) * _MORE


_MORE = 0.34  # share of a denial's words that what it denies may lack
_DENYING = frozenset({"no", "not"})


def _named(keys: frozenset[str]) -> bool:
    return any(k.startswith("=") for k in keys)


def _mutual(one: Told, other: Told) -> bool:
    """Who meets whom may be told either way round, and one of them beside the act."""
    if one.act not in MUTUAL:
        return False
    return bool(one.parties & other.parties) or _speaks_of(one, other) or _speaks_of(other, one)


def _speaks_of(one: Told, other: Told) -> bool:
    """Whether a sentence has all words of a member of the cast whom the other names as a party."""
    names = (p[1:].split("-") for p in other.parties if p.startswith("="))
    return any({w for w in name if len(w) >= _SHORTEST} <= one.around for name in names)


_SHORTEST = 3  # letters of a word of a name


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
    if first[0] != first[1] or second[0] != second[1]:
        return False
    alike = _alike(one, other) or bool(
        _telling(one) & _telling(other) and (one.around & other.around) - one.parties
    )
    return abs(first[0] - second[0]) <= _MISDATED and alike


def _misplaced(one: Told, other: Told) -> bool:
    """Whether one act has two places: it happens once, or the same two people meet, and the rest is alike."""
    if one.account.article == other.account.article:
        return False
    together = one.act in MUTUAL and len(one.named & other.named) > 1
    return together or (one.act in _once() and _alike(one, other))


def same(one: Told, other: Told, story: Statements) -> bool:
    """Whether two statements tell one act: likely, by what they share; of who leads, one kind of body; of talks, one day, or
    the same parties."""
    if one.act == family("lead"):
        return bool(one.patients & other.patients & lists()["led"])
    if one.act == family("talk"):
        return _one_table(one, other)
    return likelihood_in_articles(one, other, story) >= _LIKELY


_LIKELY = 0.2  # how likely two statements must tell one act (`python -m bench.fit_oneness`)


def _one_table(one: Told, other: Told) -> bool:
    """Whether two statements tell of one meeting. A long report speaks of it in many sentences, none of which shares much with
    those of another: the day and those who meet say which it is."""
    if dated(one) and dated(one) == dated(other):
        alone = not (_telling(one) and _telling(other))
        if alone or len(one.around & other.around) >= _SHARED:
            return True
    common = one.parties & other.parties
    if len(common) >= _SHARED:
        return any(party[0] not in WEAK for party in common) or _alike(one, other)
    dates = one.account.date and other.account.date
    decided = dates is not None or one.account.negated != other.account.negated
    return (bool(common) or _mutual(one, other)) and _alike(one, other) and decided


def _telling(one: Told) -> frozenset[str]:
    """The parties of a statement that say by themselves who or what they are."""
    return frozenset(party for party in one.parties if party[0] not in WEAK)


def dated(one: Told) -> tuple[str, ...]:
    """The day of an act that a noun names, as a key: the meeting of one day is mostly one."""
    when = one.account.date
    day = days(when.date) if when is not None else None
    named = one.act in MUTUAL or one.act in acts_of("meetings") or one.act in _once()
    return (f"@{day[0]}",) if named and day is not None and day[0] == day[1] else ()


def _once() -> frozenset[str]:
    return acts_of("once")


def _alike(one: Told, other: Told) -> bool:
    """Whether the sentences share more than act and party: enough words to outweigh a difference."""
    return len((one.around & other.around) - one.parties) >= _SHARED
