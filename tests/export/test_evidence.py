# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from urllib.parse import unquote

from msgspec.structs import replace

from ontherecord.export.evidence import Witnesses, fragment
from tests.made import build, span


def test_a_span_brings_its_article_outlet_origin_and_offsets() -> None:
    found = Witnesses(build().records[0]).evidence(span("d1", "the river is high"))
    assert found[:4] == ("a1", "The Lantern", "The Lantern", "2031-03-17")
    assert (found.document, found.start, found.end, found.text) == ("d1", 33, 50, "the river is high")
    assert found.url is None


def test_a_span_of_no_article_keeps_its_words() -> None:
    found = Witnesses(replace(build().records[0], articles=())).evidence(span("d2", "Giurgiu"))
    assert (found.article, found.outlet, found.origin, found.text) == (None, None, None, "Giurgiu")


def test_an_address_leads_to_the_words() -> None:
    record = build().records[0]
    articles = tuple(replace(a, url="https://lantern.example/a#top") for a in record.articles)
    found = Witnesses(replace(record, articles=articles)).evidence(span("d1", "the river is high"))
    assert found.url == "https://lantern.example/a#:~:text=the%20river%20is%20high"


def test_a_long_passage_is_found_by_its_two_ends_and_marks_of_the_syntax_are_escaped() -> None:
    made = fragment(
        "https://x.example/", "One-two, three & four\nfive six seven eight nine ten eleven twelve 13 14"
    )
    first, last = made.removeprefix("https://x.example/#:~:text=").split(",")
    assert unquote(first) == "One-two, three & four five"[: len(unquote(first))]
    assert unquote(last) == "ten eleven twelve 13 14"
    assert "-" not in first
    assert "&" not in first
    assert fragment("https://x.example/", "  ") == "https://x.example/"
