# SPDX-License-Identifier: Apache-2.0
"""The wheel and the sdist hold all that the program needs, and the wheel runs without the repository."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT

pytestmark = pytest.mark.slow
SOURCE = ROOT / "src"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a wheel and an sdist of this tree."""
    out = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-d", str(out)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    return out


def ours() -> set[str]:
    """Every file of the package, as a path below `src`."""
    files = (path for path in (SOURCE / "ontherecord").rglob("*") if path.is_file())
    return {str(path.relative_to(SOURCE)) for path in files if "__pycache__" not in path.parts}


def test_the_wheel_holds_every_file_of_the_package_and_nothing_else(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    assert ours() <= names
    assert {name.partition("/")[0].partition("-")[0] for name in names} == {"ontherecord"}
    assert any(name.endswith("share/man/man1/ontherecord.1") for name in names)


def test_the_sdist_holds_what_a_wheel_is_made_of(built: Path) -> None:
    (sdist,) = built.glob("*.tar.gz")
    with tarfile.open(sdist) as held:
        names = {name.partition("/")[2] for name in held.getnames()}
    assert {f"src/{name}" for name in ours()} | {"pyproject.toml", "LICENSE", "NOTICE", "README.md"} <= names


def test_the_wheel_runs_without_the_repository(built: Path, tmp_path: Path) -> None:
    (wheel,) = built.glob("*.whl")
    home = tmp_path / "site"
    zipfile.ZipFile(wheel).extractall(home)
    report = tmp_path / "report.txt"
    report.write_text('Mayor resigns\n\nMayor Ada Reyes said on Monday: "I have had enough."\n', "utf-8")
    paths = {"PYTHONPATH": str(home), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    code = "import ontherecord.cli as c; print(c.__file__); c.main(['build', 'report.txt', '-o', 'out', '--workers', '1'])"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=os.environ | paths, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert str(home) in done.stdout
    assert (tmp_path / "out" / "index.html").exists()
