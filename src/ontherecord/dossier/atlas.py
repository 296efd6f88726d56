# SPDX-License-Identifier: Apache-2.0
"""The map of a story: coasts and borders as lines, places at the grain in which they are told.

Comes in: `Spot`s (a place with its position, grain and weight). Goes out: `Markup` of an SVG, or nothing.
Refuses: a story with fewer than two places that are finer than a country: its map would say nothing.
Score: none; `tests/dossier/test_atlas.py`.

A town or a site is a dot, a region a ring, a country its name without any mark: a dot in the middle of
a country would say more than the words do. The outlines are Natural Earth's at 1:50m (public domain),
thinned by `tools/outlines.py`; the projection is equirectangular, true to scale in the middle.
"""

from __future__ import annotations

import functools
import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import resources

from markupsafe import Markup

from ontherecord.model import Grain

WIDTH, LEAST_HEIGHT, MOST_HEIGHT = 720, 300, 460
MARGIN = 0.12  # of the frame on each side, so that names find room
LEAST_SPAN = 3.0  # degrees: a closer view would show an empty sheet
MOST_SPOTS = 30
HALF_ROUND = 180.0  # degrees between two points of a line that lie on either side of the date line
FRAME_SHARE = 8  # the map is drawn round places in at least this part of the articles of the first one
LETTER, LINE, GAP = 6.3, 13, 10  # room of a letter, of a line, and between a mark and its name
FINE: frozenset[Grain] = frozenset({"city", "site", "division"})

