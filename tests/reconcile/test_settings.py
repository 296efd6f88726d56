# SPDX-License-Identifier: Apache-2.0
"""Days and places of one thing: the longer two articles are, the more must stand alike near them."""

from __future__ import annotations

import pytest

from ontherecord.model import Claim, Span, TimeReference
from ontherecord.reconcile.claims.fillers import contexts
from ontherecord.reconcile.claims.grounds import Grounds
from ontherecord.reconcile.claims.settings import settings
from tests.reconcile.printed import reports

PADDING = [
    f"The {n} of the {m} is old."
    for n in ("mill", "inn", "barn", "quay", "lock")
    for m in ("ford", "fen", "moor")
]
ALIKE = "A court fined the brewery on Monday.", "On Monday the brewery was fined by a court."
APART = "A court fined the brewery on Monday.", "Swimmers crossed the strait on Monday."


def days_told(one: str, other: str, padding: int) -> list[Claim]:
    """The claims about days of two reports with some more sentences behind them."""
    articles, copies = reports([" ".join([text, *PADDING[:padding]]) for text in (one, other)])
    times = []
    for article in articles:
        copy = copies[article.document]
        span = Span.of(article.document, copy, copy.index("Monday"), copy.index("Monday") + len("Monday"))
        times.append(
            TimeReference(id=f"{article.id}.t1", article=article.id, span=span, type="DATE", value="2031-04-28", basis="relative")
        )  # fmt: skip
    return list(settings(contexts(articles, copies), times, (), (), Grounds((), articles, ())))


@pytest.mark.parametrize("padding", [0, 15])
def test_a_day_of_one_thing_is_told_of_articles_of_any_length(padding: int) -> None:
    assert [c.slot.name for c in days_told(*ALIKE, padding)] == ["date"]


def test_a_day_of_two_things_is_no_agreement_of_long_articles() -> None:
    assert [c.slot.name for c in days_told(*APART, 0)] == ["date"], (
        "in a report of one sentence all is of one day"
    )
    assert days_told(*APART, 15) == []
