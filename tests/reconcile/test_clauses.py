# SPDX-License-Identifier: Apache-2.0
"""Demands, causes, absences and reversals: what excludes another, and the look-alikes that do not."""

from __future__ import annotations

import msgspec
import pytest

from ontherecord.model import Claim, Published, Span
from ontherecord.reconcile.claims.causes import causes
from ontherecord.reconcile.claims.clashes import _spots_apart
from ontherecord.reconcile.claims.fillers import content, contexts
from ontherecord.reconcile.claims.firsts import firsts
from ontherecord.reconcile.claims.grounds import Grounds
from ontherecord.reconcile.claims.undone import reversals
from ontherecord.reconcile.claims.wishes import _KINDS, Wish, _patterns, _wishing, of_wishes
from ontherecord.reconcile.matters.told import family
from ontherecord.reconcile.values.quantities import every
from tests.reconcile.printed import reports


def _causes(*texts: str) -> list[Claim]:
    articles, copies = reports(texts)
    return list(causes(contexts(articles, copies), Grounds((), articles, (), copies)))


def test_two_causes_of_one_accident_are_in_conflict() -> None:
    found = _causes(
        "A frozen switch was the cause of the crash.", "The crash was caused by a drunken driver."
    )
    assert [(c.slot.name, c.standing) for c in found] == [("cause", "in-conflict")]


@pytest.mark.parametrize(
    "other",
    [
        "A frozen switch may have caused the crash.",
        "The crash was caused by a switch that had frozen.",
        "The blackout was caused by a drunken driver.",
        "Inspectors are continuing to investigate what caused the crash.",
        "The cause of the crash is under investigation.",
    ],
)
def test_what_is_unsure_or_the_same_or_of_another_effect_is_no_conflict(other: str) -> None:
    found = _causes("The cause of the crash was a frozen switch.", other)
    assert all(c.standing != "in-conflict" for c in found)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The mayor blamed the owner.", "the owner"),
        ("The fire was widely blamed on an old cable.", "an old cable"),
        ("Governor Holt held the rebels of Lund responsible.", "the rebels of Lund"),
        ("The company says the weather is to blame.", "the weather"),
        ("A frozen switch caused the crash.", "A frozen switch"),
        ("The mayor might have blamed the owner.", None),
        ("The rain. Much more followed. A frozen switch caused the crash.", None),
    ],
)
def test_who_is_blamed_or_a_cause_of_the_story_is_a_claim(text: str, found: str | None) -> None:
    wanted = [("single-source", found)] if found else []
    assert [
        (c.standing, c.values[0].value) for c in _causes(f"The crash. {text}" if found else f"A walk. {text}")
    ] == wanted


def test_one_who_blames_in_two_reports_is_not_at_odds_with_himself() -> None:
    found = _causes("The operator, Gridal, blamed two weeks of rain.", "Gridal says the weather is to blame.")
    assert {c.standing for c in found} == {"single-source"}


def test_two_origins_corroborate_whom_somebody_blames() -> None:
    found = _causes("Governor Holt blamed the rebels in Lund.", "Ada Holt held the Lund rebels responsible.")
    assert [c.standing for c in found] == ["corroborated"]


def _wish(
    n: int, by: str, what: str, only: bool = False, kind: str = "demanded", negated: bool = False, will: bool = False
) -> Wish:  # fmt: skip
    text = f"{by} {'will ' * will}demand {what}"
    span = Span(document=f"d{n}", start=0, end=len(text), text=text)
    return Wish(f"a{n}", kind, frozenset({by}), content(what), every(what), only, negated, what, span)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The ministers agreed to open a joint centre.", "agreed"),
        ("The leaders settled on Lund as the home of the centre.", "agreed"),
        ("The two sides reached an agreement on the river.", "agreed"),
        ("The union suggested that the city withdraw the plan.", "proposed"),
        ("Despite calls for diplomacy, the guns were heard.", None),
        ("The flight was cancelled for want of spare parts.", None),
        ("The minister suggested the bridge was safe.", None),
        ("His plan is meant to please the port.", None),
        ("Her proposal was the latest of many from the east.", None),
        ("Their proposal was a bridge of two lanes.", "proposed"),
    ],
)
def test_a_wish_needs_somebody_who_wishes_and_a_thing_that_is_wished(text: str, kind: str | None) -> None:
    match = _wishing(text, _patterns())
    told = match.groupdict() if match else {}
    offered = "proposed" if told.get("offer") else None
    assert (match and (offered or next((k for k in _KINDS if match[k]), ""))) == kind


