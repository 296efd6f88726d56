# SPDX-License-Identifier: Apache-2.0
"""The brief: a story in a few sentences of its sources, each cited, with how many origins carry it.

Comes in: articles with their sentences, and the events, utterances and claims found in them.
Goes out: `BriefSentence`, in reading order: the news, what was said, what is disputed, what is
expected, the background. Refuses: any word that its citation does not hold; sentences that cannot
stand alone (an opening "He", a question, half a quotation); what a later report has superseded.
Score: `python -m bench brief`.

Sentences are chosen greedily by the words that many origins share and no chosen sentence has yet
(maximal marginal relevance, Carbonell & Goldstein 1998, over origins instead of documents).
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from ontherecord.model import (
    Account,
    Annotations,
    Article,
    BriefSentence,
    Claim,
    Event,
    Modality,
    Quotation,
    Sentence,
    Span,
    Standing,
    Utterance,
)
from ontherecord.reconcile.carried import Carriers, Told, carried_by, carriers, told

LENGTH = 8  # sentences: what fits a screen and is read
SHORTEST, LONGEST = 8, 48  # words of a sentence that stands alone and is not a paragraph
TRIM_OVER = 24  # words from which asides are left out
ALIKE = 0.5  # share of a sentence's words that a chosen one may already have
LEAD = 1.5  # the first sentences of a report say what it is about
DAILY = 0.9  # a report a day older than the newest tells of an older state of things
OLDEST = 0.5  # but an old report is not silenced
UNSURE = 0.5  # of what was only expected or possible, and whose day the story has passed
SPOKEN = 0.8  # a sentence that is mostly somebody's words weighs a little less than one that reports
_NEWS, _SAID, _DISPUTED, _EXPECTED, _BACKGROUND = range(5)
_DANGLING = frozenset(
    "he she they it this that these those his her their its but and or so yet also then there here such "
    "both neither later earlier instead meanwhile however we i you our my your once".split()
)
_OWN_VOICE = re.compile(r"\b(?:I|we|you|our|us|my|your|here is|here’s|here's)\b", re.IGNORECASE)
_QUOTED = re.compile(r"[\"“][^\"”]*[\"”]")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_SPACES = re.compile(r"\s+")
_GAP = re.compile(r"\s+([,.;:!?])")


class Candidate(NamedTuple):
    """A sentence that could stand in the brief."""

    told: Told
    text: str
    trimmed: tuple[Span, ...]
    section: int
    day: str
    modalities: frozenset[Modality]
    score: float
    claims: tuple[Claim, ...]
    reports: tuple[Account, ...]
    """Accounts by other origins of the event that the sentence is about."""


def brief(
    articles: Sequence[Article],
    copies: Mapping[str, str],
    annotations: Mapping[str, Annotations],
    events: Sequence[Event],
    accounts: Sequence[Account],
    utterances: Sequence[Utterance],
    quotations: Sequence[Quotation],
    claims: Sequence[Claim],
    length: int = LENGTH,
) -> tuple[BriefSentence, ...]:
    """Choose at most `length` sentences. Every word of one stands in its first citation; each
    further citation is the sentence of another origin that carries the same."""
    origins = {a.id: a.origin or a.id for a in articles}
    everything = [
        (a, s, told(a.id, origins[a.id], a.document, s.start, s.end, copies[a.document][s.start : s.end]))
        for a in articles
        for s in annotations[a.id].sentences
        if s.role == "body"
    ]
    index = carriers(one for _, _, one in everything)
    shared = _shared_words(index)
    stale = _replaced(articles)
    found = _Findings(events, accounts, quotations, claims, origins)
    first = _first_sentences(everything)
    newest = max((_day_of(a) for a in articles), default="")
    candidates = []
    for article, sentence, one in everything:
        if article.id not in stale:
            candidate = _candidate(sentence, one, copies[article.document], found, shared, first[one])
            if candidate:
                weight = candidate.score * _freshness(_day_of(article), newest)
                candidates.append(candidate._replace(score=weight * _sureness(candidate, newest)))
    chosen = _chosen(candidates, shared, length)
    return tuple(_sentence(n, c, index, copies, origins) for n, c in enumerate(_ordered(chosen), 1))


def _day_of(article: Article) -> str:
    """The day of publication, or nothing where it is not known to the day."""
    day = (article.published.date or "")[:10]
    return day if _DAY.fullmatch(day) else ""


def _freshness(day: str, newest: str) -> float:
    if not day or not newest:
        return 1.0
    behind = date.fromisoformat(newest) - date.fromisoformat(day)
    return max(OLDEST, DAILY**behind.days)


def _sureness(candidate: Candidate, newest: str) -> float:
    """Less for what was only possible, or planned for a day that the story has reached."""
    passed = candidate.day[:10] <= newest
    unsure = "hypothetical" in candidate.modalities or (passed and "planned" in candidate.modalities)
    return UNSURE if unsure else 1.0


class _Findings:
    """Accounts, quotations and claims by the document in which their words stand; events by id."""

    def __init__(
        self,
        events: Iterable[Event],
        accounts: Sequence[Account],
        quotations: Iterable[Quotation],
        claims: Iterable[Claim],
        origins: Mapping[str, str],
    ) -> None:
        self.events = {event.id: event for event in events}
        self.origins = origins
        self.reports: dict[str, list[Account]] = defaultdict(list)
        for account in accounts:
            if account.event:
                self.reports[account.event].append(account)
        self.accounts: dict[str, list[Account]] = defaultdict(list)
        self.quotations: dict[str, list[Span]] = defaultdict(list)
        self.claims: dict[str, list[tuple[Span, Claim, bool]]] = defaultdict(list)
        for account in accounts:
            self.accounts[account.trigger.document].append(account)
        for quotation in quotations:
            for span in quotation.content:
                self.quotations[span.document].append(span)
        for claim in claims:
            last = max((v.asserted or "" for v in claim.values), default="")
            for value in claim.values:
                old = claim.standing == "superseded" and (value.asserted or "") < last
                for span in value.support:
                    self.claims[span.document].append((span, claim, old))


def _replaced(articles: Sequence[Article]) -> set[str]:
    """Earlier versions and reprints whose later version or source is in the story."""
    ids = {a.id for a in articles}
    earlier = {a.version_of for a in articles if a.version_of}
    reprints = {a.id for a in articles if a.reprint_of in ids}
    return (earlier & ids) | reprints


def _first_sentences(everything: Sequence[tuple[Article, Sentence, Told]]) -> dict[Told, int]:
    """The number of each sentence in its article, from 0."""
    counts: dict[str, int] = defaultdict(int)
    numbers = {}
    for article, _, one in everything:
        numbers[one] = counts[article.id]
        counts[article.id] += 1
    return numbers


def _shared_words(index: Carriers) -> dict[str, float]:
    """The weight of each word: how many origins use it, damped by how common it is in the story."""
    origins: dict[str, set[str]] = defaultdict(set)
    for one in index.told:
        for word in one.stems:
            origins[word].add(one.origin)
    alone = len({one.origin for one in index.told}) == 1
    return {
        word: math.log(1 + (len(index.places[word]) if alone else len(who)))
        for word, who in origins.items()
        if len(who) > 1 or (alone and len(index.places[word]) > 1)
    }


def _candidate(
    sentence: Sentence, one: Told, copy: str, found: _Findings, shared: Mapping[str, float], number: int
) -> Candidate | None:
    whole = copy[one.start : one.end]
    claims = [(c, old) for span, c, old in found.claims[one.document] if _inside(span, one)]
    if any(old for _, old in claims):
        return None
    text, trimmed = _trimmed(sentence, one, copy)
    if not _stands_alone(text):
        return None
    weight = sum(shared.get(word, 0.0) for word in one.stems) / math.sqrt(len(one.stems) + 4)
    said = sum(s.end - s.start for s in found.quotations[one.document] if _inside(s, one))
    mostly_said = said > 0.5 * len(whole)
    weight *= LEAD if number == 0 else 1 + (LEAD - 1) / (1 + number)
    weight *= SPOKEN if mostly_said else 1.0
    kept = {claim.id: claim for claim, _ in claims}
    disputed = any(claim.standing == "in-conflict" for claim in kept.values())
    here = [a for a in found.accounts[one.document] if _inside(a.trigger, one)]
    section = _section(here, said > 0.3 * len(whole), disputed)
    listed = tuple(kept[i] for i in sorted(kept))
    modalities = frozenset(a.modality for a in here)
    reports = _reports(here, one, found)
    return Candidate(one, text, trimmed, section, _day(here, found), modalities, weight, listed, reports)


def _reports(here: Sequence[Account], one: Told, found: _Findings) -> tuple[Account, ...]:
    """The account of each other origin of the event the sentence is about (its first trigger),
    told with the same modality and by an article, not by somebody it quotes."""
    if not here:
        return ()
    main = min(here, key=lambda a: a.trigger.start)
    if not main.event or main.negated:
        return ()
    best: dict[str, Account] = {}
    for other in found.reports[main.event]:
        origin = found.origins[other.article]
        same = (other.modality, other.negated) == (main.modality, main.negated)
        if origin != one.origin and same and origin not in best:
            best[origin] = other
    return tuple(best[origin] for origin in sorted(best))


def _day(here: Sequence[Account], found: _Findings) -> str:
    """The earliest day of the events in a sentence, or the end of the calendar."""
    events = (found.events.get(a.event) for a in here if a.event)
    return min((e.date.date for e in events if e and e.date), default="9999")


def _section(here: Sequence[Account], said: bool, disputed: bool) -> int:
    if disputed:
        return _DISPUTED
    if said:
        return _SAID
    if here and all(a.historical for a in here):
        return _BACKGROUND
    if here and all(a.modality in ("planned", "proposed") for a in here):
        return _EXPECTED
    return _NEWS


def _inside(span: Span, one: Told) -> bool:
    return one.start <= span.start and span.end <= one.end


def _stands_alone(text: str) -> bool:
    words = text.split()
    outside = _QUOTED.sub(" ", text)
    return (
        SHORTEST <= len(words) <= LONGEST
        and (text[0].isupper() or text[0] in "\"“‘'" or text[0].isdigit())
        and text.rstrip("\"”’'")[-1:] in (".", "!")
        and words[0].strip("\"“‘',").lower() not in _DANGLING
        and "?" not in outside
        and not _OWN_VOICE.search(outside)
        and text.count("“") == text.count("”")
        and text.count('"') % 2 == 0
        and text.count("(") == text.count(")")
        and len(outside.split()) >= 3
    )


def _trimmed(sentence: Sentence, one: Told, copy: str) -> tuple[str, tuple[Span, ...]]:
    """The sentence without what it can do without, and the ranges left out."""
    whole = copy[one.start : one.end]
    long = len(whole.split()) > TRIM_OVER
    cuts = [c for c in sentence.trims if long or c[0] == sentence.start]
    pieces, at = [], one.start
    for a, b in cuts:
        pieces.append(copy[at:a])
        at = b
    pieces.append(copy[at : one.end])
    text = _GAP.sub(r"\1", _SPACES.sub(" ", " ".join(pieces))).strip()
    spans = tuple(Span(document=one.document, start=a, end=b, text=copy[a:b]) for a, b in cuts)
    return text[:1].upper() + text[1:], spans


def _chosen(candidates: Sequence[Candidate], shared: Mapping[str, float], length: int) -> list[Candidate]:
    """Greedy choice: the best sentence, then again with the words it has counting less."""
    left = sorted(candidates, key=lambda c: (-c.score, c.told.article, c.told.start))
    chosen: list[Candidate] = []
    covered: set[str] = set()
    while left and len(chosen) < length:
        best = max(left, key=lambda c: (_gain(c, covered, shared), c.score, c.told.article, -c.told.start))
        if _gain(best, covered, shared) <= 0:
            break
        chosen.append(best)
        covered |= best.told.stems
        left = [c for c in left if not _alike(c.told, best.told)]
    return chosen


def _gain(candidate: Candidate, covered: set[str], shared: Mapping[str, float]) -> float:
    words = candidate.told.stems
    whole = sum(shared.get(w, 0.0) for w in words)
    new = sum(shared.get(w, 0.0) for w in words - covered)
    return candidate.score * new / whole if whole else 0.0


def _alike(one: Told, other: Told) -> bool:
    both = len(one.stems & other.stems)
    return both >= ALIKE * min(len(one.stems), len(other.stems))


def _ordered(chosen: Sequence[Candidate]) -> list[Candidate]:
    """The strongest sentence of the news first; then section by section, each by the calendar."""
    lead = min(chosen, key=lambda c: (c.section, -c.score, c.told.article, c.told.start), default=None)
    rest = [c for c in chosen if c is not lead]
    rest.sort(key=lambda c: (c.section, c.day, -c.score, c.told.article, c.told.start))
    return [lead, *rest] if lead else []


def _span(one: Told, copies: Mapping[str, str]) -> Span:
    text = copies[one.document][one.start : one.end]
    return Span(document=one.document, start=one.start, end=one.end, text=text)


def _sentence(
    number: int, candidate: Candidate, index: Carriers, copies: Mapping[str, str], origins: Mapping[str, str]
) -> BriefSentence:
    one = candidate.told
    spans = {one.origin: _span(one, copies)}
    spans.update((t.origin, _span(t, copies)) for t in carried_by(one, index))
    for report in candidate.reports:
        spans.setdefault(origins[report.article], report.span)
    return BriefSentence(
        id=f"b{number}",
        sentence=candidate.text,
        citations=tuple(spans.values()),
        claims=tuple(claim.id for claim in candidate.claims),
        origins=tuple(sorted(spans)),
        standing=_standing(candidate, len(spans)),
        trimmed=candidate.trimmed,
        by="extract; carried by the same words, numbers, negation and names, or by an account of the same event",
    )


def _standing(candidate: Candidate, origins: int) -> Standing:
    if any(claim.standing == "in-conflict" for claim in candidate.claims):
        return "in-conflict"
    return "corroborated" if origins > 1 else "single-source"
