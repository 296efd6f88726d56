# SPDX-License-Identifier: Apache-2.0
"""Who heads a party's delegation at which meeting.

Comes in: an account of leading a delegation and the meetings of the story. Goes out: the meeting with what
it says of its actors.
Refuses: a delegation of a party that does not meet as such; a meeting the article does not tell of; who
headed one "then", in another year, or might. A head at the wrong table is worse than none.
Score: `tests/reconcile/test_meetings.py`.
"""

from __future__ import annotations

from collections.abc import Sequence

from ontherecord.annotate.accounts.polities import country
from ontherecord.model import Account, Presence
from ontherecord.reconcile.events.events import is_heading
from ontherecord.reconcile.events.parties import Party
from ontherecord.reconcile.meetings.attendance import Said
from ontherecord.reconcile.meetings.gatherings import OFF, Gathering, Source, named, parties, pattern
from ontherecord.reconcile.values.grains import dates_agree, days, places_agree

_PAST = frozenset({"led", "headed", "was", "were", "had"})
_SURE = frozenset({"planned", "happened", "ongoing"})
_TO_COME = frozenset({"planned", "proposed", "possible"})


def leads(account: Account) -> bool:
    """Whether an account tells that somebody heads a delegation, at a meeting of the story's own days."""
    if account.type != "CONSULT" or account.historical or account.negated or account.modality not in _SURE:
        return False
    clause = f"{named(account)} {account.predicate.text if account.predicate else ''}"
    return is_heading(account) and not pattern("elsewhere").search(clause)


def heading(account: Account, found: Sequence[Gathering], story: Source) -> tuple[int, list[Said]] | None:
    """The number of the one meeting that an account of heading a delegation speaks of, and who heads it."""
    told = {s: p for s, p in parties(account, story.register) if p.person}
    state = country(named(account)) or next((p.country for p in told.values()), None)
    heads = [(s, p._replace(country=state)) for s, p in told.items() if s in set(account.actor_mentions)]
    fits = [n for n, one in enumerate(found) if state and heads and _fits(account, one, state, heads)]
    most = max((len(found[n].articles) for n in fits), default=0)
    best = [n for n in fits if len(found[n].articles) == most]
    if len(best) != 1:
        return None
    presence = _presence(account, found[best[0]], story)
    return best[0], [Said(account, s, p, presence, heads=True) for s, p in heads]


def _fits(account: Account, one: Gathering, state: str, heads: Sequence[tuple[object, Party]]) -> bool:
    """Whether the article tells of the meeting and the party meets there as such, or by its head."""
    own = {p.cast for _, p in heads}
    there = any(
        p.country == state and (not p.person or p.cast in own) for t in one.told for _, p in t.parties
    )
    if not there or account.article not in one.articles or one.historical or one.off:
        return False
    past = account.modality == "happened" and bool(
        _PAST & {account.trigger.text.lower().split()[0], _verb(account)}
    )
    if past and all(t.state in _TO_COME for t in one.told):
        return False
    dates = (account.date.date if account.date else None, one.date.date if one.date else None)
    return dates_agree(*dates) and places_agree(account.place, one.place)


def _verb(account: Account) -> str:
    """The word behind the delegation in a passive: "was" of "the delegation was led"."""
    words = account.trigger.text.lower().split()
    return words[1] if len(words) > len(("delegation", "led")) else ""


def _presence(account: Account, one: Gathering, story: Source) -> Presence:
    """Expected, as long as the meeting is to come on the day of the article."""
    told = [t for t in one.told if t.state not in OFF]
    known = days(one.date.date) if one.date else None
    before = known is not None and story.published.get(account.article, "9999") < known[0].isoformat()
    to_come = before or account.modality == "planned" or all(t.state in _TO_COME for t in told)
    return "expected" if to_come else "attended"
