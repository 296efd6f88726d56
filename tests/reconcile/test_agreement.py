# SPDX-License-Identifier: Apache-2.0
"""The collection behind the scores of agreement and conflict: its truth stands in its texts."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

COLLECTION = Path(__file__).resolve().parents[2] / "bench" / "data" / "agreement"
STORIES = sorted(p.parent for p in COLLECTION.glob("*/truth.toml"))
KINDS = {
    "cause",
    "blamed",
    "took place",
    "place",
    "date",
    "attended",
    "led",
    "agreed",
    "demanded",
    "proposed",
    "first",
    "said by",
    "number",
}
STANDINGS = {"corroborated", "single-source", "in-conflict", "superseded"}


@pytest.mark.skipif(not STORIES, reason="the collection is not part of an installed package")
def test_there_are_conflicts_of_every_kind_and_enough_stories() -> None:
    truths = [tomllib.loads((story / "truth.toml").read_text("utf-8")) for story in STORIES]
    claims = [claim for truth in truths for claim in truth.get("claim", ())]
    assert len(STORIES) >= 40
    assert {c["kind"] for c in claims if c["standing"] == "in-conflict"} >= KINDS - {
        "agreed",
        "demanded",
        "proposed",
    }
    assert {c["standing"] for c in claims} == STANDINGS


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
def test_the_words_of_each_side_stand_once_in_their_report(story: Path) -> None:
    texts = {path.name: path.read_text("utf-8") for path in story.glob("*.txt")}
    assert 3 <= len(texts) <= 6
    truth = tomllib.loads((story / "truth.toml").read_text("utf-8"))
    for claim in truth.get("claim", ()):
        assert claim["kind"] in KINDS
        for side in claim["side"]:
            for file, words in side["words"]:
                assert texts[file].count(words) == 1, (file, words)


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
def test_each_key_fact_stands_in_some_report(story: Path) -> None:
    whole = " ".join(path.read_text("utf-8").lower() for path in story.glob("*.txt"))
    truth = tomllib.loads((story / "truth.toml").read_text("utf-8"))
    for fact in [*truth.get("facts", ()), *truth.get("alone", ())]:
        assert any(words in whole for words in fact.split("|")), fact
