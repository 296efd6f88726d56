# SPDX-License-Identifier: Apache-2.0
"""What feeds and alerts link to, named and not fetched."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from ontherecord.cli import main
from ontherecord.read.links import links
from tests.carriers import page, rss, told
from tests.read.test_mail import ALERT, alert

TOLD = told()[:2]


def _folder(at: Path) -> Path:
    (at / "a.xml").write_bytes(rss(TOLD))
    (at / "b.eml").write_bytes(alert())
    (at / "c.html").write_bytes(page(TOLD[0]))
    (at / "d.pdf").write_bytes(b"%PDF-1.4")
    return at


def test_each_link_is_named_once_and_pages_link_to_nothing(tmp_path: Path) -> None:
    found, refused = links([_folder(tmp_path), tmp_path / "a.xml"])
    assert ALERT.count("g.example/") == 3
    assert found == [*(one.url for one in TOLD), *(f"https://g.example/{n}" for n in range(3))]
    assert [one.source for one in refused] == [str(tmp_path / "d.pdf")]


def test_the_verb_prints_them_a_line_each(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["links", str(_folder(tmp_path) / "b.eml")])
    assert done.exit_code == 0
    assert done.stdout.splitlines() == [f"https://g.example/{n}" for n in range(3)]
