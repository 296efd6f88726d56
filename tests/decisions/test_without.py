# SPDX-License-Identifier: Apache-2.0
"""Without decisions every step hands on what it was given: no score of the bench can move by them."""

from __future__ import annotations

import time

import numpy as np

from ontherecord.decide.effect import effects
from ontherecord.decide.rulings import NO_RULINGS, carried, rulings
from ontherecord.group.settled import settled
from ontherecord.model import Tracing
from ontherecord.reconcile.cast.confirmed import curated, regrouped
from ontherecord.reconcile.claims.judged import judged, kept_apart
from ontherecord.reconcile.events.corrected import spoken_by
from ontherecord.reconcile.hidden import shown, unattributed, without_hidden
from ontherecord.trace.independence import independent
from tests.decisions.desk import Desk, ferry

MOST = 1.5  # times as long with 300 decisions on other words as without any


def test_every_step_hands_on_what_it_was_given(desk: Desk) -> None:
    record = ferry(desk.made)
    tracing = Tracing(reuse=record.reuse, versions=record.versions, origins=record.origins)
    assert independent(tracing, record.articles, NO_RULINGS) is tracing
    labels = np.array([0, 0, 2])
    assert settled(labels, record.articles[:3], [], NO_RULINGS.stories).labels is labels
    assert regrouped([], [], NO_RULINGS) == ([], [])
    assert curated(record.cast, [], NO_RULINGS) == record.cast
    assert spoken_by(record.quotations, record.cast, NO_RULINGS) == record.quotations
    assert judged(record.claims, record.accounts, record.cast, NO_RULINGS) == record.claims
    assert kept_apart([], record.events, record.accounts, NO_RULINGS.events) == ()
    assert shown("quotations", record.quotations, NO_RULINGS) == record.quotations
    assert unattributed(record.accounts, record.quotations) == record.accounts
    assert without_hidden(record, NO_RULINGS) is record
    assert carried(NO_RULINGS, record.versions, record.articles, desk.made.copies) is NO_RULINGS
    assert rulings([], desk.made.documents, desk.made.copies) == NO_RULINGS


def test_many_decisions_cost_little(desk: Desk) -> None:
    """Each cast member confirmed five times by five people: what holds already changes no name."""
    ids = [m.id for m in ferry(desk.made).cast]
    many = [desk.decide("confirm", id_, when=f"2031-03-22T10:{n:02}:00Z") for n in range(5) for id_ in ids]
    took = []
    for decisions in ([], many):
        before = time.process_time()
        made = desk.told(*decisions)
        took.append(time.process_time() - before)
    assert {o.state for o in made.manifest.outcomes} == {"applied"}
    assert {c.name for one in effects(desk.made, made) for d in one.differences for c in d.changes} == {
        "confirmed"
    }
    assert took[1] < MOST * took[0] + 1
