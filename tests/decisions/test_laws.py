# SPDX-License-Identifier: Apache-2.0
"""The laws of decisions: undone they leave no trace, elsewhere they hold, lost they are reported."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontherecord.decide.files import undone
from ontherecord.decide.rulings import Rulings, rulings
from ontherecord.model import Build, Decision, Reading
from tests.decisions.desk import Desk, ferry, member, outcome


def some(desk: Desk) -> list[Decision]:
    """Decisions of every kind on the example, some of which contradict each other."""
    claims = ferry(desk.made).claims
    place = next(c for c in claims if c.standing == "in-conflict" and c.slot.name == "place")
    event = max(ferry(desk.made).events, key=lambda e: len(e.accounts))
    herald = next(a for a in ferry(desk.made).articles if a.outlet == "Northfield Herald")
    observer = next(a for a in ferry(desk.made).articles if a.outlet == "Eastbank Observer")
    spoken = next(q for q in ferry(desk.made).quotations if q.speaker and q.speaker.cast == "romania")
    made = [
        ("merge", ["yordan-tsekov", "radu-ilinca"], ""),
        ("kind", ["sveta-petka"], ""),
        ("kind", ["sveta-petka"], "organisation"),
        ("rename", ["tobias-lindqvist"], "Tobias Lindquist"),
        ("rename", ["tobias-lindqvist"], "T. Lindqvist"),
        ("split", ["zhivko-hristov", "Živko Christov,Christov"], ""),
        ("confirm", ["zhivko-hristov"], ""),
        ("different-events", [event.id, event.accounts[0]], ""),
        ("same-event", [event.accounts[0], event.accounts[1]], ""),
        ("no-conflict", [place.id], ""),
        ("conflict", [place.id], ""),
        ("independent", [herald.id], ""),
        ("different-stories", [observer.id], ""),
        ("speaker", [spoken.id, "ioana-marinescu"], ""),
        ("hide", [spoken.id], ""),
        ("hide", ["b1"], ""),
    ]
    return [
        desk.decide(kind, *ids, wanted=wanted, when=f"2031-03-22T10:{n:02}:00Z")
        for n, (kind, ids, wanted) in enumerate(made)
    ]


def told(made: Build) -> bytes:
    """A build as bytes."""
    return msgspec.json.encode((made.manifest, made.records))


@pytest.fixture(scope="module")
def decisions(desk: Desk) -> list[Decision]:
    """Decisions of every kind."""
    return some(desk)


def ruled(desk: Desk, decisions: Iterable[Decision]) -> Rulings:
    """What the stages are handed: nothing else of decisions reaches them."""
    return rulings(
        decisions, [r.document for r in desk.readings], {r.document.id: r.copy for r in desk.readings}
    )


def test_undone_decisions_leave_no_trace(desk: Desk, decisions: list[Decision]) -> None:
    back = undone(decisions, [d.id for d in decisions], who="Ilian", when="2031-03-23T09:00:00Z")
    assert told(desk.told(*decisions)) != told(desk.made)
    assert told(desk.told(*decisions, *back)) == told(desk.made)


@given(data=st.data())
def test_any_decisions_and_undoings_come_to_those_that_stand(
    desk: Desk, decisions: list[Decision], data: st.DataObject
) -> None:
    chosen = data.draw(st.lists(st.sampled_from(decisions), unique_by=lambda d: d.id, max_size=12))
    gone = data.draw(st.sets(st.sampled_from([d.id for d in decisions]), max_size=6))
    taken = [d for d in chosen if d.id in gone]
    back = undone(taken, [d.id for d in taken], who="Ilian", when="2031-03-23T09:00:00Z")
    mixed = data.draw(st.permutations([*chosen, *back, *chosen[:2]]))
    assert ruled(desk, mixed) == ruled(desk, [d for d in decisions if d in chosen and d.id not in gone])


def test_every_contradiction_is_reported_on_both_sides(desk: Desk, decisions: list[Decision]) -> None:
    made = desk.told(*decisions)
    states = {o.id: o for o in made.manifest.outcomes}
    assert (
        [o.id for o in made.manifest.outcomes] == [d.id for d in decisions] == list(made.manifest.decisions)
    )
    by_text = {f"{d.kind} {d.wanted}".strip(): states[d.id] for d in decisions}
    for loser, winner in (
        ("kind nothing", "kind organisation"), ("rename Tobias Lindquist", "rename T. Lindqvist"),
        ("split", "confirm"), ("different-events", "same-event"), ("no-conflict", "conflict"),
    ):  # fmt: skip
        assert by_text[loser].state == "overruled", (loser, by_text[loser])
        assert by_text[winner].id in by_text[loser].because
        assert by_text[loser].id in by_text[winner].because
        assert by_text[winner].state in ("applied", "partly")


def test_the_order_in_which_decisions_are_given_does_not_matter(
    desk: Desk, decisions: list[Decision]
) -> None:
    assert told(desk.told(*decisions)) == told(desk.told(*reversed(decisions)))


def test_decisions_hold_where_files_have_other_names_and_others_are_beside_them(
    desk: Desk, decisions: list[Decision]
) -> None:
    renamed = [
        msgspec.structs.replace(r, document=msgspec.structs.replace(r.document, source=f"box-{n}.txt"))
        for n, r in enumerate(reversed(desk.readings))
    ]
    there = desk.told(*decisions, readings=renamed)
    assert there.records == desk.told(*decisions).records
    fewer = desk.told(decisions[0], without={"Radio Belvedere"})
    assert outcome(fewer, decisions[0]).state == "applied"


def test_what_lost_its_words_is_reported_and_not_applied_to_the_like(desk: Desk) -> None:
    """The quotation stands in four outlets' copies of one wire; the decision is on that of one of them."""
    spoken = next(q for q in ferry(desk.made).quotations if q.speaker and q.speaker.cast == "romania")
    outlet = next(a.outlet for a in ferry(desk.made).articles if a.id == spoken.article)
    decision = desk.decide("speaker", spoken.id, "ioana-marinescu")
    without = desk.told(decision, without=[outlet])  # type: ignore[list-item]
    found = outcome(without, decision)
    assert found.state == "lost"
    assert "the article is gone or was edited" in found.because
    assert not [q for q in ferry(without).quotations if q.decisions]
    twin = [q for q in ferry(without).quotations if q.content[0].text == spoken.content[0].text]
    assert twin
    assert {q.speaker.cast for q in twin if q.speaker} == {"romania"}


