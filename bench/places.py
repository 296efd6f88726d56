# SPDX-License-Identifier: Apache-2.0
"""Places: toponyms of local and world news and their points on the map.

Comes in: LGL and TR-News. Goes out: end-to-end F1 within 161 km (found by us, then placed), and the
accuracy within 161 km on the given ranges. 161 km (100 miles) is the measure of the field.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.corpora import lines, parses, scorer
from bench.score import Score
from ontherecord.annotate.names.names import names
from ontherecord.annotate.places.places import context, located, places
from ontherecord.model import Where

PEERS = {
    "lgl": {"geotext": 0.360, "spaCy small + most populous": 0.491, "+ demonyms + context": 0.560},
    "trnews": {"geotext": 0.497, "spaCy small + most populous": 0.679, "+ demonyms + context": 0.768},
}
PEERS_GIVEN = {
    "lgl": {"most populous": 0.698, "+ context": 0.761},
    "trnews": {"most populous": 0.865, "+ context": 0.907},
}


def scores(data: Path) -> Iterator[Score]:
    """All scores of this stage."""
    folder = data / "places"
    for corpus in ("lgl", "trnews"):
        path = folder / f"{corpus}.jsonl"
        if not path.exists():
            continue
        gold = {d["id"]: d for d in lines(path)}
        judge = scorer(folder / "score.py")
        ours, given = predicted(gold)
        found, placed = judge.score(gold, ours), judge.score(gold, given)
        yield Score(
            stage="places",
            corpus=corpus,
            measure="F1 at 161 km",
            value=found["e2e_F161"] / 100,
            peers=PEERS[corpus],
        )
        yield Score(stage="places", corpus=corpus, measure="span F1", value=found["F"] / 100, gated=False)
        yield Score(stage="places", corpus=corpus, measure="accuracy at 161 km, given ranges",
                    value=placed["acc161"] / 100, peers=PEERS_GIVEN[corpus])  # fmt: skip


def predicted(gold: dict[str, dict[str, Any]]) -> tuple[dict[str, Any], dict[str, Any]]:
    """For each document our toponyms, and our points for the given ones."""
    ours, given = {}, {}
    for document, parse in zip(gold.values(), parses([d["text"] for d in gold.values()]), strict=True):
        mentions = names(parse)
        ours[document["id"]] = _line(document, places(parse, mentions, document=document["id"]))
        ranges = [(t["start"], t["end"]) for t in document["toponyms"]]
        given[document["id"]] = _line(
            document, located(parse, ranges, document=document["id"], context=context(mentions), least=0.0)
        )
    return ours, given


def _line(document: dict[str, Any], found: tuple[Where, ...]) -> dict[str, Any]:
    toponyms = [
        {"start": one.span.start, "end": one.span.end, "lat": one.latitude, "lon": one.longitude}
        for one in found
        if one.span
    ]
    return {"id": document["id"], "toponyms": toponyms}
