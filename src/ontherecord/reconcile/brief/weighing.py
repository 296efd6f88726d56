# SPDX-License-Identifier: Apache-2.0
"""How much each sentence of a story weighs for its brief, and which other origins carry it.

Comes in: the sentences that could stand in a brief (`Extract`), and all sentences of the story.
Goes out: `Candidate`, the weightiest first. Refuses: support of the same origin, however many reprint it.
Score: `python -m bench brief`.

A sentence weighs what its words weigh: a word the more, the more origins use it. Beginnings of reports, new
reports, sentences that several origins carry weigh more; colour, old plans and hanging pronouns less.
"""

from __future__ import annotations

import datetime
import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ontherecord.model import Account, Article, Claim, Span
from ontherecord.reconcile.brief.extracts import Extract, Findings, begun
from ontherecord.reconcile.values.grains import days
from ontherecord.reconcile.words.carried import (
    CARRIED,
    WHOLLY,
    Carriers,
    Told,
    Words,
    agree,
    carried_by,
    carriers,
    same_core,
    statement,
    stem,
    words,
)

LEAD, TAIL = 1.5, 0.6  # weight of a report's first sentence, which says what it is about, and of its last
DEPTH = 6  # sentences over which the one falls to the other (by the power of e)
DAILY = 0.9  # a report a day older than the newest tells of an older state of things
OLDEST = 0.5  # but an old report is not silenced
UNSURE = 0.5  # of what was only expected or possible, and whose day the story has passed
SPOKEN = 0.7  # a sentence that is mostly somebody's words weighs less than one that reports
HANGING = 0.5  # a pronoun without its name
IDLE = 0.6  # nothing happens in it, nothing is said
BARE = 0.75  # a surname of which the reader does not know whose it is
ASIDE = 0.5  # weight of a sentence with none of the words of the story's headlines; with many it is 1
TITLE_WORDS = 4  # of the headlines, those that most origins have: who tells them tells the story
SUPPORTED = 0.6  # what each further origin that carries a sentence adds to its weight,
ACT_NAMES = 0.4  # share of the names in two accounts of one act: that the event is one is known already
MOST_CARRIED = 3  # up to so many
WEIGHED = 60  # sentences, the best by their own words, whose carriers are looked for
ALONE = 0.05  # weight of a word that one origin alone has: enough to break a tie
SAYS = 0.3  # share of a sentence in somebody's own words from which it tells what was said
_SURE = frozenset({"happened", "ongoing", "denied"})
NEWS, SAID, DISPUTED, EXPECTED, BACKGROUND = range(5)


class Candidate(NamedTuple):
    """A sentence that could stand in the brief, with its weight and what carries it."""

    extract: Extract
    score: float
    section: int
    carriers: tuple[Span, ...] = ()
    """The words of the other origins that carry it, in the order of origins."""
    origins: tuple[str, ...] = ()
    """These origins."""

    @property
    def told(self) -> Told:
        """The sentence with what is compared of it."""
        return self.extract.told


class Coverage(NamedTuple):
    """What every sentence of one story is weighed against."""

    carriers: Carriers
    shared: Mapping[str, float]
    newest: datetime.date | None
    """The day of the last report."""
    copies: Mapping[str, str]
    origins: Mapping[str, str]
    reports: Mapping[str, Sequence[Account]]
    """Accounts by event."""
    disputed: Mapping[str, Claim]
    """Claims in conflict."""
    articles: Mapping[str, Sequence[Article]]
    """Articles by document."""
    titles: Mapping[str, float]
    """Words of headlines, and the share of the origins that have them there;"""
    told_most: float
    """those that most have, together."""

    def origin_at(self, span: Span) -> str:
        """The origin of the article in which words stand."""
        inside = (a for a in self.articles[span.document] if a.start <= span.start < a.end)
        return self.origins[next(inside, self.articles[span.document][0]).id]