Box = tuple[float, float, float, float]
Line = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the map. `articles` is how many name it."""

    name: str
    longitude: float
    latitude: float
    grain: Grain
    articles: int


@dataclass(frozen=True, slots=True)
class Frame:
    """The part of the world that is shown: degrees, and pixels a degree."""

    west: float
    north: float
    scale: float
    stretch: float
    height: float

    def at(self, longitude: float, latitude: float) -> tuple[float, float]:
        """The pixel of a position."""
        return (longitude - self.west) * self.scale * self.stretch, (self.north - latitude) * self.scale


def story_map(spots: Sequence[Spot]) -> Markup:
    """The map of the places that most articles name; empty where it would say nothing."""
    ranked = sorted(spots, key=lambda s: (-s.articles, s.name, s.longitude))
    fine = [s for s in ranked if s.grain in FINE][:MOST_SPOTS]
    if len(fine) < 2:
        return Markup("")
    often = [s for s in fine if s.articles >= max(2, fine[0].articles / FRAME_SHARE)]
    frame = _frame(often if len(often) > 1 else fine)
    countries = [s for s in ranked if s.grain == "country"][:MOST_SPOTS]
    words = "Map of " + ", ".join(dict.fromkeys(s.name for s in fine))
    drawn = Markup("").join(_names(fine, countries, frame))
    return Markup(
        '<svg class="map" viewBox="0 0 {} {:.0f}" role="img" aria-label="{}">'
        '<path class="outline" d="{}"/>{}</svg>'
    ).format(WIDTH, frame.height, words, _outline(frame), drawn)


def _frame(spots: Sequence[Spot]) -> Frame:
    """A frame round all spots with a margin, within the proportions of the page."""
    south, north = min(s.latitude for s in spots), max(s.latitude for s in spots)
    west, east = min(s.longitude for s in spots), max(s.longitude for s in spots)
    stretch = max(0.2, math.cos(math.radians((south + north) / 2)))
    high = max(LEAST_SPAN, north - south) * (1 + 2 * MARGIN)
    wide = max(LEAST_SPAN, (east - west) * stretch) * (1 + 2 * MARGIN)
    scale = min(WIDTH / wide, MOST_HEIGHT / high)
    height = min(MOST_HEIGHT, max(LEAST_HEIGHT, high * scale))
    middle_x, middle_y = (west + east) / 2, (south + north) / 2
    return Frame(
        west=middle_x - WIDTH / 2 / scale / stretch,
        north=middle_y + height / 2 / scale,
        scale=scale,
        stretch=stretch,
        height=height,
    )


@functools.cache
def _lines() -> tuple[tuple[Box, Line], ...]:
    """The outlines in degrees, each with the box round it (west, south, east, north)."""
    file = resources.files("ontherecord.dossier").joinpath("static", "outlines.txt")
    lines = []
    for row in file.read_text(encoding="ascii").splitlines():
        numbers = [int(n) / 100 for n in row.split()]
        xs = tuple(itertools.accumulate(numbers[::2]))
        ys = tuple(itertools.accumulate(numbers[1::2]))
        lines += [(_box(part), part) for part in _unwrapped(tuple(zip(xs, ys, strict=True)))]
    return tuple(lines)


def _unwrapped(line: Line) -> Iterator[Line]:
    """A line cut where it leaves the sheet at 180 degrees and comes back on the other side."""
    start = 0
    for n, (a, b) in enumerate(itertools.pairwise(line), 1):
        if abs(a[0] - b[0]) > HALF_ROUND:
            yield line[start:n]
            start = n
    yield line[start:]


def _box(line: Line) -> Box:
    xs, ys = [x for x, _ in line], [y for _, y in line]
    return min(xs), min(ys), max(xs), max(ys)


def _outline(frame: Frame) -> str:
    """The outlines inside the frame as one path; stretches outside it are left out."""
    east = frame.west + WIDTH / frame.scale / frame.stretch
    south = frame.north - frame.height / frame.scale
    parts = []
    for (left, low, right, high), line in _lines():
        if left < east and right > frame.west and low < frame.north and high > south:
            parts += [
                "M" + "L".join(f"{x:.0f} {y:.0f}" for x, y in run)
                for run in _inside([frame.at(*point) for point in line], frame.height)
            ]
    return "".join(parts)


def _inside(points: Sequence[tuple[float, float]], height: float) -> Iterator[list[tuple[float, float]]]:
    """The runs of a line whose segments may touch the sheet."""
    run: list[tuple[float, float]] = []
    for a, b in itertools.pairwise(points):
        apart = (a[0] < 0 and b[0] < 0) or (a[0] > WIDTH and b[0] > WIDTH) or (a[1] < 0 and b[1] < 0)
        if apart or (a[1] > height and b[1] > height):
            if run:
                yield run
            run = []
            continue
        run += [b] if run else [a, b]
    if run:
        yield run


def _names(fine: Sequence[Spot], countries: Sequence[Spot], frame: Frame) -> Iterator[Markup]:
    """Marks and names; a name that finds no free room is left to the list below the map."""
    taken: list[Box] = []
    for spot in fine:
        x, y = frame.at(spot.longitude, spot.latitude)
        if 0 <= x <= WIDTH and 0 <= y <= frame.height:
            taken.append((x - 4, y - 4, x + 4, y + 4))
            yield _mark(spot, x, y)
    for spot in [*fine, *countries]:
        x, y = frame.at(spot.longitude, spot.latitude)
        if 0 <= x <= WIDTH and 0 <= y <= frame.height:
            place = _room(spot, x, y, taken, frame.height)
            if place:
                taken.append(place)
                css = "country" if spot.grain == "country" else "place"
                yield Markup('<text x="{:.0f}" y="{:.0f}" class="{}">{}</text>').format(
                    place[0], place[3] - 3, css, spot.name
                )


def _mark(spot: Spot, x: float, y: float) -> Markup:
    css = "ring" if spot.grain == "division" else "dot"
    title = f"{spot.name}: {spot.articles}"
    return Markup('<circle cx="{:.1f}" cy="{:.1f}" r="{}" class="{}"><title>{}</title></circle>').format(
        x, y, 7 if css == "ring" else 3.5, css, title
    )


def _room(spot: Spot, x: float, y: float, taken: Sequence[Box], height: float) -> Box | None:
    """Where the name of a spot can stand: right, left, above or below of it; a country's upon it."""
    wide = len(spot.name) * LETTER
    upon = x - wide / 2
    corners = [(x + GAP, y - LINE / 2), (x - GAP - wide, y - LINE / 2), (upon, y - LINE - 6), (upon, y + 6)]
    if spot.grain == "country":
        corners = [(upon, y - LINE / 2)]
    for left, top in corners:
        box = (left, top, left + wide, top + LINE)
        inside = left >= 0 and top >= 0 and box[2] <= WIDTH and box[3] <= height
        if inside and not any(_overlap(box, other) for other in taken):
            return box
    return None


def _overlap(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
