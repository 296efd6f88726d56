# SPDX-License-Identifier: Apache-2.0
"""Turns: the words in quotation marks that somebody speaks, with the cue beside them.

Comes in: a page and its cues. Goes out: `Turn`s: one turn is one quotation, in one or several
pieces (split round the cue, or running on over sentences and paragraphs).
Refuses: titles, nicknames, coined words and scare quotes; a part of a sentence in quotation marks
is left to the clause it stands in.
Score: with the quotations, `python -m bench quotations` (direct quotations alone).
"""

from __future__ import annotations

from typing import NamedTuple

from ontherecord.annotate.cues import Cue
from ontherecord.annotate.page import MARKS, Page, Quoted

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_LONGEST_ATTRIBUTION = 60
"""Tokens searched on either side of a quoted region for its cue."""
_ENDS_OPEN = ",?!-–—…"
_MANNERS = frozenset({"RB", "RP", "IN", "NN", "NNP"})


class Turn(NamedTuple):
    """Quoted regions spoken in one turn, in order; `cue` is missing where no word reports them.

    `intro` is the token range before a bare colon that introduces the words."""

    pieces: list[Quoted]
    cue: Cue | None
    place: str
    """Where the cue stands: "after", "before", "colon", "none"."""


class _Attribution(NamedTuple):
    cue: Cue | None
    place: str


def turns(page: Page, cues: list[Cue]) -> list[Turn]:
    """The turns of a page, in the order of the text."""
    by_token = {cue.token: cue for cue in cues if "direct" in cue.word.takes and cue.kind == "verb"}
    used: set[int] = set()
    found: list[Turn] = []
    for n, quoted in enumerate(page.outer):
        last = found[-1] if found else None
        if quoted.region.continues and last and last.pieces[-1] is page.outer[n - 1]:
            last.pieces.append(quoted)
            continue
        after = _after(page, n, by_token, used) if begins_sentence(page, n) else None
        if after is None and last and _runs_on(page, last, n):
            last.pieces.append(quoted)
            continue
        attribution = after or _before(page, n, by_token, used)
        if attribution is None and not speaks(page, n):
            continue
        if attribution and attribution.cue:
            used.add(attribution.cue.token)
        turn = Turn(
            [quoted], attribution.cue if attribution else None, attribution.place if attribution else "none"
        )
        if (
            last
            and last.cue is None
            and last.place == "none"
            and turn.place == "after"
            and _adjacent(page, last, n)
        ):
            found[-1] = Turn([*last.pieces, quoted], turn.cue, "after")
        else:
            found.append(turn)
    return found


def begins_sentence(page: Page, n: int) -> bool:
    """Whether no words of the sentence stand before a region."""
    return not page.has_words(lead(page, n), opening(page, n))


def opening(page: Page, n: int) -> int:
    """The first token of a region, its marks included."""
    quoted = page.outer[n]
    first = quoted.first
    while first > 0 and page.parse.starts[first - 1] >= quoted.region.start:
        first -= 1
    return first


def closing(page: Page, n: int) -> int:
    """The token after a region and its marks."""
    quoted = page.outer[n]
    end = quoted.end
    while end < len(page.parse) and page.parse.starts[end] < quoted.region.end:
        end += 1
    return end


def lead(page: Page, n: int) -> int:
    """Where the words before a region that may introduce it begin: after the last stop."""
    first, _ = page.paragraph(page.outer[n].first)
    token = opening(page, n)
    floor = max(first, token - _LONGEST_ATTRIBUTION)
    while token > floor:
        before = token - 1
        region = page.inside[before]
        if region >= 0 and region != n:
            if _ends_sentence(page, region):
                return closing(page, region)
            token = opening(page, region)
            continue
        if page.parse.words[before] in (".", "?", "!") or (
            page.parse.words[before] in MARKS and region < 0 and _closed_sentence(page, before)
        ):
            return token
        token -= 1
    return max(token, first)


def _closed_sentence(page: Page, mark: int) -> bool:
    inner = mark - 1
    return inner >= 0 and page.inside[inner] >= 0 and _ends_sentence(page, page.inside[inner])


def _ends_sentence(page: Page, n: int) -> bool:
    return page.parse.text[page.outer[n].region.inner_end - 1] in ".?!…" or page.text[
        page.outer[n].region.inner_start : page.outer[n].region.inner_end
    ].rstrip().endswith((".", "?", "!"))


def tail(page: Page, n: int) -> int:
    """Where the words after a region that may attribute it end: at a stop, a region, the paragraph."""
    parse = page.parse
    token = closing(page, n)
    _, end = page.paragraph(page.outer[n].first)
    end = min(end, token + _LONGEST_ATTRIBUTION)
    while token < end and page.inside[token] < 0:
        if parse.words[token] in (".", "?", "!", ";"):
            return token
        token += 1
    return token


def _after(page: Page, n: int, by_token: dict[int, Cue], used: set[int]) -> _Attribution | None:
    """The cue behind a region: `," said Smith`, `," Smith told CNN`."""
    first, end = closing(page, n), tail(page, n)
    last = page.text[page.outer[n].region.inner_end - 1]
    for token in range(first, end):
        cue = by_token.get(token)
        if cue is None or token in used or not _reports(page, token, first, end):
            continue
        if last == "." and not _bare(page, token, end):
            return None
        return _Attribution(cue, "after")
    return None


