# SPDX-License-Identifier: Apache-2.0
"""Held to the W3C Web Annotation Data Model: required keys, and selectors that lead to the words."""

from __future__ import annotations

import json
from typing import Any

from ontherecord.export import export
from tests.export.example import COPY, talks

MOTIVATIONS = {
    "assessing", "bookmarking", "classifying", "commenting", "describing", "editing", "highlighting", "identifying",
    "linking", "moderating", "questioning", "replying", "tagging",
}  # fmt: skip


def lines(
    *, quotes_only: bool = False, url: str | None = "https://courier.example/talks"
) -> list[dict[str, Any]]:
    made = export(talks(url), "annotations", quotes_only=quotes_only)
    return [json.loads(line) for line in b"".join(made).splitlines()]


def test_every_annotation_is_one() -> None:
    for line in lines():
        assert line["@context"] == "http://www.w3.org/ns/anno.jsonld"
        assert line["type"] == "Annotation"
        assert line["motivation"] in MOTIVATIONS
        assert line["target"]["source"] == "https://courier.example/talks"
        assert line["body"]["type"] == "TextualBody"
    ids = [line["id"] for line in lines()]
    assert len(set(ids)) == len(ids) == 11


def test_both_selectors_lead_to_the_words() -> None:
    for line in lines():
        position, quote = line["target"]["selector"]
        assert (position["type"], quote["type"]) == ("TextPositionSelector", "TextQuoteSelector")
        assert COPY[position["start"] : position["end"]] == quote["exact"]
        around = quote["prefix"] + quote["exact"] + quote["suffix"]
        assert COPY.count(around) == 1
        assert COPY.index(around) + len(quote["prefix"]) == position["start"]


def test_quotes_only_keeps_nothing_around_and_no_address_means_the_copy() -> None:
    assert all("prefix" not in line["target"]["selector"][1] for line in lines(quotes_only=True))
    assert all(line["target"]["source"].startswith("urn:sha256:") for line in lines(url=None))
