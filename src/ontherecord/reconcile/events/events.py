# SPDX-License-Identifier: Apache-2.0
"""Accounts merged into events: one event however many articles report it.

Comes in: the accounts of a story, its articles, cast, mention index and resolved times.
Goes out: `Event` records, and the accounts with actor, recipient, date and event filled in.
Refuses: to merge what the words do not show to be one: without a common party, with days that
exclude each other, or with nothing in common but the type.
Score: `python -m bench events` (ECB+), `tests/reconcile/test_events.py`.

Two accounts are of one event when type, parties, day and place do not exclude each other and
enough of them agree. What they disagree on (a place, a modality) is left to `claims`.
"""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from ontherecord.annotate.accounts.plover import listing
from ontherecord.decide.rulings import NO_RULINGS, Rulings
from ontherecord.mark import mark
from ontherecord.model import (
    Account,
    Article,
    CastMember,
    Event,
    Modality,
    Span,
    TimeReference,
    When,
    Where,
)
from ontherecord.reconcile.events.corrected import marked, same_and_different
from ontherecord.reconcile.events.parties import Index, Register
from ontherecord.reconcile.events.sameness import (
    Handle,
    Report,
    at_odds,
    handles,
    report_of,
    same_event,
    told_without_day,
)
from ontherecord.reconcile.events.titles import title
from ontherecord.reconcile.hidden import shown
from ontherecord.reconcile.values.grains import days, is_day, places_agree

NEWS_WINDOW = datetime.timedelta(days=31)  # an act that is over longer than this is background
_HEADING = re.compile(
    r"\b(?:led|lead\w*|head\w*)\b.*\bdelegations?\b|\bdelegations?\b.*\b(?:led|headed)\b", re.IGNORECASE
)
ATTENDANCE = "attendance"  # `Account.by` of being at an event, as against the event itself
_COMPARED = 12  # accounts of an event that a further account is compared with
_CANDIDATES = 300  # events of one type and party that a report is compared with; no story has as many
_FIRMNESS: dict[Modality, int] = {
    "hypothetical": 0, "threatened": 1, "demanded": 1, "proposed": 2, "planned": 3, "denied": 4,
    "ongoing": 5, "happened": 6,
}  # fmt: skip


def events(
    accounts: Sequence[Account],
    articles: Sequence[Article],
    cast: Sequence[CastMember],
    index: Index,
    times: Sequence[TimeReference],
    rulings: Rulings = NO_RULINGS,
) -> tuple[tuple[Event, ...], tuple[Account, ...]]:
    """The events of one story and its accounts, each in a fixed order.

    `articles` carry their origins; `rulings` are what people decided, and what they hid is left out. The result does not depend
    on the order of the input.
    """
    published = {a.id: a.published.date or "" for a in articles}
    origins = {a.id: a.origin or a.id for a in articles}
    reports = reports_of([a for a in accounts if not is_heading(a)], Register(cast, index), times, published)
    names = {member.id: member.name for member in cast}
    found: list[Event] = []
    filled = list(shown("accounts", [a for a in accounts if is_heading(a)], rulings))
    for group in same_and_different(_seated(_dated(_groups(reports))), rulings):
        event = marked(_event(group, origins, names), group, rulings.events)
        found.append(event)
        filled += [msgspec.structs.replace(r.account, event=event.id) for r in group]
    return (
        tuple(sorted(found, key=lambda e: (e.date.date if e.date else "9999", e.id))),
        tuple(sorted(filled, key=lambda a: (a.article, a.trigger.start, a.id))),
    )


def reports_of(
    accounts: Iterable[Account],
    register: Register,
    times: Iterable[TimeReference],
    published: Mapping[str, str],
) -> list[Report]:
    """The accounts with parties and dates resolved, the best told first; `published` holds the day of each article."""
    resolved = {(t.article, t.span.start, t.span.end): t for t in times}
    found = [_report(a, register, resolved, published.get(a.article, "")) for a in accounts]
    return sorted(found, key=_order)


def is_heading(account: Account) -> bool:
    """Whether an account only tells who heads a delegation: a part of a meeting, no event of its own."""
    return (
        account.type == "CONSULT" and account.by == "phrase" and bool(_HEADING.search(account.trigger.text))
    )


