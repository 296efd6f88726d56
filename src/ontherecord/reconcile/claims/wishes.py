# SPDX-License-Identifier: Apache-2.0
"""Claims about what is demanded, proposed or agreed, and by whom.

Comes in: articles with their annotations and the story's cast. Goes out: `Wish`es, and `Claim`s: of one wish in several
reports, and of two that exclude each other.
Refuses: a wish without somebody who has it ("despite calls for diplomacy"), and what is suggested to be so; two wishes of
two parties, which are positions and no conflict; two wishes of one party that it may have both.
Score: `python -m bench claims`.

Two wishes of one party exclude each other if one is told to be all that it wishes ("what they demand is ...", "their demand
is ..."), or if both are for one thing in two numbers, or if one denies the other. What parties agree on is read as what they
wish: it is what all of them do.
"""

from __future__ import annotations

import bisect
import functools
import itertools
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from typing import NamedTuple

from ontherecord.model import Annotations, Article, Claim, Slot, Span
from ontherecord.needed import may_fit
from ontherecord.reconcile.claims.fillers import content
from ontherecord.reconcile.claims.grounds import Grounds, claim
from ontherecord.reconcile.claims.standing import Rules, verdict
from ontherecord.reconcile.matters.told import Reading
from ontherecord.reconcile.values.figures import Figure, agree
from ontherecord.reconcile.values.numbers import number
from ontherecord.reconcile.values.quantities import every
from ontherecord.reconcile.values.units import as_length
from ontherecord.reconcile.words.carried import stop_words
from ontherecord.reconcile.words.concepts import akin, meanings, stem

_WORD = re.compile(r"[^\W_]+")
_COMPARED = 40  # wishes of a story that a further one is compared with
_LONGEST = 600  # characters of a sentence that are read
_UNNAMED = "?"  # before a word that is no member of the cast
_THEY = frozenset({"they", "he", "she", "it", "we", "their", "his", "her", "its"})


class Wish(NamedTuple):
    """What one article says somebody demands, proposes or agrees on."""

    article: str
    kind: str
    by: frozenset[str]
    """Cast members, and words for who has it."""
    words: frozenset[str]
    """Stems of what is wished."""
    figures: tuple[Figure, ...]
    only: bool
    """Whether it is told to be all that is wished."""
    negated: bool
    """Whether it is said that it is not wished."""
    what: str
    span: Span


class _Patterns(NamedTuple):
    """Words of wishing, sentences that tell all that is wished, and what makes a word of wishing none."""

    cue: re.Pattern[str]
    only: re.Pattern[str]
    noun: re.Pattern[str]
    denied: re.Pattern[str]
    describing: re.Pattern[str]
    fact: re.Pattern[str]


@functools.cache
def _patterns() -> _Patterns:
    text = files("ontherecord.reconcile").joinpath("data/wishes.toml").read_text(encoding="utf-8")
    lists: dict[str, list[str]] = tomllib.loads(text)
    any_of = {name: "|".join(sorted(words, key=lambda w: (-len(w), w))) for name, words in lists.items()}
    cue = rf"\b(?:(?P<proposed>{any_of['proposed']})|(?P<agreed>{any_of['agreed']})|(?P<demanded>{any_of['demanded']}))\b"
    only = (
        rf"\bWhat (?P<who>[^.,;]{{1,60}}?) (?:(?:has|have|had) )?(?:(?P<proposed>{any_of['offered']})|{any_of['told']})\b"
        r"(?:,[^.;]{1,100}?,)? (?:is|was)\b"
        rf"|\b(?P<whose>The|Their|His|Her|Its|[^.,;]{{1,40}}['’]s?) (?:only |main |one )?"
        rf"(?:(?P<offer>{any_of['offers']})|{any_of['demands']})(?: of (?P<of>[^.,;]{{1,40}}?))? (?:is|was)\b"
    )
    before = (rf"\b(?:{any_of[name]}) (?:[\w-]+ly )?$" for name in ("nouns", "denied"))
    behind = (rf"\s+(?:{any_of['describing']})\b", rf"\b(?:{any_of['facts']})\b")
    all_of = (re.compile(p, re.IGNORECASE) for p in (cue, only, *before, *behind))
    return _Patterns(*all_of)


def wishes(articles: Sequence[Article], notes: Mapping[str, Annotations], read: Reading) -> tuple[Wish, ...]:
    """The wishes of a story, by article and in the order of the text."""
    return tuple(w for a in sorted(articles, key=lambda a: a.id) for w in _of_article(a, notes[a.id], read))


