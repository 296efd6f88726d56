# SPDX-License-Identifier: Apache-2.0
"""How much a line looks like the body of an article: its features and the weight of each.

Comes in: the lines of a text. Goes out: for each a log-odds ("evidence"), positive for body.
Refuses: nothing. Score: `python -m bench segments`.
Method: logistic regression on features of the line, its neighbours and its place, none of which is
a word of a topic; the weights (`data/weights.toml`) are fitted by `python -m bench.fit_lines` and
can be read: each is the evidence, in nats, that one unit of the feature gives.
"""

from __future__ import annotations

import functools
import math
import tomllib
from collections import Counter
from collections.abc import Sequence
from importlib import resources
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from ontherecord.read.lines import Line, breaks_off, is_prose

_WINDOW = 6  # lines on either side; about a screen of a page in text form
_CLASSES = (
    "age", "date", "byline", "share", "end", "more", "promo", "credit", "caption", "boilerplate",
    "site", "bio",
)  # fmt: skip
OWN = (
    "words", "short", "medium", "long", "closed", "prose", "function_share", "capital_share", "all_capitals",
    "sentences", "comma", "quote", "digits", "marked", "marked_prose", "address", "ellipsis", "repeated",
    "colon", "lower_start", "first_person", *_CLASSES,
)  # fmt: skip
NEAR = ("words", "closed", "prose", "marked", "furniture", "short")
PLACE = (
    "gap", "same_indent", "deeper", "shallower", "window_prose", "window_words", "window_marked",
    "before_words", "after_words", "prose_before", "prose_after", "ended", "since_end", "last_tenth",
    "first_tenth", "run_words",
)  # fmt: skip
NAMES = (*OWN, *(f"previous_{n}" for n in NEAR), *(f"next_{n}" for n in NEAR), *PLACE, "constant")
SECOND = (
    "first", "previous", "next", "previous_2", "next_2", "near", "near_words", "before", "after", "middle",
    "usual_indent", "deeper", "shallower", "usual_and_near", "mass", "words", "short_between",
    "prose_between", "constant",
)  # fmt: skip


def features(found: Sequence[Line]) -> NDArray[np.float64]:
    """One row a line, one column a name of `NAMES`; all between -1 and about 3."""
    counts = Counter(one.text[:200] for one in found)
    own = np.array([_own(one, counts) for one in found], dtype=np.float64).reshape(-1, len(OWN))
    near = np.array([_near(one) for one in found], dtype=np.float64).reshape(-1, len(NEAR))
    empty = np.zeros((1, len(NEAR)))
    previous = np.vstack([empty, near[:-1]]) if len(found) else near
    following = np.vstack([near[1:], empty]) if len(found) else near
    place = np.array(_places(found), dtype=np.float64).reshape(-1, len(PLACE))
    return np.hstack([own, previous, following, place, np.ones((len(found), 1))])


def evidence(found: Sequence[Line]) -> list[float]:
    """The log-odds of each line to be body, by the fitted weights, in two passes: what the line and its
    place say, then what the first pass says of the lines around it."""
    if not found:
        return []
    first, second = _weights()
    scores = second_features(found, features(found) @ first) @ second
    return [float(score) for score in scores]


