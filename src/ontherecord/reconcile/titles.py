# SPDX-License-Identifier: Apache-2.0
"""What an event is called: a short line composed from its slots.

Comes in: an event's accounts and slots. Goes out: one line, such as "Russia, Ukraine: talks
(planned)". Refuses: nothing; where nobody of the cast is known, the words of the account stand.
Score: `tests/reconcile/test_events.py`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ontherecord.model import Account, Where

_MOST_NAMES = 4  # names that a line can hold
_MARKS = {
    "planned": "planned", "proposed": "proposed", "demanded": "demanded", "threatened": "threatened",
    "denied": "denied", "hypothetical": "not certain",
}  # fmt: skip


def title(
    latest: Account,
    accounts: Sequence[Account],
    actor: Sequence[str],
    recipient: Sequence[str],
    place: Where | None,
    names: Mapping[str, str],
) -> str:
    """One line for an event: who, what (in the words of an account), to whom, where, how sure."""
    doers = _listed(actor, names) or _words(a.actor_mentions for a in (latest, *accounts))
    sufferers = _listed(recipient, names) or _words(a.recipient_mentions for a in (latest, *accounts))
    line = f"{doers}: {latest.trigger.text}" if doers else latest.trigger.text
    if sufferers:
        line += f" – {sufferers}"
    if (
        place is not None
        and place.name not in line
        and place.span is not None
        and place.span.text not in line
    ):
        line += f", {place.name}"
    mark = _MARKS.get(latest.modality)
    if latest.negated:
        mark = "will not happen" if latest.modality == "planned" else "did not happen"
    return f"{line} ({mark})" if mark else line


def _listed(members: Sequence[str], names: Mapping[str, str]) -> str:
    shown = [names.get(m, m) for m in members[:_MOST_NAMES]]
    return ", ".join(shown) + (" and others" if len(members) > _MOST_NAMES else "")


def _words(mentions: object) -> str:
    for spans in mentions:  # type: ignore[attr-defined]
        if spans:
            return ", ".join(dict.fromkeys(" ".join(s.text.split()) for s in spans[:_MOST_NAMES]))
    return ""
