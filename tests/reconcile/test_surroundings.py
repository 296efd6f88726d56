# SPDX-License-Identifier: Apache-2.0
"""What a figure is of is shown by the words around it, those of the report that has most in common with the others."""

from __future__ import annotations

from ontherecord.reconcile.claims.counts import fillers_of
from ontherecord.reconcile.claims.fillers import contexts
from ontherecord.reconcile.claims.surroundings import surroundings
from tests.reconcile.printed import reports


def _shown(*texts: str) -> str:
    articles, copies = reports(texts)
    return surroundings(fillers_of(contexts(articles, copies))[0])


def test_a_short_sentence_is_shown_whole_without_its_marks() -> None:
    assert (
        _shown("It rained. The court fined the brewery 40,000 crowns.")
        == "The court fined the brewery 40,000 crowns"
    )


def test_of_a_long_one_the_words_beside_the_figure_are_shown() -> None:
    long = (
        "In a ruling that had been awaited since the autumn and that ran to more pages than anybody in Lindow could remember, "
        "the court fined the brewery 40,000 crowns for the beer that it had poured into the river above the old weir one night"
    )
    shown = _shown(long + ".")
    assert shown.startswith(
        "… in Lindow could remember, the court fined the brewery 40,000 crowns for the beer"
    )
    assert shown.endswith("into the river above the …")


def test_the_report_most_like_the_others_shows_it() -> None:
    shown = _shown(
        "Brewers everywhere shuddered at 40,000 crowns, said Aas, who sells hops.",
        "The court fined the brewery 40,000 crowns.",
        "A court fined the old brewery 40,000 crowns.",
    )
    assert "court fined" in shown
