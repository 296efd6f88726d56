# SPDX-License-Identifier: Apache-2.0
"""The words of an article and their numbers, found in one pass over its text."""

from __future__ import annotations

import pytest

from ontherecord.model import Article, Segment
from ontherecord.trace import words as module
from ontherecord.trace.words import numbered, numbers, words

TEXT = (
    "Harbour opens\nThe Älv bridge — “90 metres”, İzmir’s longest — ﬁnally opened in Straße 5.\nEnd of text"
)
END = TEXT.index("End")


def _article(cuts: list[tuple[str, int, int]]) -> Article:
    segments = tuple(Segment(role=role, start=start, end=end) for role, start, end in cuts)  # type: ignore[arg-type]
    return Article(id="a", document="d", start=0, end=len(TEXT), segments=segments)


@pytest.mark.parametrize("most", [1 << 20, 8, 1])
def test_words_are_numbered_by_their_folded_letters_however_much_is_handled_at_once(monkeypatch, most):
    monkeypatch.setattr(module, "_MOST_POWERS", most)
    own = words(_article([("headline", 0, 14), ("body", 14, len(TEXT))]), TEXT)
    assert numbered(own).tolist() == numbers(own.tokens).tolist()
    assert len(set(numbered(own).tolist())) == len(set(own.tokens))


def test_words_end_with_their_segment_and_furniture_has_none():
    own = words(
        _article([("headline", 0, 4), ("body", 4, 14), ("promo", 14, END), ("body", END, len(TEXT))]), TEXT
    )
    assert own.tokens == ["harb", "our", "opens", "end", "of", "text"]
    assert [role for _, _, role in own.parts] == ["headline", "body"]
    assert all(not 14 <= start < END for start in own.starts)
    assert [own.copy[own.starts[n]] for n in own.capitals] == ["H", "E"]


def test_a_sentence_goes_on_to_a_name_but_not_to_its_first_word():
    own = words(_article([("body", 0, len(TEXT))]), TEXT)
    going = [own.tokens[n] for n, on in zip(own.capitals, own.going_on.tolist(), strict=True) if on]
    assert going == ["alv", "izmir", "strasse"]
