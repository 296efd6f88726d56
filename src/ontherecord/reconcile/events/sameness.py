# SPDX-License-Identifier: Apache-2.0
"""When two accounts are of one event.

Comes in: two `Report`s, accounts with their parties and days resolved. Goes out: yes or no.
Refuses: accounts whose type, parties, days or places exclude each other, and those that have too
little in common: two events taken for one give false conflicts, one taken for two only hides an
agreement.
Score: `tests/reconcile/test_events.py`; `python -m bench claims`.
"""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Hashable, Iterable, Iterator
from typing import NamedTuple

from ontherecord.model import Account, Span, When
from ontherecord.reconcile.events.parties import Match, Party, matches
from ontherecord.reconcile.values.grains import dates_agree, days, places_agree
from ontherecord.reconcile.words.acts import act_of

_ALIKE = 0.5  # share of the shorter sentence's words that two reports of one act have in common
_COMMON_WORDS = 2  # and at least so many, the trigger among them, names of the parties not counted
_NEARLY_ALL = 8  # words in common that make two sentences one, whatever their verbs
_SAID = frozenset(
    {"said", "says", "told", "would", "could", "that", "with", "have", "were", "will", "been", "from"}
)
_WORD = re.compile(r"[^\W\d_]{4,}")


class Report(NamedTuple):
    """An account with what it says resolved: who, on which days, in which words. `own` are the words that name none
    of its parties."""

    account: Account
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    words: frozenset[str]
    own: frozenset[str]
    published: str


def report_of(account: Account, actors: tuple[Party, ...], recipients: tuple[Party, ...], day: str) -> Report:
    """The report of an account whose parties and date are resolved, published on `day` (ISO 8601, or empty)."""
    words = words_of(account)
    return Report(account, actors, recipients, words, words - _names((*actors, *recipients)), day)


def words_of(account: Account) -> frozenset[str]:
    """The words of the evidence, by their families, without those that only report."""
    return frozenset(act_of(w) for w in _WORD.findall(account.span.text.lower()) if w not in _SAID)


def at_odds(one: Report, other: Report) -> bool:
    """Whether two accounts cannot be of one event, whatever their words: the days exclude each other,
    or the parties, or the places where no common day holds them together."""
    a, b = one.account, other.account
    if a.type != b.type or a.historical != b.historical:
        return True
    if a.mode and b.mode and a.mode != b.mode and a.type != "CONSULT":
        return True
    if (a.mode == "visit") != (b.mode == "visit"):
        return True
    if not dates_agree(a.date.date if a.date else None, b.date.date if b.date else None):
        return not _misdated(one, other)
    if not places_agree(a.place, b.place) and not _same_day(a.date, b.date):
        return True
    return _parties(one, other) is Match.NO


def same_event(one: Report, other: Report) -> bool:
    """Whether two accounts are of one event: not at odds, and enough in common.

    Enough is: nearly the same words; or surely the same parties on one day; or parties of one
    state on one day and in one place. What most pairs lack is asked first: what they have in common.
    """
    return _has_enough(one, other) and not at_odds(one, other)


Handle = tuple[str, Hashable]


def handles(one: Report) -> Iterator[tuple[Handle, Handle]]:
    """What an account is found by, and what it finds others by: two that have enough in common to be of one event
    share their sentence, a word beside their names, or their day; or the same persons act in both, and
    one announces what the other has done, or both have it done."""
    account = one.account
    shared: list[Handle] = [("sentence", account.span.text), *(("word", word) for word in one.own)]
    known = days(account.date.date) if account.date else None
    if known is not None:
        shared.append(("days", known))
    who = frozenset(account.actor)
    if who and _is_told_again(account):
        shared.append(("again", who))
    for handle in shared:
        yield handle, handle
    if who:
        yield (("done", who), ("plan", who)) if _firm(account) else (("plan", who), ("done", who))


