# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import csv
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontherecord.export import export
from ontherecord.export.cells import cell
from ontherecord.export.evidence import Evidence
from ontherecord.export.tables import TABLES
from ontherecord.model import Build
from tests import made
from tests.export.example import COPY, talks


def read(build: Build, name: str) -> list[dict[str, str]]:
    text = b"".join(export(build, f"csv:{name}")).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


@pytest.mark.parametrize("name", TABLES)
def test_every_table_is_rectangular(name: str) -> None:
    for build in (talks(), made.build()):
        for row in read(build, name):
            assert None not in row
            assert None not in row.values()


def test_rows_carry_their_words_and_where_they_stand() -> None:
    for row in read(talks(), "events"):
        assert COPY[int(row["start"]) : int(row["end"])] == row["text"]
        assert set(Evidence._fields) <= row.keys()
    claims = read(made.build(), "claims")
    assert [(r["value"], r["text"], r["outlet"]) for r in claims] == [
        ("Ruse", "Ruse", "The Lantern"),
        ("Giurgiu", "Giurgiu", "Rivertown Post"),
    ]
    assert claims[0]["standing"] == "in-conflict"


def test_the_zip_holds_every_table_and_is_the_same_twice() -> None:
    once, twice = (b"".join(export(talks(), "csv")) for _ in range(2))
    assert once == twice
    with zipfile.ZipFile(io.BytesIO(once)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == [f"{name}.csv" for name in TABLES]
        assert archive.read("events.csv") == b"".join(export(talks(), "csv:events"))


@pytest.mark.parametrize(
    "evil", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =HYPERLINK(1)", "＝1", "\n=1", "-"]
)
def test_what_a_spreadsheet_would_run_is_defused(evil: str) -> None:
    assert cell(evil).startswith("'")


def test_numbers_stay_numbers() -> None:
    assert [cell(v) for v in (-3.5, 0, None, True, "plain", "a=b")] == [
        "-3.5",
        "0",
        "",
        "true",
        "plain",
        "a=b",
    ]


@given(st.text())
def test_a_cell_is_one_line_and_never_a_formula(text: str) -> None:
    made_cell = cell(text)
    assert not set(made_cell) & set("\r\n\t\x0b\x0c\x85\u2028\u2029")
    assert made_cell.lstrip()[:1] not in set("=+-@")
