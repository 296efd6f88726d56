# SPDX-License-Identifier: Apache-2.0
"""The verbs of decisions on a folder with a file: shown, kept, applied, listed, taken elsewhere, undone."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ontherecord import write
from ontherecord.archive import open_archive
from ontherecord.cli import main
from ontherecord.export import read_folder
from ontherecord.model import Build
from tests.conftest import PAIR, STORY


def run(*args: object) -> Result:
    """Run a verb as Rosa."""
    return CliRunner().invoke(main, [str(a) for a in args], env={"ONTHERECORD_WHO": "Rosa Ilieva"})


@pytest.fixture
def out(pair_build: Build, tmp_path: Path) -> Path:
    """The record of the pair, written."""
    write(pair_build, tmp_path / "out")
    return tmp_path / "out"


def test_a_day_of_corrections(out: Path, tmp_path: Path) -> None:
    file, member = tmp_path / "d.jsonl", read_folder(out).records[0].cast[0]
    place = ("--record", out, "--decisions", file)
    shown = run("decide", "rename", member.id, "--wanted", "Another Name", *place, "--dry-run")
    assert shown.exit_code == 0, shown.output
    assert f"name “{member.name}” → “Another Name”" in shown.stdout
    assert not file.exists()
    assert (
        run("decide", "rename", member.id, "--wanted", "Another Name", "--why", "a slip", *place).exit_code
        == 0
    )
    listed = run("decisions", "list", "--decisions", file).stdout
    assert f"“{member.name}” is to be called “Another Name” (a slip)" in listed
    id_ = listed.split()[0]

    built = run("build", PAIR, "-o", tmp_path / "again", "--decisions", file, "-q", "--workers", 1)
    assert built.exit_code == 0, built.output
    again = read_folder(tmp_path / "again")
    assert "Another Name" in {m.name for m in again.records[0].cast}
    assert [(o.id, o.state, o.who, o.why) for o in again.manifest.outcomes] == [
        (id_, "applied", "Rosa Ilieva", "a slip")
    ]
    assert "a slip" in run("explain", member.id, tmp_path / "again").stdout

    one = tmp_path / "one"
    one.mkdir()
    shutil.copy(sorted(PAIR.glob("*.txt"))[0], one / "under-another-name.txt")
    less = run("build", one, "-o", tmp_path / "less", "--decisions", file, "-q", "--workers", 1)
    assert f"decision {id_} applies in part" in less.stderr

    undone = run("undo", id_, *place)
    assert f"“Another Name” → “{member.name}”" in undone.stdout
    assert run("decisions", "list", "--decisions", file).stdout == ""
    assert "undone" in run("decisions", "list", "--decisions", file, "--all").stdout


def test_decisions_are_taken_to_another_file_once(out: Path, tmp_path: Path) -> None:
    mine, theirs = tmp_path / "mine.jsonl", tmp_path / "theirs.jsonl"
    member = read_folder(out).records[0].cast[0].id
    assert run("decide", "confirm", member, "--record", out, "--decisions", theirs).exit_code == 0
    assert run("decisions", "export", "--decisions", theirs, "-o", tmp_path / "sent.jsonl").exit_code == 0
    assert (
        "1 of 1 decisions are new here"
        in run("decisions", "import", tmp_path / "sent.jsonl", "--decisions", mine).stderr
    )
    assert (
        "0 of 1 decisions are new here"
        in run("decisions", "import", tmp_path / "sent.jsonl", "--decisions", mine).stderr
    )
    assert mine.read_bytes() == theirs.read_bytes()


def test_decisions_in_an_archive(tmp_path: Path) -> None:
    at = ("--archive", tmp_path / "desk.sqlite")
    for verb in (("init",), ("add", PAIR), ("update",)):
        done = run(*verb, *at)
        assert done.exit_code == 0, done.output
    with open_archive(tmp_path / "desk.sqlite") as archive:
        member = archive.build().records[0].cast[0]
    shown = run("decide", "rename", member.id, "--wanted", "Another Name", *at)
    assert shown.exit_code == 0, shown.output
    assert f"name “{member.name}” → “Another Name”" in shown.stdout
    listed = run("decisions", "list", *at).stdout
    assert run("decisions", *at).stdout == listed, "to list is what they do where nothing else is said"
    id_ = listed.split()[0]
    for wanted, step in (("Another Name", ()), (member.name, ("undo", id_, *at))):
        assert not step or run(*step).exit_code == 0
        assert run("update", *at).exit_code == 0
        with open_archive(tmp_path / "desk.sqlite") as archive:
            made = archive.build()
        assert wanted in {m.name for m in made.records[0].cast}
        assert [o.state for o in made.manifest.outcomes] == ([] if step else ["applied"])
    sent = run("decisions", "export", *at)
    (tmp_path / "sent.jsonl").write_text(sent.stdout, "utf-8")
    again = run("decisions", "import", tmp_path / "sent.jsonl", *at)
    assert "0 of 1 decisions are new here" in again.stderr


def test_what_the_archive_says_ends_with_a_line(tmp_path: Path) -> None:
    at = ("--archive", tmp_path / "desk.sqlite")
    assert run("init", *at).exit_code == 0
    for call in (("decide", "rename", "x", "--wanted", "y", "--story", "nope"), ("show", "nope")):
        ended = run(*call, *at)
        assert (ended.exit_code, ended.exception.__class__) == (1, SystemExit)
        assert ended.stderr.startswith("ontherecord: no story has the id 'nope'")


def test_an_update_says_which_decisions_found_no_words(tmp_path: Path) -> None:
    here, there = ("--archive", tmp_path / "here.sqlite"), ("--archive", tmp_path / "there.sqlite")
    for at, given in ((here, PAIR), (there, STORY / "13-three-records.jsonl")):
        for verb in (("init",), ("add", given), ("update",)):
            assert run(*verb, *at).exit_code == 0
    with open_archive(tmp_path / "here.sqlite") as archive:
        member = archive.build().records[0].cast[0]
    assert run("decide", "confirm", member.id, *here).exit_code == 0
    done = run("update", *here)
    assert "lost" not in done.stderr
    assert run("decisions", "export", *here, "-o", tmp_path / "sent.jsonl").exit_code == 0
    assert run("decisions", "import", tmp_path / "sent.jsonl", *there).exit_code == 0
    for _ in range(2):
        done = run("update", *there)
        assert done.exit_code == 0
        assert " is lost: " in done.stderr, "again and again, until it is undone"


@pytest.mark.parametrize(("args", "told"), [
    (("merge", "nobody", "--record", "OUT"), "--record goes with --decisions FILE"),
    (("merge", "nobody", "--record", "OUT", "--decisions", "FILE"), "no cast has that id"),
    (("not-a-person", "nobody", "--record", "OUT", "--decisions", "FILE"), "no cast has that id"),
])  # fmt: skip
def test_what_is_no_decision_ends_with_a_line(
    out: Path, tmp_path: Path, args: tuple[str, ...], told: str
) -> None:
    places = {"OUT": str(out), "FILE": str(tmp_path / "d.jsonl")}
    ended = run("decide", *(places.get(a, a) for a in args))
    assert (ended.exit_code, told in ended.stderr) == (2, True)
    assert not (tmp_path / "d.jsonl").exists()


def test_a_file_that_is_no_file_of_decisions_ends_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "d.jsonl").write_text("{}\n", "utf-8")
    ended = run("build", PAIR, "-o", tmp_path / "out", "--decisions", tmp_path / "d.jsonl", "-q")
    assert ended.exit_code == 2
    assert "d.jsonl:1: " in ended.stderr
