# SPDX-License-Identifier: Apache-2.0
"""Turns of a conversation, transcripts, and circumstances of a report, in sentences of our own."""

from __future__ import annotations

import pytest

from ontherecord.annotate.names.names import names
from ontherecord.annotate.names.references import references
from ontherecord.annotate.parse import parse_text
from ontherecord.annotate.quotations.quotations import quotations
from ontherecord.model import Quotation


def found(text: str) -> tuple[Quotation, ...]:
    """The quotations of a text."""
    return quotations(parse_text(text), (), document="d1", article="a1")


def pairs(text: str) -> list[tuple[str, str | None]]:
    """(words, speaker) of each quotation; the pieces of one are joined by " | "."""
    return [
        (" | ".join(s.text for s in q.content), q.speaker.name if q.speaker else None) for q in found(text)
    ]


def test_a_question_in_a_paragraph_of_its_own_is_another_turn() -> None:
    text = "“I shall go to the coast,” Voss said.\n\n“When will you go?”\n\n“On Monday, if it rains.”"
    assert pairs(text) == [
        ("I shall go to the coast,", "Voss"), ("When will you go?", None), ("On Monday, if it rains.", None)
    ]  # fmt: skip


def test_two_speakers_who_alternate() -> None:
    text = (
        "“Will you go to town?” Voss asked.\n\n“I shall go on Monday,” Kern said.\n\n“Why not today?” Voss asked."
        "\n\n“Because it rains today.”\n\n“It always rains here.”"
    )
    assert [who for _, who in pairs(text)] == ["Voss", "Kern", "Voss", "Kern", "Voss"]


def test_two_turns_do_not_make_a_conversation_clear() -> None:
    text = (
        "“Will you go to town?” Voss asked.\n\n“I shall go on Monday,” Kern said.\n\n“Is that not too late?”"
    )
    assert [who for _, who in pairs(text)] == ["Voss", "Kern", None]


def test_a_statement_without_a_cue_where_two_alternate_is_the_other_s() -> None:
    text = (
        "“The port will open,” Kern said.\n\n“And the bridge too,” Low said.\n\n“And the school,” Kern said."
        "\n\n“Nobody will pay for it.”"
    )
    assert [who for _, who in pairs(text)] == ["Kern", "Low", "Kern", "Low"]


def test_a_report_carries_one_speaker_on() -> None:
    text = "“The dam is bad for the town,” Voss told reporters.\n\n“It is not safe at all.”"
    assert pairs(text) == [("The dam is bad for the town, | It is not safe at all.", "Voss")]


@pytest.mark.parametrize(("ask", "answer"), [("Q:", "A:"), ("Q.", "A."), ("Question:", "Answer:")])
def test_question_and_answer(ask: str, answer: str) -> None:
    text = f"{ask} Will you open the port?\n{answer} No.\n{ask} Who pays?\n{answer} Nobody pays for it."
    assert pairs(text) == [
        ("Will you open the port?", None), ("No.", None), ("Who pays?", None), ("Nobody pays for it.", None)
    ]  # fmt: skip


def test_letters_that_begin_a_list_are_no_transcript() -> None:
    assert not found("A: Open the port.\nB: Close the port.\nC: Sell the port.")


def test_names_that_take_turns() -> None:
    text = "A day in town\n" + "Host: Will you open the port?\nLena Voss: It opens on Monday.\n" * 2
    assert [who for _, who in pairs(text)] == ["Host", "Lena Voss", "Host", "Lena Voss"]


def test_a_name_in_apposition_tweets() -> None:
    text = "“We will win this seat,” the union's candidate, Peter Hale, tweeted on Monday."
    assert pairs(text) == [("We will win this seat,", "Peter Hale")]


@pytest.mark.parametrize(
    ("text", "medium", "addressee"),
    [
        ("Writing on X, Voss said the port was open.", "on X", None),
        ("Speaking to reporters on Monday, Voss said the port was open.", None, "reporters"),
    ],
)
def test_how_a_report_was_made(text: str, medium: str | None, addressee: str | None) -> None:
    (got,) = found(text)
    assert (got.medium, got.addressee) == (medium, addressee)


def test_a_name_that_members_use_is_no_quotation() -> None:
    assert not found("She joined what members called the Sea Guard.")
    assert found("Members of the church called the Sea Guard a family.")


def named(text: str) -> list[tuple[str, str | None]]:
    """(words, name of the speaker) of each quotation, with the mentions of the text."""
    parse = parse_text(text)
    got = quotations(parse, references(parse, names(parse)), document="d1", article="a1")
    return [(" | ".join(s.text for s in q.content), q.speaker.name if q.speaker else None) for q in got]


def test_he_who_goes_on_is_who_spoke_before() -> None:
    text = "Philip Low said Peter Hale and Yuri Orlov did not meet. He said there was no need."
    assert named(text)[-1] == ("there was no need", "Philip Low")


def test_she_does_not_go_on_for_him() -> None:
    text = "Anna Kern came to Ruse. “We are ready,” Mr. Philip Low said. She said Orlov was not."
    assert named(text)[-1][1] != "Philip Low"


def test_who_is_named_in_between_breaks_it() -> None:
    text = "“We are ready,” Philip Low said. When Peter Hale arrived, he said it was late."
    assert named(text)[-1] == ("it was late", "Peter Hale")


def test_he_is_not_several_who_spoke_before() -> None:
    text = "Peter Hale came to Oslo. The Norwegians said there was no need. He said there was."
    assert named(text)[-1][1] != "Norwegians"


def test_a_name_that_a_description_ends_with() -> None:
    text = "“It is theatre,” the deputy head of Norway’s Harbour Council Konstantin Berg told the station."
    assert named(text)[0][1] == "Konstantin Berg"
    assert named("“It is theatre,” a spokesman for Anna Kern said.")[0][1] == "a spokesman for Anna Kern"


def test_no_more_than_the_reason_why_no_name_is_told() -> None:
    assert [q.force for q in found("Officials who asked not to be named said the talks had failed.")] == [
        "said"
    ]


def test_without_saying_is_not_said() -> None:
    (got,) = found("Voss left without saying that the port was open.")
    assert got.negated


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("“We have not lost the harbour,” he keeps telling his members.", "he"),
        ("“We have not lost the harbour,” Voss kept saying.", "Voss"),
        ("“We have not lost the harbour,” Voss went on to say.", "Voss"),
        ("“We have not lost the harbour,” Voss used to tell visitors.", "Voss"),
        ("“We have not lost the harbour,” Voss refused to say.", None),
    ],
)
def test_a_report_that_goes_on(text: str, who: str | None) -> None:
    assert pairs(text) == [("We have not lost the harbour,", who)]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("“The list is long,” founder and chief engineer Ada Voss told reporters.", "Ada Voss"),
        ("“The bridge is safe,” director and producer Ada Voss said.", "producer Ada Voss"),
        ("“The bridge is safe,” police and Mayor Ada Voss said on Monday.", "police"),
    ],
)
def test_two_offices_before_a_name_are_one_person_s(text: str, who: str) -> None:
    assert [name for _, name in pairs(text)] == [who]
