# SPDX-License-Identifier: Apache-2.0
"""Which lines are the body of an article, and what kind of text they stand in.

Comes in: the lines of a text. Goes out: for each whether it is body. Refuses: nothing.
Score: `python -m bench segments`. Method: the evidence of `evidence.py`; in a text that is clean
on the whole, what is not told for dirt is kept.
"""

from __future__ import annotations

from collections.abc import Sequence

from ontherecord.read.evidence import evidence, is_clean
from ontherecord.read.lines import Line, breaks_off, is_clock, is_prose, is_question, is_sentence, is_stamped

# A text of which this share of words is prose is no dump of a page but an article with some dirt:
# what is not told for dirt by its words is kept.
_CLEAN_SHARE = 0.55
_CLEAN_LINES = 0.3  # and this share of its lines
_CLEAN_BONUS = 6.0
_LONGEST_RUN = 12  # lines between two lines of body that may belong to it by their form
_FEWEST_QUESTIONS = 2  # questions from which on a text is an explainer in questions and answers
_NOISE: frozenset[str] = frozenset({"share", "end", "more", "boilerplate"})
_DUMP_SHARE = 0.6  # of words in prose, below which a text is a page with all its menus


def body_lines(found: Sequence[Line]) -> list[bool]:
    """Whether each line is body, by evidence and its neighbours."""
    scores = evidence(found)
    if _is_clean_text(found):
        for n in range(_end(found)):
            scores[n] += _CLEAN_BONUS if _is_kept(found[n]) else 0.0
    flags = [score > 0 for score in scores]
    if not any(flags):
        flags = [is_prose(one) and not one.kinds & _NOISE for one in found]
    return _with_short_lines(found, flags)


def _with_short_lines(found: Sequence[Line], flags: Sequence[bool]) -> list[bool]:
    """The flags with short lines kept that belong to the body by their form: between two lines of it
    questions and their short answers, lists below the line that announces them, the headings of dated
    posts; there and right behind its last line a paragraph of one short sentence."""
    out = list(flags)
    above: int | None = None
    for n in [n for n, flag in enumerate(flags) if flag]:
        run = range(above + 1, n) if above is not None else range(0)
        if (
            above is not None
            and 1 <= len(run) <= _LONGEST_RUN
            and not any(found[m].kinds & _NOISE and not is_clock(found[m]) for m in run)
        ):
            for m in run:
                out[m] = out[m] or _belongs(found, out, m)
        above = n
    asked = sum(1 for one, flag in zip(found, out, strict=True) if flag and is_question(one.text))
    if above is not None:
        for m in range(above + 1, len(found)):
            # The last questions and answers of an explainer may be short, too.
            out[m] = _belongs(found, out, m) if asked >= _FEWEST_QUESTIONS else _goes_on(found, out, m)
            if not out[m]:
                break
    return out


def _belongs(found: Sequence[Line], kept: Sequence[bool], n: int) -> bool:
    """Whether a short line belongs to the body by its form and what stands above it."""
    one, above = found[n], found[n - 1]
    if one.kinds or breaks_off(one.text):
        return False
    if one.marked:  # an item of a list: the first below the line that announces it, the others below an item
        return kept[n - 1] and (above.marked or above.text.endswith((":", "?")))
    if is_question(one.text):
        return kept[n - 1]
    if one.closed:
        return kept[n - 1] and (is_question(above.text) or _goes_on(found, kept, n))
    return is_stamped(above) and not one.closed


def _goes_on(found: Sequence[Line], kept: Sequence[bool], n: int) -> bool:
    """Whether a line is a paragraph or an item of one short sentence that goes on with the body or list above
    it ("No guard was injured.")."""
    one, above = found[n], found[n - 1]
    return kept[n - 1] and is_sentence(one) and (one.indent, one.marked) == (above.indent, above.marked)


def _is_clean_text(found: Sequence[Line]) -> bool:
    words = sum(one.words for one in found)
    prose = [one.words for one in found if is_clean(one)]
    return sum(prose) > _CLEAN_SHARE * words and len(prose) > _CLEAN_LINES * len(found)


def _end(found: Sequence[Line]) -> int:
    """The line at which a clean text says that it is over, past its middle; or its length."""
    words = sum(one.words for one in found)
    before = 0
    for n, one in enumerate(found):
        if 2 * before > words and one.kinds & {"end", "more", "credit"} and one.words <= 40:
            return n
        before += one.words
    return len(found)


def _is_kept(one: Line) -> bool:
    return (not one.kinds and not breaks_off(one.text)) or (is_prose(one) and not one.kinds)


def is_dump(found: Sequence[Line]) -> bool:
    """Whether a text is a whole page with its menus rather than an article with some dirt."""
    words = sum(one.words for one in found)
    prose = sum(one.words for one in found if is_prose(one))
    return prose < _DUMP_SHARE * words or sum(one.marked for one in found) * 4 > len(found)