def _has_enough(one: Report, other: Report) -> bool:
    """Whether two accounts have enough in common to be of one event, if nothing keeps them apart. What is asked for
    here must be among `handles`."""
    if _alike(one, other) or _fulfilled(one, other) or _told_again(one, other):
        return True
    a, b = one.account, other.account
    if not _same_day(a.date, b.date):
        return False
    if _parties(one, other) is Match.SURE or _done_to_the_same(one, other):
        return a.type not in _VERBAL or bool(one.recipients) or _act(a) == _act(b)
    return a.place is not None and b.place is not None


_VERBAL = frozenset({"AGREE", "REQUEST", "ACCUSE", "REJECT", "SUPPORT", "THREATEN", "CONCEDE"})


def _act(account: Account) -> str:
    return _first_act(account.trigger.text)


@functools.lru_cache(maxsize=8_192)
def _first_act(words: str) -> str:
    return act_of(words.split()[0])


def _same_act(one: Account, other: Account) -> bool:
    """Whether two words name one act: "freed" and "let out" are a release."""
    return _act(one) == _act(other) or (
        one.mode is not None and one.mode == other.mode and one.mode in _EXACT
    )


_EXACT = frozenset(
    {"release", "arrest", "resign", "expel", "convict", "deport", "visit", "targeted", "abduct"}
)
"""Modes so narrow that one day and one party make one act of them."""
_LONGEST_STAY = datetime.timedelta(days=7)  # "last weekend" twice is one time; "in May" twice is not


def _done_to_the_same(one: Report, other: Report) -> bool:
    """Whether the same act is done to the same, one report leaving out by whom."""
    both = bool(one.recipients and other.recipients) and _same_act(one.account, other.account)
    return both and min(matches(one.recipients, other.recipients)) is Match.SURE


_ONCE = frozenset({"SUPPORT", "RETREAT", "COERCE", "SANCTION", "CONCEDE"})
_MISDATED = datetime.timedelta(days=3)


def _misdated(one: Report, other: Report) -> bool:
    """Whether two reports give one act two days: it happens once, and all but the day is the same."""
    a, b = one.account, other.account
    if a.type not in _ONCE or not (_firm(a) and _firm(b)) or a.article == b.article:
        return False
    first, second = (days(x.date.date) if x.date else None for x in (a, b))
    if first is None or second is None or abs(first[0] - second[0]) > _MISDATED:
        return False
    return _parties(one, other) is Match.SURE and _act(a) == _act(b) and _alike(one, other)


def _fulfilled(one: Report, other: Report) -> bool:
    """Whether one report has done what the other, earlier one announces: the same person, the same
    act on the same thing, with no day told for the plan."""
    plan, done = (one, other) if not _firm(one.account) else (other, one)
    a, b = plan.account, done.account
    if a.mode == b.mode == "visit" and a.modality == "planned" and not a.negated and _firm(b):
        return set(a.actor) == set(b.actor) and bool(a.actor) and _came_then(a, done)
    if _firm(a) or not _firm(b) or a.modality != "planned" or a.negated or a.date is not None:
        return False
    if plan.published[:10] > done.published[:10] or _act(a) != _act(b) or set(a.actor) != set(b.actor):
        return False
    if a.type == "CONSULT" and a.mode != "visit":
        return len(a.actor) > 1 and "again" not in a.span.text.lower().split()
    things = (a.object.text if a.object else None, b.object.text if b.object else None)
    told = things[0] is not None or bool(a.recipient)
    return bool(a.actor) and told and things[0] == things[1] and a.recipient == b.recipient


def _came_then(plan: Account, done: Report) -> bool:
    """Whether a visit is told, without a day, right when the plan had it."""
    due, printed = days(plan.date.date if plan.date else None), days(done.published[:10])
    return (
        done.account.date is None
        and due is not None
        and printed is not None
        and due[0] <= printed[0] <= due[1] + _DAY
    )


_DAY = datetime.timedelta(days=1)


