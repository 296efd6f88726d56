# SPDX-License-Identifier: Apache-2.0
"""What the docs tell a reader to type is typed: every sh and python block of these pages, in order.

Each page has a folder of its own, with the example story as `coverage/`. A python block whose first line is a
comment with a file name is also kept as that file. A text block must be what the block before it said, line by
line; a line of three dots stands for any lines, three dots within a line for any characters.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

PAGES = (
    "README.md",
    "docs/tutorial.md",
    "docs/for-analysts.md",
    "docs/for-newsrooms.md",
    "docs/for-developers.md",
    "docs/archive.md",
    "docs/decisions.md",
    "docs/exports.md",
)
_BLOCK = re.compile(r"```(sh|python|text)\n(.*?)```", re.DOTALL)
pytestmark = pytest.mark.slow


def blocks(page: str) -> Iterator[tuple[str, str]]:
    return iter(_BLOCK.findall((ROOT / page).read_text("utf-8")))


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with the example story, and a command of that name on the path."""
    shutil.copytree(ROOT / "examples" / "story", tmp_path / "coverage")
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    command = tmp_path / ".bin" / "ontherecord"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m ontherecord "$@"\n')
    command.chmod(0o755)
    return tmp_path


def run(code: str, kind: str, desk: Path) -> str:
    name = re.match(r"# (\w+\.py)\n", code)
    if name:
        (desk / name[1]).write_text(code, "utf-8")
    command = ["bash", "-euc", code] if kind == "sh" else [sys.executable, "-c", code]
    paths = {"PATH": f"{desk / '.bin'}:{os.environ['PATH']}", "PYTHONPATH": f"{ROOT / 'src'}:{desk}"}
    done = subprocess.run(
        command, cwd=desk, env=os.environ | paths, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        check=False, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, f"{code}\n{done.stdout}"
    return done.stdout


def printed(wanted: str, output: str) -> bool:
    """Whether the output is what the page shows of it."""
    pattern = "".join(
        r"(?:.*\n)*?" if line == "..." else ".*".join(map(re.escape, line.split("..."))) + "\n"
        for line in wanted.splitlines()
    )
    return re.search("^" + pattern, output, re.MULTILINE) is not None


@pytest.mark.parametrize("page", PAGES)
def test_what_a_page_tells_the_reader_to_type_works(page: str, desk: Path) -> None:
    output, ran = "", 0
    for kind, code in blocks(page):
        if kind == "text":
            assert printed(code, output), f"{page} shows\n{code}\nbut what came is\n{output}"
        else:
            output = run(code, kind, desk)
            ran += 1
    assert ran
