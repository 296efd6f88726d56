# SPDX-License-Identifier: Apache-2.0
"""Decisions on events, speakers, claims, sources and stories; and what is hidden."""

from __future__ import annotations

import pytest
from msgspec import structs

from ontherecord.decide.rulings import rulings
from ontherecord.model import Claim
from ontherecord.reconcile.hidden import without_hidden
from tests.decisions.desk import Desk, ferry, outcome


def claim(made: object, standing: str, slot: str) -> Claim:
    """The claim of a standing and slot."""
    return next(c for c in ferry(made).claims if c.standing == standing and c.slot.name == slot)  # type: ignore[arg-type]


def kinds(desk: Desk, made: object) -> set[str]:
    """The lists in which anything differs."""
    return {d.kind for d in desk.differences(made)}  # type: ignore[arg-type]


# --- events ------------------------------------------------------------------------------------


def test_two_events_are_one(desk: Desk) -> None:
    found = {e.title: e.id for e in ferry(desk.made).events}
    one = next(v for k, v in found.items() if k.startswith("Romulus Cernat dismissed"))
    other = next(v for k, v in found.items() if k.startswith("Bulgaria denied a report"))
    decision = desk.decide("same-event", one, other)
    made = desk.told(decision)
    assert len(ferry(made).events) == len(ferry(desk.made).events) - 1
    (event,) = [e for e in ferry(made).events if e.decisions]
    assert (event.decisions, len(event.accounts)) == ((decision.id,), 2)
    untouched = [d for d in desk.differences(made) if d.kind == "events" and d.after not in (event.id, None)]
    assert not untouched
    assert {d.kind for d in desk.differences(made)} <= {
        "events",
        "claims",
        "timeline",
        "brief",
        "positions",
        "meetings",
    }


def test_one_event_is_two(desk: Desk) -> None:
    event = max(ferry(desk.made).events, key=lambda e: len(e.accounts))
    decision = desk.decide("different-events", event.id, event.accounts[0])
    made = desk.told(decision)
    parts = [e for e in ferry(made).events if decision.id in e.decisions]
    assert sorted(len(e.accounts) for e in parts) == [1, len(event.accounts) - 1]
    apart = next(e for e in parts if len(e.accounts) == 1)
    about = [c for c in ferry(made).claims if c.slot.event == apart.id]
    assert about
    assert all(len(v.support) == 1 for c in about for v in c.values)
    assert outcome(made, decision).state == "applied"


@pytest.mark.parametrize(
    "title",
    ["Bulgaria and Romania opened talks", "The ministers will meet again", "Horia Zamfir stayed away"],
)
def test_what_is_kept_apart_is_apart_at_the_table_and_in_the_claims(desk: Desk, title: str) -> None:
    event = next(e for e in ferry(desk.made).events if e.title.startswith(title) and len(e.accounts) > 1)
    made = ferry(desk.told(desk.decide("different-events", event.id, event.accounts[0])))
    known = {a.id: a.span for a in made.accounts}
    one, rest = known[event.accounts[0]], [known[id_] for id_ in event.accounts[1:]]
    before = [
        {s for row in m.attendance for s in row.support} | {*m.support} for m in ferry(desk.made).meetings
    ]
    assert any(one in said and {*rest} & said for said in before)
    for meeting in made.meetings:
        said = {s for row in meeting.attendance for s in row.support} | {*meeting.support}
        assert not (one in said and {*rest} & said)
    for found in made.claims:
        if found.slot.event and found.slot.name.startswith(("took place", "attended")):
            support = {s for value in found.values for s in value.support}
            assert not (one in support and {*rest} & support)


# --- speakers ----------------------------------------------------------------------------------


def test_the_wrong_speaker_is_corrected(desk: Desk) -> None:
    quotation = next(q for q in ferry(desk.made).quotations if q.speaker and q.speaker.cast == "romania")
    decision = desk.decide("speaker", quotation.id, "ioana-marinescu")
    made = desk.told(decision)
    (changed,) = [d for d in desk.differences(made) if d.kind == "quotations"]
    assert changed.after == quotation.id
    assert changed.changes[0].after == "Ioana Marinescu"
    now = next(q for q in ferry(made).quotations if q.id == quotation.id)
    assert (now.speaker.cast if now.speaker else None, now.decisions) == ("ioana-marinescu", (decision.id,))
    assert kinds(desk, made) <= {"quotations", "utterances", "claims", "timeline", "brief", "positions"}


