# SPDX-License-Identifier: Apache-2.0
"""The lines of a text, and what each of them says about itself.

Comes in: a frozen copy. Goes out: its non-empty lines, each with what can be told from it alone:
the classes of `data/lines.toml` it belongs to, its words, whether it reads like prose or like a
headline. Refuses: nothing. Score: `python -m bench segments`, with the roles made of it.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterator
from importlib import resources
from typing import NamedTuple

from ontherecord.read.galleries import is_gallery

_TAIL = 220  # characters; agencies' orders about a picture ("NO RESALES. MANDATORY CREDIT") can be long
LONGEST_TESTED = 1_500  # characters; a longer line is prose and is shown to no pattern
_MOST_SPACE = 300  # characters beside one a word; the columns of a table stay below
_GALLERY_IN = 20_000  # characters of a line in which a gallery is looked for
_MARK = re.compile(r"(?:[*•·▪‣◦●■□–+]|#{1,6}(?=\s)|[-o](?=\s)|\d{1,3}[.)](?=\s)|>+(?=\s))\s*")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*(?=\s+[\"'“‘(\[]?[A-Z0-9]|$)")
_TERMINAL = re.compile(r"[.!?…:;][\"'”’)\]*]{0,3}$")
_WHOLE = re.compile(r"[\"'“‘]?[A-Z0-9]")
_FULL_STOP = re.compile(r"[.!][\"'”’]{0,2}$")
_ADDRESS = re.compile(r"https?://|www\.|@")
_PATH = re.compile(r"https?://|\w\.[a-z]{2,4}/\w")  # an address that leads somewhere
_SHORTEST_SENTENCE = 3  # words
_QUESTION = re.compile(r"\?[\"'”’)]{0,2}$")
_ELLIPSIS = re.compile(
    r"(?:\.\.\.|…|\[\s?(?:\.\.\.|…)\s?\])[\"'”’)\]]{0,2}\s*(?:read\s+more|more)?\W{0,3}$", re.IGNORECASE
)

_ELLIPSIS_IN = 30  # characters at the end of a line in which it stands

_AGE = (
    r"(?:\d{1,3}\s?(?:s|m|h|d|w|mins?|hrs?|minutes?|hours?|days?|weeks?|months?)\.?(?:\s+ago)?"
    r"|(?:an?|one)\s(?:minute|hour|day|week|month)(?:\s+ago)?|just\s+now|yesterday)"
)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?"
_CLOCK = r"(?:,?\s(?:at\s)?\d{1,2}[:.]\d\d(?:\s?[ap]\.?m\.?)?(?:\s[a-z]{2,4})?)?"
_DATE = (
    rf"(?:(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s)?(?:{_MONTH}\s\d{{1,2}},?\s\d{{4}}"
    rf"|\d{{1,2}}\s{_MONTH},?\s\d{{4}}|\d{{4}}-\d\d-\d\d){_CLOCK})"
)
_CLOCK_ALONE = re.compile(r"\d{1,2}[:.]\d\d\s?(?:[ap]\.?m\.?)?(?:\s[a-z]{2,4})?", re.IGNORECASE)
_BEFORE_STAMP = r"(?:^|[|•·,(–—-]\s*|\s)(?:(?:about|over|published|posted|updated)\s+)?"
_AGE_IN_LINE = re.compile(rf"{_BEFORE_STAMP}{_AGE}\W*$", re.IGNORECASE)
_STAMP_IN_LINE = re.compile(rf"{_BEFORE_STAMP}(?:{_AGE}|{_DATE})\W*$", re.IGNORECASE)
_BEHIND_STAMP = r"(?:\s?[|•·–—]|\s-\s)\s*+(?=\S)"
_AGE_BEFORE = re.compile(rf"{_AGE}{_BEHIND_STAMP}", re.IGNORECASE)
_STAMP_BEFORE = re.compile(rf"(?:{_AGE}|{_DATE}){_BEHIND_STAMP}", re.IGNORECASE)
_LONGEST_STAMPED = 12  # words of a line that is an outlet or author with an age or date
_NO_HEADLINE = frozenset({"age", "date", "byline", "share", "end", "more", "credit", "caption"})


class Line(NamedTuple):
    """One non-empty line: `copy[start:end]` without the white space around it.

    `text` is that without its list mark; `indent` counts the white space before; `gap` the empty
    lines before; `kinds` the classes of `data/lines.toml`.
    """

    start: int
    end: int
    text: str
    indent: int
    gap: int
    marked: bool
    kinds: frozenset[str]
    words: int
    function_words: int
    capitals: int
    """Words that begin with a capital letter or a digit."""
    sentences: int
    closed: bool
    """Ends like a sentence."""


def lines(copy: str, start: int = 0, end: int | None = None) -> list[Line]:
    """The non-empty lines of `copy[start:end]`, in order."""
    return list(_lines(copy, start, len(copy) if end is None else end))


def _lines(copy: str, start: int, end: int) -> Iterator[Line]:
    gap = 0
    while start < end:
        stop = copy.find("\n", start, end)
        stop = end if stop < 0 else stop
        raw = copy[start:stop]
        text = raw.strip()
        if text:
            first = start + len(raw) - len(raw.lstrip())
            yield line(text, first, first - start, gap)
            gap = 0
        else:
            gap += 1
        start = stop + 1


def line(text: str, start: int = 0, indent: int = 0, gap: int = 0) -> Line:
    """What can be told of one line, given without the white space around it."""
    mark = _MARK.match(text)
    bare = text[mark.end() :] if mark else text
    words = bare[:50_000].split()
    known = function_words()
    return Line(
        start=start,
        end=start + len(text),
        text=bare,
        indent=indent,
        gap=gap,
        marked=mark is not None,
        kinds=kinds_of(bare, len(words)),
        words=len(words),
        function_words=sum(1 for word in words if word.strip(".,;:!?\"'“”’()").lower() in known),
        capitals=sum(1 for word in words if is_capital(word)),
        sentences=len(_SENTENCE_END.findall(bare[:5_000])),
        closed=_TERMINAL.search(bare[-8:]) is not None,
    )


def is_capital(word: str) -> bool:
    """Begins with a capital or a figure."""
    first = word.lstrip("\"'“‘([")[:1]
    return first.isupper() or first.isdigit()


def is_prose(one: Line) -> bool:
    """Reads like a sentence or a paragraph of an article."""
    return one.words >= 8 and (one.closed or one.words >= 25) and one.function_words * 6 >= one.words


def is_sentence(one: Line) -> bool:
    """Is a whole sentence, however short: a capital or a quotation mark at its head, a full stop at its
    end, a word that holds sentences together, no address and no sign of furniture."""
    return (
        one.words >= _SHORTEST_SENTENCE
        and not (one.kinds or breaks_off(one.text))
        and _WHOLE.match(one.text) is not None
        and _FULL_STOP.search(one.text[-4:]) is not None
        and one.function_words > 0
        and not _ADDRESS.search(one.text[:LONGEST_TESTED])
    )


def breaks_off(text: str) -> bool:
    """Ends with "...", or with "... Read more"."""
    return _ELLIPSIS.search(text[-_ELLIPSIS_IN:]) is not None


def is_question(text: str) -> bool:
    """Ends with a question mark."""
    return _QUESTION.search(text[-6:]) is not None


def is_clock(one: Line) -> bool:
    """A time of day and nothing else, as it stands above a post of a live blog."""
    return "date" in one.kinds and _CLOCK_ALONE.fullmatch(one.text) is not None


def is_age(one: Line) -> bool:
    """An age line, alone or beside an outlet ("Harbour Gazette · 2 hours ago")."""
    return "age" in one.kinds or (
        one.words < _LONGEST_STAMPED
        and any(stamp is not None for stamp in (_AGE_IN_LINE.search(one.text), _AGE_BEFORE.match(one.text)))
    )


def is_stamped(one: Line) -> bool:
    """An age or a full date, alone or beside an outlet or author."""
    if one.kinds & {"age", "date"}:
        return True
    return (
        "(@" not in one.text[:LONGEST_TESTED]
        and one.words <= _LONGEST_STAMPED
        and any(
            stamp is not None for stamp in (_STAMP_IN_LINE.search(one.text), _STAMP_BEFORE.match(one.text))
        )
    )


def without_stamp(text: str) -> int:
    """Where the age or date at the end of a line begins, or the line's length."""
    stamp = _STAMP_IN_LINE.search(text[:LONGEST_TESTED])
    return len(text[: stamp.start()].rstrip()) if stamp else len(text)


