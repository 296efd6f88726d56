# SPDX-License-Identifier: Apache-2.0
"""Clauses that flatly deny what a clause of another origin tells: "No ransom was paid", "Two million euros were paid".

Comes in: the sentences of a story (`fillers.contexts`), quotations and headlines among them. Goes out: `Claim`s that something
took place, in conflict or superseded.
Refuses: what is denied in part, for a time or for the way only ("not yet", "not only"); what is asked, wished or possible;
a denial of which the other clause lacks the word that is denied, or half of what the rest weighs; two days, two months,
two years; a plan against what was done.
Score: `python -m bench claims`; `tests/reconcile/test_denials.py`.

Statements (`clashes`) need one act of two parsed clauses. Here only words are compared, each by its rarity in the story
(`rarity`), so that clauses are reached that the parse has no act for: "there was no blasting", "No jobs will be cut".
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from typing import NamedTuple

from ontherecord.model import Claim, Slot, Span
from ontherecord.needed import has_any, needed_by_any
from ontherecord.reconcile.claims.fillers import Context, content
from ontherecord.reconcile.claims.grounds import Grounds, claim, line
from ontherecord.reconcile.claims.standing import NOT_TAKEN_PLACE, OUTCOME, TOOK_PLACE, verdict
from ontherecord.reconcile.words.concepts import akin, irregular_forms, meanings, stem

DENIALS = "what one denies and another tells"
_LEAST, _MOST = 2, 8  # words of a denial that say something
_SHARE = 0.8  # of what they weigh that the other clause must have
_SENSE = 0.7  # of a word's weight where two words only share a sense
_POSTINGS = 60  # denials that a word of a sentence leads to: the newest
_CUT = re.compile(
    r"[,;:–—\"“”()]|\b(?:and|but|while|because|as|when|where|which|who|since|after|though|although)\b",
    re.IGNORECASE,
)
_DATED = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september|october|november|december|(?:18|19|20|21)\d\d)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[\w'’-]+")


class Clause(NamedTuple):
    """A clause of a sentence with the stems that say what it is about."""

    context: Context
    span: Span
    words: frozenset[str]
    ahead: bool
    """Whether it tells what is to come."""
    dates: frozenset[str]
    """Days, months and years that it names."""
    denied: str = ""
    """The stem of the verb that is denied, if it is a denial,"""
    core: frozenset[str] = frozenset()
    """with the words up to it, or, where none says anything ("nobody"), the first behind it."""


class _Patterns(NamedTuple):
    denies: tuple[re.Pattern[str], ...]
    needed: tuple[str, ...]
    refused: re.Pattern[str]
    """What makes a denial one of a part, or a clause unsure."""
    unsure: re.Pattern[str]
    ahead: re.Pattern[str]


@functools.cache
def _patterns() -> _Patterns:
    text = files("ontherecord.reconcile").joinpath("data/denials.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)

    def of(*names: str) -> re.Pattern[str]:
        words = "|".join(word for name in names for word in table[name])
        return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)

    denies = tuple(
        re.compile(re.sub(r"\{(\w+)\}", lambda m: _PARTS[m[1]], pattern), re.IGNORECASE)
        for pattern in table["denies"]
    )
    return _Patterns(denies, needed_by_any(denies), of("bounded", "unsure"), of("unsure"), of("ahead"))


_PARTS = {
    "verb": r"(?P<verb>[\w’'-]{3,})\b",
    "past": rf"(?P<verb>[\w’'-]*ed|[\w’'-]*en|{'|'.join(sorted(irregular_forms()))})\b",
    "late": r"(?:[\w-]+ly )?",
}


def denials(read: Sequence[Context], weights: Mapping[str, float], story: Grounds) -> Iterator[Claim]:
    """Each denial with the clause of another origin that has most of its words."""
    denied = [d for c in read for d in _denying(c)]
    by_word: dict[str, list[int]] = defaultdict(list)
    for number, no in enumerate(denied):
        for word in no.core:
            by_word[word].append(number)
    told: dict[int, list[Clause]] = defaultdict(list)
    for context in read if denied else ():
        known = context.words & by_word.keys()
        near = sorted({n for word in known for n in by_word[word][-_POSTINGS:]})
        known = meanings(context.words) if near else frozenset()
        apart = [
            n
            for n in near
            if denied[n].context.origin != context.origin
            and not any(known.isdisjoint(meanings(frozenset({word}))) for word in denied[n].core)
        ]
        for clause in _telling(context) if apart else ():
            for n in apart:
                if _may_meet(denied[n], clause):
                    told[n].append(clause)
    used: set[tuple[str, int]] = set()
    for number, no in enumerate(denied):
        best = max(((_share(no, yes, weights), -n) for n, yes in enumerate(told[number])), default=(0.0, 0))
        yes = told[number][-best[1]] if best[0] >= _SHARE else None
        if yes is not None and (yes.span.document, yes.span.start) not in used:
            used.add((yes.span.document, yes.span.start))
            said = [
                story.asserted(label, c.context.article, c.span)
                for label, c in ((TOOK_PLACE, yes), (NOT_TAKEN_PLACE, no))
            ]
            yield claim(
                line(yes.span), Slot(name="took place"), verdict(said, OUTCOME, story.origins), DENIALS
            )


def _clauses(one: Context) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _CUT.finditer(one.text):
        yield start, match.start()
        start = match.end()
    yield start, len(one.text)


def _clause(one: Context, start: int, end: int) -> Clause:
    text = one.text[start:end]
    at = start + len(text) - len(text.lstrip())
    text = text.strip().rstrip(".!?")
    span = Span(document=one.document, start=one.start + at, end=one.start + at + len(text), text=text)
    dates = frozenset(m.group().lower() for m in _DATED.finditer(text))
    return Clause(one, span, content(text), _patterns().ahead.search(text) is not None, dates)


def _denying(one: Context) -> Iterator[Clause]:
    """The flat denials of a sentence."""
    patterns = _patterns()
    if not has_any(one.text.lower(), patterns.needed) or one.text.rstrip().endswith("?"):
        return
    for start, end in _clauses(one):
        text = one.text[start:end]
        if patterns.refused.search(text) or one.text[end : end + 5].lower() == "since":
            continue
        match = next((m for p in patterns.denies if (m := p.search(text))), None)
        if match is None or not match["verb"].islower():
            continue
        clause = _clause(one, start, end)
        ahead = [
            w for word in _WORD.findall(text[: match.start("verb")]) if (w := stem(word)) in clause.words
        ]
        behind = [w for word in _WORD.findall(text[match.end("verb") :]) if (w := stem(word)) in clause.words]
        verb = stem(match["verb"])
        core = frozenset({verb, *(w for w in ahead if w not in _DENYING)})
        core |= frozenset(behind[:1]) if len(core) == 1 and _NOBODY.match(match.group()) else frozenset()
        words = content(text.partition(" by ")[0]) - _DENYING
        if len(core) > 1 and len(words) <= _MOST:
            yield clause._replace(denied=verb, core=core, words=words | core)


_NOBODY = re.compile(r"no(?:body|ne|[ -]one)\b", re.IGNORECASE)
_DENYING = frozenset(
    map(stem, ("deny", "denied", "not", "no", "nobody", "none", "never", "one", "himself", "herself"))
)


def _telling(one: Context) -> Iterator[Clause]:
    """The clauses of a sentence that neither deny nor are unsure."""
    patterns = _patterns()
    if one.text.rstrip().endswith("?"):
        return
    for start, end in _clauses(one):
        text = one.text[start:end]
        if not (_NEGATES.search(text) or patterns.unsure.search(one.text, 0, end)):
            clause = _clause(one, start, end)
            if len(clause.words) >= _LEAST:
                yield clause


_NEGATES = re.compile(
    r"\b(?:no|not|nobody|none|nothing|never|neither|nor|without|den(?:y|ie[sd])|refus\w+|reject\w+|fail\w+)\b|n['’]t\b",
    re.IGNORECASE,
)


def _may_meet(no: Clause, yes: Clause) -> bool:
    """Whether a denial may be one of what a clause tells: of one time, as far as both say, and of one thing."""
    apart = bool(no.dates and yes.dates) and no.dates.isdisjoint(yes.dates)
    if no.ahead != yes.ahead or apart or not _is_done(no, yes.span.text):
        return False
    return all(any(akin(word, other) for other in yes.words) for word in no.core)


def _is_done(no: Clause, text: str) -> bool:
    """Whether a clause has the verb of a denial in a form of the past, or in its own: "paid", not "efforts to pay" nor "payments"."""
    return any(
        stem(m["word"]) == no.denied
        and m["before"] is None
        and (_PAST.fullmatch(m["word"]) or m["word"] in _WORD.findall(no.span.text))
        and not _TO_HAVE.search(text[: m.start("word")])
        for m in _FORM.finditer(text)
    )


_TO_HAVE = re.compile(
    r"\bto (?:have|get|see) (?:[\w.’'-]+ ){0,6}$", re.IGNORECASE
)  # "to have his win certified"
_FORM = re.compile(r"(?P<before>\b(?:to|the|an?|of) )?(?P<word>[\w’'-]+)", re.IGNORECASE)
_PAST = re.compile(rf"[\w’'-]*ed|[\w’'-]*en|{'|'.join(sorted(irregular_forms()))}", re.IGNORECASE)


def _share(no: Clause, yes: Clause, weights: Mapping[str, float]) -> float:
    """How much of what the words of a denial weigh a clause has; nothing where it has only one of them."""
    met, total, number = 0.0, 0.0, 0
    for word in sorted(no.words):
        weight = weights.get(word, 1.0)
        same = word in yes.words
        if same or any(akin(word, other) for other in yes.words):
            met += weight if same else _SENSE * weight
            number += 1
        total += weight
    return met / total if number >= _LEAST else 0.0
