# SPDX-License-Identifier: Apache-2.0
"""Plans and what came of them: a later report tells of the planned day."""

from __future__ import annotations

import pytest

from ontherecord.reconcile.claims.fulfilled import of_plans
from tests.reconcile.printed import printed

_DAYS = {"Thursday": "2031-05-08", "next week": "2031-05-05/2031-05-11"}


def _standings(*texts: tuple[str, str]) -> list[tuple[str, list[str]]]:
    """Standing and values of the claims of reports, each with the day on which it was printed."""
    made = printed(texts, _DAYS)
    found = of_plans(made.dated, (), made.weights, made.story)
    return [(c.standing, [v.value for v in c.values]) for c in found]


_PLAN = ("2031-05-05", "The barge Norlund is expected in Gilgit on Thursday.")


@pytest.mark.parametrize(
    "outcome",
    [
        "The barge tied up in Gilgit on Thursday morning.",
        "Nobody will pay for the barge that tied up in Gilgit on Thursday, the owner said.",
    ],
)
def test_the_day_and_rare_words_lead_to_the_outcome_whatever_the_verb(outcome: str) -> None:
    assert _standings(_PLAN, ("2031-05-09", outcome)) == [("superseded", ["is planned", "took place"])]


@pytest.mark.parametrize(
    ("printed", "outcome"),
    [
        ("2031-05-09", "A choir sang in Ormoc on Thursday."),  # nothing in common but the day
        ("2031-05-09", "The barge did not tie up in Gilgit on Thursday."),
        ("2031-05-09", "The owner of the barge in Gilgit said on Thursday: wait."),
        ("2031-05-04", "The barge tied up in Gilgit on Thursday."),  # printed before the plan
        ("2031-05-09", "The launch of the barge in Gilgit on Thursday was put off."),
        ("2031-05-09", "A barge tied up in Gilgit on Thursday as one had ten years ago."),
        ("2031-05-06", "The barge will tie up in Gilgit on Thursday."),  # a plan as well
    ],
)
def test_what_is_no_outcome(printed: str, outcome: str) -> None:
    assert _standings(_PLAN, (printed, outcome)) == []


def test_a_condition_is_no_plan() -> None:
    threat = (
        "2031-05-05",
        "The quay will be closed unless the barge Norlund is handed over in Gilgit by Thursday.",
    )
    done = ("2031-05-09", "The barge Norlund tied up at a quay in Gilgit on Thursday, and was handed over.")
    assert _standings(threat, done) == []


def test_a_day_that_was_told_of_as_past_is_no_plan() -> None:
    """ "The blast on Thursday" of a report of that Thursday: nothing says that it is to come."""
    assert _standings(
        ("2031-05-08", "The barge Norlund burst in Gilgit on Thursday."),
        ("2031-05-09", "The barge burst in Gilgit on Thursday."),
    ) == []  # fmt: skip


def test_a_week_asks_for_more_in_common() -> None:
    plan = ("2031-05-02", "The barge Norlund is to come to Gilgit next week.")
    outcome = ("2031-05-09", "Gilgit was dark on Thursday and a barge sank.")
    assert _standings(plan, outcome) == []


def test_a_plan_that_was_called_off_did_not_take_place() -> None:
    later = "The arrival of the barge in Gilgit on Thursday was called off."
    assert _standings(_PLAN, ("2031-05-09", later)) == [("superseded", ["is planned", "did not take place"])]


@pytest.mark.parametrize(
    "plan",
    [
        "The owner of the barge Norlund in Gilgit said on Thursday that it would be mended.",
        "On Thursday the owner showed the plan of the barge Norlund in Gilgit.",
    ],
)
def test_the_day_on_which_a_plan_was_told_is_not_its_day(plan: str) -> None:
    assert _standings(("2031-05-08", plan), ("2031-05-09", "The barge tied up in Gilgit on Thursday.")) == []


def test_in_long_articles_more_must_be_alike() -> None:
    rest = " ".join(f"Street {n} was swept by the man of house {n}." for n in range(40))
    done = "The barge tied up in Gilgit on Thursday morning."
    assert _standings((_PLAN[0], f"{rest} {_PLAN[1]}"), ("2031-05-09", f"{rest} {done}")) == []
