# SPDX-License-Identifier: Apache-2.0
"""Sameness: two accounts of one event are found by what they share, and nothing else has to be compared."""

from __future__ import annotations

import itertools

from ontherecord.reconcile.events.events import is_heading, reports_of
from ontherecord.reconcile.events.parties import Register
from ontherecord.reconcile.events.sameness import Report, handles, same_event
from tests.reconcile.test_events import Story

WHO = ("Kovac", "Lund")
SENTENCES = [
    f"{who} {act} {day}."
    for who in WHO
    for act in (
        "resigned as harbour minister", "will resign as harbour minister", "visited the ferry yard in Oslo",
        "will visit the ferry yard in Oslo", "met Aas", "plans to meet Aas", "arrested the captain of the barge",
        "had the captain arrested", "freed the captain of the barge", "did not free the captain",
    )
    for day in ("on Tuesday", "on Friday", "last month", "")
]  # fmt: skip


def all_reports() -> list[Report]:
    story = Story()
    for n, sentence in enumerate(SENTENCES):
        named = tuple(name for name in (*WHO, "Aas") if name in sentence)
        days = {"on Tuesday": "2031-04-29", "on Friday": "2031-05-02", "last month": "2031-04"}
        story.read(sentence.replace(" .", "."), f"o{n}", day=days, who=named)
    register = Register(list(story.cast.values()), story.index)
    accounts = [account for account in story.accounts if not is_heading(account)]
    return reports_of(accounts, register, story.times, {a.id: a.published.date or "" for a in story.articles})


def test_accounts_of_one_event_share_a_handle_either_way() -> None:
    pairs = list(itertools.combinations(all_reports(), 2))
    same = [(one, other) for one, other in pairs if same_event(one, other)]
    assert len(same) > len(SENTENCES)
    for one, other in same:
        assert {filed for filed, _ in handles(one)} & {sought for _, sought in handles(other)}
        assert {sought for _, sought in handles(one)} & {filed for filed, _ in handles(other)}


def test_two_acts_of_one_person_in_other_words_on_other_days_share_none() -> None:
    told = {report.account.span.text: report for report in all_reports()}
    one, other = told["Kovac visited the ferry yard in Oslo on Tuesday."], told["Kovac met Aas on Friday."]
    assert not {filed for filed, _ in handles(one)} & {sought for _, sought in handles(other)}
    assert not same_event(one, other)
