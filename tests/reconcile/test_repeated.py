# SPDX-License-Identifier: Apache-2.0
"""Words in quotation marks that no verb of saying gives to anybody."""

from __future__ import annotations

import pytest

from ontherecord.model import Article, Segment
from ontherecord.reconcile.claims.repeated import marked, repeated

_WORDS = "A battery is no lake for anybody"


def _repeated(text: str, *, known: tuple[str, ...] = ()) -> list[str]:
    article = Article(
        id="a1", document="d1", start=0, end=len(text), segments=(Segment(role="body", start=0, end=len(text)),)
    )  # fmt: skip
    shelf = marked([article], {"d1": text})
    return [one.span.text for one in repeated(_WORDS, "Ada Holt", known, shelf)]


@pytest.mark.parametrize(
    "text",
    [
        '"A battery is no lake for anybody" was the answer that Holt had for us.',
        "Holt’s answer will stay: “A battery is no lake.”",
    ],
)
def test_the_words_beside_the_speakers_name_are_hers(text: str) -> None:
    assert len(_repeated(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        '"A battery is no lake for anybody" was the answer.',  # nobody is named
        '"A battery is no lake for fish" was the answer that Holt had.',
        "A battery is no lake for anybody, Holt knows.",  # no quotation marks
        '"A battery" was the answer that Holt had.',
    ],
)
def test_other_words_or_no_name_are_not(text: str) -> None:
    assert _repeated(text) == []


def test_an_article_that_quotes_it_already_adds_nothing() -> None:
    assert _repeated('"A battery is no lake for anybody" was the answer that Holt had.', known=("a1",)) == []
