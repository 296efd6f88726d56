# SPDX-License-Identifier: Apache-2.0
"""The law of the archive: whatever the order and the pieces in which articles come, the records are those of a build."""

from __future__ import annotations

import random
import tempfile
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ontherecord.archive import Archive, open_archive
from ontherecord.model import Build, Reading
from ontherecord.read import read
from tests.archive.conftest import Where
from tests.archive.invented import report, reports, unread
from tests.archive.kills import contents
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


def coverage() -> list[Reading]:
    """Invented coverage with what makes order matter: two pages with one text, a page that changed, reprints with and
    without a credit, an article without a date, one that shares a standing phrase with all."""
    matter = {
        "Ruse": "The ferry Petka sank off Ruse on Monday night with forty people aboard, the harbour master Anna Holt said. "
        "Divers from Marlow searched the wreck until dawn and found nobody in its cabins below the deck.",
        "Vidin": "Crane drivers in Vidin walked out on Tuesday over the pay of night shifts, their union said in a letter. "
        "The port of Vidin turned eleven ships away, and its director Petar Kolev asked the drivers to come back.",
    }
    appeal = "Write to the desk of this paper if you know more about this matter than we do today."
    made = []
    for n, (town, text) in enumerate(matter.items()):
        whole = f"Report from {town}\n\n{text}\n\n{appeal}\n"
        more = whole.replace("found nobody", "found two people").replace("eleven ships", "fourteen ships")
        page = f"https://lantern.example/{town}"
        made += [
            report(whole, f"1{town}.txt", url=page, outlet="The Lantern", published=f"2031-03-1{n}"),
            report(more, f"2{town}.txt", url=page, outlet="The Lantern", published=f"2031-03-1{n + 1}"),
            report(whole, f"3{town}.txt", url=f"https://echo.example/{town}", outlet="Echo", published=f"2031-03-1{n + 1}"),
            report(whole.replace("Report from", "(Lantern Agency) From"), f"4{town}.txt", outlet="Quay Post"),
            report(f"More on {town}\n\n{text[:120]}\n\nNobody in {town} knew why this had happened.\n\n{appeal}\n",
                   f"5{town}.txt", outlet="Belvedere Times", published=f"2031-03-2{n}"),
        ]  # fmt: skip
    return [unread(one) for one in (*made, *reports(3))]


READINGS = coverage()
FINAL = ("build", "stories", "story_articles", "cast")


@pytest.fixture(scope="module")
def at_once() -> dict[str, object]:
    """What an archive holds that got all of it at once."""
    with (
        tempfile.TemporaryDirectory() as folder,
        open_archive(Path(folder) / "calm.sqlite", create=True) as archive,
    ):
        archive.add(READINGS)
        archive.update(workers=1)
        return {name: kept for name, kept in contents(archive).items() if name in FINAL}


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    order=st.permutations(READINGS),
    cuts=st.sets(st.integers(1, len(READINGS) - 1), max_size=4),
    again=st.booleans(),
)
def test_no_order_of_arrival_changes_what_is_there_in_the_end(
    at_once: dict[str, object], order: list[Reading], cuts: set[int], again: bool
) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        open_archive(Path(folder) / "a.sqlite", create=True) as archive,
    ):
        for first, end in pairwise([0, *sorted(cuts), len(order)]):
            archive.add(order[first:end])
            archive.update(workers=1)
        if again:
            archive.add(order[:3])
            assert archive.update(workers=1).changed == ()
        found = contents(archive)
        assert {name: found[name] for name in FINAL} == at_once
        assert list(archive.check()) == []
