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
from itertools import accumulate
from typing import Literal, NamedTuple

from ontherecord.read.agencies import sounds_like_outlet
from ontherecord.read.body import body_lines, is_dump
from ontherecord.read.bylines import is_person
from ontherecord.read.datelines import dateline
from ontherecord.read.heads import (
    LONGEST_NAME,
    bare_name,
    is_labelled,
    name_in,
    name_range,
    title_and_outlet,
    title_of,
)
from ontherecord.read.lines import (
    Line,
    breaks_off,
    is_age,
    is_capital,
    is_headline,
    is_prose,
    is_question,
    is_stamped,
    kinds_of,
)

ENOUGH = 4
ENOUGH_IN_DUMP = 6  # a whole page is full of teasers with ages, names and dates
_HEAD_REACH = 5  # lines of outlet, age, byline ... that may stand above or below a headline
_FEWEST_BODY_WORDS = 45  # below that it is a teaser, however it ends
_LONG_BODY_WORDS = 100  # a paragraph of that size is a whole report in one line
_FULL_HEADLINE = 7  # words; subheadings are shorter
_LONGEST_NAMING = 10  # words of a line that names an outlet, its label and the author included
_LONGEST_CROWNED = 25  # words
_LONGEST_DECK = 45  # words
_WHOLE_IN_LINE = 120  # words of a line that is a whole report where the article before has short paragraphs
_TIMES_LONGER = 3
_FIRST_BODY = 7  # paragraphs that show how long paragraphs are here
_FIRM = 2  # evidence that must come from an age, date, byline, dateline or an end: names alone are none
_FEWEST_ENTRIES = 4  # headlines that begin or end alike, from which on they are entries of a list
_STRANGERS = 1  # lines of another kind that may stand between a headline and its body
_TEASER_WORDS = 120  # a single paragraph up to that size that ends in "..." is a teaser
_FEWEST_BEFORE = 50  # words of body that the article before must have
_PREAMBLE_WORDS = 200  # teasers above a main article rarely come to more
_MAIN_TIMES = 5  # a text that much longer than a preamble is no attachment to it
_OPENING, _OPENING_LINES = 2_000, 8  # characters of how many lines show whom a report speaks of
_RULE = re.compile(r"\s*(?:[-_=*~#•·]\s?){3,}\s*$")
_LIVE = re.compile(r"\blive\s*(?:blog|updates?|coverage|:)|\bas it happened\b", re.IGNORECASE)
_CLOCK = re.compile(r"^(?:\d{1,2}[:.]\d\d|\d+ (?:min|hr|hour|minute)s?\b.* ago)", re.IGNORECASE)
_FEWEST_POSTS = 3  # clock times from which on a "live" page is a live blog


class Block(NamedTuple):
    """Line numbers: the first line of the head, the headline (or None), the first line of the body, the
    end of the block. `outlet` and `title` are the ranges of the copy that name the outlet and, without it,
    the headline."""

    kind: Literal["article", "teaser"]
    first: int
    headline: int | None
    body: int
    end: int
    outlet: tuple[int, int] | None
    title: tuple[int, int] | None = None


def blocks(found: Sequence[Line]) -> list[Block]:
    """The attached articles and teasers below the first article, in order; none in a live blog."""
    signs = _Signs(found)
    if signs.live:
        return []
    heads: list[Block] = []
    n = signs.first_prose + 1
    while n < len(found):
        block = _block(found, signs, n, heads)
        if block is None:
            n += 1
        else:
            heads.append(block)
            n = max(n + 1, block.body + 1)
    ends = [*(block.first for block in heads[1:]), len(found)]
    told = [_with_kind(found, signs, block._replace(end=ends[k])) for k, block in enumerate(heads)]
    return [block for block in told if block.kind == "teaser" or not _is_main(found, signs, block)]


def _is_main(found: Sequence[Line], signs: _Signs, block: Block) -> bool:
    """Whether what looks attached is so much longer than all before it that it is the main article below
    some teasers."""
    own = sum(found[m].words for m in range(block.body, block.end) if signs.kept[m])
    before = signs.before[block.first]
    return own > before if signs.dump else before < _PREAMBLE_WORDS and own > _MAIN_TIMES * before


