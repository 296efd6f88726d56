# SPDX-License-Identifier: Apache-2.0
"""Parquet, read back with pyarrow: the rows are those of the JSON Lines, field by field."""

from __future__ import annotations

import io
import zipfile

import msgspec
import pytest
from msgspec.structs import replace

from ontherecord.export import KINDS, MissingLibrary, export
from ontherecord.export.parquet import PARQUET_KINDS
from tests.export.example import talks

parquet = pytest.importorskip("pyarrow.parquet")


def read(data: bytes) -> list[dict[str, object]]:
    table: list[dict[str, object]] = parquet.read_table(io.BytesIO(data)).to_pylist(maps_as_pydicts="strict")
    return table


@pytest.mark.parametrize("kind", PARQUET_KINDS)
def test_the_rows_come_back_as_the_record_types(kind: str) -> None:
    build = talks()
    rows = read(b"".join(export(build, f"parquet:{kind}")))
    for row in rows:
        row.pop("story")
    held = {"documents": build.documents, "stories": tuple(r.story for r in build.records)}
    wanted = held.get(kind) or tuple(one for r in build.records for one in getattr(r, kind, ()))
    assert tuple(msgspec.convert(row, KINDS[kind]) for row in rows) == wanted


def test_a_kind_without_a_row_has_its_columns() -> None:
    build = replace(talks(), records=())
    table = parquet.read_table(io.BytesIO(b"".join(export(build, "parquet:claims"))))
    assert table.num_rows == 0
    assert table.column_names[:3] == ["story", "id", "text"]


def test_the_zip_holds_every_kind_and_is_the_same_each_time() -> None:
    data = b"".join(export(talks(), "parquet"))
    assert zipfile.ZipFile(io.BytesIO(data)).namelist() == [f"{kind}.parquet" for kind in PARQUET_KINDS]
    assert b"".join(export(talks(), "parquet")) == data


def test_without_the_library_the_mend_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(MissingLibrary, match=r"pip install 'ontherecord\[parquet\]'"):
        b"".join(export(talks(), "parquet:claims"))
