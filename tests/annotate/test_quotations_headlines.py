# SPDX-License-Identifier: Apache-2.0
"""Headlines and captions in words of our own: who is let speak by a dash, a colon, a comma, and who is not."""

from __future__ import annotations

import pytest

from ontherecord.annotate.parse import parse_text
from ontherecord.annotate.quotations.quotations import quotations


def first_line(headline: str, body: str) -> list[tuple[str, str | None]]:
    """(words, speaker) of the quotations in the headline of an article."""
    got = quotations(parse_text(f"{headline}\n\n{body}"), (), document="d1", article="a1")
    return [
        (q.content[0].text, q.speaker.name if q.speaker else None)
        for q in got
        if q.content[0].end <= len(headline)
    ]


@pytest.mark.parametrize(
    ("headline", "words", "speaker"),
    [
        ("Port to open in May – minister", "Port to open in May", "minister"),
        ("Port to open in May, minister says", "Port to open in May", "minister"),
        ("Port to open by May — Voss", "Port to open by May", "Voss"),
        ("Bridge was hit twice: police", "Bridge was hit twice", "police"),
        ("No talks before spring: Orlov", "No talks before spring", "Orlov"),
        ("Norway ready for talks, says Orlov", "Norway ready for talks", "Orlov"),
        ("Orlov: no talks", "no talks", "Orlov"),
        ("Voss to Orlov: leave the port", "leave the port", "Voss"),
        ("Minister to unions: no money for the port", "no money for the port", "Minister"),
        ("Orlov on the port: 'We will never sell it'", "We will never sell it", "Orlov"),
        ("'We lost everything': farmers on the flood", "We lost everything", "farmers"),
        ("'We lost everything' – farmers", "We lost everything", "farmers"),
        ("Bridge 'will not hold' - engineers' report", "Bridge 'will not hold'", "engineers' report"),
        ("Storm hits the coast – Norway", "Storm hits the coast", "Norway"),
        ("Anna Voss, pictured in May, says the port is “a disgrace”. Photo: Harbour Images",
         "the port is “a disgrace”", "Anna Voss"),
        ("Voss: “We stay here.” Photo: Harbour Images", "We stay here.", "Voss"),
    ],
)  # fmt: skip
def test_who_a_headline_lets_speak(headline: str, words: str, speaker: str) -> None:
    body = "Lena Voss told Yuri Orlov on Monday to leave. Norway was hit by a storm."
    assert first_line(headline, body) == [(words, speaker)]


@pytest.mark.parametrize(
    "headline",
    [
        "Port to open in May - Harbour Post",  # the outlet's own name
        "Port to open in May – Kern",  # a name the article does not take up
        "Port of Ruse – a history",
        "Anna Voss – the minister who fell",
        "Norway-Malta talks – live updates",
        "Harbour deal – a gift to smugglers?",
        "Two dead in fire: what we know",
        "Analysis: What the port deal means",
        "Ruse – Norway",
        "After the flood, the minister resigns",
    ],
)
def test_who_it_does_not(headline: str) -> None:
    assert not first_line(headline, "Lena Voss told the Harbour Post that Norway and Ruse were safe.")


def test_a_sentence_of_the_body_is_no_headline() -> None:
    body = "It was late.\n\nThe bridge was hit twice: police\ncame at dawn to see it and left."
    assert not first_line("A day in Ruse.", body)
    got = quotations(parse_text(f"A day in Ruse.\n\n{body}"), (), document="d1", article="a1")
    assert all(q.by != "label" for q in got)


def test_whom_a_headline_speaks_to() -> None:
    text = "Voss to Orlov: leave the port\n\nLena Voss told Yuri Orlov on Monday to leave."
    got = quotations(parse_text(text), (), document="d1", article="a1")[0]
    assert (got.speaker and got.speaker.name, got.addressee) == ("Voss", "Orlov")
