# SPDX-License-Identifier: Apache-2.0
"""Sites that no gazetteer has: which names in place are sites, and which look-alikes are none."""

from __future__ import annotations

import pytest
from msgspec import structs

from ontherecord.model import PlaceReference, Span, Where
from ontherecord.reconcile.claims.fillers import contexts
from ontherecord.reconcile.claims.sites import SITE, sites
from tests.reconcile.printed import people, reports


def _names(*texts: str, kind: str = "place", named: tuple[str, ...] = ()) -> list[tuple[str, int]]:
    """Each site of reports of an origin each, with how often it is set; `named` are of the cast."""
    articles, copies = reports(texts)
    cast = [structs.replace(m, kind=kind) for m in people(copies, *named)]
    found = sites(contexts(articles, copies), (), cast).found
    assert all(f.where is not None and f.where.by == SITE for some in found for f in some)
    return [(some[0].label, len(some)) for some in found]


@pytest.mark.parametrize(
    ("one", "other", "name"),
    [
        ("They met at the Ostrel crossing.", "The two met by night at the Ostrel crossing.", "Ostrel"),
        ("A box burnt in School No. 4.", "The fire was lit in School No. 4 by two boys.", "School No. 4"),
        ("She was seized outside the church of San Pardo.", "It was at San Pardo church.", "San Pardo"),
        ("Most of the sick live in Munvala.", "The pipe broke near Munvala.", "Munvala"),
        ("He was sworn in at Amberly's Weir Stadium.", "It rained on the crowd in Weir Stadium.", "Weir Stadium"),
    ],
)  # fmt: skip
def test_a_name_in_place_is_a_site(one: str, other: str, name: str) -> None:
    assert _names(one, other, named=(name,)) == [(name, 2)]


def test_what_the_cast_takes_for_a_body_is_a_site_if_it_mostly_stands_in_place() -> None:
    texts = "Most of the sick live in Munvala.", "The pipe broke near Munvala."
    assert _names(*texts, kind="organisation", named=("Munvala",)) == [("Munvala", 2)]
    acting = " Munvala bought a ship. Munvala sold it. Munvala paid."
    assert _names(texts[0] + acting, texts[1], kind="organisation", named=("Munvala",)) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The bridge fell in August.", "It fell in August."),
        ("Faith in Turkish courts is low.", "She believes in Turkish courts."),
        ("He works at Norvik.", "She works at Norvik."),  # a firm may be that
        ("“It was in Munvala,” he said.", "“They were in Munvala,” she said."),
        ("According to the Hulm Post, it burnt.", "According to the Hulm Post, it rained."),
        ("It began in Munvala.", "Munvala is quiet."),
        ("He fell in Game Seven.", "It was lost in Game Seven."),  # what nobody takes for a place
        ("She wrote it in a Facebook post.", "He said so in a Facebook post."),
        (
            "They met at the Harbour Rules Committee meeting hall.",
            "It was said in the Harbour Rules Committee.",
        ),
        ("“See you in court, Mr. Aas,” she wrote.", "She saw him in court Mr. Aas said."),
    ],
)
def test_what_is_no_site(one: str, other: str) -> None:
    assert _names(one, other) == []


def test_a_town_that_one_report_is_known_to_mean_is_the_same_town_in_another() -> None:
    articles, copies = reports(["The plant in Weststadt will close.", "They work in Weststadt."])
    at = copies["d0"].index("Weststadt")
    span = Span.of("d0", copies["d0"], at, at + 9)
    town = PlaceReference(id="a0.p1", article="a0", span=span, place=Where(name="Weststadt", span=span))
    cast = [structs.replace(m, kind="organisation") for m in people(copies, "Weststadt")]
    found = sites(contexts(articles, copies), [town], cast)
    assert found.found == []
    assert [(f.article, f.label) for f in found.recalled] == [("a1", "Weststadt")]
