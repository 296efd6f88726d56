# SPDX-License-Identifier: Apache-2.0
"""Where the articles attached to a page begin: other outlets' reports below the first.

Comes in: the lines of a copy. Goes out: `Block`s, in order: each a head (outlet, age, byline lines
and a headline) with the body below it, an article or a mere teaser. Refuses: a headline without
other evidence (it may be a subheading), the posts of a live blog.
Score: `python -m bench segments` (generated aggregator pages, `bench/aggregators.py`).

An article announces itself: a line that reads like a headline with, around it, signs that a new
text begins. Each sign is evidence of a given weight; a block needs `ENOUGH`. The topic is none: an
attached report may be about the same war.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Literal, NamedTuple

from ontherecord.read.agencies import sounds_like_outlet
from ontherecord.read.datelines import dateline
from ontherecord.read.lines import ELLIPSIS, Line, is_prose, is_question

ENOUGH = 3
_HEAD_REACH = 5  # lines of outlet, age, byline ... that may stand above or below a headline
_FEWEST_BODY_WORDS = 30  # below that it is a teaser, however it ends
_TEASER_WORDS = 120  # a single paragraph up to that size that ends in "..." is a teaser
_FEWEST_BEFORE = 30  # words of body that the article before must have
_OUTLET_WORDS = 6
_AGE_IN_LINE = re.compile(
    r"(?:^|[\s|•·,–—-])(?:an?|one|\d{1,3})\s?(?:s|m|h|d|w|min|mins|hr|hrs|minutes?|hours?|days?|weeks?|months?)\.?(?:\s+ago)?\W*$",
    re.IGNORECASE,
)
_SEPARATED = re.compile(r"\s+[|•·–—-]\s+|\s*[|•·]\s*")
_RULE = re.compile(r"\s*(?:[-_=*~#•·]\s?){3,}\s*$")
_LIVE = re.compile(r"\blive\s*(?:blog|updates?|coverage|:)|\bas it happened\b", re.IGNORECASE)
_CLOCK = re.compile(r"^(?:\d{1,2}[:.]\d\d|\d+ (?:min|hr|hour|minute)s?\b.* ago)", re.IGNORECASE)


class Block(NamedTuple):
    """Line numbers: the first line of the head, the headline (or None), the first line of the body, and
    the end of the block."""

    kind: Literal["article", "teaser"]
    first: int
    headline: int | None
    body: int
    end: int
    outlet: int | None


def blocks(found: Sequence[Line]) -> list[Block]:
    """The attached articles and teasers below the first article, in order; none in a live blog."""
    signs = _Signs(found)
    if signs.live:
        return []
    heads: list[Block] = []
    n = signs.first_prose + 1
    while n < len(found):
        block = _block(found, signs, n, heads[-1].body + 1 if heads else 0)
        if block is None:
            n += 1
        else:
            heads.append(block)
            n = max(n + 1, block.body + 1)
    return [
        block._replace(end=heads[n + 1].first if n + 1 < len(heads) else len(found)) for n, block in enumerate(heads)
    ]


class _Signs:
    """What is counted once for all lines: prose before each line, end signs, repeated names."""

    def __init__(self, found: Sequence[Line]) -> None:
        self.prose = [is_prose(one) and not (one.kinds & {"credit", "boilerplate", "promo", "caption"}) for one in found]
        self.first_prose = next((n for n, prose in enumerate(self.prose) if prose), len(found))
        self.bodied = self._bodied(found)
        self.ended = self._ended(found)
        self.age = [is_age(one) for one in found]
        self.names = Counter(_bare(one.text) for one in found if one.words <= _OUTLET_WORDS)
        clocks = sum(1 for one in found if _CLOCK.match(one.text) and one.words <= 8)  # noqa: PLR2004
        head = found[: self.first_prose + 1]
        self.live = clocks >= 3 and any(_LIVE.search(one.text[:300]) for one in head)  # noqa: PLR2004

    def _bodied(self, found: Sequence[Line]) -> list[int]:
        """The words of prose before each line."""
        words, out = 0, []
        for one, prose in zip(found, self.prose, strict=True):
            out.append(words)
            words += one.words if prose else 0
        return out

    def _ended(self, found: Sequence[Line]) -> list[bool]:
        """Whether, before each line, something said that the text above it is over, and no longer
        stretch of prose followed."""
        state, out, since = False, [], 0
        for one, prose in zip(found, self.prose, strict=True):
            out.append(state)
            if one.kinds & {"end"} or ("credit" in one.kinds and one.words <= 40) or _RULE.match(one.text):  # noqa: PLR2004
                state, since = True, 0
            elif prose:
                since += one.words
                state = state and since < _FEWEST_BODY_WORDS
        return out


def is_age(one: Line) -> bool:
    """An age line, alone or behind an outlet ("Harbour Gazette · 2 hours ago")."""
    return "age" in one.kinds or (one.words <= 9 and _AGE_IN_LINE.search(one.text) is not None)  # noqa: PLR2004


def _bare(text: str) -> str:
    return text.strip(" -–—|•·:").casefold()


def is_headline(one: Line) -> bool:
    """Reads like a headline: a few words, a capital at its head, no full stop at its end."""
    if not 4 <= one.words <= 32 or one.kinds & {"age", "date", "byline", "share", "end", "credit", "caption"}:  # noqa: PLR2004
        return False
    first = one.text.lstrip("\"'“‘([")[:1]
    if not first or not (first.isupper() or first.isdigit()) or ELLIPSIS.search(one.text[-30:]):
        return False
    return not re.search(r"[.;:,][\"'”’)]{0,2}$", one.text) or bool(re.search(r"\b(?:[A-Z]\.){2,4}$", one.text))


def _is_outlet(one: Line) -> bool:
    """Could be the name of an outlet: a few words, capitals, no sentence."""
    if not 1 <= one.words <= _OUTLET_WORDS or one.closed or one.kinds & {"share", "end", "promo", "boilerplate"}:
        return False
    return one.capitals * 2 >= one.words and not is_age(one)


def _block(found: Sequence[Line], signs: _Signs, n: int, after: int) -> Block | None:
    """The block whose headline (or, for a teaser without one, whose body) is line `n`."""
    if signs.bodied[n] < _FEWEST_BEFORE:
        return None
    if is_headline(found[n]):
        body = _body_below(found, signs, n)
        if body is None:
            return None
        first, outlet = _head_above(found, signs, n, after)
        score = _score(found, signs, first, n, body)
        if score < ENOUGH:
            return None
        outlet = outlet if outlet is not None else _outlet_between(found, signs, n, body)
        kind: Literal["article", "teaser"] = "teaser" if _is_teaser(found, signs, body) else "article"
        return Block(kind, first, n, body, len(found), outlet)
    if signs.prose[n] and ELLIPSIS.search(found[n].text[-30:]):
        first, outlet = _head_above(found, signs, n, after)
        if outlet is not None and any(signs.age[first:n]):
            return Block("teaser", first, None, n, len(found), outlet)
    return None


def _body_below(found: Sequence[Line], signs: _Signs, n: int) -> int | None:
    """The first line of prose below a headline, with nothing between but lines of a head."""
    for m in range(n + 1, min(n + 2 + _HEAD_REACH, len(found))):
        if signs.prose[m]:
            return m
        one = found[m]
        if "end" in one.kinds or is_headline(one) and one.words > _OUTLET_WORDS:
            return None
    return None


def _head_above(found: Sequence[Line], signs: _Signs, n: int, after: int) -> tuple[int, int | None]:
    """The first line of the head above line `n`, and the line that names the outlet."""
    first, outlet = n, None
    for m in range(n - 1, max(n - 1 - _HEAD_REACH, after - 1, signs.first_prose), -1):
        one = found[m]
        if signs.prose[m] or one.kinds & {"end", "credit", "share", "promo"}:
            break
        if signs.age[m] or one.kinds & {"date", "byline"}:
            first = m
        elif _is_outlet(one) and not is_question(one.text):
            first, outlet = m, m
        else:
            break
    if outlet is not None and not _names_outlet(found, signs, first, n, outlet):
        first = next((m for m in range(first, n) if signs.age[m] or found[m].kinds & {"date", "byline"}), n)
        outlet = None
    return first, outlet


def _names_outlet(found: Sequence[Line], signs: _Signs, first: int, n: int, outlet: int) -> bool:
    """Whether the short line of a head is an outlet: an age beside it, its name again, or its words."""
    bare = _bare(found[outlet].text)
    return any(signs.age[first:n]) or signs.names[bare] > 1 or sounds_like_outlet(bare)


def _outlet_between(found: Sequence[Line], signs: _Signs, n: int, body: int) -> int | None:
    between = [m for m in range(n + 1, body) if _is_outlet(found[m]) and not found[m].kinds & {"byline", "date"}]
    return next((m for m in between if _names_outlet(found, signs, n + 1, body, m)), None)


def _score(found: Sequence[Line], signs: _Signs, first: int, n: int, body: int) -> int:
    """The weight of the signs that a new article begins here."""
    head = [m for m in range(first, body) if m != n]
    score = 0
    if any(signs.age[m] for m in head):
        score += 3
    if any(_is_outlet(found[m]) and _names_outlet(found, signs, first, body, m) for m in head):
        score += 2
    if any("byline" in found[m].kinds for m in head):
        score += 2
    if any("date" in found[m].kinds and found[m].words > 2 for m in head):  # noqa: PLR2004
        score += 2
    line_of_place = dateline(found[body].text)
    if line_of_place:
        score += 3 if line_of_place.source or line_of_place.date else 2
    if signs.ended[first] or signs.ended[n]:
        score += 3
    if found[n].words >= 7 and not is_question(found[n].text):  # noqa: PLR2004
        score += 1
    return score


def _is_teaser(found: Sequence[Line], signs: _Signs, body: int) -> bool:
    """A block whose only paragraph is short or ends in "..."."""
    words, paragraphs = 0, 0
    for m in range(body, len(found)):
        if signs.prose[m]:
            words += found[m].words
            paragraphs += 1
            if ELLIPSIS.search(found[m].text[-30:]):
                return words < _TEASER_WORDS
        elif found[m].kinds & {"end", "age"} or words >= _TEASER_WORDS:
            break
    return words < _FEWEST_BODY_WORDS
