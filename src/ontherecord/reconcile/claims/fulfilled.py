# SPDX-License-Identifier: Apache-2.0
"""What came of a plan: the later sentence that tells of its day what an earlier report had as still to come.

Comes in: the days that the sentences of a story give (`fillers.days_of`), its statements. Goes out: pairs of a plan and
its outcome; a `Claim` for each outcome.
Refuses: an outcome of another day than the planned one; a day on which only something was said; what is denied, for the
sentence may deny something else.
Score: `python -m bench claims`.

The day leads: "a ship is expected in Hobart on Thursday" is looked for in later reports, among the sentences that tell of
that Thursday. One that shares rare words or names is the outcome, whatever its verb ("tied up in Hobart on Thursday").
"""

from __future__ import annotations

import bisect
import datetime
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ontherecord.model import Claim, Slot, Span
from ontherecord.reconcile.claims.fillers import Context, Filler
from ontherecord.reconcile.claims.grounds import Grounds, claim
from ontherecord.reconcile.claims.standing import NOT_TAKEN_PLACE, OUTCOME, TOOK_PLACE, verdict
from ontherecord.reconcile.matters.told import Told
from ontherecord.reconcile.words.concepts import irregular_forms, senses
from ontherecord.reconcile.words.fitted import longer

_LONGEST = 6  # days between the first and the last of a time that leads to an outcome
_LEAST, _LEAST_OF_WEEK = 1.1, 2.2  # what must be shared beside one day, and beside several
_FEW = 2  # days that are as telling as one: a weekend
_SENSE = 0.6  # of a word's weight where two words only share a sense
_HEADLINE, _BEFORE = 0.7, 0.5  # the same where one stands in the headline over it, or the sentence before it
_REACH = 100  # characters before a day to come in which its plan is told
_POSTINGS = 60  # outcomes that a word of one day leads to
_COMPARED = 12  # outcomes that a plan is compared with: those that share most words

_AHEAD = re.compile(
    r"\b(?:is|are|was|were) (?:now |still )?(?:to|due|set|expected|scheduled|planned)\b|\b(?:will|would|shall)\b"
    r"|\b(?:postponed|put off|moved|set) (?:to|until|for)\b"
    r"|\bplan(?:s|ned|ning)? (?:to|for)\b|\b(?:expect|want|hope|intend|threaten|demand)(?:s|n?ed|n?ing)?\b",
    re.IGNORECASE,
)
_TONIGHT = re.compile(r"\b(?:tonight|later)\b", re.IGNORECASE)
_UNTOLD = re.compile(r"\b(?:not|never|no|nobody|none|if|unless|whether|until)\b|n['’]t\b", re.IGNORECASE)
_SAID = re.compile(
    r"\b(?:said|says|told|tells|announced|reported|wrote|tweeted|warned|added|asked|accused|blasted|denounced|called)\b[^,;:.]*$",
    re.IGNORECASE,
)  # with nothing between it and the day
_PAST = re.compile(rf"\b(?:\w+ed|{'|'.join(sorted(irregular_forms()))})\b", re.IGNORECASE)
_BOUND = re.compile(
    r"[,;:–—]\s|\s-\s|\b(?:after|when|as|before|while|but|and|that|who|which|since|because|although)\s"
)
"""Where a clause ends, near enough to tell of which verb a day is."""
ANAPHOR = re.compile(r"\b(?:it|they|them|this|that|these|he|she)\b", re.IGNORECASE)


class Fulfilled(NamedTuple):
    """A day that a plan gives, and the same day as a later report tells of it."""

    plan: Filler
    outcome: Filler


def of_plans(
    dated: Sequence[Filler], told: Sequence[Told], weights: Mapping[str, float], story: Grounds
) -> Iterator[Claim]:
    """The claims of plans that came true, those of one outcome together. `weights`: of words (`rarity`)."""
    clauses = _clauses(told)
    groups: list[dict[Span, tuple[Filler, str, int]]] = []
    for pair in fulfilled(dated, weights):
        plan, outcome = (_words(one, clauses) for one in pair)
        ends = {plan: (pair.plan, *_PLANNED), outcome: (pair.outcome, *(_OFF if _is_off(outcome) else _DONE))}
        home = next((g for g in groups if not g.keys().isdisjoint(ends)), None)
        if home is None:
            groups.append(ends)
        else:
            home.update({at: end for at, end in ends.items() if at not in home})
    for group in groups:
        said = [story.asserted(label, one.article, span, rank) for span, (one, label, rank) in group.items()]
        found = verdict(said, OUTCOME, story.origins)
        if found.standing == "superseded":
            lines = [" ".join(span.text.split()) for span, end in group.items() if end[1] != _PLANNED[0]]
            line = min(lines, key=lambda text: (len(text), text))
            yield claim(line[:1].upper() + line[1:], Slot(name="took place"), found, FULFILLED)


