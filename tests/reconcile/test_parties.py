# SPDX-License-Identifier: Apache-2.0
"""Who the words of a party mean: the one they are about, never one they only mention."""

from __future__ import annotations

import pytest

from ontherecord.model import CastKind, CastMember, Span
from ontherecord.reconcile.events.parties import Register

CAST: dict[str, CastKind] = {
    "Lund": "person", "Roe": "person", "Oslo": "place", "Norway": "place", "Harbour Cup": "organisation"
}  # fmt: skip


def cast_of(words: str, behind: str = "") -> str | None:
    members = [CastMember(id=name.lower(), name=name, kind=kind) for name, kind in CAST.items()]
    index = {
        ("d1", words.index(name), words.index(name) + len(name)): name.lower()
        for name in CAST
        if name in words
    }
    span = Span(document="d1", start=0, end=len(words), text=words)
    return Register(members, index).party(span, behind).cast


@pytest.mark.parametrize(
    ("words", "member"),
    [
        ("Minister Lund", "lund"),
        ("the head of the customs office, Roe", "roe"),
        ("Lund’s lawyer, Roe", "roe"),
        ("Norway", "norway"),
        ("the Norwegian government", "norway"),
        ("leaders from Norway", "norway"),
    ],
)
def test_the_party_is_who_the_words_are_about(words: str, member: str) -> None:
    assert cast_of(words) == member


@pytest.mark.parametrize(
    "words",
    [
        "Lund’s lawyer", "a spokesman for Minister Lund", "a nurse from Oslo", "ministers in Oslo",
        "a wheel at the Harbour Cup", "two Norwegian pilots", "Norwegian ferries",
    ],
)  # fmt: skip
def test_who_is_only_mentioned_is_not_the_party(words: str) -> None:
    assert cast_of(words) is None


def test_an_adjective_is_the_state_only_in_a_list_of_delegations() -> None:
    assert cast_of("Norwegian", " and Danish envoys met") == "norway"
    assert cast_of("Norwegian", " fought back tears") is None
