# SPDX-License-Identifier: Apache-2.0
"""The time tagger: what is found, what it is worth, and the laws that hold for any text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ontherecord.annotate.parse import parse_text
from ontherecord.annotate.times.calendar import period, resolve
from ontherecord.annotate.times.times import times

WEDNESDAY = "2031-03-19"


def found(text: str, anchor: str | None = WEDNESDAY) -> list[tuple[str, str, str | None]]:
    """Words, type and value of each expression."""
    return [(m.text, m.type, resolve(m, anchor)) for m in times(parse_text(text))]


@pytest.mark.parametrize(
    ("sentence", "words", "type_", "value"),
    [
        ("The ferry sank on 15 March 2031 near the quay.", "15 March 2031", "DATE", "2031-03-15"),
        (
            "The ferry sank on Saturday, March 15, 2031, near the quay.",
            "Saturday, March 15, 2031",
            "DATE",
            "2031-03-15",
        ),
        ("The treaty was signed in May 2027.", "May 2027", "DATE", "2027-05"),
        ("The treaty was signed in 2027.", "2027", "DATE", "2027"),
        ("The mayor resigned yesterday.", "yesterday", "DATE", "2031-03-18"),
        ("The mayor resigned last week.", "last week", "DATE", "2031-W11"),
        ("The mayor resigned three days ago.", "three days ago", "DATE", "2031-03-16"),
        ("The mayor resigned two years ago.", "two years ago", "DATE", "2029"),
        ("The mayor resigned in the spring of 2022.", "the spring of 2022", "DATE", "2022-SP"),
        ("The mayor resigned in the third quarter of 2030.", "the third quarter of 2030", "DATE", "2030-Q3"),
        ("The mayor grew up in the 1980s.", "the 1980s", "DATE", "198"),
        ("The bridge is from the 19th century.", "the 19th century", "DATE", "18"),
        ("The mayor resigned earlier this week.", "earlier this week", "DATE", "2031-W12"),
        ("The mayor resigned over the weekend.", "the weekend", "DATE", "2031-W11-WE"),
        ("The mayor resigned at 10:30 a.m. on Monday.", "10:30 a.m. on Monday", "TIME", "2031-03-17T10:30"),
        ("The mayor resigned on Monday evening.", "Monday evening", "TIME", "2031-03-17TEV"),
        ("The mayor will resign tomorrow morning.", "tomorrow morning", "TIME", "2031-03-20TMO"),
        ("The dispute lasted three months.", "three months", "DURATION", "P3M"),
        ("The dispute lasted 2 1/2 years.", "2 1/2 years", "DURATION", "P2Y6M"),
        ("It was the end of a 3-year-old conflict.", "3-year-old", "DURATION", "P3Y"),
        ("The dispute lasted half an hour.", "half an hour", "DURATION", "PT30M"),
        ("They have met for several years.", "several years", "DURATION", "PXY"),
        ("The committee meets every Thursday.", "every Thursday", "SET", "XXXX-WXX-4"),
        ("The mayor resigned on Monday of last week.", "Monday of last week", "DATE", "2031-03-10"),
        ("Sales rose in Q3 2030.", "Q3 2030", "DATE", "2030-Q3"),
        ("The truce was a month-long affair.", "a month-long", "DURATION", "P1M"),
        ("It was in June 2029's heat.", "June 2029", "DATE", "2029-06"),
        ("The mayor resigned on Christmas Day.", "Christmas Day", "DATE", "2030-12-25"),
        ("The mayor resigned on Thanksgiving.", "Thanksgiving", "DATE", "2030-11-28"),
    ],
)
def test_value(sentence: str, words: str, type_: str, value: str) -> None:
    assert (words, type_, value) in found(sentence)


@pytest.mark.parametrize(
    ("sentence", "values"),
    [
        ("The fair was held on June 10-12, 2029.", ["2029-06-10", "2029-06-12"]),
        ("The fair was held on 10-12 June 2029.", ["2029-06-10", "2029-06-12"]),
        ("The fair will be held from June 10 to 12.", ["2031-06-10", "2031-06-12"]),
        ("The fair was held from 2019 to 2023.", ["2019", "2023"]),
        ("The fair was held between May and July 2029.", ["2029-05", "2029-07"]),
    ],
)
def test_both_ends_of_a_range(sentence: str, values: list[str]) -> None:
    assert [one[2] for one in found(sentence)] == values


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("The ministers met on Friday.", "2031-03-14"),
        ("The ministers will meet on Friday.", "2031-03-21"),
        ("The ministers are expected to meet on Friday.", "2031-03-21"),
        ("The ministers plan to meet on Friday.", "2031-03-21"),
        ("A meeting was scheduled for Friday.", "2031-03-21"),
        ("The ministers said on Friday that they had agreed.", "2031-03-14"),
        ("The ministers had met on Friday.", "2031-03-14"),
        ("The quays will close unless the logs are handed over by Friday.", "2031-03-21"),
        ("The ministers met on Wednesday.", "2031-03-19"),
        ("The ministers will meet on Wednesday.", "2031-03-19"),
    ],
)
def test_the_tense_points_ahead_or_behind(sentence: str, value: str) -> None:
    assert [one[2] for one in found(sentence)] == [value]


@pytest.mark.parametrize(
    "sentence",
    [
        "The ministers may march on the palace.",
        "The second minister spoke of the fall of the city.",
        "He will spring to his feet in a second.",
        "They counted 4500 votes at 31 February Street.",
        "The match ended 99:99 after room 1850a was closed.",
        "Ada Christmas told the Weekly that she had scored in the first half.",
        "The 19 year old boy and the 19-year-old girl sang.",
        "It cost $1990 or €2,000.",
    ],
)
def test_what_only_looks_like_a_time_is_none(sentence: str) -> None:
    assert found(sentence) == []


@pytest.mark.parametrize(
    ("words", "value", "zone"),
    [
        ("10 p.m. local time", "2031-03-19T22:00", "local"),
        ("3 p.m. GMT", "2031-03-19T15:00Z", "Z"),
        ("0900 EST", "2031-03-19T09:00", "-05:00"),
        ("2100 local time", "2031-03-19T21:00", "local"),
        ("noon Moscow time", "2031-03-19T12:00", "+03:00"),
        ("11:30pm Eastern time", "2031-03-19T23:30", "local"),
        ("8pm ET", "2031-03-19T20:00", "local"),
        ("9:00 a.m. British Summer Time", "2031-03-19T09:00", "+01:00"),
        ("10:00 (GMT+3)", "2031-03-19T10:00", "+03:00"),
        ("12:51 am (local time)", "2031-03-19T00:51", "local"),
        ("6.30pm BST yesterday", "2031-03-18T18:30", "+01:00"),
        ("9:34 p.m., March 18 EST", "2031-03-18T21:34", "-05:00"),
        ("5 p.m.", "2031-03-19T17:00", None),
    ],
)
def test_a_clock_with_its_zone(words: str, value: str, zone: str | None) -> None:
    [one] = times(parse_text(f"The quake struck at {words} without a warning."))
    assert (one.text, resolve(one, WEDNESDAY), one.zone) == (words, value, zone)


@pytest.mark.parametrize(
    "words", ["at 10 a.m. some people had time", "at 5 p.m. this time", "in 1400 time and again"]
)
def test_other_times_are_no_zones(words: str) -> None:
    assert [one.zone for one in times(parse_text(f"The choir sang {words}."))] in ([None], [])


@pytest.mark.parametrize(
    "sentence",
    [
        "The guests walked through the former winter palace of the counts.",
        "She wore a summer dress and he wore a morning coat.",
        "He read it in the Sunday paper.",
        "The weekend house burned near the Christmas tree.",
        "They crossed the yard to the Friday mosque.",
    ],
)
def test_what_only_tells_the_kind_of_a_thing_is_no_date(sentence: str) -> None:
    assert found(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("The spring offensive cost them the valley.", "The spring"),
        ("The council went into its summer recess.", "summer"),
        ("The Thursday vote was close.", "Thursday"),
        ("The Thursday letter was never answered.", "Thursday"),
        ("The May Day parade passed the quay.", "May Day"),
        ("The Saturday night fire killed two.", "Saturday night"),
        ("They came in the winter months.", "the winter"),
        ("They left the 2029 winter palace.", "the 2029"),
    ],
)
def test_what_happens_is_dated_by_the_words_before_it(sentence: str, words: str) -> None:
    assert words in [one[0] for one in found(sentence)]


@pytest.mark.parametrize(
    "text", ["on 31 February", "at 99:99", "on 45 March 2020", "2020-13-45", "on 30/30/2020"]
)
def test_no_date_that_does_not_exist(text: str) -> None:
    for _, _, value in found(f"They met {text} again."):
        assert value is None or period(value) is not None


@pytest.mark.parametrize("anchor", ["0001-01-01", "9999-12-31", None, "nonsense", "2031", "2031-03-19~"])
def test_the_ends_of_the_calendar(anchor: str | None) -> None:
    text = (
        "Last year, two hundred years ago, in 2999, yesterday, tomorrow, next week, last Friday, in May, "
        "a century ago, next decade, 900000 years ago, on February 29, last weekend, Easter, 9999999 days."
    )
    for _, _, value in found(text, anchor):
        assert value is None or isinstance(value, str)


def test_five_thousand_digits() -> None:
    digits = "7" * 5000
    assert found(f"In {digits} and {digits} years ago and May {digits} it was.")[-1:] != [("x", "", "")]


_PIECES = st.sampled_from(
    [
        "on",
        "in",
        "the",
        "last",
        "next",
        "past",
        "this",
        "two",
        "3",
        "31",
        "1999",
        "2031",
        "May",
        "march",
        "Friday",
        "week",
        "weeks",
        "years",
        "ago",
        "-",
        ".",
        ",",
        "'",
        "’s",
        "of",
        "first",
        "quarter",
        "half",
        "10:30",
        "25:61",
        "a.m.",
        "p.m.",
        "noon",
        "night",
        "every",
        "each",
        "end",
        "early",
        "'90s",
        "1980s",
        "BC",
        "\n",
        "\u200f",
        "صباح",
        "昨日",
        "🕯",
        "twenty",
        "-",
        "five",
        "and",
        "a",
        "half",
        "1/2",
        "12/31/99",
        "2020-02-30",
        "Christmas",
        "Eve",
        "to",
        "from",
        "between",
        "O'Clock",
        "GMT",
        "GMT+3",
        "UTC-99",
        "0900",
        "(",
        ")",
        "local",
        "time",
        "Moscow",
        "Summer",
        "palace",
    ]
)
_TEXTS = st.one_of(st.text(max_size=200), st.lists(_PIECES, max_size=40).map(" ".join))


@settings(max_examples=150, deadline=None)
@given(_TEXTS, st.sampled_from(["2031-03-19", "0001-01-01", "9999-12-31", None]))
def test_any_text_gives_spans_that_reread_and_dates_that_exist(text: str, anchor: str | None) -> None:
    mentions = times(parse_text(text))
    reached = 0
    for mention in mentions:
        assert reached <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.text
        assert (mention.value is None) != (mention.relative is None)
        reached = mention.end
        value = resolve(mention, anchor)
        if value and mention.type in ("DATE", "TIME") and value[:4].isdigit() and "X" not in value:
            assert period(value) is not None, (mention, value)


def test_a_long_line_takes_linear_time() -> None:
    mentions = times(parse_text("in " + "two years ago " * 3000))
    assert len(mentions) == 3000
