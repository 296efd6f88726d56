# SPDX-License-Identifier: Apache-2.0
"""What pages declare about their article."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from ontherecord.read.declared import Declared, moment, names, without_site
from ontherecord.read.metadata import metadata


def _page(head: str, body: str = "<p>Text.</p>") -> Declared:
    return metadata(html.document_fromstring(f"<html><head>{head}</head><body>{body}</body></html>"))


def _linked(value: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


ARTICLE = {
    "@type": "ReportageNewsArticle",
    "headline": "Ferry talks &amp; tempers",
    "author": [{"@type": "Person", "name": "Ana Lutz"}, {"@type": "Person", "name": "Piet Haas"}],
    "publisher": {"@type": "Organization", "name": "Harbour Gazette"},
    "datePublished": "2031-03-21T06:30:00+01:00",
    "dateModified": "2031-03-21T08:00:00Z",
    "mainEntityOfPage": {"@id": "https://gazette.example/ferry"},
}


@pytest.mark.parametrize(
    "value", [ARTICLE, [ARTICLE], {"@graph": [{"@type": "WebPage"}, ARTICLE]}], ids=["one", "list", "graph"]
)
def test_linked_data(value: object) -> None:
    found = _page(_linked(value) + '<meta property="og:title" content="Another">')
    assert found == Declared(
        headline="Ferry talks & tempers",
        outlet="Harbour Gazette",
        authors=("Ana Lutz", "Piet Haas"),
        published="2031-03-21T06:30:00+01:00",
        modified="2031-03-21T08:00:00Z",
        url="https://gazette.example/ferry",
    )


def test_meta_names_the_canonical_address_and_the_host_as_outlet() -> None:
    found = _page(
        '<meta property="og:title" content="Talks open - Harbour Gazette">'
        '<meta name="author" content="By Ana Lutz">'
        '<meta property="article:published_time" content="2031-03-21T06:30Z">'
        '<link rel="canonical" href="https://www.gazette.example/a">'
    )
    assert found.outlet == "gazette.example"
    assert found.authors == ("Ana Lutz",)
    assert found.published == "2031-03-21T06:30:00Z"


def test_the_site_is_cut_from_the_title_only_where_it_is_the_site() -> None:
    assert without_site("Talks open - Harbour Gazette", "Harbour Gazette") == "Talks open"
    assert without_site("Sofia - Ruse ferry lost", "Harbour Gazette") == "Sofia - Ruse ferry lost"


def test_a_dated_time_element_of_the_article_and_none_elsewhere() -> None:
    assert _page("", '<article><time datetime="2031-03-21">Friday</time></article>').published == "2031-03-21"
    assert _page("", '<aside><time datetime="2031-03-21">Friday</time></aside>').published is None


@pytest.mark.parametrize(
    "damage",
    ["{", "null", "[[[", '{"@type": "NewsArticle", "headline": 7, "author": 9}', "[" * 9_999],
)
def test_damaged_linked_data_is_left_out(damage: str) -> None:
    found = _page(f'<script type="application/ld+json">{damage}</script><title>Talks open</title>')
    assert found == Declared(headline="Talks open")


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ("2031-03-20 19:05:00", "2031-03-20T19:05:00"),
        ("2031-03-20T19:05:00.123+0100", "2031-03-20T19:05:00+01:00"),
        ("Thu, 20 Mar 2031 19:05:00 GMT", "2031-03-20T19:05:00+00:00"),
        ("2031-03", "2031-03"),
        ("2031-02-30", None),
        ("soon", None),
        (17, None),
        (None, None),
    ],
)
def test_moment(value: object, date: str | None) -> None:
    assert moment(value) == date


def test_names_once_each_without_addresses() -> None:
    assert names(["By Ana Lutz and Piet Haas", "Ana Lutz", "https://gazette.example/lutz", "admin"]) == (
        "Ana Lutz",
        "Piet Haas",
    )


@given(
    st.recursive(
        st.none() | st.text(max_size=20) | st.integers(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=8), inner),
        max_leaves=8,
    )
)
def test_any_value(value: object) -> None:
    names(value)
    moment(value)
