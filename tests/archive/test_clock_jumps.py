# SPDX-License-Identifier: Apache-2.0
"""A clock that runs backwards, or far ahead, disturbs no archive: what it says stands in no record."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import cycle
from pathlib import Path

import pytest

import ontherecord as otr
from ontherecord.archive import clock, open_archive
from ontherecord.read import read
from tests.conftest import PAIR

MOMENTS = [
    datetime(2031, 3, 20, tzinfo=UTC),
    datetime(1970, 1, 1, tzinfo=UTC),
    datetime(9998, 12, 31, tzinfo=UTC),
]


def test_records_are_those_of_a_build_whatever_the_clock_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    moments = cycle(MOMENTS)

    class Jumping(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            return next(moments)

    monkeypatch.setattr(clock, "datetime", Jumping)
    with open_archive(tmp_path / "desk.sqlite", create=True) as archive:
        for file in sorted(PAIR.iterdir()):
            archive.add(read([file]))
            archive.update(workers=1)
        assert list(archive.check()) == []
        assert archive.stories()
        made = archive.build()
    (wanted,) = otr.build(sorted(PAIR.iterdir()), workers=1).records
    assert made.records == (wanted,)