def is_headline(one: Line) -> bool:
    """Reads like a headline: a few words, a capital at its head, no full stop at its end."""
    if not 4 <= one.words <= 32 or one.kinds & _NO_HEADLINE or is_stamped(one):
        return False
    first = one.text.lstrip("\"'“‘([")[:1]
    if one.closed and one.sentences > 1:
        return False
    if _PATH.search(one.text[:LONGEST_TESTED]):
        return False
    if not first or not (first.isupper() or first.isdigit()) or breaks_off(one.text):
        return False
    return not re.search(r"[.;:,][\"'”’)]{0,2}$", one.text) or bool(
        re.search(r"\b(?:[A-Z]\.){2,4}$", one.text)
    )


# --- the classes -------------------------------------------------------------------------------


class _Class(NamedTuple):
    name: str
    longest: int
    whole: re.Pattern[str] | None
    start: re.Pattern[str] | None
    inside: re.Pattern[str] | None


def kinds_of(text: str, words: int) -> frozenset[str]:
    """The classes of `data/lines.toml` that a line belongs to; captions run together are a caption."""
    if is_gallery(text[:_GALLERY_IN]):
        return frozenset({"caption"})
    if not text.strip("_*-=~ \t") or len(text) > LONGEST_TESTED or _is_stretched(text):
        return frozenset() if text else frozenset({"boilerplate"})
    return frozenset(one.name for one in _classes() if words <= one.longest and _belongs(text, one))


