# SPDX-License-Identifier: Apache-2.0
"""States that a later report tells to be over, and what ends nothing."""

from __future__ import annotations

import pytest

from ontherecord.reconcile.claims.fillers import contexts
from ontherecord.reconcile.claims.grounds import Grounds
from ontherecord.reconcile.claims.states import states
from tests.reconcile.printed import reports


def _claims(*texts: str, days: tuple[str, ...] = ("2031-05-01", "2031-05-03")) -> list[tuple[str, list[str]]]:
    """Standing and supporting words of the claims of one article a text, each of an origin of its own."""
    articles, copies = reports(texts, days)
    story = Grounds((), articles, (), copies)
    return [
        (c.standing, [s.text for v in c.values for s in v.support])
        for c in states(contexts(articles, copies), story)
    ]


@pytest.mark.parametrize(
    ("state", "end"),
    [
        ("Two climbers are missing.", "The climbers turned up at a hut."),
        ("The mayor has been missing since Monday.", "The mayor, Ada Holt, was freed by soldiers on Friday."),
        ("One sailor, a cook from Oban, is missing.", "The cook was found on a beach."),
        ("The museum will be closed for a week.", "The museum opened again on Thursday."),
        ("The line from Aal to Bru was closed.", "Trains run and the line has been open again since noon."),
        ("The agency has stopped all its flights until further notice.", "The agency resumed its flights."),
        ("The director is at liberty.", "The director was arrested at home."),
    ],
)
def test_a_state_that_is_over_is_superseded(state: str, end: str) -> None:
    found = _claims(state, end)
    assert [standing for standing, _ in found] == ["superseded"]
    assert all(words in state + end for words in found[0][1])


@pytest.mark.parametrize(
    "end",
    [
        "The climbers were not found.",
        "The climbers could be found today.",
        "The guide turned up at a hut.",
        "The climbers were closed again.",
    ],
)
def test_what_is_denied_possible_or_of_another_ends_nothing(end: str) -> None:
    assert _claims("Two climbers are missing.", end) == []


def test_an_end_of_the_same_day_is_no_update() -> None:
    days = ("2031-05-01", "2031-05-01")
    assert _claims("Two climbers are missing.", "The climbers turned up.", days=days) == []


def test_all_that_tell_one_end_are_one_claim() -> None:
    days = ("2031-05-01", "2031-05-03", "2031-05-04")
    found = _claims(
        "Two climbers are missing.", "The climbers turned up.", "Both climbers are safe.", days=days
    )
    assert found == [
        ("superseded", ["Two climbers are missing", "The climbers turned up", "Both climbers are safe"])
    ]
