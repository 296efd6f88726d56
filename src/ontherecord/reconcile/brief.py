# SPDX-License-Identifier: Apache-2.0
"""The brief: a story in a few sentences of its sources, each cited, with how many origins carry it.

Comes in: articles with their sentences, and the events, utterances and claims found in them.
Goes out: `BriefSentence`, in reading order: the newest and most widely carried news, the news before
it by the calendar, what was said, what is disputed (side by side), what is expected, the background.
Refuses: any word that its citation does not hold; more than `length` sentences.
Score: `python -m bench brief`.

Sentences are chosen greedily by the words that many origins share and no chosen sentence has yet
(maximal marginal relevance, Carbonell & Goldstein 1998, over origins instead of documents).
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec

from ontherecord.model import (
    Account,
    Annotations,
    Article,
    BriefSentence,
    Claim,
    Event,
    Quotation,
    Span,
    Standing,
    Utterance,
)
from ontherecord.reconcile.beyond import holds
from ontherecord.reconcile.carried import (
    Carriers,
    Told,
    agree,
    carried_by,
    carriers,
    same_core,
    statement,
    stem,
    words,
)
from ontherecord.reconcile.extracts import Extract, extracts, findings
from ontherecord.reconcile.grains import days

LENGTH = 8  # sentences: what fits a screen and is read
LEAST, LEAST_OF_ONE = 5, 3  # of a story, and of a single article, however little they share
MOST_OF_ONE = 5
SHARE = 3  # a brief is at most the third part of all sentences
ALIKE = 0.5  # share of a sentence's words that a chosen one may already have
LEAD, TAIL = 1.5, 0.6  # weight of a report's first sentence, which says what it is about, and of its last
DEPTH = 6  # sentences over which the one falls to the other (by the power of e)
COVERED = 0.4  # what a word still counts that a chosen sentence has already
DAILY = 0.9  # a report a day older than the newest tells of an older state of things
OLDEST = 0.5  # but an old report is not silenced
UNSURE = 0.5  # of what was only expected or possible, and whose day the story has passed
SPOKEN = 0.7  # a sentence that is mostly somebody's words weighs less than one that reports
HANGING = 0.5  # a pronoun without its name
IDLE = 0.8  # nothing happens in it, nothing is said
CARRIED = 0.3  # what each further origin that carries a sentence adds to its weight,
ACT_NAMES = 0.4  # share of the names in two accounts of one act: that the event is one is known already
MOST_CARRIED = 3  # up to so many
WEIGHED = 60  # sentences, the best by their own words, whose carriers are looked for
ALONE = 0.05  # weight of a word that one origin alone has: enough to break a tie
DISPUTES = 2  # conflicts of which the brief shows both sides
_SURE = frozenset({"happened", "ongoing", "denied"})
_NEWS, _SAID, _DISPUTED, _EXPECTED, _BACKGROUND = range(5)


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


class _Story(NamedTuple):
    """What every sentence of one story is weighed against."""

    carriers: Carriers
    shared: Mapping[str, float]
    newest: str
    copies: Mapping[str, str]
    origins: Mapping[str, str]
    reports: Mapping[str, Sequence[Account]]
    """Accounts by event."""
    disputed: Mapping[str, Claim]
    """Claims in conflict."""
    of_document: Mapping[str, str]
    """The origin of each document's first article."""


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
    further citation is the words of another origin that carry the same or, of a sentence in conflict,
    the words of the other side."""
    found = findings(events, accounts, claims)
    could, everything = extracts(articles, copies, annotations, found)
    story = _story(articles, copies, accounts, claims, everything)
    weighed = _weighed([_candidate(e, story) for e in could], story)
    room = _room(articles, len(everything), length)
    chosen = _chosen(weighed, story, room)
    pairs = _pairs(chosen, weighed, story)
    fitted = _fitted(chosen, pairs, _outlook(chosen, weighed, story), room)
    ordered = _ordered(fitted, pairs, story)
    return tuple(_sentences(ordered, pairs, story))


def _story(
    articles: Sequence[Article],
    copies: Mapping[str, str],
    accounts: Sequence[Account],
    claims: Sequence[Claim],
    everything: Sequence[Told],
) -> _Story:
    index = carriers(everything)
    reports: dict[str, list[Account]] = defaultdict(list)
    for account in accounts:
        if account.event:
            reports[account.event].append(account)
    newest = max(((a.published.date or "")[:10] for a in articles), default="")
    disputed = {c.id: c for c in claims if c.standing == "in-conflict"}
    origins = {a.id: a.origin or a.id for a in articles}
    of_document = {a.document: origins[a.id] for a in reversed(articles)}
    return _Story(index, _shared_words(index), newest, copies, origins, reports, disputed, of_document)


def _room(articles: Sequence[Article], sentences: int, length: int) -> int:
    """How many sentences the brief may have."""
    least, most = (LEAST_OF_ONE, min(length, MOST_OF_ONE)) if len(articles) == 1 else (LEAST, length)
    return min(length, max(least, min(most, sentences // SHARE)))


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


# --- weighing ------------------------------------------------------------------------------------


def _candidate(extract: Extract, story: _Story) -> Candidate:
    stems = extract.told.stems
    score = sum(story.shared.get(w, 0.0) for w in sorted(stems)) / math.sqrt(len(stems) + 4)
    score *= TAIL + (LEAD - TAIL) * math.exp(-extract.number / DEPTH)
    score *= SPOKEN if extract.said > 0.5 else 1.0
    score *= HANGING if extract.hanging else 1.0
    score *= 1.0 if extract.accounts or extract.said else IDLE
    score *= UNSURE if _overtaken(extract, story.newest) else 1.0
    return Candidate(extract, score * _freshness(extract.published, story.newest), _section(extract, story))


def _freshness(published: str, newest: str) -> float:
    then, now = days(published), days(newest)
    if then is None or now is None or then[0] != then[1]:
        return 1.0
    return max(OLDEST, DAILY ** (now[0] - then[0]).days)


def _overtaken(extract: Extract, newest: str) -> bool:
    """Whether the sentence tells what was only possible, or planned for a day that has come."""
    main = extract.accounts[0] if extract.accounts else None
    if main is None:
        return "possible" in extract.told.words.unsure
    passed = bool(extract.day) and extract.day[:10] <= newest
    return main.modality == "hypothetical" or (passed and main.modality not in _SURE)


def _section(extract: Extract, story: _Story) -> int:
    main = extract.accounts[0] if extract.accounts else None
    if main is not None and main.historical:
        return _BACKGROUND
    if extract.day[:10] > story.newest or (main is not None and main.modality in ("planned", "proposed")):
        return _EXPECTED
    if extract.said > 0.3:
        return _SAID
    return _NEWS


def _weighed(candidates: Sequence[Candidate], story: _Story) -> list[Candidate]:
    """All candidates, best first; the best with what carries them, which adds to their weight."""
    ordered = sorted(candidates, key=_rank)
    top = [_carried(c, story) for c in ordered[:WEIGHED]]
    return sorted([*top, *ordered[WEIGHED:]], key=_rank)


def _rank(candidate: Candidate) -> tuple[float, str, int]:
    return (-candidate.score, candidate.told.article, candidate.told.start)


def _carried(candidate: Candidate, story: _Story) -> Candidate:
    stated = candidate.told._replace(words=statement(candidate.extract.text))
    carrying = carried_by(stated, story.carriers)
    spans = {one.origin: _span(one.document, one.start, one.end, story) for one in carrying}
    for report in _reports(candidate, story):
        spans.setdefault(story.origins[report.article], report.span)
    spans.pop(candidate.told.origin, None)
    more = 1 + CARRIED * min(len(spans), MOST_CARRIED)
    ordered = sorted(spans)
    return candidate._replace(
        score=candidate.score * more, carriers=tuple(spans[o] for o in ordered), origins=tuple(ordered)
    )


def _reports(candidate: Candidate, story: _Story) -> list[Account]:
    """Accounts of other articles of the event that the sentence's main clause tells, by the same verb
    and with nothing told otherwise."""
    accounts = candidate.extract.accounts
    if not accounts or not accounts[0].event:
        return []
    main, ours = accounts[0], statement(candidate.extract.text)
    found = []
    for other in story.reports.get(main.event or "", ()):
        theirs = words(other.span.text)
        told_alike = (
            (other.modality, other.negated) == (main.modality, main.negated)
            and _same_act(main, other)
            and agree(ours, theirs, ACT_NAMES)
        )
        if told_alike and same_core(ours, theirs, story.carriers.weights):
            found.append(other)
    return found


def _same_act(one: Account, other: Account) -> bool:
    return stem(one.trigger.text.lower().split()[0]) == stem(other.trigger.text.lower().split()[0])


def _span(document: str, start: int, end: int, story: _Story) -> Span:
    return Span(document=document, start=start, end=end, text=story.copies[document][start:end])


# --- choosing ------------------------------------------------------------------------------------


def _chosen(candidates: Sequence[Candidate], story: _Story, room: int) -> list[Candidate]:
    """Greedy choice: the best sentence, then again with the words it has counting less."""
    weights = {c.told: sum(story.shared.get(w, 0.0) for w in sorted(c.told.stems)) for c in candidates}
    left = list(candidates)
    chosen: list[Candidate] = []
    covered: set[str] = set()
    while left and len(chosen) < room:
        best = min(left, key=lambda c: (-_gain(c, weights[c.told], covered, story), _rank(c)))
        chosen.append(best)
        covered |= best.told.stems
        left = [c for c in left if not _alike(c, best)]
    return chosen


def _gain(candidate: Candidate, whole: float, covered: set[str], story: _Story) -> float:
    old = sum(story.shared.get(w, 0.0) for w in sorted(candidate.told.stems & covered))
    return candidate.score * (whole - (1 - COVERED) * old) / whole if whole else 0.0


def _alike(one: Candidate, other: Candidate) -> bool:
    """Whether two sentences say the same: half their words, or one act of one event."""
    both = len(one.told.stems & other.told.stems)
    if both >= ALIKE * min(len(one.told.stems), len(other.told.stems)):
        return True
    a, b = (c.extract.accounts[0] if c.extract.accounts else None for c in (one, other))
    return a is not None and b is not None and a.event is not None and a.event == b.event and _same_act(a, b)


# --- conflicts -----------------------------------------------------------------------------------

Pair = tuple[Claim, Candidate, Candidate]


def _pairs(chosen: Sequence[Candidate], candidates: Sequence[Candidate], story: _Story) -> list[Pair]:
    """The conflicts to show, with the best sentence of each side; those of chosen sentences first."""
    here = {claim for c in chosen for claim, _ in c.extract.sides}
    by_side: dict[tuple[str, str], list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        for side in candidate.extract.sides:
            by_side[side].append(candidate)
    order = sorted(
        story.disputed.values(),
        key=lambda c: (c.id not in here, -sum(len(v.origins) for v in c.values), c.id),
    )
    pairs: list[Pair] = []
    used: set[Told] = set()
    for claim in order:
        sides = _sides(claim, by_side)
        if sides and len(pairs) < DISPUTES and used.isdisjoint(s.told for s in sides):
            pairs.append((claim, *sides))
            used.update(s.told for s in sides)
    return pairs


def _sides(
    claim: Claim, by_side: Mapping[tuple[str, str], Sequence[Candidate]]
) -> tuple[Candidate, Candidate] | None:
    """The best sentence for each of the two values that most origins give."""
    values = sorted(claim.values, key=lambda v: -len(v.origins))
    best = [by_side[claim.id, v.value][0] for v in values if by_side.get((claim.id, v.value))]
    for n, one in enumerate(best):
        for other in best[n + 1 :]:
            if one.told.origin != other.told.origin:
                return one, other
    return None


def _outlook(chosen: Sequence[Candidate], candidates: Sequence[Candidate], story: _Story) -> list[Candidate]:
    """The best sentence on what is to come on a day after the last report, if none is chosen."""
    to_come = [c for c in candidates if c.section == _EXPECTED and story.newest < c.extract.day < "9"]
    if any(c in to_come for c in chosen):
        return []
    return to_come[:1]


def _fitted(
    chosen: Sequence[Candidate], pairs: Sequence[Pair], outlook: Sequence[Candidate], room: int
) -> list[Candidate]:
    """The chosen with both sides of each conflict and what is to come, and without what these say
    too or crowd out."""
    sides = [side for _, one, other in pairs for side in (one, other)]
    must = [*sides, *(c for c in outlook if not any(_alike(c, s) for s in sides))]
    kept = {c.told for c in must}
    rest = [c for c in chosen if c.told not in kept and not any(_alike(c, m) for m in must)]
    return [*must, *rest[: max(0, room - len(must))]][:room]


def _ordered(chosen: Sequence[Candidate], pairs: Sequence[Pair], story: _Story) -> list[Candidate]:
    """The lead; then section by section, each by the calendar, the sides of a conflict together."""
    partner = {side: other for _, a, b in pairs for side, other in ((a.told, b), (b.told, a))}
    plain = [c for c in chosen if c.section in (_NEWS, _SAID) and not _overtaken(c.extract, story.newest)]
    lead = min(plain or chosen, key=lambda c: (c.section, *_rank(c)), default=None)
    rest = sorted(chosen, key=lambda c: (_placed(c, partner), c.extract.day or "9999", _rank(c)))
    ordered: list[Candidate] = []
    for candidate in [lead, *rest] if lead else []:
        for one in (candidate, partner.get(candidate.told)):
            if one is not None and one not in ordered:
                ordered.append(one)
    return ordered


def _placed(candidate: Candidate, partner: Mapping[Told, Candidate]) -> int:
    return _DISPUTED if candidate.told in partner else candidate.section


# --- the sentences -------------------------------------------------------------------------------


def _sentences(ordered: Sequence[Candidate], pairs: Sequence[Pair], story: _Story) -> list[BriefSentence]:
    """The sentences with their citations; one that says more than these is dropped."""
    against = {side.told: other for _, a, b in pairs for side, other in ((a, b), (b, a))}
    made = (_sentence(candidate, against.get(candidate.told), story) for candidate in ordered)
    held = (s for s in made if holds(s.sentence, [span.text for span in s.citations]))
    return [msgspec.structs.replace(s, id=f"b{n}") for n, s in enumerate(held, 1)]


def _sentence(candidate: Candidate, against: Candidate | None, story: _Story) -> BriefSentence:
    one = candidate.told
    citations = [_span(one.document, one.start, one.end, story), *candidate.carriers]
    origins = {one.origin, *candidate.origins}
    for span, origin in _other_side(candidate, against, story):
        citations.append(span)
        origins.add(origin)
    stated = tuple(sorted({claim for claim, _ in candidate.extract.sides}))
    return BriefSentence(
        id="b",
        sentence=candidate.extract.text,
        citations=tuple(dict.fromkeys(citations)),
        claims=stated,
        origins=tuple(sorted(origins)),
        standing=_standing(candidate, against, story),
        trimmed=candidate.extract.trimmed,
        by="extract; carried by the same words, numbers, days and names, or by an account of the same act",
    )


def _other_side(candidate: Candidate, against: Candidate | None, story: _Story) -> Iterator[tuple[Span, str]]:
    """The words that speak against a sentence: the sentence of the other side or, where none stands
    alone, what the claim rests on there."""
    if against is not None:
        one = against.told
        yield _span(one.document, one.start, one.end, story), one.origin
        return
    for claim, ours in candidate.extract.sides:
        for value in story.disputed[claim].values if claim in story.disputed else ():
            for span in value.support if value.value != ours else ():
                origin = story.of_document[span.document]
                if origin != candidate.told.origin:
                    yield span, origin
                    break


def _standing(candidate: Candidate, against: Candidate | None, story: _Story) -> Standing:
    if against is not None or any(claim in story.disputed for claim, _ in candidate.extract.sides):
        return "in-conflict"
    return "corroborated" if candidate.origins else "single-source"
