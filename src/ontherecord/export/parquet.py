# SPDX-License-Identifier: Apache-2.0
"""The record as Parquet: a file a kind, with the nested fields of the record format and their types.

Comes in: a `Build`. Goes out: the bytes of a zip with fixed dates, or of one kind's file.
Refuses: to run without the extra (`MissingLibrary`, with the mend); a kind that does not exist (KeyError).
Score: none; `tests/export/test_parquet.py` reads it back with pyarrow.

The columns are those of the JSON Lines of the kind, after `story`; the types come from the record types
themselves, so that a kind without a row has its columns too.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import inspect

from ontherecord.export.schema import KINDS, STORY_KINDS
from ontherecord.model import Build

if TYPE_CHECKING:
    import pyarrow as pa

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first date a zip can hold: archives of one record are equal
PARQUET_KINDS = ("documents", "stories", *STORY_KINDS)
"""The kinds that have a file, in the order of the record format."""


class MissingLibrary(Exception):
    """A library that an export needs and that is not installed; one line with the mend."""


def parquet_files(build: Build) -> Iterator[bytes]:
    """A zip of one `<kind>.parquet` each."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for kind in PARQUET_KINDS:
            info = zipfile.ZipInfo(f"{kind}.parquet", _EPOCH)
            info.external_attr = 0o644 << 16
            archive.writestr(info, b"".join(parquet_file(build, kind)))
    yield held.getvalue()


def parquet_file(build: Build, kind: str) -> Iterator[bytes]:
    """The Parquet file of one kind. Raises KeyError if there is no such kind."""
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError as fault:
        raise MissingLibrary("parquet: needs a library; pip install 'ontherecord[parquet]'") from fault
    table = pa.Table.from_pylist(list(rows(build, kind)), schema=arrow_schema(kind))
    held = pa.BufferOutputStream()
    parquet.write_table(table, held, compression="zstd")
    yield held.getvalue().to_pybytes()


def rows(build: Build, kind: str) -> Iterator[dict[str, Any]]:
    """The rows of one kind as Python values, in the order of the record."""
    held: Iterable[tuple[str | None, object]]
    if kind == "documents":
        held = ((None, one) for one in build.documents)
    elif kind == "stories":
        held = ((None, record.story) for record in build.records)
    else:
        held = ((record.story.id, one) for record in build.records for one in getattr(record, kind))
    for story, datum in held:
        yield {"story": story} | msgspec.to_builtins(datum)


def arrow_schema(kind: str) -> pa.Schema:
    """The columns of a kind with their types, derived from its record type."""
    import pyarrow as pa

    made = inspect.type_info(KINDS[kind])
    assert isinstance(made, inspect.StructType)
    fields = [pa.field(field.encode_name, _arrow(field.type)) for field in made.fields]
    return pa.schema([pa.field("story", pa.string()), *fields])


def _arrow(made: inspect.Type) -> pa.DataType:
    """The Arrow type of a field: unions with null are what every Arrow column allows anyway."""
    import pyarrow as pa

    match made:
        case inspect.UnionType():
            (held,) = (one for one in made.types if not isinstance(one, inspect.NoneType))
            return _arrow(held)
        case inspect.StructType():
            return pa.struct([pa.field(field.encode_name, _arrow(field.type)) for field in made.fields])
        case inspect.VarTupleType() | inspect.ListType():
            return pa.list_(_arrow(made.item_type))
        case inspect.TupleType():  # pairs of one type: the two sides of a passage or a change
            return pa.list_(_arrow(made.item_types[0]))
        case inspect.DictType():
            return pa.map_(_arrow(made.key_type), _arrow(made.value_type))
        case inspect.IntType():
            return pa.int64()
        case inspect.FloatType():
            return pa.float64()
        case inspect.BoolType():
            return pa.bool_()
        case inspect.StrType() | inspect.LiteralType():
            return pa.string()
        case _:
            raise TypeError(f"{made}: a type of the record that has no Arrow type yet")
