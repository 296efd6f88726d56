# SPDX-License-Identifier: Apache-2.0
"""Turns: the words in quotation marks that somebody speaks, with the cue beside them.

Comes in: a page and its cues. Goes out: `Turn`s: one turn is one quotation, in one or several
pieces (split round the cue, or running on over sentences and paragraphs).
Refuses: titles, nicknames, coined words and scare quotes; a part of a sentence in quotation marks
is left to the clause it stands in.
Score: with the quotations, `python -m bench quotations` (direct quotations alone).
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from typing import Literal

from ontherecord.annotate.quotations.beside import (
    begins_sentence,
    capital,
    closing,
    has_finite,
    lead,
    opening,
    speaks,
    tail,
)
from ontherecord.annotate.quotations.cues import Cue, colon, dash, unlisted
from ontherecord.annotate.quotations.introductions import signature
from ontherecord.annotate.quotations.neighbours import behind_marks, inverted
from ontherecord.annotate.quotations.page import Page
from ontherecord.annotate.quotations.speakers import phrase
from ontherecord.annotate.quotations.subjects import of_verb, saying_behind_as, subject

Place = Literal["after", "before", "colon", "none"]

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_JOINTS = frozenset({",", ":", ";", "—", "–", "-", "--"})
_LEAST_WORDS = 4
"""Words a region without comma or colon before it needs to be speech: `told them "it is over now"`."""
_FAR = 6
"""Tokens between a region and a verb whose subject the parse missed: `," Police Chief Ann Low said`."""


@dataclass
class Turn:
    """Words spoken in one turn. `pieces` are character ranges, marks left out; `reach` is the token
    up to which the turn and its report extend; `region` the number of its last quoted region."""

    pieces: list[tuple[int, int]]
    cue: Cue | None
    place: Place
    reach: int
    region: int
    open: bool
    """The last region has no closing mark."""


def turns(page: Page, cues: list[Cue], passed: Set[int] = frozenset()) -> list[Turn]:
    """The turns of a page, in the order of the text; the regions numbered in `passed` are none
    (a line of a transcript that stands in marks)."""
    by_token = {cue.token: cue for cue in cues if "direct" in cue.word.takes and cue.kind == "verb"}
    found: list[Turn] = []
    for n, quoted in enumerate(page.outer):
        if n in passed:
            continue
        last = found[-1] if found else None
        after = _after(page, n, by_token) if _may_front(page, n, by_token) else None
        if last and quoted.region.continues and last.region == n - 1:
            _carry_on(page, found, n, after)
        elif after:
            _report_after(page, found, n, after)
        elif last and _runs_on(page, last, n):
            last.pieces.append(_piece(page, n))
            last.reach, last.region, last.open = closing(page, n), n, not quoted.region.closed
            _finish_sentence(page, last, n)
        else:
            _open_turn(page, found, n, by_token)
    return found


def _piece(page: Page, n: int) -> tuple[int, int]:
    """The characters of a region without its marks and white space; the stops inside stay."""
    start, end = page.outer[n].region.inner_start, page.outer[n].region.inner_end
    while start < end and page.text[start].isspace():
        start += 1
    while end > start and page.text[end - 1].isspace():
        end -= 1
    return start, end


def _may_front(page: Page, n: int, by_token: dict[int, Cue]) -> bool:
    """Whether what is quoted may be reported behind: nobody else reports it before."""
    if begins_sentence(page, n):
        return True
    first, mark = lead(page, n), opening(page, n)
    if page.parse.words[mark - 1] == ":":
        return _ends_with(page, n, ",")  # `Kern praised the plan: "It is good," she said`
    return _ends_with(page, n, ",?!") and not any(
        t in by_token and subject(page.parse, t) is not None for t in range(first, mark) if page.inside[t] < 0
    )


def _with_lead(page: Page, n: int) -> tuple[int, int]:
    """A region with the words of its sentence before it: `We must "go on," she said`."""
    start, end = _piece(page, n)
    if page.parse.words[opening(page, n) - 1] == ":":
        return start, end
    for token in range(lead(page, n), opening(page, n)):
        if page.is_word(token):
            return page.parse.starts[token], end
    return start, end


def _carry_on(page: Page, found: list[Turn], n: int, after: Cue | None) -> None:
    """A paragraph that carries on an open quotation; a cue of its own reports the open part too."""
    last = found[-1]
    if after and last.cue:
        carried = last.pieces.pop()
        if not last.pieces:
            found.pop()
        found.append(Turn([carried], after, "after", 0, n, False))
        last = found[-1]
    elif after:
        last.cue, last.place = after, "after"
    last.pieces.append(_piece(page, n))
    last.reach = _reach(page, n, after)
    last.region, last.open = n, not page.outer[n].region.closed


def _report_after(page: Page, found: list[Turn], n: int, after: Cue) -> None:
    last = found[-1] if found else None
    if last and last.place == "none" and _adjacent(page, last, n):
        pieces = [*last.pieces, _piece(page, n)]
        found.pop()
    else:
        pieces = [_with_lead(page, n)]
    found.append(Turn(pieces, after, "after", _reach(page, n, after), n, not page.outer[n].region.closed))


def _open_turn(page: Page, found: list[Turn], n: int, by_token: dict[int, Cue]) -> None:
    used = {turn.cue.token for turn in found[-2:] if turn.cue}
    before = _before(page, n, by_token, used)
    if before is None and not (speaks(page, n) and begins_sentence(page, n)):
        return
    place: Place = "none" if before is None else "colon" if before.kind == "colon" else "before"
    found.append(Turn([_piece(page, n)], before, place, closing(page, n), n, not page.outer[n].region.closed))
    _finish_sentence(page, found[-1], n)


def _finish_sentence(page: Page, turn: Turn, n: int) -> None:
    """Words behind the last region that end its sentence belong to what was said:
    `"It is no reform" for the few.`"""
    first, end = closing(page, n), tail(page, n)
    if turn.place == "none" or not page.has_words(first, end) or page.parse.words[first] in _JOINTS:
        return
    if _ends_with(page, n, ".?!…,"):
        return
    while end > first and not page.is_word(end - 1):
        end -= 1
    turn.pieces[-1] = (turn.pieces[-1][0], page.parse.ends[end - 1])
    turn.reach = end


def _ends_with(page: Page, n: int, stops: str) -> bool:
    return page.text[page.outer[n].region.inner_end - 1] in stops


def _reach(page: Page, n: int, after: Cue | None) -> int:
    """The token behind a region and, if it follows, its report: a stop, a joint, the paragraph's end."""
    if after is None:
        return closing(page, n)
    _, end = page.paragraph(after.token)
    token = after.end
    while token < end:
        region = page.inside[token]
        if region >= 0:
            before = opening(page, region) - 1
            if page.parse.words[before] in _JOINTS:
                return before
            token = closing(page, region)
            continue
        if page.parse.words[token] in (".", "?", "!", ";"):
            return token
        token += 1
    return end


