# SPDX-License-Identifier: Apache-2.0
"""The role of every line of one article.

Comes in: the lines of one article (attached articles already cut off), the headline if it is
known, and where the body starts if that is. Goes out: a role for each line. Refuses: nothing.
Score: `python -m bench segments`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ontherecord.model import SegmentRole
from ontherecord.read.body import body_lines
from ontherecord.read.lines import Line, breaks_off, is_clock, is_headline, is_prose, is_question, is_stamped

_SPEAKER = re.compile(r"[^\s:]{1,30}(?:\s[^\s:]{1,30}){0,2}:\s\S")  # "LUTZ: How long did it take?"
_LONGEST_SUBHEADING = 14  # words
_DECK_REACH = 4  # lines between a headline, its deck and the byline
_LONGEST_DECK = 45  # words
_SIGNED_WORDS = 4  # of the "– Meridian" that signs the end of agency copy
_HEADLINE_REACH = 14  # lines above the body among which its headline is looked for
_NOISE: frozenset[str] = frozenset({"share", "end", "more", "boilerplate"})


def roles(found: Sequence[Line], headline: int | None = None, title: str | None = None) -> list[SegmentRole]:
    """A role for each line. `headline` is its line where that is known; `title` the headline that
    metadata declare, to find it by."""
    start = 0 if headline is None else headline + 1
    flags = [False] * start + body_lines(found[start:])
    first = _first_body(found, flags, start)
    if headline is None:
        headline = _headline(found, first, title)
    last = max((n for n, flag in enumerate(flags) if flag), default=-1)
    out: list[SegmentRole] = []
    for n, one in enumerate(found):
        if n == headline:
            out.append("headline")
        elif n < first:
            out.append(_above(found, n, headline, first))
        elif flags[n]:
            out.append(_within(found, flags, n, last))
        else:
            out.append(_furniture(one, after=n > last))
    if headline is not None and _is_deck(found, out, headline, first):
        out[first] = "subheading"
    return out


def _is_deck(found: Sequence[Line], given: Sequence[SegmentRole], headline: int, first: int) -> bool:
    """Whether the first sentence below the headline is its deck: bylines stand between it and the body."""
    below = given[first + 1 : first + 1 + _DECK_REACH]
    return (
        first < len(found)
        and first - headline <= _DECK_REACH
        and found[first].words <= _LONGEST_DECK
        and bool(below)
        and below[0] != "body"
        and "byline" in below
        and "body" in given[first + 1 :]
    )


def _first_body(found: Sequence[Line], flags: Sequence[bool], start: int) -> int:
    """The first line of the body: the first that is kept and reads like a sentence."""
    kept = [n for n in range(start, len(found)) if flags[n]]
    return next((n for n in kept if is_prose(found[n]) or found[n].closed), kept[0] if kept else len(found))


# --- the headline ------------------------------------------------------------------------------


def _headline(found: Sequence[Line], first: int, title: str | None) -> int | None:
    """The line above the body that is most like its headline."""
    if title:
        wanted = " ".join(title.split()).casefold()
        same = [
            n
            for n in range(min(first + 1, len(found)))
            if " ".join(found[n].text.split()).casefold() == wanted
        ]
        if same:
            return same[-1]
    best, best_score = None, 0.0
    for n in range(max(0, first - _HEADLINE_REACH), first):
        if is_headline(found[n]) and not found[n].kinds & {"promo", "boilerplate"}:
            score = _headline_score(found, n, first)
            if score > best_score:
                best, best_score = n, score
    return best


def _headline_score(found: Sequence[Line], n: int, first: int) -> float:
    one = found[n]
    score = 2.0 + min(one.words, 12) / 6 - 0.15 * (first - n)
    score -= 1.5 if one.marked else 0.0
    score -= 2.0 if n > 0 and is_clock(found[n - 1]) else 0.0  # the heading of a post of a live blog
    below = found[n + 1 : first + 1]
    score += 1.0 if any(b.kinds & {"byline", "date"} for b in below[:3]) else 0.0
    score += 0.5 if one.words >= 6 else 0.0
    score += 0.5 if any(o.text == one.text for o in found[max(0, n - 40) : n]) else 0.0
    return score


# --- the other roles ---------------------------------------------------------------------------


def _above(found: Sequence[Line], n: int, headline: int | None, first: int) -> SegmentRole:
    """The role of a line above the body."""
    one = found[n]
    if "caption" in one.kinds and one.words > 3:
        return "caption"
    if one.kinds & {"credit", "caption"}:
        return "credit"
    near = (headline is not None and headline - 3 <= n) or (headline is None and first - n <= 4)
    if near and ("byline" in one.kinds or is_stamped(one)):
        return "byline"
    if one.kinds & {"promo"}:
        return "promo"
    if one.kinds or headline is None or n < headline:
        return "boilerplate"
    if is_clock(found[n - 1]) or (n == first - 1 and is_question(one.text)):
        return "subheading"  # of the first post of a live blog; the first question of an explainer
    if is_prose(one):
        return "body"
    return "byline" if one.words <= 6 and not one.closed else "boilerplate"


def _within(found: Sequence[Line], flags: Sequence[bool], n: int, last: int) -> SegmentRole:
    """The role of a line that is kept."""
    one = found[n]
    if "caption" in one.kinds:
        return "caption" if one.words > 3 else "credit"
    if "credit" in one.kinds:
        return "credit"
    if (
        n > 0
        and n == last
        and one.marked
        and one.words <= _SIGNED_WORDS
        and not one.closed
        and found[n - 1].closed
    ):
        return "credit"
    if "promo" in one.kinds and not (is_prose(one) and one.sentences > 2):
        return "promo"
    if one.kinds & {"boilerplate", "share"} and not is_prose(one):
        return "boilerplate"
    if _is_subheading(one) and n < last and any(flags[n + 1 : n + 3]):
        return "subheading"
    return "body"


def _is_subheading(one: Line) -> bool:
    if _SPEAKER.match(one.text):
        return False
    if not 1 <= one.words <= _LONGEST_SUBHEADING or one.marked or one.kinds:
        return False
    first = one.text.lstrip("\"'“‘([")[:1]
    ends = one.text.rstrip("\"'”’)")[-1:]
    return (
        bool(first) and (first.isupper() or first.isdigit()) and ends not in ".!,;:…" and one.sentences <= 1
    )


def _furniture(one: Line, *, after: bool) -> SegmentRole:
    """The role of a line that is not kept."""
    if "credit" in one.kinds:
        return "credit"
    if "caption" in one.kinds:
        return "caption" if one.words > 3 else "credit"
    if "promo" in one.kinds:
        return "promo"
    if is_clock(one) or (one.kinds & {"byline", "date"} and not one.kinds & _NOISE):
        return "byline"
    if not one.kinds and (is_headline(one) or (after and breaks_off(one.text))):
        return "promo"
    return "boilerplate"
