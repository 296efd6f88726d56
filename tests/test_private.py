# SPDX-License-Identifier: Apache-2.0
"""Nothing leaves the machine: with the socket module shut, everything imports and the main job runs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT

SHUT = """
import socket, sys

class Shut(socket.socket):
    def __init__(self, family=-1, *rest, **more):
        raise AssertionError("a socket was opened")

def shut(*rest, **more):
    raise AssertionError("an address was looked up")

socket.socket = Shut
socket.create_connection = socket.getaddrinfo = socket.gethostbyname = shut
"""
IMPORT_ALL = """
import importlib, pkgutil, ontherecord
extras = {"pyarrow", "pandas", "pyspark", "pysail", "argon2", "psycopg", "starlette", "uvicorn", "wordllama"}
for found in pkgutil.walk_packages(ontherecord.__path__, "ontherecord."):
    if found.name.endswith("__main__") or ".migrations." in found.name:
        continue  # run as programs, by Python and by Alembic
    try:
        importlib.import_module(found.name)
    except ModuleNotFoundError as fault:
        assert (fault.name or "").split(".")[0] in extras, fault
"""


def run(code: str, folder: Path) -> subprocess.CompletedProcess[str]:
    paths = {"PYTHONPATH": str(ROOT / "src"), "XDG_CACHE_HOME": str(folder / "cache")}
    return subprocess.run(
        [sys.executable, "-c", SHUT + code], cwd=folder, env=os.environ | paths, capture_output=True, text=True,
        check=False, timeout=300,
    )  # fmt: skip


def test_the_check_can_fail(tmp_path: Path) -> None:
    assert run("socket.socket()", tmp_path).returncode != 0
    assert run("import urllib.request as r; r.urlopen('http://localhost:9')", tmp_path).returncode != 0


def test_importing_opens_no_connection(tmp_path: Path) -> None:
    done = run(IMPORT_ALL, tmp_path)
    assert done.returncode == 0, done.stderr


def test_the_main_job_opens_no_connection(tmp_path: Path) -> None:
    pair = ROOT / "examples" / "pair"
    job = f"from ontherecord.cli import main; main(['build', {str(pair)!r}, '-o', 'out', '--workers', '1'])"
    done = run(job, tmp_path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out" / "manifest.json").exists()