def coverage(
    articles: Sequence[Article],
    copies: Mapping[str, str],
    accounts: Sequence[Account],
    claims: Sequence[Claim],
    everything: Sequence[Told],
) -> Coverage:
    """Index what the sentences of a story are weighed against; `everything` is all its sentences."""
    index = carriers(everything)
    reports: dict[str, list[Account]] = defaultdict(list)
    for account in accounts:
        if account.event:
            reports[account.event].append(account)
    published = (days((a.published.date or "")[:10]) for a in articles)
    newest = max((known[0] for known in published if known), default=None)
    disputed = {c.id: c for c in claims if c.standing == "in-conflict"}
    origins = {a.id: a.origin or a.id for a in articles}
    by_document: dict[str, list[Article]] = defaultdict(list)
    for article in articles:
        by_document[article.document].append(article)
    titles = _titles(articles)
    most = sum(sorted(titles.values())[-TITLE_WORDS:])
    return Coverage(
        index, _shared_words(index), newest, copies, origins, reports, disputed, by_document, titles, most
    )


def _titles(articles: Sequence[Article]) -> dict[str, float]:
    """Each word of the headlines with the share of origins that have it there."""
    by_origin: dict[str, set[str]] = defaultdict(set)
    for article in articles:
        by_origin[article.origin or article.id] |= words(article.headline or "").stems
    uses = Counter(word for found in by_origin.values() for word in found)
    return {word: n / len(by_origin) for word, n in uses.items()}


def _shared_words(index: Carriers) -> dict[str, float]:
    """The weight of each word: how many origins use it, damped by how common it is in the story.
    In a story of one origin, how many sentences do."""
    origins: dict[str, set[str]] = defaultdict(set)
    for one in index.told:
        for word in one.stems:
            origins[word].add(one.origin)
    alone = len({one.origin for one in index.told}) == 1
    uses = {word: len(index.places[word]) if alone else len(who) for word, who in origins.items()}
    return {word: math.log(1 + n) if n > 1 else ALONE for word, n in uses.items()}


def _candidate(extract: Extract, story: Coverage) -> Candidate:
    stems = extract.told.stems
    score = sum(story.shared.get(w, 0.0) for w in sorted(stems)) / math.sqrt(len(stems) + 4)
    score *= TAIL + (LEAD - TAIL) * math.exp(-extract.number / DEPTH)
    score *= SPOKEN if extract.said > 0.5 else 1.0
    score *= HANGING if extract.hanging else 1.0
    score *= BARE if extract.bare else 1.0
    score *= ASIDE + (1 - ASIDE) * topical(extract, story)
    score *= 1.0 if extract.accounts or extract.said else IDLE
    score *= UNSURE if overtaken(extract, story.newest) else 1.0
    return Candidate(extract, score * _freshness(extract.published, story.newest), _section(extract, story))


def topical(extract: Extract, story: Coverage) -> float:
    """How much of what the headlines tell is in a sentence, from 0 to 1: a word counts as many origins as have it
    in their headlines."""
    told = sum(story.titles[word] for word in sorted(extract.told.stems & story.titles.keys()))
    return min(1.0, told / story.told_most) if story.told_most else 1.0


def _freshness(published: str, newest: datetime.date | None) -> float:
    then = days(published)
    if then is None or newest is None or then[0] != then[1]:
        return 1.0
    return max(OLDEST, DAILY ** (newest - then[0]).days)


def overtaken(extract: Extract, newest: datetime.date | None) -> bool:
    """Whether the sentence tells what was only possible, or planned for a day that has come; a plan
    without a day is as old as its report. So is what holds "so far", once a later day reports."""
    main = extract.accounts[0] if extract.accounts else None
    if _SO_FAR.search(extract.text) and _passed(extract, newest):
        return True
    if main is None:
        return "possible" in extract.told.words.unsure
    return main.modality == "hypothetical" or (main.modality not in _SURE and _passed(extract, newest))


_SO_FAR = re.compile(r"\b(?:so far|not yet|yet to|has yet|have yet|for now|as yet)\b", re.IGNORECASE)


def _passed(extract: Extract, newest: datetime.date | None) -> bool:
    due, told = days(extract.day), days(extract.published)
    if newest is None or (due is None and told is None):
        return False
    return due[1] <= newest if due else told is not None and told[1] < newest


