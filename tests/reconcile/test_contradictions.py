# SPDX-License-Identifier: Apache-2.0
"""Reports that disagree with themselves, and the traps beside them: there the rule is silence."""

from __future__ import annotations

import msgspec
import pytest

from ontherecord.annotate.parse import parse_text
from ontherecord.annotate.statements.statements import statements
from ontherecord.model import (
    Annotations,
    Article,
    Contradiction,
    PlaceReference,
    Segment,
    SegmentRole,
    Span,
    Statement,
    Where,
)
from ontherecord.reconcile.inside.contradictions import contradictions

FIRE = "Fire at Arlen paper mill kills 20"


def _found(*parts: tuple[SegmentRole, str], towns: tuple[str, ...] = ()) -> tuple[Contradiction, ...]:
    """What is found in an article of these segments; `towns` are places of one country."""
    copy = "\n".join(text for _, text in parts) + "\n"
    segments, at = [], 0
    for role, text in parts:
        segments.append(Segment(role=role, start=at, end=at + len(text) + 1))
        at += len(text) + 1
    article = Article(id="a1", document="d1", start=0, end=len(copy), segments=tuple(segments))
    body = next(s.start for s in segments if s.role == "body")
    moved = tuple(_moved(s, body) for s in statements(parse_text(copy[body:]), (), (), (), ()))
    places = [
        PlaceReference(
            id=f"a1.p{copy.index(town, start)}", article="a1",
            span=Span(document="d1", start=start, end=start + len(town), text=town),
            place=Where(name=town, country="NOR", latitude=60.0 + n * 3, longitude=10.0, geonameid=n + 1),
        )
        for n, town in enumerate(towns)
        for start in _starts(copy, town)
    ]  # fmt: skip
    found = contradictions(
        [article], {"d1": copy}, {"a1": Annotations(article="a1", statements=moved)}, places
    )
    for one in found:
        assert all(copy[s.start : s.end] == s.text for s in one.spans)
    return found


def _starts(copy: str, town: str) -> list[int]:
    return [n for n in range(len(copy)) if copy.startswith(town, n)]


def _moved(one: Statement, by: int) -> Statement:
    word = (one.word[0] + by, one.word[1] + by)
    return msgspec.structs.replace(one, start=one.start + by, end=one.end + by, word=word)


def test_a_headline_whose_figure_its_body_does_not_bear_out() -> None:
    (found,) = _found(
        ("headline", FIRE), ("body", "Twelve people were killed in a fire at the Arlen paper mill.")
    )
    assert (found.kind, found.slot) == ("headline", "dead")
    assert found.why == "its headline says “kills 20”, its body “Twelve people were killed”"


def test_a_figure_of_any_noun_counts() -> None:
    (found,) = _found(
        ("headline", "Eleven paintings stolen from Arlen museum"),
        ("body", "Thieves took 13 paintings from the museum of Arlen on Sunday night."),
    )
    assert (found.kind, found.slot) == ("headline", "paintings")


@pytest.mark.parametrize(
    "body",
    [
        "Twenty people were killed in a fire at the Arlen paper mill.",
        "At least 12 people were killed in a fire at the Arlen paper mill.",
        "Some 19 people were killed in a fire at the Arlen paper mill.",
        "Nineteen people were killed in a fire at the Arlen paper mill.",
        "Twelve people were killed in a fire at the Arlen paper mill and eight died in hospital.",
        "Twelve people were killed in a fire at the Arlen paper mill, among them the owner.",
        "Twelve people were killed in an earlier fire at the Arlen paper mill.",
        "A fire broke out at the Arlen paper mill. The toll has reached 20.",
        "A fire broke out at the Arlen paper mill.",
        "Twelve people were killed on May 20 in a fire at the Arlen paper mill.",
        "Twelve people were killed in a landslide on the coast, far from any town.",
        "Twelve people were injured in a fire at the Arlen paper mill.",
        "Ten people were killed at once. A fire raged at the Arlen paper mill, where 14 people were killed.",
    ],
)
def test_traps_beside_a_headline(body: str) -> None:
    assert _found(("headline", FIRE), ("body", body)) == ()


def test_a_caption_that_differs_from_the_body() -> None:
    (found,) = _found(
        ("headline", "Fire at Arlen paper mill"),
        ("caption", "The Arlen paper mill, where 14 people died in the fire."),
        ("body", "Twelve people died in a fire at the Arlen paper mill."),
    )
    assert found.kind == "caption"
    assert found.why.startswith("its caption says “14 people died”")


def test_a_caption_of_another_thing_is_left_alone() -> None:
    found = _found(
        ("headline", "Fire at Arlen paper mill"),
        ("caption", "A memorial on the coast for 14 people who died at sea."),
        ("body", "Twelve people died in a fire at the Arlen paper mill."),
    )
    assert found == ()


ONE = "The night fire at the old Arlen paper mill killed 12 people."


def test_two_sentences_of_one_body() -> None:
    (found,) = _found(("body", f"{ONE} The night fire at the old Arlen paper mill killed 15 people."))
    assert (found.kind, found.slot) == ("figure", "dead")
    assert {s.text for s in found.spans} == {"12 people", "15 people"}


@pytest.mark.parametrize(
    "other",
    [
        "The night fire at the old Arlen paper mill killed 15 people, the mayor said.",
        "“The night fire at the old Arlen paper mill killed 15 people.”",
        "The night fire at the old Arlen paper mill has now killed 15 people.",
        "The night fire at the old Bray paper mill killed 15 people.",
        "The night fire at the old Arlen paper mill killed at least 10 people.",
        "The night fire at the old Arlen paper mill killed 3 children among them.",
        "The night fire at the old Arlen paper mill injured 15 people.",
        "A storm killed 15 people.",
    ],
)
def test_traps_in_one_body(other: str) -> None:
    assert _found(("body", f"{ONE} {other}")) == ()


def test_a_headline_in_another_town_than_its_body() -> None:
    parts: tuple[tuple[SegmentRole, str], ...] = (
        ("headline", "Harvest fair crowns giant pumpkin in Hamar"),
        ("body", "The harvest fair in Larvik crowned a giant pumpkin on Sunday."),
    )
    (found,) = _found(*parts, towns=("Hamar", "Larvik"))
    assert (found.kind, found.slot) == ("headline", "place")
    told = (*parts, ("body", "The grower came from Hamar."))
    assert _found(*told, towns=("Hamar", "Larvik")) == ()  # type: ignore[arg-type]


def test_a_headline_that_tells_as_done_what_its_body_expects() -> None:
    (found,) = _found(
        ("headline", "Trade minister arrives on Larvik ferry"),
        ("body", "The trade minister will arrive in Larvik on Thursday."),
    )
    assert (found.kind, found.slot) == ("headline", "outcome")
    assert "arrives" in found.why


@pytest.mark.parametrize(
    ("headline", "body"),
    [
        ("Trade minister to arrive on Larvik ferry", "The trade minister will arrive in Larvik on Thursday."),
        (
            "Trade minister arrives on Thursday, town says",
            "The trade minister will arrive in Larvik on Thursday.",
        ),
        (
            "Trade minister arrives",
            "The trade minister arrived in Larvik. A trade minister will arrive again in May.",
        ),
        ("Ferry arrives with trade minister", "The pianist will arrive in Larvik on Thursday."),
    ],
)
def test_traps_of_outcome(headline: str, body: str) -> None:
    assert _found(("headline", headline), ("body", body)) == ()
