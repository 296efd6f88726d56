# SPDX-License-Identifier: Apache-2.0
"""Bylines: persons, and the organisation that stands beside them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontherecord.read.agencies import agency_named, sounds_like_outlet
from ontherecord.read.bylines import byline
from ontherecord.read.newsrooms import SELLERS, newsroom


@pytest.mark.parametrize(
    ("text", "authors", "organisations"),
    [
        ("By Ana Lutz", ("Ana Lutz",), []),
        ("By Ana Lutz and Piet de Haas, Harbour Gazette", ("Ana Lutz", "Piet de Haas"), ["Harbour Gazette"]),
        ("By Ana Lutz and Halcyon", ("Ana Lutz",), ["Halcyon"]),
        ("By ANA LUTZ Associated Press", ("Ana Lutz",), ["Associated Press"]),
        ("By Ana Lutz in Vienna and Piet Haas in Ruse", ("Ana Lutz", "Piet Haas"), []),
        ("By Ana Lutz in Bechet and Ruse", ("Ana Lutz",), []),
        ("Written by Lucía Ferrán | 5 May 2031", ("Lucía Ferrán",), []),
        ("By Reuters", (), ["Reuters"]),
        ("Ana Lutz, Staff Writer", ("Ana Lutz",), []),
        ("By our correspondent", (), []),
    ],
)
def test_who_signs(text: str, authors: tuple[str, ...], organisations: list[str]) -> None:
    found = byline(text)
    assert found.authors == authors
    assert [text[a:b] for a, b in found.organisations] == organisations


def test_agencies_by_all_their_spellings() -> None:
    assert agency_named("The Associated Press") == agency_named("ap") == "AP"
    assert agency_named("Harbour Gazette") is None


@pytest.mark.parametrize("name", ["Harbour Gazette", "gazette.example", "Radio Tamsin", "Reuters"])
def test_names_of_outlets(name: str) -> None:
    assert sounds_like_outlet(name)


@pytest.mark.parametrize("name", ["Ana Lutz", "Middle East", ""])
def test_names_that_need_not_be_outlets(name: str) -> None:
    assert not sounds_like_outlet(name)


@given(st.text(max_size=200))
def test_any_line(text: str) -> None:
    assert all(0 <= a < b <= len(text) for a, b in byline(text).organisations)


@pytest.mark.parametrize(
    ("name", "agency"),
    [
        ("A.P.", "AP"),
        ("Agence France-Presse", "AFP"),
        ("ABC Audio", "ABC News"),
        ("The New York Times", None),
    ],
)
def test_an_agency_has_one_name_and_an_outlet_is_none(name, agency):
    """An outlet that sells copy too is an agency under the names by which it sells it only."""
    assert agency_named(name) == agency


def test_origins_and_articles_call_an_agency_alike():
    assert newsroom("Associated Press").name == agency_named("Associated Press")
    assert newsroom("apnews.com").kind in SELLERS
