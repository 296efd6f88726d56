# SPDX-License-Identifier: Apache-2.0
"""What only one of two can have been: whether somebody left or was sent away.

Comes in: the statements of a story (`told`). Goes out: `Claim`s in conflict, each of two sides.
Refuses: two ends of one office that one article tells of the same person; statements of other days; who left anything but a post.
Score: `python -m bench claims`.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from ontherecord.model import Claim, Slot
from ontherecord.reconcile.claims.grounds import Grounds, claim
from ontherecord.reconcile.claims.standing import Rules, verdict
from ontherecord.reconcile.matters.told import PLAIN, WORD, Told, family, lists
from ontherecord.reconcile.values.grains import days
from ontherecord.reconcile.words.concepts import stem

RIVALS = "what only one can have been"
_COMPARED = 40  # statements of one kind that are compared with each other
_NEAR = datetime.timedelta(days=3)


def rivals(told: Sequence[Told], story: Grounds) -> Iterator[Claim]:
    """The conflicts about how somebody left."""
    done = [
        t
        for t in told
        if t.account.by == PLAIN
        and t.account.modality in _FIRM
        and not (t.account.negated or t.account.historical)
    ]
    for pair in sorted(lists()["opposed"]):
        own, other = pair.split()
        yield from _ends(done, own, other, story)


_FIRM = frozenset({"happened", "ongoing"})


def _apart(one: Told, other: Told, story: Grounds) -> bool:
    """Whether two statements are of two origins and not of two days."""
    a, b = one.account, other.account
    first, second = (days(x.date.date) if x.date else None for x in (a, b))
    near = first is None or second is None or abs(first[0] - second[0]) <= _NEAR
    return near and story.origin.get(a.article) != story.origin.get(b.article)


def _ends(done: Sequence[Told], own: str, other: str, story: Grounds) -> Iterator[Claim]:
    """Somebody did it himself, or it was done to him, and no article tells both."""
    by_self = _by_person([t for t in done if t.act == family(own) and _is_of_post(t)], "agents")
    by_others = _by_person([t for t in done if t.act == family(other)], "patients")
    for person in sorted(by_self.keys() & by_others.keys()):
        both = {t.account.article for t in by_self[person]} & {t.account.article for t in by_others[person]}
        pairs = [
            (a, b) for a in by_self[person] for b in by_others[person] if not both and _apart(a, b, story)
        ]
        if pairs:
            one, rival = pairs[0]
            line = " ".join(one.account.span.text.split())
            ways = [" ".join(t.account.trigger.text.split()) for t in (one, rival)]
            said = [
                story.assertion(way, t.account, t.account.span)
                for t, way in zip((one, rival), ways, strict=True)
            ]
            found = verdict(said, Rules(lambda x, y: x == y, changes=False, noun="outcome"), story.origins)
            if found.standing == "in-conflict":
                yield claim(line, Slot(name="took place"), found, RIVALS)


def _is_of_post(one: Told) -> bool:
    """Whether what somebody left, if he is said to have left, was a post, and what he escaped no harm."""
    account = one.account
    behind = account.span.text[max(0, account.trigger.end - account.span.start) :].lower()
    near = {stem(word) for word in WORD.findall(behind)[:_REACH]}
    if not near.isdisjoint(map(stem, lists()["harms"])):
        return False
    return account.trigger.text.lower() not in _LEFT or not near.isdisjoint(map(stem, lists()["posts"]))


_LEFT = frozenset({"left", "leave", "leaves", "leaving"})
_REACH = 5  # words behind "left" that may name what was left


def _by_person(told: Sequence[Told], role: str) -> Mapping[str, list[Told]]:
    found: dict[str, list[Told]] = defaultdict(list)
    for one in told[:_COMPARED]:
        for key in sorted(getattr(one, role)):
            if key[0] == "=":
                found[key].append(one)
    return found