def _of_article(article: Article, notes: Annotations, read: Reading) -> Iterator[Wish]:
    copy = read.copies[article.document]
    spoken = [(s.start, s.end) for q in notes.quotations if q.kind == "direct" for s in q.content]
    stands_for = {m.start: m.antecedent for m in notes.mentions if m.antecedent is not None}
    members = read.members.get(article.document, ())
    patterns = _patterns()
    for sentence in notes.sentences:
        text = copy[sentence.start : min(sentence.end, sentence.start + _LONGEST)]
        match = _wishing(text, patterns) if sentence.role == "body" else None
        if match is None or any(a <= sentence.start + match.start() < b for a, b in spoken):
            continue
        exclusive = match.re is patterns.only
        first, last = (match.start(), match.end()) if exclusive else (0, match.start())
        by = {id_ for _, _, id_ in _within(members, sentence.start + first, sentence.start + last)}
        for start, antecedent in stands_for.items():
            if sentence.start + first <= start < sentence.start + last:
                by |= {id_ for _, _, id_ in _within(members, *antecedent)} | _unnamed(
                    copy[slice(*antecedent)]
                )
        who = (match["who"] or match["of"] or match["whose"] or "") if exclusive else text[:last]
        by |= _unnamed(who)
        what = _ATTRIBUTED.split(text[match.end() :])[0].strip(" .\n")
        kind = next((k for k in _KINDS if not exclusive and match[k]), "demanded")
        if exclusive and (match["proposed"] or match["offer"]):
            kind = "proposed"
        negated = not exclusive and patterns.denied.search(text[: match.start()]) is not None
        words = content(what) | {w for w in _WORD.findall(what) if w.isdigit()}
        if by and words:
            yield Wish(
                article.id, kind, frozenset(by), words, every(what), exclusive, negated,
                " ".join(what.split()), Span.of(article.document, copy, sentence.start, sentence.end),
            )  # fmt: skip


_KINDS = ("proposed", "agreed", "demanded")


def _wishing(text: str, patterns: _Patterns) -> re.Match[str] | None:
    """The first words of a sentence by which somebody tells all that he wishes, or wishes something."""
    lowered = text.lower()
    found: list[re.Match[str]] = []
    if may_fit(patterns.only, lowered):
        found += itertools.islice(patterns.only.finditer(text), 1)
    if may_fit(patterns.cue, lowered):
        found += patterns.cue.finditer(text)
    for match in found:
        if match.re is patterns.only and patterns.describing.match(text[match.end() :]):
            continue
        is_cue = match.re is patterns.cue
        noun = is_cue and not match["agreed"] and patterns.noun.search(text[: match.start()])
        thought = (
            is_cue
            and match.group().lower().startswith("suggest")
            and patterns.fact.search(text[match.end() :])
        )
        if not noun and not thought:
            return match
    return None


_ATTRIBUTED = re.compile(r", (?:said|according)\b|;|, (?:the |it |they |he |she )?[\w ]{0,40}\bsaid\b")


def _within(members: Sequence[tuple[int, int, str]], start: int, end: int) -> list[tuple[int, int, str]]:
    first = bisect.bisect_left(members, (start, -1, ""))
    return [m for m in members[first : bisect.bisect_left(members, (end, -1, ""))] if m[1] <= end]


def _unnamed(words: str) -> set[str]:
    """The words for who wishes, without what follows their head: "The farmers", "the province of Manitoba", "they"."""
    for part in reversed(re.split(r"[,;]|\bthat\b", words)):
        listed = _WORD.findall(_PREPOSITION.split(part)[0]) or _WORD.findall(part)
        found = [w for w in listed if w.lower() not in stop_words() and not w.endswith("ly")]
        alone = [w.lower() for w in listed if w.lower() in _THEY]
        if found or alone:
            return {f"{_UNNAMED}{stem(w)}" for w in found} or {f"{_UNNAMED}{alone[-1]}"}
    return set()


_PREPOSITION = re.compile(r"\b(?:of|in|at|for|from|on|with|to|after|before|by)\b")


def of_wishes(wished: Sequence[Wish], weights: Mapping[str, float], story: Grounds) -> Iterator[Claim]:
    """A claim for each wish, those of one wish in several articles together; then those that exclude each other."""
    groups: list[list[Wish]] = []
    for one in wished:
        home = next(
            (g for g in groups[-_COMPARED:] if any(_is_same(one, o, weights) for o in g[:_COMPARED])), None
        )
        if home is None:
            groups.append([one])
        else:
            home.append(one)
    rivals = {
        n: m
        for m, group in enumerate(groups)
        for n in range(max(0, m - _COMPARED), m)
        if _exclude(groups[n], group, weights)
    }
    apart = {*rivals.keys(), *rivals.values()}
    for n, group in enumerate(groups):
        if n in rivals:
            yield from _claim((group, groups[rivals[n]]), story)
        elif n not in apart:
            yield from _claim((group,), story)


