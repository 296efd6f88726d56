# SPDX-License-Identifier: Apache-2.0
"""Which words of other origins carry a sentence, and which only look like it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ontherecord.annotate.parse import parse_text
from ontherecord.annotate.sentences import sentences as sentences_of
from ontherecord.model import Article, Sentence
from ontherecord.reconcile.words.carried import Told, carried_by, carriers, statement, stem, told, words

COMMON = [
    ("a1", "o1", "Fourteen people died when the ferry struck a barge near Oryahovo, officials said."),
    (
        "a2",
        "o2",
        "Officials in Sofia said fourteen people had died after the ferry struck the barge near Oryahovo.",
    ),
    ("a3", "o3", "The ministers will meet in Vienna to speak about the radio logs of the barge."),
    ("a4", "o3", "Nothing is known of the captain, who was taken to a hospital in Craiova."),
]


def said(article: str, origin: str, text: str, at: int = 0) -> Told:
    """One sentence of an article, which stands at `at` of its copy."""
    (found,) = sentences_of(parse_text(text))
    moved = Sentence(start=at, end=at + len(text), role="body", gist=found.gist)
    written = Article(id=article, document=f"d{article}", start=0, end=at + len(text), origin=origin)
    return told(written, moved, " " * at + text)


def index(*more: tuple[str, str, str]) -> list[Told]:
    return [said(*one) for one in [*COMMON, *more]]


def carried(number: int, sentences: list[Told]) -> list[str]:
    return [one.article for one in carried_by(sentences[number], carriers(sentences))]


def pair(one: str, other: str) -> list[str]:
    """The articles that carry the statement of `one`, where `other` is told by another origin."""
    sentences = index(("b1", "o4", one), ("b2", "o5", other))
    stated = sentences[4]._replace(words=statement(one))
    return [found.article for found in carried_by(stated, carriers(sentences))]


def test_the_same_report_in_other_words_carries() -> None:
    assert carried(0, index()) == ["a2"]


def test_another_number_does_not_carry() -> None:
    toll = "The toll in the sinking of the ferry near Oryahovo rose to {} late on Friday."
    assert pair(toll.format(17), toll.format(14)) == []
    assert pair(toll.format("seventeen"), toll.format(17)) == ["b2"]
    assert pair(toll.format("twenty-one"), toll.format(20)) == []


def test_a_denial_does_not_carry_the_assertion() -> None:
    met = "The transport minister {} the owner of the barges in Vidin last weekend."
    for denial in ("did not meet", "never met", "denied he had met", "refused to meet"):
        assert pair(met.format("met"), met.format(denial)) == []


def test_what_is_only_possible_or_expected_does_not_carry() -> None:
    meet = "The transport minister {} the owner of the barges in Vidin."
    assert pair(meet.format("met"), meet.format("might meet")) == []
    assert pair(meet.format("met"), meet.format("will meet")) == []
    assert pair(meet.format("might meet"), meet.format("will not meet")) == []
    assert pair(meet.format("will meet"), meet.format("is expected to meet")) == ["b2"]


def test_another_day_does_not_carry_and_none_told_does() -> None:
    signed = "The prime ministers signed the treaty on the river waters in Sahy{}."
    assert pair(signed.format(" on Tuesday"), signed.format(" on Wednesday")) == []
    assert pair(signed.format(" on 3 April"), signed.format(" on 4 April")) == []
    assert pair(signed.format(" on Tuesday"), signed.format("")) == ["b2"]


def test_names_in_common_are_not_enough() -> None:
    offered = "Farm Minister Bogna Wichrowska offered her resignation over the wells of Poznan."
    visited = "Farm Minister Bogna Wichrowska visited a village among the wells of Poznan."
    assert pair(offered, visited) == []


def test_the_main_statement_is_what_must_be_carried() -> None:
    long = "Inspectors found a leak in the left float, after mechanics had written of rust in a blue book."
    assert pair(long, "Inspectors found a leak in the left float.") == ["b2"]
    assert pair(long, "Mechanics had written of rust in a blue book.") == []
    assert statement(long).stems < words(long).stems


def test_the_subject_and_the_verb_must_be_there() -> None:
    led = "The Bolivian delegation in Geneva is led by Environment Minister Nayra Quisbert."
    assert pair(led, led.replace("led by", "made up of three envoys and of")) == []
    assert pair(led, "Environment Minister Nayra Quisbert led the Bolivian delegation in Geneva.") == ["b2"]
    threat = "Farmers had threatened to block the road to the border if the talks were put off."
    assert pair(threat, "Farmers called off a plan to block the road to the border after the talks.") == []


def test_two_sentences_that_follow_each_other_may_carry_together() -> None:
    one = "Tamas Brandt left the town hall of Kladno and promised a bridge over the lake."
    first, second = "Tamas Brandt left the town hall of Kladno.", "Brandt promised a bridge over the lake."
    split = [
        said("b2", "o5", first),
        said("b2", "o5", second, len(first) + 1),
    ]
    sentences = [*index(("b1", "o4", one)), *split]
    (found,) = carried_by(sentences[4], carriers(sentences))
    assert (found.start, found.end) == (0, len(first) + 1 + len(second))


def test_a_reprint_of_the_same_origin_does_not_count() -> None:
    assert carried(0, index(("b1", "o1", COMMON[0][2]))) == ["a2"]


def test_stems_bring_forms_together_and_leave_short_words_whole() -> None:
    assert stem("talks") == stem("talk") == "talk"
    assert stem("king") == "king"
    assert stem("minister's") == stem("minister")


@given(st.text())
def test_any_text_carries_itself_elsewhere_or_says_nothing(text: str) -> None:
    whole = Sentence(start=0, end=len(text), role="body")
    sentences = [
        told(Article(id=id, document=id, start=0, end=len(text), origin=id), whole, text) for id in "ab"
    ]
    found = carried_by(sentences[0], carriers(sentences))
    assert [one.article for one in found] == (["b"] if sentences[0].stems else [])
