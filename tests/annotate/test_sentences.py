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