def _reports(page: Page, verb: int, first: int, end: int) -> bool:
    """Whether a verb behind a region is its report: its subject stands beside it."""
    parse = page.parse
    if parse.deps[verb] in ("relcl", "acl", "amod", "pcomp") and not _inverted(page, verb, first):
        return False
    if parse.tags[verb] in ("VBG", "VB") and not any(parse.deps[c] == "aux" for c in parse.children[verb]):
        return False
    if _inverted(page, verb, first):
        return True
    return any(parse.deps[c] in ("nsubj",) and first <= c < end for c in parse.children[verb]) or (
        verb > first and parse.poses[verb - 1] in ("PROPN", "PRON", "NOUN") and verb - first <= 6
    )


def _inverted(page: Page, verb: int, first: int) -> bool:
    return all(
        not page.is_word(t) or page.parse.tags[t] in ("RB", "MD") or page.parse.deps[t] == "aux"
        for t in range(first, verb)
    )


def _bare(page: Page, verb: int, end: int) -> bool:
    """Whether a report takes no words of its own: no clause behind the verb."""
    parse = page.parse
    return not any(
        c > verb and parse.deps[c] in ("ccomp", "xcomp", "dobj") and c < end for c in parse.children[verb]
    )


def _before(page: Page, n: int, by_token: dict[int, Cue], used: set[int]) -> _Attribution | None:
    """The cue before a region: `Smith said, "`, `He wrote: "`, also at the end of the paragraph before."""
    parse = page.parse
    first, mark = lead(page, n), opening(page, n)
    start, _ = page.paragraph(page.outer[n].first)
    if mark == start and start > 0 and parse.words[start - 1] == ":":
        first, mark = page.sentences[start - 1][0], start
    if not page.has_words(first, mark):
        return None
    last = parse.words[mark - 1]
    for token in range(mark - 1, first - 1, -1):
        cue = by_token.get(token)
        if cue and token not in used and page.inside[token] < 0 and _leads_to(page, token, mark, n):
            return _Attribution(cue, "before")
    if last == ":" and speaks(page, n):
        return _Attribution(None, "colon")
    return None


def _leads_to(page: Page, verb: int, mark: int, n: int) -> bool:
    """Whether nothing but addressee, time and place stands between a verb and the region it opens."""
    parse = page.parse
    if parse.deps[verb] == "amod":
        return False
    between = [t for t in range(verb + 1, mark) if page.is_word(t)]
    words = page.outer[n].end - page.outer[n].first
    last = parse.words[mark - 1]
    clean = not any(parse.tags[t] in _FINITE for t in between)
    if last == ":":
        return True
    if last == ",":
        return clean and (speaks(page, n) or _capital(page, n))
    if not between or all(parse.lowers[t] == "that" or parse.tags[t] in ("RB", "RP") for t in between):
        return words > 1 or _capital(page, n)
    return clean and words >= 4 and _capital(page, n) and _has_finite(page, n)


def _capital(page: Page, n: int) -> bool:
    word = page.parse.words[page.outer[n].first]
    return not word[0].islower()


def _has_finite(page: Page, n: int) -> bool:
    return any(page.parse.tags[t] in _FINITE for t in range(page.outer[n].first, page.outer[n].end))


def speaks(page: Page, n: int) -> bool:
    """Whether a region is a sentence somebody speaks: it begins like one, and ends or acts like one."""
    quoted = page.outer[n]
    words = sum(page.is_word(t) for t in range(quoted.first, quoted.end))
    if words < 2 or not _capital(page, n):
        return False
    ends = page.text[quoted.region.inner_end - 1] in ".?!…,"
    return (ends or not quoted.region.closed) and (_has_finite(page, n) or begins_sentence(page, n))


def _runs_on(page: Page, turn: Turn, n: int) -> bool:
    """Whether a region carries on a turn: nothing but its report stands between, and no new cue."""
    parse = page.parse
    last = turn.pieces[-1]
    if last is not page.outer[n - 1]:
        return False
    if parse.paragraph_index[last.first] != parse.paragraph_index[page.outer[n].first]:
        return False
    first, mark = closing(page, n - 1), opening(page, n)
    if not page.has_words(first, mark):
        return turn.cue is not None or turn.place != "none"
    if turn.cue is None or not first <= turn.cue.token < mark:
        return False
    stops = [t for t in range(first, mark) if parse.words[t] in (".", "?", "!", ";")]
    ends = all(not page.has_words(t, mark) for t in stops)
    return ends and (speaks(page, n) or parse.words[mark - 1] in (",", ":", ";", "—", "-", "–"))


def _adjacent(page: Page, turn: Turn, n: int) -> bool:
    """Whether no words stand between a turn and a region of the same paragraph."""
    last = turn.pieces[-1]
    if last is not page.outer[n - 1]:
        return False
    if page.parse.paragraph_index[last.first] != page.parse.paragraph_index[page.outer[n].first]:
        return False
    return not page.has_words(closing(page, n - 1), opening(page, n))
