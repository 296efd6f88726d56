# SPDX-License-Identifier: Apache-2.0
"""The generator of synthetic coverage: repeatable, true to what it says, and of bounded memory."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from bench.synth import MEMORY, coverage, write
from ontherecord.model import Reading
from ontherecord.read import read


def test_the_same_seed_gives_the_same_articles_however_many_follow() -> None:
    short, long = list(coverage(60, seed=3)), list(coverage(300, seed=3))[:60]
    assert short == long
    assert short != list(coverage(60, seed=4))


def test_the_build_reads_what_it_writes(tmp_path: Path) -> None:
    write(40, tmp_path / "s.jsonl")
    readings = [one for one in read([tmp_path / "s.jsonl"]) if isinstance(one, Reading)]
    assert len(readings) == 40
    dates = [reading.articles[0].published.date or "" for reading in readings]
    assert dates == sorted(dates)
    assert all(reading.articles[0].outlet and reading.articles[0].headline for reading in readings)
    truth = [json.loads(line) for line in (tmp_path / "s.truth.jsonl").read_text("utf-8").splitlines()]
    assert [one["id"] for one in truth] == [f"a{number:07}" for number in range(40)]


def test_a_copy_carries_the_words_of_its_source() -> None:
    made = {one.report.id: one for one in coverage(3_000)}
    reprints = [one for one in made.values() if one.kind == "reprint"]
    assert len(reprints) > 500
    for one in reprints:
        source = made[one.source or ""]
        same = set(one.report.body) & set(source.report.body)
        assert one.story == source.story
        assert one.report.origin == source.report.origin
        if one.extent in ("full", "padded"):
            assert same == set(source.report.body)
        if one.extent == "cut":
            assert same < set(source.report.body)


def test_reports_of_their_own_share_no_paragraph_of_reporting() -> None:
    own = [one for one in coverage(2_000) if one.kind == "report"]
    held = Counter(p for one in own for p in set(one.report.body) if not p.startswith("“"))
    assert max(held.values()) == 1


def test_most_stories_are_small_and_a_few_are_large() -> None:
    sizes = Counter(one.story for one in coverage(12_000))
    assert sum(size <= 2 for size in sizes.values()) > len(sizes) / 2
    assert max(sizes.values()) > 150


def test_one_story_may_be_all_there_is() -> None:
    made = list(coverage(2 * MEMORY, stories=1))
    assert {one.story for one in made} == {"s0000001"}
    assert len(made) == 2 * MEMORY
