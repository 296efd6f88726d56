# SPDX-License-Identifier: Apache-2.0
"""Votes for and against, whatever words tell them."""

from __future__ import annotations

import pytest

from ontherecord.reconcile.values.ballots import ballots


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Parliament adopted it by 52 votes to 46.", [("52 votes to 46", "votes in favour", 52)]),
        ("The senate voted 51-49 to pass it.", [("51-49", "votes in favour", 51)]),
        ("The court ruled by a majority of five to two.", [("five to two", "votes in favour", 5)]),
        ("Delegates chose him with 26 votes against 23.", [("26 votes against 23", "votes in favour", 26)]),
        (
            "Fifty-three deputies voted in favour and 46 against.",
            [("Fifty-three", "votes in favour", 53), ("46", "votes against", 46)],
        ),
        ("Four of the seven judges voted in favor.", [("Four", "votes in favour", 4)]),
        ("Four deputies of the coalition voted, two members abstained.", [("two", "abstentions", 2)]),
        (
            "He survived the vote when 45 deputies supported the motion and 51 opposed it.",
            [("45", "votes in favour", 45), ("51", "votes against", 51)],
        ),
        ("The bill went through with 79 votes.", [("79", "votes in favour", 79)]),
        ("The house rejected the bill in a vote of 61 to 40.", [("61 to 40", "votes against", 61)]),
        ("They voted 344-286 against the accord.", [("344-286", "votes against", 344)]),
    ],
)
def test_the_votes_of_a_sentence(sentence: str, found: list[tuple[str, str, float]]) -> None:
    told = sorted(ballots(sentence), key=lambda f: f.start)
    assert [(sentence[f.start : f.end], f.unit, f.said) for f in told] == found


@pytest.mark.parametrize(
    "sentence",
    [
        "Norlund beat Aldmar 3-1 after extra time.",
        "The party holds a 52-48 majority in the senate.",
        "A majority would need 61 votes to 40.",
        "The candidate had 54.1 percent of the vote, against 45 percent for her rival.",
        "She led the senate majority from 2007-15.",
        "Six of ten people were against it.",
    ],
)
def test_what_is_no_result_of_a_vote(sentence: str) -> None:
    assert list(ballots(sentence)) == []
