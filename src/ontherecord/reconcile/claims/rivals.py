# SPDX-License-Identifier: Apache-2.0
"""What only one of two can have been: who led a body, whether somebody left or was sent away.

Comes in: the statements of a story (`told`). Goes out: `Claim`s in conflict, each of two sides.
Refuses: two leaders whom one article names, or whose delegations bear two names ("the Kenyan side", "the Ethiopian team");
two ends of one office that one article tells of the same person; statements of other days.
Score: `python -m bench claims`.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

from ontherecord.model import Claim, Slot
from ontherecord.reconcile.claims.grounds import Grounds, claim
from ontherecord.reconcile.claims.standing import Rules, verdict
from ontherecord.reconcile.matters.told import PLAIN, WORD, Told, family, lists
from ontherecord.reconcile.values.grains import days
from ontherecord.reconcile.words.carried import stop_words
from ontherecord.reconcile.words.concepts import akin, stem

RIVALS = "what only one can have been"
_COMPARED = 40  # statements of one kind that are compared with each other
_NEAR = datetime.timedelta(days=3)
_BEGINNING = 4  # letters that "Kenya" and "Kenyan" share


def rivals(told: Sequence[Told], story: Grounds) -> Iterator[Claim]:
    """The conflicts about leaders, then those about how somebody left."""
    told = [t for t in told if not t.account.negated and not t.account.historical]
    done = [t for t in told if t.account.by == PLAIN and t.account.modality in _FIRM]
    yield from _leaders([t for t in done if t.act == family("lead")], story)
    yield from _leaders(
        [t for t in told if t.act == family("lead") and t.account.modality == "planned"], story
    )
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


def _claimed(
    one: Told,
    other: Told,
    labels: tuple[str, str],
    slot: str,
    text: str,
    agree: Callable[[str, str], bool],
    story: Grounds,
) -> Iterator[Claim]:
    said = [
        story.assertion(label, t.account, t.account.span)
        for t, label in zip((one, other), labels, strict=True)
    ]
    noun = "leader" if slot == "led" else "outcome"
    found = verdict(said, Rules(agree, changes=False, noun=noun), story.origins)
    if found.standing == "in-conflict":
        yield claim(text, Slot(name=slot), found, RIVALS)


# --- who led -------------------------------------------------------------------------------------


def _leaders(leading: Sequence[Told], story: Grounds) -> Iterator[Claim]:
    people: dict[str, set[str]] = defaultdict(set)
    told = [(t, who) for t in leading if (who := _leader(t, story)) is not None]
    for one, who in told:
        people[one.account.article].add(who)
    for n, (one, who) in enumerate(told[:_COMPARED]):
        for other, rival in told[n + 1 : _COMPARED]:
            alone = people[one.account.article] == {who} and people[other.account.article] == {rival}
            if alone and _apart(one, other, story) and _one_body(one, other):
                line = " ".join(one.account.span.text.split())
                yield from _claimed(
                    one,
                    other,
                    (who, rival),
                    "led",
                    f"Led by {who} or {rival}: “{line}”",
                    story.speakers_agree,
                    story,
                )


def _leader(one: Told, story: Grounds) -> str | None:
    """The one person of the cast who is said to lead."""
    names = {
        story.names[k[1:]] for k in one.agents if k[0] == "=" and story.names.get(k[1:]) in story.persons
    }
    return names.pop() if len(names) == 1 else None


def _one_body(one: Told, other: Told) -> bool:
    """Whether two words for what is led are of one kind, and nothing names them apart."""
    words = [
        {
            stem(w)
            for s in t.account.recipient_mentions
            for w in WORD.findall(s.text)
            if w.lower() not in stop_words()
        }
        for t in (one, other)
    ]
    kinds = {stem(w) for w in lists()["led"]}
    alike = any(
        akin(a, b)
        for mine, theirs in (words, words[::-1])
        for a in sorted(mine & kinds)
        for b in sorted(theirs)
    )
    alike = alike or bool(
        words[0] & words[1] and kinds & (words[0] | words[1])
    )  # "the recovery team", "the recovery party"
    names = [_names(t) for t in (one, other)]
    alike = alike or (not names[0].isdisjoint(names[1]) and all(kinds & some for some in words))
    return alike and not (all(names) and names[0].isdisjoint(names[1]))


def _names(one: Told) -> frozenset[str]:
    """The beginnings of the names with which words for a body say whose it is."""
    text = " ".join(s.text for s in one.account.recipient_mentions)
    found = (w for w in text.replace("'s", "").split() if w[:1].isupper() and w.lower() not in stop_words())
    return frozenset(w[:_BEGINNING].lower() for w in found)


# --- how somebody left ---------------------------------------------------------------------------


def _ends(done: Sequence[Told], own: str, other: str, story: Grounds) -> Iterator[Claim]:
    """Somebody did it himself, or it was done to him, and no article tells both."""
    by_self = _by_person([t for t in done if t.act == family(own)], "agents")
    by_others = _by_person([t for t in done if t.act == family(other)], "patients")
    for person in sorted(by_self.keys() & by_others.keys()):
        both = {t.account.article for t in by_self[person]} & {t.account.article for t in by_others[person]}
        pairs = [
            (a, b) for a in by_self[person] for b in by_others[person] if not both and _apart(a, b, story)
        ]
        if pairs:
            one, rival = pairs[0]
            line = " ".join(one.account.span.text.split())
            labels = (
                " ".join(one.account.trigger.text.split()),
                " ".join(rival.account.trigger.text.split()),
            )
            if labels[0] != labels[1]:
                yield from _claimed(one, rival, labels, "took place", line, lambda x, y: x == y, story)


def _by_person(told: Sequence[Told], role: str) -> Mapping[str, list[Told]]:
    found: dict[str, list[Told]] = defaultdict(list)
    for one in told[:_COMPARED]:
        for key in sorted(getattr(one, role)):
            if key[0] == "=":
                found[key].append(one)
    return found