def _claim(sides: Sequence[Sequence[Wish]], story: Grounds) -> Iterator[Claim]:
    told = [w for side in sides for w in side]
    kind = next(k for k in _KINDS if any(w.kind == k for w in told))
    several = len(sides) > 1
    said = [
        story.asserted(side[0].what if several else f"is {'not ' * w.negated}{kind}", w.article, w.span)
        for side in sides
        for w in side
        if not (several and w.negated)
    ]
    if all(w.negated for w in told):
        return  # what nobody says that anybody wishes
    given_up = not several and any(w.negated for w in told) and all(_AHEAD.search(w.span.text) for w in told)
    found = verdict(said, Rules(lambda x, y: x == y, changes=given_up, noun=_NOUNS[kind]), story.origins)
    if not several or found.standing == "in-conflict":
        line = " ".join(min((w.span.text for w in sides[0]), key=lambda text: (len(text), text)).split())
        yield claim(line, Slot(name=kind), found, "what is wished")


_AHEAD = re.compile(
    r"\b(?:will|won['’]t)\b"
)  # what somebody will ask for he may give up: "will ask", then "will not ask"
_NOUNS = {"demanded": "demand", "proposed": "proposal", "agreed": "agreement"}


def _is_same(one: Wish, other: Wish, weights: Mapping[str, float]) -> bool:
    """Whether two articles give one wish: of the same, for the same."""
    if (
        one.article == other.article
        or _figures_clash(one, other)
        or (one.negated != other.negated and not _is_denied(one, other, weights))
        or (one.kind != other.kind and "agreed" in {one.kind, other.kind})
        or ((one.only or other.only) and one.kind != other.kind)
    ):
        return False
    shared = _shared(one, other, weights)
    least = {True: _SHARED, None: _SHARED_BY_OTHERS, False: _SHARED_BY_NOBODY}[_of_one(one, other)]
    return shared >= least


def _is_denied(one: Wish, other: Wish, weights: Mapping[str, float]) -> bool:
    """Whether one of two wishes of one party denies the other: the words of the shorter are nearly all in the other."""
    least = min(sum(weights.get(w, 1.0) for w in sorted(wish.words)) for wish in (one, other))
    return _of_one(one, other) is True and _shared(one, other, weights) >= _DENIED * least


_DENIED = 0.6  # of what the words of a wish weigh that a denial of it has
_SHARED, _SHARED_BY_OTHERS, _SHARED_BY_NOBODY = 0.8, 1.5, 2.5
"""What the words of two wishes for one thing weigh: of the same, of unnamed people, of people that are told apart."""


def _shared(one: Wish, other: Wish, weights: Mapping[str, float]) -> float:
    """What the words weigh that two wishes share, in the same or another word of one sense."""
    exact = one.only or other.only  # all that is wished is not told by another word
    alike = one.words & other.words if exact else meanings(one.words) & meanings(other.words)
    twins = (
        (w, next((o for o in sorted(other.words) if w == o or (not exact and akin(w, o))), None))
        for w in sorted(one.words if alike else ())
    )
    told = sum(min(weights.get(w, 1.0), weights.get(o, 1.0)) for w, o in twins if o is not None)
    same = sum(any(f.said == g.said and f.said > 1 for g in other.figures) for f in one.figures)
    return told + same


def _of_one(one: Wish, other: Wish) -> bool | None:
    """Whether two wishes are of one party; None where no name says so, nor that they are not."""
    ids = [{who for who in w.by if who[0] != _UNNAMED} for w in (one, other)]
    words = [{who[1:] for who in w.by if who[0] == _UNNAMED} for w in (one, other)]
    if all(ids):
        return not ids[0].isdisjoint(ids[1])
    return True if any(akin(a, b) or _kin(a, b) for a in words[0] for b in words[1]) else None


def _kin(one: str, other: str) -> bool:
    """Whether two words begin alike: "Ethiopia" and "Ethiopian"."""
    return min(len(one), len(other)) >= _BEGINNING and one[:_BEGINNING] == other[:_BEGINNING]


_BEGINNING = 5


def _exclude(some: Sequence[Wish], others: Sequence[Wish], weights: Mapping[str, float]) -> bool:
    """Whether two wishes of one party cannot both be had: one is all that is wished, or it is one thing in two numbers."""
    if {w.article for w in some} & {w.article for w in others} or some[0].kind != others[0].kind:
        return False
    for one in some:
        for other in others:
            if not (one.only or other.only or (one.figures and other.figures)):
                continue
            of_one = _of_one(one, other)
            unnamed = all(who[0] == _UNNAMED for who in one.by | other.by)
            numbers = _figures_clash(one, other) and _shared(one, other, weights) > 0
            if (of_one and numbers) or (
                (of_one or (of_one is None and unnamed)) and (one.only or other.only)
            ):
                return True
    return False


def _figures_clash(one: Wish, other: Wish) -> bool:
    """Whether both wish for a number of one unit, and none of one's is one of the other's ("asks for nine percent, while the
    mill offers five")."""
    pairs = [
        (f, g)
        for f in one.figures
        for g in other.figures
        if as_length(f.unit) == as_length(g.unit) and f.unit
    ]
    telling = all(number("one") not in (f.said, g.said) for f, g in pairs)
    return bool(pairs) and telling and not any(agree(f, g) for f, g in pairs)
