# SPDX-License-Identifier: Apache-2.0
"""Quotations on PolNeAR dev, GUM news dev and the founding reports: detection, attribution, end to end, cost.

Run by `python -m bench quotations`; the neutral scorer and the peers' figures come with the
development data. PolNeAR is measured with, never learnt from: it states no licence.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from bench import founding, reliability
from bench.corpora import lines, parses, scorer
from bench.score import Score
from ontherecord.annotate.names.names import names
from ontherecord.annotate.names.references import references
from ontherecord.annotate.parse import Parse, load, paragraphs, parse_paragraphs
from ontherecord.annotate.quotations.cues import Scope
from ontherecord.annotate.quotations.quotations import Revise, quotations
from ontherecord.model import Quotation

SPEECH_PEERS = {
    "polnear": {"regular expressions": 0.36, "textacy": 0.29, "Gender Gap Tracker": 0.51, "Citron": 0.55,
                "CRF trained on PolNeAR": 0.76, "annotators": 0.87},
    "gum": {"regular expressions": 0.55, "textacy": 0.38, "Gender Gap Tracker": 0.61, "Citron": 0.60,
            "CRF trained on PolNeAR": 0.67},
}  # fmt: skip
ALL_PEERS = {"regular expressions": 0.26, "textacy": 0.20, "Gender Gap Tracker": 0.37, "Citron": 0.43,
             "CRF trained on PolNeAR": 0.62, "annotators": 0.73}  # fmt: skip
DIRECT_PEERS = {"Citron": 0.64, "CRF trained on PolNeAR": 0.87, "annotators": 0.97}
FILES = {"polnear": "polnear_dev.jsonl", "gum": "gum_news_dev.jsonl"}


def predicted(parse: Parse, found: Sequence[Quotation]) -> list[dict[str, Any]]:
    """Our outermost quotations in the scorer's form. What is quoted within a quotation is left out: one
    corpus marks it "ignore", the other seldom has it."""
    return [
        {
            "content": [[s.start, s.end] for s in q.content],
            "source": [[q.speaker.mention.start, q.speaker.mention.end]]
            if q.speaker and q.speaker.mention
            else [],
            "cue": [[q.cue.start, q.cue.end]] if q.cue else [],
            "confidence": q.confidence,
        }
        for q in found
        if q.nested_in is None
    ]


def run(
    documents: Sequence[dict[str, Any]], scope: Scope, revise: Revise | None = None
) -> tuple[list[dict[str, Any]], float]:
    """Predictions for each document, and the seconds they took without the parse; `revise` is a trained
    model at work."""
    out, seconds = [], 0.0
    for document, parse in zip(documents, parses([d["text"] for d in documents]), strict=True):
        mentions = references(parse, names(parse))
        start = time.process_time()
        found = quotations(parse, mentions, document="d", article="a", scope=scope, revise=revise)
        seconds += time.process_time() - start
        out.append({"id": document["id"], "quotes": predicted(parse, found)})
    return out, seconds


def scores(data: Path) -> Iterator[Score]:
    """End-to-end F1 and wrong sources on each corpus that is there, and the cost beside the parse."""
    folder = data / "quotations"
    if not (folder / "score.py").exists():
        return
    neutral = scorer(folder / "score.py")
    for corpus, name in FILES.items():
        if not (folder / name).exists():
            continue
        gold = list(lines(folder / name))
        ours, _ = run(gold, "speech")
        speech = neutral.evaluate(gold, ours, speech=True)
        yield _score(corpus, "speech e2e F1", speech["e2e"]["F1"], SPEECH_PEERS[corpus])
        yield _score(corpus, "speech detection F1", speech["m80"]["F1"], {})
        yield _score(corpus, "speech wrong sources", speech["misattr"], {}, "lower")
        if corpus == "gum":
            yield from _cost(gold)
        else:
            held = reliability.bins(sure(neutral, gold, ours))
            measured = _score(corpus, "confidence: widest gap", reliability.widest(held), {}, "lower")
            yield msgspec.structs.replace(measured, bins=held)
        if corpus == "polnear":
            direct = speech["by_type"]["direct"]["e2e"]["F1"]
            yield _score(corpus, "direct e2e F1", direct, DIRECT_PEERS)
            every = neutral.evaluate(gold, run(gold, "all")[0])
            yield _score(corpus, "all e2e F1", every["e2e"]["F1"], ALL_PEERS)
            yield _score(corpus, "all right source among detected", every["attr80"], {})
    yield from founding.scores(data.parent / "seeds", neutral)


def sure(
    neutral: Any, gold: Sequence[dict[str, Any]], ours: Sequence[dict[str, Any]]
) -> Iterator[tuple[float, bool]]:
    """For each quotation with a cue its confidence, and whether it is right: words at overlap 0.8 and speaker."""
    for document, one in zip(gold, ours, strict=True):
        text = document["text"]
        marks, tokens = neutral.quote_regions(text), neutral.words(text)
        known = [neutral.Item(text, q, True, marks, tokens) for q in document["quotes"]]
        found = [neutral.Item(text, q, False, marks, tokens) for q in one["quotes"]]
        near = [(neutral.overlap(g, p), i, j) for i, g in enumerate(known) for j, p in enumerate(found)]
        fits = [x for x in near if x[0] >= 0.8 and neutral.source_ok(known[x[1]], found[x[2]])]
        right = {j for _, _, j in neutral.greedy(fits)}
        yield from ((q["confidence"], j in right) for j, q in enumerate(one["quotes"]) if q["cue"])


def _cost(documents: Sequence[dict[str, Any]]) -> Iterator[Score]:
    """CPU time of the quotations as a share of the parse, and words a CPU second of both, all in this run."""
    nlp = load()
    texts = [[line for _, line in paragraphs(d["text"], 0, len(d["text"]))] for d in documents]
    list(parse_paragraphs(nlp, texts[0]))  # what the pipeline does once, at its first text, is not timed
    start = time.process_time()
    for lines_of in texts:
        list(parse_paragraphs(nlp, lines_of))
    parse = time.process_time() - start
    own = run(documents, "speech")[1]
    words = sum(len(d["text"].split()) for d in documents)
    yield Score(
        stage="quotations", corpus="gum", measure="cost on top of the parse", value=own / parse,
        better="lower", gated=False,
    )  # fmt: skip
    yield Score(
        stage="quotations", corpus="gum", measure="words a CPU second with the parse", unit="words/s",
        value=words / (parse + own), gated=False,
    )  # fmt: skip


def _score(corpus: str, measure: str, value: float, peers: dict[str, float], better: str = "higher") -> Score:
    return Score(
        stage="quotations", corpus=corpus, measure=measure, value=value,
        better="lower" if better == "lower" else "higher", peers=peers,
    )  # fmt: skip