def test_nobody_can_tell_who_said_it_or_a_name_alone_can(desk: Desk) -> None:
    quotation = next(
        q for q in ferry(desk.made).quotations if q.speaker and q.speaker.cast == "radio-belvedere"
    )
    made = desk.told(desk.decide("speaker", quotation.id))
    assert next(q for q in ferry(made).quotations if q.id == quotation.id).speaker is None
    made = desk.told(desk.decide("speaker", quotation.id, wanted="the radio’s desk"))
    speaker = next(q for q in ferry(made).quotations if q.id == quotation.id).speaker
    assert speaker is not None
    assert (speaker.cast, speaker.name) == (None, "the radio’s desk")


def test_the_speaker_of_an_utterance_is_that_of_all_its_quotations(desk: Desk) -> None:
    utterance = max(ferry(desk.made).utterances, key=lambda u: len(u.quotations))
    made = desk.told(desk.decide("speaker", utterance.id, "ioana-marinescu"))
    said = {q.id: q.speaker for q in ferry(made).quotations}
    assert {said[id_].cast for id_ in utterance.quotations if said[id_]} == {"ioana-marinescu"}  # type: ignore[union-attr]


# --- claims ------------------------------------------------------------------------------------


def test_what_is_no_conflict(desk: Desk) -> None:
    one = claim(desk.made, "in-conflict", "place")
    decision = desk.decide("no-conflict", one.id, why="the ports lie opposite each other")
    made = desk.told(decision)
    now = next(c for c in ferry(made).claims if c.id == one.id)
    assert (now.standing, now.decisions) == ("corroborated", (decision.id,))
    assert now.why.startswith("Rosa Ilieva found that")
    assert now.why.endswith("opposite each other")
    assert kinds(desk, made) <= {"claims", "brief"}
    assert len([d for d in desk.differences(made) if d.kind == "claims"]) == 1


def test_a_later_value_replaced_the_earlier(desk: Desk) -> None:
    one = claim(desk.made, "in-conflict", "aboard")
    made = desk.told(desk.decide("no-conflict", one.id, wanted="superseded"))
    assert next(c for c in ferry(made).claims if c.id == one.id).standing == "superseded"


def test_a_value_that_its_person_has_not_seen_opens_the_conflict_again(desk: Desk) -> None:
    one = claim(desk.made, "in-conflict", "aboard")
    outlets = {a.id: a.outlet for a in ferry(desk.made).articles}
    new = {s.document for s in one.values[-1].support} - {
        s.document for v in one.values[:-1] for s in v.support
    }
    gone = {outlets[a.id] for a in ferry(desk.made).articles if a.document in new}
    early = desk.told(without=gone)  # type: ignore[arg-type]
    seen = next((c for c in ferry(early).claims if c.slot.name == "aboard"), None)
    if seen is None or seen.standing != "in-conflict":
        pytest.skip("without that article there is no conflict to decide on")
    decision = desk.decide("no-conflict", seen.id, on=early)
    late = desk.told(decision)
    now = claim(late, "in-conflict", "aboard")
    assert "has not seen" in now.why
    assert outcome(late, decision).state == "partly"


def test_a_person_sees_a_conflict(desk: Desk) -> None:
    one = claim(desk.made, "superseded", "dead")
    decision = desk.decide("conflict", one.id)
    made = desk.told(decision)
    assert next(c for c in ferry(made).claims if c.id == one.id).standing == "in-conflict"
    assert kinds(desk, made) <= {"claims", "brief"}


def test_two_claims_are_in_conflict_with_each_other(desk: Desk) -> None:
    places = [c for c in ferry(desk.made).claims if c.slot.name == "place" and len(c.values) == 1]
    one = places[0]
    other = next(c for c in places if c.values[0].value != one.values[0].value)
    decision = desk.decide("conflict", one.id, other.id)
    made = desk.told(decision)
    found = next(c for c in ferry(made).claims if c.id == one.id)
    assert found.standing == "in-conflict"
    assert {v.value for v in found.values} == {one.values[0].value, other.values[0].value}
    assert other.id not in {c.id for c in ferry(made).claims}
    assert outcome(made, decision).state == "applied"


