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

from ontherecord.annotate.places import gazetteer
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
    "denied": re.compile(r"\b(?:not|never|no|neither|nor|den\w+|refus\w+|declin\w+|away|skip\w*)\b|n[’']t\b"),
    "hypothetical": re.compile(r"\b(?:may|might|could|would|if)\b"),
}
"""Words with which a line says itself what its mark would say again."""
_STANDING_IN = re.compile(
    r"\b(?:him|his|her|hers|them|their|theirs|there|this|these|it|its|me|us|my|our)\b", re.I
)
_OWNERS = frozenset({"its", "his", "her", "their", "my", "our", "your"})
_BEING = re.compile(r"\b(?:am|is|are|was|were|be|been|being|get|gets|got)\b", re.I)
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
    lines = (
        one
        for a in sorted(same, key=lambda a: _clarity(a, latest))
        for one in (_line(a, _subjects(a, doers, names)), _shorter(a, names))
    )
    line = next((one for one in lines if one and len(one) <= _LONGEST), None)
    line = line or _slots(latest, accounts, doers, sufferers, place, names)
    mark = _mark(latest)
    said = _SAYS_SO.get("denied" if latest.negated else latest.modality)
    return line if not mark or (said and said.search(line)) else f"{line} ({mark})"


def _as_sure(account: Account, latest: Account) -> bool:
    return (account.modality, account.negated) == (latest.modality, latest.negated)


def _clarity(account: Account, latest: Account) -> tuple[object, ...]:
    """The act before who merely came to it; clauses with a subject of their own first, without words
    that stand for others, of a title's length, of the latest account."""
    count = len(account.predicate.text.split()) if account.predicate else 0
    fits = _WORDS[0] <= count <= _WORDS[1]
    vague = account.predicate is not None and _STANDING_IN.search(account.predicate.text) is not None
    named = account.subject is not None and not _owned(account.subject)
    return (account.by == "attendance", vague, not named, not fits, account.id != latest.id, account.id)


def _owned(subject: Span) -> bool:
    """Whether a subject is told by somebody else's pronoun: "its owner"."""
    return subject.text.split()[0].lower() in _OWNERS


def _subjects(account: Account, doers: str, names: Mapping[str, str]) -> str:
    """Who stands before the predicate of an account: who does it, of a passive whom it is done to."""
    if account.by == "noun":
        return doers
    if _is_passive(account):
        shown = _called(account.recipient_mentions, account.recipient, names)
        return shown or _listed(account.recipient, names)
    if account.actor_mentions:
        return _called([m for m in account.actor_mentions if _leads(m, account)], account.actor, names)
    return _listed(account.actor, names) or doers


def _leads(mention: Span, account: Account) -> bool:
    """Whether a party is not told behind an act done together: "he was talking to his wife Ann"."""
    together = account.type in {"CONSULT", "COOPERATE"}
    return not (together and account.trigger.start < mention.start < account.span.end)


def _is_passive(account: Account) -> bool:
    """Whether the predicate is passive, as far as its words show. A "by" names the doer; without it,
    who is told to do it is the subject ("is expected in Oslo")."""
    if account.predicate is None or account.trigger.text.split()[0].endswith("ing"):
        return False
    before = account.predicate.text[: max(0, account.trigger.start - account.predicate.start)]
    doers = account.actor or account.actor_mentions
    return _BEING.search(before) is not None and (not doers or " by " in account.predicate.text)


def _called(mentions: Sequence[Span], members: Sequence[str], names: Mapping[str, str]) -> str:
    """The parties in the words of the account; the full name where the words end with one."""
    shown = []
    for mention in mentions:
        words = _flat(mention)
        last = gazetteer.key(words).split()[-1:]
        known = [names[m] for m in members if m in names and gazetteer.key(names[m]).split()[-1:] == last]
        shown.append(known[0] if known else words)
    return ", ".join(dict.fromkeys(shown[:_MOST_NAMES])) + (" and others" if len(shown) > _MOST_NAMES else "")


def _line(account: Account, people: str) -> str | None:
    """The clause of an account, with names where its subject is a pronoun or stands elsewhere."""
    if account.predicate is None:
        return None
    told = _flat(account.predicate)
    if _half_quoted(told):
        return None
    if account.by == "duty":  # somebody's word on what another must do
        owed = f"{_flat(account.subject)} {told}" if account.subject else ""
        return _capital(f"{people}: {owed}") if people and owed else None
    if account.subject is not None and not (people and _owned(account.subject)):
        return _capital(f"{_flat(account.subject)} {told}")
    if account.by == "noun":
        phrase = _capital(_without_article(told))
        named = any(name and name.split()[-1] in told for name in people.split(", "))
        return phrase if named or not people else f"{phrase}: {people}"
    absent = [one for one in people.split(", ") if one.split()[-1] not in told] if people else []
    return _capital(f"{', '.join(absent)} {told}") if absent and absent[0][0].isalnum() else None


def _shorter(account: Account, names: Mapping[str, str]) -> str | None:
    """The clause with the bare name of its one doer for the words of its subject."""
    if (
        account.subject is None
        or account.predicate is None
        or len(account.actor) != 1
        or _is_passive(account)
    ):
        return None
    told = _flat(account.predicate)
    name = names.get(account.actor[0], "")
    same = (
        gazetteer.key(_flat(account.subject)).split()[-1:] == gazetteer.key(name).split()[-1:]
    )  # not his state
    return _capital(f"{name} {told}") if name and same and not _half_quoted(told) else None


def _half_quoted(words: str) -> bool:
    """Whether words open or close a quotation that they do not hold whole."""
    return (
        words.count('"') % 2 == 1
        or words.count("“") != words.count("”")
        or (len(re.findall(r"(?:^|\s)['‘]\w", words)) > len(re.findall(r"\w[.,?!]?['’](?:$|\W)", words)))
    )


def _slots(
    latest: Account,
    accounts: Sequence[Account],
    doers: str,
    sufferers: str,
    place: Where | None,
    names: Mapping[str, str],
) -> str:
    """Who, what, to whom, where: the last resort."""
    told = (latest, *accounts)
    doers = _called(latest.actor_mentions, latest.actor, names) or doers
    doers = doers or _words(a.actor_mentions for a in told)
    sufferers = _called(latest.recipient_mentions, latest.recipient, names) or sufferers
    sufferers = sufferers or _words(a.recipient_mentions for a in told)
    doers = doers if any(c.isalnum() for c in doers) else ""
    line = f"{doers}: {latest.trigger.text}" if doers else latest.trigger.text
    if sufferers and sufferers not in line:
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
    if latest.negated and latest.modality != "hypothetical":
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
