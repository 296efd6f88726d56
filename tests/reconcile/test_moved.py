# SPDX-License-Identifier: Apache-2.0
"""The day of a plan that a later report has otherwise, and what only looks like it."""

from __future__ import annotations

import pytest

from ontherecord.reconcile.claims.moved import of_moves
from tests.reconcile.printed import printed

_DAYS = {
    "Thursday": "2031-05-08", "Friday": "2031-05-09", "Saturday": "2031-05-10", "Monday": "2031-05-12", "2 June": "2031-06-02",
    "last Tuesday": "2031-05-06",
}  # fmt: skip


def _standings(*texts: tuple[str, str]) -> list[tuple[str, list[str]]]:
    """Standing and values of the claims of reports, each with the day on which it was printed."""
    made = printed(texts, _DAYS)
    found = of_moves(made.dated, made.weights, made.story)
    return [(c.standing, [v.value for v in c.values]) for c in found]


_PLAN = ("2031-05-05", "The barge Norlund will be launched in Gilgit on Thursday.")


@pytest.mark.parametrize(
    ("printed", "later", "to"),
    [
        ("2031-05-07", "The launch of the barge was put off from Thursday to Saturday.", "2031-05-10"),
        ("2031-05-07", "The launch, set for Thursday, has been moved to Monday, the Gilgit yard said.", "2031-05-12"),
        ("2031-05-07", "The yard pushed back the launch of the barge Norlund in Gilgit to Monday.", "2031-05-12"),
        ("2031-05-07", "A launch is due on Thursday. It was postponed to Monday.", "2031-05-12"),
        ("2031-05-09", "The barge was launched on Friday, a day later than planned.", "2031-05-09"),
        ("2031-05-11", "The barge slid into the river on Saturday, two days late.", "2031-05-10"),
        ("2031-05-11", "The barge slid into the river on Saturday, later than the yard had hoped.", "2031-05-10"),
    ],
)  # fmt: skip
def test_a_later_report_moves_the_day(printed: str, later: str, to: str) -> None:
    assert _standings(_PLAN, (printed, later)) == [("superseded", ["2031-05-08", to])]


@pytest.mark.parametrize(
    ("printed", "later"),
    [
        ("2031-05-07", "The barge Norlund will be launched in Gilgit on Friday."),  # says nothing of a move
        ("2031-05-07", "The village choir moved its concert to Monday."),  # something else is moved
        (
            "2031-05-07",
            "The launch of the barge, set for Monday, was moved to 2 June.",
        ),  # it was of another day
        ("2031-05-09", "The barge was launched on Friday, three days later than planned."),  # and so was this
        ("2031-05-07", "The launch of the barge in Gilgit was put off to last Tuesday."),  # a day misread
        (
            "2031-05-07",
            "Some want to delay the launch of barges, due from Thursday to Saturday.",
        ),  # a time that lasts
    ],
)
def test_what_moves_no_day(printed: str, later: str) -> None:
    assert not [one for one in _standings(_PLAN, (printed, later)) if one[1][0] == "2031-05-08"]


def test_one_report_may_tell_both_days() -> None:
    said = _standings(("2031-05-07", "A race of barges was put off from Thursday to Saturday."))
    assert said == [("superseded", ["2031-05-08", "2031-05-10"])]
