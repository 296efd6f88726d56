# SPDX-License-Identifier: Apache-2.0
"""A desk's day on the command line: init, add, update, stories, show, search, export, check, backup."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ontherecord.archive import open_archive
from ontherecord.cli import main
from tests.archive.invented import reports
from tests.conftest import STORY


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a desk that keeps its archive where it works."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ONTHERECORD_ARCHIVE", raising=False)
    return tmp_path


def run(*words: str, status: int = 0) -> Result:
    """What a verb says."""
    result = CliRunner().invoke(main, list(words))
    assert result.exit_code == status, result.output
    return result


def test_a_day_at_the_desk(desk: Path) -> None:
    assert "ontherecord.sqlite: ready" in run("init").output
    assert "no stories; add articles" in run("stories").output
    given = [str(STORY / name) for name in ("02-harbour-gazette.txt", "13-three-records.jsonl")]
    assert "4 documents added" in run("add", *given).output
    assert "0 documents added, 4 were there already" in run("add", *given).output
    run("update", "--workers", "1")
    listed = [json.loads(line) for line in run("stories", "--json").output.splitlines()]
    story = max(listed, key=lambda one: one["articles"])
    assert story["id"] in run("stories", "ferry").output
    assert "no such stories" in run("stories", "--since", "0 days").output

    shown = run("show", story["id"]).output
    for part in (story["title"], "Articles", "Brief", "Cast", "Claims", "Harbour Gazette"):
        assert part in shown
    with open_archive("ontherecord.sqlite") as archive:
        record = archive.record(story["id"])
    for kind in (
        "articles",
        "origins",
        "cast",
        "quotations",
        "utterances",
        "events",
        "accounts",
        "claims",
        "brief",
    ):
        rows = [
            row.split()[0]
            for row in run("show", story["id"], "--list", kind).output.splitlines()
            if row[0] != " "
        ]
        assert rows == [one.id for one in getattr(record, kind)], "each id, to be named in a decision"
    assert '"kind"' in run("show", story["id"], "--json").stdout
    run("show", story["id"], "-o", "out")
    assert (desk / "out" / story["id"] / "dossier.html").exists()
    run("verify", "out")

    assert "[ferry]" in run("search", "ferry", "Sofia").output.lower()
    assert "no article has these words" in run("search", "zebra").output
    exported = run("export", "ontherecord.sqlite", "bibtex", "--story", story["id"]).stdout
    assert "Harbour Gazette" in exported
    assert exported == run("export", "out", "bibtex").stdout
    assert "a2d83b95b" in run("explain", "a2d83b95b", "ontherecord.sqlite").output

    assert "whole" in run("check").output
    run("backup", "kept.sqlite")
    assert (
        json.loads(run("stories", "--json", "--archive", "kept.sqlite").output.splitlines()[0]) == listed[0]
    )
    assert "is there already" in run("backup", "kept.sqlite", status=1).output


def test_an_older_id_of_a_story_shows_the_one_of_today(desk: Path) -> None:
    run("init")
    run("add", str(STORY / "02-harbour-gazette.txt"))
    run("update", "--workers", "1")
    old = json.loads(run("stories", "--json").output)["id"]
    run("add", str(STORY / "01-meridian-wire.txt"))
    run("update", "--workers", "1")
    today = json.loads(run("stories", "--json").output)["id"]
    assert old != today
    assert run("show", old).output == run("show", today).output
    assert run("export", "ontherecord.sqlite", "plover", "--story", old).exit_code == 0
    assert "no story has the id 'nothing'" in run("show", "nothing", status=1).output


def test_where_an_archive_is_may_be_said_once(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONTHERECORD_ARCHIVE", str(desk / "elsewhere.sqlite"))
    run("init")
    (desk / "one.txt").write_text(reports(1)[0].copy)
    run("add", "one.txt")
    assert (desk / "elsewhere.sqlite").exists()
    assert not (desk / "ontherecord.sqlite").exists()


def test_what_cannot_be_read_is_named_and_the_status_says_so(desk: Path) -> None:
    run("init")
    (desk / "empty.txt").write_text("")
    said = run("add", "empty.txt", "none.txt", status=1).output
    assert "refused: empty.txt: empty" in said
    assert "refused: none.txt" in said
    assert "0 documents added, 0 were there already" in said
    assert "write a day" in run("stories", "--since", "yesterday-ish", status=1).output
