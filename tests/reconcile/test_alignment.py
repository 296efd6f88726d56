# SPDX-License-Identifier: Apache-2.0
"""Fillers of two sentences, and whether they fill one slot; stems and senses; numbers in words."""

from __future__ import annotations

import pytest

from ontherecord.model import Article, Published, Segment
from ontherecord.reconcile.claims.alignment import FEATURES, features, likelihood
from ontherecord.reconcile.claims.counts import fillers_of
from ontherecord.reconcile.claims.fillers import contexts
from ontherecord.reconcile.values.numbers import value
from ontherecord.reconcile.values.quantities import every
from ontherecord.reconcile.words.concepts import akin, stem


def _of(*texts: str) -> list[float]:
    """How likely the first figures of two articles fill one slot, and the other way round."""
    articles = [
        Article(
            id=f"a{n}", document=f"d{n}", start=0, end=len(text), origin=f"o{n}",
            published=Published(date="2031-05-02", basis="stated"), segments=(Segment(role="body", start=0, end=len(text)),),
        )
        for n, text in enumerate(texts)
    ]  # fmt: skip
    found, weights = fillers_of(contexts(articles, {f"d{n}": text for n, text in enumerate(texts)}))
    one, other = (next(f for f in found if f.article == a.id) for a in articles)
    assert len(features(one, other, weights)) == len(FEATURES)
    return [likelihood(one, other, weights), likelihood(other, one, weights)]


def test_the_order_of_two_figures_does_not_matter() -> None:
    there, back = _of("Thieves emptied 118 boxes in the vault.", "In the vault 181 boxes hang open.")
    assert there == pytest.approx(back)


def test_figures_of_one_thing_are_likelier_than_of_two() -> None:
    (same, _) = _of("Thieves emptied 118 boxes in the vault.", "In the vault 181 boxes hang open.")
    (two, _) = _of("Thieves emptied 118 boxes in the vault.", "The mayor planted 640 oaks by the river.")
    assert same > 0.3 > two


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("sank", "sinking"),
        ("vessel", "ship"),
        ("arrested", "detained"),
        ("villages", "village"),
        ("stopped", "stops"),
    ],
)
def test_words_that_stand_for_one(one: str, other: str) -> None:
    assert akin(stem(one), stem(other))


@pytest.mark.parametrize(("one", "other"), [("bread", "harbour"), ("resigned", "dismissed")])
def test_words_that_do_not(one: str, other: str) -> None:
    assert not akin(stem(one), stem(other))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("one hundred and twelve", 112),
        ("two thousand three hundred", 2300),
        ("nine hundred", 900),
        ("a dozen", 12),
        ("9.4 million", 9_400_000),
        ("two thirds", 66.6),
    ],
)
def test_a_number_of_several_words(words: str, said: float) -> None:
    lowers = words.split()
    found, after = value(lowers, 0)
    assert found is not None
    assert found[2] == pytest.approx(said)
    assert after == len(lowers)


@pytest.mark.parametrize(
    ("sentence", "unit", "said"),
    [
        ("Winds reached 130 miles an hour.", "kilometres an hour", 209.17),
        ("Two guards and a driver were killed.", "dead", 3),
        ("A fisherman in his fifties has drowned.", "dead", 1),
        ("Officers arrested a teacher and four other men.", "arrested", 5),
        ("Some 3,000 to 4,000 farmers came.", "farmers", 4000),
        ("Some 63 in every hundred voters came.", "percent", 63),
        ("He kept 9.4 million in used notes.", "", 9_400_000),
        ("It passed by 13 votes to 12.", "votes in favour", 13),
        ("Norlund won by 13 to 12.", "@to 12", 13),
        ("They handed over nine men.", "men", 9),
        ("She was sentenced to at least 12 years.", "years in prison", 12),
        ("He was sent to prison for nine years.", "years in prison", 9),
        ("He spent nine years in Lund.", "years", 9),
        ("The blast tore the roof off, injuring 22, police said.", "injured", 22),
    ],
)
def test_a_figure_and_its_unit(sentence: str, unit: str, said: float) -> None:
    assert (unit, said) in {(f.unit, round(f.said, 2)) for f in every(sentence)}


def test_what_is_called_by_a_number_is_no_figure() -> None:
    assert [f for f in every("Flight 175 turned back to Ostrava.") if f.said == 175] == []
