# SPDX-License-Identifier: Apache-2.0
"""Bad input through the whole program: one plain line that names it and the mend, the rest is done."""

from __future__ import annotations

import errno
import gzip
import json
import os
import resource
import signal
import sqlite3
import subprocess
import sys
import time
from itertools import cycle
from pathlib import Path
from random import Random

import pytest

import ontherecord as otr
from ontherecord.annotate import articles
from ontherecord.annotate.workers import spread
from ontherecord.read.sources import Source
from tests.test_cli import run

GOOD = """Harbor Gazette
Minister signs ferry deal
By Anna Lindqvist
12 March 2024

PORT ELDER - Transport minister Maria Kovac signed an agreement with the Northern Ferry Company on \
Tuesday. "The ferry will run by June," Kovac said. Two ships would be bought, a director told reporters.
"""
QUICK = ("--no-cache", "--workers", 1)
NOT_UTF8 = os.fsdecode(b"not\xffutf8.txt")
PAGE = "<html><head><meta charset='utf-8'><title>Déjà vu</title></head><body><p>{}</p></body></html>"

READ = {
    "good.txt": GOOD.encode(),
    "cut.txt": (GOOD + "Café").encode()[:-1],
    "cut.html": PAGE.format(GOOD).encode()[:-40],
    "charset.html": PAGE.format("Déjà. " + GOOD).encode("cp1252"),
    "nulls.txt": GOOD.replace("ferry", "fer\0ry").encode(),
    "surrogates.json": b'{"title": "A \\ud800 title", "text": "Kovac said on Tuesday: \\"No \\udfff ferry.\\""}',
    "deep.html": b"<html><body>" + b"<div>" * 5_000 + b'<p>Kovac said "no" on Tuesday.',
    "two\nlines.txt": GOOD.encode() + b"1",
    "\"quotes'<script>.txt": GOOD.encode() + b"2",
    "n" * 251 + ".txt": GOOD.encode() + b"3",
    NOT_UTF8: GOOD.encode() + b"4",
    "template.txt": b'Outlet {{ 7*7 }}\n\n{{ 7*7 }} <script>alert(1)</script> {% raw %}. Kovac said "no".',
    "terminal.txt": b'\x1b[31mRed \x1b]0;owned\x07 herald\n\nKovac said \x1b[31m"no"\x1b[0m on Tuesday.',
    "formula.txt": b'=HYPERLINK("x","y")\n\nKovac said "=1+1" on Tuesday.',
    "one.txt": b'Kovac said "no" on Tuesday.',
}
REFUSED = {
    "empty.txt": (b"", "empty"),
    "blank.txt": (b"... !!! ???\n", "no text"),
    "binary.bin": (bytes(range(256)) * 40, "not text"),
    "cut.txt.gz": (gzip.compress(os.urandom(9_000).hex().encode())[:5_000], "fetch it again"),
    "large.txt": (b"Word by word. " * 1_300_000, "split it"),
}
LINES = [
    json.dumps({"title": "First", "text": GOOD}),
    '{"title": "bro',
    json.dumps({"title": "Last", "text": GOOD}),
]


def plain(text: str) -> bool:
    """No traceback, and nothing that steers a terminal."""
    return "Traceback" not in text and not any(ord(c) < 32 and c != "\n" for c in text)


@pytest.fixture
def good(tmp_path: Path) -> Path:
    folder = tmp_path / "coverage"
    folder.mkdir()
    (folder / "good.txt").write_text(GOOD, "utf-8")
    return folder


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> tuple[int, str, Path]:
    """One build of everything hostile together: status, stderr, OUT."""
    folder = tmp_path_factory.mktemp("hostile")
    for name, data in READ.items():
        (folder / name).write_bytes(data)
    for name, (data, _) in REFUSED.items():
        (folder / name).write_bytes(data)
    (folder / "lines.jsonl").write_text("\n".join(LINES), "utf-8")
    out = folder / "out"
    status, _, stderr = run("build", folder, "-o", out, *QUICK)
    return status, stderr, out


def test_every_readable_input_is_read_and_stands_as_written(done: tuple[int, str, Path]) -> None:
    status, stderr, out = done
    assert status == 1  # some inputs were refused
    assert plain(stderr)
    made = otr.read_folder(out)
    otr.verify(made)
    read = {Path(d.source).name for d in made.documents}
    assert read == {*READ, "lines.jsonl#1", "lines.jsonl#3", "not\\xffutf8.txt"} - {NOT_UTF8}


