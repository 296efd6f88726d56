# SPDX-License-Identifier: Apache-2.0
"""Make the outlines behind the map of a dossier from Natural Earth's coasts and borders.

    python tools/outlines.py countries-50m.json

The input is Natural Earth 1:50m (public domain) as TopoJSON, as the package world-atlas has it.
Each arc is thinned (Douglas and Peucker 1973) and written as a line of numbers: hundredths of a degree,
first point, then differences.
"""

from __future__ import annotations

import itertools
import json
import sys
from pathlib import Path

TARGET = Path(__file__).parent.parent / "src/ontherecord/dossier/static/outlines.txt"
TOLERANCE = 2.0  # hundredths of a degree, about 2 km: a pixel where a map shows 1,500 km
SMALLEST = 20.0  # hundredths of a degree across: smaller islands are specks

Point = tuple[int, int]


def arcs(topology: dict[str, object]) -> list[list[Point]]:
    """The arcs of a quantized topology as points in hundredths of a degree."""
    transform = topology["transform"]
    assert isinstance(transform, dict)
    (sx, sy), (tx, ty) = transform["scale"], transform["translate"]
    decoded = []
    lines = topology["arcs"]
    assert isinstance(lines, list)
    for line in lines:
        x = y = 0
        points = []
        for dx, dy in line:
            x, y = x + dx, y + dy
            points.append((round((x * sx + tx) * 100), round((y * sy + ty) * 100)))
        decoded.append(points)
    return decoded


def thinned(points: list[Point]) -> list[Point]:
    """The points that a line needs to stay within `TOLERANCE`."""
    keep = {0, len(points) - 1}
    stack = [(0, len(points) - 1)]
    while stack:
        first, last = stack.pop()
        far, distance = 0, 0.0
        for at in range(first + 1, last):
            here = _distance(points[at], points[first], points[last])
            if here > distance:
                far, distance = at, here
        if distance > TOLERANCE:
            keep.add(far)
            stack += [(first, far), (far, last)]
    return [points[n] for n in sorted(keep)]


def _distance(point: Point, start: Point, end: Point) -> float:
    """From a point to a segment; to its start where start and end are one (a closed ring)."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = dx * dx + dy * dy
    along = ((point[0] - start[0]) * dx + (point[1] - start[1]) * dy) / length if length else 0.0
    along = max(0.0, min(1.0, along))
    away = (point[0] - start[0] - along * dx, point[1] - start[1] - along * dy)
    return float((away[0] ** 2 + away[1] ** 2) ** 0.5)


def size(points: list[Point]) -> float:
    """The longer side of the box round some points."""
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return max(max(xs) - min(xs), max(ys) - min(ys))


def main() -> int:
    topology = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    lines = []
    for points in arcs(topology):
        if points[0] == points[-1] and size(points) < SMALLEST:
            continue
        kept = thinned(points)
        steps = [(b[0] - a[0], b[1] - a[1]) for a, b in itertools.pairwise(kept)]
        numbers = [*kept[0], *(n for step in steps for n in step)]
        lines.append(" ".join(map(str, numbers)))
    TARGET.write_text("\n".join(sorted(lines)) + "\n", encoding="utf-8")
    print(f"{TARGET}: {len(lines)} lines, {TARGET.stat().st_size:,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
