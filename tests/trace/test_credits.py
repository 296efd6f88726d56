# SPDX-License-Identifier: Apache-2.0
"""Credit lines of every common form name their newsroom, strength and words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontherecord.model import Article
from ontherecord.read.newsrooms import newsroom
from ontherecord.trace import trace
from ontherecord.trace.credits import credits, formal_names, forms, mixed

BODY = "\nThe gate was open all night. The keeper slept.\n" + "The water rose.\n" * 12


def _found(text: str, **fields):
    article = Article(id="a", document="d", start=0, end=len(text), **fields)
    known = forms(formal_names([article], {"d": text}))
    return [(c.newsroom.name, c.strength) for c in credits(article, text, known)]


@pytest.mark.parametrize(
    ("text", "name", "strength"),
    [
        ("VELMORA (Reuters) - The gate" + BODY, "Reuters", "copy"),
        ("VELMORA, May 3 (Meridian) — The gate" + BODY, "Meridian", "copy"),
        ("(CNN) — The gate" + BODY, "CNN", "copy"),
        ("By Tove Brannigan, Associated Press" + BODY, "AP", "copy"),
        ("By Tove Brannigan and Reuters" + BODY, "Reuters", "part"),
        ("By Tove Brannigan of The Associated Press" + BODY, "AP", "copy"),
        ("Tove Brannigan for Reuters" + BODY, "Reuters", "copy"),
        ("A gate" + BODY + "mf/rt (AFP, Reuters)", "AFP", "part"),
        ("A gate" + BODY + "mf/rt (AFP, Reuters)", "Reuters", "part"),
        ("A gate" + BODY + "With AFP", "AFP", "part"),
        ("A gate" + BODY + "Source: Reuters", "Reuters", "copy"),
        ("A gate" + BODY + "Additional reporting by Reuters", "Reuters", "part"),
        ("A gate" + BODY + "– Reuters", "Reuters", "copy"),
        ("A gate" + BODY + "(AP)", "AP", "copy"),
        ("A gate" + BODY + "The-CNN-Wire", "CNN", "copy"),
        ("A gate" + BODY + "Copyright © 2031, ABC Audio. All rights reserved.", "ABC News", "copy"),
        ("A gate" + BODY + "™ & © 2031 Cable News Network, Inc., a company.", "CNN", "copy"),
        ("A gate" + BODY + "A gate originally appeared on abcnews.go.com", "ABC News", "copy"),
        ("A gate" + BODY + "With files from The Canadian Press", "Canadian Press", "part"),
        ("A gate" + BODY + "The Associated Press contributed to this report.", "AP", "part"),
        ("BY ASSOCIATED PRESS" + BODY, "AP", "copy"),
        ("Tove Brannigan | Reuters" + BODY, "Reuters", "copy"),
        ("AFP - The gate was open" + BODY, "AFP", "copy"),
        ("Staff and agencies" + BODY, "unnamed media", "part"),
        ("A gate" + BODY + "-- PTI", "Press Trust of India", "copy"),
        ("A gate" + BODY + "©2031 dpa Deutsche Presse-Agentur GmbH", "dpa", "copy"),
        ("A gate" + BODY + "Our Standards: The Thomson Reuters Trust Principles.", "Reuters", "copy"),
        (
            "A gate" + BODY + "This story was provided by Tribune News Service.",
            "Tribune News Service",
            "copy",
        ),
        (
            "A gate" + BODY + "Associated Press writer Tove Brannigan contributed to this report.",
            "AP",
            "part",
        ),
        ("A gate" + BODY + "Information from the Associated Press was used in this report.", "AP", "part"),
        ("A gate" + BODY + "With inputs from agencies", "unnamed media", "part"),
        ("A gate" + BODY + "The sale was first reported by Politico." + BODY, "Politico", "word"),
        ("A gate" + BODY + "The New York Times first reported it." + BODY, "The New York Times", "word"),
        ("A gate" + BODY + "The keeper told CNN’s Tove Brannigan so." + BODY, "CNN", "word"),
        ("A gate" + BODY + "Interfax quoted the keeper as saying so." + BODY, "Interfax", "word"),
        ("A gate" + BODY + "The keeper slept, Interfax said." + BODY, "Interfax", "word"),
        ("A gate" + BODY + "The BBC has learned that he slept." + BODY, "BBC", "word"),
        ("A gate" + BODY + "According to local media, he slept." + BODY, "unnamed media", "word"),
        ("A gate" + BODY + "State media reported that he slept." + BODY, "unnamed media", "word"),
        ("A gate" + BODY + "According to Reuters, the keeper slept." + BODY, "Reuters", "word"),
        ("A gate" + BODY + "The keeper told the BBC that he slept." + BODY, "BBC", "word"),
        ("A gate" + BODY + "A gate, in this photo. REUTERS/Piet Hallund" + BODY, "Reuters", "picture"),
        ("A gate" + BODY + "A gate. (AP Photo/Piet Hallund)" + BODY, "AP", "picture"),
    ],
)
def test_forms(text, name, strength):
    assert (name, strength) in _found(text)


@pytest.mark.parametrize(
    "text",
    [
        "A gate" + BODY + "According to Ansel Korvath, the keeper slept." + BODY,
        "(VELMORA )– The gate was open." + BODY,
        "A gate" + BODY + "The keeper told Tove Brannigan that he slept." + BODY,
        "A gate" + BODY + "The chairman of Reutersberg said the media are free." + BODY,
        "Reuters" + BODY,
    ],
)
def test_what_is_no_credit(text):
    assert _found(text) == []


def test_a_name_in_a_formal_credit_is_known_in_prose():
    wire = "VELMORA, May 3 (Meridian) - The gate" + BODY
    other = "A gate" + BODY + "The keeper slept, according to Meridian." + BODY
    articles = [Article(id=n, document=n, start=0, end=len(t)) for n, t in (("a", wire), ("b", other))]
    known = forms(formal_names(articles, {"a": wire, "b": other}))
    assert [(c.newsroom.name, c.strength) for c in credits(articles[1], other, known)] == [
        ("Meridian", "word")
    ]


def test_media_without_a_name_make_no_origin_but_a_doubt():
    text = BODY + "\nAccording to local media, the keeper slept.\n"
    articles = [Article(id=n, document=n, start=0, end=len(text), outlet=f"Post {n}") for n in ("a", "b")]
    copies = {"a": text, "b": text.replace("gate", "lamp").replace("water", "grain").replace("slept", "left")}
    members = [m for o in trace(articles, copies, {}).origins for m in o.members]
    assert [(m.article, m.basis) for m in members] == [("a", "unnamed media"), ("b", "unnamed media")]


def test_an_agency_beside_a_person_contributed():
    article = Article(id="a", document="d", start=0, end=8, authors=("Tove Brannigan", "Associated Press"))
    assert mixed(credits(article, "The gate", forms()))


def test_newsrooms_are_told_by_name_and_host_alike():
    assert newsroom("www.reuters.com").key == newsroom("Thomson Reuters").key == "reuters"
    assert newsroom("https://edition.cnn.com/world").name == "CNN"
    assert newsroom("rivercourier.example").key == newsroom("The River Courier").key


LINES = st.sampled_from(
    ["(AP)", "Copyright 2031 Reuters", "AFP contributed to this report.", "Photo: dpa", "“", ""]
)


@given(st.lists(LINES | st.text(max_size=30), max_size=8))
def test_spans_are_the_words_of_the_copy(lines):
    text = "\n".join(["OSLO (Reuters) - It rained.", *lines])
    article = Article(id="a", document="d", start=0, end=len(text))
    found = credits(article, text, forms())
    assert found
    for credit in found:
        assert credit.span is not None
        assert text[credit.span.start : credit.span.end] == credit.span.text


def test_a_credit_ends_with_its_line_where_a_longer_name_begins_alike():
    text = "A gate" + BODY + "PA"
    article = Article(id="a", document="d", start=0, end=len(text))
    found = credits(article, text, forms(["PA Northern Desk"]))
    assert [credit.span.text for credit in found if credit.span] == ["PA"]
    assert all(credit.span.end <= len(text) for credit in found if credit.span)
