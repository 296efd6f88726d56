# SPDX-License-Identifier: Apache-2.0
"""Which of two claims of one thing is told."""

from __future__ import annotations

from ontherecord.model import Claim, ClaimValue, Slot, Span, Standing
from ontherecord.reconcile.claims.attended import HEADS
from ontherecord.reconcile.claims.leaders import LEADERS
from ontherecord.reconcile.claims.once import OF_MATTER, SEAT, TALLY, told_once


def _claim(id_: str, name: str, by: str, standing: Standing, *starts: int, event: str | None = None) -> Claim:
    spans = tuple(Span(document="d", start=at, end=at + 3, text="ten") for at in starts)
    return Claim(
        id=id_, text=id_, slot=Slot(event=event, name=name), standing=standing, why="", by=by,
        values=tuple(ClaimValue(value=str(s.start), support=(s,), origins=("o",)) for s in spans),
    )  # fmt: skip


def test_a_figure_counted_over_the_story_outranks_that_of_a_matter() -> None:
    tally = _claim("tally", "number of boats", TALLY, "corroborated", 1, 9)
    matter = _claim("matter", "number of boats", OF_MATTER, "corroborated", 1)
    other = _claim("other", "number of boats", OF_MATTER, "corroborated", 40)
    assert told_once([tally, matter, other]) == [tally, other]


def test_a_seat_in_conflict_outranks_one_that_is_not_and_an_event_outranks_none() -> None:
    plain = _claim("plain", f"{SEAT}novak", "actors", "corroborated", 1)
    loose = _claim("loose", f"{SEAT}novak", "clash", "in-conflict", 2)
    seated = _claim("seated", f"{SEAT}novak", "actors", "in-conflict", 3, event="e-1")
    assert told_once([plain, loose]) == [loose]
    assert told_once([plain, loose, seated]) == [seated]


def test_a_leader_that_more_tell_outranks_the_same_of_one_origin() -> None:
    alone = _claim("alone", "led", LEADERS, "single-source", 1)
    other = _claim("other", "led", LEADERS, "single-source", 7)
    firm = _claim("firm", "led", HEADS, "corroborated", 1, 9)
    assert told_once([alone, other, firm]) == [other, firm]


def test_a_leader_gives_way_where_all_its_words_stand_in_those_of_one_other() -> None:
    head = _claim("head", "led", HEADS, "corroborated", 1, 9)
    both = _claim("both", "led", LEADERS, "corroborated", 1, 9)
    more = _claim("more", "led", LEADERS, "corroborated", 1, 40)
    other = _claim("other", "opened", LEADERS, "corroborated", 1)
    assert told_once([head, both, more, other]) == [head, more, other]
