# SPDX-License-Identifier: Apache-2.0
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontherecord.annotate.parse import parse_text
from ontherecord.annotate.sentences import sentences


def beginnings(text: str) -> list[str]:
    (sentence,) = sentences(parse_text(text))
    return [text[:stop] for stop in sentence.stops]


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        (
            "The council closed the old harbour bridge on Monday, two days after the flood.",
            ["The council closed the old harbour bridge", "The council closed the old harbour bridge on Monday"],
        ),
        ("The council closed the old harbour bridge after cracks were found.", ["The council closed the old harbour bridge"]),
        ("On Friday Marta Keller hired Tomas Brandt, a lawyer from Kladno.", ["On Friday Marta Keller hired Tomas Brandt"]),
    ],
)  # fmt: skip
def test_a_sentence_may_end_before_circumstances(text: str, begins: list[str]) -> None:
    assert beginnings(text) == begins


@pytest.mark.parametrize(
    "text",
    [
        "The delegation arrived in Ostrava.",  # what the verb takes
        "The union accused the council of breaking its word.",
        "The mayor of Kladno signed the contract, according to his office.",  # who says so
        "The council closed the harbour bridge, but not the road.",  # a denial
        "The mayor will sign the new contract if the council agrees.",  # a condition
        "The council closes the harbour bridge only on Sundays.",
        "The mayor told the council “we will close the bridge in May.”",  # quoted
        "The ferry sank off the coast",  # no sentence
    ],
)
def test_it_does_not_end_before_what_it_states(text: str) -> None:
    assert beginnings(text) == []


def test_it_does_not_end_in_a_measure_of_time() -> None:
    text = "The council closed the harbour bridge days after the flood had reached the town."
    assert all(not begin.endswith("days") for begin in beginnings(text))


@given(st.text(alphabet="ab ,.“”-", max_size=200))
def test_stops_stand_in_their_sentence(text: str) -> None:
    for sentence in sentences(parse_text(text)):
        assert all(sentence.start < stop < sentence.end for stop in sentence.stops)
        assert list(sentence.stops) == sorted(sentence.stops)
