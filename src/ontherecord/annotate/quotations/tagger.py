# SPDX-License-Identifier: Apache-2.0
"""The trained model at work: which tokens report, which words they report, which reading to take.

Comes in: a page, the cues and drafts of the rules, a `Model`. Goes out: drafts, each with a confidence.
Refuses: a reading the model holds unlikely; sentences longer than `LONGEST_TAGGED`, which stay with the
rules. Score: `python -m bench trained`.

Three linear models in turn: a logistic regression over tokens that may report; a linear-chain
conditional random field (Lafferty et al. 2001) that marks, for one such token, the words it reports and
the words that name who speaks; a logistic regression that chooses between the rules' reading and the
tagger's, or neither.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence

import numpy as np

from ontherecord.annotate.quotations.cues import Cue, Scope, lexicon
from ontherecord.annotate.quotations.features import Proposal, cue_features, proposal, token_features
from ontherecord.annotate.quotations.modelfile import Model
from ontherecord.annotate.quotations.page import Page
from ontherecord.annotate.quotations.quotations import Draft, Revise
from ontherecord.annotate.quotations.variants import (
    CONTENT,
    OUTSIDE,
    RULED,
    SOURCE,
    Tagging,
    Variant,
    alone,
    overlap,
    ruled_words,
    variants,
    words_of,
)

LONGEST_TAGGED = 150
"""Tokens of a sentence that is tagged; the time grows with their number for every cue in it."""
LEAST_CHANCE = 0.15
"""Below this a token that no rule takes for a cue is not looked at again."""
MOST_CUES = 25
"""Cues of one sentence that are tagged: a longer list of verbs is no report."""
_SAME = 0.5
"""Overlap from which two quotations are readings of the same words."""


def revision(model: Model, scope: Scope) -> Revise:
    """A function that chooses among readings of a page with this model."""

    def revise(page: Page, found: list[Cue], drafts: list[Draft]) -> list[Draft]:
        groups = readings(page, found, drafts, model)
        chosen = list(_chosen(groups, model, model.thresholds.get(scope, 0.5)))
        return [d for d in _apart(page, chosen) if scope == "all" or is_speech(d)]

    return revise


def readings(page: Page, found: list[Cue], drafts: list[Draft], model: Model) -> Iterator[list[Variant]]:
    """For each cue, and each draft without one, the readings there are."""
    ruled: dict[int, Draft] = {}
    for draft in drafts:
        if draft.cue is None or draft.by == "marks within marks" or draft.cue.token in ruled:
            yield [alone(page, draft)]
        else:
            ruled[draft.cue.token] = draft
    spoken = _spoken(page, drafts)
    listed = {cue.token: cue for cue in found}
    counts: dict[int, int] = {}
    for token in sorted(listed.keys() | ruled.keys() | _known(page, model)):
        draft_here = ruled.get(token)
        first, end = page.sentences[token]
        if draft_here is None and (token in spoken or end - first > LONGEST_TAGGED):
            continue
        cue = draft_here.cue if draft_here else listed.get(token)
        chance = _chance(model, page, token, cue)
        if draft_here is None and chance < LEAST_CHANCE:
            continue
        counts[first] = counts.get(first, 0) + 1
        if counts[first] > MOST_CUES or end - first > LONGEST_TAGGED:
            if draft_here:
                yield [alone(page, draft_here)]
            continue
        made = proposal(page, token, cue)
        tagged = taggings(model, page, made, first, end, ruled_words(page, draft_here, made))
        if group := variants(page, draft_here, made, tagged, chance):
            yield group


def _known(page: Page, model: Model) -> set[int]:
    return {t for t, lemma in enumerate(page.parse.lemmas) if lemma.lower() in model.lemmas}


def _spoken(page: Page, drafts: Sequence[Draft]) -> frozenset[int]:
    """The words that somebody speaks in a turn."""
    return frozenset().union(*(words_of(page, d.content) for d in drafts if d.by.startswith("marks")))


def _chance(model: Model, page: Page, token: int, cue: Cue | None) -> float:
    return logistic(model.cues.total(cue_features(page, token, cue)))


def logistic(x: float) -> float:
    """The probability of a score."""
    return 1 / (1 + math.exp(-x)) if x > -50 else 0.0


def taggings(
    model: Model, page: Page, made: Proposal, first: int, end: int, ruled: frozenset[int]
) -> list[Tagging]:
    """The likeliest labels of a sentence seen from a cue; those where content is made a little likelier
    or less likely than it is, a wider and a narrower reading; and last those of the rules' words."""
    scores = _emitted(model, token_features(page, made, first, end))
    steps = model.steps.tolist()
    whole = _whole(scores, steps)
    likeliest = {lean: _best(scores, steps, shift) for lean, shift in LEANS.items()}
    likeliest[RULED] = [
        CONTENT if t in ruled else SOURCE if label == SOURCE else OUTSIDE
        for t, label in enumerate(likeliest[""], first)
    ]
    found = []
    for lean, labels in likeliest.items():
        score = sum(row[label] for row, label in zip(scores, labels, strict=True))
        score += sum(steps[a][b] for a, b in itertools.pairwise(labels))
        found.append(Tagging(first, tuple(labels), score - whole, lean))
    return found


