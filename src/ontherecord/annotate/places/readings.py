# SPDX-License-Identifier: Apache-2.0
"""Choosing between the readings of the place names of one article.

Comes in: names with the places each may mean. Goes out: for each the place chosen and a confidence,
or nothing. Refuses: names without readings. Score: `python -m bench places`.

A reading is supported by its population, by the countries and divisions the article names, and by
being near the readings of the other names: an article speaks of one part of the world at a time (the
spatial minimality of Leidner, 2007, weighed against population). One name means one place in an article.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from ontherecord.annotate.places.gazetteer import Place

MOST_READINGS = 24  # of one name, the biggest first: behind them are hamlets
MOST_NAMES = 60  # names weighed against each other; an article with more is a list
ROUNDS = 3
NEAR = 90.0  # kilometres at which nearness has fallen to a third
EARTH = 6371.0
# Weights, set by hand on the development data in coarse steps.
POPULATION, NEARNESS, SAME_DIVISION, SAME_COUNTRY, NAMED_DIVISION, NAMED_COUNTRY = (
    1.0,
    1.6,
    0.9,
    0.5,
    1.5,
    1.0,
)
RANKS = {"c": 3.0, "d": 1.0, "k": 1.0, "r": 0.5, "p": 0.0, "e": -0.8}
ALIASES = {"": 0.0, "a": -0.4, "b": -3.0, "s": -3.0}
Floats = npt.NDArray[np.float64]


class Toponym(NamedTuple):
    """A place name with its readings and the rule that found them."""

    name: str
    readings: tuple[Place, ...]
    by: str


def resolve(toponyms: Sequence[Toponym], hints: Sequence[Toponym] = ()) -> list[tuple[Place, float] | None]:
    """The place each toponym means, with a confidence; None where it has no reading."""
    counts = Counter(one.name for one in toponyms if one.readings)
    distinct = {one.name: one.readings[:MOST_READINGS] for one in [*hints, *toponyms] if one.readings}
    order = sorted(distinct, key=lambda name: (-counts[name], len(distinct[name]), name))[:MOST_NAMES]
    chosen = _chosen(order, distinct, counts) if order else {}
    for name in distinct:
        if name not in chosen:
            chosen[name] = (max(distinct[name], key=_prior), 0.5)
    return [chosen.get(one.name) if one.readings else None for one in toponyms]


def _prior(place: Place) -> float:
    return POPULATION * math.log10(place.population + 100) + RANKS[place.rank] + ALIASES[place.alias]


def _chosen(
    order: list[str], distinct: dict[str, tuple[Place, ...]], counts: Counter[str]
) -> dict[str, tuple[Place, float]]:
    flat = [(n, place) for n, name in enumerate(order) for place in distinct[name]]
    owner = np.array([n for n, _ in flat])
    prior = np.array([_prior(place) for _, place in flat])
    close = _affinity([place for _, place in flat])
    close[owner[:, None] == owner[None, :]] = 0.0
    share = _shares(prior, owner, len(order))
    score = prior
    for _ in range(ROUNDS):
        score = prior + _support(close, share, owner, len(order))
        share = _shares(score, owner, len(order))
    found = {}
    for n, name in enumerate(order):
        rows = np.flatnonzero(owner == n)
        best = rows[int(np.argmax(score[rows]))]
        found[name] = (flat[best][1], round(float(share[best]), 3))
    return found


def _shares(score: Floats, owner: npt.NDArray[np.int64], names: int) -> Floats:
    """For each reading its share among the readings of its name (softmax)."""
    highest = np.full(names, -np.inf)
    np.maximum.at(highest, owner, score)
    weight = np.exp(score - highest[owner])
    total = np.zeros(names)
    np.add.at(total, owner, weight)
    return np.asarray(weight / total[owner], dtype=np.float64)


def _affinity(flat: list[Place]) -> Floats:
    """How much each two readings speak for each other: nearness, one division, one country."""
    lat = np.radians(np.array([place.latitude for place in flat]))
    lon = np.radians(np.array([place.longitude for place in flat]))
    cosine = np.sin((lat[:, None] - lat[None, :]) / 2) ** 2
    cosine += np.cos(lat[:, None]) * np.cos(lat[None, :]) * np.sin((lon[:, None] - lon[None, :]) / 2) ** 2
    kilometres = 2 * EARTH * np.arcsin(np.sqrt(np.clip(cosine, 0, 1)))
    country = np.array([place.country for place in flat])
    division = np.array([f"{place.country} {place.division}" if place.division else "" for place in flat])
    rank = np.array([place.rank for place in flat])
    one_country = (country[:, None] == country[None, :]) & (country != "---")[None, :]
    one_division = (division[:, None] == division[None, :]) & (division != "")[None, :]
    point = np.isin(rank, ["p", "k", "e"])
    near = np.exp(-kilometres / NEAR) * (point[:, None] & point[None, :])
    whole = np.isin(rank, ["c"])[None, :] * one_country * NAMED_COUNTRY
    part = (np.isin(rank, ["d"])[None, :] & one_division) * NAMED_DIVISION
    return np.asarray(
        NEARNESS * near + SAME_DIVISION * one_division + SAME_COUNTRY * one_country + whole + part,
        dtype=np.float64,
    )


def _support(close: Floats, share: Floats, owner: npt.NDArray[np.int64], names: int) -> Floats:
    """What the other names give each reading: the best of each name's readings, weighed by its share;
    many names add up slowly (a square root), so that a long list does not drown the population."""
    weighed = close * share[None, :]
    total = np.zeros(len(close))
    for n in range(names):
        total += weighed[:, owner == n].max(axis=1)
    return np.asarray(2.0 * np.sqrt(total), dtype=np.float64)
