# SPDX-License-Identifier: Apache-2.0
"""What an event is called: a short line in the words of one of its accounts.

Comes in: an event's accounts and slots. Goes out: one line, such as "Anna Holt met the owners in Ruse
on Monday" or "Talks in Vienna (planned)". Refuses: to invent: the line is a clause of a source, with a
name for its pronoun; where no clause will do, the slots are listed.
Score: `tests/reconcile/test_titles.py`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ontherecord.model import Account, Span, Where

_MOST_NAMES = 4  # names that a line can hold
_LONGEST = 120  # characters of a line
_WORDS = (3, 14)  # of a predicate that tells enough and not too much
_MARKS = {
    "planned": "planned", "proposed": "proposed", "demanded": "demanded", "threatened": "threatened",
    "denied": "denied", "hypothetical": "not certain",
}  # fmt: skip
_SAYS_SO = {
    "planned": re.compile(r"\b(?:will|would|to|shall|due|plan\w*|expected|set)\b"),
    "denied": re.compile(r"\b(?:not|never|no|neither|nor|den\w+|refus\w+|declin\w+)\b|n[’']t\b"),
    "hypothetical": re.compile(r"\b(?:may|might|could|would|if)\b"),
}
"""Words with which a line says itself what its mark would say again."""
_LOWER_OPENING = frozenset({"the", "a", "an"})


def title(
    latest: Account,
    accounts: Sequence[Account],
    actor: Sequence[str],
    recipient: Sequence[str],
    place: Where | None,
    names: Mapping[str, str],
) -> str:
    """One line for an event: the clearest clause that tells it as its latest account does."""
    same = [a for a in (latest, *accounts) if _as_sure(a, latest)]
    doers, sufferers = _listed(actor, names), _listed(recipient, names)
    lines = (_line(a, doers or sufferers) for a in sorted(same, key=lambda a: _clarity(a, latest)))
    line = next((one for one in lines if one and len(one) <= _LONGEST), None)
    line = line or _slots(latest, accounts, doers, sufferers, place)
    mark = _mark(latest)
    said = _SAYS_SO.get("denied" if latest.negated else latest.modality)
    return line if not mark or (said and said.search(line)) else f"{line} ({mark})"


def _as_sure(account: Account, latest: Account) -> bool:
    return (account.modality, account.negated) == (latest.modality, latest.negated)


def _clarity(account: Account, latest: Account) -> tuple[bool, bool, bool, str]:
    """Clauses with a subject of their own first, of a title's length, of the latest account."""
    count = len(account.predicate.text.split()) if account.predicate else 0
    fits = _WORDS[0] <= count <= _WORDS[1]
    return (account.subject is None, not fits, account.id != latest.id, account.id)


def _line(account: Account, people: str) -> str | None:
    """The clause of an account, with names where its subject is a pronoun or stands elsewhere."""
    if account.predicate is None:
        return None
    told = _flat(account.predicate)
    if account.subject is not None:
        return _capital(f"{_flat(account.subject)} {told}")
    if account.by == "noun":
        phrase = _capital(_without_article(told))
        named = any(name and name in told for name in people.split(", "))
        return phrase if named or not people else f"{phrase}: {people}"
    return f"{people} {told}" if people else None


def _slots(
    latest: Account, accounts: Sequence[Account], doers: str, sufferers: str, place: Where | None
) -> str:
    """Who, what, to whom, where: the last resort."""
    doers = doers or _words(a.actor_mentions for a in (latest, *accounts))
    sufferers = sufferers or _words(a.recipient_mentions for a in (latest, *accounts))
    line = f"{doers}: {latest.trigger.text}" if doers else latest.trigger.text
    if sufferers:
        line += f" – {sufferers}"
    if (
        place is not None
        and place.span is not None
        and place.name not in line
        and place.span.text not in line
    ):
        line += f", {place.name}"
    return _capital(" ".join(line.split()))


def _mark(latest: Account) -> str | None:
    if latest.negated:
        return "will not happen" if latest.modality == "planned" else "did not happen"
    return _MARKS.get(latest.modality)


def _listed(members: Sequence[str], names: Mapping[str, str]) -> str:
    shown = [names.get(m, m) for m in members[:_MOST_NAMES]]
    return ", ".join(shown) + (" and others" if len(members) > _MOST_NAMES else "")


def _words(mentions: object) -> str:
    for spans in mentions:  # type: ignore[attr-defined]
        if spans:
            return ", ".join(dict.fromkeys(_flat(s) for s in spans[:_MOST_NAMES]))
    return ""


def _flat(span: Span) -> str:
    return " ".join(span.text.split())


def _without_article(phrase: str) -> str:
    first, _, rest = phrase.partition(" ")
    return rest if first.lower() in _LOWER_OPENING and rest else phrase


def _capital(line: str) -> str:
    return line[:1].upper() + line[1:]
