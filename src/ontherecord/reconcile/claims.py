# SPDX-License-Identifier: Apache-2.0
"""The checkable statements of a story, each with who says so and how it stands.

Comes in: events and accounts, utterances and quotations, articles with origins, copies, cast.
Goes out: `Claim` records: took place or not, where, when, who took part, how many, who said it.
Refuses: a claim without words that carry it; a slot of which only a hypothesis is reported.
Score: `tests/reconcile/test_claims.py` (conflicts, updates and traps of invented stories).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence

from ontherecord.model import (
    Account,
    Article,
    CastMember,
    Claim,
    Event,
    Quotation,
    Slot,
    Span,
    Utterance,
    Where,
)
from ontherecord.reconcile.counts import Counted, counts, may_be_one
from ontherecord.reconcile.events import ATTENDANCE
from ontherecord.reconcile.grains import dates_agree, places_agree
from ontherecord.reconcile.numbers import agree, is_measure
from ontherecord.reconcile.standing import Assertion, Rules, Verdict, verdict

TOOK_PLACE, NOT_TAKEN_PLACE = "took place", "did not take place"
_STATES = {
    "happened": (TOOK_PLACE, 2), "ongoing": (TOOK_PLACE, 2), "planned": ("is planned", 0),
    "proposed": ("is proposed", 0), "demanded": ("is demanded", 0), "threatened": ("is threatened", 0),
}  # fmt: skip
_FIXED_UNITS = frozenset({"aboard"})  # a number of one moment: it does not grow as days pass
_LONGEST_QUOTE = 120  # characters of a quotation that a claim repeats


def claims(
    events: Sequence[Event],
    accounts: Sequence[Account],
    utterances: Sequence[Utterance],
    quotations: Sequence[Quotation],
    articles: Sequence[Article],
    copies: Mapping[str, str],
    cast: Sequence[CastMember],
) -> tuple[Claim, ...]:
    """All claims of one story: conflicts first, then what is superseded, corroborated, single."""
    story = _Story(accounts, quotations, articles, cast)
    found: list[Claim] = []
    for event in events:
        found += _of_event(event, story)
    for utterance in utterances:
        found += _of_utterance(utterance, story)
    shared = list(_given_twice(utterances, story))
    contested = {id_ for _, ids in shared for id_ in ids}
    found = [c for c in found if c.slot.utterance not in contested or c.slot.name != "said by"]
    found += [claim for claim, _ in shared]
    for unit, group in _joined(list(counts(articles, copies)), story):
        found += _of_count(unit, group, story)
    order = {"in-conflict": 0, "superseded": 1, "corroborated": 2, "single-source": 3}
    unique = {claim.id: claim for claim in found}
    return tuple(sorted(unique.values(), key=lambda c: (order[c.standing], -len(c.values), c.id)))


class _Story:
    """What every kind of claim looks up."""

    def __init__(
        self, accounts: Sequence[Account], quotations: Sequence[Quotation], articles: Sequence[Article],
        cast: Sequence[CastMember],
    ) -> None:  # fmt: skip
        self.accounts: dict[str, list[Account]] = {}
        for account in accounts:
            self.accounts.setdefault(account.event or "", []).append(account)
        self.quotations = {q.id: q for q in quotations}
        self.origin = {a.id: a.origin or a.id for a in articles}
        self.date = {a.id: a.published.date or "" for a in articles}
        self.names = {m.id: m.name for m in cast}
        self.persons = {m.name for m in cast if m.kind == "person"}
        self.origins = _origin_names(articles)

    def speakers_agree(self, one: str, other: str) -> bool:
        """Whether two names may be one speaker's: a firm speaks through its people, and only two
        persons exclude each other."""
        return _names_agree(one, other) or not {one, other} <= self.persons


def _origin_names(articles: Sequence[Article]) -> dict[str, str]:
    """A name for each origin: its agency, else the outlet of its first article."""
    found: dict[str, str] = {}
    for article in sorted(articles, key=lambda a: (a.published.date or "9999", a.id)):
        name = article.agency or article.outlet or article.id
        found.setdefault(article.origin or article.id, name)
    return found


def _claim(text: str, slot: Slot, found: Verdict, by: str) -> Claim:
    rests_on = [
        slot.event or slot.utterance or "",
        slot.name,
        *(f"{s.document}:{s.start}" for v in found.values for s in v.support),
    ]
    digest = hashlib.sha256(" ".join(rests_on).encode()).hexdigest()[:8]
    return Claim(
        id=f"c-{digest}", text=text, slot=slot, values=found.values, standing=found.standing,
        why=found.why, by=by,
    )  # fmt: skip


# --- events --------------------------------------------------------------------------------------


def _of_event(event: Event, story: _Story) -> Iterator[Claim]:
    accounts = story.accounts.get(event.id, [])
    yield from _took_place(event, accounts, story)
    yield from _placed(event, accounts, story)
    yield from _dated(event, accounts, story)
    yield from _attended(event, accounts, story)


def _assertion(label: str, account: Account, span: Span, story: _Story, rank: int = 0) -> Assertion:
    return Assertion(
        label,
        story.origin.get(account.article, account.article),
        story.date.get(account.article, ""),
        span,
        rank,
    )


def _state(account: Account) -> tuple[str, int] | None:
    if account.negated or account.modality == "denied":
        return (NOT_TAKEN_PLACE, 2 if account.modality in {"happened", "ongoing", "denied"} else 1)
    return _STATES.get(account.modality)


def _states_agree(one: str, other: str) -> bool:
    """Plans of any kind agree with each other; a plan and its end are two states."""
    ends = {TOOK_PLACE, NOT_TAKEN_PLACE}
    return one == other or not ({one, other} & ends)


def _took_place(event: Event, accounts: Sequence[Account], story: _Story) -> Iterator[Claim]:
    told = [
        (a, state)
        for a in accounts
        if (state := _state(a)) is not None
        and not (a.by == ATTENDANCE and a.negated and not (event.negated or event.modality == "denied"))
    ]
    parties = any(a.actor_mentions and (a.recipient_mentions or len(a.actor_mentions) > 1) for a, _ in told)
    if not told or not (event.actor or event.recipient or parties or len(told) > 1):
        return
    found = verdict(
        [_assertion(state, a, a.span, story, rank) for a, (state, rank) in told],
        Rules(_states_agree, changes=True, noun="outcome", ends=(TOOK_PLACE, NOT_TAKEN_PLACE)),
        story.origins,
    )
    yield _claim(event.title, Slot(event=event.id, name="took place"), found, "accounts of one event")


def _placed(event: Event, accounts: Sequence[Account], story: _Story) -> Iterator[Claim]:
    told = [(a, a.place) for a in accounts if a.place is not None and a.place.span is not None]
    places: dict[str, Where] = {}
    for _, place in told:
        places.setdefault(place.name, place)
    if not told:
        return
    found = verdict(
        [_assertion(p.name, a, p.span, story) for a, p in told if p.span is not None],
        Rules(lambda x, y: places_agree(places[x], places[y]), changes=False, noun="place"),
        story.origins,
    )
    shown = (
        " or ".join(v.value for v in found.values)
        if found.standing == "in-conflict"
        else (event.place.name if event.place else found.values[0].value)
    )
    yield _claim(
        f"Place of “{event.title}”: {shown}", Slot(event=event.id, name="place"), found, "places of accounts"
    )


def _dated(event: Event, accounts: Sequence[Account], story: _Story) -> Iterator[Claim]:
    told = [(a, a.date) for a in accounts if a.date is not None and a.date.date and a.date.span is not None]
    if not told:
        return
    found = verdict(
        [_assertion(d.date, a, d.span, story) for a, d in told if d.span is not None],
        Rules(dates_agree, changes=True, noun="date"),
        story.origins,
    )
    shown = event.date.date if event.date else found.values[0].value
    yield _claim(
        f"Date of “{event.title}”: {shown}", Slot(event=event.id, name="date"), found, "dates of accounts"
    )


def _attended(event: Event, accounts: Sequence[Account], story: _Story) -> Iterator[Claim]:
    """Who took part and who stayed away, of an event that took place."""
    if event.type != "CONSULT" or event.modality not in {"happened", "ongoing"}:
        return
    said: dict[str, list[Assertion]] = {}
    for account in accounts:
        state = _state(account)
        if state is None or state[0] not in {TOOK_PLACE, NOT_TAKEN_PLACE}:
            continue
        away = state[0] == NOT_TAKEN_PLACE
        if away and account.by != ATTENDANCE:
            continue  # "would not meet him" is no word about a meeting of others
        label = "stayed away" if away else "took part"
        for member in account.actor:
            said.setdefault(member, []).append(_assertion(label, account, account.span, story, state[1]))
    for member, assertions in sorted(said.items()):
        found = verdict(
            assertions, Rules(lambda x, y: x == y, changes=True, noun="attendance"), story.origins
        )
        if len(event.actor) > 1 or found.standing == "in-conflict":
            name = story.names.get(member, member)
            text = f"{name} {found.values[-1].value}: {event.title}"
            yield _claim(text, Slot(event=event.id, name=f"attended: {member}"), found, "actors of accounts")


# --- utterances ----------------------------------------------------------------------------------


def _of_utterance(utterance: Utterance, story: _Story) -> Iterator[Claim]:
    quoted = [story.quotations[q] for q in utterance.quotations if q in story.quotations]
    told = [(q, q.speaker) for q in quoted if q.speaker is not None and q.content]
    if not told:
        return
    keys = {(s.cast or s.name): s.name for _, s in told}
    names = {key: story.names.get(key, name) for key, name in sorted(keys.items())}
    assertions = [
        Assertion(
            names[s.cast or s.name],
            story.origin.get(q.article, q.article),
            story.date.get(q.article, ""),
            q.content[0],
        )
        for q, s in told
    ]
    found = verdict(assertions, Rules(story.speakers_agree, changes=False, noun="speaker"), story.origins)
    fullest = story.quotations.get(utterance.fullest, quoted[0])
    words = " … ".join(" ".join(s.text.split()) for s in fullest.content)
    text = f"{found.values[0].value} said: “{_shortened(words)}”"
    yield _claim(text, Slot(utterance=utterance.id, name="said by"), found, "quotations of one utterance")


def _given_twice(utterances: Sequence[Utterance], story: _Story) -> Iterator[tuple[Claim, tuple[str, str]]]:
    """The same words given to two speakers, in conflict or not, with the utterances it takes for one."""
    said = []
    for utterance in utterances:
        quoted = [story.quotations[q] for q in utterance.quotations if q in story.quotations]
        spoken = [q for q in quoted if q.speaker is not None and q.content and q.kind != "indirect"]
        if spoken:
            said.append((utterance, spoken, _plain(story.quotations[utterance.fullest])))
    by_words: dict[str, list[int]] = {}
    for number, (_, _, words) in enumerate(said):
        for n in range(0, max(0, len(words) - _LEAST_SHARED + 1)):
            by_words.setdefault(" ".join(words[n : n + _LEAST_SHARED]), []).append(number)
    pairs = sorted(
        {(a, b) for numbers in by_words.values() for a in numbers[:8] for b in numbers[:8] if a < b}
    )
    for a, b in pairs:
        (one, quoted, words), (other, others, other_words) = said[a], said[b]
        shorter, longer = sorted((" ".join(words), " ".join(other_words)), key=len)
        if shorter not in longer:
            continue
        assertions = [_spoken(q, story) for q in (*quoted, *others)]
        rules = Rules(story.speakers_agree, changes=False, noun="speaker")
        found = verdict(assertions, rules, story.origins)
        who = " or ".join(v.value for v in found.values)
        if found.standing != "in-conflict":
            who = max(found.values, key=lambda v: (v.value in story.persons, len(v.origins), v.value)).value
        text = f"{who} said: “{_shortened(' '.join(s.text for s in quoted[0].content))}”"
        slot = Slot(utterance=one.id, name="said by")
        yield _claim(text, slot, found, "the same words, two speakers"), (one.id, other.id)


_LEAST_SHARED = 5  # words in a row that two speakers do not use by chance


def _plain(quotation: Quotation) -> list[str]:
    return re.findall(r"[^\W_]+", " ".join(s.text for s in quotation.content).lower())[:200]


def _spoken(quotation: Quotation, story: _Story) -> Assertion:
    speaker = quotation.speaker
    name = story.names.get(speaker.cast or "", speaker.name) if speaker else ""
    origin = story.origin.get(quotation.article, quotation.article)
    return Assertion(name, origin, story.date.get(quotation.article, ""), quotation.content[0])


def _shortened(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _LONGEST_QUOTE else words[: words.rfind(" ", 0, _LONGEST_QUOTE)] + " …"


def _names_agree(one: str, other: str) -> bool:
    """Whether two names may be one speaker's: one is part of the other."""
    some, others = set(one.casefold().split()), set(other.casefold().split())
    return bool(some & others)


