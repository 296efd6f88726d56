# SPDX-License-Identifier: Apache-2.0
"""The effect of a decision: what differs, and nothing that does not."""

from __future__ import annotations

from ontherecord.decide.effect import effect, effects, told
from ontherecord.rebuild import preview, readings_of
from tests.decisions.desk import Desk, ferry


def test_what_is_the_same_has_no_effect(desk: Desk) -> None:
    assert effects(desk.made, desk.made) == ()
    assert effect(ferry(desk.made), ferry(desk.made)).differences == ()


def test_the_same_change_of_many_is_one_line(desk: Desk) -> None:
    made = desk.told(desk.decide("merge", "yordan-tsekov", "radu-ilinca"))
    (one,) = effects(desk.made, made)
    lines = list(told(one))
    assert lines[0] == f"in the story “{ferry(made).story.title}”"
    assert "  cast “Radu Ilinca” is gone (kind person; mentions 1)" in lines
    (spoken,) = [line for line in lines if "quotation" in line]
    assert spoken.startswith("  2 quotations, “")
    assert spoken.endswith("and others: speaker “Radu Ilinca” → “Yordan Tsekov”")


def test_a_story_that_is_new_and_one_that_is_gone_are_told(desk: Desk) -> None:
    record = ferry(desk.made)
    assert next(told(effect(None, record))) == f"the story “{record.story.title}” is new"
    assert next(told(effect(record, None))) == f"the story “{record.story.title}” is gone"
    assert {d.what for d in effect(record, None).differences} == {"gone"}


def test_long_lists_are_cut_where_they_are_told_not_in_the_data(desk: Desk) -> None:
    one = effect(None, ferry(desk.made))
    assert len([d for d in one.differences if d.kind == "cast"]) == len(ferry(desk.made).cast)
    cast = [line for line in told(one, most=3) if line.startswith("  cast “")]
    assert len(cast) == 3
    assert f"  … and {len(ferry(desk.made).cast) - 3} more cast" in list(told(one, most=3))


def test_a_preview_is_what_the_decision_does(desk: Desk) -> None:
    decision = desk.decide("merge", "yordan-tsekov", "radu-ilinca")
    foreseen = preview(desk.made, [], [decision], notes=desk.notes)
    assert foreseen == effects(desk.made, desk.told(decision))
    back = preview(desk.told(decision), [decision], [], notes=desk.notes)
    assert [d.what for d in back[0].differences if d.kind == "cast" and d.title == "Radu Ilinca"] == ["new"]


def test_a_preview_of_one_story_keeps_it_as_it_is(desk: Desk) -> None:
    """Of many stories one is looked at: it is not grouped anew, but a decision on stories parts it."""
    alone = desk.told(
        readings=[
            r for r in desk.readings if {a.id for a in r.articles} & set(ferry(desk.made).story.articles)
        ]
    )
    one = next(a for a in ferry(alone).articles if a.outlet == "Eastbank Observer")
    decision = desk.decide("different-stories", one.id, on=alone)
    (kept, new) = preview(alone, [], [decision], notes=desk.notes)
    assert (kept.before, new.before) == (ferry(alone).story.id, None)
    assert [d.title for d in new.differences if d.kind == "articles"] == [one.headline]


def test_a_build_made_again_is_the_same(desk: Desk) -> None:
    assert readings_of(desk.made) == desk.readings
    assert desk.told().records == desk.made.records
