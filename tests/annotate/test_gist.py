# SPDX-License-Identifier: Apache-2.0
import pytest

from ontherecord.annotate.parse import parse_text
from ontherecord.annotate.sentences import sentences


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The mayor of Kladno opened the dam on Friday.", ["mayor", "opened"]),
        ("Officials said on Monday the mayor had resigned.", ["mayor", "resigned"]),
        ("The talks are expected to focus on a ceasefire.", ["talks", "focus"]),
        ("The delegation is led by Marta Keller.", ["delegation", "led"]),
        ("He left the town hall of Kladno.", ["left"]),
        ("There were nine boats on the lake.", []),
        ("Nine boats.", []),
    ],
)
def test_the_gist_is_the_subject_and_the_verb_of_the_statement(text: str, words: list[str]) -> None:
    (sentence,) = sentences(parse_text(text))
    assert [written for written, _ in sentence.gist] == words
