# SPDX-License-Identifier: Apache-2.0
"""Summaries that say more than the words they sum up: "the plant will close" beside “We may close the plant.”

Comes in: articles and their quotations, speakers named as the cast names them. Goes out: `Contradiction` records of kind
"quotation", each with the words of the summary and the quoted sentence.
Refuses: a summary that is careful itself, or that another sentence of the same speaker bears out; a sentence about
something else; whatever has another reading. Silence is the rule.
Score: `python -m bench inside`; on public news every one found is read (docs/agreement.md).

A summary is an indirect quotation beside a direct one of the same speaker, or a headline that names the speaker. It
may say more than the words in five ways: it leaves out a doubt or condition, turns a "not" round, changes a figure,
makes all of some, or has confirmed what the words leave open.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from typing import NamedTuple

from ontherecord.mark import mark
from ontherecord.model import Article, Contradiction, Quotation, Span
from ontherecord.reconcile.claims.fillers import SENTENCE, content
from ontherecord.reconcile.values.figures import Figure, agree
from ontherecord.reconcile.values.quantities import every
from ontherecord.reconcile.values.units import is_fate, is_measure, is_plain_noun
from ontherecord.reconcile.words.carried import stop_words
from ontherecord.reconcile.words.stems import without_ending

_BESIDE = 300  # characters between a summary and the words it sums up
_SHARED, _SHARE = 2, 0.5  # words that both have, and their share of the words of the summary
_REACH = 7  # words behind a hedge that it bears on
_REACH_NOT = 3  # words behind a "not" that it turns round
_LONGEST = 600  # characters of a sentence or summary that are read
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*|\?|[,;:]")
_QUOTED = re.compile(r"[\"“”«»„]")


class Line(NamedTuple):
    """A summary or a quoted sentence with what is compared of it."""

    span: Span
    tokens: tuple[str, ...]
    stems: tuple[str, ...]
    """Of each token; empty of one that says nothing by itself."""


@functools.cache
def _lists() -> Mapping[str, frozenset[str]]:
    text = files("ontherecord.reconcile").joinpath("data/overstated.toml").read_text(encoding="utf-8")
    return {name: frozenset(words) for name, words in tomllib.loads(text).items()}


def overstated(
    articles: Sequence[Article], copies: Mapping[str, str], quotations: Sequence[Quotation]
) -> tuple[Contradiction, ...]:
    """What each article has its speakers say beyond their words, by article and then by where it says so."""
    found: list[Contradiction] = []
    spoken: dict[str, list[Quotation]] = defaultdict(list)
    for quotation in quotations:
        if quotation.content and quotation.speaker and not quotation.hypothetical:
            spoken[quotation.article].append(quotation)
    for article in sorted(articles, key=lambda a: a.id):
        own = spoken[article.id]
        own.sort(key=lambda q: (q.content[0].start, q.id))
        found += _of_article(article, copies[article.document], own)
    return tuple(found)


def _of_article(article: Article, copy: str, quoted: Sequence[Quotation]) -> Iterator[Contradiction]:
    """One a summary: the first way in which it says more than the likest sentence of the words beside it."""
    by_speaker: dict[str, list[tuple[Quotation, Line]]] = {}
    for quotation in quoted:
        if quotation.kind == "direct":
            lines = ((quotation, line) for line in _sentences(quotation))
            by_speaker.setdefault(_who(quotation), []).extend(lines)
    for summary, speaker, cue in _summaries(article, copy, quoted):
        words = [(q, s) for q, s in by_speaker.get(speaker, ()) if _is_beside(article, summary, s)]
        how = _beyond(summary, cue, [line for _, line in words])
        if how is not None:
            yield _made(article, how[0], summary.span, how[1].span)


def _who(quotation: Quotation) -> str:
    speaker = quotation.speaker
    return (speaker.cast or speaker.name.casefold()) if speaker else ""


def _line(span: Span) -> Line:
    tokens = tuple(t.replace("’", "'") for t in _WORD.findall(span.text[:_LONGEST]))
    return Line(span, tuple(t.lower() for t in tokens), tuple(map(_stem, tokens)))


def _stem(token: str) -> str:
    word = token.lower()
    idle = word in stop_words() or len(word) < _SHORTEST or not word[0].isalnum()
    return "" if idle else without_ending(word.removesuffix("'s"))[:_CUT].rstrip("e")


_SHORTEST, _CUT = 3, 7  # letters of a word that is compared, and of those that are


def _sentences(quotation: Quotation) -> Iterator[Line]:
    for piece in quotation.content:
        for match in SENTENCE.finditer(piece.text):
            text = match.group().strip()
            if text:
                at = piece.start + match.start() + match.group().index(text)
                yield _line(Span(document=piece.document, start=at, end=at + len(text), text=text))


# --- summaries -----------------------------------------------------------------------------------


def _summaries(article: Article, copy: str, quoted: Sequence[Quotation]) -> Iterator[tuple[Line, str, str]]:
    """The words of each summary, its speaker, and the verb with which it is told."""
    for q in quoted:
        if q.kind == "indirect" and not q.negated and not _QUOTED.search(" ".join(s.text for s in q.content)):
            span = Span.of(article.document, copy, q.content[0].start, q.content[-1].end)
            yield _line(span), _who(q), (q.cue.text.lower() if q.cue else "")
    title = next((s for s in article.segments if s.role == "headline"), None)
    text = copy[title.start : title.end].strip() if title else ""
    if title is None or not text or _QUOTED.search(text) or "'" in text:
        return
    if any(q.kind == "indirect" and title.start <= q.content[0].start < title.end for q in quoted):
        return  # it was a summary above
    at = copy.index(text, title.start)
    line = _line(Span.of(article.document, copy, at, at + len(text)))
    named = {}
    for q in quoted:
        if q.speaker and not _named(q.speaker.name).isdisjoint(line.tokens):
            named[_who(q)] = _named(q.speaker.name)
    if len(named) == 1:
        who, names = next(iter(named.items()))
        stems = tuple("" if t in names else s for t, s in zip(line.tokens, line.stems, strict=True))
        cue = next((t for t in line.tokens if t in _lists()["commits"]), "")
        yield line._replace(stems=stems), who, cue


def _named(name: str) -> set[str]:
    """The words of a speaker's name or role by which a headline can name them."""
    return {w for w in re.findall(r"[^\W\d_]+", name.lower()) if w not in stop_words() and len(w) > _SHORTEST}


