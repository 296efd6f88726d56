# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from typing import get_args

from msgspec.structs import replace

from ontherecord.dossier.lookup import Lookup
from ontherecord.dossier.page import dossier
from ontherecord.dossier.positions_view import KINDS, SHOWN, positions
from ontherecord.model import Build, Position, PositionKind
from tests.made import build, span


def made(number: int, kind: PositionKind = "demand", country: str | None = "NOR", **more: object) -> Position:
    words = span("d1", "the river is high")
    base = Position(
        id=f"n-{number}", party="anna-holt", name="Anna Holt", country=country, kind=kind, words=words,
        asserted=f"2031-03-{number + 1:02}", origins=("o-1",), support=(span("d1", "Anna Holt said “the river is high”."),),
    )  # fmt: skip
    return replace(base, **more)


def with_positions(*held: Position) -> Build:
    base = build()
    return replace(base, records=(replace(base.records[0], positions=held),))


def view(*held: Position) -> Lookup:
    base = with_positions(*held)
    return Lookup(base.records[0], base.copies)


def test_positions_stand_under_the_state_the_party_speaks_for_in_the_order_of_time() -> None:
    found = positions(view(made(2), made(1), made(3, country=None)))
    assert [(p.name, [x.id for x in p.main]) for p in found.parties] == [
        ("Norway", ["n-1", "n-2"]),
        ("Anna Holt", ["n-3"]),
    ]
    assert [x.who for p in found.parties for x in p.main] == ["Anna Holt", "Anna Holt", ""]


def test_an_answer_names_what_it_answers() -> None:
    found = positions(view(made(1), made(2, "refusal", answers="n-1")))
    assert found.parties[0].main[1].answers == ("n-1", "Anna Holt: the river is high")


def test_a_condition_that_the_words_hold_is_not_told_twice() -> None:
    inside = made(1, condition=span("d1", "river"))
    apart = made(2, condition=span("d1", "Fourteen died"))
    first, second = positions(view(inside, apart)).parties[0].main
    assert first.condition is None
    assert second.condition is not None


def test_a_party_of_many_positions_is_folded_and_issues_are_named_once() -> None:
    found = positions(view(*(made(n, issue="river") for n in range(SHOWN + 2))))
    assert (len(found.parties[0].main), len(found.parties[0].more)) == (SHOWN, 2)
    assert found.issues == ("river",)


def test_every_kind_has_a_word_and_a_shape() -> None:
    assert KINDS.keys() == set(get_args(PositionKind))


def test_the_page_shows_them_and_hostile_names_stay_text() -> None:
    base = with_positions(made(1, name="<i>Anna</i>"))
    page = dossier(base.records[0], {d.id: d for d in base.documents}, base.copies, base.manifest)[
        "dossier.html"
    ]
    assert 'id="n-1"' in page
    assert "<i>Anna</i>" not in page
    assert "No party is reported" not in page
