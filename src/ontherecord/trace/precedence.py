# SPDX-License-Identifier: Apache-2.0
"""Which of two versions came first, from the text alone where dates do not say.

Comes in: two articles and their editions. Goes out: `Precedence`: whether the first is the
earlier, and on what basis.
Refuses: a figure of how sure that is: no dated pairs of versions are at hand to measure one on. Without
dates or a cue in the text the longer is called the later, which is right four times in five.
Score: direction on written pairs of versions, `python -m bench versions`.

Cues: what was expected has happened; a weekday moved on; a toll rose; the desk added a note of
correction or update; facts were added.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from ontherecord.model import Article
from ontherecord.trace.changes import Edit, Edition, edits, word_lists
from ontherecord.trace.words import Words

_WEIGHTS = {"expected, then happened": 2.0, "a day passed": 2.0, "a toll moved on": 2.0, "a note of the desk": 4.0,
            "tense": 0.7, "facts added": 1.0}  # fmt: skip
_WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_AHEAD = 3  # days; a weekday more than this ahead is more likely one before
_BESIDE = 4  # words on either side in which the counted thing of a figure is looked for
_HEAD, _TAIL = 500, 800  # characters in which the desk writes its notes


_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
UNDATED = math.inf  # the day of an article whose date is unknown; such articles come last


def day(article: Article) -> float:
    """The day of publication as a number; `UNDATED` where it is unknown or only a month."""
    match = _DATE.match(article.published.date or "")
    try:
        return float(date(*map(int, match.groups())).toordinal()) if match else UNDATED
    except ValueError:
        return UNDATED


class Precedence(NamedTuple):
    """Whether the first of two articles is the earlier, and why."""

    first_is_earlier: bool
    basis: str


def by_date(a: Article, b: Article) -> Precedence | None:
    """Precedence from two known publication dates that differ; none where they do not tell."""
    left, right = a.published.date, b.published.date
    if not left or not right or a.published.basis == "unknown" or b.published.basis == "unknown":
        return None
    length = min(len(left), len(right))
    left, right = left[:length], right[:length]
    return None if left == right else Precedence(left < right, "dates")


def by_text(a: Edition, b: Edition) -> Precedence:
    """Precedence from the wording of two versions of one article."""
    inside, only_a, only_b = edits(a, b)
    votes: dict[str, float] = dict.fromkeys(_WEIGHTS, 0.0)
    for edit in inside:
        _vote(a.words, b.words, edit, votes)
    votes["a note of the desk"] = _notes(b) - _notes(a)
    new_a, new_b = sum(p.end - p.first for p in only_a), sum(p.end - p.first for p in only_b)
    if new_a != new_b or len(a.words) != len(b.words):
        votes["facts added"] = 1.0 if (new_b, len(b.words)) > (new_a, len(a.words)) else -1.0
    weighted = {cue: _WEIGHTS[cue] * max(-2.0, min(2.0, vote)) for cue, vote in votes.items()}
    total = sum(weighted.values())
    leading = max(weighted, key=lambda cue: (weighted[cue] * (1 if total >= 0 else -1), cue))
    return Precedence(total >= 0, leading if total else "order of ids")


def _vote(a: Words, b: Words, edit: Edit, votes: dict[str, float]) -> None:
    """Add what one edit says; positive where it makes `a` the earlier."""
    lists = word_lists()
    gone, come = set(a.tokens[edit.a0 : edit.a1]), set(b.tokens[edit.b0 : edit.b1])
    was, now = gone - come, come - gone
    hope_a, hope_b = bool(was & lists["expected"]), bool(now & lists["expected"])
    if hope_a != hope_b:
        votes["expected, then happened"] += 1.0 if hope_a else -1.0
    elif was & {"is", "are", "has", "have"} and now & {"was", "were", "had"}:
        votes["tense"] += 1.0
    elif was & {"was", "were", "had"} and now & {"is", "are", "has", "have"}:
        votes["tense"] -= 1.0
    votes["a day passed"] += _days(gone, come)
    votes["a toll moved on"] += _toll(a, b, edit)


def _days(gone: set[str], come: set[str]) -> float:
    """+1 where one weekday became one that follows it soon, -1 the other way round."""
    before, after = [d for d in _WEEK if d in gone], [d for d in _WEEK if d in come]
    if len(before) != 1 or len(after) != 1 or before == after:
        return 0.0
    ahead = (_WEEK.index(after[0]) - _WEEK.index(before[0])) % 7
    return 1.0 if ahead <= _AHEAD else -1.0


def _toll(a: Words, b: Words, edit: Edit) -> float:
    """+1 where a count of victims rose (or of missing fell), -1 the other way round."""
    lists = word_lists()
    was, now = _numbers(a.tokens[edit.a0 : edit.a1]), _numbers(b.tokens[edit.b0 : edit.b1])
    if len(was) != 1 or len(now) != 1 or was == now:
        return 0.0
    beside = b.tokens[max(0, edit.b0 - _BESIDE) : edit.b1 + _BESIDE]
    after = b.tokens[edit.b1 : edit.b1 + _BESIDE]
    counted = next((t for t in after if t in lists["toll"] | lists["falling"]), None)
    counted = counted or next((t for t in beside if t in lists["toll"] | lists["falling"]), None)
    if counted is None:
        return 0.0
    rose = now[0] > was[0]
    return 1.0 if rose != (counted in lists["falling"]) else -1.0


_TO_TWENTY = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
]  # fmt: skip
_TENS = {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_VALUES = {word: n for n, word in enumerate(_TO_TWENTY)} | _TENS


def _numbers(tokens: Sequence[str]) -> list[int]:
    """The numbers a few words spell out or write in figures; small ones, as tolls are."""
    found = []
    for token in tokens:
        if token.isascii() and token.isdigit() and len(token) < 10:
            found.append(int(token))
        elif token in _VALUES:
            found.append(_VALUES[token])
    return found


def _notes(edition: Edition) -> float:
    """How many notes of the desk a version carries, of correction or, at its head or end, of an
    update: only a later version can."""
    ends = (edition.whole[:_HEAD] + "\n" + edition.whole[-_TAIL:]).casefold()
    return len(edition.notes) + float(sum(note in ends for note in sorted(word_lists()["notes"])))
