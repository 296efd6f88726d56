# SPDX-License-Identifier: Apache-2.0
"""Plain words for codes: dates keep their precision, unknown values stay as they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontherecord.dossier import wording


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("2031-05-15", "15 May 2031"),
        ("2031-05-15T22:05+02:00", "15 May 2031, 22:05 (+02:00)"),
        ("2031-05-15T22:05:09Z", "15 May 2031, 22:05 UTC"),
        ("2031-05-15TEV", "15 May 2031, evening"),
        ("2031-05", "May 2031"),
        ("2031-22", "summer 2031"),
        ("2031", "2031"),
        ("2031~", "about 2031"),
        ("2031-05?", "perhaps May 2031"),
        ("203X", "the 2030s"),
        ("2031-W20", "week 20 of 2031"),
        ("2031-02/2031-03", "February 2031 to March 2031"),
        ("../2031-05-15", "until 15 May 2031"),
        ("2031-05-15/..", "since 15 May 2031"),
        ("PRESENT_REF", "now"),
        ("2031-31-01", "2031-31-01"),
        (None, "no date"),
    ],
)
def test_a_date_is_said_no_more_precisely_than_it_is_known(date, words):
    assert wording.date_in_words(date) == words


@given(st.text(max_size=30))
def test_no_date_string_raises(text):
    assert isinstance(wording.date_in_words(text), str)
    assert isinstance(wording.date_key(text), str)
    wording.day_of(text)


def test_dates_sort_by_their_first_day_and_unknown_ones_last():
    dates = ["2031-05-15", None, "2019", "2031-05", "2031-03~", "2031-05-13T09:00Z"]
    assert sorted(dates, key=wording.date_key) == [
        "2019",
        "2031-03~",
        "2031-05",
        "2031-05-13T09:00Z",
        "2031-05-15",
        None,
    ]


def test_a_day_is_taken_only_from_a_date_known_to_the_day():
    assert wording.day_of("2031-05-15T22:05Z") == "2031-05-15"
    assert wording.day_of("2031-05") is None
    assert wording.day_of("2031-05-15/2031-05-18") is None


@given(st.text(st.characters(codec=None, exclude_categories=())))
def test_what_is_shown_keeps_the_length_and_holds_nothing_a_page_drops(text):
    shown = wording.showable(text)
    assert len(shown) == len(text)
    assert not set(shown) & {"\x00", "\r", "\x0b", "\ud800", "\uffff"}


@pytest.mark.parametrize(
    ("share", "words"), [(0.0, "0 %"), (0.004, "under 1 %"), (0.714, "71 %"), (1.0, "100 %"), (1.2, "100 %")]
)
def test_small_shares_are_not_rounded_to_nothing(share, words):
    assert wording.percent(share) == words


def test_clipping_says_that_it_clipped():
    assert wording.clipped("one two three", 3) == "one two three"
    assert wording.clipped("one two three", 2) == "one two …"
    assert wording.clipped("x" * 10_000, 3).endswith("…")


def test_standing_counts_origins_in_words():
    assert wording.standing_in_words("corroborated", 3) == "3 independent origins"
    assert wording.standing_in_words("single-source", 1, "Northwire") == "single source: Northwire"


@pytest.mark.parametrize(
    ("composed", "shown"),
    [
        ("Date of “the talks”: 2022-21", "Date of “the talks”: spring 2022"),
        ("2031-04", "April 2031"),
        ("Date: 2031-05-03 (he left)", "Date: 3 May 2031 (he left)"),
        ("He won in the 2022-23 season", "He won in the 2022-23 season"),
    ],
)
def test_dates_of_a_composed_text_are_said_in_words(composed: str, shown: str) -> None:
    assert wording.plain(composed) == shown
