# SPDX-License-Identifier: Apache-2.0
"""Places: which one is meant, how fine it is, and what is left open; and the gazetteer they come from."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ontherecord.annotate.names.names import names
from ontherecord.annotate.parse import parse_text
from ontherecord.annotate.places import gazetteer
from ontherecord.annotate.places.places import places
from ontherecord.model import Where


def found(text: str) -> dict[str, Where]:
    parse = parse_text(text)
    wheres = places(parse, names(parse), document="d1")
    for where in wheres:
        assert where.span is not None
        assert text[where.span.start : where.span.end] == where.span.text
    return {where.span.text: where for where in wheres if where.span}


def test_the_division_behind_a_comma_decides() -> None:
    where = found("A fire destroyed a mill in Paris, Texas, on Friday.")["Paris"]
    assert (where.country, where.grain, where.by) == ("USA", "city", "places:written")
    assert where.latitude == pytest.approx(33.66, abs=0.1)


def test_the_big_one_without_context() -> None:
    assert found("The summit will be held in Paris on Friday.")["Paris"].country == "FRA"


def test_the_neighbours_decide() -> None:
    text = "Rescuers from Lexington drove to London. The sheriff of Laurel County thanked Kentucky."
    assert found(text)["London"].country == "USA"
    assert found(text)["London"].latitude == pytest.approx(37.13, abs=0.3)


def test_georgia_is_a_state_or_a_country_by_its_company() -> None:
    assert found("Atlanta and Savannah lie in Georgia.")["Georgia"].country == "USA"
    assert found("Tbilisi and Batumi lie in Georgia, south of Russia.")["Georgia"].country == "GEO"


@pytest.mark.parametrize(
    ("text", "name", "grain"),
    [
        ("Snow fell in Norway.", "Norway", "country"),
        ("Snow fell in Bavaria.", "Bavaria", "division"),
        ("Snow fell in Bergen.", "Bergen", "city"),
    ],
)
def test_grain_is_no_finer_than_the_words(text: str, name: str, grain: str) -> None:
    assert found(text)[name].grain == grain


def test_an_adjective_points_to_its_country() -> None:
    where = found("The Turkish delegation arrived late.")["Turkish"]
    assert (where.country, where.grain, where.by) == ("TUR", "country", "places:demonym")


def test_a_seat_of_government_is_no_place() -> None:
    assert "Kremlin" not in found("The Kremlin said it would wait.")


def test_an_unknown_place_is_left_out() -> None:
    assert found("They met in Zzyrqburgh on Friday.") == {}


@pytest.mark.parametrize(
    ("a", "b"),
    [("Kyiv", "Kiev"), ("U.S.", "United States"), ("Türkiye", "Turkey"), ("São Paulo", "Sao Paulo")],
)
def test_spellings_of_one_place(a: str, b: str) -> None:
    assert gazetteer.candidates(a)[0].geonameid == gazetteer.candidates(b)[0].geonameid


def test_us_is_no_country_in_small_letters() -> None:
    assert gazetteer.country("US") == "USA"
    assert gazetteer.candidates("us") == ()


def test_words_for_people_and_seats() -> None:
    assert gazetteer.demonym("Ukrainians") == "UKR"
    assert gazetteer.demonym("Frenchmen") == "FRA"
    assert gazetteer.demonym("Polish") == "POL"
    assert gazetteer.seat("the Kremlin") == "RUS"
    assert gazetteer.capital_of("Moscow") == "RUS"
    assert gazetteer.capital_of("Bergen") is None


def test_every_country_with_a_demonym_has_a_place() -> None:
    codes = set(gazetteer.demonyms().values())
    assert {code for code in codes if gazetteer.country_place(code) is None} == set()


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=120))
def test_any_string_may_be_looked_up(name: str) -> None:
    for place in gazetteer.candidates(name):
        assert -90 <= place.latitude <= 90
        assert -180 <= place.longitude <= 180


def test_a_place_inside_a_name_says_so() -> None:
    where = found("The Edinburgh Fire Department said nobody was hurt.")["Edinburgh"]
    assert (where.country, where.by) == ("GBR", "places:inside")
    assert "National" not in found("The National Fire Department said nobody was hurt.")


def test_the_division_behind_a_place_is_one_too() -> None:
    assert found("They met in Frankfort, Ky., on Friday.")["Ky."].grain == "division"


def test_an_english_name_of_a_town_abroad() -> None:
    assert found("Police in Cologne said it was quiet.")["Cologne"].country == "DEU"


@pytest.mark.parametrize(
    ("sentence", "initials", "name"),
    [
        ("The L.A. port is closed, police in Pasadena said.", "L.A.", "Los Angeles"),
        ("Fires burned across California. In LA the mayor asked for help.", "LA", "Los Angeles"),
        ("They met in Baton Rouge, LA, on Friday.", "LA", "Louisiana"),
        ("The mound in Charleston, S.C., was opened.", "S.C.", "South Carolina"),
        ("Officials in NYC said it was quiet.", "NYC", "New York City"),
    ],
)
def test_initials_are_of_a_town_or_of_a_name_of_several_words(
    sentence: str, initials: str, name: str
) -> None:
    assert found(sentence)[initials].name == name


def test_the_country_behind_a_comma_makes_no_province_of_a_city() -> None:
    place = found("The delegates will meet in Istanbul, Turkey, on Monday.")["Istanbul"]
    assert (place.name, place.grain) == ("Istanbul", "city")


def test_a_bare_name_of_a_city_and_its_province_is_the_city() -> None:
    places_of = found("The talks in Istanbul ended. A flight left Almaty at dawn.")
    assert places_of["Istanbul"].grain == "city"
    assert places_of["Almaty"].grain == "city"
