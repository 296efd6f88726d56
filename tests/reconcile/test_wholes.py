# SPDX-License-Identifier: Apache-2.0
"""What a measure is of: a level or a change, and the whole of a share."""

from __future__ import annotations

import pytest

from ontherecord.reconcile.claims.fillers import Filler, contexts, figures_of
from ontherecord.reconcile.claims.wholes import are_of_one, is_change, whole
from tests.reconcile.printed import reports


def _first(text: str) -> Filler:
    articles, copies = reports([text], ["2031-05-02"])
    return next(f for c in contexts(articles, copies) for f in figures_of(c))


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("Fares rose 5 percent.", True),
        ("Fares rose by about 5 percent.", True),
        ("The yard asks a 5 percent fare increase.", True),
        ("Norlund cut its debt by 3 million euros.", True),
        ("Fares rose to 5 percent.", False),
        ("It takes 5 percent of the rise.", False),
        ("Norlund pays 3 million euros.", False),
    ],
)
def test_a_change_is_told_by_its_verb_or_noun(text: str, change: bool) -> None:
    assert is_change(_first(text)) is change


def test_the_whole_of_a_share_stands_behind_of() -> None:
    assert whole(_first("Some 70 percent of young sailors in Lund swim.")) == {"young", "sailor"}
    assert whole(_first("Some 70 percent swim.")) == frozenset()


def test_two_wholes_are_two_things_and_an_unknown_one_may_be_any() -> None:
    boats, all_boats, nets, bare = map(
        _first,
        ("He has 7 percent of boats.", "He has 8 percent of all boats.", "He has 7 percent of nets.", "He has 9 percent."),
    )  # fmt: skip
    assert are_of_one(boats, all_boats)
    assert are_of_one(nets, bare)
    assert not are_of_one(boats, nets)
