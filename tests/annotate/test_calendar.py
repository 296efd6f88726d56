# SPDX-License-Identifier: Apache-2.0
"""The calendar: periods, EDTF, and the language of relative expressions."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontherecord.annotate.parse import parse_text
from ontherecord.annotate.times.calendar import easter, edtf, period, reckon, resolve
from ontherecord.annotate.times.narrative import is_narrative, resolutions
from ontherecord.annotate.times.times import times
from ontherecord.model import TimeMention


def mention(relative: str, tense: str | None = None) -> TimeMention:
    return TimeMention(start=0, end=1, text="x", type="DATE", relative=relative, tense=tense)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("relative", "tense", "value"),
    [
        ("anchor -1D", None, "2031-03-18"),
        ("anchor +1W", None, "2031-W13"),
        ("anchor -3M", None, "2030-12"),
        ("anchor -1Q", None, "2030-Q4"),
        ("anchor -1E", None, "202"),
        ("anchor ~XXXX-WXX-4", "past", "2031-03-13"),
        ("anchor ~XXXX-WXX-4", "future", "2031-03-20"),
        ("anchor ~XXXX-WXX-3", "future", "2031-03-19"),
        ("anchor <XXXX-03", None, "2030-03"),
        ("anchor >XXXX-02-29", None, "2032-02-29"),
        ("anchor -1Y =XXXX-06", None, "2030-06"),
        ("anchor ~XXXX-10", "past", "2030-10"),
        ("anchor ~XXXX-10", "future", "2031-10"),
        ("anchor +0D T10:30", None, "2031-03-19T10:30"),
        ("reference +2D", None, "2022-03-30"),
        ("reference >XXXX-WXX-5", None, "2022-04-01"),
        ("anchor =easter+1", None, "2031-04-14"),
    ],
)
def test_resolve(relative: str, tense: str | None, value: str) -> None:
    assert resolve(mention(relative, tense), "2031-03-19", "2022-03-28") == value


def test_an_unknown_anchor_gives_no_value() -> None:
    assert resolve(mention("anchor -1D"), None) is None
    assert resolve(mention("anchor -1D"), "2031") is None


@pytest.mark.parametrize(
    ("relative", "tense", "value"),
    [
        ("anchor ~XXXX-WXX-4", "future", "2031-03-20"),
        ("anchor ~XXXX-WXX-4", "past", "2031-03-20"),  # published on Thursday 20th or a day before
        ("anchor ~XXXX-WXX-1", "past", "2031-03-17"),
        ("anchor ~XXXX-WXX-5", "past", "2031-03-14~"),  # unless it was published on the Friday
        ("anchor ~XXXX-WXX-3", "future", "2031-03-26~"),
        ("anchor -1D", None, "2031-03-19~"),
        ("anchor +0Y", None, "2031"),
    ],
)
def test_an_approximate_anchor(relative: str, tense: str | None, value: str) -> None:
    assert resolve(mention(relative, tense), "2031-03-20~") == value


@pytest.mark.parametrize(
    ("timex", "expected"),
    [
        ("2031-03-19", "2031-03-19"),
        ("2031-03-19TMO", "2031-03-19"),
        ("2031-03-19T10:30", "2031-03-19T10:30:00"),
        ("2031-W12", "2031-03-17/2031-03-23"),
        ("2031-W12-WE", "2031-03-22/2031-03-23"),
        ("2031-SP", "2031-21"),
        ("2031-Q3", "2031-35"),
        ("2031-H1", "2031-01/2031-06"),
        ("198", "198X"),
        ("18", "18XX"),
        ("2031-03~", "2031-03~"),
        ("P3D", None),
        ("PAST_REF", None),
        ("2031-02-30", None),
        (None, None),
    ],
)
def test_edtf(timex: str | None, expected: str | None) -> None:
    assert edtf(timex) == expected


@pytest.mark.parametrize(
    ("date", "first", "last"),
    [
        ("2022-21", "2022-03-01", "2022-05-31"),
        ("2024-35", "2024-07-01", "2024-09-30"),
        ("198X", "1980-01-01", "1989-12-31"),
        ("2022~", "2022-01-01", "2022-12-31"),
        ("2031-03-17T10:30:00+01:00", "2031-03-17", "2031-03-17"),
        ("2022-37", None, None),
        ("2022-13", None, None),
        ("2022-00", None, None),
        ("0000", None, None),
    ],
)
def test_the_days_of_an_edtf_date(date: str, first: str | None, last: str | None) -> None:
    found = period(date)
    assert (found.first.isoformat() if found else None) == first
    assert (found.last.isoformat() if found else None) == last


def test_easter() -> None:
    assert easter(2024) == datetime.date(2024, 3, 31)
    assert easter(2025) == datetime.date(2025, 4, 20)


@given(st.dates(), st.integers(-400, 400), st.sampled_from(["D", "W", "M", "Q", "Y", "E", "C"]))
def test_counting_never_leaves_the_calendar(day: datetime.date, count: int, unit: str) -> None:
    value = reckon(day.isoformat(), [f"{count:+d}{unit}"], None)
    assert value is None or period(value) is not None


@given(st.dates(datetime.date(2, 1, 1), datetime.date(9998, 1, 1)), st.integers(1, 7))
def test_a_weekday_lies_on_the_side_of_its_tense(day: datetime.date, number: int) -> None:
    behind = period(reckon(day.isoformat(), [f"~XXXX-WXX-{number}"], "past"))
    ahead = period(reckon(day.isoformat(), [f"~XXXX-WXX-{number}"], "future"))
    assert behind
    assert ahead
    assert 0 <= (day - behind.first).days < 7
    assert 0 <= (ahead.first - day).days < 7


HISTORY = (
    "On September 1, 1839, the duchy attacked its neighbour. In October the capital fell. Two days later the "
    "duke fled. In March 1840 he came back. The war ended in May 1841, and in the following year the treaty "
    "was signed. In June 1842 the army went home."
)


def test_history_counts_on_from_the_date_last_told() -> None:
    mentions = times(parse_text(HISTORY))
    assert is_narrative(mentions, "2031-03-19")
    values = {
        m.text: one.value
        for m, one in zip(mentions, resolutions(mentions, "2031-03-19", HISTORY), strict=True)
    }
    assert values["October"] == "1839-10"
    assert values["the following year"] == "1842"


def test_history_does_not_go_on_from_the_day_it_is_written() -> None:
    text = HISTORY + " The bridge was rebuilt two years ago. In July the duke died."
    mentions = times(parse_text(text))
    values = {
        m.text: one.value for m, one in zip(mentions, resolutions(mentions, "2031-03-19", text), strict=True)
    }
    assert values["two years ago"] == "2029"
    assert values["July"] == "1842-07"


def test_news_counts_from_its_own_day() -> None:
    text = "The minister spoke on Monday. He was elected in 2027. In January he will travel."
    mentions = times(parse_text(text))
    assert not is_narrative(mentions, "2031-03-19")
    assert [r.value for r in resolutions(mentions, "2031-03-19", text)] == ["2031-03-17", "2027", "2032-01"]
