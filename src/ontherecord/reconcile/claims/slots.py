# SPDX-License-Identifier: Apache-2.0
"""Claims about a matter: whether it took place, where, when, who attended, how many.

Comes in: a `Matter`, an event or what several articles state, with every account of it.
Goes out: its `Claim`s. Refuses: a slot of which only a hypothesis is reported; a slot that is no event's and
that one origin alone fills.
Score: `python -m bench claims`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ontherecord.model import Account, Claim, Event, Slot, When, Where
from ontherecord.reconcile.claims.grounds import Grounds, claim, line
from ontherecord.reconcile.claims.moments import may_be_one_day
from ontherecord.reconcile.claims.standing import (
    NOT_TAKEN_PLACE,
    OUTCOME,
    STAYED_AWAY,
    TOOK_PART,
    TOOK_PLACE,
    Assertion,
    Rules,
    verdict,
)
from ontherecord.reconcile.events.events import ATTENDANCE
from ontherecord.reconcile.matters.lines import best, reads, worded
from ontherecord.reconcile.matters.seats import Matter
from ontherecord.reconcile.matters.told import PLAIN, STATEMENT
from ontherecord.reconcile.values.figures import Figure, agree
from ontherecord.reconcile.values.grains import dates_agree, days, one_place
from ontherecord.reconcile.values.quantities import leading

SEATS = "actors of accounts"  # `Claim.by`
_STATES = {
    "happened": (TOOK_PLACE, 2), "ongoing": (TOOK_PLACE, 2), "planned": ("is planned", 0),
    "proposed": ("is proposed", 0), "demanded": ("is demanded", 0), "threatened": ("is threatened", 0),
}  # fmt: skip
_WISHES = {"is demanded": "demanded", "is proposed": "proposed"}


def of_matter(matter: Matter, story: Grounds) -> Iterator[Claim]:
    """The claims of one matter. What is no event is claimed only where two origins tell it."""
    event, accounts = matter
    found = (
        [
            *_attended(event, accounts, story),
        ]
        if event.type == ATTENDANCE
        else [
            *_took_place(event, accounts, story),
            *_placed(event, accounts, story),
            *_dated(event, accounts, story),
            *_attended(event, accounts, story),
            *_counted(event, accounts, story),
        ]
    )
    for one in found:
        if event.id or len({o for v in one.values for o in v.origins}) > 1:
            yield one


def _state(account: Account) -> tuple[str, int] | None:
    if account.negated or account.modality == "denied":
        return (NOT_TAKEN_PLACE, 2 if account.modality in {"happened", "ongoing", "denied"} else 1)
    return _STATES.get(account.modality)


def _states_agree(one: str, other: str) -> bool:
    """Plans of any kind agree with each other; a plan and its end are two states."""
    ends = {TOOK_PLACE, NOT_TAKEN_PLACE}
    return one == other or not ({one, other} & ends)


def _took_place(event: Event, accounts: Sequence[Account], story: Grounds) -> Iterator[Claim]:
    """Whether it took place; of what is only demanded or proposed, that it is. Who came is a slot of its own,
    and says that it took place only where nothing else does: people may have come to another one. Nor do bare words
    for it ("Thursday's talks") where their article has it ahead, or is older."""
    held = any(a.by != ATTENDANCE and _state(a) is not None for a in accounts)
    ahead = {a.article for a in accounts if a.by != STATEMENT and a.modality == "planned"}
    told = [
        (a, state)
        for a in accounts
        if (state := _state(a)) is not None
        and not (a.by == ATTENDANCE and (held or (a.negated and not _is_denied(event))))
        and not (a.by == STATEMENT and state[1] and (a.negated or a.article in ahead))
        and not (state[0] == TOOK_PLACE and a.date is None and _is_to_come(event.date, a, story))
    ]
    if _has_plan(told):
        told = [(a, state) for a, state in told if state[0] != TOOK_PLACE or _is_flat(a, story)]
    parties = any(a.actor_mentions and (a.recipient_mentions or len(a.actor_mentions) > 1) for a, _ in told)
    if not told or not (event.actor or event.recipient or parties or len(told) > 1):
        return
    found = verdict(
        [story.assertion(state, a, a.span, rank) for a, (state, rank) in told],
        OUTCOME._replace(agree=_states_agree),
        story.origins,
    )
    states = {state for _, (state, _) in told}
    wish = next((_WISHES[s] for s in sorted(states) if s in _WISHES), "took place")
    name = "took place" if states & {TOOK_PLACE, NOT_TAKEN_PLACE} else wish
    yield claim(
        _title(event, accounts, story),
        Slot(event=event.id or None, name=name),
        found,
        "accounts of one event",
    )


def _has_plan(told: Sequence[tuple[Account, tuple[str, int]]]) -> bool:
    return any(state not in {TOOK_PLACE, NOT_TAKEN_PLACE} for _, (state, _) in told)


def _is_flat(account: Account, story: Grounds) -> bool:
    """Whether an account tells flatly that its act took place: not by a noun, an infinitive or a participle ("the vote of 5
    June"), and not of a day to come ("when they meet on 2 June")."""
    beside = _BESIDE.match(account.span.text) is not None
    return account.by != STATEMENT and not beside and not _is_to_come(account.date, account, story)


_BESIDE = re.compile(
    r"(?:when|as|after|where|while|once|if|before|until|since|because|though|although|whether)\b",
    re.IGNORECASE,
)
"""Begins a clause that only says when or why something else was: "when a craft was launched", "as it comes down"."""


def _is_to_come(date: When | None, account: Account, story: Grounds) -> bool:
    """Whether a date is after the day on which the account was printed."""
    printed, day = (days((d or "")[:10]) for d in (story.date.get(account.article), date and date.date))
    return bool(printed and day and day[0] > printed[1])


def _is_denied(event: Event) -> bool:
    return event.negated or event.modality == "denied"


def _title(event: Event, accounts: Sequence[Account], story: Grounds) -> str:
    """The event's title; of one that no event tells, of one that is only a possibility, and where no clause gave the title, the
    line of what is told of it that reads best."""
    plain = [a for a in accounts if a.by == PLAIN and not a.negated]
    lines = [a for a in plain if reads(a)]
    if event.by == STATEMENT:
        return worded(best(lines or accounts), story.names)
    if event.modality == "hypothetical" and plain:
        return worded(best(lines or plain), story.names)
    if any(a.predicate and _is_clause_of(a.predicate.text, event.title) for a in accounts):
        return event.title
    if lines:
        return worded(best(lines), story.names)
    whole = [" ".join(a.span.text.split()) for a in accounts if a.by not in {PLAIN, STATEMENT}]
    short = min(whole, key=lambda text: (len(text), text), default=event.title)
    return short if len(short) <= _SENTENCE else short[: short.rfind(" ", 0, _SENTENCE)] + " …"


def _is_clause_of(words: str, title: str) -> bool:
    """Whether a title has the words of a clause, the first article left out."""
    first, _, rest = " ".join(words.lower().split()).partition(" ")
    return (rest if first in {"the", "a", "an"} and rest else f"{first} {rest}".strip()) in title.lower()


_SENTENCE = 200  # characters of a sentence that stands for the title of its event


def _placed(event: Event, accounts: Sequence[Account], story: Grounds) -> Iterator[Claim]:
    told = [(a, a.place) for a in accounts if a.place is not None and a.place.span is not None]
    places: dict[str, Where] = {}
    for _, place in told:
        places.setdefault(place.name, place)
    if not told:
        return
    found = verdict(
        [story.assertion(p.name, a, p.span) for a, p in told if p.span is not None],
        Rules(lambda x, y: one_place(places[x], places[y]), changes=False, noun="place"),
        story.origins,
    )
    settled = event.place.name if event.place else found.values[0].value
    shown = found.shown if found.standing == "in-conflict" else settled
    yield claim(
        f"Place of “{event.title}”: {shown}",
        Slot(event=event.id or None, name="place"),
        found,
        "places of accounts",
    )


def _dated(event: Event, accounts: Sequence[Account], story: Grounds) -> Iterator[Claim]:
    told = [(a, a.date) for a in accounts if a.date is not None and a.date.date and a.date.span is not None]
    if not told:
        return
    found = verdict(
        [story.assertion(d.date, a, d.span) for a, d in told if d.span is not None],
        Rules(_may_be_one, changes=any(a.modality not in _PAST for a, _ in told), noun="date"),
        story.origins,
    )
    if found.standing == "in-conflict" and may_be_one_day([d for _, d in told]):
        return
    shown = event.date.date if event.date else found.values[0].value
    yield claim(
        f"Date of “{event.title}”: {shown}",
        Slot(event=event.id or None, name="date"),
        found,
        "dates of accounts",
    )


def _may_be_one(one: str, other: str) -> bool:
    """Whether two dates may be one act's: they overlap, or one has only the year, which is no date of this act but of what its
    words stand beside ("World Series 2016")."""
    return dates_agree(one, other) or _YEAR_LONG in (len(one), len(other))


_YEAR_LONG = 4  # characters of an ISO date that has only the year
_PAST = frozenset({"happened", "ongoing"})  # an act that took place has one day; a plan may get another

_SEATING = Rules(lambda x, y: x == y, changes=True, noun="attendance", ends=(TOOK_PART, STAYED_AWAY))


def _attended(event: Event, accounts: Sequence[Account], story: Grounds) -> Iterator[Claim]:
    """Who took part and who stayed away, of an event that took place."""
    if event.type not in {"CONSULT", ATTENDANCE} or event.modality not in {"happened", "ongoing"}:
        return
    said: dict[str, list[Assertion]] = {}
    for account in accounts:
        state = _state(account)
        if state is None or state[0] not in {TOOK_PLACE, NOT_TAKEN_PLACE}:
            continue
        away = state[0] == NOT_TAKEN_PLACE
        if away and account.by != ATTENDANCE:
            continue  # "would not meet him" is no word about a meeting of others
        label = STAYED_AWAY if away else TOOK_PART
        for member in account.actor:
            said.setdefault(member, []).append(story.assertion(label, account, account.span, state[1]))
    for member, assertions in sorted(said.items()):
        found = verdict(assertions, _SEATING, story.origins)
        if len(event.actor) > 1 or found.standing == "in-conflict":
            name = story.names.get(member, member)
            text = f"{name} {found.shown}: {event.title}"
            yield claim(text, Slot(event=event.id or None, name=f"attended: {member}"), found, SEATS)


def _counted(event: Event, accounts: Sequence[Account], story: Grounds) -> Iterator[Claim]:
    """How many it was done to, or who did it: "stole 11 paintings", "13 paintings were stolen"."""
    told: dict[str, list[tuple[Assertion, Figure]]] = {}
    for account in accounts:
        if account.negated:
            continue
        for span in (*account.actor_mentions, *account.recipient_mentions):
            figure = leading(span.text)
            if figure is not None and figure.unit != _PEOPLE and account.trigger.document == span.document:
                label = " ".join(span.text[figure.start : figure.amount].split()).lower()
                if figure.low == figure.high:
                    label = f"{figure.low:,.0f}" if figure.low == round(figure.low) else f"{figure.low:,}"
                made = story.assertion(label, account, span)
                told.setdefault(figure.unit, []).append((made, figure))
    for unit, some in sorted(told.items()):
        figures = {made.label: figure for made, figure in some}
        if _many(some):
            continue
        found = verdict(
            [made for made, _ in some],
            Rules(lambda x, y, f=figures: agree(f[x], f[y]), changes=True, noun=f"number of {unit}"),  # type: ignore[misc]
            story.origins,
        )
        yield claim(
            f"Number of {unit}: {found.shown} ({line(accounts[0].span)})", Slot(event=event.id or None, name=f"number of {unit}"),
            found, "figures of one matter",
        )  # fmt: skip


_PEOPLE = "people"  # are counted over the whole story (`tallies`)


def _many(some: Sequence[tuple[Assertion, Figure]]) -> bool:
    """Whether figures count several things: a report gives two, or all together give more than two."""
    by_report: dict[str, set[float]] = {}
    for made, figure in some:
        if figure.low == figure.high:
            by_report.setdefault(made.span.document, set()).add(figure.said)
    exact = set().union(*by_report.values()) if by_report else set()
    return len(exact) > _MOST_VALUES or any(len(values) > 1 for values in by_report.values())


_MOST_VALUES = 2  # values of one number that may be at odds; more are numbers of several things