def _report(
    account: Account, register: Register, times: Mapping[tuple[str, int, int], TimeReference], published: str
) -> Report:
    actors = tuple(register.party(s, _behind(account, s)) for s in account.actor_mentions)
    recipients = tuple(register.party(s, _behind(account, s)) for s in account.recipient_mentions)
    date = _resolved(account, times)
    known = days(date.date) if date else None
    today = days(published[:10])
    old = known is not None and today is not None and today[0] - known[1] > NEWS_WINDOW
    filled = msgspec.structs.replace(
        account,
        actor=tuple(dict.fromkeys(p.cast for p in actors if p.cast)),
        recipient=tuple(dict.fromkeys(p.cast for p in recipients if p.cast and not register.is_town(p.cast))),
        date=date,
        historical=account.historical or old,
    )
    return report_of(filled, actors, recipients, published)


def _resolved(account: Account, times: Mapping[tuple[str, int, int], TimeReference]) -> When | None:
    if account.date is None:
        return None
    span = account.date.span
    reference = times.get((account.article, span.start, span.end)) if span else None
    if reference is not None:
        if reference.value is None or days(reference.value) is None:
            return None
        return When(date=reference.value, basis=reference.basis, span=span, by=reference.by)
    return account.date if days(account.date.date) is not None else None


def _order(report: Report) -> tuple[object, ...]:
    """The best told account first; ties by content, never by the order of the input."""
    account = report.account
    date = account.date.date if account.date else ""
    return (
        account.type, not is_day(date), -len(report.actors) - len(report.recipients), account.place is None,
        date, account.article, account.trigger.start, account.id,
    )  # fmt: skip


def _behind(account: Account, mention: Span) -> str:
    """The words of the sentence behind a mention; none where the mention stands elsewhere."""
    at = mention.end - account.span.start
    return account.span.text[at:] if 0 < at <= len(account.span.text) else ""


# --- merging -------------------------------------------------------------------------------------


def _groups(reports: Sequence[Report]) -> list[list[Report]]:
    """The reports by event. Only those are compared that share a party, and what `handles` says they must."""
    groups: list[list[Report]] = []
    by_key: dict[tuple[str, Handle], list[int]] = defaultdict(list)
    for one in reports:
        keys, held = _keys(one), list(handles(one))
        near = {n for key in keys for _, sought in held for n in by_key[key, sought][-_CANDIDATES:]}
        home = next((n for n in sorted(near) if _belongs(one, groups[n])), None)
        if home is None:
            home = len(groups)
            groups.append([])
        groups[home].append(one)
        for key in keys if len(groups[home]) <= _COMPARED else ():
            for filed, _ in held:
                if not by_key[key, filed] or by_key[key, filed][-1] != home:
                    by_key[key, filed].append(home)
    return groups


def _dated(groups: Sequence[list[Report]]) -> list[list[Report]]:
    """Reports without a day join the one event of the story that they can be of; where it has two such, or
    none, they stay an event of their own."""
    by_key: dict[str, list[int]] = defaultdict(list)
    with_day = [any(r.account.date is not None for r in group) for group in groups]
    for n, group in enumerate(groups):
        for key in {key for r in group for key in _keys(r)} if with_day[n] else ():
            by_key[key] = [*by_key[key][-_CANDIDATES:], n]
    joined: list[list[Report]] = [list(group) for group in groups]
    for n, group in enumerate(groups):
        near = {m for key in _keys(group[0]) for m in by_key[key]} if not with_day[n] else set()
        homes = [m for m in sorted(near) if any(told_without_day(group[0], r) for r in groups[m][:_COMPARED])]
        if len(homes) == 1 and not any(at_odds(r, groups[homes[0]][0]) for r in group[1:_COMPARED]):
            joined[homes[0]] += joined[n]
            joined[n] = []
    return [sorted(group, key=_order) for group in joined if group]


def _seated(groups: Sequence[list[Report]]) -> list[list[Report]]:
    """Who merely "joined them" or "stayed away", with no day or place told, did so at the most reported of
    the meetings that the article told of before; of two alike at the last."""
    home = {r.account.id: n for n, group in enumerate(groups) for r in group}
    size = [sum(r.account.by != ATTENDANCE for r in group) for group in groups]
    meetings: dict[str, list[Account]] = defaultdict(list)
    for group in groups:
        for report in group:
            if _is_meeting(report.account):
                meetings[report.account.article].append(report.account)
    seated: list[list[Report]] = [[] for _ in groups]
    for n, group in enumerate(groups):
        alone = all(_is_bare_attendance(r.account) for r in group)
        for report in group:
            before = [
                m
                for m in (meetings[report.account.article] if alone else ())
                if m.trigger.start < report.account.trigger.start
            ]
            best = max(before, key=lambda m: (size[home[m.id]], m.trigger.start), default=None)
            seated[home[best.id] if best is not None else n].append(report)
    return [sorted(group, key=_order) for group in seated if group]


