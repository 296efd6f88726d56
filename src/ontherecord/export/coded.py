# SPDX-License-Identifier: Apache-2.0
"""Events as rows of event data: PLOVER type, parties by country and sector, day, evidence.

Comes in: a `Record`. Goes out: `Coded` events, in the order of the record.
Refuses: an event that PLOVER does not list (it did not happen; it is only the object of another act);
one with no party of any country or body of states, as vague actors are not coded; one whose day is
told by nobody, if it is history (a row would date it to the day of the report) or no report is dated.
Score: none; `tests/export/test_plover.py` holds the rows to PLOVER's lists.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.resources import files
from typing import Any, NamedTuple

from ontherecord.annotate.accounts.actors import sector
from ontherecord.annotate.accounts.coding import Row, row
from ontherecord.annotate.accounts.plover import QUADS, Listing
from ontherecord.annotate.accounts.polities import country, polities
from ontherecord.export.evidence import Witnesses
from ontherecord.model import Account, CastMember, Event, Record, Span
from ontherecord.reconcile.events.parties import Register
from ontherecord.reconcile.values.grains import days

STATED, REPORTED = "stated by the reports", "day of the first report; no report tells the day"
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_BEHIND = re.compile(r",|\b(?:of|in|from|at|for|to|with|on|near)\b")  # what follows is not the head
_TWO = 2


@functools.cache
def codes() -> Mapping[str, Any]:
    """PLOVER's types, modes, intensities, sectors and bodies; country codes (`data/plover.toml`)."""
    return tomllib.loads(files("ontherecord.export").joinpath("data/plover.toml").read_text(encoding="utf-8"))


class Entity(NamedTuple):
    """One party of a row. `code` is ISO 3166-1 alpha-3 or PLOVER's code of a body; empty if not told."""

    code: str
    sector: str
    text: str
    """Its words in the account the row rests on."""
    name: str | None
    """Its name in the cast, if it is one of the cast."""
    office: str | None
    cast: str | None


class Coded(NamedTuple):
    """One event as a row."""

    event: Event
    listing: Listing
    contexts: tuple[str, ...]
    actors: tuple[Entity, ...]
    recipients: tuple[Entity, ...]
    date: str
    enddate: str
    date_basis: str
    told: Account
    """The account whose words the row rests on."""
    accounts: tuple[Account, ...]

    @property
    def quad(self) -> int:
        """Verbal cooperation 1, material cooperation 2, verbal conflict 3, material conflict 4."""
        return QUADS[self.listing.type]

    @property
    def intensity(self) -> float:
        """PLOVER's score of the type and mode."""
        found = codes()["types"][self.listing.type]
        return float(found.get("modes", {}).get(self.listing.mode, found["score"]))


def coded(record: Record) -> Iterator[Coded]:
    """The events of a record that PLOVER lists, in the order of the record."""
    accounts = {a.id: a for a in record.accounts}
    index = {(s.document, s.start, s.end): m.id for m in record.cast for s in m.mentions}
    register = Register(record.cast, index)
    witnesses = Witnesses(record)
    for event in record.events:
        told = [accounts[one] for one in event.accounts if one in accounts]
        made = _coded(event, told, register, witnesses)
        if made is not None:
            yield made


def _coded(event: Event, told: Sequence[Account], register: Register, witnesses: Witnesses) -> Coded | None:
    rows = [(a, made) for a in told if _tells(a, event) and (made := row(a)) is not None]
    if not rows:
        return None
    account, best = max(rows, key=lambda r: (_clear(r[1]), -told.index(r[0])))
    alike = [(a, made) for a, made in rows if made.listing[:2] == best.listing[:2]]
    actors = _entities(((a, s.span) for a, made in alike for s in made.actors), register, best)
    recipients = _entities(((a, s.span) for a, made in alike for s in made.recipients), register, best)
    recipients = tuple(e for e in recipients if not _among(e, actors))
    day = _day(event, told, witnesses)
    if day is None or not any(e.code for e in (*actors, *recipients)):
        return None
    mode = best.listing.mode if best.listing.mode in modes(best.listing.type) else None
    return Coded(
        event=event,
        listing=best.listing._replace(mode=mode),
        contexts=(*_topics(actors, recipients, best.listing.type), *best.listing.auxiliary),
        actors=actors,
        recipients=recipients,
        date=day[0],
        enddate=day[1],
        date_basis=day[2],
        told=account,
        accounts=tuple(told),
    )


def _tells(account: Account, event: Event) -> bool:
    """Whether an account says of the event what the event says of itself."""
    modality = (
        "denied" if account.negated and account.modality in {"happened", "ongoing"} else account.modality
    )
    alike = modality == event.modality and account.negated == event.negated
    unsure = account.negated and account.modality == "hypothetical"  # "would not meet": nothing happens
    return account.type == event.type and alike and not unsure