def _with_kind(found: Sequence[Line], signs: _Signs, block: Block) -> Block:
    """An article, or a teaser: nothing but a short paragraph, or one that ends in "..."."""
    aged = any(signs.age[block.first : block.body])
    end = next((m for m in range(block.body, block.end) if not aged and _breaks(found[m])), block.end)
    bodies = [m for m in range(block.body, end) if signs.prose[m] and (signs.kept[m] or not signs.dump)]
    words = sum(found[m].words for m in bodies)
    cut = len(bodies) == 1 and breaks_off(found[bodies[0]].text)
    teaser = block.headline is None or words < (_TEASER_WORDS if cut else _FEWEST_BODY_WORDS)
    return block._replace(kind="teaser" if teaser else "article")


def _breaks(one: Line) -> bool:
    """Whether a line ends the run of a body: another headline, or the header of something else."""
    return bool(one.kinds & {"end", "more"}) or (
        is_headline(one) and not one.closed and one.words >= _FULL_HEADLINE
    )


class _Signs:
    """What is counted once for all lines: prose before each line, end signs, repeated names."""

    def __init__(self, found: Sequence[Line]) -> None:
        self.prose = [
            is_prose(one) and not one.kinds & {"credit", "boilerplate", "promo", "caption"} for one in found
        ]
        self.dump = is_dump(found)
        self.kept = body_lines(found) if self.dump else self.prose
        self.first_prose = next((n for n, kept in enumerate(self.kept) if kept), len(found))
        self.before = self._before(found)
        self.ended = self._ended(found)
        self.gaps = [0, *accumulate((one.gap for one in found), max)]
        """The largest gap between the lines above each line."""
        self.usual = _usual_words(found, self.kept)
        self.age = [is_age(one) for one in found]
        self.stamp = [is_stamped(one) for one in found]
        self.names = Counter(bare_name(one) for one in found if one.words <= LONGEST_NAME + 3)
        below = [one for one in found[self.first_prose :] if is_headline(one)]
        self.headlines = Counter(one.text for one in below)
        self.ends = Counter(end for one in below for end in _ends(one))
        clocks = sum(1 for one in found if _CLOCK.match(one.text) and one.words <= 8)
        head = found[: self.first_prose + 1]
        self.live = clocks >= _FEWEST_POSTS and any(_LIVE.search(one.text[:300]) for one in head)

    def _before(self, found: Sequence[Line]) -> list[int]:
        """The words of body before each line."""
        words, out = 0, []
        for one, kept in zip(found, self.kept, strict=True):
            out.append(words)
            words += one.words if kept else 0
        return out

    def _ended(self, found: Sequence[Line]) -> list[int]:
        """Evidence, before each line, that the text above is over (no stretch of prose since): 3 after a
        copyright or credit line, the comments or words that break off, 2 after the header of a list of
        other articles."""
        state, out, since = 0, [], 0
        for one, prose in zip(found, self.prose, strict=True):
            out.append(state)
            if "end" in one.kinds or ("credit" in one.kinds and one.words <= 40):
                state, since = 3, 0
            elif "more" in one.kinds or _RULE.match(one.text):
                state, since = max(state, 2), 0
            elif prose and not self.dump and _is_last(one):
                state, since = 3, 0
            elif prose:
                since += one.words
                state = state if since < _FEWEST_BODY_WORDS else 0
        return out


def _is_last(one: Line) -> bool:
    """Whether a paragraph is the last of its text: a teaser that breaks off, or one with the words of the
    site run on to its end."""
    if one.words <= _TEASER_WORDS and breaks_off(one.text):
        return True
    begin = one.text.rfind(". ", 0, -2) + 2
    tail = one.text[begin:]
    return begin > 1 and one.words > _FEWEST_BODY_WORDS and bool(kinds_of(tail, len(tail.split())) & _SITE)


_SITE = frozenset({"promo", "boilerplate", "site", "credit", "end", "more"})


