# SPDX-License-Identifier: Apache-2.0
"""Stated dates: what the words give, and no more."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontherecord.read.published import stated


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Published: Tuesday, March 18, 2031", "2031-03-18"),
        ("18 March 2031", "2031-03-18"),
        ("March 18th, 2031 at 10:03 AM EDT", "2031-03-18T10:03:00-04:00"),
        ("18 Mar 2031, 22:15 CET", "2031-03-18T22:15:00+01:00"),
        ("18 Mar 2031, 22:15 IST", "2031-03-18T22:15:00"),
        ("2031-03-18T22:15:30+05:30", "2031-03-18T22:15:30+05:30"),
        ("12:01 p.m. was the hour; March 18, 2031 12:01 a.m. GMT", "2031-03-18T00:01:00Z"),
        ("25/03/2031", "2031-03-25"),
    ],
)
def test_full_dates(text: str, date: str) -> None:
    assert [one.date for one in stated(text)] == [date]


@pytest.mark.parametrize(
    "text",
    ["an hour ago", "05/06/2031", "March 18", "2031", "February 30, 2031", "© 2031 Harbour Gazette", ""],
)
def test_what_leaves_the_day_open(text: str) -> None:
    assert stated(text) == []


def test_a_change_is_told_from_publication() -> None:
    first, second = stated("Published March 5, 2031 9:00 a.m. | Updated March 6, 2031 10:00 p.m.")
    assert (first.labelled, first.changed) == (True, False)
    assert (second.date, second.changed) == ("2031-03-06T22:00:00", True)


def test_a_time_of_change_on_the_same_day() -> None:
    assert [one.date for one in stated("Thursday, March 20, 2031 – Updated 08:50 CET") if one.changed] == [
        "2031-03-20T08:50:00+01:00"
    ]


@given(st.text("0123456789 /.-:JunMar,apmEST ", max_size=80))
def test_any_line(text: str) -> None:
    for one in stated(text):
        assert text[one.start : one.end].strip()
