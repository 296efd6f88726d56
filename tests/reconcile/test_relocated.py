# SPDX-License-Identifier: Apache-2.0
"""Plans that got another town, and sentences of two towns in which neither replaces the other."""

from __future__ import annotations

import pytest

from ontherecord.model import PlaceReference, Span, Where
from ontherecord.reconcile.claims.fillers import contexts, towns_of, with_references
from ontherecord.reconcile.claims.grounds import Grounds
from ontherecord.reconcile.claims.relocated import of_relocations
from tests.reconcile.printed import reports

_TOWNS = {"Lund": (55.7, 13.2, 1), "Ystad": (55.4, 13.8, 2), "Kiel": (54.3, 10.1, 3)}


def _claims(*texts: str) -> list[list[tuple[str, int]]]:
    """The values of each claim, with how many words support them, of reports of one day after the other."""
    articles, copies = reports(texts, [f"2031-05-{n + 1:02}" for n in range(len(texts))])
    places = []
    for n, text in enumerate(texts):
        for name, (latitude, longitude, number) in _TOWNS.items():
            if (at := text.find(name)) >= 0:
                span = Span.of(f"d{n}", text, at, at + len(name))
                where = Where(name=name, latitude=latitude, longitude=longitude, geonameid=number, span=span)
                places.append(PlaceReference(id=f"{n}{name}", article=f"a{n}", span=span, place=where))
    read = contexts(articles, copies)
    weights = {w: 0.8 for c in read for w in c.words}
    placed = [f for c, some in with_references(read, places) for f in towns_of(c, some)]
    found = list(of_relocations(placed, weights, Grounds((), articles, ())))
    assert all(c.standing == "superseded" and c.slot.name == "place" for c in found)
    return [[(v.value, len(v.support)) for v in c.values] for c in found]


@pytest.mark.parametrize(
    "text",
    [
        "The hearing, which she had called for Friday in Lund, is now to be held in Kiel.",
        "The hearing was moved from Lund to Kiel.",
        "The hearing was moved to Kiel from Lund.",
        "The judges met in Kiel and not, as planned, in Lund.",
        "The judges met for an hour in Kiel. The hearing had been announced for Lund.",
    ],
)
def test_one_sentence_gives_up_a_town_for_another(text: str) -> None:
    assert _claims(text) == [[("Lund", 1), ("Kiel", 1)]]


def test_the_plan_of_an_earlier_report_is_replaced() -> None:
    plan = "A hearing about the lighthouse will be held in Lund in June."
    assert _claims(plan, "The hearing about the lighthouse will now be held in Kiel.") == [
        [("Lund", 1), ("Kiel", 1)]
    ]
    assert _claims(plan, "The hearing about the lighthouse, first planned in Lund, is in Kiel.") == []


@pytest.mark.parametrize(
    "text",
    [
        "They had spoken in Kiel but not in Lund.",
        "The hearing in Lund is over, and the judges are in Kiel.",
        "The ferry from Lund will sail to Kiel.",
        "Nobody knows whether the hearing will be in Lund or in Kiel.",
    ],
)
def test_two_towns_of_which_neither_is_given_up(text: str) -> None:
    assert _claims(text) == []


def test_another_plan_is_not_replaced() -> None:
    assert (
        _claims(
            "A concert will be given in Lund.", "The hearing about the lighthouse will now be held in Kiel."
        )
        == []
    )
