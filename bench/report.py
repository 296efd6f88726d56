# SPDX-License-Identifier: Apache-2.0
"""The scores as a table: on the screen, and in docs/scores.md beside each peer's."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from bench import calibration
from bench.floors import floors
from bench.score import Score

REPORT = Path(__file__).resolve().parent.parent / "docs" / "scores.md"
_HEAD = """# Scores

Written by `python -m bench report`; do not edit. Every figure is measured with the neutral scorers that
come with the development corpora, on a machine of two cores without GPU, with the default pipeline. Peers' figures are those
that the same scorers gave on the same text. A floor is the value below which CI fails; floors only rise.
The worst errors of each stage are described in [errors](errors.md), confidences are drawn in [calibration](calibration.md).
"""
_CORPORA = """
## The corpora

| corpus | what it is, and of when |
|---|---|
| polnear | political news of 2016, quotations (Newell and others 2018) |
| gum | news of the GUM corpus, quotations |
| timebank, aquaint, wikiwars_dev | newswire of 1989 to 2000 (TimeBank 1.2, 2006; AQUAINT, 2008), histories of wars (WikiWars, 2010) |
| lgl, trnews | local news of the United States of 2009 (2010), world news (2018) |
| ecbplus, ontogum news | news of some forty events (ECB+, 2014), the news of OntoGUM (2021) |
| plover-gsr, plv | sentences of newswire coded in PLOVER |
| newscluster, allsides, dirty_dev | news of 2016 and 2017, of 2012 to 2020, web pages of 2023 and 2024 |
| T17 | news of four crises, 2009 to 2011, with journalists' timelines (2013) |
| agreement, founding reports, invented | our own: written for the purpose, read with their truth |
"""


def table(scores: Sequence[Score]) -> str:
    """Lines of text: corpus, measure, value, floor, peers."""
    pinned = floors()
    return "\n".join(
        f"  {s.corpus:<22} {s.measure:<28} {_number(s):>9}  floor {pinned.get(s.key, float('nan')):>8.3f}  {_peers(s)}"
        for s in scores
    )


def _number(score: Score) -> str:
    return (
        f"{score.value:.3f}{score.unit and ' ' + score.unit}"
        if score.value < 100
        else f"{score.value:,.0f} {score.unit}"
    )


def _peers(score: Score) -> str:
    return ", ".join(f"{name} {value:g}" for name, value in score.peers.items())


def write_report(scores: Sequence[Score]) -> None:
    """Write docs/scores.md and docs/calibration.md."""
    calibration.write(scores)
    parts = [_HEAD]
    pinned = floors()
    for stage, group in groupby(scores, key=lambda s: s.stage):
        parts.append(
            f"\n## {stage}\n\n`python -m bench {stage}`\n\n| corpus | measure | ours | floor | peers |\n|---|---|---|---|---|"
        )
        for s in group:
            floor = f"{pinned[s.key]:.3f}" if s.key in pinned else "-"
            parts.append(f"| {s.corpus} | {s.measure} | {_number(s)} | {floor} | {_peers(s) or '-'} |")
    REPORT.write_text("\n".join([*parts, _CORPORA]), "utf-8")
