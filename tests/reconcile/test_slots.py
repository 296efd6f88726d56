# SPDX-License-Identifier: Apache-2.0
"""Claims of matters: figures, firsts and seats that reports give alike or differently, and the traps beside them."""

from __future__ import annotations

import pytest

from ontherecord.model import Annotations, Article, CastMember, Claim, Published, Segment, Sentence, Span
from ontherecord.reconcile.claims.counts import counts
from ontherecord.reconcile.claims.fillers import contexts
from ontherecord.reconcile.claims.firsts import firsts
from ontherecord.reconcile.claims.grounds import Grounds
from ontherecord.reconcile.claims.wishes import of_wishes, wishes
from ontherecord.reconcile.matters.told import Reading
from ontherecord.reconcile.values.quantities import leading


def _article(number: int, text: str, outlet: str | None = None, headline: str | None = None) -> Article:
    return Article(
        id=f"a{number}", document=f"d{number}", start=0, end=len(text), outlet=outlet, headline=headline, origin=f"o{number}",
        published=Published(date="2031-05-02", basis="stated"), segments=(Segment(role="body", start=0, end=len(text)),),
    )  # fmt: skip


def _firsts(*texts: str) -> list[Claim]:
    articles = [_article(n, text, f"Outlet {n}") for n, text in enumerate(texts)]
    copies = {f"d{n}": text for n, text in enumerate(texts)}
    return list(firsts(articles, copies, Grounds((), articles, ())))


@pytest.mark.parametrize(
    ("phrase", "unit", "low"),
    [
        ("13 paintings", "paintings", 13),
        ("Two hundred Libyan coastguards", "coastguards", 200),
        ("at least 40 boats", "boats", 40),
        ("46 of the city's 60 lines", "lines", 46),
    ],
)
def test_a_phrase_counts_its_noun(phrase: str, unit: str, low: float) -> None:
    found = leading(phrase)
    assert found is not None
    assert (found.unit, found.low) == (unit, low)


@pytest.mark.parametrize(
    "phrase", ["22 other defendants", "the boats of 2019", "two million pounds", "one of them"]
)
def test_parts_years_and_money_count_nothing(phrase: str) -> None:
    assert leading(phrase) is None


def test_two_firsts_of_one_thing_are_in_conflict() -> None:
    (claim,) = _firsts(
        "It was the first strike at the opera house since 1971.",
        "The first strike at the opera house since 1988 began on Friday.",
    )
    assert claim.standing == "in-conflict"
    assert {v.value for v in claim.values} == {"first since 1971", "first since 1988"}


def test_ten_years_and_a_year_are_one_answer() -> None:
    (claim,) = _firsts(
        "It was the first strike at the opera house in ten years.",
        "The first strike at the opera house since 2021 began on Friday.",
    )
    assert claim.standing == "corroborated"


@pytest.mark.parametrize(
    "other",
    [
        "The protest at the opera house since 1988 has been about a strike.",
        "It is called the first strike at the opera house since 1988, which was not so.",
    ],
)
def test_what_is_no_superlative_or_is_denied_at_once_is_no_first(other: str) -> None:
    assert "first since 1988" not in str(
        _firsts("It was the first strike at the opera house since 1971.", other)
    )
    assert "protest since" not in str(
        _firsts("It was the first strike at the opera house since 1971.", other)
    )


def test_the_first_and_the_worst_of_one_thing_are_two_matters() -> None:
    found = _firsts(
        "It was the first strike at the opera house since 1971.",
        "It was the worst strike at the opera house since 1988.",
    )
    assert [c.standing for c in found] == ["single-source", "single-source"]


def test_firsts_of_different_things_stay_apart() -> None:
    found = _firsts("The first title since 1908 came late.", "The first pennant since 1945 was at stake.")
    assert [c.standing for c in found] == ["single-source", "single-source"]


def test_equal_figures_of_one_noun_meet() -> None:
    texts = ("The ship brought 90,000 doses of vaccine.", "Ninety thousand doses of vaccine lie in the port.")
    articles = [_article(n, text) for n, text in enumerate(texts)]
    ((unit, group),) = counts(contexts(articles, {f"d{n}": text for n, text in enumerate(texts)}))
    assert unit == "doses"
    assert {c.article for c in group} == {"a0", "a1"}


def test_an_outlet_without_a_name_is_told_by_its_headline() -> None:
    story = Grounds((), [_article(1, "Rain.", headline="Rain falls on the old town for a week")], ())
    assert story.origins["o1"] == "an unnamed outlet (“Rain falls on the old town …”)"


