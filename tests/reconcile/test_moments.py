# SPDX-License-Identifier: Apache-2.0
"""Two days, or two clocks of one day, of two accounts."""

from __future__ import annotations

import pytest

from ontherecord.model import Account, Span, When
from ontherecord.reconcile.claims.moments import apart, may_be_one_day


def _account(text: str, words: str, date: str) -> Account:
    at = text.index(words)
    when = When(date=date, basis="stated", span=Span.of("d", text, at, at + len(words)))
    return Account(
        id="a.s1", article="a", span=Span.of("d", text, 0, len(text)), trigger=Span.of("d", text, 0, 1), type="x",
        modality="happened", date=when,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other", "slot"),
    [
        (("on Monday", "2031-05-05"), ("on Tuesday", "2031-05-06"), "date"),
        (("on Monday", "2031-05-05"), ("on Monday", "2031-05-05"), None),
        (("on Monday", "2031-05-05"), ("on 5 July", "2031-07-05"), None),
        (("at midnight", "2031-05-05"), ("on Tuesday", "2031-05-06"), None),
        (("at 6.25", "2031-05-05T06:25"), ("at 8.10", "2031-05-05T08:10"), "clock"),
        (("at 6.25", "2031-05-05T06:25"), ("at 6.30", "2031-05-05T06:30"), None),
        (("at 6.25", "2031-05-05T06:25Z"), ("at 8.10", "2031-05-05T08:10"), None),
    ],
)
def test_two_moments_exclude_each_other_where_words_tell_them_apart(
    one: tuple[str, str], other: tuple[str, str], slot: str | None
) -> None:
    first, second = (_account(f"The van was robbed {words}.", words, date) for words, date in (one, other))
    assert apart(first, second) == apart(second, first) == slot


@pytest.mark.parametrize(
    "text",
    ["It polled May 5-9 in Lund.", "It polled from May 5 to 9 in Lund.", "It moved from May 5 to June."],
)
def test_the_end_of_a_range_and_a_plan_that_moved_have_no_day(text: str) -> None:
    first = _account(text, "May 5", "2031-05-05")
    assert apart(first, _account("It polled on May 9 in Lund.", "May 9", "2031-05-09")) is None


@pytest.mark.parametrize(
    ("one", "other", "may"),
    [
        (("this evening", "2031-05-06"), ("on Monday", "2031-05-05"), True),
        (("a day earlier", "2031-05-04"), ("on Monday", "2031-05-05"), True),
        (("this evening", "2031-05-07"), ("on Monday", "2031-05-05"), False),
        (("on Tuesday", "2031-05-06"), ("on Monday", "2031-05-05"), False),
        (("this year", "2031"), ("today", "2031-05-05"), False),
    ],
)
def test_a_day_counted_from_that_of_printing_may_be_the_one_before(
    one: tuple[str, str], other: tuple[str, str], may: bool
) -> None:
    dates = [d for words, day in (one, other) if (d := _account(f"It rained {words}.", words, day).date)]
    assert may_be_one_day(dates) is may_be_one_day(dates[::-1]) is may
