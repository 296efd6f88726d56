# SPDX-License-Identifier: Apache-2.0
"""Ten times as much of any hostile text takes less than twenty times as long, stage by stage; the largest are built whole."""

from __future__ import annotations

import io
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import ontherecord as otr
from ontherecord.build import annotations_of, records_of
from ontherecord.model import Reading
from ontherecord.read import read
from tests.hostile.texts import HEAD, HOSTILE

SHORT = 2_000  # characters
TIMES, FACTOR = 10, 20
NOISE = 0.2  # seconds: below it a time says nothing
MOST_SECONDS, MOST_MEMORY = 10, 1_000_000  # of processor time; kilobytes
LARGEST = {
    "one sentence": 460_000,  # 100,000 words
    "commas": 50_000,
    "nested quotes": 100_000,
    "numbers of 5,000 digits": 100_000,
    "one word": 2_000_000,
    "emoji": 200_000,
    "ellipses": 200_000,
    "colons": 200_000,
    "homoglyph names": 40_000,
}
"""Characters of the texts that are built whole, from the shell to the dossier."""
pytestmark = pytest.mark.slow

CARRIERS: dict[str, Callable[[str], bytes]] = {
    "text": lambda text: (HEAD + text).encode(),
    "page": lambda text: f"<html><body><h1>Ferry</h1><p>{HEAD}<p>{text}</body></html>".encode(),
    "head of a page": lambda text: (
        f'<html><head><title>{text}</title><meta name="author" content="{text}"></head><body><p>{HEAD}'
    ).encode(),
    "record": lambda text: json.dumps({"title": text, "authors": [text], "text": HEAD + text}).encode(),
    "byline": lambda text: f"Harbor Gazette\nFerry sails\nBy {text}\n12 March 2024\n\n{HEAD}".encode(),
    "feed": lambda text: (
        f"<rss><channel><title>Gazette</title><item><title>{text}</title><description>{text}"
        "</description></item></channel></rss>"
    ).encode(),
    "mail": lambda text: f"From: {text.encode().hex()}\nSubject: {text}\n\n{HEAD}{text}".encode(),
}


def clocked(work: Callable[[], object]) -> tuple[float, object]:
    """Seconds of processor time, and what came out."""
    started = time.process_time()
    made = work()
    return time.process_time() - started, made


def readings(data: bytes) -> list[Reading]:
    return [one for one in read(["-"], io.BytesIO(data)) if isinstance(one, Reading)]


def stages(data: bytes) -> dict[str, float]:
    """What each stage takes for one document."""
    reading, read_ = clocked(lambda: readings(data))
    assert isinstance(read_, list)
    annotating, notes = clocked(lambda: annotations_of(read_, workers=1))
    assert isinstance(notes, dict)
    recording, _ = clocked(lambda: records_of(read_, notes, workers=1))
    return {"read": reading, "annotate": annotating, "record": recording}


@pytest.fixture(scope="module", autouse=True)
def warm() -> None:
    """Tables and pipeline are loaded before anything is timed."""
    stages(
        (
            HEAD + "Kovac said “no” in Vienna on Tuesday. Three ferries sank, and Bulgaria blamed Romania."
        ).encode()
    )


@pytest.mark.parametrize("name", HOSTILE)
def test_no_stage_takes_the_square_of_a_text(name: str) -> None:
    short, long = (stages((HEAD + HOSTILE[name](size)).encode()) for size in (SHORT, SHORT * TIMES))
    grown = {one: (short[one], long[one]) for one in long if long[one] > FACTOR * max(short[one], NOISE)}
    assert not grown, f"{name}: seconds for {SHORT} and {SHORT * TIMES} characters"
    assert sum(long.values()) < MOST_SECONDS


@pytest.mark.parametrize("name", LARGEST)
def test_the_largest_are_built_whole(name: str, tmp_path: Path) -> None:
    article, out = tmp_path / "article.txt", tmp_path / "out"
    article.write_text(HEAD + HOSTILE[name](LARGEST[name]), "utf-8")
    command = [
        sys.executable,
        "-m",
        "ontherecord",
        "build",
        str(article),
        "-o",
        str(out),
        "--workers",
        "1",
        "--no-cache",
    ]
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    child = subprocess.Popen(command, env=kept)  # an installed program keeps its compiled modules
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    assert child.returncode == 0
    assert used.ru_utime + used.ru_stime < MOST_SECONDS
    assert used.ru_maxrss < MOST_MEMORY
    assert (out / "index.html").stat().st_size


@pytest.mark.parametrize("carrier", CARRIERS)
@pytest.mark.parametrize("name", HOSTILE)
def test_no_reader_takes_the_square_of_a_text(name: str, carrier: str) -> None:
    carry, text = CARRIERS[carrier], HOSTILE[name](SHORT * TIMES)
    short, _ = clocked(lambda: readings(carry(HOSTILE[name](SHORT))))
    long, _ = clocked(lambda: readings(carry(text)))
    assert long < FACTOR * max(short, NOISE)


@pytest.mark.parametrize("letter", ["A", "a", "1", "-", ".", " ", "\u00a0", "'", "A-", "A ", "of "])
@pytest.mark.parametrize("size", [300, 1_400])
def test_a_line_of_one_letter_takes_no_time(letter: str, size: int) -> None:
    """A byline of 100 capitals once took seconds, one of 400 hours: words were split in every way there is."""
    line = letter * (size // len(letter))
    data = f"Harbor Gazette\n{line}!x\nBy {line}!x\n{line} - Reuters !x\n12 March 2024\n\n{HEAD}Kovac said no.".encode()
    assert clocked(lambda: readings(data))[0] < 2


def test_all_hostile_texts_together_stay_small(tmp_path: Path) -> None:
    """One build of all of them: each stands as written, and the process stays below a gigabyte."""
    lines = b"\n".join(
        json.dumps({"title": name, "text": HEAD + make(SHORT)}).encode() for name, make in HOSTILE.items()
    )
    made = otr.build(["-"], workers=1, stdin=io.BytesIO(lines))
    otr.verify(made)
    otr.write(made, tmp_path / "out")
    otr.verify(otr.read_folder(tmp_path / "out"))
    assert len(made.documents) == len(HOSTILE)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < MOST_MEMORY