# --- sources and stories -----------------------------------------------------------------------


def test_an_article_that_owes_nothing_to_its_wire(desk: Desk) -> None:
    one = next(a for a in ferry(desk.made).articles if a.outlet == "Northfield Herald")
    assert one.reprint_of is not None
    decision = desk.decide("independent", one.id)
    made = desk.told(decision)
    now = next(a for a in ferry(made).articles if a.id == one.id)
    assert now.reprint_of is None
    assert [a.id for a in ferry(made).articles if a.origin == now.origin] == [one.id]
    for other in ferry(made).articles:
        before = next(a for a in ferry(desk.made).articles if a.id == other.id)
        assert other.id == one.id or other.origin == before.origin
    origin = next(o for o in ferry(made).origins if o.id == now.origin)
    assert (origin.members[0].basis, origin.members[0].decisions) == ("decision", (decision.id,))
    edges = [r for r in ferry(made).reuse if r.decisions]
    assert edges
    assert all(one.id in (r.from_, r.to) and r.kind == "partial" and r.passages for r in edges)
    assert len(ferry(made).reuse) == len(ferry(desk.made).reuse)
    corroborated = [sum(c.standing == "corroborated" for c in ferry(b).claims) for b in (desk.made, made)]
    assert corroborated[1] > corroborated[0]


def test_an_article_of_another_story(desk: Desk) -> None:
    one = next(a for a in ferry(desk.made).articles if a.outlet == "Eastbank Observer")
    decision = desk.decide("different-stories", one.id)
    made = desk.told(decision)
    assert len(made.records) == len(desk.made.records) + 1
    assert one.id not in ferry(made).story.articles
    own = next(r for r in made.records if one.id in r.story.articles)
    assert own.story.articles == (one.id,)
    assert ferry(made).story.decisions == own.story.decisions == (decision.id,)
    assert set(ferry(made).story.articles) == set(ferry(desk.made).story.articles) - {one.id}


def test_two_stories_are_one(desk: Desk) -> None:
    other = next(r for r in desk.made.records if "chain ferry" in r.story.title.lower())
    decision = desk.decide("same-story", ferry(desk.made).story.id, other.story.id, story=None)  # type: ignore[arg-type]
    made = desk.told(decision)
    assert len(made.records) == len(desk.made.records) - 1
    assert set(ferry(made).story.articles) == {*ferry(desk.made).story.articles, *other.story.articles}
    rest = {r.story.id: r for r in desk.made.records}
    assert all(rest[r.story.id] == r for r in made.records if r is not ferry(made) and not r.story.related)


# --- hidden ------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["quotations", "events", "claims", "brief", "timeline", "meetings", "positions",
                                  "times", "places", "accounts", "utterances"])  # fmt: skip
def test_what_is_hidden_is_gone_and_nothing_else_of_its_list(desk: Desk, kind: str) -> None:
    data = getattr(ferry(desk.made), kind)
    one = data[len(data) // 2]
    decision = desk.decide("hide", one.id)
    made = desk.told(decision)
    gone = [d for d in desk.differences(made) if d.kind == kind and d.what == "gone"]
    # The same words in another version of the article are the same datum, and so hidden too.
    titles = {d.title for d in gone if kind not in ("utterances", "accounts")}
    assert len(titles) <= 1
    assert kind == "accounts" or one.id in [d.before for d in gone]
    assert outcome(made, decision).state == "applied"
    assert one.id not in {d.id for d in getattr(ferry(made), kind)} or kind == "brief"


def test_a_key_day_is_hidden_by_its_words_and_the_line_of_the_timeline_stays(desk: Desk) -> None:
    record = ferry(desk.made)
    first, *others = (structs.replace(entry, id=f"k-{entry.id}") for entry in record.timeline[:3])
    told = structs.replace(record, days=(first, *others))
    made = structs.replace(desk.made, records=(told,))
    decision = desk.decide("hide", first.id, on=made)
    left = without_hidden(told, rulings([decision], made.documents, made.copies))
    assert (left.days, left.timeline) == (tuple(others), record.timeline)