FULFILLED = "plans and what came of them"
_PLANNED, _DONE, _OFF = ("is planned", 0), (TOOK_PLACE, 2), (NOT_TAKEN_PLACE, 2)


def _clauses(told: Sequence[Told]) -> Mapping[str, list[tuple[int, int, Span]]]:
    """The words of the statements of each document, in their order."""
    found: dict[str, list[tuple[int, int, Span]]] = defaultdict(list)
    for one in told:
        span = one.account.span
        found[span.document].append((span.start, -span.end, span))
    return {document: sorted(some) for document, some in found.items()}


def _words(one: Filler, clauses: Mapping[str, list[tuple[int, int, Span]]]) -> Span:
    """The shortest statement that has a day, else its sentence."""
    some = clauses.get(one.span.document, [])
    context = one.context
    first = bisect.bisect_left(some, (context.start,))
    last = bisect.bisect_right(some, (one.span.start,))
    having = [span for _, _, span in some[first:last] if span.end >= one.span.end]
    if having:
        return min(having, key=lambda span: (span.end - span.start, span))
    text = context.text
    start = context.start + len(text) - len(text.lstrip())
    return Span(document=context.document, start=start, end=start + len(text.strip()), text=text.strip())


def fulfilled(dated: Sequence[Filler], weights: Mapping[str, float]) -> Iterator[Fulfilled]:
    """For each plan of a story the sentence that most likely tells its outcome, one of each article that has any."""
    outcomes = [one for one in dated if _is_outcome(one)]
    shelf: dict[tuple[int, str], list[int]] = defaultdict(list)
    for n, one in enumerate(outcomes):
        for word in one.near:
            for day in _days(one):
                shelf[day, word].append(n)
    lengths: dict[str, int] = defaultdict(int)
    for one in dated:
        lengths[one.article] = max(lengths[one.article], one.context.place + 1)
    for plan in dated:
        if is_plan(plan):
            yield from _outcomes(plan, outcomes, shelf, weights, lengths)


def _outcomes(
    plan: Filler,
    outcomes: Sequence[Filler],
    shelf: Mapping[tuple[int, str], Sequence[int]],
    weights: Mapping[str, float],
    lengths: Mapping[str, int],
) -> Iterator[Fulfilled]:
    shared = Counter(
        n
        for day in _days(plan)
        for word in _telling(plan)
        for n in shelf.get((day, word), ())[:_POSTINGS]
        if outcomes[n].context.printed > plan.context.printed and outcomes[n].article != plan.article
    )
    best: dict[str, tuple[float, int]] = {}
    for n, _ in sorted(shared.items(), key=lambda pair: (-pair[1], pair[0]))[:_COMPARED]:
        one = outcomes[n]
        least = _LEAST if max(len(_days(plan)), len(_days(one))) <= _FEW else _LEAST_OF_WEEK
        score = likeness(plan, one, weights)
        if score >= least * longer(lengths[plan.article], lengths[one.article]):
            best[one.article] = max((score, -n), best.get(one.article, (0.0, 0)))
    yield from (Fulfilled(plan, outcomes[-n]) for _, (_, n) in sorted(best.items()))


def _days(one: Filler) -> range:
    return range(int(one.figure.low), int(one.figure.high) + 1)


def day_of(context: Context) -> int | None:
    """The day on which a sentence was printed, as an ordinal."""
    try:
        return datetime.date.fromisoformat(context.printed).toordinal()
    except ValueError:
        return None


def _clause(one: Filler) -> str:
    """The words between the marks and joints next to a day."""
    text, start = one.context.text, one.figure.start
    first = max((m.end() for m in _BOUND.finditer(text, 0, start)), default=0)
    last = _BOUND.search(text, one.figure.end)
    return text[first : last.start() if last else len(text)]


