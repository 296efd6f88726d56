# SPDX-License-Identifier: Apache-2.0
"""Confidences beside the shares of right answers: docs/calibration.md, and a drawing of each.

Comes in: scores that carry their bins. Goes out: the page and its pictures (SVG). Refuses: nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from bench.reliability import ALLOWED, LEAST, widest
from bench.score import Bin, Score

DOCS = Path(__file__).resolve().parent.parent / "docs"
_SIDE, _EDGE = 240, 34  # of the square and what stands around it, in points
_HEAD = f"""# Calibration

Written by `python -m bench report`; do not edit. What a confidence says beside the share of answers that are
right, on the development corpora. A point is a tenth of the confidences with at least {LEAST} answers, its size
their number; on the line a confidence says what it should, and the band is what is allowed ({ALLOWED} to either side,
gated). They were fitted on the text on which they are measured here, so elsewhere they will be a little further
off. What is not here has no measured confidence ([methods](methods.md#confidence)).
"""


def write(scores: Iterable[Score]) -> None:
    """Write the page and its pictures, for the scores that carry bins."""
    shown = [score for score in scores if score.bins]
    if not shown:
        return
    parts = [_HEAD]
    for score in shown:
        name = re.sub(r"\W+", "-", f"calibration {score.stage} {score.corpus} {_what(score)}") + ".svg"
        (DOCS / "pictures" / name).write_text(drawing(score.bins, f"{score.stage}: {_what(score)}"), "utf-8")
        parts += [
            f"\n## {score.stage}: {_what(score)} ({score.corpus})\n",
            f"![{score.stage}, {_what(score)}: confidence and share of right answers](pictures/{name})\n",
            f"Widest gap {widest(score.bins):.3f}.\n\n| confidence | right | answers |\n|---|---|---|",
            *(f"| {one.said:.2f} | {one.right:.2f} | {one.answers:,} |" for one in score.bins),
        ]
    (DOCS / "calibration.md").write_text("\n".join(parts) + "\n", "utf-8")


def _what(score: Score) -> str:
    return re.split(r"[,:]", score.measure)[0]


def drawing(bins: Iterable[Bin], title: str) -> str:
    """The bins of one kind of answer as a picture: confidence to the right, share of right answers upwards."""
    size = _SIDE + 2 * _EDGE
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" width="{size}" height="{size}" '
            f'role="img" font-family="sans-serif" font-size="11"><title>{title}</title>',
            f'<rect width="{size}" height="{size}" fill="#fffefa"/>',
            *_frame(),
            *(
                f'<circle cx="{_x(one.said):.1f}" cy="{_y(one.right):.1f}" r="{_radius(one.answers):.1f}" fill="#1c4a73"/>'
                for one in bins
            ),
            "</svg>\n",
        ]
    )


def _frame() -> Iterator[str]:
    band = " ".join(
        f"{_x(x):.1f},{_y(y):.1f}"
        for x, y in ((0, 0), (0, ALLOWED), (1 - ALLOWED, 1), (1, 1), (1, 1 - ALLOWED), (ALLOWED, 0))
    )
    yield f'<polygon points="{band}" fill="#e4e9ee"/>'
    yield f'<path d="M{_x(0)} {_y(0)}L{_x(1)} {_y(1)}M{_x(0)} {_y(1)}V{_y(0)}H{_x(1)}" fill="none" stroke="#55606b"/>'
    for tenth in (0, 5, 10):
        yield f'<text x="{_x(tenth / 10)}" y="{_y(0) + 14}" text-anchor="middle">{tenth / 10:g}</text>'
        yield f'<text x="{_x(0) - 5}" y="{_y(tenth / 10) + 4}" text-anchor="end">{tenth / 10:g}</text>'
    yield f'<text x="{_x(0.5)}" y="{_y(0) + 28}" text-anchor="middle">confidence</text>'
    yield f'<text x="{_x(0)}" y="{_y(1) - 10}">share right</text>'


def _x(confidence: float) -> float:
    return _EDGE + confidence * _SIDE


def _y(share: float) -> float:
    return _EDGE + (1 - share) * _SIDE


def _radius(answers: int) -> float:
    return min(9.0, 2.0 + answers**0.5 / 8)
