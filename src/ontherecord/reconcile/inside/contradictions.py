# SPDX-License-Identifier: Apache-2.0
"""Reports that disagree with themselves: a headline, a caption or a sentence that the rest of it does not bear out.

Comes in: articles and their copies, annotations, places. Goes out: `Contradiction` records, each with the words of both sides.
Refuses: whatever has another reading: a rounded or hedged figure, a sum, a part of it, another moment,
another place, somebody else's figure. Silence is the rule: a report is not accused on a doubt.
Score: `tests/reconcile/test_contradictions.py`; on public news every one found is read (docs/agreement.md).

It is no conflict between origins: one origin says both, so no claim's standing rests on it.
"""

from __future__ import annotations

import functools
import itertools
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.resources import files
from typing import NamedTuple

from ontherecord.mark import mark
from ontherecord.model import (
    Annotations,
    Article,
    Contradiction,
    ContradictionKind,
    PlaceReference,
    SegmentRole,
    Span,
    Statement,
)
from ontherecord.reconcile.claims.fillers import SENTENCE, content
from ontherecord.reconcile.values.figures import Figure, agree
from ontherecord.reconcile.values.grains import places_agree
from ontherecord.reconcile.values.numbers import number
from ontherecord.reconcile.values.quantities import every
from ontherecord.reconcile.values.units import is_fate, is_plain_noun

_LEAD = 4  # sentences of a body that say what its headline says
_LONGEST = 600  # characters of a sentence that are read
_MOST_SENTENCES = 150  # of an article that are compared with each other
_SHARED_WITH_HEADLINE = 2  # words that a headline or caption and the sentence beside it share
_SHARED_IN_BODY = 4  # words that two sentences of one body share, so that their figures are of one thing
_ROUNDED = 0.1  # share by which a round number may be off


class Line(NamedTuple):
    """One sentence, headline or caption of an article, with what is compared of it."""

    role: SegmentRole
    span: Span
    words: frozenset[str]
    """Its words, lower case."""
    about: frozenset[str]
    """The words that say what it is about."""
    names: frozenset[str]
    """Words with a capital behind the first."""
    every: tuple[Figure, ...]
    """All its figures, hedged ones too;"""
    figures: tuple[Figure, ...]
    """those of them that say exactly how many of what."""


@functools.cache
def _lists() -> Mapping[str, frozenset[str]]:
    text = files("ontherecord.reconcile").joinpath("data/contradictions.toml").read_text(encoding="utf-8")
    return {name: frozenset(words) for name, words in tomllib.loads(text).items()}


def contradictions(
    articles: Sequence[Article],
    copies: Mapping[str, str],
    notes: Mapping[str, Annotations],
    places: Sequence[PlaceReference],
) -> tuple[Contradiction, ...]:
    """What each article says in two ways, by article and then by where it says so."""
    found: list[Contradiction] = []
    inside: dict[str, list[PlaceReference]] = defaultdict(list)
    for place in places:
        inside[place.article].append(place)
    for article in sorted(articles, key=lambda a: a.id):
        lines = _lines(article, copies[article.document])
        named = inside[article.id]
        found += _of_title(article, lines)
        found += _of_body(article, lines)
        found += _of_place(article, lines, named)
        found += _of_outcome(article, lines, notes[article.id].statements, copies[article.document])
    return tuple({c.id: c for c in found}.values())


def _lines(article: Article, copy: str) -> list[Line]:
    found: list[Line] = []
    for segment in article.segments:
        if segment.role not in {"headline", "caption", "body"}:
            continue
        for match in SENTENCE.finditer(copy, segment.start, segment.end):
            whole = match.group()[:_LONGEST]
            text = whole.strip()
            if text:
                start = match.start() + whole.index(text)
                span = Span.of(article.document, copy, start, start + len(text))
                found.append(_line(segment.role, span, whole))
    return found[:_MOST_SENTENCES]


def _line(role: SegmentRole, span: Span, whole: str) -> Line:
    """A line of which `whole` is the text with the space around it, as it is counted elsewhere too."""
    tokens = _WORD.findall(span.text)
    before = whole.index(span.text)
    counted = [
        f._replace(start=f.start - before, end=f.end - before, amount=f.amount - before) for f in every(whole)
    ]
    found = {f.amount: f for f in (*counted, *(_bare(span.text) if role == "headline" else ()))}
    return Line(
        role=role,
        span=span,
        words=frozenset(t.lower() for t in tokens) | ({"?"} if "?" in span.text else set()),
        about=content(span.text),
        names=frozenset(t for t in tokens[1:] if t[0].isupper()),
        every=tuple(counted),
        figures=tuple(f for f in found.values() if f.low == f.high and _counts(f)),
    )


