# SPDX-License-Identifier: Apache-2.0
"""Quotation marks: which words of a text stand between them.

Comes in: the lines of a text. Goes out: `Region`s, the ranges between an opening and a closing
mark, with their depth. Straight, curly, low-high and pointed marks, single marks beside
apostrophes, and a mark left out are understood.
Refuses: nothing; a mark that opens or closes nothing is passed over. One pass over the text, so
the time is linear however many marks there are.
Score: with the quotations, `python -m bench quotations`.

A quotation may run over several paragraphs with an opening mark at each and a closing mark only
at the last: such regions are chained (`continues`). A paragraph never opens a region that ends
in another in any other way, so one lost mark spoils one paragraph at most.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_CANDIDATE = re.compile(r"``|''|[\"“”„«»‘’'‹›]")
_SENTENCE_END = re.compile(r"[.!?…][)\]]?\s+")
_CLOSING_PUNCTUATION = ",.?!…;—–-"
_BEFORE_OPENING = "([{—–-―/:"
_MOST_WAITING = 3
"""Paragraphs without any mark that may stand inside one quotation."""
_LONGEST_SINGLE = 600
"""Characters a region in single marks may span; a longer one is two apostrophes."""


class Region(NamedTuple):
    """A quoted range. `start:end` includes the marks that are there, `inner_start:inner_end` does not."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    depth: int
    closed: bool
    continues: bool
    """Carries on the region before it, which had no closing mark, from an earlier paragraph."""


class _Open(NamedTuple):
    sign: str
    start: int
    inner: int


_CLOSED_BY = {"“": '”“"', "„": '“”"', "«": "»", "»": "«", "‹": "›", '"': '"”', "``": "''", "''": "''"}


def regions(text: str, lines: list[tuple[int, int]]) -> list[Region]:
    """The quoted regions of the given lines (ranges of `text`), in order of their start."""
    found: list[Region] = []
    waiting: list[tuple[int, int]] | None = None  # lines without marks since a region was left open
    for start, end in lines:
        here = sorted(_line_regions(text, start, end, waiting is not None))
        if not here and waiting is not None and len(waiting) < _MOST_WAITING:
            waiting.append((start, end))
            continue
        if here and waiting is not None and here[0].depth == 0:
            if here[0].start == here[0].inner_start == start:
                found += [Region(a, b, a, b, 0, False, True) for a, b in waiting]
                here[0] = here[0]._replace(continues=True)
            elif here[0].inner_start - start <= len("``") and not waiting:
                here[0] = here[0]._replace(continues=True)
        found += here
        outer = [r for r in here if r.depth == 0]
        waiting = [] if outer and not outer[-1].closed and outer[-1].end == end else None
    return found


def _line_regions(text: str, start: int, end: int, carried: bool) -> Iterator[Region]:
    """The regions of one line. With `carried`, one was left open before: a closing mark ends it here."""
    stack: list[_Open] = []
    last_end = start
    position = start
    single_until = _single_closers(text, start, end)
    matches = list(_CANDIDATE.finditer(text, start, end))
    for n, match in enumerate(matches):
        i, j, sign = match.start(), match.end(), match.group()
        if i < position:
            continue
        before = text[i - 1] if i > start else " "
        after = text[j] if j < end else " "
        if sign in "‘'’":
            single = stack[-1].sign == "'" if stack else False
            if single and i == single_until.get(stack[-1].start):
                opened = stack.pop()
                yield Region(opened.start, j, opened.inner, i, len(stack), True, False)
                last_end = j
            elif not single and i in single_until:
                stack.append(_Open("'", i, j))
            continue
        if sign == '"' and not stack and before.isdigit() and not after.isalnum() and i > start:
            continue  # an inch mark
        double = next((o for o in reversed(stack) if o.sign != "'"), None)
        if double is not None and sign in _closers(double.sign) and not _reopens(double, sign, before, after):
            while stack[-1] is not double:
                stack.pop()
            stack.pop()
            yield Region(double.start, j, double.inner, i, len(stack), True, False)
            last_end = j
        elif sign in "“„«‹" or (
            sign in ('"', "``", "''", "»")
            and (_may_open(before, after) or (double is None and _closed_next(text, matches, n, end)))
        ):
            if double is not None and sign == double.sign and _lost_before(matches, n):
                yield from _left_open(text, stack, i)
                stack = []
            stack.append(_Open(sign, i, j))
        elif double is None and sign in ('"', "”", "''") and before in _CLOSING_PUNCTUATION:
            opening = start if carried and last_end == start else _sentence_start(text, last_end, i)
            yield Region(opening, j, opening, i, 0, True, False)
            last_end = j
    outer = next((o for o in stack if o.sign != "'"), None)
    if outer is not None and outer.inner < end:
        yield Region(outer.start, end, outer.inner, end, 0, False, False)


