# SPDX-License-Identifier: Apache-2.0
"""The inverted index: the same likeness as comparing each vector with each, however articles come and go."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest

from ontherecord.group.postings import MOST, Postings
from ontherecord.group.weights import LIGHT, Pair, Vector, dot, telling


def _pair(random: Random, terms: int = 40) -> Pair:
    ids = (
        np.array(sorted(random.sample(range(terms), 1 + int(random.random() * 12))), dtype=np.int64)
        * 1_000_003
    )
    weights = np.array([random.random() for _ in ids])
    return Pair(ids, weights, np.where(weights > 0.5, weights, 0.0))


def _expected(index: Postings, one: Vector, start: int, side: str) -> dict[int, float]:
    found = {n: dot(one, index.vector(n, side)) for n in range(start, len(index))}  # type: ignore[arg-type]
    return {number: likeness for number, likeness in found.items() if likeness}


def _same(index: Postings, one: Vector, start: int, side: str) -> None:
    articles, likeness = index.similar(one, start, side)  # type: ignore[arg-type]
    expected = _expected(index, one, start, side)
    assert articles.tolist() == sorted(expected)
    assert likeness.tolist() == pytest.approx([expected[n] for n in sorted(expected)])


def test_likeness_is_that_of_every_article_from_a_number_on() -> None:
    random, index = Random(3), Postings()
    for _ in range(200):
        index.add(_pair(random))
    one = _pair(random)
    for start in (0, 50, 199, 20, 0, 120):
        _same(index, Vector(one.ids, one.near), start, "near")
        _same(index, Vector(one.ids, one.far), start, "far")


def test_what_was_dropped_is_forgotten() -> None:
    random, index, once = Random(5), Postings(), Postings()
    pairs = [_pair(random) for _ in range(120)]
    for pair in pairs:
        index.add(pair)
    one = Vector(pairs[0].ids, pairs[0].near)
    index.similar(one, 100, "near")
    for _ in range(60):
        index.drop()
    for pair in pairs[:60]:
        once.add(pair)
    for start in (0, 30):
        assert [a.tolist() for a in index.similar(one, start, "near")] == [
            a.tolist() for a in once.similar(one, start, "near")
        ]
        _same(index, one, start, "near")


def test_of_a_common_term_only_the_newest_articles_count() -> None:
    index = Postings()
    common = Pair(np.array([7], dtype=np.int64), np.ones(1), np.ones(1))
    for _ in range(MOST + 5):
        index.add(common)
    articles, _ = index.similar(Vector(common.ids, common.near), 0, "near")
    assert articles.tolist() == list(range(5, MOST + 5))


def test_a_term_nobody_has_is_like_nothing() -> None:
    articles, likeness = Postings().similar(Vector(np.array([1]), np.ones(1)), 0, "far")
    assert len(articles) == len(likeness) == 0


def test_products_are_those_of_all_terms_also_where_more_articles_share_one_than_are_summed() -> None:
    random, index = Random(11), Postings()
    for _ in range(MOST + 40):
        index.add(_pair(random, terms=14))
    one, asked = _pair(random), np.array([0, 3, 700, MOST + 39], dtype=np.int64)
    for side, weights in (("near", one.near), ("far", one.far)):
        vector = Vector(one.ids, weights)
        found = index.products(vector, asked, side)  # type: ignore[arg-type]
        assert found.tolist() == pytest.approx([dot(vector, index.vector(n, side)) for n in asked.tolist()])  # type: ignore[arg-type]
    assert index.products(Vector(one.ids, one.near), asked[:0], "near").tolist() == []


def test_what_is_left_out_of_a_vector_is_its_lightest_fifth() -> None:
    weights = np.array([0.1, 0.7, 0.05, 0.7, 0.1])
    whole = Vector(np.arange(5, dtype=np.int64), weights / np.linalg.norm(weights))
    kept = telling(whole)
    assert kept.ids.tolist() == [1, 3]
    assert float(np.linalg.norm(kept.weights)) ** 2 > 1 - LIGHT**2
    one = Vector(np.array([7], dtype=np.int64), np.array([1.0]))
    assert telling(one).ids.tolist() == [7]
    assert telling(Vector(one.ids[:0], one.weights[:0])).ids.tolist() == []
