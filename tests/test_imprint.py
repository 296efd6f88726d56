# SPDX-License-Identifier: Apache-2.0
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from ontherecord.annotate.settings import Settings
from ontherecord.imprint import build_folder, imprint

FIRST = "Mayor opens bridge\n\nThe mayor of Halvern, Ines Dorr, opened a bridge on Monday. 'It is late,' she said.\n"
SECOND = "Ferry stops\n\nThe ferry across the Halv stopped on Tuesday, the operator Rodna Lines said.\n"


@pytest.fixture
def coverage(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(FIRST, "utf-8")
    (folder / "b.txt").write_text(SECOND, "utf-8")
    return folder


def run(coverage: Path, out: Path) -> list[str]:
    """The stages that ran."""
    stages: list[str] = []
    build_folder(
        [coverage], out, Settings(), workers=1, cache=out.with_name("done.sqlite"),
        progress=lambda stage, done, of: stages.append(stage),
    )  # fmt: skip
    return list(dict.fromkeys(stages))


def state(out: Path) -> dict[str, tuple[bytes, int]]:
    return {str(p): (p.read_bytes(), p.stat().st_mtime_ns) for p in out.rglob("*") if p.is_file()}


def test_an_unchanged_build_is_left_alone(coverage: Path, tmp_path: Path) -> None:
    assert "write" in run(coverage, tmp_path / "out")
    before = state(tmp_path / "out")
    assert run(coverage, tmp_path / "out") == ["unchanged"]
    assert state(tmp_path / "out") == before


def _input_changed(coverage: Path, out: Path) -> None:
    (coverage / "a.txt").write_text(FIRST.replace("Monday", "Sunday"), "utf-8")


def _input_added(coverage: Path, out: Path) -> None:
    (coverage / "c.txt").write_text(SECOND.replace("Tuesday", "Friday"), "utf-8")


def _input_renamed(coverage: Path, out: Path) -> None:
    os.rename(coverage / "a.txt", coverage / "z.txt")


def _dossier_touched(coverage: Path, out: Path) -> None:
    page = next(out.rglob("dossier.html"))
    page.write_bytes(page.read_bytes() + b" ")


def _copy_deleted(coverage: Path, out: Path) -> None:
    next((out / "copies").iterdir()).unlink()


@pytest.mark.parametrize(
    "change",
    [_input_changed, _input_added, _input_renamed, _dossier_touched, _copy_deleted],
)
def test_any_change_is_built_again(
    change: Callable[[Path, Path], None], coverage: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    run(coverage, out)
    change(coverage, out)
    assert "write" in run(coverage, out)
    assert run(coverage, out) == ["unchanged"]


def test_a_damaged_cache_only_costs_time(coverage: Path, tmp_path: Path) -> None:
    run(coverage, tmp_path / "out")
    before = {p: b for p, (b, _) in state(tmp_path / "out").items()}
    for left in tmp_path.glob("done.sqlite*"):
        left.write_bytes(b"not a store" * 1000)
    assert "write" in run(coverage, tmp_path / "out")
    assert {p: b for p, (b, _) in state(tmp_path / "out").items()} == before


def test_the_imprint_depends_on_the_settings_and_on_every_input(coverage: Path) -> None:
    both = imprint([coverage], Settings())
    assert both is not None
    assert imprint([coverage / "b.txt", coverage / "a.txt"], Settings()) == both
    assert imprint([coverage / "a.txt"], Settings()) != both
    assert imprint([coverage], Settings(model="another_pipeline")) != both
    assert imprint([coverage], Settings(quotations="all")) != both


def test_what_cannot_be_read_twice_has_no_imprint(coverage: Path) -> None:
    assert imprint(["-"], Settings()) is None
    assert imprint([coverage], Settings(model=str(coverage))) is None