def _closers(sign: str) -> str | tuple[str, ...]:
    closers = _CLOSED_BY.get(sign, "›")
    return (closers,) if len(closers) == 2 and closers == "''" else tuple(closers)


def _may_open(before: str, after: str) -> bool:
    return (before.isspace() or before in _BEFORE_OPENING or before in "“‘'\"") and not after.isspace()


def _closed_next(text: str, matches: list[re.Match[str]], n: int, end: int) -> bool:
    """Whether a mark glued to the comma before it opens: `Kern said," It is over."` The next one closes."""
    i, j = matches[n].span()
    if text[i - 1 : i] not in (",", ":"):
        return False
    following = next((m for m in matches[n + 1 : n + _NEXT] if m.group() not in "‘'’"), None)
    if following is None or following.group() != text[i:j]:
        return False
    return not text[following.start() - 1].isspace() and not text[following.end() : end][:1].isalnum()


_NEXT = 8
"""Marks searched for the next one that is no apostrophe."""


def _lost_before(matches: list[re.Match[str]], n: int) -> bool:
    """Whether the closing mark before an opening one of the same sign was left out: no second closing
    mark follows for the outer of two quotations."""
    sign = matches[n].group()
    if sign not in "“„«":
        return True
    closers = [m.group() for m in matches[n + 1 : n + 3]]
    return len(closers) < 2 or closers[1] == sign


def _reopens(double: _Open, sign: str, before: str, after: str) -> bool:
    """An opening mark of the same sign while one is open: the closing mark before it was left out."""
    if sign == "“" and double.sign == "“":
        return not (before.isalnum() or before in _CLOSING_PUNCTUATION) or after.isalnum()
    return sign in ('"', "''") and before.isspace() and after.isalnum()


def _left_open(text: str, stack: list[_Open], until: int) -> Iterator[Region]:
    """The outermost open region, ended where the reader would end it: before `until`."""
    outer = next(o for o in stack if o.sign != "'")
    end = until
    while end > outer.inner and text[end - 1].isspace():
        end -= 1
    yield Region(outer.start, end, outer.inner, end, 0, False, False)


def _sentence_start(text: str, floor: int, until: int) -> int:
    """Where the sentence that ends at `until` begins, not before `floor`."""
    window = max(floor, until - 1000)
    start = window
    for match in _SENTENCE_END.finditer(text, window, max(window, until - 2)):
        start = match.end()
    while start < until and text[start].isspace():
        start += 1
    return start


def _single_closers(text: str, start: int, end: int) -> dict[int, int]:
    """Opening single marks of a line, each with the place of its closing mark.

    An opening mark follows a space or a bracket and precedes a word; the closing mark follows a
    word or a stop and precedes none. After an "s" it may be a plural possessive, so a closing
    mark after a stop is preferred if it comes before the next opening one.
    """
    marks = [m.start() for m in re.finditer("[‘’']", text[start:end])]
    opening, closing = [], []
    for relative in marks:
        i = start + relative
        before = text[i - 1] if i > start else " "
        after = text[i + 1] if i + 1 < end else " "
        if (before.isspace() or before in _BEFORE_OPENING or before in '“"') and (
            after.isupper() or (after.isalpha() and text[i] != "’") or after in '[…“"'
        ):
            opening.append(i)
        elif text[i] != "‘" and not after.isalnum() and not before.isspace() and after != "'" != before:
            closing.append(i)
    return _paired(text, opening, closing)


def _paired(text: str, opening: list[int], closing: list[int]) -> dict[int, int]:
    pairs: dict[int, int] = {}
    place, free_from = 0, -1
    for n, i in enumerate(opening):
        if i < free_from:
            continue
        limit = min(opening[n + 1] if n + 1 < len(opening) else i + _LONGEST_SINGLE, i + _LONGEST_SINGLE)
        while place < len(closing) and closing[place] <= i + 2:
            place += 1
        chosen = None
        for k in range(place, min(place + 8, len(closing))):
            j = closing[k]
            if j > limit:
                break
            if text[j - 1] in _CLOSING_PUNCTUATION or text[j - 1] not in "sS":
                chosen = j
                break
            chosen = chosen or j
        if chosen is not None:
            pairs[i] = chosen
            free_from = chosen
    return pairs
