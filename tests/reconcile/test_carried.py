# SPDX-License-Identifier: Apache-2.0
from ontherecord.reconcile.carried import Told, carried_by, carriers, stem, told

COMMON = [
    ("a1", "o1", "Fourteen people died when the ferry struck a barge near Oryahovo, officials said."),
    ("a2", "o2", "Officials in Sofia said fourteen people had died after the ferry struck the barge near Oryahovo."),
    ("a3", "o3", "The ministers will meet in Vienna to speak about the radio logs of the barge."),
    ("a4", "o3", "Nothing is known of the captain, who was taken to a hospital in Craiova."),
]


def index(*more: tuple[str, str, str]) -> list[Told]:
    return [told(a, o, f"d{a}", 0, len(t), t) for a, o, t in [*COMMON, *more]]


def carried(number: int, sentences: list[Told]) -> list[str]:
    return [one.article for one in carried_by(sentences[number], carriers(sentences))]


def test_the_same_report_in_other_words_carries() -> None:
    assert carried(0, index()) == ["a2"]


def test_another_number_does_not_carry() -> None:
    sentences = index(
        ("b1", "o4", "The toll in the sinking of the ferry near Oryahovo rose to 17 late on Friday."),
        ("b2", "o5", "The toll in the sinking of the ferry near Oryahovo rose to 14 late on Friday."),
    )
    assert carried(4, sentences) == []


def test_a_denial_does_not_carry_the_assertion() -> None:
    sentences = index(
        ("b1", "o4", "The transport minister met the owner of the barges in Vidin last weekend."),
        ("b2", "o5", "The transport minister did not meet the owner of the barges in Vidin last weekend."),
    )
    assert carried(4, sentences) == []


def test_a_reprint_of_the_same_origin_does_not_count() -> None:
    assert carried(0, index(("b1", "o1", COMMON[0][2]))) == ["a2"]


def test_stems_bring_forms_together_and_leave_short_words_whole() -> None:
    assert stem("talks") == stem("talk") == "talk"
    assert stem("king") == "king"
    assert stem("minister's") == stem("minister")
