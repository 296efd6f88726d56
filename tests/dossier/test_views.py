# SPDX-License-Identifier: Apache-2.0
"""The views of the example record: what a reader is told, in words."""

from typing import get_args

import msgspec
import pytest

from ontherecord.dossier.brief_view import brief
from ontherecord.dossier.cast_view import cast
from ontherecord.dossier.claims_view import claims_board
from ontherecord.dossier.copying_view import copying
from ontherecord.dossier.events_view import events
from ontherecord.dossier.head_view import head
from ontherecord.dossier.lookup import Lookup
from ontherecord.dossier.quotes_view import NO_SPEAKER, quotes
from ontherecord.dossier.reader_view import reader
from ontherecord.dossier.sources_view import merged, outside, sources
from ontherecord.dossier.timeline_view import timeline
from ontherecord.dossier.versions_view import versions
from ontherecord.model import Contradiction, ContradictionKind
from tests.dossier import example


@pytest.fixture
def lookup():
    return Lookup(example.RECORD, example.COPIES, example.DOCUMENTS)


def test_the_example_record_points_at_its_words():
    for text in (msgspec.to_builtins(example.RECORD),):
        stack = [text]
        while stack:
            here = stack.pop()
            if isinstance(here, dict):
                if {"document", "start", "end", "text"} <= here.keys():
                    assert example.COPIES[here["document"]][here["start"] : here["end"]] == here["text"]
                stack += here.values()
            elif isinstance(here, list | tuple):
                stack += here


def test_the_head_counts_origins_apart_from_outlets(lookup):
    top = head(lookup)
    assert (top.articles, top.outlets, top.origins) == (6, 4, 3)
    assert top.span == "13 to 16 May 2031"
    assert "1 of 6 articles has no publication date that could be told" in top.warnings
    assert [(d.day, d.first_hand, d.copies) for d in top.days][2] == ("2031-05-15", 1, 1)


def test_a_passage_cited_twice_keeps_its_number():
    first = example.RECORD.brief[0]
    twice = msgspec.structs.replace(first, id="b-9")
    record = msgspec.structs.replace(example.RECORD, brief=(first, twice))
    view = brief(Lookup(record, example.COPIES), {})
    assert [c.number for c in view.citations] == [1, 2, 3]
    assert view.lines[0].citations == view.lines[1].citations


def test_a_brief_sentence_says_its_standing_in_words(lookup):
    assert [line.words for line in brief(lookup, {}).lines] == [
        "3 independent origins", "reports conflict", "2 independent origins", "single source: Northwire",
    ]  # fmt: skip


def test_claims_come_with_conflicts_first_and_reprints_folded(lookup):
    board = claims_board(lookup)
    assert [group[0] for group in board.groups] == [
        "in-conflict",
        "superseded",
        "corroborated",
        "single-source",
    ]
    then, now = board.groups[1][2][0].sides
    assert (then.value, now.value) == ("40", "52")
    assert len(then.evidence) == 1, "wire and reprint are one origin"
    assert then.evidence[0].outlets == ("The Brill Packet",)


def test_every_way_in_which_a_report_disagrees_with_itself_has_words(lookup):
    span = example.RECORD.claims[0].values[0].support[0]
    article = example.RECORD.articles[0].id
    told = [
        Contradiction(
            id=f"x-{kind}", article=article, kind=kind, slot="doubt", spans=(span, span), why="both"
        )
        for kind in get_args(ContradictionKind)
    ]
    record = msgspec.structs.replace(example.RECORD, contradictions=tuple(told))
    board = claims_board(Lookup(record, example.COPIES, example.DOCUMENTS))
    words = {x.id: x.what for x in board.with_themselves}
    assert len(set(words.values())) == len(told) == len(get_args(ContradictionKind))
    assert words["x-quotation"] == "A summary that says more than the quoted words"


def test_the_grid_says_who_carries_what(lookup):
    board = claims_board(lookup)
    rows = {row.id: row.cells for row in board.grid}
    assert rows["c-meeting"] == (True, True, True)
    assert rows["c-single1"] == (True, False, False)


def test_sources_stand_under_their_origin_with_what_they_add(lookup):
    groups = sources(lookup).groups
    assert [g.name for g in groups] == ["Northwire", "Coast Radio", "Meridian Press", "Origin not known"]
    wire, reprint, _ = groups[0].rows
    assert wire.copied == ""
    assert [(o.number, o.beside) for o in wire.passed_on] == [(2, "1 2"), (3, "1 3")]
    assert reprint.relation == "reprint of no. 1"
    assert 0.6 < reprint.share < 0.8
    assert [p.text for p in reprint.additions] == [example.REPRINT[4][1]]


def test_ranges_join_and_leave_gaps():
    assert merged([(5, 8), (0, 3), (2, 6), (10, 12)]) == [(0, 8), (10, 12)]
    assert outside([(0, 8), (10, 12)], 4, 15) == [(8, 10), (12, 15)]
    assert outside([], 1, 2) == [(1, 2)]
    assert outside([(0, 9)], 1, 2) == []


