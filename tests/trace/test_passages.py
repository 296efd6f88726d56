# SPDX-License-Identifier: Apache-2.0
"""Shared passages: found whole, tolerant of small edits, never where nothing is shared."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from ontherecord.model import Article
from ontherecord.trace.passages import SEED, passages, window_hashes, windows
from ontherecord.trace.words import numbered, words

TEXT = (
    "The lock keeper at Harrowgate Mill opened the upper gate before sunrise on Monday, and the water "
    "reached the gardens of Lower Tamsin within the hour, carrying two sheds and a piano with it."
)


def _shared(one: str, other: str):
    texts = [
        words(Article(id=name, document=name, start=0, end=len(text)), text)
        for name, text in (("a", one), ("b", other))
    ]
    a, b = map(numbered, texts)
    found = passages(a, b, windows(window_hashes(a)), windows(window_hashes(b)))
    return [(texts[0].span(p.a0, p.a1).text, texts[1].span(p.b0, p.b1).text) for p in found]


def test_the_same_text_is_one_passage_over_typography_and_case():
    other = TEXT.replace(" and ", " AND ").replace(",", " —")
    assert [a for a, _ in _shared(TEXT, f"Some other words first. {other} And some after.")] == [TEXT[:-1]]


def test_small_edits_stay_inside_one_passage():
    edited = TEXT.replace("before sunrise on Monday", "at dawn on Monday").replace("two sheds", "three sheds")
    found = _shared(TEXT, edited)
    assert len(found) == 1
    assert found[0][0].startswith("The lock keeper")
    assert found[0][1].endswith("a piano with it")


def test_a_dropped_sentence_makes_two_passages():
    middle = " ".join(f"Filler{n} number{n} stands{n} between{n} both{n} halves{n}." for n in range(6))
    first, second = TEXT, TEXT[::-1].replace(" ", "q ").replace(",", "")
    assert len(_shared(f"{first} {second}", f"{first} {middle} {second}")) == 2


def test_reordered_parts_are_found_each():
    second = "Nobody in the valley could remember a spring in which the gauge had stood so high for so long."
    found = _shared(f"{TEXT} {second}", f"{second} {TEXT}")
    assert sorted(len(a) for a, _ in found) == sorted([len(TEXT) - 1, len(second) - 1])


def test_six_words_are_not_a_passage():
    assert _shared("one two three four five six apart", "zero one two three four five six alone") == []


@given(st.lists(st.integers(0, 5), max_size=60), st.lists(st.integers(0, 5), max_size=60))
def test_passages_lie_inside_both_texts_and_take_a_word_once(left, right):
    a, b = np.array(left, dtype=np.int64), np.array(right, dtype=np.int64)
    found = passages(a, b, windows(window_hashes(a)), windows(window_hashes(b)))
    for p in found:
        assert 0 <= p.a0 < p.a1 <= len(a)
        assert 0 <= p.b0 < p.b1 <= len(b)
        assert SEED <= p.same <= min(p.a1 - p.a0, p.b1 - p.b0)
    taken = [place for p in found for place in range(p.a0, p.a1)]
    assert len(taken) == len(set(taken))
