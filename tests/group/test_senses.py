# SPDX-License-Identifier: Apache-2.0
"""Senses of articles count where they are given, in any order of arrival, and are fetched from nowhere."""

from __future__ import annotations

import numpy as np
import pytest

from ontherecord.group import Arrivals, group
from ontherecord.group.senses import installed, static_senses
from ontherecord.model import Article, Published, Tracing

TEXTS = [
    "Onions are dear in Pell this spring, growers say.",
    "Deckhands in Brindale refuse to sail by night.",
    "Night crossings end as crews of the ferries walk out.",
]


def _made() -> tuple[list[Article], dict[str, str]]:
    articles = [
        Article(
            id=f"a{n}",
            document=f"d{n}",
            start=0,
            end=len(text),
            published=Published(date="2031-03-01"),
        )
        for n, text in enumerate(TEXTS)
    ]
    return articles, {one.document: text for one, text in zip(articles, TEXTS, strict=True)}


def _about_boats(article: Article, copy: str) -> np.ndarray:
    return np.array([1.0, 0.0] if "sail" in copy or "ferries" in copy else [0.0, 1.0])


def test_what_articles_are_about_may_join_them() -> None:
    articles, copies = _made()
    assert len(group(articles, copies, {}, Tracing())) == 3
    found = [set(one.articles) for one in group(articles, copies, {}, Tracing(), _about_boats)]
    assert found == [{"a1", "a2"}, {"a0"}]


def test_the_order_of_arrival_does_not_matter_with_senses_either() -> None:
    articles, copies = _made()
    arrived = Arrivals(sense=_about_boats)
    for one in (articles[2], articles[0], articles[1]):
        arrived.arrive(one, copies[one.document])
    assert arrived.stream.labels() == Arrivals(articles, copies, (), _about_boats).stream.labels()


@pytest.mark.skipif(not installed(), reason="the optional package is not installed")
def test_the_vectors_of_the_package_tell_boats_from_onions() -> None:
    articles, copies = _made()
    sense = static_senses()
    onions, ferry, crews = (sense(one, copies[one.document]) for one in articles)
    assert ferry @ crews > ferry @ onions


@pytest.mark.skipif(installed(), reason="the optional package is installed")
def test_without_the_package_it_says_what_to_install() -> None:
    with pytest.raises(ModuleNotFoundError, match="pip install wordllama"):
        static_senses()