def _is_beside(article: Article, summary: Line, words: Line) -> bool:
    """Whether quoted words are near enough to be what a summary sums up; a headline sums up all."""
    role = next((s.role for s in article.segments if s.start <= summary.span.start < s.end), "body")
    gap = max(words.span.start - summary.span.end, summary.span.start - words.span.end)
    return role == "headline" or gap <= _BESIDE


# --- what a summary says more --------------------------------------------------------------------


def _beyond(summary: Line, cue: str, words: Sequence[Line]) -> tuple[str, Line] | None:
    """In what a summary says more, and the sentence that says less; nothing where some sentence bears it out."""
    alike = [line for line in words if _about(summary, line)]
    if not _lists()["turning"].isdisjoint(cue.split()):
        return None
    for check in (_doubt, _turned, _scope, _figure):
        hits = [(slot, line) for line in alike if (slot := check(summary, line))]
        if hits and len(hits) == len(alike):
            return hits[0]
    return _uncommitted(summary, cue, words)


def _about(summary: Line, words: Line) -> bool:
    """Whether a quoted sentence is what the summary is about."""
    own = set(summary.stems) - {""}
    shared = own & set(words.stems)
    return len(shared) >= _SHARED and len(shared) >= _SHARE * len(own)


def _doubt(summary: Line, words: Line) -> str:
    """A doubt, wish or condition on what the summary states flatly."""
    if not _lists()["careful"].isdisjoint(summary.tokens):
        return ""
    if not _lists()["conditions"].isdisjoint(words.tokens):
        return "condition"
    hedged = (
        n
        for n, token in enumerate(words.tokens)
        if token in _lists()["hedges"] and _doubts(words.tokens[n : n + 3])
    )
    return "doubt" if any(_reached(words, n, _REACH) & set(summary.stems) for n in hedged) else ""


def _doubts(tokens: tuple[str, ...]) -> bool:
    """Whether a hedge with the two words behind it is one: not in "could not", "could hear", "want to thank"."""
    hedge, *behind = tokens
    noticed = hedge == "could" and not _lists()["noticed"].isdisjoint(behind[:1])
    return behind[:1] != ["not"] and not noticed and _lists()["done_by_saying"].isdisjoint(behind[1:])


def _reached(line: Line, at: int, reach: int) -> set[str]:
    """What is said behind a word, in its clause."""
    found: set[str] = set()
    for token, stem in zip(
        line.tokens[at + 1 : at + 1 + reach], line.stems[at + 1 : at + 1 + reach], strict=True
    ):
        if token in {",", ";", ":", "and", "but", "because"}:
            break
        found.add(stem)
    return found - {""}


