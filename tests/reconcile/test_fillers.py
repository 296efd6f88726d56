# SPDX-License-Identifier: Apache-2.0
"""The fillers of sentences: their words are those of the copy, wherever a sentence is cut."""

from __future__ import annotations

import pytest

from ontherecord.model import PlaceReference, Span, TimeReference, Where
from ontherecord.reconcile.claims.fillers import contexts, days_of, places_of
from tests.reconcile.printed import reports


def test_words_that_go_on_behind_what_looks_like_an_end_are_kept_whole() -> None:
    text = "The doors open at 7 P.M. EST on the pier."
    articles, copies = reports([text])
    at = text.index("7 P.M. EST")
    span = Span.of("d0", text, at, at + len("7 P.M. EST"))
    time = TimeReference(id="t", article="a0", span=span, type="TIME", value="2031-05-01T19:00", basis="said")
    (first, *_) = contexts(articles, copies)
    assert first.text.endswith("P.M.")
    assert [one.span for one in days_of(first, [time])] == [span]


def test_a_place_is_the_words_of_its_reference() -> None:
    text = "The ferry sank near St. Brannock on Monday."
    articles, copies = reports([text])
    at = text.index("St. Brannock")
    span = Span.of("d0", text, at, at + len("St. Brannock"))
    place = PlaceReference(id="p", article="a0", span=span, place=Where(name="St. Brannock"))
    (first, *_) = contexts(articles, copies)
    assert [one.span for one in places_of(first, [place])] == [span]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("On Jan. 6 Mr. Holt left. Sen. Lind stayed.", ["On Jan. 6 Mr. Holt left.", "Sen. Lind stayed."]),
        ("He asked the U.S. envoy. No. 4 is closed.", ["He asked the U.S. envoy.", "No. 4 is closed."]),
        ("“We go.” He went.", ["“We go.”", "He went."]),
        ("In May. It rained.", ["In May.", "It rained."]),
    ],
)
def test_a_shortened_word_ends_no_sentence(text: str, sentences: list[str]) -> None:
    articles, copies = reports([text])
    assert [one.text.strip() for one in contexts(articles, copies)] == sentences