def test_every_refusal_is_one_line_with_name_and_mend(done: tuple[int, str, Path]) -> None:
    _, stderr, _ = done
    refusals = [line for line in stderr.splitlines() if line.startswith("refused: ")]
    assert len(refusals) == len(REFUSED) + 1
    for name, (_, reason) in REFUSED.items():
        assert any(name in line and reason in line for line in refusals), name
    assert any("lines.jsonl#2" in line for line in refusals)


def test_many_records_of_one_file_refused_for_one_reason_are_counted(tmp_path: Path) -> None:
    lines = tmp_path / "lines.jsonl"
    lines.write_text('{"title": "No text"}\n' * 9 + '{"text": "The bridge is open."}\n', "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "ontherecord", "build", str(lines), "-o", str(tmp_path / "out"), "--quiet"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    refusals = [line for line in done.stderr.splitlines() if line.startswith("refused: ")]
    assert [line.split(": ")[1].rpartition("/")[2] for line in refusals] == [
        "lines.jsonl#1", "lines.jsonl#2", "lines.jsonl#3", "lines.jsonl",
    ]  # fmt: skip
    assert refusals[-1].endswith("6 more records for the same reason")
    assert len(otr.read_folder(tmp_path / "out").manifest.refused) == 9


def test_what_was_mended_is_told(done: tuple[int, str, Path]) -> None:
    warnings = "\n".join(otr.read_folder(done[2]).manifest.warnings)
    assert "charset.html: declared as utf-8" in warnings
    assert "null characters" in warnings
    assert "lone surrogates" in warnings


def test_text_of_an_article_stays_text_in_the_dossier(done: tuple[int, str, Path]) -> None:
    pages = [page.read_text("utf-8") for page in done[2].glob("**/*.html")]
    assert any("{{ 7*7 }}" in page for page in pages)
    assert not any("<script>alert" in page for page in pages)
    assert not any("'<script>.txt" in page for page in pages)


def test_explain_shows_no_control_character(done: tuple[int, str, Path]) -> None:
    made = otr.read_folder(done[2])
    herald = next(d for d in made.documents if d.source.endswith("terminal.txt"))
    status, stdout, _ = run("explain", herald.articles[0], done[2])
    assert status == 0
    assert plain(stdout)
    assert "\\x1b[31m" in stdout


def test_an_earlier_record_below_the_inputs_is_not_coverage(good: Path) -> None:
    for _ in range(2):
        assert run("build", good, "-o", good / "out", *QUICK)[0] == 0
    assert len(otr.read_folder(good / "out").documents) == 1
    status, _, stderr = run("build", good / "out", "-o", good / "other", *QUICK)
    assert status == 1
    assert "not coverage" in stderr


def test_an_input_named_twice_is_read_once(good: Path) -> None:
    (good / "link.txt").symlink_to(good / "good.txt")
    twice = f"{good}/../coverage/good.txt"
    assert run("build", good, twice, good / "good.txt", "-o", good / "out", *QUICK)[0] == 0
    assert len(otr.read_folder(good / "out").documents) == 1


def test_a_file_that_vanishes_or_is_unreadable_is_refused(
    good: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (good / "gone.txt").write_text(GOOD + "5", "utf-8")
    (good / "secret.txt").write_text(GOOD + "6", "utf-8")
    opened = Source.open

    def opening(source: Source) -> object:
        if source.name.endswith("secret.txt"):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        if source.name.endswith("gone.txt"):
            (good / "gone.txt").unlink()
        return opened(source)

    monkeypatch.setattr(Source, "open", opening)
    status, _, stderr = run("build", good, "-o", good / "out", *QUICK)
    assert status == 1
    assert "gone.txt: no such file" in stderr
    assert "secret.txt: no permission" in stderr
    assert len(otr.read_folder(good / "out").documents) == 1


def test_a_fault_of_ours_is_not_blamed_on_the_input(good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: object) -> object:
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), "data/lines.toml")

    monkeypatch.setattr("ontherecord.read.documents.articles", missing)
    status, _, stderr = run("build", good, "-o", good / "out", *QUICK)
    assert status == 1
    assert "data/lines.toml" in stderr
    assert "check the name" not in stderr


