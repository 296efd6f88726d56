# SPDX-License-Identifier: Apache-2.0
"""Claims about who began it: who fired the first shot, who threw the first stone.

Comes in: the sentences of a story (`fillers.contexts`). Goes out: `Claim`s of kind "first": of one side, or of two in conflict.
Refuses: what is denied or only possible; two sides whose names do not tell them apart; an article that has both sides begin.
Score: `python -m bench claims`; `tests/reconcile/test_beginners.py`.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ontherecord.model import Claim, Slot, Span
from ontherecord.reconcile.claims.fillers import Context, content
from ontherecord.reconcile.claims.grounds import Grounds, claim, line
from ontherecord.reconcile.claims.standing import Rules, verdict
from ontherecord.reconcile.words.concepts import akin

_COMPARED = 20  # beginnings of a story that are compared with each other
_BEGINNING = 4  # letters that the name of a country and of its people share
_WHO = r"(?P<who>[^,;:.“”\"]{3,60}?)"
_BEGIN = r"(?:^\s*|\b(?:that|said|say|says|and|but) |, )(?!it was\b)"
_THINGS = r"(?:shots?|bullets?|stones?|shells?|rounds?|volleys?|bombs?|punch|blow|missiles?)"
_THE_FIRST = rf"(?:fired|threw|thrown|launched) the first {_THINGS}"
_DO = r"(?:opened fire|fired|shot|struck|attacked|started shooting|began shooting|threw (?:stones|bottles))"
_IT = r"(?:began|started|opened|begun) (?:it|the|fire|shooting|firing)"
_FIGHT = r"(?:shooting|fighting|firing|exchange of fire|clash\w*|battle)"
_PATTERNS = (
    rf"{_BEGIN}{_WHO} (?:had |have )?(?:{_DO} first\b|{_THE_FIRST})",
    rf"\bfirst {_THINGS} (?:[\w ]{{0,20}} )?(?:had )?(?:came|come|(?:was|were|had been) (?:fired|thrown|launched))"
    rf" (?:from|by) {_WHO}(?=[,;.:]|$)",
    rf"\bit was {_WHO} (?:that|who|which) (?:had )?(?:{_DO} first|{_THE_FIRST}|{_IT})",
    rf"\b{_FIGHT} (?:had )?(?:began|begun|broke out|broken out|started) (?:at [\d.:]+ )?(?:when|after) {_WHO} (?:had )?{_DO}",
    r"\breturned fire\b[^;.]{0,60}?,? (?:from|by) (?P<who>[^;:.“”\"]{3,60}?)(?=[,;.:]|$)",
)
_UNSURE = re.compile(
    r"\b(?:the other|not|never|may|might|could|if|whether|who|accus\w+|alleg\w+|claim\w+|denie[sd])\b",
    re.IGNORECASE,
)


class Beginner(NamedTuple):
    """Who began it by one sentence."""

    context: Context
    span: Span
    who: str
    names: frozenset[str]
    words: frozenset[str]


def beginners(read: Sequence[Context], story: Grounds) -> Iterator[Claim]:
    """Who began it: one claim with all who say so, and the first side that excludes it."""
    told = [b for c in read for b in _of_sentence(c)][:_COMPARED]
    if not told:
        return
    first = told[0]
    some = [b for b in told if not _apart(first, b)]
    others = [b for b in told if _apart(first, b)]
    both = {b.context.article for b in some} & {b.context.article for b in others}
    sides = [(side[0].who, b) for side in (some, others) for b in side if b.context.article not in both]
    if sides:
        said = [story.asserted(label, b.context.article, b.span) for label, b in sides]
        found = verdict(said, Rules(lambda x, y: x == y, changes=False, noun="beginner"), story.origins)
        text = f"Began: {' or '.join(v.value for v in found.values)} (“{line(sides[0][1].span)}”)"
        yield claim(text, Slot(name="who began"), found, "first, last or only")


@functools.cache
def _compiled() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in _PATTERNS)


def _of_sentence(one: Context) -> Iterator[Beginner]:
    if "first" not in one.text and " fire" not in one.text and "shoot" not in one.text:
        return
    for pattern in _compiled():
        match = pattern.search(one.text)
        if match is not None and not _UNSURE.search(one.text[: match.end()]):
            who = " ".join(match["who"].split())
            names = frozenset(
                w[:_BEGINNING].lower()
                for w in re.findall(r"\b[A-Z][\w-]+", who)
                if w.lower() not in _ARTICLES
            )
            start, end = one.start + match.start(), one.start + match.end()
            span = Span(document=one.document, start=start, end=end, text=match.group())
            if names or content(who):
                yield Beginner(one, span, who, names, content(who))
                return


_ARTICLES = frozenset({"the", "a", "an", "our", "its"})


def _apart(one: Beginner, other: Beginner) -> bool:
    """Whether two sides are told apart by their names, or, where neither has one, by all their words."""
    if one.names and other.names:
        return one.names.isdisjoint(other.names)
    if one.names or other.names:
        return False
    return not any(akin(a, b) for a in one.words for b in other.words)