def _told_again(one: Report, other: Report) -> bool:
    """Whether the same person did the same to the same, and one of the reports leaves out the day."""
    a, b = one.account, other.account
    if not (_is_told_again(a) and _is_told_again(b)):
        return False
    persons = any(p.person for p in one.actors) and set(a.actor) == set(b.actor)
    undated = a.date is None or b.date is None
    return persons and undated and _done_to_the_same(one, other)


def _is_told_again(account: Account) -> bool:
    """Whether an act was done, and is such that the same do it to the same but once in a story."""
    once = account.type not in _VERBAL and (account.type != "CONSULT" or account.mode == "visit")
    return once and _firm(account)


def told_without_day(undated: Report, dated: Report) -> bool:
    """Whether a report without a day may be of the act that another dates: the same act of surely the same
    parties to the same party or thing, as firm, and the day near the report. Whether it is that one and not
    another such act, only the whole story tells."""
    a, b = undated.account, dated.account
    if a.date is not None or b.date is None or a.historical or at_odds(undated, dated) or not _same_act(a, b):
        return False
    if a.negated or b.negated or _firm(a) != _firm(b) or (not _firm(a) and a.modality != b.modality):
        return False
    if not _near(undated.published, b.date) or _parties(undated, dated) is not Match.SURE:
        return False
    if a.type == "CONSULT" and a.mode != "visit":
        return len(undated.actors) == len(dated.actors) > 1
    thing = a.object is not None and b.object is not None and _head(a.object) == _head(b.object)
    to_whom = bool(undated.recipients and dated.recipients) and a.type not in _AGAIN
    return bool(undated.actors and dated.actors) and (thing or to_whom)


_AGAIN = _VERBAL | {"ASSAULT", "PROTEST", "AID", "MOBILIZE", "COOPERATE"}
"""Acts that the same do to the same more than once."""
_RECENT = datetime.timedelta(days=7)  # an act that a report leaves undated is of these days
_AHEAD = datetime.timedelta(days=31)


def _near(published: str, when: When) -> bool:
    day, act = days(published[:10]), days(when.date)
    return day is not None and act is not None and day[0] - _RECENT <= act[1] and act[0] <= day[1] + _AHEAD


def _head(thing: Span) -> str:
    return act_of(thing.text.split()[-1])


def _firm(account: Account) -> bool:
    return account.modality in {"happened", "ongoing"} and not account.negated


def _same_day(one: When | None, other: When | None) -> bool:
    if one is None or other is None:
        return False
    first, second = days(one.date), days(other.date)
    if first is None or second is None:
        return False
    return first == second and first[1] - first[0] < _LONGEST_STAY


def _alike(one: Report, other: Report) -> bool:
    if one.account.span.text == other.account.span.text:
        return one.account.trigger.text == other.account.trigger.text
    least = _COMMON_WORDS if _act(one.account) == _act(other.account) else _NEARLY_ALL
    common = len(one.own & other.own)
    if common < least:
        return False
    named = _names((*one.actors, *one.recipients, *other.actors, *other.recipients))
    return common >= _ALIKE * min(len(one.own - named), len(other.own - named))


def _names(parties: Iterable[Party]) -> frozenset[str]:
    return frozenset().union(*(_acts(p.words) for p in parties))


@functools.lru_cache(maxsize=8_192)
def _acts(words: frozenset[str]) -> frozenset[str]:
    return frozenset(map(act_of, words))


def _parties(one: Report, other: Report) -> Match:
    """How surely the parties of two accounts are the same; one side may leave a slot untold."""
    if one.account.type == "CONSULT":
        everyone = (*one.actors, *one.recipients), (*other.actors, *other.recipients)
        fewer, more = sorted(everyone, key=len)
        found = min(matches(fewer, more), default=Match.NO)
        return found if len(fewer) > 1 or len(more) == 1 else min(found, Match.LOOSE)
    slots = ((one.actors, other.actors), (one.recipients, other.recipients))
    told = [max(matches(some, others), default=Match.NO) for some, others in slots if some and others]
    if not told or Match.NO in told:
        return Match.NO
    complete = all(bool(some) == bool(others) for some, others in slots)
    return min(told) if complete else Match.LOOSE