LEANS = {"": 0.0, " wide": 1.5, " narrow": -1.5}
"""How the score of content is shifted for a reading, in natural logarithms."""

Rows = list[list[float]]
"""For each token, or each label before, a score of each label: lists, since three numbers are too few for arrays."""


def _emitted(model: Model, features: Sequence[Sequence[str]]) -> Rows:
    """The score of each label of each token: the weights of its features, summed for all tokens at once."""
    table = model.tags
    row_of = table.rows.get
    known = [[n for f in row if (n := row_of(f)) is not None] or [-1] for row in features]
    starts = list(itertools.accumulate((len(row) for row in known[:-1]), initial=0))
    total = np.add.reduceat(table.weights[[n for row in known for n in row]], starts)
    total[0] += table.bias
    rows: Rows = total.tolist()
    return rows


def _best(scores: Rows, steps: Rows, shift: float) -> list[int]:
    """The likeliest labels (Viterbi), the score of content shifted."""
    (oo, oc, os), (co, cc, cs), (so, sc, ss) = steps
    o, c, s = scores[0]
    c += shift
    back = []
    for emit_o, emit_c, emit_s in scores[1:]:
        to_o, to_c, to_s = (o + oo, c + co, s + so), (o + oc, c + cc, s + sc), (o + os, c + cs, s + ss)
        o, c, s = max(to_o), max(to_c), max(to_s)
        back.append((to_o.index(o), to_c.index(c), to_s.index(s)))
        o, c, s = o + emit_o, c + emit_c + shift, s + emit_s
    last = (o, c, s)
    labels = [last.index(max(last))]
    for pointers in reversed(back):
        labels.append(pointers[labels[-1]])
    return labels[::-1]


def _whole(scores: Rows, steps: Rows) -> float:
    """The logarithm of the sum over all labellings: the forward algorithm, each step scaled by its largest score."""
    (oo, oc, os), (co, cc, cs), (so, sc, ss) = [[math.exp(x) for x in row] for row in steps]
    o, c, s = 1.0, 0.0, 0.0
    total = 0.0
    for n, row in enumerate(scores):
        top = max(row)
        emit_o, emit_c, emit_s = [math.exp(x - top) for x in row]
        if n:
            o, c, s = o * oo + c * co + s * so, o * oc + c * cc + s * sc, o * os + c * cs + s * ss
        else:
            o = c = s = 1.0
        o, c, s = o * emit_o, c * emit_c, s * emit_s
        scale = o + c + s
        o, c, s = o / scale, c / scale, s / scale
        total += top + math.log(scale)
    return total


def _chosen(groups: Iterator[list[Variant]], model: Model, least: float) -> Iterator[Draft]:
    """Of each group the likeliest reading, where it is likely enough."""
    for group in groups:
        scored = [(logistic(model.choice.total(v.features)), n) for n, v in enumerate(group)]
        likely, n = max(scored, key=lambda s: (s[0], -s[1]), default=(0.0, 0))
        if likely >= least:
            yield group[n].draft._replace(confidence=round(likely, 3))


def _apart(page: Page, drafts: list[Draft]) -> Iterator[Draft]:
    """The drafts without the less likely of two for the same words, and without those whose cue stands in
    the words of another: the outer speaker speaks."""
    taken: dict[int, list[frozenset[int]]] = {}
    kept = []
    for draft in sorted(drafts, key=lambda d: (-(d.confidence or 0.0), d.content)):
        words = words_of(page, draft.content)
        near = {id(w): w for t in words for w in taken.get(t, ())}
        if any(overlap(words, other) >= _SAME for other in near.values()):
            continue
        kept.append(draft)
        for t in words:
            taken.setdefault(t, []).append(words)
    for draft in kept:
        words = words_of(page, draft.content)
        cue = draft.cue.token if draft.cue and draft.by != "marks within marks" else None
        outer = taken.get(cue, []) if cue is not None else []
        if all(other == words for other in outer):
            yield draft


def is_speech(draft: Draft) -> bool:
    """Whether a draft reports speech, not a thought or an attitude."""
    cue = draft.cue
    if cue is None or cue.kind not in ("verb", "noun") or draft.by.startswith(("marks", "label")):
        return True
    words = lexicon("speech")
    return cue.lemma in (words.verbs if cue.kind == "verb" else words.nouns)