def is_plan(one: Filler) -> bool:
    """Whether a sentence tells of a day to come when it was printed, and not as a condition ("unless it comes by Friday")."""
    printed = day_of(one.context)
    if printed is None or one.figure.high - one.figure.low > _LONGEST or one.figure.low < printed:
        return False
    if _CONDITION.search(one.context.text[: one.figure.start]):
        return False
    if _is_ahead(one) or (one.figure.low == printed and _TONIGHT.search(one.span.text)):
        return True
    start = one.figure.start
    before = one.context.text[max(0, start - _REACH) : start]
    return one.figure.low > printed and _AHEAD.search(before) is not None


def _is_ahead(one: Filler) -> bool:
    """Whether the clause of a day says that it is to come; not of another day than that on which something was done first ("on
    Sunday said it would")."""
    clause, day = _clause(one), one.context.text[one.figure.start : one.figure.end]
    before, _, behind = clause.partition(day)
    cue = _AHEAD.search(behind)
    return _AHEAD.search(before) is not None or (
        cue is not None and _PAST.search(behind[: cue.start()]) is None
    )


_CONDITION = re.compile(
    r"\b(?:if|unless|whether)\b[^,;:.]*$", re.IGNORECASE
)  # with nothing between it and the day


def _is_of_another_year(one: Filler) -> bool:
    """Whether the sentence of a day tells of another year too: "two years ago", "the unrest of 2015", whose day was another."""
    own = str(datetime.date.fromordinal(int(one.figure.low)).year)
    return not one.context.years <= {own} or _AGO.search(one.context.text) is not None


_AGO = re.compile(r"\b(?:years?|decades?) (?:ago|before|earlier)\b|\blast year\b", re.IGNORECASE)


def _is_outcome(one: Filler) -> bool:
    """Whether a sentence tells what took place on a day."""
    printed = day_of(one.context)
    if printed is None or one.figure.high - one.figure.low > _LONGEST or one.figure.low > printed:
        return False
    if _is_of_another_year(one):
        return False
    clause = _clause(one)
    said = _SAID.search(one.context.text[: one.figure.start])
    return not (said or _AHEAD.search(clause) or _UNTOLD.search(clause) or _PUT_OFF.search(clause))


_PUT_OFF = re.compile(r"\b(?:postpon\w+|reschedul\w+|put(?:ting)? (?:\w+ ){0,6}?off)\b", re.IGNORECASE)
_CALLED_OFF = re.compile(
    r"\b(?:call(?:ed|ing) (?:\w+ ){0,6}?off|cancel\w*|scrapped|abandoned|(?:did not|never) (?:take|took) place|not held)\b",
    re.IGNORECASE,
)


def _is_off(outcome: Span) -> bool:
    """Whether the words for what became of a plan say that it was called off."""
    return _CALLED_OFF.search(outcome.text) is not None


def _telling(one: Filler) -> Mapping[str, float]:
    """The words that tell what a sentence is about, with what they count; of the first of an article those of the
    headline too, and of one that points back ("wants it replayed") those of the sentence before."""
    found = dict.fromkeys(one.near, 1.0)
    for word in one.context.about if one.context.place == 0 else ():
        found.setdefault(word, _HEADLINE)
    for word in one.context.before if ANAPHOR.search(one.context.text) else ():
        found.setdefault(word, _BEFORE)
    return found


def likeness(plan: Filler, outcome: Filler, weights: Mapping[str, float]) -> float:
    """What the words weigh that two sentences share, themselves or by a sense."""
    ours, theirs = _telling(plan), _telling(outcome)
    by_sense = {sense: word for word in sorted(theirs) for sense in senses(word)}
    total = 0.0
    for word in sorted(ours):
        if word in theirs:
            total += weights.get(word, 0.0) * min(ours[word], theirs[word])
            continue
        twins = [by_sense[sense] for sense in senses(word) if sense in by_sense]
        total += max(
            (
                _SENSE * min(weights.get(word, 0.0), weights.get(t, 0.0)) * ours[word] * theirs[t]
                for t in twins
            ),
            default=0.0,
        )
    return total
