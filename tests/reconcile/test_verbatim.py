# SPDX-License-Identifier: Apache-2.0
"""A conflict of outcome whose sides deny in the same words is one of two readings, and dropped."""

from __future__ import annotations

import msgspec
import pytest

from ontherecord.model import Claim, ClaimValue, Slot, Span
from ontherecord.reconcile.claims.verbatim import at_odds


def _claim(yes: str, no: str) -> Claim:
    sides = (("took place", yes, "d1"), ("did not take place", no, "d2"))
    values = tuple(
        ClaimValue(value=value, origins=(d,), support=(Span(document=d, start=0, end=len(text), text=text),))
        for value, text, d in sides
    )
    return Claim(
        id="c",
        text="x",
        slot=Slot(name="took place"),
        values=values,
        standing="in-conflict",
        why="x",
        by="test",
    )


@pytest.mark.parametrize(
    ("yes", "no", "kept"),
    [
        ("Holt said the pilots “got hardly any help and no pay from Lund”.", "He “got hardly any help and no pay from Lund”.", False),
        ("“I don’t want them to leave the pier,” he said.", "I don't want them to leave the pier", False),
        ("He said: no ship has left Lund.", "No ship has left Lund", False),
        ("He said: no ship has left.", "No ship has left", True),
        ("The pilots were paid in full by the port.", "The pilots were not paid in full by the port.", True),
    ],
)  # fmt: skip
def test_two_sides_with_one_denial_in_the_same_words_are_no_conflict(yes: str, no: str, kept: bool) -> None:
    claim = _claim(yes, no)
    assert at_odds([claim]) == ([claim] if kept else [])


def test_only_conflicts_of_outcome_are_looked_at() -> None:
    claim = _claim("No ship has left Lund.", "No ship has left Lund.")
    single = msgspec.structs.replace(claim, standing="superseded")
    values = tuple(msgspec.structs.replace(v, value=f"{n} ships") for n, v in enumerate(claim.values))
    counted = msgspec.structs.replace(claim, values=values)
    assert at_odds([single, counted, claim]) == [single, counted]
