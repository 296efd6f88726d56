# SPDX-License-Identifier: Apache-2.0
"""Outlet, agency, authors and date of an article by its own words."""

from __future__ import annotations

import pytest

from ontherecord.model import Article
from ontherecord.read.articles import articles
from ontherecord.read.declared import Declared

BODY = (
    "The ferry Kestrel ran aground on Tuesday below the old bridge, and all 40 on board were taken off.\n"
    "“We heard the bottom before we felt it,” said Ana Lutz, who was on her way to the market in Ruse.\n"
    "The harbour office said that the river was two metres lower than in any March since records began.\n"
)
HEAD = "Ferry runs aground at Ruse\n"


def _article(copy: str, declared: Declared | None = None) -> Article:
    found = articles(copy, "d0", None, declared or Declared())[0]
    for span in (found.outlet_span, found.published.span):
        assert span is None or copy[span.start : span.end] == span.text
    return found


@pytest.mark.parametrize(
    ("copy", "outlet"),
    [
        (HEAD + BODY + "Copyright © 2031, Kestrel Audio. All rights reserved.", "Kestrel Audio"),
        (HEAD + BODY + "© 2031 Quayside", "Quayside"),
        (HEAD + BODY + "Ferry runs aground originally appeared on gazette.example", "gazette.example"),
        (HEAD + "By Ana Brook, Harbour Gazette\n" + BODY, "Harbour Gazette"),
        ("HARBOUR GAZETTE\n" + HEAD + BODY, "Harbour Gazette"),
        ("THE HARBOUR Gazette\n" + HEAD + BODY, "THE HARBOUR Gazette"),
        (HEAD + "Radio Belvedere\nBy Ana Brook\n" + BODY, "Radio Belvedere"),
        (HEAD + "RUSE (Halcyon) — " + BODY, "Halcyon"),
        (HEAD + BODY, None),
        (HEAD + BODY + "“Copyright is theft,” she said on the quay.", None),
    ],
)
def test_outlet(copy: str, outlet: str | None) -> None:
    found = _article(copy)
    assert found.outlet == outlet
    assert found.outlet_basis == ("stated" if outlet else "unknown")


@pytest.mark.parametrize(
    ("copy", "agency"),
    [
        (HEAD + "RUSE (AP) — " + BODY, "AP"),
        ("Harbour Gazette\n" + HEAD + "RUSE (Halcyon) — " + BODY, "Halcyon"),
        ("Harbour Gazette\n" + HEAD + "By Ana Brook and Halcyon\n" + BODY, "Halcyon"),
        ("Harbour Gazette\n" + HEAD + "By The Associated Press\n" + BODY, "AP"),
        ("Harbour Gazette\n" + HEAD + BODY + "– Halcyon", "Halcyon"),
        ("Harbour Gazette\n" + HEAD + BODY + "(Reuters)", "Reuters"),
        (HEAD + BODY + "According to Reuters, nobody was hurt when the ferry stopped.", None),
        ("Harbour Gazette\n" + HEAD + BODY, None),
    ],
)
def test_agency_only_where_it_is_credited(copy: str, agency: str | None) -> None:
    assert _article(copy).agency == agency


@pytest.mark.parametrize(
    ("copy", "date"),
    [
        (HEAD + "Published: Tuesday, March 18, 2031\n" + BODY, "2031-03-18"),
        (HEAD + "By Ana Brook\n18 March 2031, 10:05 GMT\n" + BODY, "2031-03-18T10:05:00Z"),
        (HEAD + "RUSE, March 18, 2031 (Halcyon) - " + BODY, "2031-03-18"),
        (HEAD + "RUSE, March 18 (Halcyon) - " + BODY, None),
        (HEAD + "2 hours ago\n" + BODY, None),
        (HEAD + BODY + "The Kestrel in a handout photo released March 18, 2031. Halcyon/Handout", None),
        (HEAD + BODY + "© 2031 Harbour Gazette", None),
        (HEAD + BODY + "It was the worst day since March 18, 2027, the harbour office said.", None),
    ],
)
def test_published_only_where_the_text_states_it(copy: str, date: str | None) -> None:
    published = _article(copy).published
    assert published.date == date
    assert published.basis == ("stated" if date else "unknown")


def test_a_change_is_no_publication() -> None:
    found = _article(HEAD + "Updated 18 March 2031\n" + BODY)
    assert (found.published.date, found.modified) == (None, "2031-03-18")


def test_metadata_win_and_the_agency_is_no_author() -> None:
    declared = Declared(
        outlet="Quayside", authors=("Halcyon", "Ana Brook"), published="2031-03-19", url="https://q.example"
    )
    found = _article("Harbour Gazette\n" + HEAD + "RUSE (Halcyon) — " + BODY, declared)
    assert (found.outlet, found.outlet_basis, found.outlet_span) == ("Quayside", "metadata", None)
    assert (found.agency, found.authors) == ("Halcyon", ("Ana Brook",))
    assert (found.published.date, found.published.basis) == ("2031-03-19", "metadata")


def test_authors() -> None:
    assert _article(HEAD + "By Ana Brook in Ruse and Piet Haas in Vienna\n" + BODY).authors == (
        "Ana Brook",
        "Piet Haas",
    )
    assert _article(HEAD + "Colm Radcliffe-Osei\nFriday 21 March 2031\n\n" + BODY).authors == (
        "Colm Radcliffe-Osei",
    )
