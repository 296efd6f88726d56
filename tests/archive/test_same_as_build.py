# SPDX-License-Identifier: Apache-2.0
"""The law of the archive: whatever the order and the pieces in which articles come, the records are those of a build."""

from __future__ import annotations

import random
from pathlib import Path

import msgspec
import pytest

from ontherecord.archive import Archive, open_archive
from ontherecord.model import Build, Reading
from ontherecord.read import read
from tests.archive.conftest import Where
from tests.conftest import STORY


def same(one: Build, other: Build) -> None:
    """Both builds are the same bytes."""
    assert [r.story.id for r in one.records] == [r.story.id for r in other.records]
    for mine, theirs in zip(one.records, other.records, strict=True):
        assert msgspec.json.encode(mine) == msgspec.json.encode(theirs)
    assert msgspec.json.encode(one) == msgspec.json.encode(other)


def filled(archive: Archive, readings: list[Reading], seed: int, cache: Path) -> None:
    """Add the readings in an order and in pieces that the seed decides, with updates between them."""
    luck = random.Random(seed)
    left = luck.sample(readings, len(readings))
    while left:
        size = luck.randint(1, 8)
        archive.add(left[:size])
        left = left[size:]
        if luck.random() < 0.6 or not left:
            archive.update(workers=1, cache=cache)


@pytest.mark.parametrize("seed", range(4))
def test_any_order_of_arrival_gives_what_a_build_gives(
    where: Where, seed: int, cache: Path, story_build: Build
) -> None:
    readings = [one for one in read([STORY]) if isinstance(one, Reading)]
    with open_archive(where(), create=True) as archive:
        filled(archive, readings, seed, cache)
        same(archive.build(), story_build)
        assert list(archive.check()) == []
        done = archive.update(workers=1, cache=cache)
        assert (done.changed, done.reconciled) == ((), 0)
