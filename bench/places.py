# SPDX-License-Identifier: Apache-2.0
"""Places: toponyms of local and world news and their points on the map.

Comes in: LGL and TR-News. Goes out: end-to-end F1 within 161 km (found by us, then placed), and the
accuracy within 161 km on the given ranges. 161 km (100 miles) is the measure of the field.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from bench import reliability
from bench.corpora import lines, parses, scorer
from bench.score import Score
from ontherecord.annotate.names.names import names
from ontherecord.annotate.places.places import context, located, places
from ontherecord.model import Where

NEAR_KM = 161.0  # 100 miles
MOST_MEMORY, MOST_SECONDS = 150.0, 1.0
_LOADED = """
import time
from pathlib import Path
import ontherecord.annotate.places.readings, ontherecord.annotate.names.titles
from ontherecord.annotate.places import gazetteer

def resident():
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024

before, begun = resident(), time.process_time()
gazetteer.candidates("Paris"), gazetteer.demonym("French"), gazetteer.seat("Kremlin"), gazetteer.capital_of("Oslo")
gazetteer.regional(), gazetteer.country("France")
print(resident() - before, time.process_time() - begun)
"""
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
    yield from size()
    folder = data / "places"
    answers: list[tuple[float, bool]] = []
    for corpus in ("lgl", "trnews"):
        path = folder / f"{corpus}.jsonl"
        if not path.exists():
            continue
        gold = {d["id"]: d for d in lines(path)}
        judge = scorer(folder / "score.py")
        ours, given = predicted(gold)
        answers += _reliable(gold, ours, judge)
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
    if answers:
        yield from reliability.scores("places", "both", "points", answers)


def size() -> Iterator[Score]:
    """Memory that all gazetteers take in a fresh process, and the seconds of CPU until each has answered."""
    if not Path("/proc/self/status").exists():
        return  # only Linux tells a process its memory in this way
    done = subprocess.run([sys.executable, "-c", _LOADED], check=True, capture_output=True, text=True)
    megabytes, seconds = map(float, done.stdout.split())
    yield Score(
        stage="places",
        corpus="gazetteers",
        measure="memory",
        value=megabytes,
        unit="MB",
        better="lower",
        gated=False,
    )
    yield Score(
        stage="places",
        corpus="gazetteers",
        measure="load",
        value=seconds,
        unit="s",
        better="lower",
        gated=False,
    )
    within = megabytes < MOST_MEMORY and seconds < MOST_SECONDS
    yield Score(stage="places", corpus="gazetteers", measure="under 150 MB and 1 s", value=float(within))


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


def _reliable(gold: dict[str, Any], ours: dict[str, Any], judge: ModuleType) -> Iterator[tuple[float, bool]]:
    """The confidence of each place we found where the gold has a point, and whether it lies within 161 km."""
    for key, document in gold.items():
        points = {t["start"]: t for t in document["toponyms"] if t.get("lat") is not None}
        for one in ours[key]["toponyms"]:
            there = points.get(one["start"])
            if there and one["lat"] is not None:
                away = judge.dist((there["lat"], there["lon"]), (one["lat"], one["lon"]))
                yield one["confidence"], away <= NEAR_KM


def _line(document: dict[str, Any], found: tuple[Where, ...]) -> dict[str, Any]:
    toponyms = [
        {
            "start": one.span.start,
            "end": one.span.end,
            "lat": one.latitude,
            "lon": one.longitude,
            "confidence": one.confidence,
        }
        for one in found
        if one.span
    ]
    return {"id": document["id"], "toponyms": toponyms}