def _after(page: Page, n: int, by_token: dict[int, Cue]) -> Cue | None:
    """The cue behind a region: `," said Smith`, `," Smith told CNN`."""
    first, end = closing(page, n), tail(page, n)
    if _introduces_next(page, n, first, end):
        return None
    for mark in (first, first - 1):  # the dash may be glued to the closing mark
        if begins_sentence(page, n) and signature(page, mark):
            return dash(mark)
    fronted = not begins_sentence(page, n)
    listed = [by_token[t] for t in range(first, end) if t in by_token]
    for cue in listed:
        if _reports(page, cue.token, first, end):
            if fronted and not _beside(page, cue.token, first):
                return None
            weak = not cue.word.takes & {"that", "bare"} and cue.token > first
            return None if _ends_with(page, n, ".") and (weak or not _bare(page, cue.token, end)) else cue
    if fronted:
        return None
    if not _ends_with(page, n, ",?!"):
        return None
    carried = _ends_with(page, n, ",") or (first < end and page.parse.words[first][0].islower())
    far = end if carried else first + _FAR
    tags = page.parse.tags
    finite = _FINITE if any(tags[t] in _FINITE for t in range(first, end)) else {"VBN"}  # a wrong tag
    near = [cue for cue in listed if tags[cue.token] in finite and cue.token < far]
    return near[0] if near else _unlisted(page, first, end)


def _unlisted(page: Page, first: int, end: int) -> Cue | None:
    return next(
        (unlisted(page.parse, t) for t in range(first, end) if _looks_reporting(page, t, first)), None
    )


def _introduces_next(page: Page, n: int, first: int, end: int) -> bool:
    """Whether the words behind a finished region introduce the next one: `"Why?" He answered, "No."`"""
    if not _ends_with(page, n, ".?!") or end >= len(page.parse) or end == first:
        return False
    nearby = n + 1 < len(page.outer) and opening(page, n + 1) <= end <= page.outer[n + 1].first
    joint = page.parse.words[opening(page, n + 1) - 1] if nearby else ""
    capital_first = not page.parse.words[first][0].islower()
    return joint in (",", ":") and capital_first


def _beside(page: Page, verb: int, first: int) -> bool:
    """Whether a report begins right behind a region: its verb, or its subject's phrase."""
    head = of_verb(page, verb)
    if head is None or page.parse.tags[verb] not in _FINITE:
        return False
    start = min(verb, phrase(page, head)[0])
    return not page.has_words(first, start)


def _looks_reporting(page: Page, verb: int, first: int) -> bool:
    """Whether an unlisted verb stands where reports stand: `," Smith beamed.`, `," beamed Smith.`"""
    parse = page.parse
    if parse.tags[verb] not in ("VBD", "VBZ", "VBN") or parse.lemmas[verb] in ("be", "have", "do"):
        return False
    if any(parse.deps[c] in ("aux", "auxpass") for c in parse.children[verb]):
        return False
    if verb == first:
        return inverted(page, verb) is not None
    head = of_verb(page, verb)
    head = behind_marks(page, verb) if head is None else head
    near = head is not None and first <= head < verb and verb - first <= _FAR
    return near and _bare(page, verb, len(parse))


