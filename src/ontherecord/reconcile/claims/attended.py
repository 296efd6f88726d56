# SPDX-License-Identifier: Apache-2.0
"""Claims about a meeting's table: who took part and who stayed away, and who led which delegation.

Comes in: the meetings of a story, each with what is said of it (`Held`). Goes out: a `Claim` for each member
of the cast whose presence is told, and for each delegation whose head is.
Refuses: who is only invited, or undecided; who is expected, while one origin alone says so; a conflict in which one article
tells both.
Score: `python -m bench claims`; `tests/reconcile/test_attended.py`.

That somebody was expected is an older state of his staying away, and nothing more where he came.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from ontherecord.model import Claim, Presence, Slot
from ontherecord.reconcile.claims.grounds import Grounds, claim
from ontherecord.reconcile.claims.standing import STAYED_AWAY, TOOK_PART, Rules, Verdict, verdict
from ontherecord.reconcile.meetings.attendance import Said
from ontherecord.reconcile.meetings.meetings import Held

EXPECTED = "was expected"
PRESENCE, HEADS = "presence at a meeting", "heads of delegations"  # `Claim.by`
_STATES: dict[Presence, tuple[str, int]] = {
    "expected": (EXPECTED, 0), "not coming": (STAYED_AWAY, 1), "stayed away": (STAYED_AWAY, 2),
    "attended": (TOOK_PART, 2),
}  # fmt: skip
_SEATING = Rules(lambda x, y: x == y, changes=True, noun="attendance", ends=(TOOK_PART, STAYED_AWAY))


def of_meeting(held: Held, story: Grounds) -> Iterator[Claim]:
    """The claims of one meeting; none of one that is declined, where nobody sits."""
    if held.group.off:
        return
    event = held.group.main.id
    by_member: dict[str, list[Said]] = defaultdict(list)
    by_state: dict[str, list[Said]] = defaultdict(list)
    for one in held.said:
        if one.party.cast and one.presence in _STATES:
            by_member[one.party.cast].append(one)
            if one.heads and one.party.country:
                by_state[one.party.country].append(one)
    for member, said in sorted(by_member.items()):
        found = _seat(said, story)
        if found is not None:
            text = f"{story.names.get(member, member)} {found.shown}: {held.title}"
            yield claim(text, Slot(event=event, name=f"attended: {member}"), found, PRESENCE)
    for _, heads in sorted(by_state.items()):
        found = _head(heads, story)
        words = " ".join(heads[0].account.trigger.text.split())
        yield claim(f"Led by {found.shown}: “{words}”", Slot(event=event, name="led"), found, HEADS)


def _seat(said: Sequence[Said], story: Grounds) -> Verdict | None:
    labels = {_STATES[one.presence][0] for one in said}
    counted = [one for one in said if _STATES[one.presence][0] != EXPECTED or TOOK_PART not in labels]
    found = verdict(
        [
            story.assertion(label, one.account, one.account.span, rank)
            for one in counted
            for label, rank in [_STATES[one.presence]]
        ],
        _SEATING,
        story.origins,
    )
    silent = labels == {EXPECTED} and found.standing == "single-source"
    return None if silent or (found.standing == "in-conflict" and _tells_both(counted)) else found


def _tells_both(said: Sequence[Said]) -> bool:
    """Whether one article has somebody there and not there: it tells of two meetings."""
    told = {(one.account.article, _STATES[one.presence][0]) for one in said}
    return any((article, STAYED_AWAY) in told for article, label in told if label == TOOK_PART)


def _head(heads: Sequence[Said], story: Grounds) -> Verdict:
    """Who heads one delegation: two persons exclude each other."""
    names = [(one, story.names.get(one.party.cast or "", one.span.text)) for one in heads]
    rules = Rules(story.speakers_agree, changes=False, noun="leader")
    return verdict(
        [story.assertion(name, one.account, one.account.span) for one, name in names], rules, story.origins
    )
