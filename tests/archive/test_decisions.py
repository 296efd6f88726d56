# SPDX-License-Identifier: Apache-2.0
"""Decisions in an archive: kept, foreseen, applied on every update as in a build, taken back, never lost."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import msgspec
import pytest

import ontherecord as otr
from ontherecord.annotate.settings import Settings
from ontherecord.archive import Archive, ArchiveError, Choices, open_archive
from ontherecord.decide.making import decide
from ontherecord.model import Build, Decision, Undoing
from ontherecord.read import read
from tests.archive.conftest import Where
from tests.archive.test_same_as_build import same
from tests.conftest import STORY

module = import_module("ontherecord.build")
WHEN = "2031-03-22T10:00:00Z"


def _renaming(archive: Archive) -> Decision:
    made = archive.build()
    record = made.records[0]
    person = next(one for one in record.cast if one.kind == "person")
    return decide(
        made, "rename", [person.id], who="Rosa", when=WHEN, wanted="Somebody Else", story=record.story.id
    )


def test_a_decision_is_foreseen_then_applied_then_taken_back(
    where: Where, cache: Path, story_build: Build
) -> None:
    with open_archive(where(), create=True) as archive:
        archive.add(read([STORY]))
        archive.update(workers=1, cache=cache)
        decision = _renaming(archive)
        (foreseen,) = archive.foresee(decision)
        assert any("Somebody Else" in one.words for one in foreseen.differences)
        assert archive.decisions() == (), "to foresee is not to keep"

        assert archive.decide(decision)
        assert not archive.decide(decision), "it is kept once"
        done = archive.update(workers=1, cache=cache)
        assert len(done.changed) == 1, "only the story it is about has changed"
        same(archive.build(), otr.build([STORY], workers=1, cache=cache, decisions=[decision]))

        (back,) = archive.foresee(decision.id)
        assert len(back.differences) == len(foreseen.differences)
        taken = archive.undo(decision.id, Undoing(who="Rosa", when=WHEN, why="it was right before"))
        assert taken is not None
        assert taken.undone is not None
        assert not archive.decide(decision), "what was taken back does not come again by itself"
        archive.update(workers=1, cache=cache)
        same(archive.build(), story_build)
        assert archive.decisions() == ()
        assert archive.decisions(undone=True) == (taken,)
        with pytest.raises(ArchiveError, match="no decision that holds"):
            archive.foresee(decision.id)


def test_a_correction_traces_nothing_again(
    where: Where, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was traced stands in the records; the bytes are those of a build with the same decisions all the same."""
    with open_archive(where(), create=True) as archive:
        archive.add(read([STORY]))
        archive.update(workers=1, cache=cache)
        monkeypatch.setattr(module, "trace", None)
        made: list[Decision] = []
        for kind, wanted in (
            ("rename", "Somebody Else"),
            ("speaker", "Nadia Kovar"),
            ("hide", ""),
            ("merge", ""),
        ):
            record = archive.build().records[0]
            ids = {
                "rename": [record.cast[0].id], "speaker": [record.quotations[-1].id],
                "hide": [record.claims[0].id], "merge": [one.id for one in record.cast if one.kind == "person"][:2],
            }[kind]  # fmt: skip
            story = record.story.id
            made.append(decide(archive.build(), kind, ids, who="Rosa", when=WHEN, wanted=wanted, story=story))
            archive.decide(made[-1])
            assert len(archive.update(workers=1, cache=cache).changed) == 1
        archive.undo(made[0].id, Undoing(who="Rosa", when=WHEN))
        archive.update(workers=1, cache=cache)
        assert list(archive.check()) == []
        monkeypatch.undo()
        same(archive.build(), otr.build([STORY], workers=1, cache=cache, decisions=made[1:]))


def test_a_decision_on_whole_articles_traces_and_groups_again(where: Where, cache: Path) -> None:
    with open_archive(where(), create=True) as archive:
        archive.add(read([STORY]))
        archive.update(workers=1, cache=cache)
        renamed = _renaming(archive)
        record = archive.build().records[0]
        apart = decide(
            archive.build(), "different-stories", [a.id for a in record.articles[:2]], who="Rosa", when=WHEN,
            story=record.story.id,
        )  # fmt: skip
        for one in (apart, renamed):
            archive.decide(one)
            archive.update(workers=1, cache=cache)
        same(archive.build(), otr.build([STORY], workers=1, cache=cache, decisions=[apart, renamed]))


def test_a_decision_on_words_that_are_not_there_is_reported(
    where: Where, cache: Path, story_build: Build
) -> None:
    with open_archive(where(), create=True) as archive:
        archive.add(read([STORY / "01-meridian-wire.txt"]))
        archive.update(workers=1, cache=cache)
        away = decide(
            story_build, "hide", [story_build.records[0].claims[0].id], who="Rosa", when=WHEN,
            story=story_build.records[0].story.id,
        )  # fmt: skip
        away = msgspec.structs.replace(
            away,
            subjects=tuple(
                tuple(msgspec.structs.replace(s, sha256="0" * 64) for s in spans) for spans in away.subjects
            ),
        )
        archive.decide(away)
        archive.update(workers=1, cache=cache)
        (outcome,) = archive.build().manifest.outcomes
        assert (outcome.id, outcome.state) == (away.id, "lost")


def test_what_a_decision_changes_is_not_told_of_stories_of_another_version(where: Where, cache: Path) -> None:
    """Else the effect would be that of no annotations: nothing."""
    with open_archive(where(), create=True) as archive:
        archive.add(read([STORY / "01-meridian-wire.txt"]))
        archive.update(workers=1, cache=cache)
        decision = _renaming(archive)
        assert archive.foresee(decision)
        archive.choose(Choices(settings=Settings(quotations="all")))
        with pytest.raises(ArchiveError, match="run ontherecord update first"):
            archive.foresee(decision)
        archive.update(workers=1, cache=cache)
        assert archive.foresee(decision)
