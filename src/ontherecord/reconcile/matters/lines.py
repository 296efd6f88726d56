# SPDX-License-Identifier: Apache-2.0
"""What a statement reads as: a line of its own words, without the word that hangs its clause on another.

Comes in: the accounts that tell one act. Goes out: the one that reads best, and its line: "after Holt left Lund" reads "Holt
left Lund", "Holt, who left Lund" the same, "she left Lund" with the name for the pronoun.
Refuses: to call a line what is none: a noun with a clause that only says which ("people who fell ill"), words that break off
where what was said, made or found would follow.
Score: `tests/reconcile/test_lines.py`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ontherecord.model import Account
from ontherecord.reconcile.matters.told import PLAIN

_LEAST, _MOST = 3, 25  # words of a line that tells enough and not too much
_HANGING = re.compile(
    r"(?:and|but|that|after|when|while|as|because|since|although|though|once|where|whereas)\s+", re.IGNORECASE
)  # says how a clause hangs on another, and nothing of whether it is so
_OPEN = re.compile(
    r"(?:if|whether|unless|until|before|how|why|what|who|whom|which|for whom|in which|by which)\b",
    re.IGNORECASE,
)  # begins what is no line by itself
_WHO = re.compile(r",?\s+(who|which|that|whom|whose)\s+", re.IGNORECASE)
_ASIDE = re.compile(r",\s+(?:who|which)\s+")
_PRONOUN = re.compile(r"(?:he|she)\b(?!['’])", re.IGNORECASE)
_NOBODY = re.compile(r"(?:it|they|he|she|we|i|you|this|these|those|some|others)\b", re.IGNORECASE)
_BESIDE = 3  # words between "who" and the act of its clause


def best(accounts: Sequence[Account]) -> Account:
    """The account that reads best: told and not denied, flatly, as a whole sentence, and of those the shortest."""
    return min(accounts, key=lambda a: (a.negated, a.by != PLAIN, not reads(a), len(a.span.text), a.article))


def worded(account: Account, names: Mapping[str, str]) -> str:
    """The line of an account, with a capital; `names`: of members of the cast, by id."""
    text = account.span.text[_hanging(account) :]
    aside = _ASIDE.search(text) if _is_of_which(account) else None
    if aside is not None:
        text = f"{text[: aside.start()]} {text[aside.end() :]}"
    line = " ".join(text.split())
    pronoun = _PRONOUN.match(line)
    if pronoun is not None and len(account.actor) == 1 and account.actor[0] in names:
        line = names[account.actor[0]] + line[pronoun.end() :]
    return line[:1].upper() + line[1:]


def reads(account: Account) -> bool:
    """Whether an account has a line: its subject first, enough words, and none that only say which."""
    line = worded(account, {})
    count = len(line.split())
    if not (_LEAST <= count <= _MOST) or _OPEN.match(line) or _is_of_nobody(account, line):
        return False
    return _opens(account) and not (
        _breaks_off(account) or (_is_of_which(account) and not _ASIDE.search(account.span.text))
    )


def _is_of_nobody(account: Account, line: str) -> bool:
    """Whether a line begins with a word that stands for others, if it is no pronoun for which a name is known."""
    return _NOBODY.match(line) is not None and not (_PRONOUN.match(line) and len(account.actor) == 1)


def _hanging(account: Account) -> int:
    """How many characters the word takes that hangs a clause on another; none where no subject stands right behind it."""
    match = _HANGING.match(account.span.text)
    first = _first(account)
    return match.end() if match and first is not None and first == account.span.start + match.end() else 0


def _first(account: Account) -> int | None:
    """Where the first of its parties begins."""
    spans = (*account.actor_mentions, *account.recipient_mentions)
    return min((s.start for s in spans if s.document == account.span.document), default=None)


def _opens(account: Account) -> bool:
    first = _first(account)
    return first is not None and first <= account.span.start + _hanging(account)


def _breaks_off(account: Account) -> bool:
    """Whether its words end with those of the act, where what was said, made or found would follow."""
    return (
        account.trigger.end >= account.span.end
        and bool(account.actor_mentions)
        and not account.recipient_mentions
    )


def _is_of_which(account: Account) -> bool:
    """Whether the act is that of a clause behind a noun: "a strike that has halted work"."""
    before = account.span.text[: max(0, account.trigger.start - account.span.start)]
    found = list(_WHO.finditer(before))
    return bool(found) and len(before[found[-1].end() :].split()) <= _BESIDE and found[-1].start() > 0