def _is_stretched(text: str) -> bool:
    """Far more white space than words need: no pattern is shown a line in which it could search for long."""
    words = text.split()
    return len(text) - sum(map(len, words)) - len(words) > _MOST_SPACE


def _belongs(text: str, one: _Class) -> bool:
    tail = text[-_TAIL:] if one.name == "caption" else text  # a picture's credit stands at its end
    return bool(
        (one.whole and one.whole.fullmatch(text))
        or (one.start and one.start.match(text))
        or (one.inside and one.inside.search(tail))
    )


@functools.cache
def _table() -> dict[str, dict[str, object]]:
    return tomllib.loads(resources.files("ontherecord.read").joinpath("data/lines.toml").read_text("utf-8"))


@functools.cache
def _classes() -> tuple[_Class, ...]:
    def joined(patterns: object) -> re.Pattern[str] | None:
        if not isinstance(patterns, list) or not patterns:
            return None
        return re.compile("|".join(f"(?:{p})" for p in patterns), re.IGNORECASE | re.VERBOSE)

    return tuple(
        _Class(
            name,
            int(str(rows["longest"])),
            *(joined(rows.get(part)) for part in ("whole", "start", "inside")),
        )
        for name, rows in _table().items()
    )


@functools.cache
def function_words() -> frozenset[str]:
    """The commonest English words that carry no topic: their share tells prose from menus."""
    text = resources.files("ontherecord.read").joinpath("data/function_words.txt").read_text("utf-8")
    return frozenset(w for row in text.splitlines() if not row.startswith("#") for w in row.split())
