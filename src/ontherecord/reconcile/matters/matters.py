# SPDX-License-Identifier: Apache-2.0
"""Matters: what several articles state, each in its own words, whatever kind of act it is.

Comes in: the statements of a story's articles, its events with their accounts, cast, times. Goes out:
`Matter`s: an event with every account of it, statements that tell the same act among them; or, where no
event is of it, statements of two articles or more that tell one act.
Refuses: to join statements whose act or parties differ, whose days exclude each other, or that share
nothing but a general word ("officials said", "a man was arrested").
Score: `python -m bench claims`.

A statement joins as an account without a type of PLOVER's (`by` "statement"), so that one set of rules gives
the standing of both. What is compared of a statement is in `told`, when two are one in `likeness`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from ontherecord.model import Account, Annotations, Article, Event
from ontherecord.reconcile.matters.likeness import at_odds, dated, same
from ontherecord.reconcile.matters.lines import best, reads, worded
from ontherecord.reconcile.matters.oneness import Statements
from ontherecord.reconcile.matters.seats import Matter, seats
from ontherecord.reconcile.matters.told import (
    STATEMENT,
    Reading,
    Told,
    acts_of,
    begin,
    told,
)

_COMPARED = 8  # statements of a matter that a further one is compared with
_MOST_IN_REACH = 60  # matters of one key that a statement is compared with: the newest


def stated(
    accounts: Sequence[Account],
    articles: Sequence[Article],
    annotations: Mapping[str, Annotations],
    read: Reading,
) -> tuple[Told, ...]:
    """The statements of a story, in the order of publication."""
    coded = {begin(account): account for account in accounts}
    return tuple(
        one
        for article in sorted(articles, key=lambda a: (a.published.date or "", a.id))
        for one in told(article, annotations[article.id], read, coded)
    )


def matters(events: Sequence[Event], accounts: Sequence[Account], story: Statements) -> tuple[Matter, ...]:
    """Every event with all that tells it, then what is told by two articles and is no event."""
    of_event: dict[str, list[Account]] = defaultdict(list)
    for account in accounts:
        of_event[account.event or ""].append(account)
    coded = {begin(account): account for account in accounts}
    groups = _groups(
        [one for one in story.told if one.act not in acts_of("attending") | acts_of("absent")], story
    )
    joined: dict[str, list[Account]] = defaultdict(list)
    found: list[Matter] = []
    known = {e.id: e for e in events}
    for group in groups:
        ids = [(a.event or "") if (a := coded.get(begin(t.account))) else "" for t in group]
        home = _home([i for i in ids if i in known], known)
        if home is not None:
            joined[home] += [t.account for t, id_ in zip(group, ids, strict=True) if id_ != home]
        elif len({t.account.article for t in group}) > 1 and any(reads(t.account) for t in group):
            found.append(_matter(group))
    absorbed = _absorbed(of_event, joined)
    of_events = [Matter(e, (*of_event[e.id], *joined[e.id])) for e in events if e.id not in absorbed]
    return (*of_events, *found, *seats(story.told, accounts, known))


def _absorbed(of_event: Mapping[str, Sequence[Account]], joined: Mapping[str, Sequence[Account]]) -> set[str]:
    """Events all of whose accounts were found to tell another event: their claims are made there."""
    moved = {begin(a) for accounts in joined.values() for a in accounts}
    return {
        id_
        for id_, accounts in of_event.items()
        if not joined.get(id_) and all(begin(a) in moved for a in accounts)
    }


def _home(ids: Sequence[str], known: Mapping[str, Event]) -> str | None:
    """The event that a group of statements is of: the one most of them tell, if any."""
    told = Counter(ids)
    return max(sorted(told), key=lambda i: (told[i], len(known[i].accounts)), default=None)


def _matter(group: Sequence[Told]) -> Matter:
    """A matter that is no event; its title is its plainest statement."""
    plainest = best([t.account for t in group])
    event = Event(
        id="", type="", mode=None, context=(), actor=tuple(sorted(group[0].named)), recipient=(),
        place=next((t.account.place for t in group if t.account.place), None),
        date=next((t.account.date for t in group if t.account.date), None),
        modality=plainest.modality, accounts=tuple(t.account.id for t in group), origins=(),
        title=worded(plainest, {}), by=STATEMENT,
    )  # fmt: skip
    return Matter(event, tuple(t.account for t in group))


# --- one statement -------------------------------------------------------------------------------


def _groups(told: Sequence[Told], story: Statements) -> list[list[Told]]:
    """Statements that tell one act, in the order of publication; bounded work for each."""
    groups: list[list[Told]] = []
    reach: dict[str, list[int]] = defaultdict(list)
    for one in told:
        keys = sorted(f"{act} {party}" for act in one.acts for party in (*one.parties, *dated(one)))
        near = sorted({n for key in keys for n in reach[key][-_MOST_IN_REACH:]})
        home = next((n for n in near if _belongs(one, groups[n], story)), None)
        if home is None:
            home = len(groups)
            groups.append([])
        groups[home].append(one)
        for key in keys:
            if home not in reach[key][-1:]:
                reach[key].append(home)
    return groups


def _belongs(one: Told, group: Sequence[Told], story: Statements) -> bool:
    compared = group[:_COMPARED]
    return not any(at_odds(one, other) for other in compared) and any(same(one, o, story) for o in compared)
