# SPDX-License-Identifier: Apache-2.0
"""Real input: the five founding reports, where they are on this machine. What the main job owes them, and no more:
nothing here is tuned to, and none of their text is in the repository."""

from __future__ import annotations

import re

import pytest

import ontherecord as otr
from ontherecord.model import Article, Build, Record
from tests.conftest import SEEDS

pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the founding reports are not on this machine")


@pytest.fixture(scope="module")
def made() -> Build:
    return otr.build([SEEDS], workers=1)


@pytest.fixture(scope="module")
def story(made: Build) -> Record:
    return max(made.records, key=lambda r: len(r.articles))


def of_file(made: Build, story: Record, number: str) -> Article:
    (document,) = (d for d in made.documents if d.source.rsplit("/", 1)[-1].startswith(number))
    (article,) = (a for a in story.articles if a.document == document.id)
    return article


def test_one_main_story_of_five_articles(made: Build, story: Record) -> None:
    assert len(story.articles) == 5
    assert len({a.document for a in story.articles}) == 5
    assert all(a.attached_to is None for a in story.articles)


def test_attached_reports_stand_outside_it_as_whole_articles(made: Build, story: Record) -> None:
    attached = [a for r in made.records for a in r.articles if a.attached_to]
    assert len(attached) == 3
    assert all(a.headline and a.outlet for a in attached)
    assert not {a.id for a in attached} & set(story.story.articles)


def test_three_independent_origins_with_reasons(made: Build, story: Record) -> None:
    assert len(story.origins) == 3
    origin = {number: of_file(made, story, number).origin for number in ("000", "001", "002", "003", "004")}
    assert origin["000"] == origin["001"]
    assert origin["003"] == origin["004"]
    assert len(set(origin.values())) == 3
    for one in story.origins:
        assert one.evidence
        assert all(m.basis for m in one.members)


def test_the_later_version_is_told_from_the_earlier(made: Build, story: Record) -> None:
    (version,) = story.versions
    assert version.earlier == of_file(made, story, "001").id
    assert version.later == of_file(made, story, "000").id
    kinds = {change.what for change in version.changes}
    assert {"modality", "place"} <= kinds


def test_one_cast_member_a_person(story: Record) -> None:
    people = [c for c in story.cast if c.kind == "person"]
    surnames = [re.sub(r"[yi]+$", "i", c.name.split()[-1].lower()) for c in people]
    assert sorted(surnames) == sorted(set(surnames))
    spelt = max((c for c in people), key=lambda c: len(c.variants))
    assert len({v.split()[-1] for v in (spelt.name, *spelt.variants)}) >= 3


def test_the_talks_are_dated_with_their_basis(story: Record) -> None:
    thursdays = [t for t in story.times if "Thursday" in t.span.text]
    assert len(thursdays) > 8
    right = [t for t in thursdays if (t.value or "").startswith("2025-05-15")]
    assert len(right) >= 0.9 * len(thursdays)
    assert all(t.basis for t in right)


def test_the_thursday_of_the_attached_reports_is_not_the_talks(made: Build, story: Record) -> None:
    others = [t for r in made.records if r is not story for t in r.times if "Thursday" in t.span.text]
    assert others
    assert not any((t.value or "").startswith("2025-05-15") for t in others)


def test_quotations_in_marks_have_their_speaker(made: Build, story: Record) -> None:
    whole = [
        q for q in story.quotations if q.kind == "direct" and sum(len(s.text.split()) for s in q.content) >= 6
    ]
    assert len(whole) > 25
    without = [q for q in whole if q.speaker is None]
    assert len(without) <= 0.05 * len(whole), [q.content[0].text for q in without]


def test_the_conflicts_found_are_few(story: Record) -> None:
    """A false conflict is worse than a missed one: each found here was judged by reading."""
    assert len([c for c in story.claims if c.standing == "in-conflict"]) <= 3
