# SPDX-License-Identifier: Apache-2.0
from ontherecord.annotate.parse import parse_text
from ontherecord.annotate.sentences import sentences


def trimmed(text: str) -> str:
    (sentence,) = sentences(parse_text(text))
    for a, b in reversed(sentence.trims):
        text = text[:a] + text[b:]
    return text


def test_an_aside_between_dashes_can_go() -> None:
    assert trimmed(
        "The captain -- who has worked the river for years -- will be heard in Ruse tomorrow."
    ) == ("The captain will be heard in Ruse tomorrow.")


def test_a_bracket_can_go() -> None:
    assert trimmed("The senator (R-Ohio) arrived in the capital on an early train.") == (
        "The senator arrived in the capital on an early train."
    )


def test_an_opening_meanwhile_can_go() -> None:
    assert trimmed("Meanwhile, the two ministers met again in the old palace.") == (
        "the two ministers met again in the old palace."
    )


def test_a_denial_stays() -> None:
    text = "The company -- which did not answer our calls -- owns all of the sunken barges."
    assert trimmed(text) == text


def test_an_attribution_stays() -> None:
    text = "The ferry (which sank at dawn, officials said) carried sixty people across the river."
    assert trimmed(text) == text


def test_one_dash_is_no_aside() -> None:
    text = "The talks ended as they had begun -- with a handshake and no agreement at all."
    assert trimmed(text) == text


def test_nothing_inside_a_quotation_goes() -> None:
    text = "“The boat — as I have told you — was sound when it left the quay,” the owner said."
    assert trimmed(text) == text


def test_a_short_sentence_is_left_whole() -> None:
    text = "Holt (the captain) wept."
    assert trimmed(text) == text


def test_a_relative_clause_at_the_end_can_go() -> None:
    assert trimmed("The ministers met in the old customs house, which was built for a king.") == (
        "The ministers met in the old customs house."
    )


def test_a_participle_at_the_end_can_go() -> None:
    assert trimmed("The delegates left the palace after midnight, leaving their coffee on the table.") == (
        "The delegates left the palace after midnight."
    )


def test_what_somebody_says_at_the_end_stays() -> None:
    for text in (
        "The ferry sank within ten minutes, which the owner blames on the barges.",
        "The minister left the room before noon, warning that the talks were over.",
    ):
        assert trimmed(text) == text


def test_the_last_member_of_a_list_stays() -> None:
    text = "The boat carried two nurses, a priest, a dog, and eleven boys from the school in Vidin."
    assert trimmed(text) == text
