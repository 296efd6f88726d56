# SPDX-License-Identifier: Apache-2.0
"""The laws of the whole: same input, same bytes; every span re-reads; bad input is named and the rest done."""

from __future__ import annotations

import importlib
import random
from pathlib import Path

import pytest

import ontherecord as otr
from ontherecord.export import stream
from ontherecord.model import Build
from tests.conftest import PAIR, STORY

REPORT = (
    "Ferry talks open in Vienna\n\nVIENNA (Lantern) - Anna Holt, a spokeswoman, said on Monday that {}.\n"
)


def as_bytes(made: Build) -> bytes:
    return b"".join(stream(made))


def test_the_order_of_the_inputs_changes_nothing(pair_build: Build) -> None:
    files = sorted(PAIR.iterdir())
    named = otr.build(files, workers=1)
    assert as_bytes(named) == as_bytes(otr.build(list(reversed(files)), workers=1))
    assert as_bytes(named) == as_bytes(pair_build)


def test_records_made_in_processes_are_the_same(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    inputs = [STORY, PAIR]
    alone = otr.build(inputs, workers=1)
    monkeypatch.setattr(importlib.import_module("ontherecord.build"), "_WORTH", 0)
    made = otr.build(inputs, workers=2)
    assert len(made.records) > 1
    assert as_bytes(made) == as_bytes(alone)
    otr.write(made, tmp_path / "by-two", workers=2)
    otr.write(made, tmp_path / "by-one", workers=1)
    files = sorted(
        p.relative_to(tmp_path / "by-one") for p in (tmp_path / "by-one").rglob("*") if p.is_file()
    )
    assert files
    assert all(
        (tmp_path / "by-one" / f).read_bytes() == (tmp_path / "by-two" / f).read_bytes() for f in files
    )


def test_workers_and_cache_change_nothing(
    story_build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ontherecord.annotate import articles

    monkeypatch.setattr(articles, "_WORTH_WORKERS", 0)
    monkeypatch.setattr(articles, "_TASK", 2_000)
    cache = tmp_path / "done.sqlite"
    fresh = otr.build([STORY], workers=2, cache=cache)
    again = otr.build([STORY], workers=2, cache=cache)
    assert as_bytes(fresh) == as_bytes(story_build)
    assert as_bytes(again) == as_bytes(story_build)


def test_files_in_random_order_give_the_same_record(story_build: Build) -> None:
    files = sorted(STORY.iterdir())
    random.Random(7).shuffle(files)
    assert as_bytes(otr.build(files, workers=1)) == as_bytes(story_build)


def test_a_written_record_is_verified_from_its_files(story_build: Build, tmp_path: Path) -> None:
    otr.write(story_build, tmp_path / "out")
    read_back = otr.read_folder(tmp_path / "out")
    otr.verify(read_back)
    assert read_back == story_build


def test_a_second_write_gives_the_same_files(pair_build: Build, tmp_path: Path) -> None:
    for name in ("one", "two"):
        otr.write(pair_build, tmp_path / name)
    files = {
        n: {p.name: p.read_bytes() for p in (tmp_path / n).rglob("*") if p.is_file()} for n in ("one", "two")
    }
    assert files["one"] == files["two"]


def test_inputs_that_cannot_be_read_are_named_and_the_rest_is_done(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(REPORT.format("the river was high"))
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    made = otr.build([tmp_path, tmp_path / "missing.txt"], workers=1)
    refused = {Path(r.source).name: r.reason for r in made.manifest.refused}
    assert set(refused) == {"empty.txt", "picture.png", "missing.txt"}
    assert all(reason and "\n" not in reason for reason in refused.values())
    assert [Path(d.source).name for d in made.documents] == ["good.txt"]


def test_nothing_readable_is_an_error_that_names_the_reason(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    with pytest.raises(otr.NothingToRead, match=r"empty\.txt"):
        otr.build([tmp_path / "empty.txt"])


@pytest.mark.parametrize(
    "text",
    [
        "x",
        "“" * 3_000 + " said Anna Holt.",
        "THE TALKS OPENED. " * 200,
        "\u202eAnna Holt said\u202c “no”.\u200b\u200d 🛶🛶 Ferry\u0300\u0301 talks.\n" * 5,
        "\n".join(f"{n}. Item, item, item" for n in range(300)),
        "a, " * 10_000,
        "Thursday " * 2_000,
        "On 31 February 99999 at 99:99 the 3rd of nothing said " + "9" * 5_000,
    ],
    ids=[
        "one letter",
        "marks",
        "capitals",
        "odd characters",
        "a list",
        "commas",
        "weekdays",
        "nonsense dates",
    ],
)
def test_hostile_text_gives_a_record_that_verifies(tmp_path: Path, text: str) -> None:
    (tmp_path / "hostile.txt").write_text(text, "utf-8")
    made = otr.build([tmp_path / "hostile.txt"], workers=1)
    otr.write(made, tmp_path / "out")
    otr.verify(otr.read_folder(tmp_path / "out"))


def test_markup_in_an_article_stays_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        REPORT.format("<script>alert(1)</script> & <img src=x onerror=alert(2)> was painted on the hull")
    )
    made = otr.build([tmp_path / "a.txt"], workers=1)
    otr.write(made, tmp_path / "out")
    (page,) = (tmp_path / "out").rglob("dossier.html")
    text = page.read_text("utf-8")
    assert "&lt;script&gt;alert(1)" in text
    assert "<script>alert(1)" not in text
    assert "<img src=x" not in text
