# SPDX-License-Identifier: Apache-2.0
"""The page of methods tells its scores in words that a reader understands."""

from __future__ import annotations

import json
import tomllib
from importlib import resources

from starlette.testclient import TestClient

DATA = resources.files("ontherecord.serve").joinpath("data")


def test_every_corpus_is_told_in_words(desk: TestClient) -> None:
    words = tomllib.loads(DATA.joinpath("corpora.toml").read_text("utf-8"))
    kept = json.loads(DATA.joinpath("scores.json").read_text("utf-8"))
    told = desk.get("/methods.json").json()["stages"]
    for stage, shown in zip(kept, told, strict=True):
        known = words["corpora"] | words["stages"].get(stage["name"], {})
        expected = [known.get(one["corpus"]) for one in stage["figures"]]
        assert [one["corpus"] for one in shown["figures"]] == expected
    assert "news, TimeBank" in desk.get("/methods").text


def test_every_word_for_a_corpus_or_a_measure_is_used() -> None:
    words = tomllib.loads(DATA.joinpath("corpora.toml").read_text("utf-8"))
    kept = json.loads(DATA.joinpath("scores.json").read_text("utf-8"))
    figures = [(stage["name"], one["corpus"], one["measure"]) for stage in kept for one in stage["figures"]]
    of_stages = {(stage, corpus) for stage, told in words["stages"].items() for corpus in told}
    assert of_stages <= {(stage, corpus) for stage, corpus, _ in figures}
    assert words["corpora"].keys() <= {corpus for _, corpus, _ in figures}
    assert words["measures"].keys() <= {measure for _, _, measure in figures}
