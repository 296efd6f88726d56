# SPDX-License-Identifier: Apache-2.0
"""How long one story takes to reconcile, and how that grows with its articles; run by hand.

    python -m bench.reconciling DATA [articles]

The articles of the public news that `bench.claims` keeps annotated are taken for one story, whatever they are
about, at a quarter, a half and all of their number. Printed for each: accounts, processor seconds of reconcile, and
of its parts; then the exponent by which the time grows with the accounts (1 is linear, n log n is about 1.1).
"""

from __future__ import annotations

import functools
import json
import math
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench import claims
from bench.corpora import lines
from ontherecord.annotate import annotate
from ontherecord.model import Reading, Story
from ontherecord.read import read
from ontherecord.reconcile import shares
from ontherecord.reconcile import story as stages
from ontherecord.trace import trace, traced

_PARTS = (4, 2, 1)
_STAGES = ("cast", "utterances", "events", "matters", "claims", "timeline", "brief", "meetings")
_FIELDS = ("title", "text", "date", "outlet", "url", "authors")


def main(data: Path, most: int) -> None:
    """Print a line for each size of the story, and how the time grows."""
    spent: dict[str, float] = {}
    for name in _STAGES:
        setattr(stages, name, _timed(name, getattr(stages, name), spent))
    rows = [{f: r[f] for f in _FIELDS if r.get(f)} for r in lines(data / "stories" / "newscluster_dev.jsonl")]
    sizes = []
    for part in _PARTS:
        spent.clear()
        accounts, seconds = _reconciled(rows[: most // part])
        sizes.append((accounts, seconds))
        parts = ", ".join(f"{name} {spent.get(name, 0.0):.2f}" for name in _STAGES)
        print(f"{most // part} articles, {accounts} accounts: {seconds:.2f} s ({parts})")
    (few, short), (many, long) = sizes[0], sizes[-1]
    print(f"grows with accounts to the power of {math.log(long / short) / math.log(many / few):.2f}")


def _reconciled(rows: list[dict[str, Any]]) -> tuple[int, float]:
    """Accounts and seconds of one story of these articles."""
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "articles.jsonl"
        path.write_text("\n".join(json.dumps(row) for row in rows), "utf-8")
        readings = [r for r in read([path]) if isinstance(r, Reading)]
    copies = {r.document.id: r.copy for r in readings}
    articles = [a for r in readings for a in r.articles]
    notes = {n.article: n for n in annotate(articles, copies, workers=1, store=claims.KEPT)}
    tracing = trace(articles, copies, notes)
    articles = list(traced(articles, tracing))
    story = Story(id="s", title="s", articles=tuple(sorted(a.id for a in articles)))
    own = shares([story], articles, tracing)["s"]
    start = time.process_time()
    record = stages.reconcile(story, own.articles, copies, notes, own.tracing)
    return len(record.accounts), time.process_time() - start


def _timed(name: str, stage: Callable[..., Any], spent: dict[str, float]) -> Callable[..., Any]:
    @functools.wraps(stage)
    def timed(*args: Any, **rest: Any) -> Any:
        start = time.process_time()
        try:
            return stage(*args, **rest)
        finally:
            spent[name] = spent.get(name, 0.0) + time.process_time() - start

    return timed


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 500)
