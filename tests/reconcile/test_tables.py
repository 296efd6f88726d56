# SPDX-License-Identifier: Apache-2.0
"""Events of one meeting are one matter, and its name is the meeting's."""

from __future__ import annotations

from ontherecord.reconcile.matters.seats import Matter
from ontherecord.reconcile.matters.tables import tabled
from ontherecord.reconcile.meetings.gatherings import source
from ontherecord.reconcile.meetings.meetings import seated
from tests.reconcile.test_meetings import DAY, OSLO, Scene, talks


def matters(scene: Scene) -> list[Matter]:
    of = {a.id: a for a in scene.accounts}
    return [Matter(e, tuple(of[id_] for id_ in e.accounts)) for e in scene.events]


def joined(scene: Scene) -> list[Matter]:
    heard = source(scene.accounts, scene.quotations, scene.cast(), scene.articles)
    return list(tabled(matters(scene), seated(scene.events, scene.accounts, heard)))


def test_a_plan_and_what_became_of_it_are_one_matter() -> None:
    scene = talks()
    scene.article("2031-05-02")
    scene.say("Norway and Finland will meet in Oslo on 3 May.", "meet", "Norway", "Finland", modality="planned",
              date=DAY, place=OSLO)  # fmt: skip
    (one,) = joined(scene)
    assert {a.modality for a in one.accounts} == {"happened", "planned"}
    assert one.event.title.startswith("Kari Lund met")


def test_a_visit_to_another_country_stays_a_matter_of_its_own() -> None:
    scene = talks()
    scene.say("Kari Lund flew to Denmark.", "flew", "Kari Lund", "Denmark", type="CONSULT", mode="visit")
    assert len(joined(scene)) == 2