def _usual_words(found: Sequence[Line], kept: Sequence[bool]) -> int:
    """The words of a usual paragraph of body: the median of the first ones."""
    words = sorted([one.words for one, is_body in zip(found, kept, strict=True) if is_body][:_FIRST_BODY])
    return words[len(words) // 2] if words else 0


def is_outlet(one: Line) -> bool:
    """Could be the name of an outlet: a few words, capitals, no sentence."""
    if one.words > _LONGEST_NAMING or one.closed or one.kinds & _NO_OUTLET or is_stamped(one):
        return False
    name = name_in(one)
    words = name.text.split() if name else []
    return 1 <= len(words) <= LONGEST_NAME and sum(map(is_capital, words)) * 2 >= len(words)


_NO_OUTLET = frozenset({"share", "end", "more", "promo", "boilerplate", "date", "caption"})


def _block(found: Sequence[Line], signs: _Signs, n: int, above: Sequence[Block]) -> Block | None:
    """The block whose headline (or, for a teaser without one, whose body) is line `n`; `above` are those
    above it."""
    after = above[-1].body + 1 if above else 0
    if signs.before[n] < _FEWEST_BEFORE:
        return None
    if is_headline(found[n]) or _is_crowned(found, n):
        body = _body_below(found, signs, n)
        if body is None:
            return None
        first, outlet = _head_above(found, signs, n, after)
        if signs.headlines[found[n].text] > (1 if signs.dump else 2):  # a teaser shown again and again
            return None
        if not _begins(found, signs, first, n, body, any(one.kind == "article" for one in above)):
            return None
        outlet = outlet if outlet is not None else _outlet_between(found, signs, n, body)
        below = " ".join(one.text[:_OPENING] for one in found[body : body + _OPENING_LINES])
        title, inside = title_and_outlet(found[n], below) if outlet is None else (title_of(found[n]), None)
        named = name_range(found[outlet]) if outlet is not None else inside
        return Block("article", first, n, body, len(found), named, title)
    if signs.prose[n] and breaks_off(found[n].text):
        first, outlet = _head_above(found, signs, n, after)
        if outlet is not None and any(signs.age[first:n]):
            return Block("teaser", first, None, n, len(found), name_range(found[outlet]))
    return None


def _is_crowned(found: Sequence[Line], n: int) -> bool:
    """Whether the line stands below an outlet named twice, and so is a headline whatever its end."""
    if n < 2 or not 1 <= found[n].words <= _LONGEST_CROWNED:
        return False
    name = bare_name(found[n - 1])
    return is_outlet(found[n - 1]) and any(name == bare_name(found[m]) for m in range(max(0, n - 4), n - 1))


def _body_below(found: Sequence[Line], signs: _Signs, n: int) -> int | None:
    """The first line of prose below a headline, with nothing between but lines of a head."""
    strangers, crowned = 0, _is_crowned(found, n)
    deck: int | None = None
    for m in range(n + 1, min(n + 2 + _HEAD_REACH, len(found))):
        one = found[m]
        if one.text == found[n].text:
            continue  # a page may print its headline twice
        if signs.prose[m] and (deck is not None or not _is_deck(found, signs, m)):
            return m
        if signs.prose[m]:
            deck = m
            continue
        strangers += not (one.kinds or signs.stamp[m] or _is_known(found, signs, m))
        another = is_headline(one) and one.words > LONGEST_NAME and not crowned  # else it is a deck
        if strangers > _STRANGERS or another or one.kinds & {"end", "more"}:
            return deck
    return deck


def _is_deck(found: Sequence[Line], signs: _Signs, m: int) -> bool:
    """Whether a sentence is the deck of a headline: a byline or date stands between it and the body."""
    if found[m].words > _LONGEST_DECK or breaks_off(found[m].text):
        return False
    below = range(m + 1, min(m + 3, len(found)))
    return any("byline" in found[k].kinds or signs.stamp[k] for k in below)


def _head_above(found: Sequence[Line], signs: _Signs, n: int, after: int) -> tuple[int, int | None]:
    """The first line of the head above line `n`, and the line that names the outlet."""
    rows: list[int] = []
    for m in range(n - 1, max(n - 1 - _HEAD_REACH, after - 1, signs.first_prose), -1):
        one = found[m]
        if rows and found[rows[-1]].gap > found[n].gap and any(signs.stamp[row] for row in rows):
            break  # a date above a gap belongs to what stands above it
        told = signs.stamp[m] or "byline" in one.kinds
        if signs.prose[m] or (one.kinds & {"end", "more", "credit", "share", "promo"} and not told):
            break
        if not told and not (is_outlet(one) and not is_question(one.text)):
            break
        rows.append(m)
    names = [m for m in rows if is_outlet(found[m]) and "byline" not in found[m].kinds]
    outlet = _chosen_outlet(found, signs, names, rows)
    told_rows = [m for m in rows if m not in names]
    twins = [m for m in names if outlet is not None and bare_name(found[m]) == bare_name(found[outlet])]
    if outlet is None:
        outlet = next((m for m in rows if _is_inline(found[m])), None)
    return min([n, *told_rows, *twins]), outlet


def _is_inline(one: Line) -> bool:
    """A name and an age or date in one line."""
    return is_stamped(one) and "byline" not in one.kinds and name_in(one) is not None


def _chosen_outlet(
    found: Sequence[Line], signs: _Signs, names: Sequence[int], rows: Sequence[int]
) -> int | None:
    """Among the short lines of a head the one that names the outlet: named twice, beside the age, or
    made of the words of such names."""
    texts = [bare_name(found[m]) for m in names]
    for m, text in zip(names, texts, strict=True):
        if texts.count(text) > 1:
            return m
    known = [m for m in names if is_labelled(found[m]) or _is_known(found, signs, m)]
    if known:
        return known[0]
    ages = [m for m in rows if signs.age[m]]
    stamps = [m for m in rows if signs.stamp[m]]
    near_age = [m for m in names if any(abs(m - age) == 1 for age in ages)]
    near_date = [m for m in names if any(abs(m - date) == 1 for date in stamps)]
    unsigned = [m for m in (*near_age, *near_date, *names) if not is_person(found[m].text)]
    return next(iter([*unsigned, *near_age]), None)


def _outlet_between(found: Sequence[Line], signs: _Signs, n: int, body: int) -> int | None:
    rows = range(n + 1, body)
    names = [m for m in rows if is_outlet(found[m]) and not found[m].kinds & {"byline"}]
    inline = [m for m in rows if _is_inline(found[m])]
    return next((m for m in [_chosen_outlet(found, signs, names, rows), *inline] if m is not None), None)


def _begins(found: Sequence[Line], signs: _Signs, first: int, n: int, body: int, others: bool) -> bool:
    """Whether the signs around a headline are enough for a new article; `others` says that the page has
    one above already."""
    head = [m for m in range(first, body) if m != n]
    opening = dateline(found[body].text)
    placed = 0 if opening is None else 3 if opening.source or opening.date else 2
    stamped = any(signs.stamp[m] for m in head)
    told = signs.ended[n]
    told += 2 if found[first].gap > signs.gaps[first] else 0
    told += 3 if any(signs.age[m] for m in head) else 0
    told += 3 if any("byline" in found[m].kinds for m in head if m > n or stamped) else 0
    told += 2 if any(signs.stamp[m] and not signs.age[m] and found[m].words > 1 for m in head) else 0
    told += 2 if _is_whole_in_line(found, signs, body) else 0
    told += 2 if _follows_whole(found, signs, first) else 0
    full = found[n].words >= _FULL_HEADLINE and not is_question(found[n].text)
    told += 2 if others and full and not (signs.dump or _is_entry(found, signs, n)) else 0
    named = [m for m in head if is_outlet(found[m]) or _is_inline(found[m])]
    if told + placed < _FIRM:
        return False
    told += 2 if any(_is_known(found, signs, m) for m in named) else 0
    told += full
    told += found[body].words >= _LONG_BODY_WORDS
    return told + placed >= (ENOUGH_IN_DUMP if signs.dump else ENOUGH)


def _is_whole_in_line(found: Sequence[Line], signs: _Signs, body: int) -> bool:
    """Whether the body below is one long line, unlike the paragraphs above."""
    return found[body].words >= max(_WHOLE_IN_LINE, _TIMES_LONGER * signs.usual)


def _is_entry(found: Sequence[Line], signs: _Signs, n: int) -> bool:
    """Whether a line begins or ends as several others do: an entry of a list ("Last fight: ...")."""
    return any(signs.ends[end] >= _FEWEST_ENTRIES for end in _ends(found[n]))


def _ends(one: Line) -> tuple[str, str]:
    """The first word of a line, without its number, and the last two."""
    words = one.text.casefold().split()
    return words[0] + " ", " " + " ".join(words[-2:])


def _follows_whole(found: Sequence[Line], signs: _Signs, first: int) -> bool:
    """Whether what stands above a head is one long line that is a whole report."""
    above = next((m for m in range(first - 1, -1, -1) if signs.prose[m]), None)
    return above is not None and _is_whole_in_line(found, signs, above)


def _is_known(found: Sequence[Line], signs: _Signs, m: int) -> bool:
    name = bare_name(found[m])
    return signs.names[name] > 1 or sounds_like_outlet(name)
