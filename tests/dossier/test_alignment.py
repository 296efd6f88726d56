# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import pytest

from ontherecord.dossier.alignment import LONGEST_GONE, alignment

WHOLE = "We have soup for two days, and we have bread for one."


def spelt(whole: str, words: str, kind: str) -> list[str]:
    return [p.text for p in alignment(whole, words).pieces if p.kind == kind]


def test_what_is_left_out_and_changed_is_told_word_by_word() -> None:
    other = alignment(WHOLE, "We have soup for three days.")
    assert [p.text for p in other.pieces if p.kind == "gone"] == ["two", "and we have bread for one."]
    assert [p.text for p in other.pieces if p.kind == "new"] == ["three"]
    assert other.extent == "6 words left out, 1 changed"


def test_marks_case_and_full_stops_are_no_difference() -> None:
    other = alignment("It's late, and we don't know.", "it’s late and we don’t know")
    assert {p.kind for p in other.pieces} == {"same"}
    assert other.extent == ""


@pytest.mark.parametrize(
    "words", ["We have soup for two days", "and — we have bread", "two days and we had bread, for one"]
)
def test_what_is_not_struck_out_spells_the_other_wording(words: str) -> None:
    kept = "".join(p.text for p in alignment(WHOLE, words).pieces if p.kind != "gone")
    assert kept.split() == words.split()


def test_wordings_with_little_in_common_stand_as_they_are() -> None:
    other = alignment(WHOLE, "the town would not starve before Thursday, she said")
    assert [(p.kind, p.text) for p in other.pieces] == [
        ("same", "the town would not starve before Thursday, she said")
    ]
    assert other.extent == ""


def test_a_lone_little_word_between_two_changes_is_no_common_ground() -> None:
    whole, other = (
        "I saw the gates of Hallberg close at noon today",
        "I saw the doors of Hallberg close at noon today",
    )
    assert spelt(whole, other, "gone") == ["gates"]
    other = "I saw the doors of Norrgate close at noon today"
    assert spelt(whole, other, "gone") == ["gates of Hallberg"]
    assert spelt(whole, other, "new") == ["doors of Norrgate"]


def test_a_long_omission_shows_its_ends() -> None:
    long = "We came " + " ".join(f"word{n}" for n in range(LONGEST_GONE + 5)) + " and we went home."
    (gone,) = spelt(long, "We came and we went home.", "gone")
    assert gone.startswith("word0 ")
    assert " … " in gone
    assert len(gone.split()) < LONGEST_GONE


@pytest.mark.parametrize("text", ["", "…", "“”", "—" * 5000, "word " * 4000])
def test_any_text_is_taken(text: str) -> None:
    assert "".join(p.text for p in alignment(text, WHOLE).pieces if p.kind != "gone").split() == WHOLE.split()
    assert "".join(p.text for p in alignment(WHOLE, text).pieces if p.kind != "gone").split() == text.split()
