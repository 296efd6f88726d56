# SPDX-License-Identifier: Apache-2.0
"""Stories over time: ids that persist, reasons that are kept, and what is new."""

from __future__ import annotations

from pathlib import Path

import pytest

from ontherecord.archive import UnknownStory, open_archive
from ontherecord.model import Reading
from ontherecord.read import read
from tests.archive.conftest import Where
from tests.conftest import STORY

ORDER = ("02-*", "08-*", "01-*")


def _readings(pattern: str) -> list[Reading]:
    return [one for one in read(sorted(STORY.glob(pattern))) if isinstance(one, Reading)]


def test_every_id_a_story_had_leads_to_the_one_of_today(where: Where, cache: Path) -> None:
    with open_archive(where(), create=True) as archive:
        had = []
        for pattern in ORDER:
            archive.add(_readings(pattern))
            archive.update(workers=1, cache=cache)
            had += [one.id for one in archive.stories()]
        today = {one.id for one in archive.stories()}
        assert len(set(had)) > len(today), "the story grew, and its id changed with it"
        for id in had:
            assert archive.resolve(id) in today
            assert archive.record(id).story.id == archive.resolve(id)
        with pytest.raises(UnknownStory, match="no-such-story"):
            archive.record("no-such-story")


def test_why_an_article_is_in_its_story_is_kept(where: Where, cache: Path) -> None:
    with open_archive(where(), create=True) as archive:
        archive.add(_readings("02-*"))
        archive.update(workers=1, cache=cache)
        archive.add(_readings("01-*"))
        archive.update(workers=1, cache=cache)
        second, first = archive.arrivals()
        assert (first.what, second.what) == ("starts a story", "joins a story")
        assert "shares most of its text with" in second.because


def test_what_is_new_since_a_moment_and_nothing_else(where: Where, cache: Path) -> None:
    with open_archive(where(), create=True) as archive:
        archive.add(_readings("02-*"))
        archive.add(_readings("13-*"))
        archive.update(workers=1, cache=cache)
        before = archive.runs(1)[0].ended
        assert before is not None
        assert archive.stories(since=before) == ()
        archive.add(_readings("01-*"))
        archive.update(workers=1, cache=cache)
        (changed,) = archive.stories(since=before)
        assert changed.new == 1
        assert len(archive.stories()) > 1, "the stories of the other articles stand as they were"
        assert archive.stories(since="1 week") == archive.stories(since="7 days")


def test_words_find_stories_and_names_their_casts(where: Where, cache: Path) -> None:
    with open_archive(where(), create=True) as archive:
        archive.add(_readings("0[1-4]*"))
        archive.add(_readings("13-*"))
        archive.update(workers=1, cache=cache)
        found = archive.stories("captain ferry")
        assert found
        assert len(found) < len(archive.stories())
        member = archive.cast("hristov")[0]
        assert member.story in {one.id for one in archive.stories()}
        assert "Hristov" in member.name
        assert archive.cast("100%_") == ()
        record = archive.record(member.story, ("cast",))
        assert member.id in {one.id for one in record.cast}
        assert record.quotations == ()
