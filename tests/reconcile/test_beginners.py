# SPDX-License-Identifier: Apache-2.0
"""Who began it: two sides that exclude each other, and the look-alikes that do not."""

from __future__ import annotations

import pytest

from ontherecord.reconcile.claims.beginners import beginners
from ontherecord.reconcile.claims.fillers import contexts
from ontherecord.reconcile.claims.firsts import firsts
from ontherecord.reconcile.claims.grounds import Grounds
from tests.reconcile.printed import reports


def _claims(*texts: str) -> list[tuple[str, list[str]]]:
    articles, copies = reports(texts)
    found = beginners(contexts(articles, copies), Grounds((), articles, (), copies))
    return [(c.standing, [v.value for v in c.values]) for c in found]


@pytest.mark.parametrize(
    "other",
    [
        "It was a Lund patrol that fired the first shot.",
        "The first bullets came from the Lund side.",
        "The shooting started at 9.10 when Lund soldiers opened fire.",
        "Our men returned fire after they had been shot at by Lund soldiers.",
    ],
)
def test_two_who_fired_first_are_in_conflict(other: str) -> None:
    assert [c[0] for c in _claims("Bergen guards opened fire first, the mayor said.", other)] == [
        "in-conflict"
    ]


@pytest.mark.parametrize(
    "other",
    [
        "It was not a Lund patrol that fired the first shot.",
        "Each of the two said that the other had opened fire first.",
        "Guards from Bergen fired the first shot.",
    ],
)
def test_what_is_no_conflict(other: str) -> None:
    assert all(
        c[0] != "in-conflict" for c in _claims("Bergen guards opened fire first, the mayor said.", other)
    )


def test_none_such_since_another_year_is_at_odds_with_a_first() -> None:
    articles, copies = reports(
        [
            "It is the first strike of bakers in the town since 2009.",
            "There has been no such strike since 2019.",
        ]
    )
    found = list(firsts(articles, copies, Grounds((), articles, (), copies)))
    assert [c.standing for c in found] == ["in-conflict"]
