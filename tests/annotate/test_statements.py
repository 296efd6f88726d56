# SPDX-License-Identifier: Apache-2.0
"""Statements: the act of a clause, who does it and to what, however it is put."""

from __future__ import annotations

import pytest

from ontherecord.annotate.parse import parse_text
from ontherecord.annotate.statements.statements import statements
from ontherecord.model import Span, Statement, Where


def _told(text: str) -> list[Statement]:
    return list(statements(parse_text(text), (), (), (), ()))


@pytest.mark.parametrize(
    ("text", "act", "agent", "patient"),
    [
        ("The brewery withdrew its beer on Monday.", "withdraw", ("brewery",), ("beer",)),
        ("Thirteen paintings were stolen from the museum.", "steal", (), ("painting",)),
        ("The painting was stolen by two guards.", "steal", ("guard",), ("painting",)),
        ("They looked for the chalices stolen in the town.", "steal", (), ("chalice",)),
        ("The pilots went on strike on Tuesday.", "strike", ("pilot",), ()),
        ("The ministers held talks in the old town.", "talk", ("minister",), ()),
        ("A group of quarry workers escaped at night.", "escape", ("worker",), ()),
        ("It was the faulty engines that brought the airline down.", "bring down", ("engine",), ("airline",)),
        (
            "It was a session at the swimming pool that set off the outbreak.",
            "set off",
            ("session",),
            ("outbreak",),
        ),
        ("It was not the Belgian but the Dutch minister who led the team.", "lead", ("minister",), ("team",)),
        ("It was not the Belgian who led the delegation.", "lead", (), ("delegation",)),
        ("Next to her stood the Brazilian president.", "stand", ("president",), ()),
        ("At the head of the group will stand the director.", "lead", ("director",), ("group",)),
        ("The attack took place at seven.", "attack", (), ()),
    ],
)
def test_who_does_what_to_what(text: str, act: str, agent: tuple[str, ...], patient: tuple[str, ...]) -> None:
    found = {s.act: s for s in _told(text)}
    assert act in found
    assert (found[act].agent_heads, found[act].patient_heads) == (agent, patient)


def test_a_denial_is_plain_and_a_wish_is_not() -> None:
    (denied,) = _told("The boats were not returned.")
    assert denied.negated
    assert denied.plain
    wished = {s.act: s for s in _told("The union demands that the city withdraw the timetables.")}["withdraw"]
    assert wished.modality == "demanded"
    assert not wished.plain


def test_never_limits_what_is_denied() -> None:
    (found,) = _told("The club has never won the cup.")
    assert found.negated
    assert not found.plain


def test_saying_is_no_statement() -> None:
    assert [s.act for s in _told("The minister said that the river rose.")] == ["rise"]


def test_the_words_stand_where_they_are_said_to() -> None:
    text = "The army freed 18 sailors on Friday."
    for s in _told(text):
        assert text[s.word[0] : s.word[1]] == "freed"
        assert [text[a:b] for a, b in s.patient] == ["18 sailors"]


def test_a_particle_before_a_place_is_a_preposition() -> None:
    text = "The ship was boarded off Lome, Togo, on Sunday before dawn by eight men."
    at = text.index("Lome")
    where = Where(name="Lome", span=Span(document="d", start=at, end=at + 4, text="Lome"))
    (found,) = statements(parse_text(text), (), (), (), (where,))
    assert found.act == "board"
    assert found.places == ((at, at + 4),)


def test_what_stands_before_that_belongs_to_the_act() -> None:
    text = "It was in the harbour that the van was ambushed."
    (found,) = _told(text)
    assert [text[a:b] for a, b in found.spots] == ["the harbour"]


def test_a_denial_that_only_says_which_are_meant_is_not_plain() -> None:
    (found,) = [
        s for s in _told("The school sent home children who are not vaccinated.") if s.act == "vaccinate"
    ]
    assert found.negated
    assert not found.plain