def second_features(found: Sequence[Line], scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Features of the second pass, a row a line, from the log-odds of the first."""
    chance = 1 / (1 + np.exp(-np.clip(scores, -20, 20)))
    words = np.array([min(one.words, 80) for one in found], dtype=np.float64)
    mass = chance * words
    whole = max(float(mass.sum()), 1.0)
    before = (np.cumsum(mass) - mass) / whole
    after = 1 - before - mass / whole
    usual = _indent_of(found, mass)
    indents = np.array([one.indent for one in found], dtype=np.float64)
    prose = np.array([is_prose(one) for one in found], dtype=np.float64)
    near, near_words = _around(chance, np.ones_like(words)), _around(chance, words)
    both = np.minimum(_shifted(chance, 1), _shifted(chance, -1))
    same = (indents == usual).astype(np.float64)
    rows = [
        np.clip(scores, -8, 8) / 4, *(_shifted(chance, by) for by in (1, -1, 2, -2)),
        near, near_words, np.minimum(before, 0.1) * 10, np.minimum(after, 0.1) * 10, 4 * before * after,
        same, indents > usual, indents < usual, same * near_words, mass / whole, np.minimum(words, 40) / 40,
        (1 - prose) * both, prose * both, np.ones_like(words),
    ]  # fmt: skip
    return np.stack(rows, axis=1).astype(np.float64)


def _shifted(values: NDArray[np.float64], by: int) -> NDArray[np.float64]:
    """The values of the lines `by` places above (below, if negative); 0 beyond the ends."""
    out = np.zeros_like(values)
    if by > 0:
        out[by:] = values[:-by]
    else:
        out[:by] = values[-by:]
    return out


def _around(values: NDArray[np.float64], weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """The weighted mean of the lines within the window, the line itself left out."""
    total = np.concatenate([[0.0], np.cumsum(values * weights)])
    weight = np.concatenate([[0.0], np.cumsum(weights)])
    n = np.arange(len(values))
    low, high = np.maximum(n - _WINDOW, 0), np.minimum(n + _WINDOW + 1, len(values))
    sums = total[high] - total[low] - values * weights
    return np.asarray(sums / np.maximum(weight[high] - weight[low] - weights, 1e-9))


def _indent_of(found: Sequence[Line], mass: NDArray[np.float64]) -> int:
    weights: Counter[int] = Counter()
    for one, weight in zip(found, mass, strict=True):
        weights[one.indent] += float(weight)  # type: ignore[assignment]
    return max(weights, key=lambda indent: (weights[indent], -indent))


@functools.cache
def _weights() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    table = tomllib.loads(
        resources.files("ontherecord.read").joinpath("data/weights.toml").read_text("utf-8")
    )
    first = np.array([float(table["first"][name]) for name in NAMES])
    return first, np.array([float(table["second"][name]) for name in SECOND])


def _own(one: Line, counts: Counter[str]) -> list[float]:
    words = max(one.words, 1)
    text = one.text[:2_000]
    prose = is_prose(one)
    return [
        min(math.log1p(one.words), 5.0) / 2,
        one.words <= 3,
        3 < one.words <= 9,
        one.words >= 25,
        one.closed,
        prose,
        one.function_words / words,
        one.capitals / words,
        text.isupper(),
        min(one.sentences, 4) / 2,
        "," in text,
        text[:1] in "\"“'‘" or "”" in text or '"' in text,
        min(sum(map(str.isdigit, text)) / max(len(text), 1) * 5, 1.0),
        one.marked,
        one.marked and prose,
        "http" in text or "www." in text or "@" in text,
        breaks_off(text),
        counts[one.text[:200]] > 1,
        text.endswith(":"),
        text[:1].islower(),
        text.startswith(("I ", "I’", "I'")),
        *(name in one.kinds for name in _CLASSES),
    ]


def _near(one: Line) -> list[float]:
    return [
        min(math.log1p(one.words), 5.0) / 2,
        one.closed,
        is_prose(one),
        one.marked,
        bool(one.kinds),
        one.words <= 3,
    ]


def _places(found: Sequence[Line]) -> list[list[float]]:
    total = len(found)
    prose = [is_prose(one) for one in found]
    clean = [is_clean(one) for one in found]
    proses = [0, *accumulate(int(p) for p in prose)]
    marks = [0, *accumulate(int(one.marked) for one in found)]
    words = [0, *accumulate(min(one.words, 80) for one in found)]
    clean_words = [
        0,
        *accumulate(min(one.words, 80) if good else 0 for one, good in zip(found, clean, strict=True)),
    ]
    usual = _usual_indent(found)
    middle = _middle(clean_words)
    ends = _ends(found, middle)
    runs = _run_words(found, prose)
    rows = []
    for n, one in enumerate(found):
        a, b = max(0, n - _WINDOW), min(total, n + _WINDOW + 1)
        rows.append([
            min(one.gap, 3) / 2,
            usual is not None and one.indent == usual,
            usual is not None and one.indent > usual,
            usual is not None and one.indent < usual,
            (proses[b] - proses[a]) / (b - a),
            min((words[b] - words[a]) / (b - a) / 20, 3.0),
            (marks[b] - marks[a]) / (b - a),
            clean_words[n] / max(clean_words[-1], 1),
            1 - clean_words[n + 1] / max(clean_words[-1], 1),
            min(proses[n], 5) / 5,
            min(proses[-1] - proses[n + 1], 5) / 5,
            ends[n] > 0,
            min(ends[n], 10) / 10,
            n > 0.9 * total,
            n < 0.1 * total,
            min(math.log1p(runs[n]), 7.0) / 3,
        ])  # fmt: skip
    return rows


def is_clean(one: Line) -> bool:
    """Prose without a sign of furniture."""
    return is_prose(one) and not one.kinds


def _usual_indent(found: Sequence[Line]) -> int | None:
    """The indentation that carries most prose; None where the text is not indented at all."""
    if not any(one.indent for one in found):
        return None
    weights: Counter[int] = Counter()
    for one in found:
        if is_clean(one):
            weights[one.indent] += min(one.words, 80)
    return max(weights, key=lambda indent: (weights[indent], -indent)) if weights else None


def _middle(clean_words: Sequence[int]) -> int:
    """The line up to which half of the clean prose stands."""
    return next((n for n, words in enumerate(clean_words) if 2 * words > clean_words[-1]), 0)


def _ends(found: Sequence[Line], middle: int) -> list[int]:
    """For each line how many headers after which articles are over came before it, past the first
    prose; a line of prose of the size of a paragraph takes one back."""
    ends, started, count = [], False, 0
    for n, one in enumerate(found):
        started = started or is_clean(one)
        ends.append(count)
        if started and one.kinds & {"end", "more"} and 3 * n > middle:
            count += 1
    return ends


def _run_words(found: Sequence[Line], prose: Sequence[bool]) -> list[int]:
    """The words of the run of prose that a line stands in; a run breaks at three lines of no prose."""
    runs = [0] * len(found)
    members: list[int] = []
    words, misses = 0, 0
    for n in range(len(found) + 1):
        if n < len(found) and prose[n]:
            members.append(n)
            words += min(found[n].words, 200)
            misses = 0
        elif n < len(found) and misses < 3 and members:
            members.append(n)
            misses += 1
        else:
            for member in members:
                runs[member] = words
            members, words, misses = [], 0, 0
    return runs