def _is_meeting(account: Account) -> bool:
    """Whether somebody can have come to it: a meeting of more than one that is news."""
    held = account.type == "CONSULT" and account.mode not in {"visit", "phone"} and account.by != ATTENDANCE
    return held and not account.historical and len(account.actor_mentions) > 1


def _is_bare_attendance(account: Account) -> bool:
    bare = account.date is None and account.place is None and account.object is None
    return account.by == ATTENDANCE and bare and len(account.actor_mentions) == 1


def _keys(report: Report) -> list[str]:
    type_ = report.account.type
    found = set()
    for party in (*report.actors, *report.recipients):
        if party.country:
            found.add(f"{type_} {party.country}")
        elif party.cast:
            found.add(f"{type_} {party.cast}")
        else:
            found.update(f"{type_} {word}" for word in party.words)
    return sorted(found)


def _belongs(report: Report, group: Sequence[Report]) -> bool:
    """Whether a report is of this event: like one of its reports, and at odds with none of them."""
    compared = group[:_COMPARED]
    return any(same_event(report, other) for other in compared) and not any(
        at_odds(report, other) for other in compared
    )


# --- the event -----------------------------------------------------------------------------------


def _event(group: Sequence[Report], origins: Mapping[str, str], names: Mapping[str, str]) -> Event:
    accounts = sorted((r.account for r in group), key=lambda a: (a.article, a.trigger.start, a.id))
    latest = _latest(group).account
    modality = modality_of(latest)
    came = [a for a in accounts if not _stays_away(a)] or accounts
    actor = _most_told(a.actor for a in came)
    recipient = tuple(c for c in _most_told(a.recipient for a in accounts) if c not in actor)
    place, date = _most_told_place(accounts), _most_told_date(accounts)
    listed = listing(
        latest.type, latest.mode, latest.modality, negated=latest.negated, historical=latest.historical
    )
    mode = next((a.mode for a in (latest, *accounts) if a.mode), None)
    carriers = tuple(sorted({origins.get(a.article, a.article) for a in accounts}))
    return Event(
        id=f"e-{mark(*(a.id for a in accounts))}",
        type=latest.type,
        mode=mode,
        context=(
            *(listed.auxiliary if listed else ()),
            *(("negation",) if latest.negated or not listed else ()),
        ),
        actor=actor,
        recipient=recipient,
        place=place,
        date=date,
        modality=modality,
        negated=latest.negated,
        accounts=tuple(a.id for a in accounts),
        origins=carriers,
        title=title(latest, accounts, actor, recipient, place, names),
        by="merged accounts" if len(accounts) > 1 else "one account",
    )


def _stays_away(account: Account) -> bool:
    return account.by == ATTENDANCE and account.negated


def modality_of(account: Account) -> Modality:
    """The modality of an event of which this account stands: what is said not to have happened is denied;
    what will not happen is a plan, negated."""
    return "denied" if account.negated and account.modality in {"happened", "ongoing"} else account.modality


def _latest(group: Sequence[Report]) -> Report:
    """The report that stands: the last published, and of these the firmest. Who stays away does
    not undo the event."""
    told = [r for r in group if not _stays_away(r.account)]
    return max(
        told or group,
        key=lambda r: (
            r.published[:10],
            _FIRMNESS["denied" if r.account.negated else r.account.modality],
            r.account.article,
            -r.account.trigger.start,
        ),
    )


def _most_told(all_: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """Every member that any account names, the most often named first."""
    count: dict[str, int] = defaultdict(int)
    for one in all_:
        for member in one:
            count[member] += 1
    return tuple(sorted(count, key=lambda m: (-count[m], m)))


_GRAINS = {"site": 3, "city": 2, "division": 1, "country": 0}


def _most_told_place(accounts: Sequence[Account]) -> Where | None:
    """The place most accounts give, and of compatible ones the finest."""
    told = [a.place for a in accounts if a.place is not None]
    if not told:
        return None
    support = {p.name: sum(places_agree(p, q) for q in told) for p in told}
    return max(
        told, key=lambda p: (support[p.name], _GRAINS[p.grain], p.name, -(p.span.start if p.span else 0))
    )


def _most_told_date(accounts: Sequence[Account]) -> When | None:
    told = [a.date for a in accounts if a.date is not None]
    if not told:
        return None
    count = {d.date: sum(1 for e in told if e.date == d.date) for d in told}
    return max(told, key=lambda d: (is_day(d.date), count[d.date], d.date, -(d.span.start if d.span else 0)))