def _counts(figure: Figure) -> bool:
    return is_fate(figure.unit) or (figure.unit != "" and is_plain_noun(figure.unit))


def _bare(headline: str) -> Iterator[Figure]:
    """Figures of a headline that leave out what they count: "kills 20"."""
    for match in _KILLS.finditer(headline):
        value = number(match.group(2).lower())
        if value is not None:
            unit = "dead" if match.group(1).lower().startswith("kill") else "injured"
            yield Figure(value, value, unit, match.start(), match.end(2), value, match.end(2))


_KILLS = re.compile(
    r"\b(kills|killing|injures|injuring|wounds|wounding)\s+([\w,-]+)(?=\s*(?:$|[.,;]|(?:and|in|at|near)\b))",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")


# --- figures -------------------------------------------------------------------------------------


def _of_title(article: Article, lines: Sequence[Line]) -> Iterator[Contradiction]:
    """Figures of the headline and of captions that the opening of the body gives otherwise, and no line bears out."""
    body = [line for line in lines if line.role == "body"]
    titles = [line for line in lines if line.role != "body" and line.figures]
    said = _numbers(line.span.text for line in body if titles)
    for title in titles:
        if title.words & (_lists()["parts"] | _lists()["shifting"]):
            continue
        for figure in title.figures:
            if sum(f.unit == figure.unit for f in title.figures) > 1 or _borne_out(figure.said, said):
                continue
            rivals = [(line, f) for line in body for f in line.every if f.unit == figure.unit]
            if not rivals or any(agree(figure, f) or _rounds(figure.said, f.said) for _, f in rivals):
                continue
            line, other = rivals[0]
            if (
                len({f.said for _, f in rivals}) == 1
                and line in body[:_LEAD]
                and other in line.figures
                and not line.words & (_lists()["parts"] | _lists()["shifting"])
                and len(title.about & line.about) >= _SHARED_WITH_HEADLINE
            ):
                kind: ContradictionKind = "headline" if title.role == "headline" else "caption"
                yield _made(article, kind, figure.unit, _at(title, figure), _at(line, other))


def _numbers(texts: Iterable[str]) -> list[float]:
    """Every number of the body, in digits or words, in order."""
    tokens = (token for text in texts for token in _NUMBER.findall(text.lower()))
    return [value for token in tokens if (value := number(token)) is not None]


_NUMBER = re.compile(r"\d[\d,.]*\d|\d|[^\W\d_]+(?:-[^\W\d_]+)?")


def _borne_out(said: float, numbers: Sequence[float]) -> bool:
    """Whether a number stands in the body, or is the sum of two or three that stand near each other there."""
    if said in numbers:
        return True
    for n in range(len(numbers)):
        near = numbers[n : n + _NEAR]
        if any(near[0] + b == said for b in near[1:]):
            return True
        if any(near[0] + b + c == said for b, c in itertools.combinations(near[1:], 2)):
            return True
    return False


_NEAR = 8  # numbers behind a number that it may be added to


def _rounds(one: float, other: float) -> bool:
    """Whether one of two numbers is a round one for the other: 200 for 198."""
    low, high = sorted((one, other))
    return (one % 10 == 0 or other % 10 == 0) and high - low <= _ROUNDED * high


def _of_body(article: Article, lines: Sequence[Line]) -> Iterator[Contradiction]:
    """Two flat sentences of one body that give one figure with two values."""
    never = _lists()["parts"] | _lists()["shifting"] | _lists()["attribution"]
    flat = [
        line
        for line in lines
        if line.role == "body"
        and line.figures
        and not line.words & never
        and not _QUOTED.search(line.span.text)
    ]
    for one, other in itertools.combinations(flat, 2):
        if len(one.about & other.about) < _SHARED_IN_BODY or not (
            one.names <= other.names or other.names <= one.names
        ):
            continue
        for a, b in itertools.product(one.figures, other.figures):
            alone = len(one.figures) == len(other.figures) == 1
            if alone and a.unit == b.unit and not agree(a, b) and not _rounds(a.said, b.said):
                yield _made(article, "figure", a.unit, _at(one, a), _at(other, b))


_QUOTED = re.compile(r"[\"“”«»„]")


def _at(line: Line, figure: Figure) -> Span:
    text = line.span.text[figure.start : figure.end]
    start = line.span.start + figure.start
    return Span(document=line.span.document, start=start, end=start + len(text), text=text)


# --- place and outcome ---------------------------------------------------------------------------


def _of_place(
    article: Article, lines: Sequence[Line], places: Sequence[PlaceReference]
) -> Iterator[Contradiction]:
    """A headline that is "in" one town where the opening of the body is in another, and no line names the first."""
    at = {p.span.start: p for p in places if p.place.grain in {"city", "site"}}
    title = next((line for line in lines if line.role == "headline"), None)
    body = [line for line in lines if line.role == "body"]
    if title is None or not body:
        return
    mine, theirs = _located(title, at), _located(body[0], at)
    if len(mine) != 1 or len(theirs) != 1 or places_agree(mine[0].place, theirs[0].place):
        return
    inside = [p for p in places if p.span.start >= body[0].span.start]
    agreeing = any(places_agree(mine[0].place, p.place) for p in inside if p.place.grain in {"city", "site"})
    named = mine[0].span.text.lower() in " ".join(line.span.text.lower() for line in body)
    ours = mine[0].place.country
    if (
        not agreeing
        and not named
        and ours is not None
        and ours == theirs[0].place.country
        and len(title.about & body[0].about) > _SHARED_WITH_HEADLINE
    ):
        yield _made(article, "headline", "place", mine[0].span, theirs[0].span)


def _located(line: Line, at: Mapping[int, PlaceReference]) -> list[PlaceReference]:
    """The towns that a line is "in"."""
    starts = [line.span.start + match.end() for match in _IN.finditer(line.span.text)]
    return [at[start] for start in starts if start in at]


_IN = re.compile(r"\b(?:in|at|near)\s+(?=[A-Z])")


def _of_outcome(
    article: Article, lines: Sequence[Line], statements: Sequence[Statement], copy: str
) -> Iterator[Contradiction]:
    """A headline that tells as done what its body only expects: the same act of the same, never told as done there."""
    title = next((line for line in lines if line.role == "headline"), None)
    if (
        title is None
        or title.words & _lists()["unsure"]
        or ":" in title.span.text
        or _QUOTED.search(title.span.text)
    ):
        return
    tokens = [(m.group().lower(), m.start(), m.end()) for m in _WORD.finditer(title.span.text)]
    for place, (word, start, end) in enumerate(tokens):
        before = {w for w, _, _ in tokens[:place]}
        told = [s for s in statements if " " not in s.act and word in _present(s.act)]
        same = [s for s in told if before & {h.lower() for h in s.agent_heads}]
        if same and all(s.modality == "planned" and not s.negated for s in told):
            body = " ".join(line.span.text.lower() for line in lines if line.role == "body")
            if not any(re.search(rf"\b{re.escape(form)}\b", body) for form in _told_forms(same[0].act)):
                at = title.span.start + start
                mine = Span.of(article.document, copy, at, at + end - start)
                yield _made(article, "headline", "outcome", mine, _clause(article, same[0], copy))
                return


def _present(act: str) -> frozenset[str]:
    """The forms in which a headline tells an act as done: "arrives", "arrived"."""
    return frozenset({f"{act}s", f"{act}es", *_told_forms(act)})


def _told_forms(act: str) -> tuple[str, ...]:
    return (f"{act}d", f"{act}ed") if act.endswith("e") else (f"{act}ed", f"{act}{act[-1]}ed")


def _clause(article: Article, one: Statement, copy: str) -> Span:
    words = copy[one.start : one.end]
    cut = words if len(words) <= _LONGEST_CLAUSE else words[: words.rfind(" ", 0, _LONGEST_CLAUSE)]
    return Span.of(article.document, copy, one.start, one.start + len(cut.rstrip()))


_LONGEST_CLAUSE = 160  # characters of a clause that are shown


# --- the record ----------------------------------------------------------------------------------

_SIDES: dict[ContradictionKind, tuple[str, str]] = {
    "headline": ("its headline", "its body"), "caption": ("its caption", "its body"),
    "figure": ("one sentence", "another"),
}  # fmt: skip


def _made(article: Article, kind: ContradictionKind, slot: str, one: Span, other: Span) -> Contradiction:
    mine, theirs = _SIDES[kind]
    known = mark(one.document, str(one.start), str(other.start), slot)
    said = [" ".join(s.text.split()) for s in (one, other)]
    return Contradiction(
        id=f"x-{known}", article=article.id, kind=kind, slot=slot, spans=(one, other),
        why=f"{mine} says “{said[0]}”, {theirs} “{said[1]}”", by="one report, two values",
    )  # fmt: skip
