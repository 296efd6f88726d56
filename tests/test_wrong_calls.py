# SPDX-License-Identifier: Apache-2.0
"""What a newcomer types wrong: each answer names the mend, in a line or two, and no traceback."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from tests.conftest import PAIR
from tests.test_cli import run

CALLS = [
    ("build", 2, "INPUT..."),
    ("build PAIR", 2, "-o OUT"),
    ("build nosuch.txt -o new", 1, "check the name"),
    ("build *.nothing -o new", 1, "check the pattern and the folder"),
    ("build EMPTY -o new", 1, "name a folder that holds articles"),
    ("build scan.pdf -o new", 1, "save its text as .txt or .html"),
    ("build letter.docx -o new", 1, "unpack it, or save it as text"),
    ("build photo.jpg -o new", 1, "only text can be read"),
    ("build PAIR -o OTHERS", 2, "choose an empty or a new one for -o"),
    ("build PAIR -o PAIR", 2, "choose an empty or a new one for -o"),
    ("build PAIR -o new --since yesterday", 2, "write it as in 2031-03-20"),
    ("build PAIR -o new --length 0", 2, "from 1 to 50"),
    ("build PAIR -o new --workers 0", 2, "1<=x<=64"),
    ("build PAIR -o new --model en_core_web_huge", 2, "pip install"),
    ("build PAIR -o new --lexicon nosuch.toml", 2, "nosuch.toml"),
    ("build PAIR -o new --decisions nosuch.jsonl", 2, "there is no such file"),
    ("build PAIR -o new --rewrite localhost", 2, "give one as in http://"),
    ("build PAIR -o new --quotations some", 2, "'speech', 'all'"),
    ("build http://nosuch.invalid/x -o new", 1, "check the spelling"),
    ("bulid PAIR -o new", 2, "Did you mean 'build'?"),
    ("verify nosuch", 1, "name the folder that build wrote"),
    ("verify PAIR", 1, "name the folder that build wrote"),
    ("explain b1", 2, "'OUT'"),
    ("explain e-00000000 OUT", 1, "ids stand in"),
    ("explain OUT b1", 1, "the ID comes first"),
    ("export OUT", 2, "There is plover, polecat"),
    ("export OUT docx", 2, "there is plover, polecat"),
    ("export OUT csv:quotes", 2, "csv:quotations"),
    ("export markdown OUT", 2, "OUT comes first"),
    ("export OUT markdown --story nosuch", 2, "it has "),
    ("export OUT markdown -o nosuch/x.md", 1, "choose another -o"),
    ("schema quotation", 2, "'quotations'"),
    ("links nosuch", 1, "check the name"),
    ("init --archive nosuch/a.sqlite", 1, "its folder does not exist"),
    ("stories --archive nosuch.sqlite", 1, "make one with ontherecord init"),
    ("stories --archive scan.pdf", 1, "name another file"),
    ("serve --archive nosuch.sqlite", 1, "make one with ontherecord init"),
    ("watch PAIR --every soon --archive nosuch.sqlite", 2, "write 10m, 1h or 1d"),
    ("decide merge a b --record OUT", 2, "--who NAME"),
    ("decide merge a b --who me --record OUT", 2, "--decisions FILE"),
    ("decide merge a b --who me --record OUT --decisions new.jsonl", 2, "no cast has that id"),
    ("decide zap a --who me --record OUT --decisions new.jsonl", 2, "'merge'"),
    ("undo x-0 --archive nosuch.sqlite", 2, "--who NAME"),
    ("--nosuch", 2, "--help"),
]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a record and with what is no coverage."""
    folder = tmp_path_factory.mktemp("desk")
    assert run("build", PAIR, "-o", folder / "out", "--no-cache", "--workers", 1)[0] == 0
    (folder / "empty").mkdir()
    (folder / "others").mkdir()
    (folder / "others" / "notes.txt").write_text("mine")
    (folder / "scan.pdf").write_bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    (folder / "letter.docx").write_bytes(b"PK\x03\x04" + bytes(60))
    (folder / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF")
    return folder


@pytest.mark.parametrize(("call", "status", "mend"), CALLS, ids=[call for call, _, _ in CALLS])
def test_a_wrong_call_is_answered_with_the_mend(
    call: str, status: int, mend: str, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(desk)
    places = {"PAIR": PAIR, "OUT": "out", "OTHERS": "others", "EMPTY": "empty"}
    before = sorted(path.name for path in desk.iterdir())
    found, stdout, stderr = run(*(places.get(word, word) for word in shlex.split(call)))
    said = " ".join(stderr.split())
    assert (found, stdout) == (status, "")
    assert mend in said
    assert "Traceback" not in said
    assert len(said) < 800, "an answer is read at a glance"
    assert sorted(path.name for path in desk.iterdir()) == before, "nothing is left behind"


def test_what_no_terminal_can_show_is_not_sent_to_one(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("click.testing._NamedTextIOWrapper.isatty", lambda stream: True, raising=False)
    status, _, stderr = run("export", desk / "out", "csv")
    assert status == 2
    assert "name a file with -o" in stderr