def _turned(summary: Line, words: Line) -> str:
    """A "not" on one side, on a word that the other has too."""
    if not _lists()["turning"].isdisjoint((*summary.tokens, *words.tokens)):
        return ""
    ours, theirs = _negated(summary), _negated(words)
    if ours and not theirs and ours & set(words.stems) and not _has_negation(words):
        return "negation"
    if theirs and not ours and theirs & set(summary.stems) and not _has_negation(summary):
        return "negation"
    return ""


def _negated(line: Line) -> set[str]:
    return {
        stem
        for n, token in enumerate(line.tokens)
        if _is_negation(token) and not set(line.tokens[n + 1 : n + 2]) & _lists()["empty_negations"]
        for stem in _reached(line, n, _REACH_NOT)
    }


def _is_negation(token: str) -> bool:
    return token in _lists()["negations"] or token.endswith("n't")


def _has_negation(line: Line) -> bool:
    return any(map(_is_negation, line.tokens))


def _scope(summary: Line, words: Line) -> str:
    """All of what the words say of some."""
    if not _lists()["some"].isdisjoint(summary.tokens) or not _lists()["all"].isdisjoint(words.tokens):
        return ""
    return "scope" if _counted(summary, "all") & _counted(words, "some") else ""


def _counted(line: Line, list_: str) -> set[str]:
    return {
        s for n, t in enumerate(line.tokens) if t in _lists()[list_] for s in _reached(line, n, _REACH_NOT)
    }


def _figure(summary: Line, words: Line) -> str:
    """Another figure of the same thing: the only one of its unit on both sides."""
    mine, theirs = _figures(summary), _figures(words)
    for unit in sorted(mine.keys() & theirs.keys()):
        (one, *more), (other, *others) = mine[unit], theirs[unit]
        apart = not agree(one, other) and not _rounds(one.said, other.said)
        shared = content(_clause(words.span.text, other)) & content(summary.span.text)
        if apart and not more and not others and len(shared) >= _SHARED:
            return unit
    return ""


def _clause(text: str, figure: Figure) -> str:
    """The words around a figure, up to the next comma, "and" or "but"."""
    before = _BREAK.split(text[: figure.start])[-1]
    return before + text[figure.start : figure.end] + _BREAK.split(text[figure.end :])[0]


_BREAK = re.compile(r"[,;:]\s|\b(?:and|but)\b")


def _figures(line: Line) -> dict[str, list[Figure]]:
    found: dict[str, list[Figure]] = {}
    for figure in every(line.span.text):
        unit = figure.unit
        if unit and (is_fate(unit) or is_measure(unit) or is_plain_noun(unit)):
            found.setdefault(unit, []).append(figure)
    return found


def _rounds(one: float, other: float) -> bool:
    low, high = sorted((one, other))
    return high - low <= _ROUNDED * high


_ROUNDED = 0.1  # share by which a figure of a summary may be off


def _uncommitted(summary: Line, cue: str, words: Sequence[Line]) -> tuple[str, Line] | None:
    """Confirmed, admitted or promised, by words that leave it open and by no others."""
    if _lists()["commits"].isdisjoint(cue.split()) or not _lists()["turning"].isdisjoint(summary.tokens):
        return None
    own = set(summary.stems) - {""}
    refusing = [
        line for line in words
        if any(f" {phrase}" in f" {' '.join(line.tokens)}" for phrase in _lists()["refusals"])
        and _lists()["beside"].isdisjoint(line.tokens)
        and (own & set(line.stems) or not {"it", "that", "this"}.isdisjoint(line.tokens) or "comment" in line.tokens)
    ]  # fmt: skip
    return ("commitment", refusing[0]) if refusing and len(refusing) == len(words) else None


# --- the record ----------------------------------------------------------------------------------


def _made(article: Article, slot: str, summary: Span, words: Span) -> Contradiction:
    known = mark(summary.document, str(summary.start), str(words.start), slot)
    told = [" ".join(s.text.split()) for s in (summary, words)]
    return Contradiction(
        id=f"x-{known}", article=article.id, kind="quotation", slot=slot, spans=(summary, words),
        why=f"its summary says “{told[0]}”, the quoted words are “{told[1]}”", by="a summary beside the words it sums up",
    )  # fmt: skip
