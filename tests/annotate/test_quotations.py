# SPDX-License-Identifier: Apache-2.0
"""Quotations in sentences of our own: whose words, which words, by which cue."""

from __future__ import annotations

import pytest

from ontherecord.annotate.parse import parse_text
from ontherecord.annotate.quotations import quotations
from ontherecord.model import Quotation


def found(text: str) -> tuple[Quotation, ...]:
    """The quotations of a text, with every span re-read."""
    got = quotations(parse_text(text), (), document="d1", article="a1")
    for quotation in got:
        for span in (*quotation.content, quotation.cue, quotation.speaker and quotation.speaker.mention):
            if span:
                assert text[span.start : span.end] == span.text
    return got


def pairs(text: str) -> list[tuple[str, str | None]]:
    """(words, speaker) of each quotation; the pieces of one are joined by " | "."""
    return [
        (" | ".join(s.text for s in q.content), q.speaker.name if q.speaker else None) for q in found(text)
    ]


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ('"We will open the port on Monday," Harbour Minister Lena Voss said.',
         "We will open the port on Monday,", "Lena Voss"),
        ("“We will open the port,” said Lena Voss. “It is safe now.”",
         "We will open the port, | It is safe now.", "Lena Voss"),
        ("“If the dam holds,” Orlov told reporters, “we shall rebuild the town.”",
         "If the dam holds, | we shall rebuild the town.", "Orlov"),
        ('The mayor wrote: "Nobody was hurt."', "Nobody was hurt.", "The mayor"),
        ("«The bridge is closed,» said the governor.", "The bridge is closed,", "the governor"),
        ("„The bridge is closed,“ said the governor.", "The bridge is closed,", "the governor"),
        ("'The sailors' strike is over,' said Anna Kern.", "The sailors' strike is over,", "Anna Kern"),
        ('Voss said, "The talks begin today.', "The talks begin today.", "Voss"),
    ],
)  # fmt: skip
def test_direct(text: str, words: str, speaker: str) -> None:
    assert [(w, s is not None and speaker in s) for w, s in pairs(text)] == [(words, True)]


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ("Voss said that the port would open on Monday.", "that the port would open on Monday", "Voss"),
        ("The port would open on Monday, the ministry said.", "The port would open on Monday", "ministry"),
        ("According to the ministry, the port is closed.", "the port is closed", "ministry"),
        ("The port is closed, according to Voss.", "The port is closed", "Voss"),
    ],
)
def test_indirect(text: str, words: str, speaker: str) -> None:
    assert [(w, s is not None and speaker in s) for w, s in pairs(text)] == [(words, True)]


def test_paragraphs_of_one_turn() -> None:
    text = 'Voss said: "The port is open.\n\n"The ships may leave."\n\nNobody answered.'
    assert [w for w, _ in pairs(text)] == ["The port is open. | The ships may leave."]


@pytest.mark.parametrize(
    "text",
    [
        'The film "The Long Winter" opens on Friday in Oslo.',
        'Robert "Bobby" Hale walked to the harbour.',
        'The so-called "green lane" was empty in the morning.',
    ],
)
def test_marks_that_quote_nobody(text: str) -> None:
    assert not [q for q in found(text) if q.kind == "direct"]