def ahead(extract: Extract, newest: datetime.date | None) -> bool:
    """Whether the day of which the sentence tells is after the last report."""
    due = days(extract.day)
    return due is not None and newest is not None and due[0] > newest


def _section(extract: Extract, story: Coverage) -> int:
    main = extract.accounts[0] if extract.accounts else None
    if main is not None and main.historical:
        return BACKGROUND
    if ahead(extract, story.newest) or (main is not None and main.modality in ("planned", "proposed")):
        return EXPECTED
    if extract.said > SAYS:
        return SAID
    return NEWS


def weighed(could: Sequence[Extract], story: Coverage, found: Findings) -> list[Candidate]:
    """All candidates, best first; the best as far as others carry them, which adds to their weight."""
    ordered = sorted((_candidate(extract, story) for extract in could), key=rank)
    top = [_carried(c, story, found) for c in ordered[:WEIGHED]]
    return sorted([*top, *ordered[WEIGHED:]], key=rank)


def rank(candidate: Candidate) -> tuple[float, str, int]:
    """The weightiest first; ties by where they stand."""
    return (-candidate.score, candidate.told.article, candidate.told.start)


def _carried(candidate: Candidate, story: Coverage, found: Findings) -> Candidate:
    """A candidate with what carries it: the whole sentence or, where nothing does, the longest beginning
    of it that something carries; then a sentence of which only the main statement is carried."""
    whole = candidate.extract
    copy = story.copies[whole.told.document]
    begins = (
        (begun(whole, stop, copy, found) for stop in reversed(whole.stops))
        if not _settled(whole, story)
        else ()
    )
    for extract in (whole, *(one for one in begins if one)):
        spans = _carriers(extract, words(extract.text), story, WHOLLY)
        if spans:
            return _supported(candidate._replace(extract=extract), spans)
    return _supported(candidate, _carriers(whole, statement(whole.text), story, CARRIED))


def _settled(extract: Extract, story: Coverage) -> bool:
    """Whether an extract stays as it is: it is mostly somebody's words, or a side of a conflict."""
    return extract.said > SAYS or any(claim in story.disputed for claim, _ in extract.sides)


def _supported(candidate: Candidate, spans: Mapping[str, Span]) -> Candidate:
    more = 1 + SUPPORTED * min(len(spans), MOST_CARRIED)
    ordered = sorted(spans)
    return candidate._replace(
        score=candidate.score * more, carriers=tuple(spans[o] for o in ordered), origins=tuple(ordered)
    )


def _carriers(extract: Extract, said: Words, story: Coverage, least: float) -> dict[str, Span]:
    """The words of other origins that have at least the share `least` of what `said` has of an extract, by origin."""
    carrying = carried_by(extract.told._replace(words=said), story.carriers, least)
    spans = {one.origin: span_of(one.document, one.start, one.end, story) for one in carrying}
    for report in _reports(extract, said, story):
        spans.setdefault(story.origins[report.article], report.span)
    spans.pop(extract.told.origin, None)
    return spans


def _reports(extract: Extract, ours: Words, story: Coverage) -> list[Account]:
    """Accounts of other articles of the event that the sentence's main clause tells, by the same verb
    and with nothing told otherwise."""
    if not extract.accounts or not extract.accounts[0].event:
        return []
    main, found = extract.accounts[0], []
    for other in story.reports.get(main.event or "", ()):
        theirs = words(other.span.text)
        told_alike = (
            (other.modality, other.negated) == (main.modality, main.negated)
            and same_act(main, other)
            and agree(ours, theirs, ACT_NAMES)
        )
        if told_alike and same_core(ours, theirs, story.carriers.weights):
            found.append(other)
    return found


def same_act(one: Account, other: Account) -> bool:
    """Whether two accounts name their act by the same verb or noun."""
    first, second = (account.trigger.text.lower().split()[:1] for account in (one, other))
    return [stem(word) for word in first] == [stem(word) for word in second] and bool(first)


def span_of(document: str, start: int, end: int, story: Coverage) -> Span:
    """The words at `start`..`end` of a document, with where they stand."""
    return Span.of(document, story.copies[document], start, end)
