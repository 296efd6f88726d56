# SPDX-License-Identifier: Apache-2.0
"""An account as a row of event data: PLOVER type, and who to whom by country and sector.

Comes in: an `Account`. Goes out: a `Row`, or None where PLOVER has no event for it.
Refuses: an act that is only the object of another act, which has its own row ("demanded that X
withdraw" is one row, the demand).
Score: `python -m bench events`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ontherecord.annotate.accounts.actors import sector
from ontherecord.annotate.accounts.plover import Listing, listing
from ontherecord.model import Account, Span


class Side(NamedTuple):
    """One party of a row: its words, ISO alpha-3 or PLOVER body code ("" if not told), sector."""

    span: Span
    country: str
    sector: str


class Row(NamedTuple):
    """One event of one account in PLOVER's terms."""

    listing: Listing
    actors: tuple[Side, ...]
    recipients: tuple[Side, ...]


def row(account: Account) -> Row | None:
    """The row of event data that an account is."""
    if account.under is not None:
        return None
    listed = listing(
        account.type,
        account.mode,
        account.modality,
        negated=account.negated,
        historical=account.historical,
    )
    if listed is None:
        return None
    actors = _sides(account.actor_mentions, account.actor_countries)
    recipients = _sides(account.recipient_mentions, account.recipient_countries)
    if account.type == "CONSULT" and listed.type != "CONSULT" and not recipients:
        # A meeting that is only agreed, asked for or refused has two sides: who and with whom.
        recipients = [s for s in actors if s.span.start > account.trigger.start]
        actors = [s for s in actors if s.span.start <= account.trigger.start]
    return Row(listed, *_at_home(actors, recipients))


def _sides(spans: Sequence[Span], countries: Sequence[str]) -> list[Side]:
    codes = list(countries) + [""] * (len(spans) - len(countries))
    return [Side(span, code, sector(span.text) or "") for span, code in zip(spans, codes, strict=True)]


def _at_home(actors: Sequence[Side], recipients: Sequence[Side]) -> tuple[tuple[Side, ...], tuple[Side, ...]]:
    """Who is told only by a role ("the rebels", "President X") belongs to the one state that is named."""
    named = {s.country for s in (*actors, *recipients) if s.country}
    if len(named) != 1:
        return tuple(actors), tuple(recipients)
    (code,) = named
    filled = [
        tuple(s._replace(country=code) if not s.country and s.sector else s for s in side)
        for side in (actors, recipients)
    ]
    return filled[0], filled[1]
