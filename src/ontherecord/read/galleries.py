# SPDX-License-Identifier: Apache-2.0
"""Picture galleries that a page's text has run together into one line.

Comes in: a line. Goes out: whether it is a gallery: captions one behind the other, each with its
number of the same total ("Hide caption 3 of 25", "3/25"). Refuses: a paragraph in which a gallery only
stands; an article in one long line would go with it.
Score: `python -m bench segments`; two reports with one gallery share no reporting (`bench stories`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise

FEWEST = 4  # pictures; "one of 3" and "2 of 3" stand in prose
_LONGEST_CAPTION = 1_200  # characters between two numbers, before the first or after the last
_NUMBER = re.compile(r"\b(\d{1,3})\s?(?:of|/)\s?(?:/\s?)?(\d{1,3})\b")


def is_gallery(line: str) -> bool:
    """Whether a line is captions, numbered one after the other of one total, from end to end."""
    totals: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    for match in _NUMBER.finditer(line):
        totals[match.group(2)].append((int(match.group(1)), match.start(), match.end()))
    return any(_runs_through(found, len(line)) for found in totals.values() if len(found) >= FEWEST)


def _runs_through(found: list[tuple[int, int, int]], length: int) -> bool:
    """Whether the numbers mostly rise by one and no long text stands between or beside them."""
    numbers = [number for number, _, _ in found]
    steps = [after - before for before, after in pairwise(numbers)]
    ends, starts = [0, *(end for _, _, end in found)], [*(start for _, start, _ in found), length]
    gaps = [after - before for before, after in zip(ends, starts, strict=True)]
    rising = sum(step == 1 for step in steps)
    return rising >= FEWEST - 1 and 2 * rising > len(steps) and max(gaps) <= _LONGEST_CAPTION
