# SPDX-License-Identifier: Apache-2.0
"""Every format of a small record is valid, whole and without full texts; and the check can fail."""

from __future__ import annotations

import pytest

from ontherecord.export import FORMATS, export
from tests.export.example import talks
from tests.export.validity import VALID, valid


def test_every_format_has_its_check() -> None:
    assert set(VALID) == {name for name in FORMATS if ":" not in name}


@pytest.mark.parametrize("quotes_only", [False, True])
@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_valid(name: str, quotes_only: bool) -> None:
    assert valid(name, b"".join(export(talks(), name, quotes_only=quotes_only))) >= 0


DAMAGE = {
    "plover": (b'"event":[', b'"evnt":['), "timelinejs": (b'"events"', b'"event"'), "ninjs": (b'"headlines"', b'"headline"'),
    "annotations": (b'"exact"', b'"exactly"'), "csl": (b'"container-title"', b'"containerTitle"'), "ftm": (b'"Article"', b'"Artikel"'),
    "geojson": (b'"Point"', b'"Pint"'), "graphml": (b"</node>", b""), "bibtex": (b"}\n", b""),
    "polecat": (b"\t", b"\t\t"), "schemaorg": (b'"@graph"', b'"graph"'),
}  # fmt: skip


@pytest.mark.parametrize("name", DAMAGE)
def test_a_damaged_file_is_found(name: str) -> None:
    data = b"".join(export(talks(), name))
    before, after = DAMAGE[name]
    assert before in data
    with pytest.raises(Exception):  # noqa: B017 - each library has its own
        assert valid(name, data.replace(before, after, 1)) == valid(name, data)
