# SPDX-License-Identifier: Apache-2.0
"""Ids are turned into words at once; what is no decision is refused with the mend."""

from __future__ import annotations

import pytest

from ontherecord.decide.files import DecisionError, checked
from ontherecord.decide.making import KINDS, decide
from tests.decisions.desk import Desk, ferry, member


def test_the_subjects_are_words_in_copies_known_by_their_hash(desk: Desk) -> None:
    decision = desk.decide("merge", "yordan-tsekov", "radu-ilinca")
    hashes = {d.sha256: d.id for d in desk.made.documents}
    for side, id_ in zip(decision.subjects, ("yordan-tsekov", "radu-ilinca"), strict=True):
        spans = {(hashes[s.sha256], s.start, s.end, s.text) for s in side}
        assert spans == {(s.document, s.start, s.end, s.text) for s in member(desk.made, id_).mentions}  # type: ignore[attr-defined]
    assert decision.text == "“Yordan Tsekov” and “Radu Ilinca” are one"
    assert checked(decision) == decision


def test_an_article_is_known_by_its_first_line(desk: Desk) -> None:
    one = next(a for a in ferry(desk.made).articles if a.outlet == "Eastbank Observer")
    decision = desk.decide("different-stories", one.id)
    assert [s.text for s in decision.subjects[-1]] == ["EASTBANK OBSERVER"]
    assert len(decision.subjects[0]) == len(ferry(desk.made).articles) - 1


@pytest.mark.parametrize(("kind", "ids", "wanted", "told"), [
    ("punish", ["a"], "", "'punish' is no kind of decision"),
    ("merge", [], "", "merge: CAST CAST"),
    ("merge", ["yordan-tsekov"], "", "a merge takes two or more"),
    ("merge", ["yordan-tsekov", "nobody"], "", "nobody: no cast has that id"),
    ("split", ["yordan-tsekov", "Nobody"], "", "no mention of Yordan Tsekov is there"),
    ("split", ["yordan-tsekov", "Yordan Tsekov"], "", "leaves two parts or more"),
    ("rename", ["yordan-tsekov"], "", "say what it is to be called"),
    ("rename", ["yordan-tsekov"], "Yordan Tsekov", "say what it is to be called"),
    ("kind", ["yordan-tsekov"], "ghost", "'ghost' is no kind of cast member"),
    ("confirm", ["yordan-tsekov", "radu-ilinca"], "", "it takes one id"),
    ("same-event", ["yordan-tsekov", "radu-ilinca"], "", "no event or account has that id"),
    ("speaker", ["yordan-tsekov"], "", "no quotation or utterance has that id"),
    ("no-conflict", ["b1"], "", "no claim has that id"),
    ("hide", ["o-meridian"], "", "has that id"),
])  # fmt: skip
def test_what_is_no_decision_is_refused(
    desk: Desk, kind: str, ids: list[str], wanted: str, told: str
) -> None:
    with pytest.raises(DecisionError, match=told):
        desk.decide(kind, *ids, wanted=wanted)


def test_who_decides_and_when_are_told(desk: Desk) -> None:
    with pytest.raises(DecisionError, match="give a name"):
        desk.decide("confirm", "bulgaria", who=" ")
    with pytest.raises(DecisionError, match="has no time zone"):
        desk.decide("confirm", "bulgaria", when="2031-03-22T10:00:00")


def test_an_id_of_several_stories_wants_its_story(desk: Desk) -> None:
    """Bulgaria is named in two stories; b1 is in all."""
    with pytest.raises(DecisionError, match="stands in several stories"):
        decide(desk.made, "confirm", ["bulgaria"], who="Rosa", when="2031-03-22T10:00:00Z")
    with pytest.raises(DecisionError, match="no such story"):
        desk.decide("confirm", "bulgaria", story="another")


def test_claims_that_do_not_differ_are_not_put_in_conflict(desk: Desk) -> None:
    places = [c for c in ferry(desk.made).claims if c.slot.name == "place" and len(c.values) == 1]
    one = next(
        c for c in places if [d for d in places if d is not c and d.values[0].value == c.values[0].value]
    )
    other = next(c for c in places if c is not one and c.values[0].value == one.values[0].value)
    with pytest.raises(DecisionError, match="whose values differ"):
        desk.decide("conflict", one.id, other.id)
    with pytest.raises(DecisionError, match="is not in conflict but"):
        desk.decide("no-conflict", one.id)


def test_every_kind_says_what_it_takes() -> None:
    assert all(told.partition(":")[2].strip() for told in KINDS.values())
