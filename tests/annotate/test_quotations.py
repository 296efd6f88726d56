# SPDX-License-Identifier: Apache-2.0
"""Quotations in sentences of our own: whose words, which words, by which cue."""

from __future__ import annotations

import pytest

from ontherecord.annotate.parse import parse_text
from ontherecord.annotate.quotations.quotations import quotations
from ontherecord.model import Mention, Quotation


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


def one(text: str) -> Quotation:
    """The only quotation of a text."""
    (got,) = found(text)
    return got


def test_a_quotation_within_a_quotation() -> None:
    outer, inner = found("“I heard a deckhand shout, ‘Barges, barges!’ and then it was dark,” she told us.")
    assert inner.content[0].text == "Barges, barges!"
    assert inner.nested_in == outer.id
    assert inner.speaker
    assert inner.speaker.name == "a deckhand"


def test_a_lost_closing_mark() -> None:
    got = one('"I came with a deadline, Vosk said, "and I am going home with a colleague."')
    assert [s.text for s in got.content] == [
        "I came with a deadline,",
        "and I am going home with a colleague.",
    ]
    assert got.speaker
    assert got.speaker.name == "Vosk"


def test_circumstances() -> None:
    got = one('"The bridge is safe," Lena Voss told reporters in a statement on Monday.')
    assert (got.addressee, got.medium, got.force) == ("reporters", "in a statement", "said")


@pytest.mark.parametrize(
    ("text", "negated", "hypothetical"),
    [
        ("Voss said that the port was open.", False, False),
        ("Voss did not say whether the port was open.", True, False),
        ("Voss would say that the port was open.", False, True),
        ("Voss declined to say whether the port was open.", True, False),
    ],
)
def test_what_was_not_said(text: str, negated: bool, hypothetical: bool) -> None:
    got = one(text)
    assert (got.negated, got.hypothetical) == (negated, hypothetical)


def test_another_report_is_another_quotation() -> None:
    got = pairs("Voss said the port was open, adding that the bridge was closed.")
    assert [w for w, _ in got] == ["the port was open", "that the bridge was closed"]
    assert {s for _, s in got} == {"Voss"}


def test_the_name_beside_a_description() -> None:
    got = one("Its foreign minister, Katharina Berg, said that the talks were over.")
    assert got.speaker
    assert got.speaker.name == "Katharina Berg"


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ("Orlov: no talks before spring", "no talks before spring", "Orlov"),
        ('"It was the best day of my life." — Anna Kern', "It was the best day of my life.", "Anna Kern"),
        ('Her answer was short.\n\nShe wrote: "No, and never."', "No, and never.", "She"),
    ],
)
def test_names_beside_signs(text: str, words: str, speaker: str) -> None:
    assert pairs(text) == [(words, speaker)]


def test_nobody_is_guessed() -> None:
    got = found("It was a quiet day in the port.\n\n“We shall not be moved from this place.”")
    assert [q.speaker for q in got] == [None]


def test_thoughts_only_when_asked_for() -> None:
    text = "Voss believes that the port will open."
    assert not found(text)
    got = quotations(parse_text(text), (), document="d1", article="a1", scope="all")
    assert [q.force for q in got] == ["thought"]


def test_order_of_mentions_does_not_matter() -> None:
    text = "“The port is open,” Lena Voss said."
    parse = parse_text(text)
    names = tuple(
        Mention(start=text.index(w), end=text.index(w) + len(w), text=w, kind="person")
        for w in ("Lena Voss", "Voss")
    )
    first = quotations(parse, names, document="d1", article="a1")
    assert first == quotations(parse, names[::-1], document="d1", article="a1")
    assert first[0].speaker
    assert first[0].speaker.name in ("Lena Voss", "Voss")
