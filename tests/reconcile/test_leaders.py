# SPDX-License-Identifier: Apache-2.0
"""Who is at the head of what: one plain sentence is a claim, two of one body are compared."""

from __future__ import annotations

import pytest

from ontherecord.reconcile.claims.fillers import contexts
from ontherecord.reconcile.claims.grounds import Grounds
from ontherecord.reconcile.claims.leaders import leaders
from tests.reconcile.printed import people, reports


def _claims(*texts: str) -> list[tuple[str, list[str]]]:
    """Standing and leaders of the claims of one article a text, each of an origin of its own."""
    articles, copies = reports(texts, ["2031-05-02"] * len(texts))
    cast = people(copies, "Ada Holt", "Bo Lind")
    story = Grounds((), articles, cast, copies)
    found = leaders((), contexts(articles, copies), cast, story)
    return [(c.standing, [v.value for v in c.values]) for c in found]


@pytest.mark.parametrize(
    "text",
    [
        "The ferry is lost. Ada Holt, who leads the inquiry, said so.",
        "The ferry is lost. An inquiry, led by a retired judge, Dame Ada Holt, has begun.",
        "The ferry is lost. At the head of the inquiry is the judge Ada Holt.",
        "The ferry is lost. The inquiry, which Ada Holt chairs, meets in May.",
        "The trial of the drug went well. More followed. Ada Holt, 54, who runs the trial, was glad.",
    ],
)
def test_one_plain_sentence_is_a_claim(text: str) -> None:
    assert _claims(text) == [("single-source", ["Ada Holt"])]


@pytest.mark.parametrize(
    "text",
    [
        "The ferry is lost. All are safe. Ada Holt, who heads the bakers' guild, said so.",
        "The ferry is lost. Ada Holt, who never led the inquiry, said so.",
        "The ferry is lost. Ada Holt led the inquiry in 2011.",
        "The ferry is lost. The former inquiry, led by Ada Holt, was short.",
    ],
)
def test_other_bodies_and_what_is_not_so_are_none(text: str) -> None:
    assert _claims(text) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ada Holt, who leads the trial, was glad.", "Ada Holt, head of the trial, was sad."),
        ("The inquiry under Dame Ada Holt has ended.", "An investigation led by Ada Holt has ended."),
        ("The Yes campaign, led by Ada Holt, lost.", "The campaign wept. Its leader, Ada Holt, went home."),
    ],
)
def test_two_origins_corroborate_one_leader(one: str, other: str) -> None:
    assert _claims(one, other) == [("corroborated", ["Ada Holt"])]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ada Holt led the recovery team.", "The recovery party was led by Bo Lind."),
        ("The mutiny was led by Major Ada Holt.", "At the head of the mutineers was Bo Lind."),
        ("Ada Holt chaired the meeting.", "Bo Lind presided over the session."),
    ],
)
def test_two_leaders_of_one_body_are_a_conflict(one: str, other: str) -> None:
    assert _claims(one, other) == [("in-conflict", ["Ada Holt", "Bo Lind"])]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ada Holt leads the tour.", "Bo Lind led the panel."),
        ("Ada Holt led the Kenyan team.", "Bo Lind led the Ethiopian team."),
        ("Ada Holt led the team.", "Bo Lind led the team. Ada Holt led the other team."),
        ("Ada Holt led the delegation.", "Bo Lind will lead the delegation."),
    ],
)
def test_leaders_of_two_bodies_are_none(one: str, other: str) -> None:
    assert "in-conflict" not in {standing for standing, _ in _claims(one, other)}


@pytest.mark.parametrize(
    "told",
    [
        "{} leads the crew.", "{} headed the crew.", "{} chairs the crew.", "{} presided over the crew.", "{} conducts the crew.",
        "{} directed the crew.", "{} runs the crew.", "{} ran the crew.", "{} manages the crew.", "{} oversaw the crew.",
        "{} commands the crew.", "{} steered the crew.", "{} is heading the crew.", "The crew was led by {}.",
        "In charge of the crew is {}.", "{}, head of the crew, spoke.",
    ],
)  # fmt: skip
def test_no_pattern_is_kept_from_a_sentence_that_it_fits(told: str) -> None:
    """A pattern is tried only on sentences with what it needs (`needed.py`)."""
    said = told.format("Ada Holt")
    assert [leaders for _, leaders in _claims(said, said)] == [["Ada Holt"]]