def test_a_person_is_a_speaker_and_excludes_another() -> None:
    cast = [CastMember(id=n, name=n, kind="person") for n in ("Ada Holt", "Bo Lind")]
    story = Grounds((), [], cast)
    assert not story.speakers_agree("Ada Holt", "Bo Lind")
    assert story.speakers_agree("Ada Holt", "Holt")
    assert story.speakers_agree("Ada Holt", "the company")


@pytest.mark.parametrize(
    ("one", "other", "standing"),
    [
        ("It is the first private craft at the pole.", "Kaede is the second private craft at the pole.", ["in-conflict"]),
        ("It was the first time that a rider was banned.", "It was not the first time that a rider was banned.", ["in-conflict"]),
        ("It is the first private craft at the pole.", "It is the second race of the season.", ["single-source"] * 2),
        ("There is not the slightest chance of rain.", "It was the slightest chance of rain.", ["in-conflict"]),
        ("It was the largest fire.", "It was the latest fire.", []),
    ],
)  # fmt: skip
def test_the_first_of_its_kind_is_not_the_second(one: str, other: str, standing: list[str]) -> None:
    assert [c.standing for c in _firsts(one, other)] == standing


def test_a_sentence_that_credits_another_outlet_is_its_word() -> None:
    texts = ("The tower was cleaned in 2019.", "As the Outlet 0 reported, the tower was cleaned in 2019.")
    articles = [_article(n, text, f"Outlet {n}") for n, text in enumerate(texts)]
    story = Grounds((), articles, (), {f"d{n}": text for n, text in enumerate(texts)})
    at = Span(document="d1", start=30, end=33, text="the")
    assert story.asserted("2019", "a1", at).origin == "o0"
    assert story.asserted("2019", "a0", Span(document="d0", start=0, end=3, text="The")).origin == "o0"


@pytest.mark.parametrize(
    ("one", "other", "kind", "standings"),
    [
        ("The union demands that no docker goes before 2040.",
         "The union wants a promise for dockers until 2040.", "demanded", ["corroborated"]),
        ("The union demands that no docker goes before 2040.",
         "The mayor wants a new bridge over the river.", "demanded", ["single-source"] * 2),
        ("The union proposes a limit of ten hours for dockers.",
         "The union proposed a limit for dockers of ten hours.", "proposed", ["corroborated"]),
    ],
)  # fmt: skip
def test_one_demand_in_two_reports(one: str, other: str, kind: str, standings: list[str]) -> None:
    articles = [_article(n, text, f"Outlet {n}") for n, text in enumerate((one, other))]
    copies = {"d0": one, "d1": other}
    notes = {
        f"a{n}": Annotations(article=f"a{n}", sentences=(Sentence(start=0, end=len(text), role="body"),))
        for n, text in enumerate((one, other))
    }
    read = Reading({"a0": "d0", "a1": "d1"}, copies, {}, {}, {})
    found = of_wishes(wishes(articles, notes, read), {}, Grounds((), articles, ()))
    told = list(found)
    assert [c.standing for c in told] == standings
    assert {c.slot.name for c in told} == {kind}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (
            "It was the first flight from Andenes with cargo, the firm said.",
            ["It was the first flight from Andenes with cargo"],
        ),
        ("After rain, this is the fourth theft of the year.", ["This is the fourth theft of the year"]),
        ("It would not be the first theft of the year.", []),
        ("It could be the first theft of the year.", []),
        ("Her brother was the first man to swim the sound.", []),
    ],
)
def test_what_is_the_first_of_its_kind_in_the_story_is_a_claim(text: str, shown: list[str]) -> None:
    assert [c.text for c in _firsts(text)] == shown


def test_two_origins_corroborate_a_first_of_its_kind() -> None:
    found = _firsts(
        "It was the first flight of a rocket from Andenes with cargo.",
        "This was the first flight from Andenes in which a rocket carried cargo.",
    )
    assert [c.standing for c in found] == ["corroborated"]


def test_two_firsts_of_two_things_of_one_kind_are_no_conflict() -> None:
    found = _firsts(
        "The price of tin on the river market fell with a thud on Monday to its lowest level since 1985, traders in Lund said.",
        "Rain kept away, so that the lake behind the old dam is at its lowest level since 2001 and boats lie dry at the pier.",
    )
    assert [c.standing for c in found] == ["single-source", "single-source"]
