# SPDX-License-Identifier: Apache-2.0
"""What one report flatly denies and another tells, and the look-alikes that are no conflict."""

from __future__ import annotations

import pytest

from ontherecord.reconcile.claims.denials import denials
from ontherecord.reconcile.claims.fillers import contexts
from ontherecord.reconcile.claims.grounds import Grounds
from ontherecord.reconcile.words.rarity import rarity
from tests.reconcile.printed import reports


def _claims(*texts: str, days: tuple[str, ...] = ("2031-05-01", "2031-05-01")) -> list[tuple[str, list[str]]]:
    """Standing and supporting words of the claims of one article a text, each of an origin of its own."""
    articles, copies = reports(texts, days)
    read = contexts(articles, copies)
    story = Grounds((), articles, (), copies)
    return [
        (c.standing, sorted(s.text for v in c.values for s in v.support))
        for c in denials(read, rarity(one.words for one in read), story)
    ]


@pytest.mark.parametrize(
    ("told", "denied"),
    [
        ("Rubber bullets were used in the yard.", "He denied that rubber bullets had been used by his men."),
        ("A patrol fought the smugglers near the lock.", "Nobody fought the smugglers."),
        ("A ransom of four million crowns was paid in two parts.", "No ransom was paid."),
        ("Ninety posts will be cut by autumn.", "“No posts will be cut,” the director said."),
    ],
)
def test_a_flat_denial_of_what_another_origin_tells_is_a_conflict(told: str, denied: str) -> None:
    found = _claims(told, denied)
    assert [standing for standing, _ in found] == ["in-conflict"]
    assert all(words in told + denied for words in found[0][1])


@pytest.mark.parametrize(
    "denied",
    [
        "No ransom has been paid yet.",
        "No ransom was paid for the second crew.",
        "No ransom will be paid.",  # a plan, not what was done
        "Nobody would say whether a ransom was paid.",
        "The owner did not pay the harbour dues.",
        "Was no ransom paid?",
        "No ransom was paid in 2019.",
        "There is no question that a ransom was paid.",
    ],
)
def test_what_is_bounded_asked_or_of_another_time_denies_nothing(denied: str) -> None:
    assert _claims("A ransom was paid in 2031.", denied) == []


def test_what_is_only_prepared_or_named_is_not_done() -> None:
    assert _claims("The owner prepared to pay the ransom.", "The owner did not pay the ransom.") == []
    assert (
        _claims("The payment of the ransom by the owner is near.", "The owner did not pay the ransom.") == []
    )


def test_one_origin_does_not_deny_itself() -> None:
    assert _claims("A ransom was paid. No ransom was paid, the owner said.", "The crew is free.") == []


def test_what_is_told_a_day_after_it_was_denied_replaces_the_denial() -> None:
    found = _claims("A ransom was paid.", "No ransom was paid.", days=("2031-05-02", "2031-05-01"))
    assert [standing for standing, _ in found] == ["superseded"]