def _clear(made: Row) -> tuple[int, int]:
    """How clearly a row says who: parties with a code, parties."""
    sides = (*made.actors, *made.recipients)
    return sum(1 for s in sides if s.country), len(sides)


def modes(type_: str) -> frozenset[str | None]:
    """The modes that PLOVER has for a type."""
    return frozenset(codes()["types"][type_].get("modes", {}))


# --- parties -------------------------------------------------------------------------------------


def _entities(spans: Iterable[tuple[Account, Span]], register: Register, best: Row) -> tuple[Entity, ...]:
    """The parties that spans name, each once, the best told first."""
    home = {s.span: s.country for s in (*best.actors, *best.recipients)}
    found: dict[str, Entity] = {}
    for account, span in spans:
        entity = _entity(account, span, register, home.get(span, ""))
        if entity is not None:
            found.setdefault(entity.cast or entity.text.lower(), entity)
    return tuple(found.values())


def _entity(account: Account, span: Span, register: Register, told: str) -> Entity | None:
    """The party that words name; None for what is no party: a thing, or a place that stands for nobody."""
    behind = account.span.text[max(0, span.end - account.span.start) :]
    party = register.party(span, behind)
    member = register.members.get(party.cast or "")
    text = " ".join(span.text.split())
    if member is None and not _names_party(text):
        return None
    if member is not None and member.kind == "place" and country(member.name) is None:
        # A place is no party, but a visitor's host is the state it lies in.
        host = _code(member.country or "") if account.mode == "visit" else ""
        return Entity(host, "GOV", text, None, None, None) if host else None
    code = _code(party.country or told or (_home(member) if member else ""))
    made = _sector(text, member, code)
    if not (code or made or (member and member.kind in {"person", "organisation"})):
        return None
    office = next((r.text for r in member.roles), None) if member and member.kind == "person" else None
    return Entity(code, made, text, member.name if member else None, office, member.id if member else None)


def _names_party(text: str) -> bool:
    """Whether words of no cast member name somebody: a role ("Romanian officials") or a whole state,
    not "a report in a Sofia newspaper" or "six, Romanian time"."""
    bare = _ARTICLE.sub("", text)
    head = _BEHIND.split(bare)[0].split()
    return bool(head and sector(head[-1])) or any(p.end - p.start >= len(bare) - 1 for p in polities(bare))


def _sector(text: str, member: CastMember | None, code: str) -> str:
    """The sector by the words, else by what the member is called; a state acts by its government."""
    allowed = set(codes()["codes"]["sectors"])
    known = [s for s in (sector(text), _calling(member) if member else None) if s in allowed]
    if known:
        return str(known[0])
    person = member is not None and member.kind == "person"
    state = country(member.name if member else text) is not None
    return "GOV" if state and not person and code not in codes()["codes"]["bodies"] else ""


def _code(code: str) -> str:
    for over, under in codes()["codes"]["under"].items():
        if code in under:
            return str(over)
    return code


def _home(member: CastMember) -> str:
    """The country of a cast member: its own, or the one most of what it is called names."""
    if member.country:
        return member.country
    told = Counter(found for r in member.roles if (found := country(r.text)))
    return max(told, key=lambda c: (told[c], c)) if told and member.kind == "person" else ""


def _calling(member: CastMember) -> str | None:
    """The sector of most of what somebody is called."""
    told = Counter(found for r in member.roles if (found := sector(r.text)))
    if told:
        return max(told, key=lambda s: (told[s], s))
    return sector(member.name) if member.kind == "organisation" else None


def _among(entity: Entity, others: Sequence[Entity]) -> bool:
    return any(entity.cast is not None and entity.cast == other.cast for other in others)


def _topics(actors: Sequence[Entity], recipients: Sequence[Entity], type_: str) -> tuple[str, ...]:
    """PLOVER's context, as far as the parties alone tell it: governments of two states speak."""
    states = {e.code for e in (*actors, *recipients) if e.sector == "GOV" and e.code}
    return ("diplomatic",) if len(states) >= _TWO and QUADS[type_] in {1, 3} else ()


# --- day -----------------------------------------------------------------------------------------


def _day(event: Event, accounts: Sequence[Account], witnesses: Witnesses) -> tuple[str, str, str] | None:
    """First and last day, and what they rest on. PLOVER wants a day of every event."""
    known = days(event.date.date) if event.date else None
    if known is not None:
        return known[0].isoformat(), known[1].isoformat(), STATED
    if all(a.historical for a in accounts):
        return None
    articles = [witnesses.articles[a.article] for a in accounts if a.article in witnesses.articles]
    reports = sorted(found[0] for a in articles if (found := days((a.published.date or "")[:10])))
    return (reports[0].isoformat(), reports[0].isoformat(), REPORTED) if reports else None