def test_what_lost_some_of_its_words_applies_to_the_rest(desk: Desk) -> None:
    decision = desk.decide("rename", "zhivko-hristov", wanted="Minister Hristov")
    made = desk.told(decision, without={"Radio Belvedere"})
    assert "Minister Hristov" in {m.name for m in ferry(made).cast}
    found = outcome(made, decision)
    assert found.state == "partly"
    assert "do not stand here" in found.because


def edited(reading: Reading, old: str, new: str) -> Reading:
    """A reading whose copy was edited, as if it were another file: only its text and hash are other ones."""
    copy = reading.copy.replace(old, new)
    assert copy != reading.copy
    digest = hashlib.sha256(copy.encode()).hexdigest()
    return msgspec.structs.replace(
        reading, copy=copy, document=msgspec.structs.replace(reading.document, sha256=digest)
    )


def test_an_edited_copy_does_not_take_the_decision_over(desk: Desk) -> None:
    spoken = next(q for q in ferry(desk.made).quotations if q.speaker and q.speaker.cast == "romania")
    home = next(r for r in desk.readings if spoken.article in {a.id for a in r.articles})
    decision = desk.decide("speaker", spoken.id)
    last = home.copy.rstrip()[-1]
    other = [edited(r, home.copy.rstrip(), home.copy.rstrip()[:-1] + ("!" if last != "!" else "."))
             if r is home else r for r in desk.readings]  # fmt: skip
    made = desk.told(decision, readings=other)
    assert outcome(made, decision).state == "lost"
    assert next(q for q in ferry(made).quotations if q.id == spoken.id).speaker is not None


@pytest.mark.parametrize(
    ("words", "taken"), [("The treaty of 2027", True), ("We were given coffee, then soup", False)]
)
def test_a_version_takes_it_over_only_where_the_paragraph_is_the_same(
    desk: Desk, words: str, taken: bool
) -> None:
    """Two states of an article quote an engineer in one paragraph; of another, a minister in an edited one."""
    early, late = next(
        pair for v in ferry(desk.made).versions
        if len(pair := [q for a in (v.earlier, v.later) for q in ferry(desk.made).quotations
                        if q.article == a and q.content[0].text.startswith(words)]) == 2
    )  # fmt: skip
    made = desk.told(desk.decide("speaker", early.id))
    speakers = {q.id: q.speaker for q in ferry(made).quotations}
    assert speakers[early.id] is None
    assert (speakers[late.id] is None) == taken


def test_a_forged_decision_on_words_that_are_not_there_is_lost(desk: Desk) -> None:
    decision = desk.decide("kind", "kettle")
    (span,) = decision.subjects[0]
    for wrong in (
        msgspec.structs.replace(span, start=span.start + 1, end=span.end + 1),
        msgspec.structs.replace(span, start=-5, end=-1),
        msgspec.structs.replace(span, end=10**9),
    ):
        forged = msgspec.structs.replace(decision, subjects=((wrong,),))
        made = desk.told(forged)
        assert outcome(made, forged).state == "lost"
        assert "kettle" in {m.id for m in ferry(made).cast}


def test_words_that_stand_but_are_no_name_here_are_reported(desk: Desk) -> None:
    decision = desk.decide("confirm", "kettle")
    (span,) = decision.subjects[0]
    home = next(r for r in desk.readings if r.document.sha256 == span.sha256)
    at = home.copy.index("the ")
    other = msgspec.structs.replace(
        decision, subjects=((msgspec.structs.replace(span, start=at, end=at + 3, text="the"),),)
    )
    found = outcome(desk.told(other), other)
    assert (found.state, found.because) == ("lost", "nothing of the kind is read in its words here")


def test_a_member_that_a_person_confirmed_is_marked(desk: Desk) -> None:
    decision = desk.decide("confirm", "katharina-reisinger")
    made = desk.told(decision)
    assert member(made, "katharina-reisinger").decisions == (decision.id,)  # type: ignore[attr-defined]
    (only,) = desk.differences(made)
    assert [(c.name, c.after) for c in only.changes] == [("confirmed", "yes")]
