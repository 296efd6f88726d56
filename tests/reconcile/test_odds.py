# SPDX-License-Identifier: Apache-2.0
"""What makes two figures doubtful as two values of one number, and what makes them sure."""

from __future__ import annotations

import pytest

from ontherecord.reconcile.claims.alignment import Weights
from ontherecord.reconcile.claims.counts import fillers_of
from ontherecord.reconcile.claims.fillers import Filler, contexts
from ontherecord.reconcile.claims.odds import LIKELY, chance_of_two, is_beside, may_be_at_odds, needed
from tests.reconcile.printed import reports

_NOTHING, _SURE, _SURELY = 0.0, 0.5, 0.8


def _pair(one: str, other: str, days: tuple[int, int] = (2, 2)) -> tuple[Filler, Filler, Weights]:
    """The first figure of each of two reports, with what the words of both weigh."""
    articles, copies = reports([one, other], [f"2031-05-{day:02}" for day in days])
    found, weights = fillers_of(contexts(articles, copies))
    first, second = (next(f for f in found if f.article == article.id) for article in articles)
    return first, second, weights


@pytest.mark.parametrize(
    ("one", "other", "days", "asked"),
    [
        ("Norlund sold 34 ships.", "Norlund sold 52 ships.", (2, 2), _NOTHING),
        ("Norlund sold 12 ships.", "Norlund sold 14 ships.", (2, 2), _SURE),
        ("Norlund sold 12 ships.", "Norlund sold 14 ships.", (2, 3), _SURELY),
        ("The trip took 34 hours.", "The trip took 52 hours.", (2, 2), _SURE),
        ("Norlund had 34 ships.", "Norlund had 52 ships, 34 of them old.", (2, 2), _SURE),
        ("In Lund Holt sold 34 ships.", "In Ystad Roe bought 52 ships.", (2, 2), _SURE),
        ("In Lund Holt buried 34 dead.", "In Ystad Roe saw 52 dead.", (2, 2), _NOTHING),
        ("Norlund sold 34 ships. Rain fell on 70 ships.", "Norlund sold 52 ships.", (2, 2), _SURE),
        ("Norlund sold 34 ships.", "Norlund will sell 52 ships.", (2, 2), _SURE),
        ("Norlund sold 34 ships.", "Norlund will sell 52 ships.", (3, 2), _NOTHING),
        ("Police detained 41 people.", "Nobody was detained.", (2, 2), _NOTHING),
        ("Police detained 41 people.", "Nobody was detained.", (2, 3), _SURE),
    ],
)
def test_what_speaks_against_one_slot_asks_for_more(
    one: str, other: str, days: tuple[int, int], asked: float
) -> None:
    first, second, weights = _pair(one, other, days)
    assert needed(first, second, weights) == needed(second, first, weights) == asked


@pytest.mark.parametrize(
    ("one", "other", "days", "beside"),
    [
        ("Norlund sold 34 ships to Oman.", "Bad weather kept 52 ships in the port.", (2, 2), False),
        ("Norlund sold 34 ships to Oman.", "Norlund sold 52 ships to a bank.", (2, 2), True),
        ("The fire left 34 dead.", "Bad weather kept 52 people in the port.", (2, 2), True),
        ("Norlund will sell 34 ships to Oman.", "Bad weather kept 52 ships in the port.", (2, 3), True),
        ("Norlund will sell 34 ships to Oman.", "Bad weather kept 52 ships in the port.", (2, 2), False),
    ],
)
def test_what_stands_near_two_figures_must_be_the_same_in_part(
    one: str, other: str, days: tuple[int, int], beside: bool
) -> None:
    first, second, weights = _pair(one, other, days)
    assert is_beside(first, second, weights) is is_beside(second, first, weights) is beside


@pytest.mark.parametrize(
    ("one", "other", "may"),
    [
        ("Norlund sold 34 ships.", "Norlund sold 52 ships.", True),
        ("Norlund sold 34 ships.", "Norlund sold 52 barges.", False),
        ("Norlund sold 34 ships.", "Norlund sold 52 more ships.", False),
        ("Norlund has 34 percent.", "Norlund has 100 percent.", False),
        ("The car drove at 90 km an hour.", "A speed of 60 km an hour is allowed there.", False),
        ("Norlund spent 80 million euros more than it had.", "Norlund spent 50 million euros.", False),
        ("Norlund has 69 percent of the boats.", "Norlund has 70 percent of the nets.", False),
        ("Norlund has 69 percent of the boats.", "Norlund has 70 percent of all boats.", True),
        ("Norlund asks a 69 percent increase.", "Norlund asks 70 percent of the price.", False),
        ("Fog lay on the pier, 34 people died.", "In a mine of tin 52 people died.", False),
        ("Fog lay on the pier, 34 people died.", "In fog 52 people died.", True),
    ],
)
def test_two_figures_of_two_things_are_never_at_odds(one: str, other: str, may: bool) -> None:
    first, second, _ = _pair(one, other)
    assert may_be_at_odds(first, second) is may_be_at_odds(second, first) is may


def test_nearly_the_same_words_with_one_number_each_are_likely_enough() -> None:
    words = "Norlund of Lund sold {} ships to the harbour bank of Oman for the ferry line across the strait."
    first, second, weights = _pair(words.format("34"), words.format("5,200"))
    assert chance_of_two(first, second, weights) >= LIKELY
    several = words.format("5,200") + " Rain fell on 70 ships and 80 ships and 90 ships."
    first, second, weights = _pair(words.format("34"), several)
    assert chance_of_two(first, second, weights) < LIKELY
