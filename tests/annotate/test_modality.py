# SPDX-License-Identifier: Apache-2.0
"""Modality: how sure a report is, from the words over the act."""

from __future__ import annotations

import pytest

from ontherecord.annotate.accounts.modality import stance
from ontherecord.annotate.parse import parse_text


def read(text: str, word: str):  # type: ignore[no-untyped-def]
    parse = parse_text(text)
    return stance(parse, parse.lowers.index(word))


@pytest.mark.parametrize(
    ("text", "word", "modality", "negated"),
    [
        ("The minister met the envoy.", "met", "happened", False),
        ("The ministers are meeting the envoy.", "meeting", "ongoing", False),
        ("The minister will meet the envoy.", "meet", "planned", False),
        ("The minister is going to meet the envoy.", "meet", "planned", False),
        ("The ministers are due to meet on Friday.", "meet", "planned", False),
        ("The minister is expected to arrive today.", "arrive", "planned", False),
        ("The minister agreed to withdraw the troops.", "withdraw", "planned", False),
        ("She said she would attend the talks.", "attend", "planned", False),
        ("The minister might meet the envoy.", "meet", "hypothetical", False),
        ("If the army attacks the town, we will leave.", "attacks", "hypothetical", False),
        ("They are considering a withdrawal.", "withdrawal", "hypothetical", False),
        ("The premier demanded a withdrawal.", "withdrawal", "demanded", False),
        ("The premier urged the rebels to disarm.", "disarm", "demanded", False),
        ("The general threatened to attack the town.", "attack", "threatened", False),
        ("The envoy proposed to exchange prisoners.", "exchange", "proposed", False),
        ("The army denied attacking the village.", "attacking", "denied", False),
        ("The army did not attack the village.", "attack", "happened", True),
        ("The minister refused to meet the envoy.", "meet", "planned", True),
        ("The minister will not attend the talks.", "attend", "planned", True),
        ("The talks failed to end the strike.", "end", "happened", True),
        ("No ship arrived.", "arrived", "happened", True),
        ("The minister went on to attack the union.", "attack", "happened", False),
        ("It was the smart move for the minister to attack the union.", "attack", "hypothetical", False),
        ("The minister went to attack the union.", "attack", "hypothetical", False),
        ("The two sides reached no agreement.", "reached", "happened", True),
        ("Nobody was dismissed.", "dismissed", "happened", True),
        ("None of the guards was hurt.", "hurt", "happened", True),
        ("Not one shot was fired at the boats.", "fired", "happened", True),
        ("Not a single shot was fired at the boats.", "fired", "happened", True),
        ("Not only the mayor was dismissed.", "dismissed", "happened", False),
    ],
)
def test_reading(text: str, word: str, modality: str, negated: bool) -> None:
    found = read(text, word)
    assert (found.modality, found.negated) == (modality, negated)


def test_certainty_orders_as_readers_do() -> None:
    sure = read("The minister met the envoy.", "met").certainty
    planned = read("The minister will meet the envoy.", "meet").certainty
    open_ = read("The minister might meet the envoy.", "meet").certainty
    denied = read("The minister did not meet the envoy.", "meet").certainty
    assert sure > planned > open_ > denied
    assert denied >= -3
    assert sure <= 3


def test_two_negations_cancel() -> None:
    assert not read("The minister did not refuse to meet the envoy.", "meet").negated


def test_a_relative_clause_stands_by_itself() -> None:
    found = read("They may visit the town that was shelled.", "shelled")
    assert found.modality == "happened"


def test_what_is_told_is_reported_and_what_is_asked_is_demanded() -> None:
    assert read("She told reporters that the army had left.", "left").modality == "happened"
    assert read("She told the army to leave.", "leave").modality == "demanded"


@pytest.mark.parametrize(
    ("text", "word", "modality", "negated"),
    [
        ("The minister will not meet the envoy.", "meet", "planned", True),
        ("The minister said he would not meet the envoy.", "meet", "planned", True),
        ("The minister made clear that he would not meet the envoy.", "meet", "planned", True),
        ("The minister would not meet the envoy if it rained.", "meet", "hypothetical", True),
        ("The minister did not meet the envoy.", "meet", "happened", True),
        ("The minister denied meeting the envoy.", "meeting", "denied", False),
        ("The minister refused to meet the envoy.", "meet", "planned", True),
        ("The minister sent a letter instead of meeting the envoy.", "meeting", "happened", True),
        ("The talks were cancelled.", "talks", "happened", True),
        ("They did not discuss holding talks.", "talks", "hypothetical", False),
        ("They do not believe he met the envoy.", "met", "hypothetical", True),
        ("He suggested she might meet the envoy.", "meet", "hypothetical", False),
        ("The court ordered the release of the men.", "release", "ongoing", False),
        ("Once the army shelled the town, they left.", "shelled", "happened", False),
        ("He will not come despite an invitation.", "invitation", "happened", False),
        ("It was a demand backed by the union.", "backed", "happened", False),
        ("He was found guilty of attacking the guard.", "attacking", "happened", False),
        ("With troops occupying the town, he offered nothing.", "occupying", "happened", False),
    ],
)
def test_what_the_words_over_an_act_make_of_it(text: str, word: str, modality: str, negated: bool) -> None:
    found = read(text, word)
    assert (found.modality, found.negated) == (modality, negated)
