# SPDX-License-Identifier: Apache-2.0
"""Quotations with the model trained on PolNeAR, on the same corpora and measures as `quotations`.

    python -m bench trained

Run by hand: it trains the model first, unless one of this program on this corpus is kept under `.cache`.
The default, without the model, is `python -m bench quotations`; its rows stand beside these as a peer.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from bench import learning, train
from bench.corpora import ROOT, lines, scorer
from bench.quotations import ALL_PEERS, DIRECT_PEERS, FILES, SPEECH_PEERS, run
from bench.score import Score
from ontherecord.annotate.articles import code_version
from ontherecord.annotate.quotations.cues import Scope
from ontherecord.annotate.quotations.modelfile import Model, unpacked
from ontherecord.annotate.quotations.tagger import revision

_KEPT = ROOT / ".cache" / "bench"


def kept_model(folder: Path) -> Model:
    """The model of the corpus in `folder`, trained if it is not kept."""
    files = (Path(train.__file__), Path(learning.__file__), folder / train.CORPUS)
    parts = [code_version().encode(), *(file.read_bytes() for file in files)]
    digest = hashlib.sha256(b"".join(parts)).hexdigest()[:16]
    path = _KEPT / f"quotations-{digest}.model"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        train.quotations(folder, path)
    return unpacked(path.read_bytes())


def scores(data: Path) -> Iterator[Score]:
    """End-to-end F1, wrong sources and cost of the trained model, with the default beside it."""
    folder = data / "quotations"
    if not (folder / train.CORPUS).exists():
        return
    neutral = scorer(folder / "score.py")
    model = kept_model(folder)
    for corpus, name in FILES.items():
        gold = list(lines(folder / name))
        for scope in ("speech", "all"):
            rules, _ = run(gold, scope)
            ours, seconds = run(gold, scope, revision(model, scope))
            yield from _rows(neutral, corpus, scope, gold, ours, rules)
            if scope == "speech":
                words = sum(len(d["text"].split()) for d in gold)
                yield Score(
                    stage="trained", corpus=corpus, measure="words a second without the parse", unit="words/s",
                    value=words / seconds, gated=False,
                )  # fmt: skip


def _rows(
    neutral: Any, corpus: str, scope: Scope, gold: Sequence[Any], ours: Sequence[Any], rules: Sequence[Any]
) -> Iterator[Score]:
    speech = scope == "speech"
    mine, plain = (neutral.evaluate(gold, found, speech=speech) for found in (ours, rules))
    peers = SPEECH_PEERS[corpus] if speech else ALL_PEERS if corpus == "polnear" else {}
    rows = [(f"{scope} e2e F1", mine["e2e"]["F1"], {"the rules alone": plain["e2e"]["F1"], **peers})]
    rows.append((f"{scope} wrong sources", mine["misattr"], {"the rules alone": plain["misattr"]}))
    rows.append(
        (f"{scope} right source among detected", mine["attr80"], {"the rules alone": plain["attr80"]})
    )
    if speech:
        direct = {"the rules alone": plain["by_type"]["direct"]["e2e"]["F1"]}
        direct |= DIRECT_PEERS if corpus == "polnear" else {}
        rows.append(("direct e2e F1", mine["by_type"]["direct"]["e2e"]["F1"], direct))
    for measure, value, beside in rows:
        yield Score(
            stage="trained", corpus=corpus, measure=measure, value=value, gated=False,
            better="lower" if "wrong" in measure else "higher",
            peers={name: round(one, 3) for name, one in beside.items()},
        )  # fmt: skip