def test_side_by_side_shows_additions_and_what_was_left_out(lookup):
    view = copying(lookup)
    reading = next(r for r in view.readings if r.id == "pair-r-1")
    kinds = [row.kind for row in reading.rows]
    assert kinds.count("shared") == 2
    assert any("quays of Brill" in row.right[0].text for row in reading.rows if row.kind == "added")
    assert any("Porta Lume" in row.left[0].text for row in reading.rows if row.kind == "left-out")
    alone = [
        side[0].text for row in reading.rows if row.kind != "shared" for side in (row.left, row.right) if side
    ]
    assert all(text[0].isalnum() and "\n" not in text for text in alone)
    version = next(r for r in view.readings if r.id == "pair-r-2")
    changed = [p.text for row in version.rows for p in row.right if p.kind == "new"]
    assert {"52", "met"} <= {c.strip() for c in changed}


def test_the_matrix_reads_both_ways(lookup):
    view = copying(lookup)
    shares = {
        (row.number, n): c.share
        for row in view.matrix
        for n, c in zip(view.columns, row.cells, strict=True)
        if c
    }
    assert shares[2, 1] == "71 %"
    assert shares[1, 2] == "55 %"


def test_the_matrix_is_tinted_where_the_row_has_it_from_the_column(lookup):
    view = copying(lookup)
    steps = {
        (row.number, n): c.step
        for row in view.matrix
        for n, c in zip(view.columns, row.cells, strict=True)
        if c
    }
    assert steps[2, 1] > 0
    assert steps[1, 2] == 0


def test_a_story_too_large_for_the_matrix_lists_each_source_with_its_copies(lookup, monkeypatch):
    monkeypatch.setattr("ontherecord.dossier.copying_view.WIDEST_MATRIX", 2)
    view = copying(lookup)
    assert view.matrix == ()
    assert [(s.number, [c.number for c in s.copies]) for s in view.sources] == [(1, [2, 3])]
    assert view.sources[0].copies[0].share == "71 %"
    assert view.sources[0].copies[0].carried == "55 %"


def test_changes_of_fact_come_before_wording(lookup):
    (pair,) = versions(lookup)
    assert {line.what for line in pair.facts} == {
        "Headline",
        "Figure",
        "How sure",
        "Who says so",
        "Quotation",
    }
    assert {line.what for line in pair.wording} == {"Wording"}
    assert len(pair.wording) == 1


def test_own_words_come_before_reported_ones(lookup):
    view = quotes(lookup)
    marrel = next(g for g in view.speakers if g.name == "Edda Marrel")
    assert marrel.on_record == "1 statement in their own words, 1 only as reported"
    assert [s.direct for s in marrel.said] == [True, False]
    assert len(marrel.said[0].passages) == 3
    assert [v.differs for v in marrel.said[0].variants] == ["quoted in part"]
    assert [g.name for a in view.apart for g in a.speakers] == [NO_SPEAKER]
    assert view.total == 5


def test_a_quotation_without_an_utterance_is_not_lost(lookup):
    said = [s for g in quotes(lookup).speakers for s in g.said]
    assert any("three hours" in part.text for s in said for part in s.parts)


def test_the_timeline_keeps_lanes_and_precision(lookup):
    view = timeline(lookup)
    assert [lane.lane for lane in view.lanes] == ["background", "news", "expected"]
    assert [day.date for day in view.lanes[0].days] == ["2019", "about March 2031"]
    assert view.lanes[2].days[0].entries[0].modality_words == "planned"
    assert view.undated == 1


def test_meetings_stand_apart_and_a_denied_event_says_so(lookup):
    view = events(lookup)
    assert [e.id for e in view.meetings] == ["e-talks2019", "e-meeting1", "e-round2"]
    assert {e.modality_words for e in view.others} == {"happened", "denied"}
    assert view.meetings[2].place == "Varnland (country)"
    assert any(a.differs and a.words == "planned" for a in view.meetings[1].accounts)


def test_the_cast_shows_all_spellings(lookup):
    people = next(g for g in cast(lookup) if g.kind == "person")
    marrel = people.main[0]
    assert (marrel.name, marrel.spellings) == ("Edda Marrel", ("Marrel", "Marrell"))
    assert (marrel.direct, marrel.indirect) == (1, 1)


def test_the_reader_sets_an_anchor_at_every_linked_passage(lookup):
    brief(lookup, {})
    linked = set(lookup.linked)
    html = "".join(str(p.html) for page in reader(lookup) for _, _, p in page.paragraphs)
    assert linked
    for document, start, end in linked:
        assert html.count(f'id="{document}:{start}-{end}"') == 1


def test_a_span_outside_the_story_has_no_link(lookup):
    span = msgspec.structs.replace(example.wire.span("Kessel"), document="d00000000")
    assert lookup.passage(span).href is None
