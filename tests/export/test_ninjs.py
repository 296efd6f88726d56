# SPDX-License-Identifier: Apache-2.0
"""ninjs 3.0: every item has only what the standard's schema names, with the types it wants."""

from __future__ import annotations

import json
import re
from typing import Any

from msgspec.structs import replace

from ontherecord.export import export
from ontherecord.model import Build, Published
from tests.export.example import talks

TEXTS = {
    "uri",
    "type",
    "representationType",
    "versionCreated",
    "language",
    "title",
    "edNote",
    "by",
    "located",
}
NAMED = {"people", "organisations", "places", "infoSources"}
LISTS = {
    "descriptions": {"role", "value"},
    "headlines": {"role", "value"},
    "bodies": {"role", "contentType", "charCount", "wordCount", "value"},
    "altIds": {"role", "value"},
    "associations": {"name", "uri", "type"},
    **{name: {"name", "rel"} for name in NAMED},
}
"""The properties of the standard that we write, of the item and of the objects of its lists."""


def items(build: Build, **more: Any) -> list[dict[str, Any]]:
    return [json.loads(line) for line in b"".join(export(build, "ninjs", **more)).splitlines()]


def test_only_names_of_the_standard_with_their_types() -> None:
    for item in items(talks()):
        assert set(item) <= TEXTS | set(LISTS) | {"standard"}
        assert all(isinstance(item[name], str) for name in TEXTS & set(item))
        assert item["type"] in {"text", "composite"}
        assert re.fullmatch(r"urn:ontherecord:[\w:-]+", item["uri"])
        for name in set(LISTS) & set(item):
            assert all(set(held) <= LISTS[name] for held in item[name])


def test_the_story_names_its_articles() -> None:
    story, *articles = items(talks())
    assert story["type"] == "composite"
    assert [one["uri"] for one in story["associations"]] == [one["uri"] for one in articles]
    assert len({one["uri"] for one in (story, *articles)}) == 1 + len(articles)


def test_a_day_is_no_moment() -> None:
    base = talks()
    article = base.records[0].articles[0]

    def published(date: str) -> dict[str, Any]:
        dated = replace(article, published=Published(date=date, basis="metadata"))
        return items(replace(base, records=(replace(base.records[0], articles=(dated,)),)))[1]

    assert "versionCreated" not in published("2031-05-04")
    assert published("2031-05-04")["descriptions"] == [{"role": "published", "value": "2031-05-04"}]
    assert published("2031-05-04T07:30:00+02:00")["versionCreated"] == "2031-05-04T07:30:00+02:00"


def test_quotes_only_leaves_the_texts_out() -> None:
    assert any("bodies" in item for item in items(talks()) if item["type"] == "text")
    short = [item for item in items(talks(), quotes_only=True) if item["type"] == "text"]
    assert all("bodies" not in item and item["representationType"] == "partial" for item in short)
