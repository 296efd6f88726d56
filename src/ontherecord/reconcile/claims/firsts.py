# SPDX-License-Identifier: Apache-2.0
"""Claims about what is the first, last or only of its kind, and since when; and about what is not.

Comes in: articles and their copies. Goes out: `Claim`s: "the first strike since 1971", with who says so.
Refuses: to compare two firsts whose sentences share little: each may be the first of something else.
Score: `python -m bench claims`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ontherecord.model import Article, Claim, Slot, Span
from ontherecord.reconcile.claims.fillers import SENTENCE, content
from ontherecord.reconcile.claims.grounds import Grounds, claim, meets
from ontherecord.reconcile.claims.standing import Rules, verdict
from ontherecord.reconcile.values.numbers import number
from ontherecord.reconcile.words.concepts import akin, stem
from ontherecord.reconcile.words.kept import of_a_story

FIRST = re.compile(
    r"\b(?P<what>first|last|only|worst|second|third|fourth|fifth|[a-z]{3,}est|most [a-z]{4,})\b"
    r"(?P<between>[^.!?;:\n]{0,80}?)\s"
    r"(?:since (?:the \w+ of )?(?P<year>(?:1[5-9]|20|21)\d\d)|in (?:more than |nearly |almost |about |over |at least )?"
    r"(?P<years>\d+|[a-z]+(?:-[a-z]+)?) (?P<unit>years|decades))\b",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"\b(?:last|previous)\s(?!time|year|month|week|night|day)[^.!?;:,\n]{0,60}?\s(?:in|dated? from) (?P<year>(?:1[5-9]|20|21)\d\d)\b"
    r"|\b(?:no|not|never|n['’]t)\b[^.!?;:,\n]{0,40}?\b(?:such|that|this|it|so|like it)\b(?P<kind>[^.!?;:,\n]{0,30}?)\bsince "
    r"(?:[A-Z]\w+ in )?(?P<none>(?:1[5-9]|20|21)\d\d)\b"
    r"|\brecord\b[^.!?;:,\n]{0,40}?\sstood since (?P<stood>(?:1[5-9]|20|21)\d\d)\b",
    re.IGNORECASE,
)  # the one before, with its year: "last saw its dockers strike in 2024", "the previous record dated from 2023"
_SHARED = 2  # content words of two sentences that make their firsts one
_SPARE = 1  # years that "in ten years" may be off


_RANK = re.compile(
    r"\b(?:is|was|are|were|be|becomes?|became|marks|marked)\s+(?P<not>not\s+)?(?:only\s+|just\s+|also\s+)?(?:the|its|his|her|their)\s+"
    r"(?P<what>first|second|third|fourth|fifth|sixth|last|only|[a-z]{3,}est)\s+(?P<noun>[\w-]+(?:\s+[\w-]+){0,2})",
    re.IGNORECASE,
)  # "is the first private craft", "was not the first time that"


class First(NamedTuple):
    """One first: of which kind, since which years, in which words."""

    article: str
    what: str
    noun: str
    """What is the first: the word behind it."""
    years: tuple[int, int]
    label: str
    span: Span
    words: frozenset[str]


def firsts(articles: Sequence[Article], copies: Mapping[str, str], story: Grounds) -> Iterator[Claim]:
    """The firsts of a story, those that may be of one thing together."""
    groups: list[list[First]] = []
    for one in (f for a in sorted(articles, key=lambda a: a.id) for f in _firsts(a, copies)):
        home = next((g for g in groups[-_COMPARED:] if any(_same(one, o) for o in g[:_COMPARED])), None)
        if home is None:
            groups.append([one])
        else:
            home.append(one)
    ranks = [r for a in sorted(articles, key=lambda a: a.id) for r in _ranks(a, copies)][:_MOST_RANKS]
    at_odds = list(_of_ranks(ranks, story))
    yield from at_odds
    since = [f for group in groups for f in group]
    told = [f.span for f in since] + [s for c in at_odds for v in c.values for s in v.support]
    yield from _of_story([r for r in ranks if not any(meets(r.span, s) for s in told)], articles, story)
    yield from _refuted(since, articles, copies, story)
    for group in (part for whole in groups for part in _borne_out(whole)):
        if len({f.label for f in group}) > _MOST:
            continue  # firsts of several things
        years = {f.label: f.years for f in group}
        found = verdict(
            [story.asserted(f.label, f.article, f.span) for f in group],
            Rules(lambda x, y, y_=years: _meet(y_[x], y_[y]), changes=False, noun="time since"),  # type: ignore[misc]
            story.origins,
        )
        shown = found.shown if found.standing == "in-conflict" else ""
        line = " ".join(group[0].span.text.split())
        text = shown[:1].upper() + shown[1:] if shown else line[:1].upper() + line[1:]
        yield claim(text, Slot(name=group[0].what), found, "first, last or only")


def _borne_out(group: list[First]) -> list[list[First]]:
    """A group whole, if its years meet or two sentences that exclude each other share a good part of their words; else value by
    value: in a long story two sentences with "lowest levels" share a few."""
    apart = [(f, g) for n, f in enumerate(group) for g in group[n + 1 :] if not _meet(f.years, g.years)]
    if not apart or any(
        _SUCH in {f.noun, g.noun} or len(f.words & g.words) >= _AT_ODDS * min(len(f.words), len(g.words))
        for f, g in apart
    ):
        return [group]
    by_years: dict[tuple[int, int], list[First]] = {}
    for one in group:
        by_years.setdefault(one.years, []).append(one)
    return list(by_years.values())


_AT_ODDS = 0.4  # of the words of the shorter of two sentences that exclude each other


def _of_story(ranks: Sequence[First], articles: Sequence[Article], story: Grounds) -> Iterator[Claim]:
    """What is the first, the second or the last of its kind in what the headline tells, each with all who say so."""
    about = {a.id: content(a.headline or "") for a in articles}
    groups: list[list[First]] = []
    for one in ranks:
        if one.what in _ORDINALS and (
            one.label.split()[0].lower() in _THIS or one.words & about[one.article]
        ):
            home = next((g for g in groups if g[0].what == one.what and _is_one_rank(one, g[0])), None)
            if home is None:
                groups.append([one])
            else:
                home.append(one)
    rules = Rules(lambda x, y: x == y, changes=False, noun="rank")
    for group in groups:
        found = verdict([story.asserted(r.what, r.article, r.span) for r in group], rules, story.origins)
        line = min((r.label for r in group), key=lambda text: (len(text), text))
        yield claim(line[:1].upper() + line[1:], Slot(name=group[0].what), found, "first, last or only")


_THIS = frozenset({"it", "this"})


def _is_one_rank(one: First, other: First) -> bool:
    nouns = set(one.noun.split()) & set(other.noun.split())
    return bool(nouns) and len(one.words & other.words) >= _SHARED_BY_TIMES


def _of_ranks(ranks: Sequence[First], story: Grounds) -> Iterator[Claim]:
    """What is the first of its kind according to one report, and not, or the second, according to another."""
    for n, one in enumerate(ranks):
        for other in ranks[n + 1 :]:
            if one.what != other.what and one.article != other.article and _is_of_one_kind(one, other):
                found = verdict(
                    [story.asserted(r.what, r.article, r.span) for r in (one, other)],
                    Rules(lambda x, y: x == y, changes=False, noun="rank"),
                    story.origins,
                )
                text = (
                    f"{one.what[:1].upper()}{one.what[1:]} or {other.what}: {' '.join(one.span.text.split())}"
                )
                yield claim(text, Slot(name=one.what), found, "first, last or only")


def _refuted(
    found: Sequence[First], articles: Sequence[Article], copies: Mapping[str, str], story: Grounds
) -> Iterator[Claim]:
    """A first that another origin denies, or of which it knows one in a later year: "the longest since 2021; it was not",
    "have overlooked 2011"."""
    by_first: dict[tuple[str, tuple[int, int]], list[First]] = {}
    for one in found:
        by_first.setdefault((one.what, one.years), []).append(one)
    for (what, _), told in sorted(by_first.items()):
        against = {
            article.id: span
            for article in sorted(articles, key=lambda a: a.id)
            for span in list(_denials(article, copies.get(article.document, ""), told[0]))[:1]
        }
        some = [one for one in told if one.article not in against]
        if against and some:
            said = [story.asserted(f.label, f.article, f.span) for f in some]
            said += [story.asserted(f"not the {some[0].label}", id_, span) for id_, span in against.items()]
            found_ = verdict(
                said, Rules(lambda x, y: x == y, changes=False, noun="time since"), story.origins
            )
            line = " ".join(some[0].span.text.split())
            if found_.standing == "in-conflict":
                yield claim(
                    f"{line[:1].upper()}{line[1:]}, or not", Slot(name=what), found_, "first, last or only"
                )


def _denials(article: Article, copy: str, one: First) -> Iterator[Span]:
    """The sentences of an article that deny a first: they name its year and say no, there or in the next sentence, or they
    say what was overlooked: a year between."""
    published = (article.published.date or "")[:4]
    if one.years[0] != one.years[1] or not published.isdigit():
        return
    since = str(one.years[0])
    if since not in copy and not _overlooks(copy):
        return
    for segment in article.segments:
        sentences = (
            list(SENTENCE.finditer(copy, segment.start, segment.end)) if segment.role == "body" else []
        )
        for n, match in enumerate(sentences):
            text = match.group()[:_LONGEST]
            behind = sentences[n + 1 : n + 3]
            asked = "?" in text and bool(behind) and _NO.match(behind[0].group().strip()) is not None
            denied = since in text and (asked or _is_denied(text[text.index(since) :]))
            between = any(one.years[1] < int(y) < int(published) for y in _A_YEAR.findall(text))
            missed = between and _OVERLOOKED.search(text) is not None
            if (denied or missed) and content(text) & one.words:
                yield Span.of(
                    article.document, copy, match.start(), behind[-1].end() if asked else match.end()
                )


@of_a_story
def _overlooks(copy: str) -> bool:
    """Whether an article says anywhere that something was overlooked."""
    return _OVERLOOKED.search(copy) is not None


def _is_denied(behind: str) -> bool:
    """Whether the words right behind a first say that it is none: "since 2021; it was not"."""
    return _DENIAL.search(behind[:_RIGHT_BEHIND]) is not None


_RIGHT_BEHIND = 40  # characters
_A_YEAR = re.compile(r"\b(?:1[89]|20|21)\d\d\b")
_NO = re.compile(r"(?:no|not|never|hardly)\b", re.IGNORECASE)
_DENIAL = re.compile(
    r"\b(?:it|this|that|they|which) (?:is|was|were|are) not\b|\bnot (?:so|true|quite)\b|\bwrong\b",
    re.IGNORECASE,
)
_OVERLOOKED = re.compile(
    r"\b(?:overlook|forg[eo]t|ignor|remember|recall(?! (?:of|by))|leav\w+ out|left out)", re.IGNORECASE
)
_MOST_RANKS = 60  # ranks of a story that are compared with each other


def _ranks(article: Article, copies: Mapping[str, str]) -> Iterator[First]:
    copy = copies.get(article.document, "")
    for segment in article.segments:
        for sentence in SENTENCE.finditer(copy, segment.start, segment.end) if segment.role == "body" else ():
            text = sentence.group()[:_LONGEST]
            for match in _RANK.finditer(text):
                what = match["what"].lower()
                if what not in _NO_SUPERLATIVES and not _UNSURE.search(text[: match.start()]):
                    noun = " ".join(w[:_CUT] for w in match["noun"].lower().split() if w not in _PREPOSITIONS)
                    start = sentence.start() + len(text) - len(text.lstrip())
                    span = Span.of(article.document, copy, start, sentence.end())
                    rank = f"not the {what}" if match["not"] else f"the {what}"
                    yield First(
                        article.id, rank, noun, (0, 0), _clause(text, match), span, content(sentence.group())
                    )


_UNSURE = re.compile(r"\b(?:not|never|n't|could|may|might|would|if|whether)\s+(?:\w+\s+)?$", re.IGNORECASE)


_END = re.compile(r"[,;.](?!\w)|$")  # of a clause


def _clause(text: str, match: re.Match[str]) -> str:
    """The words of a sentence around a match, between the commas that have a subject with it."""
    begin = text.rfind(", ", 0, match.start()) + 2
    subject = begin > 1 and text[begin : match.start()].strip()
    end = _END.search(text, match.end())
    return " ".join(text[begin if subject else 0 : end.start() if end else None].split())


def _is_of_one_kind(one: First, other: First) -> bool:
    """Whether two ranks are of one kind of thing: the same noun with what describes it, or the same rank that one
    denies, and sentences about the same."""
    denied = one.what.removeprefix("not ") == other.what.removeprefix("not ")
    if not denied and not {one.what, other.what} <= _ORDINALS:
        return False
    shared = len(one.words & other.words)
    nouns = set(one.noun.split()) & set(other.noun.split())
    return (
        bool(nouns)
        and shared >= (_SHARED_BY_TIMES if denied and nouns == {"time"} else _SHARED)
        and (denied or len(nouns) > 1)
    )


_ORDINALS = frozenset({"the first", "the second", "the third", "the fourth", "the fifth", "the sixth"})
_MOST = 2  # values that may be at odds; more are firsts of several things
_COMPARED = 50  # firsts of a story that a further one is compared with


def _firsts(article: Article, copies: Mapping[str, str]) -> Iterator[First]:
    copy = copies.get(article.document, "")
    published = (article.published.date or "")[:4]
    for segment in article.segments:
        if segment.role != "body":
            continue
        for sentence in SENTENCE.finditer(copy, segment.start, segment.end):
            yield from _before(article, copy, sentence)
            for match in FIRST.finditer(sentence.group()[:_LONGEST]):
                years = _years(match, published)
                if years is None:
                    continue
                start, end = sentence.start() + match.start(), sentence.start() + match.end()
                what = match["what"].lower()
                if what in _NO_SUPERLATIVES or _is_denied(sentence.group()[match.end() :]):
                    continue
                since = match.group().lower()[match.end("between") - match.start() :].strip()
                words = content(sentence.group())
                span = Span.of(article.document, copy, start, end)
                yield First(article.id, what, _noun(match), years, f"{what} {since}", span, words)


def _before(article: Article, copy: str, sentence: re.Match[str]) -> Iterator[First]:
    """What a sentence says of the one before this: who says when that was says since when this is the first."""
    match = _BEFORE.search(sentence.group()[:_LONGEST])
    if match is not None:
        year = int(match["year"] or match["stood"] or match["none"])
        words = content(sentence.group())
        what = "record" if stem("record") in words else "first"
        start, end = sentence.start() + match.start(), sentence.start() + match.end()
        span = Span.of(article.document, copy, start, end)
        noun = "record" if what == "record" else _SUCH if match["none"] else ""
        words = content(match["kind"]) if match["none"] else words
        yield First(article.id, what, noun, (year, year), f"before in {year}", span, words)


def _noun(match: re.Match[str]) -> str:
    found = [w for w in match["between"].lower().split() if w.isalpha()]
    return stem(found[0]) if found and found[0] not in _PREPOSITIONS else ""


_PREPOSITIONS = frozenset({"in", "on", "of", "for", "at", "between", "by", "to"})
_CUT = 7  # letters of a noun by which firsts are compared
_NO_SUPERLATIVES = frozenset({
    "west", "east", "rest", "test", "best", "forest", "request", "protest", "arrest", "interest", "guest", "contest", "quest",
    "latest", "harvest", "priest", "invest", "nest", "chest", "conquest", "honest", "modest",
})  # fmt: skip
_LONGEST = 600  # characters of a sentence that are read


def _years(match: re.Match[str], published: str) -> tuple[int, int] | None:
    if match["year"]:
        return int(match["year"]), int(match["year"])
    ago = number(match["years"].lower())
    if ago is None or not published.isdigit():
        return None
    ago *= 10 if match["unit"] == "decades" else 1
    spare = _SPARE * (10 if match["unit"] == "decades" else 1)
    return int(int(published) - ago - spare), int(int(published) - ago + spare)


def _same(one: First, other: First) -> bool:
    """Whether two firsts are of one thing: of one noun, or of what the other calls "the first time"."""
    if one.what != other.what:
        return False
    if _SUCH in {one.noun, other.noun}:
        such, since = (one, other) if one.noun == _SUCH else (other, one)
        kind = not such.words or any(akin(a, b) for a in such.words for b in since.words)
        return (
            since.noun != _SUCH
            and not since.label.startswith("before")
            and kind
            and one.article != other.article
        )
    shared = len(one.words & other.words)
    if one.noun == other.noun:
        return shared >= (_SHARED_BY_TIMES if one.noun in _BARE else _SHARED)
    some, others = (one, other) if one.noun in _BARE else (other, one)
    return some.noun in _BARE and others.noun in some.words and shared >= _SHARED


_SUCH = "such"  # "there has been no such meeting since 2017": the noun of what is told to be so is another's
_BARE = frozenset({"", stem("time")})
_SHARED_BY_TIMES = 4  # content words that two sentences with "the first time" must share


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]