@pytest.mark.parametrize(
    ("one", "other", "standings"),
    [
        (_wish(0, "?docker", "higher pay"), _wish(1, "?docker", "a new crane", only=True), ["in-conflict"]),
        (_wish(0, "?docker", "higher pay"), _wish(1, "?docker", "a new crane"), ["single-source"] * 2),
        (_wish(0, "ana-lund", "12 years in prison"), _wish(1, "ana-lund", "ten years in prison"), ["in-conflict"]),
        (_wish(0, "ana-lund", "12 years in prison"), _wish(1, "bo-dahl", "ten years in prison"), ["single-source"] * 2),
        (_wish(0, "ana-lund", "an early vote"), _wish(1, "ana-lund", "an early vote", negated=True), ["in-conflict"]),
        (_wish(0, "ana-lund", "an early vote on the bridge before the rain"), _wish(1, "ana-lund", "an early ferry", negated=True),
         ["single-source"]),
        (_wish(0, "ana-lund", "a truce of 60 days", kind="agreed"), _wish(1, "ana-lund", "a truce of 30 days", kind="agreed"),
         ["in-conflict"]),
    ],
)  # fmt: skip
def test_one_party_cannot_have_all_it_wishes_twice(one: Wish, other: Wish, standings: list[str]) -> None:
    articles, copies = reports([one.span.text, other.span.text])
    weights = dict.fromkeys(one.words, 1.0)
    found = of_wishes([one, other], weights, Grounds((), articles, (), copies))
    assert [c.standing for c in found] == standings


def test_what_somebody_will_ask_for_he_may_give_up_later() -> None:
    will = _wish(0, "ana-lund", "an early vote", will=True)
    wont = _wish(1, "ana-lund", "an early vote", negated=True, will=True)
    articles, copies = reports([will.span.text, wont.span.text])
    dated = [
        msgspec.structs.replace(a, published=Published(date=f"2031-05-0{n + 2}", basis="stated"))
        for n, a in enumerate(articles)
    ]
    story = Grounds((), dated, (), copies)
    found = of_wishes([will, wont], dict.fromkeys(will.words, 1.0), story)
    assert [c.standing for c in found] == ["superseded"]


def _span(text: str) -> Span:
    return Span(document="d", start=0, end=len(text), text=text)


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("the town hall", "the railway station", True),
        ("the town hall", "the council room", False),
        ("the old station", "the station", False),
    ],
)
def test_two_buildings_are_two_places_and_a_room_may_be_in_one(one: str, other: str, apart: bool) -> None:
    assert _spots_apart(_span(one), _span(other)) is apart


def test_opposite_acts_are_known_by_their_families() -> None:
    assert any({family("disqualify"), family("reinstate")} <= pair for pair in reversals())


@pytest.mark.parametrize(
    ("text", "unit", "said"),
    [
        ("The number of ships waiting off the port reached 41 on Thursday.", "ships", 41),
        ("The injured by now number 140.", "injured", 140),
        ("Four out of five dockers stayed away.", "percent", 80),
    ],
)
def test_numbers_behind_their_noun_and_shares(text: str, unit: str, said: float) -> None:
    assert (unit, said) in {(f.unit, f.said) for f in every(text)}


@pytest.mark.parametrize(
    ("other", "standings"),
    [
        ("The port last saw its dockers strike in 2024.", ["in-conflict"]),
        ("The port last saw its dockers strike in 2019.", ["corroborated"]),
        ("The bridge was last painted in 2024.", ["single-source"] * 2),
    ],
)
def test_the_one_before_tells_since_when_this_is_the_first(other: str, standings: list[str]) -> None:
    articles, copies = reports(["It is the first strike by dockers in the port since 2019.", other])
    found = firsts(articles, copies, Grounds((), articles, (), copies))
    assert [c.standing for c in found] == standings


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The visit was put off by a day because of fog.", "The visit had been put off by a day because a permit was missing."),
    ],
)  # fmt: skip
def test_causes_in_other_plain_words_are_in_conflict(one: str, other: str) -> None:
    assert [(c.slot.name, c.standing) for c in _causes(one, other)] == [("cause", "in-conflict")]


@pytest.mark.parametrize(
    "other",
    [
        "The dinner was put off by an hour because a cook was ill.",
        "He rejected reports that the visit had been put off by a day because of a strike.",
        "The visit was put off by a day, apparently because of a strike.",
    ],
)
def test_causes_of_other_things_and_rejected_ones_are_none(other: str) -> None:
    found = _causes("The visit was put off by a day because of fog.", other)
    assert all(c.standing != "in-conflict" for c in found)


def test_one_reason_that_is_cited_excludes_no_other() -> None:
    found = _causes(
        "The minister put off the visit to the pier, citing the fog.",
        "The minister put off the visit to the pier, citing a strike of the pilots.",
    )
    assert [c.standing for c in found if c.standing == "in-conflict"] == []
