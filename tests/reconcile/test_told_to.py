# SPDX-License-Identifier: Apache-2.0
"""To whom something was said: what most origins name, never a conflict, and nothing of "reporters"."""

from __future__ import annotations

from ontherecord.model import Article, Claim, Quotation, Span, Speaker, Utterance
from ontherecord.reconcile.claims.grounds import Grounds
from ontherecord.reconcile.claims.spoken import told_to

WORDS = "The lake has no more eels"


def _told(*addressees: str | None) -> list[Claim]:
    """The claims of one utterance, quoted by one article of an own origin for each addressee."""
    articles, copies, quotations = [], {}, []
    for n, addressee in enumerate(addressees):
        copies[f"d{n}"] = WORDS
        articles.append(Article(id=f"a{n}", document=f"d{n}", start=0, end=len(WORDS), origin=f"o{n}"))
        content = (Span(document=f"d{n}", start=0, end=len(WORDS), text=WORDS),)
        quotations.append(
            Quotation(
                id=f"q{n}", article=f"a{n}", content=content, kind="direct", addressee=addressee,
                speaker=Speaker(name="Greta Holm", cast=None), utterance="u",
            )
        )  # fmt: skip
    ids = tuple(q.id for q in quotations)
    utterance = Utterance(id="u", speaker=Speaker(name="Greta Holm", cast=None), quotations=ids, fullest="q0")
    return list(told_to(utterance, Grounds(quotations, articles, (), copies)))


def test_two_origins_that_name_the_same_corroborate() -> None:
    (claim,) = _told("the Lake Post", "Lake Post", "reporters")
    assert (claim.slot.name, claim.slot.utterance) == ("said to", "u")
    assert claim.standing == "corroborated"
    assert {o for v in claim.values for o in v.origins} == {"o0", "o1"}
    assert claim.text == f"Greta Holm said to the Lake Post: “{WORDS}”"


def test_a_sentence_can_be_said_twice() -> None:
    (claim,) = _told("Radio Brno", "the Lake Post", "Lake Post")
    assert claim.standing == "corroborated"
    assert all("Radio" not in value.value for value in claim.values)


def test_nothing_is_told_of_reporters_nor_of_one_report() -> None:
    assert _told("reporters", "journalists") == []
    assert _told("the Lake Post") == []
    assert _told(None, None) == []
