# SPDX-License-Identifier: Apache-2.0
"""An update does again what has changed, and nothing else."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest
from sqlalchemy import select

from ontherecord.annotate.settings import Settings
from ontherecord.archive import Choices, notes, open_archive, records
from ontherecord.archive.tables import findings
from ontherecord.model import Reading
from ontherecord.read import read
from ontherecord.reconcile.brief.brief_settings import BriefSettings
from tests.archive.conftest import Where
from tests.archive.invented import report, unread
from tests.conftest import PAIR, STORY

build = import_module("ontherecord.build")


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """How many articles were annotated, how often all were traced."""
    counts = {"annotated": 0, "traced": 0}
    annotate, trace = notes.annotate, build.trace

    def counting(articles: list[object], *rest: object, **more: object) -> object:
        counts["annotated"] += len(articles)
        return annotate(articles, *rest, **more)  # type: ignore[arg-type]

    def tracing(*rest: object) -> object:
        counts["traced"] += 1
        return trace(*rest)  # type: ignore[arg-type]

    monkeypatch.setattr(notes, "annotate", counting)
    monkeypatch.setattr(build, "trace", tracing)
    return counts


def test_only_what_is_new_is_done(tmp_path: Path, cache: Path, counted: dict[str, int]) -> None:
    with open_archive(tmp_path / "a.sqlite", create=True) as archive:
        archive.add(read([STORY / "02-harbour-gazette.txt", STORY / "13-three-records.jsonl"]))
        first = archive.update(workers=1, cache=cache)
        assert counted == {"annotated": 4, "traced": 1}
        assert first.reconciled == first.stories

        again = archive.update(workers=1, cache=cache)
        assert counted == {"annotated": 4, "traced": 1}, "with nothing new nothing is done"
        assert (again.stories, again.changed) == (first.stories, ())

        archive.add(
            [report("Tea prices fall in Lindow\n\nThe tea of Lindow costs less than it did.\n", "tea.txt")]
        )
        third = archive.update(workers=1, cache=cache)
        assert counted == {"annotated": 5, "traced": 2}
        assert (len(third.changed), third.reconciled) == (1, 1), "other stories stay as they were"


def test_other_settings_make_the_records_anew(tmp_path: Path, cache: Path, counted: dict[str, int]) -> None:
    with open_archive(tmp_path / "a.sqlite", create=True) as archive:
        archive.add(read([PAIR]))
        stories = archive.update(workers=1, cache=cache).stories
        archive.choose(Choices(wanted=BriefSettings(length=1)))
        assert archive.update(workers=1, cache=cache).reconciled == stories
        assert counted["annotated"] == 2, "a shorter brief needs no other annotations"
        assert all(len(archive.record(one.id).brief) <= 1 for one in archive.stories())
        archive.choose(Choices(settings=Settings(quotations="all")))
        archive.update(workers=1, cache=cache)
        assert counted["annotated"] == 4
        assert archive.build().manifest.settings["quotations"] == "all"


def test_what_is_added_meanwhile_waits_for_the_next_update(
    tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_archive(tmp_path / "a.sqlite", create=True) as archive:
        archive.add(read([PAIR]))
        real = build.shares

        def meanwhile(*rest: object) -> object:
            archive.add(read([STORY / "02-harbour-gazette.txt"]))
            return real(*rest)  # type: ignore[arg-type]

        monkeypatch.setattr(build, "shares", meanwhile)
        assert archive.update(workers=1, cache=cache).documents == 2
        assert list(archive.check()) == []
        monkeypatch.undo()
        assert archive.update(workers=1, cache=cache).documents == 3


def test_records_that_another_update_drops_meanwhile_are_made_again(tmp_path: Path, cache: Path) -> None:
    dropped = []
    with open_archive(tmp_path / "a.sqlite", create=True) as archive:
        archive.add(read([PAIR]))

        def meanwhile(stage: str, done: int, of: int) -> None:
            if stage == "reconcile" and not dropped:
                with archive.place.writing() as connection:
                    records.prune(connection)  # no story has them yet
                dropped.append(done)

        archive.update(workers=1, cache=cache, progress=meanwhile)
        assert dropped
        assert list(archive.check()) == []


_APPEAL = "Readers who want to know more about it may write to the desk of this house at any hour of the day."


def _carrying(headline: str, told: str, file: str) -> Reading:
    """An article that ends with the appeal, as others do."""
    return unread(report(f"{headline}\n\n{told}\n\n{_APPEAL}\n", file, outlet=file, published="2031-03-10"))


FERRY = [
    _carrying(
        "Ferry sinks off Ruse",
        "The ferry Petka sank off Ruse at night with forty people aboard, and Anna Holt of the Danube Watch counted "
        "them as they came ashore one by one in the rain. All were brought to a school above the harbour of Ruse.",
        "Echo",
    ),
    _carrying(
        "Divers reach the ferry Petka",
        "Nobody was in the cabins when divers reached the Petka off Ruse; the Danube Watch under Anna Holt will now "
        "look for a reason in papers of the yard that built the ferry long ago. Work below went on until dawn.",
        "Lantern",
    ),
]
ELSEWHERE = [
    _carrying("Drivers walk out", "Cranes stood still in Vidin as Petar Kolev of Quay Union led a walk to Stone Gate.", "Post"),
    _carrying("Comet seen", "A comet rose over Marlow on its way past Orion, wrote Ida Fenn of Yale Tower.", "Star"),
    _carrying("Orchard prize", "Pears from Lindow took the Golden Basket, which Otto Brandt of Hollow Farm kept.", "Farm"),
]  # fmt: skip


def test_a_story_is_not_reconciled_again_where_only_its_shared_words_have_changed(tmp_path: Path) -> None:
    """A phrase that two articles share is nobody's once many carry it."""
    with (
        open_archive(tmp_path / "a.sqlite", create=True) as archive,
        open_archive(tmp_path / "b.sqlite", create=True) as fresh,
    ):
        archive.add(FERRY)
        assert archive.update(workers=1).stories == 1
        (name,) = (one.id for one in archive.stories())
        assert len(archive.record(name).reuse) == 1
        archive.add(ELSEWHERE)
        done = archive.update(workers=1)
        assert (done.stories, len(done.changed), done.reconciled) == (4, 4, 3)
        assert archive.record(name).reuse == ()
        fresh.add([*ELSEWHERE, *FERRY])
        fresh.update(workers=1)
        assert archive.build() == fresh.build()


