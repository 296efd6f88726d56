# SPDX-License-Identifier: Apache-2.0
"""Every format of the example story through the web: that it is valid, whole and without full texts,
and that without full texts there is none."""

from __future__ import annotations

from itertools import pairwise

import pytest
from starlette.testclient import TestClient

from ontherecord.export import FORMATS
from tests.export.test_formats import unpacked
from tests.export.validity import valid

SOMETIMES = {"versions", "meetings", "days", "contradictions"}
"""Tables that a story may have no row in."""


def flat(text: str) -> str:
    """A text without its line breaks, whatever the format writes for one."""
    return " ".join(text.replace("\\n", " ").replace('\\"', '"').replace('""', '"').split())


@pytest.fixture(scope="module")
def together(desk: TestClient, ferry: str) -> list[str]:
    """Every two paragraphs that follow each other in the report of an article."""
    found = []
    for article in desk.get(f"/stories/{ferry}/articles.json").json()["data"]:
        told = desk.get(f"/articles/{article['id']}.json").json()
        lines = [
            flat(line)
            for part in article["segments"]
            if part["role"] == "body"
            for line in told["text"][part["start"] - article["start"] : part["end"] - article["start"]].split(
                "\n"
            )
            if len(line.split()) > 8
        ]
        found += [f"{one} {other}" for one, other in pairwise(lines)]
    assert len(found) > 50
    return found


@pytest.mark.parametrize("name", FORMATS)
def test_no_two_paragraphs_of_an_article_stand_together_without_full_texts(
    desk: TestClient, ferry: str, name: str, together: list[str]
) -> None:
    answer = desk.get(f"/stories/{ferry}/export/{name}", params={"quotes_only": "true"})
    assert answer.status_code == 200
    assert answer.headers["content-disposition"].endswith(f'{FORMATS[name].suffix}"')
    assert valid(name, answer.content) >= (name.partition(":")[2] not in SOMETIMES)
    told = flat(unpacked(answer.content))
    assert [two for two in together if two in told] == []


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_of_all_stories_is_valid(desk: TestClient, name: str) -> None:
    assert valid(name, desk.get(f"/export/{name}").content) >= (name.partition(":")[2] not in SOMETIMES)


def test_the_look_for_full_texts_can_fail(desk: TestClient, ferry: str, together: list[str]) -> None:
    for name in ("jsonl", "ninjs", "ftm", "schemaorg"):
        told = flat(unpacked(desk.get(f"/stories/{ferry}/export/{name}").content))
        assert sum(two in told for two in together) > len(together) / 2, name
    for name in ("csv:reuse", "csv:origins", "parquet:reuse"):
        if name in FORMATS:
            told = flat(unpacked(desk.get(f"/stories/{ferry}/export/{name}").content))
            assert any(two in told for two in together), name