def test_a_folder_without_anything_readable(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    status, _, stderr = run("build", tmp_path / "in", "-o", tmp_path / "out", *QUICK)
    assert status == 1
    assert "no readable file" in stderr
    assert not (tmp_path / "out").exists()


def test_what_build_did_not_write_is_never_replaced(good: Path) -> None:
    out = good / "out"
    assert run("build", good, "-o", out, *QUICK)[0] == 0
    (out / "notes.txt").write_text("mine")
    status, _, stderr = run("build", good, "-o", out, *QUICK)
    assert status == 2
    assert "'notes.txt'" in stderr
    assert (out / "notes.txt").read_text() == "mine"


def test_places_that_cannot_be_written_are_told_before_any_work(
    good: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = good / "good.txt"
    for place in (file, file / "below", good / ("n" * 256), good):
        status, _, stderr = run("build", file, "-o", place, *QUICK)
        assert (status, "-o" in stderr, "Reading" in stderr) == (2, True, False)
    monkeypatch.setattr(os, "access", lambda *_: False)  # root may write anywhere
    status, _, stderr = run("build", file, "-o", good / "out", *QUICK)
    assert status == 2
    assert "nothing can be written in" in stderr


def test_a_full_disk_leaves_the_old_record(good: Path) -> None:
    out = good / "out"
    assert run("build", good, "-o", out, *QUICK)[0] == 0
    before = {p: p.read_bytes() for p in out.glob("**/*") if p.is_file()}
    (good / "more.txt").write_text(GOOD + "7", "utf-8")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (9_000, limits[1]))
    try:
        status, _, stderr = run("build", good, "-o", out, "--no-cache", "--workers", 1)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert status == 1
    assert stderr.splitlines()[-1].startswith("ontherecord: ")
    assert "free some space" in stderr
    assert {p: p.read_bytes() for p in out.glob("**/*") if p.is_file()} == before
    assert not list(good.glob(".*"))


@pytest.mark.parametrize("fault", ["garbage", "a file in its place", "no permission"])
def test_a_build_goes_on_without_its_cache(fault: str, good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = good / "cache"
    cache.mkdir()
    if fault == "garbage":
        (cache / "done.sqlite").write_bytes(b"this is no database at all. " * 400)
    elif fault == "no permission":
        monkeypatch.setattr(os, "access", lambda path, mode: mode == os.R_OK or path != cache)
    else:
        (cache / "done.sqlite").mkdir()
    status, _, stderr = run("build", good / "good.txt", "-o", good / "out", "--cache", cache, "-q")
    assert status == 0
    assert stderr.count("\n") == 1
    assert stderr.startswith("warning: going on without a cache: ")
    otr.verify(otr.read_folder(good / "out"))


def test_a_cache_damaged_deep_inside_costs_time_not_the_build(good: Path) -> None:
    cache = good / "cache"
    assert run("build", good / "good.txt", "-o", good / "out", "--cache", cache, "-q")[0] == 0
    store = cache / "done.sqlite"
    data = bytearray(store.read_bytes())
    data[200:] = b"\xff" * (len(data) - 200)  # the header stays, so that it opens
    store.write_bytes(data)
    (good / "good.txt").write_text(GOOD + "8", "utf-8")
    status, _, stderr = run("build", good / "good.txt", "-o", good / "out", "--cache", cache, "-q")
    assert status == 0
    assert plain(stderr)
    otr.verify(otr.read_folder(good / "out"))


def test_a_damaged_record_is_named_and_no_traceback(good: Path) -> None:
    out = good / "out"
    assert run("build", good, "-o", out, *QUICK)[0] == 0
    for name, text in (
        ("documents.jsonl", '{"id": 3}\n'),
        ("stories.jsonl", '{"id": "\\ud800"}\n'),
        ("manifest.json", '{"program": {"name": "ontherecord"}}'),
        ("manifest.json", '{"program": "ours"}'),
    ):
        (out / name).write_text(text)
        status, _, stderr = run("verify", out)
        assert status == 1
        assert stderr.count("\n") == 1


# --- processes -----------------------------------------------------------------------------------


PROGRAM = ("-m", "ontherecord")
SPREADING = ("-c", f"import {articles.__name__} as all; all._WORTH_WORKERS = 0; import ontherecord.__main__")
"""The program, and the program with workers even for a short text."""


def start(*arguments: object, program: tuple[str, str] = PROGRAM) -> subprocess.Popen[str]:
    call = [sys.executable, *program, *map(str, arguments)]
    return subprocess.Popen(call, stderr=subprocess.PIPE, text=True, start_new_session=True)


def wait_for(process: subprocess.Popen[str], words: str) -> None:
    assert process.stderr is not None
    while line := process.stderr.readline():
        if words in line:
            return
    raise AssertionError(f"ended without {words!r}")


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """Enough text for some seconds."""
    folder = tmp_path / "many"
    folder.mkdir()
    for n in range(30):
        text = "\n\n".join(f"{GOOD} Sentence {n} of part {m} was signed on Tuesday." for m in range(10))
        (folder / f"{n}.txt").write_text(text, "utf-8")
    return folder


STAGES = ["Reading", "Annotating", "Tracing", "Grouping", "Reconciling", "Verifying", "Writing"]


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize(("sign", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_stop_at_any_moment_leaves_nothing_half_written(
    stage: str, sign: signal.Signals, status: int, many: Path
) -> None:
    """Somewhere in each stage, at a moment that chance chooses: nothing is left, or the whole record."""
    out = many.parent / "out"
    program = SPREADING if stage == "Annotating" else PROGRAM
    process = start("build", many, "-o", out, "--no-cache", "--workers", 2, program=program)
    wait_for(process, stage)
    time.sleep(Random(f"{stage}{sign}").random() / 2)
    os.killpg(process.pid, sign) if sign == signal.SIGINT else process.send_signal(sign)
    _, stderr = process.communicate(timeout=300)
    assert plain(stderr)
    if (
        process.returncode == 0 or out.exists()
    ):  # the stop came behind the last word, when the program was leaving
        otr.verify(otr.read_folder(out))
        return
    assert process.returncode in {status, -sign}  # by the signal itself, where Python was taking itself down
    assert [p.name for p in many.parent.iterdir()] == ["many"]


def test_what_was_stopped_goes_on_with_what_was_done(many: Path) -> None:
    call = ("build", many, "-o", many.parent / "out", "--cache", many.parent / "cache", "--workers", 1)
    process = start(*call)
    wait_for(process, "Tracing")
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=30)
    started = time.process_time()
    assert run(*call)[0] == 0
    otr.verify(otr.read_folder(many.parent / "out"))
    with sqlite3.connect(many.parent / "cache" / "done.sqlite") as store:
        assert store.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert time.process_time() - started < 60


def _no_memory(number: int) -> int:
    """A task that finds no memory in a worker, and enough in the first process."""
    if os.getpid() != int(os.environ["OTR_TEST_FIRST"]) and number == 3:
        raise MemoryError
    return number * number


def test_a_worker_without_memory_costs_time_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OTR_TEST_FIRST", str(os.getpid()))
    assert list(spread(_no_memory, range(9), 2)) == [n * n for n in range(9)]


def test_no_memory_at_all_is_one_line(good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> object:
        raise MemoryError

    monkeypatch.setattr(sys.modules["ontherecord.build"], "annotate", full)
    status, _, stderr = run("build", good, "-o", good / "out", *QUICK)
    assert status == 1
    assert stderr.splitlines()[-1].startswith("ontherecord: there is not enough memory; take fewer --workers")
    assert [p.name for p in good.iterdir()] == ["good.txt"]


def test_a_clock_that_jumps_changes_no_byte(good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("build", good, "-o", good / "one", *QUICK)[0] == 0
    moments = cycle([4e9, 0.0, 1.7e9, -1e6])
    monkeypatch.setattr(time, "time", lambda: next(moments))
    assert run("build", good, "-o", good / "two", *QUICK)[0] == 0
    one, two = (
        {p.relative_to(good / name): p.read_bytes() for p in (good / name).rglob("*") if p.is_file()}
        for name in ("one", "two")
    )
    assert one == two


def first_worker(process: subprocess.Popen[str]) -> int:
    """The id of the first worker of a build, once it is there."""
    call = ["ps", "-ww", "-o", "pid,args", "-g", str(process.pid)]
    while process.poll() is None:
        listed = subprocess.run(call, capture_output=True, text=True, check=True)
        if workers := [int(line.split()[0]) for line in listed.stdout.splitlines() if "LokyProcess" in line]:
            return min(workers)
        time.sleep(0.1)
    raise AssertionError("the build ended without a worker")


@pytest.mark.slow
def test_a_killed_worker_costs_time_only(many: Path) -> None:
    process = start("build", many, "-o", many.parent / "out", "--no-cache", "--workers", 2, program=SPREADING)
    os.kill(first_worker(process), signal.SIGKILL)
    _, stderr = process.communicate(timeout=300)
    assert (process.returncode, plain(stderr)) == (0, True)
    otr.verify(otr.read_folder(many.parent / "out"))


def test_two_builds_into_one_folder_both_end_whole(good: Path) -> None:
    out = good.parent / "out"
    both = [start("build", good, "-o", out, "--no-cache", "-q") for _ in range(2)]
    for process in both:
        _, stderr = process.communicate(timeout=300)
        assert (process.returncode, stderr) == (0, "")
    otr.verify(otr.read_folder(out))
    assert sorted(p.name for p in good.parent.iterdir()) == ["coverage", "out"]
