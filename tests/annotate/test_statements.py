# SPDX-License-Identifier: Apache-2.0
"""Statements: the act of a clause, who does it and to what, however it is put."""

from __future__ import annotations

import pytest

from ontherecord.annotate.parse import parse_text
from ontherecord.annotate.statements.statements import statements
from ontherecord.model import Statement


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