# --- figures -------------------------------------------------------------------------------------


def _joined(
    groups: Sequence[tuple[str, list[Counted]]], story: _Story
) -> Iterator[tuple[str, list[Counted]]]:
    """Groups that may count one thing are joined where that makes no conflict."""
    kept: list[tuple[str, list[Counted]]] = []
    for unit, group in groups:
        for n, (other_unit, other) in enumerate(kept):
            if unit == other_unit and len(kept) < _MOST_GROUPS and may_be_one(group, other):
                both = [*other, *group]
                if _verdict_of_count(unit, both, story).standing != "in-conflict":
                    kept[n] = (unit, both)
                    break
        else:
            kept.append((unit, group))
    yield from kept


_MOST_GROUPS = 200  # groups of figures of one story that are compared with each other


def _of_count(unit: str, group: Sequence[Counted], story: _Story) -> Iterator[Claim]:
    found = _verdict_of_count(unit, group, story)
    if found.standing == "in-conflict":
        exact = [v.value for v in found.values if v.value[0].isdigit()]
        shown = " or ".join(exact if len(exact) > 1 else (v.value for v in found.values))
    else:
        shown = max(found.values, key=lambda v: (v.asserted or "", len(v.origins), v.value)).value
    noun = _noun(unit)
    text = f"{noun[0].upper()}{noun[1:]}: {shown}"
    yield _claim(text, Slot(name=unit), found, "figures of one thing")


def _noun(unit: str) -> str:
    if is_measure(unit):
        return f"figure in {unit}"
    return f"number of people {unit}" if unit in _FIXED_UNITS else f"number of {unit}"


def _verdict_of_count(unit: str, group: Sequence[Counted], story: _Story) -> Verdict:
    figures = {_label(c): c.figure for c in group}
    assertions = [
        Assertion(
            _label(c), story.origin.get(c.article, c.article), story.date.get(c.article, ""), c.span,
            rank=round(min(c.figure.low, 1e9)),
        )
        for c in group
    ]  # fmt: skip
    rules = Rules(
        lambda x, y: agree(figures[x], figures[y]),
        changes=unit not in _FIXED_UNITS and not is_measure(unit),
        noun=_noun(unit),
    )
    return verdict(assertions, rules, story.origins)


def _label(counted: Counted) -> str:
    """The figure in digits, with the hedge's words where there is one."""
    figure = counted.figure
    if figure.low == figure.high:
        return f"{figure.low:,.0f}" if figure.low == round(figure.low) else f"{figure.low:,}"
    return " ".join(counted.span.text.split()).lower()
