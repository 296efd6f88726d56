# SPDX-License-Identifier: Apache-2.0
"""Terms: numbers that follow from letters alone, names and two of them in a row, words that are none."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from ontherecord.group.terms import terms
from ontherecord.group.weights import Vector, common, mean, mean_on
from ontherecord.model import Article
from ontherecord.trace.words import numbers

WORDS = st.lists(st.text(st.characters(exclude_characters="\n"), min_size=1, max_size=90), max_size=12)


@given(WORDS)
def test_the_number_of_a_term_does_not_depend_on_what_stands_beside_it(words: list[str]) -> None:
    assert numbers(words).tolist() == [int(numbers([word])[0]) for word in words]


def test_many_terms_have_many_numbers() -> None:
    words = [f"{a}{b}" for a in ("ab", "ba", "mill", "llim", "ü", "") for b in range(5000)]
    assert len(set(numbers(words).tolist())) == len(set(words))
    assert all(number >= 0 for number in numbers(words).tolist())


def test_a_word_of_a_million_letters_has_a_number() -> None:
    assert numbers(["a" * 1_000_000, "b"]).tolist() == [*numbers(["a" * 1_000_000]), *numbers(["b"])]


def test_names_stand_as_they_are_written_and_two_in_a_row_are_one_more() -> None:
    text = "At noon the gates of Harrowgate Mill gave way, and the MILL was lost to the river Eskwäter."
    found = terms(Article(id="a0", document="d0", start=0, end=len(text)), text)
    told = {
        word: (count, shown)
        for (word, shown), count in zip(found.written(), found.times.tolist(), strict=True)
    }
    assert told["harrowgate mill"] == (1, "Harrowgate Mill")
    assert told["mill"] == (2, "Mill")
    assert told["eskwater"] == (1, "Eskwäter")
    assert told["gates"] == (1, "")
    assert "the" not in told
    assert list(found.ids) == sorted(found.ids.tolist())


VECTORS = st.lists(
    st.dictionaries(st.integers(0, 30), st.floats(0.01, 1.0), max_size=8), min_size=1, max_size=6
)


@given(VECTORS)
def test_the_mean_on_the_terms_of_one_is_the_mean(weights: list[dict[int, float]]) -> None:
    one, *others = (
        Vector(np.array(sorted(row), dtype=np.int64), np.array([row[term] for term in sorted(row)]))
        for row in weights
    )
    whole, own = mean(others), mean_on(one, others)
    left, right = common(own, whole)
    assert own.ids.tolist() == one.ids.tolist()
    assert own.weights[left].tolist() == whole.weights[right].tolist()
    assert float(np.delete(own.weights, left).sum()) == 0.0
