# SPDX-License-Identifier: Apache-2.0
"""Credits: the words in which an article says whose copy, statements or pictures it carries.

Comes in: an article, its frozen copy and the names that are known in this build. Goes out:
`Credit`s with the newsroom, the strength and the span of the words, in the order of the text.
Refuses: a capitalised name in prose that no table, outlet or formal credit makes a newsroom
("according to Zelenskyy"); credits inside attached articles, which are articles of their own.
Score: none of its own; tests/trace/test_credits.py lists the forms.

The forms are data (`data/credits.toml`), and so are the names (`read/data/agencies.toml`).
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import resources
from typing import Literal, NamedTuple

from ontherecord.model import Article, Span
from ontherecord.read.newsrooms import SELLERS, UNNAMED_MEDIA, Newsroom, newsroom, table
from ontherecord.trace.known import NAMED, PLAIN, Known, in_text, known, masked

Strength = Literal["copy", "part", "word", "picture"]
STRENGTHS: tuple[Strength, ...] = ("copy", "part", "word", "picture")
_OPENING = 8  # lines; slug line, headline, byline, date, caption and dateline come before the text
_CLOSING = 8  # lines; a sign-off may stand above a copyright line and contributors
_LONGEST_LINE = 20_000  # characters; beyond, only the ends of the line are read
_NAME = r"[A-Z][\w&’'-]{0,30}(?: (?:of |and |the |& )?[A-Z][\w&’'-]{0,30}){0,4}"
_HOST = r"(?:[a-z0-9-]{1,40}\.){1,4}[a-z]{2,12}"
_ANY = f"(?:{_NAME}|{_HOST})"


class Credit(NamedTuple):
    """Whose, how strongly, and the words that say so; none where only metadata does."""

    newsroom: Newsroom
    strength: Strength
    span: Span | None


class _Form(NamedTuple):
    pattern: re.Pattern[str]
    strength: Strength
    where: Literal["opening", "closing", "any"]
    known: bool
    needs: tuple[str, ...]


class Forms(NamedTuple):
    """The credit forms and the names of one build; `formal` forms make a newsroom of any name, the
    others need one that is known. A text without one of the words `needed` has no formal credit."""

    formal: tuple[_Form, ...]
    informal: tuple[_Form, ...]
    needed: tuple[str, ...]
    names: Known


def forms(further: Iterable[str] = ()) -> Forms:
    """The credit forms for the names of the table and `further` ones (outlets of the build)."""
    informal = tuple(form for form in _forms() if form.known)
    return Forms(_formal(), informal, _needed(), known((*table().written, *further), table().plain))


@functools.cache
def _forms() -> tuple[_Form, ...]:
    text = resources.files("ontherecord.trace").joinpath("data/credits.toml").read_text(encoding="utf-8")
    found = []
    for entry in tomllib.loads(text)["credit"]:
        letters = NAMED if entry["strength"] == "word" else f"[{NAMED}{PLAIN}]"
        pattern = re.compile(_numbered(entry["form"], f"{letters}{{1,120}}" if entry["known"] else _ANY))
        needs = tuple(entry.get("needs", ()))
        found.append(_Form(pattern, entry["strength"], entry["where"], entry["known"], needs))
    return tuple(found)


def _formal() -> tuple[_Form, ...]:
    return tuple(form for form in _forms() if not form.known)


@functools.cache
def _needed() -> tuple[str, ...]:
    return tuple(sorted({word for form in _formal() for word in form.needs}))


def _numbered(form: str, names: str) -> str:
    """The form with each NAME as a group of its own."""
    parts = form.split("NAME")
    return "".join(
        part + (f"(?P<n{i}>{names})" if i < len(parts) - 1 else "") for i, part in enumerate(parts)
    )


def credits(article: Article, copy: str, among: Forms) -> tuple[Credit, ...]:
    """The credits of one article, in the order of the text, each span and newsroom once."""
    text = copy[article.start : article.end]
    among = _of(text, among)
    used = among.needed or among.names.places
    lines = [m.span() for m in re.finditer(r"[^\n]*\S[^\n]*", text)] if used else []
    found: dict[tuple[int, int, str], Credit] = {}
    for place, (start, end) in enumerate(lines):
        start, end = article.start + start, article.start + end
        near = {"opening": place < _OPENING, "closing": place >= len(lines) - _CLOSING, "any": True}
        for credit in _in_line(article.document, copy, start, end, near, among):
            assert credit.span is not None
            key = (credit.span.start, credit.span.end, credit.newsroom.key)
            if key not in found or STRENGTHS.index(credit.strength) < STRENGTHS.index(found[key].strength):
                found[key] = credit
    return (*(found[key] for key in sorted(found)), *_declared(article))


def credits_of(names: Sequence[str], several: Sequence[tuple[Article, str]]) -> list[tuple[Credit, ...]]:
    """The credits of several articles, with their copies, among newsrooms of these names: a task for a worker."""
    among = _named(tuple(names))
    return [credits(article, copy, among) for article, copy in several]


@functools.lru_cache(maxsize=1)
def _named(names: tuple[str, ...]) -> Forms:
    return forms(names)


def _of(text: str, among: Forms) -> Forms:
    """The forms for one text: with the words and names that stand in it only, most often none."""
    needed = tuple(word for word in among.needed if word in text)
    return among._replace(needed=needed, names=in_text(text, among.names))


def _declared(article: Article) -> Iterator[Credit]:
    """Credits in metadata: the agency, and agencies among the authors. An agency beside a person
    is taken for a part: its own reporters are seldom declared beside it."""
    rooms = [newsroom(name) for name in (article.agency, *article.authors) if name]
    persons = any(newsroom(author).kind == "unknown" for author in article.authors)
    for room in dict.fromkeys(rooms):
        if room.kind in SELLERS or (article.agency and room == newsroom(article.agency)):
            yield Credit(room, "part" if persons else "copy", None)


def mixed(found: Sequence[Credit]) -> bool:
    """Whether another newsroom only contributed: a part is credited, and not the whole as well."""
    whole = {credit.newsroom.key for credit in found if credit.strength == "copy"}
    return any(credit.strength == "part" and credit.newsroom.key not in whole for credit in found)


def sells(article: Article, found: Sequence[Credit]) -> bool:
    """Whether an article is agency copy: its outlet sells copy, or a credit makes it somebody's copy
    that is neither its outlet's own nor an aggregator's."""
    own = newsroom(article.outlet) if article.outlet else None
    if own is not None and own.kind in SELLERS:
        return True
    return any(
        c.strength == "copy"
        and c.newsroom.kind in (*SELLERS, "unknown")
        and (own is None or c.newsroom.key != own.key)
        for c in found
    )


def _in_line(
    document: str, copy: str, start: int, end: int, near: dict[str, bool], among: Forms
) -> Iterator[Credit]:
    line = copy[start : min(end, start + _LONGEST_LINE)]
    named = masked(line, among.names)
    tried = [(form, line) for form in among.formal] if any(word in line for word in among.needed) else []
    tried += [(form, named) for form in among.informal] if named is not None else []
    for form, text in tried:
        if not near[form.where] or (form.needs and not any(word in line for word in form.needs)):
            continue
        for match in form.pattern.finditer(text):
            span = Span.of(document, copy, start + match.start(), start + match.end())
            names = (line[match.start(group) : match.end(group)] for group in match.re.groupindex)
            for name in dict.fromkeys(names) if match.re.groups else (UNNAMED_MEDIA,):
                if name:
                    yield Credit(newsroom(_trimmed(name)), form.strength, span)


def _trimmed(name: str) -> str:
    """A name without what follows it in a copyright line ("ABC Audio All Rights Reserved")."""
    return re.split(r" (?:All|all|Inc|Ltd|LLC|Corp|Limited|Company)\b", name)[0]


def formal_names(articles: Iterable[Article], copies: Mapping[str, str]) -> tuple[str, ...]:
    """Names that some article of the build uses in a formal credit, and its outlets: in this
    build they are newsrooms, in whatever form another article names them."""
    formal = Forms(_formal(), (), _needed(), known(()))
    names: set[str] = set()
    for article in articles:
        for name in (article.outlet, article.agency):
            if name and "." not in name and "\n" not in name:
                names.add(name)
        for credit in credits(article, copies[article.document], formal):
            if credit.newsroom.kind == "unknown":
                names.add(credit.newsroom.name)
    return tuple(sorted(name for name in names if len(name) > 2 and not name.isspace()))
