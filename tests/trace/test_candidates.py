# SPDX-License-Identifier: Apache-2.0
"""A turn of phrase pairs articles of one matter and one fortnight only; a copied sentence pairs any two."""

from __future__ import annotations

import pytest

from ontherecord.model import Article, Published
from ontherecord.trace import trace
from ontherecord.trace.candidates import index

PHRASE = "and nobody at all could say when it would open again"
HARBOUR = (
    "Divers found the gates of Vesterholm damaged by ice. Harbour master Dana Krell told Port Radio of it, "
    f"{PHRASE}. The pilots of Skarvik wait with Captain Odile Brandt."
)
FERRY = (
    "The ferry to Vesterholm lies in Skarvik. Its owner Odile Brandt blames Dana Krell and her Port Radio, "
    f"{PHRASE}. In Harbour Street the queue is long."
)
SCHOOL = (
    "The roof of Lindow School fell in. Head teacher Amos Quist and Mayor Petra Lange saw the Ulmen Hall, "
    f"{PHRASE}. Parents from Torrow and Ketterby brought soup."
)
COPIED = SCHOOL + " " + HARBOUR.partition(". ")[2]


def _kinds(first: str, second: str, days: tuple[str, str] = ("2031-03-01", "2031-03-02")) -> list[str]:
    texts = {"a0": first, "a1": second}
    articles = [
        Article(
            id=name, document=name, start=0, end=len(text), published=Published(date=day, basis="metadata")
        )
        for (name, text), day in zip(texts.items(), days, strict=True)
    ]
    return [edge.kind for edge in trace(articles, texts, {}).reuse]


def test_a_phrase_pairs_articles_about_one_matter() -> None:
    assert _kinds(HARBOUR, FERRY) == ["quotation-only"]


def test_a_phrase_pairs_no_articles_about_two_matters() -> None:
    assert _kinds(HARBOUR, SCHOOL) == []


@pytest.mark.parametrize(("later", "paired"), [("2031-03-15", 1), ("2031-03-16", 0), ("2031-03", 1)])
def test_a_phrase_pairs_articles_of_one_fortnight(later: str, paired: int) -> None:
    assert len(_kinds(HARBOUR, FERRY, ("2031-03-01", later))) == paired


def test_copied_sentences_pair_articles_of_any_matter_and_time() -> None:
    assert len(_kinds(HARBOUR, COPIED, ("2031-03-01", "2033-07-01"))) == 1


def test_days_and_months_make_no_matter() -> None:
    one = f"Then Ada Bell of Morrow and Kit Rowe of Tarn left on Sunday, not on Friday as in May, {PHRASE}."
    other = f"Late on Friday went Finn Dahl of Estby and Ole Moen of Varde, the last Sunday of May, {PHRASE}."
    assert _kinds(one, other) == []


def test_no_text_has_no_windows() -> None:
    found = index([])
    assert [len(part) for part in (found.sizes, found.articles, found.places)] == [0, 0, 0]