def _reports(page: Page, verb: int, first: int, end: int) -> bool:
    """Whether a verb behind a region is its report: its subject stands beside it."""
    parse = page.parse
    turned = all(
        not page.is_word(t) or parse.tags[t] in ("RB", "MD") or parse.deps[t] == "aux"
        for t in range(first, verb)
    )
    if turned:
        return True
    if parse.deps[verb] in ("relcl", "acl", "amod", "pcomp") or _says_when(page, verb, first):
        return False
    if _goes_on(page, verb, first):
        return True
    if parse.tags[verb] in ("VBG", "VB") and not any(parse.deps[c] == "aux" for c in parse.children[verb]):
        return False
    own = ("nsubj", "nsubjpass") if saying_behind_as(parse, verb) else ("nsubj",)
    if any(parse.deps[c] in own and first <= c < end for c in parse.children[verb]):
        return True
    return parse.poses[verb - 1] in ("PROPN", "PRON", "NOUN") and verb - first <= _FAR


def _goes_on(page: Page, verb: int, first: int) -> bool:
    """Whether a verb of saying hangs on one that only tells how often or when it is said, whose subject stands beside the
    region: `," he keeps telling them`, `," Kern went on to say`."""
    parse = page.parse
    above = parse.heads[verb]
    going = (
        parse.deps[verb] in ("xcomp", "advcl") and parse.lemmas[above] in _GOING_ON and first <= above < verb
    )
    return going and any(parse.deps[c] == "nsubj" and c >= first for c in parse.children[above])


_GOING_ON = frozenset({"keep", "continue", "go", "begin", "start", "like", "love", "use"})


def _says_when(page: Page, verb: int, first: int) -> bool:
    """Whether a verb only says when or why the report was made: `," Kern said when Voss asked her`."""
    parse = page.parse
    opens = parse.subtree(verb)[0]
    return parse.deps[verb] == "advcl" and opens > first and parse.tags[opens] in ("WRB", "IN")


def _bare(page: Page, verb: int, end: int) -> bool:
    """Whether a report takes no words of its own: no clause or object behind the verb."""
    parse = page.parse
    taken = (c for c in parse.children[verb] if verb < c < end)
    return not any(parse.deps[c] in ("ccomp", "xcomp", "dobj") for c in taken)


def _before(page: Page, n: int, by_token: dict[int, Cue], used: set[int]) -> Cue | None:
    """The cue before a region: `Smith said, "`, `He wrote: "`, also at the end of the paragraph before."""
    parse = page.parse
    first, mark = lead(page, n), opening(page, n)
    start, _ = page.paragraph(page.outer[n].first)
    if mark == start and start > 0 and parse.words[start - 1] == ":":
        first, mark = page.sentences[start - 1][0], start
    if not page.has_words(first, mark):
        return None
    for token in range(mark - 1, first - 1, -1):
        cue = by_token.get(token)
        if cue and token not in used and page.inside[token] < 0:
            if _leads_to(page, cue, mark, n):
                return cue
            if parse.words[mark - 1] != ":":
                return None
    if parse.words[mark - 1] == ":" and capital(page, n):
        return colon(mark - 1)
    return None


def _leads_to(page: Page, by: Cue, mark: int, n: int) -> bool:
    """Whether nothing but addressee, time and place stands between a verb and the region it opens,
    and the region ends the sentence."""
    parse = page.parse
    verb = by.token
    if parse.deps[verb] == "amod":
        return False
    between = [t for t in range(verb + 1, mark) if page.is_word(t)]
    last = parse.words[mark - 1]
    clean = not any(parse.tags[t] in _FINITE for t in between)
    after = closing(page, n)
    ends = not page.has_words(after, tail(page, n)) or parse.words[after] == ","
    if last == ":":
        return clean
    if last == ",":
        return clean and (speaks(page, n) or (capital(page, n) and ends))
    words = page.outer[n].end - page.outer[n].first
    if not by.word.takes & {"that", "bare"}:
        return False
    if all(parse.lowers[t] == "that" or parse.tags[t] in ("RB", "RP") for t in between):
        return ends and (words > 1 or capital(page, n))
    return clean and ends and words >= _LEAST_WORDS and capital(page, n) and has_finite(page, n)


def _runs_on(page: Page, turn: Turn, n: int) -> bool:
    """Whether a region carries on a turn of its paragraph: nothing but its report stands between, and no new cue."""
    mark = opening(page, n)
    if turn.place == "none" or mark < turn.reach or page.has_words(turn.reach, mark):
        return False
    start, _ = page.paragraph(page.outer[n].first)
    if turn.reach <= start:
        return False
    joint = any(page.parse.words[t] in _JOINTS for t in range(max(turn.reach - 1, start), mark))
    return joint or speaks(page, n) or (capital(page, n) and has_finite(page, n))


def _adjacent(page: Page, turn: Turn, n: int) -> bool:
    """Whether no words stand between a turn and a region of the same paragraph."""
    same = page.parse.paragraph_index[turn.reach - 1] == page.parse.paragraph_index[page.outer[n].first]
    return same and turn.region == n - 1 and not page.has_words(turn.reach, opening(page, n))
