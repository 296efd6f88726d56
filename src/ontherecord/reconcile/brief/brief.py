# SPDX-License-Identifier: Apache-2.0
"""The brief: a story in a few sentences of its sources, each cited, with how many origins carry it.

Comes in: articles with their sentences, and the events, utterances and claims found in them.
Goes out: `BriefSentence`, in reading order: the newest and most widely carried news, the news before
it by the calendar, what was said, what is disputed (side by side), what is expected, the background.
Refuses: any word that its citation does not hold; more sentences than were asked for.
Score: `python -m bench brief`.

Sentences are chosen greedily by the words that many origins share and no chosen sentence has yet
(maximal marginal relevance, Carbonell & Goldstein 1998, over origins instead of documents).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

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
from ontherecord.reconcile.brief.beyond import holds
from ontherecord.reconcile.brief.brief_settings import DEFAULT_BRIEF, BriefSettings
from ontherecord.reconcile.brief.extracts import extracts, findings
from ontherecord.reconcile.brief.novel import new_articles, new_claims, new_extracts
from ontherecord.reconcile.brief.weighing import (
    DISPUTED,
    EXPECTED,
    NEWS,
    SAID,
    Candidate,
    Coverage,
    ahead,
    coverage,
    overtaken,
    rank,
    same_act,
    span_of,
    topical,
    weighed,
)
from ontherecord.reconcile.words.carried import Told

LEAST, LEAST_OF_ONE = 6, 3  # of a story, and of a single article, however little they share
MOST_OF_ONE = 5
SHARE = 3  # a brief is at most the third part of all sentences
ALIKE = 0.5  # share of a sentence's words that a chosen one may already have
COVERED = 0.25  # what a word still counts that a chosen sentence has already
ENOUGH, DULL = 6, 0.2  # from so many sentences on, one that adds less than this share of the first is none
LEADS = {NEWS: 1.0, SAID: 0.6, EXPECTED: 0.8}  # what may open a brief, and how much likelier it is to
HEADLINE = 1.3  # how much likelier the first sentence of a report is to lead,
SUPPORTED = 0.2  # one more origin that carries it,
UNTOLD = 0.5  # and a sentence about a thing that it takes as known: "The flight turned round"
DISPUTES = 2  # conflicts of which the brief shows both sides


def brief(
    articles: Sequence[Article],
    copies: Mapping[str, str],
    annotations: Mapping[str, Annotations],
    events: Sequence[Event],
    accounts: Sequence[Account],
    utterances: Sequence[Utterance],
    quotations: Sequence[Quotation],
    claims: Sequence[Claim],
    settings: BriefSettings = DEFAULT_BRIEF,
) -> tuple[BriefSentence, ...]:
    """Choose at most `settings.length` sentences; with `settings.since`, of what no report before that
    day has. Every word of one stands in its first citation; each further citation is the words of
    another origin that carry the same or, of a sentence in conflict, the words of the other side."""
    found = findings(events, accounts, claims)
    could, everything = extracts(articles, copies, annotations, found)
    if settings.since is not None:
        new = new_articles(articles, settings.since)
        could = new_extracts(could, everything, accounts, new)
        claims = new_claims(claims, settings.since)
    story = coverage(articles, copies, accounts, claims, everything)
    candidates = weighed(could, story, found)
    room = _room(articles, len(everything), settings.length)
    chosen = _chosen(_current(candidates, story, room), story, room)
    pairs = _pairs(chosen, candidates, story)
    fitted = _fitted(chosen, pairs, _outlook(chosen, candidates, story), room)
    ordered = _ordered(fitted, pairs, story)
    return tuple(_sentences(ordered, pairs, story))


def _room(articles: Sequence[Article], sentences: int, length: int) -> int:
    """How many sentences the brief may have."""
    least, most = (LEAST_OF_ONE, min(length, MOST_OF_ONE)) if len(articles) == 1 else (LEAST, length)
    return min(length, max(least, min(most, sentences // SHARE)))


# --- choosing ------------------------------------------------------------------------------------


def _chosen(candidates: Sequence[Candidate], story: Coverage, room: int) -> list[Candidate]:
    """Greedy choice: the best sentence, then again with the words it has counting less."""
    left = list(candidates)
    chosen: list[Candidate] = []
    covered: set[str] = set()
    first = 0.0
    while left and len(chosen) < room:
        best, gained = _best(left, covered, story)
        first = first or gained
        if len(chosen) >= ENOUGH and gained < DULL * first:
            break
        chosen.append(best)
        covered |= best.told.stems
        left = [c for c in left if not _alike(c, best)]
    return chosen


def _best(left: Sequence[Candidate], covered: set[str], story: Coverage) -> tuple[Candidate, float]:
    """The candidate that adds most, and how much; of equals the first. They come the weightiest first, and none
    adds more than it weighs."""
    best, gained = left[0], -1.0
    for candidate in left:
        if candidate.score < gained:
            break
        gain = _gain(candidate, covered, story)
        if gain > gained:
            best, gained = candidate, gain
    return best, gained


def _current(candidates: Sequence[Candidate], story: Coverage, room: int) -> Sequence[Candidate]:
    """The candidates without what was only expected of a day that has come, if enough are left."""
    left = [c for c in candidates if not overtaken(c.extract, story.newest)]
    return left if len(left) >= min(room, ENOUGH) else candidates


def _gain(candidate: Candidate, covered: set[str], story: Coverage) -> float:
    stems = candidate.told.stems
    whole, old = (sum(story.shared.get(w, 0.0) for w in sorted(some)) for some in (stems, stems & covered))
    return candidate.score * (whole - (1 - COVERED) * old) / whole if whole else 0.0


def _alike(one: Candidate, other: Candidate) -> bool:
    """Whether two sentences say the same: half their words, or one act of one event."""
    both = len(one.told.stems & other.told.stems)
    if both >= ALIKE * min(len(one.told.stems), len(other.told.stems)):
        return True
    a, b = (c.extract.accounts[0] if c.extract.accounts else None for c in (one, other))
    return a is not None and b is not None and a.event is not None and a.event == b.event and same_act(a, b)


# --- conflicts -----------------------------------------------------------------------------------

Pair = tuple[Claim, Candidate, Candidate]


def _pairs(chosen: Sequence[Candidate], candidates: Sequence[Candidate], story: Coverage) -> list[Pair]:
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


def _outlook(
    chosen: Sequence[Candidate], candidates: Sequence[Candidate], story: Coverage
) -> list[Candidate]:
    """The best sentence on what is to come on a day after the last report, if none is chosen."""
    to_come = [c for c in candidates if c.section == EXPECTED and ahead(c.extract, story.newest)]
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


def _ordered(chosen: Sequence[Candidate], pairs: Sequence[Pair], story: Coverage) -> list[Candidate]:
    """The lead; then section by section, each by the calendar, the sides of a conflict together."""
    partner = {side: other for _, a, b in pairs for side, other in ((a.told, b), (b.told, a))}
    plain = [c for c in chosen if c.section in LEADS and not overtaken(c.extract, story.newest)]
    lead = min(plain or chosen, key=lambda c: (-_leading(c, story), rank(c)), default=None)
    rest = sorted(chosen, key=lambda c: (_placed(c, partner), c.extract.day or "9999", rank(c)))
    ordered: list[Candidate] = []
    for candidate in [lead, *rest] if lead else []:
        for one in (candidate, partner.get(candidate.told)):
            if one is not None and one not in ordered:
                ordered.append(one)
    return ordered


def _leading(candidate: Candidate, story: Coverage) -> float:
    """How fit a sentence is to open the brief: its weight, more where it tells what the headlines tell."""
    fit = candidate.score * LEADS.get(candidate.section, 1.0) * (1 + SUPPORTED * len(candidate.origins))
    fit *= HEADLINE if candidate.extract.number == 0 else 1.0
    fit *= UNTOLD if _KNOWN.match(candidate.extract.text) else 1.0
    return fit * (1 + topical(candidate.extract, story))


_KNOWN = re.compile(r"The [a-z]+ (?!of\b|in\b|that\b|who\b|at\b|for\b|on\b)[a-z]")


def _placed(candidate: Candidate, partner: Mapping[Told, Candidate]) -> int:
    return DISPUTED if candidate.told in partner else candidate.section


# --- the sentences -------------------------------------------------------------------------------


def _sentences(ordered: Sequence[Candidate], pairs: Sequence[Pair], story: Coverage) -> list[BriefSentence]:
    """The sentences with their citations; one that says more than these is dropped."""
    against = {side.told: other for _, a, b in pairs for side, other in ((a, b), (b, a))}
    made = (_sentence(candidate, against.get(candidate.told), story) for candidate in ordered)
    held = (s for s in made if holds(s.sentence, [span.text for span in s.citations]))
    return [msgspec.structs.replace(s, id=f"b{n}") for n, s in enumerate(held, 1)]


def _sentence(candidate: Candidate, against: Candidate | None, story: Coverage) -> BriefSentence:
    one = candidate.told
    citations = [span_of(one.document, one.start, one.end, story), *candidate.carriers]
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


def _other_side(
    candidate: Candidate, against: Candidate | None, story: Coverage
) -> Iterator[tuple[Span, str]]:
    """The words that speak against a sentence: the sentence of the other side or, where none stands
    alone, what the claim rests on there."""
    if against is not None:
        one = against.told
        yield span_of(one.document, one.start, one.end, story), one.origin
        return
    for claim, ours in candidate.extract.sides:
        for value in story.disputed[claim].values if claim in story.disputed else ():
            for span in value.support if value.value != ours else ():
                origin = story.origin_at(span)
                if origin != candidate.told.origin:
                    yield span, origin
                    break


def _standing(candidate: Candidate, against: Candidate | None, story: Coverage) -> Standing:
    if against is not None or any(claim in story.disputed for claim, _ in candidate.extract.sides):
        return "in-conflict"
    return "corroborated" if candidate.origins else "single-source"