def test_an_update_finds_what_an_archive_finds_that_got_all_at_once(where: Where, cache: Path) -> None:
    """Also what is remembered of the articles that were there: new ones make phrases nobody's and outlets newsrooms."""
    given = [one for one in read([STORY]) if isinstance(one, Reading)]
    more = [*FERRY, *ELSEWHERE]
    with open_archive(where(), create=True) as archive, open_archive(where(), create=True) as fresh:
        for some in (given[::2], more[:2], given[1::2], more[2:]):
            archive.add(some)
            archive.update(workers=1, cache=cache)
        fresh.add([*more, *given])
        fresh.update(workers=1, cache=cache)
        assert archive.build() == fresh.build()
        with archive.place.reading() as one, fresh.place.reading() as other:
            assert set(one.execute(select(findings.c.key))) == set(other.execute(select(findings.c.key)))


def test_records_made_in_processes_are_those_made_in_this_one(
    tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build, "_WORTH", 0)
    made = []
    for workers in (1, 2):
        with open_archive(tmp_path / f"{workers}.sqlite", create=True) as archive:
            archive.add(read([STORY / "02-harbour-gazette.txt", STORY / "13-three-records.jsonl"]))
            assert archive.update(workers=workers, cache=cache).reconciled > 1
            made.append(archive.build().records)
    assert made[0] == made[1]
