# SPDX-License-Identifier: Apache-2.0
"""Weights that were fitted on our own invented stories, and the likelihood that measures have by them.

Comes in: the name of a table of weights (`data/NAME.toml`, written by a command of `bench`), measures. Goes out: the weights in the
order of the measures; a likelihood, 0 to 1. Refuses: nothing; a measure added since the fit says nothing.
Score: with what is told by them, `python -m bench claims`.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Sequence
from importlib.resources import files

_MOST = 50.0  # of a sum; beyond it the likelihood is 0 or 1


def fitted(name: str, features: Sequence[str]) -> tuple[float, ...]:
    """The weights of a table, in the order of the measures that it weighs."""
    text = files("ontherecord.reconcile").joinpath(f"data/{name}.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)["weights"]
    return tuple(float(table.get(feature, 0.0)) for feature in features)


def in_articles(told: float, length: int, other_length: int) -> float:
    """The likelihood that two of two articles are one, the articles being so many sentences long: the longer they are, the
    more they tell of, and the less it says that two of them look alike. The weights were fitted on short reports; beyond
    their length the odds fall as the mean of the lengths grows (`longer`)."""
    return told / (told + (1 - told) * longer(length, other_length))


def longer(length: int, other_length: int) -> float:
    """How many times as long as the reports on which the weights were fitted two articles of so many sentences are, in the
    geometric mean; 1 where they are no longer."""
    return math.sqrt(math.prod(max(n, _SHORT) / _SHORT for n in (length, other_length)))


_SHORT = 12  # sentences of the longer ones of the reports on which the weights were fitted


def chance(weighed: Sequence[float], measured: Sequence[float]) -> float:
    """The likelihood of what was measured, by a logistic regression."""
    total = sum(w * x for w, x in zip(weighed, measured, strict=True))
    return 1 / (1 + math.exp(-max(min(total, _MOST), -_MOST)))
