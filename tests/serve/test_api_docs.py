# SPDX-License-Identifier: Apache-2.0
"""What docs/api.md tells a reader to type is typed, against a server over the example story."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT
from tests.test_snippets import printed

_BLOCK = re.compile(r"```(sh|python|text)\n(.*?)```", re.DOTALL)
_ADDRESS = "http://127.0.0.1:8000"


PAGE = "docs/api.md"


def test_what_the_page_tells_the_reader_to_type_works(live: str, tmp_path: Path) -> None:
    ran, output = 0, ""
    for kind, code in _BLOCK.findall((ROOT / PAGE).read_text("utf-8")):
        if kind == "text":
            if ran:
                assert printed(code, output + "\n"), f"{PAGE} shows\n{code}\nbut what came is\n{output}"
            continue
        if kind == "sh" and shutil.which("curl") is None:
            continue
        command = ["bash", "-uc", code] if kind == "sh" else [sys.executable, "-c", code]
        command[2] = command[2].replace(_ADDRESS, live)
        done = subprocess.run(
            command, cwd=tmp_path, env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT / "src")}, check=False,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=300,
        )  # fmt: skip
        assert done.returncode == 0, f"{code}\n{done.stdout}"
        output, ran = done.stdout, ran + 1
    assert ran
